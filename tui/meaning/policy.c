/* SPDX-License-Identifier: MIT */
/* policy.c - what a policy document in a record allows, and to whom.
 *
 * IAM keeps policies as JSON in a text, S3 as an object. */
#include "policy.h"
#include "identity.h"
#include "leaf.h"
#include "request.h"

#include <assert.h>
#include <string.h>

static bool is_all(const char *text)
{
	return !strcmp(text, "*") || !strcmp(text, "*:*");
}

static bool names_all(const json_t *list)
{
	return list_has(list, "*") || list_has(list, "*:*");
}

/* ---- whom ---- */

static bool is_outside(struct str principal, struct str own)
{
	struct arn arn;

	if (arn_read(principal, &arn)) {
		if (str_eq(arn.service, STR("organizations")))
			return true;
		principal = arn.account;
	}
	return str_eq(principal, STR("*")) ||
	       str_starts(principal, STR("o-")) ||
	       str_starts(principal, STR("ou-")) ||
	       (is_account(principal) && !str_eq(principal, STR("aws")) &&
		!str_eq(principal, own));
}

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
	/* All but some is everyone. */
	if (json_object_get(statement, "NotPrincipal") && !conditional)
		policy->everyone = true;
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

struct str outsider_at(const struct record *record, struct str place,
		       char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	char own[SCRATCH];
	struct str account = own_account(record, own);
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		struct str text, rest = place_rest(place, leaf.path);

		if (!rest.at || (rest.len && !str_eq(rest, STR(".items"))))
			continue;
		text = record_slot(record, leaf.slot, scratch);
		if (is_outside(text, account))
			return text;
	}
	return STR_NONE;
}

struct policy policy_read(const struct record *record, struct str place)
{
	struct policy policy = { 0 };
	char scratch[SCRATCH];
	struct str own = own_account(record, scratch);
	const json_t *statements, *item;
	json_t *document = request_document(record, place);

	statements = json_object_get(document, "Statement");
	for (size_t i = 0; (item = item_at(statements, i)); i++)
		note_statement(&policy, item, own);
	json_decref(document);
	return policy;
}
