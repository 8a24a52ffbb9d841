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

static void note_account(struct policy *policy, struct str account,
			 struct str own)
{
	struct arn arn;

	if (arn_read(account, &arn))
		account = arn.account;
	if (is_account(account) && !str_eq(account, own)) {
		assert(account.len < sizeof(policy->account));
		memcpy(policy->account, account.at, account.len);
		policy->account[account.len] = '\0';
	}
}

/* ---- under which condition ---- */

/* Keys that say how or when, not who or from where ("AWS global condition
 * context keys", IAM User Guide; "Amazon S3 condition keys"). */
static const struct str how[] = {
	STR("aws:SecureTransport"), STR("aws:CurrentTime"),
	STR("aws:EpochTime"),       STR("aws:UserAgent"),
	STR("aws:Referer"),         STR("aws:RequestedRegion"),
	STR("s3:TlsVersion"),       STR("s3:prefix"),
	STR("s3:delimiter"),        STR("s3:max-keys"),
	STR("s3:x-amz-acl"),        STR("s3:x-amz-server-side-encryption"),
	STR("s3:signatureversion"),
};
/* Keys whose values are accounts, or ARNs with one. */
static const struct str whose[] = {
	STR("aws:SourceAccount"), STR("aws:SourceArn"),
	STR("aws:SourceOwner"),   STR("aws:PrincipalAccount"),
	STR("aws:PrincipalArn"),  STR("kms:CallerAccount"),
};

static bool is_among(const char *key, const struct str *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(str_of(key), keys[i]))
			return true;
	return false;
}

static bool has_world(const json_t *networks)
{
	const json_t *item;

	for (size_t i = 0; (item = item_at(networks, i)); i++)
		if (json_is_string(item) &&
		    cidr_is_world(str_of(json_string_value(item))))
			return true;
	return false;
}

/* Keys with one operator bound who may come, unless they say who may not. */
static bool bounds(const char *operator, const json_t * keys)
{
	const char *key;
	const json_t *value;

	if (str_search_nocase(str_of(operator), STR("Not")) >= 0)
		return false;
	json_object_foreach((json_t *)keys, key, value)
	{
		if (!is_among(key, how, ARRAY_LEN(how)) && !has_world(value))
			return true;
	}
	return false;
}

/* Whether a condition leaves out anybody by who they are. */
static bool condition_bounds(const json_t *condition)
{
	const char *operator;
	const json_t *keys;

	json_object_foreach((json_t *)condition, operator, keys)
	{
		if (bounds(operator, keys))
			return true;
	}
	return false;
}

static void note_accounts(struct policy *policy, const json_t *list,
			  struct str own)
{
	const json_t *item;

	for (size_t i = 0; (item = item_at(list, i)); i++)
		if (json_is_string(item))
			note_account(policy, str_of(json_string_value(item)),
				     own);
}

/* Everyone, but of these accounts only. */
static void note_bounds(struct policy *policy, const json_t *condition,
			struct str own)
{
	const char *operator, * key;
	const json_t *keys, *values;

	json_object_foreach((json_t *)condition, operator, keys)
	{
		if (!bounds(operator, keys))
			continue;
		json_object_foreach((json_t *)keys, key, values)
		{
			if (is_among(key, whose, ARRAY_LEN(whose)))
				note_accounts(policy, values, own);
		}
	}
}

/* ---- reading ---- */

static void note_statement(struct policy *policy, const json_t *statement,
			   struct str own)
{
	const char *effect =
		json_string_value(json_object_get(statement, "Effect"));
	const json_t *who = json_object_get(statement, "Principal");
	const json_t *condition = json_object_get(statement, "Condition");
	bool bounded = condition_bounds(condition);

	if (effect && !strcmp(effect, "Deny"))
		policy->denies = true;
	if (!effect || strcmp(effect, "Allow") != 0)
		return;
	policy->allows = true;
	if (names_all(json_object_get(statement, "Action")) &&
	    names_all(json_object_get(statement, "Resource")))
		policy->everything = true;
	/* All but some is everyone. */
	if (json_object_get(statement, "NotPrincipal") && !bounded)
		policy->everyone = true;
	if (json_is_object(who))
		who = json_object_get(who, "AWS");
	note_accounts(policy, who, own);
	if (!names_all(who))
		return;
	if (bounded)
		note_bounds(policy, condition, own);
	else
		policy->everyone = true;
}

struct str record_own_account(const struct record *record,
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
	struct str account = record_own_account(record, own);
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

unsigned shared_with(const struct record *record, struct str place,
		     struct str *first, char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	char own[SCRATCH], other[SCRATCH];
	struct str account = record_own_account(record, own);
	struct leaf_at leaf;
	unsigned count = 0;

	*first = STR_NONE;
	while (leaves_next(&leaves, &leaf)) {
		struct str text, rest = place_rest(place, leaf.path);

		if (!rest.at || rest.len)
			continue;
		text = record_slot(record, leaf.slot, count ? other : scratch);
		if (!text.len || str_eq(text, account))
			continue;
		if (!count++)
			*first = text;
	}
	return count;
}

struct policy policy_read(const struct record *record, struct str place)
{
	struct policy policy = { 0 };
	char scratch[SCRATCH];
	struct str own = record_own_account(record, scratch);
	const json_t *statements, *item;
	json_t *document = request_document(record, place);

	statements = json_object_get(document, "Statement");
	for (size_t i = 0; (item = item_at(statements, i)); i++)
		note_statement(&policy, item, own);
	json_decref(document);
	return policy;
}
