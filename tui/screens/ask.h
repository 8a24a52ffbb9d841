/* SPDX-License-Identifier: MIT */
/* ask.h - the prompt at the bottom line: `/`, `&` and `:`. */
#ifndef ASK_H
#define ASK_H

#include "view.h"

/* ---- the line editor: knows nothing of what is typed ---- */

/* Puts `text` in the place of what stands from byte `from` to the cursor. */
void prompt_replace(struct prompt *prompt, size_t from, struct str text);
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
/* Fills in the next (1) or previous (-1) way to go on with the word before
 * the cursor; at the latest when complete_step has found out what there is. */
void ask_complete(struct view *view, int direction);
/* Goes on finding out, about `budget` rows; what was spent, 0: nothing is
 * waited for. */
size_t complete_step(struct view *view, size_t budget);

#endif
