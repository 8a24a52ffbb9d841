/* SPDX-License-Identifier: MIT */
/* filter_line.c - the line that is always visible and always true: the
 * chips, and how many events they leave. */
#include "view.h"

static void put_numbers(const struct view *view, int width, struct buf *out)
{
	const struct totals *totals = &view->selection->result.totals;
	bool partial = view_partial(view);

	if (view->selection->result.at_least)
		buf_add(out, STR("at least "));
	buf_add_count(out, view->selection->result.hits);
	buf_add(out, width >= 60 ? STR(" of ") : STR("/"));
	buf_add_count(out, view->selection->rows);
	if (partial)
		buf_add(out, width >= 60 ? STR(" so far") : STR("+"));
	if (width < 70)
		return;
	buf_add(out, STR("   "));
	buf_add_count(out, totals->denied);
	buf_add(out, STR(" denied"));
	if (totals->failed == totals->denied)
		return;
	buf_add(out, STR("  +"));
	buf_add_count(out, totals->failed - totals->denied);
	buf_add(out, STR(" failed"));
}

static unsigned chip_style(const struct chips *chips, size_t at)
{
	if (!chip_works(chips, at))
		return STYLE_CHIP_OFF;
	return expr_negated(chips->at[at].ask->expr) ? STYLE_CHIP_NOT
						     : STYLE_CHIP;
}

/* What all chips take when none is wider than `most`. */
static int chips_width(const struct grid *grid, const struct chips *chips,
		       int most)
{
	int width = -1;

	for (size_t i = 0; i < chips->count; i++)
		width += 3 + grid_measure(grid, str_of(chips->at[i].ask->text),
					  most - 2);
	return width;
}

static int put_chip(struct grid *grid, int x, int y, int width, unsigned style,
		    const char *text)
{
	int took = grid_measure(grid, str_of(text), width - 2) + 2;

	took = took < width ? took : width;
	grid_fill(grid, (struct area){ x, y, took, 1 }, style);
	grid_put_middle(grid, x + 1, y, took - 2, style, str_of(text));
	return took;
}

/* All of them, long ones cut in the middle; else as many as fit. */
static void put_chips(const struct view *view, struct grid *grid, int x, int y,
		      int width)
{
	const struct chips *chips = &view->selection->chips;
	int most = width, end = x + width;

	while (most > 12 && chips_width(grid, chips, most) > width)
		most--;
	for (size_t i = 0; i < chips->count; i++) {
		bool last = i + 1 == chips->count;
		int room = last ? end - x : end - x - 4;

		if (room < 5 || (room < 8 && room < most)) {
			grid_say(grid, x, y, end - x, STYLE_LABEL, "+%zu",
				 chips->count - i);
			return;
		}
		x += put_chip(grid, x, y, room < most ? room : most,
			      chip_style(chips, i), chips->at[i].ask->text);
		x++;
	}
}

static void put_none(struct grid *grid, int x, int y, int width)
{
	if (width < 12)
		return;
	grid_say(grid, x, y, width, STYLE_DIM, "none");
	if (width >= 44)
		grid_say(grid, x + 6, y, width - 6, STYLE_DIM,
			 "press & to filter, / to search");
}

void filter_draw(struct view *view, struct grid *grid, struct area area)
{
	struct buf numbers = { 0 };
	int x = area.x + 1, width;

	put_numbers(view, area.width, &numbers);
	width = grid_measure(grid, buf_str(&numbers), area.width);
	grid_put_right(grid, area.x, area.y, area.width - 2, STYLE_TEXT,
		       buf_str(&numbers));
	buf_release(&numbers);
	if (area.width >= 60)
		x += 1 + grid_say(grid, x, area.y, 10, STYLE_LABEL, "filter");
	width = area.x + area.width - 2 - width - 2 - x;
	if (view->selection->chips.count)
		put_chips(view, grid, x, area.y, width);
	else
		put_none(grid, x, area.y, width);
}
