/* SPDX-License-Identifier: MIT */
/* run.c - what each command does. Panes are asked first; what they do not
 * know belongs to the filter, the search, the panes as a whole or the
 * program. */
#include "frame.h"
#include "frequency_table.h"
#include "panes.h"
#include "pivot_menu.h"

static void focus_on(struct view *view, enum pane_id id)
{
	if (view->focus == id)
		return;
	spots_record(view, true);
	view->focus = id;
}

static void zoom(struct view *view)
{
	spots_record(view, false);
	view->zoomed = !view->zoomed;
}

static bool run_panes(struct view *view, enum command command)
{
	switch (command) {
	case COMMAND_USERS:
	case COMMAND_RESOURCES:
	case COMMAND_TIMELINE:
	case COMMAND_EVENT:
		focus_on(view, (enum pane_id)(command - COMMAND_USERS));
		return true;
	case COMMAND_NEXT_PANE:
		focus_on(view, (view->focus + 1) % PANES);
		return true;
	case COMMAND_LAST_PANE:
		focus_on(view, (view->focus + PANES - 1) % PANES);
		return true;
	case COMMAND_ZOOM:
		zoom(view);
		return true;
	default:
		return false;
	}
}

static void filter_with(struct view *view, struct str text)
{
	if (!text.at || !text.len)
		ask_open(view, PROMPT_FILTER, STR(""));
	else
		view_chip(view, SIZE_MAX, text);
}

static bool run_filter(struct view *view, enum command command, struct str rest)
{
	switch (command) {
	case COMMAND_KEEP:
		filter_keep(view);
		return true;
	case COMMAND_WITHOUT:
		filter_without(view);
		return true;
	case COMMAND_FILTER:
		filter_with(view, rest);
		return true;
	case COMMAND_PEOPLE:
		change_flip(view->selection, PEOPLE);
		return true;
	case COMMAND_WRITES:
		change_flip(view->selection, WRITES);
		return true;
	case COMMAND_ALL_OFF:
		filter_all_off(view);
		return true;
	case COMMAND_CHIPS:
		overlay_open(view, OVERLAY_CHIPS);
		return true;
	case COMMAND_BACK:
		if (!spots_go(view, false))
			view_say(view, false, "this is where it began");
		return true;
	case COMMAND_FORWARD:
		if (!spots_go(view, true))
			view_say(view, false, "no step forward");
		return true;
	default:
		return false;
	}
}

/* What is asked from the cell or the event under the cursor. */
static bool run_from_here(struct view *view, enum command command,
			  struct str rest)
{
	switch (command) {
	case COMMAND_FREQUENCY:
		frequency_open(view, rest);
		return true;
	case COMMAND_PIVOT:
		pivot_open(view);
		return true;
	case COMMAND_AROUND:
		around_widen(view);
		return true;
	default:
		return false;
	}
}

static void find(struct view *view, int direction)
{
	if (view->selection->finder.search)
		find_move(view, direction);
	else
		view_say(view, false, "nothing searched yet: / searches");
}

static void search_with(struct view *view, struct str pattern)
{
	struct err err;

	if (!pattern.at || !pattern.len)
		ask_open(view, PROMPT_SEARCH, STR(""));
	else if (finder_set(view->selection, pattern, false, &err) < 0)
		view_say(view, true, "%s", err.text);
	else
		find(view, 0);
}

static void go_to(struct view *view, struct str where)
{
	if (!where.at || !where.len) {
		ask_open(view, PROMPT_COMMAND, STR("goto "));
		return;
	}
	spots_record(view, false);
	if (!timeline_goto(view, where))
		view_say(view, true, "no time and no event id here: %.*s",
			 STR_ARG(where));
}

static bool run_search(struct view *view, enum command command, struct str rest)
{
	switch (command) {
	case COMMAND_SEARCH:
		search_with(view, rest);
		return true;
	case COMMAND_FIND_NEXT:
	case COMMAND_FIND_BACK:
		find(view, command == COMMAND_FIND_NEXT ? 1 : -1);
		return true;
	case COMMAND_NOTABLE:
	case COMMAND_NOTABLE_BACK:
		timeline_seek(view, FLAG_NOTABLE,
			      command == COMMAND_NOTABLE ? 1 : -1, "notable");
		return true;
	case COMMAND_DENIED:
	case COMMAND_DENIED_BACK:
		timeline_seek(view, FLAG_DENIED,
			      command == COMMAND_DENIED ? 1 : -1, "denied");
		return true;
	case COMMAND_GOTO:
		go_to(view, rest);
		return true;
	default:
		return false;
	}
}

static void set_zone(struct view *view, struct str zone)
{
	if (!zone.at || !zone.len) {
		ask_open(view, PROMPT_COMMAND, STR("tz "));
		return;
	}
	effect_add(view, EFFECT_ZONE, zone);
	view->zone = ZONE_LOCAL;
	timeline_measure(view);
}

static void toggle_zone(struct view *view)
{
	view->zone = view->zone == ZONE_UTC ? ZONE_LOCAL : ZONE_UTC;
	timeline_measure(view);
}

static void begin_copy(struct view *view)
{
	view->copying = true;
	view_say(view, false,
		 "copy:  y cell   i event id   j JSON   l line   c command");
}

static bool run_look(struct view *view, enum command command, struct str rest)
{
	switch (command) {
	case COMMAND_FORM:
		event_pane.command(view, command);
		return true;
	case COMMAND_CLOCK:
		toggle_zone(view);
		return true;
	case COMMAND_TZ:
		set_zone(view, rest);
		return true;
	case COMMAND_COPY:
		begin_copy(view);
		return true;
	case COMMAND_SOURCES:
		overlay_open(view, OVERLAY_SOURCES);
		return true;
	case COMMAND_HELP:
		overlay_open(view, OVERLAY_HELP);
		return true;
	default:
		return histogram_command(view, command);
	}
}

/* Closes what is on top; at the root leaves, but a long load not by a slip
 * of the finger. */
static void quit(struct view *view)
{
	if (view->overlay.kind != OVERLAY_NONE) {
		overlay_close(view);
	} else if (view->zoomed) {
		zoom(view);
	} else if (view->evidence.seconds > 5 && !view->leaving) {
		view->leaving = true;
		view_say(view, false, "q again leaves");
	} else {
		effect_add(view, EFFECT_QUIT, STR_NONE);
	}
}

static void open_path(struct view *view, struct str path)
{
	if (!path.at || !path.len)
		ask_open(view, PROMPT_COMMAND, STR("open "));
	else
		effect_add(view, EFFECT_OPEN, path);
}

/* What the title line says is stopped: a job that keeps one waiting before
 * loading. A search that is still looking is given up. */
static void stop(struct view *view)
{
	const struct job *job = view_job(view);
	bool stopped = selection_stopped(view->selection);

	if (view->seeking) {
		finder_set(view->selection, STR(""), true, NULL);
		view->seeking = false;
		view_say(view, false, "the search is given up");
	} else if (job && !stopped && selection_stop(view->selection)) {
		view_say(view, false,
			 "%s is stopped: what stands is from before",
			 job->name);
	} else if (view->evidence.loading) {
		effect_add(view, EFFECT_STOP, STR_NONE);
	} else if (stopped) {
		view_say(view, false, "%s is stopped until the next choice",
			 job->name);
	} else {
		view_say(view, false, "nothing runs; q leaves");
	}
}

static bool run_program(struct view *view, enum command command,
			struct str rest)
{
	switch (command) {
	case COMMAND_PROMPT:
		ask_open(view, PROMPT_COMMAND, STR(""));
		return true;
	case COMMAND_OPEN:
		open_path(view, rest);
		return true;
	case COMMAND_RESUME:
		effect_add(view, EFFECT_RESUME, STR_NONE);
		return true;
	case COMMAND_STOP:
		stop(view);
		return true;
	case COMMAND_SUSPEND:
		effect_add(view, EFFECT_SUSPEND, STR_NONE);
		return true;
	case COMMAND_REDRAW:
		effect_add(view, EFFECT_REDRAW, STR_NONE);
		return true;
	case COMMAND_QUIT:
		quit(view);
		return true;
	case COMMAND_LEAVE:
		effect_add(view, EFFECT_QUIT, STR_NONE);
		return true;
	default:
		return false;
	}
}

void command_run(struct view *view, enum command command, struct str rest)
{
	if (command == COMMAND_NONE)
		return;
	if (command_panes(command) & (1u << view->focus) &&
	    view->panes[view->focus]->command(view, command))
		return;
	if (run_panes(view, command) || run_filter(view, command, rest) ||
	    run_from_here(view, command, rest) ||
	    run_search(view, command, rest) || run_look(view, command, rest) ||
	    run_program(view, command, rest))
		return;
	view_say(view, false, "`%s` does nothing in this pane",
		 command_at(command)->name);
}

void view_command(struct view *view, struct str line)
{
	struct str name = str_trim(line), rest = STR("");
	ptrdiff_t blank;
	enum command command;

	if (str_starts(name, STR(":")))
		name = str_slice(name, 1, name.len);
	blank = str_find(name, ' ');
	if (blank >= 0) {
		rest = str_trim(str_slice(name, (size_t)blank, name.len));
		name = str_slice(name, 0, (size_t)blank);
	}
	command = command_of_name(name);
	view->stale = true;
	if (command == COMMAND_NONE)
		view_say(view, true, "no command `%.*s`; ? lists them",
			 STR_ARG(name));
	else
		command_run(view, command, rest);
}
