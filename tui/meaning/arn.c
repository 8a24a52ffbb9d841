/* SPDX-License-Identifier: MIT */
/* arn.c - how resources are named: types, Amazon Resource Names, and the
 * identities that both stand for.
 *
 * The same thing is named by ARN here and by name there; the table below
 * brings both to one text. Formats: Service Authorization Reference, AWS. */
#include "arn.h"
#include "meaning.h"

#include <assert.h>

/* ---- types ---- */

struct type_entry {
	struct str word;
	const char *name;
};

#define TYPE_ENTRY(name, word, aws)                                            \
	[TYPE_##name] = { { word, sizeof(word) - 1 }, aws },
static const struct type_entry entries[TYPE_COUNT] = {
	[TYPE_NONE] = { { "", 0 }, "" },
	ID_TYPES(TYPE_ENTRY) WORD_TYPES(TYPE_ENTRY)
};

/* The types before this one are those whose ids stand alone. */
#define FIRST_WORD TYPE_ACCOUNT

static struct str type_word(enum type type)
{
	return type < TYPE_COUNT ? entries[type].word : STR("");
}

/* Bytes of the id prefix in `text` (`eni-attach` in `eni-attach-0123`), or 0:
 * lower-case words, then a dash. */
static size_t prefix_len(struct str text)
{
	ptrdiff_t dash = str_find_last(text, '-');

	if (dash < 1 || dash > 16)
		return 0;
	for (ptrdiff_t i = 0; i < dash; i++)
		if (text.at[i] != '-' && (text.at[i] < 'a' || text.at[i] > 'z'))
			return 0;
	return (size_t)dash;
}

static enum type find_word(struct str word, enum type from, enum type to)
{
	for (enum type type = from; type < to; type++)
		if (str_eq(word, type_word(type)))
			return type;
	return TYPE_NONE;
}

/* The account behind it, if any, tells nothing of the type. */
static enum type type_told_by(struct str identity)
{
	ptrdiff_t slash = str_find(identity, '/');
	ptrdiff_t dash = str_find(identity, '-');
	size_t len = prefix_len(identity);

	if (slash >= 0)
		return find_word(str_slice(identity, 0, (size_t)slash),
				 FIRST_WORD, TYPE_COUNT);
	if (str_eq(identity, STR("root")) || str_starts(identity, STR("root ")))
		return TYPE_ROOT;
	if (len && find_word(str_slice(identity, 0, len), 1, FIRST_WORD))
		return find_word(str_slice(identity, 0, len), 1, FIRST_WORD);
	if (dash < 0)
		return TYPE_NONE;
	return find_word(str_slice(identity, 0, (size_t)dash), 1, FIRST_WORD);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool type_is_id(struct str text)
{
	size_t len = prefix_len(text), digits = text.len - len - 1;

	if (!len || (digits != 8 && digits != 17))
		return false;
	for (size_t i = len + 1; i < text.len; i++)
		if (!is_hex(text.at[i]))
			return false;
	/* 8 digits are also a word and a date: only with a known prefix. */
	return digits == 17 ||
	       find_word(str_slice(text, 0, len), 1, FIRST_WORD);
}

bool is_account(struct str text)
{
	if (str_eq(text, STR("aws")))
		return true;
	if (text.len != 12)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

void type_put_account(struct buf *out, struct str account)
{
	if (!is_account(account))
		return;
	buf_addc(out, ' ');
	buf_add(out, account);
}

/* An id of the type, or something that poses as one (`sg-EXAMPLE`). */
static bool stands_alone(enum type type, struct str name)
{
	struct str word = type_word(type);

	if (type == TYPE_NONE || type_is_id(name))
		return true;
	return type < FIRST_WORD && str_starts(name, word) &&
	       name.len > word.len && name.at[word.len] == '-';
}

/* Appends `word/name`, or an id as it is; then the account. */
static void type_put(struct buf *out, enum type type, struct str name,
		     struct str account)
{
	assert(type < TYPE_COUNT);
	if (type == TYPE_ROOT) {
		buf_add(out, type_word(type));
	} else {
		if (!stands_alone(type, name)) {
			buf_add(out, type_word(type));
			buf_addc(out, '/');
		}
		buf_add(out, name);
	}
	/* Names of buckets are the same for everyone. */
	if (type != TYPE_BUCKET && type != TYPE_ACCOUNT)
		type_put_account(out, account);
}

const char *resource_type(struct str identity)
{
	return entries[type_told_by(identity)].name;
}

/* ---- ARNs ---- */

/* What of the resource part, after the lead, is the name. */
enum cut {
	CUT_WHOLE,
	CUT_SLASH,  /* up to the first slash */
	CUT_COLON,  /* up to the first colon */
	CUT_LAST,   /* after the last slash: paths are no part of a name */
	CUT_SECRET, /* without the six random characters at the end */
	CUT_PATH,   /* the slash of a path of parameters, which ARNs lose */
	CUT_SECOND, /* app/NAME/ID, net/NAME/ID, or NAME */
	CUT_NONE,   /* the lead is part of it */
};

struct arn_form {
	struct str service, lead;
	enum type type;
	enum cut cut;
};
#define TEXT(literal)                                                          \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

/* First claim wins, so the particular stand before the general. */
static const struct arn_form forms[] = {
	{ TEXT("iam"), TEXT("role/"), TYPE_ROLE, CUT_LAST },
	{ TEXT("iam"), TEXT("user/"), TYPE_USER, CUT_LAST },
	{ TEXT("iam"), TEXT("group/"), TYPE_GROUP, CUT_LAST },
	{ TEXT("iam"), TEXT("policy/"), TYPE_POLICY, CUT_LAST },
	{ TEXT("iam"), TEXT("instance-profile/"), TYPE_PROFILE, CUT_LAST },
	{ TEXT("iam"), TEXT("mfa/"), TYPE_MFA, CUT_LAST },
	{ TEXT("iam"), TEXT("saml-provider/"), TYPE_SAML, CUT_WHOLE },
	{ TEXT("iam"), TEXT("oidc-provider/"), TYPE_OIDC, CUT_WHOLE },
	{ TEXT("iam"), TEXT("server-certificate/"), TYPE_SERVER_CERT,
	  CUT_LAST },
	{ TEXT("iam"), TEXT("root"), TYPE_ROOT, CUT_WHOLE },
	{ TEXT("sts"), TEXT("assumed-role/"), TYPE_SESSION, CUT_WHOLE },
	{ TEXT("sts"), TEXT("federated-user/"), TYPE_FEDERATED, CUT_WHOLE },
	{ TEXT("s3"), TEXT("accesspoint/"), TYPE_ACCESS_POINT, CUT_SLASH },
	{ TEXT("s3"), TEXT(""), TYPE_BUCKET, CUT_SLASH },
	{ TEXT("ec2"), TEXT("key-pair/"), TYPE_KEYPAIR, CUT_LAST },
	{ TEXT("kms"), TEXT("key/"), TYPE_KMS, CUT_WHOLE },
	{ TEXT("kms"), TEXT("alias/"), TYPE_KMS, CUT_NONE },
	{ TEXT("lambda"), TEXT("function:"), TYPE_LAMBDA, CUT_COLON },
	{ TEXT("lambda"), TEXT("layer:"), TYPE_LAYER, CUT_COLON },
	{ TEXT("rds"), TEXT("db:"), TYPE_DB, CUT_WHOLE },
	{ TEXT("rds"), TEXT("cluster:"), TYPE_DB_CLUSTER, CUT_WHOLE },
	{ TEXT("rds"), TEXT("snapshot:"), TYPE_DB_SNAPSHOT, CUT_WHOLE },
	{ TEXT("rds"), TEXT("cluster-snapshot:"), TYPE_DB_CLUSTER_SNAPSHOT,
	  CUT_WHOLE },
	{ TEXT("rds"), TEXT("secgrp:"), TYPE_DB_SECURITY, CUT_WHOLE },
	{ TEXT("rds"), TEXT("subgrp:"), TYPE_DB_SUBNETS, CUT_WHOLE },
	{ TEXT("rds"), TEXT("pg:"), TYPE_DB_PARAMETERS, CUT_WHOLE },
	{ TEXT("dynamodb"), TEXT("table/"), TYPE_TABLE, CUT_SLASH },
	{ TEXT("secretsmanager"), TEXT("secret:"), TYPE_SECRET, CUT_SECRET },
	{ TEXT("ssm"), TEXT("parameter/"), TYPE_PARAMETER, CUT_PATH },
	{ TEXT("ssm"), TEXT("document/"), TYPE_DOCUMENT, CUT_WHOLE },
	{ TEXT("ssm"), TEXT("managed-instance/"), TYPE_MANAGED, CUT_WHOLE },
	{ TEXT("cloudtrail"), TEXT("trail/"), TYPE_TRAIL, CUT_WHOLE },
	{ TEXT("cloudtrail"), TEXT("eventdatastore/"), TYPE_EVENT_STORE,
	  CUT_WHOLE },
	{ TEXT("config"), TEXT("config-rule/"), TYPE_CONFIG_RULE, CUT_LAST },
	{ TEXT("guardduty"), TEXT("detector/"), TYPE_DETECTOR, CUT_SLASH },
	{ TEXT("securityhub"), TEXT("hub/"), TYPE_HUB, CUT_WHOLE },
	{ TEXT("securityhub"), TEXT("subscription/"), TYPE_STANDARD,
	  CUT_WHOLE },
	{ TEXT("logs"), TEXT("log-group:"), TYPE_LOG_GROUP, CUT_COLON },
	{ TEXT("cloudwatch"), TEXT("alarm:"), TYPE_ALARM, CUT_WHOLE },
	{ TEXT("events"), TEXT("rule/"), TYPE_RULE, CUT_LAST },
	{ TEXT("events"), TEXT("event-bus/"), TYPE_BUS, CUT_WHOLE },
	{ TEXT("sns"), TEXT(""), TYPE_TOPIC, CUT_COLON },
	{ TEXT("sqs"), TEXT(""), TYPE_QUEUE, CUT_WHOLE },
	{ TEXT("ecs"), TEXT("cluster/"), TYPE_ECS_CLUSTER, CUT_WHOLE },
	{ TEXT("ecs"), TEXT("service/"), TYPE_ECS_SERVICE, CUT_LAST },
	{ TEXT("ecs"), TEXT("task/"), TYPE_ECS_TASK, CUT_LAST },
	{ TEXT("ecs"), TEXT("task-definition/"), TYPE_TASK_DEFINITION,
	  CUT_COLON },
	{ TEXT("eks"), TEXT("cluster/"), TYPE_CLUSTER, CUT_WHOLE },
	{ TEXT("ecr"), TEXT("repository/"), TYPE_REPOSITORY, CUT_WHOLE },
	{ TEXT("elasticloadbalancing"), TEXT("loadbalancer/"), TYPE_BALANCER,
	  CUT_SECOND },
	{ TEXT("elasticloadbalancing"), TEXT("targetgroup/"), TYPE_TARGET_GROUP,
	  CUT_SLASH },
	{ TEXT("elasticloadbalancing"), TEXT("listener/"), TYPE_LISTENER,
	  CUT_WHOLE },
	{ TEXT("autoscaling"), TEXT("autoScalingGroup:"), TYPE_SCALING_GROUP,
	  CUT_LAST },
	{ TEXT("autoscaling"), TEXT("launchConfiguration:"), TYPE_LAUNCH,
	  CUT_LAST },
	{ TEXT("cloudformation"), TEXT("stack/"), TYPE_STACK, CUT_SLASH },
	{ TEXT("cloudformation"), TEXT("stackset/"), TYPE_STACK_SET,
	  CUT_COLON },
	{ TEXT("route53"), TEXT("hostedzone/"), TYPE_ZONE, CUT_WHOLE },
	{ TEXT("cloudfront"), TEXT("distribution/"), TYPE_DISTRIBUTION,
	  CUT_WHOLE },
	{ TEXT("apigateway"), TEXT("/restapis/"), TYPE_API, CUT_SLASH },
	{ TEXT("apigateway"), TEXT("/apis/"), TYPE_API, CUT_SLASH },
	{ TEXT("acm"), TEXT("certificate/"), TYPE_CERT, CUT_WHOLE },
	{ TEXT("elasticfilesystem"), TEXT("file-system/"), TYPE_FILE_SYSTEM,
	  CUT_SLASH },
	{ TEXT("elasticache"), TEXT("cluster:"), TYPE_CACHE, CUT_WHOLE },
	{ TEXT("elasticache"), TEXT("replicationgroup:"), TYPE_CACHE_GROUP,
	  CUT_WHOLE },
	{ TEXT("redshift"), TEXT("cluster:"), TYPE_REDSHIFT, CUT_WHOLE },
	{ TEXT("es"), TEXT("domain/"), TYPE_SEARCH, CUT_SLASH },
	{ TEXT("glue"), TEXT("database/"), TYPE_GLUE_DATABASE, CUT_WHOLE },
	{ TEXT("glue"), TEXT("table/"), TYPE_GLUE_TABLE, CUT_LAST },
	{ TEXT("glue"), TEXT("job/"), TYPE_GLUE_JOB, CUT_WHOLE },
	{ TEXT("glue"), TEXT("devEndpoint/"), TYPE_GLUE_ENDPOINT, CUT_WHOLE },
	{ TEXT("athena"), TEXT("workgroup/"), TYPE_WORKGROUP, CUT_WHOLE },
	{ TEXT("organizations"), TEXT("account/"), TYPE_ACCOUNT, CUT_LAST },
	{ TEXT("organizations"), TEXT("policy/"), TYPE_ORG_POLICY, CUT_LAST },
	{ TEXT("organizations"), TEXT("ou/"), TYPE_ORG_UNIT, CUT_LAST },
	{ TEXT("organizations"), TEXT("handshake/"), TYPE_HANDSHAKE, CUT_LAST },
	{ TEXT("sso"), TEXT("permissionSet/"), TYPE_PERMISSION_SET, CUT_LAST },
	{ TEXT("sso"), TEXT("instance/"), TYPE_SSO_INSTANCE, CUT_WHOLE },
	{ TEXT("rolesanywhere"), TEXT("trust-anchor/"), TYPE_ANCHOR,
	  CUT_WHOLE },
	{ TEXT("rolesanywhere"), TEXT("profile/"), TYPE_ANCHOR_PROFILE,
	  CUT_WHOLE },
	{ TEXT("bedrock"), TEXT("foundation-model/"), TYPE_MODEL, CUT_WHOLE },
	{ TEXT("bedrock"), TEXT("guardrail/"), TYPE_GUARDRAIL, CUT_WHOLE },
	{ TEXT("bedrock"), TEXT("agent/"), TYPE_AGENT, CUT_WHOLE },
	{ TEXT("backup"), TEXT("backup-vault:"), TYPE_VAULT, CUT_WHOLE },
	{ TEXT("backup"), TEXT("recovery-point:"), TYPE_RECOVERY_POINT,
	  CUT_WHOLE },
	{ TEXT("ses"), TEXT("identity/"), TYPE_EMAIL, CUT_WHOLE },
	{ TEXT("wafv2"), TEXT("regional/webacl/"), TYPE_WAF, CUT_SLASH },
	{ TEXT("wafv2"), TEXT("global/webacl/"), TYPE_WAF, CUT_SLASH },
	{ TEXT("cognito-idp"), TEXT("userpool/"), TYPE_USER_POOL, CUT_WHOLE },
	{ TEXT("cognito-identity"), TEXT("identitypool/"), TYPE_IDENTITY_POOL,
	  CUT_WHOLE },
	{ TEXT("codebuild"), TEXT("project/"), TYPE_PROJECT, CUT_WHOLE },
	{ TEXT("codepipeline"), TEXT(""), TYPE_PIPELINE, CUT_SLASH },
	{ TEXT("codecommit"), TEXT(""), TYPE_CODE_REPOSITORY, CUT_WHOLE },
	{ TEXT("states"), TEXT("stateMachine:"), TYPE_STATE_MACHINE,
	  CUT_COLON },
	{ TEXT("states"), TEXT("execution:"), TYPE_EXECUTION, CUT_WHOLE },
	{ TEXT("kinesis"), TEXT("stream/"), TYPE_STREAM, CUT_SLASH },
	{ TEXT("firehose"), TEXT("deliverystream/"), TYPE_DELIVERY, CUT_WHOLE },
	{ TEXT("access-analyzer"), TEXT("analyzer/"), TYPE_ANALYZER,
	  CUT_WHOLE },
	{ TEXT("detective"), TEXT("graph:"), TYPE_GRAPH, CUT_WHOLE },
};

/* Takes from *rest up to the next colon. */
static struct str part(struct str *rest)
{
	ptrdiff_t colon = str_find(*rest, ':');
	size_t end = colon < 0 ? rest->len : (size_t)colon;
	struct str head = str_slice(*rest, 0, end);

	*rest = str_slice(*rest, end + 1, rest->len);
	return head;
}

bool arn_read(struct str text, struct arn *arn)
{
	struct str rest = text;

	if (text.len > NAME_MOST || !str_starts(text, STR("arn:")))
		return false;
	part(&rest);
	arn->partition = part(&rest);
	arn->service = part(&rest);
	arn->region = part(&rest);
	arn->account = part(&rest);
	arn->resource = rest;
	return str_starts(arn->partition, STR("aws")) && arn->service.len &&
	       arn->resource.len;
}

static struct str until(struct str s, char c)
{
	ptrdiff_t at = str_find(s, c);

	return at < 0 ? s : str_slice(s, 0, (size_t)at);
}

static struct str after_last(struct str s, char c)
{
	ptrdiff_t at = str_find_last(s, c);

	return str_slice(s, (size_t)(at + 1), s.len);
}

static struct str without_random(struct str s)
{
	bool random = s.len > 7 && s.at[s.len - 7] == '-';

	return random ? str_slice(s, 0, s.len - 7) : s;
}

static struct str second(struct str s)
{
	struct str kind = until(s, '/');

	if (str_eq(kind, STR("app")) || str_eq(kind, STR("net")) ||
	    str_eq(kind, STR("gwy")))
		s = str_slice(s, kind.len + 1, s.len);
	return until(s, '/');
}

/* `whole` is the resource part, `lead` how many bytes of it led here. */
static struct str cut(enum cut how, struct str whole, size_t lead)
{
	struct str name = str_slice(whole, lead, whole.len);

	assert(lead <= whole.len);
	switch (how) {
	case CUT_SLASH:
		return until(name, '/');
	case CUT_COLON:
		return until(name, ':');
	case CUT_LAST:
		return after_last(name, '/');
	case CUT_SECRET:
		return without_random(name);
	case CUT_PATH:
		/* `parameter/a/b` is /a/b, while `parameter/a` is a. */
		return str_find(name, '/') < 0
			       ? name
			       : str_slice(whole, lead - 1, whole.len);
	case CUT_SECOND:
		return second(name);
	case CUT_NONE:
		return whole;
	case CUT_WHOLE:
		break;
	}
	return name;
}

static const struct arn_form *form_of(const struct arn *arn)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (str_eq(arn->service, forms[i].service) &&
		    str_starts(arn->resource, forms[i].lead))
			return &forms[i];
	return NULL;
}

/* Of a service without a table row: an id alone, or `service/resource`. */
static void put_unknown(struct buf *out, const struct arn *arn,
			struct str account)
{
	struct str last = after_last(arn->resource, '/');

	if (!type_is_id(last)) {
		buf_add(out, arn->service);
		buf_addc(out, '/');
		last = arn->resource;
	}
	buf_add(out, last);
	type_put_account(out, account);
}

/* Appends the identity of what `arn` names. Where the ARN holds no account,
 * `account` is its account. */
static void arn_put(struct buf *out, const struct arn *arn, struct str account)
{
	const struct arn_form *form = form_of(arn);
	struct str owner = is_account(arn->account) ? arn->account : account;
	struct str name = STR_NONE;

	if (form)
		name = cut(form->cut, arn->resource, form->lead.len);
	if (name.len || (form && form->type == TYPE_ROOT))
		type_put(out, form->type, name, owner);
	else
		put_unknown(out, arn, owner);
}

/* The name inside what callers may write instead of it: a qualified function,
 * a task definition with its revision, a zone with its path, a queue's URL. */
static struct str plain_name(enum type type, struct str value)
{
	switch (type) {
	case TYPE_LAMBDA:
		if (str_search(value, STR(":function:")) > 0)
			value = str_slice(
				value,
				(size_t)str_search(value, STR(":function:")) +
					10,
				value.len);
		return until(value, ':');
	case TYPE_TASK_DEFINITION:
	case TYPE_LOG_GROUP:
		return until(value, ':');
	case TYPE_ZONE:
	case TYPE_QUEUE:
		return after_last(value, '/');
	case TYPE_STACK:
	case TYPE_BUCKET:
		return until(value, '/');
	default:
		return value;
	}
}

/* Masked values and wildcards stand where a name would. */
static bool is_mask(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != '*')
			return false;
	return true;
}

bool resource_put(struct buf *out, const struct named *named)
{
	struct str name;
	struct arn arn;

	assert(named->type <= TYPE_SERVICE && named->type != TYPE_COUNT);
	if (named->value.len > NAME_MOST || is_mask(named->value))
		return false;
	if (arn_read(named->value, &arn)) {
		arn_put(out, &arn, named->account);
		return true;
	}
	if (named->type == TYPE_NONE && !type_is_id(named->value))
		return false;
	name = plain_name(named->type, named->value);
	if (!name.len)
		return false;
	if (named->type == TYPE_SERVICE && !type_is_id(name)) {
		buf_add(out, named->service);
		buf_addc(out, '/');
	}
	type_put(out, named->type == TYPE_SERVICE ? TYPE_NONE : named->type,
		 name, named->account);
	return true;
}

bool identity_from_arn(struct str text, struct buf *out)
{
	struct arn arn;

	if (!arn_read(text, &arn))
		return false;
	arn_put(out, &arn, STR_NONE);
	return true;
}
