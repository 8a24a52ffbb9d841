/* SPDX-License-Identifier: MIT */
/* tally.h - query's second door: counting the rows of a set by what they
 * hold.
 *
 * A pass over one column costs about a millisecond a million rows. Results
 * are plain arrays; ties are in the order of the texts, so that the same
 * data always gives the same table. */
#ifndef TALLY_H
#define TALLY_H

#include "event.h"
#include "store.h"

struct rowset;
struct field;

struct tally_row {
	sym_t value; /* SYM_NONE: absent; for paths see tally.text */
	uint32_t events, denied, failed, writes;
	uint32_t users, addresses; /* distinct; only when asked for */
	int64_t first, last;       /* time of its events */
};

enum tally_sort {
	TALLY_MOST, /* by events, most first; so all counts */
	TALLY_RAREST,
	TALLY_NAME,
	TALLY_DENIED,
	TALLY_WRITES,
	TALLY_FIRST, /* earliest first */
	TALLY_LAST,  /* latest first */
	TALLY_BY_USERS,
	TALLY_BY_ADDRESSES,
	TALLY_SORTS
};

struct tally { /* zero-initialised is empty; release it */
	struct tally_row *row;
	size_t count, room;
	size_t events;    /* of the set */
	struct dict text; /* of packed or joined values, when `own` */
	bool own;         /* row.value is a symbol of `text` */
};
void tally_release(struct tally *tally);

enum tally_extra { TALLY_PLAIN, TALLY_USERS = 1, TALLY_ADDRESSES = 2 };

/* Fill `tally` with the set's rows by the values of a column, by the
 * resources they name, or by any field; an event with several values counts
 * once for each. Rows of the table stand as they were met, the absent one
 * last, until they are sorted. Die when out of memory. */
void tally_column(struct tally *tally, const struct store *store,
		  const struct rowset *set, enum column column, unsigned extra);
void tally_resources(struct tally *tally, const struct store *store,
		     const struct rowset *set, unsigned extra);
void tally_field(struct tally *tally, const struct store *store,
		 const struct rowset *set, const struct field *field,
		 unsigned extra);
/* The absent row stays last, also when reversed. */
void tally_sort(struct tally *tally, const struct store *store,
		enum tally_sort sort, bool reverse);
struct str tally_text(const struct tally *tally, const struct store *store,
		      size_t row);

/* How many distinct values of a column the set has; *only is one of them. */
size_t tally_distinct(const struct store *store, const struct rowset *set,
		      enum column column, sym_t *only);

/* Counts of the set as a whole. */
struct totals {
	size_t events, denied, failed, writes, notable;
	int64_t first, last; /* TIME_NONE when nothing is dated */
};
void totals_count(struct totals *totals, const struct store *store,
		  const struct rowset *set);

/* Events by time: bucket i covers from + i * step .. + step. */
struct buckets {
	int64_t from, step; /* seconds */
	size_t count;
	uint32_t *events, *denied; /* owned by the caller, `count` each */
};
void buckets_count(struct buckets *buckets, const struct store *store,
		   const struct rowset *set);

/* Values of a field nearest to `typed`, with their counts over all rows:
 * for "jmerkle: no; jmerckle 37". At most `most`; the number written. */
struct nearest {
	struct str text; /* borrowed from the store */
	uint32_t events;
};
size_t nearest_values(const struct store *store, const struct field *field,
		      struct str typed, struct nearest *out, size_t most);

#endif
