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

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROW_RESOURCES 0 /* resources[]: each of its ARNs counts */
#define ROW_TABLE 1     /* the table's first row */
#define ROW_GUESSED UINT16_MAX

/* ---- rows of the table ---- */

/* Those of one service. */
#define SERVICE_ROWS 64 /* none has more */
struct service_rows {
	const struct resource_row *table;
	size_t size; /* of the table */
	uint16_t row[SERVICE_ROWS];
	size_t count;
};

/* Takes the next word of *list, up to `end`; false when there is none. */
static bool next_word(const char **list, char end, struct str *word)
{
	const char *stop = strchr(*list, end);
	size_t len = stop ? (size_t)(stop - *list) : strlen(*list);

	*word = (struct str){ *list, len };
	*list += len + (stop != NULL);
	return len > 0;
}

/* Any of the globs that stand between `|`. */
static bool globs_match(const char *globs, struct str text)
{
	struct str glob;

	while (next_word(&globs, '|', &glob))
		if (str_glob(glob, text))
			return true;
	return false;
}

static struct service_rows rows_of(struct str service)
{
	struct service_rows of = { .count = 0 };

	of.table = resource_rows(&of.size);
	for (size_t i = 0; i < of.size; i++) {
		if (!globs_match(of.table[i].service, service))
			continue;
		assert(of.count < SERVICE_ROWS);
		of.row[of.count++] = (uint16_t)i;
	}
	return of;
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
	const char *paths = row->paths;
	struct str place;

	for (int rank = 0; next_word(&paths, ' ', &place); rank++)
		if (is_wrapping(place_rest(place, path)))
			return rank;
	return -1;
}

static bool ends_in(const struct resource_row *row, struct str key)
{
	const char *paths = row->paths;
	struct str place;

	while (next_word(&paths, ' ', &place))
		if (str_eq(str_slice(place,
				     (size_t)(str_find_last(place, '.') + 1),
				     place.len),
			   key))
			return true;
	return false;
}

/* What a key means elsewhere in its service: the type of the first row that
 * ends a path in `key`; TYPE_NONE. */
static enum type key_type(const struct service_rows *of, struct str key)
{
	for (size_t i = 0; i < of->count; i++)
		if (ends_in(&of->table[of->row[i]], key))
			return of->table[of->row[i]].type;
	return TYPE_NONE;
}

/* ---- guessing by its key whether a leaf names a resource ----
 *
 * Hundreds of services have no row in the table; what their keys have in
 * common is how they end. Keys that end so and name nothing lasting (request
 * ids, tokens, sessions, versions, hosts) are stopped. A key that the table
 * knows from another call of the service means the same here. */

enum guessing {
	GUESS_NOT,   /* its key says that it names none */
	GUESS_VALUE, /* it does where the value is an ARN or an id */
	GUESS_KEY,   /* it does, of *type */
};

static const struct str ends[] = {
	{ "Id", 2 },  { "Ids", 3 },  { "Arn", 3 },   { "Arns", 4 },
	{ "ARN", 3 }, { "Name", 4 }, { "Names", 5 },
};

/* Whole keys, or their ends where a capital begins them. */
static const struct str stops[] = {
	{ "RequestId", 9 },
	{ "Token", 5 },
	{ "VersionId", 9 },
	{ "VersionIds", 10 },
	{ "AccessKeyId", 11 },
	{ "SessionName", 11 },
	{ "SessionId", 9 },
	{ "PrincipalId", 11 },
	{ "EventId", 7 },
	{ "EventName", 9 },
	{ "HostId", 6 },
	{ "HostName", 8 },
	{ "OwnerId", 7 },
	{ "OwnerIds", 8 },
	{ "RegionName", 10 },
	{ "RegionNames", 11 },
	{ "ZoneName", 8 },
	{ "AvailabilityZoneId", 18 },
	{ "MetricName", 10 },
	{ "AttributeName", 13 },
	{ "AttributeNames", 14 },
	{ "DnsName", 7 },
	{ "DisplayName", 11 },
	{ "FileName", 8 },
	{ "DeviceName", 10 },
	{ "VirtualName", 11 },
	{ "UniqueId", 8 },
	{ "ReservationId", 13 },
	{ "RequesterId", 11 },
	{ "FilterName", 10 },
	{ "StateName", 9 },
	{ "StatusName", 10 },
	{ "TypeName", 8 },
	{ "CorrelationId", 13 },
	{ "TransactionId", 13 },
	{ "TraceId", 7 },
	{ "CommandId", 9 },
	{ "MessageId", 9 },
	{ "UploadId", 8 },
	{ "OperationId", 11 },
	{ "OperationName", 13 },
	{ "ActionName", 10 },
	{ "ColumnName", 10 },
	{ "FieldName", 9 },
	{ "FirstName", 9 },
	{ "LastName", 8 },
	{ "GivenName", 9 },
	{ "FamilyName", 10 },
	{ "EngineName", 10 },
	{ "CallerReference", 15 },
	{ "IdempotencyToken", 16 },
	{ "ServiceName", 11 },
	{ "ServiceNames", 12 },
	{ "TagName", 7 },
	{ "AttachmentId", 12 },
	{ "PublishId", 9 },
	{ "ChangeId", 8 },
	{ "ParentName", 10 },
	{ "NamespaceName", 13 },
	{ "x-amz-id-2", 10 },
	{ "UserAgent", 9 },
	{ "LocationName", 12 },
};

/* The same, but where the table knows the key. */
static const struct str vague[] = {
	{ "UserId", 6 },    { "UserIds", 7 },     { "AgentName", 9 },
	{ "AccountId", 9 }, { "AccountIds", 10 },
};

static const struct str roots[] = {
	{ "requestParameters.", 18 },
	{ "responseElements.", 17 },
	{ "serviceEventDetails.", 20 },
};

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
	struct str up = str_slice(path, 0, path.len - key.len);

	if (!up.len ||
	    (!str_eq(key, STR("items")) && !str_eq(key, STR("item")) &&
	     !str_eq(key, STR("member")) && !str_eq(key, STR("content"))))
		return key;
	up = str_slice(up, 0, up.len - 1);
	return str_slice(up, (size_t)(str_find_last(up, '.') + 1), up.len);
}

/* `name`, `id` and `arn` alone say what they belong to only at the top;
 * further down they are names of states, filters and tags. */
static bool is_bare(struct str key)
{
	return str_eq_nocase(key, STR("name")) ||
	       str_eq_nocase(key, STR("names")) ||
	       str_eq_nocase(key, STR("id")) || str_eq_nocase(key, STR("ids"));
}

static enum guessing guess_leaf(const struct service_rows *rows,
				struct str path, struct str key,
				enum type *type)
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
	*type = key_type(rows, key);
	if (*type == TYPE_NONE && is_any(vague, ARRAY_LEN(vague), key))
		return GUESS_NOT;
	if (*type == TYPE_NONE)
		*type = TYPE_SERVICE;
	return GUESS_KEY;
}

/* ---- making a plan ---- */

/* Elements of a list share a path, and what it means. */
#define GUESSES 16
struct known_guess {
	sym_t path; /* SYM_NONE: free */
	enum guessing guess;
	enum type type;
};

/* What is known while the leaves pass by. */
struct plan_making {
	struct resource_plan *plan;
	struct service_rows service;  /* rows of the table: all of them, */
	uint16_t claim[SERVICE_ROWS]; /* and those that claim the call */
	size_t claims;
	uint32_t element;                  /* of resources[] ... */
	uint32_t account;                  /* ... the account it gave */
	size_t element_from;               /* ... and its first step */
	struct known_guess known[GUESSES]; /* by path */
};

static bool add(struct resource_plan *plan, struct resource_step step)
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
static void element_turn(struct plan_making *m, const struct leaf_at *leaf)
{
	if (m->element == leaf->element)
		return;
	m->element = leaf->element;
	m->account = SLOT_NONE;
	m->element_from = m->plan->steps;
}

static bool add_listed(struct plan_making *m, const struct leaf_at *leaf)
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

static bool add_claimed(struct plan_making *m, const struct leaf_at *leaf)
{
	bool listed = str_starts(leaf->path, STR("resources."));

	for (size_t i = 0; i < m->claims; i++) {
		const struct resource_row *row = &m->service.table[m->claim[i]];
		int rank = row_rank(row, leaf->path);

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

static void find_claims(struct plan_making *m, struct str service,
			struct str name)
{
	m->service = rows_of(service);
	for (size_t i = 0; i < m->service.count; i++)
		if (globs_match(m->service.table[m->service.row[i]].name, name))
			m->claim[m->claims++] = m->service.row[i];
}

/* ---- guesses ---- */

static struct known_guess guess_at(struct plan_making *m, sym_t path,
				   const struct leaf_at *leaf)
{
	struct known_guess *known = &m->known[path % GUESSES],
			   made = { .path = path };

	if (path != SYM_NONE && known->path == path)
		return *known;
	made.guess = guess_leaf(&m->service, leaf->path, leaf->key, &made.type);
	*known = made;
	return made;
}

static bool add_guessed(struct plan_making *m, const struct record *record,
			const struct leaf_at *leaf)
{
	const struct slot *slot = &record->skeleton->slot[leaf->slot];
	struct known_guess known;

	if (slot->kind == LEAF_NUMBER || slot->kind == LEAF_BOOL)
		return true;
	known = guess_at(m, slot->path, leaf);
	if (known.guess == GUESS_NOT ||
	    (known.guess == GUESS_VALUE && slot->kind != LEAF_STRING))
		return true;
	return add(m->plan,
		   (struct resource_step){ .slot = leaf->slot,
					   .account = SLOT_NONE,
					   .row = ROW_GUESSED,
					   .type = (uint8_t)known.type });
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

static bool add_named(struct plan_making *m, const struct record *record)
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

static bool add_all_guessed(struct plan_making *m, const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (!add_guessed(m, record, &leaf))
			return false;
	return true;
}

bool resource_plan_init(struct resource_plan *plan, const struct record *record,
			struct str service, struct str name)
{
	struct plan_making m = { .plan = plan,
				 .element = UINT32_MAX,
				 .account = SLOT_NONE };

	*plan = (struct resource_plan){ 0 };
	find_claims(&m, service, name);
	if (!add_named(&m, record))
		goto fail;
	if (plan->steps)
		qsort(plan->step, plan->steps, sizeof(*plan->step), by_row);
	plan->guesses = plan->steps;
	if (!add_all_guessed(&m, record))
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
