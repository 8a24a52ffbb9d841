/* SPDX-License-Identifier: MIT */
/* sweep.h - selection's fourth door: what looks wrong in the result, as
 * findings.
 *
 * A finding is a fact with its events: what is worth a look of one user, the
 * number of events that say it, and the expression that keeps exactly these.
 * One pass over the rows gathers, in groups by user, key, address and call,
 * what the findings are then made of; memory is by group, never by event. What
 * needs comparison (a second place, a machine's credentials, a key made and
 * used) is judged on all rows, and is a finding where some of its events are
 * kept; the rest is judged among the kept ones. Counted are the kept ones, by
 * what the expression tests, so that the number beside a finding is the number
 * of events after choosing it with change_finding. The chips that are findings
 * are left out: the next finding stays one key away. */
#ifndef SWEEP_H
#define SWEEP_H

#include "base.h"
#include "query.h"
#include "store.h"
#include "meaning.h"

struct selection;

/* In the order in which they are worth a look, where the severity is one. */
enum finding_kind {
	FINDING_WORKLOAD,  /* a machine's credentials, elsewhere or by hand */
	FINDING_CALLS,     /* notable calls that went through */
	FINDING_ISSUED,    /* a key made here, and used */
	FINDING_ELSEWHERE, /* a user or a key, from an address that is new */
	FINDING_GUEST,     /* objects read by an account without a trail */
	FINDING_REFUSED,   /* what a person was refused, in a burst */
	FINDING_TRIED,     /* notable calls that failed otherwise */
	FINDING_ROOT,      /* what root did */
	FINDING_GUESSED, /* many sign-ins that failed, then one that did not */
	FINDING_RUIN,    /* many things ended by one user, in an hour */
	FINDING_READ,    /* objects read, where nothing else stands out */
	FINDING_KINDS
};
const char *finding_kind_name(enum finding_kind kind); /* "refused" ... */
/* "high", "medium" ...; "" for none. */
const char *severity_name(enum severity severity);

/* One test of a finding's expression: `field` is one of the values (SYM_NONE:
 * absent), or, where it has none, true, or with `without` false. */
struct finding_term {
	const char *field;
	sym_t *value; /* owned */
	size_t values;
	bool without;
};
#define FINDING_TERMS 6

struct sweep_finding {
	enum finding_kind kind;
	enum severity severity;
	enum tactic tactic; /* 0: none */
	bool failed;        /* all its events are */
	sym_t user;
	sym_t session; /* of all its events; SYM_NONE: none, or several */
	uint32_t events;
	row_t first; /* the earliest of its events, and ... */
	row_t last;
	bool bounded;   /* what is earlier or later is none of it */
	unsigned worth; /* a look; larger is worse */
	size_t rank;    /* 0 is the worst of all */
	struct finding_term term[FINDING_TERMS];
	size_t terms;
	char *what;  /* in words, owned; texts of data in it are as they are */
	char *brief; /* the same in fewer, a line a way, the shortest last;
			owned, or NULL */
};

struct sweep {                    /* zero-initialised is empty; release it */
	struct sweep_finding *at; /* by time of the first event */
	size_t count, room;
	size_t rows;         /* looked at */
	size_t users;        /* who has a finding */
	struct rowset first; /* the first event of each */
	uint64_t made;       /* goes up when it is made anew */
	bool counted;        /* it was made for the present chips */
};
void sweep_release(struct sweep *sweep);

/* Fills *sweep, empty, with the findings that keep some of `rows`; one pass
 * over the rows that the set speaks of. */
void sweep_all(struct sweep *sweep, const struct store *store,
	       const struct rowset *rows);

/* Puts them in the order of their ranks: the worst is the first. */
void sweep_by_worth(struct sweep *sweep);

/* True when the row is one of its events, where it is one of the rows that are
 * kept. Costs a few comparisons. */
bool finding_has(const struct sweep_finding *finding, const struct store *store,
		 row_t row);

/* The rank of the worst finding whose first or last event has the key;
 * SIZE_MAX: there is none. */
size_t sweep_rank_of_key(const struct sweep *sweep, const struct store *store,
			 sym_t key);
/* Owned: keeps the events of the finding, among the rows that were looked at.
 * Identities have their labels where `selection` (NULL: none) knows that these
 * name nothing else. */
struct expr *finding_expr(const struct sweep_finding *finding,
			  const struct store *store,
			  struct selection *selection);

/* ---- a pass that goes on ---- */

struct sweeping;
struct sweeping *sweeping_new(void);                   /* owned */
void sweeping_free(struct sweeping *sweeping);         /* NULL is fine */
size_t sweeping_rows(const struct sweeping *sweeping); /* looked at */
void sweeping_again(struct sweeping *sweeping);        /* begins with no row */
/* Looks at about `budget` rows more of those that the set speaks of, in it or
 * not; what was spent, 0: all are looked at. */
size_t sweeping_step(struct sweeping *sweeping, const struct store *store,
		     const struct rowset *rows, size_t budget);
/* Makes the findings of what was gathered, and puts them in the place of those
 * that *sweep has. One call looks at about `budget` groups; *judge, at first
 * NULL, keeps what was found until then, and what was gathered stays as it is.
 * False: they are made, and *judge is NULL; or `sweep` is NULL, which gives
 * them up. */
struct judge;
bool sweeping_put(const struct sweeping *sweeping, const struct store *store,
		  size_t budget, struct judge **judge, struct sweep *sweep);

#endif
