/* SPDX-License-Identifier: MIT */
/* timeline_cells.c - the Timeline's columns: what their cells say, and how
 * wide they should be. Widths follow what the kept rows hold, so that they
 * stay while one scrolls. */
#include <stdlib.h>
#include <string.h>

#include "panes.h"

#define SAMPLE 500 /* rows measured for the widths */

struct form {
	const char *title;
	enum column source;
	int least, most; /* cells */
	size_t cut;      /* one row in so many may be cut */
};

static const struct form forms[TIMELINE_COLUMNS] = {
	[TIMELINE_TIME] = { "time", COL_COUNT, 8, 19, 12 },
	[TIMELINE_USER] = { "user", COL_USER, 12, 28, 8 },
	[TIMELINE_SERVICE] = { "service", COL_SERVICE, 8, 16, 8 },
	[TIMELINE_EVENT] = { "event", COL_NAME, 20, 36, 50 },
	[TIMELINE_RESOURCE] = { "resource", COL_COUNT, 14, 32, 8 },
	[TIMELINE_ADDRESS] = { "address", COL_ADDRESS, 15, 24, 12 },
	[TIMELINE_TOOL] = { "tool", COL_TOOL, 12, 24, 12 },
	[TIMELINE_KEY] = { "key", COL_KEY, 20, 20, 12 },
	[TIMELINE_REGION] = { "region", COL_REGION, 14, 14, 12 },
	[TIMELINE_ACCOUNT] = { "account", COL_ACCOUNT, 12, 12, 12 },
	[TIMELINE_ERROR] = { "error", COL_ERROR, 12, 28, 12 },
	[TIMELINE_SESSION] = { "session", COL_SESSION, 14, 36, 12 },
};

const char *timeline_title(enum timeline_column column)
{
	return forms[column].title;
}

int timeline_least(enum timeline_column column)
{
	return forms[column].least;
}

enum column timeline_source(enum timeline_column column)
{
	return forms[column].source;
}

void timeline_put_time(const struct view *view, int64_t time, struct buf *buf)
{
	struct buf date = { 0 };

	time_put_date(&date, time, view->zone);
	if (view->timeline.dated == DATED_YEAR)
		buf_add(buf, buf_str(&date));
	else if (view->timeline.dated == DATED_DAY)
		buf_add(buf, str_slice(buf_str(&date), 5, 10));
	if (view->timeline.dated != DATED_NOT)
		buf_addc(buf, ' ');
	time_put_clock(buf, time, view->zone);
	buf_release(&date);
}

static void put_time(const struct view *view, row_t row, struct buf *buf)
{
	int64_t time = store_time(view_store(view))[row];

	if (time == TIME_NONE)
		buf_add(buf, STR("no time"));
	else
		timeline_put_time(view, time, buf);
}

static void put_resources(const struct view *view, row_t row, struct buf *buf)
{
	uint32_t count;
	sym_t resource = row_resource(view->selection, row, &count);

	if (!count)
		return;
	view_label(view, resource, buf);
	if (count > 1)
		buf_addf(buf, " +%u", (unsigned)(count - 1));
}

struct str timeline_cell(const struct view *view, row_t row,
			 enum timeline_column column, struct buf *buf)
{
	const struct store *store = view_store(view);
	enum column source = forms[column].source;
	sym_t value;

	buf_reset(buf);
	if (column == TIMELINE_TIME) {
		put_time(view, row, buf);
	} else if (column == TIMELINE_RESOURCE) {
		put_resources(view, row, buf);
	} else {
		value = column == TIMELINE_USER
				? row_actor(view_store(view), row)
				: store_column(store, source)[row];
		if (value == SYM_NONE)
			return STR("");
		if (column != TIMELINE_USER && column != TIMELINE_SESSION)
			return store_text(store, value);
		return view_label(view, value, buf);
	}
	return buf->len ? buf_str(buf) : STR("");
}

struct str timeline_cell_in(const struct view *view, const struct grid *grid,
			    row_t row, enum timeline_column column, int width,
			    struct buf *buf)
{
	struct str text = timeline_cell(view, row, column, buf), name;

	if (column != TIMELINE_USER ||
	    grid_measure(grid, text, width + 1) <= width ||
	    row_actor(view_store(view), row) ==
		    store_column(view_store(view), COL_USER)[row])
		return text;
	name = str_slice(text, (size_t)(str_find_last(text, '/') + 1),
			 text.len);
	/* of an instance the role tells more */
	return str_starts(name, STR("i-")) ? text : name;
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* So wide that nearly all rows are whole; *widest: that all are. */
static int width_of(const struct view *view, enum timeline_column column,
		    int *widest)
{
	static const struct grid plain = { .ascii = false };
	const struct result *result = &view->selection->result;
	size_t step = result->hits / SAMPLE + 1, n = 0;
	int width[SAMPLE + 1];
	struct buf buf = { 0 };

	for (size_t i = 0; i < result->hits; i += step) {
		width[n] = grid_measure(
			&plain,
			timeline_cell(view, result->hit[i], column, &buf),
			forms[column].most + 1);
		n += width[n] > 0;
	}
	buf_release(&buf);
	*widest = 0;
	if (!n)
		return 0;
	qsort(width, n, sizeof(*width), by_number);
	*widest = width[n - 1] < forms[column].most ? width[n - 1]
						    : forms[column].most;
	return width[n - 1 - n / (forms[column].cut + 1)];
}

/* One role may be several humans. */
static bool all_same(const struct view *view, enum timeline_column column)
{
	const struct facts *facts = &view->selection->facts;

	if (view->selection->result.hits < 2 || column == TIMELINE_TIME)
		return false;
	if (column == TIMELINE_RESOURCE)
		return facts->same_resource;
	return facts->same[forms[column].source] &&
	       (column != TIMELINE_USER || facts->same_actor);
}

static enum table_dated dates_of(const struct view *view)
{
	const struct totals *totals = &view->selection->result.totals;
	struct clock first, last;

	if (!view->selection->result.hits || totals->first == TIME_NONE)
		return DATED_NOT;
	first = time_split(totals->first, view->zone);
	last = time_split(totals->last, view->zone);
	if (first.year != last.year)
		return DATED_YEAR;
	return first.month != last.month || first.day != last.day ? DATED_DAY
								  : DATED_NOT;
}

/* What stands in nearly every row has a place that stays the same while the
 * filter changes; other columns take what they need. */
static int least_wanted(const struct timeline *timeline,
			enum timeline_column column)
{
	if (!timeline->same[column] && column <= TIMELINE_RESOURCE)
		return forms[column].least;
	return (int)strlen(forms[column].title);
}

void timeline_measure(struct view *view)
{
	static const int time_width[] = { 8, 14, 19 };
	struct timeline *timeline = &view->timeline;

	timeline->dated = dates_of(view);
	for (int c = 0; c < TIMELINE_COLUMNS; c++) {
		enum timeline_column column = (enum timeline_column)c;
		int want = width_of(view, column, &timeline->full[c]), least;

		timeline->same[c] = all_same(view, column);
		least = least_wanted(timeline, column);
		if (want && want < least)
			want = least;
		timeline->want[c] = want < forms[c].most ? want : forms[c].most;
	}
	timeline->want[TIMELINE_TIME] = time_width[timeline->dated];
	timeline->changes = view->selection->changes;
}
