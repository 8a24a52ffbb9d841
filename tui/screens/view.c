/* SPDX-License-Identifier: MIT */
/* view.c - the door: from birth over keys to drawing and printing. */
#include <assert.h>
#include <stdlib.h>

#include "ask.h"
#include "event_pane.h"
#include "pane.h"
#include "rosters.h"
#include "sweep_pane.h"
#include "timeline.h"
#include "work.h"

/* Before a key is obeyed, what it acts on is brought up to date: of few rows
 * everything, of many the hits alone. After it, what few rows can show at
 * once is made before it is drawn. Nobody waits for more. */
#define ROWS_A_SLICE 20000 /* of many: at most 4 ms of a filter's work */

/* What the rows of the pane are asked of, filled in. */
static const void *rows_of(struct view *view, enum pane_id id)
{
	if (id == PANE_SWEEP) {
		view->findings =
			(struct sweep_rows){ .sweep = &view->selection->sweep,
					     .alikes = view->alikes,
					     .view = view };
		return &view->findings;
	}
	if (id > PANE_RESOURCES)
		return view;
	view->listed[id] = (struct roster_rows){
		.selection = view->selection,
		.roster = &view->selection->roster[id],
		.kind = (enum roster_kind)id,
		.alikes = view->alikes,
		.ascii = view->ascii,
	};
	return &view->listed[id];
}

struct view *view_new(const struct view_options *options)
{
	struct view *view = xcalloc(1, sizeof(*view));
	struct err err; /* what is no column was told before */

	view->zone = options->zone;
	view->ascii = options->ascii;
	view->now = options->now;
	view->commands = command_table();
	view->alikes = alikes_new();
	view->focus = PANE_TIMELINE;
	view->stale = true;
	view->event.row = view->event.left_row = ROW_NONE;
	view->begin = options->at.at ? xstrdup(options->at) : NULL;
	view->jumped = ROW_NONE;
	view->difference.row = view->difference.other = ROW_NONE;
	view->difference.held = ROW_NONE;
	view->histogram.low = view->histogram.high = TIME_NONE;
	view->selection = selection_new(options->filter, spots_of, view);
	for (int id = 0; id < PANE_EVENT; id++) {
		const struct screen *pane = pane_at((enum pane_id)id);

		table_init(&view->table[id], pane->form, pane->rows,
			   rows_of(view, (enum pane_id)id));
	}
	view->table[PANE_TIMELINE].here = ROW_NONE;
	view->table[PANE_TIMELINE].at.column = TIMELINE_EVENT;
	view->columns = xcalloc(1, sizeof(*view->columns));
	columns_choose(view, options->columns, &err);
	selection_sort(view->selection,
		       (struct hit_order){ .fold = options->fold });
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	overlay_close(view);
	free((void *)view->commands.row);
	columns_free(view->columns);
	for (int id = 0; id < PANE_EVENT; id++) {
		narrow_drop(view, &view->table[id]);
		table_release(&view->table[id]);
	}
	for (int id = 0; id < ROSTERS; id++)
		roster_release(&view->listed[id]);
	alikes_free(view->alikes);
	selection_free(view->selection);
	event_release(&view->event);
	empty_release(&view->empty);
	prompt_release(&view->prompt);
	while (view_effect(view).kind != EFFECT_NONE)
		; /* each frees the one before */
	buf_release(&view->fact.words);
	buf_release(&view->aimed);
	buf_release(&view->message.text);
	buf_release(&view->filter_text);
	free(view->begin);
	free(view);
}

void view_show(struct view *view, const struct evidence *evidence)
{
	bool first = !view->evidence.store && evidence->store;
	bool last = view->evidence.loading && !evidence->loading;

	view->evidence = *evidence;
	for (int id = 0; id < ROSTERS; id++)
		view->listed[id].store = evidence->store;
	view->findings.store = evidence->store;
	selection_show(view->selection, evidence->store);
	/* What is typed meanwhile is looked for in what came. */
	if (view->prompt.kind == PROMPT_FILTER && (first || last))
		candidates_renew(view);
}

/* ---- keys ---- */

static void begin_key(struct view *view, struct key key)
{
	view->stale = view->begun = true;
	view->message.bad = false;
	buf_reset(&view->message.text);
	view->choices = view->selection->choices;
	if (key.code != 'q')
		view->leaving = false;
	if (view->prompt.kind == PROMPT_NONE)
		view_catch_up(view, FEW_ROWS, ROWS_A_SLICE);
	if (view->event.left_row != ROW_NONE ||
	    (view->focus == PANE_EVENT && !view->overlay))
		event_prepare(view, view_row(view));
	view->event.left_row = ROW_NONE;
}

static void obey(struct view *view, const struct command *command,
		 struct str rest)
{
	const struct screen *overlay = view->overlay;

	if (!(command->places & screen_top(view)->place))
		view_say(view, false, "`%s` does nothing in this pane",
			 command->name);
	else if (overlay && command->run == overlay->commands.row[0].run)
		overlay_leave(view);
	else
		command->run(view, rest, command->how);
}

static void say_unknown(struct view *view, struct str name)
{
	struct buf near = { 0 };

	commands_put_near(&view->commands, name, &near);
	view_say(view, true, ":%.*s: no such command; %s%s", STR_ARG(name),
		 near.len ? "near: " : "? lists them", near.len ? near.at : "");
	buf_release(&near);
}

void view_command(struct view *view, struct str line)
{
	struct str name = str_trim(line), rest = STR("");
	const struct command *command;
	ptrdiff_t blank;

	if (str_starts(name, STR(":")))
		name = str_slice(name, 1, name.len);
	blank = str_find(name, ' ');
	if (blank >= 0) {
		rest = str_trim(str_slice(name, (size_t)blank, name.len));
		name = str_slice(name, 0, (size_t)blank);
	}
	command = command_of_name(&view->commands, name);
	view->stale = true;
	if (command)
		obey(view, command, rest);
	else
		say_unknown(view, name);
}

/* Who goes on from a name has found it: the list it stood in is whole again,
 * the cursor on that name. */
static void enter(struct view *view, const struct command *command)
{
	struct table *list = view->overlay ? NULL : list_top(view);

	obey(view, command, STR_NONE);
	if (list && list != table_top(view))
		narrow_drop(view, list);
}

static const struct command *command_of(struct view *view, int code)
{
	return command_of_key(&view->commands, (struct key){ .code = code },
			      screen_top(view)->place);
}

static void ask(struct view *view, struct key key)
{
	const struct command *command = command_of(view, PRESS_ENTER);

	if (!ask_key(view, key))
		return;
	if (view->prompt.line.len)
		view_command(view, buf_str(&view->prompt.line));
	else if (command)
		enter(view, command);
}

/* Esc first ends what makes the list narrow. */
static void press(struct view *view, struct key key)
{
	const struct command *command = command_of(view, key.code);
	struct table *list = list_top(view);

	if (key.code == PRESS_ESC && list && narrow_end(view, list))
		return;
	if (command && key.code == PRESS_ENTER)
		enter(view, command);
	else if (command)
		obey(view, command, STR_NONE);
}

/* A chip that comes while all are off does not turn the others on. */
static void tell_off(struct view *view)
{
	const struct chips *chips = &view->selection->chips;
	struct buf text = { 0 };
	size_t off = 0;

	for (size_t i = 0; i < chips->count; i++)
		off += chips->at[i].off;
	if (!off)
		return;
	count_put(&text, off, "chip");
	view_say(view, false, "%s stay%s off; x lists them", text.at,
		 off == 1 ? "s" : "");
	buf_release(&text);
}

void view_key(struct view *view, struct key key)
{
	bool off = view->selection->chips.off;

	if (key.code == PRESS_NONE)
		return;
	begin_key(view, key);
	view->bursting = 0;
	view->steps.given_up = view->steps.direction != 0;
	view->steps.direction = 0;
	if (key.code == PRESS_HUNG_UP)
		effect_add(view, EFFECT_QUIT, STR_NONE);
	else if (key.code == PRESS_PASTE)
		ask_paste(view, key.text);
	else if (view->prompt.kind != PROMPT_NONE)
		ask(view, key);
	else
		press(view, key);
	if (off && !view->selection->chips.off)
		tell_off(view);
	view_work(view,
		  view->selection->rows <= FEW_ROWS ? FEW_ROWS : ROWS_A_SLICE);
}

/* ---- drawing ---- */

/* One that is hidden will be as high as what stands in its place, whatever it
 * was when it was seen last. */
static void pane_measure(struct view *view, const struct layout *layout,
			 enum pane_id id)
{
	struct table *table = &view->table[id];
	int height = layout->pane[view->focus].height - 2;

	table->width = pane_rows(layout->pane[id], id).width;
	if (layout->pane[id].height <= 0)
		table->page = height > 1 ? (size_t)height : 1;
}

void view_draw(struct view *view, struct grid *grid, bool calm)
{
	struct layout layout;

	grid_clear(grid);
	sweep_take_screen(view, layout_is_single(grid->width, grid->height));
	layout_make(&layout, view, grid->width, grid->height);
	view->medium = layout.medium;
	view->shown = 0;
	for (int id = 0; id < PANES; id++)
		view->shown |= (layout.pane[id].height > 0 ? 1u : 0) << id;
	view->fact.shown = layout.facts.height > 0;
	view->stale = view->selection->stale = false;
	if (layout.tiny) {
		grid_say(grid, 0, 0, grid->width, STYLE_LABEL, "too small");
		return;
	}
	/* What is drawn at this size is made before it is. */
	if (layout.histogram.height)
		histogram_ask(view, layout.histogram);
	for (int id = 0; id < PANE_EVENT; id++)
		pane_measure(view, &layout, (enum pane_id)id);
	rosters_want(view);
	sweep_fit(view, &layout);
	view_follow(view);
	if (calm)
		event_prepare(view, view_row(view));

	if (layout.status.height)
		status_draw(view, grid, layout.status);
	if (layout.filter.height)
		filter_draw(view, grid, layout.filter);
	if (layout.facts.height)
		facts_draw(view, grid, layout.facts);
	if (layout.histogram.height)
		histogram_draw(view, grid, layout.histogram);
	panes_draw(view, grid, &layout);
	if (view->prompt.kind != PROMPT_NONE)
		candidates_draw(view, grid, &layout);
	hint_draw(view, grid, layout.hint);
}

/* ---- for pipes ---- */

size_t screen_print(enum screen_kind what, const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	static const struct screen *const screens[] = {
		[SCREEN_USERS] = &users_pane,
		[SCREEN_RESOURCES] = &resources_pane,
		[SCREEN_VALUES] = &frequency_overlay,
		[SCREEN_FILES] = &sources_overlay,
		[SCREEN_SWEEP] = &sweep_pane,
	};

	assert(what < ARRAY_LEN(screens) && asked->store);
	return screens[what]->print(asked, options, defused);
}
