/* SPDX-License-Identifier: MIT */
/* inner.h - what a selection keeps to itself, and what its modules offer
 * each other.
 *
 * What is counted of the result is counted in rounds: a round takes up the
 * rows that the store has by then, and each job goes on from the rows it had
 * counted to these. Where the chips keep other ones of the rows that were
 * there before, `epoch` goes up, and what was counted begins again. */
#ifndef INNER_H
#define INNER_H

#include "selection.h"

/* In the order in which what they make is missed. */
enum job_kind {
	JOB_PARTNER,    /* an event to compare one with */
	JOB_ROWS,       /* chips look at rows */
	JOB_HITS,       /* kept rows are put in order */
	JOB_BURSTS,     /* and where they come close together */
	JOB_TOTALS,     /* and counted */
	JOB_TIMES,      /* by time */
	JOB_FACTS,      /* what is constant in them */
	JOB_IDENTITIES, /* who and what the store names */
	JOB_USERS,
	JOB_RESOURCES,
	JOB_SWEEP,
	JOB_FREQUENCY,
	JOB_PIVOT,
	JOB_CANDIDATE, /* the expression being typed */
	JOB_OFFERS,    /* ways to go on with it */
	JOB_SEARCH,
	JOB_WHENS, /* of the rosters */
	JOBS
};

/* Every identity the store holds of one kind: a chip's text is a label only
 * where the label names one of them. */
struct identities {
	struct known_identity {
		sym_t sym;
		sym_t user;  /* of a session */
		sym_t human; /* behind it; NAMES_SEVERAL: more than one */
	} * at;
	size_t count, room;
	uint32_t *slot; /* by hash of the symbol: 1 + place; 0: free */
	size_t slots;   /* a power of two */
	size_t looked;  /* rows */
	/* The texts that name them; by symbol of these, whom each names. */
	bool calls;       /* they are names of calls */
	struct dict name; /* set up with the first */
	sym_t *named;     /* NAMES_SEVERAL: more than one */
	size_t named_room;

	/* the answer given last */
	sym_t told;
	size_t told_count; /* identities and sessions, then */
	struct str text;
	bool plain;
};

/* Runs that were unfolded by hand: their first and last rows. */
struct open_runs {
	struct open_run {
		row_t first, last;
	} * at;
	size_t count, room;
};

struct steps {
	struct saved_step {
		struct chips chips;
		struct hit_order order;
		struct open_runs opened;
		void *spots;  /* owned */
		size_t hits;  /* as counted when it was left */
		bool counted; /* they were */
	} * at;               /* the nearest last */
	size_t count, room;
};

struct row_list {
	row_t *at;
	size_t room;
};

/* The hits being made anew; see hit_order.c. */
struct hits_work {
	enum hits_phase {
		HITS_BEGIN,
		HITS_NEWEST, /* the earliest of the new rows is looked for */
		HITS_COPY,   /* what stands before it stays */
		HITS_WALK,   /* the rest comes from the store's order */
		HITS_COUNT,  /* the values to sort by, and how often ... */
		HITS_SORT,   /* ... in their order */
		HITS_RANK,
		HITS_START,
		HITS_PLACE,
		HITS_FOLD /* runs of reads go on one line */
	} phase;
	size_t at;   /* how far the phase is */
	size_t kept; /* hits there will be */
	size_t same; /* of the hits that stand, those that stay */
	row_t from;  /* walking begins with this row; ROW_NONE: the first */
	row_t after; /* ... and has come past this one */
	struct row_list next; /* by time */
	size_t nexts;
	struct row_list sorted; /* in another order */
	struct row_list shown;  /* result.hit */
	struct row_list *made;  /* of HITS_FOLD: what will be shown */
	row_t target; /* the hit whose place is wanted; ROW_NONE: none */
	size_t target_at;
	row_t watched; /* what it stands for */
	size_t valued; /* hits that have what they are sorted by: first, also
			* when reversed */
	struct counting *counting;
	struct buf text; /* of the value that a row is sorted by */
	struct tally tally;
	struct sorting *sorting;
	uint32_t *rank;       /* by symbol */
	size_t ranks, *start; /* by rank */

	/* what the hits that stand were made of */
	uint64_t epoch;
	size_t rows;
	bool timely; /* by time, not reversed */
};

/* One value of all rows, or more than one. */
struct sameness {
	size_t rows; /* looked at */
	sym_t first;
	bool met;     /* ... is the value of some row */
	bool differs; /* from that of another: no row is looked at any more */
};

/* What rows are compared by: columns, and row_actor and row_resource. */
enum { SAME_ACTOR = COL_COUNT, SAME_RESOURCE, SAMES };

struct facts_work {
	uint64_t epoch, choices;
	struct distinct distinct[COL_COUNT];
	struct sameness same[SAMES];
};

struct line_list {
	uint32_t *at;
	size_t room;
};

/* Lines being made of the new hits; see folds.c. */
struct folds_work {
	struct line_list next, shown; /* result.line */
	size_t at, lines;             /* hits looked at; lines of `next` */
	size_t run;                   /* hits of the last run */
	struct rowset opened;         /* hits that stand on their own, ... */
	struct open_runs runs;        /* ... those of these runs */
};

struct bursts_work {
	size_t at, first, dated; /* hits: looked at; of the run; with a time */
	int64_t span;
};

struct times_work {
	uint64_t epoch;
	struct buckets buckets; /* as asked for; count 0: nothing asked */
	size_t room;
	bool put; /* in selection->times */
};

struct roster_work {
	enum roster_kind kind;
	bool begun;      /* in this round */
	bool wide;       /* what is counted */
	uint64_t timing; /* made of the roster whose `when` is counted */
	struct rowset base;
	struct counting *counting, *sessions;
	/* Keeps the texts of the objects that are shown; may be `sessions`. */
	struct counting *texts;
	struct field *object;  /* what objects are counted by; NULL: not yet */
	struct counting *kept; /* NULL: no chip on its own field is left out */
	struct tally next, next_sessions;
};

struct frequency_work {
	bool begun;
	uint64_t changes; /* of the selection, when it last began */
	struct rowset base;
	struct counting *counting;
	struct tally next;
};

/* Values counted for what is being typed; see offers.c. */
struct sieves {
	struct sieve **at;
	size_t count, room;
};

/* Where offers come from: values of a field, or an expression as it stands. */
struct offer_source {
	const char *field;  /* NULL: `lead` is the expression */
	const char *within; /* rows that are counted; "": all that are left */
	const char *lead;   /* before the value */
	const char *words;
	size_t most;
	bool sought; /* only values that hold the word */
	bool swept;  /* keys: first those of findings, of others but one */
	unsigned others;
	/* The larger, the sooner; 0: not offered. NULL: its events. */
	uint64_t (*weight)(const struct tally_row *row, size_t events);
};
#define OFFER_SOURCES 16

struct offers_work {
	bool asked;
	size_t replaces;             /* the chip that is edited; SIZE_MAX */
	struct buf head, word, tail; /* of what is typed */
	struct buf within;           /* what stands before it; "": nothing */
	struct offer_source source[OFFER_SOURCES];
	size_t sources, at; /* and whose turn it is ... */
	size_t row;         /* ... at which value */
	struct offer_pick {
		size_t row;
		unsigned rank;
		uint64_t weight;
	} pick[24];         /* the best so far */
	size_t picks, fits; /* of so many that would do */
	struct offer next[OFFERS_MOST];
	size_t nexts;
	struct sieves sieves;
};

struct sweep_work {
	bool begun;       /* in this round */
	uint64_t changes; /* of the selection, when it last began */
	struct rowset base;
	struct sweeping *sweeping;
	struct judge *judge; /* findings being made of it; NULL: none are */
};

struct inner {
	struct field **field; /* of selection_field; owned, as they are */
	size_t fields, field_room;
	struct jobs jobs;
	struct job job[JOBS];

	size_t target;      /* rows that this round takes up; 0: to be seen */
	struct rowset rows; /* of result_base, for whoever asks */
	uint64_t epoch;
	struct hits_work hits;
	struct folds_work folds;
	struct bursts_work bursts;
	struct totals totals;
	uint64_t totals_epoch;
	struct times_work times;
	struct facts_work facts;
	struct identities identities[IDENTITY_KINDS];
	struct roster_work roster[ROSTERS];
	struct frequency_work frequency;
	struct offers_work offers;
	struct sweep_work sweep;
	size_t found_at;        /* hits that finder.found speaks of */
	uint64_t found_ordered; /* selection->ordered, then */

	struct steps back, forward;
	spots_now *spots;
	void *who;
};

/* ---- chips ---- */

/* Puts `ask` (taken) in the place of chip `at`, or last for SIZE_MAX; it is
 * on. Dies when out of memory. */
void chips_put(struct chips *chips, size_t at, struct ask *ask);
/* The first chip from `from` on that is at work and picks values of `field` or
 * of `other` (NULL: none); SIZE_MAX: there is none. */
size_t chips_picking(const struct chips *chips, struct str field,
		     const char *other, size_t from);
/* True when the chip picks values of one of them, at work or not. */
bool chip_picks(const struct chip *chip, struct str field, const char *other);
/* True for the chips of P and W. */
bool chip_stays(const struct chip *chip);
/* Fills *base with what the chips keep of the rows of this round, but for the
 * chips that `skip` names. True when it said the same before of the rows it
 * spoke of: then what is counted goes on. */
bool result_base(struct selection *selection, chip_skip *skip, const void *what,
		 struct rowset *base);

/* Something was asked: the jobs begin again with what is missed most, also
 * when they were stopped, and the person is told of what runs. */
static inline void selection_asked(struct selection *selection)
{
	jobs_restart(&selection->inner->jobs);
	selection->answered = 0;
	selection->stale = true;
}

/* ---- jobs: each spends about `budget` and returns what it spent, in rows;
 * 0 when it has nothing to do ---- */

size_t partner_step(struct job *job, size_t budget);
size_t hits_step(struct job *job, size_t budget);
/* Of hits_step: about `budget` of the hits get their lines; true: there are
 * more. Then the lines made are the result's, or it has none. */
bool folds_make(struct selection *selection, const row_t *hit, size_t hits,
		size_t budget);
void folds_publish(struct selection *selection, bool made);
/* The runs that are unfolded now, copied; and those of a step (taken), before
 * hits get their lines anew. */
struct open_runs folds_opened(const struct selection *selection);
void folds_open(struct selection *selection, struct open_runs runs);
size_t bursts_step(struct job *job, size_t budget);
size_t summary_step(struct job *job, size_t budget); /* totals */
size_t times_step(struct job *job, size_t budget);
size_t facts_step(struct job *job, size_t budget);
size_t identities_step(struct job *job, size_t budget);
size_t roster_step(struct job *job, size_t budget); /* of either */
size_t sweep_step(struct job *job, size_t budget);
size_t whens_job(struct job *job, size_t budget);
size_t frequency_step(struct job *job, size_t budget);
size_t pivot_step(struct job *job, size_t budget);
size_t candidate_step(struct job *job, size_t budget);
size_t offers_step(struct job *job, size_t budget);
size_t finder_step(struct job *job, size_t budget);

/* Lets the filter look further where it lacks some of the first `rows` rows;
 * false: it lacks none. */
bool filter_look(const struct selection *selection, struct filter *filter,
		 size_t rows, size_t budget);

/* ---- what they leave ---- */

void choices_release(struct selection *selection); /* chips and steps */
void hits_release(struct hits_work *work);
void summary_release(struct selection *selection);
void identities_release(struct inner *inner);
void values_release(struct selection *selection);
void sweep_end(struct selection *selection);
void trials_release(struct selection *selection);

#endif
