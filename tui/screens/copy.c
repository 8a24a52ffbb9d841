/* SPDX-License-Identifier: MIT */
/* copy.c - `y`: what leaves the screen for a report or a chat, shown before
 * it does. Secrets do not leave it: mask.c. */
#include <assert.h>
#include <string.h>

#include "view.h"
#include "event_pane.h"
#include "pane.h"
#include "timeline.h"

/* ---- what can be copied ---- */

static void put_cell(struct view *view, row_t row, struct buf *out)
{
	struct aim aim = { 0 };
	struct buf node = { 0 };
	bool aimed = pane_at(view->focus)->aim(view, &aim);

	if (view->focus == PANE_EVENT && !aim.field.at &&
	    event_put_node(view, &node)) {
		mask_put(buf_str(&node), out);
		buf_release(&node);
		return;
	}
	if (!aimed || !aim.value.at)
		return;
	if (mask_names(aim.field))
		buf_add(out, STR(MASKED));
	else
		mask_put(aim.value, out);
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

static void put_json(struct view *view, row_t row, struct buf *out)
{
	struct buf json = { 0 };
	struct record record;

	store_record(view_store(view), row, &record);
	record_put_json(&record, 2, &json);
	mask_put(buf_str(&json), out);
	buf_release(&json);
}

/* The resources that the line does not name yet. */
static void put_resources(struct view *view, row_t row, struct buf *line)
{
	const struct store *store = view_store(view);
	const char *lead = "  on ";
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (uint32_t i = 0; i < count; i++) {
		struct str name = identity_name(store_text(store, resource[i]));

		if (str_search_nocase(buf_str(line), name) >= 0)
			continue;
		buf_add(line, str_of(lead));
		label_put(store, resource[i], line);
		lead = ", ";
	}
}

/* What the call did, where that is more than its name; what came of it. */
static void put_story(struct view *view, row_t row, struct buf *out)
{
	uint32_t flags = store_flags(view_store(view))[row];
	struct record record;
	struct buf error = { 0 };

	if (flags & FLAG_FAILED) {
		timeline_put(view, row, TIMELINE_ERROR, &error);
		buf_addf(out, "  %s: %s",
			 flags & FLAG_DENIED ? "DENIED" : "FAILED",
			 error.len ? error.at : "");
		buf_release(&error);
	} else if (flags & FLAG_NOTABLE) {
		buf_add(out, STR("  "));
		store_record(view_store(view), row, &record);
		record_story(&record, out);
	}
}

/* UTC, who, key, address, call, story, resources, id: one line for a chat. */
static void put_line(struct view *view, row_t row, struct buf *out)
{
	static const enum timeline_column parts[] = {
		TIMELINE_USER,
		TIMELINE_KEY,
		TIMELINE_ADDRESS,
		TIMELINE_EVENT,
	};
	int64_t time = store_time(view_store(view))[row];
	struct buf cell = { 0 }, line = { 0 };

	if (time != TIME_NONE)
		time_put_iso(&line, time);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		buf_reset(&cell);
		timeline_put(view, row, parts[i], &cell);
		if (cell.len)
			buf_addf(&line, "  %.*s", STR_ARG(buf_str(&cell)));
	}
	put_story(view, row, &line);
	put_resources(view, row, &line);
	buf_add(&line, STR("  "));
	put_id(view, row, &line);
	mask_put(buf_str(&line), out);
	buf_release(&line);
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

/* The chips at work, for -f. One that is about a secret is masked whole, since
 * what it asks could be written in many ways. */
static void put_filter(const struct view *view, struct buf *out)
{
	const struct chips *chips = &view->selection->chips;
	struct str filter = view_filter(view);
	struct buf masked = { 0 };
	bool secret = false;

	if (!filter.len)
		return;
	for (size_t i = 0; i < chips->count; i++)
		secret |= mask_names(str_of(chips->at[i].ask->field));
	mask_put(filter, &masked);
	buf_add(out, STR(" -f "));
	put_quoted(out, secret ? STR(MASKED) : buf_str(&masked));
	buf_release(&masked);
}

/* What shows these events again, from any folder, at the event under the
 * cursor and in the same zone; the demo has no path. */
static void put_command(struct view *view, row_t row, struct buf *out)
{
	const struct evidence *evidence = &view->evidence;
	int64_t time = store_time(view_store(view))[row];
	struct buf text = { 0 };

	buf_add(out, evidence->names ? STR("trailtui") : STR("trailtui demo"));
	put_filter(view, out);
	if (view->columns->text) {
		buf_add(out, STR(" --columns "));
		put_quoted(out, str_of(view->columns->text));
	}
	if (view->selection->order.fold)
		buf_add(out, STR(" --fold"));
	if (view->zone == ZONE_LOCAL && zone_name(&text)) {
		buf_add(out, STR(" --tz "));
		put_quoted(out, buf_str(&text));
	}
	buf_reset(&text);
	put_id(view, row, &text);
	if (!text.len && time != TIME_NONE)
		time_put_iso(&text, time);
	if (text.len) {
		buf_add(out, STR(" --at "));
		put_quoted(out, buf_str(&text));
	}
	buf_release(&text);
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
	[COPY_TEXT] = { "text", .kind = CELL_STORY, .rank = 1, .least = 6,
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
static void put_shown(struct str text, struct buf *out)
{
	size_t lines = 1;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	if (lines > 1)
		count_put(out, lines, "line");
	else
		buf_add(out, text);
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
		put_shown(buf_str(&view->copy.text[at]), &cell->buf);
	if (cell->buf.len)
		cell->text = buf_str(&cell->buf);
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

void view_copied(struct view *view, struct str text)
{
	struct buf told = { 0 };

	buf_add(&told, STR("copied: "));
	put_shown(text, &told);
	view_say(view, false, "%s", told.at);
	buf_release(&told);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "copy", "y", IN_PANES, "look", NULL,
	  "copy: cell, id, JSON, line, command", copy_open },
	{ "copy-cell", "y", IN_COPY, "copy", NULL, "the value under the cursor",
	  copy_way, 'y' },
	{ "copy-id", "i", IN_COPY, "copy", NULL, "the event's id", copy_way,
	  'i' },
	{ "copy-json", "j", IN_COPY, "copy", NULL, "the event, secrets masked",
	  copy_way, 'j' },
	{ "copy-line", "l", IN_COPY, "copy", NULL,
	  "time, user, key, address, call, story, resources, id", copy_way,
	  'l' },
	{ "copy-command", "c", IN_COPY, "copy", NULL,
	  "the command that shows these events", copy_way, 'c' },
};

const struct screen copy_overlay = {
	.name = "the copy menu",
	.place = IN_COPY,
	.form = &form,
	.rows = &rows,
	.box = { .widest = 110, .right = true, .shrinks = true },
	.put_title = put_title,
	.end = end,
	.commands = COMMAND_LIST(commands),
};
