/* SPDX-License-Identifier: MIT */
/* chip_list.c - the chips. In the line that is always visible and always true
 * they stand before the number of events that they leave; in a list each has
 * the events that it keeps by itself, and is turned off and on, edited,
 * deleted. */
#include <assert.h>
#include <stdlib.h>

#include "ask.h"
#include "view.h"
#include "when.h"

static unsigned chip_style(const struct chips *chips, size_t at)
{
	if (!chip_works(chips, at))
		return STYLE_CHIP_OFF;
	return expr_negated(chips->at[at].ask->expr) ? STYLE_CHIP_NOT
						     : STYLE_CHIP;
}

/* ---- the line ---- */

/* Where it is off, so that no colour is needed to see it: `○ off: user=root`.
 */
static void chip_lead(const struct grid *grid, const struct chips *chips,
		      size_t at, bool brief, struct buf *out)
{
	if (!chip_works(chips, at))
		buf_addf(out, brief ? "%.*s " : "%.*s off: ",
			 STR_ARG(grid_glyph(grid, GLYPH_CIRCLE)));
}

/* Times with as much of their date as tells them from others loaded. */
struct stretch {
	int64_t from, last; /* INT64_MIN, TIME_NONE: no bound */
	enum table_dated dated;
	enum zone zone;
};

static void put_when(const struct stretch *stretch, int64_t time,
		     struct buf *out)
{
	table_put_time(out, time, stretch->zone, stretch->dated);
}

/* `±1m` where so many seconds before and after are one of `w`'s reaches. */
static bool put_reach(const struct grid *grid, int64_t seconds, struct buf *out)
{
	bool known = seconds == 120 || seconds == 600 || seconds == 1800 ||
		     seconds == 7200;

	if (!known)
		return false;
	buf_add(out, grid->ascii ? STR("+-") : STR("±"));
	when_put_length(out, seconds / 2);
	return true;
}

static void put_stretch(const struct grid *grid, const struct stretch *stretch,
			struct buf *out)
{
	struct buf reach = { 0 };

	if (stretch->from == INT64_MIN) {
		buf_add(out, STR("until "));
		put_when(stretch, stretch->last, out);
	} else if (stretch->last == TIME_NONE) {
		buf_add(out, STR("from "));
		put_when(stretch, stretch->from, out);
	} else if (stretch->from == stretch->last) {
		buf_add(out, STR("at "));
		put_when(stretch, stretch->from, out);
	} else if (put_reach(grid, stretch->last - stretch->from, &reach)) {
		buf_add(out, grid->width < 60 ? STR("") : STR("around "));
		put_when(stretch, (stretch->from + stretch->last) / 2, out);
		buf_addf(out, " %s", reach.at);
	} else {
		put_when(stretch, stretch->from, out);
		buf_addf(out, " %.*s ",
			 STR_ARG(grid_glyph(grid, GLYPH_ELLIPSIS)));
		put_when(stretch, stretch->last, out);
	}
	buf_release(&reach);
}

/* What it asks for, as text that is read back the same; but a stretch of time
 * in words: `around 02:52:18 ±1m`. */
static void chip_text(const struct view *view, const struct grid *grid,
		      size_t at, struct buf *out)
{
	const struct ask *ask = view->selection->chips.at[at].ask;
	struct stretch stretch = { .zone = view->zone };
	int64_t first, last, to;

	if (!view_store(view) || !store_span(view_store(view), &first, &last) ||
	    !ask->expr || !expr_stretch(ask->expr, &stretch.from, &to)) {
		buf_add(out, str_of(ask->text));
		return;
	}
	stretch.last = to == TIME_NONE ? TIME_NONE : to - 1;
	if (stretch.from != INT64_MIN && stretch.from < first)
		first = stretch.from;
	if (stretch.last != TIME_NONE && stretch.last > last)
		last = stretch.last;
	stretch.dated = dated_of(first, last, view->zone);
	put_stretch(grid, &stretch, out);
}

#define CHIP_LEAST 12 /* cells that a chip is not cut below */
#define NONE_WIDTH 16 /* ` filter none`, and what parts it from numbers */

/* The numbers, in the three colours that they are written in. */
struct numbers {
	struct buf events, people, failed;
};

/* `10,015 denied, 4 by people   +36 failed`: red is for people. */
static void put_failures(const struct totals *totals, struct numbers *numbers)
{
	bool all = totals->denied == totals->people_denied;
	struct buf *out = all ? &numbers->people : &numbers->events;

	buf_add_count(out, totals->denied);
	buf_add(out, STR(" denied"));
	if (!all) {
		out = totals->people_denied ? &numbers->people : out;
		buf_add(out, STR(", "));
		if (totals->people_denied)
			buf_add_count(out, totals->people_denied);
		else
			buf_add(out, STR("none"));
		buf_add(out, STR(" by people"));
	}
	if (totals->failed == totals->denied)
		return;
	buf_add(&numbers->failed, STR("   +"));
	buf_add_count(&numbers->failed, totals->failed - totals->denied);
	buf_add(&numbers->failed, STR(" failed"));
}

static void put_kept(const struct view *view, int width, struct buf *out)
{
	bool partial = view->evidence.loading || view->evidence.stopped ||
		       view->selection->stage != STAGE_DONE;

	if (view->selection->result.at_least)
		buf_add(out, STR("at least "));
	buf_add_count(out, view->selection->result.hits);
	buf_add(out, width >= 60 ? STR(" of ") : STR("/"));
	buf_add_count(out, view->selection->rows);
	if (partial)
		buf_add(out, width >= 60 ? STR(" so far") : STR("+"));
	if (width >= 70)
		buf_add(out, STR("   "));
}

/* Where nothing is left out, and all of it has no room, the title says how many
 * events there are. */
static bool title_tells(const struct view *view, struct area area,
			const struct numbers *numbers)
{
	size_t len =
		numbers->events.len + numbers->people.len + numbers->failed.len;

	return area.width >= 60 && !view->selection->chips.count &&
	       !view->evidence.loading && !view->evidence.stopped &&
	       view->selection->stage == STAGE_DONE &&
	       len + NONE_WIDTH > (size_t)area.width;
}

/* At the right; how many cells they take. */
static int put_numbers(const struct view *view, struct grid *grid,
		       struct area area)
{
	const struct totals *totals = &view->selection->result.totals;
	struct numbers numbers = { 0 };
	struct buf *part[] = { &numbers.failed, &numbers.people,
			       &numbers.events };
	const unsigned style[] = { STYLE_LABEL,
				   totals->people_denied ? STYLE_DENIED
							 : STYLE_TEXT,
				   STYLE_TEXT };
	int width = 0;

	put_kept(view, area.width, &numbers.events);
	if (area.width >= 70)
		put_failures(totals, &numbers);
	if (title_tells(view, area, &numbers)) {
		buf_reset(&numbers.events);
		buf_reset(&numbers.people);
		buf_reset(&numbers.failed);
		put_failures(totals, &numbers);
	}
	for (size_t i = 0; i < ARRAY_LEN(part); i++) {
		width += grid_put_right(grid, area.x, area.y,
					area.width - 2 - width, style[i],
					buf_str(part[i]));
		buf_release(part[i]);
	}
	return width;
}

/* How one stands in the line. */
struct chip_look {
	struct buf lead, text;
	int lead_width, width; /* cells: of the lead, of both and two blanks */
	int x, took;           /* where it was put */
};

static struct chip_look *looks_of(const struct view *view,
				  const struct grid *grid, bool brief)
{
	const struct chips *chips = &view->selection->chips;
	struct chip_look *looks = xcalloc(chips->count + 1, sizeof(*looks));

	for (size_t i = 0; i < chips->count; i++) {
		struct chip_look *look = &looks[i];

		chip_lead(grid, chips, i, brief, &look->lead);
		chip_text(view, grid, i, &look->text);
		look->lead_width =
			grid_measure(grid, buf_str(&look->lead), grid->width);
		look->width =
			look->lead_width + 2 +
			grid_measure(grid, buf_str(&look->text), grid->width);
	}
	return looks;
}

static void looks_free(struct chip_look *looks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_release(&looks[i].lead);
		buf_release(&looks[i].text);
	}
	free(looks);
}

/* How wide the widest may be for all to have room. */
static int fit_looks(const struct chip_look *looks, size_t count, int width)
{
	for (int most = width; most > CHIP_LEAST; most--) {
		int all = -1;

		for (size_t i = 0; i < count; i++)
			all += 1 +
			       (looks[i].width < most ? looks[i].width : most);
		if (all <= width)
			return most;
	}
	return CHIP_LEAST < width ? CHIP_LEAST : width;
}

/* The chip before `at` whose text is another one and looks the same; NULL:
 * there is none. */
static const struct chip_look *look_alike(const struct grid *grid, int y,
					  const struct chip_look *looks,
					  size_t at)
{
	for (size_t i = 0; i < at; i++) {
		int x = 0;

		while (looks[i].took == looks[at].took && x < looks[at].took &&
		       grid_at(grid, looks[i].x + x, y)->point[0] ==
			       grid_at(grid, looks[at].x + x, y)->point[0])
			x++;
		if (x == looks[at].took)
			return &looks[i];
	}
	return NULL;
}

/* Cut in the middle; or where `from` is not 0, that much at the front. */
static void put_look(struct grid *grid, int y, const struct chip_look *look,
		     unsigned style, size_t from)
{
	struct str text = buf_str(&look->text);
	int x = look->x + 1, room = look->took - 2;

	grid_fill(grid, (struct area){ look->x, y, look->took, 1 }, style);
	x += grid_put(grid, x, y, room, style, buf_str(&look->lead));
	room -= look->lead_width;
	if (from && room > 1) {
		x += grid_put(grid, x, y, 1, style,
			      grid_glyph(grid, GLYPH_ELLIPSIS));
		grid_put(grid, x, y, room - 1, style,
			 str_slice(text, from, text.len));
	} else {
		grid_put_middle(grid, x, y, room, style, text);
	}
}

/* Where the two texts differ first; what stands there is a whole character. */
static size_t difference_at(struct str a, struct str b)
{
	size_t at = 0;

	while (at < a.len && at < b.len && a.at[at] == b.at[at])
		at++;
	while (at && at < a.len && ((unsigned char)a.at[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* False: however it is cut, it looks like another one. */
static bool put_chip(struct grid *grid, int y, struct chip_look *looks,
		     size_t at, unsigned style)
{
	const struct chip_look *other;

	put_look(grid, y, &looks[at], style, 0);
	other = look_alike(grid, y, looks, at);
	if (!other)
		return true;
	put_look(
		grid, y, &looks[at], style,
		difference_at(buf_str(&looks[at].text), buf_str(&other->text)));
	return !look_alike(grid, y, looks, at);
}

/* All of them, long ones cut; else as many as fit and can be told apart, and
 * how many more there are. */
static void put_chips(const struct view *view, struct grid *grid, int x, int y,
		      int width)
{
	const struct chips *chips = &view->selection->chips;
	struct chip_look *looks = looks_of(view, grid, grid->width < 60);
	int most = fit_looks(looks, chips->count, width), end = x + width;

	if (most == CHIP_LEAST && grid->width >= 60) {
		looks_free(looks, chips->count);
		looks = looks_of(view, grid, true);
		most = fit_looks(looks, chips->count, width);
	}

	for (size_t i = 0; i < chips->count; i++) {
		int room = i + 1 == chips->count ? end - x : end - x - 4;
		int need = looks[i].width < most ? looks[i].width : most;

		looks[i].x = x;
		looks[i].took = room < need ? room : need;
		if (room < 5 || (room < 8 && room < need) ||
		    !put_chip(grid, y, looks, i, chip_style(chips, i))) {
			if (end > x)
				grid_fill(grid,
					  (struct area){ x, y, end - x, 1 },
					  STYLE_TEXT);
			grid_say(grid, x, y, end - x, STYLE_LABEL, "+%zu",
				 chips->count - i);
			break;
		}
		x += looks[i].took + 1;
	}
	looks_free(looks, chips->count);
}

void filter_draw(struct view *view, struct grid *grid, struct area area)
{
	int x = area.x + 1, width = put_numbers(view, grid, area);

	if (area.width >= 60)
		x += 1 + grid_say(grid, x, area.y, 10, STYLE_LABEL, "filter");
	width = area.x + area.width - 2 - width - 2 - x;
	if (view->selection->chips.count)
		put_chips(view, grid, x, area.y, width);
	else if (width >= 4)
		grid_say(grid, x, area.y, width, STYLE_DIM, "none%s",
			 width >= 44 ? "  press & to filter, / to search" : "");
}

/* ---- the list ---- */

enum { CHIP_MARK, CHIP_STATE, CHIP_TEXT, CHIP_EVENTS };

static const struct table_column columns[] = {
	[CHIP_MARK] = { "mark", "", .kind = CELL_MARK, .style = STYLE_ACCENT },
	[CHIP_STATE] = { "state", "", .kind = CELL_TEXT, .rank = 2, .least = 3,
			 .style = STYLE_LABEL },
	[CHIP_TEXT] = { "chip", .kind = CELL_TEXT, .least = 8, .grows = 999 },
	[CHIP_EVENTS] = { "events", .kind = CELL_COUNT, .least = 6,
			  .style = STYLE_COUNT },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.sort = SIZE_MAX,
					.right = 2,
					.unmarked = true };

static size_t chips_count(const void *of)
{
	const struct view *view = of;

	return view->selection->chips.count;
}

static void chips_cell(const void *of, size_t at, size_t column,
		       struct table_cell *cell)
{
	const struct view *view = of;
	const struct grid plain = { .ascii = view->ascii };
	const struct chips *chips = &view->selection->chips;
	const struct ask *ask = chips->at[at].ask;
	const struct rowset *rows = filter_rows(ask->filter);

	assert(at < chips->count);
	if (column == CHIP_MARK) {
		if (at == view->over.at.cursor)
			cell->text = grid_glyph(&plain, GLYPH_CLOSED);
	} else if (column == CHIP_STATE) {
		cell->text = chip_works(chips, at) ? STR("on") : STR("off");
	} else if (column == CHIP_TEXT) {
		buf_addf(&cell->buf, " %s ", ask->text);
		cell->text = buf_str(&cell->buf);
		cell->styled = true;
		cell->style = chip_style(chips, at);
	} else if (rows->rows >= view->selection->rows) {
		cell->count = rowset_count(rows);
	} else {
		cell->text = STR("");
	}
}

static const struct table_rows rows = { .count = chips_count,
					.cell = chips_cell };

/* As wide as the chips need. */
static int width_of(const struct view *view, const struct grid *grid)
{
	int width = 64;

	for (size_t i = 0; i < view->selection->chips.count; i++) {
		struct str text =
			str_of(view->selection->chips.at[i].ask->text);
		int need = grid_measure(grid, text, 512) + 20;

		width = need > width ? need : width;
	}
	return width;
}

static void put_title(const struct view *view, struct buf *out)
{
	buf_add(out, STR("chips"));
}

/* ---- keys ---- */

static void chips_open(struct view *view, struct str rest, int how)
{
	if (!view->selection->chips.count)
		view_say(view, false, "no chips yet: & adds one");
	else
		overlay_open(view, &chips_overlay, view);
}

static void chip_toggle(struct view *view, struct str rest, int how)
{
	change_toggle(view->selection, view->over.at.cursor);
	table_renew(&view->over);
}

static void chip_edit(struct view *view, struct str rest, int how)
{
	size_t chip = view->over.at.cursor;

	overlay_close(view);
	ask_edit(view, chip);
}

static void chip_delete(struct view *view, struct str rest, int how)
{
	change_delete(view->selection, view->over.at.cursor);
	if (view->selection->chips.count)
		table_renew(&view->over);
	else
		overlay_close(view);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "chips", "x", IN_PANES | IN_CHIPS, "filter", NULL,
	  "list of chips: toggle, edit, delete", chips_open },
	{ "chip-toggle", "Space Enter", IN_CHIPS, "chips", "off and on",
	  "the chip off, and on again", chip_toggle },
	{ "chip-edit", "e", IN_CHIPS, "chips", "edit",
	  "its expression in the prompt", chip_edit },
	{ "chip-delete", "d Del", IN_CHIPS, "chips", "delete", "away with it",
	  chip_delete },
};

const struct screen chips_overlay = {
	.name = "the list of chips",
	.place = IN_CHIPS,
	.form = &form,
	.rows = &rows,
	.box = { .width = width_of, .shrinks = true },
	.put_title = put_title,
	.commands = COMMAND_LIST(commands),
};
