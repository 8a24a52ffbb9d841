/* SPDX-License-Identifier: MIT */
/* user.c - who an event acts under.
 *
 * userIdentity has a dozen forms, and partial documents leave out what they
 * like. So each form is read by its type where it has one, and else by what
 * is there. Facts: "userIdentity element", CloudTrail User Guide. */
#include "user.h"
#include "identity.h"
#include "part.h"

#include <assert.h>
#include <string.h>

/* Longer names are cut: no AWS name comes near. */
#define LABEL_MOST 1024

const enum field_id user_fields[USER_FIELDS] = {
	FIELD_USER_TYPE,      FIELD_USER_PRINCIPAL, FIELD_USER_ARN,
	FIELD_USER_ACCOUNT,   FIELD_USER_NAME,      FIELD_INVOKED_BY,
	FIELD_SSO_USER,       FIELD_ISSUER_ARN,     FIELD_ISSUER_NAME,
	FIELD_ISSUER_ACCOUNT,
};

enum user_form {
	FORM_UNKNOWN,
	FORM_IAM,
	FORM_ROLE,
	FORM_ROOT,
	FORM_FEDERATED,
	FORM_SAML,
	FORM_WEB,
	FORM_SSO,
	FORM_ACCOUNT,
	FORM_SERVICE,
	FORM_INSIGHT,
	FORM_AGGREGATE,
};

/* What is read of one record; texts are borrowed, or stand in `scratch`. */
struct who {
	const struct record *record;
	struct str type, principal, arn_text, account, name, invoked, sso;
	struct str issuer_arn, issuer_name, issuer_account;
	struct arn arn, issuer; /* .resource absent: no ARN */
	bool beyond;            /* more than user_fields was looked at */
	char scratch[USER_FIELDS][SCRATCH];
	char whole[SCRATCH], more[SCRATCH];
};

static struct str cut_long(struct str s)
{
	return str_slice(s, 0, LABEL_MOST);
}

/* "AWS Internal/3" is "AWS Internal": the number tells nothing. */
static struct str service_name(struct str invoked)
{
	if (str_starts(invoked, STR("AWS Internal/")))
		return str_slice(invoked, 0, 12);
	return invoked;
}

/* ---- reading ---- */

static struct str look_beyond(struct who *who, enum field_id field,
			      char scratch[SCRATCH])
{
	who->beyond = true;
	return record_field(who->record, field, scratch);
}

/* userIdentity as a text: an ARN, or one somewhere inside of what a table
 * made of the object (`{type=IAMUser, arn=arn:aws:iam::...:user/x, ...}`). */
static void read_flat(struct who *who)
{
	struct str text =
		record_path(who->record, STR("userIdentity"), who->whole);
	ptrdiff_t at = str_search(text, STR("arn:aws"));
	size_t end = (size_t)at;

	if (at < 0) {
		who->name =
			str_starts(text, STR("{")) ? STR_NONE : cut_long(text);
		return;
	}
	while (end < text.len && !strchr(",}\"' \\", text.at[end]))
		end++;
	who->arn_text = str_slice(text, (size_t)at, end);
}

static void read_who(struct who *who, const struct record *record)
{
	struct str *to[USER_FIELDS] = {
		&who->type,        &who->principal,
		&who->arn_text,    &who->account,
		&who->name,        &who->invoked,
		&who->sso,         &who->issuer_arn,
		&who->issuer_name, &who->issuer_account,
	};
	size_t found = 0;

	who->record = record;
	for (size_t i = 0; i < USER_FIELDS; i++) {
		*to[i] = cut_long(
			record_field(record, user_fields[i], who->scratch[i]));
		found += to[i]->len > 0;
	}
	who->beyond = !found;
	if (!found)
		read_flat(who);
	if (!arn_read(who->arn_text, &who->arn))
		who->arn = (struct arn){ 0 };
	if (!arn_read(who->issuer_arn, &who->issuer))
		who->issuer = (struct arn){ 0 };
}

static bool arn_leads(const struct arn *arn, struct str lead)
{
	return str_starts(arn->resource, lead);
}

static bool is_service_host(struct str text)
{
	return str_ends(text, STR(".amazonaws.com")) ||
	       str_starts(text, STR("AWS Internal"));
}

static const struct {
	struct str type;
	enum user_form form;
} types[] = {
	{ STR("IAMUser"), FORM_IAM },
	{ STR("AssumedRole"), FORM_ROLE },
	{ STR("AWSService"), FORM_SERVICE },
	{ STR("Root"), FORM_ROOT },
	{ STR("Role"), FORM_ROLE },
	{ STR("FederatedUser"), FORM_FEDERATED },
	{ STR("SAMLUser"), FORM_SAML },
	{ STR("WebIdentityUser"), FORM_WEB },
	{ STR("IdentityCenterUser"), FORM_SSO },
	{ STR("AWSAccount"), FORM_ACCOUNT },
};

/* No type, or one that says nothing: what else is there? */
static enum user_form form_by_content(const struct who *who)
{
	if (who->issuer_name.len || arn_leads(&who->issuer, STR("role/")) ||
	    arn_leads(&who->arn, STR("assumed-role/")) ||
	    arn_leads(&who->arn, STR("role/")) ||
	    str_starts(who->principal, STR("AROA")))
		return FORM_ROLE;
	if (arn_leads(&who->arn, STR("user/")))
		return FORM_IAM;
	if (arn_leads(&who->arn, STR("root")))
		return FORM_ROOT;
	if (arn_leads(&who->arn, STR("federated-user/")))
		return FORM_FEDERATED;
	if (who->sso.len)
		return FORM_SSO;
	if (who->invoked.len && !who->name.len && !who->principal.len)
		return FORM_SERVICE;
	return who->name.len ? FORM_IAM : FORM_UNKNOWN;
}

/* Service events have no userIdentity at all; only some say by whom. */
static enum user_form form_without_identity(struct who *who)
{
	char scratch[SCRATCH];

	if (str_eq(look_beyond(who, FIELD_TYPE, scratch),
		   STR("AwsServiceEvent")) ||
	    is_service_host(look_beyond(who, FIELD_ADDRESS, scratch)))
		return FORM_SERVICE;
	return FORM_UNKNOWN;
}

static enum user_form form_by_event(struct who *who)
{
	char scratch[SCRATCH];
	struct str type = look_beyond(who, FIELD_TYPE, scratch);

	if (str_eq(type, STR("AwsCloudTrailInsight")))
		return FORM_INSIGHT;
	if (str_eq(type, STR("AwsAggregatedEvent")))
		return FORM_AGGREGATE;
	type = look_beyond(who, FIELD_CATEGORY, scratch);
	if (str_eq(type, STR("Insight")))
		return FORM_INSIGHT;
	if (str_eq(type, STR("Aggregated")))
		return FORM_AGGREGATE;
	return FORM_UNKNOWN;
}

static enum user_form form_of(struct who *who)
{
	enum user_form form;

	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (str_eq(who->type, types[i].type))
			return types[i].form;
	form = form_by_content(who);
	if (form == FORM_UNKNOWN)
		form = form_by_event(who);
	if (form == FORM_UNKNOWN && !who->principal.len && !who->type.len)
		form = form_without_identity(who);
	return form;
}

/* ---- service-linked roles ---- */

/* The service a role belongs to, or STR_NONE. The path tells; only where
 * there is none the name does, because anybody may call a role so. */
static struct str linked_service(const struct who *who, struct buf *made)
{
	static const struct str lead = STR("AWSServiceRoleFor");
	struct str name = who->issuer_name, path;

	if (who->issuer.resource.at) {
		path = part_after(who->issuer.resource, '/');
		if (!str_starts(path, STR("aws-service-role/")))
			return STR_NONE;
		return part_until(part_after(path, '/'), '/');
	}
	if (!name.len && arn_leads(&who->arn, STR("assumed-role/")))
		name = part_after(who->arn.resource, '/');
	if (!str_starts(name, lead))
		return STR_NONE;
	if (is_service_host(who->invoked))
		return who->invoked;
	for (size_t i = lead.len; i < name.len && name.at[i] != '/'; i++)
		buf_addc(made, (char)(name.at[i] | 0x20));
	buf_add(made, STR(".amazonaws.com"));
	return buf_str(made);
}

/* ---- writing ---- */

static struct str account_of(const struct who *who)
{
	if (is_account(who->account))
		return who->account;
	return is_account(who->arn.account) ? who->arn.account : STR_NONE;
}

static struct str name_or_principal(const struct who *who)
{
	return who->name.len ? who->name : who->principal;
}

static void put(struct buf *out, const char *lead, struct str name,
		struct str account)
{
	buf_add(out, str_of(lead));
	buf_add(out, name);
	type_put_account(out, account);
}

/* Names that another form writes get their type, so that a user called
 * `root` is not taken for the account's root. IAM allows neither slash nor
 * parenthesis, but evidence may hold anything. */
static bool looks_otherwise(struct str name)
{
	return str_eq(name, STR("root")) || str_eq(name, STR("anonymous")) ||
	       str_find(name, '/') >= 0 || str_find(name, ' ') >= 0 ||
	       str_starts(name, STR("(")) || str_starts(name, STR("sso:")) ||
	       is_service_host(name);
}

static void put_iam(const struct who *who, struct buf *out)
{
	struct str name = who->name;
	const char *lead = "";

	if (!name.len && arn_leads(&who->arn, STR("user/")))
		name = part_after_last(who->arn.resource, '/');
	if (!name.len)
		name = who->principal;
	if (!name.len)
		lead = "(unknown)";
	else if (looks_otherwise(name))
		lead = "user/";
	put(out, lead, name, account_of(who));
}

static struct str role_name(const struct who *who)
{
	if (who->issuer_name.len)
		return part_after_last(who->issuer_name, '/');
	if (who->issuer.resource.at)
		return part_after_last(who->issuer.resource, '/');
	if (arn_leads(&who->arn, STR("assumed-role/")))
		return part_until(part_after(who->arn.resource, '/'), '/');
	if (arn_leads(&who->arn, STR("role/")))
		return part_after_last(who->arn.resource, '/');
	if (who->name.len)
		return part_after_last(who->name, '/');
	return part_until(who->principal, ':');
}

static struct str session_name(const struct who *who)
{
	if (arn_leads(&who->arn, STR("assumed-role/")))
		return part_after(part_after(who->arn.resource, '/'), '/');
	if (who->arn.resource.at)
		return STR_NONE;
	return part_after(who->principal, ':');
}

static struct str role_account(const struct who *who)
{
	if (is_account(who->issuer_account))
		return who->issuer_account;
	if (is_account(who->issuer.account))
		return who->issuer.account;
	return account_of(who);
}

static void put_role(const struct who *who, struct buf *user,
		     struct buf *session)
{
	struct buf made = { 0 };
	struct str service = linked_service(who, &made);
	struct str role = role_name(who), name = session_name(who);
	struct str account = role_account(who);

	if (service.len)
		buf_add(user, service);
	else if (role.len)
		put(user, "role/", role, account);
	else
		put(user, "(unknown)", STR_NONE, account);
	if (role.len && name.len) {
		buf_add(session, role);
		put(session, "/", name, account);
	}
	buf_release(&made);
}

static void put_federated(const struct who *who, struct buf *out)
{
	struct str name = who->name;

	if (arn_leads(&who->arn, STR("federated-user/")))
		name = part_after(who->arn.resource, '/');
	else if (!name.len)
		name = part_after(who->principal, ':');
	put(out, "federated/", name.len ? name : who->principal,
	    account_of(who));
}

static void put_account(const struct who *who, struct buf *out)
{
	bool nobody = str_eq(who->account, STR("ANONYMOUS_PRINCIPAL")) ||
		      str_eq_nocase(who->principal, STR("anonymous"));

	if (nobody || (!who->account.len && !who->principal.len)) {
		buf_add(out, STR("anonymous"));
		return;
	}
	put(out, "account ", who->account.len ? who->account : STR("?"),
	    STR_NONE);
	if (who->principal.len)
		put(out, "/", who->principal, STR_NONE);
}

static void put_sso(struct who *who, struct buf *out)
{
	struct str id = who->sso;

	if (!id.len)
		id = look_beyond(who, FIELD_LOGIN_USER, who->more);
	if (!id.len)
		id = name_or_principal(who);
	put(out, "sso:", cut_long(id), account_of(who));
}

/* The host name of a service, from the most to the least exact. */
static void put_service(struct who *who, struct buf *out)
{
	struct str name = service_name(who->invoked);

	if (!name.len) {
		name = look_beyond(who, FIELD_ADDRESS, who->more);
		name = is_service_host(name) ? service_name(name) : STR_NONE;
	}
	if (!name.len)
		name = look_beyond(who, FIELD_SOURCE, who->more);
	buf_add(out, name.len ? cut_long(name) : STR("AWS Internal"));
}

static void put_form(struct who *who, enum user_form form, struct buf *user,
		     struct buf *session)
{
	switch (form) {
	case FORM_IAM:
		put_iam(who, user);
		break;
	case FORM_ROLE:
		put_role(who, user, session);
		break;
	case FORM_ROOT:
		put(user, "root", STR_NONE, account_of(who));
		break;
	case FORM_FEDERATED:
		put_federated(who, user);
		break;
	case FORM_SAML:
		put(user, "saml/", name_or_principal(who), STR_NONE);
		break;
	case FORM_WEB:
		put(user, "web/", name_or_principal(who), STR_NONE);
		break;
	case FORM_SSO:
		put_sso(who, user);
		break;
	case FORM_ACCOUNT:
		put_account(who, user);
		break;
	case FORM_SERVICE:
		put_service(who, user);
		break;
	case FORM_INSIGHT:
		buf_add(user, STR("(insight)"));
		break;
	case FORM_AGGREGATE:
		buf_add(user, STR("(aggregated)"));
		break;
	case FORM_UNKNOWN:
		put(user, who->principal.len ? "(unknown) " : "(unknown)",
		    who->principal, account_of(who));
		break;
	}
}

static uint32_t flags_of(const struct who *who, enum user_form form)
{
	struct buf made = { 0 };
	bool service = form == FORM_SERVICE || form == FORM_INSIGHT ||
		       form == FORM_AGGREGATE ||
		       (form == FORM_ROLE && linked_service(who, &made).len);

	buf_release(&made);
	if (service)
		return FLAG_SERVICE;
	return who->invoked.len ? FLAG_VIA_AWS : 0;
}

uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session)
{
	struct who who = { 0 };
	enum user_form form;

	assert(user != session && !session->len);
	read_who(&who, record);
	form = form_of(&who);
	put_form(&who, form, user, session);
	return flags_of(&who, form) | (who.beyond ? USER_BEYOND : 0);
}
