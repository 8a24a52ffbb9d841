/* SPDX-License-Identifier: MIT */
/* draw.c - a table on the screen: heads, the lines that show, the cursor.
 * Names are cut so that they can be told apart, numbers stand at the right.
 */
#include <string.h>

#include "rows.h"

/* What a draw goes by. */
struct brush {
	const struct table_pen *pen;
	struct grid *grid;
	struct table *table;
	struct area area; /* what is left of it */
	struct table_place place[TABLE_COLUMNS];
	size_t places;
	bool heads, by_day;
	struct table_cell cell;
	struct buf text;
};

int table_put_found(const struct table_pen *pen, struct area at, unsigned style,
		    struct str text)
{
	struct grid *grid = pen->grid;
	int took = grid_put_middle(grid, at.x, at.y, at.width, style, text);
	size_t from, to;
	int before;

	if (!pen->find.by || text.len > 400 ||
	    !pen->find.hit(pen->find.by, text, &from, &to) || from == to ||
	    grid_measure(grid, text, at.width + 1) > at.width)
		return took;
	before = grid_measure(grid, str_slice(text, 0, from), at.width);
	grid_put(grid, at.x + before, at.y, at.width - before, STYLE_HIT,
		 str_slice(text, from, to));
	return took;
}

/* ---- days ---- */

static int64_t time_of(const struct table *table, size_t line)
{
	struct table_cell cell = { 0 };
	size_t row = table_row(table, line);
	int64_t time = TIME_NONE;

	if (row != SIZE_MAX) {
		cell_fill(table, row, 0, &cell);
		time = cell.time;
	}
	buf_release(&cell.buf);
	return time;
}

/* True where the line's day, by its first column, is not that of the line
 * before. */
static bool day_begins(const struct table *table, size_t line, enum zone zone)
{
	struct clock one, two;
	int64_t before, here;

	if (!line || line >= table_lines(table))
		return false;
	before = time_of(table, line - 1);
	here = time_of(table, line);
	if (before == TIME_NONE || here == TIME_NONE)
		return false;
	one = time_split(before, zone);
	two = time_split(here, zone);
	return one.day != two.day || one.month != two.month ||
	       one.year != two.year;
}

static void day_put(const struct table *table, size_t line, enum zone zone,
		    enum table_dated dated, struct buf *out)
{
	struct buf date = { 0 };
	int64_t time = time_of(table, line);

	if (time != TIME_NONE)
		time_put_date(&date, time, zone);
	buf_add(out, str_slice(buf_str(&date), dated == DATED_DAY ? 5 : 0,
			       date.len));
	buf_release(&date);
}

/* How many lines, from the first in sight on, have a place in `height` rows,
 * with a rule before each day but the first. */
static size_t days_page(const struct table *table, enum zone zone,
			size_t height)
{
	size_t shown = 0, taken = 0, top = table->at.top;

	while (top + shown < table_lines(table)) {
		bool rule = shown && day_begins(table, top + shown, zone);

		taken += rule ? 2 : 1;
		if (taken > height)
			break;
		shown++;
	}
	return shown;
}

/* ---- heads ---- */

/* The day of the first line in sight, over the column and the gap behind. */
static void put_day(struct brush *brush, int x, unsigned style)
{
	buf_reset(&brush->text);
	day_put(brush->table, brush->table->at.top, brush->pen->zone,
		brush->pen->dated, &brush->text);
	grid_put(brush->grid, brush->area.x + x, brush->area.y, 11, style,
		 buf_str(&brush->text));
}

static void put_head(struct brush *brush, const struct table_place *place,
		     unsigned style)
{
	const struct table_form *form = brush->table->form;
	int x = brush->area.x + place->x, y = brush->area.y;

	buf_reset(&brush->text);
	grid_spell(brush->grid, table_head(&form->column[place->column]),
		   &brush->text);
	if (column_is_right(form, place->column))
		grid_put_right(brush->grid, x, y, place->width, style,
			       buf_str(&brush->text));
	else
		grid_put(brush->grid, x, y, place->width, style,
			 buf_str(&brush->text));
}

static void put_heads(struct brush *brush)
{
	const struct table *table = brush->table;
	const struct table_pen *pen = brush->pen;
	size_t here = table_column_here(table);

	for (size_t i = 0; i < brush->places; i++) {
		const struct table_place *place = &brush->place[i];
		unsigned style = STYLE_LABEL;

		if (pen->cells ? pen->focused && place->column == here
			       : place->column == table->sort)
			style |= STYLE_UNDER;
		if (brush->by_day && !place->column)
			put_day(brush, place->x, style);
		else
			put_head(brush, place, style);
	}
}

/* ---- cells ---- */

/* As long as the root of its share of the whole, so that few beside many are
 * seen; what is not nothing shows. Not so high that rows melt together. */
static void put_bar(struct brush *brush, struct area at, unsigned style)
{
	uint64_t width = (uint64_t)(at.width > 0 ? at.width : 0);
	uint64_t whole = brush->cell.whole, count = brush->cell.count;

	count = count < whole ? count : whole;
	for (uint64_t n = 0; n < width && n * n * whole < count * width * width;
	     n++)
		grid_put(brush->grid, at.x + (int)n, at.y, 1, style,
			 grid_bar(brush->grid, 7));
}

#define SPARK_HIGH 6 /* eighths: rows below each other stay apart */

/* The square root of the share of the largest; what is not nothing shows. */
static int spark_height(uint32_t part, uint32_t most)
{
	uint64_t want = 4 * SPARK_HIGH * SPARK_HIGH * (uint64_t)part;
	uint64_t height = 1;

	if (!part)
		return 0;
	while (height < SPARK_HIGH &&
	       (2 * height + 1) * (2 * height + 1) * most <= want)
		height++;
	return (int)height;
}

/* The largest of the parts that the cell stands for, of so many cells. */
static uint32_t part_of(const struct table_cell *cell, uint64_t at,
			uint64_t cells)
{
	uint64_t end = (at + 1) * cell->count / cells;
	uint32_t most = 0;

	for (uint64_t i = at * cell->count / cells; i < end; i++)
		most = cell->part[i] > most ? cell->part[i] : most;
	return most;
}

static void put_spark(struct brush *brush, struct area at, unsigned style)
{
	const struct table_cell *cell = &brush->cell;
	uint64_t cells = at.width > 0 ? (uint64_t)at.width : 0;

	cells = cells < cell->count ? cells : cell->count;
	for (uint64_t i = 0; i < cells; i++)
		grid_put(brush->grid, at.x + (int)i, at.y, 1, style,
			 grid_bar(brush->grid,
				  spark_height(part_of(cell, i, cells),
					       part_of(cell, 0, 1))));
}

/* Words as they are, or cut so that they are told apart from others. */
static int put_words(const struct brush *brush, size_t column, struct area at,
		     unsigned style, struct str text)
{
	const struct cuts *cuts = brush->table->cuts[column];
	struct str cut = STR_NONE;

	if (cuts && !brush->cell.spans &&
	    grid_measure(brush->grid, text, at.width + 1) > at.width)
		cut = cuts_of(cuts, text);
	if (cut.at)
		return grid_put(brush->grid, at.x, at.y, at.width, style, cut);
	return table_put_found(brush->pen, at, style, text);
}

/* `◦ ×3` behind the name: the source's marks, and how many rows fold under it.
 * They are always whole; the name gives way. */
static void put_tree(struct brush *brush, size_t column, struct area at,
		     unsigned style, size_t line)
{
	int indent = 2 * (int)table_depth(brush->table, line), took, marks;
	const struct table_cell *cell = &brush->cell;
	size_t under = line_under(brush->table, line);

	buf_reset(&brush->text);
	buf_add(&brush->text, cell->marks);
	if (under > 1) {
		if (brush->text.len)
			buf_addc(&brush->text, ' ');
		buf_add(&brush->text, grid_glyph(brush->grid, GLYPH_TIMES));
		buf_add_count(&brush->text, under);
	}
	at.x += indent;
	at.width -= indent;
	marks = grid_measure(brush->grid, buf_str(&brush->text), at.width);
	took = put_words(brush, column,
			 (struct area){ at.x, at.y,
					marks ? at.width - marks - 1 : at.width,
					1 },
			 style, cell_words(cell));
	grid_put(brush->grid, at.x + took + 1, at.y, marks,
		 STYLE_BASE(style) == STYLE_DIM ? STYLE_DIM : STYLE_LABEL,
		 buf_str(&brush->text));
}

static void put_text(struct brush *brush, size_t column, struct area at,
		     unsigned style)
{
	const struct table_form *form = brush->table->form;
	struct str text;

	buf_reset(&brush->text);
	cell_put_text(&form->column[column], &brush->cell, brush->pen->zone,
		      brush->table->dated, &brush->text);
	if (!brush->text.len)
		return;
	if (form->column[column].kind == CELL_STORY && brush->cell.text.len) {
		buf_reset(&brush->text);
		story_cut(brush->grid, brush->cell.text, brush->cell.brief,
			  at.width, &brush->text);
	}
	text = buf_str(&brush->text);
	if (column_is_right(form, column))
		grid_put_right(brush->grid, at.x, at.y, at.width, style, text);
	else
		put_words(brush, column, at, style, text);
}

static void put_cell(struct brush *brush, const struct table_place *place,
		     int y, size_t line)
{
	const struct table *table = brush->table;
	const struct table_column *form = &table->form->column[place->column];
	struct area at = { brush->area.x + place->x, y, place->width, 1 };
	unsigned style;

	cell_fill(table, table_row(table, line), place->column, &brush->cell);
	style = brush->cell.styled ? brush->cell.style : form->style;
	switch (form->kind) {
	case CELL_BAR:
		put_bar(brush, at, style);
		break;
	case CELL_SPARK:
		put_spark(brush, at, style);
		break;
	case CELL_TREE:
		put_tree(brush, place->column, at, style, line);
		break;
	case CELL_MARK:
		grid_put(brush->grid, at.x, at.y, 2, style, brush->cell.text);
		grid_put(brush->grid, at.x + 1, at.y, 1, STYLE_WARN,
			 brush->cell.marks);
		break;
	default:
		if (brush->cell.spans)
			at.width = brush->area.width - place->x -
				   table->form->right;
		put_text(brush, place->column, at, style);
	}
}

/* ---- the cursor ---- */

static bool is_blank(const struct grid *grid, int x, int y)
{
	const struct cell *cell = grid_at(grid, x, y);

	return !cell || cell->point[0] == ' ';
}

/* The part of a cell that holds text; of an empty one all of it. */
static struct area text_in(const struct grid *grid, struct area cell)
{
	int from = cell.x, to = cell.x + cell.width;

	while (to > from && is_blank(grid, to - 1, cell.y))
		to--;
	while (from < to && is_blank(grid, from, cell.y))
		from++;
	if (from < to)
		cell = (struct area){ from, cell.y, to - from, 1 };
	return cell;
}

static void mark_cursor(struct brush *brush, int y)
{
	const struct table_pen *pen = brush->pen;
	size_t here = table_column_here(brush->table);

	if (!brush->table->form->unmarked)
		grid_mark(brush->grid,
			  (struct area){ pen->area.x, y, pen->area.width, 1 },
			  STYLE_SELECTED);
	if (!pen->focused)
		return;
	for (size_t i = 0; i < brush->places && pen->cells; i++)
		if (brush->place[i].column == here)
			grid_mark(
				brush->grid,
				text_in(brush->grid,
					(struct area){
						brush->area.x +
							brush->place[i].x,
						y, brush->place[i].width, 1 }),
				STYLE_CELL);
	brush->grid->cursor_x = pen->area.x;
	brush->grid->cursor_y = y;
}

/* Has the words of that column cut that are in sight. */
static void cut_words(struct brush *brush, const struct table_place *place)
{
	struct table *table = brush->table;
	struct cuts *cuts = table->cuts[place->column];
	size_t top = table->at.top, lines = table_lines(table);

	if (!column_has_words(table->form, place->column) || !cuts)
		return;
	cuts_fit(cuts, brush->grid->ascii, place->width);
	for (size_t line = top; line < lines && line < top + table->page;
	     line++) {
		size_t row = table_row(table, line);

		if (row == SIZE_MAX)
			continue;
		cell_fill(table, row, place->column, &brush->cell);
		if (!brush->cell.spans)
			cuts_meet(cuts, cell_word(table, place->column,
						  &brush->cell, line));
	}
	cuts_settle(cuts);
}

static void put_rule(struct brush *brush, int y)
{
	const struct table_form *form = brush->table->form;

	grid_hline(brush->grid, brush->area.x + form->left, y,
		   brush->area.width - form->left - form->right, STYLE_RULE);
}

/* A rule that says the day of the line below it. */
static void put_day_rule(struct brush *brush, size_t line, int y)
{
	int x = brush->area.x + brush->table->form->left;

	put_rule(brush, y);
	buf_reset(&brush->text);
	buf_addc(&brush->text, ' ');
	day_put(brush->table, line, brush->pen->zone, brush->pen->dated,
		&brush->text);
	buf_addc(&brush->text, ' ');
	grid_put(brush->grid, x + 2, y, 12, STYLE_LABEL, buf_str(&brush->text));
}

static void put_line(struct brush *brush, size_t line, int y)
{
	const struct table *table = brush->table;

	if (line_is_rule(table, line)) {
		put_rule(brush, y);
		return;
	}
	if (table_row(table, line) == SIZE_MAX)
		return;
	brush->cell.spans = false;
	for (size_t p = 0; p < brush->places && !brush->cell.spans; p++)
		put_cell(brush, &brush->place[p], y, line);
	if (line == table->at.cursor &&
	    (brush->pen->focused || brush->pen->cursor))
		mark_cursor(brush, y);
}

static void put_lines(struct brush *brush)
{
	const struct table *table = brush->table;
	size_t line = table->at.top, end = line + table->page;
	int y = brush->area.y;

	for (; line < end && line < table_lines(table); line++) {
		if (brush->by_day && line > table->at.top &&
		    day_begins(table, line, brush->pen->zone))
			put_day_rule(brush, line, y++);
		put_line(brush, line, y++);
	}
}

/* The window, with the cursor in it, in the rows that the heads leave. */
static void fit_window(struct brush *brush)
{
	struct table *table = brush->table;
	size_t height;

	height = brush->area.height > 0 ? (size_t)brush->area.height : 0;
	table->page = height;
	scroll_fit(&table->at, table_lines(table), height);
	while (brush->by_day && height) {
		table->page = days_page(table, brush->pen->zone, height);
		if (table->at.cursor < table->at.top + table->page)
			break;
		table->at.top++;
	}
}

void table_draw(struct table *table, const struct table_pen *pen)
{
	struct brush brush = {
		.pen = pen, .grid = pen->grid, .table = table, .area = pen->area
	};
	enum table_dated dated = pen->dated;

	brush.heads = table->form->heads_from && !pen->headless &&
		      brush.area.height >= table->form->heads_from;
	brush.by_day = brush.heads && pen->by_day && dated != DATED_NOT;
	if (brush.by_day)
		dated = DATED_NOT;
	table->width = pen->area.width;
	if (!table->measured || table->dated != dated) {
		table->dated = dated;
		columns_measure(table);
	}
	brush.area.height -= brush.heads;
	fit_window(&brush);
	columns_sight(table);
	brush.places = table_fit(table, pen->area.width, brush.place);
	if (!table_lines(table) && pen->empty) {
		grid_say(pen->grid, pen->area.x + table->form->left,
			 pen->area.y, pen->area.width, STYLE_LABEL, "%s",
			 pen->empty);
		return;
	}
	if (brush.heads)
		put_heads(&brush);
	brush.area.y += brush.heads;
	if (!table->left_known)
		table->left = table->at;
	table->left_known = true;
	for (size_t i = 0; i < brush.places; i++)
		cut_words(&brush, &brush.place[i]);
	put_lines(&brush);
	buf_release(&brush.cell.buf);
	buf_release(&brush.text);
}
