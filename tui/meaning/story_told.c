/* SPDX-License-Identifier: MIT */
/* story_told.c - one line on what a call did: those that need a look at who
 * did it to whom, at ports or into a policy. */
#include "leaf.h"
#include "policy.h"
#include "story.h"
#include "world.h"

#include <string.h>

#define GRANTS_TOLD 4       /* more are counted ... */
#define GRANTS_LOOKED_AT 24 /* ... up to these */

void story_login(const struct record *record, struct buf *out)
{
	char scratch[SCRATCH];
	struct str type = record_field(record, FIELD_USER_TYPE, scratch);
	bool root = str_eq(type, STR("Root"));
	struct str mfa = record_field(record, FIELD_MFA_USED, scratch);

	buf_add(out, STR("console sign-in"));
	if (root)
		buf_add(out, STR(" as root"));
	if (str_eq(mfa, STR("Yes")))
		buf_add(out, STR(" with MFA"));
	else if (str_eq(mfa, STR("No")))
		buf_add(out, STR(" without MFA"));
}

/* True when the user that a call is about is the one that made it. */
static bool to_self(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str actor = record_field(record, FIELD_USER_NAME, a);

	return actor.len && str_eq(actor, leaf_any(record, "rq.userName", b));
}

void story_create_access_key(const struct record *record, struct buf *out)
{
	story_say(record,
		  "created access key{ :rs.accessKey.accessKeyId|} for "
		  "{rs.accessKey.userName rq.userName|themselves}",
		  out);
}

/* The user, role or group that rights are given to. */
static void put_target(const struct record *record, struct buf *out)
{
	size_t from = out->len;

	story_say(record,
		  "{user :rq.userName|}{role :rq.roleName|}"
		  "{group :rq.groupName|}",
		  out);
	if (out->len == from)
		buf_add(out, STR("somebody"));
}

/* ---- trust ---- */

static void put_trusted(const struct policy *policy, struct buf *out)
{
	if (policy->everyone)
		buf_add(out, STR("everyone"));
	else
		buf_addf(out, "account %s", policy->account);
}

void story_create_role(const struct record *record, struct buf *out)
{
	struct policy policy = policy_read(record, "assumeRolePolicyDocument");

	story_say(record, "created {role :rq.roleName|a role}", out);
	if (!policy.everyone && !policy.account[0])
		return;
	buf_add(out, STR(", which "));
	put_trusted(&policy, out);
	buf_add(out, STR(" may assume"));
}

void story_update_trust(const struct record *record, struct buf *out)
{
	struct policy policy = policy_read(record, "policyDocument");

	if (policy.everyone || policy.account[0]) {
		buf_add(out, STR("let "));
		put_trusted(&policy, out);
		buf_add(out, STR(" assume"));
	} else {
		buf_add(out, STR("changed who may assume"));
	}
	story_say(record, " {role :rq.roleName|a role}", out);
}

/* ---- policies ---- */

void story_put_policy(const struct record *record, struct buf *out)
{
	char scratch[SCRATCH];

	if (!policy_read(record, "policyDocument").everything) {
		story_say(record, "put {policy :rq.policyName|a policy} on ",
			  out);
		put_target(record, out);
		return;
	}
	buf_add(out, STR("gave "));
	if (to_self(record))
		buf_add(out, STR("themselves"));
	else
		put_target(record, out);
	buf_add(out, STR(" everything: "));
	buf_add(out, record_field(record, FIELD_NAME, scratch));
	story_say(record,
		  "{ :rq.policyName|} on "
		  "{rq.userName rq.roleName rq.groupName|?}",
		  out);
}

void story_attach_policy(const struct record *record, struct buf *out)
{
	story_say(record, "attached {rq.policyArn|a policy} to ", out);
	if (to_self(record))
		buf_add(out, STR("themselves, "));
	put_target(record, out);
}

void story_create_policy(const struct record *record, struct buf *out)
{
	story_say(record, "created {policy :rq.policyName|a policy}", out);
	if (policy_read(record, "policyDocument").everything)
		buf_add(out, STR(" that allows everything"));
}

void story_policy_version(const struct record *record, struct buf *out)
{
	story_say(record, "rewrote {policy :rq.policyArn|a policy}", out);
	if (policy_read(record, "policyDocument").everything)
		buf_add(out, STR(" to allow everything"));
}

void story_bucket_policy(const struct record *record, struct buf *out)
{
	struct policy policy = policy_read(record, "bucketPolicy");

	if (policy.everyone || policy.account[0]) {
		story_say(record, "opened {s3/:rq.bucketName|a bucket} to ",
			  out);
		put_trusted(&policy, out);
	} else {
		story_say(record,
			  "changed who may use {s3/:rq.bucketName|a bucket}",
			  out);
	}
}

/* ---- sharing ---- */

/* ` with account N and 2 more`, ` with everyone` */
static void put_shared(const struct record *record, const char *accounts,
		       const char *groups, struct buf *out)
{
	char scratch[SCRATCH];
	struct str account = leaf_any(record, accounts, scratch);
	unsigned count = leaf_count(record, accounts, STR_NONE);

	if (leaf_is(record, groups, STR("all")) || str_eq(account, STR("all")))
		buf_add(out, STR(" with everyone"));
	else if (account.len)
		buf_addf(out, " with account %.*s", STR_ARG(account));
	if (count > 1)
		buf_addf(out, " and %u more", count - 1);
}

void story_share_snapshot(const struct record *record, struct buf *out)
{
	story_say(record, "shared {snapshot :rq.snapshotId|a snapshot}", out);
	put_shared(record, "rq.createVolumePermission.add.items.userId",
		   "rq.createVolumePermission.add.items.group", out);
}

void story_share_db_snapshot(const struct record *record, struct buf *out)
{
	story_say(record,
		  "shared {database snapshot :rq.dBSnapshotIdentifier"
		  " rq.dBClusterSnapshotIdentifier|a database snapshot}",
		  out);
	put_shared(record, "rq.valuesToAdd", "rq.valuesToAdd", out);
}

void story_share_image(const struct record *record, struct buf *out)
{
	story_say(record, "shared {image :rq.imageId|an image}", out);
	put_shared(record, "rq.launchPermission.add.items.userId",
		   "rq.launchPermission.add.items.group", out);
}

void story_add_permission(const struct record *record, struct buf *out)
{
	char scratch[SCRATCH];
	struct str who = leaf_any(record, "rq.principal", scratch);

	buf_add(out, STR("let "));
	if (!who.len)
		buf_add(out, STR("somebody"));
	else if (str_eq(who, STR("*")))
		buf_add(out, STR("everyone"));
	else
		buf_add(out, who);
	story_say(record, " call {rq.functionName|a function}", out);
}

/* ---- buckets and compute ---- */

void story_expire_soon(const struct record *record, struct buf *out)
{
	char scratch[SCRATCH];
	struct str days = leaf_any(
		record, "rq.LifecycleConfiguration.Rule.Expiration.Days",
		scratch);

	story_say(record, "made objects of {s3/:rq.bucketName|a bucket} expire",
		  out);
	if (days.len)
		buf_addf(out, " after %.*s day%s", STR_ARG(days),
			 str_eq(days, STR("1")) ? "" : "s");
}

void story_run_instances(const struct record *record, struct buf *out)
{
	story_say(record,
		  "started {rq.instancesSet.items.maxCount|1} of"
		  " {rq.instanceType|an instance}",
		  out);
}

/* ---- ports ---- */

/* Appends the grants that are to the world, or else all; how many. Those of
 * the request come again in the response. */
static unsigned put_grants(const struct record *record, bool world,
			   struct buf *out)
{
	struct grants grants = { .leaves.walk.record = record };
	struct buf seen = { 0 }, one = { 0 };
	unsigned count = 0, looks = 0;
	struct grant grant;

	while (looks < GRANTS_LOOKED_AT && grants_next(&grants, &grant)) {
		if (world && !grant.world)
			continue;
		looks++;
		buf_reset(&one);
		buf_addc(&one, ' ');
		grants_put_ports(&grants, &one);
		buf_addf(&one, " to %.*s,", STR_ARG(grant.cidr));
		if (str_search(buf_str(&seen), buf_str(&one)) >= 0)
			continue;
		buf_add(&seen, buf_str(&one));
		if (count++ < GRANTS_TOLD)
			buf_add(out, buf_str(&one));
	}
	if (count)
		out->len--; /* the last comma */
	buf_release(&seen);
	buf_release(&one);
	return count;
}

void story_open_ports(const struct record *record, struct buf *out)
{
	unsigned count;

	buf_add(out, STR("opened"));
	count = put_grants(record, record_opens_world(record), out);
	if (!count)
		buf_add(out, STR(" ports"));
	if (count > GRANTS_TOLD)
		buf_addf(out, " and %u more", count - GRANTS_TOLD);
	story_say(record,
		  "{ on :rq.groupId rq.ModifySecurityGroupRulesRequest.GroupId"
		  " rq.networkAclId rq.groupName rq.dBSecurityGroupName|}",
		  out);
}
