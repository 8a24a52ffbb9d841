/* SPDX-License-Identifier: MIT */
/* help.c - the `?` overlay, made from the table of commands: first what the
 * focused pane's keys do that no other pane's do, then all the others by
 * group, those of the overlays last. In as many columns as fit; what does
 * not fit is scrolled to. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "view.h"
#include "pane.h"

#define COLUMN_LEAST 50 /* cells of a column */
#define COLUMNS_MOST 4
#define KEYS_WIDTH 12
#define KEYS_LEAST 6 /* ... where there is no room */

struct help_row {
	const char *heading;           /* NULL: none */
	const struct command *command; /* NULL: none; on its first row */
	struct str words;              /* the piece of its help on this row */
};

/* Where the rows stand: side by side, in columns. */
struct help_page {
	int keys, width;                /* of a column's keys, and words */
	size_t start[COLUMNS_MOST + 1]; /* the first row of each column */
	size_t columns, tall;
};

static const char *const groups[][2] = {
	{ "filter", "the filter" },
	{ "search", "finding" },
	{ "move", "moving" },
	{ "look", "looking" },
	{ "panes", "panes" },
	{ "program", "the program" },
	{ "chips", "in the list of chips" },
	{ "frequency", "in the frequency table" },
	{ "pivot", "in the pivot menu" },
	{ "difference", "in the difference" },
	{ "copy", "in the copy menu" },
	{ "facts", "in the line of facts" },
};

/* No keys, but told as these are. */
static const struct command legend[] = {
	{ .keys = "people",
	  .help = "what people did, by powers of ten: few beside many are "
		  "seen; red at the foot (shaded without colours): denied" },
	{ .keys = "notable", .help = "a dot where something notable happened" },
	{ .keys = "services", .help = "what AWS services did" },
	{ .keys = "few lines",
	  .help = "below the bars a dot is notable, ! denied; among them a "
		  "dot is services alone" },
};

/* ---- rows ---- */

static void add(struct help_rows *help, struct help_row row)
{
	*vec_add(help->row, help->rows, help->room) = row;
}

static void add_heading(struct help_rows *help, const char *heading)
{
	if (help->rows)
		add(help, (struct help_row){ 0 });
	add(help, (struct help_row){ .heading = heading });
}

/* Its words on as many rows as they take, broken at blanks. */
static void add_command(struct help_rows *help, const struct command *command)
{
	static const struct grid plain = { .ascii = false };
	struct help_row row = { .command = command,
				.words = str_of(command->help) };
	struct str rest = row.words;

	assert(help->width > 0);
	do {
		size_t len = grid_fit(&plain, rest, help->width);

		while (len < rest.len && len && rest.at[len - 1] != ' ')
			len--;
		if (!len)
			len = grid_fit(&plain, rest, help->width);
		row.words = str_slice(rest, 0, len);
		add(help, row);
		row.command = NULL;
		rest = str_slice(rest, len, rest.len);
	} while (rest.len);
}

static bool everywhere(const struct command *command)
{
	return (command->places & IN_PANES) == IN_PANES;
}

/* What keys mean in that pane and not in all others. */
static void add_pane(struct help_rows *help, enum pane_id id)
{
	add_heading(help, pane_at(id)->name);
	for (size_t i = 0; i < help->commands->count; i++)
		if (!everywhere(&help->commands->row[i]) &&
		    help->commands->row[i].places & pane_at(id)->place)
			add_command(help, &help->commands->row[i]);
}

/* What all panes do alike, or overlays alone. */
static void add_group(struct help_rows *help, const char *group,
		      const char *heading)
{
	add_heading(help, heading);
	for (size_t i = 0; i < help->commands->count; i++) {
		const struct command *command = &help->commands->row[i];

		if (!strcmp(command->group, group) &&
		    (everywhere(command) || !(command->places & IN_PANES)))
			add_command(help, command);
	}
}

static void fill(struct help_rows *help, enum pane_id focus, int width)
{
	help->rows = 0;
	help->width = width;
	add_pane(help, focus);
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		add_group(help, groups[i][0], groups[i][1]);
	for (int id = 0; id < PANES; id++)
		if (id != (int)focus)
			add_pane(help, (enum pane_id)id);
	add_heading(help, "the histogram");
	for (size_t i = 0; i < ARRAY_LEN(legend); i++)
		add_command(help, &legend[i]);
}

/* Columns of about one height; none begins with a blank, or ends with a
 * heading. */
static void divide(const struct help_rows *help, struct help_page *page)
{
	size_t at = 0;

	page->tall = (help->rows + page->columns - 1) / page->columns + 1;
	for (size_t c = 0; c < page->columns; c++) {
		while (at < help->rows && !help->row[at].heading &&
		       !help->row[at].words.at)
			at++;
		page->start[c] = at;
		at = at + page->tall < help->rows ? at + page->tall
						  : help->rows;
		if (at < help->rows && at && help->row[at - 1].heading)
			at--;
	}
	page->start[page->columns] = help->rows;
}

/* ---- the overlay ---- */

static struct help_page page_of(struct view *view, struct area area)
{
	int count = area.width / COLUMN_LEAST;
	struct help_page page = {
		.keys = area.width < 30 ? KEYS_LEAST : KEYS_WIDTH,
	};

	count = count < COLUMNS_MOST ? count : COLUMNS_MOST;
	count = count > 1 ? count : 1;
	page.columns = (size_t)count;
	page.width = area.width / count - page.keys - 1 - (count > 1 ? 2 : 0);
	page.width = page.width > 1 ? page.width : 1;
	if (view->help.width != page.width) {
		view->help.commands = &view->commands;
		fill(&view->help, view->focus, page.width);
	}
	divide(&view->help, &page);
	return page;
}

static void put_row(const struct help_row *row, struct grid *grid, int x, int y,
		    const struct help_page *page)
{
	const struct command *command = row->command;
	struct str words = row->words.at ? row->words : STR("");
	struct buf keys = { 0 };

	if (command)
		buf_addf(&keys, *command->keys ? "%s" : ":%s",
			 *command->keys ? command->keys : command->name);
	if (row->heading)
		grid_put(grid, x, y, page->keys + 1 + page->width, STYLE_TITLE,
			 str_of(row->heading));
	grid_put_middle(grid, x, y, page->keys - 1, STYLE_ACCENT,
			buf_str(&keys));
	grid_put(grid, x + page->keys + 1, y, page->width, STYLE_TEXT, words);
	buf_release(&keys);
}

static void draw(struct view *view, struct grid *grid, struct area area,
		 bool focused)
{
	struct area inside = { area.x + 2, area.y + 1, area.width - 4,
			       area.height - 2 };
	struct help_page page = page_of(view, inside);
	int wide = inside.width / (int)page.columns;

	view->over.page = inside.height > 0 ? (size_t)inside.height : 1;
	/* The cursor is the first row shown. */
	view->help.lines = page.tall > view->over.page
				   ? page.tall - view->over.page + 1
				   : 1;
	if (view->over.at.cursor >= view->help.lines)
		view->over.at.cursor = view->help.lines - 1;
	grid_box(grid, area, STR("keys"));
	for (size_t c = 0; c < page.columns; c++)
		for (int y = 0; y < inside.height; y++) {
			size_t at = page.start[c] + view->over.at.cursor +
				    (size_t)y;

			if (at < page.start[c + 1])
				put_row(&view->help.row[at], grid,
					inside.x + (int)c * wide, inside.y + y,
					&page);
		}
}

static void move(struct view *view, enum table_move move)
{
	scroll_move(&view->over.at, move, view->help.lines, view->over.page);
}

static void end(struct view *view)
{
	free(view->help.row);
	view->help = (struct help_rows){ 0 };
}

static void help_open(struct view *view, struct str rest, int how)
{
	overlay_open(view, &help_overlay, NULL);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "help", "?", IN_PANES | IN_HELP, "program", NULL, "these keys",
	  help_open },
};

static const struct hint hints[] = {
	{ "Esc", "back" },
	{ "j k", "scroll" },
	{ NULL, NULL },
};

const struct screen help_overlay = {
	.name = "help",
	.place = IN_HELP,
	.draw = draw,
	.move = move,
	.end = end,
	.commands = COMMAND_LIST(commands),
	.hints = hints,
};
