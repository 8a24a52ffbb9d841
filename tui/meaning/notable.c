/* SPDX-License-Identifier: MIT */
/* notable.c - whether an event is notable, and what is said about it: claims
 * of the table's rows, then the reading of their stories. */
#include "notable.h"
#include "arn.h"
#include "condition.h"
#include "leaf.h"
#include "outcome.h"
#include "policy.h"
#include "resource.h"
#include "user.h"
#include "world.h"

#include <assert.h>

const char *tactic_name(enum tactic tactic)
{
	static const char *const names[] = {
		[TACTIC_INITIAL_ACCESS] = "Initial access",
		[TACTIC_EXECUTION] = "Execution",
		[TACTIC_PERSISTENCE] = "Persistence",
		[TACTIC_PRIVILEGE_ESCALATION] = "Privilege escalation",
		[TACTIC_DEFENSE_EVASION] = "Defense evasion",
		[TACTIC_CREDENTIAL_ACCESS] = "Credential access",
		[TACTIC_DISCOVERY] = "Discovery",
		[TACTIC_LATERAL_MOVEMENT] = "Lateral movement",
		[TACTIC_EXFILTRATION] = "Exfiltration",
		[TACTIC_IMPACT] = "Impact",
	};

	assert(tactic && tactic < ARRAY_LEN(names));
	return names[tactic];
}

struct notable_claims notable_claims(struct str service, struct str name)
{
	struct notable_claims claims = { 0 };
	size_t count;
	const struct notable *row = notable_rows(&count);

	for (size_t i = 0; i < count; i++) {
		if (!str_eq(service, row[i].service) ||
		    !str_glob(row[i].name, name))
			continue;
		assert(claims.count < NOTABLE_CLAIMS);
		claims.row[claims.count++] = (uint8_t)i;
	}
	return claims;
}

static bool claims_it(const struct notable *row, const struct record *record,
		      uint32_t flags)
{
	bool failed = (flags & FLAG_FAILED) != 0;

	if ((flags & FLAG_SERVICE) && !row->by_service)
		return false;
	if (flags & FLAG_THROTTLED)
		return false;
	if (failed && !(flags & FLAG_DENIED) && !row->any_try)
		return false;
	return condition_holds(record, row->test);
}

const struct notable *notable_among(const struct notable_claims *claims,
				    const struct record *record, uint32_t flags)
{
	size_t count;
	const struct notable *row = notable_rows(&count);

	assert(claims->count <= NOTABLE_CLAIMS);
	for (size_t i = 0; i < claims->count; i++)
		if (claims_it(&row[claims->row[i]], record, flags))
			return &row[claims->row[i]];
	return NULL;
}

static struct notable_claims claims_of(const struct record *record)
{
	char scratch[SCRATCH], more[SCRATCH];
	struct str service = record_field(record, FIELD_SOURCE, scratch);

	if (str_ends(service, STR(".amazonaws.com")))
		service.len -= 14;
	return notable_claims(service, record_field(record, FIELD_NAME, more));
}

const struct notable *record_notable(const struct record *record)
{
	struct notable_claims claims = claims_of(record);

	if (!claims.count)
		return NULL;
	return notable_among(&claims, record,
			     record_outcome(record) | user_flags(record));
}

/* ---- stories ---- */

static void story_put(const struct record *record, struct str pattern,
		      struct buf *out);

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

static void tell_ports(const struct record *record, struct str none,
		       struct buf *out)
{
	grants_put(record, out);
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

/* ---- the story of an event ---- */

/* The row whose story holds for this event. */
static const struct notable *teller(const struct record *record)
{
	struct notable_claims claims = claims_of(record);
	size_t count;
	const struct notable *rows = notable_rows(&count);
	const struct notable *row = record_notable(record);

	for (size_t i = 0; !row && i < claims.count; i++)
		if (rows[claims.row[i]].plain)
			row = &rows[claims.row[i]];
	return row;
}

void record_story(const struct record *record, struct buf *out)
{
	const struct notable *row = teller(record);
	char scratch[SCRATCH];
	struct buf named = { 0 };
	struct str name;

	if (row) {
		story_put(record, row->says, out);
		return;
	}
	name = record_field(record, FIELD_NAME, scratch);
	if (!name.len)
		name = record_field(record, FIELD_INSIGHT_NAME, scratch);
	buf_add(out, name.len ? name : STR("(no name)"));
	if (resource_first(record, &named)) {
		buf_add(out, STR(" on "));
		buf_add(out, identity_label(buf_str(&named)));
	}
	buf_release(&named);
}

struct str record_issued_key(const struct record *record, char scratch[SCRATCH])
{
	struct str key = record_field(record, FIELD_ISSUED_KEY, scratch);

	return key.len ? key : record_field(record, FIELD_CREATED_KEY, scratch);
}
