/* SPDX-License-Identifier: MIT */
/* notable_table.h - the calls that matter most to whoever investigates: rows
 * of notable.c.
 *
 * Chosen by how many public collections of techniques and rules name a call,
 * then narrowed by a condition, so that a mark stays rare: what operators and
 * deployments do all day is not in here. `source` names the collections.
 *
 * A row is all there is to a call: how `test` is read is told in notable.h, how
 * `says` is in story.c. Tactics are those that most of the collections give
 * the call; where they differ, the one that `why` is about: expiring objects
 * soon hides, and starting a shell moves on. Severity is what a single call is
 * worth, as rules of Sigma, Elastic and Panther level it: critical ends what
 * watches or keeps strangers out, high is a step of most incidents, medium is
 * also done by administrators. */
#ifndef NOTABLE_TABLE_H
#define NOTABLE_TABLE_H

#include "meaning.h"

#define CALL(called, of, level, aim)                                           \
	.name = STR(called), .service = STR(of), .severity = SEVERITY_##level, \
	.tactic = TACTIC_##aim
#define WHEN(words, holds) .when = STR(words), .test = STR(holds)
#define SAYS(story) .says = STR(story)

/* Texts that several rows share. */
#define GIVES_MUCH                                                             \
	"rq.policyArn=*/AdministratorAccess or rq.policyArn=*/IAMFullAccess"   \
	" or rq.policyArn=*/PowerUserAccess"                                   \
	" or rq.policyArn=*/SystemAdministrator or @unrecorded"
#define GRANTEE "rq.AccessControlPolicy.AccessControlList.Grant.Grantee.URI"
#define ACL_IS_PUBLIC                                                          \
	"rq.x-amz-acl=public-* or rq.x-amz-acl=authenticated-read or " GRANTEE \
	"=http://acs.amazonaws.com/groups/global/AllUsers or " GRANTEE         \
	"=http://acs.amazonaws.com/groups/global/AuthenticatedUsers"           \
	" or @unrecorded"
#define GIVEN_TO                                                               \
	"user :rq.userName;role :rq.roleName;group :rq.groupName|somebody"
#define PUT_POLICY                                                             \
	"{gave {themselves?@self;" GIVEN_TO "} everything: {eventName}"        \
	"{ :rq.policyName} on {rq.userName rq.roleName rq.groupName|?}"        \
	"?@allows-all rq.policyDocument"                                       \
	"|put {policy :rq.policyName|a policy} on {" GIVEN_TO "}}"
#define ATTACH_POLICY                                                          \
	"attached {rq.policyArn|a policy} to {themselves, ?@self}{" GIVEN_TO "}"
#define SET_PROVIDER                                                           \
	"set whom identity provider{ :rs.sAMLProviderArn rq.sAMLProviderArn"   \
	" rq.name rq.url} lets in"
#define ASSOCIATE "rq.AssociateIamInstanceProfileRequest"
#define REPLACE "rq.ReplaceIamInstanceProfileAssociationRequest"
#define GIVE_PROFILE                                                           \
	"gave {" ASSOCIATE ".InstanceId|an instance} {profile :" ASSOCIATE     \
	".IamInstanceProfile.Name " ASSOCIATE                                  \
	".IamInstanceProfile.Arn " REPLACE ".IamInstanceProfile.Name " REPLACE \
	".IamInstanceProfile.Arn|a profile}"
#define OPEN_PORTS                                                             \
	"opened{@ports| ports}{ on :rq.groupId"                                \
	" rq.ModifySecurityGroupRulesRequest.GroupId rq.networkAclId"          \
	" rq.groupName rq.dBSecurityGroupName}"

static const struct notable notable_rows[] = {
	/* how they got in */
	{ CALL("ConsoleLogin", "signin", MEDIUM, INITIAL_ACCESS),
	  WHEN("it failed, or is by root, or by an IAM user without MFA",
	       "rs.ConsoleLogin=Failure or userIdentity.type=Root or "
	       "userIdentity.type=IAMUser and ad.MFAUsed=No"),
	  SAYS("console sign-in{ as root?userIdentity.type=Root}{ with "
	       "MFA?ad.MFAUsed=Yes; without MFA?ad.MFAUsed=No}"),
	  .why = "a password alone opens the account to whoever learns it",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team",
	  .any_try = true },
	{ CALL("PasswordRecoveryRequested", "signin", HIGH, INITIAL_ACCESS),
	  SAYS("asked for the root password to be reset"),
	  .why = "who holds the mailbox takes the root user",
	  .source = "Elastic, Invictus, TrailDiscover", .bound = true },
	{ CALL("AssumeRoot", "sts", CRITICAL, PRIVILEGE_ESCALATION),
	  SAYS("took root credentials of account{ :rq.targetPrincipal}"),
	  .why = "root of a member account, without its password",
	  .source = "Elastic, Suzaku", .bound = true },
	{ CALL("CreateFunctionUrlConfig*", "lambda", HIGH, INITIAL_ACCESS),
	  WHEN("authType is NONE", "rq.authType=NONE or @unrecorded"),
	  SAYS("opened {rq.functionName|a function} to the internet without "
	       "sign-in"),
	  .why = "anyone on the internet may call the function",
	  .source = "Elastic, Sigma, TrailDiscover", .bound = true },
	{ CALL("EnableRegion", "account", MEDIUM, DEFENSE_EVASION),
	  SAYS("enabled region{ :rq.regionName rq.RegionName}"),
	  .why = "regions that nobody uses are regions that nobody watches",
	  .source = "Panther, Sigma, Suzaku", .bound = true },
	/* what lets them come back */
	{ CALL("CreateUser", "iam", MEDIUM, PERSISTENCE),
	  SAYS("created user{ :rq.userName rs.user.userName}"),
	  .why = "a new user outlives the key that made it",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("CreateAccessKey", "iam", MEDIUM, PERSISTENCE),
	  SAYS("created access key{ :rs.accessKey.accessKeyId} for "
	       "{rs.accessKey.userName rq.userName|themselves}"),
	  .why = "a second key works on when the first is revoked",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("UpdateAccessKey", "iam", MEDIUM, PERSISTENCE),
	  WHEN("it is made active", "rq.status=Active or @unrecorded"),
	  SAYS("set access key{ :rq.accessKeyId}{ of :rq.userName} to "
	       "{rq.status|?}"),
	  .why = "a key that was switched off works again",
	  .source = "AWS playbooks, Invictus, TrailDiscover" },
	{ CALL("CreateLoginProfile", "iam", HIGH, PERSISTENCE),
	  SAYS("gave {rq.userName rs.loginProfile.userName|a user} a console "
	       "password"),
	  .why = "a user made for programs gets into the console",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("UpdateLoginProfile", "iam", HIGH, PERSISTENCE),
	  SAYS("changed the console password of {rq.userName|a user}"),
	  .why = "a new password takes over the user it belongs to",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("GetFederationToken", "sts", HIGH, PERSISTENCE),
	  SAYS("got credentials{ :rs.credentials.accessKeyId} for federated "
	       "user{ :rq.name}"),
	  .why = "its credentials work on after the key is deleted",
	  .source = "Elastic, Stratus Red Team, TrailDiscover" },
	{ CALL("CreateRole", "iam", CRITICAL, PERSISTENCE),
	  WHEN("another account or everyone may assume it",
	       "@strangers rq.assumeRolePolicyDocument or @unrecorded"),
	  SAYS("created {role :rq.roleName|a role}{, which {@trust "
	       "rq.assumeRolePolicyDocument} may assume?@strangers "
	       "rq.assumeRolePolicyDocument}"),
	  .why = "a door for another account, which no key closes",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("UpdateAssumeRolePolicy", "iam", MEDIUM, PERSISTENCE),
	  SAYS("{let {@trust rq.policyDocument} assume?@strangers "
	       "rq.policyDocument|changed who may assume} {role :rq.roleName|a "
	       "role}"),
	  .why = "who may become the role was changed",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("CreateSAMLProvider", "iam", HIGH, PERSISTENCE),
	  SAYS(SET_PROVIDER),
	  .why = "who holds the identity provider names the users",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("UpdateSAMLProvider", "iam", HIGH, PERSISTENCE),
	  SAYS(SET_PROVIDER),
	  .why = "new signing keys let someone else name the users",
	  .source = "Elastic, Panther, Sigma" },
	{ CALL("CreateOpenIDConnectProvider", "iam", HIGH, PERSISTENCE),
	  SAYS(SET_PROVIDER),
	  .why = "who holds the identity provider names the users",
	  .source = "Elastic, TrailDiscover, easttimor" },
	{ CALL("CreateTrustAnchor", "rolesanywhere", HIGH, PERSISTENCE),
	  SAYS("trusted an outside certificate authority: anchor{ :rq.name}"),
	  .why = "a certificate made elsewhere becomes a credential",
	  .source = "Elastic, Stratus Red Team" },
	{ CALL("DeactivateMFADevice", "iam", HIGH, DEFENSE_EVASION),
	  SAYS("removed MFA from {rq.userName|a user}"),
	  .why = "the password alone is enough from here on",
	  .source = "Elastic, Falco, Invictus" },
	/* what gives them more rights */
	{ CALL("AddUserToGroup", "iam", MEDIUM, PRIVILEGE_ESCALATION),
	  SAYS("added {rq.userName|a user} to {group :rq.groupName|a group}"),
	  .why = "the user has the group's rights",
	  .source = "Elastic, Invictus, TrailDiscover" },
	{ CALL("PutUserPolicy", "iam", MEDIUM, PRIVILEGE_ESCALATION),
	  SAYS(PUT_POLICY), .why = "rights given to one user by hand",
	  .source = "Elastic, Panther, Sigma, TrailDiscover" },
	{ CALL("PutGroupPolicy", "iam", MEDIUM, PRIVILEGE_ESCALATION),
	  SAYS(PUT_POLICY), .why = "rights given to a whole group by hand",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("PutRolePolicy", "iam", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("it allows everything",
	       "@allows-all rq.policyDocument or @unrecorded"),
	  SAYS(PUT_POLICY), .why = "the role may do everything",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("AttachUserPolicy", "iam", MEDIUM, PRIVILEGE_ESCALATION),
	  SAYS(ATTACH_POLICY), .why = "rights given to one user by hand",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("AttachGroupPolicy", "iam", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("the policy makes administrators", GIVES_MUCH),
	  SAYS(ATTACH_POLICY),
	  .why = "the whole group may do nearly everything",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("AttachRolePolicy", "iam", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("the policy makes administrators", GIVES_MUCH),
	  SAYS(ATTACH_POLICY), .why = "the role may do nearly everything",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("CreatePolicy", "iam", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("it allows everything",
	       "@allows-all rq.policyDocument or @unrecorded"),
	  SAYS("created {policy :rq.policyName|a policy}{ that allows "
	       "everything?@allows-all rq.policyDocument}"),
	  .why = "a policy of one's own that allows everything",
	  .source = "AWS playbooks, Panther, TrailDiscover" },
	{ CALL("CreatePolicyVersion", "iam", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("it allows everything",
	       "@allows-all rq.policyDocument or @unrecorded"),
	  SAYS("rewrote {policy :rq.policyArn|a policy}{ to allow "
	       "everything?@allows-all rq.policyDocument}"),
	  .why = "whoever has the policy may do everything",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("SetDefaultPolicyVersion", "iam", MEDIUM, PRIVILEGE_ESCALATION),
	  SAYS("switched policy{ :rq.policyArn} to version {rq.versionId|?}"),
	  .why = "an older version may allow more",
	  .source = "Elastic, Invictus, TrailDiscover" },
	{ CALL("Delete*PermissionsBoundary", "iam", MEDIUM,
	       PRIVILEGE_ESCALATION),
	  SAYS("lifted the permissions boundary of {rq.roleName rq.userName|a "
	       "role or user}"),
	  .why = "what was the most it may do is no limit any more",
	  .source = "Elastic, TrailDiscover, easttimor" },
	{ CALL("ModifyInstanceAttribute", "ec2", HIGH, PRIVILEGE_ESCALATION),
	  WHEN("its user data is changed",
	       "rq.userData or rq.userData.value or rq.attribute=userData or "
	       "@unrecorded"),
	  SAYS("changed the start-up script of {rq.instanceId|an instance}"),
	  .why = "the script runs as root when the instance starts",
	  .source = "Elastic, Sigma, Stratus Red Team", .bound = true },
	{ CALL("AssociateIamInstanceProfile", "ec2", HIGH,
	       PRIVILEGE_ESCALATION),
	  SAYS(GIVE_PROFILE),
	  .why = "who is on the instance has the profile's role",
	  .source = "Elastic, Panther" },
	{ CALL("ReplaceIamInstanceProfileAssociation", "ec2", HIGH,
	       PRIVILEGE_ESCALATION),
	  SAYS(GIVE_PROFILE),
	  .why = "who is on the instance has the profile's role",
	  .source = "TrailDiscover" },
	{ CALL("UpdateFunctionCode*", "lambda", HIGH, PERSISTENCE),
	  WHEN("by an IAM user or root", "@long-term"),
	  SAYS("replaced the code of {rq.functionName|a function}"),
	  .why = "the function's role runs somebody else's code",
	  .source = "Falco, Stratus Red Team, TrailDiscover" },
	{ CALL("AddPermission*", "lambda", HIGH, PERSISTENCE),
	  WHEN("to everyone or another account",
	       "@outsider rq.principal or @unrecorded"),
	  SAYS("let {@who rq.principal|somebody} call {rq.functionName|a "
	       "function}"),
	  .why = "strangers may call the function",
	  .source = "Panther, Stratus Red Team, TrailDiscover" },
	/* what blinds the defenders */
	{ CALL("StopLogging", "cloudtrail", CRITICAL, DEFENSE_EVASION),
	  SAYS("stopped {trail :rq.name|a trail}"),
	  .why = "from here on the trail is silent",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team",
	  .any_try = true },
	{ CALL("DeleteTrail", "cloudtrail", CRITICAL, DEFENSE_EVASION),
	  SAYS("deleted {trail :rq.name|a trail}"),
	  .why = "from here on the trail is silent",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team",
	  .any_try = true },
	{ CALL("UpdateTrail", "cloudtrail", MEDIUM, DEFENSE_EVASION),
	  SAYS("changed {trail :rq.name|a trail}{, now to "
	       "s3/:rq.s3BucketName}"),
	  .why = "logs may go elsewhere, or cover less",
	  .source = "Elastic, Panther, Sigma, TrailDiscover" },
	{ CALL("PutEventSelectors", "cloudtrail", CRITICAL, DEFENSE_EVASION),
	  WHEN("management events or writes are left out",
	       "rq.eventSelectors.includeManagementEvents=false or "
	       "rq.eventSelectors.readWriteType=ReadOnly or @unrecorded"),
	  SAYS("made {trail :rq.trailName|a trail} record less"),
	  .why = "the trail leaves out what changes things",
	  .source = "Elastic, Panther, Stratus Red Team", .bound = true },
	{ CALL("PutBucketLifecycle*", "s3", HIGH, DEFENSE_EVASION),
	  WHEN("objects expire within 7 days",
	       "rq.LifecycleConfiguration.Rule.Expiration.Days<=7 or "
	       "@unrecorded"),
	  SAYS("made objects of {s3/:rq.bucketName|a bucket} expire{ after "
	       ":@days rq.LifecycleConfiguration.Rule.Expiration.Days}"),
	  .why = "logs are gone before anyone reads them",
	  .source = "Elastic, Panther, TrailDiscover", .bound = true },
	{ CALL("DeleteDetector", "guardduty", CRITICAL, DEFENSE_EVASION),
	  SAYS("deleted GuardDuty detector{ :rq.detectorId}"),
	  .why = "GuardDuty is off in this region",
	  .source = "Elastic, Panther, Sigma", .any_try = true },
	{ CALL("UpdateDetector", "guardduty", CRITICAL, DEFENSE_EVASION),
	  WHEN("it is switched off", "rq.enable=false or @unrecorded"),
	  SAYS("switched GuardDuty detector{ :rq.detectorId} off"),
	  .why = "GuardDuty is off in this region",
	  .source = "Elastic, Panther, Sigma", .bound = true },
	{ CALL("DisassociateFrom*Account", "guardduty", CRITICAL,
	       DEFENSE_EVASION),
	  SAYS("cut GuardDuty off from its administrator account"),
	  .why = "findings no longer reach who watches them",
	  .source = "Invictus, Panther, TrailDiscover", .any_try = true },
	{ CALL("StopConfigurationRecorder", "config", CRITICAL,
	       DEFENSE_EVASION),
	  SAYS("stopped AWS Config recording{: :rq.configurationRecorderName}"),
	  .why = "changes are not recorded any more",
	  .source = "Elastic, Panther, Sigma", .any_try = true },
	{ CALL("DeleteDeliveryChannel", "config", CRITICAL, DEFENSE_EVASION),
	  SAYS("deleted AWS Config delivery{ :rq.deliveryChannelName}"),
	  .why = "recorded changes are not delivered any more",
	  .source = "Elastic, Panther, Sigma", .any_try = true },
	{ CALL("DeleteFlowLogs", "ec2", HIGH, DEFENSE_EVASION),
	  SAYS("deleted flow log{ :rq.DeleteFlowLogsRequest.FlowLogId.content "
	       "rq.DeleteFlowLogsRequest.FlowLogId|s}"),
	  .why = "traffic is not recorded any more",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team",
	  .any_try = true },
	{ CALL("DeleteLogGroup", "logs", HIGH, DEFENSE_EVASION),
	  SAYS("deleted log group{ :rq.logGroupName}"),
	  .why = "what it held is gone",
	  .source = "AWS playbooks, Elastic, TrailDiscover" },
	{ CALL("LeaveOrganization", "organizations", CRITICAL, DEFENSE_EVASION),
	  SAYS("left the organization"),
	  .why = "the organization's limits and trail end here",
	  .source = "Elastic, Panther, Stratus Red Team", .any_try = true },
	{ CALL("AuthorizeSecurityGroupIngress", "ec2", HIGH, DEFENSE_EVASION),
	  WHEN("from everywhere (a prefix shorter than /8)", "@world"),
	  SAYS(OPEN_PORTS), .why = "the ports are open to the internet",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("ModifySecurityGroupRules", "ec2", HIGH, DEFENSE_EVASION),
	  WHEN("from everywhere (a prefix shorter than /8)", "@world"),
	  SAYS(OPEN_PORTS), .why = "the ports are open to the internet",
	  .source = "Elastic, Suzaku" },
	{ CALL("*NetworkAclEntry", "ec2", HIGH, DEFENSE_EVASION),
	  WHEN("inbound from everywhere is allowed", "@world"),
	  SAYS(OPEN_PORTS), .why = "the subnet is open to the internet",
	  .source = "Elastic, Panther, Sigma", .bound = true },
	/* what they took */
	{ CALL("GetSecretValue", "secretsmanager", MEDIUM, CREDENTIAL_ACCESS),
	  WHEN("by a user, root or a human's session", "@person"),
	  SAYS("read {secret :rq.secretId|a secret}"),
	  .why = "a secret that programs read was read by a person",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("BatchGetSecretValue", "secretsmanager", HIGH,
	       CREDENTIAL_ACCESS),
	  SAYS("read many secrets at once"),
	  .why = "many secrets at once, with a single call",
	  .source = "Panther, Stratus Red Team" },
	{ CALL("GetPasswordData", "ec2", MEDIUM, CREDENTIAL_ACCESS),
	  SAYS("asked for the Windows password of {rq.instanceId|an instance}"),
	  .why = "the administrator's password of a Windows machine",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("GetAccountAuthorizationDetails", "iam", MEDIUM, DISCOVERY),
	  SAYS("read every user, role and policy of the account"),
	  .why = "the whole map of who may do what",
	  .source = "Invictus, TrailDiscover" },
	{ CALL("ModifySnapshotAttribute", "ec2", CRITICAL, EXFILTRATION),
	  WHEN("it is shared",
	       "rq.createVolumePermission.add.items.userId or "
	       "rq.createVolumePermission.add.items.group or @unrecorded"),
	  SAYS("shared {snapshot :rq.snapshotId|a snapshot}{@shared "
	       "rq.createVolumePermission.add.items.userId "
	       "rq.createVolumePermission.add.items.group}"),
	  .why = "the disk can be copied by another account",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team",
	  .bound = true },
	{ CALL("ModifyDB*SnapshotAttribute", "rds", CRITICAL, EXFILTRATION),
	  WHEN("it is shared", "rq.valuesToAdd or @unrecorded"),
	  SAYS("shared {database snapshot :rq.dBSnapshotIdentifier "
	       "rq.dBClusterSnapshotIdentifier|a database snapshot}{@shared "
	       "rq.valuesToAdd rq.valuesToAdd}"),
	  .why = "the database can be copied by another account",
	  .source = "Elastic, Panther, Stratus Red Team", .bound = true },
	{ CALL("ModifyImageAttribute", "ec2", CRITICAL, EXFILTRATION),
	  WHEN("it is shared",
	       "rq.launchPermission.add.items.userId or "
	       "rq.launchPermission.add.items.group or @unrecorded"),
	  SAYS("shared {image :rq.imageId|an image}{@shared "
	       "rq.launchPermission.add.items.userId "
	       "rq.launchPermission.add.items.group}"),
	  .why = "the machine can be copied by another account",
	  .source = "Elastic, Panther, Stratus Red Team", .bound = true },
	{ CALL("SharedSnapshot*", "ec2", CRITICAL, EXFILTRATION),
	  SAYS("another account used shared snapshot{ :sd.snapshotId}"),
	  .why = "the shared disk was in fact copied",
	  .source = "Invictus, Stratus Red Team, TrailDiscover",
	  .by_service = true },
	{ CALL("PutBucketPolicy", "s3", CRITICAL, EXFILTRATION),
	  WHEN("to everyone or another account",
	       "@strangers rq.bucketPolicy or @unrecorded"),
	  SAYS("{opened {s3/:rq.bucketName|a bucket} to {@trust "
	       "rq.bucketPolicy}?@strangers rq.bucketPolicy|changed who may "
	       "use {s3/:rq.bucketName|a bucket}}"),
	  .why = "strangers may read the bucket",
	  .source = "Elastic, Falco, Panther, TrailDiscover" },
	{ CALL("PutBucketAcl", "s3", CRITICAL, EXFILTRATION),
	  WHEN("to everyone or every AWS user", ACL_IS_PUBLIC),
	  SAYS("made bucket {s3/:rq.bucketName|?} public"),
	  .why = "strangers may read the bucket",
	  .source = "Elastic, Falco, Panther, TrailDiscover", .bound = true },
	{ CALL("Put*PublicAccessBlock", "s3", CRITICAL, EXFILTRATION),
	  WHEN("a part of it is switched off",
	       "rq.PublicAccessBlockConfiguration.*=false or @unrecorded"),
	  SAYS("lifted the public access block of {s3/:rq.bucketName|the "
	       "account}"),
	  .why = "buckets may be opened to the world",
	  .source = "AWS playbooks, Falco, Tailpipe, easttimor",
	  .bound = true },
	{ CALL("PutBucketReplication", "s3", HIGH, EXFILTRATION),
	  SAYS("set {s3/:rq.bucketName|a bucket} to be copied to "
	       "{s3/"
	       ":rq.ReplicationConfiguration.Rule.Destination.Bucket|another}"),
	  .why = "everything written is copied elsewhere",
	  .source = "AWS playbooks, Elastic, Panther" },
	/* what they did with it */
	{ CALL("SendCommand", "ssm", HIGH, EXECUTION),
	  SAYS("ran {rq.documentName|a command} on {rq.instanceIds "
	       "rq.targets.values|instances}"),
	  .why = "commands run as root on the instances",
	  .source = "Elastic, Panther, Sigma, Stratus Red Team" },
	{ CALL("StartSession", "ssm", MEDIUM, LATERAL_MOVEMENT),
	  SAYS("opened a shell on {rq.target|an instance}"),
	  .why = "a shell on the instance, past every firewall",
	  .source = "Elastic, Stratus Red Team, TrailDiscover" },
	{ CALL("Send*SSHPublicKey", "ec2-instance-connect", MEDIUM,
	       LATERAL_MOVEMENT),
	  SAYS("pushed an SSH key{ for :rq.instanceOSUser} to "
	       "{rq.instanceId|an instance}"),
	  .why = "a way onto the instance for a minute",
	  .source = "Elastic, Panther, Stratus Red Team" },
	{ CALL("RunInstances", "ec2", HIGH, IMPACT),
	  WHEN("10 or more, or of a type for mining",
	       "rq.instancesSet.items.maxCount>=10 or @large rq.instanceType"),
	  SAYS("started {rq.instancesSet.items.maxCount|1} of "
	       "{rq.instanceType|an instance}"),
	  .why = "somebody computes at the owner's cost",
	  .source = "AWS playbooks, Panther, Stratus Red Team" },
	{ CALL("ScheduleKeyDeletion", "kms", HIGH, IMPACT),
	  SAYS("scheduled {KMS key :rq.keyId|a KMS key} for deletion"),
	  .why = "what the key encrypts is lost when it goes",
	  .source = "Elastic, Panther, TrailDiscover" },
	{ CALL("PutBucketVersioning", "s3", HIGH, IMPACT),
	  WHEN("it is suspended",
	       "rq.VersioningConfiguration.Status=Suspended or @unrecorded"),
	  SAYS("stopped keeping versions in {s3/:rq.bucketName|a bucket}"),
	  .why = "what is overwritten cannot be brought back",
	  .source = "Elastic, Panther, Sigma", .bound = true },
};

#endif
