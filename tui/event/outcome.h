/* SPDX-License-Identifier: MIT */
/* outcome.h - how a call ended, whether it changes anything, its kind. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "event.h"

/* FLAG_FAILED and one of the four classes, or 0 when it succeeded. `login` is
 * responseElements.ConsoleLogin. */
uint32_t outcome_flags(struct str code, struct str message, struct str login);
uint32_t record_outcome(const struct record *record);

/* True when a call of that name only reads, judged by its verb. */
bool verb_reads(struct str name);

/* By eventCategory, else eventType, else whether it is a management event
 * ("true", "false" or absent). */
enum event_kind kind_of(struct str category, struct str type,
			struct str management);

#endif
