/* SPDX-License-Identifier: MIT */
/* relations.c - the resources of one record, each with the part it has in it:
 * for an event that is shown. Rows keep identities only; parts are told anew
 * by the same plan. */
#include "meaning.h"
#include "part.h"
#include "plan.h"

#include <stdlib.h>

/* What was named by now; texts stand one after the other. */
struct relation {
	size_t from, to;
	unsigned parts;
};

struct relations {
	const struct record *record;
	struct str service, account;
	struct buf text;
	struct relation *at;
	size_t count, room;
};

static struct str text_of(const struct relations *relations, size_t i)
{
	return str_slice(buf_str(&relations->text), relations->at[i].from,
			 relations->at[i].to);
}

/* Notes what stands in `text` from `from` on, or gives the one that is there
 * already its part. */
static int note(struct relations *relations, size_t from, unsigned part)
{
	struct str text = buf_str(&relations->text);
	struct str name = str_slice(text, from, text.len);

	for (size_t i = 0; i < relations->count; i++)
		if (str_eq(text_of(relations, i), name)) {
			relations->at[i].parts |= part;
			relations->text.len = from;
			return 1;
		}
	if (!vec_reserve(&relations->at, &relations->room, relations->count + 1,
			 sizeof(*relations->at)))
		return -1;
	relations->at[relations->count++] =
		(struct relation){ from, text.len, part };
	return 1;
}

static int give(void *to, const struct resource_step *step)
{
	struct relations *relations = to;
	char scratch[SCRATCH], own[SCRATCH];
	size_t from = relations->text.len;
	struct named named = {
		.service = relations->service,
		.account = relations->account,
		.answered = step->answered,
	};

	named.value = step_value(relations->record, step, &named.type, scratch);
	if (step->account != SLOT_NONE)
		named.account =
			record_slot(relations->record, step->account, own);
	if (!named.value.len ||
	    step_is_self(step, named.type, named.value, relations->account) ||
	    !resource_put(&relations->text, &named))
		return 0;
	return note(relations, from, 1u << step->part);
}

/* The same that COL_ACCOUNT has. */
static struct str account_of(const struct record *record, char scratch[SCRATCH])
{
	static const enum field_id accounts[] = { FIELD_RECIPIENT,
						  FIELD_USER_ACCOUNT,
						  FIELD_AGGREGATE_ACCOUNT };
	struct str account = STR_NONE;

	for (size_t i = 0; i < ARRAY_LEN(accounts) && !account.len; i++)
		account = record_field(record, accounts[i], scratch);
	return account;
}

static void relations_find(struct relations *relations)
{
	const struct record *record = relations->record;
	char scratch[SCRATCH], more[SCRATCH], own[SCRATCH];
	struct str source = record_field(record, FIELD_SOURCE, scratch);
	struct str name = record_field(record, FIELD_NAME, more);
	struct plan *plan;

	relations->service = part_service(source);
	relations->account = account_of(record, own);
	plan = plan_new(record, relations->service, name);
	if (plan)
		plan_resources(plan, give, relations);
	plan_free(plan);
}

/* What only lists or names something tells nothing beside what tells a part;
 * what resources[] alone lists is the target. */
static unsigned told_parts(unsigned parts)
{
	const unsigned listed = 1u << AS_LISTED, named = 1u << AS_NAMED;

	if (parts & ~(listed | named))
		return parts & ~(listed | named);
	return parts & listed ? 1u << AS_TARGET : named;
}

void record_resources(const struct record *record,
		      void (*tell)(void *to, struct str identity,
				   unsigned parts),
		      void *to)
{
	struct relations relations = { .record = record };

	relations_find(&relations);
	for (size_t i = 0; i < relations.count; i++)
		tell(to, text_of(&relations, i),
		     told_parts(relations.at[i].parts));
	free(relations.at);
	buf_release(&relations.text);
}

bool resource_first(const struct record *record, struct buf *out)
{
	struct relations relations = { .record = record };
	bool found;

	relations_find(&relations);
	found = relations.count > 0;
	if (found)
		buf_add(out, text_of(&relations, 0));
	free(relations.at);
	buf_release(&relations.text);
	return found;
}

/* False: one of the two is absent. */
static bool read_object(const struct record *record, struct str *bucket,
			struct str *key, char scratch[2][SCRATCH])
{
	*bucket = record_path(record, STR("requestParameters.bucketName"),
			      scratch[0]);
	*key = record_path(record, STR("requestParameters.key"), scratch[1]);
	return bucket->len && key->len;
}

bool record_object(const struct record *record, struct buf *out)
{
	char scratch[2][SCRATCH];
	struct str bucket, key;

	if (!read_object(record, &bucket, &key, scratch))
		return false;
	buf_add(out, bucket);
	buf_addc(out, '/');
	buf_add(out, key);
	return true;
}

bool record_object_told(const struct record *record, struct buf *out)
{
	char scratch[2][SCRATCH];
	struct str bucket, key;

	if (!read_object(record, &bucket, &key, scratch))
		return false;
	buf_addc(out, ' ');
	buf_add(out, key);
	buf_add(out, STR(" of s3/"));
	buf_add(out, bucket);
	return true;
}

void parts_put(unsigned parts, struct buf *out)
{
	static const char *const words[AS_COUNT] = {
		[AS_TARGET] = "target",           [AS_SOURCE] = "source",
		[AS_ROLE] = "passed role",        [AS_PEER] = "peer",
		[AS_DESTINATION] = "destination", [AS_KEY] = "encryption key",
		[AS_ISSUED] = "issued",           [AS_MESSAGE] = "refused",
		[AS_LISTED] = "listed",           [AS_NAMED] = "named",
	};
	const char *lead = "";

	for (int part = 0; part < AS_COUNT; part++) {
		if (!(parts & 1u << part))
			continue;
		buf_addf(out, "%s%s", lead, words[part]);
		lead = ", ";
	}
}
