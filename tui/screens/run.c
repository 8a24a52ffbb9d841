/* SPDX-License-Identifier: MIT */
/* run.c - what commands do that belong to no one screen: the filter, the
 * search, the panes as a whole, the program; and all commands in one table. */
#include <string.h>

#include "ask.h"
#include "pane.h"
#include "timeline.h"

/* ---- the filter ---- */

static void run_keep(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	size_t replaces;
	struct expr *keep;

	if (!screen_top(view)->aim(view, &aim))
		return;
	keep = chips_keep(&view->selection->chips, &aim, &replaces);
	view_chip(view, replaces, ask_of(keep));
}

static void run_without(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };

	if (screen_top(view)->aim(view, &aim))
		view_leave_out(view, &aim);
}

static void run_filter(struct view *view, struct str rest, int how)
{
	if (rest.len)
		view_typed(view, SIZE_MAX, rest);
	else
		ask_open(view, PROMPT_FILTER, STR(""));
}

static void run_people(struct view *view, struct str rest, int how)
{
	change_flip(view->selection, PEOPLE);
}

static void run_writes(struct view *view, struct str rest, int how)
{
	change_flip(view->selection, WRITES);
}

static void run_all_off(struct view *view, struct str rest, int how)
{
	if (!change_all_off(view->selection))
		view_say(view, false, "no chips to turn off");
	else if (view->overlay)
		table_renew(&view->over);
}

static void run_step(struct view *view, struct str rest, int how)
{
	if (!spots_go(view, how > 0))
		view_say(view, false, "%s",
			 how > 0 ? "no step forward"
				 : "this is where it began");
}

/* ---- finding ---- */

static void run_find(struct view *view, struct str rest, int how)
{
	struct table *list = list_top(view);

	if (view->selection->finder.search || (list && list->narrowed.find.by))
		screen_find(view, how);
	else
		view_say(view, false, "nothing searched yet: / searches");
}

static void run_search(struct view *view, struct str rest, int how)
{
	struct table *list = list_top(view);
	struct err err;

	if (!rest.len)
		ask_open(view, PROMPT_SEARCH,
			 list ? narrow_pattern(view, list) : STR(""));
	else if (list ? narrow_set(view, list, rest, false, &err) < 0
		      : finder_set(view->selection, rest, false, &err) < 0)
		view_say(view, true, "%s", err.text);
	else if (!list)
		screen_find(view, 0);
}

static void run_notable(struct view *view, struct str rest, int how)
{
	timeline_step(view, how, false);
}

static void run_denied(struct view *view, struct str rest, int how)
{
	timeline_step(view, how, true);
}

static void run_goto(struct view *view, struct str rest, int how)
{
	if (!rest.len) {
		ask_open(view, PROMPT_COMMAND, STR("goto "));
		return;
	}
	if (!timeline_goto(view, rest))
		view_say(view, true, "no time and no event id here: %.*s",
			 STR_ARG(rest));
}

static void run_unjump(struct view *view, struct str rest, int how)
{
	timeline_unjump(view);
}

/* ---- panes ---- */

static void run_focus(struct view *view, struct str rest, int how)
{
	if ((int)view->focus == how)
		return;
	spots_record(view, true);
	view->focus = (enum pane_id)how;
}

static void run_other_pane(struct view *view, struct str rest, int how)
{
	run_focus(view, rest, ((int)view->focus + PANES + how) % PANES);
}

static void run_zoom(struct view *view, struct str rest, int how)
{
	spots_record(view, false);
	view->zoomed = !view->zoomed;
}

/* ---- looking ---- */

/* Enter on an event: a marked range becomes a chip, else it is gone into. */
static void run_show(struct view *view, struct str rest, int how)
{
	if (view->histogram.low != TIME_NONE &&
	    view->histogram.high != TIME_NONE)
		range_to_chip(view);
	else if (timeline_unfold(view))
		view_say(view, false, "unfolded; Space folds it again");
	else if (view_row(view) != ROW_NONE) {
		/* Esc leads back here, wherever one came from. */
		spots_record(view, false);
		view->focus = PANE_EVENT;
	}
}

static void run_range(struct view *view, struct str rest, int how)
{
	range_to_chip(view);
}

/* Times are written otherwise: the Timeline is measured anew. */
static void change_zone(struct view *view, enum zone zone)
{
	view->zone = zone;
	view_date(view);
}

static void run_clock(struct view *view, struct str rest, int how)
{
	struct buf zone = { 0 };

	change_zone(view, view->zone == ZONE_UTC ? ZONE_LOCAL : ZONE_UTC);
	time_put_zone(&zone, view->now, view->zone);
	if (view->zone == ZONE_LOCAL && str_eq(buf_str(&zone), STR("UTC")))
		view_say(view, false,
			 "the local zone is UTC; :tz Europe/Berlin sets one");
	else
		view_say(view, false, "times in %s%s",
			 view->zone == ZONE_LOCAL ? "local time, " : "",
			 zone.at);
	buf_release(&zone);
}

static void run_tz(struct view *view, struct str rest, int how)
{
	if (!rest.len) {
		ask_open(view, PROMPT_COMMAND, STR("tz "));
		return;
	}
	effect_add(view, EFFECT_ZONE, rest);
	change_zone(view, ZONE_LOCAL);
}

/* ---- the program ---- */

static void run_prompt(struct view *view, struct str rest, int how)
{
	ask_open(view, PROMPT_COMMAND, STR(""));
}

static void run_open(struct view *view, struct str rest, int how)
{
	if (rest.len)
		effect_add(view, EFFECT_OPEN, rest);
	else
		view_say(view, true,
			 "open what? `:open PATH` loads a file or folder as "
			 "well");
}

static void run_resume(struct view *view, struct str rest, int how)
{
	effect_add(view, EFFECT_RESUME, STR_NONE);
}

/* What the title line says is stopped: a job that keeps one waiting before
 * loading. A search that is still looking is given up. */
static void run_stop(struct view *view, struct str rest, int how)
{
	const struct job *job = view_job(view);
	bool stopped = selection_stopped(view->selection);

	if (view->steps.given_up) {
		view_say(view, false, "the search is given up");
	} else if (view->seeking) {
		finder_set(view->selection, STR(""), true, NULL);
		view->seeking = false;
		view_say(view, false, "the search is given up");
	} else if (job && !stopped && selection_stop(view->selection)) {
		view_say(view, false,
			 "%s is stopped: what stands is from before",
			 job->name);
	} else if (view->overlay) {
		overlay_close(view);
	} else if (view->evidence.loading) {
		effect_add(view, EFFECT_STOP, STR_NONE);
	} else if (stopped) {
		view_say(view, false, "%s is stopped until you ask for more",
			 job->name);
	} else {
		view_say(view, false, "nothing runs; q leaves");
	}
}

static void run_effect(struct view *view, struct str rest, int how)
{
	effect_add(view, (enum effect_kind)how, STR_NONE);
}

static void run_close(struct view *view, struct str rest, int how)
{
	overlay_leave(view);
}

/* At the root it leaves, but a long load not by a slip of the finger. */
static void run_quit(struct view *view, struct str rest, int how)
{
	if (view->zoomed) {
		run_zoom(view, rest, how);
	} else if (view->evidence.seconds > 5 && !view->leaving) {
		view->leaving = true;
		view_say(view, false, "q again leaves");
	} else {
		effect_add(view, EFFECT_QUIT, STR_NONE);
	}
}

/* ---- commands ---- */

static const struct command commands[] = {
	{ "show", "Enter", IN_TIMELINE, "look", NULL,
	  "go to the Event pane; a marked range becomes a chip", run_show },
	{ "keep", "=", IN_CELLS, "filter", NULL,
	  "only what equals the cell; again on the field: any of these",
	  run_keep },
	{ "without", "!", IN_CELLS, "filter", NULL,
	  "leave out what equals the cell", run_without },
	{ "filter", "&", IN_PANES, "filter", NULL,
	  "add a chip: an expression, counted while you type", run_filter },
	{ "people", "P", IN_PANES, "filter", NULL,
	  "people only, without AWS services; again: all", run_people },
	{ "writes", "W", IN_PANES, "filter", NULL,
	  "writes only; again: reads too", run_writes },
	{ "chips-off", "F", IN_PANES | IN_CHIPS, "filter", "all",
	  "all chips off, and on again", run_all_off },
	{ "back", "Esc u", IN_PANES, "filter", NULL,
	  "back a step: filter, focus, cursor and zoom as they were", run_step,
	  -1 },
	{ "forward", "^R", IN_PANES, "filter", NULL, "forward again", run_step,
	  1 },
	{ "search", "/", IN_SEARCHED, "search", "search",
	  "search with a regex: any value; lists show the names alone",
	  run_search },
	{ "find-next", "n", IN_SEARCHED, "search", NULL, "next hit", run_find,
	  1 },
	{ "find-back", "N", IN_SEARCHED, "search", NULL, "previous hit",
	  run_find, -1 },
	{ "notable", ".", IN_PANES, "search", NULL,
	  "next that looks wrong: notable (a call most incidents have), or "
	  "the begin of a finding",
	  run_notable, 1 },
	{ "notable-back", ",", IN_PANES, "search", NULL,
	  "previous thing that looks wrong", run_notable, -1 },
	{ "denied", "e", IN_PANES, "search", NULL,
	  "next denied event, what people were denied first", run_denied, 1 },
	{ "denied-back", "E", IN_PANES, "search", NULL, "previous denied event",
	  run_denied, -1 },
	{ "goto", "", IN_PANES, "search", NULL,
	  "go to a time, +1h, or an event id", run_goto },
	{ "before-jump", "`", IN_PANES, "search", NULL,
	  "back to before the last jump, and there again", run_unjump },
	{ "users", "1", IN_PANES, "panes", NULL, "focus Users", run_focus,
	  PANE_USERS },
	{ "resources", "2", IN_PANES, "panes", NULL, "focus Resources",
	  run_focus, PANE_RESOURCES },
	{ "timeline", "3", IN_PANES, "panes", NULL, "focus Timeline", run_focus,
	  PANE_TIMELINE },
	{ "event", "4", IN_PANES, "panes", NULL, "focus Event", run_focus,
	  PANE_EVENT },
	{ "sweep", "5", IN_PANES, "panes", NULL,
	  "focus Sweep: what looks wrong", run_focus, PANE_SWEEP },
	{ "next-pane", "Tab", IN_PANES, "panes", NULL, "next pane",
	  run_other_pane, 1 },
	{ "last-pane", "BackTab", IN_PANES, "panes", NULL, "previous pane",
	  run_other_pane, -1 },
	{ "zoom", "\\", IN_PANES, "panes", NULL,
	  "the focused pane alone, with all its columns; again: back",
	  run_zoom },
	{ "span-in", "z", IN_PANES, "look", NULL,
	  "histogram: zoom to the range, else to what matches", span_zoom, 1 },
	{ "span-out", "Z", IN_PANES, "look", NULL, "histogram: zoom out",
	  span_zoom, -1 },
	{ "range-low", "[", IN_PANES, "look", NULL,
	  "a range begins at this event", range_mark, -1 },
	{ "range-high", "]", IN_PANES, "look", NULL,
	  "a range ends at this event", range_mark, 1 },
	{ "range", "", IN_PANES, "look", NULL,
	  "the marked range becomes a chip", run_range },
	{ "clock", "t", IN_PANES, "look", NULL, "times in UTC or local",
	  run_clock },
	{ "tz", "", IN_PANES, "look", NULL, "set the local zone: `:tz ZONE`",
	  run_tz },
	{ "command", ":", IN_PANES, "program", NULL, "a command by its name",
	  run_prompt },
	{ "open", "", IN_PANES, "program", NULL, "load a path as well",
	  run_open },
	{ "resume", "", IN_PANES, "program", NULL, "go on loading",
	  run_resume },
	{ "stop", "^C", IN_ALL, "program", NULL,
	  "stop counting, else close a list, else stop loading: `:resume` "
	  "goes on",
	  run_stop },
	{ "suspend", "^Z", IN_ALL, "program", NULL, "to the shell", run_effect,
	  EFFECT_SUSPEND },
	{ "redraw", "^L", IN_ALL, "program", NULL, "draw all again", run_effect,
	  EFFECT_REDRAW },
	{ "close", "Esc q", IN_OVERLAYS, "program", NULL,
	  "close the list that lies over the panes", run_close },
	{ "quit", "q", IN_PANES, "program", NULL,
	  "close what is on top, else leave", run_quit },
	{ "leave", "Q", IN_ALL, "program", NULL, "leave at once", run_effect,
	  EFFECT_QUIT },
};

static const struct command_list run_commands = COMMAND_LIST(commands);

/* Their rows stand beside the functions that do them; `?` and the man page
 * have them in this order. */
static const struct command_list *const lists[] = {
	&users_pane.commands,
	&sweep_pane.commands,
	&event_pane.commands,
	&run_commands,
	&columns_overlay.commands,
	&runs_commands,
	&chips_overlay.commands,
	&frequency_overlay.commands,
	&pivot_overlay.commands,
	&difference_overlay.commands,
	&pane_commands,
	&copy_overlay.commands,
	&sources_overlay.commands,
	&help_overlay.commands,
	&facts_overlay.commands,
};

struct command_list command_table(void)
{
	struct command *row = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		vec_grow(&row, &room, count + lists[i]->count, sizeof(*row));
		memcpy(row + count, lists[i]->row,
		       lists[i]->count * sizeof(*row));
		count += lists[i]->count;
	}
	return (struct command_list){ row, count };
}
