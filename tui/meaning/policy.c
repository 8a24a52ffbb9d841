/* SPDX-License-Identifier: MIT */
/* policy.c - what a policy document in a record allows, and to whom.
 *
 * IAM keeps policies as JSON in a text, S3 as an object. Both are read whole
 * with jansson: few calls carry one, and a document is small. */
#include "policy.h"
#include "identity.h"
#include "leaf.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

/* CloudTrail's own bound of a record; longer ones are not looked into. */
#define DOCUMENT_MOST (256u << 10)

/* Calls `is` for a text, or for each text of a list. */
static bool any_text(const json_t *value, bool (*is)(const char *))
{
	size_t i;
	json_t *item;

	if (json_is_string(value))
		return is(json_string_value(value));
	json_array_foreach(value, i,
			   item) if (json_is_string(item) &&
				     is(json_string_value(item))) return true;
	return false;
}

static bool is_all(const char *text)
{
	return !strcmp(text, "*") || !strcmp(text, "*:*");
}

static bool allows(const json_t *statement)
{
	const char *effect =
		json_string_value(json_object_get(statement, "Effect"));

	return effect && !strcmp(effect, "Allow");
}

/* ---- whom ---- */

static struct str account_in(const char *principal)
{
	struct str text = str_of(principal);
	struct arn arn;

	if (arn_read(text, &arn))
		text = arn.account;
	return is_account(text) ? text : STR_NONE;
}

static void note_principal(struct policy *policy, const char *principal,
			   struct str own, bool conditional)
{
	struct str account = account_in(principal);

	if (is_all(principal) && !conditional)
		policy->everyone = true;
	if (account.at && !str_eq(account, own) &&
	    account.len < sizeof(policy->account)) {
		memcpy(policy->account, account.at, account.len);
		policy->account[account.len] = '\0';
	}
}

static void note_principals(struct policy *policy, const json_t *statement,
			    struct str own)
{
	const json_t *who = json_object_get(statement, "Principal");
	bool conditional =
		json_object_size(json_object_get(statement, "Condition")) > 0;
	size_t i;
	json_t *item;

	if (json_is_object(who))
		who = json_object_get(who, "AWS");
	if (json_is_string(who))
		note_principal(policy, json_string_value(who), own,
			       conditional);
	json_array_foreach(who, i, item) if (json_is_string(item))
		note_principal(policy, json_string_value(item), own,
			       conditional);
}

/* ---- reading ---- */

static void note_statement(struct policy *policy, const json_t *statement,
			   struct str own)
{
	if (!allows(statement))
		return;
	if (any_text(json_object_get(statement, "Action"), is_all) &&
	    any_text(json_object_get(statement, "Resource"), is_all))
		policy->everything = true;
	note_principals(policy, statement, own);
}

static void note_document(struct policy *policy, const json_t *document,
			  struct str own)
{
	const json_t *statements = json_object_get(document, "Statement");
	size_t i;
	json_t *item;

	if (json_is_object(statements))
		note_statement(policy, statements, own);
	json_array_foreach(statements, i, item)
		note_statement(policy, item, own);
}

/* The account the event happened in. */
static struct str own_account(const struct record *record,
			      char scratch[SCRATCH])
{
	struct str own = record_field(record, FIELD_RECIPIENT, scratch);

	return own.len ? own
		       : record_field(record, FIELD_USER_ACCOUNT, scratch);
}

static json_t *parse(struct str text)
{
	if (!text.len || text.len > DOCUMENT_MOST)
		return NULL;
	return json_loadb(text.at, text.len, JSON_ALLOW_NUL, NULL);
}

/* A document that is an object of the record: the whole is written out and
 * parsed, which only S3's few calls need. */
static json_t *parse_object(const struct record *record, struct str key)
{
	struct buf text = { 0 };
	json_t *whole, *document;

	record_put_json(record, 0, &text);
	whole = parse(buf_str(&text));
	buf_reset(&text);
	buf_add(&text, key);
	document = json_incref(json_object_get(
		json_object_get(whole, "requestParameters"), text.at));
	json_decref(whole);
	buf_release(&text);
	return document;
}

/* Cheap: says that there is something at the place or below. */
static struct str text_at(const struct record *record, struct str place,
			  bool *inside, char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	*inside = false;
	while (leaves_next(&leaves, &leaf)) {
		struct str rest = place_rest(place, leaf.path);

		if (!rest.at)
			continue;
		if (!rest.len)
			return record_slot(record, leaf.slot, scratch);
		*inside = true;
	}
	return STR_NONE;
}

struct policy policy_read(const struct record *record, struct str place)
{
	struct policy policy = { 0 };
	char a[SCRATCH], b[SCRATCH];
	bool inside;
	struct str text = text_at(record, place, &inside, a);
	json_t *document;

	assert(str_starts(place, STR("rq.")));
	document = inside ? parse_object(record, str_slice(place, 3, place.len))
			  : parse(text);
	note_document(&policy, document, own_account(record, b));
	json_decref(document);
	return policy;
}
