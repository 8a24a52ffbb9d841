/* SPDX-License-Identifier: MIT */
/* timeline_cells.c - the Timeline's columns: what their cells say, and how
 * wide they should be. Widths follow what the kept rows hold, so that they
 * stay while one scrolls. */
#include <stdlib.h>
#include <string.h>

#include "model.h"
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
	[TIMELINE_SERVICE] = { "service", COL_SERVICE, 7, 16, 8 },
	[TIMELINE_EVENT] = { "event", COL_NAME, 20, 36, 50 },
	[TIMELINE_RESOURCE] = { "resource", COL_COUNT, 14, 32, 8 },
	[TIMELINE_ADDRESS] = { "address", COL_ADDRESS, 12, 24, 12 },
	[TIMELINE_TOOL] = { "tool", COL_TOOL, 12, 24, 12 },
	[TIMELINE_KEY] = { "key", COL_KEY, 12, 20, 12 },
	[TIMELINE_REGION] = { "region", COL_REGION, 9, 14, 12 },
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

/* A session stands for its user where it names a human or an instance. */
static sym_t actor(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	sym_t session = store_column(store, COL_SESSION)[row];
	struct str label;
	ptrdiff_t at;

	if (session == SYM_NONE)
		return store_column(store, COL_USER)[row];
	label = identity_label(store_text(store, session));
	at = str_find_last(label, '/');
	if (session_speaks(str_slice(label, (size_t)(at + 1), label.len)))
		return session;
	return store_column(store, COL_USER)[row];
}

static void put_resources(const struct view *view, row_t row, struct buf *buf)
{
	const sym_t *resource;
	uint32_t count = store_resources(view_store(view), row, &resource);

	if (!count)
		return;
	view_label(view, resource[0], buf);
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
				? actor(view, row)
				: store_column(store, source)[row];
		if (value == SYM_NONE)
			return STR("");
		if (column != TIMELINE_USER && column != TIMELINE_SESSION)
			return store_text(store, value);
		return view_label(view, value, buf);
	}
	return buf->len ? buf_str(buf) : STR("");
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* So wide that nearly all rows are whole. */
static int width_of(const struct view *view, enum timeline_column column)
{
	static const struct grid plain = { .ascii = false };
	const struct kept *kept = &view->kept;
	size_t step = kept->hits / SAMPLE + 1, n = 0;
	int width[SAMPLE + 1];
	struct buf buf = { 0 };

	for (size_t i = 0; i < kept->hits; i += step) {
		width[n] = grid_measure(
			&plain, timeline_cell(view, kept->hit[i], column, &buf),
			forms[column].most + 1);
		n += width[n] > 0;
	}
	buf_release(&buf);
	if (!n)
		return 0;
	qsort(width, n, sizeof(*width), by_number);
	return width[n - 1 - n / (forms[column].cut + 1)];
}

static bool column_same(const struct view *view, const sym_t *column)
{
	const struct kept *kept = &view->kept;

	for (size_t i = 1; i < kept->hits; i++)
		if (column[kept->hit[i]] != column[kept->hit[0]])
			return false;
	return true;
}

static sym_t first_resource(const struct view *view, row_t row)
{
	const sym_t *resource;

	return store_resources(view_store(view), row, &resource) ? resource[0]
								 : SYM_NONE;
}

static bool resources_same(const struct view *view)
{
	const struct kept *kept = &view->kept;
	sym_t first = first_resource(view, kept->hit[0]);

	for (size_t i = 1; i < kept->hits; i++)
		if (first_resource(view, kept->hit[i]) != first)
			return false;
	return true;
}

/* Nearly always two rows tell; where all agree it is one walk of a column. */
static bool all_same(const struct view *view, enum timeline_column column)
{
	if (view->kept.hits < 2 || column == TIMELINE_TIME)
		return false;
	if (column == TIMELINE_RESOURCE)
		return resources_same(view);
	return column_same(
		view, store_column(view_store(view), forms[column].source));
}

static enum dated dates_of(const struct view *view)
{
	const struct totals *totals = &view->kept.totals;
	struct clock first, last;

	if (!view->kept.hits || totals->first == TIME_NONE)
		return DATED_NOT;
	first = time_split(totals->first, view->zone);
	last = time_split(totals->last, view->zone);
	if (first.year != last.year)
		return DATED_YEAR;
	return first.month != last.month || first.day != last.day ? DATED_DAY
								  : DATED_NOT;
}

void timeline_measure(struct view *view)
{
	static const int time_width[] = { 8, 14, 19 };
	struct timeline *timeline = &view->timeline;

	timeline->dated = dates_of(view);
	for (int c = 0; c < TIMELINE_COLUMNS; c++) {
		int want = width_of(view, (enum timeline_column)c);

		int title = (int)strlen(forms[c].title);

		timeline->same[c] = all_same(view, (enum timeline_column)c);
		if (want && want < forms[c].least)
			want = !timeline->same[c] ? forms[c].least
			       : want < title     ? title
						  : want;
		timeline->want[c] = want < forms[c].most ? want : forms[c].most;
	}
	timeline->want[TIMELINE_TIME] = time_width[timeline->dated];
	timeline->changes = view->changes;
}
