/* SPDX-License-Identifier: MIT */
/* panes.h - what the panes offer to each other's modules and to the work
 * between keys. */
#ifndef PANES_H
#define PANES_H

#include "view.h"

/* ---- Users and Resources ---- */

/* A list's columns from left to right, as many as fit; their number. */
struct list_head {
	enum list_column what;
	const char *title;
	int x, width; /* x from the left of the pane */
};
#define LIST_HEADS 8
size_t list_heads(const struct view *view, enum pane_id id, int width,
		  struct list_head head[LIST_HEADS]);
enum identity_kind list_identities(enum pane_id id, enum line_kind kind);
/* The roster it shows. */
struct roster *list_roster(const struct view *view, enum pane_id id);
/* Sorts, makes the lines and finds the value under the cursor again. */
void list_order(struct view *view, enum pane_id id);
void list_sort(struct tally *tally, const struct store *store,
	       enum list_column column, bool reverse);
const struct tally_row *list_row(const struct roster *roster,
				 const struct list_line *line);
/* The line's label. Borrowed until `buf` changes. */
struct str list_label(const struct view *view, const struct list_line *line,
		      struct buf *buf);
void list_draw(struct view *view, struct grid *grid, struct area area,
	       enum pane_id id, bool focused);
void list_release(struct list *list);

/* ---- Timeline ---- */

struct timeline_head {
	enum timeline_column column;
	int x, width;
};
/* Its columns for that width; their number. */
size_t timeline_heads(const struct view *view, int width, bool all,
		      struct timeline_head head[TIMELINE_COLUMNS]);
/* The cell cursor's column among those: the last at or before it. */
enum timeline_column timeline_here(const struct view *view,
				   const struct timeline_head *head,
				   size_t heads);
/* The column beside that one, the same at the end. */
enum timeline_column timeline_beside(const struct view *view, int width,
				     bool all, int direction);
/* The time as it stands in a row. */
void timeline_put_time(const struct view *view, int64_t time, struct buf *buf);
/* The cell's text, as the pane shows it; borrowed until `buf` changes. */
struct str timeline_cell(const struct view *view, row_t row,
			 enum timeline_column column, struct buf *buf);
/* The same for a cell of `width`: where a human's role does not fit, who it
 * is tells more. */
struct str timeline_cell_in(const struct view *view, const struct grid *grid,
			    row_t row, enum timeline_column column, int width,
			    struct buf *buf);
/* What `=` would ask on that cell. */
void timeline_cell_aim(struct view *view, row_t row,
		       enum timeline_column column, struct aim *aim);
int timeline_least(enum timeline_column column); /* cells */
const char *timeline_title(enum timeline_column column);
/* The column of the store that holds it; COL_COUNT for none. */
enum column timeline_source(enum timeline_column column);
/* The order of hits by that column. */
struct hit_order timeline_order(enum timeline_column column, bool reverse);
/* Measures the kept rows: widths, and what is constant. */
void timeline_measure(struct view *view);
/* Puts the cursor on its event again after the hits were made anew. */
void timeline_settle(struct view *view);
void timeline_draw(struct view *view, struct grid *grid, struct area area,
		   bool focused);
/* The style of the row, and its mark. */
unsigned row_style(uint32_t flags);
void row_mark(struct grid *grid, int x, int y, unsigned style, uint32_t flags);
/* Moves the cursor to hit `at`; a jump shows what is around it. */
void timeline_move(struct view *view, size_t at);
void timeline_jump(struct view *view, size_t at);
/* Next (+1) or previous (-1) event with one of the flags. */
void timeline_seek(struct view *view, uint32_t flags, int direction,
		   const char *what);
/* `14:05`, `+1h`, an event id. False: none of these, or not there. */
bool timeline_goto(struct view *view, struct str where);
/* Goes on looking for why nothing is kept; returns about how many rows that
 * cost, 0 when it is known or something is kept. */
size_t empty_step(struct view *view, size_t budget);
/* Says why nothing is kept, as far as it is known, in the area. */
void empty_draw(struct view *view, struct grid *grid, struct area area);

/* Moves to the next (+1), previous (-1) or first hit from the cursor on (0)
 * in what is on top: the frequency table, else the focused pane. */
void find_move(struct view *view, int direction);
/* Moves for `n` when the finder has looked at all rows. */
void timeline_find(struct view *view, int direction);

/* ---- the filter from here ---- */

/* `=` and `!` on the focused pane's cell, and `F`. */
void filter_keep(struct view *view);
void filter_without(struct view *view);
void filter_all_off(struct view *view);

/* ---- back and forward ---- */

/* Records a step that changes no chip. */
void spots_record(struct view *view, bool by_focus);
/* Goes a step back or forward; false: there is none. */
bool spots_go(struct view *view, bool forward);
/* For the selection: the spots of the view, owned. */
void *spots_of(void *view);

/* ---- work ---- */

/* Works until all is exact where there are no more than `few` rows; else for
 * some slices of `slice` rows, until the hits are made. */
void view_catch_up(struct view *view, size_t few, size_t slice);

#endif
