/* SPDX-License-Identifier: MIT */
/* plan.c - what all events of one skeleton, service and name have in common.
 *
 * They keep their names in the same leaves and belong to the same rows of the
 * tables, so this is found out once for all of them, and an event costs a look
 * at those leaves. Nothing in a plan depends on a batch: texts are kept, not
 * symbols. */
#include "plan.h"
#include "leaf.h"
#include "outcome.h"
#include "part.h"
#include "resource_table.h"
#include "user.h"
#include "world.h"

#include <assert.h>
#include <stdlib.h>

#define ROW_RESOURCES 0 /* resources[]: each of its ARNs counts */
#define ROW_TABLE 1     /* the table's first row */
#define ROW_GUESSED UINT16_MAX
_Static_assert(ARRAY_LEN(resource_rows) < UINT16_MAX - 1, "a step's row");

#define SERVICE_ROWS 64 /* none has more */
#define GUESSES 16

enum guessing {
	GUESS_NOT,   /* its key says that it names none */
	GUESS_VALUE, /* it does where the value is an ARN or an id */
	GUESS_KEY,   /* it does, of *type */
};

/* Elements of a list share a path, and what it means. */
struct known_guess {
	sym_t path; /* SYM_NONE: free */
	enum guessing guess;
	enum type type;
};

/* What is known while the leaves pass by. */
struct plan_making {
	struct plan *plan;
	const struct record *record;
	/* Rows of the table: the service's, and those that claim the call. */
	const struct resource_row *row[SERVICE_ROWS], *claim[SERVICE_ROWS];
	size_t rows, claims;
	uint32_t element;                  /* of resources[] ... */
	uint32_t account;                  /* ... the account it gave */
	size_t element_from;               /* ... and its first step */
	struct known_guess known[GUESSES]; /* by path */
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
						      .row = ROW_RESOURCES });
}

/* ---- the table ---- */

/* Any of the globs that stand between `|`. */
static bool globs_match(const char *globs, struct str text)
{
	struct str rest = str_of(globs);

	while (rest.len)
		if (str_glob(part_take(&rest, '|'), text))
			return true;
	return false;
}

static void find_claims(struct plan_making *m, struct str service,
			struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(resource_rows); i++) {
		const struct resource_row *row = &resource_rows[i];

		if (!globs_match(row->service, service))
			continue;
		assert(m->rows < SERVICE_ROWS);
		m->row[m->rows++] = row;
		if (globs_match(row->name, name))
			m->claim[m->claims++] = row;
	}
}

static bool is_wrapping(struct str tail)
{
	return (tail.at && !tail.len) || str_eq(tail, STR(".items")) ||
	       str_eq(tail, STR(".item")) || str_eq(tail, STR(".content")) ||
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

static bool add_claimed(struct plan_making *m, const struct leaf_at *leaf)
{
	bool listed = str_starts(leaf->path, STR("resources."));

	for (size_t i = 0; i < m->claims; i++) {
		const struct resource_row *row = m->claim[i];
		int rank = row_rank(row, leaf->path);
		struct resource_step step = {
			.slot = leaf->slot,
			.account = listed ? m->account : SLOT_NONE,
			.row = (uint16_t)(ROW_TABLE + (row - resource_rows)),
			.rank = (uint8_t)rank,
			.type = (uint8_t)row->type,
		};

		if (rank >= 0 && !add_step(m->plan, step))
			return false;
	}
	return true;
}

/* ---- guessing by its key whether a leaf names a resource ----
 *
 * Keys that end as names do and name nothing lasting (request ids, tokens,
 * sessions, versions, hosts) are stopped. A key that the table knows from
 * another call of the service means the same here. */

/* What a key means elsewhere in its service: the type of the first row that
 * ends a path in `key`; TYPE_NONE. */
static enum type key_type(const struct plan_making *m, struct str key)
{
	for (size_t i = 0; i < m->rows; i++) {
		struct str places = str_of(m->row[i]->paths);

		while (places.len)
			if (str_eq(part_after_last(part_take(&places, ' '),
						   '.'),
				   key))
				return m->row[i]->type;
	}
	return TYPE_NONE;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* `clientRequestId`, `requestId` and `RequestId` end in RequestId. */
static bool ends_in_word(struct str key, struct str word)
{
	struct str tail;

	if (key.len < word.len)
		return false;
	tail = str_slice(key, key.len - word.len, key.len);
	if (str_eq(tail, word))
		return true;
	return key.len == word.len && lower(word.at[0]) == key.at[0] &&
	       str_eq(str_slice(key, 1, key.len), str_slice(word, 1, word.len));
}

static bool is_any(const struct str *words, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++)
		if (ends_in_word(key, words[i]))
			return true;
	return false;
}

/* The path below one of the three roots; STR_NONE elsewhere. */
static struct str below(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(roots); i++)
		if (str_starts(path, roots[i]))
			return str_slice(path, roots[i].len, path.len);
	return STR_NONE;
}

/* In a list of texts the list's key says what they are: `names.items`. */
static struct str telling_key(struct str path, struct str key)
{
	if (path.len == key.len ||
	    (!str_eq(key, STR("items")) && !str_eq(key, STR("item")) &&
	     !str_eq(key, STR("member")) && !str_eq(key, STR("content"))))
		return key;
	path.len -= key.len + 1;
	return part_after_last(path, '.');
}

/* `name`, `id` and `arn` alone say what they belong to only at the top;
 * further down they are names of states, filters and tags. */
static bool is_bare(struct str key)
{
	return str_eq_nocase(key, STR("name")) ||
	       str_eq_nocase(key, STR("names")) ||
	       str_eq_nocase(key, STR("id")) || str_eq_nocase(key, STR("ids"));
}

static enum guessing guess_leaf(const struct plan_making *m, struct str path,
				struct str key, enum type *type)
{
	struct str rest = below(path);
	bool top = str_find(rest, '.') < 0;

	*type = TYPE_NONE;
	if (!rest.len)
		return GUESS_NOT;
	key = telling_key(path, key);
	if (is_any(stops, ARRAY_LEN(stops), key))
		return GUESS_NOT;
	if (!is_any(ends, ARRAY_LEN(ends), key) || (is_bare(key) && !top))
		return GUESS_VALUE;
	*type = key_type(m, key);
	if (*type == TYPE_NONE && is_any(vague, ARRAY_LEN(vague), key))
		return GUESS_NOT;
	if (*type == TYPE_NONE)
		*type = TYPE_SERVICE;
	return GUESS_KEY;
}

static bool add_guessed(struct plan_making *m, const struct leaf_at *leaf)
{
	const struct slot *slot = &m->record->skeleton->slot[leaf->slot];
	struct known_guess *known = &m->known[slot->path % GUESSES];

	if (slot->kind == LEAF_NUMBER || slot->kind == LEAF_BOOL)
		return true;
	if (slot->path == SYM_NONE || known->path != slot->path) {
		known->path = slot->path;
		known->guess =
			guess_leaf(m, leaf->path, leaf->key, &known->type);
	}
	if (known->guess == GUESS_NOT ||
	    (known->guess == GUESS_VALUE && slot->kind != LEAF_STRING))
		return true;
	return add_step(m->plan,
			(struct resource_step){ .slot = leaf->slot,
						.account = SLOT_NONE,
						.row = ROW_GUESSED,
						.type = (uint8_t)known->type });
}

/* ---- making a plan ---- */

static int by_row(const void *a, const void *b)
{
	const struct resource_step *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool add_steps(struct plan_making *m)
{
	struct leaves leaves = { .walk.record = m->record };
	struct plan *plan = m->plan;
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		if (str_starts(leaf.path, STR("resources.")) &&
		    !add_listed(m, &leaf))
			return false;
		if (!add_claimed(m, &leaf))
			return false;
	}
	if (plan->steps)
		qsort(plan->step, plan->steps, sizeof(*plan->step), by_row);
	plan->guesses = plan->steps;
	leaves = (struct leaves){ .walk.record = m->record };
	while (leaves_next(&leaves, &leaf))
		if (!add_guessed(m, &leaf))
			return false;
	return true;
}

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

static void plan_free(struct plan *plan)
{
	if (plan)
		free(plan->step);
	free(plan);
}

/* NULL: no memory. */
static struct plan *plan_new(const struct record *record, struct str service,
			     struct str name)
{
	struct plan *plan = calloc(1, sizeof(*plan));
	struct plan_making m = { .plan = plan,
				 .record = record,
				 .element = UINT32_MAX,
				 .account = SLOT_NONE };

	if (!plan)
		return NULL;
	plan->notable = notable_claims(service, name);
	plan->grants = call_grants(name);
	plan->reads = verb_reads(name);
	plan->described = user_is_plain(record->skeleton);
	plan->management = management_slot(record);
	find_claims(&m, service, name);
	if (add_steps(&m))
		return plan;
	plan_free(plan);
	return NULL;
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
	int row = -1, rank = 0, named = 0;

	assert(plan->guesses <= plan->steps);
	for (size_t i = 0; i < plan->guesses; i++) {
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
	for (size_t i = plan->guesses; !named && i < plan->steps; i++)
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
	struct first first = { .record = record, .out = out };
	struct plan *plan;

	first.service =
		part_service(record_field(record, FIELD_SOURCE, scratch));
	plan = plan_new(record, first.service,
			record_field(record, FIELD_NAME, more));
	if (!plan)
		return false;
	plan_resources(plan, give_first, &first);
	plan_free(plan);
	return first.found;
}
