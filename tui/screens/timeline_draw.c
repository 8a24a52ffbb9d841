/* SPDX-License-Identifier: MIT */
/* timeline_draw.c - the Timeline on the screen: only the rows that show are
 * read. One colour a row, and a mark for who sees no colour. */
#include "panes.h"

unsigned row_style(uint32_t flags)
{
	if (flags & FLAG_DENIED)
		return STYLE_DENIED;
	if (flags & FLAG_NOTABLE)
		return STYLE_NOTABLE;
	if (flags & FLAG_FAILED)
		return STYLE_FAILED;
	return flags & FLAG_WRITE ? STYLE_WRITE : STYLE_READ;
}

void row_mark(struct grid *grid, int x, int y, unsigned style, uint32_t flags)
{
	enum glyph glyph = GLYPH_DOT;

	if (flags & FLAG_HIDDEN)
		grid_put(grid, x + 1, y, 1, STYLE_WARN,
			 grid_glyph(grid, GLYPH_HIDDEN));
	if (flags & FLAG_FAILED)
		glyph = GLYPH_BANG;
	else if (flags & FLAG_NOTABLE)
		glyph = GLYPH_BULLET;
	else if (!(flags & FLAG_WRITE))
		return;
	grid_put(grid, x, y, 1, style, grid_glyph(grid, glyph));
}

static void put_heads(struct view *view, struct grid *grid, struct area area,
		      const struct timeline_head *head, size_t heads,
		      bool focused)
{
	enum timeline_column column = timeline_here(view, head, heads);

	for (size_t i = 0; i < heads; i++) {
		bool here = focused && head[i].column == column;

		grid_say(grid, area.x + head[i].x, area.y, head[i].width,
			 STYLE_LABEL | (here ? STYLE_UNDER : 0), "%s",
			 timeline_title(head[i].column));
	}
}

static void put_row(struct view *view, struct grid *grid, struct area area,
		    int y, row_t row, const struct timeline_head *head,
		    size_t heads)
{
	uint32_t flags = store_flags(view_store(view))[row];
	unsigned style = row_style(flags);
	struct buf buf = { 0 };

	for (size_t i = 0; i < heads; i++)
		hit_put(view, grid, area.x + head[i].x, y, head[i].width, style,
			timeline_cell_in(view, grid, row, head[i].column,
					 head[i].width, &buf));
	row_mark(grid, area.x + 1 + head[0].width + 1, y, style, flags);
	buf_release(&buf);
}

/* The block covers the cell's text; of an empty cell, all of it. */
static void mark_cell(const struct view *view, struct grid *grid,
		      struct area area, int y, row_t row,
		      const struct timeline_head *head)
{
	struct buf buf = { 0 };
	int took = grid_measure(grid,
				timeline_cell_in(view, grid, row, head->column,
						 head->width, &buf),
				head->width);

	grid_mark(grid,
		  (struct area){
			  area.x + head->x, y,
			  took && took < head->width ? took : head->width, 1 },
		  STYLE_CELL);
	buf_release(&buf);
}

static void mark_cursor(const struct view *view, struct grid *grid,
			struct area area, int y,
			const struct timeline_head *head, size_t heads,
			bool focused)
{
	enum timeline_column column = timeline_here(view, head, heads);

	grid_mark(grid, (struct area){ area.x, y, area.width, 1 },
		  STYLE_SELECTED);
	if (!focused)
		return;
	for (size_t i = 0; i < heads; i++)
		if (head[i].column == column)
			mark_cell(view, grid, area, y, view->timeline.row,
				  &head[i]);
	grid->cursor_x = area.x;
	grid->cursor_y = y;
}

static void put_rows(struct view *view, struct grid *grid, struct area area,
		     const struct timeline_head *head, size_t heads,
		     bool focused)
{
	struct timeline *timeline = &view->timeline;
	const struct result *result = &view->selection->result;

	timeline->page = area.height > 0 ? (size_t)area.height : 0;
	scroll_fit(&timeline->at, result->hits, timeline->page);
	for (int i = 0; i < area.height; i++) {
		size_t at = timeline->at.top + (size_t)i;

		if (at >= result->hits)
			break;
		put_row(view, grid, area, area.y + i, result->hit[at], head,
			heads);
		if (at == timeline->at.cursor)
			mark_cursor(view, grid, area, area.y + i, head, heads,
				    focused);
	}
}

static void put_title(struct view *view, struct grid *grid, struct area area,
		      bool focused)
{
	struct buf right = { 0 };

	if (view->selection->result.hits) {
		buf_add_count(&right, view->timeline.at.cursor + 1);
		buf_add(&right, STR(" of "));
	}
	buf_add_count(&right, view->selection->result.hits);
	if (view->timeline.sort != TIMELINE_TIME)
		buf_addf(&right, " by %s", timeline_title(view->timeline.sort));
	if (view->timeline.reverse)
		buf_add(&right, STR(", reversed"));
	title_draw(view, grid, area, PANE_TIMELINE, focused, buf_str(&right));
	buf_release(&right);
}

void timeline_draw(struct view *view, struct grid *grid, struct area area,
		   bool focused)
{
	struct timeline_head head[TIMELINE_COLUMNS];
	size_t heads;

	view->timeline.width = area.width;
	view->timeline.all = view->zoomed && focused;
	heads = timeline_heads(view, area.width, view->timeline.all, head);
	put_title(view, grid, area, focused);
	area.y++;
	area.height--;
	if (!view->selection->result.hits) {
		empty_draw(view, grid, area);
		return;
	}
	if (area.height >= 12) {
		put_heads(view, grid, area, head, heads, focused);
		area.y++;
		area.height--;
	}
	put_rows(view, grid, area, head, heads, focused);
}
