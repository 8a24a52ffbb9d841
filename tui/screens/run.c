/* SPDX-License-Identifier: MIT */
/* run.c - what commands do that belong to no one screen: the filter, the
 * search, the panes as a whole, the program. */
#include "run.h"

#include "ask.h"
#include "event_pane.h"
#include "pane.h"
#include "rosters.h"
#include "timeline.h"

/* ---- the filter ---- */

void run_only(struct view *view, struct str rest, int how)
{
	roster_only(view);
}

void run_keep(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };
	size_t replaces;
	struct expr *keep;

	if (!screen_top(view)->aim(view, &aim))
		return;
	keep = chips_keep(&view->selection->chips, &aim, &replaces);
	view_chip(view, replaces, ask_of(keep));
}

void run_without(struct view *view, struct str rest, int how)
{
	struct aim aim = { 0 };

	if (screen_top(view)->aim(view, &aim))
		view_leave_out(view, &aim);
}

void run_filter(struct view *view, struct str rest, int how)
{
	if (rest.len)
		view_typed(view, SIZE_MAX, rest);
	else
		ask_open(view, PROMPT_FILTER, STR(""));
}

void run_people(struct view *view, struct str rest, int how)
{
	change_flip(view->selection, PEOPLE);
}

void run_writes(struct view *view, struct str rest, int how)
{
	change_flip(view->selection, WRITES);
}

void run_all_off(struct view *view, struct str rest, int how)
{
	if (!change_all_off(view->selection))
		view_say(view, false, "no chips to turn off");
}

void run_step(struct view *view, struct str rest, int how)
{
	if (!spots_go(view, how > 0))
		view_say(view, false, "%s",
			 how > 0 ? "no step forward"
				 : "this is where it began");
}

/* ---- finding ---- */

void run_find(struct view *view, struct str rest, int how)
{
	if (view->selection->finder.search)
		screen_find(view, how);
	else
		view_say(view, false, "nothing searched yet: / searches");
}

void run_search(struct view *view, struct str rest, int how)
{
	struct err err;

	if (!rest.len)
		ask_open(view, PROMPT_SEARCH, STR(""));
	else if (finder_set(view->selection, rest, false, &err) < 0)
		view_say(view, true, "%s", err.text);
	else
		screen_find(view, 0);
}

void run_notable(struct view *view, struct str rest, int how)
{
	timeline_seek(view, FLAG_NOTABLE, how, "notable");
}

void run_denied(struct view *view, struct str rest, int how)
{
	timeline_seek(view, FLAG_DENIED, how, "denied");
}

void run_goto(struct view *view, struct str rest, int how)
{
	if (!rest.len) {
		ask_open(view, PROMPT_COMMAND, STR("goto "));
		return;
	}
	spots_record(view, false);
	if (!timeline_goto(view, rest))
		view_say(view, true, "no time and no event id here: %.*s",
			 STR_ARG(rest));
}

/* ---- panes ---- */

void run_focus(struct view *view, struct str rest, int how)
{
	if ((int)view->focus == how)
		return;
	spots_record(view, true);
	view->focus = (enum pane_id)how;
}

void run_other_pane(struct view *view, struct str rest, int how)
{
	run_focus(view, rest, ((int)view->focus + PANES + how) % PANES);
}

void run_zoom(struct view *view, struct str rest, int how)
{
	spots_record(view, false);
	view->zoomed = !view->zoomed;
}

/* ---- looking ---- */

void run_sessions(struct view *view, struct str rest, int how)
{
	roster_unfold(view);
}

void run_show(struct view *view, struct str rest, int how)
{
	timeline_show(view);
}

void run_fold(struct view *view, struct str rest, int how)
{
	event_enter(view);
}

void run_form(struct view *view, struct str rest, int how)
{
	event_next_form(view);
}

void run_range(struct view *view, struct str rest, int how)
{
	range_to_chip(view);
}

/* Times are written otherwise: the Timeline is measured anew. */
static void change_zone(struct view *view, enum zone zone)
{
	view->zone = zone;
	view_date(view);
}

void run_clock(struct view *view, struct str rest, int how)
{
	change_zone(view, view->zone == ZONE_UTC ? ZONE_LOCAL : ZONE_UTC);
}

void run_tz(struct view *view, struct str rest, int how)
{
	if (!rest.len) {
		ask_open(view, PROMPT_COMMAND, STR("tz "));
		return;
	}
	effect_add(view, EFFECT_ZONE, rest);
	change_zone(view, ZONE_LOCAL);
}

/* ---- the program ---- */

void run_prompt(struct view *view, struct str rest, int how)
{
	ask_open(view, PROMPT_COMMAND, STR(""));
}

void run_open(struct view *view, struct str rest, int how)
{
	if (rest.len)
		effect_add(view, EFFECT_OPEN, rest);
	else
		ask_open(view, PROMPT_COMMAND, STR("open "));
}

void run_resume(struct view *view, struct str rest, int how)
{
	effect_add(view, EFFECT_RESUME, STR_NONE);
}

/* What the title line says is stopped: a job that keeps one waiting before
 * loading. A search that is still looking is given up. */
void run_stop(struct view *view, struct str rest, int how)
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

void run_effect(struct view *view, struct str rest, int how)
{
	effect_add(view, (enum effect_kind)how, STR_NONE);
}

void run_close(struct view *view, struct str rest, int how)
{
	overlay_close(view);
}

/* At the root it leaves, but a long load not by a slip of the finger. */
void run_quit(struct view *view, struct str rest, int how)
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

/* ---- by key and by name ---- */

static void obey(struct view *view, const struct command *command,
		 struct str rest)
{
	if (command->places & screen_top(view)->place)
		command->run(view, rest, command->how);
	else
		view_say(view, false, "`%s` does nothing in this pane",
			 command->name);
}

void command_key_run(struct view *view, struct key key)
{
	const struct command *command =
		command_of_key(view->commands, key, screen_top(view)->place);

	if (command)
		obey(view, command, STR_NONE);
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
	command = command_of_name(view->commands, name);
	view->stale = true;
	if (command)
		obey(view, command, rest);
	else
		view_say(view, true, "no command `%.*s`; ? lists them",
			 STR_ARG(name));
}
