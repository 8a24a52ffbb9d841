/* SPDX-License-Identifier: MIT */
/* arn_forms.h - where the name stands in the ARNs of each service: rows of
 * identity.c. Formats: Service Authorization Reference, AWS. */
#ifndef ARN_FORMS_H
#define ARN_FORMS_H

#include "identity.h"

/* What of the resource part, after the lead, is the name. */
enum cut {
	CUT_WHOLE,  /* where a row says nothing */
	CUT_SLASH,  /* up to the first slash */
	CUT_COLON,  /* up to the first colon */
	CUT_LAST,   /* after the last slash: paths are no part of a name */
	CUT_SECRET, /* without the six random characters at the end */
	CUT_PATH,   /* the slash of a path of parameters, which ARNs lose */
	CUT_SECOND, /* app/NAME/ID, net/NAME/ID, or NAME */
	CUT_THIRD,  /* what stands between the first and the second slash */
	CUT_NONE,   /* the lead is part of it */
};

struct arn_form {
	struct str service, lead;
	enum type type;
	enum cut cut;
};

/* First claim wins, so the particular stand before the general. */
static const struct arn_form forms[] = {
	{ STR("iam"), STR("role/"), TYPE_ROLE, CUT_LAST },
	{ STR("iam"), STR("user/"), TYPE_USER, CUT_LAST },
	{ STR("iam"), STR("group/"), TYPE_GROUP, CUT_LAST },
	{ STR("iam"), STR("policy/"), TYPE_POLICY, CUT_LAST },
	{ STR("iam"), STR("instance-profile/"), TYPE_PROFILE, CUT_LAST },
	{ STR("iam"), STR("mfa/"), TYPE_MFA, CUT_LAST },
	{ STR("iam"), STR("saml-provider/"), TYPE_SAML },
	{ STR("iam"), STR("oidc-provider/"), TYPE_OIDC },
	{ STR("iam"), STR("server-certificate/"), TYPE_SERVER_CERT, CUT_LAST },
	{ STR("iam"), STR("root"), TYPE_ROOT },
	{ STR("sts"), STR("assumed-role/"), TYPE_SESSION },
	{ STR("sts"), STR("federated-user/"), TYPE_FEDERATED },
	{ STR("s3"), STR("accesspoint/"), TYPE_ACCESS_POINT, CUT_SLASH },
	{ STR("s3"), STR(""), TYPE_BUCKET, CUT_SLASH },
	{ STR("s3express"), STR("bucket/"), TYPE_BUCKET, CUT_SLASH },
	{ STR("s3express"), STR("accesspoint/"), TYPE_ACCESS_POINT, CUT_SLASH },
	{ STR("ec2"), STR("key-pair/"), TYPE_KEYPAIR, CUT_LAST },
	{ STR("kms"), STR("key/"), TYPE_KMS },
	{ STR("kms"), STR("alias/"), TYPE_KMS, CUT_NONE },
	{ STR("lambda"), STR("function:"), TYPE_LAMBDA, CUT_COLON },
	{ STR("lambda"), STR("layer:"), TYPE_LAYER, CUT_COLON },
	{ STR("rds"), STR("db:"), TYPE_DB },
	{ STR("rds"), STR("cluster:"), TYPE_DB_CLUSTER },
	{ STR("rds"), STR("snapshot:"), TYPE_DB_SNAPSHOT },
	{ STR("rds"), STR("cluster-snapshot:"), TYPE_DB_CLUSTER_SNAPSHOT },
	{ STR("rds"), STR("secgrp:"), TYPE_DB_SECURITY },
	{ STR("rds"), STR("subgrp:"), TYPE_DB_SUBNETS },
	{ STR("rds"), STR("pg:"), TYPE_DB_PARAMETERS },
	{ STR("rds"), STR("cluster-pg:"), TYPE_DB_PARAMETERS },
	{ STR("rds"), STR("og:"), TYPE_DB_OPTIONS },
	{ STR("dynamodb"), STR("table/"), TYPE_TABLE, CUT_SLASH },
	{ STR("secretsmanager"), STR("secret:"), TYPE_SECRET, CUT_SECRET },
	{ STR("ssm"), STR("parameter/"), TYPE_PARAMETER, CUT_PATH },
	{ STR("ssm"), STR("document/"), TYPE_DOCUMENT },
	{ STR("ssm"), STR("managed-instance/"), TYPE_MANAGED },
	{ STR("cloudtrail"), STR("trail/"), TYPE_TRAIL },
	{ STR("cloudtrail"), STR("eventdatastore/"), TYPE_EVENT_STORE },
	{ STR("config"), STR("config-rule/"), TYPE_CONFIG_RULE, CUT_LAST },
	{ STR("guardduty"), STR("detector/"), TYPE_DETECTOR, CUT_SLASH },
	{ STR("securityhub"), STR("hub/"), TYPE_HUB },
	{ STR("securityhub"), STR("subscription/"), TYPE_STANDARD },
	{ STR("logs"), STR("log-group:"), TYPE_LOG_GROUP, CUT_COLON },
	{ STR("cloudwatch"), STR("alarm:"), TYPE_ALARM },
	{ STR("events"), STR("rule/"), TYPE_RULE, CUT_LAST },
	{ STR("events"), STR("event-bus/"), TYPE_BUS },
	{ STR("sns"), STR(""), TYPE_TOPIC, CUT_COLON },
	{ STR("sqs"), STR(""), TYPE_QUEUE },
	{ STR("ecs"), STR("cluster/"), TYPE_ECS_CLUSTER },
	{ STR("ecs"), STR("service/"), TYPE_ECS_SERVICE, CUT_LAST },
	{ STR("ecs"), STR("task/"), TYPE_ECS_TASK, CUT_LAST },
	{ STR("ecs"), STR("task-definition/"), TYPE_TASK_DEFINITION,
	  CUT_COLON },
	{ STR("ecs"), STR("container-instance/"), TYPE_ECS_HOST, CUT_LAST },
	{ STR("eks"), STR("cluster/"), TYPE_CLUSTER },
	{ STR("eks"), STR("nodegroup/"), TYPE_NODES, CUT_THIRD },
	{ STR("eks"), STR("cluster-access-policy/"), TYPE_POLICY, CUT_LAST },
	{ STR("ecr"), STR("repository/"), TYPE_REPOSITORY },
	{ STR("elasticloadbalancing"), STR("loadbalancer/"), TYPE_BALANCER,
	  CUT_SECOND },
	{ STR("elasticloadbalancing"), STR("targetgroup/"), TYPE_TARGET_GROUP,
	  CUT_SLASH },
	{ STR("elasticloadbalancing"), STR("listener/"), TYPE_LISTENER },
	{ STR("autoscaling"), STR("autoScalingGroup:"), TYPE_SCALING_GROUP,
	  CUT_LAST },
	{ STR("autoscaling"), STR("launchConfiguration:"), TYPE_LAUNCH,
	  CUT_LAST },
	{ STR("cloudformation"), STR("stack/"), TYPE_STACK, CUT_SLASH },
	{ STR("cloudformation"), STR("stackset/"), TYPE_STACK_SET, CUT_COLON },
	{ STR("route53"), STR("hostedzone/"), TYPE_ZONE },
	{ STR("cloudfront"), STR("distribution/"), TYPE_DISTRIBUTION },
	{ STR("cloudfront"), STR("function/"), TYPE_EDGE_FUNCTION },
	{ STR("sagemaker"), STR("notebook-instance/"), TYPE_NOTEBOOK },
	{ STR("scheduler"), STR("schedule/"), TYPE_SCHEDULE, CUT_LAST },
	{ STR("pipes"), STR("pipe/"), TYPE_PIPE },
	{ STR("batch"), STR("job/"), TYPE_BATCH_JOB },
	{ STR("batch"), STR("job-queue/"), TYPE_BATCH_QUEUE },
	{ STR("batch"), STR("job-definition/"), TYPE_BATCH_DEFINITION,
	  CUT_COLON },
	{ STR("apigateway"), STR("/restapis/"), TYPE_API, CUT_SLASH },
	{ STR("apigateway"), STR("/apis/"), TYPE_API, CUT_SLASH },
	{ STR("execute-api"), STR(""), TYPE_API, CUT_SLASH },
	{ STR("acm"), STR("certificate/"), TYPE_CERT },
	{ STR("elasticfilesystem"), STR("file-system/"), TYPE_FILE_SYSTEM,
	  CUT_SLASH },
	{ STR("elasticache"), STR("cluster:"), TYPE_CACHE },
	{ STR("elasticache"), STR("replicationgroup:"), TYPE_CACHE_GROUP },
	{ STR("redshift"), STR("cluster:"), TYPE_REDSHIFT },
	{ STR("redshift"), STR("snapshot:"), TYPE_REDSHIFT_SNAPSHOT, CUT_LAST },
	{ STR("es"), STR("domain/"), TYPE_SEARCH, CUT_SLASH },
	{ STR("glue"), STR("database/"), TYPE_GLUE_DATABASE },
	{ STR("glue"), STR("table/"), TYPE_GLUE_TABLE, CUT_LAST },
	{ STR("glue"), STR("job/"), TYPE_GLUE_JOB },
	{ STR("glue"), STR("crawler/"), TYPE_GLUE_CRAWLER },
	{ STR("glue"), STR("devEndpoint/"), TYPE_GLUE_ENDPOINT },
	{ STR("athena"), STR("workgroup/"), TYPE_WORKGROUP },
	{ STR("organizations"), STR("account/"), TYPE_ACCOUNT, CUT_LAST },
	{ STR("organizations"), STR("policy/"), TYPE_ORG_POLICY, CUT_LAST },
	{ STR("organizations"), STR("ou/"), TYPE_ORG_UNIT, CUT_LAST },
	{ STR("organizations"), STR("root/"), TYPE_ORG_TARGET, CUT_LAST },
	{ STR("organizations"), STR("handshake/"), TYPE_HANDSHAKE, CUT_LAST },
	{ STR("identitystore"), STR("user/"), TYPE_SSO_USER, CUT_LAST },
	{ STR("identitystore"), STR("group/"), TYPE_SSO_GROUP, CUT_LAST },
	{ STR("sso"), STR("permissionSet/"), TYPE_PERMISSION_SET, CUT_LAST },
	{ STR("sso"), STR("instance/"), TYPE_SSO_INSTANCE },
	{ STR("rolesanywhere"), STR("trust-anchor/"), TYPE_ANCHOR },
	{ STR("rolesanywhere"), STR("profile/"), TYPE_ANCHOR_PROFILE },
	{ STR("bedrock"), STR("foundation-model/"), TYPE_MODEL },
	/* a model by another way: requests name it by either */
	{ STR("bedrock"), STR("inference-profile/"), TYPE_MODEL },
	{ STR("bedrock"), STR("guardrail/"), TYPE_GUARDRAIL },
	{ STR("bedrock"), STR("agent/"), TYPE_AGENT },
	{ STR("backup"), STR("backup-vault:"), TYPE_VAULT },
	{ STR("backup"), STR("recovery-point:"), TYPE_RECOVERY_POINT },
	{ STR("ses"), STR("identity/"), TYPE_EMAIL },
	{ STR("wafv2"), STR("regional/webacl/"), TYPE_WAF, CUT_SLASH },
	{ STR("wafv2"), STR("global/webacl/"), TYPE_WAF, CUT_SLASH },
	{ STR("cognito-idp"), STR("userpool/"), TYPE_USER_POOL },
	{ STR("cognito-identity"), STR("identitypool/"), TYPE_IDENTITY_POOL },
	{ STR("codebuild"), STR("project/"), TYPE_PROJECT },
	{ STR("codepipeline"), STR(""), TYPE_PIPELINE, CUT_SLASH },
	{ STR("codecommit"), STR(""), TYPE_CODE_REPOSITORY },
	{ STR("states"), STR("stateMachine:"), TYPE_STATE_MACHINE, CUT_COLON },
	{ STR("states"), STR("execution:"), TYPE_EXECUTION },
	{ STR("kinesis"), STR("stream/"), TYPE_STREAM, CUT_SLASH },
	{ STR("firehose"), STR("deliverystream/"), TYPE_DELIVERY },
	{ STR("access-analyzer"), STR("analyzer/"), TYPE_ANALYZER },
	{ STR("detective"), STR("graph:"), TYPE_GRAPH },
};

#endif
