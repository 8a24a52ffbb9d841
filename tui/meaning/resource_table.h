/* SPDX-License-Identifier: MIT */
/* resource_table.h - where calls name what they touch, service by service, and
 * what keys look like that name something elsewhere: tables of plan.c.
 *
 * resources[] is filled by a few services only, and EC2, of which most
 * incidents are made, is not among them. A row serves one type; a call that
 * names several things has several rows. Places were read off the services'
 * API references and off recorded events. */
#ifndef RESOURCE_TABLE_H
#define RESOURCE_TABLE_H

#include "identity.h"

struct resource_row {
	const char *service; /* without .amazonaws.com; `|` between several */
	const char *name;    /* globs of eventName, `|` between several */
	enum type type;
	/* Places (leaf.h) in order: the first that holds a name counts. */
	const char *paths;
};

#define SG_RULES "*SecurityGroupIngress|*SecurityGroupEgress"
#define USER_CALLS                                                             \
	"*User|*UserPolicy|*LoginProfile|*AccessKey|*MFADevice"                \
	"|*SSHPublicKey|*SigningCertificate|*ServiceSpecificCredential"        \
	"|AddUserToGroup|RemoveUserFromGroup|ChangePassword"                   \
	"|*UserPermissionsBoundary"
#define ROLE_CALLS                                                             \
	"*Role|*RolePolicy|*AssumeRolePolicy|*RolePermissionsBoundary"         \
	"|PassRole|AddRoleToInstanceProfile|RemoveRoleFromInstanceProfile"
#define PROVIDER_CALLS "*SAMLProvider|*OpenIDConnectProvider*"
#define DB_GROUP_CALLS "*DBSecurityGroup*|*DBSubnetGroup*|*DBParameterGroup*"
#define LAMBDA_CALLS                                                           \
	"*Function*|*Permission*|*Alias*|*Concurrency*"                        \
	"|*EventSourceMapping*|*FunctionUrl*|Invoke*"
#define SSM_SESSIONS "SendCommand|StartSession|TerminateSession|ResumeSession"
#define WATCHERS "macie2|inspector2|access-analyzer|detective"
#define SSO "sso|sso-directory|identitystore"
#define COGNITO "cognito-idp|cognito-identity"

static const struct resource_row resource_rows[] = {
	/* EC2 */
	{ "ec2",
	  SG_RULES "|DeleteSecurityGroup|ModifySecurityGroupRules|"
		   "UpdateSecurityGroupRuleDescriptions*",
	  TYPE_SECURITY_GROUP,
	  "rq.groupId rq.groupName rq.ModifySecurityGroupRulesRequest.GroupId "
	  "rs.securityGroupRuleSet.items.groupId" },
	{ "ec2", "CreateSecurityGroup", TYPE_SECURITY_GROUP,
	  "rs.groupId rq.groupName" },
	{ "ec2",
	  "CreateSecurityGroup|CreateSubnet|CreateRouteTable|CreateNetworkAcl|"
	  "AttachInternetGateway|DetachInternetGateway",
	  TYPE_VPC, "rq.vpcId" },
	{ "ec2", SG_RULES, TYPE_SECURITY_GROUP_RULE,
	  "rs.securityGroupRuleSet.items.securityGroupRuleId "
	  "rq.securityGroupRuleIds" },
	{ "ec2", "RunInstances", TYPE_INSTANCE,
	  "rs.instancesSet.items.instanceId" },
	{ "ec2", "RunInstances", TYPE_IMAGE, "rq.instancesSet.items.imageId" },
	{ "ec2", "RunInstances", TYPE_SUBNET,
	  "rq.subnetId rq.networkInterfaceSet.items.subnetId "
	  "rs.instancesSet.items.subnetId" },
	{ "ec2", "RunInstances", TYPE_SECURITY_GROUP,
	  "rq.groupSet.items.groupId "
	  "rq.networkInterfaceSet.items.groupSet.items.groupId "
	  "rs.instancesSet.items.groupSet.items.groupId" },
	{ "ec2", "RunInstances", TYPE_VPC, "rs.instancesSet.items.vpcId" },
	{ "ec2", "RunInstances|AssociateIamInstanceProfile", TYPE_PROFILE,
	  "rq.iamInstanceProfile.arn rq.iamInstanceProfile.name" },
	{ "ec2",
	  "StartInstances|StopInstances|RebootInstances|TerminateInstances|"
	  "MonitorInstances|UnmonitorInstances|DescribeInstances",
	  TYPE_INSTANCE, "rq.instancesSet.items.instanceId" },
	{ "ec2", "*Instance*", TYPE_INSTANCE, "rq.instanceId rq.InstanceId" },
	{ "ec2", "*Volume*", TYPE_VOLUME,
	  "rq.volumeId rs.volumeId rq.volumeSet.items.volumeId" },
	{ "ec2", "AttachVolume|DetachVolume", TYPE_INSTANCE, "rq.instanceId" },
	{ "ec2", "*Snapshot*", TYPE_SNAPSHOT,
	  "rq.snapshotId rs.snapshotId rq.sourceSnapshotId "
	  "rq.snapshotSet.items.snapshotId" },
	{ "ec2", "*Image*", TYPE_IMAGE,
	  "rq.imageId rs.imageId rq.sourceImageId" },
	{ "ec2", "*NetworkInterface*", TYPE_INTERFACE,
	  "rq.networkInterfaceId rs.networkInterface.networkInterfaceId" },
	{ "ec2", "*KeyPair", TYPE_KEYPAIR,
	  "rq.keyName rs.keyName rs.keyPairId" },
	{ "ec2", "*Vpc*", TYPE_VPC, "rq.vpcId rs.vpc.vpcId" },
	{ "ec2", "*Subnet*", TYPE_SUBNET, "rq.subnetId rs.subnet.subnetId" },
	{ "ec2", "*Route*", TYPE_ROUTE_TABLE,
	  "rq.routeTableId rs.routeTable.routeTableId" },
	{ "ec2", "*InternetGateway", TYPE_GATEWAY,
	  "rq.internetGatewayId rs.internetGateway.internetGatewayId" },
	{ "ec2", "*NatGateway", TYPE_NAT,
	  "rq.DeleteNatGatewayRequest.NatGatewayId "
	  "rs.CreateNatGatewayResponse.natGateway.natGatewayId" },
	{ "ec2", "*NetworkAcl*", TYPE_ACL,
	  "rq.networkAclId rs.networkAcl.networkAclId" },
	{ "ec2", "*FlowLogs", TYPE_FLOW_LOG,
	  "rq.DeleteFlowLogsRequest.FlowLogId "
	  "rs.CreateFlowLogsResponse.flowLogIdSet" },
	{ "ec2", "*Address", TYPE_EIP, "rq.allocationId rs.allocationId" },
	{ "ec2", "*Address", TYPE_PUBLIC_IP, "rs.publicIp rq.publicIp" },
	{ "ec2", "AssociateRouteTable|CreateNetworkInterface", TYPE_SUBNET,
	  "rq.subnetId" },
	{ "ec2",
	  "CreateNetworkInterface|ModifyNetworkInterfaceAttribute|"
	  "ModifyInstanceAttribute",
	  TYPE_SECURITY_GROUP,
	  "rq.groupSet.items.groupId "
	  "rs.networkInterface.groupSet.items.groupId" },
	{ "ec2", "CreateNetworkInterface", TYPE_VPC,
	  "rs.networkInterface.vpcId" },
	{ "ec2", "CreateRoute|ReplaceRoute|DeleteRoute", TYPE_SERVICE,
	  "rq.gatewayId rq.natGatewayId rq.networkInterfaceId rq.instanceId "
	  "rq.transitGatewayId rq.vpcPeeringConnectionId" },
	{ "ec2", "CreateNatGateway", TYPE_SUBNET,
	  "rq.CreateNatGatewayRequest.SubnetId" },
	{ "ec2", "CreateNatGateway", TYPE_EIP,
	  "rq.CreateNatGatewayRequest.AllocationId" },
	{ "ec2", "CreateSnapshot", TYPE_VOLUME, "rq.volumeId" },
	{ "ec2", "RegisterImage", TYPE_SNAPSHOT,
	  "rq.blockDeviceMapping.items.ebs.snapshotId" },
	{ "ec2", "CreateFlowLogs", TYPE_SERVICE,
	  "rq.CreateFlowLogsRequest.ResourceId" },
	{ "ec2", "CreateTags|DeleteTags", TYPE_SERVICE,
	  "rq.resourcesSet.items.resourceId" },
	/* S3: what is done to an object is done to its bucket */
	{ "s3", "*", TYPE_BUCKET, "rq.bucketName" },
	/* IAM and STS */
	{ "iam", ROLE_CALLS, TYPE_ROLE, "rq.roleName rs.role.arn" },
	{ "iam", USER_CALLS, TYPE_USER,
	  "rq.userName rs.user.arn rs.accessKey.userName" },
	{ "iam", "*AccessKey", TYPE_KEY,
	  "rq.accessKeyId rs.accessKey.accessKeyId" },
	{ "iam", "*Group*|AddUserToGroup|RemoveUserFromGroup", TYPE_GROUP,
	  "rq.groupName" },
	{ "iam", "*Policy*", TYPE_POLICY,
	  "rq.policyArn rs.policy.arn rq.policyName" },
	{ "iam", "*InstanceProfile", TYPE_PROFILE, "rq.instanceProfileName" },
	{ "iam", PROVIDER_CALLS, TYPE_SAML,
	  "rq.sAMLProviderArn rs.sAMLProviderArn" },
	{ "iam", PROVIDER_CALLS, TYPE_OIDC,
	  "rq.openIDConnectProviderArn rq.url" },
	{ "sts", "AssumeRole*", TYPE_ROLE, "rq.roleArn" },
	{ "sts", "AssumeRole*", TYPE_SESSION, "rs.assumedRoleUser.arn" },
	{ "sts", "AssumeRole*|GetFederationToken", TYPE_FEDERATED,
	  "rs.federatedUser.arn" },
	{ "sts", "AssumeRole*|GetFederationToken|GetSessionToken", TYPE_KEY,
	  "rs.credentials.accessKeyId" },
	/* keys, secrets, parameters */
	{ "kms", "*", TYPE_KMS,
	  "resources.ARN rq.keyId rs.keyId rs.keyMetadata.arn sd.keyId" },
	{ "secretsmanager", "*", TYPE_SECRET,
	  "rq.secretId rq.name rs.arn rs.aRN ad.SecretId sd.SecretId ad.ARN" },
	{ "ssm", "*Parameter*", TYPE_PARAMETER, "rq.name rq.names" },
	{ "ssm", SSM_SESSIONS, TYPE_INSTANCE,
	  "rq.instanceIds rq.target rq.targets.values" },
	{ "ssm", "*Document*|SendCommand", TYPE_DOCUMENT,
	  "rq.name rq.documentName" },
	{ "acm", "*", TYPE_CERT, "rq.certificateArn rs.certificateArn" },
	/* compute */
	{ "lambda", LAMBDA_CALLS, TYPE_LAMBDA,
	  "rq.functionName rs.functionArn" },
	{ "lambda", "*LayerVersion*", TYPE_LAYER,
	  "rq.layerName rs.layerVersionArn" },
	{ "ecs", "*", TYPE_ECS_CLUSTER, "rq.cluster" },
	{ "ecs", "*", TYPE_ECS_SERVICE, "rq.service rq.serviceName" },
	{ "ecs", "*", TYPE_ECS_TASK, "rq.task rs.tasks.taskArn" },
	{ "ecs", "*", TYPE_TASK_DEFINITION,
	  "rq.taskDefinition rq.family rs.taskDefinition.taskDefinitionArn" },
	{ "eks", "*", TYPE_CLUSTER, "rq.name rq.clusterName rs.cluster.arn" },
	{ "ecr", "*", TYPE_REPOSITORY, "resources.ARN rq.repositoryName" },
	{ "autoscaling", "*", TYPE_SCALING_GROUP, "rq.autoScalingGroupName" },
	{ "autoscaling", "*", TYPE_LAUNCH, "rq.launchConfigurationName" },
	{ "ec2-instance-connect", "*", TYPE_INSTANCE, "rq.instanceId" },
	{ "states", "*", TYPE_STATE_MACHINE,
	  "rq.stateMachineArn rs.stateMachineArn" },
	{ "states", "*", TYPE_EXECUTION, "rq.executionArn" },
	/* databases and storage */
	{ "rds", "*DBInstance*|*ReadReplica", TYPE_DB,
	  "rq.dBInstanceIdentifier rs.dBInstanceArn" },
	{ "rds", "*DBInstance|*DBCluster", TYPE_SECURITY_GROUP,
	  "rq.vpcSecurityGroupIds rs.vpcSecurityGroups.vpcSecurityGroupId" },
	{ "rds", "*DBCluster*", TYPE_DB_CLUSTER,
	  "rq.dBClusterIdentifier rs.dBClusterArn" },
	{ "rds", "*DBSnapshot*", TYPE_DB_SNAPSHOT,
	  "rq.dBSnapshotIdentifier rs.dBSnapshotArn" },
	{ "rds", "*DBClusterSnapshot*", TYPE_DB_CLUSTER_SNAPSHOT,
	  "rq.dBClusterSnapshotIdentifier" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_SECURITY, "rq.dBSecurityGroupName" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_SUBNETS, "rq.dBSubnetGroupName" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_PARAMETERS,
	  "rq.dBParameterGroupName" },
	{ "dynamodb", "*", TYPE_TABLE,
	  "resources.ARN rq.tableName rq.tableArn" },
	{ "elasticfilesystem", "*", TYPE_FILE_SYSTEM,
	  "rq.fileSystemId rs.fileSystemId" },
	{ "elasticfilesystem", "*", TYPE_MOUNT_TARGET, "rq.mountTargetId" },
	{ "elasticache", "*", TYPE_CACHE, "rq.cacheClusterId" },
	{ "elasticache", "*", TYPE_CACHE_GROUP, "rq.replicationGroupId" },
	{ "elasticache", "*", TYPE_CACHE_SECURITY,
	  "rq.cacheSecurityGroupName" },
	{ "redshift", "*", TYPE_REDSHIFT,
	  "rq.clusterIdentifier rs.clusterIdentifier" },
	{ "es|opensearch", "*", TYPE_SEARCH,
	  "rq.domainName rs.domainStatus.aRN" },
	{ "backup", "*", TYPE_VAULT, "rq.backupVaultName" },
	{ "backup", "*", TYPE_RECOVERY_POINT, "rq.recoveryPointArn" },
	{ "backup", "*", TYPE_SERVICE, "rq.resourceArn" },
	/* watching */
	{ "cloudtrail", "*", TYPE_TRAIL,
	  "rq.name rq.trailName rq.trailNameList rs.trailARN" },
	{ "config", "*", TYPE_RECORDER,
	  "rq.configurationRecorderName rq.configurationRecorder.name" },
	{ "config", "*", TYPE_CHANNEL, "rq.deliveryChannelName" },
	{ "config", "*", TYPE_CONFIG_RULE, "rq.configRuleName" },
	{ "guardduty", "*", TYPE_DETECTOR, "rq.detectorId rs.detectorId" },
	{ "securityhub", "*", TYPE_HUB, "rq.hubArn" },
	{ "securityhub", "*", TYPE_STANDARD, "rq.standardsSubscriptionArns" },
	{ "logs", "*", TYPE_LOG_GROUP,
	  "rq.logGroupName rq.logGroupIdentifier rq.resourceArn" },
	{ "monitoring", "*Alarm*", TYPE_ALARM, "rq.alarmName rq.alarmNames" },
	{ "events", "*Rule|*Targets", TYPE_RULE, "rq.name rq.rule rs.ruleArn" },
	{ WATCHERS, "*", TYPE_ANALYZER, "rq.analyzerName" },
	{ WATCHERS, "*", TYPE_ACCOUNT, "rq.accountIds" },
	{ WATCHERS, "*", TYPE_GRAPH, "rq.graphArn" },
	/* messages and streams */
	{ "sns", "*", TYPE_TOPIC,
	  "rq.topicArn rq.name rs.topicArn rq.subscriptionArn" },
	{ "sqs", "*", TYPE_QUEUE, "rq.queueUrl rq.queueName rs.queueUrl" },
	{ "kinesis", "*", TYPE_STREAM, "rq.streamName rq.deliveryStreamName" },
	{ "firehose", "*", TYPE_DELIVERY,
	  "rq.deliveryStreamName rq.streamName" },
	{ "ses", "*", TYPE_EMAIL,
	  "rq.identity rq.emailAddress rq.emailIdentity rq.domain" },
	/* networks and names */
	{ "elasticloadbalancing", "*", TYPE_BALANCER,
	  "rq.loadBalancerArn rq.loadBalancerName "
	  "rs.loadBalancers.loadBalancerArn" },
	{ "elasticloadbalancing", "*", TYPE_LISTENER, "rq.listenerArn" },
	{ "elasticloadbalancing", "*", TYPE_TARGET_GROUP, "rq.targetGroupArn" },
	{ "route53", "*", TYPE_ZONE, "rq.hostedZoneId rs.hostedZone.id" },
	{ "route53", "*", TYPE_RECORD,
	  "rq.changeBatch.changes.resourceRecordSet.name" },
	{ "route53domains", "*", TYPE_DOMAIN, "rq.domainName" },
	{ "cloudfront", "*", TYPE_DISTRIBUTION,
	  "rq.id rq.distributionId rs.distribution.id" },
	{ "apigateway", "*", TYPE_API, "rq.restApiId rq.apiId rs.id" },
	{ "wafv2", "*", TYPE_WAF, "rq.name rq.webACLArn rq.id" },
	{ "wafv2", "*", TYPE_SERVICE, "rq.resourceArn" },
	/* building */
	{ "cloudformation", "*", TYPE_STACK, "rq.stackName rs.stackId" },
	{ "cloudformation", "*", TYPE_STACK_SET, "rq.stackSetName" },
	{ "codebuild", "*", TYPE_PROJECT,
	  "rq.projectName rq.name rq.repositoryName" },
	{ "codepipeline", "*", TYPE_PIPELINE,
	  "rq.name rq.projectName rq.repositoryName" },
	{ "codecommit", "*", TYPE_CODE_REPOSITORY,
	  "rq.repositoryName rq.name rq.projectName" },
	/* data and models */
	{ "glue", "*", TYPE_GLUE_DATABASE, "rq.databaseName" },
	{ "glue", "*", TYPE_GLUE_TABLE, "rq.tableInput.name" },
	{ "glue", "*", TYPE_GLUE_JOB, "rq.jobName" },
	{ "glue", "*", TYPE_GLUE_ENDPOINT, "rq.endpointName" },
	{ "glue", "*", TYPE_GLUE, "rq.name" },
	{ "athena", "*", TYPE_WORKGROUP, "rq.workGroup" },
	{ "athena", "*", TYPE_QUERY,
	  "rq.queryExecutionId rs.queryExecutionId" },
	{ "bedrock", "*", TYPE_MODEL, "rq.modelId" },
	{ "bedrock", "*", TYPE_GUARDRAIL, "rq.guardrailIdentifier" },
	{ "bedrock", "*", TYPE_AGENT, "rq.agentId" },
	/* accounts and people */
	{ "organizations", "*", TYPE_ACCOUNT,
	  "rq.accountId rs.createAccountStatus.accountId" },
	{ "organizations", "*", TYPE_ORG_POLICY, "rq.policyId" },
	{ "organizations", "*", TYPE_ORG_TARGET, "rq.targetId" },
	{ "organizations", "*", TYPE_ORG_UNIT, "rq.organizationalUnitId" },
	{ "organizations", "*", TYPE_HANDSHAKE, "rq.handshakeId" },
	{ SSO, "*", TYPE_PERMISSION_SET, "rq.permissionSetArn" },
	{ SSO, "*", TYPE_SSO_INSTANCE, "rq.instanceArn" },
	{ SSO, "*", TYPE_SSO_PRINCIPAL, "rq.principalId" },
	{ SSO, "*", TYPE_SSO_USER, "rq.userId" },
	{ SSO, "*", TYPE_SSO_GROUP, "rq.groupId" },
	{ SSO, "*", TYPE_ACCOUNT, "rq.targetId sd.account_id" },
	{ SSO, "*", TYPE_ROLE, "sd.role_name" },
	{ "signin", "*", TYPE_ACCOUNT, "recipientAccountId ad.LoginTo" },
	{ "rolesanywhere", "*", TYPE_ANCHOR,
	  "rq.trustAnchorId rs.trustAnchor.trustAnchorArn" },
	{ "rolesanywhere", "*", TYPE_ANCHOR_PROFILE,
	  "rq.profileId rs.profile.profileArn" },
	{ COGNITO, "*", TYPE_USER_POOL, "rq.userPoolId" },
	{ COGNITO, "*", TYPE_IDENTITY_POOL, "rq.identityPoolId" },
	{ COGNITO, "*", TYPE_POOL_USER, "rq.username" },
};

/* ---- keys of services without a row ----
 *
 * Hundreds of services have no row in the table; what their keys have in
 * common is how they end. */

static const struct str ends[] = {
	STR("Id"),  STR("Ids"),  STR("Arn"),   STR("Arns"),
	STR("ARN"), STR("Name"), STR("Names"),
};

/* Whole keys, or their ends where a capital begins them. */
static const struct str stops[] = {
	STR("RequestId"),     STR("Token"),           STR("VersionId"),
	STR("VersionIds"),    STR("AccessKeyId"),     STR("SessionName"),
	STR("SessionId"),     STR("PrincipalId"),     STR("EventId"),
	STR("EventName"),     STR("HostId"),          STR("HostName"),
	STR("OwnerId"),       STR("OwnerIds"),        STR("RegionName"),
	STR("RegionNames"),   STR("ZoneName"),        STR("AvailabilityZoneId"),
	STR("MetricName"),    STR("AttributeName"),   STR("AttributeNames"),
	STR("DnsName"),       STR("DisplayName"),     STR("FileName"),
	STR("DeviceName"),    STR("VirtualName"),     STR("UniqueId"),
	STR("ReservationId"), STR("RequesterId"),     STR("FilterName"),
	STR("StateName"),     STR("StatusName"),      STR("TypeName"),
	STR("CorrelationId"), STR("TransactionId"),   STR("TraceId"),
	STR("CommandId"),     STR("MessageId"),       STR("UploadId"),
	STR("OperationId"),   STR("OperationName"),   STR("ActionName"),
	STR("ColumnName"),    STR("FieldName"),       STR("FirstName"),
	STR("LastName"),      STR("GivenName"),       STR("FamilyName"),
	STR("EngineName"),    STR("CallerReference"), STR("IdempotencyToken"),
	STR("ServiceName"),   STR("ServiceNames"),    STR("TagName"),
	STR("AttachmentId"),  STR("PublishId"),       STR("ChangeId"),
	STR("ParentName"),    STR("NamespaceName"),   STR("x-amz-id-2"),
	STR("UserAgent"),     STR("LocationName"),
};

/* The same, but where the table knows the key. */
static const struct str vague[] = {
	STR("UserId"),    STR("UserIds"),    STR("AgentName"),
	STR("AccountId"), STR("AccountIds"),
};

static const struct str roots[] = {
	STR("requestParameters."),
	STR("responseElements."),
	STR("serviceEventDetails."),
};

#endif
