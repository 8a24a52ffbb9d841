/* SPDX-License-Identifier: MIT */
/* who.c - userIdentity, read.
 *
 * It has a dozen forms, and partial documents leave out what they like. So
 * each form is told by its type where it has one, and else by what is there.
 * Facts: "userIdentity element", CloudTrail User Guide. */
#include "who.h"
#include "part.h"

#include <assert.h>
#include <string.h>

/* Longer names are cut: no AWS name comes near. */
#define LABEL_MOST 1024

static struct str cut_long(struct str s)
{
	return str_slice(s, 0, LABEL_MOST);
}

/* ---- reading ---- */

struct str who_look(struct who *who, enum field_id field, char scratch[SCRATCH])
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

void who_read(struct who *who, const struct record *record)
{
	struct str *to[USER_FIELDS] = {
		&who->type,         &who->principal,
		&who->arn_text,     &who->account,
		&who->name,         &who->invoked,
		&who->sso,          &who->issuer_arn,
		&who->issuer_name,  &who->issuer_account,
		&who->provider,     &who->source,
		&who->assumed_root,
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

bool arn_leads(const struct arn *arn, struct str lead)
{
	return str_starts(arn->resource, lead);
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
	{ STR("Directory"), FORM_DIRECTORY },
};

/* Services whose callers have an Identity Center user's name and, in records
 * of before 2024, the type Unknown ("Important changes to CloudTrail events
 * for AWS IAM Identity Center", AWS Security Blog). */
static bool is_identity_center(struct who *who)
{
	static const char *const sources[] = { "sso", "sso-directory",
					       "sso-oauth", "identitystore",
					       "signin" };
	char scratch[SCRATCH];
	struct str source = part_service(who_look(who, FIELD_SOURCE, scratch));

	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		if (str_eq(source, str_of(sources[i])))
			return true;
	return false;
}

static bool is_nobody(struct str name)
{
	return str_eq(name, STR("ANONYMOUS_PRINCIPAL")) ||
	       str_eq_nocase(name, STR("anonymous"));
}

/* No type, or one that says nothing: what else is there? Only where there is
 * none is a name taken for an IAM user's. */
static enum user_form form_by_content(struct who *who)
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
	if (is_nobody(who->principal) || is_nobody(who->account))
		return FORM_ANONYMOUS;
	if (who->name.len && who->type.len)
		return is_identity_center(who) ? FORM_SSO : FORM_UNKNOWN;
	if (who->invoked.len && !who->name.len && !who->principal.len)
		return FORM_SERVICE;
	return who->name.len ? FORM_IAM : FORM_UNKNOWN;
}

/* Service events have no userIdentity at all; only some say by whom. Where one
 * has an address of its own a visitor came: hosted pages of Cognito user pools
 * are told so ("Logging Amazon Cognito API calls", Cognito Developer Guide). */
static enum user_form form_without_identity(struct who *who)
{
	char a[SCRATCH], b[SCRATCH];
	struct str address = who_look(who, FIELD_ADDRESS, a);

	if (text_is_service(address))
		return FORM_SERVICE;
	if (!str_eq(who_look(who, FIELD_TYPE, b), STR("AwsServiceEvent")))
		return FORM_UNKNOWN;
	return cidr_holds(address, address) == 1 ? FORM_ANONYMOUS
						 : FORM_SERVICE;
}

static enum user_form form_by_event(struct who *who)
{
	char scratch[SCRATCH];
	struct str type = who_look(who, FIELD_TYPE, scratch);

	if (str_eq(type, STR("AwsCloudTrailInsight")))
		return FORM_INSIGHT;
	if (str_eq(type, STR("AwsAggregatedEvent")))
		return FORM_AGGREGATE;
	type = who_look(who, FIELD_CATEGORY, scratch);
	if (str_eq(type, STR("Insight")))
		return FORM_INSIGHT;
	if (str_eq(type, STR("Aggregated")))
		return FORM_AGGREGATE;
	return FORM_UNKNOWN;
}

enum user_form who_form(struct who *who)
{
	enum user_form form;

	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (str_eq(who->type, types[i].type))
			return types[i].form == FORM_ACCOUNT &&
					       (is_nobody(who->account) ||
						is_nobody(who->principal))
				       ? FORM_ANONYMOUS
				       : types[i].form;
	form = form_by_content(who);
	if (form == FORM_UNKNOWN)
		form = form_by_event(who);
	if (form == FORM_UNKNOWN && !who->principal.len && !who->type.len)
		form = form_without_identity(who);
	return form;
}

/* ---- roles ---- */

struct str who_role(const struct who *who)
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

struct str who_session(const struct who *who)
{
	if (arn_leads(&who->arn, STR("assumed-role/")))
		return part_after(part_after(who->arn.resource, '/'), '/');
	if (who->arn.resource.at)
		return STR_NONE;
	return part_after(who->principal, ':');
}
