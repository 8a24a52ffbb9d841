/* SPDX-License-Identifier: MIT */
/* story.c - patterns told: tellers, then the reading of a pattern. */
#include "story.h"
#include "arn.h"
#include "condition.h"
#include "leaf.h"
#include "policy.h"
#include "world.h"

#include <assert.h>

#define GRANTS_TOLD 4       /* more are counted ... */
#define GRANTS_LOOKED_AT 24 /* ... up to these */

/* Takes the word before the first space off the front. */
static struct str take_word(struct str *from)
{
	ptrdiff_t space = str_find(*from, ' ');
	struct str word = *from;

	if (space < 0) {
		*from = STR_NONE;
		return word;
	}
	word = str_slice(*from, 0, (size_t)space);
	*from = str_slice(*from, (size_t)space + 1, from->len);
	return word;
}

/* ---- tellers: they append what they know, or nothing ---- */

/* Appends the grants that are to the world, or else all; how many. Those of
 * the request come again in the response. */
static unsigned put_grants(const struct record *record, bool world,
			   struct buf *out)
{
	struct grants grants = { .leaves.walk.record = record };
	struct buf seen = { 0 }, one = { 0 };
	unsigned count = 0, looks = 0;
	struct grant grant;

	while (looks < GRANTS_LOOKED_AT && grants_next(&grants, &grant)) {
		if (world && !grant.world)
			continue;
		looks++;
		buf_reset(&one);
		buf_addc(&one, ' ');
		grants_put_ports(&grants, &one);
		buf_addf(&one, " to %.*s,", STR_ARG(grant.cidr));
		if (str_search(buf_str(&seen), buf_str(&one)) >= 0)
			continue;
		buf_add(&seen, buf_str(&one));
		one.len--; /* the comma */
		if (count++ < GRANTS_TOLD) {
			buf_add(out, count > 1 ? STR(",") : STR(""));
			buf_add(out, buf_str(&one));
		}
	}
	buf_release(&seen);
	buf_release(&one);
	return count;
}

static void tell_ports(const struct record *record, struct str none,
		       struct buf *out)
{
	unsigned count = put_grants(record, record_opens_world(record), out);

	(void)none;
	if (count > GRANTS_TOLD)
		buf_addf(out, " and %u more", count - GRANTS_TOLD);
}

static void tell_trust(const struct record *record, struct str place,
		       struct buf *out)
{
	struct policy policy = policy_read(record, place);

	if (policy.everyone)
		buf_add(out, STR("everyone"));
	else if (policy.account[0])
		buf_addf(out, "account %s", policy.account);
}

static void tell_who(const struct record *record, struct str place,
		     struct buf *out)
{
	char scratch[SCRATCH];
	struct str who = leaf_any(record, place, scratch);

	buf_add(out, str_eq(who, STR("*")) ? STR("everyone") : who);
}

static void tell_days(const struct record *record, struct str place,
		      struct buf *out)
{
	char scratch[SCRATCH];
	struct str days = leaf_any(record, place, scratch);

	if (days.len)
		buf_addf(out, "%.*s day%s", STR_ARG(days),
			 str_eq(days, STR("1")) ? "" : "s");
}

static void tell_shared(const struct record *record, struct str places,
			struct buf *out)
{
	struct str users = take_word(&places), groups = places;
	char scratch[SCRATCH];
	struct str account = leaf_any(record, users, scratch);
	unsigned count = leaf_count(record, users, STR("*"));

	if (leaf_is(record, groups, STR("all")) || str_eq(account, STR("all")))
		buf_add(out, STR(" with everyone"));
	else if (account.len)
		buf_addf(out, " with account %.*s", STR_ARG(account));
	if (count > 1)
		buf_addf(out, " and %u more", count - 1);
}

static const struct teller {
	const char *name;
	void (*tell)(const struct record *record, struct str places,
		     struct buf *out);
} tellers[] = {
	{ "ports", tell_ports }, { "trust", tell_trust },   { "who", tell_who },
	{ "days", tell_days },   { "shared", tell_shared },
};

static const struct teller *find_teller(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(tellers); i++)
		if (str_eq(name, str_of(tellers[i].name)))
			return &tellers[i];
	return NULL;
}

/* ---- reading a pattern ---- */

/* Where `mark` first stands outside of inner braces; the length where it
 * does not. */
static size_t find_outside(struct str text, char mark)
{
	size_t depth = 0, i = 0;

	for (; i < text.len; i++) {
		if (!depth && text.at[i] == mark)
			break;
		depth += text.at[i] == '{';
		depth -= text.at[i] == '}';
	}
	assert(!depth && "braces of a pattern do not close");
	return i;
}

/* Takes what stands before `mark` off the front, and the mark with it. */
static struct str take_part(struct str *from, char mark)
{
	size_t at = find_outside(*from, mark);
	struct str part = str_slice(*from, 0, at);

	*from = at < from->len ? str_slice(*from, at + 1, from->len) : STR_NONE;
	return part;
}

static void put_places(const struct record *record, struct str places,
		       struct buf *out)
{
	char scratch[SCRATCH];
	struct str text = leaf_any(record, places, scratch);
	struct buf named = { 0 };

	if (!text.len)
		return;
	if (identity_from_arn(text, &named))
		text = identity_name(buf_str(&named));
	buf_add(out, text);
	buf_release(&named);
}

/* `places`, or `@teller places` */
static void put_source(const struct record *record, struct str source,
		       struct buf *out)
{
	const struct teller *teller;

	if (!str_starts(source, STR("@"))) {
		put_places(record, source, out);
		return;
	}
	source = str_slice(source, 1, source.len);
	teller = find_teller(take_word(&source));
	assert(teller && "a teller that no table names");
	teller->tell(record, source, out);
}

/* `lead:source`, or a source; true when it said something. */
static bool put_led(const struct record *record, struct str part,
		    struct buf *out)
{
	ptrdiff_t colon = str_find_last(part, ':');
	struct str lead = str_slice(part, 0, (size_t)(colon < 0 ? 0 : colon));
	struct buf value = { 0 };
	bool said;

	put_source(record, str_slice(part, (size_t)(colon + 1), part.len),
		   &value);
	said = value.len > 0;
	if (said) {
		buf_add(out, lead);
		buf_add(out, buf_str(&value));
	}
	buf_release(&value);
	return said;
}

static bool put_part(const struct record *record, struct str part,
		     struct buf *out)
{
	size_t at = find_outside(part, '?');

	if (at == part.len)
		return put_led(record, part, out);
	if (!condition_holds(record, str_slice(part, at + 1, part.len)))
		return false;
	story_put(record, str_slice(part, 0, at), out);
	return true;
}

/* What stands between the braces. */
static void put_hole(const struct record *record, struct str hole,
		     struct buf *out)
{
	struct str parts = take_part(&hole, '|');

	while (parts.len)
		if (put_part(record, take_part(&parts, ';'), out))
			return;
	story_put(record, hole, out);
}

void story_put(const struct record *record, struct str pattern, struct buf *out)
{
	while (pattern.len) {
		ptrdiff_t brace = str_find(pattern, '{');

		if (brace < 0) {
			buf_add(out, pattern);
			return;
		}
		buf_add(out, str_slice(pattern, 0, (size_t)brace));
		pattern = str_slice(pattern, (size_t)brace + 1, pattern.len);
		put_hole(record, take_part(&pattern, '}'), out);
	}
}
