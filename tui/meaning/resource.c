/* SPDX-License-Identifier: MIT */
/* resource.c - which leaves of a record name what it touches.
 *
 * Events of one skeleton, service and name keep their names in the same
 * leaves, so this is found out once for all of them, and an event costs a
 * look at those leaves. */
#include "resource.h"
#include "arn.h"
#include "leaf.h"
#include "resource_table.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

#define ROW_RESOURCES 0 /* resources[]: each of its ARNs counts */
#define ROW_TABLE 1     /* the table's first row */
#define ROW_SWEEP UINT16_MAX

/* Elements of a list share a path, and what it means. */
#define GUESSES 16
struct guess {
	sym_t path; /* SYM_NONE: free */
	enum sweep sweep;
	enum type type;
};

/* What is known while the leaves pass by. */
struct making {
	struct resource_plan *plan;
	struct service_rows service;  /* rows of the table: all of them, */
	uint16_t claim[SERVICE_ROWS]; /* and those that claim the call */
	size_t claims;
	uint32_t element;            /* of resources[] ... */
	uint32_t account;            /* ... the account it gave */
	size_t element_from;         /* ... and its first step */
	struct guess guess[GUESSES]; /* by path */
};

static bool add(struct resource_plan *plan, struct resource_step step)
{
	if (!vec_reserve(&plan->step, &plan->room, plan->steps + 1,
			 sizeof(step)))
		return false;
	plan->step[plan->steps++] = step;
	return true;
}

/* ---- resources[] ---- */

/* The account of an element may stand before or after its ARN. */
static void element_turn(struct making *m, const struct leaf_at *leaf)
{
	if (m->element == leaf->element)
		return;
	m->element = leaf->element;
	m->account = SLOT_NONE;
	m->element_from = m->plan->steps;
}

static bool add_listed(struct making *m, const struct leaf_at *leaf)
{
	struct resource_step step = { .slot = leaf->slot,
				      .row = ROW_RESOURCES };

	element_turn(m, leaf);
	if (str_eq(leaf->key, STR("accountId"))) {
		m->account = leaf->slot;
		for (size_t i = m->element_from; i < m->plan->steps; i++)
			m->plan->step[i].account = leaf->slot;
		return true;
	}
	if (!str_eq_nocase(leaf->key, STR("ARN")))
		return true;
	step.account = m->account;
	return add(m->plan, step);
}

/* ---- the table ---- */

static bool add_claimed(struct making *m, const struct leaf_at *leaf)
{
	bool listed = str_starts(leaf->path, STR("resources."));

	for (size_t i = 0; i < m->claims; i++) {
		const struct resource_row *row = resource_row_at(m->claim[i]);
		int rank = resource_row_rank(row, leaf->path);

		if (rank >= 0 &&
		    !add(m->plan,
			 (struct resource_step){
				 .slot = leaf->slot,
				 .account = listed ? m->account : SLOT_NONE,
				 .row = (uint16_t)(ROW_TABLE + m->claim[i]),
				 .rank = (uint8_t)rank,
				 .type = (uint8_t)row->type }))
			return false;
	}
	return true;
}

static void find_claims(struct making *m, struct str service, struct str name)
{
	m->service = resource_rows_of(service);
	for (size_t i = 0; i < m->service.count; i++)
		if (globs_match(resource_row_at(m->service.row[i])->name, name))
			m->claim[m->claims++] = m->service.row[i];
}

/* ---- the sweep ---- */

static struct guess guess_at(struct making *m, sym_t path,
			     const struct leaf_at *leaf)
{
	struct guess *known = &m->guess[path % GUESSES],
		     made = { .path = path };

	if (path != SYM_NONE && known->path == path)
		return *known;
	made.sweep = sweep_leaf(&m->service, leaf->path, leaf->key, &made.type);
	*known = made;
	return made;
}

static bool add_swept(struct making *m, const struct record *record,
		      const struct leaf_at *leaf)
{
	const struct slot *slot = &record->skeleton->slot[leaf->slot];
	struct guess guess;

	if (slot->kind == LEAF_NUMBER || slot->kind == LEAF_BOOL)
		return true;
	guess = guess_at(m, slot->path, leaf);
	if (guess.sweep == SWEEP_NOT ||
	    (guess.sweep == SWEEP_VALUE && slot->kind != LEAF_STRING))
		return true;
	return add(m->plan,
		   (struct resource_step){ .slot = leaf->slot,
					   .account = SLOT_NONE,
					   .row = ROW_SWEEP,
					   .type = (uint8_t)guess.type });
}

/* ---- making ---- */

static int by_row(const void *a, const void *b)
{
	const struct resource_step *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool add_named(struct making *m, const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		if (str_starts(leaf.path, STR("resources.")) &&
		    !add_listed(m, &leaf))
			return false;
		if (!add_claimed(m, &leaf))
			return false;
	}
	return true;
}

static bool add_all_swept(struct making *m, const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (!add_swept(m, record, &leaf))
			return false;
	return true;
}

bool resource_plan_init(struct resource_plan *plan, const struct record *record,
			struct str service, struct str name)
{
	struct making m = { .plan = plan,
			    .element = UINT32_MAX,
			    .account = SLOT_NONE };

	*plan = (struct resource_plan){ 0 };
	find_claims(&m, service, name);
	if (!add_named(&m, record))
		goto fail;
	if (plan->steps)
		qsort(plan->step, plan->steps, sizeof(*plan->step), by_row);
	plan->sweep = plan->steps;
	if (!add_all_swept(&m, record))
		goto fail;
	return true;
fail:
	resource_plan_release(plan);
	return false;
}

void resource_plan_release(struct resource_plan *plan)
{
	free(plan->step);
	*plan = (struct resource_plan){ 0 };
}

/* ---- walking ---- */

int resource_plan_walk(const struct resource_plan *plan,
		       int (*give)(void *to, const struct resource_step *step),
		       void *to)
{
	int row = -1, rank = 0, named = 0;

	for (size_t i = 0; i < plan->sweep; i++) {
		const struct resource_step *step = &plan->step[i];
		int got;

		if (step->row == row && step->rank > rank)
			continue;
		got = give(to, step);
		if (got < 0)
			return -1;
		if (!got)
			continue;
		named = 1;
		row = step->row;
		rank = step->rank;
	}
	for (size_t i = plan->sweep; !named && i < plan->steps; i++)
		if (give(to, &plan->step[i]) < 0)
			return -1;
	return 0;
}

/* ---- one record by itself ---- */

struct first {
	const struct record *record;
	struct str service;
	struct buf *out;
	bool found;
};

static int give_first(void *to, const struct resource_step *step)
{
	struct first *first = to;
	char scratch[SCRATCH], own[SCRATCH];
	struct named named = {
		.type = step->type,
		.value = record_slot(first->record, step->slot, scratch),
		.service = first->service,
	};

	if (step->account != SLOT_NONE)
		named.account = record_slot(first->record, step->account, own);
	else
		named.account =
			record_field(first->record, FIELD_RECIPIENT, own);
	first->found = resource_put(first->out, &named);
	return first->found ? -1 : 0;
}

bool resource_first(const struct record *record, struct buf *out)
{
	char scratch[SCRATCH], more[SCRATCH];
	struct str service = record_field(record, FIELD_SOURCE, scratch);
	struct resource_plan plan;
	struct first first = { .record = record, .out = out };

	if (str_ends(service, STR(".amazonaws.com")))
		service.len -= 14;
	first.service = service;
	if (!resource_plan_init(&plan, record, service,
				record_field(record, FIELD_NAME, more)))
		return false;
	resource_plan_walk(&plan, give_first, &first);
	resource_plan_release(&plan);
	return first.found;
}
