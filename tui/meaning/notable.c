/* SPDX-License-Identifier: MIT */
/* notable.c - whether an event is notable: tests, and claims of the table's
 * rows.
 *
 * Tests run once for each event of a notable name, so they may walk the
 * record, and their text is read anew each time. */
#include "notable.h"
#include "gaps.h"
#include "leaf.h"
#include "notable_table.h"
#include "outcome.h"
#include "part.h"
#include "policy.h"
#include "selectors.h"
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

/* ---- named tests ---- */

/* Deployments come from roles. */
static bool is_long_term(const struct record *record, struct str place)
{
	char scratch[SCRATCH];
	struct str type = record_field(record, FIELD_USER_TYPE, scratch);

	return str_eq(type, STR("IAMUser")) || str_eq(type, STR("Root"));
}

/* A user, root, or a session that bears a human's name; not what an
 * application does with its role all day, nor a service on someone's behalf. */
static bool is_person(const struct record *record, struct str place)
{
	struct buf user = { 0 }, session = { 0 };
	uint32_t flags = user_put(record, &user, &session, NULL);
	bool person =
		!(flags & (FLAG_SERVICE | FLAG_VIA_AWS)) &&
		(!session.len || (session_speaks(buf_str(&session)) &&
				  !session_is_instance(buf_str(&session))));

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

static bool is_world_perhaps(const struct record *record, struct str place)
{
	return record_may_open_world(record);
}

static bool drops_events(const struct record *record, struct str place)
{
	return selectors_drop(record);
}

static bool lets_strangers_in(const struct record *record, struct str place)
{
	struct policy policy = policy_read(record, place);

	return policy.everyone || policy.account[0];
}

/* A policy there, or a principal: one of a single letter is `*`. */
static bool lets_everyone_in(const struct record *record, struct str place)
{
	return policy_read(record, place).everyone ||
	       leaf_is(record, place, STR("?"));
}

static bool allows_all(const struct record *record, struct str place)
{
	return policy_read(record, place).everything;
}

static bool only_denies(const struct record *record, struct str place)
{
	struct policy policy = policy_read(record, place);

	return policy.denies && !policy.allows;
}

static bool is_outsider(const struct record *record, struct str place)
{
	char scratch[SCRATCH];

	return outsider_at(record, place, scratch).len > 0;
}

static bool is_shared(const struct record *record, struct str place)
{
	char scratch[SCRATCH];
	struct str first;

	return shared_with(record, place, &first, scratch) > 0;
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
	return request_is_unrecorded(record);
}

static const struct {
	struct str name;
	bool (*holds)(const struct record *record, struct str place);
	bool takes_place, of_request;
} named_tests[] = {
	{ STR("long-term"), is_long_term },
	{ STR("person"), is_person },
	{ STR("self"), is_self },
	{ STR("world"), is_world, .of_request = true },
	{ STR("world-perhaps"), is_world_perhaps, .of_request = true },
	{ STR("drops-events"), drops_events, .of_request = true },
	{ STR("strangers"), lets_strangers_in, .takes_place = true },
	{ STR("allows-all"), allows_all, .takes_place = true },
	{ STR("only-denies"), only_denies, .takes_place = true },
	{ STR("outsider"), is_outsider, .takes_place = true },
	{ STR("shared"), is_shared, .takes_place = true },
	{ STR("large"), is_large, .takes_place = true },
	{ STR("unrecorded"), is_unrecorded },
};

/* How a test is read. */
enum doubt {
	DOUBT_AS_IT_IS,
	DOUBT_GAPS,  /* what it asks of the request counts as met */
	DOUBT_KNOWN, /* that nothing is recorded tells nothing */
	DOUBT_WORLD, /* of whom it asks, everyone is meant */
};

/* `name` or `name PLACE` */
static bool named_holds(const struct record *record, struct str term,
			enum doubt doubt)
{
	struct str place = term, name = part_take(&place, ' ');
	size_t i = 0;

	while (i < ARRAY_LEN(named_tests) && !str_eq(name, named_tests[i].name))
		i++;
	assert(i < ARRAY_LEN(named_tests) && "a test that no table names");
	assert(named_tests[i].takes_place == (place.len > 0));
	if (doubt == DOUBT_WORLD)
		return named_tests[i].takes_place &&
		       lets_everyone_in(record, place);
	if (doubt == DOUBT_GAPS &&
	    (named_tests[i].of_request || str_starts(place, STR("rq."))))
		return true;
	if (doubt == DOUBT_KNOWN && named_tests[i].holds == is_unrecorded)
		return false;
	return named_tests[i].holds(record, place);
}

/* ---- terms ---- */

/* `at` is where the `=` of `<=` or `>=` stands. */
static bool number_holds(const struct record *record, struct str term,
			 size_t at)
{
	char scratch[SCRATCH];
	struct str place = str_slice(term, 0, at - 1);
	long bound = part_number(str_slice(term, at + 1, term.len));
	long value = part_number(leaf_any(record, place, scratch));

	assert(bound >= 0);
	return value >= 0 &&
	       (term.at[at - 1] == '<' ? value <= bound : value >= bound);
}

static bool term_holds(const struct record *record, struct str term,
		       enum doubt doubt)
{
	ptrdiff_t equals = str_find(term, '=');
	size_t at = (size_t)equals;

	assert(term.len && equals != 0);
	if (term.at[0] == '@')
		return named_holds(record, str_slice(term, 1, term.len), doubt);
	if (doubt == DOUBT_GAPS && str_starts(term, STR("rq.")))
		return true;
	if (doubt == DOUBT_WORLD)
		return false;
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
	size_t end = at < 0 ? from->len : (size_t)at;
	struct str part = str_slice(*from, 0, end);

	*from = str_slice(*from, end + word.len, from->len);
	return part;
}

static bool terms_hold(const struct record *record, struct str terms,
		       enum doubt doubt)
{
	while (terms.len)
		if (!term_holds(record, take_before(&terms, STR(" and ")),
				doubt))
			return false;
	return true;
}

static bool test_holds(const struct record *record, struct str test,
		       enum doubt doubt)
{
	assert(record && record->skeleton);
	if (!test.len)
		return true;
	while (test.len)
		if (terms_hold(record, take_before(&test, STR(" or ")), doubt))
			return true;
	return false;
}

bool condition_holds(const struct record *record, struct str test)
{
	return test_holds(record, test, DOUBT_AS_IT_IS);
}

bool notable_is_known(const struct notable *row, const struct record *record)
{
	return test_holds(record, row->test, DOUBT_KNOWN);
}

/* A permission for everyone may be kept to an organization, an account or a
 * resource, beside which it is no policy that says so. */
#define IS_KEPT                                                                \
	"rq.principalOrgID or rq.sourceAccount or rq.sourceArn or "            \
	"rq.condition.value"

enum severity record_severity(const struct record *record,
			      const struct notable *row)
{
	return row->shares && test_holds(record, row->test, DOUBT_WORLD) &&
			       !condition_holds(record, STR(IS_KEPT))
		       ? SEVERITY_CRITICAL
		       : row->severity;
}

/* ---- claims ---- */

/* A row of several services has a longer text than any of them. */
static bool is_of(const struct notable *row, struct str service)
{
	if (row->service.len <= service.len)
		return str_eq(row->service, service);
	return str_find(row->service, '|') >= 0 &&
	       part_globs(row->service, service);
}

/* Without gaps, which the caller knows of. */
static struct notable_claims notable_claims(struct str service, struct str name)
{
	struct notable_claims claims = { 0 };

	for (size_t i = 0; i < NOTABLE_ROWS; i++) {
		const struct notable *row = notable_row(i);

		if (!is_of(row, service) || !part_globs(row->name, name))
			continue;
		assert(claims.count < NOTABLE_CLAIMS);
		claims.row[claims.count++] = row;
	}
	return claims;
}

static bool claims_it(const struct notable *row, const struct record *record,
		      uint32_t flags, bool gaps)
{
	if ((flags & FLAG_SERVICE) && !(flags & FLAG_VIA_AWS) &&
	    !row->by_service)
		return false;
	if ((flags & FLAG_FAILED) && !(flags & FLAG_DENIED) && !row->any_try)
		return false;
	if (flags & FLAG_THROTTLED)
		return false;
	return condition_holds(record, row->test) ||
	       (gaps && test_holds(record, row->test, DOUBT_GAPS));
}

/* The first of them that claims the event, or NULL. */
static const struct notable *among(const struct notable_claims *claims,
				   const struct record *record, uint32_t flags)
{
	assert(claims->count <= NOTABLE_CLAIMS);
	for (size_t i = 0; i < claims->count; i++)
		if (claims_it(claims->row[i], record, flags, claims->gaps))
			return claims->row[i];
	return NULL;
}

uint32_t notable_flags(const struct notable_claims *claims,
		       const struct record *record, uint32_t flags)
{
	const struct notable *row = among(claims, record, flags);

	if (!row)
		return 0;
	return row->shares && notable_is_known(row, record)
		       ? FLAG_NOTABLE | FLAG_SHARED
		       : FLAG_NOTABLE;
}

static bool has_place(const struct record *record, struct str place)
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		struct str rest = place_rest(place, leaf.path);

		if (rest.at && !rest.len)
			return true;
	}
	return false;
}

static struct notable_claims claims_kept(struct notable_claims claims,
					 const struct record *record)
{
	struct notable_claims kept = {
		.gaps = claims.count && request_has_gaps(record),
	};

	for (size_t i = 0; i < claims.count; i++)
		if (!claims.row[i]->frequent || kept.gaps ||
		    has_place(record, claims.row[i]->test))
			kept.row[kept.count++] = claims.row[i];
	return kept;
}

struct notable_claims record_claims(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str source = record_field(record, FIELD_SOURCE, a);
	struct notable_claims claims = notable_claims(
		part_service(source), record_field(record, FIELD_NAME, b));

	return claims_kept(claims, record);
}

const struct notable *record_notable(const struct record *record)
{
	struct notable_claims claims = record_claims(record);
	struct buf user = { 0 }, session = { 0 };
	struct answered answer;
	uint32_t flags;

	if (!claims.count)
		return NULL;
	answer = answer_read(record);
	flags = record_outcome(record, &answer) |
		user_put(record, &user, &session, NULL);
	buf_release(&user);
	buf_release(&session);
	return among(&claims, record, flags);
}

/* ---- why ---- */

void record_put_why(const struct record *record, const struct notable *notable,
		    struct buf *out)
{
	const struct answered answer = answer_read(record);
	bool failed = record_outcome(record, &answer) & FLAG_FAILED;

	if (failed && !notable->of_tries)
		buf_add(out, STR("had it worked: "));
	if (!notable_is_known(notable, record))
		buf_addf(out, "not recorded whether %.*s; if so: ",
			 STR_ARG(notable->when));
	buf_add(out, str_of(notable->why));
}
