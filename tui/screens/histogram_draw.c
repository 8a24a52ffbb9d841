/* SPDX-License-Identifier: MIT */
/* histogram_draw.c - events over time as bars, and the axis under them.
 *
 * Heights follow the square root of the count, so that a single event can be
 * seen beside a burst of thousands. What was denied stands at the bottom of
 * its bar, in its own colour and its own glyph: nothing is said by colour
 * alone. Buckets are of round lengths and begin at round times. */
#include <string.h>

#include "view.h"
#include "when.h"

#define DAY 86400
#define CELLS_MOST 12 /* of one bucket, where there are few */

/* No more than a quarter apart where lengths allow it, so that the bars fill
 * the line. */
static const int64_t steps[] = {
	1,       2,       3,       4,        5,        6,        8,
	10,      12,      15,      20,       25,       30,       35,
	40,      45,      50,      60,       75,       90,       105,
	120,     150,     180,     210,      240,      300,      360,
	420,     480,     600,     720,      750,      900,      1080,
	1200,    1500,    1800,    2100,     2400,     2700,     3000,
	3600,    4500,    5400,    6300,     7200,     9000,     10800,
	12600,   14400,   18000,   21600,    28800,    36000,    43200,
	54000,   64800,   DAY,     2 * DAY,  3 * DAY,  4 * DAY,  5 * DAY,
	6 * DAY, 7 * DAY, 8 * DAY, 10 * DAY, 12 * DAY, 14 * DAY,
};

static const int64_t ticks[] = {
	1,     2,   5,       10,      15,       30,       60,    120,
	300,   600, 900,     1800,    3600,     7200,     10800, 21600,
	43200, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
};

struct chart {
	struct view *view;
	struct grid *grid;
	struct area area;
	const struct buckets *buckets;
	int span; /* cells that all buckets take */
	int rows; /* of bars */
	uint32_t most;
	int64_t zone; /* seconds that local times are ahead */
	int mark;     /* cell of the cursor's mark, or -1 */
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

void histogram_ask(struct view *view, int width)
{
	int64_t first, last, from, step;

	if (width < 3 || !view_store(view) || !span_of(view, &first, &last))
		return;
	step = round_step(steps, ARRAY_LEN(steps), first, last, width - 2);
	from = floor_to(first, step);
	times_ask(view->selection, from, step,
		  (size_t)((last - from) / step) + 1);
}

/* ---- bars ---- */

/* The square root of the share, in eighths, to the nearest; at least one. */
static int height_of(const struct chart *chart, uint32_t events)
{
	uint64_t full = (uint64_t)chart->rows * 8, height = 1;
	uint64_t want = 4 * (uint64_t)events * full * full;

	if (!events)
		return 0;
	while (height < full &&
	       (2 * height + 1) * (2 * height + 1) * chart->most <= want)
		height++;
	return (int)height;
}

/* Half as wide as other bars, so that it is told apart without colour; in
 * ASCII the mark of denied rows. */
static struct str denied_glyph(const struct grid *grid, int eighths)
{
	if (grid->ascii)
		return eighths < 8 ? STR("!") : STR("X");
	return eighths < 6 ? STR("▖") : STR("▌");
}

/* The first cell of the bucket, from the area's left. */
static int edge_of(const struct chart *chart, int64_t at)
{
	return 1 + (int)(at * chart->span / (int64_t)chart->buckets->count);
}

/* The denied part of a bar, in eighths: its share, but to be seen. */
static int denied_height(const struct buckets *buckets, size_t at, int height)
{
	uint64_t events = buckets->events[at], denied = buckets->denied[at];
	uint64_t part;

	if (!denied || !events)
		return 0;
	part = ((uint64_t)height * denied + events / 2) / events;
	return part ? (int)part : 1;
}

/* One cell of a bar: `eighths` of it filled, `bad` of these denied. A little
 * at the foot of a full cell is a corner of it; what would be lost in a part
 * of a cell takes it all. */
static void put_cell(const struct chart *chart, int x, int y, int eighths,
		     int bad)
{
	struct grid *grid = chart->grid;

	if (bad <= 0)
		grid_put(grid, x, y, 1, STYLE_BAR, grid_bar(grid, eighths));
	else if (bad < 4 && eighths == 8 && !grid->ascii)
		grid_put(grid, x, y, 1, STYLE_BAR_FOOT, STR("▛"));
	else
		grid_put(grid, x, y, 1, STYLE_BAR_BAD,
			 denied_glyph(grid, eighths));
}

static void put_bar(const struct chart *chart, size_t at)
{
	int height = height_of(chart, chart->buckets->events[at]);
	int denied = denied_height(chart->buckets, at, height);
	int from = edge_of(chart, (int64_t)at);
	int to = edge_of(chart, (int64_t)at + 1);
	int y = chart->area.y + chart->rows - 1;

	for (; height > 0; height -= 8, denied -= 8, y--)
		for (int x = from; x < to; x++)
			put_cell(chart, chart->area.x + x, y,
				 height < 8 ? height : 8,
				 denied < 8 ? denied : 8);
}

static void put_bars(struct chart *chart)
{
	const struct buckets *buckets = chart->buckets;

	chart->most = 1;
	for (size_t i = 0; i < buckets->count; i++)
		if (buckets->events[i] > chart->most)
			chart->most = buckets->events[i];
	for (size_t i = 0; i < buckets->count; i++)
		put_bar(chart, i);
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

static void find_mark(struct chart *chart)
{
	int64_t at = bucket_here(chart);

	chart->mark = -1;
	if (at >= 0)
		chart->mark =
			(edge_of(chart, at) + edge_of(chart, at + 1) - 1) / 2;
}

/* The marked range lies on the ground of selected rows. */
static void put_range(const struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	int64_t low = bucket_of(chart, state->low, true);
	int64_t high = bucket_of(chart, state->high, true);
	int from = edge_of(chart, low), to = edge_of(chart, high + 1) - 1;
	int y = chart->area.y + chart->rows;
	struct area bars = chart->area;

	if (low < 0 && high < 0)
		return;
	bars.height = chart->rows;
	bars.x += low < 0 ? to : from;
	bars.width = low < 0 || high < low ? 1 : to - from + 1;
	grid_mark(chart->grid, bars, STYLE_SELECTED);
	if (chart->area.height == chart->rows)
		return;
	if (low >= 0)
		grid_say(chart->grid, chart->area.x + from, y, 1, STYLE_ACCENT,
			 "[");
	if (high >= 0)
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
			  (struct area){ chart->area.x + from, y - 1, to - from,
					 1 },
			  STYLE_SELECTED | STYLE_UNDER);
}

/* ---- the axis ---- */

/* `30s`, `12m30s`, `6h`. */
static void put_length(struct buf *out, int64_t seconds)
{
	static const struct {
		int64_t seconds;
		char name;
	} units[] = { { DAY, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };

	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (seconds / units[i].seconds)
			buf_addf(out, "%lld%c",
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

/* The bucket's length to the right, but left of the cursor's mark where they
 * would meet. The cells that are left for times. */
static int put_bucket(const struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	struct buf text = { 0 };
	int x, y = chart->area.y + chart->rows;

	buf_add(&text, STR("bucket "));
	put_length(&text, chart->buckets->step);
	if (state->from != state->to)
		buf_add(&text, STR("  Z: zoom out"));
	x = chart->area.width - 1 - (int)text.len;
	if (chart->mark >= x - 1)
		x = chart->mark - 1 - (int)text.len;
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

/* Labels stand at round times, and none where the cursor's mark is. */
static void put_axis(const struct chart *chart)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last =
		buckets->from + (int64_t)buckets->count * buckets->step - 1;
	bool days = spans_days(chart->view);
	int end = put_bucket(chart), gap;
	int64_t zone = ahead(buckets->from, chart->view->zone), tick, time;
	struct buf text = { 0 };

	gap = days ? 24 : 20;
	tick = round_step(ticks, ARRAY_LEN(ticks), buckets->from, last,
			  (int64_t)chart->span / gap + 1);
	time = floor_to(buckets->from + zone, tick) - zone;
	for (; time <= last; time += tick) {
		int64_t at = time < buckets->from
				     ? -1
				     : bucket_of(chart, time, false);
		int x = edge_of(chart, at);

		put_tick(chart, &text, time, tick, days);
		if (at < 0 || x + (int)text.len > end ||
		    (chart->mark >= x - 1 && chart->mark <= x + (int)text.len))
			continue;
		grid_put(chart->grid, chart->area.x + x,
			 chart->area.y + chart->rows, (int)text.len, STYLE_DIM,
			 buf_str(&text));
	}
	buf_release(&text);
}

/* Bars of one width where they fill the line, else as wide as they must;
 * but hardly ever one of them next to one twice as wide. */
static int span_cells(size_t buckets, int width)
{
	int count = (int)buckets, cell = width / count;

	if (cell >= CELLS_MOST)
		return count * CELLS_MOST;
	if (cell < 2 || count * cell * 100 >= width * 85)
		return count * cell;
	return width;
}

void histogram_draw(struct view *view, struct grid *grid, struct area area)
{
	struct chart chart = { .view = view,
			       .grid = grid,
			       .area = area,
			       .buckets = &view->selection->times };
	int64_t first, last;

	if (area.height < 1 || area.width < 3 || !view_store(view) ||
	    !chart.buckets->count || !span_of(view, &first, &last))
		return;
	chart.rows = area.height >= 4 ? 3 : 1;
	chart.span = span_cells(chart.buckets->count, area.width - 2);
	if (!view->selection->result.hits && selection_shows(view->selection))
		grid_say(grid, area.x + 1, area.y + chart.rows / 2,
			 area.width - 2, STYLE_DIM, "no event to show");
	put_bars(&chart);
	find_mark(&chart);
	if (area.height > chart.rows)
		put_axis(&chart);
	put_range(&chart);
	put_mark(&chart);
}
