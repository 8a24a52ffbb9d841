/* SPDX-License-Identifier: MIT */
/* selection.c - birth, death, being shown a store, and going on with what is
 * still to be done: rows, their order, totals, facts, rosters, then the
 * frequency table, the pivot, what is typed and what is searched. */
#include <stdlib.h>

#include "inner.h"

struct selection *selection_new(struct str filter, spots_now *spots, void *who)
{
	struct selection *selection = xcalloc(1, sizeof(*selection));
	struct ask *ask = filter.len ? ask_new(filter, NULL) : NULL;

	selection->inner = xcalloc(1, sizeof(*selection->inner));
	selection->inner->spots = spots;
	selection->inner->who = who;
	selection->stale = true;
	if (ask)
		chips_put(&selection->chips, SIZE_MAX, ask);
	return selection;
}

void selection_free(struct selection *selection)
{
	if (!selection)
		return;
	frequency_end(selection);
	pivot_clear(selection);
	trial_drop(&selection->aimed);
	trial_drop(&selection->candidate);
	finder_release(&selection->finder);
	saved_steps_release(selection->inner);
	chips_release(&selection->chips);
	result_release(selection);
	for (int k = 0; k < IDENTITY_KINDS; k++)
		identities_release(&selection->inner->identities[k]);
	for (int k = 0; k < ROSTERS; k++)
		roster_release(&selection->roster[k]);
	free(selection->inner);
	free(selection);
}

void selection_show(struct selection *selection, const struct store *store,
		    bool loading)
{
	selection->store = store;
	selection->rows = store ? store_rows(store) : 0;
	selection->loading = loading;
	result_grow(selection);
}

static void stage_step(struct selection *selection, size_t budget)
{
	switch (selection->stage) {
	case STAGE_ROWS:
		result_rows_step(selection, budget);
		break;
	case STAGE_HITS:
		result_hits_step(selection, budget);
		break;
	case STAGE_TOTALS:
		result_totals(selection);
		selection->stage = STAGE_FACTS;
		break;
	case STAGE_FACTS:
		facts_count(selection);
		selection->stage = STAGE_USERS;
		break;
	case STAGE_USERS:
		roster_count(selection, ROSTER_USERS);
		selection->stage = STAGE_RESOURCES;
		break;
	case STAGE_RESOURCES:
		roster_count(selection, ROSTER_RESOURCES);
		result_finish(selection);
		break;
	case STAGE_DONE:
		break;
	}
}

size_t selection_step(struct selection *selection, size_t budget)
{
	enum stage stage = selection->stage;
	size_t all = (size_t)selection->rows + 1;

	if (stage != STAGE_DONE) {
		stage_step(selection, budget);
		return stage > STAGE_HITS ? all : budget;
	}
	if (frequency_step(selection) || pivot_step(selection, budget) ||
	    trial_step(selection, &selection->candidate, budget) ||
	    finder_step(selection, budget))
		return budget < all ? budget : all;
	return 0;
}

void selection_sort(struct selection *selection, struct hit_order order)
{
	selection->order = order;
	result_forget(selection);
}
