/* SPDX-License-Identifier: MIT */
/* help.c - the `?` overlay: what one may have in hand, then the keys, made from
 * the table of commands: first what the focused pane's keys do that no other
 * pane's do, then all the others by group, those of the overlays last; then
 * what marks mean, and the fields of the filter. In as many columns as fit;
 * what does not fit is scrolled to. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "pane.h"

#define COLUMN_LEAST 50  /* cells of a column */
#define HEAD (HAVES + 2) /* lines above the columns */
#define KEYS_WIDTH 12
#define KEYS_LEAST 6 /* ... where there is no room */

struct help_row {
	const char *heading;           /* NULL: none */
	const struct command *command; /* NULL: none; on its first row */
	struct str left;               /* else what its words are about */
	struct str words;              /* the piece of them on this row */
};

/* Where the rows stand: side by side, in columns. */
struct help_page {
	int keys, width;                /* of a column's keys, and words */
	size_t start[HELP_COLUMNS + 1]; /* the first row of each column */
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
	{ "columns", "in the list of columns" },
	{ "frequency", "in the frequency table" },
	{ "pivot", "in the pivot menu" },
	{ "difference", "in the difference" },
	{ "copy", "in the copy menu" },
	{ "facts", "in the line of facts" },
	{ "help", "in this list" },
};

/* No keys, but told as these are. */
static const struct command legend[] = {
	{ .keys = "people",
	  .help = "what people did, by powers of ten: few beside many are "
		  "seen; red at the foot (shaded without colours): denied" },
	{ .keys = "notable", .help = "a dot where something notable happened" },
	{ .keys = "services", .help = "what AWS services did" },
	{ .keys = "when",
	  .help = "of Users and Resources: the row's events over time, high "
		  "as the square root of its most" },
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

/* The row's words on as many rows as they take, broken at blanks. */
static void add_words(struct help_rows *help, struct help_row row)
{
	static const struct grid plain = { .ascii = false };
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
		row.left = STR_NONE;
		rest = str_slice(rest, len, rest.len);
	} while (rest.len);
}

static void add_command(struct help_rows *help, const struct command *command)
{
	add_words(help, (struct help_row){ .command = command,
					   .words = str_of(command->help) });
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

static void add_marks(struct help_rows *help, bool ascii)
{
	static const struct {
		enum glyph glyph;
		const char *words;
	} marks[] = {
		{ GLYPH_BULLET, "notable: a call that attackers are known "
				"for; the Event pane says why" },
		{ GLYPH_BANG, "failed: red where it was denied" },
		{ GLYPH_DOT, "changes something" },
		{ GLYPH_RING, "an AWS service" },
		{ GLYPH_HIDDEN, "holds characters that do not show" },
		{ GLYPH_CLOSED, "folded: Enter or Space unfolds" },
		{ GLYPH_TIMES, "so many fold under it" },
	};
	const struct grid plain = { .ascii = ascii };

	add_heading(help, "marks");
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		add_words(help,
			  (struct help_row){
				  .left = grid_glyph(&plain, marks[i].glyph),
				  .words = str_of(marks[i].words) });
}

static void add_fields(struct help_rows *help)
{
	const char *about;
	struct str name;

	add_heading(help, "fields of the filter");
	for (size_t n = 0; (name = field_alias(n, &about)).at; n++)
		add_words(help, (struct help_row){ .left = name,
						   .words = str_of(about) });
	add_words(help, (struct help_row){
				.left = STR("a.b.c"),
				.words = STR("any path into the event; *.c "
					     "ends so") });
}

static void fill(struct help_rows *help, bool ascii, int width)
{
	enum pane_id focus = help->pane;

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
	add_marks(help, ascii);
	add_fields(help);
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

	count = count < HELP_COLUMNS ? count : HELP_COLUMNS;
	count = count > 1 ? count : 1;
	page.columns = (size_t)count;
	page.width = area.width / count - page.keys - 1 - (count > 1 ? 2 : 0);
	page.width = page.width > 1 ? page.width : 1;
	if (view->help.width != page.width) {
		view->help.commands = &view->commands;
		fill(&view->help, view->ascii, page.width);
	}
	divide(&view->help, &page);
	return page;
}

static void put_row(const struct help_row *row, const struct table_pen *pen,
		    int x, int y, const struct help_page *page)
{
	const struct command *command = row->command;
	struct str words = row->words.at ? row->words : STR("");
	struct buf keys = { 0 };

	if (command)
		buf_addf(&keys, *command->keys ? "%s" : ":%s",
			 *command->keys ? command->keys : command->name);
	buf_add(&keys, row->left.at ? row->left : STR(""));
	if (row->heading)
		grid_put(pen->grid, x, y, page->keys + 1 + page->width,
			 STYLE_TITLE, str_of(row->heading));
	grid_put_middle(pen->grid, x, y, page->keys - 1, STYLE_ACCENT,
			buf_str(&keys));
	table_put_found(pen,
			(struct area){ x + page->keys + 1, y, page->width, 1 },
			STYLE_TEXT, words);
	buf_release(&keys);
}

/* Line `at` of what is scrolled through: of the head, else of each column. */
static void put_line(struct view *view, const struct table_pen *pen,
		     struct area line, size_t at, const struct help_page *page)
{
	int wide = line.width / (int)page->columns;

	if (!at)
		grid_put(pen->grid, line.x, line.y, line.width, STYLE_TITLE,
			 STR("I have       and press"));
	else if (at <= HAVES)
		have_draw(view, pen->grid, line, at - 1);
	if (at < HEAD)
		return;
	for (size_t c = 0; c < page->columns; c++)
		if (page->start[c] + at - HEAD < page->start[c + 1])
			put_row(&view->help.row[page->start[c] + at - HEAD],
				pen, line.x + (int)c * wide, line.y, page);
}

static void put_title(struct view *view, struct grid *grid, struct area area)
{
	grid_box(grid, area, STR("help"));
	if (area.width < 70)
		return;
	grid_put_right(grid, area.x, area.y, area.width - 3, STYLE_LABEL,
		       STR(" examples are of the event under the cursor, "
			   "counted "));
}

static void draw(struct view *view, struct grid *grid, struct area area,
		 bool focused)
{
	struct area inside = { area.x + 2, area.y + 1, area.width - 4,
			       area.height - 2 };
	struct help_page page = page_of(view, inside);
	const struct table_pen pen = { .grid = grid,
				       .find = view_finder(view) };
	struct help_rows *help = &view->help;
	size_t tall = page.tall + HEAD;

	view->over.page = inside.height > 0 ? (size_t)inside.height : 1;
	/* The cursor is the first line shown. */
	help->lines = tall > view->over.page ? tall - view->over.page + 1 : 1;
	memcpy(help->start, page.start, sizeof(help->start));
	help->columns = page.columns;
	if (view->over.at.cursor >= help->lines)
		view->over.at.cursor = help->lines - 1;
	put_title(view, grid, area);
	for (int y = 0; y < inside.height; y++)
		put_line(view, &pen,
			 (struct area){ inside.x, inside.y + y, inside.width,
					1 },
			 view->over.at.cursor + (size_t)y, &page);
}

/* ---- moving and finding ---- */

/* Through what one may have, while its line shows; the rest is scrolled to. */
static void move(struct view *view, enum table_move move)
{
	struct help_rows *help = &view->help;
	struct scroll *at = &view->over.at;
	size_t line = help->chosen + 1, page = view->over.page;
	bool shows = at->cursor <= line;

	if (move == MOVE_DOWN && shows && help->chosen + 1 < HAVES)
		line = ++help->chosen + 1;
	else if (move == MOVE_UP && shows && help->chosen)
		line = --help->chosen + 1;
	else
		scroll_move(at, move, help->lines, page);
	if (shows && move == MOVE_UP && at->cursor >= line)
		at->cursor = line - 1;
	if (shows && move == MOVE_DOWN && line >= at->cursor + page)
		at->cursor = line + 1 - page;
}

static bool row_hit(const void *of, size_t at)
{
	const struct view *view = of;
	const struct help_row *row = &view->help.row[at];
	size_t from;

	return (row->words.at && view_hits(view, row->words, &from)) ||
	       (row->left.at && view_hits(view, row->left, &from)) ||
	       (row->command &&
		view_hits(view, str_of(row->command->name), &from));
}

static void find(struct view *view, int direction)
{
	struct help_rows *help = &view->help;
	struct table_found found =
		lines_find(help->rows, help->found, direction, row_hit, view);
	size_t column = 0;

	if (found.line == SIZE_MAX) {
		view_say(view, true, "no word here has %s",
			 view->selection->finder.pattern);
		return;
	}
	while (column + 1 < help->columns &&
	       found.line >= help->start[column + 1])
		column++;
	help->found = found.line;
	view->over.at.cursor = HEAD + found.line - help->start[column];
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}

static void end(struct view *view)
{
	have_end(view);
	free(view->help.row);
	view->help = (struct help_rows){ 0 };
}

static void help_open(struct view *view, struct str rest, int how)
{
	overlay_open(view, &help_overlay, NULL);
	view->help.pane = view->focus;
	have_begin(view);
}

/* The keys of another screen first. */
static void help_other(struct view *view, struct str rest, int how)
{
	struct help_rows *help = &view->help;

	help->pane = (enum pane_id)(((int)help->pane + PANES + how) % PANES);
	help->width = 0;
	view->over.at.cursor = HEAD;
}

static void help_do(struct view *view, struct str rest, int how)
{
	have_do(view);
}

/* ---- its commands, and its form ---- */

static const struct command commands[] = {
	{ "help", "?", IN_PANES | IN_HELP, "program", NULL, "these keys",
	  help_open },
	{ "help-do", "Enter", IN_HELP, "help", NULL,
	  "what the line under the cursor says", help_do },
	{ "help-next", "Tab", IN_HELP, "help", NULL,
	  "the keys of the next screen", help_other, 1 },
	{ "help-last", "BackTab", IN_HELP, "help", NULL,
	  "the keys of the screen before", help_other, -1 },
};

static const struct hint hints[] = {
	{ "Enter", "do it" }, { "Esc", "back" },
	{ "/", "find" },      { "Tab", "another screen's keys" },
	{ "j k", "move" },    { NULL, NULL },
};

const struct screen help_overlay = {
	.name = "help",
	.place = IN_HELP,
	.thing = "word",
	.find = find,
	.draw = draw,
	.move = move,
	.end = end,
	.commands = COMMAND_LIST(commands),
	.hints = hints,
};
