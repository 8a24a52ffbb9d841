/* SPDX-License-Identifier: MIT */
/* outcome.h - how a call ended, whether it changes anything, its kind. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "answer.h"

/* True for what services write where there is no error: "", "-", "None",
 * "success". */
bool error_is_none(struct str text);
/* The error code, else the error message; STR_NONE where neither is one. */
struct str record_error(const struct record *record, char scratch[SCRATCH]);

/* FLAG_FAILED and one of the four classes, FLAG_PARTIAL, or 0 when it
 * succeeded. `answer` is what answer_read gave, or NULL where that is known to
 * tell nothing. */
uint32_t record_outcome(const struct record *record,
			const struct answered *answer);

/* True for an Insight event: it tells of errors, but is no call that failed. */
bool record_is_insight(const struct record *record);

/* True when a call of that name only reads, judged by its verb. */
bool verb_reads(struct str name);

/* Whether it writes, its kind, whether made with MFA and from another account:
 * FLAG_WRITE, _GUESSED, _MFA, _MFA_KNOWN, _CROSS and the kind in its place.
 * `reads` is what verb_reads says of its name; `management` the slot of
 * managementEvent, or SLOT_NONE. */
uint32_t record_flags(const struct record *record, bool reads,
		      uint32_t management);
/* The fields that it reads, but for managementEvent; of eventName only whether
 * there is one. */
#define FLAG_FIELDS 9
static const enum field_id flag_fields[FLAG_FIELDS] = {
	FIELD_READ_ONLY,    FIELD_CATEGORY,  FIELD_TYPE,
	FIELD_SESSION_MFA,  FIELD_MFA_USED,  FIELD_USER_TYPE,
	FIELD_ASSUMED_ROOT, FIELD_RECIPIENT, FIELD_USER_ACCOUNT,
};

#endif
