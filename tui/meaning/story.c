/* SPDX-License-Identifier: MIT */
/* story.c - one line on what a call did: those told by a pattern.
 *
 * A story tells the deed and not its outcome, because a denied attempt is
 * the same deed. Parameters of denied calls are often not recorded, so every
 * pattern reads well without them. */
#include "story.h"
#include "arn.h"
#include "leaf.h"

#include <string.h>

/* ---- patterns ---- */

/* Takes up to one of `stops`, which stays; the whole where there is none. */
static struct str take_until(struct str *from, const char *stops)
{
	size_t len = 0;
	struct str head;

	while (len < from->len && !strchr(stops, from->at[len]))
		len++;
	head = str_slice(*from, 0, len);
	*from = str_slice(*from, len, from->len);
	return head;
}

static void put_value(struct buf *out, struct str text)
{
	struct buf named = { 0 };

	if (identity_from_arn(text, &named))
		text = identity_name(buf_str(&named));
	buf_add(out, text);
	buf_release(&named);
}

/* `places` are a part of the pattern: copied out to end in a NUL. */
static struct str look_up(const struct record *record, struct str places,
			  char scratch[SCRATCH])
{
	char copy[400];

	if (places.len >= sizeof(copy))
		return STR_NONE;
	memcpy(copy, places.at, places.len);
	copy[places.len] = '\0';
	return leaf_any(record, copy, scratch);
}

/* What stands between the braces. */
static void put_hole(const struct record *record, struct str hole,
		     struct buf *out)
{
	char scratch[SCRATCH];
	struct str places = take_until(&hole, "|"), lead = STR_NONE, text;
	ptrdiff_t colon = str_find_last(places, ':');

	if (colon >= 0) {
		lead = str_slice(places, 0, (size_t)colon);
		places = str_slice(places, (size_t)colon + 1, places.len);
	}
	text = look_up(record, places, scratch);
	if (text.len) {
		buf_add(out, lead);
		put_value(out, text);
	} else {
		buf_add(out, str_slice(hole, 1, hole.len));
	}
}

void story_say(const struct record *record, const char *pattern,
	       struct buf *out)
{
	struct str rest = str_of(pattern);

	while (rest.len) {
		buf_add(out, take_until(&rest, "{"));
		if (!rest.len)
			return;
		rest = str_slice(rest, 1, rest.len);
		put_hole(record, take_until(&rest, "}"), out);
		rest = str_slice(rest, 1, rest.len);
	}
}

/* ---- those that are a pattern ---- */

#define PLAIN_STORIES(_)                                                       \
	_(password_recovery, "asked for the root password to be reset")        \
	_(federation_token, "got credentials{ :rs.credentials.accessKeyId|}"   \
			    " for federated user{ :rq.name|}")                 \
	_(assume_root, "took root credentials of account"                      \
		       "{ :rq.targetPrincipal|}")                              \
	_(create_user, "created user{ :rq.userName rs.user.userName|}")        \
	_(create_login_profile,                                                \
	  "gave {rq.userName rs.loginProfile.userName|a user}"                 \
	  " a console password")                                               \
	_(update_login_profile,                                                \
	  "changed the console password of {rq.userName|a user}")              \
	_(update_access_key, "set access key{ :rq.accessKeyId|}"               \
			     "{ of :rq.userName|} to {rq.status|?}")           \
	_(identity_provider, "set whom identity provider{ :rs.sAMLProviderArn" \
			     " rq.sAMLProviderArn rq.name rq.url|} lets in")   \
	_(deactivate_mfa, "removed MFA from {rq.userName|a user}")             \
	_(add_to_group, "added {rq.userName|a user} to"                        \
			" {group :rq.groupName|a group}")                      \
	_(trust_anchor, "trusted an outside certificate authority:"            \
			" anchor{ :rq.name|}")                                 \
	_(default_version, "switched policy{ :rq.policyArn|} to"               \
			   " version {rq.versionId|?}")                        \
	_(delete_boundary, "lifted the permissions boundary of"                \
			   " {rq.roleName rq.userName|a role or user}")        \
	_(start_script, "changed the start-up script of"                       \
			" {rq.instanceId|an instance}")                        \
	_(instance_profile,                                                    \
	  "gave {rq.AssociateIamInstanceProfileRequest.InstanceId|"            \
	  "an instance} {profile :"                                            \
	  "rq.AssociateIamInstanceProfileRequest.IamInstanceProfile.Name"      \
	  " rq.AssociateIamInstanceProfileRequest.IamInstanceProfile.Arn"      \
	  " rq.ReplaceIamInstanceProfileAssociationRequest"                    \
	  ".IamInstanceProfile.Name"                                           \
	  " rq.ReplaceIamInstanceProfileAssociationRequest"                    \
	  ".IamInstanceProfile.Arn|a profile}")                                \
	_(function_code, "replaced the code of {rq.functionName|a function}")  \
	_(function_url, "opened {rq.functionName|a function} to the"           \
			" internet without sign-in")                           \
	_(stop_logging, "stopped {trail :rq.name|a trail}")                    \
	_(delete_trail, "deleted {trail :rq.name|a trail}")                    \
	_(update_trail, "changed {trail :rq.name|a trail}"                     \
			"{, now to s3/:rq.s3BucketName|}")                     \
	_(event_selectors, "made {trail :rq.trailName|a trail}"                \
			   " record less")                                     \
	_(delete_detector, "deleted GuardDuty detector{ :rq.detectorId|}")     \
	_(update_detector, "switched GuardDuty detector{ :rq.detectorId|}"     \
			   " off")                                             \
	_(stop_recorder,                                                       \
	  "stopped AWS Config recording{: :rq.configurationRecorderName|}")    \
	_(delete_channel, "deleted AWS Config delivery"                        \
			  "{ :rq.deliveryChannelName|}")                       \
	_(delete_flow_logs,                                                    \
	  "deleted flow log{ :rq.DeleteFlowLogsRequest.FlowLogId.content"      \
	  " rq.DeleteFlowLogsRequest.FlowLogId|s}")                            \
	_(leave_organization, "left the organization")                         \
	_(delete_log_group, "deleted log group{ :rq.logGroupName|}")           \
	_(disassociate, "cut GuardDuty off from its administrator account")    \
	_(get_secret, "read {secret :rq.secretId|a secret}")                   \
	_(get_secrets, "read many secrets at once")                            \
	_(password_data, "asked for the Windows password of"                   \
			 " {rq.instanceId|an instance}")                       \
	_(shared_snapshot_used, "another account used shared snapshot"         \
				"{ :sd.snapshotId|}")                          \
	_(bucket_acl, "made bucket {s3/:rq.bucketName|?} public")              \
	_(lift_block, "lifted the public access block of"                      \
		      " {s3/:rq.bucketName|the account}")                      \
	_(replicate,                                                           \
	  "set {s3/:rq.bucketName|a bucket} to be copied to"                   \
	  " {s3/:rq.ReplicationConfiguration.Rule.Destination.Bucket|"         \
	  "another}")                                                          \
	_(key_deletion, "scheduled {KMS key :rq.keyId|a KMS key}"              \
			" for deletion")                                       \
	_(versioning_off, "stopped keeping versions in"                        \
			  " {s3/:rq.bucketName|a bucket}")                     \
	_(send_command, "ran {rq.documentName|a command} on"                   \
			" {rq.instanceIds rq.targets.values|instances}")       \
	_(start_session, "opened a shell on {rq.target|an instance}")          \
	_(push_key, "pushed an SSH key{ for :rq.instanceOSUser|} to"           \
		    " {rq.instanceId|an instance}")                            \
	_(account_details, "read every user, role and policy of the account")  \
	_(enable_region, "enabled region{ :rq.regionName rq.RegionName|}")

#define STORY_DEFINE(name, pattern)                                            \
	void story_##name(const struct record *record, struct buf *out)        \
	{                                                                      \
		story_say(record, pattern, out);                               \
	}
PLAIN_STORIES(STORY_DEFINE)
