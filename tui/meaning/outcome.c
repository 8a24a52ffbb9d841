/* SPDX-License-Identifier: MIT */
/* outcome.c - how a call ended, whether it changes anything, its kind.
 *
 * Services name their errors as they like; what is common is a stem somewhere
 * in the name. Stems are from the services' error pages ("Common errors",
 * "EC2 API error codes", "S3 error responses"). */
#include "outcome.h"
#include "meaning.h"
#include "identity.h"
#include "part.h"

#include <assert.h>

/* First claim wins: what was refused stands before what was not found, since
 * a refusal may hide that it is not there. */
static const struct {
	uint32_t flag;
	const char *stem[26];
} classes[] = {
	{ FLAG_DENIED,
	  { "AccessDenied",
	    "Unauthorized",
	    "NotAuthorized",
	    "not authorized",
	    "Access Denied",
	    "explicit deny",
	    "AuthFailure",
	    "Forbidden",
	    "AccessDisabled",
	    "InvalidClientTokenId",
	    "UnrecognizedClient",
	    "SignatureDoesNotMatch",
	    "InvalidSignature",
	    "InvalidAccessKeyId",
	    "MissingAuthenticationToken",
	    "ExpiredToken",
	    "InvalidToken",
	    "InvalidIdentityToken",
	    "IDPRejectedClaim",
	    "InsufficientPermission",
	    "Insufficient permission",
	    "InsufficientPrivilege",
	    "PermissionDenied",
	    "Permission denied",
	    "Bearer token",
	    "AuthenticationFail" } },
	{ FLAG_THROTTLED,
	  { "Throttl", "RequestLimitExceeded", "TooManyRequests", "SlowDown",
	    "RateExceeded", "Rate exceeded", "ThroughputExceeded",
	    "PriorRequestNotComplete" } },
	{ FLAG_NOTFOUND,
	  { "NoSuch", "NotFound", "DoesNotExist", "NotExist", "NonExist" } },
};

/* `404`, `HTTP 404`; -1 where the text is no status. */
static long http_status(struct str text)
{
	struct str lead = STR("http ");
	long status;

	if (str_eq_nocase(str_slice(text, 0, lead.len), lead))
		text = str_slice(text, lead.len, text.len);
	status = part_number(text);
	return status >= 100 && status < 600 ? status : -1;
}

static uint32_t class_of(struct str text)
{
	switch (http_status(text)) {
	case 401:
	case 403:
		return FLAG_DENIED;
	case 404:
		return FLAG_NOTFOUND;
	case 429:
		return FLAG_THROTTLED;
	default:
		break;
	}
	/* ECS says so of what it does not have ("API failure reasons"). */
	if (str_eq(text, STR("MISSING")))
		return FLAG_NOTFOUND;
	for (size_t i = 0; i < ARRAY_LEN(classes); i++)
		for (size_t n = 0; n < ARRAY_LEN(classes[i].stem); n++) {
			struct str stem = str_of(classes[i].stem[n]);

			if (stem.len && str_search_nocase(text, stem) >= 0)
				return classes[i].flag;
		}
	return FLAG_OTHER;
}

static bool is_one_of(struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(text, words[i]))
			return true;
	return false;
}

static bool says_success(struct str text)
{
	static const struct str words[] = { STR("success"), STR("succeeded"),
					    STR("ok"), STR("0") };
	long status = http_status(text);

	return is_one_of(text, words, ARRAY_LEN(words)) ||
	       (status >= 200 && status < 300);
}

bool error_is_none(struct str text)
{
	static const struct str words[] = { STR("-"),        STR("none"),
					    STR("null"),     STR("n/a"),
					    STR("nil"),      STR("noerror"),
					    STR("no error"), STR("false"),
					    STR("undefined") };

	text = str_trim(text);
	return !text.len || says_success(text) ||
	       is_one_of(text, words, ARRAY_LEN(words));
}

struct str record_error(const struct record *record, char scratch[SCRATCH])
{
	struct str text = record_field(record, FIELD_ERROR_CODE, scratch);

	if (!error_is_none(text))
		return text;
	if (says_success(text))
		return STR_NONE;
	text = record_field(record, FIELD_ERROR_MESSAGE, scratch);
	return error_is_none(text) ? STR_NONE : text;
}

/* A wrong password or code is no denial: nobody was known yet who could be
 * denied anything. Every other failed sign-in was refused. */
static uint32_t class_of_sign_in(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str message = record_field(record, FIELD_ERROR_MESSAGE, a);
	struct str name = record_field(record, FIELD_NAME, b);

	return str_eq(message, STR("Failed authentication")) ||
			       str_eq(name, STR("CredentialVerification"))
		       ? FLAG_OTHER
		       : FLAG_DENIED;
}

uint32_t record_outcome(const struct record *record,
			const struct answered *answer)
{
	char a[SCRATCH], b[SCRATCH];
	struct str code = record_field(record, FIELD_ERROR_CODE, a);
	struct str error = record_error(record, b);

	if (!error_is_none(code))
		return FLAG_FAILED | class_of(code);
	if (answer && answer->verdict == VERDICT_SIGN_IN)
		return FLAG_FAILED | class_of_sign_in(record);
	if (error.len)
		return FLAG_FAILED | class_of(error);
	if (!answer || answer->verdict == VERDICT_NONE)
		return 0;
	if (answer->verdict == VERDICT_PARTIAL)
		return FLAG_PARTIAL;
	if (answer->slot == SLOT_NONE)
		return FLAG_FAILED |
		       (answer->missing ? FLAG_NOTFOUND : FLAG_OTHER);
	return FLAG_FAILED | class_of(record_slot(record, answer->slot, a));
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
	{ STR("Management"), KIND_MANAGEMENT },
	{ STR("Data"), KIND_DATA },
	{ STR("Insight"), KIND_INSIGHT },
	{ STR("NetworkActivity"), KIND_NETWORK },
	{ STR("Aggregated"), KIND_AGGREGATED },
	{ STR("AwsCloudTrailInsight"), KIND_INSIGHT },
	{ STR("AwsVpceEvents"), KIND_NETWORK },
	{ STR("AwsVpceEvent"), KIND_NETWORK },
	{ STR("AwsAggregatedEvent"), KIND_AGGREGATED },
};

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

/* By eventCategory, else eventType, else whether it is a management event. */
static enum event_kind kind_of(const struct record *record, uint32_t management)
{
	static const enum field_id fields[] = { FIELD_CATEGORY, FIELD_TYPE };
	char scratch[SCRATCH];

	assert(management == SLOT_NONE || management < record->skeleton->slots);
	for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
		struct str text = record_field(record, fields[f], scratch);

		for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
			if (str_eq(text, kinds[i].text))
				return kinds[i].kind;
	}
	return management != SLOT_NONE &&
			       str_eq(record_slot(record, management, scratch),
				      STR("false"))
		       ? KIND_DATA
		       : KIND_MANAGEMENT;
}

/* AWS knows of the second factor of its own users only: whoever comes by an
 * identity provider showed theirs there, and a role is taken by anybody. So
 * `false` of others tells nothing. A record that does not say whose it is, is
 * believed. */
static bool could_have_mfa(const struct record *record)
{
	char scratch[SCRATCH];
	struct str type = record_field(record, FIELD_USER_TYPE, scratch);

	if (str_eq(type, STR("Root")))
		return !record_field(record, FIELD_ASSUMED_ROOT, scratch).at;
	return !type.len || str_eq(type, STR("IAMUser"));
}

static bool says_yes(struct str text)
{
	return str_eq_nocase(text, STR("true")) ||
	       str_eq_nocase(text, STR("yes"));
}

static uint32_t mfa_flags(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str session = record_field(record, FIELD_SESSION_MFA, a);
	struct str used = record_field(record, FIELD_MFA_USED, b);

	if (!session.len && !used.len)
		return 0;
	if (says_yes(session) || says_yes(used))
		return FLAG_MFA_KNOWN | FLAG_MFA;
	return could_have_mfa(record) ? FLAG_MFA_KNOWN : 0;
}

static uint32_t cross_flags(const struct record *record)
{
	char a[SCRATCH], b[SCRATCH];
	struct str recipient = record_field(record, FIELD_RECIPIENT, a);
	struct str caller = record_field(record, FIELD_USER_ACCOUNT, b);

	/* They are nearly always the same, so that is asked first. */
	return !str_eq(recipient, caller) && is_account(recipient) &&
			       is_account(caller)
		       ? FLAG_CROSS
		       : 0;
}

bool record_is_insight(const struct record *record)
{
	char scratch[SCRATCH];

	return str_eq(record_field(record, FIELD_CATEGORY, scratch),
		      STR("Insight")) ||
	       str_eq(record_field(record, FIELD_TYPE, scratch),
		      STR("AwsCloudTrailInsight"));
}

uint32_t record_flags(const struct record *record, bool reads,
		      uint32_t management)
{
	return write_flags(record, reads) | mfa_flags(record) |
	       cross_flags(record) |
	       (uint32_t)kind_of(record, management) << FLAG_KIND_SHIFT;
}
