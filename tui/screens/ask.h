/* SPDX-License-Identifier: MIT */
/* ask.h - the prompt at the bottom line: `/`, `&` and `:`. */
#ifndef ASK_H
#define ASK_H

#include "view.h"

/* ---- the line editor: knows nothing of what is typed ---- */

enum edit { EDIT_NONE, EDIT_MOVED, EDIT_CHANGED };
/* Answers an editing key; EDIT_NONE: it is no such key. */
enum edit prompt_edit(struct prompt *prompt, struct key key);
/* Inserts text at the cursor; line ends become blanks. */
void prompt_insert(struct prompt *prompt, struct str text);
void prompt_release(struct prompt *prompt);
void prompt_draw(struct view *view, struct grid *grid, struct area area);

/* ---- what is asked with it ---- */

void ask_open(struct view *view, enum prompt_kind kind, struct str text);
/* Opens `&` on the text of a chip. */
void ask_edit(struct view *view, size_t chip);
/* True when Enter took a command: it stands in prompt.line. Tab is not for
 * it, but for ask_complete. */
bool ask_key(struct view *view, struct key key);
/* The text is another one: what it would do is shown. */
void ask_changed(struct view *view);
void ask_paste(struct view *view, struct str text);
/* Fills in the n-th way to go on with the word before the cursor. */
void ask_complete(struct view *view, int direction);

#endif
