/* SPDX-License-Identifier: MIT */
/* gaps.c - what AWS left out of a record.
 *
 * A field over its bound (100 kB for parameters and responses) is cut, and
 * then `omitted` is present with the value true ("CloudTrail record contents",
 * CloudTrail User Guide): in place of an object, or beside what is left. */
#include "gaps.h"
#include "leaf.h"
#include "part.h"

/* Some exports write every value as a text. */
static bool is_gap(const struct record *record, const struct leaf_at *leaf)
{
	char scratch[SCRATCH];

	return str_eq(leaf->key, STR("omitted")) &&
	       str_eq(record_slot(record, leaf->slot, scratch), STR("true"));
}

static bool of_request(const struct leaf_at *leaf)
{
	return str_starts(leaf->path, STR("requestParameters"));
}

bool request_has_gaps(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (is_gap(record, &leaf) &&
		    (of_request(&leaf) || leaf.key.len == leaf.path.len))
			return true;
	return false;
}

bool request_is_unrecorded(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (of_request(&leaf) && !is_gap(record, &leaf))
			return false;
	return true;
}

void record_put_omitted(const struct record *record, struct buf *out)
{
	struct leaves leaves = { .walk.record = record };
	struct buf where = { 0 };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		struct str path = leaf.path;

		if (!is_gap(record, &leaf))
			continue;
		path.len -= leaf.key.len + (path.len > leaf.key.len);
		buf_add(&where, where.len ? STR(", ") : STR(""));
		buf_add(&where, path.len ? path : STR("a field"));
	}
	if (where.len)
		buf_addf(out,
			 "not recorded in full: AWS left out %.*s, which was "
			 "too long",
			 STR_ARG(buf_str(&where)));
	buf_release(&where);
}
