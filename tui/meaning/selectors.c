/* SPDX-License-Identifier: MIT */
/* selectors.c - what a trail or event data store is told to record.
 *
 * Selectors are alternatives: an event is recorded when one of them takes it.
 * So nothing that changes things is lost as long as one selector takes all
 * management events that write, whatever the others say. Forms: "Filtering
 * management events", "Advanced event selectors", CloudTrail User Guide. */
#include "selectors.h"
#include "request.h"

#include <string.h>

static bool is_text(const json_t *value, const char *text)
{
	return json_is_string(value) && !strcmp(json_string_value(value), text);
}

static bool only_what_may_be_left_out(const json_t *list)
{
	const json_t *item;

	for (size_t i = 0; (item = item_at(list, i)); i++)
		if (!is_text(item, "kms.amazonaws.com") &&
		    !is_text(item, "rdsdata.amazonaws.com"))
			return false;
	return true;
}

/* A basic selector takes them unless it says otherwise. */
static bool takes_writes(const json_t *selector)
{
	const json_t *type = json_object_get(selector, "readWriteType");
	const json_t *out =
		json_object_get(selector, "excludeManagementEventSources");

	return !json_is_false(
		       json_object_get(selector, "includeManagementEvents")) &&
	       (!json_is_string(type) || is_text(type, "All") ||
		is_text(type, "WriteOnly")) &&
	       only_what_may_be_left_out(out);
}

/* One field of an advanced selector: does it let all such events pass? */
static bool field_passes(const json_t *field)
{
	const json_t *name = json_object_get(field, "field");
	const json_t *equals = json_object_get(field, "equals");

	if (is_text(name, "eventCategory"))
		return list_has(equals, "Management");
	if (is_text(name, "readOnly"))
		return list_has(equals, "false");
	return is_text(name, "eventSource") && json_object_size(field) == 2 &&
	       json_object_get(field, "notEquals") &&
	       only_what_may_be_left_out(json_object_get(field, "notEquals"));
}

static bool advanced_takes_writes(const json_t *selector)
{
	const json_t *fields = json_object_get(selector, "fieldSelectors");
	const json_t *field;
	bool management = false;

	for (size_t i = 0; (field = item_at(fields, i)); i++) {
		if (!field_passes(field))
			return false;
		management |= is_text(json_object_get(field, "field"),
				      "eventCategory");
	}
	return management;
}

/* What the selectors at a place say; 0 where there are none, 1 when one takes
 * all that writes, -1 when none does. */
static int take_of(const struct record *record, const char *place,
		   bool (*takes)(const json_t *selector))
{
	json_t *list = request_document(record, str_of(place));
	const json_t *selector;
	int take = 0;

	for (size_t i = 0; take < 1 && (selector = item_at(list, i)); i++)
		take = json_is_object(selector) ? takes(selector) ? 1 : -1
						: take;
	json_decref(list);
	return take;
}

bool selectors_drop(const struct record *record)
{
	int basic = take_of(record, "rq.eventSelectors", takes_writes);
	int advanced = take_of(record, "rq.advancedEventSelectors",
			       advanced_takes_writes);

	return basic < 1 && advanced < 1 && (basic || advanced);
}
