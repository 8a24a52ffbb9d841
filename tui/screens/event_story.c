/* SPDX-License-Identifier: MIT */
/* event_story.c - the story form: the event in sentences, why it matters, and
 * what the same credential did just before and after. */
#include "event_lines.h"

#define NEIGHBOURS 5     /* on each side */
#define LOOK_MOST 400000 /* events passed over to find them */

static void put_paragraph(struct told *told, unsigned style, struct buf *text)
{
	told_blank(told);
	told_put(told, style, told_keep(told, text));
}

static void add_column(const struct told *told, struct buf *out,
		       const char *lead, enum column column)
{
	sym_t value = told_sym(told, column);

	if (value == SYM_NONE)
		return;
	buf_add(out, str_of(lead));
	if (column == COL_USER || column == COL_SESSION)
		label_put(told->store, value, out);
	else
		buf_add(out, store_text(told->store, value));
}

static void add_time(const struct told *told, struct buf *out)
{
	int64_t time = store_time(told->store)[told->row];
	enum zone zone = told->view->zone;

	if (time == TIME_NONE) {
		buf_add(out, STR("At a time not recorded"));
		return;
	}
	buf_add(out, STR("On "));
	time_put_date(out, time, zone);
	buf_add(out, STR(" at "));
	time_put_clock(out, time, zone);
	buf_addc(out, ' ');
	time_put_zone(out, time, zone);
}

/* "On ..., ci-bot (IAM user), with AKIA... (long-term key, ...), from ..." */
static void put_scene(struct told *told)
{
	struct str identity = told_text(told, COL_USER);
	bool key = told_sym(told, COL_KEY) != SYM_NONE;
	struct buf text = { 0 };

	add_time(told, &text);
	add_column(told, &text, ", ", COL_USER);
	buf_addf(&text, " (%s)", user_kind_name(user_kind(identity)));
	add_column(told, &text, ", with ", COL_KEY);
	buf_add(&text, key ? STR(" (") : STR(", "));
	told_credential(told, &text);
	buf_add(&text, key ? STR(")") : STR(""));
	add_column(told, &text, ", from ", COL_ADDRESS);
	add_column(told, &text, ", using ", COL_TOOL);
	add_column(told, &text, ", in ", COL_REGION);
	buf_addc(&text, ':');
	put_paragraph(told, STYLE_TEXT, &text);
}

static void put_deed(struct told *told)
{
	bool notable = told->flags & FLAG_NOTABLE;
	bool denied = told->flags & FLAG_DENIED;
	struct buf text = { 0 };

	told_deed(told, &text);
	put_paragraph(told, notable ? STYLE_NOTABLE : STYLE_WRITE, &text);
	if (!(told->flags & FLAG_FAILED))
		return;
	buf_add(&text, denied ? STR("It was denied") : STR("It failed"));
	add_column(told, &text, ": ", COL_ERROR);
	put_paragraph(told, denied ? STYLE_DENIED : STYLE_FAILED, &text);
}

static void put_why(struct told *told)
{
	const struct notable *notable = record_notable(&told->record);
	struct buf text = { 0 };

	told_blank(told);
	if (!notable) {
		buf_add(&text, STR("Nothing marks this call as notable."));
		put_paragraph(told, STYLE_LABEL, &text);
		return;
	}
	buf_addf(&text, "Why it matters: %s.", notable->why);
	put_paragraph(told, STYLE_TEXT, &text);
	buf_addf(&text, "%s%s%s. Source: %s", tactic_name(notable->tactic),
		 notable->when[0] ? "; condition: " : "", notable->when,
		 notable->source);
	put_paragraph(told, STYLE_LABEL, &text);
}

/* ---- neighbours ---- */

/* The mark that the row has in the Timeline, and a blank. */
static void put_mark(const struct told *told, uint32_t flags, struct buf *out)
{
	const struct grid plain = { .ascii = told->view->ascii };
	struct str mark = STR(" ");

	if (flags & FLAG_FAILED)
		mark = grid_glyph(&plain, GLYPH_BANG);
	else if (flags & FLAG_NOTABLE)
		mark = grid_glyph(&plain, GLYPH_BULLET);
	else if (flags & FLAG_WRITE)
		mark = grid_glyph(&plain, GLYPH_DOT);
	buf_add(out, mark);
	buf_addc(out, ' ');
}

static void put_neighbour(struct told *told, row_t row)
{
	uint32_t flags = store_flags(told->store)[row];
	int64_t time = store_time(told->store)[row];
	sym_t name = store_column(told->store, COL_NAME)[row];
	const sym_t *resource;
	struct buf text = { 0 };
	struct event_line *line;

	if (time == TIME_NONE)
		buf_add(&text, STR("--:--:--"));
	else
		time_put_clock(&text, time, told->view->zone);
	line = told_line(told, row == told->row ? STYLE_ACCENT : STYLE_LABEL,
			 told_keep(told, &text));
	line->row = row;
	line->indent = 2;
	line->values = 13;
	put_mark(told, flags, &text);
	buf_add(&text, store_text(told->store, name));
	if (store_resources(told->store, row, &resource)) {
		buf_add(&text, STR("  "));
		label_put(told->store, resource[0], &text);
	}
	told_put(told, row_style(flags), told_keep(told, &text));
}

/* What ties neighbours together: the key, else the session, else the user. */
static enum column tie_of(const struct told *told)
{
	static const enum column ties[] = { COL_KEY, COL_SESSION, COL_USER };

	for (size_t i = 0; i < ARRAY_LEN(ties); i++)
		if (told_sym(told, ties[i]) != SYM_NONE)
			return ties[i];
	return COL_COUNT;
}

/* The places of up to NEIGHBOURS events before or after, the nearest first. */
static size_t find_near(const struct told *told, enum column tie, int direction,
			size_t near[NEIGHBOURS])
{
	const sym_t *column = store_column(told->store, tie);
	size_t at = store_place(told->store, told->row), found = 0, count;
	const row_t *order = store_order(told->store, &count);

	for (size_t looked = 0; looked < LOOK_MOST; looked++) {
		if (direction < 0 ? at == 0 : at + 1 >= count)
			break;
		at += (size_t)direction;
		if (column[order[at]] != column[told->row])
			continue;
		near[found++] = at;
		if (found == NEIGHBOURS)
			break;
	}
	return found;
}

static void put_neighbours(struct told *told)
{
	enum column tie = tie_of(told);
	size_t near[NEIGHBOURS], found, count;
	const row_t *order = store_order(told->store, &count);

	if (tie == COL_COUNT || store_place(told->store, told->row) >= count)
		return;
	told_blank(told);
	told_line(told, STYLE_TITLE, STR(""));
	told_say(told, STYLE_TITLE, "the same %s, before and after",
		 column_alias(tie));
	found = find_near(told, tie, -1, near);
	while (found)
		put_neighbour(told, order[near[--found]]);
	put_neighbour(told, told->row);
	found = find_near(told, tie, 1, near);
	for (size_t i = 0; i < found; i++)
		put_neighbour(told, order[near[i]]);
}

void event_put_story(struct told *told)
{
	put_scene(told);
	put_deed(told);
	put_why(told);
	put_neighbours(told);
}
