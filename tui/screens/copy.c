/* SPDX-License-Identifier: MIT */
/* copy.c - `y`: what leaves the screen for a report or a chat. Session
 * tokens do not leave it. */
#include "frame.h"
#include "panes.h"

static void put_cell(struct view *view, row_t row, struct buf *out)
{
	struct aim aim = { 0 };

	(void)row;
	if (view->panes[view->focus]->aim(view, &aim) && aim.value.at)
		buf_add(out, aim.value);
}

static void put_id(struct view *view, row_t row, struct buf *out)
{
	struct record record;
	char scratch[SCRATCH];
	struct str id;

	store_record(view_store(view), row, &record);
	id = record_field(&record, FIELD_ID, scratch);
	if (id.at)
		buf_add(out, id);
}

/* Cuts the inside of every `"sessionToken": "..."`. */
static void mask_tokens(struct str json, struct buf *out)
{
	struct str key = STR("sessionToken\": \"");
	ptrdiff_t at;

	while ((at = str_search(json, key)) >= 0) {
		size_t from = (size_t)at + key.len, to = from;

		while (to < json.len && json.at[to] != '"')
			to += json.at[to] == '\\' ? 2 : 1;
		buf_add(out, str_slice(json, 0, from));
		buf_add(out, STR("(masked)"));
		json = str_slice(json, to, json.len);
	}
	buf_add(out, json);
}

static void put_json(struct view *view, row_t row, struct buf *out)
{
	struct buf json = { 0 };
	struct record record;

	store_record(view_store(view), row, &record);
	record_put_json(&record, 2, &json);
	mask_tokens(buf_str(&json), out);
	buf_release(&json);
}

/* UTC, who, key, address, call, resource, id: one line for a chat. */
static void put_line(struct view *view, row_t row, struct buf *out)
{
	static const enum timeline_column parts[] = {
		TIMELINE_USER,  TIMELINE_KEY,      TIMELINE_ADDRESS,
		TIMELINE_EVENT, TIMELINE_RESOURCE, TIMELINE_ERROR,
	};
	int64_t time = store_time(view_store(view))[row];
	struct buf cell = { 0 };

	if (time != TIME_NONE)
		time_put_iso(out, time);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct str text = timeline_cell(view, row, parts[i], &cell);

		if (text.len)
			buf_addf(out, "  %.*s", STR_ARG(text));
	}
	buf_add(out, STR("  "));
	put_id(view, row, out);
	buf_release(&cell);
}

/* Quoted for a shell, whatever it holds. */
static void put_quoted(struct buf *out, struct str text)
{
	buf_addc(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_add(out, STR("'\\''"));
		else
			buf_addc(out, text.at[i]);
	}
	buf_addc(out, '\'');
}

static void put_command(struct view *view, row_t row, struct buf *out)
{
	struct str filter = view_filter(view);

	(void)row;
	buf_add(out, STR("trailtui"));
	if (filter.len) {
		buf_add(out, STR(" -f "));
		put_quoted(out, filter);
	}
	buf_addc(out, ' ');
	if (view->evidence.title)
		put_quoted(out, str_of(view->evidence.title));
}

struct copying {
	char key;
	void (*put)(struct view *view, row_t row, struct buf *out);
};

static const struct copying ways[] = {
	{ 'y', put_cell }, { 'i', put_id },      { 'j', put_json },
	{ 'l', put_line }, { 'c', put_command },
};

void copy_key(struct view *view, struct key key)
{
	row_t row = view_row(view);
	struct buf text = { 0 };

	view->copying = false;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		if (key.code != ways[i].key || row == ROW_NONE)
			continue;
		ways[i].put(view, row, &text);
		/* Whether it was, whoever copies it says. */
		if (text.len)
			effect_add(view, EFFECT_COPY, buf_str(&text));
		else
			view_say(view, false, "nothing there to copy");
	}
	buf_release(&text);
}
