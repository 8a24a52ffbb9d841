/* SPDX-License-Identifier: MIT */
/* notable.c - whether an event is notable, and what is said about it. */
#include "notable.h"
#include "condition.h"
#include "outcome.h"
#include "resource.h"
#include "story.h"
#include "user.h"

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

	for (size_t i = 0; i < notable_count(); i++) {
		const struct notable *row = notable_at(i);

		if (!str_eq(service, row->service) ||
		    !str_glob(row->name, name))
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
	for (size_t i = 0; i < claims->count; i++) {
		const struct notable *row = notable_at(claims->row[i]);

		if (claims_it(row, record, flags))
			return row;
	}
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

/* The row whose story holds for this event. */
static const struct notable *teller(const struct record *record)
{
	struct notable_claims claims = claims_of(record);
	const struct notable *row = record_notable(record);

	for (size_t i = 0; !row && i < claims.count; i++)
		if (notable_at(claims.row[i])->plain)
			row = notable_at(claims.row[i]);
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
