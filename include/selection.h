/* SPDX-License-Identifier: MIT */
/* selection.h - what the person has chosen, and what follows from it.
 *
 * A selection holds the chips, the rows they keep and their order, what is
 * counted of them, the search, and the steps back. It knows nothing of
 * screens: it is shown a store that may grow, is told of a choice, and goes
 * on in slices until all that follows is exact. What stood before stays
 * until the new is whole, so that nobody reads half an answer.
 *
 * Everything in struct selection may be read at any time and is changed by
 * the functions below alone. Arrays and texts in it are borrowed until the
 * next of them. Every function that adds dies when out of memory. */
#ifndef SELECTION_H
#define SELECTION_H

#include "base.h"
#include "job.h"
#include "store.h"
#include "query.h"
#include "chips.h"
#include "counts.h"
#include "sweep.h"

#define FEW_ROWS 60000 /* so many are looked at while one waits */

/* What is still to be done before everything is exact. */
enum round_stage {
	STAGE_ROWS,      /* chips look at rows */
	STAGE_HITS,      /* kept rows are put in order */
	STAGE_TOTALS,    /* and counted */
	STAGE_FACTS,     /* what is constant in them: counts.h */
	STAGE_USERS,     /* the rosters, as in enum roster_kind */
	STAGE_RESOURCES, /* ... */
	STAGE_DONE
};

/* What the chips keep. */
struct result {
	struct rowset rows;
	size_t looked; /* rows looked at; less than the store's: partial */
	row_t *hit;    /* kept rows in the order chosen */
	size_t hits;
	uint32_t *line; /* by line its first hit, where runs are folded ... */
	size_t lines;   /* ... and how many; NULL: each hit is a line */
	/* In another order than time: where the row that was watched when the
	 * hits were made stands, or the kept one nearest to it in time. */
	row_t watched; /* ROW_NONE: none was */
	size_t watched_at;
	struct totals totals;
	bool at_least;    /* a regex gave up somewhere */
	uint64_t choices; /* as of which the hits are: see selection_shows */
};

/* What hits are sorted by; of equal ones the earlier stands first. */
enum order_by { ORDER_TIME, ORDER_COLUMN, ORDER_RESOURCE, ORDER_FIELD };
struct hit_order {
	enum order_by by;
	enum column column;        /* of ORDER_COLUMN */
	const struct field *field; /* of ORDER_FIELD: of selection_field */
	bool reverse;              /* rows without a value stay last */
	bool fold; /* in the order of time: runs of reads on a line */
};

/* What `/` looks for. */
struct finder {
	struct search *search; /* NULL: nothing */
	char *pattern;         /* NULL: never asked */
	struct filter *filter; /* keeps the events with a hit */
	size_t *found;         /* places in result.hit */
	size_t founds, room;
	bool exact; /* `found` speaks of all hits and is whole */
};

struct selection {
	const struct store *store; /* borrowed; NULL before it was shown one */
	row_t rows;                /* of the store, as of selection_show */

	struct chips chips;
	struct hit_order order;
	row_t watch; /* the row under the cursor, or ROW_NONE: see result */
	enum round_stage stage;
	struct result result;
	struct buckets times; /* the result's events by time; see times_ask */
	struct facts facts;
	struct roster roster[ROSTERS];
	struct trial aimed;     /* what `=` would leave */
	struct trial candidate; /* what the expression being typed would */
	struct offers offers;   /* ways to go on with it */
	struct frequency frequency;
	struct pivot pivot;
	struct sweep sweep;
	struct partner partner;
	struct bursts bursts;
	struct finder finder;

	uint64_t choices;  /* goes up when chips or order were chosen anew */
	uint64_t answered; /* choices, when nothing was left to do last; 0
			    * since more was asked of the same choices */
	uint64_t changes;  /* ... when result.rows was made anew */
	uint64_t ordered;  /* ... when result.hit was */
	uint64_t totaled;  /* ... when result.totals and facts were */
	bool stale;        /* something changed; whoever draws clears it */

	struct inner *inner; /* of this room alone */
};

/* Where the screens stand, to be had again after a step back: memory of
 * malloc, taken, which is freed with free(). NULL is fine. */
typedef void *spots_now(void *who);

/* Owned. `filter` is the first chip, absent or "" for none; what does not
 * parse is none. `spots` (NULL: none) is asked with `who` before each change
 * of the chips. */
struct selection *selection_new(struct str filter, spots_now *spots, void *who);
void selection_free(struct selection *selection); /* NULL is fine */

/* Shows the store (borrowed; NULL: none yet): another one never, but it may
 * have grown. Cheap: the work is left to selection_step, and is about the rows
 * that are in the store's order of time by then. */
void selection_show(struct selection *selection, const struct store *store);
/* Goes on with about `budget` rows of what is still to be done: jobs one after
 * the other, in rounds. Each round takes up the rows there are when it begins,
 * and goes on from what was counted before, so that it costs what is new; the
 * order of hits is one more pass where new rows are not the last ones. Returns
 * about how many rows that was, 0 when nothing is left: all is exact, but for
 * `aimed` and what the store has not put in order yet; or it was stopped. */
size_t selection_step(struct selection *selection, size_t budget);
/* The job that keeps the person waiting, or was stopped: borrowed; NULL while
 * there is none, or for less than a blink. */
const struct job *selection_running(const struct selection *selection);
/* Stops all jobs until something is chosen anew; what stood before stays.
 * False: none was at work. */
bool selection_stop(struct selection *selection);
bool selection_stopped(const struct selection *selection);
/* True when the hits are those of the present choices, be it of fewer rows
 * than there are by now; false while they still are what stood before. */
static inline bool selection_shows(const struct selection *selection)
{
	return selection->result.choices == selection->choices;
}
/* The row whose place among the hits will be asked for; ROW_NONE: none. */
void selection_watch(struct selection *selection, row_t row);
/* Lines that the hits stand on; the first hit of one (`hits` past the last);
 * the line of a hit. Costs a binary search at most. */
size_t result_lines(const struct result *result);
size_t result_hit(const struct result *result, size_t line);
size_t result_line(const struct result *result, size_t hit);
/* The hits that the line holds stand on a line each, until they are no more
 * folded at all; nothing where it holds one. */
void selection_unfold(struct selection *selection, size_t line);
/* The run that the line was unfolded from is one line again, that of its first
 * hit. False: it was not unfolded, or what is left of it is no run. Both cost
 * as many steps as there are lines behind it. */
bool selection_refold(struct selection *selection, size_t line);
/* The same of rows in the order of time, nothing unfolded: *line gets by line
 * its first place, room for `hits`. Returns how many. */
size_t folds_of(const struct store *store, const row_t *hit, size_t hits,
		uint32_t *line);
/* A field that lives as long as the selection: borrowed. NULL and ERR_QUERY
 * where field_parse says so. */
const struct field *selection_field(struct selection *selection,
				    struct str name, struct err *err);
/* The hits in another order; the chips stay, and no step is recorded: who
 * sorts records one before. */
void selection_sort(struct selection *selection, struct hit_order order);

/* ---- changes of the chips ---- */

/* Each first records a step, and has everything counted anew; what changes
 * nothing records none. When all chips were off, each is off by itself
 * then. */

/* Puts `ask` (taken) in the place of chip `at`, or last for SIZE_MAX; where
 * another chip says the same, that one is turned on instead. False: nothing
 * to do, that chip is there and at work. */
bool change_chip(struct selection *selection, size_t at, struct ask *ask);
/* Only this: `ask` (taken) takes the place of every chip at work that picks
 * values of `field` or `other` (NULL: none). False: it is so already. */
bool change_only(struct selection *selection, struct str field,
		 const char *other, struct ask *ask);
/* Replaces all chips by `ask` (taken); but for those of P and W, when
 * `some_stay`. */
void change_all(struct selection *selection, struct ask *ask, bool some_stay);
/* The events of that finding of the Sweep: it takes the place of the chips
 * that are findings. False: it is so already. */
bool change_finding(struct selection *selection, size_t n);
/* Adds the chip, turns it on, or removes it when it is at work. */
void change_flip(struct selection *selection, const char *text);
void change_toggle(struct selection *selection, size_t at);
void change_delete(struct selection *selection, size_t at);
/* All off, all on. False: there are no chips. */
bool change_all_off(struct selection *selection);

/* ---- back and forward ---- */

/* Records a step that is no change of the chips, at `spots` (taken). Ends the
 * way forward. At most 500 are kept. */
void selection_record(struct selection *selection, void *spots);
/* The same where the step before is as good: only ends the way forward. */
void selection_stay(struct selection *selection);
/* Where the screens stood at the nearest of them: borrowed until a step or
 * change; NULL where there is none. */
const void *selection_spots(const struct selection *selection, bool forward);
/* Goes there, where there is one: the chips are those of that step, and
 * `here` (taken) can be had again the other way. Returns the step's spots,
 * owned: free() them. Chips that were at work before cost no look at a row. */
void *selection_go(struct selection *selection, bool forward, void *here);
/* How many events each of the last filters left, oldest first, the present
 * one last: at most `most` (at least 2) numbers. Returns how many; 0 when the
 * filter was never another one. */
size_t selection_hunt(const struct selection *selection, size_t *events,
		      size_t most);

/* ---- search ---- */

/* Takes up a pattern: a regex, or the letters themselves; "" forgets it. -1
 * and *err (which may be NULL): it is no regex, and what was looked for
 * stays. The events with a hit are found by selection_step. */
int finder_set(struct selection *selection, struct str pattern, bool literal,
	       struct err *err);

#endif
