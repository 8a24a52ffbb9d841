/* SPDX-License-Identifier: MIT */
/* request.c - parts of a request, read whole: IAM keeps policies as JSON in a
 * text, S3 as an object, trails their selectors as an array. */
#include "request.h"
#include "leaf.h"

#include <assert.h>

/* The whole record is written out and parsed, which only few calls need. */
static json_t *parse_object(const struct record *record, struct str key)
{
	struct buf text = { 0 };
	json_t *whole, *document;

	record_put_json(record, 0, &text);
	whole = document_read(buf_str(&text), JSON_ALLOW_NUL);
	buf_reset(&text);
	buf_add(&text, key);
	document = json_incref(json_object_get(
		json_object_get(whole, "requestParameters"), text.at));
	json_decref(whole);
	buf_release(&text);
	return document;
}

/* Cheap: says that there is something at the place or below. */
static struct str text_at(const struct record *record, struct str place,
			  bool *inside, char scratch[SCRATCH])
{
	struct leaves leaves = { .walk.record = record };
	struct leaf_at leaf;

	*inside = false;
	while (leaves_next(&leaves, &leaf)) {
		struct str rest = place_rest(place, leaf.path);

		if (!rest.at || (rest.len && rest.at[0] != '.'))
			continue;
		if (!rest.len)
			return record_slot(record, leaf.slot, scratch);
		*inside = true;
	}
	return STR_NONE;
}

json_t *request_document(const struct record *record, struct str place)
{
	char scratch[SCRATCH];
	bool inside;
	struct str text = text_at(record, place, &inside, scratch);

	assert(str_starts(place, STR("rq.")));
	return inside ? parse_object(record, str_slice(place, 3, place.len))
		      : document_read(text, JSON_ALLOW_NUL);
}
