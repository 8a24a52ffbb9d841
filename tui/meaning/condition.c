/* SPDX-License-Identifier: MIT */
/* condition.c - what makes a call of the notable table notable.
 *
 * Each function here is one row's `when`. They run once for each event of
 * that name, so they may walk the record. */
#include "condition.h"
#include "leaf.h"
#include "policy.h"
#include "user.h"
#include "world.h"

/* As many instances in one call are a fleet, or somebody's coins. */
#define MANY_INSTANCES 10
/* Days after which logs are gone before anyone reads them. */
#define SOON_DAYS 7

bool parameters_absent(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (str_starts(leaf.path, STR("requestParameters")))
			return false;
	return true;
}

static unsigned number_at(const struct record *record, const char *places,
			  unsigned otherwise)
{
	char scratch[SCRATCH];
	struct str text = leaf_any(record, places, scratch);
	unsigned value = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || value > 1000000)
			return otherwise;
		value = value * 10 + (unsigned)(text.at[i] - '0');
	}
	return text.len ? value : otherwise;
}

static bool has(const struct record *record, const char *place)
{
	return leaf_is(record, place, STR_NONE);
}

/* ---- who ---- */

static bool type_is(const struct record *record, struct str type)
{
	char scratch[SCRATCH];

	return str_eq(record_field(record, FIELD_USER_TYPE, scratch), type);
}

/* MFAUsed is No for federated sign-ins whatever the identity provider did,
 * so only users of this account are judged by it. */
bool when_login_is_odd(const struct record *record)
{
	char scratch[SCRATCH];
	struct str mfa = record_field(record, FIELD_MFA_USED, scratch);

	return leaf_is(record, "rs.ConsoleLogin", STR("Failure")) ||
	       type_is(record, STR("Root")) ||
	       (type_is(record, STR("IAMUser")) && str_eq(mfa, STR("No")));
}

/* Deployments come from roles. */
bool when_by_long_term(const struct record *record)
{
	return type_is(record, STR("IAMUser")) || type_is(record, STR("Root"));
}

/* A user, root, or a session that bears a human's name; not what an
 * application does with its role all day, nor a service on someone's behalf. */
bool when_by_person(const struct record *record)
{
	struct buf user = { 0 }, session = { 0 };
	uint32_t flags = user_put(record, &user, &session);
	bool person = !(flags & (FLAG_SERVICE | FLAG_VIA_AWS)) &&
		      (!session.len ||
		       (session_speaks(buf_str(&session)) &&
			str_search(buf_str(&session), STR("/i-")) < 0));

	buf_release(&user);
	buf_release(&session);
	return person;
}

/* ---- IAM ---- */

bool when_key_activated(const struct record *record)
{
	return leaf_is(record, "rq.status", STR("Active")) ||
	       parameters_absent(record);
}

bool when_role_trusts_others(const struct record *record)
{
	struct policy policy = policy_read(record, "assumeRolePolicyDocument");

	return policy.everyone || policy.account[0] ||
	       parameters_absent(record);
}

bool when_policy_allows_all(const struct record *record)
{
	return policy_read(record, "policyDocument").everything ||
	       parameters_absent(record);
}

bool when_policy_is_powerful(const struct record *record)
{
	static const struct str powerful[] = {
		{ "/AdministratorAccess", 20 },
		{ "/IAMFullAccess", 14 },
		{ "/PowerUserAccess", 16 },
		{ "/SystemAdministrator", 20 },
	};
	char scratch[SCRATCH];
	struct str arn = leaf_any(record, "rq.policyArn", scratch);

	for (size_t i = 0; i < ARRAY_LEN(powerful); i++)
		if (str_ends(arn, powerful[i]))
			return true;
	return parameters_absent(record);
}

/* ---- compute ---- */

bool when_start_script(const struct record *record)
{
	return has(record, "rq.userData") || has(record, "rq.userData.value") ||
	       leaf_is(record, "rq.attribute", STR("userData")) ||
	       parameters_absent(record);
}

static bool is_other_account(const struct record *record, struct str text)
{
	char scratch[SCRATCH];
	struct str own = record_field(record, FIELD_RECIPIENT, scratch);

	return text.len == 12 && text.at[0] >= '0' && text.at[0] <= '9' &&
	       !str_eq(text, own);
}

bool when_function_shared(const struct record *record)
{
	char scratch[SCRATCH];
	struct str who = leaf_any(record, "rq.principal", scratch);

	if (str_starts(who, STR("arn:aws:iam::")))
		who = str_slice(who, 13, 25);
	return str_eq(who, STR("*")) || is_other_account(record, who) ||
	       parameters_absent(record);
}

bool when_url_is_open(const struct record *record)
{
	return leaf_is(record, "rq.authType", STR("NONE")) ||
	       parameters_absent(record);
}

/* Types made for machine learning and mining: p3.2xlarge, g5.xlarge, metal. */
static bool is_large(struct str type)
{
	bool gpu = type.len > 2 && (type.at[0] == 'p' || type.at[0] == 'g') &&
		   type.at[1] >= '2' && type.at[1] <= '9';

	return gpu || str_ends(type, STR(".metal")) ||
	       str_ends(type, STR("24xlarge")) ||
	       str_ends(type, STR("32xlarge")) ||
	       str_ends(type, STR("48xlarge"));
}

bool when_many_or_large(const struct record *record)
{
	char scratch[SCRATCH];

	return number_at(record, "rq.instancesSet.items.maxCount", 1) >=
		       MANY_INSTANCES ||
	       is_large(leaf_any(record, "rq.instanceType", scratch));
}

/* ---- watching ---- */

bool when_selectors_blind(const struct record *record)
{
	return leaf_is(record, "rq.eventSelectors.includeManagementEvents",
		       STR("false")) ||
	       leaf_is(record, "rq.eventSelectors.readWriteType",
		       STR("ReadOnly")) ||
	       parameters_absent(record);
}

bool when_detector_off(const struct record *record)
{
	return leaf_is(record, "rq.enable", STR("false")) ||
	       parameters_absent(record);
}

bool when_expires_soon(const struct record *record)
{
	return number_at(record,
			 "rq.LifecycleConfiguration.Rule.Expiration.Days",
			 SOON_DAYS + 1) <= SOON_DAYS ||
	       parameters_absent(record);
}

bool when_world(const struct record *record)
{
	return record_opens_world(record);
}

/* ---- sharing ---- */

bool when_snapshot_shared(const struct record *record)
{
	return has(record, "rq.createVolumePermission.add.items.userId") ||
	       has(record, "rq.createVolumePermission.add.items.group") ||
	       parameters_absent(record);
}

bool when_db_snapshot_shared(const struct record *record)
{
	return has(record, "rq.valuesToAdd") || parameters_absent(record);
}

bool when_image_shared(const struct record *record)
{
	return has(record, "rq.launchPermission.add.items.userId") ||
	       has(record, "rq.launchPermission.add.items.group") ||
	       parameters_absent(record);
}

bool when_bucket_shared(const struct record *record)
{
	struct policy policy = policy_read(record, "bucketPolicy");

	return policy.everyone || policy.account[0] ||
	       parameters_absent(record);
}

bool when_acl_public(const struct record *record)
{
	char scratch[SCRATCH];
	struct str canned = leaf_any(record, "rq.x-amz-acl", scratch);
	static const char *const place =
		"rq.AccessControlPolicy.AccessControlList.Grant.Grantee.URI";

	return str_starts(canned, STR("public-")) ||
	       str_eq(canned, STR("authenticated-read")) ||
	       leaf_is(record, place,
		       STR("http://acs.amazonaws.com/groups/global/"
			   "AllUsers")) ||
	       leaf_is(record, place,
		       STR("http://acs.amazonaws.com/groups/global/"
			   "AuthenticatedUsers")) ||
	       parameters_absent(record);
}

bool when_block_lifted(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	char scratch[SCRATCH];
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (str_starts(leaf.path, STR("requestParameters.Public"
					      "AccessBlockConfiguration.")) &&
		    str_eq(record_slot(record, leaf.slot, scratch),
			   STR("false")))
			return true;
	return parameters_absent(record);
}

bool when_versioning_off(const struct record *record)
{
	return leaf_is(record, "rq.VersioningConfiguration.Status",
		       STR("Suspended")) ||
	       parameters_absent(record);
}
