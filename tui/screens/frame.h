/* SPDX-License-Identifier: MIT */
/* frame.h - prompts, overlays, messages and effects, for the modules that
 * tie keys to them. */
#ifndef FRAME_H
#define FRAME_H

#include "view.h"

/* ---- the line editor: knows nothing of what is typed ---- */

enum edit { EDIT_NONE, EDIT_MOVED, EDIT_CHANGED };
/* Answers an editing key; EDIT_NONE: it is no such key. */
enum edit prompt_edit(struct prompt *prompt, struct key key);
void prompt_begin(struct prompt *prompt, enum prompt_kind kind,
		  struct str text);
/* Inserts text at the cursor; line ends become blanks. */
void prompt_insert(struct prompt *prompt, struct str text);
/* Puts the text into the history and closes the prompt. */
void prompt_end(struct prompt *prompt, bool remember);
void prompt_release(struct prompt *prompt);
void prompt_draw(struct view *view, struct grid *grid, struct area area);

/* ---- what is asked with it ---- */

void ask_open(struct view *view, enum prompt_kind kind, struct str text);
/* Opens `&` on the text of a chip. */
void ask_edit(struct view *view, size_t chip);
/* True when Enter took a command: it stands in prompt.line. */
bool ask_key(struct view *view, struct key key);
void ask_paste(struct view *view, struct str text);
/* Fills in the n-th way to go on with the word before the cursor. */
void ask_complete(struct view *view, int direction);

/* ---- overlays ---- */

void overlay_open(struct view *view, enum overlay kind);
/* Closes what is open, and ends what was counted for it. */
void overlay_close(struct view *view);
/* What is left for the view to run, mostly COMMAND_NONE. */
enum command overlay_key(struct view *view, struct key key);
void overlay_draw(struct view *view, struct grid *grid,
		  const struct layout *layout);

/* ---- commands ---- */

/* `rest` is what stood after the name; STR_NONE for a key. */
void command_run(struct view *view, enum command command, struct str rest);
void copy_key(struct view *view, struct key key);

void effect_add(struct view *view, enum effect_kind kind, struct str text);
void effects_release(struct effects *effects);

/* The pane's scroll. */
struct scroll *scroll_of(struct view *view, enum pane_id id);

#endif
