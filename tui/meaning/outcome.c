/* SPDX-License-Identifier: MIT */
/* outcome.c - how a call ended, whether it changes anything, its kind.
 *
 * Services name their errors as they like; what is common is a stem somewhere
 * in the name. Stems are from the services' error pages ("Common errors",
 * "EC2 API error codes", "S3 error responses"). */
#include "outcome.h"
#include "meaning.h"
#include "arn.h"

#include <assert.h>

struct stem {
	struct str text;
	uint32_t flag;
};
#define STEM(text, flag)                                                       \
	{                                                                      \
		{ text, sizeof(text) - 1 }, flag                               \
	}

/* First claim wins: what was refused stands before what was not found, since
 * a refusal may hide that it is not there. */
static const struct stem stems[] = {
	STEM("AccessDenied", FLAG_DENIED),
	STEM("Unauthorized", FLAG_DENIED),
	STEM("NotAuthorized", FLAG_DENIED),
	STEM("not authorized", FLAG_DENIED),
	STEM("Access Denied", FLAG_DENIED),
	STEM("explicit deny", FLAG_DENIED),
	STEM("AuthFailure", FLAG_DENIED),
	STEM("Forbidden", FLAG_DENIED),
	STEM("AccessDisabled", FLAG_DENIED),
	STEM("InvalidClientTokenId", FLAG_DENIED),
	STEM("UnrecognizedClient", FLAG_DENIED),
	STEM("SignatureDoesNotMatch", FLAG_DENIED),
	STEM("InvalidSignature", FLAG_DENIED),
	STEM("InvalidAccessKeyId", FLAG_DENIED),
	STEM("MissingAuthenticationToken", FLAG_DENIED),
	STEM("ExpiredToken", FLAG_DENIED),
	STEM("InvalidToken", FLAG_DENIED),
	STEM("InvalidIdentityToken", FLAG_DENIED),
	STEM("Throttl", FLAG_THROTTLED),
	STEM("RequestLimitExceeded", FLAG_THROTTLED),
	STEM("TooManyRequests", FLAG_THROTTLED),
	STEM("SlowDown", FLAG_THROTTLED),
	STEM("RateExceeded", FLAG_THROTTLED),
	STEM("Rate exceeded", FLAG_THROTTLED),
	STEM("ThroughputExceeded", FLAG_THROTTLED),
	STEM("PriorRequestNotComplete", FLAG_THROTTLED),
	STEM("NoSuch", FLAG_NOTFOUND),
	STEM("NotFound", FLAG_NOTFOUND),
	STEM("DoesNotExist", FLAG_NOTFOUND),
	STEM("NotExist", FLAG_NOTFOUND),
	STEM("NonExist", FLAG_NOTFOUND),
};

static uint32_t class_of(struct str text)
{
	if (str_eq(text, STR("403")) || str_eq(text, STR("401")))
		return FLAG_DENIED;
	if (str_eq(text, STR("404")))
		return FLAG_NOTFOUND;
	for (size_t i = 0; i < ARRAY_LEN(stems); i++)
		if (str_search_nocase(text, stems[i].text) >= 0)
			return stems[i].flag;
	return FLAG_OTHER;
}

/* `login` is responseElements.ConsoleLogin. */
static uint32_t outcome_flags(struct str code, struct str message,
			      struct str login)
{
	/* A wrong password is no denial: nobody was known yet who could be
	 * denied anything. Every other failed sign-in was refused. */
	if (str_eq(login, STR("Failure")))
		return FLAG_FAILED |
		       (str_eq(message, STR("Failed authentication"))
				? FLAG_OTHER
				: FLAG_DENIED);
	if (code.len)
		return FLAG_FAILED | class_of(code);
	return message.len ? FLAG_FAILED | class_of(message) : 0;
}

uint32_t record_outcome(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH], c[SCRATCH];

	return outcome_flags(record_field(record, FIELD_ERROR_CODE, a),
			     record_field(record, FIELD_ERROR_MESSAGE, b),
			     record_field(record, FIELD_LOGIN, c));
}

/* AssumeRole is a read because CloudTrail marks it so. */
static const char *const read_verbs[] = {
	"Get",        "List",          "Describe",   "Head",
	"Lookup",     "Search",        "Select",     "BatchGet",
	"View",       "Check",         "Validate",   "Estimate",
	"Preview",    "Test",          "Simulate",   "Query",
	"Scan",       "Count",         "Is",         "Has",
	"Verify",     "Discover",      "Retrieve",   "Read",
	"Detect",     "BatchDescribe", "BatchCheck", "BatchDetect",
	"AssumeRole", "Decrypt",       "Encrypt",    "GenerateDataKey",
	"Filter",     "Calculate",     "Explain",    "Compare",
	"Download",   "Poll",
};

bool verb_reads(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(read_verbs); i++) {
		struct str verb = str_of(read_verbs[i]);

		if (!str_starts(name, verb))
			continue;
		/* `Issue` does not begin with the verb `Is`. */
		if (name.len == verb.len || name.at[verb.len] < 'a' ||
		    name.at[verb.len] > 'z')
			return true;
	}
	return false;
}

const char *kind_name(enum event_kind kind)
{
	static const char *const names[KIND_COUNT] = {
		[KIND_MANAGEMENT] = "management", [KIND_DATA] = "data",
		[KIND_INSIGHT] = "insight",       [KIND_NETWORK] = "network",
		[KIND_AGGREGATED] = "aggregated",
	};

	return kind < KIND_COUNT ? names[kind] : "";
}

static const struct {
	struct str text;
	enum event_kind kind;
} kinds[] = {
	{ { "Management", 10 }, KIND_MANAGEMENT },
	{ { "Data", 4 }, KIND_DATA },
	{ { "Insight", 7 }, KIND_INSIGHT },
	{ { "NetworkActivity", 15 }, KIND_NETWORK },
	{ { "Aggregated", 10 }, KIND_AGGREGATED },
	{ { "AwsCloudTrailInsight", 20 }, KIND_INSIGHT },
	{ { "AwsVpceEvents", 13 }, KIND_NETWORK },
	{ { "AwsVpceEvent", 12 }, KIND_NETWORK },
	{ { "AwsAggregatedEvent", 18 }, KIND_AGGREGATED },
};

/* By eventCategory, else eventType, else whether it is a management event
 * ("true", "false" or absent). */
static enum event_kind kind_of(struct str category, struct str type,
			       struct str management)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_eq(category, kinds[i].text))
			return kinds[i].kind;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_eq(type, kinds[i].text))
			return kinds[i].kind;
	return str_eq(management, STR("false")) ? KIND_DATA : KIND_MANAGEMENT;
}

/* ---- flags ---- */

static uint32_t write_flags(const struct record *record, bool reads)
{
	char scratch[SCRATCH];
	struct str text = record_field(record, FIELD_READ_ONLY, scratch);

	if (str_eq(text, STR("true")))
		return 0;
	if (str_eq(text, STR("false")))
		return FLAG_WRITE;
	/* An Insight names a call, but is none. */
	if (reads || !record_field(record, FIELD_NAME, scratch).at)
		return FLAG_GUESSED;
	return FLAG_GUESSED | FLAG_WRITE;
}

static uint32_t kind_flags(const struct record *record, uint32_t management)
{
	char a[SCRATCH], b[SCRATCH], c[SCRATCH];
	struct str text = STR_NONE;

	assert(management == SLOT_NONE || management < record->skeleton->slots);
	if (management != SLOT_NONE)
		text = record_slot(record, management, c);
	return (uint32_t)kind_of(record_field(record, FIELD_CATEGORY, a),
				 record_field(record, FIELD_TYPE, b), text)
	       << FLAG_KIND_SHIFT;
}

static uint32_t mfa_flags(const struct record *record)
{
	char scratch[SCRATCH];
	struct str text = record_field(record, FIELD_SESSION_MFA, scratch);

	if (!text.len)
		text = record_field(record, FIELD_MFA_USED, scratch);
	if (!text.len)
		return 0;
	if (str_eq_nocase(text, STR("true")) || str_eq_nocase(text, STR("yes")))
		return FLAG_MFA_KNOWN | FLAG_MFA;
	return FLAG_MFA_KNOWN;
}

static uint32_t cross_flags(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str recipient = record_field(record, FIELD_RECIPIENT, a);
	struct str caller = record_field(record, FIELD_USER_ACCOUNT, b);

	return is_account(recipient) && is_account(caller) &&
			       !str_eq(recipient, caller)
		       ? FLAG_CROSS
		       : 0;
}

uint32_t record_flags(const struct record *record, bool reads,
		      uint32_t management)
{
	return write_flags(record, reads) | kind_flags(record, management) |
	       mfa_flags(record) | cross_flags(record);
}
