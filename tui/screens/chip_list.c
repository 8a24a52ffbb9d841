/* SPDX-License-Identifier: MIT */
/* chip_list.c - the list of chips, each with the events that it keeps by
 * itself: turned off and on, edited, deleted. */
#include <assert.h>

#include "ask.h"
#include "view.h"

enum { CHIP_MARK, CHIP_TEXT, CHIP_EVENTS };

static const struct table_column columns[] = {
	[CHIP_MARK] = { "mark", "", .kind = CELL_MARK, .style = STYLE_ACCENT },
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

static unsigned style_of(const struct chips *chips, size_t at)
{
	if (!chip_works(chips, at))
		return STYLE_CHIP_OFF;
	return expr_negated(chips->at[at].ask->expr) ? STYLE_CHIP_NOT
						     : STYLE_CHIP;
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
	} else if (column == CHIP_TEXT) {
		buf_addf(&cell->buf, " %s ", ask->text);
		cell->text = buf_str(&cell->buf);
		cell->styled = true;
		cell->style = style_of(chips, at);
	} else if (rows->rows >= view->selection->rows) {
		cell->count = rowset_count(rows);
	} else {
		cell->text = STR("off");
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

static const struct screen chips_overlay = {
	.name = "the list of chips",
	.place = IN_CHIPS,
	.form = &form,
	.rows = &rows,
	.box = { .width = width_of, .shrinks = true, .under = 1 },
	.put_title = put_title,
};

/* ---- keys ---- */

static void chips_open(struct view *view, struct str rest, int how)
{
	if (view->overlay == &chips_overlay)
		overlay_close(view);
	else if (!view->selection->chips.count)
		view_say(view, false, "no chips yet: & adds one");
	else
		overlay_open(view, &chips_overlay, view);
}

static void chip_toggle(struct view *view, struct str rest, int how)
{
	change_toggle(view->selection, view->over.at.cursor);
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

/* ---- commands ---- */

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

const struct command_list chip_commands = COMMAND_LIST(commands);
