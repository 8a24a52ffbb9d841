/* SPDX-License-Identifier: MIT */
/* story.h - one line on what a call did, for the calls of the notable table. */
#ifndef STORY_H
#define STORY_H

#include "meaning.h"

/* Appends `pattern`, where `{lead:places|otherwise}` is replaced: by the lead
 * and what stands at one of the places (leaf.h), else by the rest. Lead and
 * rest may be missing. An ARN is told by the name in it. */
void story_say(const struct record *record, const char *pattern,
	       struct buf *out);

/* By the name of the call. */
#define STORIES(_)                                                             \
	_(login)                                                               \
	_(password_recovery)                                                   \
	_(federation_token)                                                    \
	_(assume_root)                                                         \
	_(create_user)                                                         \
	_(create_access_key)                                                   \
	_(create_login_profile)                                                \
	_(update_login_profile)                                                \
	_(update_access_key)                                                   \
	_(create_role)                                                         \
	_(update_trust)                                                        \
	_(identity_provider)                                                   \
	_(deactivate_mfa)                                                      \
	_(add_to_group)                                                        \
	_(trust_anchor)                                                        \
	_(put_policy)                                                          \
	_(attach_policy)                                                       \
	_(create_policy)                                                       \
	_(policy_version)                                                      \
	_(default_version)                                                     \
	_(delete_boundary)                                                     \
	_(start_script)                                                        \
	_(instance_profile)                                                    \
	_(function_code)                                                       \
	_(add_permission)                                                      \
	_(function_url)                                                        \
	_(stop_logging)                                                        \
	_(delete_trail)                                                        \
	_(update_trail)                                                        \
	_(event_selectors)                                                     \
	_(delete_detector)                                                     \
	_(update_detector)                                                     \
	_(stop_recorder)                                                       \
	_(delete_channel)                                                      \
	_(delete_flow_logs)                                                    \
	_(leave_organization)                                                  \
	_(delete_log_group)                                                    \
	_(disassociate)                                                        \
	_(expire_soon)                                                         \
	_(open_ports)                                                          \
	_(get_secret)                                                          \
	_(get_secrets)                                                         \
	_(password_data)                                                       \
	_(share_snapshot)                                                      \
	_(share_db_snapshot)                                                   \
	_(share_image)                                                         \
	_(shared_snapshot_used)                                                \
	_(bucket_policy)                                                       \
	_(bucket_acl)                                                          \
	_(lift_block)                                                          \
	_(replicate)                                                           \
	_(key_deletion)                                                        \
	_(versioning_off)                                                      \
	_(run_instances)                                                       \
	_(send_command)                                                        \
	_(start_session)                                                       \
	_(push_key)                                                            \
	_(account_details)                                                     \
	_(enable_region)

#define STORY_DECLARE(name)                                                    \
	void story_##name(const struct record *record, struct buf *out);
STORIES(STORY_DECLARE)

#endif
