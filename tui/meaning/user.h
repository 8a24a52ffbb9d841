/* SPDX-License-Identifier: MIT */
/* user.h - who an event acts under. */
#ifndef USER_H
#define USER_H

#include "meaning.h"

/* The fields that most users are told from. */
#define USER_FIELDS 10
extern const enum field_id user_fields[USER_FIELDS];
/* Said when more than these was looked at. */
#define USER_BEYOND (1u << 31)

/* Appends the user's identity, and for assumed roles the session's, else
 * nothing. FLAG_SERVICE, FLAG_VIA_AWS or neither, and maybe USER_BEYOND. */
uint32_t user_put(const struct record *record, struct buf *user,
		  struct buf *session);

#endif
