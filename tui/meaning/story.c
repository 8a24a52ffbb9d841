/* SPDX-License-Identifier: MIT */
/* story.c - what is said about an event: patterns of the notable table, read.
 *
 * A story tells the deed and not its outcome, because a denied attempt is
 * the same deed. Parameters of denied calls are often not recorded, so every
 * one reads well without them.
 *
 * A story is a pattern, where `{...}` is replaced by the first of its parts
 * that says something (parts have `;` between), else by what stands after `|`:
 *
 *   {rq.userName|a user}       what stands at a place (leaf.h), an ARN by the
 *                              name in it; several places have spaces between
 *   {role :rq.roleName|a role} the same, with a lead
 *   { as root?TEST}            a pattern of its own, where a test holds
 *                              (notable.h)
 *   {@ports| ports}            what a teller says, with or without lead:
 *     @ports          the networks let in: " tcp/22 to 0.0.0.0/0, ..."
 *     @trust PLACE    whom a policy lets in: "everyone", "account N"
 *     @who PLACE      the principal that stands there; `*` is everyone
 *     @days PLACE     "1 day", "7 days"
 *     @shared USERS GROUPS    " with account N and 2 more", " with everyone";
 *                     the event's own account is nobody to share with
 *
 * What stands after `|` is a pattern, too. Patterns are the program's own
 * texts: one that cannot be read is a fault of the program. */
#include "answer.h"
#include "leaf.h"
#include "notable.h"
#include "part.h"
#include "plan.h"
#include "policy.h"
#include "world.h"

#include <assert.h>

static void story_put(const struct record *record, struct str pattern,
		      struct buf *out);

/* What an ARN names, with its account where that is another than the event's:
 * "Dev", "Dev of account N", of a whole account "account N"; else the text. */
static void put_name(const struct record *record, struct str text,
		     struct buf *out)
{
	char scratch[SCRATCH];
	struct str own = record_own_account(record, scratch);
	struct str identity, account;
	struct buf named = { 0 };

	if (!identity_from_arn(text, &named)) {
		buf_add(out, text);
		return;
	}
	identity = buf_str(&named);
	account = identity_account(identity);
	if (user_kind(identity) == USER_ROOT) {
		buf_addf(out, "account %.*s", STR_ARG(account));
	} else {
		buf_add(out, identity_name(identity));
		if (own.len && account.len && !str_eq(account, own) &&
		    !str_eq(account, STR("aws")))
			buf_addf(out, " of account %.*s", STR_ARG(account));
	}
	buf_release(&named);
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

/* `everyone of o-...` where a condition keeps it to an organization. */
static void tell_who(const struct record *record, struct str place,
		     struct buf *out)
{
	char a[SCRATCH], b[SCRATCH];
	struct str who = outsider_at(record, place, a);
	struct str within = leaf_any(
		record, STR("rq.principalOrgID rq.condition.value"), b);

	if (!who.len)
		who = leaf_any(record, place, a);
	if (!str_eq(who, STR("*"))) {
		if (is_account(who))
			buf_add(out, STR("account "));
		put_name(record, who, out);
		return;
	}
	buf_add(out, STR("everyone"));
	if (within.len)
		buf_addf(out, " of %.*s", STR_ARG(within));
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
	struct str users = part_take(&places, ' '), groups = places;
	char scratch[SCRATCH];
	struct str account;
	unsigned count = shared_with(record, users, &account, scratch);

	if (leaf_is(record, groups, STR("all")) ||
	    leaf_is(record, users, STR("all")) ||
	    leaf_is(record, users, STR("All")))
		buf_add(out, STR(" with everyone"));
	else if (account.len)
		buf_addf(out, " with account %.*s", STR_ARG(account));
	if (count > 1)
		buf_addf(out, " and %u more", count - 1);
}

static const struct {
	struct str name;
	void (*tell)(const struct record *record, struct str places,
		     struct buf *out);
} tellers[] = {
	{ STR("ports"), tell_ports },   { STR("trust"), tell_trust },
	{ STR("who"), tell_who },       { STR("days"), tell_days },
	{ STR("shared"), tell_shared },
};

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

/* An item that failed is none of the deed. */
static struct str first_done(const struct record *record, struct str place,
			     char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		struct str rest = place_rest(place, leaf.path), text;

		if (!rest.at || rest.len)
			continue;
		text = record_slot(record, leaf.slot, scratch);
		if (text.len && !answer_blames(record, text))
			return text;
	}
	return STR_NONE;
}

static void put_places(const struct record *record, struct str places,
		       struct buf *out)
{
	char scratch[SCRATCH];
	struct str text = leaf_any(record, places, scratch);

	if (text.len && answer_read(record).verdict == VERDICT_PARTIAL &&
	    answer_blames(record, text))
		for (text = STR_NONE; places.len && !text.len;)
			text = first_done(record, part_take(&places, ' '),
					  scratch);
	if (text.len)
		put_name(record, text, out);
}

static void tell(const struct record *record, struct str name,
		 struct str places, struct buf *out)
{
	size_t i = 0;

	while (i < ARRAY_LEN(tellers) && !str_eq(name, tellers[i].name))
		i++;
	assert(i < ARRAY_LEN(tellers) && "a teller that no table names");
	tellers[i].tell(record, places, out);
}

/* `lead:source`, or a source, which is `places` or `@teller places`; true when
 * it said something. */
static bool put_led(const struct record *record, struct str part,
		    struct buf *out)
{
	ptrdiff_t colon = str_find_last(part, ':');
	struct str source = str_slice(part, (size_t)(colon + 1), part.len);
	struct buf value = { 0 };
	bool said;

	if (str_starts(source, STR("@"))) {
		struct str name = part_take(&source, ' ');

		tell(record, str_slice(name, 1, name.len), source, &value);
	} else {
		put_places(record, source, &value);
	}
	said = value.len > 0;
	if (said && colon > 0)
		buf_add(out, str_slice(part, 0, (size_t)colon));
	buf_add(out, buf_str(&value));
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
		bool hole = str_find(pattern, '{') >= 0;

		buf_add(out, part_take(&pattern, '{'));
		if (hole)
			put_hole(record, take_part(&pattern, '}'), out);
	}
}

/* ---- the story of an event ---- */

/* The row whose story holds for this event. */
static const struct notable *story_row(const struct record *record)
{
	struct notable_claims claims = record_claims(record);
	const struct notable *row = record_notable(record);

	if (row && row->bound && !notable_is_known(row, record))
		row = NULL;
	for (size_t i = 0; !row && i < claims.count; i++)
		if (!claims.row[i]->bound)
			row = claims.row[i];
	return row;
}

void record_story(const struct record *record, struct buf *out)
{
	const struct notable *row = story_row(record);
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
	if (record_object_told(record, out))
		return;
	if (resource_first(record, &named)) {
		buf_add(out, STR(" on "));
		buf_add(out, identity_label(buf_str(&named)));
	}
	buf_release(&named);
}

struct str record_issued_key(const struct record *record, char scratch[SCRATCH])
{
	struct str key = record_field(record, FIELD_ISSUED_KEY, scratch);

	if (!key.len)
		key = record_field(record, FIELD_CREATED_KEY, scratch);
	if (!key.len) /* of Roles Anywhere */
		key = leaf_any(record,
			       STR("rs.credentialSet.credentials.accessKeyId"),
			       scratch);
	return key;
}
