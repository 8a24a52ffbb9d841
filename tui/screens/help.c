/* SPDX-License-Identifier: MIT */
/* help.c - the `?` overlay: what one may have in hand, then the keys, made from
 * the table of commands: first what the focused pane's keys do that no other
 * pane's do, then what all do alike, by group; then what marks mean, and the
 * fields of the filter; then the keys of the other panes and of the overlays.
 * In as many columns as fit, each page read to the end of its last column
 * before the next. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "pane.h"

#define COLUMN_LEAST 50 /* cells of a column */
#define KEYS_WIDTH 12
#define KEYS_LEAST 6 /* ... where there is no room */

struct help_row {
	const char *heading;           /* NULL: none */
	const struct command *command; /* NULL: none; on its first row */
	struct str left;               /* else what its words are about */
	struct str words;              /* the piece of them on this row */
};

#define LEAST_LINES 6 /* of the part below the head */

/* A column of a page: rows from `first` to before `last`, under the heading
 * `again` where that stands in the column before. */
struct help_part {
	size_t first, last;
	const char *again; /* NULL: it begins with its own */
	size_t line;       /* below the head where it begins */
	int column;
};

struct help_page {
	int keys, width, columns; /* keys and words: of a column */
};

/* Lines above the columns. */
static size_t head_of(const struct help_rows *help)
{
	return help->haves + 2;
}

static const char *const groups[][2] = {
	{ "filter", "the filter" }, { "search", "finding" },
	{ "move", "moving" },       { "look", "looking" },
	{ "panes", "panes" },       { "program", "the program" },
};

static const char *const overlays[][2] = {
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
	add_marks(help, ascii);
	add_heading(help, "the histogram");
	for (size_t i = 0; i < ARRAY_LEN(legend); i++)
		add_command(help, &legend[i]);
	add_fields(help);
	for (int id = 0; id < PANES; id++)
		if (id != (int)focus)
			add_pane(help, (enum pane_id)id);
	for (size_t i = 0; i < ARRAY_LEN(overlays); i++)
		add_group(help, overlays[i][0], overlays[i][1]);
}

/* ---- pages of columns ---- */

static bool is_blank(const struct help_row *row)
{
	return !row->heading && !row->words.at;
}

/* It goes on with the words of the row before. */
static bool goes_on(const struct help_row *row)
{
	return row->words.at && !row->command && !row->left.at;
}

static const char *heading_of(const struct help_rows *help, size_t at)
{
	while (at && !help->row[at].heading)
		at--;
	return help->row[at].heading;
}

/* A column of at most so many lines, which ends with no heading and in the
 * middle of no key. */
static struct help_part take(const struct help_rows *help, size_t at,
			     size_t lines)
{
	struct help_part part = { 0 };

	while (at < help->rows && is_blank(&help->row[at]))
		at++;
	part.first = part.last = at;
	if (at == help->rows)
		return part;
	if (!help->row[at].heading && lines > 1)
		part.again = heading_of(help, at);
	lines -= part.again != NULL;
	lines += !lines; /* a box of one line shows one */
	if (help->rows - at <= lines) {
		part.last = help->rows;
		return part;
	}
	part.last = at + lines;
	while (part.last > at + 1 && (goes_on(&help->row[part.last]) ||
				      help->row[part.last - 1].heading))
		part.last--;
	return part;
}

/* Below the head stand pages as tall as the box, the first what is left of
 * one; the last line of each is blank. */
static size_t divide(struct help_rows *help, int columns, size_t page)
{
	size_t tall = page, at = 0, line = 0, left;

	while (tall < head_of(help) + LEAST_LINES)
		tall += page;
	tall -= head_of(help);
	for (help->parts = 0; at < help->rows; tall = page) {
		left = help->rows - at;
		for (int column = 0; column < columns; column++) {
			struct help_part part =
				take(help, at,
				     columns == 1 ? left + 1
				     : left / (size_t)columns + 4 < tall
					     ? left / (size_t)columns + 3
					     : tall - 1);

			part.line = line;
			part.column = column;
			at = part.last;
			*vec_add(help->part, help->parts, help->parts_room) =
				part;
		}
		line += columns == 1 ? left : tall;
	}
	return line;
}

/* ---- the overlay ---- */

static struct help_page page_of(struct view *view, struct area area)
{
	int count = area.width / COLUMN_LEAST;
	struct help_page page = {
		.keys = area.width < 30 ? KEYS_LEAST : KEYS_WIDTH,
	};

	page.columns = count > 1 ? count : 1;
	page.width = area.width / page.columns - page.keys - 1 -
		     (page.columns > 1 ? 2 : 0);
	page.width = page.width > 1 ? page.width : 1;
	if (view->help.width != page.width) {
		view->help.commands = &view->commands;
		fill(&view->help, view->ascii, page.width);
	}
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

/* The part's line `at` of those it has. */
static void put_part(struct view *view, const struct table_pen *pen,
		     struct area line, const struct help_part *part, size_t at,
		     const struct help_page *page)
{
	int x = line.x + part->column * (line.width / page->columns);

	if (part->again && !at)
		grid_say(pen->grid, x, line.y, page->keys + 1 + page->width,
			 STYLE_LABEL, "%s, continued", part->again);
	else
		put_row(&view->help.row[part->first + at - !!part->again], pen,
			x, line.y, page);
}

/* Line `at` of what is scrolled through: of the head, else of each column. */
static void put_line(struct view *view, const struct table_pen *pen,
		     struct area line, size_t at, const struct help_page *page)
{
	const struct help_rows *help = &view->help;
	size_t head = head_of(help);

	if (!at)
		grid_put(pen->grid, line.x, line.y, line.width, STYLE_TITLE,
			 STR("I have       and press"));
	else if (at <= help->haves)
		have_draw(view, pen->grid, line, at - 1);
	for (size_t i = 0; at >= head && i < help->parts; i++) {
		const struct help_part *part = &help->part[i];
		size_t lines = part->last - part->first + !!part->again;

		if (at - head >= part->line && at - head - part->line < lines &&
		    part->first < part->last)
			put_part(view, pen, line, part, at - head - part->line,
				 page);
	}
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
	size_t tall;

	view->over.page = inside.height > 0 ? (size_t)inside.height : 1;
	tall = head_of(help) + divide(help, page.columns, view->over.page);
	/* The cursor is the first line shown. */
	help->lines = tall > view->over.page ? tall - view->over.page + 1 : 1;
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

	if (move == MOVE_DOWN && shows && help->chosen + 1 < help->haves)
		line = ++help->chosen + 1;
	else if (move == MOVE_UP && shows && help->chosen)
		line = --help->chosen + 1;
	else
		scroll_move(at, move, help->lines, page + 1); /* whole pages */
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
	size_t at = 0;

	if (found.line == SIZE_MAX) {
		view_say(view, true, "no word here has %s",
			 view->selection->finder.pattern);
		return;
	}
	while (found.line >= help->part[at].last)
		at++;
	help->found = found.line;
	view->over.at.cursor = head_of(help) + help->part[at].line +
			       !!help->part[at].again + found.line -
			       help->part[at].first;
	view_say(view, false, "%zu/%zu%s", found.nth, found.count,
		 found.wrapped ? "  wrapped" : "");
}

static void end(struct view *view)
{
	have_end(view);
	free(view->help.row);
	free(view->help.part);
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
	view->over.at.cursor = head_of(help);
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
