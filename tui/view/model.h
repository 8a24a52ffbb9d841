/* SPDX-License-Identifier: MIT */
/* model.h - the model's functions, for the modules of this room.
 *
 * Chips are changed only through the functions under "changes": each
 * records a step first and then lets everything be counted anew. */
#ifndef MODEL_H
#define MODEL_H

#include "screen.h"

/* ---- chips: a list, nothing more ---- */

/* Owned (held once), or NULL and *err. */
struct ask *ask_new(struct str text, struct err *err);
struct ask *ask_hold(struct ask *ask);
void ask_drop(struct ask *ask); /* NULL is fine */
void chips_copy(struct chips *to, const struct chips *from);
void chips_release(struct chips *chips);
bool chips_same(const struct chips *a, const struct chips *b);
/* Puts `ask` (taken) in the place of chip `at`, or last for SIZE_MAX. */
void chips_put(struct chips *chips, size_t at, struct ask *ask);
void chips_remove(struct chips *chips, size_t at);
/* The chip with that text, or SIZE_MAX. */
size_t chips_find(const struct chips *chips, struct str text);
/* The first chip at work that picks values of `field`, or SIZE_MAX. */
size_t chips_picking(const struct chips *chips, struct str field);
bool chip_works(const struct chips *chips, size_t at);
/* All chips off becomes: each chip off by itself. */
void chips_settle(struct chips *chips);
/* The chips at work as one expression. */
void chips_put_text(const struct chips *chips, struct buf *out);

/* The rows that the chips at work keep, but for those `skip` names. */
typedef bool chip_skip(const struct chip *chip, size_t at, const void *what);
void chips_rows(const struct chips *chips, size_t rows, chip_skip *skip,
		const void *what, struct rowset *out);

/* ---- what they keep ---- */

/* The chips are other ones: everything is counted anew. */
void kept_forget(struct view *view);
/* The rows are the same ones; the panes find their places again. */
void kept_again(struct view *view);
/* The store has grown: goes on from where it was. */
void kept_grow(struct view *view);
/* Everything is counted, unless the store grew in the meantime. */
void kept_finish(struct view *view);
bool kept_rows_step(struct view *view, size_t budget);
bool kept_hits_step(struct view *view, size_t budget);
void facts_count(struct view *view);
void kept_release(struct kept *kept);
size_t rowset_common(const struct rowset *a, const struct rowset *b);

/* Works until the hits are made; all the rest too where rows are few. */
void view_catch_up(struct view *view, size_t few);

/* ---- identities ---- */

/* Looks at the rows since the last time. */
void known_look(struct view *view, enum known_kind kind);
void known_release(struct known *known);
/* The user a session belongs to, SYM_NONE when unknown. */
sym_t known_user(struct known *sessions, sym_t session);
/* What a chip writes for the identity: its label where that names nothing
 * else, else the whole; *plain tells which. Borrowed until the store is
 * freed. */
struct str known_text(const struct view *view, enum known_kind kind,
		      sym_t identity, bool *plain);

/* ---- probes ---- */

void probe_ask(struct view *view, struct probe *probe, struct str text,
	       size_t replaces);
bool probe_work(struct view *view, struct probe *probe, size_t budget);
void probe_drop(struct probe *probe);

/* ---- search ---- */

/* Takes up a pattern; "" forgets it. -1: it is no regex. */
int finder_set(struct view *view, struct str pattern, bool literal,
	       struct err *err);
bool finder_work(struct view *view, size_t budget);
/* Brings `found` up to date with the hits. */
void finder_list(struct view *view);
void finder_release(struct finder *finder);
/* Moves to the next (+1), previous (-1) or first hit from the cursor on (0)
 * in what is on top: the frequency table, else the focused pane. */
void find_move(struct view *view, int direction);

/* ---- steps ---- */

void steps_record(struct view *view, bool by_focus);
bool steps_back(struct view *view);
bool steps_forward(struct view *view);
void steps_release(struct steps *steps);
/* Appends `23,981 → 2,433 → 26`; nothing where there was no step. */
void steps_put_hunt(const struct view *view, struct str arrow, struct buf *out);

/* ---- changes ---- */

/* What P and W put. */
#define PEOPLE "people"
#define WRITES "write"
/* Replaces chip `at` by an expression. */
bool change_chip(struct view *view, size_t at, struct str text,
		 struct err *err);
/* Only this value: takes the place of every chip that picks values of
 * `field` or `other` (NULL: none). */
void change_only(struct view *view, struct str field, const char *other,
		 struct str text);
/* Replaces all chips by `ask` (taken); but for those that chip_stays names,
 * when `some_stay`. */
void change_all(struct view *view, struct ask *ask, bool some_stay);
/* People only, writes only: how one looks, whatever one looks at. */
bool chip_stays(const struct chip *chip);
/* Adds the chip, or removes it when it is there. */
void change_flip(struct view *view, const char *text);
void change_toggle(struct view *view, size_t at);
void change_delete(struct view *view, size_t at);
void change_all_off(struct view *view);
/* `=` and `!` on the focused pane's cell. */
void change_keep(struct view *view);
void change_without(struct view *view);
/* Writes the test, without quotes where the value needs none. */
void aim_put_test(const struct aim *aim, bool negated, struct buf *out);
/* What `=` would write, and the chip it would replace. */
void keep_put_text(const struct view *view, const struct aim *aim,
		   struct buf *out, size_t *replaces);

#endif
