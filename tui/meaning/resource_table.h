/* SPDX-License-Identifier: MIT */
/* resource_table.h - where calls name what they touch, service by service: the
 * table of plan.c.
 *
 * resources[] is filled by a few services only, and EC2, of which most
 * incidents are made, is not among them. A row serves one type; a call that
 * names several things has several rows. Places were read off the services'
 * API references and off recorded events. ARNs and ids are found without a row
 * (guess.c): what needs one is a name, a part, or an order, since the first
 * that is named stands for the event. */
#ifndef RESOURCE_TABLE_H
#define RESOURCE_TABLE_H

#include "guess.h"

#define SG_RULES "*SecurityGroupIngress|*SecurityGroupEgress"
#define USER_CALLS                                                             \
	"*User|*UserPolicy|*LoginProfile|*AccessKey|*MFADevice"                \
	"|*SSHPublicKey|*SigningCertificate|*ServiceSpecificCredential"        \
	"|AddUserToGroup|RemoveUserFromGroup|ChangePassword"                   \
	"|*UserPermissionsBoundary"
#define ROLE_CALLS                                                             \
	"*Role|*RolePolicy|*AssumeRolePolicy|*RolePermissionsBoundary"         \
	"|PassRole|RemoveRoleFromInstanceProfile"
#define PROVIDER_CALLS "*SAMLProvider|*OpenIDConnectProvider*"
#define DB_GROUP_CALLS "*DBSecurityGroup*|*DBSubnetGroup*|*DBParameterGroup*"
#define DB_SNAPSHOT_CALLS "!Restore*|*DBSnapshot*"
#define DB_CLUSTER_CALLS "!CreateDBClusterSnapshot|*DBCluster*"
#define LAMBDA_CALLS                                                           \
	"*Function*|*Permission*|*Alias*|*Concurrency*"                        \
	"|*EventSourceMapping*|*FunctionUrl*|Invoke*"
#define SSM_SESSIONS "SendCommand|StartSession|TerminateSession|ResumeSession"
#define WATCHERS "macie2|inspector2|access-analyzer|detective"
#define S3 "s3|s3express"
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
	{ "ec2", SG_RULES "|ModifySecurityGroupRules", TYPE_SECURITY_GROUP_RULE,
	  "rs.securityGroupRuleSet.items.securityGroupRuleId "
	  "rq.securityGroupRuleIds rq.ModifySecurityGroupRulesRequest."
	  "SecurityGroupRule.SecurityGroupRuleId" },
	{ "ec2", SG_RULES, TYPE_SECURITY_GROUP,
	  "rq.ipPermissions.items.groups.items.groupId "
	  "rq.ipPermissions.items.groups.items.groupName "
	  "rq.sourceSecurityGroupName",
	  AS_PEER },
	{ "ec2", "RunInstances", TYPE_INSTANCE,
	  "rs.instancesSet.items.instanceId" },
	{ "ec2", "RunInstances", TYPE_IMAGE,
	  "rq.instancesSet.items.imageId rs.instancesSet.items.imageId",
	  AS_SOURCE },
	{ "ec2", "RunInstances", TYPE_TEMPLATE,
	  "rq.launchTemplate.launchTemplateId "
	  "rq.launchTemplate.launchTemplateName",
	  AS_SOURCE },
	{ "ec2", "RunInstances", TYPE_SUBNET,
	  "rq.subnetId rq.networkInterfaceSet.items.subnetId "
	  "rs.instancesSet.items.subnetId",
	  AS_NAMED },
	{ "ec2", "RunInstances", TYPE_SECURITY_GROUP,
	  "rq.groupSet.items.groupId "
	  "rq.networkInterfaceSet.items.groupSet.items.groupId "
	  "rs.instancesSet.items.groupSet.items.groupId",
	  AS_NAMED },
	{ "ec2", "RunInstances", TYPE_VPC, "rs.instancesSet.items.vpcId",
	  AS_NAMED },
	{ "ec2",
	  "StartInstances|StopInstances|RebootInstances|TerminateInstances|"
	  "MonitorInstances|UnmonitorInstances|DescribeInstances",
	  TYPE_INSTANCE, "rq.instancesSet.items.instanceId" },
	{ "ec2", "*Instance*", TYPE_INSTANCE,
	  "rq.instanceId rq.InstanceId "
	  "rq.AssociateIamInstanceProfileRequest.InstanceId" },
	{ "ec2",
	  "RunInstances|AssociateIamInstanceProfile|"
	  "ReplaceIamInstanceProfileAssociation",
	  TYPE_PROFILE,
	  "rq.iamInstanceProfile.arn rq.iamInstanceProfile.name "
	  "rq.AssociateIamInstanceProfileRequest.IamInstanceProfile.Arn "
	  "rq.AssociateIamInstanceProfileRequest.IamInstanceProfile.Name "
	  "rq.ReplaceIamInstanceProfileAssociationRequest."
	  "IamInstanceProfile.Arn "
	  "rq.ReplaceIamInstanceProfileAssociationRequest."
	  "IamInstanceProfile.Name",
	  AS_ROLE },
	{ "ec2", "*Volume*", TYPE_VOLUME,
	  "rq.volumeId rs.volumeId rq.volumeSet.items.volumeId" },
	{ "ec2", "AttachVolume|DetachVolume", TYPE_INSTANCE, "rq.instanceId" },
	{ "ec2", "*Snapshot*", TYPE_SNAPSHOT,
	  "rq.snapshotId rs.snapshotId rq.snapshotSet.items.snapshotId" },
	{ "ec2", "*Snapshot*", TYPE_SNAPSHOT, "rq.sourceSnapshotId",
	  AS_SOURCE },
	{ "ec2", "CreateVolume", TYPE_SNAPSHOT, "rq.snapshotId rs.snapshotId",
	  AS_SOURCE },
	{ "ec2", "*Image*", TYPE_IMAGE, "rq.imageId rs.imageId" },
	{ "ec2", "CreateImage|CopyImage|RegisterImage", TYPE_IMAGE,
	  "rs.imageId rq.name" },
	{ "ec2", "CreateImage", TYPE_INSTANCE, "rq.instanceId", AS_SOURCE },
	{ "ec2", "*Image*", TYPE_IMAGE, "rq.sourceImageId", AS_SOURCE },
	{ "ec2", "ModifySnapshotAttribute", TYPE_ACCOUNT,
	  "rq.createVolumePermission.add.items.userId "
	  "rq.createVolumePermission.remove.items.userId",
	  AS_PEER },
	{ "ec2", "ModifyImageAttribute", TYPE_ACCOUNT,
	  "rq.launchPermission.add.items.userId "
	  "rq.launchPermission.remove.items.userId",
	  AS_PEER },
	{ "ec2", "ImportImage|ImportSnapshot", TYPE_BUCKET,
	  "rq.diskContainerSet.items.userBucket.s3Bucket "
	  "rq.diskContainer.userBucket.s3Bucket",
	  AS_SOURCE },
	{ "ec2", "*LaunchTemplate*", TYPE_TEMPLATE,
	  "rs.CreateLaunchTemplateResponse.launchTemplate.launchTemplateId "
	  "rq.CreateLaunchTemplateRequest.LaunchTemplateName "
	  "rq.DeleteLaunchTemplateRequest.LaunchTemplateName "
	  "rq.ModifyLaunchTemplateRequest.LaunchTemplateName" },
	{ "ec2", "*VpcPeeringConnection", TYPE_PEERING,
	  "rq.vpcPeeringConnectionId "
	  "rs.vpcPeeringConnection.vpcPeeringConnectionId" },
	{ "ec2", "*NetworkInterface*", TYPE_INTERFACE,
	  "rq.networkInterfaceId rs.networkInterface.networkInterfaceId" },
	{ "ec2", "*KeyPair", TYPE_KEYPAIR,
	  "rq.keyName rs.keyName rq.keyPairId rs.keyPairId" },
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
	  "rq.transitGatewayId rq.vpcPeeringConnectionId",
	  AS_DESTINATION },
	{ "ec2", "CreateNatGateway", TYPE_SUBNET,
	  "rq.CreateNatGatewayRequest.SubnetId" },
	{ "ec2", "CreateNatGateway", TYPE_EIP,
	  "rq.CreateNatGatewayRequest.AllocationId" },
	{ "ec2", "CreateSnapshot", TYPE_VOLUME, "rq.volumeId", AS_SOURCE },
	{ "ec2", "RegisterImage|RunInstances", TYPE_SNAPSHOT,
	  "rq.blockDeviceMapping.items.ebs.snapshotId", AS_SOURCE },
	{ "ec2", "CreateFlowLogs", TYPE_SERVICE,
	  "rq.CreateFlowLogsRequest.ResourceId" },
	{ "ec2", "CreateFlowLogs", TYPE_LOG_GROUP,
	  "rq.CreateFlowLogsRequest.LogGroupName", AS_DESTINATION },
	{ "ec2", "CreateTags|DeleteTags", TYPE_SERVICE,
	  "rq.resourcesSet.items.resourceId" },
	/* S3: what is done to an object is done to its bucket */
	{ S3, "*", TYPE_BUCKET, "rq.bucketName" },
	{ S3, "*", TYPE_BUCKET, "rq.x-amz-copy-source rq.x-amz-rename-source",
	  AS_SOURCE },
	{ "s3express", "CreateSession", TYPE_KEY, "rs.credentials.accessKeyId",
	  AS_ISSUED },
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
	{ "iam", "AddRoleToInstanceProfile", TYPE_ROLE, "rq.roleName",
	  AS_ROLE },
	{ "iam", "*MFADevice", TYPE_MFA,
	  "rq.serialNumber rs.virtualMFADevice.serialNumber "
	  "rq.virtualMFADeviceName" },
	{ "iam", "*ServerCertificate", TYPE_SERVER_CERT,
	  "rq.serverCertificateName" },
	{ "iam", PROVIDER_CALLS, TYPE_SAML,
	  "rq.sAMLProviderArn rs.sAMLProviderArn" },
	{ "iam", PROVIDER_CALLS, TYPE_OIDC,
	  "rq.openIDConnectProviderArn rq.url" },
	{ "sts", "AssumeRole*", TYPE_ROLE, "rq.roleArn" },
	{ "sts", "AssumeRoot", TYPE_ACCOUNT, "rq.targetPrincipal" },
	{ "sts", "AssumeRole*", TYPE_SESSION, "rs.assumedRoleUser.arn",
	  AS_ISSUED },
	{ "sts", "AssumeRole*|GetFederationToken", TYPE_FEDERATED,
	  "rs.federatedUser.arn", AS_ISSUED },
	/* the role's account has them, whoever recorded the call */
	{ "sts", "AssumeRole*", TYPE_KEY, "rs.credentials.accessKeyId",
	  AS_ISSUED, "rq.roleArn" },
	{ "sts", "AssumeRoot", TYPE_KEY, "rs.credentials.accessKeyId",
	  AS_ISSUED, "rq.targetPrincipal" },
	{ "sts", "GetFederationToken|GetSessionToken", TYPE_KEY,
	  "rs.credentials.accessKeyId", AS_ISSUED },
	{ "eks-auth", "AssumeRoleForPodIdentity", TYPE_SESSION,
	  "rs.assumedRoleUser.arn", AS_ISSUED },
	{ "eks-auth", "AssumeRoleForPodIdentity", TYPE_KEY,
	  "rs.credentials.accessKeyId", AS_ISSUED, "rs.assumedRoleUser.arn" },
	{ "eks-auth", "*", TYPE_CLUSTER, "rq.clusterName" },
	/* keys, secrets, parameters */
	{ "kms", "*", TYPE_KMS,
	  "resources.ARN rq.keyId rq.targetKeyId rs.keyId "
	  "rs.keyMetadata.arn sd.keyId" },
	{ "kms", "*Alias", TYPE_KMS, "rq.aliasName" },
	{ "kms", "*Grant", TYPE_NONE, "rq.granteePrincipal", AS_PEER },
	{ "secretsmanager", "*", TYPE_SECRET,
	  "rq.secretId rq.name rs.arn rs.aRN ad.SecretId sd.SecretId ad.ARN" },
	{ "ssm", "*Parameter*", TYPE_PARAMETER, "rq.name rq.names rq.path" },
	{ "ssm",
	  "UpdateInstanceInformation|*Association*|*InstancesForPatching|"
	  "PutInventory|PutComplianceItems|*ManagedInstance",
	  TYPE_INSTANCE, "rq.instanceId" },
	{ "ssm", SSM_SESSIONS, TYPE_INSTANCE,
	  "rq.instanceIds rq.target rq.targets.values" },
	{ "ssm", "*Document*|SendCommand", TYPE_DOCUMENT,
	  "rq.name rq.documentName" },
	{ "acm", "*", TYPE_CERT, "rq.certificateArn rs.certificateArn" },
	/* compute */
	{ "lambda", LAMBDA_CALLS, TYPE_LAMBDA,
	  "rq.functionName rs.functionArn" },
	{ "lambda", "*Function*", TYPE_BUCKET, "rq.code.s3Bucket rq.s3Bucket",
	  AS_SOURCE },
	{ "lambda", "*Permission*", TYPE_ACCOUNT, "rq.principal", AS_PEER },
	{ "lambda", "*LayerVersion*", TYPE_LAYER,
	  "rq.layerName rs.layerVersionArn" },
	{ "ecs", "*", TYPE_ECS_CLUSTER, "rq.cluster" },
	{ "ecs", "*", TYPE_ECS_SERVICE, "rq.service rq.serviceName" },
	{ "ecs", "*", TYPE_ECS_TASK, "rq.task rs.tasks.taskArn" },
	{ "ecs", "*", TYPE_TASK_DEFINITION,
	  "rq.taskDefinition rq.family rs.taskDefinition.taskDefinitionArn" },
	{ "ecs", "RegisterTaskDefinition|RunTask|StartTask", TYPE_ROLE,
	  "rq.taskRoleArn rq.overrides.taskRoleArn", AS_ROLE },
	{ "ecs", "RegisterTaskDefinition|RunTask|StartTask", TYPE_ROLE,
	  "rq.executionRoleArn rq.overrides.executionRoleArn", AS_ROLE },
	{ "eks", "*", TYPE_CLUSTER, "rq.name rq.clusterName rs.cluster.arn" },
	{ "eks", "*Nodegroup*", TYPE_NODES, "rq.nodegroupName" },
	{ "eks", "*AccessEntry|*AccessPolicy", TYPE_NONE, "rq.principalArn",
	  AS_PEER },
	{ "ecr", "*", TYPE_REPOSITORY,
	  "resources.ARN rq.repositoryName rq.repositoryNames" },
	{ "autoscaling", "*", TYPE_SCALING_GROUP,
	  "rq.autoScalingGroupName rq.autoScalingGroupNames" },
	{ "autoscaling", "*", TYPE_TEMPLATE,
	  "rq.launchTemplate.launchTemplateId "
	  "rq.launchTemplate.launchTemplateName",
	  AS_SOURCE },
	{ "elasticmapreduce", "*", TYPE_SERVICE,
	  "rq.jobFlowId rs.jobFlowId rq.clusterId" },
	{ "elasticmapreduce", "RunJobFlow", TYPE_ROLE, "rq.serviceRole",
	  AS_ROLE },
	{ "elasticmapreduce", "RunJobFlow", TYPE_PROFILE, "rq.jobFlowRole",
	  AS_ROLE },
	{ "autoscaling", "*", TYPE_LAUNCH, "rq.launchConfigurationName" },
	{ "ec2-instance-connect", "*", TYPE_INSTANCE, "rq.instanceId" },
	{ "states", "*", TYPE_STATE_MACHINE,
	  "rq.stateMachineArn rs.stateMachineArn" },
	{ "states", "*", TYPE_EXECUTION, "rq.executionArn" },
	/* databases and storage */
	{ "rds", "*DBInstance*|*ReadReplica", TYPE_DB,
	  "rq.dBInstanceIdentifier rs.dBInstanceArn" },
	{ "rds", "*DBInstance|*DBCluster", TYPE_SECURITY_GROUP,
	  "rq.vpcSecurityGroupIds rs.vpcSecurityGroups.vpcSecurityGroupId",
	  AS_NAMED },
	{ "rds", DB_CLUSTER_CALLS, TYPE_DB_CLUSTER,
	  "rq.dBClusterIdentifier rs.dBClusterArn" },
	{ "rds", DB_SNAPSHOT_CALLS, TYPE_DB_SNAPSHOT,
	  "rq.targetDBSnapshotIdentifier rq.dBSnapshotIdentifier "
	  "rs.dBSnapshotArn" },
	{ "rds", "*DBClusterSnapshot*", TYPE_DB_CLUSTER_SNAPSHOT,
	  "rq.targetDBClusterSnapshotIdentifier "
	  "rq.dBClusterSnapshotIdentifier" },
	{ "rds", "CreateDBSnapshot", TYPE_DB,
	  "rq.dBInstanceIdentifier rs.dBInstanceIdentifier", AS_SOURCE },
	{ "rds", "CreateDBClusterSnapshot", TYPE_DB_CLUSTER,
	  "rq.dBClusterIdentifier rs.dBClusterIdentifier", AS_SOURCE },
	{ "rds", "CopyDBSnapshot", TYPE_DB_SNAPSHOT,
	  "rq.sourceDBSnapshotIdentifier", AS_SOURCE },
	{ "rds", "CopyDBClusterSnapshot", TYPE_DB_CLUSTER_SNAPSHOT,
	  "rq.sourceDBClusterSnapshotIdentifier", AS_SOURCE },
	{ "rds", "RestoreDBInstanceFromDBSnapshot", TYPE_DB_SNAPSHOT,
	  "rq.dBSnapshotIdentifier", AS_SOURCE },
	{ "rds", "RestoreDBClusterFromSnapshot", TYPE_DB_CLUSTER_SNAPSHOT,
	  "rq.snapshotIdentifier", AS_SOURCE },
	{ "rds", "*ReadReplica|RestoreDBInstanceToPointInTime", TYPE_DB,
	  "rq.sourceDBInstanceIdentifier", AS_SOURCE },
	{ "rds", "RestoreDBClusterToPointInTime", TYPE_DB_CLUSTER,
	  "rq.sourceDBClusterIdentifier", AS_SOURCE },
	{ "rds", "Modify*SnapshotAttribute", TYPE_ACCOUNT,
	  "rq.valuesToAdd rq.valuesToRemove", AS_PEER },
	{ "rds", "StartExportTask", TYPE_BUCKET, "rq.s3BucketName",
	  AS_DESTINATION },
	{ "rds", "RestoreDBInstanceToPointInTime", TYPE_DB,
	  "rq.targetDBInstanceIdentifier" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_SECURITY, "rq.dBSecurityGroupName" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_SUBNETS, "rq.dBSubnetGroupName" },
	{ "rds", DB_GROUP_CALLS, TYPE_DB_PARAMETERS,
	  "rq.dBParameterGroupName" },
	{ "dynamodb", "*", TYPE_TABLE,
	  "resources.ARN rq.tableName rq.tableArn rq.targetTableName" },
	{ "dynamodb", "ExportTableToPointInTime", TYPE_BUCKET, "rq.s3Bucket",
	  AS_DESTINATION },
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
	{ "cloudtrail", "*Trail", TYPE_BUCKET,
	  "rq.s3BucketName rs.s3BucketName", AS_DESTINATION },
	{ "cloudtrail", "*Trail", TYPE_TOPIC, "rq.snsTopicName rs.snsTopicARN",
	  AS_DESTINATION },
	{ "cloudtrail", "*Trail", TYPE_NONE,
	  "rq.cloudWatchLogsLogGroupArn rs.cloudWatchLogsLogGroupArn",
	  AS_DESTINATION },
	{ "config", "*", TYPE_RECORDER,
	  "rq.configurationRecorderName rq.configurationRecorder.name" },
	{ "config", "*", TYPE_CHANNEL,
	  "rq.deliveryChannelName rq.deliveryChannel.name" },
	{ "config", "PutDeliveryChannel", TYPE_BUCKET,
	  "rq.deliveryChannel.s3BucketName", AS_DESTINATION },
	{ "config", "*", TYPE_CONFIG_RULE, "rq.configRuleName" },
	{ "guardduty", "*", TYPE_DETECTOR, "rq.detectorId rs.detectorId" },
	{ "guardduty|securityhub", "*", TYPE_ACCOUNT,
	  "rq.accountIds rq.AccountIds rq.accountDetails.accountId "
	  "rq.AccountDetails.AccountId rq.administratorId rq.masterId",
	  AS_PEER },
	{ "securityhub", "*", TYPE_HUB, "rq.hubArn" },
	{ "securityhub", "*", TYPE_STANDARD, "rq.standardsSubscriptionArns" },
	{ "logs", "*", TYPE_LOG_GROUP,
	  "rq.logGroupName rq.logGroupIdentifier rq.resourceArn" },
	{ "logs", "CreateExportTask", TYPE_BUCKET, "rq.destination",
	  AS_DESTINATION },
	{ "monitoring", "*Alarm*", TYPE_ALARM, "rq.alarmName rq.alarmNames" },
	{ "events", "*Rule|*Targets", TYPE_RULE, "rq.name rq.rule rs.ruleArn" },
	{ "events", "PutTargets", TYPE_NONE, "rq.targets.arn", AS_DESTINATION },
	{ WATCHERS, "*", TYPE_ANALYZER, "rq.analyzerName" },
	{ WATCHERS, "*", TYPE_ACCOUNT, "rq.accountIds" },
	{ WATCHERS, "*", TYPE_GRAPH, "rq.graphArn" },
	/* messages and streams */
	{ "sns", "*", TYPE_TOPIC,
	  "rq.topicArn rq.name rs.topicArn rq.subscriptionArn" },
	{ "sns", "Subscribe", TYPE_NONE, "rq.endpoint", AS_DESTINATION },
	{ "sqs", "*", TYPE_QUEUE, "rq.queueUrl rq.queueName rs.queueUrl" },
	{ "kinesis", "*", TYPE_STREAM, "rq.streamName rq.deliveryStreamName" },
	{ "firehose", "*", TYPE_DELIVERY,
	  "rq.deliveryStreamName rq.streamName" },
	{ "ses", "*", TYPE_EMAIL,
	  "rq.identity rq.emailAddress rq.emailIdentity rq.domain" },
	/* networks and names */
	{ "elasticloadbalancing", "*", TYPE_BALANCER,
	  "rq.loadBalancerArn rq.loadBalancerName rq.loadBalancerNames "
	  "rs.loadBalancers.loadBalancerArn" },
	{ "elasticloadbalancing", "CreateLoadBalancer", TYPE_BALANCER,
	  "rs.loadBalancers.loadBalancerArn rq.name rq.loadBalancerName" },
	{ "elasticloadbalancing", "*", TYPE_LISTENER, "rq.listenerArn" },
	{ "elasticloadbalancing", "*", TYPE_TARGET_GROUP,
	  "rq.targetGroupArn rs.targetGroups.targetGroupArn" },
	{ "elasticloadbalancing", "CreateTargetGroup", TYPE_TARGET_GROUP,
	  "rs.targetGroups.targetGroupArn rq.name" },
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
	{ "glue", "*", TYPE_ROLE, "rq.role rq.jobUpdate.role", AS_ROLE },
	{ "athena", "*", TYPE_WORKGROUP, "rq.workGroup" },
	{ "athena", "*", TYPE_QUERY,
	  "rq.queryExecutionId rs.queryExecutionId" },
	{ "bedrock", "*", TYPE_MODEL, "rq.modelId" },
	{ "bedrock", "*", TYPE_GUARDRAIL, "rq.guardrailIdentifier" },
	{ "bedrock", "*", TYPE_AGENT, "rq.agentId" },
	{ "bedrock", "PutModelInvocationLoggingConfiguration", TYPE_BUCKET,
	  "rq.loggingConfig.s3Config.bucketName", AS_DESTINATION },
	{ "bedrock", "PutModelInvocationLoggingConfiguration", TYPE_LOG_GROUP,
	  "rq.loggingConfig.cloudWatchConfig.logGroupName", AS_DESTINATION },
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
	{ SSO, "*", TYPE_SSO_USER,
	  "rq.userId rq.memberId.userId rs.userId rs.user.userId" },
	{ SSO, "*", TYPE_SSO_GROUP, "rq.groupId rs.groupId rs.group.groupId" },
	{ SSO, "*", TYPE_ACCOUNT, "rq.targetId sd.account_id" },
	{ SSO, "*", TYPE_ROLE, "sd.role_name" },
	{ "controltower", "*", TYPE_ACCOUNT,
	  "sd.createManagedAccountStatus.account.accountId "
	  "sd.updateManagedAccountStatus.account.accountId "
	  "sd.setupLandingZoneStatus.accounts.accountId "
	  "sd.updateLandingZoneStatus.accounts.accountId" },
	{ "controltower", "*", TYPE_ORG_UNIT,
	  "sd.createManagedAccountStatus.organizationalUnit."
	  "organizationalUnitId "
	  "sd.updateManagedAccountStatus.organizationalUnit."
	  "organizationalUnitId "
	  "sd.registerOrganizationalUnitStatus.organizationalUnit."
	  "organizationalUnitId "
	  "sd.deregisterOrganizationalUnitStatus.organizationalUnit."
	  "organizationalUnitId "
	  "sd.enableGuardrailStatus.organizationalUnits."
	  "organizationalUnitId "
	  "sd.disableGuardrailStatus.organizationalUnits."
	  "organizationalUnitId" },
	{ "signin", "*", TYPE_ACCOUNT, "recipientAccountId ad.LoginTo" },
	{ "rolesanywhere", "CreateSession", TYPE_KEY,
	  "rs.credentialSet.credentials.accessKeyId", AS_ISSUED, "rq.roleArn" },
	{ "rolesanywhere", "*", TYPE_ANCHOR,
	  "rq.trustAnchorId rs.trustAnchor.trustAnchorArn" },
	{ "rolesanywhere", "*", TYPE_ANCHOR_PROFILE,
	  "rq.profileId rs.profile.profileArn" },
	{ COGNITO, "*", TYPE_USER_POOL, "rq.userPoolId" },
	{ COGNITO, "*", TYPE_IDENTITY_POOL, "rq.identityPoolId" },
	{ COGNITO, "*", TYPE_POOL_USER, "rq.username" },
	{ COGNITO, "GetCredentialsForIdentity", TYPE_KEY,
	  "rs.credentials.accessKeyId", AS_ISSUED },
};

#endif
