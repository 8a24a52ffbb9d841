/* SPDX-License-Identifier: MIT */
/* ask.h - the prompt at the bottom line: `/`, `&` and `:`. */
#ifndef ASK_H
#define ASK_H

#include "view.h"

/* ---- the line editor: knows nothing of what is typed ---- */

enum edit { EDIT_NONE, EDIT_MOVED, EDIT_CHANGED };
/* What the key does to the line; EDIT_NONE: it is no key of an editor. */
enum edit line_edit(struct prompt *prompt, struct key key);
void line_set(struct prompt *prompt, struct str text);
/* Inserts text at the cursor; line ends become blanks. */
void line_insert(struct prompt *prompt, struct str text);
/* Puts `text` in the place of what stands from byte `from` to the cursor. */
void line_replace(struct prompt *prompt, size_t from, struct str text);
/* The place of the character after the one at byte `at`. */
size_t line_after(const struct prompt *prompt, size_t at);

/* ---- the prompt ---- */

void prompt_release(struct prompt *prompt);
void prompt_draw(struct view *view, struct grid *grid, struct area area);

/* Appends what stands to the right of the line, in `room` cells: what Enter
 * and Tab would do, and with how many events; what is wrong with it. Its
 * style. */
unsigned foretell_put(struct view *view, const struct grid *grid, int room,
		      struct buf *out);

/* ---- what is asked with it ---- */

void ask_open(struct view *view, enum prompt_kind kind, struct str text);
/* Opens `&` on the text of a chip. */
void ask_edit(struct view *view, size_t chip);
/* True when Enter took a command: it stands in prompt.line; empty: Enter is
 * meant for the list on top, which was narrowed to what one looks for. */
bool ask_key(struct view *view, struct key key);
/* Puts what was chosen of the list in the place of the word before the cursor,
 * once it is known what there is; true: it did. */
bool ask_settle(struct view *view);
void ask_paste(struct view *view, struct str text);

/* ---- the list above it ---- */

/* Another text is typed, or at another place: what goes on with it is looked
 * for. */
void candidates_renew(struct view *view);
/* The next (1) or previous (-1) of them is wanted, or no more than was (0).
 * Chooses what is wanted, when it is known by now which there are: *text,
 * borrowed, is to stand in the place of the word. False: nothing to do. */
bool candidates_choose(struct view *view, int direction, struct str *text);
/* The prompt closes. */
void candidates_end(struct view *view);
/* Above the bottom line, where there is room for it; off the line under the
 * focused pane's cursor. */
void candidates_draw(struct view *view, struct grid *grid,
		     const struct layout *layout);

#endif
