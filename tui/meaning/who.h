/* SPDX-License-Identifier: MIT */
/* who.h - userIdentity as one record has it, and which of its forms it is. */
#ifndef WHO_H
#define WHO_H

#include "identity.h"
#include "user.h"

enum user_form {
	FORM_UNKNOWN,
	FORM_IAM,
	FORM_ROLE,
	FORM_ROOT,
	FORM_FEDERATED,
	FORM_SAML,
	FORM_WEB,
	FORM_SSO,
	FORM_DIRECTORY,
	FORM_ACCOUNT,
	FORM_ANONYMOUS,
	FORM_SERVICE,
	FORM_INSIGHT,
	FORM_AGGREGATE,
};

/* What is read of one record; texts are borrowed, or stand in `scratch`. */
struct who {
	const struct record *record;
	struct str type, principal, arn_text, account, name, invoked, sso;
	struct str issuer_arn, issuer_name, issuer_account;
	struct str provider, source, assumed_root;
	struct arn arn, issuer; /* .resource absent: no ARN */
	bool beyond;            /* more than user_fields was looked at */
	char scratch[USER_FIELDS][SCRATCH];
	char whole[SCRATCH], more[SCRATCH];
};

/* Fills in an empty one. */
void who_read(struct who *who, const struct record *record);
enum user_form who_form(struct who *who);
/* One field more, which is then noted as looked at. */
struct str who_look(struct who *who, enum field_id field,
		    char scratch[SCRATCH]);
bool arn_leads(const struct arn *arn, struct str lead);

/* Of a FORM_ROLE; STR_NONE where there is none. */
struct str who_role(const struct who *who);
struct str who_session(const struct who *who);

/* Appends the name of the human behind it, as far as the record tells, else
 * nothing. */
void human_put(struct who *who, enum user_form form, struct buf *out);

#endif
