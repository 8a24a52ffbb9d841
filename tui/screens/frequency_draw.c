/* SPDX-License-Identifier: MIT */
/* frequency_draw.c - the frequency table on the screen: a box under the
 * histogram, so that the filter it speaks of stays in sight. */
#include "frequency_table.h"
#include "panes.h"

#define WIDEST 104   /* cells of the box */
#define MARGIN 2     /* cells beside its text */
#define NAME_MOST 28 /* cells that a long value may claim */

enum part {
	PART_EVENTS,
	PART_BAR,
	PART_DENIED,
	PART_USERS,
	PART_FIRST,
	PART_LAST,
	PARTS
};

static const char *const titles[PARTS] = {
	[PART_EVENTS] = "events", [PART_BAR] = "",
	[PART_DENIED] = "denied", [PART_USERS] = "users",
	[PART_FIRST] = "first",   [PART_LAST] = "last",
};

/* What is drawn, and where. */
struct counted_table {
	struct view *view;
	struct grid *grid;
	struct area area; /* of the box */
	int x, name;      /* of the values: first cell, width */
	int width[PARTS]; /* 0: not shown */
	bool heads, hints;
};

/* ---- where ---- */

/* Under the histogram, in the middle. */
static struct area area_of(const struct layout *layout)
{
	struct area area = layout->over;
	int bottom = area.y + area.height;
	const struct area *above = &layout->histogram;

	if (above->height) {
		area.y = above->y + above->height + (above->height > 1);
		area.height = bottom - area.y;
	}
	if (area.width > WIDEST) {
		area.x += (area.width - WIDEST) / 2;
		area.width = WIDEST;
	}
	return area;
}

/* Cells that the values want; of many, the first are asked. */
static int name_wanted(const struct counted_table *table)
{
	size_t rows = table->view->selection->frequency.tally.count;
	struct buf label = { 0 };
	int most = 8;

	for (size_t i = 0; i < rows && i < 200; i++) {
		int need = grid_measure(table->grid,
					frequency_label(table->view, i, &label),
					NAME_MOST);

		most = need > most ? need : most;
	}
	buf_release(&label);
	return most;
}

static int count_width(uint64_t count)
{
	struct buf text = { 0 };
	int width;

	buf_add_count(&text, count);
	width = (int)text.len + 2;
	buf_release(&text);
	return width < 8 ? 8 : width;
}

/* All columns where there is room; else they give way, least first. */
static void divide(struct counted_table *table)
{
	static const enum part least[] = { PART_USERS, PART_BAR, PART_LAST,
					   PART_FIRST, PART_DENIED };
	static const int time_width[] = { 10, 16, 21 };
	int inside = table->area.width - 2 * MARGIN;
	int time = time_width[table->view->timeline.dated];
	int count = count_width(table->view->selection->frequency.tally.events);
	int wanted = name_wanted(table);

	table->width[PART_EVENTS] = count;
	table->width[PART_BAR] = inside >= 96 ? 20 : 12;
	table->width[PART_DENIED] = count;
	table->width[PART_USERS] =
		table->view->selection->frequency.kind == IDENTITY_USERS ? 0
									 : 7;
	table->width[PART_FIRST] = table->width[PART_LAST] = time;
	table->name = inside - 2 * count - table->width[PART_BAR] -
		      table->width[PART_USERS] - 2 * time;
	for (size_t i = 0; i < ARRAY_LEN(least) && table->name < wanted; i++) {
		table->name += table->width[least[i]];
		table->width[least[i]] = 0;
	}
	table->x = table->area.x + MARGIN;
}

static bool table_make(struct counted_table *table, const struct layout *layout)
{
	struct overlay_state *over = &table->view->overlay;
	int rows, lines = over->lines < 500 ? (int)over->lines : 500;

	table->area = area_of(layout);
	divide(table);
	rows = table->area.height - 2;
	table->heads = rows >= 5;
	table->hints = rows >= 4;
	rows -= table->heads + table->hints;
	if (lines < rows) {
		table->area.height -= rows - (lines ? lines : 1);
		rows = lines ? lines : 1;
	}
	over->page = rows > 0 ? (size_t)rows : 1;
	scroll_fit(&over->at, over->lines, over->page);
	return rows > 0;
}

/* ---- one row ---- */

static void put_count(const struct counted_table *table, int x, int y,
		      int width, unsigned style, uint64_t count,
		      const char *unit)
{
	struct buf text = { 0 };

	buf_add_count(&text, count);
	buf_add(&text, str_of(unit));
	grid_put_right(table->grid, x, y, width, style, buf_str(&text));
	buf_release(&text);
}

static void put_time(const struct counted_table *table, int x, int y, int width,
		     int64_t time)
{
	struct buf text = { 0 };

	if (time != TIME_NONE && time != INT64_MIN)
		timeline_put_time(table->view, time, &text);
	grid_put_right(table->grid, x, y, width, STYLE_LABEL, buf_str(&text));
	buf_release(&text);
}

/* As long as its share of the largest count, in eighths of a cell. */
static void put_bar(const struct counted_table *table, int x, int y, int width,
		    uint32_t events)
{
	uint64_t most = table->view->selection->frequency.most;
	uint64_t full = (uint64_t)width * 8;
	uint64_t eighths = most ? (events * full + most / 2) / most : 0;

	if (!eighths && events)
		eighths = 1;
	for (; eighths; x++) {
		int part = eighths > 8 ? 8 : (int)eighths;

		grid_put(table->grid, x, y, 1, STYLE_BAR,
			 grid_bar_side(table->grid, part));
		eighths -= (uint64_t)part;
	}
}

static void put_part(const struct counted_table *table, enum part part, int x,
		     int y, const struct tally_row *row)
{
	int width = table->width[part];

	switch (part) {
	case PART_EVENTS:
		put_count(table, x, y, width, STYLE_COUNT, row->events, "");
		break;
	case PART_BAR:
		if (row->value != SYM_NONE)
			put_bar(table, x + 2, y, width - 2, row->events);
		break;
	case PART_DENIED:
		if (row->denied)
			put_count(table, x, y, width, STYLE_DENIED, row->denied,
				  "!");
		break;
	case PART_USERS:
		put_count(table, x, y, width, STYLE_TEXT, row->users, "");
		break;
	default:
		put_time(table, x, y, width,
			 part == PART_FIRST ? row->first : row->last);
	}
}

static void put_row(const struct counted_table *table, int y, size_t at)
{
	struct view *view = table->view;
	const struct tally_row *row = &view->selection->frequency.tally.row[at];
	struct buf label = { 0 };
	int x = table->x + table->name;

	hit_put(view, table->grid, table->x, y, table->name,
		row->value == SYM_NONE ? STYLE_LABEL : STYLE_TEXT,
		frequency_label(view, at, &label));
	for (int part = 0; part < PARTS; part++) {
		if (table->width[part])
			put_part(table, (enum part)part, x, y, row);
		x += table->width[part];
	}
	if (at == view->overlay.at.cursor) {
		grid_mark(table->grid,
			  (struct area){ table->area.x + 1, y,
					 table->area.width - 2, 1 },
			  STYLE_SELECTED);
		table->grid->cursor_x = table->x;
		table->grid->cursor_y = y;
	}
	buf_release(&label);
}

/* ---- around the rows ---- */

static bool sorts_by(const struct counted_table *table, enum part part)
{
	switch (table->view->selection->frequency.sort) {
	case TALLY_DENIED:
		return part == PART_DENIED;
	case TALLY_FIRST:
		return part == PART_FIRST;
	case TALLY_LAST:
		return part == PART_LAST;
	default:
		return part == PART_EVENTS;
	}
}

static void put_heads(const struct counted_table *table, int y)
{
	int x = table->x + table->name;

	grid_put(table->grid, table->x, y, table->name, STYLE_LABEL,
		 STR("value"));
	for (int part = 0; part < PARTS; part++) {
		unsigned under =
			sorts_by(table, (enum part)part) ? STYLE_UNDER : 0;

		grid_put_right(table->grid, x, y, table->width[part],
			       STYLE_LABEL | under, str_of(titles[part]));
		x += table->width[part];
	}
}

/* `100 values, 508 events`, at the right of the title. */
static void put_totals(const struct counted_table *table, int taken)
{
	const struct view *view = table->view;
	const struct frequency *frequency = &view->selection->frequency;
	int room = table->area.width - taken - 4, width;
	struct buf text = { 0 };

	buf_addc(&text, ' ');
	buf_add_count(&text, frequency->values);
	buf_addf(&text, " value%s, ", frequency->values == 1 ? "" : "s");
	buf_add_count(&text, frequency->tally.events);
	buf_addf(&text, " event%s%s ", frequency->tally.events == 1 ? "" : "s",
		 view->evidence.loading ? " so far" : "");
	width = grid_measure(table->grid, buf_str(&text), room + 1);
	if (width <= room)
		grid_put(table->grid,
			 table->area.x + table->area.width - 3 - width,
			 table->area.y, width, STYLE_LABEL, buf_str(&text));
	buf_release(&text);
}

static void put_box(const struct counted_table *table)
{
	const struct frequency *frequency = &table->view->selection->frequency;
	struct buf title = { 0 };
	int bottom = table->area.y + table->area.height - 1, took;

	buf_addf(&title, "frequency of %s", frequency->name);
	grid_box(table->grid, table->area, buf_str(&title));
	took = 4 + grid_measure(table->grid, buf_str(&title),
				table->area.width - 6);
	if (frequency->counted)
		put_totals(table, took);
	buf_reset(&title);
	buf_addf(&title, " counted without %.*s ",
		 STR_ARG(buf_str(&frequency->without)));
	if (frequency->without.len)
		grid_put_middle(table->grid, table->area.x + 2, bottom,
				table->area.width - 4, STYLE_TEXT,
				buf_str(&title));
	buf_release(&title);
}

static void put_hints(const struct counted_table *table, int y)
{
	const char *next =
		frequency_next_order(&table->view->selection->frequency);
	const char *enter = table->grid->ascii
				    ? "RET"
				    : grid_glyph(table->grid, GLYPH_ENTER).at;

	grid_say(table->grid, table->x, y, table->area.width - 2 * MARGIN,
		 STYLE_LABEL, "%s only   ! without   s %s   / search", enter,
		 next);
}

void frequency_draw(struct view *view, struct grid *grid,
		    const struct layout *layout)
{
	struct counted_table table = { .view = view, .grid = grid };
	const struct overlay_state *over = &view->overlay;
	bool rows = table_make(&table, layout);
	int y = table.area.y + 1;

	put_box(&table);
	if (table.heads)
		put_heads(&table, y++);
	if (!view->selection->frequency.counted)
		grid_say(grid, table.x, y, table.name, STYLE_LABEL, "counting");
	for (size_t i = 0; rows && i < over->page; i++)
		if (over->at.top + i < over->lines)
			put_row(&table, y + (int)i, over->at.top + i);
	if (table.hints)
		put_hints(&table, table.area.y + table.area.height - 2);
}
