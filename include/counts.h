/* SPDX-License-Identifier: MIT */
/* counts.h - selection's third door: what is counted of the result, and of
 * what one more choice would leave.
 *
 * One promise holds for all of them: the number beside a value or an
 * expression is the number of events after choosing it. What a choice
 * replaces is therefore left out when it is counted. Rules of reading and
 * borrowing are those of selection.h. */
#ifndef COUNTS_H
#define COUNTS_H

#include "base.h"
#include "store.h"
#include "query.h"
#include "chips.h"

/* What is constant in the kept rows. How many values there are is counted of
 * an address, a key, a tool, a region and an account only. */
struct facts {
	size_t distinct[COL_COUNT];     /* absent not counted */
	size_t services[COL_COUNT];     /* of these, names of AWS services */
	size_t strange;                 /* ... texts that are no address */
	sym_t only[COL_COUNT];          /* one of them */
	bool absent[COL_COUNT];         /* some kept row has none */
	bool same[COL_COUNT];           /* all say the same, or nothing */
	bool same_actor, same_resource; /* of row_actor and row_resource */
	uint64_t choices;               /* of the selection they speak of */
};

/* Who acted, as one shows it: the session where that names a human or an
 * instance, else the user. SYM_NONE: nobody is named. */
sym_t row_actor(const struct store *store, row_t row);
/* The resource to show of a row: one that a chip asks for, else the first;
 * SYM_NONE when it names none. *count: how many it names. */
sym_t row_resource(const struct selection *selection, row_t row,
		   uint32_t *count);

/* Asks for the result's events by time, in `count` buckets of `step` seconds
 * from `from` on: selection.times, once they are counted; until then what was
 * there before, which says itself what it is. */
void times_ask(struct selection *selection, int64_t from, int64_t step,
	       size_t count);

/* ---- identities ---- */

enum identity_kind {
	IDENTITY_USERS,
	IDENTITY_SESSIONS,
	IDENTITY_RESOURCES,
	IDENTITY_CALLS,
	IDENTITY_KINDS
};
/* What a chip writes for an identity of the store: its label where that
 * names nothing else, else the whole; *plain tells which. Borrowed until
 * store_free. Looks at all identities of the kind, unless it is asked of the
 * same again; where rows came that nobody looked at yet, the whole. */
struct str identity_text(struct selection *selection, enum identity_kind kind,
			 sym_t identity, bool *plain);
/* The user a session belongs to, SYM_NONE when unknown (yet). */
sym_t session_user(const struct selection *selection, sym_t session);
/* The human behind it; SYM_NONE: not told, or several. */
sym_t session_human(const struct selection *selection, sym_t session);

/* ---- rosters ---- */

/* Users or Resources as counted: by each value's number is the number of
 * events after choosing it with change_only, so that the chips which pick
 * values of the roster's own field are left out, and no others. */
enum roster_kind { ROSTER_USERS, ROSTER_RESOURCES, ROSTERS };
struct roster {
	/* Aliases for change_only: of its field, and of what is under it. */
	const char *field, *under;
	struct tally tally;
	struct tally sessions; /* of users; objects, once they are asked for */
	size_t keys;           /* temporary ones that are left out */
	bool *inside;          /* by symbol: the result has it; NULL: all */
	bool wide;             /* tally_row.others are wanted */
	bool widened;          /* ... and in the tally */
	bool deep, deepened;   /* the same of objects */
	uint64_t made;         /* goes up when it is counted anew */
	bool timed;            /* when events were is wanted ... */
	uint64_t timed_made;   /* ... and known, when this is `made` */
	struct whens when, sessions_when;
};

/* Whether distinct users or addresses are wanted. Where they are missing they
 * are counted now when rows are few (true), else by the next steps. */
bool roster_widen(struct selection *selection, enum roster_kind kind,
		  bool wide);
/* The same of when their events were, in a pass of its own. */
bool roster_time(struct selection *selection, enum roster_kind kind,
		 bool timed);
/* The same of objects, from now on. */
bool roster_deepen(struct selection *selection);
/* What counts its values, fresh and owned: for pipes. */
struct counting *roster_counting(enum roster_kind kind, bool wide);

/* ---- the frequency table ---- */

/* One field's values. An absent value has a row, so that of a field with one
 * value an event the rows add up to all events. */
struct frequency {
	char *name; /* of the field, as chips write it; NULL: no table */
	struct field *field;
	enum identity_kind kind; /* IDENTITY_KINDS: values are no identities */
	struct tally tally;      /* as it was met, the absent last */
	struct buf without;      /* the chips left out; "": none */
	uint32_t most, values;   /* events of one value; values but absent */
	bool counted;
	uint64_t made; /* goes up when it is counted anew */
};

/* Begins the table of a field; the one before ends. 0, or -1 and
 * *err when it is no field or no event has it: then nothing changes. There
 * must be a store. Counted by selection_step, again when the result is
 * another one. */
int frequency_begin(struct selection *selection, struct str field,
		    struct err *err);
void frequency_end(struct selection *selection);
/* What a chip on that row would ask; borrowed until it is counted anew.
 * False: there is no such row, or it is not counted yet. */
bool frequency_aim(struct selection *selection, size_t row, struct aim *aim);

/* ---- the pivot ---- */

/* Expressions to go on with, each counted over all rows, since it replaces
 * the chips, and beside the chips, where it is added. */
struct pivot_way {
	struct ask *ask; /* held */
	bool stays;      /* the chips of P and W stay beside it */
	bool counted;
	row_t rows;       /* of the store, then */
	uint64_t changes; /* of the selection, then */
	size_t count;     /* events it leaves */
	size_t added;     /* ... beside the chips at work */
};
#define PIVOT_WAYS 12
struct pivot {
	struct pivot_way at[PIVOT_WAYS];
	size_t count;
	struct rowset base;
};

/* Adds a way, `ask` taken; there must be room for it. Counted by
 * selection_step. */
void pivot_put(struct selection *selection, struct ask *ask, bool stays);
void pivot_clear(struct selection *selection);

/* ---- bursts ---- */

/* Where the hits come close together: five or more of which each comes at most
 * the hits' mean gap (or a second) after the one before, and which follow each
 * other at least four times as quickly as all hits do. */
struct burst {
	size_t first, events; /* hits */
	int64_t from, to;
};
struct bursts {
	struct burst *at;
	size_t count, room;
	bool asked, counted;
	uint64_t ordered; /* of the selection: what they were counted of */
};
/* Has them counted by selection_step, again when the hits are other ones.
 * The hits must be in the order of time. */
void bursts_ask(struct selection *selection);

/* ---- an event to compare another with ---- */

enum partner_by {
	PARTNER_CALL,    /* of the same user, the same call of any version */
	PARTNER_ANYONE,  /* the same call, whoever made it */
	PARTNER_RESOURCE /* that names the same resource, whatever the call */
};
struct partner {
	row_t of, past; /* ROW_NONE: nothing is asked; the last looked at */
	enum partner_by by;
	sym_t resource; /* of PARTNER_RESOURCE */
	int direction;  /* 1: later, -1: earlier */
	bool done;
	row_t found;   /* ROW_NONE: there is none (yet) */
	uint64_t made; /* goes up when it is done */
};
/* Looks for the nearest partner of `of`, later (1) or earlier (-1) than
 * `from`, among all events, whatever the chips keep; in slices, by
 * selection_step. A resource is that of row_resource; where `of` names none,
 * nothing is found. */
void partner_ask(struct selection *selection, row_t of, enum partner_by by,
		 row_t from, int direction);
void partner_drop(struct selection *selection); /* asks nothing any more */

/* ---- trials ---- */

/* An expression counted against the result before it is a chip. */
struct trial {
	struct buf text;       /* as it prints; "" : nothing asked */
	struct filter *filter; /* NULL: nothing asked */
	struct rowset base;    /* what the chips that stay keep */
	uint64_t changes;      /* of the selection, when `base` was made */
	size_t replaces;       /* the chip whose place it takes; SIZE_MAX */
	bool counted;          /* `count` is exact */
	size_t count;          /* events that would be left ... */
	size_t of;             /* ... of these, without it */
};

/* Asks `trial` (of the selection) how many events `expr` (taken; NULL: asks
 * nothing) would leave in place of chip `replaces`, SIZE_MAX: beside all. */
void trial_ask(struct selection *selection, struct trial *trial,
	       struct expr *expr, size_t replaces);
/* Goes on counting it: returns about how many rows that cost, 0 when it is
 * exact, or must wait for the result. `candidate` is also counted by
 * selection_step. */
size_t trial_step(struct selection *selection, struct trial *trial,
		  size_t budget);
/* Asks nothing any more. */
void trial_drop(struct trial *trial);

/* ---- offers ---- */

/* One way to go on with an expression that is being typed. */
struct offer {
	char *text;  /* as typed in the place of the word; owned */
	char *words; /* what it is; "": it goes without saying */
	/* The whole expression that it would make; none where that is no
	 * expression. */
	struct trial trial;
};
#define OFFERS_MOST 48
struct offers {
	struct offer at[OFFERS_MOST];
	size_t count;
	size_t from; /* byte where the word begins that they are in place of */
	struct buf field; /* whose values they are; empty: names, and what a
			     word may mean */
	bool overview;    /* nothing is typed */
	bool whole; /* they are of the text asked last; else from before */
};

/* Asks for the ways to go on at byte `at` of `text`, which would be a chip in
 * the place of `replaces` (SIZE_MAX: a new one): fields whose name begins with
 * the word there, the most frequent values of the field begun, what a word of
 * two letters or more may mean, and of an empty text the overview. They are
 * found, and then counted one by one, by selection_step; values are those
 * which the other chips leave. What was counted on the way is kept until
 * offers_end: about 60 bytes a distinct value. */
void offers_ask(struct selection *selection, struct str text, size_t at,
		size_t replaces);
void offers_end(struct selection *selection);

#endif
