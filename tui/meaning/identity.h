/* SPDX-License-Identifier: MIT */
/* identity.h - how resources are named: types (our short word, the word AWS
 * uses), Amazon Resource Names, and the identities that both stand for. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "base.h"

/* Longer texts name nothing: an ARN has at most 2,048 bytes. */
#define NAME_MOST 2048

/* EC2 and its like: an id tells its type by prefix and stands alone. */
#define ID_TYPES(_)                                                            \
	_(INSTANCE, "i", "AWS::EC2::Instance")                                 \
	_(SECURITY_GROUP, "sg", "AWS::EC2::SecurityGroup")                     \
	_(SECURITY_GROUP_RULE, "sgr", "AWS::EC2::SecurityGroupRule")           \
	_(VPC, "vpc", "AWS::EC2::VPC")                                         \
	_(SUBNET, "subnet", "AWS::EC2::Subnet")                                \
	_(VOLUME, "vol", "AWS::EC2::Volume")                                   \
	_(SNAPSHOT, "snap", "AWS::EC2::Snapshot")                              \
	_(IMAGE, "ami", "AWS::EC2::Image")                                     \
	_(INTERFACE, "eni", "AWS::EC2::NetworkInterface")                      \
	_(ROUTE_TABLE, "rtb", "AWS::EC2::RouteTable")                          \
	_(GATEWAY, "igw", "AWS::EC2::InternetGateway")                         \
	_(NAT, "nat", "AWS::EC2::NatGateway")                                  \
	_(ACL, "acl", "AWS::EC2::NetworkAcl")                                  \
	_(FLOW_LOG, "fl", "AWS::EC2::FlowLog")                                 \
	_(EIP, "eipalloc", "AWS::EC2::EIP")                                    \
	_(EIP_USE, "eipassoc", "AWS::EC2::EIPAssociation")                     \
	_(ENDPOINT, "vpce", "AWS::EC2::VPCEndpoint")                           \
	_(TRANSIT, "tgw", "AWS::EC2::TransitGateway")                          \
	_(TRANSIT_USE, "tgw-attach", "AWS::EC2::TransitGatewayAttachment")     \
	_(TRANSIT_ROUTES, "tgw-rtb", "AWS::EC2::TransitGatewayRouteTable")     \
	_(EGRESS_GATEWAY, "eigw", "AWS::EC2::EgressOnlyInternetGateway")       \
	_(ENDPOINT_SERVICE, "vpce-svc", "AWS::EC2::VPCEndpointService")        \
	_(EXPORT_TASK, "export-i", "AWS::EC2::InstanceExportTask")             \
	_(MIRROR, "tms", "AWS::EC2::TrafficMirrorSession")                     \
	_(MIRROR_TARGET, "tmt", "AWS::EC2::TrafficMirrorTarget")               \
	_(MIRROR_FILTER, "tmf", "AWS::EC2::TrafficMirrorFilter")               \
	_(MIRROR_RULE, "tmfr", "AWS::EC2::TrafficMirrorFilterRule")            \
	_(CONNECT, "eice", "AWS::EC2::InstanceConnectEndpoint")                \
	_(PEERING, "pcx", "AWS::EC2::VPCPeeringConnection")                    \
	_(TEMPLATE, "lt", "AWS::EC2::LaunchTemplate")                          \
	_(VPN_GATEWAY, "vgw", "AWS::EC2::VPNGateway")                          \
	_(CUSTOMER_GATEWAY, "cgw", "AWS::EC2::CustomerGateway")                \
	_(VPN, "vpn", "AWS::EC2::VPNConnection")                               \
	_(DHCP, "dopt", "AWS::EC2::DHCPOptions")                               \
	_(ROUTE_USE, "rtbassoc", "AWS::EC2::SubnetRouteTableAssociation")      \
	_(ACL_USE, "aclassoc", "AWS::EC2::SubnetNetworkAclAssociation")        \
	_(PROFILE_USE, "iip-assoc", "AWS::EC2::IamInstanceProfileAssociation") \
	_(ATTACHMENT, "eni-attach", "AWS::EC2::NetworkInterfaceAttachment")    \
	_(PREFIX_LIST, "pl", "AWS::EC2::PrefixList")                           \
	_(FILE_SYSTEM, "fs", "AWS::EFS::FileSystem")                           \
	_(MOUNT_TARGET, "fsmt", "AWS::EFS::MountTarget")                       \
	_(MANAGED, "mi", "AWS::SSM::ManagedInstance")

/* Everything else: `word/name`. */
#define WORD_TYPES(_)                                                          \
	_(ACCOUNT, "account", "AWS::Account")                                  \
	_(ROOT, "root", "AWS::Account")                                        \
	_(USER, "user", "AWS::IAM::User")                                      \
	_(ROLE, "role", "AWS::IAM::Role")                                      \
	_(GROUP, "group", "AWS::IAM::Group")                                   \
	_(POLICY, "policy", "AWS::IAM::ManagedPolicy")                         \
	_(PROFILE, "profile", "AWS::IAM::InstanceProfile")                     \
	_(KEY, "key", "AWS::IAM::AccessKey")                                   \
	_(MFA, "mfa", "AWS::IAM::MFADevice")                                   \
	_(SAML, "saml-provider", "AWS::IAM::SAMLProvider")                     \
	_(OIDC, "oidc-provider", "AWS::IAM::OIDCProvider")                     \
	_(SERVER_CERT, "server-cert", "AWS::IAM::ServerCertificate")           \
	_(SESSION, "session", "AWS::STS::AssumedRole")                         \
	_(FEDERATED, "federated", "AWS::STS::FederatedUser")                   \
	_(BUCKET, "s3", "AWS::S3::Bucket")                                     \
	_(ACCESS_POINT, "access-point", "AWS::S3::AccessPoint")                \
	_(KEYPAIR, "keypair", "AWS::EC2::KeyPair")                             \
	_(PUBLIC_IP, "eip", "AWS::EC2::EIP")                                   \
	_(KMS, "kms", "AWS::KMS::Key")                                         \
	_(LAMBDA, "lambda", "AWS::Lambda::Function")                           \
	_(LAYER, "layer", "AWS::Lambda::LayerVersion")                         \
	_(DB, "db", "AWS::RDS::DBInstance")                                    \
	_(DB_CLUSTER, "db-cluster", "AWS::RDS::DBCluster")                     \
	_(DB_SNAPSHOT, "db-snapshot", "AWS::RDS::DBSnapshot")                  \
	_(DB_CLUSTER_SNAPSHOT, "db-cluster-snapshot",                          \
	  "AWS::RDS::DBClusterSnapshot")                                       \
	_(DB_SECURITY, "db-security-group", "AWS::RDS::DBSecurityGroup")       \
	_(DB_SUBNETS, "db-subnet-group", "AWS::RDS::DBSubnetGroup")            \
	_(DB_PARAMETERS, "db-parameter-group", "AWS::RDS::DBParameterGroup")   \
	_(DB_OPTIONS, "db-option-group", "AWS::RDS::OptionGroup")              \
	_(TABLE, "table", "AWS::DynamoDB::Table")                              \
	_(SECRET, "secret", "AWS::SecretsManager::Secret")                     \
	_(PARAMETER, "param", "AWS::SSM::Parameter")                           \
	_(DOCUMENT, "document", "AWS::SSM::Document")                          \
	_(TRAIL, "trail", "AWS::CloudTrail::Trail")                            \
	_(EVENT_STORE, "event-store", "AWS::CloudTrail::EventDataStore")       \
	_(RECORDER, "recorder", "AWS::Config::ConfigurationRecorder")          \
	_(CHANNEL, "delivery-channel", "AWS::Config::DeliveryChannel")         \
	_(CONFIG_RULE, "config-rule", "AWS::Config::ConfigRule")               \
	_(DETECTOR, "detector", "AWS::GuardDuty::Detector")                    \
	_(HUB, "hub", "AWS::SecurityHub::Hub")                                 \
	_(STANDARD, "standard", "AWS::SecurityHub::Standard")                  \
	_(LOG_GROUP, "log-group", "AWS::Logs::LogGroup")                       \
	_(ALARM, "alarm", "AWS::CloudWatch::Alarm")                            \
	_(RULE, "rule", "AWS::Events::Rule")                                   \
	_(BUS, "event-bus", "AWS::Events::EventBus")                           \
	_(TOPIC, "topic", "AWS::SNS::Topic")                                   \
	_(QUEUE, "queue", "AWS::SQS::Queue")                                   \
	_(ECS_CLUSTER, "ecs-cluster", "AWS::ECS::Cluster")                     \
	_(ECS_SERVICE, "ecs-service", "AWS::ECS::Service")                     \
	_(ECS_TASK, "ecs-task", "AWS::ECS::Task")                              \
	_(TASK_DEFINITION, "task-definition", "AWS::ECS::TaskDefinition")      \
	_(ECS_HOST, "ecs-host", "AWS::ECS::ContainerInstance")                 \
	_(CLUSTER, "cluster", "AWS::EKS::Cluster")                             \
	_(NODES, "node-group", "AWS::EKS::Nodegroup")                          \
	_(REPOSITORY, "repository", "AWS::ECR::Repository")                    \
	_(BALANCER, "elb", "AWS::ElasticLoadBalancingV2::LoadBalancer")        \
	_(LISTENER, "listener", "AWS::ElasticLoadBalancingV2::Listener")       \
	_(TARGET_GROUP, "target-group",                                        \
	  "AWS::ElasticLoadBalancingV2::TargetGroup")                          \
	_(SCALING_GROUP, "asg", "AWS::AutoScaling::AutoScalingGroup")          \
	_(LAUNCH, "launch-config", "AWS::AutoScaling::LaunchConfiguration")    \
	_(STACK, "stack", "AWS::CloudFormation::Stack")                        \
	_(STACK_SET, "stack-set", "AWS::CloudFormation::StackSet")             \
	_(NOTEBOOK, "notebook", "AWS::SageMaker::NotebookInstance")            \
	_(BATCH_JOB, "batch-job", "AWS::Batch::Job")                           \
	_(BATCH_QUEUE, "job-queue", "AWS::Batch::JobQueue")                    \
	_(BATCH_DEFINITION, "job-definition", "AWS::Batch::JobDefinition")     \
	_(EDGE_FUNCTION, "edge-function", "AWS::CloudFront::Function")         \
	_(SCHEDULE, "schedule", "AWS::Scheduler::Schedule")                    \
	_(PIPE, "pipe", "AWS::Pipes::Pipe")                                    \
	_(ZONE, "zone", "AWS::Route53::HostedZone")                            \
	_(RECORD, "dns", "AWS::Route53::RecordSet")                            \
	_(DOMAIN, "domain", "AWS::Route53Domains::Domain")                     \
	_(DISTRIBUTION, "distribution", "AWS::CloudFront::Distribution")       \
	_(API, "api", "AWS::ApiGateway::RestApi")                              \
	_(CERT, "cert", "AWS::CertificateManager::Certificate")                \
	_(CACHE, "cache", "AWS::ElastiCache::CacheCluster")                    \
	_(CACHE_GROUP, "cache-group", "AWS::ElastiCache::ReplicationGroup")    \
	_(CACHE_SECURITY, "cache-security-group",                              \
	  "AWS::ElastiCache::SecurityGroup")                                   \
	_(REDSHIFT, "redshift", "AWS::Redshift::Cluster")                      \
	_(REDSHIFT_SNAPSHOT, "redshift-snapshot",                              \
	  "AWS::Redshift::ClusterSnapshot")                                    \
	_(SEARCH, "search", "AWS::OpenSearchService::Domain")                  \
	_(GLUE_DATABASE, "glue-db", "AWS::Glue::Database")                     \
	_(GLUE_TABLE, "glue-table", "AWS::Glue::Table")                        \
	_(GLUE_JOB, "glue-job", "AWS::Glue::Job")                              \
	_(GLUE_CRAWLER, "glue-crawler", "AWS::Glue::Crawler")                  \
	_(GLUE_ENDPOINT, "glue-endpoint", "AWS::Glue::DevEndpoint")            \
	_(GLUE, "glue", "AWS::Glue")                                           \
	_(WORKGROUP, "workgroup", "AWS::Athena::WorkGroup")                    \
	_(QUERY, "query", "AWS::Athena::QueryExecution")                       \
	_(ORG_POLICY, "org-policy", "AWS::Organizations::Policy")              \
	_(ORG_UNIT, "ou", "AWS::Organizations::OrganizationalUnit")            \
	_(HANDSHAKE, "handshake", "AWS::Organizations::Handshake")             \
	_(ORG_TARGET, "org-target", "AWS::Organizations::Target")              \
	_(PERMISSION_SET, "permission-set", "AWS::SSO::PermissionSet")         \
	_(SSO_INSTANCE, "sso-instance", "AWS::SSO::Instance")                  \
	_(SSO_PRINCIPAL, "sso-principal", "AWS::SSO::Principal")               \
	_(SSO_USER, "sso-user", "AWS::IdentityStore::User")                    \
	_(SSO_GROUP, "sso-group", "AWS::IdentityStore::Group")                 \
	_(ANCHOR, "trust-anchor", "AWS::RolesAnywhere::TrustAnchor")           \
	_(ANCHOR_PROFILE, "anywhere-profile", "AWS::RolesAnywhere::Profile")   \
	_(MODEL, "model", "AWS::Bedrock::Model")                               \
	_(GUARDRAIL, "guardrail", "AWS::Bedrock::Guardrail")                   \
	_(AGENT, "agent", "AWS::Bedrock::Agent")                               \
	_(VAULT, "vault", "AWS::Backup::BackupVault")                          \
	_(RECOVERY_POINT, "recovery-point", "AWS::Backup::RecoveryPoint")      \
	_(EMAIL, "email", "AWS::SES::Identity")                                \
	_(WAF, "waf", "AWS::WAFv2::WebACL")                                    \
	_(USER_POOL, "user-pool", "AWS::Cognito::UserPool")                    \
	_(IDENTITY_POOL, "identity-pool", "AWS::Cognito::IdentityPool")        \
	_(POOL_USER, "pool-user", "AWS::Cognito::UserPoolUser")                \
	_(PROJECT, "project", "AWS::CodeBuild::Project")                       \
	_(PIPELINE, "pipeline", "AWS::CodePipeline::Pipeline")                 \
	_(CODE_REPOSITORY, "repo", "AWS::CodeCommit::Repository")              \
	_(STATE_MACHINE, "state-machine", "AWS::StepFunctions::StateMachine")  \
	_(EXECUTION, "execution", "AWS::StepFunctions::Execution")             \
	_(STREAM, "stream", "AWS::Kinesis::Stream")                            \
	_(DELIVERY, "delivery-stream", "AWS::KinesisFirehose::DeliveryStream") \
	_(ANALYZER, "analyzer", "AWS::AccessAnalyzer::Analyzer")               \
	_(GRAPH, "graph", "AWS::Detective::Graph")

#define TYPE_ENUM(name, word, aws) TYPE_##name,
enum type {
	TYPE_NONE, /* only what the value itself tells */
	ID_TYPES(TYPE_ENUM) WORD_TYPES(TYPE_ENUM) TYPE_COUNT,
	TYPE_SERVICE /* `service/name`: guessed, of no known type */
};

bool is_account(struct str text); /* 12 digits, or `aws` */
/* True for `sg-0123456789abcdef0`: prefix, 8 or 17 hex digits. */
bool type_is_id(struct str text);
/* Ends the identity whose label was appended from `from` on: the account is
 * put behind it, and before that ` (name)` where the label itself ends like
 * one, so that two things never have one text. */
void identity_end(struct buf *out, size_t from, struct str account);

struct arn {
	struct str service, account, resource;
};
/* arn:partition:service:region:account:resource; the parts are borrowed from
 * `text`. False when it is none. */
bool arn_read(struct str text, struct arn *arn);

/* A resource as an event names it. */
struct named {
	enum type type;
	struct str value;   /* an ARN, an id, a URL or a name */
	struct str service; /* for TYPE_SERVICE */
	struct str account; /* where the value tells none; or an ARN of it */
	/* AWS wrote it, so that it is whole: callers may leave the random end
	 * of a secret's ARN away. */
	bool answered;
};
/* Appends its identity. False, and nothing, when it names none. */
bool resource_put(struct buf *out, const struct named *named);
/* True when `text` looks as if it named one whatever its key is: an ARN, an
 * id, a place in S3. Costs a look at its ends. */
bool resource_looks(struct str text);

#endif
