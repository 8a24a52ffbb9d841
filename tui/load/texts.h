/* SPDX-License-Identifier: MIT */
/* texts.h - what is no JSON, told apart so that its reason says what it is.
 * They claim only at the begin of a file: elsewhere it is damage. */
#ifndef LOAD_TEXTS_H
#define LOAD_TEXTS_H

#include "formats.h"

#define SAMPLE_BYTES 4096 /* looked at, at most */

bool claims_export(const struct peek *peek);
bool claims_event_csv(const struct peek *peek);
bool claims_csv(const struct peek *peek);
bool claims_xml(const struct peek *peek);
bool claims_archive(const struct peek *peek);
bool claims_binary(const struct peek *peek);

#endif
