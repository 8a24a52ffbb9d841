/* SPDX-License-Identifier: MIT */
/* human.c - which human is behind an event, as far as the event alone tells.
 *
 * The first that is there: sourceIdentity, which a role's session cannot
 * change and which goes along from role to role; the Identity Center user on
 * whose behalf the call is made; a session's name that is a mail address, or
 * any name of a session that single sign-on opened; then who needs no session:
 * an IAM user is themselves, a federated user the IAM user who let them in. A
 * name is a name: in two accounts it is taken for the same human. Sources:
 * "Monitor and control actions taken with assumed roles" and "userIdentity
 * element", IAM and CloudTrail User Guides. */
#include "who.h"
#include "part.h"

static bool is_mail(struct str name)
{
	return str_find(name, '@') > 0;
}

/* A name that was mistyped at a sign-in is not recorded. */
static struct str told_name(struct str name)
{
	return str_eq(name, STR("HIDDEN_DUE_TO_SECURITY_REASONS")) ? STR_NONE
								   : name;
}

static struct str of_session(const struct who *who)
{
	struct str name = who_session(who);

	return is_mail(name) || role_is_sso(who_role(who)) ? name : STR_NONE;
}

static struct str of_federated(const struct who *who)
{
	struct str name = part_after(who->arn.resource, '/');

	if (is_mail(name))
		return name;
	return arn_leads(&who->issuer, STR("user/"))
		       ? part_after_last(who->issuer.resource, '/')
		       : STR_NONE;
}

/* Of another account's role the session's name is the principal's end. */
static struct str of_stranger(const struct who *who)
{
	struct str name = part_after(who->principal, ':');

	return is_mail(name) ? name : STR_NONE;
}

static struct str of_iam(const struct who *who)
{
	if (!who->name.len && arn_leads(&who->arn, STR("user/")))
		return part_after_last(who->arn.resource, '/');
	return told_name(who->name);
}

static struct str name_of(struct who *who, enum user_form form)
{
	struct str name;

	switch (form) {
	case FORM_ROLE:
		return of_session(who);
	case FORM_IAM:
		return of_iam(who);
	case FORM_FEDERATED:
		return of_federated(who);
	case FORM_SSO:
		name = who_look(who, FIELD_LOGIN_USER, who->more);
		return told_name(name.len ? name : who->name);
	case FORM_SAML:
	case FORM_DIRECTORY:
	case FORM_UNKNOWN:
		return told_name(who->name);
	case FORM_WEB:
		return is_mail(who->name) ? who->name : STR_NONE;
	case FORM_ACCOUNT:
		return of_stranger(who);
	default:
		return STR_NONE;
	}
}

void human_put(struct who *who, enum user_form form, struct buf *out)
{
	if (who->source.len)
		buf_add(out, who->source);
	else if (who->sso.len)
		buf_add(out, who->sso);
	else
		buf_add(out, name_of(who, form));
}
