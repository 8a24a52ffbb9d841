/* SPDX-License-Identifier: MIT */
/* condition.c - tests of the notable table, and of its stories.
 *
 * They run once for each event of a notable name, so they may walk the
 * record, and their text is read anew each time. */
#include "condition.h"
#include "leaf.h"
#include "policy.h"
#include "user.h"
#include "world.h"

#include <assert.h>

/* ---- named tests ---- */

static bool type_is(const struct record *record, struct str type)
{
	char scratch[SCRATCH];

	return str_eq(record_field(record, FIELD_USER_TYPE, scratch), type);
}

/* Deployments come from roles. */
static bool is_long_term(const struct record *record, struct str place)
{
	return type_is(record, STR("IAMUser")) || type_is(record, STR("Root"));
}

/* A user, root, or a session that bears a human's name; not what an
 * application does with its role all day, nor a service on someone's behalf. */
static bool is_person(const struct record *record, struct str place)
{
	struct buf user = { 0 }, session = { 0 };
	uint32_t flags = user_put(record, &user, &session);
	bool person = !(flags & (FLAG_SERVICE | FLAG_VIA_AWS)) &&
		      (!session.len ||
		       (session_speaks(buf_str(&session)) &&
			str_search(buf_str(&session), STR("/i-")) < 0));

	buf_release(&user);
	buf_release(&session);
	return person;
}

static bool is_self(const struct record *record, struct str place)
{
	char a[SCRATCH], b[SCRATCH];
	struct str actor = record_field(record, FIELD_USER_NAME, a);

	return actor.len &&
	       str_eq(actor, leaf_any(record, STR("rq.userName"), b));
}

static bool is_world(const struct record *record, struct str place)
{
	return record_opens_world(record);
}

static bool lets_strangers_in(const struct record *record, struct str place)
{
	struct policy policy = policy_read(record, place);

	return policy.everyone || policy.account[0];
}

static bool allows_all(const struct record *record, struct str place)
{
	return policy_read(record, place).everything;
}

static bool is_outsider(const struct record *record, struct str place)
{
	char a[SCRATCH], b[SCRATCH];
	struct str own = record_field(record, FIELD_RECIPIENT, a);
	struct str who = leaf_any(record, place, b);

	if (str_starts(who, STR("arn:aws:iam::")))
		who = str_slice(who, 13, 25);
	return str_eq(who, STR("*")) || (who.len == 12 && who.at[0] >= '0' &&
					 who.at[0] <= '9' && !str_eq(who, own));
}

/* p3.2xlarge, g5.xlarge, metal */
static bool is_large(const struct record *record, struct str place)
{
	char scratch[SCRATCH];
	struct str type = leaf_any(record, place, scratch);
	bool gpu = type.len > 2 && (type.at[0] == 'p' || type.at[0] == 'g') &&
		   type.at[1] >= '2' && type.at[1] <= '9';

	return gpu || str_ends(type, STR(".metal")) ||
	       str_ends(type, STR("24xlarge")) ||
	       str_ends(type, STR("32xlarge")) ||
	       str_ends(type, STR("48xlarge"));
}

static bool is_unrecorded(const struct record *record, struct str place)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf))
		if (str_starts(leaf.path, STR("requestParameters")))
			return false;
	return true;
}

static const struct named_test {
	const char *name;
	bool (*holds)(const struct record *record, struct str place);
	bool takes_place;
} named_tests[] = {
	{ "long-term", is_long_term, false },
	{ "person", is_person, false },
	{ "self", is_self, false },
	{ "world", is_world, false },
	{ "strangers", lets_strangers_in, true },
	{ "allows-all", allows_all, true },
	{ "outsider", is_outsider, true },
	{ "large", is_large, true },
	{ "unrecorded", is_unrecorded, false },
};

static const struct named_test *find_named(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(named_tests); i++)
		if (str_eq(name, str_of(named_tests[i].name)))
			return &named_tests[i];
	return NULL;
}

/* `name` or `name PLACE` */
static bool named_holds(const struct record *record, struct str term)
{
	ptrdiff_t space = str_find(term, ' ');
	struct str name = term, place = STR_NONE;
	const struct named_test *named;

	if (space >= 0) {
		name = str_slice(term, 0, (size_t)space);
		place = str_slice(term, (size_t)space + 1, term.len);
	}
	named = find_named(name);
	assert(named && "a test that no table names");
	assert(named->takes_place == (place.len > 0));
	return named->holds(record, place);
}

/* ---- terms ---- */

/* The number that `text` begins and ends with, or -1; over a million is a
 * million. */
static long number_of(struct str text)
{
	long value = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		if (value < 1000000)
			value = value * 10 + (text.at[i] - '0');
	}
	return text.len ? value : -1;
}

/* `at` is where the `=` of `<=` or `>=` stands. */
static bool number_holds(const struct record *record, struct str term,
			 size_t at)
{
	char scratch[SCRATCH];
	struct str place = str_slice(term, 0, at - 1);
	long bound = number_of(str_slice(term, at + 1, term.len));
	long value = number_of(leaf_any(record, place, scratch));

	assert(bound >= 0);
	return value >= 0 &&
	       (term.at[at - 1] == '<' ? value <= bound : value >= bound);
}

static bool term_holds(const struct record *record, struct str term)
{
	ptrdiff_t equals = str_find(term, '=');
	size_t at = (size_t)equals;

	assert(term.len && equals != 0);
	if (term.at[0] == '@')
		return named_holds(record, str_slice(term, 1, term.len));
	if (equals < 0)
		return leaf_is(record, term, STR("*"));
	if (term.at[at - 1] == '<' || term.at[at - 1] == '>')
		return number_holds(record, term, at);
	return leaf_is(record, str_slice(term, 0, at),
		       str_slice(term, at + 1, term.len));
}

/* ---- tests ---- */

/* Takes the part before `word` off the front, and the word with it; the whole
 * where there is none. */
static struct str take_before(struct str *from, struct str word)
{
	ptrdiff_t at = str_search(*from, word);
	struct str part = *from;

	if (at < 0) {
		*from = STR_NONE;
		return part;
	}
	part = str_slice(*from, 0, (size_t)at);
	*from = str_slice(*from, (size_t)at + word.len, from->len);
	return part;
}

static bool terms_hold(const struct record *record, struct str terms)
{
	while (terms.len)
		if (!term_holds(record, take_before(&terms, STR(" and "))))
			return false;
	return true;
}

bool condition_holds(const struct record *record, struct str test)
{
	assert(record && record->skeleton);
	if (!test.len)
		return true;
	while (test.len)
		if (terms_hold(record, take_before(&test, STR(" or "))))
			return true;
	return false;
}
