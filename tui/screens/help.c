/* SPDX-License-Identifier: MIT */
/* help.c - the `?` overlay, made from the table of commands: first what the
 * focused pane's keys do that no other pane's do, then all the others by
 * group. In as many columns as fit; what does not fit is scrolled to. */
#include <string.h>

#include "view.h"

#define COLUMN_LEAST 50 /* cells of a column */
#define COLUMNS_MOST 4
#define KEYS_WIDTH 11
#define KEYS_LEAST 6 /* ... where there is no room */

struct row {
	const char *heading;  /* NULL: none */
	enum command command; /* COMMAND_NONE: none; shown on its first row */
	struct str words;     /* the piece of its help on this row */
};

struct help {
	struct view *view;
	const struct grid *grid;
	int keys, width; /* of a column's keys, and words */
	struct row row[4 * COMMAND_COUNT];
	size_t rows;
	size_t start[COLUMNS_MOST + 1]; /* the first row of each column */
	size_t columns, tall;
};

static const char *const groups[][2] = {
	{ "filter", "the filter" }, { "search", "finding" },
	{ "move", "moving" },       { "look", "looking" },
	{ "panes", "panes" },       { "program", "the program" },
};

/* ---- rows ---- */

static void add(struct help *help, struct row row)
{
	if (help->rows < ARRAY_LEN(help->row))
		help->row[help->rows++] = row;
}

static void add_heading(struct help *help, const char *heading)
{
	if (help->rows)
		add(help, (struct row){ NULL, COMMAND_NONE, STR_NONE });
	add(help, (struct row){ heading, COMMAND_NONE, STR_NONE });
}

/* Its words on as many rows as they take, broken at blanks. */
static void add_command(struct help *help, size_t command)
{
	struct row row = { NULL, (enum command)command,
			   str_of(command_at(command)->help) };
	struct str rest = row.words;

	do {
		size_t len = grid_fit(help->grid, rest, help->width);

		while (len < rest.len && len && rest.at[len - 1] != ' ')
			len--;
		if (!len)
			len = grid_fit(help->grid, rest, help->width);
		row.words = str_slice(rest, 0, len);
		add(help, row);
		row.command = COMMAND_NONE;
		rest = str_slice(rest, len, rest.len);
	} while (rest.len);
}

static bool everywhere(size_t command)
{
	return command_panes((enum command)command) == IN_ALL;
}

/* What keys mean in that pane and not in all others. */
static void add_pane(struct help *help, enum pane_id id)
{
	add_heading(help, help->view->panes[id]->name);
	for (size_t i = 0; i < command_count(); i++)
		if (!everywhere(i) && command_panes((enum command)i) & 1u << id)
			add_command(help, i);
}

static void add_group(struct help *help, const char *group, const char *heading)
{
	add_heading(help, heading);
	for (size_t i = 0; i < command_count(); i++)
		if (everywhere(i) && !strcmp(command_at(i)->group, group))
			add_command(help, i);
}

static void fill(struct help *help)
{
	add_pane(help, help->view->focus);
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		add_group(help, groups[i][0], groups[i][1]);
	for (int id = 0; id < PANES; id++)
		if (id != (int)help->view->focus)
			add_pane(help, (enum pane_id)id);
}

/* Columns of about one height; none begins with a blank, or ends with a
 * heading. */
static void divide(struct help *help)
{
	size_t at = 0;

	help->tall = (help->rows + help->columns - 1) / help->columns + 1;
	for (size_t c = 0; c < help->columns; c++) {
		while (at < help->rows && !help->row[at].heading &&
		       !help->row[at].words.at)
			at++;
		help->start[c] = at;
		at = at + help->tall < help->rows ? at + help->tall
						  : help->rows;
		if (at < help->rows && at && help->row[at - 1].heading)
			at--;
	}
	help->start[help->columns] = help->rows;
}

/* ---- drawing ---- */

/* The keys, or `:name` where there are none. */
static void put_keys(struct grid *grid, int x, int y, int width,
		     enum command command)
{
	const struct command_info *info = command_at((size_t)command);
	struct buf keys = { 0 };

	buf_addf(&keys, *info->keys ? "%s" : ":%s",
		 *info->keys ? info->keys : info->name);
	grid_put(grid, x, y, width, STYLE_ACCENT, buf_str(&keys));
	buf_release(&keys);
}

static void put_row(const struct help *help, struct grid *grid, int x, int y,
		    size_t at)
{
	const struct row *row = &help->row[at];

	if (row->heading)
		grid_put(grid, x, y, help->keys + help->width, STYLE_TITLE,
			 str_of(row->heading));
	if (row->command != COMMAND_NONE)
		put_keys(grid, x, y, help->keys, row->command);
	if (row->words.at)
		grid_put(grid, x + help->keys + 1, y, help->width, STYLE_TEXT,
			 row->words);
}

static void put_column(const struct help *help, struct grid *grid,
		       struct area area, size_t column)
{
	const struct overlay_state *over = &help->view->overlay;
	int wide = area.width / (int)help->columns;

	for (int i = 0; i < area.height; i++) {
		size_t at = help->start[column] + over->at.cursor + (size_t)i;

		if (at >= help->start[column + 1])
			return;
		put_row(help, grid, area.x + (int)column * wide, area.y + i,
			at);
	}
}

static size_t columns_of(struct area area)
{
	int columns = area.width / COLUMN_LEAST;

	return columns < 1              ? 1
	       : columns > COLUMNS_MOST ? COLUMNS_MOST
					: (size_t)columns;
}

/* The cursor of the overlay is the first row shown. */
static void scroll(const struct help *help, int height)
{
	struct overlay_state *over = &help->view->overlay;

	over->page = height > 0 ? (size_t)height : 1;
	over->lines = help->tall > over->page ? help->tall - over->page + 1 : 1;
	if (over->at.cursor >= over->lines)
		over->at.cursor = over->lines - 1;
}

void help_draw(struct view *view, struct grid *grid, struct area area)
{
	struct area inside = { area.x + 2, area.y + 1, area.width - 4,
			       area.height - 2 };
	struct help help = { .view = view, .grid = grid };

	help.columns = columns_of(inside);
	help.keys = inside.width < 30 ? KEYS_LEAST : KEYS_WIDTH;
	help.width = inside.width / (int)help.columns - help.keys - 1 -
		     (help.columns > 1 ? 2 : 0);
	help.width = help.width > 1 ? help.width : 1;
	fill(&help);
	divide(&help);
	scroll(&help, inside.height);
	grid_box(grid, area, STR("keys"));
	for (size_t c = 0; c < help.columns; c++)
		put_column(&help, grid, inside, c);
}
