/* SPDX-License-Identifier: MIT */
/* plan.c - what all events of one skeleton, service and name have in common.
 *
 * They keep their names in the same leaves and belong to the same rows of the
 * tables, so this is found out once for all of them, and an event costs a look
 * at those leaves. Nothing in a plan depends on a batch: texts are kept, not
 * symbols. */
#include "plan.h"
#include "guess.h"
#include "leaf.h"
#include "part.h"
#include "resource_table.h"
#include "world.h"

#include <assert.h>
#include <stdlib.h>

#define ROW_RESOURCES 0 /* resources[]: each of its ARNs counts */
#define ROW_TABLE 1     /* the table's first row */
#define ROW_MESSAGE (UINT16_MAX - 2)
#define ROW_GUESSED (UINT16_MAX - 1)
#define ROW_NAMED UINT16_MAX
_Static_assert(RESOURCE_ROWS < ROW_MESSAGE - 1, "a step's row");

#define SERVICE_ROWS 128 /* none has more */
#define GUESSES 16

/* Elements of a list share a path, and what it means. */
struct known_guess {
	sym_t path; /* SYM_NONE: free */
	struct key_sense guess;
};

/* A leaf that may name something by itself. */
struct may_name {
	uint32_t slot;
	bool answered;
	/* resources[] or the table, which knows the call, told its part; and
	 * that it is acted on. */
	bool claimed, goal;
	struct key_sense guess;
};

/* What is known while the leaves pass by. */
struct plan_making {
	struct plan *plan;
	const struct record *record;
	/* Rows of the table: the service's, and those that claim the call. */
	const struct resource_row *row[SERVICE_ROWS], *claim[SERVICE_ROWS];
	size_t rows, claims;
	uint16_t number[SERVICE_ROWS];     /* by claim: as steps have it */
	uint32_t owner[SERVICE_ROWS];      /* by claim: slot of its account */
	uint32_t element;                  /* of resources[] ... */
	uint32_t account;                  /* ... the account it gave */
	size_t element_from;               /* ... and its first step */
	struct known_guess known[GUESSES]; /* by path */
	struct may_name *may;
	size_t mays, room;
};

static bool add_step(struct plan *plan, struct resource_step step)
{
	assert(step.slot != SLOT_NONE && step.type <= TYPE_SERVICE);
	if (!vec_reserve(&plan->step, &plan->room, plan->steps + 1,
			 sizeof(step)))
		return false;
	plan->step[plan->steps++] = step;
	return true;
}

/* ---- resources[] ---- */

/* The account of an element may stand before or after its ARN. */
static bool add_listed(struct plan_making *m, const struct leaf_at *leaf)
{
	struct plan *plan = m->plan;

	if (m->element != leaf->element) {
		m->element = leaf->element;
		m->account = SLOT_NONE;
		m->element_from = plan->steps;
	}
	if (str_eq(leaf->key, STR("accountId"))) {
		m->account = leaf->slot;
		for (size_t i = m->element_from; i < plan->steps; i++)
			plan->step[i].account = leaf->slot;
	}
	return !str_eq_nocase(leaf->key, STR("ARN")) ||
	       add_step(plan, (struct resource_step){ .slot = leaf->slot,
						      .account = m->account,
						      .part = AS_LISTED,
						      .row = ROW_RESOURCES });
}

/* ---- the table ---- */

static void find_claims(struct plan_making *m, struct str service,
			struct str name)
{
	const char *last = NULL;
	bool ours = false;

	for (size_t i = 0; i < RESOURCE_ROWS; i++) {
		const struct resource_row *row = resource_row(i);

		/* Rows of a service stand together and share its text. */
		if (row->service != last)
			ours = part_globs(str_of(row->service), service);
		last = row->service;
		if (!ours)
			continue;
		assert(m->rows < SERVICE_ROWS);
		m->row[m->rows++] = row;
		if (!part_globs(str_of(row->name), name))
			continue;
		m->number[m->claims] = (uint16_t)(ROW_TABLE + i);
		m->claim[m->claims++] = row;
	}
}

/* Where a row says that what it names is of another account than the event,
 * the slot that tells it. */
static uint32_t slot_at(const struct record *record, const char *path)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (path && leaves_next(&leaves, &leaf)) {
		struct str rest = place_rest(str_of(path), leaf.path);

		if (rest.at && !rest.len)
			return leaf.slot;
	}
	return SLOT_NONE;
}

static void find_owners(struct plan_making *m)
{
	for (size_t i = 0; i < m->claims; i++)
		m->owner[i] = slot_at(m->record, m->claim[i]->account);
}

static bool is_wrapping(struct str tail)
{
	if (!tail.len || tail.at[0] != '.')
		return tail.at && !tail.len;
	return str_eq(tail, STR(".items")) || str_eq(tail, STR(".item")) ||
	       str_eq(tail, STR(".content")) ||
	       str_eq(tail, STR(".items.content")) ||
	       str_eq(tail, STR(".item.content"));
}

/* The place of `path` (as an event has it, without indexes) in the row's
 * list, or -1. Where a list is wrapped (`X.items`, `X.content`), what is
 * wrapped counts as X. */
static int row_rank(const struct resource_row *row, struct str path)
{
	struct str places = str_of(row->paths);

	for (int rank = 0; places.len; rank++)
		if (is_wrapping(place_rest(part_take(&places, ' '), path)))
			return rank;
	return -1;
}

/* AWS writes names whole, callers may leave parts out. */
static bool is_answer(struct str path)
{
	return !str_starts(path, STR("requestParameters."));
}

static bool add_claimed(struct plan_making *m, const struct leaf_at *leaf)
{
	bool listed = str_starts(leaf->path, STR("resources."));

	for (size_t i = 0; i < m->claims; i++) {
		const struct resource_row *row = m->claim[i];
		int rank = row_rank(row, leaf->path);
		struct resource_step step = {
			.slot = leaf->slot,
			.account = listed ? m->account : m->owner[i],
			.row = m->number[i],
			.rank = (uint8_t)rank,
			.type = (uint8_t)row->type,
			.part = (uint8_t)row->part,
			.answered = is_answer(leaf->path),
		};

		if (rank >= 0 && !add_step(m->plan, step))
			return false;
	}
	return true;
}

/* ---- what leaves name by themselves ---- */

static const struct key_sense *guess_of(struct plan_making *m,
					const struct leaf_at *leaf)
{
	sym_t path = m->record->skeleton->slot[leaf->slot].path;
	struct known_guess *known = &m->known[path % GUESSES];

	if (path == SYM_NONE || known->path != path) {
		known->path = path;
		known->guess =
			guess_leaf(m->row, m->rows, leaf->path, leaf->key);
	}
	return &known->guess;
}

static bool is_goal(const struct resource_step *step)
{
	return step->part == AS_TARGET || step->part == AS_LISTED;
}

/* Notes a leaf whose value is a text and whose key lets it name something;
 * its own steps are those from `from` on. */
static bool note_may(struct plan_making *m, const struct leaf_at *leaf,
		     size_t from)
{
	unsigned kind = m->record->skeleton->slot[leaf->slot].kind;
	const struct key_sense *guess;

	if (kind == LEAF_NUMBER || kind == LEAF_BOOL)
		return true;
	guess = guess_of(m, leaf);
	if (!guess->named)
		return true;
	if (!vec_reserve(&m->may, &m->room, m->mays + 1, sizeof(*m->may)))
		return false;
	m->may[m->mays++] = (struct may_name){
		.slot = leaf->slot,
		.answered = is_answer(leaf->path),
		.claimed = from < m->plan->steps,
		.goal = from < m->plan->steps && is_goal(&m->plan->step[from]),
		.guess = *guess,
	};
	return true;
}

static bool add_perhaps(struct plan_making *m, const struct may_name *may)
{
	const struct key_sense *guess = &may->guess;
	uint8_t part =
		guess->part == AS_NAMED ? AS_TARGET : (uint8_t)guess->part;

	if (!guess->perhaps)
		return true;
	return (may->claimed && !may->goal) ||
	       add_step(m->plan,
			(struct resource_step){ .slot = may->slot,
						.account = SLOT_NONE,
						.row = ROW_GUESSED,
						.answered = true,
						.part = part,
						.type = (uint8_t)guess->type });
}

static bool add_named(struct plan_making *m, const struct may_name *may)
{
	struct resource_step step = { .slot = may->slot,
				      .account = SLOT_NONE,
				      .row = ROW_NAMED,
				      .answered = may->answered,
				      .part = (uint8_t)may->guess.part };

	if (may->guess.sure)
		step.type = (uint8_t)may->guess.type;
	else if (m->record->skeleton->slot[may->slot].kind != LEAF_STRING)
		return true;
	if (may->claimed)
		step.part = AS_NAMED;
	return add_step(m->plan, step);
}

/* A call that was denied says in its message on what. */
static bool add_message(struct plan_making *m)
{
	uint32_t slot = m->record->skeleton->field[FIELD_ERROR_MESSAGE];

	return slot == SLOT_NONE ||
	       add_step(m->plan, (struct resource_step){ .slot = slot,
							 .account = SLOT_NONE,
							 .part = AS_MESSAGE,
							 .row = ROW_MESSAGE });
}

/* ---- making a plan ---- */

/* Targets first, then what may be one: the first that is named stands for the
 * event. */
static int turn(const struct resource_step *step)
{
	return step->row == ROW_GUESSED ? 1 : is_goal(step) ? 0 : 2;
}

static int by_row(const void *a, const void *b)
{
	const struct resource_step *x = a, *y = b;

	if (turn(x) != turn(y))
		return turn(x) - turn(y);
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool add_each(struct plan_making *m,
		     bool (*add)(struct plan_making *m,
				 const struct may_name *may))
{
	for (size_t i = 0; i < m->mays; i++)
		if (!add(m, &m->may[i]))
			return false;
	return true;
}

static bool add_steps(struct plan_making *m)
{
	struct leaves leaves = { .walk.record = m->record };
	struct plan *plan = m->plan;
	struct asked_of of = { 0 };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		size_t from = plan->steps;

		plan->answers =
			plan->answers || answer_may_tell(&of, m->record, &leaf);
		if (str_starts(leaf.path, STR("resources.")) &&
		    !add_listed(m, &leaf))
			return false;
		if (str_eq(leaf.path, STR("managementEvent")))
			plan->management = leaf.slot;
		if (!add_claimed(m, &leaf) || !note_may(m, &leaf, from))
			return false;
	}
	plan->claimed = plan->steps;
	if (!add_each(m, add_perhaps))
		return false;
	if (plan->steps)
		qsort(plan->step, plan->steps, sizeof(*plan->step), by_row);
	return add_message(m) && add_each(m, add_named);
}

static uint32_t value_at(const struct skeleton *skeleton, uint32_t slot)
{
	return leaf_packed(skeleton->slot[slot].kind) ? SLOT_NONE
						      : skeleton->slot[slot].at;
}

/* False where one of the fields is packed. */
static bool find_values(const struct skeleton *skeleton,
			const enum field_id *fields, size_t count, uint32_t *at)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t slot = skeleton->field[fields[i]];

		at[i] = slot == SLOT_NONE ? SLOT_NONE
					  : value_at(skeleton, slot);
		if (slot != SLOT_NONE && at[i] == SLOT_NONE)
			return false;
	}
	return true;
}

void plan_free(struct plan *plan)
{
	if (plan)
		free(plan->step);
	free(plan);
}

struct plan *plan_new(const struct record *record, struct str service,
		      struct str name)
{
	struct plan *plan = calloc(1, sizeof(*plan));
	struct plan_making m = { .plan = plan,
				 .record = record,
				 .element = UINT32_MAX,
				 .account = SLOT_NONE };

	if (!plan)
		return NULL;
	plan->management = SLOT_NONE;
	plan->notable = record_claims(record);
	plan->grants = call_grants(name);
	plan->reads = verb_reads(name);
	plan->described = find_values(record->skeleton, user_fields,
				      USER_FIELDS, plan->user_at);
	plan->flagged = find_values(record->skeleton, flag_fields, FLAG_FIELDS,
				    plan->flag_at);
	find_claims(&m, service, name);
	find_owners(&m);
	if (!add_steps(&m)) {
		plan_free(plan);
		plan = NULL;
	}
	for (size_t i = 0; plan && i < plan->steps; i++)
		plan->step[i].at =
			value_at(record->skeleton, plan->step[i].slot);
	free(m.may);
	return plan;
}

/* ---- finding one ---- */

struct plans *plans_new(void)
{
	struct plans *plans = calloc(1, sizeof(*plans));

	if (plans && !dict_init(&plans->keys, hash_seed())) {
		free(plans);
		return NULL;
	}
	return plans;
}

static void forget(struct plans *plans)
{
	for (size_t i = 1; i < plans->keys.count; i++)
		plan_free(plans->plan[i]);
	dict_reset(&plans->keys);
	plans->era++;
}

void plans_free(struct plans *plans)
{
	if (!plans)
		return;
	forget(plans);
	dict_release(&plans->keys);
	buf_release(&plans->key);
	free(plans->plan);
	free(plans);
}

const struct plan *plans_find(struct plans *plans, const struct record *record,
			      struct str service, struct str name)
{
	const size_t head[] = { record->skeleton->id, service.len };
	struct dict *keys = &plans->keys;
	struct buf *key = &plans->key;
	struct plan *plan;
	sym_t sym;

	/* Names may be as long as a record: where that is too much, the event
	 * is refused and the program lives. */
	if (!vec_reserve(&key->at, &key->room,
			 sizeof(head) + service.len + name.len + 1, 1))
		return NULL;
	buf_reset(key);
	buf_add(key, (struct str){ (const char *)head, sizeof(head) });
	buf_add(key, service);
	buf_add(key, name);
	sym = dict_find(keys, buf_str(key));
	if (sym != SYM_NONE)
		return plans->plan[sym];
	if (keys->count > PLANS_MOST)
		forget(plans);
	if (!vec_reserve(&plans->plan, &plans->room, keys->count + 1,
			 sizeof(struct plan *)))
		return NULL;
	plan = plan_new(record, service, name);
	sym = plan ? dict_put(keys, buf_str(key)) : SYM_NONE;
	if (sym == SYM_NONE) {
		plan_free(plan);
		return NULL;
	}
	return plans->plan[sym] = plan;
}

/* ---- walking ---- */

int plan_resources(const struct plan *plan,
		   int (*give)(void *to, const struct resource_step *step),
		   void *to)
{
	int row = -1, rank = 0;
	bool goal = false;

	assert(plan->claimed <= plan->steps);
	for (size_t i = 0; i < plan->steps; i++) {
		const struct resource_step *step = &plan->step[i];
		int got;

		if (step->row == ROW_GUESSED
			    ? goal
			    : step->row == row && step->rank > rank)
			continue;
		got = give(to, step);
		if (got < 0)
			return -1;
		if (!got)
			continue;
		row = step->row;
		rank = step->rank;
		goal |= step->row != ROW_GUESSED && is_goal(step);
	}
	return 0;
}

/* ---- what a step's leaf names ---- */

/* How a denied call's message writes what has no ARN in it ("Troubleshoot
 * access denied error messages", IAM User Guide): IAM its own things by kind
 * and name, Secrets Manager a secret as the caller did. */
static const struct {
	struct str service, lead;
	enum type type;
} told_kinds[] = {
	{ STR("iam"), STR("user "), TYPE_USER },
	{ STR("iam"), STR("role "), TYPE_ROLE },
	{ STR("iam"), STR("group "), TYPE_GROUP },
	{ STR("iam"), STR("policy path "), TYPE_NONE },
	{ STR("iam"), STR("policy "), TYPE_POLICY },
	{ STR("iam"), STR("instance profile "), TYPE_PROFILE },
	{ STR("secretsmanager"), STR(""), TYPE_SECRET },
};

/* Takes what leads to the name off `told`; what kind of thing it is. */
static enum type told_kind(struct str message, struct str *told)
{
	const struct str lead = STR("perform: ");
	ptrdiff_t at = str_search(message, lead);
	struct str service = STR_NONE;

	if (at >= 0)
		service = part_until(
			str_slice(message, (size_t)at + lead.len, message.len),
			':');
	for (size_t i = 0; i < ARRAY_LEN(told_kinds); i++)
		if (str_eq(service, told_kinds[i].service) &&
		    str_starts(*told, told_kinds[i].lead)) {
			*told = str_slice(*told, told_kinds[i].lead.len,
					  told->len);
			return told_kinds[i].type;
		}
	return TYPE_NONE;
}

/* `... is not authorized to perform: x on resource: ARN because ...`; of a
 * path of IAM what it ends in is left out. */
static struct str told_resource(struct str message, enum type *type)
{
	struct str lead = STR("on resource: ");
	ptrdiff_t at = str_search(message, lead);
	struct str told;

	*type = TYPE_NONE;
	if (at < 0)
		return STR_NONE;
	told = str_slice(message, (size_t)at + lead.len, message.len);
	if (str_starts(told, STR("\"")))
		told = str_slice(told, 1, told.len);
	if (!str_starts(told, STR("arn:")))
		*type = told_kind(message, &told);
	told = part_until(part_until(told, ' '), '"');
	while (str_ends(told, STR(".")) || str_ends(told, STR(",")))
		told.len--;
	return *type || str_starts(told, STR("arn:")) ? told : STR_NONE;
}

struct str step_value(const struct record *record,
		      const struct resource_step *step, enum type *type,
		      char scratch[SCRATCH])
{
	struct str value = record_slot(record, step->slot, scratch);
	const struct str place = STR("requestParameters.principalType");
	char more[SCRATCH];

	*type = (enum type)step->type;
	if (step->row == ROW_MESSAGE)
		return told_resource(value, type);
	if (step->type == TYPE_SSO_PRINCIPAL)
		*type = str_eq(record_path(record, place, more), STR("GROUP"))
				? TYPE_SSO_GROUP
				: TYPE_SSO_USER;
	return value;
}

bool step_is_self(const struct resource_step *step, enum type type,
		  struct str value, struct str account)
{
	return type == TYPE_ACCOUNT && step->part == AS_PEER &&
	       str_eq(value, account);
}
