/* SPDX-License-Identifier: MIT */
/* candidates.c - the list above the prompt: ways to go on with what is typed,
 * in `&` each with the events that it would leave, in `:` the commands. It
 * follows every letter; Tab and the arrows put one of them in the place of the
 * word, and Enter takes the line as it then stands. */
#include <assert.h>
#include <stdlib.h>

#include "ask.h"
#include "pane.h"

#define WIDEST 104 /* cells of the box */
#define NARROW 60  /* ... that has no room for words */
#define LINES_MOST 10

enum { WAY_TEXT, WAY_EVENTS, WAY_KEYS, WAY_WORDS };

static const struct table_column columns[] = {
	[WAY_TEXT] = { "way", .kind = CELL_TEXT, .least = 16, .most = 54,
		       .style = STYLE_TEXT },
	[WAY_EVENTS] = { "events", .kind = CELL_COUNT, .least = 9,
			 .style = STYLE_COUNT },
	[WAY_KEYS] = { "keys", .kind = CELL_TEXT, .least = 9,
		       .style = STYLE_ACCENT },
	[WAY_WORDS] = { "words", .kind = CELL_TEXT, .rank = 1, .least = 8,
			.grows = 999, .style = STYLE_LABEL },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.sort = SIZE_MAX,
					.left = 1,
					.right = 1 };

/* ---- commands ---- */

/* What is typed of a command's name; absent once a blank follows. */
static struct str name_typed(const struct prompt *prompt)
{
	struct str typed = buf_str(&prompt->list.word);

	return prompt->list.from ? STR_NONE : typed.at ? typed : STR("");
}

/* Finds those whose name begins with what is typed, then those that hold it:
 * once for each letter, since a list asks for each of its cells. */
static void find_commands(struct view *view)
{
	struct str typed = name_typed(&view->prompt);
	struct candidates *list = &view->prompt.list;

	list->commands = 0;
	if (!list->command)
		list->command =
			xcalloc(view->commands.count, sizeof(*list->command));
	for (int inside = 0; inside < 2 && typed.at; inside++)
		for (size_t i = 0; i < view->commands.count; i++) {
			const struct command *row = &view->commands.row[i];
			ptrdiff_t at =
				str_search_nocase(str_of(row->name), typed);

			if (row->places & IN_PANES && at >= 0 &&
			    (at > 0) == inside)
				list->command[list->commands++] = row;
		}
}

/* ---- rows ---- */

static bool of_commands(const struct view *view)
{
	return view->prompt.kind == PROMPT_COMMAND;
}

static size_t ways_count(const void *of)
{
	const struct view *view = of;

	if (view->prompt.kind == PROMPT_FILTER)
		return view->selection->offers.count;
	return of_commands(view) ? view->prompt.list.commands : 0;
}

static struct str nth_text(const struct view *view, size_t n)
{
	if (of_commands(view))
		return str_of(view->prompt.list.command[n]->name);
	return str_of(view->selection->offers.at[n].text);
}

static void command_cell(const struct command *command, size_t column,
			 struct table_cell *cell)
{
	cell->unknown = column == WAY_EVENTS;
	cell->text = str_of(column == WAY_TEXT   ? command->name
			    : column == WAY_KEYS ? command->keys
						 : command->help);
}

static void ways_cell(const void *of, size_t at, size_t column,
		      struct table_cell *cell)
{
	const struct view *view = of;
	const struct offer *offer;

	if (of_commands(view)) {
		command_cell(view->prompt.list.command[at], column, cell);
		return;
	}
	assert(at < view->selection->offers.count);
	offer = &view->selection->offers.at[at];
	cell->count = offer->trial.count;
	cell->unknown = column == WAY_EVENTS && !offer->trial.counted;
	if (column == WAY_TEXT)
		cell->text = str_of(offer->text);
	else if (column == WAY_WORDS)
		cell->text = str_of(offer->words);
	cell->styled = offer->trial.counted && !offer->trial.count;
	cell->style = STYLE_DIM;
}

static bool ways_hidden(const void *of, size_t column)
{
	const struct view *view = of;

	if (column == WAY_WORDS)
		return view->prompt.list.narrow;
	return column == (of_commands(of) ? WAY_EVENTS : WAY_KEYS);
}

static const struct table_rows rows = { .count = ways_count,
					.cell = ways_cell,
					.hidden = ways_hidden,
					.flows = true };

/* ---- choosing ---- */

void candidates_renew(struct view *view)
{
	struct prompt *prompt = &view->prompt;
	struct candidates *list = &prompt->list;
	struct str text = buf_str(&prompt->text);

	list->chosen = SIZE_MAX;
	list->wanted = 0;
	list->from = prompt->at;
	if (prompt->kind == PROMPT_FILTER) {
		offers_ask(view->selection, text, prompt->at, prompt->edits);
		list->from = view->selection->offers.from;
	} else if (prompt->kind == PROMPT_COMMAND &&
		   str_find(str_slice(text, 0, prompt->at), ' ') < 0) {
		list->from = 0;
	}
	buf_reset(&list->word);
	buf_add(&list->word, str_slice(text, list->from, prompt->at));
	if (of_commands(view))
		find_commands(view);
}

void candidates_end(struct view *view)
{
	struct candidates *list = &view->prompt.list;

	offers_end(view->selection);
	table_release(&list->table);
	buf_release(&list->word);
	free(list->command);
	*list = (struct candidates){ .chosen = SIZE_MAX };
}

bool candidates_choose(struct view *view, int direction, struct str *text)
{
	enum prompt_kind kind = view->prompt.kind;
	struct candidates *list = &view->prompt.list;
	size_t count, at;

	assert(direction >= -1 && direction <= 1);
	if (kind == PROMPT_COMMAND ||
	    (kind == PROMPT_FILTER && view_store(view)))
		list->wanted += direction;
	if (!list->wanted ||
	    (kind == PROMPT_FILTER && !view->selection->offers.whole))
		return false;
	/* What was typed stands behind the last of them. */
	count = ways_count(view);
	at = list->chosen == SIZE_MAX ? count : list->chosen;
	for (; list->wanted > 0; list->wanted--)
		at = at == count ? 0 : at + 1;
	for (; list->wanted < 0; list->wanted++)
		at = at ? at - 1 : count;
	list->chosen = at == count ? SIZE_MAX : at;
	*text = at == count ? buf_str(&list->word) : nth_text(view, at);
	return true;
}

/* ---- drawing ---- */

static void put_title(const struct view *view, struct buf *out)
{
	const struct offers *offers = &view->selection->offers;

	if (of_commands(view))
		buf_add(out, STR("commands"));
	else if (offers->field.len)
		buf_addf(out, "values of %s", offers->field.at);
	else
		buf_add(out, offers->overview ? STR("overview")
					      : STR("fields and values"));
}

/* At the right of the title `6 of 14`: so many show, or the 6th of them is
 * chosen; where not all of them show. */
static void put_head(const struct view *view, size_t count, struct grid *grid,
		     struct area box)
{
	const struct candidates *list = &view->prompt.list;
	struct buf title = { 0 }, place = { 0 };

	put_title(view, &title);
	grid_box(grid, box, buf_str(&title));
	buf_addf(&place, " %zu of %zu ",
		 list->chosen == SIZE_MAX ? list->shown : list->chosen + 1,
		 count);
	if (count > list->shown &&
	    grid_measure(grid, buf_str(&title), box.width) + (int)place.len <=
		    box.width - 6)
		grid_put_right(grid, box.x, box.y, box.width - 2, STYLE_LABEL,
			       buf_str(&place));
	buf_release(&title);
	buf_release(&place);
}

/* Lines of the list in a box of that height; the overview is read as a whole,
 * and has all there are. */
static size_t lines_of(const struct view *view, int height)
{
	size_t most = height > 2 ? (size_t)height - 2 : 0;

	return !view->selection->offers.overview && most > LINES_MOST
		       ? LINES_MOST
		       : most;
}

void candidates_draw(struct view *view, struct grid *grid,
		     const struct layout *layout)
{
	struct candidates *list = &view->prompt.list;
	struct area box = layout->over;
	struct table_pen pen = { .grid = grid, .headless = true };
	size_t count = ways_count(view), lines = lines_of(view, box.height);

	if (count == 1 && list->chosen == SIZE_MAX &&
	    str_eq(nth_text(view, 0), buf_str(&list->word)))
		count = 0; /* it stands there already */
	list->shown = count < lines ? count : lines;
	if (!list->shown)
		return;
	box.width = box.width < WIDEST ? box.width : WIDEST;
	list->narrow = box.width < NARROW;
	if (!list->table.form)
		table_init(&list->table, &form, &rows, view);
	table_renew(&list->table);
	table_arrange(&list->table, 0);
	box.y += box.height - (int)list->shown - 2;
	box.height = (int)list->shown + 2;
	spare_line(view, layout, &box);
	put_head(view, count, grid, box);
	pen.focused = list->chosen != SIZE_MAX;
	list->table.at.cursor = pen.focused ? list->chosen : 0;
	pen.area = (struct area){ box.x + 1, box.y + 1, box.width - 2,
				  box.height - 2 };
	table_draw(&list->table, &pen);
}
