/* SPDX-License-Identifier: MIT */
/* relations.c - the resources of one record, each with the part it has in it:
 * for an event that is shown. Rows keep identities only; parts are told anew
 * by the same plan. */
#include "leaf.h"
#include "meaning.h"
#include "part.h"
#include "plan.h"

#include <stdlib.h>

/* What was named by now, in its order. An event may name thousands. */
struct relations {
	const struct record *record;
	struct str service, account;
	bool one;         /* no more than the first is asked for */
	struct buf text;  /* of the one that is being made */
	struct dict name; /* the n-th has the symbol n + 1 */
	unsigned *parts;
	size_t count, room;
};

/* Notes what stands in `text`, or gives the one that is there already its
 * part. */
static int note(struct relations *relations, unsigned part)
{
	sym_t name = dict_put(&relations->name, buf_str(&relations->text));

	if (name == SYM_NONE ||
	    !vec_reserve(&relations->parts, &relations->room,
			 relations->count + 1, sizeof(*relations->parts)))
		return -1;
	if (name > relations->count)
		relations->parts[relations->count++] = 0;
	relations->parts[name - 1] |= part;
	return relations->one ? -1 : 1;
}

static int give(void *to, const struct resource_step *step)
{
	struct relations *relations = to;
	char scratch[SCRATCH], own[SCRATCH];
	struct named named = {
		.service = relations->service,
		.account = relations->account,
		.answered = step->answered,
	};

	buf_reset(&relations->text);
	named.value = step_value(relations->record, step, &named.type, scratch);
	if (step->account != SLOT_NONE)
		named.account =
			record_slot(relations->record, step->account, own);
	if (!named.value.len ||
	    step_is_self(step, named.type, named.value, relations->account) ||
	    !resource_put(&relations->text, &named))
		return 0;
	return note(relations, 1u << step->part);
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
	if (plan && dict_init(&relations->name, hash_seed()))
		plan_resources(plan, give, relations);
	plan_free(plan);
}

static void relations_release(struct relations *relations)
{
	dict_release(&relations->name);
	buf_release(&relations->text);
	free(relations->parts);
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
		tell(to, dict_text(&relations.name, (sym_t)i + 1),
		     told_parts(relations.parts[i]));
	relations_release(&relations);
}

bool resource_first(const struct record *record, struct buf *out)
{
	struct relations relations = { .record = record, .one = true };
	bool found;

	relations_find(&relations);
	found = relations.count > 0;
	if (found)
		buf_add(out, dict_text(&relations.name, 1));
	relations_release(&relations);
	return found;
}

/* A bucket may be asked for by its access point's ARN or alias ("Using access
 * points", S3 User Guide); then resources[] has the object under the bucket. */
static bool is_access_point(struct str bucket)
{
	return str_starts(bucket, STR("arn:")) ||
	       str_ends(bucket, STR("-s3alias"));
}

/* The bucket in whose ARN in resources[] the key stands; STR_NONE: none. */
static struct str bucket_behind(const struct record *record, struct str key,
				char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;
	struct arn arn;

	while (leaves_next(&leaves, &leaf)) {
		if (!str_eq(leaf.path, STR("resources.ARN")) ||
		    !arn_read(record_slot(record, leaf.slot, scratch), &arn) ||
		    !str_eq(arn.service, STR("s3")) || arn.account.len ||
		    arn.resource.len <= key.len + 1 ||
		    !str_ends(arn.resource, key))
			continue;
		arn.resource.len -= key.len + 1;
		if (arn.resource.at[arn.resource.len] == '/')
			return arn.resource;
	}
	return STR_NONE;
}

/* False: one of the two is absent. */
static bool read_object(const struct record *record, struct str *bucket,
			struct str *key, char scratch[3][SCRATCH])
{
	*bucket = record_path(record, STR("requestParameters.bucketName"),
			      scratch[0]);
	*key = record_path(record, STR("requestParameters.key"), scratch[1]);
	if (is_access_point(*bucket) && key->len) {
		struct str behind = bucket_behind(record, *key, scratch[2]);

		if (behind.len)
			*bucket = behind;
	}
	return bucket->len && key->len;
}

bool record_object(const struct record *record, struct buf *out)
{
	char scratch[3][SCRATCH];
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
	char scratch[3][SCRATCH];
	struct str bucket, key;

	if (!read_object(record, &bucket, &key, scratch))
		return false;
	buf_addc(out, ' ');
	buf_add(out, key);
	buf_add(out, STR(" of "));
	if (!identity_from_arn(bucket, out)) {
		buf_add(out, STR("s3/"));
		buf_add(out, bucket);
	}
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
