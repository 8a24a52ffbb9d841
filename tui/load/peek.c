/* SPDX-License-Identifier: MIT */
/* peek.c - walks the keys of the next value until it is settled what it is.
 *
 * What CloudTrail delivers begins with `"eventVersion":"1.` (33,508 of 34,170
 * captured values), so most looks end after twenty bytes. */
#include "peek.h"

#include <string.h>

static const char *passed(const char *at, const char *end, const char *text)
{
	const size_t len = strlen(text);

	at = at ? json_space(at, end) : NULL;
	if (!at || (size_t)(end - at) < len || memcmp(at, text, len) != 0)
		return NULL;
	return at + len;
}

/* Speed only: says no where a longer look might say yes, and yes for what is
 * an object of its own only in documentation, which a file begins with. */
static bool begins_as_delivered(const char *at, const char *end)
{
	at = passed(at, end, "{");
	at = passed(at, end, "\"eventVersion\"");
	at = passed(at, end, ":");
	return passed(at, end, "\"1.") != NULL;
}

const char *peek_find(const struct peek *peek, const char *key)
{
	const size_t len = strlen(key);

	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];

		if (member->key.len == len &&
		    memcmp(member->key.at, key, len) == 0)
			return member->value;
	}
	return NULL;
}

struct str peek_text(const struct peek *peek, const char *value)
{
	struct json_fault fault;
	const char *quote;
	bool plain;

	if (!value || value >= peek->end || *value != '"')
		return STR_NONE;
	quote = json_close(value + 1, peek->end, &plain, &fault);
	if (!quote)
		return STR_NONE;
	return (struct str){ value + 1, (size_t)(quote - value - 1) };
}

const char *peek_item(const struct peek *peek, const char *value)
{
	if (!value || value >= peek->end || *value != '[')
		return NULL;
	value = json_space(value + 1, peek->end);
	return value < peek->end && *value != ']' ? value : NULL;
}

const char *peek_member(const struct peek *peek, const char *object,
			const char *key)
{
	if (!object || object >= peek->end || *object != '{')
		return NULL;
	return json_member(object, peek->end, str_of(key));
}

/* A Records array decides, and is what follows of the file: it must not be
 * walked here. An event that names itself and its source is decided too. */
static bool settled(const struct peek *peek)
{
	const struct member *last = &peek->member[peek->members - 1];

	if (str_eq(last->key, STR("Records")))
		return *last->value == '[';
	if (str_eq(last->key, STR("eventSource")))
		return peek_find(peek, "eventName") != NULL;
	if (str_eq(last->key, STR("eventName")))
		return peek_find(peek, "eventSource") != NULL;
	return peek->members == PEEK_KEYS;
}

static const char *stop(struct peek *peek, const char *at, const char *why)
{
	peek->fault = (struct json_fault){ at, why, at == peek->end };
	return NULL;
}

/* Notes the member whose key begins at `at`; the first byte of its value. */
static const char *note_member(struct peek *peek, const char *at)
{
	struct member *member = &peek->member[peek->members];
	const char *quote;
	bool plain;

	if (at == peek->end || *at != '"')
		return stop(peek, at, "expected a key");
	quote = json_close(at + 1, peek->end, &plain, &peek->fault);
	if (!quote)
		return NULL;
	member->key = (struct str){ at + 1, (size_t)(quote - at - 1) };
	at = json_space(quote + 1, peek->end);
	if (at == peek->end || *at != ':')
		return stop(peek, at, "expected ':' after a key");
	at = json_space(at + 1, peek->end);
	if (at == peek->end)
		return stop(peek, at, "expected a value");
	member->value = at;
	peek->members++;
	return at;
}

static void walk_members(struct peek *peek)
{
	const char *at = json_space(peek->at + 1, peek->end);

	if (at < peek->end && *at == '}')
		return;
	for (;;) {
		at = note_member(peek, at);
		if (!at || settled(peek))
			return;
		at = json_skip(at, peek->end, &peek->fault);
		if (!at)
			return;
		at = json_space(at, peek->end);
		if (at < peek->end && *at == '}')
			return;
		if (at == peek->end || *at != ',') {
			stop(peek, at, "expected ',' or '}' after a value");
			return;
		}
		at = json_space(at + 1, peek->end);
	}
}

static bool says(const struct peek *peek, const char *key, const char *text)
{
	return str_eq(peek_text(peek, peek_find(peek, key)), str_of(text));
}

/* S3, SQS, Kinesis and DynamoDB name themselves `aws:...` and have the same
 * keys; CloudTrail's sources are host names. S3's eventVersion is 2.x. */
static struct str foreign_source(const struct peek *peek)
{
	const char *source = peek_find(peek, "eventSource");
	const char *version = peek_find(peek, "eventVersion");
	const struct str text = peek_text(peek, source);

	if (str_starts(text, STR("aws:")))
		return text;
	if (!source && str_starts(peek_text(peek, version), STR("2.")))
		return STR("aws:s3");
	return STR_NONE;
}

/* Rule tests and exports cut events down: the name and one more key do. */
static bool is_event(const struct peek *peek)
{
	if (peek->foreign.at)
		return false;
	if (peek_find(peek, "eventName"))
		return peek_find(peek, "eventSource") ||
		       peek_find(peek, "eventTime") ||
		       peek_find(peek, "eventVersion") ||
		       peek_find(peek, "eventID") ||
		       peek_find(peek, "userIdentity");
	return says(peek, "eventType", "AwsCloudTrailInsight") ||
	       says(peek, "eventType", "AwsAggregatedEvent") ||
	       says(peek, "eventCategory", "Insight") ||
	       says(peek, "eventCategory", "Aggregated") ||
	       says(peek, "eventCategory", "NetworkActivity");
}

/* A string is only one if it ends where values end: a quote that damage put
 * before a record must not take the record's first bytes with it. */
static void look_at_scalar(struct peek *peek)
{
	const char *end = json_skip(peek->at, peek->end, &peek->fault);

	if (end == peek->end)
		stop(peek, end, "a value may go on");
	peek->scalar =
		end && (end == peek->end || memchr(" \t\r\n,]}", *end, 7));
}

static void look(struct peek *peek, const char *at, const char *end,
		 enum stand stand)
{
	peek->at = at;
	peek->end = end;
	peek->stand = stand;
	peek->members = 0;
	peek->fault = (struct json_fault){ NULL, NULL, false };
	peek->event = stand != STAND_FIRST && begins_as_delivered(at, end);
	peek->scalar = false;
	peek->foreign = STR_NONE;
	if (peek->event || at == end || *at == '[')
		return;
	if (*at != '{') {
		look_at_scalar(peek);
		return;
	}
	walk_members(peek);
	peek->foreign = foreign_source(peek);
	peek->event = is_event(peek);
}

/* Notifications come in Records too: the first tells, if all of it that may
 * matter is there. */
static void look_at_records(struct peek *peek)
{
	const char *records = peek_find(peek, "Records");
	const char *item = peek_item(peek, records);
	struct peek first;

	if (!records || *records != '[')
		return;
	if (json_space(records + 1, peek->end) == peek->end)
		stop(peek, peek->end, "the text ends in an array");
	if (!item || *item != '{')
		return;
	look(&first, item, peek->end, STAND_ITEM);
	peek->foreign = first.foreign;
	if (first.fault.at && first.fault.cut)
		peek->fault = first.fault;
}

void peek_at(struct peek *peek, const char *at, const char *end,
	     enum stand stand)
{
	look(peek, at, end, stand);
	if (!peek->event)
		look_at_records(peek);
}

const char *peek_array(const struct peek *peek, struct str *key)
{
	struct peek inside;

	*key = STR_NONE;
	if (*peek->at == '[')
		return peek->at;
	for (size_t n = 0; n < peek->members; n++) {
		const struct member *member = &peek->member[n];
		const char *item = peek_item(peek, member->value);

		*key = member->key;
		if (str_eq(*key, STR("Records")) && *member->value == '[')
			return member->value;
		if (!item || *item != '{')
			continue;
		look(&inside, item, peek->end, STAND_ITEM);
		if (inside.event)
			return member->value;
	}
	return NULL;
}
