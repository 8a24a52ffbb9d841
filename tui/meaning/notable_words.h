/* SPDX-License-Identifier: MIT */
/* notable_words.h - what rows of the notable table are written with. */
#ifndef NOTABLE_WORDS_H
#define NOTABLE_WORDS_H

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
/* Of others AWS does not know. */
#define IS_WITHOUT_MFA                                                         \
	"userIdentity.type=IAMUser and ad.MFAUsed=No or "                      \
	"userIdentity.type=Root and ad.MFAUsed=No"
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
#define IS_QUARANTINE "rq.policyArn=*/AWSCompromisedKeyQuarantine*"
#define TAKES_RIGHTS                                                           \
	"rights are taken away: by who answers an incident, or by who locks "  \
	"others out"
#define SET_PROVIDER                                                           \
	"set whom identity provider{ :rs.sAMLProviderArn rq.sAMLProviderArn"   \
	" rq.name rq.url} lets in"
/* Services whose policies let in other accounts, and where these stand. */
#define POLICY_KEEPERS                                                         \
	"glue|dynamodb|kinesis|backup|elasticfilesystem|logs|codeartifact|"    \
	"codebuild|glacier|lambda|acm-pca|ecr-public|vpc-lattice|mediastore|"  \
	"kafka|redshift|ssm|xray|schemas|imagebuilder|ses"
#define POLICY_IS_OPEN                                                         \
	"@strangers rq.policy or @strangers rq.policyInJson or "               \
	"@strangers rq.policyDocument or @strangers rq.policyText or "         \
	"@strangers rq.accessPolicy or @strangers rq.policy.policy"
#define POLICY_TRUSTS                                                          \
	"@trust rq.policy;@trust rq.policyInJson;@trust rq.policyDocument;"    \
	"@trust rq.policyText;@trust rq.accessPolicy;@trust rq.policy.policy"
#define POLICY_OF                                                              \
	"rq.resourceArn rq.resourceARN;vault :rq.backupVaultName "             \
	"rq.vaultName;file system :rq.fileSystemId;destination "               \
	":rq.destinationName;domain :rq.domain;repository :rq.repositoryName"
/* Of commands, which are sent to instances by id, by tag or by group. */
#define BY_INSTANCE "rq.targets.key=InstanceIds or rq.targets.key=instanceids"
#define ASSOCIATE "rq.AssociateIamInstanceProfileRequest"
#define REPLACE "rq.ReplaceIamInstanceProfileAssociationRequest"
#define GIVE_PROFILE                                                           \
	"gave {" ASSOCIATE ".InstanceId|an instance} {profile :" ASSOCIATE     \
	".IamInstanceProfile.Name " ASSOCIATE                                  \
	".IamInstanceProfile.Arn " REPLACE ".IamInstanceProfile.Name " REPLACE \
	".IamInstanceProfile.Arn|a profile}"
#define MIRROR "rq.CreateTrafficMirrorSessionRequest"
#define METADATA "rq.ModifyInstanceMetadataOptionsRequest"
#define BATCH_COPY                                                             \
	"rq.CreateJobRequest.Operation.S3PutObjectCopy.TargetResource"
#define BUCKET_KEY                                                             \
	"rq.ServerSideEncryptionConfiguration.Rule."                           \
	"ApplyServerSideEncryptionByDefault.KMSMasterKeyID"
#define MODIFY "rq.ModifySecurityGroupRulesRequest.GroupId"
#define OPEN_PORTS                                                             \
	"opened{@ports| ports}{ on :rq.groupId " MODIFY                        \
	" rq.networkAclId rq.groupName rq.dBSecurityGroupName}"

#endif
