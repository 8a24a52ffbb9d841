/* SPDX-License-Identifier: MIT */
/* no_json.h - what a file is that is no JSON: told by its first bytes alone, so
 * that the reason comes at once whatever the size. */
#ifndef LOAD_NO_JSON_H
#define LOAD_NO_JSON_H

#include "formats.h"

/* `2024-05-06T10:01:12.123Z {...`; some exports have milliseconds since 1970
 * in place of the time (CloudWatch Logs export tasks). */
bool is_export(const struct peek *peek);
/* A header: names parted by commas without a space, or one name in quotes
 * with a line in quotes after it. */
bool is_csv(const struct peek *peek);
/* One that names fields of events, or the messages of a log. */
bool is_event_csv(const struct peek *peek);
bool is_xml(const struct peek *peek);
/* A table as Athena and Security Lake write it. */
bool is_table_file(const struct peek *peek);
/* Packed in a way that is not undone here. */
bool is_archive(const struct peek *peek);
/* One byte in 16 that no text has: a stray one may be damage, after which
 * events can follow; compressed data has one in nine. */
bool is_binary(const struct peek *peek);

#endif
