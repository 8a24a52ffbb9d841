/* SPDX-License-Identifier: MIT */
/* sweep_judge.c - the findings of what was gathered: all kinds, ranked, in
 * the order of time. */
#include "sweep_judge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- in order ---- */

/* How many different tactics the user's findings are of. */
static unsigned tactics_of(const struct sweep *sweep, sym_t user)
{
	uint32_t met = 0;

	for (size_t i = 0; i < sweep->count; i++)
		if (sweep->at[i].user == user)
			met |= 1u << sweep->at[i].tactic;
	return (unsigned)__builtin_popcount(met);
}

/* How many findings of calls begin later at an address that `place` tells of,
 * whoever made them. */
static unsigned followers_of(const struct sweep *sweep,
			     const struct store *store,
			     const struct sweep_finding *place)
{
	const sym_t *address = store_column(store, COL_ADDRESS);
	unsigned count = 0;

	for (size_t i = 0; i < sweep->count; i++) {
		const struct sweep_finding *other = &sweep->at[i];

		if (other->severity >= SEVERITY_MEDIUM && other->events &&
		    (other->kind == FINDING_CALLS ||
		     other->kind == FINDING_REFUSED ||
		     other->kind == FINDING_TRIED) &&
		    !row_before(store, other->first, place->first) &&
		    finding_is_at(place, address[other->first]))
			count++;
	}
	return count;
}

/* Failed as a whole it is worth less than half; a story of several calls more
 * than one call, what stands among other steps of an attack more than what
 * stands alone, and the place that these come from as much as they. */
static unsigned worth_of(const struct sweep *sweep, const struct store *store,
			 const struct sweep_finding *finding)
{
	static const unsigned base[] = { 0, 2, 5, 20, 50, 100 };
	unsigned worth = base[finding->severity], more = 0;

	for (size_t i = 0; i < finding->terms; i++)
		if (!strcmp(finding->term[i].field, "event"))
			more = 5 * (unsigned)(finding->term[i].values - 1);
	worth += more < 15 ? more : 15;
	worth = finding->failed ? worth * 2 / 5 : worth;
	if (finding->kind == FINDING_WORKLOAD)
		worth += 15; /* hardly ever harmless */
	if (finding->kind == FINDING_WORKLOAD ||
	    finding->kind == FINDING_ELSEWHERE) {
		more = 10 * followers_of(sweep, store, finding);
		worth += more < 40 ? more : 40;
	}
	return worth + 2 * tactics_of(sweep, finding->user);
}

static int by_worth(const void *a, const void *b, void *store)
{
	const struct sweep_finding *const *x = a, *const *y = b;

	if ((*x)->worth != (*y)->worth)
		return (*x)->worth > (*y)->worth ? -1 : 1;
	if ((*x)->kind != (*y)->kind)
		return (*x)->kind < (*y)->kind ? -1 : 1;
	if ((*x)->first != (*y)->first)
		return row_before(store, (*x)->first, (*y)->first) ? -1 : 1;
	return (*x)->events < (*y)->events ? -1 : (*x)->events > (*y)->events;
}

static int by_time(const void *a, const void *b, void *store)
{
	const struct sweep_finding *x = a, *y = b;

	if (x->first != y->first)
		return row_before(store, x->first, y->first) ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->events < y->events ? -1 : x->events > y->events;
}

static void put_in_order(struct sweep *sweep, const struct store *store)
{
	struct sweep_finding **ranked =
		xcalloc(sweep->count + 1, sizeof(*ranked));

	if (sweep->count)
		qsort_r(sweep->at, sweep->count, sizeof(*sweep->at), by_time,
			(void *)store);
	for (size_t i = 0; i < sweep->count; i++) {
		sweep->at[i].worth = worth_of(sweep, store, &sweep->at[i]);
		ranked[i] = &sweep->at[i];
	}
	qsort_r(ranked, sweep->count, sizeof(struct sweep_finding *), by_worth,
		(void *)store);
	for (size_t i = 0; i < sweep->count; i++)
		ranked[i]->rank = i;
	free(ranked);
}

/* ---- all of them ---- */

static int by_user(const void *a, const void *b, void *store)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->key[0] != (*y)->key[0])
		return (*x)->key[0] < (*y)->key[0] ? -1 : 1;
	if ((*x)->since == (*y)->since)
		return memcmp((*x)->key, (*y)->key, sizeof((*x)->key));
	return row_before(store, (*x)->since, (*y)->since) ? -1 : 1;
}

static void list_groups(struct judge *judge)
{
	const struct sweeping *sweeping = judge->sweeping;
	size_t count[GROUPED] = { 0 };

	for (size_t i = 0; i < sweeping->count; i++)
		count[sweeping->at[i].by]++;
	for (int by = 0; by < GROUPED; by++)
		judge->of[by].at =
			xcalloc(count[by] + 1, sizeof(*judge->of[by].at));
	for (size_t i = 0; i < sweeping->count; i++) {
		struct groups *of = &judge->of[sweeping->at[i].by];

		of->at[of->count++] = &sweeping->at[i];
	}
	for (int by = 0; by < GROUPED; by++)
		qsort_r(judge->of[by].at, count[by], sizeof(*judge->of[by].at),
			by_user, (void *)judge->store);
}

/* What was judged on all rows, and has no event that is kept, is no finding
 * here. */
static void drop_unkept(struct sweep *sweep)
{
	size_t kept = 0;

	for (size_t i = 0; i < sweep->count; i++) {
		if (sweep->at[i].events)
			sweep->at[kept++] = sweep->at[i];
		else
			finding_free(&sweep->at[i]);
	}
	sweep->count = kept;
}

static size_t count_users(const struct sweep *sweep)
{
	size_t users = 0;

	for (size_t i = 0; i < sweep->count; i++) {
		size_t j = 0;

		while (j < i && sweep->at[j].user != sweep->at[i].user)
			j++;
		users += j == i;
	}
	return users;
}

static struct judge *judge_new(const struct sweeping *sweeping,
			       const struct store *store)
{
	struct judge *judge = xcalloc(1, sizeof(*judge));

	judge->sweeping = sweeping;
	judge->store = store;
	judge->sweep = &judge->found;
	list_groups(judge);
	judge_calls(judge);
	judge_guessed(judge);
	judge_ruin(judge);
	judge_refused(judge);
	return judge;
}

static void judge_free(struct judge *judge)
{
	if (!judge)
		return;
	for (int by = 0; by < GROUPED; by++)
		free(judge->of[by].at);
	sweep_release(&judge->found);
	free(judge);
}

/* What was found is the Sweep's. */
static void hand_over(struct judge *judge, struct sweep *sweep)
{
	struct sweep *found = &judge->found;

	drop_unkept(found);
	put_in_order(found, judge->store);
	rowset_grow(&found->first, store_rows(judge->store));
	for (size_t i = 0; i < found->count; i++)
		rowset_put(&found->first, found->at[i].first);
	found->rows = judge->sweeping->rows;
	found->users = count_users(found);
	found->made = sweep->made;
	sweep_release(sweep);
	*sweep = *found;
	*found = (struct sweep){ 0 };
}

bool sweeping_put(const struct sweeping *sweeping, const struct store *store,
		  size_t budget, struct judge **judge, struct sweep *sweep)
{
	bool more = false;

	if (sweep && !*judge) {
		*judge = judge_new(sweeping, store);
		return true;
	}
	if (sweep)
		more = judge_uses(*judge, budget);
	if (more)
		return true;
	if (sweep)
		hand_over(*judge, sweep);
	judge_free(*judge);
	*judge = NULL;
	return false;
}

void sweep_all(struct sweep *sweep, const struct store *store,
	       const struct rowset *rows)
{
	struct sweeping *sweeping = sweeping_new();
	struct judge *judge = NULL;

	while (sweeping_step(sweeping, store, rows, SIZE_MAX))
		;
	while (sweeping_put(sweeping, store, SIZE_MAX, &judge, sweep))
		;
	sweeping_free(sweeping);
}

void sweep_by_worth(struct sweep *sweep)
{
	struct sweep_finding *ranked =
		xcalloc(sweep->count + 1, sizeof(*ranked));

	for (size_t i = 0; i < sweep->count; i++)
		ranked[sweep->at[i].rank] = sweep->at[i];
	free(sweep->at);
	sweep->at = ranked;
}
