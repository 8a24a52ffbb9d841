/* SPDX-License-Identifier: MIT */
/* difference_words.c - what the Difference says of its two events: which they
 * are, how far apart, how different. */
#include "difference.h"

#include "when.h"

row_t difference_row(const struct view *view, bool is_new)
{
	const struct difference_state *state = &view->difference;
	const struct store *store = view_store(view);
	bool later = state->other != ROW_NONE &&
		     store_place(store, state->other) >
			     store_place(store, state->row);

	return is_new == later ? state->other : state->row;
}

/* `3s later`: where the second time is from the first. */
void difference_put_apart(int64_t from, int64_t to, struct buf *out)
{
	if (from == TIME_NONE || to == TIME_NONE) {
		buf_add(out, STR("no time"));
	} else if (from == to) {
		buf_add(out, STR("in the same second"));
	} else {
		when_put_length(out, time_apart(from, to));
		buf_add(out, from < to ? STR(" later") : STR(" earlier"));
	}
}

/* ---- above the columns ---- */

static void put_which(const struct view *view, struct buf *out)
{
	const struct difference_state *state = &view->difference;
	const char *which =
		state->nearest
			? state->direction < 0 ? "the previous" : "the next"
		: difference_row(view, false) == state->other ? "an earlier one"
							      : "a later one";
	uint32_t count;
	sym_t resource;

	if (state->with == WITH_HELD) {
		buf_add(out, STR("the event you kept"));
		return;
	}
	if (state->with != WITH_RESOURCE) {
		buf_addf(out, "%s of this %s", which,
			 state->with == WITH_CALL ? "user and call"
						  : "call by anyone");
		return;
	}
	resource = row_resource(view->selection, state->row, &count);
	buf_addf(out, "%s of ", which);
	if (resource != SYM_NONE)
		label_put_short(view_store(view), resource, out);
}

static void put_later(const struct view *view, struct buf *out)
{
	const struct difference_state *state = &view->difference;
	const int64_t *time = store_time(view_store(view));
	int64_t a = time[state->row], b = time[state->other];

	difference_put_apart(a < b ? a : b, a < b ? b : a, out);
}

void difference_put_head(const struct view *view, bool is_new, struct buf *out)
{
	row_t row = difference_row(view, is_new);

	if (row == view->difference.row) {
		buf_add(out, STR("under the cursor"));
		if (is_new) {
			buf_add(out, STR(", "));
			put_later(view, out);
		}
	} else {
		if (is_new) {
			put_later(view, out);
			buf_add(out, STR(", "));
		}
		put_which(view, out);
	}
}

bool difference_in_filter(const struct view *view, bool is_new)
{
	return rowset_has(&view->selection->result.rows,
			  difference_row(view, is_new));
}

void difference_put_counts(const struct view *view, struct buf *out)
{
	static const char *const names[CHANGES] = { "changed", "only old",
						    "only new", "ids and times",
						    "same" };
	const struct difference_state *state = &view->difference;

	for (int i = 0; i < CHANGES && state->other != ROW_NONE; i++) {
		buf_add(out, i ? STR("  ") : STR(""));
		buf_add_count(out, state->found.count[i]);
		buf_addf(out, " %s", names[i]);
	}
}
