/* SPDX-License-Identifier: MIT */
/* timeline.h - the Timeline's cells for who speaks of an event, and its
 * cursor for who goes to one. */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "view.h"

enum timeline_column {
	TIMELINE_TIME,
	TIMELINE_MARK,
	TIMELINE_USER,
	TIMELINE_SERVICE,
	TIMELINE_EVENT,
	TIMELINE_RESOURCE,
	TIMELINE_ADDRESS,
	TIMELINE_TOOL,
	TIMELINE_KEY,
	TIMELINE_REGION,
	TIMELINE_ACCOUNT,
	TIMELINE_ERROR,
	TIMELINE_SESSION,
	TIMELINE_WHAT,
	TIMELINE_COLUMNS
};

/* Any other column: a field of the filter's language. */
#define TIMELINE_FIELD TIMELINE_COLUMNS
/* Its own columns, in the order of their names above. */
extern const struct table_form timeline_form;
/* The column of the store that holds it; COL_COUNT: none. */
enum column timeline_source(enum timeline_column column);
/* What stands in that column of its form; the field where that is none of its
 * own, else NULL. */
enum timeline_column timeline_kind(const struct view *view, size_t column);
/* Where it stands; where it was not chosen, the last of the form. */
size_t timeline_place(const struct view *view, enum timeline_column kind);
const struct field *timeline_field(const struct view *view, size_t column);

/* Appends the cell's words, accounts in full; not of a time, a mark, or
 * `what`. */
void timeline_put(const struct view *view, row_t row,
		  enum timeline_column column, struct buf *out);
/* What `=` would ask on that cell; borrowed until the next call. */
void timeline_aim(struct view *view, row_t row, enum timeline_column column,
		  struct aim *aim);

/* ---- its cursor ---- */

/* Puts it on its event again after the hits were made anew. */
void timeline_settle(struct view *view);
/* The event of the same request that tells the key, where the row's own tells
 * none; else the row. Looks at the events of its second. */
row_t timeline_teller(const struct view *view, row_t row);
/* To hit `at`, as a step that Esc undoes. */
void timeline_leap(struct view *view, size_t at);
/* To the next (+1) or previous (-1) thing that looks wrong (notable events and
 * the first ones of findings) or was denied; past the end it goes on at the
 * other. */
void timeline_step(struct view *view, int direction, bool denied);
/* Goes on looking, about `budget` hits; what was spent, 0: nothing is
 * sought. */
size_t timeline_steps_walk(struct view *view, size_t budget);
/* To `14:05`, `+1h`, an event id. False: none of these, or not there. */
bool timeline_goto(struct view *view, struct str where);
/* Back to the event before the last jump, which is a jump as well. */
void timeline_unjump(struct view *view);
/* Moves for `/`, n and N when the finder has looked at all rows. */
void timeline_find(struct view *view, int direction);

/* ---- by the stretch ---- */

/* The events on that line: more than one is a run of reads. */
static inline size_t timeline_fold(const struct view *view, size_t line)
{
	const struct result *result = &view->selection->result;

	return result_hit(result, line + 1) - result_hit(result, line);
}
/* The hit under the cursor; of a run its first. */
static inline size_t timeline_hit(const struct view *view)
{
	return result_hit(&view->selection->result,
			  view->table[PANE_TIMELINE].at.cursor);
}
/* Unfolds the run under the cursor; false: there is none. */
bool timeline_unfold(struct view *view);
/* Goes to the burst that was asked for, once bursts are counted; false: it is
 * not time yet, or none was. */
bool timeline_burst(struct view *view);
extern const struct command_list runs_commands;

#endif
