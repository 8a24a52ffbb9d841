/* SPDX-License-Identifier: MIT */
/* tally.h - query's second door: counting the rows of a set by what they
 * hold.
 *
 * A pass over one column costs two to five milliseconds a million rows.
 * Results are plain arrays; ties are in the order of the texts, so that the
 * same data always gives the same table.
 *
 * Every pass can be made in slices: a step looks at about `budget` rows
 * (SIZE_MAX: all that remain), returns about how many that were, and 0 when
 * nothing is left to do. What has counted the rows of a set goes on when the
 * store and the set have grown, as long as the set says the same of the rows
 * counted; else it must begin again. */
#ifndef TALLY_H
#define TALLY_H

#include "event.h"
#include "store.h"

struct rowset;
struct field;
struct counting;

/* Of what the distinct values behind a row are counted, too. */
enum tally_other { OTHER_USERS, OTHER_ADDRESSES, OTHERS };

struct tally_row {
	sym_t value; /* SYM_NONE: absent; for paths see tally.text */
	uint32_t events, denied, failed, writes, notable;
	uint32_t others[OTHERS]; /* distinct; 0 where not asked for */
	uint64_t in, out;        /* bytes sent to S3, and from it; the same */
	int64_t first, last;     /* time of its events */
};

struct tally { /* zero-initialised is empty; release it */
	struct tally_row *row;
	size_t count, room;
	size_t events;            /* of the set */
	bool own;                 /* row.value is a symbol of `text` ... */
	const struct dict *text;  /* ... which lives as long as what counted */
	struct counting *made_by; /* owned by a tally of one pass; or NULL */
};
void tally_release(struct tally *tally);

/* What is to be counted beside events: bits by enum tally_other. */
#define TALLY_PLAIN 0u
#define TALLY_USERS (1u << OTHER_USERS)
#define TALLY_ADDRESSES (1u << OTHER_ADDRESSES)
#define TALLY_BYTES (1u << OTHERS)

/* Fills `tally` in one pass with what `counting`, fresh and taken, counts of
 * the set. Rows of the table stand as they were met, the absent one last, until
 * they are sorted. Dies when out of memory, as does all that counts. */
void tally_count(struct tally *tally, const struct store *store,
		 const struct rowset *set, struct counting *counting);
struct str tally_text(const struct tally *tally, const struct store *store,
		      size_t row);

/* ---- counting that goes on ---- */

/* By a column; for COL_COUNT by `field` (borrowed until counting_free), or
 * with NULL by the resources that rows name. An event with several values
 * counts once for each. Owned. */
struct counting *counting_new(enum column column, const struct field *field,
			      unsigned others);
void counting_free(struct counting *counting); /* NULL is fine */
size_t counting_step(struct counting *counting, const struct store *store,
		     const struct rowset *set, size_t budget);
/* How many rows of the set are counted. */
size_t counting_rows(const struct counting *counting);
/* Begins again with no row; tables that were put stay readable. */
void counting_again(struct counting *counting);
/* Appends what is counted, as tally_count would, to `tally`, whose count is
 * 0 before the first of these calls: at most `budget` rows of the table, no
 * step in between. True when they are all there. `events` is not set. */
bool counting_put(const struct counting *counting, struct tally *tally,
		  size_t budget);

/* ---- in order ---- */

/* By its texts, the absent last, in slices. The table must not change, nor be
 * read, until the last step has put it in order, but for tally_text. Owned. */
struct sorting;
struct sorting *sorting_new(struct tally *tally, const struct store *store);
size_t sorting_step(struct sorting *sorting, size_t budget);
void sorting_free(struct sorting *sorting); /* NULL is fine */

/* ---- when they were ---- */

/* How many events each value of a table has in each of so many parts, of
 * equal length, of the store's whole span. Costs a pass as counting does, and
 * 32 bytes a value. A span that grew makes it another one: begin again. */
#define WHENS 8
struct whens {              /* zero-initialised: none was begun; release it */
	int64_t from, step; /* seconds; step 0: nothing is dated */
	uint32_t (*at)[WHENS]; /* by row of the table */
	size_t rows;           /* looked at */
	uint32_t *place;       /* by symbol: one and the row; 0: none */
	size_t symbols;
};
/* For the values of a table whose values are symbols of the store. */
void whens_begin(struct whens *whens, const struct store *store,
		 const struct tally *tally);
/* `column` is what the table was counted by; COL_COUNT: resources. */
size_t whens_step(struct whens *whens, const struct store *store,
		  const struct rowset *set, enum column column, size_t budget);
void whens_release(struct whens *whens);

/* ---- numbers of a set as a whole ---- */

struct totals { /* zero-initialised: no row was looked at */
	size_t events, denied, failed, writes, notable;
	size_t people_denied; /* of the denied, not by AWS services */
	int64_t first, last;  /* TIME_NONE when nothing is dated */
	size_t rows;          /* looked at */
};
size_t totals_step(struct totals *totals, const struct store *store,
		   const struct rowset *set, size_t budget);

/* The distinct values of a column. */
struct distinct {     /* zero-initialised: no row was looked at; release it */
	size_t count; /* absent not counted */
	size_t services; /* of these, names of AWS services */
	size_t strange;  /* of addresses, texts that are none */
	sym_t only;      /* one of them; SYM_NONE for none */
	bool absent;     /* some row has none */
	size_t rows;     /* looked at */
	uint64_t *met;   /* bit by symbol */
	size_t words;
};
size_t distinct_step(struct distinct *distinct, const struct store *store,
		     const struct rowset *set, enum column column,
		     size_t budget);
void distinct_release(struct distinct *distinct);

/* Events by time, by who made them: AWS services or anyone else. */
struct bucket {
	uint32_t people, services;
	uint32_t denied;  /* of people */
	uint32_t notable; /* of either */
};
/* Bucket i covers from + i * step .. + step. */
struct buckets {
	int64_t from, step; /* seconds */
	size_t count;
	struct bucket *at; /* of the caller, `count`, zero first */
	size_t rows;       /* looked at */
};
size_t buckets_step(struct buckets *buckets, const struct store *store,
		    const struct rowset *set, size_t budget);

/* ---- what a person may have meant ---- */

/* Values of a field nearest to what was typed, with their counts over all
 * rows: for "jmerkle: no; jmerckle 37". The nearest first. */
struct nearest {
	struct str text; /* borrowed until guess_free */
	uint32_t events;
};
#define NEAREST_MOST 16
struct guess;
/* Takes the field. Owned. */
struct guess *guess_new(struct field *field, struct str typed);
void guess_free(struct guess *guess); /* NULL is fine */
/* Of the rows that the store has at the first step. */
size_t guess_step(struct guess *guess, const struct store *store,
		  size_t budget);
/* What was found when no step is left; how many. */
size_t guess_values(const struct guess *guess,
		    struct nearest out[NEAREST_MOST]);

#endif
