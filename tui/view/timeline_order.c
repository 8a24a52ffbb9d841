/* SPDX-License-Identifier: MIT */
/* timeline_order.c - where the Timeline's cursor stands among the hits, and
 * the order they are in.
 *
 * The cursor belongs to an event, not to a line: whatever the filter does,
 * it stays on its event or goes to the nearest in time. */
#include <stdlib.h>

#include "model.h"
#include "panes.h"

static bool by_time(const struct view *view)
{
	return view->timeline.sort == TIMELINE_TIME && !view->timeline.reverse;
}

/* The first hit that stands at or after `place` in the store's order. */
static size_t first_from(const struct view *view, size_t place)
{
	const struct store *store = view_store(view);
	size_t low = 0, high = view->kept.hits;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (store_place(store, view->kept.hit[mid]) < place)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int64_t apart(int64_t a, int64_t b)
{
	if (a == TIME_NONE || b == TIME_NONE)
		return a == b ? 0 : TIME_NONE;
	return a > b ? a - b : b - a;
}

/* Of a hit and the one before it, the nearer to `row` in time. */
static size_t nearer(const struct view *view, size_t at, row_t row)
{
	const int64_t *time = store_time(view_store(view));
	const struct kept *kept = &view->kept;

	if (at == kept->hits)
		return at ? at - 1 : 0;
	if (!at || kept->hit[at] == row)
		return at;
	return apart(time[kept->hit[at - 1]], time[row]) <
			       apart(time[kept->hit[at]], time[row])
		       ? at - 1
		       : at;
}

static size_t nearest_scan(const struct view *view, row_t row)
{
	const int64_t *time = store_time(view_store(view));
	const struct kept *kept = &view->kept;
	size_t best = 0;

	for (size_t i = 0; i < kept->hits; i++) {
		if (kept->hit[i] == row)
			return i;
		if (apart(time[kept->hit[i]], time[row]) <
		    apart(time[kept->hit[best]], time[row]))
			best = i;
	}
	return best;
}

static size_t nearest(const struct view *view, row_t row)
{
	if (!by_time(view))
		return nearest_scan(view, row);
	return nearer(view,
		      first_from(view, store_place(view_store(view), row)),
		      row);
}

void timeline_settle(struct view *view)
{
	struct timeline *timeline = &view->timeline;
	size_t above = timeline->at.cursor - timeline->at.top;

	if (!view->kept.hits)
		return;
	if (!timeline->moved || timeline->row == ROW_NONE) {
		timeline->at.cursor = timeline->at.top = 0;
		timeline->row = view->kept.hit[0];
		return;
	}
	timeline->at.cursor = nearest(view, timeline->row);
	timeline->at.top =
		timeline->at.cursor > above ? timeline->at.cursor - above : 0;
	timeline->row = view->kept.hit[timeline->at.cursor];
}

void timeline_move(struct view *view, size_t at)
{
	struct timeline *timeline = &view->timeline;

	if (at >= view->kept.hits)
		return;
	timeline->at.cursor = at;
	timeline->row = view->kept.hit[at];
	timeline->moved = true;
	view->stale = true;
}

/* What comes from afar stands amid what is around it. */
void timeline_jump(struct view *view, size_t at)
{
	struct scroll *scroll = &view->timeline.at;
	size_t half = view->timeline.page / 2;

	if (at < scroll->top || at >= scroll->top + view->timeline.page)
		scroll->top = at > half ? at - half : 0;
	timeline_move(view, at);
}

void view_go(struct view *view, row_t row)
{
	if (view->kept.hits)
		timeline_jump(view, nearest(view, row));
}

/* By symbol, its rank among the texts of the kept rows' values. */
static uint32_t *ranks_of(struct view *view, enum column source, size_t *ranks)
{
	const struct store *store = view_store(view);
	uint32_t *rank = xcalloc(store_dict(store)->count, sizeof(*rank));
	struct tally tally = { 0 };

	if (source == COL_COUNT)
		tally_resources(&tally, store, &view->kept.rows, TALLY_PLAIN);
	else
		tally_column(&tally, store, &view->kept.rows, source,
			     TALLY_PLAIN);
	tally_sort(&tally, store, TALLY_NAME, false);
	for (size_t i = 0; i < tally.count; i++)
		if (tally.row[i].value != SYM_NONE)
			rank[tally.row[i].value] = (uint32_t)i;
	rank[SYM_NONE] = (uint32_t)tally.count;
	*ranks = tally.count + 1;
	tally_release(&tally);
	return rank;
}

static sym_t sort_value(const struct store *store, enum column source,
			row_t row)
{
	const sym_t *resource;

	if (source != COL_COUNT)
		return store_column(store, source)[row];
	return store_resources(store, row, &resource) ? resource[0] : SYM_NONE;
}

/* A counting sort: stable, so that equal values stay in time order. */
static void sort_by_rank(struct view *view, enum column source)
{
	const struct store *store = view_store(view);
	struct kept *kept = &view->kept;
	size_t ranks, *start;
	uint32_t *rank = ranks_of(view, source, &ranks);

	start = xcalloc(ranks + 1, sizeof(*start));
	for (size_t i = 0; i < kept->hits; i++)
		start[rank[sort_value(store, source, kept->hit[i])] + 1]++;
	for (size_t r = 0; r < ranks; r++)
		start[r + 1] += start[r];
	if (!vec_reserve(&kept->next, &kept->next_room, kept->hits,
			 sizeof(*kept->next)))
		die("no memory to sort %zu events", kept->hits);
	for (size_t i = 0; i < kept->hits; i++) {
		row_t row = kept->hit[i];

		kept->next[start[rank[sort_value(store, source, row)]]++] = row;
	}
	for (size_t i = 0; i < kept->hits; i++)
		kept->hit[i] = kept->next[i];
	free(start);
	free(rank);
}

/* True where the row has nothing in the column that the hits are sorted
 * by. */
static bool has_none(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	enum timeline_column sort = view->timeline.sort;

	if (sort == TIMELINE_TIME)
		return store_time(store)[row] == TIME_NONE;
	return sort_value(store, timeline_source(sort), row) == SYM_NONE;
}

/* What has no value stays last, whichever way the others stand. */
static void reverse_hits(const struct view *view, row_t *hit, size_t count)
{
	while (count && has_none(view, hit[count - 1]))
		count--;
	for (size_t i = 0; i + 1 < count; i++, count--) {
		row_t row = hit[i];

		hit[i] = hit[count - 1];
		hit[count - 1] = row;
	}
}

void timeline_sort(struct view *view)
{
	struct kept *kept = &view->kept;

	if (!kept->hits)
		return;
	if (view->timeline.sort != TIMELINE_TIME)
		sort_by_rank(view, timeline_source(view->timeline.sort));
	if (view->timeline.reverse)
		reverse_hits(view, kept->hit, kept->hits);
}

void timeline_seek(struct view *view, uint32_t flags, int direction,
		   const char *what)
{
	const struct kept *kept = &view->kept;
	const uint32_t *all;
	size_t at = view->timeline.at.cursor;

	if (!kept->hits)
		return;
	all = store_flags(view_store(view));
	for (;;) {
		if (direction > 0 ? ++at >= kept->hits : at-- == 0)
			break;
		if (all[kept->hit[at]] & flags) {
			timeline_jump(view, at);
			return;
		}
	}
	view_say(view, false, "no %s %s event among these",
		 direction > 0 ? "later" : "earlier", what);
}

/* The first hit at or after `time`, else the last. */
static bool go_time(struct view *view, int64_t time)
{
	const struct kept *kept = &view->kept;
	const int64_t *all;

	if (!kept->hits)
		return false;
	all = store_time(view_store(view));
	if (by_time(view)) {
		size_t place = store_at_time(view_store(view), time);
		size_t at = first_from(view, place);

		timeline_jump(view, at < kept->hits ? at : kept->hits - 1);
		return true;
	}
	for (size_t i = 0; i < kept->hits; i++)
		if (all[kept->hit[i]] >= time) {
			timeline_jump(view, i);
			break;
		}
	return true;
}

/* `14:05`, `14:05:10`: on the day of the event under the cursor. */
static bool read_clock(struct str where, int64_t today, int64_t *time)
{
	struct buf text = { 0 };
	int64_t span;
	bool good;

	if (str_find(where, ':') < 0 || where.len > 8)
		return false;
	time_put_date(&text, today, ZONE_UTC);
	buf_addf(&text, "T%s%.*s", str_find(where, ':') == 1 ? "0" : "",
		 STR_ARG(where));
	good = time_read(buf_str(&text), time, &span);
	buf_release(&text);
	return good;
}

bool timeline_goto(struct view *view, struct str where)
{
	const struct store *store = view_store(view);
	row_t here = view_row(view), row;
	int64_t now, time, span;

	if (!store || here == ROW_NONE)
		return false;
	now = store_time(store)[here];
	if (time_read(where, &time, &span))
		return go_time(view, time);
	if (now != TIME_NONE && read_clock(where, now, &time))
		return go_time(view, time);
	if (now != TIME_NONE && duration_read(where, &time))
		return go_time(view, now + time);
	row = store_row_of_id(store, where);
	if (row == ROW_NONE)
		return false;
	view_go(view, row);
	if (view_row(view) != row)
		view_say(view, false,
			 "the filter leaves that event out; the nearest");
	return true;
}
