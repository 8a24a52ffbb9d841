/* SPDX-License-Identifier: MIT */
/* user.h - who an event acts under. */
#ifndef USER_H
#define USER_H

#include "meaning.h"

/* The fields that most users are told from. */
#define USER_FIELDS 13
extern const enum field_id user_fields[USER_FIELDS];
/* Said when more than these was looked at. */
#define USER_BEYOND (1u << 31)

/* Appends the user's identity; for assumed roles the session's and where the
 * record names one the human's, else nothing. FLAG_SERVICE, FLAG_VIA_AWS, or
 * both for what a service does on its own with an identity of the account;
 * and maybe USER_BEYOND. `human` may be NULL. */
uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session, struct buf *human);

#endif
