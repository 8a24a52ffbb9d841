/* SPDX-License-Identifier: MIT */
/* policy.c - what a policy document in a record allows, and to whom.
 *
 * IAM keeps policies as JSON in a text, S3 as an object. */
#include "policy.h"
#include "document.h"
#include "identity.h"
#include "leaf.h"

#include <assert.h>
#include <string.h>

static bool is_all(const char *text)
{
	return !strcmp(text, "*") || !strcmp(text, "*:*");
}

static bool names_all(const json_t *list)
{
	const json_t *item;

	for (size_t i = 0; (item = item_at(list, i)); i++)
		if (json_is_string(item) && is_all(json_string_value(item)))
			return true;
	return false;
}

/* ---- whom ---- */

static void note_principal(struct policy *policy, const char *principal,
			   struct str own, bool conditional)
{
	struct str account = str_of(principal);
	struct arn arn;

	if (is_all(principal) && !conditional)
		policy->everyone = true;
	if (arn_read(account, &arn))
		account = arn.account;
	if (is_account(account) && !str_eq(account, own)) {
		assert(account.len < sizeof(policy->account));
		memcpy(policy->account, account.at, account.len);
		policy->account[account.len] = '\0';
	}
}

/* ---- reading ---- */

static void note_statement(struct policy *policy, const json_t *statement,
			   struct str own)
{
	const char *effect =
		json_string_value(json_object_get(statement, "Effect"));
	const json_t *who = json_object_get(statement, "Principal"), *item;
	bool conditional =
		json_object_size(json_object_get(statement, "Condition")) > 0;

	if (!effect || strcmp(effect, "Allow") != 0)
		return;
	if (names_all(json_object_get(statement, "Action")) &&
	    names_all(json_object_get(statement, "Resource")))
		policy->everything = true;
	if (json_is_object(who))
		who = json_object_get(who, "AWS");
	for (size_t i = 0; (item = item_at(who, i)); i++)
		if (json_is_string(item))
			note_principal(policy, json_string_value(item), own,
				       conditional);
}

/* The account the event happened in. */
static struct str own_account(const struct record *record,
			      char scratch[SCRATCH])
{
	struct str own = record_field(record, FIELD_RECIPIENT, scratch);

	return own.len ? own
		       : record_field(record, FIELD_USER_ACCOUNT, scratch);
}

/* A document that is an object of the record: the whole is written out and
 * parsed, which only S3's few calls need. */
static json_t *parse_object(const struct record *record, struct str key)
{
	struct buf text = { 0 };
	json_t *whole, *document;

	record_put_json(record, 0, &text);
	whole = document_read(buf_str(&text), JSON_ALLOW_NUL);
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
	struct str own = own_account(record, b);
	const json_t *statements, *item;
	json_t *document;

	assert(str_starts(place, STR("rq.")));
	document = inside ? parse_object(record, str_slice(place, 3, place.len))
			  : document_read(text, JSON_ALLOW_NUL);
	statements = json_object_get(document, "Statement");
	for (size_t i = 0; (item = item_at(statements, i)); i++)
		note_statement(&policy, item, own);
	json_decref(document);
	return policy;
}
