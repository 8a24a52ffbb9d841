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
	{ "copy", "in the copy menu" },
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

/* ---- its table ---- */

enum { HELP_KEYS, HELP_WORDS };

static const struct table_column columns[] = {
	[HELP_KEYS] = { "keys", .kind = CELL_TEXT, .least = KEYS_WIDTH - 1,
			.most = KEYS_WIDTH - 1, .style = STYLE_ACCENT },
	[HELP_WORDS] = { "words", .kind = CELL_TEXT, .grows = 999,
			 .style = STYLE_TEXT },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.sort = SIZE_MAX,
					.unmarked = true };

static size_t rows_count(const void *of)
{
	const struct view *view = of;

	return view->help.rows;
}

static void rows_cell(const void *of, size_t at, size_t column,
		      struct table_cell *cell)
{
	const struct view *view = of;
	const struct help_row *row = &view->help.row[at];
	const struct command *command = row->command;

	assert(at < view->help.rows);
	if (column == HELP_WORDS) {
		cell->text = row->words;
	} else if (row->heading) {
		cell->text = str_of(row->heading);
		cell->spans = cell->styled = true;
		cell->style = STYLE_TITLE;
	} else if (command && *command->keys) {
		cell->text = str_of(command->keys);
	} else if (command) {
		buf_addf(&cell->buf, ":%s", command->name);
		cell->text = buf_str(&cell->buf);
	}
}

static const struct table_rows rows = { .count = rows_count,
					.cell = rows_cell,
					.flows = true };

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
		table_renew(&view->over);
		table_arrange(&view->over, 0);
	}
	divide(&view->help, &page);
	return page;
}

static void draw_column(struct view *view, struct grid *grid, struct area area,
			const struct help_page *page, size_t column)
{
	struct table part = view->over;
	struct table_pen pen = { .grid = grid };
	size_t from = page->start[column] + view->over.at.cursor;
	size_t to = page->start[column + 1];
	int wide = area.width / (int)page->columns;

	if (from >= to)
		return;
	pen.area = (struct area){ area.x + (int)column * wide, area.y,
				  page->keys + 1 + page->width, area.height };
	if (to - from < (size_t)area.height)
		pen.area.height = (int)(to - from);
	part.at = (struct scroll){ .cursor = from, .top = from };
	part.want[HELP_KEYS] = page->keys - 1;
	part.want[HELP_WORDS] = page->width;
	table_draw(&part, &pen);
}

static void draw(struct view *view, struct grid *grid, struct area area,
		 bool focused)
{
	struct area inside = { area.x + 2, area.y + 1, area.width - 4,
			       area.height - 2 };
	struct help_page page = page_of(view, inside);

	view->over.page = inside.height > 0 ? (size_t)inside.height : 1;
	/* The cursor is the first row shown. */
	view->help.lines = page.tall > view->over.page
				   ? page.tall - view->over.page + 1
				   : 1;
	if (view->over.at.cursor >= view->help.lines)
		view->over.at.cursor = view->help.lines - 1;
	grid_box(grid, area, STR("keys"));
	for (size_t c = 0; c < page.columns; c++)
		draw_column(view, grid, inside, &page, c);
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

const struct screen help_overlay = {
	.name = "help",
	.place = IN_HELP,
	.form = &form,
	.rows = &rows,
	.draw = draw,
	.move = move,
	.end = end,
};

static void help_open(struct view *view, struct str rest, int how)
{
	if (view->overlay == &help_overlay)
		overlay_close(view);
	else
		overlay_open(view, &help_overlay, view);
}

/* ---- commands ---- */

static const struct command commands[] = {
	{ "help", "?", IN_PANES | IN_HELP, "program", NULL, "these keys",
	  help_open },
};

const struct command_list help_commands = COMMAND_LIST(commands);
