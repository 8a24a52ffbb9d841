/* SPDX-License-Identifier: MIT */
/* sweep_judge.h - what the modules that make findings of groups offer each
 * other. */
#ifndef SWEEP_JUDGE_H
#define SWEEP_JUDGE_H

#include "sweep_groups.h"

/* Groups of one kind; those of one user stand together, by time. */
struct groups {
	const struct group **at;
	size_t count;
};

struct judge {
	const struct sweeping *sweeping;
	const struct store *store;
	struct sweep *sweep; /* `found`, of which nobody knows yet */
	struct sweep found;
	struct groups of[GROUPED]; /* owned arrays */
	size_t at;                 /* uses that are judged */
};

/* Of the kind, those whose first key is `key`: part of the list. */
struct groups groups_of(const struct judge *judge, enum grouped by, sym_t key);

/* ---- making one ---- */

/* A new finding; what the group's events have in common is filled in: number,
 * first, last. Without an event that is kept it is dropped in the end.
 * Borrowed until the next. */
struct sweep_finding *finding_new(struct judge *judge, enum finding_kind kind,
				  sym_t user, const struct group *group);
/* The same of all these, one at least, of the first one's user. */
struct sweep_finding *finding_of(struct judge *judge, enum finding_kind kind,
				 const struct groups *groups);
void finding_free(struct sweep_finding *finding);
/* The group's events are events of the finding as well. */
void finding_count(const struct judge *judge, struct sweep_finding *finding,
		   const struct group *group);
/* A test that `field` is that value (SYM_NONE: absent); of several with the
 * same field any of these. */
void finding_equal(struct sweep_finding *finding, const char *field,
		   sym_t value);
/* Says it in words; `words` is released. */
void finding_say(struct sweep_finding *finding, struct buf *words);
/* The fewest words so far; valid until it is said anew. */
struct str finding_briefest(const struct sweep_finding *finding);
/* Says it in fewer words than before, where it does. */
void finding_say_brief(struct sweep_finding *finding, struct buf *words);
void finding_flag(struct sweep_finding *finding, const char *field, bool holds);

/* As bad as the group, where that is worse. */
void finding_worsen(struct sweep_finding *finding, const struct group *group);

/* True when it is one of the addresses that the finding keeps. */
bool finding_is_at(const struct sweep_finding *finding, sym_t address);

/* ---- calls, which are groups whose second key is the event ---- */

/* For qsort: the worst first, of these the most frequent. */
int calls_by_weight(const void *a, const void *b);
/* Appends "ListUsers, ListRoles 12 times and 2 more". */
void calls_put_names(const struct judge *judge, struct groups calls,
		     size_t most, struct buf *out);

/* ---- the kinds ---- */

void judge_calls(struct judge *judge);   /* sweep_calls.c */
void judge_refused(struct judge *judge); /* sweep_refused.c */
void judge_guessed(struct judge *judge); /* sweep_guessed.c */
/* True for failed sign-ins that are a part of such a finding. */
bool is_guessed(const struct judge *judge, const struct group *call);
void judge_ruin(struct judge *judge); /* sweep_ruin.c */
/* Objects read by accounts of which no trail is loaded. sweep_guests.c */
void judge_guests(struct judge *judge);
/* True for a group of BY_READ that is of these. */
bool read_is_guests(const struct judge *judge, const struct group *read);
/* About `budget` groups of them; true: there are more. sweep_uses.c */
bool judge_uses(struct judge *judge, size_t budget);

#endif
