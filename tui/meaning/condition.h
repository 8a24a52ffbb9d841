/* SPDX-License-Identifier: MIT */
/* condition.h - what makes a call of the notable table notable. */
#ifndef CONDITION_H
#define CONDITION_H

#include "meaning.h"

/* All of them are true as well for a call that was denied and whose
 * parameters were not recorded: nobody knows that they were harmless. */
bool when_login_is_odd(const struct record *record);
bool when_key_activated(const struct record *record);
bool when_role_trusts_others(const struct record *record);
bool when_policy_allows_all(const struct record *record);
bool when_policy_is_powerful(const struct record *record);
bool when_start_script(const struct record *record);
bool when_by_long_term(const struct record *record);
bool when_function_shared(const struct record *record);
bool when_url_is_open(const struct record *record);
bool when_selectors_blind(const struct record *record);
bool when_detector_off(const struct record *record);
bool when_expires_soon(const struct record *record);
bool when_world(const struct record *record);
bool when_by_person(const struct record *record);
bool when_snapshot_shared(const struct record *record);
bool when_db_snapshot_shared(const struct record *record);
bool when_image_shared(const struct record *record);
bool when_bucket_shared(const struct record *record);
bool when_acl_public(const struct record *record);
bool when_block_lifted(const struct record *record);
bool when_versioning_off(const struct record *record);
bool when_many_or_large(const struct record *record);

/* True where requestParameters is absent, null or empty. */
bool parameters_absent(const struct record *record);

#endif
