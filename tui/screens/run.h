/* SPDX-License-Identifier: MIT */
/* run.h - what commands do, for their rows. `rest` is what stood after the
 * name, absent for a key; `how` is of the row. */
#ifndef RUN_H
#define RUN_H

#include "view.h"

/* ---- the filter ---- */
void run_only(struct view *view, struct str rest, int how);
void run_keep(struct view *view, struct str rest, int how);
void run_without(struct view *view, struct str rest, int how);
void run_filter(struct view *view, struct str rest, int how);
void run_people(struct view *view, struct str rest, int how);
void run_writes(struct view *view, struct str rest, int how);
void run_all_off(struct view *view, struct str rest, int how);
/* -1: back, +1: forward. */
void run_step(struct view *view, struct str rest, int how);

/* ---- finding: -1 backward, +1 forward ---- */
void run_search(struct view *view, struct str rest, int how);
void run_find(struct view *view, struct str rest, int how);
void run_notable(struct view *view, struct str rest, int how);
void run_denied(struct view *view, struct str rest, int how);
void run_goto(struct view *view, struct str rest, int how);

/* ---- panes ---- */
void run_focus(struct view *view, struct str rest, int how); /* pane_id */
void run_other_pane(struct view *view, struct str rest, int how);
void run_zoom(struct view *view, struct str rest, int how);

/* ---- looking ---- */
void run_sessions(struct view *view, struct str rest, int how);
void run_show(struct view *view, struct str rest, int how);
void run_fold(struct view *view, struct str rest, int how);
void run_form(struct view *view, struct str rest, int how);
void run_range(struct view *view, struct str rest, int how);
void run_clock(struct view *view, struct str rest, int how);
void run_tz(struct view *view, struct str rest, int how);

/* ---- the program ---- */
void run_prompt(struct view *view, struct str rest, int how);
void run_open(struct view *view, struct str rest, int how);
void run_resume(struct view *view, struct str rest, int how);
void run_stop(struct view *view, struct str rest, int how);
void run_effect(struct view *view, struct str rest, int how); /* its kind */
void run_close(struct view *view, struct str rest, int how);
void run_quit(struct view *view, struct str rest, int how);

/* Does what the key means where one is; nothing for other keys. */
void command_key_run(struct view *view, struct key key);

#endif
