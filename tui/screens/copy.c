/* SPDX-License-Identifier: MIT */
/* copy.c - `y`: what leaves the screen for a report or a chat, shown before
 * it does. Session tokens do not leave it. */
#include <assert.h>
#include <string.h>

#include "view.h"
#include "pane.h"
#include "timeline.h"

#define MASKED "(masked)"

/* ---- what can be copied ---- */

/* A field whose last part is a session token's name. */
static bool is_token(struct str field)
{
	ptrdiff_t dot = str_find_last(field, '.');

	return str_eq_nocase(str_slice(field, (size_t)(dot + 1), field.len),
			     STR("sessionToken"));
}

static void put_cell(struct view *view, row_t row, struct buf *out)
{
	struct aim aim = { 0 };

	if (pane_at(view->focus)->aim(view, &aim) && aim.value.at)
		buf_add(out, is_token(aim.field) ? STR(MASKED) : aim.value);
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

/* The value behind a key at the beginning of `json`, which may itself stand
 * in a text: `": "` or `\":\"`, blanks between. Bytes before the value, and
 * of it; 0: there is no text. */
static size_t value_behind(struct str json, size_t *len)
{
	size_t at = 0, end, escapes = 0;

	while (at < json.len && json.at[at] == '\\')
		at++;
	if (at >= json.len || json.at[at++] != '"')
		return 0;
	while (at < json.len && memchr(" :\n\t", json.at[at], 4))
		at++;
	for (; at < json.len && json.at[at] == '\\'; at++)
		escapes++;
	if (at >= json.len || json.at[at++] != '"')
		return 0;
	for (end = at; end < json.len && json.at[end] != '"'; end++)
		if (!escapes && json.at[end] == '\\')
			end++;
	end = end < json.len ? end : json.len;
	*len = end - at >= escapes ? end - at - escapes : 0;
	return at;
}

/* Cuts the inside of every session token, also of those in a JSON text that
 * stands in the event as one value. */
static void mask_tokens(struct str json, struct buf *out)
{
	struct str key = STR("sessionToken");
	ptrdiff_t found;

	while ((found = str_search_nocase(json, key)) >= 0) {
		size_t at = (size_t)found + key.len, len = 0;
		size_t from =
			at + value_behind(str_slice(json, at, json.len), &len);

		buf_add(out, str_slice(json, 0, from));
		if (len)
			buf_add(out, STR(MASKED));
		json = str_slice(json, from + len, json.len);
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
		buf_reset(&cell);
		timeline_put(view, row, parts[i], &cell);
		if (cell.len)
			buf_addf(out, "  %.*s", STR_ARG(buf_str(&cell)));
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

/* What shows these events again, from any folder; the demo has no path. A
 * chip on a session token is masked like the token. */
static void put_command(struct view *view, row_t row, struct buf *out)
{
	const struct evidence *evidence = &view->evidence;
	const struct chips *chips = &view->selection->chips;
	struct str filter = view_filter(view);

	for (size_t i = 0; i < chips->count; i++)
		if (is_token(str_of(chips->at[i].ask->field)))
			filter = STR(MASKED);
	buf_add(out, evidence->names ? STR("trailtui") : STR("trailtui demo"));
	if (filter.len) {
		buf_add(out, STR(" -f "));
		put_quoted(out, filter);
	}
	for (size_t i = 0; i < evidence->names; i++) {
		buf_addc(out, ' ');
		put_quoted(out, str_of(evidence->named[i]));
	}
}

/* ---- the menu ---- */

static const struct {
	char letter[2];
	const char *name;
	void (*put)(struct view *view, row_t row, struct buf *out);
} ways[COPY_WAYS] = {
	{ "y", "cell", put_cell },       { "i", "event id", put_id },
	{ "j", "JSON", put_json },       { "l", "line", put_line },
	{ "c", "command", put_command },
};

enum { COPY_LETTER, COPY_NAME, COPY_TEXT };

static const struct table_column columns[] = {
	[COPY_LETTER] = { "key", .kind = CELL_TEXT, .least = 1,
			  .style = STYLE_ACCENT },
	[COPY_NAME] = { "what", .kind = CELL_TEXT, .least = 8,
			.style = STYLE_LABEL },
	[COPY_TEXT] = { "text", .kind = CELL_TEXT, .rank = 1, .least = 6,
			.grows = 999, .style = STYLE_TEXT },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 1,
					.sort = SIZE_MAX,
					.left = 1,
					.right = 1,
					.unmarked = true };

static size_t ways_count(const void *of)
{
	return COPY_WAYS;
}

/* Of several lines it is told how many there are. */
static void put_preview(struct str text, struct table_cell *cell)
{
	size_t lines = 1;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	if (lines > 1) {
		count_put(&cell->buf, lines, "line");
		text = buf_str(&cell->buf);
	}
	if (text.len)
		cell->text = text;
}

static void ways_cell(const void *of, size_t at, size_t column,
		      struct table_cell *cell)
{
	const struct view *view = of;

	assert(at < COPY_WAYS);
	if (column == COPY_LETTER)
		cell->text = str_of(ways[at].letter);
	else if (column == COPY_NAME)
		cell->text = str_of(ways[at].name);
	else
		put_preview(buf_str(&view->copy.text[at]), cell);
}

static const struct table_rows rows = { .count = ways_count,
					.cell = ways_cell };

static void put_title(const struct view *view, struct buf *out)
{
	buf_add(out, STR("copy"));
}

static void end(struct view *view)
{
	for (size_t i = 0; i < COPY_WAYS; i++)
		buf_release(&view->copy.text[i]);
}

static void copy_open(struct view *view, struct str rest, int how)
{
	row_t row = view_row(view);

	if (row == ROW_NONE) {
		view_say(view, false, "no event to copy from");
		return;
	}
	for (size_t i = 0; i < COPY_WAYS; i++)
		ways[i].put(view, row, &view->copy.text[i]);
	overlay_open(view, &copy_overlay, view);
}

/* Whether it was copied, whoever copies it says. */
static void copy_way(struct view *view, struct str rest, int how)
{
	const struct buf *text = NULL;

	for (size_t i = 0; i < COPY_WAYS; i++)
		if (ways[i].letter[0] == how)
			text = &view->copy.text[i];
	if (text && text->len)
		effect_add(view, EFFECT_COPY, buf_str(text));
	else
		view_say(view, false, "nothing there to copy");
	overlay_close(view);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "copy", "y", IN_PANES, "look", NULL,
	  "copy: cell, id, JSON, line, command", copy_open },
	{ "copy-cell", "y", IN_COPY, "copy", NULL, "the value under the cursor",
	  copy_way, 'y' },
	{ "copy-id", "i", IN_COPY, "copy", NULL, "the event's id", copy_way,
	  'i' },
	{ "copy-json", "j", IN_COPY, "copy", NULL,
	  "the event, session tokens masked", copy_way, 'j' },
	{ "copy-line", "l", IN_COPY, "copy", NULL,
	  "time, user, key, address, call, resource, id", copy_way, 'l' },
	{ "copy-command", "c", IN_COPY, "copy", NULL,
	  "the command that shows these events", copy_way, 'c' },
};

const struct screen copy_overlay = {
	.name = "the copy menu",
	.place = IN_COPY,
	.form = &form,
	.rows = &rows,
	.box = { .widest = 68, .right = true, .shrinks = true },
	.put_title = put_title,
	.end = end,
	.commands = COMMAND_LIST(commands),
};
