/* SPDX-License-Identifier: MIT */
/* histogram_draw.c - events over time: which lengths of time are counted, the
 * axis, the marked range and the cursor's place. The lanes themselves are those
 * of histogram_lanes.c. Buckets are of round lengths and begin at round
 * times. */
#include <string.h>

#include "histogram.h"
#include "when.h"

#define DAY 86400
#define FULL 85 /* percent of the line that bars of one width must fill */

/* Whole minutes from one on, and hardly ever more than a sixth apart, so that
 * the bars fill the line. */
static const int64_t steps[] = {
	1,        2,       3,       4,       5,       6,        7,
	8,        9,       10,      12,      14,      15,       18,
	20,       24,      30,      35,      40,      45,       50,
	60,       120,     180,     240,     300,     360,      420,
	480,      540,     600,     660,     720,     840,      900,
	1080,     1200,    1320,    1500,    1800,    2100,     2400,
	2700,     3000,    3300,    3600,    3900,    4500,     5400,
	6000,     7200,    8100,    9000,    10800,   12600,    14400,
	16200,    18000,   21600,   25200,   28800,   32400,    36000,
	43200,    50400,   57600,   64800,   DAY,     2 * DAY,  3 * DAY,
	4 * DAY,  5 * DAY, 6 * DAY, 7 * DAY, 8 * DAY, 10 * DAY, 12 * DAY,
	14 * DAY,
};

/* Where labels stand; and the lengths to choose where they fill the line. */
static const int64_t ticks[] = {
	1,     2,   5,       10,      15,       30,       60,    120,
	300,   600, 900,     1800,    3600,     7200,     10800, 21600,
	43200, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
};

/* ---- what is to be counted ---- */

static int64_t floor_to(int64_t time, int64_t step)
{
	int64_t over = time % step;

	return time - (over < 0 ? over + step : over);
}

/* The smallest of the round lengths that makes no more than `most` of the
 * stretch; beyond the table it doubles. */
static int64_t round_step(const int64_t *table, size_t count, int64_t first,
			  int64_t last, int64_t most)
{
	int64_t step = table[0];

	for (size_t i = 0; (last - floor_to(first, step)) / step >= most; i++)
		step = i + 1 < count ? table[i + 1] : step * 2;
	return step;
}

static bool span_of(const struct view *view, int64_t *first, int64_t *last)
{
	const struct histogram_state *state = &view->histogram;

	if (state->from == state->to)
		return store_span(view_store(view), first, last);
	*first = state->from;
	*last = state->to;
	return true;
}

static int64_t buckets_of(int64_t first, int64_t last, int64_t step)
{
	return (last - floor_to(first, step)) / step + 1;
}

void histogram_ask(struct view *view, struct area area)
{
	int64_t first, last, step;
	int most = area.width - lanes_left(area.height) - 1;

	if (most < 1 || !view_store(view) || !span_of(view, &first, &last))
		return;
	step = round_step(ticks, ARRAY_LEN(ticks), first, last, most);
	if (buckets_of(first, last, step) * 100 < (int64_t)most * FULL)
		step = round_step(steps, ARRAY_LEN(steps), first, last, most);
	times_ask(view->selection, floor_to(first, step), step,
		  (size_t)buckets_of(first, last, step));
}

/* ---- where things are ---- */

/* The time's bucket; clipped; -1: outside. */
static int64_t bucket_of(const struct chart *chart, int64_t time, bool clip)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last = (int64_t)buckets->count - 1, at;

	if (time == TIME_NONE)
		return -1;
	at = (floor_to(time, buckets->step) - buckets->from) / buckets->step;
	if (!clip && (at < 0 || at > last))
		return -1;
	return at < 0 ? 0 : at > last ? last : at;
}

/* The bucket of the event under the cursor, or -1. */
static int64_t bucket_here(const struct chart *chart)
{
	row_t row = view_row(chart->view);

	if (row == ROW_NONE)
		return -1;
	return bucket_of(chart, store_time(view_store(chart->view))[row],
			 false);
}

/* The cell of the range's end, from the area's left; -1: it is not marked, or
 * out of sight. */
static int range_cell(const struct chart *chart, int64_t time, bool high)
{
	int64_t at = bucket_of(chart, time, true);

	return at < 0 ? -1
	       : high ? edge_of(chart, at + 1) - 1
		      : edge_of(chart, at);
}

static void find_marks(struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	int64_t at = bucket_here(chart);

	chart->mark = at < 0 ? -1 : middle_of(chart, at);
	chart->low = range_cell(chart, state->low, false);
	chart->high = range_cell(chart, state->high, true);
}

/* The first cell of a mark or an end of the range that so much text would
 * touch; -1: none. */
static int meets(const struct chart *chart, int x, int width)
{
	const int marks[] = { chart->mark, chart->low, chart->high };
	int first = -1;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i] >= x - 1 && marks[i] <= x + width &&
		    (first < 0 || marks[i] < first))
			first = marks[i];
	return first;
}

/* The marked range lies on the ground of selected rows. */
static void put_range(const struct chart *chart)
{
	int from = chart->low, to = chart->high;
	int y = chart->area.y + chart->rows;
	struct area bars = chart->area;

	if (from < 0 && to < 0)
		return;
	bars.height = chart->rows;
	bars.x += from < 0 ? to : from;
	bars.width = from < 0 || to < from ? 1 : to - from + 1;
	grid_mark(chart->grid, bars, STYLE_SELECTED);
	if (chart->area.height == chart->rows)
		return;
	if (from >= 0)
		grid_say(chart->grid, chart->area.x + from, y, 1, STYLE_ACCENT,
			 "[");
	if (to >= 0)
		grid_say(chart->grid, chart->area.x + to, y, 1, STYLE_ACCENT,
			 "]");
}

static void put_mark(const struct chart *chart)
{
	int64_t at = bucket_here(chart);
	int from = edge_of(chart, at), to = edge_of(chart, at + 1);
	int y = chart->area.y + chart->rows;

	if (chart->mark < 0)
		return;
	if (chart->area.height > chart->rows)
		grid_put(chart->grid, chart->area.x + chart->mark, y, 1,
			 STYLE_ACCENT,
			 chart->grid->ascii ? STR("^") : STR("▴"));
	else
		grid_mark(chart->grid,
			  (struct area){ chart->area.x + from, chart->area.y,
					 to - from, chart->rows },
			  STYLE_SELECTED | STYLE_UNDER);
}

/* ---- the axis ---- */

/* `30s`, `1h05m`, `6h`. */
static void put_length(struct buf *out, int64_t seconds)
{
	static const struct {
		int64_t seconds;
		char name;
	} units[] = { { DAY, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };

	size_t before = out->len;

	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (seconds / units[i].seconds)
			buf_addf(out, out->len > before ? "%02lld%c" : "%lld%c",
				 (long long)(seconds / units[i].seconds),
				 units[i].name);
		seconds %= units[i].seconds;
	}
}

static void put_tick(const struct chart *chart, struct buf *out, int64_t time,
		     int64_t tick, bool days)
{
	enum zone zone = chart->view->zone;

	buf_reset(out);
	if (days && tick >= 28 * DAY)
		time_put_date(out, time, zone);
	else if (days)
		when_put_day(out, time, zone);
	if (tick % DAY == 0)
		return;
	if (days)
		buf_addc(out, ' ');
	if (tick % 60)
		time_put_clock(out, time, zone);
	else
		when_put_minute(out, time, zone);
}

/* Seconds that the zone is ahead at that time, as far as clocks show it. */
static int64_t ahead(int64_t time, enum zone zone)
{
	struct clock there = time_split(time, zone);
	struct clock here = time_split(time, ZONE_UTC);
	int64_t days = there.year != here.year     ? there.year - here.year
		       : there.month != here.month ? there.month - here.month
						   : there.day - here.day;

	days = days > 0 ? 1 : days < 0 ? -1 : 0;
	return days * DAY + (there.hour - here.hour) * 3600 +
	       (there.minute - here.minute) * 60;
}

/* The bucket's length to the right, but left of the marks that it would
 * touch. The cells that are left for times. */
static int put_bucket(const struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	struct buf text = { 0 };
	int x, at, y = chart->area.y + chart->rows;

	buf_add(&text, STR("log bars, bucket "));
	put_length(&text, chart->buckets->step);
	if (state->from != state->to)
		buf_add(&text, STR("  Z: zoom out"));
	x = chart->area.width - 1 - (int)text.len;
	while (x > 0 && (at = meets(chart, x, (int)text.len)) >= 0)
		x = at - 1 - (int)text.len;
	if (x > 0)
		grid_put(chart->grid, chart->area.x + x, y, (int)text.len,
			 STYLE_DIM, buf_str(&text));
	buf_release(&text);
	return x - 2;
}

/* Of the events, not of the buckets around them. */
static bool spans_days(const struct view *view)
{
	int64_t first, last;

	return span_of(view, &first, &last) &&
	       !when_same_day(first, last, view->zone);
}

/* How far labels are apart: `07-29` is short, `07-29 12:00` is not. */
static int64_t tick_of(const struct chart *chart, int64_t last, bool days)
{
	int64_t from = chart->buckets->from, tick;

	tick = round_step(ticks, ARRAY_LEN(ticks), from, last,
			  chart->span / 14 + 1);
	if (days && tick >= DAY && tick < 28 * DAY)
		return tick;
	return round_step(ticks, ARRAY_LEN(ticks), from, last,
			  chart->span / (days ? 24 : 20) + 1);
}

/* True for a time in the first bucket that lies before the day on which what
 * is shown begins. */
static bool is_day_before(const struct view *view, int64_t time)
{
	int64_t first, last;

	return span_of(view, &first, &last) && time < first &&
	       !when_same_day(time, first, view->zone);
}

/* Labels stand at round times, and none where the cursor's mark or an end of
 * the range is. */
static void put_axis(const struct chart *chart)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last =
		buckets->from + (int64_t)buckets->count * buckets->step - 1;
	bool days = spans_days(chart->view);
	int end = put_bucket(chart), free = 0;
	int64_t zone = ahead(buckets->from, chart->view->zone), tick, time;
	struct buf text = { 0 };

	tick = tick_of(chart, last, days);
	time = floor_to(buckets->from + zone, tick) - zone;
	for (; time <= last; time += tick) {
		int64_t at = time < buckets->from
				     ? -1
				     : bucket_of(chart, time, false);
		int x = edge_of(chart, at);

		put_tick(chart, &text, time, tick, days);
		if (at < 0 || x < free || x + (int)text.len > end ||
		    is_day_before(chart->view, time) ||
		    meets(chart, x, (int)text.len) >= 0)
			continue;
		free = x + (int)text.len + 2;
		grid_put(chart->grid, chart->area.x + x,
			 chart->area.y + chart->rows, (int)text.len, STYLE_DIM,
			 buf_str(&text));
	}
	buf_release(&text);
}

static bool is_free(const struct chart *chart, int x, int y, int width)
{
	for (int i = x < chart->area.x ? chart->area.x : x; i < x + width; i++)
		if (grid_at(chart->grid, i, y)->point[0] != ' ')
			return false;
	return true;
}

/* Where there is no line for an axis, the last lane has the first and the last
 * time in its ends, if nothing else stands there: no bucket begins before the
 * events do. */
static void put_ends(const struct chart *chart)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last =
		buckets->from + (int64_t)(buckets->count - 1) * buckets->step;
	bool days = spans_days(chart->view);
	int y = chart->area.y + chart->rows - 1, width, x;
	int64_t first, until;
	struct buf text = { 0 };

	if (!span_of(chart->view, &first, &until))
		return;
	put_tick(chart, &text, first > buckets->from ? first : buckets->from,
		 buckets->step, days);
	width = (int)text.len;
	x = chart->area.x + chart->left;
	if (is_free(chart, x, y, width + 1))
		grid_put(chart->grid, x, y, width, STYLE_DIM, buf_str(&text));
	put_tick(chart, &text, last, buckets->step, days);
	width = (int)text.len;
	x += chart->span - width;
	if (is_free(chart, x - 1, y, width + 1))
		grid_put(chart->grid, x, y, width, STYLE_DIM, buf_str(&text));
	buf_release(&text);
}

/* Bars of one width where they nearly fill the line, else as wide as they
 * must. */
static int span_cells(size_t buckets, int width)
{
	int count = (int)buckets, cell = width / count;

	return count * cell * 100 >= width * FULL ? count * cell : width;
}

void histogram_draw(struct view *view, struct grid *grid, struct area area)
{
	struct chart chart = { .view = view,
			       .grid = grid,
			       .area = area,
			       .buckets = &view->selection->times };
	int64_t first, last;
	int most = area.width - lanes_left(area.height) - 1;

	if (area.height < 1 || most < 1 || !view_store(view) ||
	    !chart.buckets->count || !span_of(view, &first, &last))
		return;
	lanes_fit(&chart);
	chart.span = span_cells(chart.buckets->count, most);
	lanes_draw(&chart);
	if (!view->selection->result.hits && selection_shows(view->selection))
		grid_say(grid, area.x + chart.left, area.y, most, STYLE_DIM,
			 "no event to show");
	find_marks(&chart);
	if (area.height > chart.rows)
		put_axis(&chart);
	else if (chart.rows == 2)
		put_ends(&chart);
	put_range(&chart);
	put_mark(&chart);
}
