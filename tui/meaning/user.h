/* SPDX-License-Identifier: MIT */
/* user.h - who an event acts under. */
#ifndef USER_H
#define USER_H

#include "meaning.h"

/* The fields that most users are told from. */
#define USER_FIELDS 13
static const enum field_id user_fields[USER_FIELDS] = {
	FIELD_USER_TYPE,      FIELD_USER_PRINCIPAL, FIELD_USER_ARN,
	FIELD_USER_ACCOUNT,   FIELD_USER_NAME,      FIELD_INVOKED_BY,
	FIELD_SSO_USER,       FIELD_ISSUER_ARN,     FIELD_ISSUER_NAME,
	FIELD_ISSUER_ACCOUNT, FIELD_PROVIDER,       FIELD_SOURCE_IDENTITY,
	FIELD_ASSUMED_ROOT,
};
/* Said when more than these was looked at. */
#define USER_BEYOND (1u << 31)

/* Appends the user's identity; for assumed roles the session's and where the
 * record names one the human's, else nothing. FLAG_SERVICE, FLAG_VIA_AWS, or
 * both for what a service does on its own with an identity of the account;
 * and maybe USER_BEYOND. `human` may be NULL. */
uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session, struct buf *human);

#endif
