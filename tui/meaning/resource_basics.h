/* SPDX-License-Identifier: MIT */
/* resource_basics.h - where EC2, S3, IAM and STS name what they touch: rows of
 * resource_table.h. */
#ifndef RESOURCE_BASICS_H
#define RESOURCE_BASICS_H

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
#define S3 "s3|s3express"

/* What launch templates hold, in both calls that write it. */
#define LAUNCH_DATA(place)                                                     \
	"rq.CreateLaunchTemplateRequest.LaunchTemplateData." place             \
	" rq.CreateLaunchTemplateVersionRequest.LaunchTemplateData." place " "

static const struct resource_row basic_rows[] = {
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
	{ "ec2", SG_RULES, TYPE_ACCOUNT,
	  "rq.ipPermissions.items.groups.items.userId "
	  "rq.sourceSecurityGroupOwnerId",
	  AS_PEER },
	{ "ec2", "RunInstances", TYPE_INSTANCE,
	  "rs.instancesSet.items.instanceId" },
	{ "ec2", "RunInstances", TYPE_IMAGE,
	  "rq.instancesSet.items.imageId rs.instancesSet.items.imageId",
	  AS_SOURCE },
	{ "ec2", "RunInstances|RequestSpotInstances", TYPE_KEYPAIR,
	  "rq.keyName rq.instancesSet.items.keyName "
	  "rs.instancesSet.items.keyName rq.launchSpecification.keyName",
	  AS_NAMED },
	{ "ec2", "RequestSpotInstances", TYPE_IMAGE,
	  "rq.launchSpecification.imageId", AS_SOURCE },
	{ "ec2", "RequestSpotInstances", TYPE_PROFILE,
	  "rq.launchSpecification.iamInstanceProfile.arn "
	  "rq.launchSpecification.iamInstanceProfile.name",
	  AS_ROLE },
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
	{ "ec2", "!CreateInstanceExportTask|*Instance*", TYPE_INSTANCE,
	  "rq.instanceId rq.InstanceId "
	  "rq.AssociateIamInstanceProfileRequest.InstanceId" },
	{ "ec2",
	  "RunInstances|AssociateIamInstanceProfile|"
	  "ReplaceIamInstanceProfileAssociation",
	  TYPE_PROFILE,
	  "rq.iamInstanceProfile.arn rq.iamInstanceProfile.name "
	  "rs.instancesSet.items.iamInstanceProfile.arn "
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
	{ "ec2", "CreateSnapshots", TYPE_SNAPSHOT,
	  "rs.CreateSnapshotsResponse.snapshotSet.item.snapshotId" },
	{ "ec2", "CreateSnapshots", TYPE_INSTANCE,
	  "rq.CreateSnapshotsRequest.InstanceSpecification.InstanceId",
	  AS_SOURCE },
	{ "ec2", "CreateSnapshots", TYPE_VOLUME,
	  "rs.CreateSnapshotsResponse.snapshotSet.item.volumeId", AS_SOURCE },
	{ "ebs", "*", TYPE_SNAPSHOT, "rs.snapshotId rq.snapshotId" },
	{ "ebs", "StartSnapshot", TYPE_SNAPSHOT, "rq.parentSnapshotId",
	  AS_SOURCE },
	{ "ec2", "CreateReplaceRootVolumeTask", TYPE_INSTANCE,
	  "rq.CreateReplaceRootVolumeTaskRequest.InstanceId" },
	{ "ec2", "CreateReplaceRootVolumeTask", TYPE_SNAPSHOT,
	  "rq.CreateReplaceRootVolumeTaskRequest.SnapshotId", AS_SOURCE },
	{ "ec2", "CreateVolume", TYPE_SNAPSHOT, "rq.snapshotId rs.snapshotId",
	  AS_SOURCE },
	{ "ec2", "!ExportImage|*Image*", TYPE_IMAGE,
	  "rq.imageId rs.imageId "
	  "rs.CreateRestoreImageTaskResponse.imageId" },
	{ "ec2", "ExportImage|CreateStoreImageTask", TYPE_IMAGE,
	  "rq.imageId rq.CreateStoreImageTaskRequest.ImageId", AS_SOURCE },
	{ "ec2", "CreateStoreImageTask", TYPE_BUCKET,
	  "rq.CreateStoreImageTaskRequest.Bucket", AS_DESTINATION },
	{ "ec2", "CreateRestoreImageTask", TYPE_BUCKET,
	  "rq.CreateRestoreImageTaskRequest.Bucket", AS_SOURCE },
	{ "ec2", "ExportImage|ImportImage|ImportSnapshot", TYPE_ROLE,
	  "rq.roleName", AS_ROLE },
	{ "ec2", "CreateInstanceExportTask", TYPE_EXPORT_TASK,
	  "rs.exportTask.exportTaskId" },
	{ "ec2", "CreateInstanceExportTask", TYPE_INSTANCE, "rq.instanceId",
	  AS_SOURCE },
	{ "ec2", "CreateImage|CopyImage|RegisterImage", TYPE_IMAGE,
	  "rs.imageId rq.name" },
	{ "ec2", "*TrafficMirrorSession", TYPE_MIRROR,
	  "rs.CreateTrafficMirrorSessionResponse.trafficMirrorSession."
	  "trafficMirrorSessionId" },
	{ "ec2", "*TrafficMirrorSession", TYPE_INTERFACE,
	  "rq.CreateTrafficMirrorSessionRequest.NetworkInterfaceId",
	  AS_SOURCE },
	{ "ec2", "*TrafficMirrorSession", TYPE_MIRROR_TARGET,
	  "rq.CreateTrafficMirrorSessionRequest.TrafficMirrorTargetId "
	  "rq.ModifyTrafficMirrorSessionRequest.TrafficMirrorTargetId",
	  AS_DESTINATION },
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
	{ "ec2", "ModifyImageAttribute", TYPE_NONE,
	  "rq.launchPermission.add.items.organizationArn "
	  "rq.launchPermission.remove.items.organizationArn",
	  AS_PEER },
	{ "ec2", "ModifyImageAttribute", TYPE_NONE,
	  "rq.launchPermission.add.items.organizationalUnitArn "
	  "rq.launchPermission.remove.items.organizationalUnitArn",
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
	{ "ec2", "*LaunchTemplate*", TYPE_PROFILE,
	  LAUNCH_DATA("IamInstanceProfile.Arn")
		  LAUNCH_DATA("IamInstanceProfile.Name"),
	  AS_ROLE },
	{ "ec2", "*LaunchTemplate*", TYPE_IMAGE, LAUNCH_DATA("ImageId"),
	  AS_SOURCE },
	{ "ec2", "*LaunchTemplate*", TYPE_KEYPAIR, LAUNCH_DATA("KeyName"),
	  AS_NAMED },
	{ "ec2", "*VpcEndpoint", TYPE_ENDPOINT,
	  "rs.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId "
	  "rq.ModifyVpcEndpointRequest.VpcEndpointId" },
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
	{ S3, "*AccessPoint*", TYPE_ACCESS_POINT,
	  "rs.CreateAccessPointResult.AccessPointArn rq.name "
	  "rq.CreateMultiRegionAccessPointRequest.Details.Name" },
	{ S3, "*AccessPoint*", TYPE_BUCKET,
	  "rq.bucket rq.CreateAccessPointRequest.Bucket "
	  "rq.CreateMultiRegionAccessPointRequest.Details.Regions."
	  "Region.Bucket" },
	{ S3, "PutBucketNotification*", TYPE_NONE,
	  "rq.NotificationConfiguration.CloudFunctionConfiguration."
	  "CloudFunction",
	  AS_DESTINATION },
	{ S3, "PutBucketNotification*", TYPE_NONE,
	  "rq.NotificationConfiguration.QueueConfiguration.Queue",
	  AS_DESTINATION },
	{ S3, "PutBucketNotification*", TYPE_NONE,
	  "rq.NotificationConfiguration.TopicConfiguration.Topic",
	  AS_DESTINATION },
	{ S3, "PutBucketReplication", TYPE_ACCOUNT,
	  "rq.ReplicationConfiguration.Rule.Destination.Account",
	  AS_DESTINATION },
	{ S3, "CreateJob", TYPE_NONE,
	  "rq.CreateJobRequest.Manifest.Location.ObjectArn", AS_SOURCE },
	{ S3, "CreateJob", TYPE_BUCKET, "rq.CreateJobRequest.Report.Bucket",
	  AS_DESTINATION },
	{ S3, "CreateJob", TYPE_BUCKET,
	  "rq.CreateJobRequest.Operation.S3PutObjectCopy.TargetResource",
	  AS_DESTINATION },
	{ "s3express", "CreateSession", TYPE_KEY, "rs.credentials.accessKeyId",
	  AS_ISSUED },
	/* IAM and STS */
	{ "iam", ROLE_CALLS, TYPE_ROLE, "rq.roleName rs.role.arn" },
	{ "iam", USER_CALLS, TYPE_USER,
	  "rq.userName rs.user.arn rs.accessKey.userName" },
	{ "iam", "*AccessKey*", TYPE_KEY,
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
	{ "iam", "CreateSAMLProvider", TYPE_SAML, "rq.name" },
	{ "iam", PROVIDER_CALLS, TYPE_OIDC,
	  "rq.openIDConnectProviderArn rs.openIDConnectProviderArn rq.url" },
	{ "sts", "AssumeRole*", TYPE_ROLE, "rq.roleArn" },
	{ "sts", "AssumeRoot", TYPE_ACCOUNT, "rq.targetPrincipal" },
	{ "sts", "AssumeRole*", TYPE_SESSION, "rs.assumedRoleUser.arn",
	  AS_ISSUED },
	{ "sts", "GetFederationToken", TYPE_FEDERATED, "rq.name" },
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
};

#endif
