/* SPDX-License-Identifier: MIT */
/* user.h - who an event acts under. */
#ifndef USER_H
#define USER_H

#include "event.h"

/* Appends the user's identity, and for assumed roles the session's, else
 * nothing. FLAG_SERVICE, FLAG_VIA_AWS or 0. */
uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session);

/* The same flags alone. */
uint32_t user_flags(const struct record *record);

/* The fields that a user with a type is told from, up to the end. */
extern const enum field_id user_fields[];
#define USER_FIELDS 10

#endif
