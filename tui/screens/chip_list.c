/* SPDX-License-Identifier: MIT */
/* chip_list.c - the chips. In the line that is always visible and always true
 * they stand before the number of events that they leave; in a list each has
 * the events that it keeps by itself, and is turned off and on, edited,
 * deleted. */
#include <assert.h>

#include "ask.h"
#include "view.h"

static unsigned chip_style(const struct chips *chips, size_t at)
{
	if (!chip_works(chips, at))
		return STYLE_CHIP_OFF;
	return expr_negated(chips->at[at].ask->expr) ? STYLE_CHIP_NOT
						     : STYLE_CHIP;
}

/* ---- the line ---- */

/* `user=root`, and where it is off so that no colour is needed to see it:
 * `○ off: user=root`. */
static struct str chip_text(const struct grid *grid, const struct chips *chips,
			    size_t at, struct buf *out)
{
	buf_reset(out);
	if (!chip_works(chips, at))
		buf_addf(out, grid->width < 60 ? "%.*s " : "%.*s off: ",
			 STR_ARG(grid_glyph(grid, GLYPH_CIRCLE)));
	buf_add(out, str_of(chips->at[at].ask->text));
	return buf_str(out);
}

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

/* What all chips take when none is wider than `most`. */
static int chips_width(const struct grid *grid, const struct chips *chips,
		       int most)
{
	struct buf text = { 0 };
	int width = -1;

	for (size_t i = 0; i < chips->count; i++)
		width +=
			3 + grid_measure(grid, chip_text(grid, chips, i, &text),
					 most - 2);
	buf_release(&text);
	return width;
}

/* All of them, long ones cut in the middle; else as many as fit. */
static void put_chips(const struct view *view, struct grid *grid, int x, int y,
		      int width)
{
	const struct chips *chips = &view->selection->chips;
	int most = width, end = x + width;
	struct buf buf = { 0 };

	while (most > 12 && chips_width(grid, chips, most) > width)
		most--;
	for (size_t i = 0; i < chips->count; i++) {
		struct str text = chip_text(grid, chips, i, &buf);
		unsigned style = chip_style(chips, i);
		bool last = i + 1 == chips->count;
		int room = last ? end - x : end - x - 4, took;

		if (room < 5 || (room < 8 && room < most)) {
			grid_say(grid, x, y, end - x, STYLE_LABEL, "+%zu",
				 chips->count - i);
			break;
		}
		room = room < most ? room : most;
		took = grid_measure(grid, text, room - 2) + 2;
		took = took < room ? took : room;
		grid_fill(grid, (struct area){ x, y, took, 1 }, style);
		grid_put_middle(grid, x + 1, y, took - 2, style, text);
		x += took + 1;
	}
	buf_release(&buf);
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
