/* SPDX-License-Identifier: MIT */
/* cursor.c - what comes next in the text, fetching more of it on demand; and
 * going on after damage.
 *
 * An event plausibly begins with a brace that follows a comma, a
 * bracket or a line break, and has a key of CloudTrail's top level first. It
 * is tried, and taken when it parses and claims to be an event. Braces are
 * not counted instead: one damaged quote turns all text into strings and all
 * strings into text.
 *
 * A hostile file may offer millions of begins that each fail far behind. What
 * is walked in vain is therefore set against what was read, and once that
 * account is empty no byte is tried twice. */
#include "cursor.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MARK "\xef\xbb\xbf"
#define NEAR_BYTES 64
#define LOOK_BEHIND 256
#define LOOK_AHEAD 256
#define TRIED_FREE ((uint64_t)1 << 20)
#define TRIED_RATIO 4

bool cursor_grow(struct reader *r)
{
	return cursor_may_grow(r) && stream_fill(&r->stream, &r->pos);
}

/* PowerShell and Windows editors begin each file with a mark, and files get
 * concatenated. */
static bool pass_mark(struct reader *r)
{
	while (cursor_end(r) - cursor_at(r) < 3 && cursor_grow(r))
		;
	if (cursor_end(r) - cursor_at(r) < 3 ||
	    memcmp(cursor_at(r), MARK, 3) != 0)
		return false;
	r->pos += 3;
	return true;
}

bool cursor_space(struct reader *r)
{
	r->line = false;
	for (;;) {
		const char *at = cursor_at(r);
		const char *next = json_space(at, cursor_end(r));

		r->line |= next > at && memchr(at, '\n', (size_t)(next - at));
		r->pos += (size_t)(next - at);
		if (next < cursor_end(r)) {
			if (*next != MARK[0] || r->depth || !pass_mark(r))
				return true;
		} else if (!cursor_grow(r)) {
			return false;
		}
	}
}

size_t cursor_value(struct reader *r, struct err *err, const char *what)
{
	struct json_fault fault = { NULL, NULL, false };

	for (bool last = !cursor_may_grow(r);; last = !cursor_grow(r)) {
		const char *at = cursor_at(r);
		const char *end = json_skip(at, cursor_end(r), &fault);

		if (!end && (last || !fault.cut)) {
			damaged_value(r, err, &fault, what);
			return 0;
		}
		/* A number that touches the end may go on behind it. */
		if (end && (last || end < cursor_end(r)))
			return (size_t)(end - at);
	}
}

/* The array whose items are counted; NULL when there is none. */
static const struct wrapper *array_around(const struct reader *r)
{
	for (size_t n = r->depth; n--;)
		if (r->wrapper[n].array)
			return &r->wrapper[n];
	return NULL;
}

void cursor_place(const struct reader *r, char out[PLACE_BYTES])
{
	const struct wrapper *array = array_around(r);

	*out = '\0';
	if (array && array->object)
		snprintf(out, PLACE_BYTES,
			 "record %" PRIu64 " of %s: ", array->items,
			 array->key);
	else if (array)
		snprintf(out, PLACE_BYTES,
			 "item %" PRIu64 " of the array: ", array->items);
	else if (r->values > 1)
		snprintf(out, PLACE_BYTES, "value %" PRIu64 ": ", r->values);
}

/* ---- going on after damage ---- */

static const struct str keys[] = {
	STR("eventVersion"),
	STR("userIdentity"),
	STR("eventTime"),
	STR("eventSource"),
	STR("eventName"),
	STR("awsRegion"),
	STR("sourceIPAddress"),
	STR("userAgent"),
	STR("errorCode"),
	STR("errorMessage"),
	STR("requestParameters"),
	STR("responseElements"),
	STR("additionalEventData"),
	STR("requestID"),
	STR("eventID"),
	STR("readOnly"),
	STR("resources"),
	STR("eventType"),
	STR("apiVersion"),
	STR("managementEvent"),
	STR("recipientAccountId"),
	STR("serviceEventDetails"),
	STR("sharedEventID"),
	STR("vpcEndpointId"),
	STR("vpcEndpointAccountId"),
	STR("eventCategory"),
	STR("addendum"),
	STR("sessionCredentialFromConsole"),
	STR("edgeDeviceDetails"),
	STR("tlsDetails"),
	STR("insightDetails"),
	STR("eventContext"),
	STR("accountId"),
	STR("eventId"),
	STR("summary"),
	STR("timeWindow"),
};

/* Reads on, keeping a little of what was passed to look back at. */
static bool fill_behind(struct reader *r)
{
	const size_t keep = r->pos < LOOK_BEHIND ? r->pos : LOOK_BEHIND;
	size_t from = r->pos - keep;
	const bool filled = stream_fill(&r->stream, &from);

	r->pos = from + keep;
	return filled;
}

static bool next_brace(struct reader *r)
{
	for (;;) {
		const size_t left = r->stream.len - r->pos;
		const char *at = left ? memchr(cursor_at(r), '{', left) : NULL;

		if (at) {
			r->pos = (size_t)(at - r->stream.at);
			if (r->stream.len - r->pos >= LOOK_AHEAD ||
			    !fill_behind(r))
				return true;
			continue;
		}
		r->pos = r->stream.len;
		if (!fill_behind(r))
			return false;
	}
}

/* `damage`: where it was noticed, in bytes of the text. */
static bool follows_well(const struct reader *r, uint64_t damage)
{
	const uint64_t offset = cursor_offset(r);
	const char *at = cursor_at(r);

	if (offset + NEAR_BYTES >= damage && offset <= damage + NEAR_BYTES)
		return true;
	while (at > r->stream.at && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	if (at == r->stream.at || memchr(",[}\n\r", at[-1], 5))
		return true;
	/* What wraps it, or the bracket that is the damaged byte. */
	return ends_with_inside(
		(struct str){ r->stream.at, (size_t)(at - r->stream.at) });
}

/* Wrappers (lookup-events) have the same keys in other case. */
static bool begins_well(const struct reader *r)
{
	const char *end = cursor_end(r);
	const char *at = json_space(cursor_at(r) + 1, end);
	const struct str rest = { at + 1,
				  at < end ? (size_t)(end - at) - 1 : 0 };

	if (at >= end || *at != '"')
		return false;
	for (size_t n = 0; n < ARRAY_LEN(keys); n++)
		if (rest.len > keys[n].len && rest.at[keys[n].len] == '"' &&
		    str_eq_nocase(str_slice(rest, 0, keys[n].len), keys[n]))
			return true;
	return false;
}

static void spend(struct reader *r, uint64_t walked)
{
	const uint64_t reached = cursor_offset(r) + walked;

	r->tried += walked;
	if (r->reached < reached)
		r->reached = reached;
}

/* What the text cuts off is taken as well: it ends in the middle of an event,
 * and that must be told as such. */
static bool parses(struct reader *r)
{
	struct json_fault fault = { NULL, NULL, false };
	const char *at, *reached;

	for (;;) {
		at = json_skip(cursor_at(r), cursor_end(r), &fault);
		reached = at ? at : fault.at;
		spend(r, (uint64_t)(reached - cursor_at(r)));
		if (at || !fault.cut || !cursor_grow(r))
			break;
	}
	if (!at && (!fault.cut || r->stream.more))
		return false;
	peek_at(&r->peek, cursor_at(r), cursor_end(r), STAND_LINE);
	return r->peek.event || peek_wraps_text(&r->peek);
}

bool resync_affords(const struct reader *r)
{
	const uint64_t offset = cursor_offset(r);

	return offset >= r->reached ||
	       r->tried <= TRIED_FREE + TRIED_RATIO * offset;
}

void resync(struct reader *r, struct damage damage)
{
	const uint64_t noticed = damage.at == DAMAGE_NOWHERE
					 ? UINT64_MAX
					 : cursor_offset(r) + damage.at;

	assert(damage.from <= r->stream.len - r->pos && !r->quoted.taken);
	r->loose = true;
	r->ready = false;
	if (damage.at != DAMAGE_NOWHERE)
		spend(r, damage.at);
	for (r->pos += damage.from; next_brace(r); r->pos++)
		if (resync_affords(r) && follows_well(r, noticed) &&
		    begins_well(r) && parses(r))
			return;
	r->depth = 0;
	r->broken = true;
}

enum advance damaged(struct reader *r, struct err *err, struct damage damage,
		     const char *what)
{
	const uint64_t offset = cursor_offset(r);
	char place[PLACE_BYTES], over[64] = "";
	uint64_t passed;

	cursor_place(r, place);
	resync(r, damage);
	passed = cursor_offset(r) - offset - damage.from;
	if (passed > 1)
		snprintf(over, sizeof(over), "; %" PRIu64 " bytes passed over",
			 passed);
	err_set(err, ERR_DATA, offset + damage.at, "%s%s%s", place, what, over);
	return ADVANCE_ERROR;
}

enum advance damaged_value(struct reader *r, struct err *err,
			   const struct json_fault *fault, const char *what)
{
	const struct damage damage = { 1, (size_t)(fault->at - cursor_at(r)) };
	const bool cut = fault->cut && !r->stream.more;
	char text[128];

	if (fault->cut && !cut)
		snprintf(text, sizeof(text),
			 "%s%slonger than %" PRIu64 " bytes", what,
			 *what ? ", " : "", r->max_record);
	else
		snprintf(text, sizeof(text), "%s%s%s", what,
			 *what ? ", broken: " : "", fault->why);
	damaged(r, err, damage, text);
	if (cut)
		err->code = ERR_CUT;
	return ADVANCE_ERROR;
}
