/* SPDX-License-Identifier: MIT */
/* words.c - policy statements and event selectors in words.
 *
 * Elements of a policy: docs.aws.amazon.com/IAM/latest/UserGuide/
 * reference_policies_elements.html. Selectors: docs.aws.amazon.com/
 * awscloudtrail/latest/APIReference/API_EventSelector.html and
 * API_AdvancedFieldSelector.html. */
#include "words.h"

#include <string.h>

#define NAMED_MOST 3 /* values of a list that are named */

static void put_text(const json_t *value, struct buf *out)
{
	char *text;

	if (json_is_string(value)) {
		buf_add(out, (struct str){ json_string_value(value),
					   json_string_length(value) });
		return;
	}
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	buf_add(out, str_of(text));
	free(text);
}

/* `a, b, c and 4 more`; one value stands for a list of itself. */
static void put_values(const json_t *list, struct buf *out)
{
	const json_t *item;
	size_t i;

	for (i = 0; (item = item_at(list, i)); i++) {
		if (i >= NAMED_MOST)
			continue;
		buf_add(out, i ? STR(", ") : STR(""));
		put_text(item, out);
	}
	if (i > NAMED_MOST)
		buf_addf(out, " and %zu more", i - NAMED_MOST);
	if (!i)
		buf_add(out, STR("nothing"));
}

/* ---- a statement ---- */

/* `Action`, or all but those of `NotAction`. */
static void put_those(const json_t *statement, const char *key,
		      const char *other, struct buf *out)
{
	const json_t *those = json_object_get(statement, key);

	if (!those) {
		those = json_object_get(statement, other);
		buf_add(out, STR("all but "));
	}
	put_values(those, out);
}

static bool is_everyone(const json_t *who)
{
	return json_is_string(who) && !strcmp(json_string_value(who), "*");
}

/* `{"AWS": ["..."], "Service": "..."}`: whose kind goes without saying. */
static void put_principals(const json_t *who, struct buf *out)
{
	size_t start = out->len;
	const char *kind;
	json_t *list;

	if (is_everyone(who)) {
		buf_add(out, STR("everyone"));
		return;
	}
	if (!json_is_object(who)) {
		put_values(who, out);
		return;
	}
	json_object_foreach((json_t *)who, kind, list)
	{
		buf_add(out, out->len > start ? STR(", ") : STR(""));
		if (!strcmp(kind, "AWS") && is_everyone(item_at(list, 0)))
			buf_add(out, STR("everyone"));
		else
			put_values(list, out);
	}
}

static void put_whom(const json_t *statement, struct buf *out)
{
	const json_t *who = json_object_get(statement, "Principal");
	const json_t *others = json_object_get(statement, "NotPrincipal");

	if (!who && !others)
		return;
	buf_add(out, who ? STR(" to ") : STR(" to all but "));
	put_principals(who ? who : others, out);
}

/* The keys that a condition asks of. */
static void put_condition(const json_t *condition, struct buf *out)
{
	const char *operator, * key;
	json_t *keys, *value;
	size_t count = 0;

	json_object_foreach((json_t *)condition, operator, keys)
	{
		json_object_foreach(keys, key, value)
		{
			buf_addf(out, "%s %s", count++ ? "," : " if", key);
		}
	}
}

static bool put_statement(const json_t *statement, struct buf *out)
{
	const json_t *effect = json_object_get(statement, "Effect");

	if (!json_is_string(effect))
		return false;
	put_text(effect, out);
	buf_addc(out, ' ');
	put_those(statement, "Action", "NotAction", out);
	put_whom(statement, out);
	if (json_object_get(statement, "Resource") ||
	    json_object_get(statement, "NotResource")) {
		buf_add(out, STR(" on "));
		put_those(statement, "Resource", "NotResource", out);
	}
	put_condition(json_object_get(statement, "Condition"), out);
	return true;
}

/* ---- a selector of what a trail records ---- */

static bool put_selector(const json_t *selector, struct buf *out)
{
	const json_t *type = json_object_get(selector, "readWriteType");
	const json_t *with =
		json_object_get(selector, "includeManagementEvents");
	const json_t *but =
		json_object_get(selector, "excludeManagementEventSources");
	const json_t *data = json_object_get(selector, "dataResources"), *item;
	const char *text = json_string_value(type);

	if (!text && !with)
		return false;
	buf_addf(out, "%s of ",
		 !text || !strcmp(text, "All") ? "reads and writes"
		 : !strcmp(text, "ReadOnly")   ? "reads"
		 : !strcmp(text, "WriteOnly")  ? "writes"
					       : text);
	/* CloudTrail's own default is to include them. */
	buf_add(out, json_is_false(with) ? STR("no management events")
					 : STR("management events"));
	if (json_array_size(but)) {
		buf_add(out, STR(" but those of "));
		put_values(but, out);
	}
	for (size_t i = 0; (item = item_at(data, i)); i++) {
		const json_t *values = json_object_get(item, "values");

		buf_add(out, item_at(values, 0) ? STR("; ") : STR("; no "));
		put_text(json_object_get(item, "type"), out);
		if (!item_at(values, 0))
			continue;
		buf_addc(out, ' ');
		put_values(values, out);
	}
	return true;
}

static void put_operator(const char *field, const char *operator,
			 const json_t * values, struct buf *out)
{
	static const char *const words[][2] = {
		{ "equals", "is" },
		{ "notEquals", "is not" },
		{ "startsWith", "begins with" },
		{ "notStartsWith", "does not begin with" },
		{ "endsWith", "ends with" },
		{ "notEndsWith", "does not end with" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(operator, words[i][0])) {
			buf_addf(out, "%s %s ", field, words[i][1]);
			put_values(values, out);
			return;
		}
}

static bool put_advanced(const json_t *selector, struct buf *out)
{
	const json_t *fields = json_object_get(selector, "fieldSelectors");
	const json_t *item;
	size_t start = out->len;

	for (size_t i = 0; (item = item_at(fields, i)); i++) {
		const char *field =
			json_string_value(json_object_get(item, "field"));
		const char *operator;
		json_t *values;

		json_object_foreach((json_t *)item, operator, values)
		{
			if (!field || !json_array_size(values))
				continue;
			buf_add(out, out->len > start ? STR(", ") : STR(""));
			put_operator(field, operator, values, out);
		}
	}
	return out->len > start;
}

/* ---- which is which ---- */

static const struct {
	const char *list;
	bool (*put)(const json_t *item, struct buf *out);
} lists[] = {
	{ "Statement", put_statement },
	{ "eventSelectors", put_selector },
	{ "advancedEventSelectors", put_advanced },
};

bool words_put(struct str list, const json_t *item, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		if (str_eq(list, str_of(lists[i].list)))
			return json_is_object(item) && lists[i].put(item, out);
	return false;
}
