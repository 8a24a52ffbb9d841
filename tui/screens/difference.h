/* SPDX-License-Identifier: MIT */
/* difference.h - the Difference: its lines, between who makes them, who puts
 * them on the screen, and whose keys speak of them. */
#ifndef DIFFERENCE_H
#define DIFFERENCE_H

#include "view.h"

enum line_kind {
	LINE_RULE,  /* what follows; `old_text` at the right */
	LINE_GROUP, /* a top-level key */
	LINE_PAIR,  /* a label, the old, the new */
	LINE_MORE,  /* the texts of a pair go on */
	LINE_OLD,   /* in one column: a piece of the old below its label */
	LINE_NEW,
	LINE_FOLD,  /* fields that are folded away */
	LINE_WORDS, /* a sentence */
	LINE_OFFER, /* `fold` of the offers: its key, what it is, which */
	LINE_OWN,   /* a label and the value of the one event there is */
};

struct difference_line {
	enum line_kind kind;
	char sign; /* before the label: ~ - +, or 0 */
	bool differs, first;
	bool whole; /* its texts go on below rather than to be cut */
	uint8_t indent;
	enum change fold; /* of LINE_FOLD */
	struct str label, old_text, new_text;
	struct str old_whole, new_whole; /* of a label: with what goes on */
	size_t row;                      /* of the difference, SIZE_MAX: none */
};

/* Cells of the columns, of which old and new are as wide. */
static inline int difference_label(int width)
{
	return (width - 2) * 2 / 7;
}
static inline int difference_cell(int width)
{
	return (width - 2 - difference_label(width)) / 2 - 1;
}
/* Makes the lines anew for an area of `width` cells, in one column or in
 * three. */
void difference_fill(struct view *view, int width);
/* ---- in words, appended ---- */

/* `3s later`, `2m earlier`: where the second time is from the first. */
void difference_put_apart(int64_t from, int64_t to, struct buf *out);
/* What stands above the columns. */
void difference_put_head(const struct view *view, bool is_new, struct buf *out);
/* False: the chips leave that event out, which is said beside it. */
#define NOT_IN_FILTER "not in the filter"
bool difference_in_filter(const struct view *view, bool is_new);
/* `3 changed  9 only old`. */
void difference_put_counts(const struct view *view, struct buf *out);

/* The event that stands left, or right; ROW_NONE: it is not known. */
row_t difference_row(const struct view *view, bool is_new);
/* Goes to what the finder finds, as `find` of struct screen does. */
void difference_find(struct view *view, int direction);

/* ---- on the screen ---- */

void difference_draw(struct view *view, struct grid *grid, struct area area,
		     bool focused);
/* The line under the cursor; NULL: there is none. */
static inline const struct difference_line *
difference_here(const struct difference_state *state)
{
	return state->at.cursor < state->lines ? &state->line[state->at.cursor]
					       : NULL;
}
/* True when the cell cursor stands on the new text of the line; where it has
 * only one, on that. */
static inline bool difference_on_new(const struct difference_state *state,
				     const struct difference_line *line)
{
	if (line->kind == LINE_OLD || line->kind == LINE_NEW)
		return line->kind == LINE_NEW;
	if (!line->old_text.at || !line->new_text.at)
		return line->new_text.at != NULL;
	return state->right;
}

#endif
