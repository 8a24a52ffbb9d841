/* SPDX-License-Identifier: MIT */
/* notable_cases.h - for each row of the notable table a call that it claims,
 * one that it just does not, and what is said about the first.
 *
 * Written as sense.h has it. Where there is no miss, the row claims every
 * such call; then the test makes one by an AWS service. */
#ifndef NOTABLE_CASES_H
#define NOTABLE_CASES_H

#include <stddef.h>

/* Misses that are the same call, made otherwise. */
#define MISS_ROLE "role"
#define MISS_THROTTLED "throttled"

static const struct notable_case {
	const char *service, *name, *claimed, *missed, *story;
} cases[] = {
	{ "signin", "ConsoleLogin",
	  "'additionalEventData':{'MFAUsed':'No'},"
	  "'responseElements':{'ConsoleLogin':'Success'}",
	  "'additionalEventData':{'MFAUsed':'Yes'},"
	  "'responseElements':{'ConsoleLogin':'Success'}",
	  "signed in to the console without MFA" },
	{ "signin", "ConsoleLogin",
	  "'errorMessage':'Failed authentication',"
	  "'responseElements':{'ConsoleLogin':'Failure'}",
	  "'responseElements':{'ConsoleLogin':'Success'}",
	  "signed in to the console" },
	{ "signin", "SwitchRole",
	  "'additionalEventData':{'SwitchTo':"
	  "'arn:aws:iam::444455556666:role/Admin'},"
	  "'responseElements':{'SwitchRole':'Failure'}",
	  "'responseElements':{'SwitchRole':'Success'}",
	  "switched in the console to role Admin of account 444455556666" },
	{ "signin", "PasswordUpdated",
	  "'responseElements':{'PasswordUpdated':'Success'}", NULL,
	  "changed the root password" },
	{ "signin", "PasswordRecoveryRequested",
	  "'responseElements':{'PasswordRecoveryRequested':"
	  "'Success'}",
	  NULL, "asked for the root password to be reset" },
	{ "sts", "AssumeRoot",
	  "'requestParameters':{'targetPrincipal':"
	  "'444455556666'}",
	  NULL, "took root credentials of account 444455556666" },
	{ "lambda", "CreateFunctionUrlConfig",
	  "'requestParameters':{'functionName':'pay','authType':"
	  "'NONE'}",
	  "'requestParameters':{'functionName':'pay','authType':"
	  "'AWS_IAM'}",
	  "opened pay to the internet without sign-in" },
	{ "account", "EnableRegion",
	  "'requestParameters':{'RegionName':'af-south-1'}", NULL,
	  "enabled region af-south-1" },
	{ "iam", "CreateUser", "'requestParameters':{'userName':'mallory'}",
	  NULL, "created user mallory" },
	{ "iam", "CreateAccessKey",
	  "'requestParameters':{'userName':'alice'},"
	  "'responseElements':{'accessKey':{'userName':'alice',"
	  "'accessKeyId':'AKIAIOSFODNN7EXAMPLE'}}",
	  NULL, "created access key AKIAIOSFODNN7EXAMPLE for alice" },
	{ "iam", "UpdateAccessKey",
	  "'requestParameters':{'userName':'bob','status':"
	  "'Active','accessKeyId':'AKIAIOSFODNN7EXAMPLE'}",
	  "'requestParameters':{'userName':'bob','status':"
	  "'Inactive','accessKeyId':'AKIAIOSFODNN7EXAMPLE'}",
	  "set access key AKIAIOSFODNN7EXAMPLE of bob to Active" },
	{ "iam", "CreateLoginProfile", "'requestParameters':{'userName':'bob'}",
	  NULL, "gave bob a console password" },
	{ "iam", "UpdateLoginProfile", "'requestParameters':{'userName':'bob'}",
	  NULL, "changed the console password of bob" },
	{ "sts", "GetFederationToken",
	  "'requestParameters':{'name':'dave'},"
	  "'responseElements':{'credentials':{'accessKeyId':"
	  "'ASIAIOSFODNN7EXAMPLE'}}",
	  NULL,
	  "got credentials ASIAIOSFODNN7EXAMPLE for federated u"
	  "ser dave" },
	{ "iam", "CreateRole",
	  "'requestParameters':{'roleName':'Back',"
	  "'assumeRolePolicyDocument':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`sts:AssumeRole`,`Principal`:{`AWS`:"
	  "`arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'roleName':'Back',"
	  "'assumeRolePolicyDocument':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`sts:AssumeRole`,`Principal`:{"
	  "`Service`:`ec2.amazonaws.com`}}]}'}",
	  "created role Back,"
	  " which account 444455556666 may assume" },
	{ "iam", "UpdateAssumeRolePolicy",
	  "'requestParameters':{'roleName':"
	  "'Back','policyDocument':'{}'}",
	  NULL, "changed who may assume role Back" },
	{ "iam", "UpdateAssumeRolePolicy",
	  "'requestParameters':{'roleName':'Back',"
	  "'policyDocument':'{`Statement`:[{`Effect`:`Allow`,"
	  "`Action`:`sts:AssumeRole`,`Principal`:{`AWS`:`arn:"
	  "aws:iam::444455556666:root`}}]}'}",
	  NULL, "let account 444455556666 assume role Back" },
	{ "iam", "CreateSAMLProvider", "'requestParameters':{'name':'idp'}",
	  NULL, "set whom identity provider idp lets in" },
	{ "iam", "UpdateSAMLProvider",
	  "'requestParameters':{'sAMLProviderArn':'arn:aws:iam::"
	  "111122223333:saml-provider/idp'}",
	  NULL, "set whom identity provider idp lets in" },
	{ "iam", "CreateOpenIDConnectProvider",
	  "'requestParameters':{'url':'https://id.example.com'}", NULL,
	  "set whom identity provider https:"
	  "//id.example.com lets in" },
	{ "rolesanywhere", "CreateTrustAnchor",
	  "'requestParameters':{'name':'anchor'}", NULL,
	  "trusted an outside certificate authority:"
	  " anchor anchor" },
	{ "iam", "DeactivateMFADevice",
	  "'requestParameters':{'userName':'bob'}", NULL,
	  "removed MFA from bob" },
	{ "iam", "AddUserToGroup",
	  "'requestParameters':{'userName':'bob','groupName':"
	  "'admins'}",
	  NULL, "added bob to group admins" },
	{ "iam", "PutUserPolicy",
	  "'requestParameters':{'userName':'alice','policyName':"
	  "'x','policyDocument':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`}]}'}",
	  NULL, "gave themselves everything: PutUserPolicy x on alice" },
	{ "iam", "PutUserPolicy",
	  "'requestParameters':{'userName':'bob','policyName':'x',"
	  "'policyDocument':'{`Statement`:{`Effect`:`Allow`,"
	  "`Action`:[`s3:GetObject`],`Resource`:`*`}}'}",
	  NULL, "put policy x on user bob" },
	{ "iam", "PutGroupPolicy",
	  "'requestParameters':{'groupName':'ops','policyName':"
	  "'x','policyDocument':'{`Statement`:{`Effect`:`Allow`,"
	  "`Action`:[`s3:GetObject`],`Resource`:`*`}}'}",
	  NULL, "put policy x on group ops" },
	{ "iam", "PutRolePolicy",
	  "'requestParameters':{'roleName':'Ops','policyName':"
	  "'x','policyDocument':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`}]}'}",
	  "'requestParameters':{'roleName':'Ops','policyName':"
	  "'x','policyDocument':'{`Statement`:{`Effect`:`Allow`,"
	  "`Action`:[`s3:GetObject`],`Resource`:`*`}}'}",
	  "gave role Ops everything: PutRolePolicy x on Ops" },
	{ "iam", "AttachUserPolicy",
	  "'requestParameters':{'userName':'bob','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  NULL, "attached ReadOnlyAccess to user bob" },
	{ "iam", "AttachGroupPolicy",
	  "'requestParameters':{'groupName':'ops','policyArn':"
	  "'arn:aws:iam::aws:policy/AdministratorAccess'}",
	  "'requestParameters':{'groupName':'ops','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  "attached AdministratorAccess to group ops" },
	{ "iam", "AttachRolePolicy",
	  "'requestParameters':{'roleName':'Ops','policyArn':"
	  "'arn:aws:iam::aws:policy/AdministratorAccess'}",
	  "'requestParameters':{'roleName':'Ops','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  "attached AdministratorAccess to role Ops" },
	{ "iam", "CreatePolicy",
	  "'requestParameters':{'policyName':'x',"
	  "'policyDocument':'{`Statement`:[{`Effect`:`Allow`,"
	  "`Action`:`*`,`Resource`:`*`}]}'}",
	  "'requestParameters':{'policyName':'x',"
	  "'policyDocument':'{`Statement`:{`Effect`:`Allow`,"
	  "`Action`:[`s3:GetObject`],`Resource`:`*`}}'}",
	  "created policy x that allows everything" },
	{ "iam", "CreatePolicyVersion",
	  "'requestParameters':{'policyArn':'arn:aws:iam::"
	  "111122223333:policy/x','setAsDefault':true,"
	  "'policyDocument':'{`Statement`:[{`Effect`:`Allow`,"
	  "`Action`:`*`,`Resource`:`*`}]}'}",
	  "'requestParameters':{'policyArn':'arn:aws:iam::"
	  "111122223333:policy/x','policyDocument':'{"
	  "`Statement`:{`Effect`:`Allow`,`Action`:[`s3:"
	  "GetObject`],`Resource`:`*`}}'}",
	  "rewrote policy x to allow everything" },
	{ "iam", "SetDefaultPolicyVersion",
	  "'requestParameters':{'policyArn':'arn:aws:iam::"
	  "111122223333:policy/x','versionId':'v1'}",
	  NULL, "switched policy x to version v1" },
	{ "iam", "DeleteRolePermissionsBoundary",
	  "'requestParameters':{'roleName':'Ops'}", NULL,
	  "lifted the permissions boundary of Ops" },
	{ "ec2", "ModifyInstanceAttribute",
	  "'requestParameters':{'instanceId':'i-01234567',"
	  "'userData':'<sensitiveDataRemoved>'}",
	  "'requestParameters':{'instanceId':'i-01234567',"
	  "'disableApiTermination':{'value':false}}",
	  "changed the start-up script of i-01234567" },
	{ "ec2", "AssociateIamInstanceProfile",
	  "'requestParameters':{"
	  "'AssociateIamInstanceProfileRequest':{'InstanceId':"
	  "'i-01234567','IamInstanceProfile':{'Name':'admin'}}}",
	  NULL, "gave i-01234567 profile admin" },
	{ "ec2", "ReplaceIamInstanceProfileAssociation",
	  "'requestParameters':{"
	  "'ReplaceIamInstanceProfileAssociationRequest':{"
	  "'AssociationId':'iip-assoc-01234567',"
	  "'IamInstanceProfile':{'Name':'admin'}}}",
	  NULL, "gave an instance profile admin" },
	{ "lambda", "UpdateFunctionCode20150331v2",
	  "'requestParameters':{'functionName':'pay'}", MISS_ROLE,
	  "replaced the code of pay" },
	{ "lambda", "AddPermission20150331v2",
	  "'requestParameters':{'functionName':'pay',"
	  "'principal':'*'}",
	  "'requestParameters':{'functionName':'pay',"
	  "'principal':'s3.amazonaws.com'}",
	  "let everyone call pay" },
	{ "cloudtrail", "StopLogging",
	  "'requestParameters':{'name':'arn:aws:cloudtrail:"
	  "us-east-1:111122223333:trail/main'}",
	  NULL, "stopped trail main" },
	{ "cloudtrail", "DeleteTrail", "'requestParameters':{'name':'main'}",
	  NULL, "deleted trail main" },
	{ "cloudtrail", "UpdateTrail",
	  "'requestParameters':{'name':'main','s3BucketName':"
	  "'elsewhere'}",
	  NULL, "changed trail main, now to s3/elsewhere" },
	{ "cloudtrail", "PutEventSelectors",
	  "'requestParameters':{'trailName':'main',"
	  "'eventSelectors':[{'readWriteType':'All',"
	  "'includeManagementEvents':false}]}",
	  "'requestParameters':{'trailName':'main',"
	  "'eventSelectors':[{'readWriteType':'All',"
	  "'includeManagementEvents':true}]}",
	  "made trail main record less" },
	{ "s3", "PutBucketLifecycle",
	  "'requestParameters':{'bucketName':'logs',"
	  "'LifecycleConfiguration':{'Rule':{'Expiration':{"
	  "'Days':1}}}}",
	  "'requestParameters':{'bucketName':'logs',"
	  "'LifecycleConfiguration':{'Rule':{'Expiration':{"
	  "'Days':365}}}}",
	  "made objects of s3/logs expire after 1 day" },
	{ "guardduty", "DeleteDetector",
	  "'requestParameters':{'detectorId':'d1'}", NULL,
	  "deleted GuardDuty detector d1" },
	{ "guardduty", "UpdateDetector",
	  "'requestParameters':{'detectorId':'d1','enable':"
	  "false}",
	  "'requestParameters':{'detectorId':'d1','enable':"
	  "true}",
	  "switched GuardDuty detector d1 off" },
	{ "guardduty", "DisassociateFromMasterAccount",
	  "'requestParameters':{'detectorId':'d1'}", NULL,
	  "cut GuardDuty off from its administrator account" },
	{ "config", "StopConfigurationRecorder",
	  "'requestParameters':{'configurationRecorderName':"
	  "'default'}",
	  NULL, "stopped AWS Config recording: default" },
	{ "config", "DeleteDeliveryChannel",
	  "'requestParameters':{'deliveryChannelName':"
	  "'default'}",
	  NULL, "deleted AWS Config delivery default" },
	{ "ec2", "DeleteFlowLogs",
	  "'requestParameters':{'DeleteFlowLogsRequest':{"
	  "'FlowLogId':{'tag':1,'content':'fl-01234567'}}}",
	  NULL, "deleted flow log fl-01234567" },
	{ "logs", "DeleteLogGroup",
	  "'requestParameters':{'logGroupName':"
	  "'/aws/lambda/pay'}",
	  NULL, "deleted log group /aws/lambda/pay" },
	{ "organizations", "LeaveOrganization", "'requestParameters':null",
	  NULL, "left the organization" },
	{ "ec2", "AuthorizeSecurityGroupIngress",
	  "'requestParameters':{'groupId':'sg-01234567',"
	  "'ipProtocol':'tcp','fromPort':22,'toPort':22,"
	  "'cidrIp':'0.0.0.0/0'}",
	  "'requestParameters':{'groupId':'sg-01234567',"
	  "'ipProtocol':'tcp','fromPort':443,'toPort':443,"
	  "'cidrIp':'10.0.0.0/16'}",
	  "opened tcp/22 to 0.0.0.0/0 on sg-01234567" },
	{ "ec2", "ModifySecurityGroupRules",
	  "'requestParameters':{"
	  "'ModifySecurityGroupRulesRequest':{'GroupId':"
	  "'sg-01234567','SecurityGroupRule':{"
	  "'SecurityGroupRule':{'IpProtocol':'-1','IsEgress':false,"
	  "'CidrIpv6':'::/0'}}}}",
	  "'requestParameters':{"
	  "'ModifySecurityGroupRulesRequest':{'GroupId':"
	  "'sg-01234567','SecurityGroupRule':{"
	  "'SecurityGroupRule':{'IpProtocol':'-1','IsEgress':true,"
	  "'CidrIpv6':'::/0'}}}}",
	  "opened everything to ::/0 on sg-01234567" },
	{ "ec2", "ModifySecurityGroupRules",
	  "'requestParameters':{"
	  "'ModifySecurityGroupRulesRequest':{'GroupId':"
	  "'sg-01234567','SecurityGroupRule':{"
	  "'SecurityGroupRule':{'IpProtocol':'-1','CidrIpv6':'::/0'}}}}",
	  "'requestParameters':{"
	  "'ModifySecurityGroupRulesRequest':{'GroupId':"
	  "'sg-01234567','SecurityGroupRule':{"
	  "'SecurityGroupRule':{'IpProtocol':'-1','CidrIpv6':'2001:db8::/32'"
	  "}}}}",
	  "changed a rule of sg-01234567: everything to ::/0 (in or out is not "
	  "recorded)" },
	{ "ec2", "CreateNetworkAclEntry",
	  "'requestParameters':{'networkAclId':'acl-01234567',"
	  "'egress':false,'ruleAction':'allow','aclProtocol':"
	  "'6','portRange':{'from':22,'to':22},'cidrBlock':"
	  "'0.0.0.0/0'}",
	  "'requestParameters':{'networkAclId':'acl-01234567',"
	  "'egress':true,'ruleAction':'allow','aclProtocol':'6',"
	  "'portRange':{'from':22,'to':22},'cidrBlock':"
	  "'0.0.0.0/0'}",
	  "opened tcp/22 to 0.0.0.0/0 on acl-01234567" },
	{ "secretsmanager", "GetSecretValue",
	  "'requestParameters':{'secretId':'prod/db'}", MISS_ROLE,
	  "read secret prod/db" },
	{ "ec2", "DescribeInstanceAttribute",
	  "'requestParameters':{'instanceId':'i-0123456789abcdef0',"
	  "'attribute':'userData'}",
	  "'requestParameters':{'instanceId':'i-0123456789abcdef0',"
	  "'attribute':'instanceType'}",
	  "read the start-up script of i-0123456789abcdef0" },
	{ "secretsmanager", "BatchGetSecretValue",
	  "'requestParameters':{'filters':[]}", NULL,
	  "read many secrets at once" },
	{ "ec2", "GetPasswordData",
	  "'requestParameters':{'instanceId':'i-01234567'}", NULL,
	  "asked for the Windows password of i-01234567" },
	{ "iam", "GetAccountAuthorizationDetails", "'requestParameters':null",
	  NULL, "read every user, role and policy of the account" },
	{ "ec2", "ModifySnapshotAttribute",
	  "'requestParameters':{'snapshotId':'snap-01234567',"
	  "'createVolumePermission':{'add':{'items':[{'userId':"
	  "'444455556666'}]}}}",
	  "'requestParameters':{'snapshotId':'snap-01234567',"
	  "'createVolumePermission':{'remove':{'items':[{"
	  "'userId':'444455556666'}]}}}",
	  "shared snapshot snap-01234567 with account 444455556"
	  "666" },
	{ "rds", "ModifyDBSnapshotAttribute",
	  "'requestParameters':{'dBSnapshotIdentifier':'night',"
	  "'attributeName':'restore','valuesToAdd':['all']}",
	  "'requestParameters':{'dBSnapshotIdentifier':'night',"
	  "'attributeName':'restore','valuesToRemove':"
	  "['444455556666']}",
	  "shared database snapshot night with everyone" },
	{ "ec2", "ModifyImageAttribute",
	  "'requestParameters':{'imageId':'ami-01234567',"
	  "'launchPermission':{'add':{'items':[{'userId':"
	  "'444455556666'},{'userId':'777788889999'}]}}}",
	  "'requestParameters':{'imageId':'ami-01234567',"
	  "'launchPermission':{'remove':{'items':[{'userId':"
	  "'444455556666'}]}}}",
	  "shared image ami-01234567 with account 444455556666 "
	  "and 1 more" },
	{ "ec2", "SharedSnapshotVolumeCreated",
	  "'serviceEventDetails':{'snapshotId':'snap-01234567'}",
	  MISS_THROTTLED,
	  "another account used shared snapshot snap-01234567" },
	{ "s3", "PutBucketPolicy",
	  "'requestParameters':{'bucketName':'logs',"
	  "'bucketPolicy':{'Statement':[{'Effect':'Allow',"
	  "'Principal':'*','Action':'s3:GetObject','Resource':"
	  "'arn:aws:s3:::logs/*'}]}}",
	  "'requestParameters':{'bucketName':'logs',"
	  "'bucketPolicy':{'Statement':[{'Effect':'Allow',"
	  "'Principal':{'AWS':'arn:aws:iam::111122223333:"
	  "user/x'},'Action':'s3:*','Resource':'*'}]}}",
	  "opened s3/logs to everyone" },
	{ "s3", "PutBucketAcl",
	  "'requestParameters':{'bucketName':'logs','x-amz-acl':"
	  "'public-read'}",
	  "'requestParameters':{'bucketName':'logs','x-amz-acl':"
	  "'private'}",
	  "made bucket s3/logs public" },
	{ "s3", "PutBucketPublicAccessBlock",
	  "'requestParameters':{'bucketName':'logs',"
	  "'PublicAccessBlockConfiguration':{'BlockPublicAcls':"
	  "false}}",
	  "'requestParameters':{'bucketName':'logs',"
	  "'PublicAccessBlockConfiguration':{'BlockPublicAcls':"
	  "true}}",
	  "lifted the public access block of s3/logs" },
	{ "s3", "PutBucketReplication",
	  "'requestParameters':{'bucketName':'logs',"
	  "'ReplicationConfiguration':{'Rule':{'Destination':{"
	  "'Bucket':'arn:aws:s3:::elsewhere'}}}}",
	  NULL, "set s3/logs to be copied to s3/elsewhere" },
	{ "s3", "CreateJob",
	  "'requestParameters':{'CreateJobRequest':{'Operation':{"
	  "'S3PutObjectCopy':{'TargetResource':'arn:aws:s3:::elsewhere'}}}}",
	  "'requestParameters':{'CreateJobRequest':{'Operation':{"
	  "'S3PutObjectTagging':{}}}}",
	  "set a batch job to copy objects to s3/elsewhere" },
	{ "datasync", "CreateLocationS3",
	  "'requestParameters':{'s3BucketArn':'arn:aws:s3:::elsewhere'}", NULL,
	  "made s3/elsewhere a place that DataSync copies from or to" },
	{ "ssm", "SendCommand",
	  "'requestParameters':{'instanceIds':['i-01234567'],"
	  "'documentName':'AWS-RunShellScript'}",
	  NULL, "ran AWS-RunShellScript on i-01234567" },
	{ "ssm", "SendCommand",
	  "'requestParameters':{'targets':[{'key':'InstanceIds',"
	  "'values':['i-01234567']}],'documentName':'AWS-RunShellScript'}",
	  NULL, "ran AWS-RunShellScript on i-01234567" },
	{ "ssm", "SendCommand",
	  "'requestParameters':{'targets':[{'key':'tag:env',"
	  "'values':['prod']}],'documentName':'AWS-RunShellScript'}",
	  NULL, "ran AWS-RunShellScript on instances of tag:env prod" },
	{ "ssm", "StartSession", "'requestParameters':{'target':'i-01234567'}",
	  NULL, "opened a shell on i-01234567" },
	{ "ec2-instance-connect", "SendSSHPublicKey",
	  "'requestParameters':{'instanceId':'i-01234567',"
	  "'instanceOSUser':'ec2-user'}",
	  NULL, "pushed an SSH key for ec2-user to i-01234567" },
	{ "ec2", "RunInstances",
	  "'requestParameters':{'instanceType':'p3.16xlarge',"
	  "'instancesSet':{'items':[{'maxCount':2}]}}",
	  "'requestParameters':{'instanceType':'t3.micro',"
	  "'instancesSet':{'items':[{'maxCount':2}]}}",
	  "started 2 of p3.16xlarge" },
	{ "kms", "ScheduleKeyDeletion", "'requestParameters':{'keyId':'k1'}",
	  NULL, "scheduled KMS key k1 for deletion" },
	{ "s3", "PutBucketVersioning",
	  "'requestParameters':{'bucketName':'logs',"
	  "'VersioningConfiguration':{'Status':'Suspended'}}",
	  "'requestParameters':{'bucketName':'logs',"
	  "'VersioningConfiguration':{'Status':'Enabled'}}",
	  "stopped keeping versions in s3/logs" },
	{ "cloudtrail", "UpdateEventDataStore",
	  "'requestParameters':{'eventDataStore':'arn:aws:cloudtrail:us-east-1:"
	  "111122223333:eventdatastore/"
	  "e1','advancedEventSelectors':[{'fieldSelectors':[{'field':'"
	  "eventCategory','equals':['Data']}]}]}",
	  "'requestParameters':{'eventDataStore':'arn:aws:cloudtrail:us-east-1:"
	  "111122223333:eventdatastore/"
	  "e1','advancedEventSelectors':[{'fieldSelectors':[{'field':'"
	  "eventCategory','equals':['Management']}]}]}",
	  "made event store e1 record less" },
	{ "cloudtrail", "StopEventDataStoreIngestion",
	  "'requestParameters':{'eventDataStore':'e1'}", NULL,
	  "stopped event store e1" },
	{ "guardduty", "StopMonitoringMembers",
	  "'requestParameters':{'accountIds':['444455556666']}", NULL,
	  "took account 444455556666 out of GuardDuty's watch "
	  "(StopMonitoringMembers)" },
	{ "guardduty", "CreateFilter",
	  "'requestParameters':{'name':'quiet','action':'ARCHIVE'}",
	  "'requestParameters':{'name':'quiet','action':'NOOP'}",
	  "made GuardDuty hide findings: filter quiet" },
	{ "guardduty", "CreateIPSet",
	  "'requestParameters':{'name':'ours','format':'TXT'}", NULL,
	  "gave GuardDuty a list of addresses to trust: ours" },
	{ "guardduty", "DeletePublishingDestination",
	  "'requestParameters':{'destinationId':'d1'}", NULL,
	  "stopped GuardDuty findings from being sent to d1" },
	{ "securityhub", "DisableSecurityHub", "'requestParameters':null", NULL,
	  "switched Security Hub off" },
	{ "macie2", "DisableMacie", "'requestParameters':null", NULL,
	  "switched Macie off" },
	{ "inspector2", "Disable",
	  "'requestParameters':{'accountIds':['111122223333']}", NULL,
	  "switched Inspector off in account 111122223333" },
	{ "access-analyzer", "DeleteAnalyzer",
	  "'requestParameters':{'analyzerName':'all'}", NULL,
	  "deleted access analyzer all" },
	{ "config", "DeleteConfigurationRecorder",
	  "'requestParameters':{'configurationRecorderName':'default'}", NULL,
	  "deleted the recorder of AWS Config: default" },
	{ "logs", "DeleteLogStream",
	  "'requestParameters':{'logGroupName':'trail','logStreamName':'s1'}",
	  NULL, "deleted log stream s1 of trail" },
	{ "route53resolver", "DeleteResolverQueryLogConfig",
	  "'requestParameters':{'resolverQueryLogConfigId':'rqlc-01'}", NULL,
	  "stopped logging DNS queries: rqlc-01" },
	{ "bedrock", "DeleteModelInvocationLoggingConfiguration",
	  "'requestParameters':null", NULL,
	  "stopped logging what models are asked" },
	{ "ec2", "DisableEbsEncryptionByDefault",
	  "'requestParameters':{'DisableEbsEncryptionByDefaultRequest':''}",
	  NULL, "switched default disk encryption off" },
	{ "ec2", "EnableSerialConsoleAccess",
	  "'requestParameters':{'EnableSerialConsoleAccessRequest':''}", NULL,
	  "allowed serial consoles in this region" },
	{ "organizations", "CloseAccount",
	  "'requestParameters':{'accountId':'444455556666'}", NULL,
	  "closed account 444455556666" },
	{ "account", "CloseAccount", "'requestParameters':null", NULL,
	  "closed this account" },
	{ "organizations", "RemoveAccountFromOrganization",
	  "'requestParameters':{'accountId':'444455556666'}", NULL,
	  "took account 444455556666 out of the organization" },
	{ "organizations", "InviteAccountToOrganization",
	  "'requestParameters':{'target':{'id':'444455556666','type':'ACCOUNT'}"
	  "}",
	  NULL, "brought account 444455556666 into the organization" },
	{ "organizations", "DetachPolicy",
	  "'requestParameters':{'policyId':'p-01','targetId':'ou-a-1'}", NULL,
	  "changed a policy of the organization: p-01 on ou-a-1 "
	  "(DetachPolicy)" },
	{ "organizations", "RegisterDelegatedAdministrator",
	  "'requestParameters':{'accountId':'444455556666','servicePrincipal':'"
	  "guardduty.amazonaws.com'}",
	  NULL,
	  "made account 444455556666 administrator of "
	  "guardduty.amazonaws.com" },
	{ "sso-directory", "CreateUser",
	  "'requestParameters':{'userName':'mallory'}", NULL,
	  "created Identity Center user mallory" },
	{ "identitystore", "CreateUser",
	  "'requestParameters':{'userName':'mallory'}", NULL,
	  "created Identity Center user mallory" },
	{ "sso-directory", "UpdatePassword",
	  "'requestParameters':{'userId':'u-1'}", NULL,
	  "changed the password of Identity Center user u-1" },
	{ "sso-directory", "AddMemberToGroup",
	  "'requestParameters':{'groupId':'g-1','member':{'memberId':'u-1'}}",
	  NULL, "put user u-1 into Identity Center group g-1" },
	{ "identitystore", "CreateGroupMembership",
	  "'requestParameters':{'groupId':'g-1','memberId':{'userId':'u-1'}}",
	  NULL, "put user u-1 into Identity Center group g-1" },
	{ "sso", "CreateAccountAssignment",
	  "'requestParameters':{'principalId':'u-1','targetId':'444455556666','"
	  "permissionSetArn':'ps-1'}",
	  NULL, "gave u-1 permission set ps-1 in account 444455556666" },
	{ "sso", "AttachManagedPolicyToPermissionSet",
	  "'requestParameters':{'permissionSetArn':'ps-1','managedPolicyArn':'"
	  "arn:aws:iam::aws:policy/AdministratorAccess'}",
	  NULL, "changed what permission set ps-1 gives: AdministratorAccess" },
	{ "eks", "CreateAccessEntry",
	  "'requestParameters':{'name':'prod','principalArn':'arn:aws:iam::"
	  "111122223333:role/Dev'}",
	  NULL, "let Dev into cluster prod" },
	{ "eks", "CreateAccessEntry",
	  "'requestParameters':{'name':'prod','principalArn':'arn%3Aaws%3Aiam"
	  "%3A%3A444455556666%3Arole%2FDev'}",
	  NULL, "let Dev of account 444455556666 into cluster prod" },
	{ "eks", "AssociateAccessPolicy",
	  "'requestParameters':{'name':'prod','principalArn':'arn:aws:iam::"
	  "111122223333:role/"
	  "Dev','policyArn':'arn:aws:eks::aws:cluster-access-policy/"
	  "AmazonEKSClusterAdminPolicy'}",
	  NULL, "gave Dev AmazonEKSClusterAdminPolicy in cluster prod" },
	{ "lambda", "AddLayerVersionPermission20181031",
	  "'requestParameters':{'layerName':'util','principal':'*'}",
	  "'requestParameters':{'layerName':'util','principal':'111122223333'}",
	  "let everyone use layer util" },
	{ "lambda", "UpdateFunctionConfiguration20150331v2",
	  "'requestParameters':{'functionName':'pay','layers':['arn:aws:lambda:"
	  "us-east-1:444455556666:layer:spy:1']}",
	  "'requestParameters':{'functionName':'pay','timeout':3}",
	  "put layer spy of account 444455556666 under pay" },
	{ "kms", "CreateGrant",
	  "'requestParameters':{'keyId':'k1','granteePrincipal':'arn:aws:iam::"
	  "444455556666:root'}",
	  "'requestParameters':{'keyId':'k1','granteePrincipal':'arn:aws:iam::"
	  "111122223333:role/App'}",
	  "let account 444455556666 use KMS key k1" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam:"
	  ":444455556666:root`}}]}'}",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam:"
	  ":111122223333:root`}}]}'}",
	  "let account 444455556666 use KMS key k1" },
	{ "kms", "ImportKeyMaterial", "'requestParameters':{'keyId':'k1'}",
	  NULL, "put material made elsewhere into KMS key k1" },
	{ "kms", "DisableKey", "'requestParameters':{'keyId':'k1'}", NULL,
	  "disabled KMS key k1" },
	{ "kms", "DeleteImportedKeyMaterial",
	  "'requestParameters':{'keyId':'k1'}", NULL,
	  "took the material out of KMS key k1" },
	{ "ram", "CreateResourceShare",
	  "'requestParameters':{'name':'net','principals':['111122223333','"
	  "444455556666']}",
	  "'requestParameters':{'name':'net','principals':['111122223333']}",
	  "shared resource share net with account 444455556666" },
	{ "events", "PutPermission",
	  "'requestParameters':{'eventBusName':'main','principal':'"
	  "444455556666'}",
	  "'requestParameters':{'eventBusName':'main','principal':'"
	  "111122223333'}",
	  "let account 444455556666 send to event bus main" },
	{ "sns", "AddPermission",
	  "'requestParameters':{'topicArn':'arn:aws:sns:us-east-1:111122223333:"
	  "pay','aWSAccountId':['444455556666']}",
	  "'requestParameters':{'topicArn':'arn:aws:sns:us-east-1:111122223333:"
	  "pay','aWSAccountId':['111122223333']}",
	  "let account 444455556666 use topic pay" },
	{ "sqs", "AddPermission",
	  "'requestParameters':{'queueUrl':'pay','aWSAccountIds':['"
	  "444455556666']}",
	  "'requestParameters':{'queueUrl':'pay','aWSAccountIds':['"
	  "111122223333']}",
	  "let account 444455556666 use queue pay" },
	{ "sqs", "SetQueueAttributes",
	  "'requestParameters':{'queueUrl':'pay','attributes':{'Policy':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}}",
	  "'requestParameters':{'queueUrl':'pay','attributes':{'Policy':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}}",
	  "opened queue pay to account 444455556666" },
	{ "sns", "SetTopicAttributes",
	  "'requestParameters':{'topicArn':'arn:aws:sns:us-east-1:111122223333:"
	  "pay','attributeName':'Policy','attributeValue':'{`Statement`:[{`"
	  "Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:"
	  "aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'topicArn':'arn:aws:sns:us-east-1:111122223333:"
	  "pay','attributeName':'DisplayName','attributeValue':'Pay'}",
	  "opened topic pay to account 444455556666" },
	{ "ecr", "SetRepositoryPolicy",
	  "'requestParameters':{'repositoryName':'app','policyText':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'repositoryName':'app','policyText':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}",
	  "opened repository app to account 444455556666" },
	{ "secretsmanager", "PutResourcePolicy",
	  "'requestParameters':{'secretId':'db','resourcePolicy':'{`Statement`:"
	  "[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'secretId':'db','resourcePolicy':'{`Statement`:"
	  "[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 read secret db" },
	{ "s3", "DeleteBucketPublicAccessBlock",
	  "'requestParameters':{'bucketName':'logs','publicAccessBlock':''}",
	  NULL, "removed the public access block of s3/logs" },
	{ "s3", "PutObjectAcl",
	  "'requestParameters':{'bucketName':'logs','key':'a','x-amz-acl':'"
	  "public-read'}",
	  "'requestParameters':{'bucketName':'logs','key':'a','x-amz-acl':'"
	  "private'}",
	  "made an object of s3/logs public: a" },
	{ "rds", "StartExportTask",
	  "'requestParameters':{'s3BucketName':'out','sourceArn':'arn:aws:rds:"
	  "us-east-1:111122223333:snapshot:night'}",
	  NULL, "exported database snapshot night to s3/out" },
	{ "rds", "ModifyDBInstance",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','"
	  "publiclyAccessible':true}",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','"
	  "publiclyAccessible':false}",
	  "put database pay on the internet" },
	{ "rds", "ModifyDBInstance",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','"
	  "masterUserPassword':'****'}",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','allocatedStorage'"
	  ":20}",
	  "changed the master password of database pay" },
	{ "kms", "CreateKey",
	  "'requestParameters':{'policy':'{`Statement`:[{`Effect`:`Allow`,`"
	  "Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam::"
	  "444455556666:root`}}]}'}",
	  "'requestParameters':{'policy':'{`Statement`:[{`Effect`:`Allow`,`"
	  "Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam::"
	  "111122223333:root`}}]}'}",
	  "made a KMS key, which account 444455556666 may use" },
	{ "sqs", "CreateQueue",
	  "'requestParameters':{'queueName':'q','attributes':{'Policy':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}}",
	  "'requestParameters':{'queueName':'q','attributes':{'Policy':'{`"
	  "Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}}",
	  "opened queue q to account 444455556666" },
	{ "sns", "CreateTopic",
	  "'requestParameters':{'name':'t','attributes':{'Policy':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}}",
	  "'requestParameters':{'name':'t','attributes':{'Policy':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}}",
	  "opened topic t to account 444455556666" },
	{ "glue", "PutResourcePolicy",
	  "'requestParameters':{'policyInJson':'{`Statement`:[{`Effect`:`Allow`"
	  ",`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam::"
	  "444455556666:root`}}]}'}",
	  "'requestParameters':{'policyInJson':'{`Statement`:[{`Effect`:`Allow`"
	  ",`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`arn:aws:iam::"
	  "111122223333:root`}}]}'}",
	  "let account 444455556666 use what a policy guards" },
	{ "dynamodb", "PutResourcePolicy",
	  "'requestParameters':{'resourceArn':'arn:aws:dynamodb:us-east-1:"
	  "111122223333:table/"
	  "t','policy':'{`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`"
	  ":`*`,`Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'resourceArn':'arn:aws:dynamodb:us-east-1:"
	  "111122223333:table/"
	  "t','policy':'{`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`"
	  ":`*`,`Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 use t" },
	{ "backup", "PutBackupVaultAccessPolicy",
	  "'requestParameters':{'backupVaultName':'v','policy':'{`Statement`:[{"
	  "`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'backupVaultName':'v','policy':'{`Statement`:[{"
	  "`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 use vault v" },
	{ "elasticfilesystem", "PutFileSystemPolicy",
	  "'requestParameters':{'fileSystemId':'fs-1','policy':'{`Statement`:[{"
	  "`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'fileSystemId':'fs-1','policy':'{`Statement`:[{"
	  "`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 use file system fs-1" },
	{ "es", "UpdateElasticsearchDomainConfig",
	  "'requestParameters':{'domainName':'d','accessPolicies':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'domainName':'d','accessPolicies':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 into domain d" },
	{ "es", "UpdateDomainConfig",
	  "'requestParameters':{'domainName':'d','accessPolicies':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'domainName':'d','accessPolicies':'{`Statement`"
	  ":[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:{`AWS`:`"
	  "arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 into domain d" },
	{ "s3", "PutAccessPointPolicy",
	  "'requestParameters':{'name':'ap','PutAccessPointPolicyRequest':{'"
	  "Policy':'{`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`"
	  ",`Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}}",
	  "'requestParameters':{'name':'ap','PutAccessPointPolicyRequest':{'"
	  "Policy':'{`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`"
	  ",`Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}}",
	  "opened access point ap to account 444455556666" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policyName':'default','policy':'{"
	  "`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::444455556666:root`}}]}'}",
	  "'requestParameters':{'keyId':'k1','policyName':'default','policy':'{"
	  "`Statement`:[{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`,`"
	  "Principal`:{`AWS`:`arn:aws:iam::111122223333:root`}}]}'}",
	  "let account 444455556666 use KMS key k1" },
	{ "sso", "CreatePermissionSet", "'requestParameters':{'name':'Extra'}",
	  NULL, "created permission set Extra" },
	{ "redshift", "AuthorizeSnapshotAccess",
	  "'requestParameters':{'snapshotIdentifier':'s1','"
	  "accountWithRestoreAccess':'444455556666'}",
	  NULL, "shared cluster snapshot s1 with account 444455556666" },
	{ "ssm", "ModifyDocumentPermission",
	  "'requestParameters':{'name':'d1','accountIdsToAdd':['all']}",
	  "'requestParameters':{'name':'d1','accountIdsToRemove':['all']}",
	  "shared document d1 with everyone" },
	{ "ec2", "ModifyImageAttribute",
	  "'requestParameters':{'imageId':'ami-1','launchPermission':{'add':{'"
	  "items':[{'organizationArn':'arn:aws:organizations::444455556666:"
	  "organization/o-1'}]}}}",
	  "'requestParameters':{'imageId':'ami-1','launchPermission':{'remove':"
	  "{'items':[{'group':'all'}]}}}",
	  "shared image ami-1 with organization/o-1 of account 444455556666" },
	{ "lambda", "AddPermission20150331v2",
	  "'requestParameters':{'functionName':'pay','principal':'sns."
	  "amazonaws.com','sourceArn':'arn:aws:sns:us-east-1:444455556666:t'}",
	  "'requestParameters':{'functionName':'pay','principal':'sns."
	  "amazonaws.com','sourceArn':'arn:aws:sns:us-east-1:111122223333:t'}",
	  "let sns.amazonaws.com for t of account 444455556666 call pay" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "Bool`:{`aws:SecureTransport`:`true`}}}]}'}",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringEquals`:{`aws:SourceAccount`:`111122223333`}}}]}'}",
	  "let everyone use KMS key k1" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringNotEquals`:{`aws:SourceAccount`:`111122223333`}}}]}'}",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringEquals`:{`aws:SourceAccount`:`111122223333`}}}]}'}",
	  "let everyone use KMS key k1" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "IpAddress`:{`aws:SourceIp`:`0.0.0.0/0`}}}]}'}",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringEquals`:{`aws:SourceAccount`:`111122223333`}}}]}'}",
	  "let everyone use KMS key k1" },
	{ "kms", "PutKeyPolicy",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringEquals`:{`kms:CallerAccount`:`444455556666`}}}]}'}",
	  "'requestParameters':{'keyId':'k1','policy':'{`Statement`:[{`Effect`:"
	  "`Allow`,`Action`:`*`,`Resource`:`*`,`Principal`:`*`,`Condition`:{`"
	  "StringEquals`:{`aws:SourceAccount`:`111122223333`}}}]}'}",
	  "let account 444455556666 use KMS key k1" },
	{ "ecs", "ExecuteCommand",
	  "'requestParameters':{'cluster':'shop','container':'api','command':'/"
	  "bin/sh'}",
	  NULL, "ran /bin/sh in container api of shop" },
	{ "ses", "CreateEmailIdentity",
	  "'requestParameters':{'emailIdentity':'example.com'}", NULL,
	  "set up example.com as a sender of mail (CreateEmailIdentity)" },
	{ "ses", "UpdateAccountSendingEnabled",
	  "'requestParameters':{'enabled':true}", NULL,
	  "changed how much mail may be sent (UpdateAccountSendingEnabled)" },
	{ "bedrock", "CreateFoundationModelAgreement",
	  "'requestParameters':{'modelId':'example.m-1'}", NULL,
	  "asked for the use of model example.m-1" },
	{ "s3", "CopyObject",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption-customer-algorithm':'AES256'}",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption':'AES256'}",
	  "encrypted a.csv of s3/crm with a key that AWS does not keep" },
	{ "s3", "CopyObject",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption-aws-kms-key-id':'arn:aws:kms:us-east-1:444455556666:"
	  "key/k9'}",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption-aws-kms-key-id':'arn:aws:kms:us-east-1:111122223333:"
	  "key/k9'}",
	  "encrypted a.csv of s3/crm with KMS key k9 of account 444455556666" },
	{ "rds", "DeleteDBCluster",
	  "'requestParameters':{'dBClusterIdentifier':'pay','skipFinalSnapshot'"
	  ":true}",
	  "'requestParameters':{'dBClusterIdentifier':'pay','skipFinalSnapshot'"
	  ":false}",
	  "deleted database pay without a last snapshot" },
	{ "rds", "ModifyDBCluster",
	  "'requestParameters':{'dBClusterIdentifier':'pay','"
	  "deletionProtection':false}",
	  "'requestParameters':{'dBClusterIdentifier':'pay','"
	  "deletionProtection':true}",
	  "lifted the deletion protection of database pay" },
	{ "backup", "DeleteRecoveryPoint",
	  "'requestParameters':{'backupVaultName':'v','recoveryPointArn':'arn:"
	  "aws:backup:us-east-1:111122223333:recovery-point:r1'}",
	  NULL, "deleted backup r1 of vault v" },
	{ "backup", "DeleteBackupVaultLockConfiguration",
	  "'requestParameters':{'backupVaultName':'v'}", NULL,
	  "unlocked vault v" },
	{ "dynamodb", "UpdateContinuousBackups",
	  "'requestParameters':{'tableName':'t','"
	  "pointInTimeRecoverySpecification':{'pointInTimeRecoveryEnabled':"
	  "false}}",
	  "'requestParameters':{'tableName':'t','"
	  "pointInTimeRecoverySpecification':{'pointInTimeRecoveryEnabled':"
	  "true}}",
	  "switched off the continuous backup of table t" },
	{ "elasticfilesystem", "DeleteFileSystem",
	  "'requestParameters':{'fileSystemId':'fs-1'}", NULL,
	  "deleted file system fs-1" },
	{ "logs", "PutSubscriptionFilter",
	  "'requestParameters':{'logGroupName':'g','destinationArn':'arn:aws:"
	  "logs:us-east-1:444455556666:destination:d'}",
	  "'requestParameters':{'logGroupName':'g','destinationArn':'arn:aws:"
	  "lambda:us-east-1:111122223333:function:f'}",
	  "sent log group g to destination:d of account 444455556666" },
	{ "dynamodb", "ExportTableToPointInTime",
	  "'requestParameters':{'tableArn':'arn:aws:dynamodb:us-east-1:"
	  "111122223333:table/"
	  "t','s3Bucket':'out','s3BucketOwner':'444455556666'}",
	  NULL, "exported table t to s3/out of account 444455556666" },
	{ "ec2", "CreateTrafficMirrorSession",
	  "'requestParameters':{'CreateTrafficMirrorSessionRequest':{'"
	  "NetworkInterfaceId':'eni-1','TrafficMirrorTargetId':'tmt-1'}}",
	  NULL, "mirrored the traffic of eni-1 to tmt-1" },
	{ "events", "DisableRule", "'requestParameters':{'name':'alerts'}",
	  NULL, "switched off rule alerts" },
	{ "ec2", "ModifyInstanceMetadataOptions",
	  "'requestParameters':{'ModifyInstanceMetadataOptionsRequest':{'"
	  "InstanceId':'i-1','HttpTokens':'optional'}}",
	  "'requestParameters':{'ModifyInstanceMetadataOptionsRequest':{'"
	  "InstanceId':'i-1','HttpTokens':'required'}}",
	  "let i-1 give its credentials without a token" },
	{ "cognito-identity", "UpdateIdentityPool",
	  "'requestParameters':{'identityPoolName':'web','"
	  "allowUnauthenticatedIdentities':true}",
	  "'requestParameters':{'identityPoolName':'web','"
	  "allowUnauthenticatedIdentities':false}",
	  "let anyone into identity pool web" },
	{ "route53domains", "TransferDomainToAnotherAwsAccount",
	  "'requestParameters':{'domainName':'example.com','accountId':'"
	  "444455556666'}",
	  NULL, "let go of domain example.com to account 444455556666" },
	{ "route53domains", "DisableDomainTransferLock",
	  "'requestParameters':{'domainName':'example.com'}", NULL,
	  "unlocked domain example.com for a transfer" },
	{ "sso-directory", "CompleteVirtualMfaDeviceRegistration",
	  "'requestParameters':{'userId':'u-1'}", NULL,
	  "registered an MFA device for Identity Center user u-1" },
	{ "ec2", "DisableSnapshotBlockPublicAccess",
	  "'requestParameters':{'DisableSnapshotBlockPublicAccessRequest':''}",
	  NULL, "let snapshots of this region be shared with everyone" },
	{ "s3", "PutBucketEncryption",
	  "'requestParameters':{'bucketName':'crm','"
	  "ServerSideEncryptionConfiguration':{'Rule':{'"
	  "ApplyServerSideEncryptionByDefault':{'KMSMasterKeyID':'arn:aws:kms:"
	  "us-east-1:444455556666:key/k9'}}}}",
	  "'requestParameters':{'bucketName':'crm','"
	  "ServerSideEncryptionConfiguration':{'Rule':{'"
	  "ApplyServerSideEncryptionByDefault':{'KMSMasterKeyID':'arn:aws:kms:"
	  "us-east-1:111122223333:key/k9'}}}}",
	  "set s3/crm to be encrypted with KMS key k9 of account "
	  "444455556666" },
	{ "iam", "CreateServiceSpecificCredential",
	  "'requestParameters':{'userName':'bob','serviceName':'codecommit."
	  "amazonaws.com'}",
	  NULL, "created a credential for codecommit.amazonaws.com of bob" },
	{ "rds", "RestoreDBInstanceFromDBSnapshot",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','"
	  "publiclyAccessible':true}",
	  "'requestParameters':{'dBInstanceIdentifier':'pay','"
	  "publiclyAccessible':false}",
	  "put database pay on the internet" },
	{ "ec2", "RunInstances",
	  "'awsRegion':'ap-southeast-3',"
	  "'requestParameters':{'launchTemplate':{'launchTemplateId':'lt-1'},'"
	  "instancesSet':{'items':[{'maxCount':20}]}}",
	  "'requestParameters':{'launchTemplate':{'launchTemplateId':'lt-1'},'"
	  "instancesSet':{'items':[{'maxCount':1}]}}",
	  "started 20 instances in ap-southeast-3" },
	{ "iam", "PutUserPolicy",
	  "'requestParameters':{'userName':'bob','policyName':'shut','"
	  "policyDocument':'{`Statement`:{`Effect`:`Deny`,`Action`:`*`,"
	  "`Resource`:`*`}}'}",
	  NULL, "put policy shut, which only denies, on user bob" },
	{ "iam", "AttachRolePolicy",
	  "'requestParameters':{'roleName':'Back','policyArn':"
	  "'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2'}",
	  "'requestParameters':{'roleName':'Back','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  "attached AWSCompromisedKeyQuarantineV2, which denies what leaked "
	  "keys are used for, to role Back" },
	{ "iam", "DetachUserPolicy",
	  "'requestParameters':{'userName':'bob','policyArn':"
	  "'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2'}",
	  "'requestParameters':{'userName':'bob','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  "lifted the quarantine AWSCompromisedKeyQuarantineV2 of user bob" },
	{ "iam", "AttachRolePolicy",
	  "'requestParameters':{'roleName':'Back','policyArn':"
	  "'arn:aws:iam::aws:policy/AWSDenyAll'}",
	  "'requestParameters':{'roleName':'Back','policyArn':"
	  "'arn:aws:iam::aws:policy/ReadOnlyAccess'}",
	  "attached AWSDenyAll, which denies everything, to role Back" },
	{ "s3", "PutObject",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption-customer-algorithm':'AES256'}",
	  "'requestParameters':{'bucketName':'crm','key':'a.csv','x-amz-server-"
	  "side-encryption':'AES256'}",
	  "encrypted a.csv of s3/crm with a key that AWS does not keep" },
};

#endif
