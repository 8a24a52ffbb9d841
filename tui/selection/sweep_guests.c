/* SPDX-License-Identifier: MIT */
/* sweep_guests.c - findings of objects that were read by accounts of which no
 * trail is loaded: whom the owner let in, or whoever got in. */
#include <assert.h>
#include <stdlib.h>

#include "sweep_judge.h"

#define MANY 20       /* objects: more than a look */
#define STEADY 4      /* there in the first so manieth of the time: a habit */
#define USERS_MOST 16 /* of one finding, whose expression names them */

static struct str account_of(const struct judge *judge,
			     const struct group *read)
{
	if (read->key[0] == SYM_NONE)
		return STR_NONE;
	return identity_account(store_text(judge->store, read->key[0]));
}

bool read_is_guests(const struct judge *judge, const struct group *read)
{
	struct str account = account_of(judge, read);
	sym_t sym = account.len ? store_find(judge->store, account) : SYM_NONE;

	if (!account.len)
		return false;
	return sym == SYM_NONE || !(judge->sweeping->what[sym] & IS_HOME);
}

static int by_account(const void *a, const void *b, void *of)
{
	const struct group *const *x = a, *const *y = b;
	int order = str_cmp(account_of(of, *x), account_of(of, *y));

	if (order)
		return order;
	if ((*x)->key[0] != (*y)->key[0])
		return (*x)->key[0] < (*y)->key[0] ? -1 : 1;
	return (*x)->since < (*y)->since ? -1 : (*x)->since > (*y)->since;
}

/* True where the first of these came before most of what people did. */
static bool is_steady(const struct judge *judge, const struct groups *reads)
{
	const struct groups *uses = &judge->of[BY_USE];
	row_t since = reads->at[0]->since;
	size_t before = 0;

	for (size_t i = 1; i < reads->count; i++)
		if (row_before(judge->store, reads->at[i]->since, since))
			since = reads->at[i]->since;
	for (size_t i = 0; i < uses->count; i++)
		before += row_before(judge->store, uses->at[i]->since, since);
	return before < uses->count / STEADY;
}

static void say_guests(const struct judge *judge, struct sweep_finding *finding,
		       const struct groups *reads)
{
	struct str bucket = STR("a bucket"), account;
	struct buf words = { 0 };
	bool several = false;

	for (size_t i = 1; i < reads->count; i++)
		several |= reads->at[i]->key[1] != reads->at[0]->key[1];
	if (several)
		bucket = STR("several buckets");
	else if (reads->at[0]->key[1] != SYM_NONE)
		bucket = identity_label(
			store_text(judge->store, reads->at[0]->key[1]));
	account = account_of(judge, reads->at[0]);
	buf_addf(&words,
		 "read objects of %.*s; no trail of account %.*s is loaded",
		 STR_ARG(bucket), STR_ARG(account));
	finding_say(finding, &words);
	buf_addf(&words, "read objects of %.*s from another account",
		 STR_ARG(bucket));
	finding_say_brief(finding, &words);
	buf_addf(&words, "read objects of %.*s", STR_ARG(bucket));
	finding_say_brief(finding, &words);
}

static void tell_guests(struct judge *judge, const struct groups *reads)
{
	struct sweep_finding *finding = finding_of(judge, FINDING_GUEST, reads);
	uint32_t all = 0;

	for (size_t i = 0; i < reads->count; i++) {
		all += reads->at[i]->all;
		finding_equal(finding, "user", reads->at[i]->key[0]);
		finding_equal(finding, "event",
			      store_column(judge->store,
					   COL_NAME)[reads->at[i]->since]);
	}
	finding_flag(finding, "failed", false);
	finding_flag(finding, "people", true);
	finding->tactic = TACTIC_EXFILTRATION;
	finding->severity = is_steady(judge, reads) ? SEVERITY_LOW
			    : all < MANY            ? SEVERITY_MEDIUM
						    : SEVERITY_HIGH;
	say_guests(judge, finding, reads);
}

/* How many of the groups, from the first on, one finding tells of. */
static size_t one_finding(const struct judge *judge, const struct groups *reads)
{
	struct str account = account_of(judge, reads->at[0]);
	size_t users = 1, count = 1;

	for (; count < reads->count; count++) {
		const struct group *next = reads->at[count];

		users += next->key[0] != reads->at[count - 1]->key[0];
		if (users > USERS_MOST ||
		    !str_eq(account_of(judge, next), account))
			break;
	}
	return count;
}

void judge_guests(struct judge *judge)
{
	const struct groups *reads = &judge->of[BY_READ];
	struct groups guests = { 0 }, left;

	guests.at = xcalloc(reads->count + 1, sizeof(*guests.at));
	for (size_t i = 0; i < reads->count; i++)
		if (read_is_guests(judge, reads->at[i]))
			guests.at[guests.count++] = reads->at[i];
	qsort_r(guests.at, guests.count, sizeof(*guests.at), by_account, judge);
	for (left = guests; left.count;) {
		struct groups of = { left.at, one_finding(judge, &left) };

		tell_guests(judge, &of);
		left.at += of.count;
		left.count -= of.count;
	}
	free(guests.at);
}
