/* SPDX-License-Identifier: MIT */
/* plan.c - what all events of one skeleton, service and name have in common.
 *
 * A hash table of plans, open addressing, at most half full. Nothing in a
 * plan depends on a batch: texts are kept, not symbols. */
#include "plan.h"
#include "leaf.h"
#include "outcome.h"
#include "user.h"
#include "world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST 256

static void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	resource_plan_release(&plan->resources);
	free(plan);
}

static void forget(struct plans *plans)
{
	for (size_t i = 0; i < plans->slots; i++) {
		plan_free(plans->slot[i]);
		plans->slot[i] = NULL;
	}
	plans->count = 0;
	plans->era++;
}

struct plans *plans_new(void)
{
	struct plans *plans = calloc(1, sizeof(*plans));

	if (!plans)
		return NULL;
	plans->slot = calloc(SLOTS_FIRST, sizeof(*plans->slot));
	if (!plans->slot) {
		free(plans);
		return NULL;
	}
	plans->slots = SLOTS_FIRST;
	return plans;
}

void plans_free(struct plans *plans)
{
	if (!plans)
		return;
	forget(plans);
	free(plans->slot);
	free(plans);
}

/* ---- making one ---- */

static bool user_is_plain(const struct skeleton *skeleton)
{
	for (size_t i = 0; i < USER_FIELDS; i++) {
		uint32_t slot = skeleton->field[user_fields[i]];

		if (slot != SLOT_NONE && leaf_packed(skeleton->slot[slot].kind))
			return false;
	}
	return true;
}

static uint32_t management_slot(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (str_eq(leaf.path, STR("managementEvent")))
			return leaf.slot;
	return SLOT_NONE;
}

/* The texts stand behind the plan in one allocation. */
static struct plan *plan_alloc(struct str service, struct str name)
{
	struct plan *plan = calloc(1, sizeof(*plan) + service.len + name.len);
	char *text = (char *)(plan + 1);

	if (!plan)
		return NULL;
	if (service.len)
		memcpy(text, service.at, service.len);
	if (name.len)
		memcpy(text + service.len, name.at, name.len);
	plan->service = (struct str){ text, service.len };
	plan->name = (struct str){ text + service.len, name.len };
	return plan;
}

static struct plan *plan_new(const struct record *record, struct str service,
			     struct str name, uint32_t hash)
{
	struct plan *plan = plan_alloc(service, name);

	if (!plan)
		return NULL;
	plan->skeleton = record->skeleton;
	plan->hash = hash;
	plan->notable = notable_claims(service, name);
	plan->grants = call_grants(name);
	plan->reads = verb_reads(name);
	plan->described = user_is_plain(record->skeleton);
	plan->management = management_slot(record);
	if (!resource_plan_init(&plan->resources, record, service, name)) {
		free(plan);
		return NULL;
	}
	return plan;
}

/* ---- finding one ---- */

static bool is_for(const struct plan *plan, const struct record *record,
		   struct str service, struct str name)
{
	return plan->skeleton == record->skeleton &&
	       plan->service.len == service.len && plan->name.len == name.len &&
	       !memcmp(plan->service.at, service.at ? service.at : "",
		       service.len) &&
	       !memcmp(plan->name.at, name.at ? name.at : "", name.len);
}

static struct plan **place(struct plan **slot, size_t slots,
			   const struct plan *plan)
{
	size_t i = plan->hash & (slots - 1);

	while (slot[i])
		i = (i + 1) & (slots - 1);
	return &slot[i];
}

static bool grow(struct plans *plans)
{
	size_t slots = plans->slots * 2;
	struct plan **slot;

	if (plans->count * 2 < plans->slots)
		return true;
	slot = calloc(slots, sizeof(*slot));
	if (!slot)
		return false;
	for (size_t i = 0; i < plans->slots; i++)
		if (plans->slot[i])
			*place(slot, slots, plans->slot[i]) = plans->slot[i];
	free(plans->slot);
	plans->slot = slot;
	plans->slots = slots;
	return true;
}

static uint32_t hash_of(const struct record *record, struct str service,
			struct str name)
{
	uint64_t hash = record->skeleton->hash;

	hash = hash_mix(hash, hash_bytes(hash, service.at, service.len));
	return (uint32_t)hash_mix(hash, hash_bytes(hash, name.at, name.len));
}

const struct plan *plans_find(struct plans *plans, const struct record *record,
			      struct str service, struct str name)
{
	uint32_t hash = hash_of(record, service, name);
	size_t i = hash & (plans->slots - 1);
	struct plan *plan;

	/* A free slot ends each search. */
	assert(plans->count < plans->slots);
	for (; plans->slot[i]; i = (i + 1) & (plans->slots - 1))
		if (is_for(plans->slot[i], record, service, name))
			return plans->slot[i];
	if (plans->count >= PLANS_MOST)
		forget(plans);
	plan = grow(plans) ? plan_new(record, service, name, hash) : NULL;
	if (!plan)
		return NULL;
	*place(plans->slot, plans->slots, plan) = plan;
	plans->count++;
	return plan;
}
