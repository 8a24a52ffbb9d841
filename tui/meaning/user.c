/* SPDX-License-Identifier: MIT */
/* user.c - who an event acts under, written as an identity. */
#include "part.h"
#include "who.h"

#include <assert.h>

#define LABEL_MOST 1024 /* bytes of a name; no AWS name comes near */

/* "AWS Internal/3" is "AWS Internal": the number tells nothing. */
static struct str service_name(struct str invoked)
{
	if (str_starts(invoked, STR("AWS Internal/")))
		return str_slice(invoked, 0, 12);
	return invoked;
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
	if (text_is_service(who->invoked))
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

static struct str cut_name(struct str s)
{
	return str_slice(s, 0, LABEL_MOST);
}

static struct str name_or_principal(const struct who *who)
{
	return who->name.len ? who->name : who->principal;
}

static void put(struct buf *out, const char *lead, struct str name,
		struct str account)
{
	size_t from = out->len;

	buf_add(out, str_of(lead));
	buf_add(out, name);
	identity_end(out, from, account);
}

/* What a service is called by the record; what looks like no service's name
 * could be anybody's. */
static void put_service_name(struct buf *out, struct str name)
{
	put(out, text_is_service(name) ? "" : "service/", name, STR_NONE);
}

/* Names that another form writes get their type, so that a user called
 * `root` is not taken for the account's root. IAM allows neither slash nor
 * parenthesis, but evidence may hold anything. */
static bool looks_otherwise(struct str name)
{
	return str_eq(name, STR("root")) || str_eq(name, STR("anonymous")) ||
	       str_find(name, '/') >= 0 || str_find(name, ' ') >= 0 ||
	       str_eq(name, STR("assumed-root")) ||
	       str_starts(name, STR("(")) || str_starts(name, STR("sso:")) ||
	       text_is_service(name);
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
	struct str role = who_role(who), name = who_session(who);
	struct str account = role_account(who);

	if (service.len)
		put_service_name(user, service);
	else if (role.len)
		put(user, "role/", role, account);
	else
		put(user, "(unknown)", STR_NONE, account);
	if (role.len && name.len) {
		buf_add(session, role);
		buf_addc(session, '/');
		buf_add(session, name);
		identity_end(session, 0, account);
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

/* Its id is no name of who it was. */
static void put_account(const struct who *who, struct buf *out)
{
	struct str name = who->principal;

	if (!name.len || str_eq(name, who->account))
		name = who->name;
	if (!who->account.len && !name.len) {
		buf_add(out, STR("anonymous"));
		return;
	}
	buf_add(out, STR("account "));
	buf_add(out, who->account.len ? who->account : STR("?"));
	if (name.len)
		put(out, "/", name, STR_NONE);
}

/* ---- who comes from elsewhere ---- */

/* `eks/ID` of an EKS cluster's provider, NAME of saml-provider/NAME, and of
 * an address its host and what follows. A cluster's issuer is
 * oidc.eks.REGION.amazonaws.com/id/ID ("Create an IAM OIDC provider for your
 * cluster", EKS User Guide). */
static void put_provider(struct str provider, const struct arn *arn,
			 struct buf *out)
{
	ptrdiff_t cluster;

	if (arn->resource.at)
		provider = part_after(arn->resource, '/');
	if (str_starts(provider, STR("https://")))
		provider = str_slice(provider, 8, provider.len);
	if (str_ends(provider, STR("/")))
		provider.len--;
	cluster = str_search(provider, STR("/id/"));
	if (cluster > 0 && str_starts(provider, STR("oidc.eks."))) {
		buf_add(out, STR("eks"));
		provider =
			str_slice(provider, (size_t)cluster + 3, provider.len);
	}
	buf_add(out, provider);
}

/* A subject is only unique with its provider, and a provider that has an ARN
 * is one account's. SAML providers write a hash; which one it was stands in
 * the request then, and it is of the account whose role is asked for. */
static void put_subject(struct who *who, const char *lead, struct buf *out)
{
	struct str provider = who->provider, account = account_of(who);
	struct arn arn = { 0 };
	char scratch[SCRATCH];
	size_t from = out->len;

	if (str_eq(who->type, STR("SAMLUser"))) {
		struct str named = record_path(
			who->record, STR("requestParameters.principalArn"),
			who->more);

		who->beyond = true;
		if (named.len)
			provider = named;
		if (!account.len)
			account = record_field(who->record, FIELD_RECIPIENT,
					       scratch);
	}
	if (!arn_read(provider, &arn))
		arn = (struct arn){ 0 };
	if (is_account(arn.account))
		account = arn.account;
	buf_add(out, str_of(lead));
	buf_add(out, name_or_principal(who));
	if (provider.len) {
		buf_add(out, STR(" via "));
		put_provider(cut_name(provider), &arn, out);
	}
	identity_end(out, from, account);
}

/* In older records the user's id is the end of the principal:
 * STORE:USER, or an ARN of it. */
static struct str sso_principal(const struct who *who)
{
	struct str id =
		part_after_last(part_after_last(who->principal, ':'), '/');

	return who->name.len ? who->name : id;
}

static void put_sso(struct who *who, struct buf *out)
{
	struct str id = who->sso;

	if (!id.len)
		id = who_look(who, FIELD_LOGIN_USER, who->more);
	if (!id.len)
		id = sso_principal(who);
	put(out, "sso:", cut_name(id), account_of(who));
}

/* The host name of a service, from the most to the least exact. */
static void put_service(struct who *who, struct buf *out)
{
	struct str name = service_name(who->invoked);

	if (!name.len) {
		name = who_look(who, FIELD_ADDRESS, who->more);
		name = text_is_service(name) ? service_name(name) : STR_NONE;
	}
	if (!name.len)
		name = who_look(who, FIELD_SOURCE, who->more);
	put_service_name(out, name.len ? cut_name(name) : STR("AWS Internal"));
}

static void put_unknown(const struct who *who, struct buf *out)
{
	struct str name = name_or_principal(who);

	put(out, name.len ? "(unknown) " : "(unknown)", name, account_of(who));
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
		put(user,
		    str_eq(who->assumed_root, STR("true")) ? "assumed-root"
							   : "root",
		    STR_NONE, account_of(who));
		break;
	case FORM_FEDERATED:
		put_federated(who, user);
		break;
	case FORM_SAML:
		put_subject(who, "saml/", user);
		break;
	case FORM_WEB:
		put_subject(who, "web/", user);
		break;
	case FORM_SSO:
		put_sso(who, user);
		break;
	case FORM_DIRECTORY:
		put(user, "directory/", name_or_principal(who),
		    account_of(who));
		break;
	case FORM_ACCOUNT:
		put_account(who, user);
		break;
	case FORM_ANONYMOUS:
		buf_add(user, STR("anonymous"));
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
		put_unknown(who, user);
		break;
	}
}

/* `backup` of backup.amazonaws.com in AWSBackup-1234, whatever the case. */
static bool session_names(const struct who *who, struct str service)
{
	return service.len && str_search_nocase(who_session(who), service) >= 0;
}

/* True for what a service does on its own with root or with a role that was
 * given to it: it says that it called, no credential stands beside it, and the
 * role's session bears its name. What it does for a caller is done with a key
 * of theirs ("Forward access sessions", IAM User Guide). */
static bool is_service_alone(struct who *who, enum user_form form)
{
	struct str service = part_service(who->invoked);
	char scratch[SCRATCH];

	return service.len < who->invoked.len &&
	       (form == FORM_ROOT ||
		(form == FORM_ROLE && session_names(who, service))) &&
	       !who_look(who, FIELD_USER_KEY, scratch).len;
}

static uint32_t flags_of(struct who *who, enum user_form form)
{
	struct buf made = { 0 };
	bool service = form == FORM_SERVICE || form == FORM_INSIGHT ||
		       form == FORM_AGGREGATE ||
		       (form == FORM_ROLE && linked_service(who, &made).len);

	buf_release(&made);
	if (service)
		return FLAG_SERVICE;
	if (is_service_alone(who, form))
		return FLAG_SERVICE | FLAG_VIA_AWS;
	return who->invoked.len ? FLAG_VIA_AWS : 0;
}

uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session, struct buf *human)
{
	struct who who = { 0 };
	enum user_form form;
	uint32_t flags;

	assert(user != session && !session->len);
	who_read(&who, record);
	form = who_form(&who);
	put_form(&who, form, user, session);
	flags = flags_of(&who, form);
	if (human && !(flags & FLAG_SERVICE))
		human_put(&who, form, human);
	return flags | (who.beyond ? USER_BEYOND : 0);
}
