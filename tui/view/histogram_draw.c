/* SPDX-License-Identifier: MIT */
/* histogram_draw.c - events over time as bars, and the axis under them.
 *
 * Heights follow the square root of the count, so that a single event can be
 * seen beside a burst of thousands. What was denied stands at the bottom of
 * its bar, in its own colour and its own glyph: nothing is said by colour
 * alone. Buckets are of round lengths and begin at round times; they are
 * counted again only when the kept rows, the width or the zoom change. */
#include <string.h>

#include "screen.h"
#include "when.h"

#define DAY 86400
#define CELLS_MOST 12 /* of one bucket, where there are few */

static const int64_t steps[] = {
	1,        2,        3,    4,       5,       6,       8,       10,
	12,       15,       20,   25,      30,      40,      50,      60,
	90,       120,      150,  180,     240,     300,     360,     480,
	600,      720,      900,  1200,    1500,    1800,    2400,    3000,
	3600,     5400,     7200, 9000,    10800,   14400,   18000,   21600,
	28800,    43200,    DAY,  2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 7 * DAY,
	10 * DAY, 14 * DAY,
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
	int cell; /* cells a bucket takes */
	int rows; /* of bars */
	uint32_t most;
	int64_t zone; /* seconds that local times are ahead */
	int mark;     /* cell of the cursor's bucket, or -1 */
};

/* ---- counting ---- */

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

static void count(struct view *view, int width, int64_t first, int64_t last)
{
	struct histogram_state *state = &view->histogram;
	struct buckets *shown = &state->shown;

	shown->step = round_step(steps, ARRAY_LEN(steps), first, last, width);
	shown->from = floor_to(first, shown->step);
	shown->count = (size_t)((last - shown->from) / shown->step) + 1;
	shown->events =
		xrealloc(shown->events, shown->count * sizeof(*shown->events));
	shown->denied =
		xrealloc(shown->denied, shown->count * sizeof(*shown->denied));
	buckets_count(shown, view_store(view), &view->kept.rows);
	state->changes = view->changes;
	state->width = width;
}

/* False: nothing has a time. */
static bool prepare(struct view *view, int width)
{
	const struct histogram_state *state = &view->histogram;
	int64_t first, last;

	if (width < 1 || !view_store(view) || !span_of(view, &first, &last))
		return false;
	if (state->width != width || state->changes != view->changes)
		count(view, width, first, last);
	return true;
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

static void put_bar(const struct chart *chart, size_t at)
{
	const struct buckets *buckets = chart->buckets;
	int height = height_of(chart, buckets->events[at]);
	int denied = height_of(chart, buckets->denied[at]);
	int x = chart->area.x + 1 + (int)at * chart->cell;

	denied = denied ? (denied + 4 > 8 ? (denied + 4) / 8 : 1) : 0;
	for (int row = 0; row * 8 < height; row++) {
		int eighths = height - row * 8 < 8 ? height - row * 8 : 8;
		bool bad = row < denied;
		struct str glyph = bad ? denied_glyph(chart->grid, eighths)
				       : grid_bar(chart->grid, eighths);

		for (int i = 0; i < chart->cell; i++)
			grid_put(chart->grid, x + i,
				 chart->area.y + chart->rows - 1 - row, 1,
				 bad ? STYLE_BAR_BAD : STYLE_BAR, glyph);
	}
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

/* The cell where the time's bucket begins; clipped; -1: outside. */
static int cell_of(const struct chart *chart, int64_t time, bool clip)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last = (int64_t)buckets->count - 1, at;

	if (time == TIME_NONE)
		return -1;
	at = (floor_to(time, buckets->step) - buckets->from) / buckets->step;
	if (!clip && (at < 0 || at > last))
		return -1;
	at = at < 0 ? 0 : at > last ? last : at;
	return 1 + (int)at * chart->cell;
}

static void find_mark(struct chart *chart)
{
	row_t row = view_row(chart->view);

	chart->mark =
		row == ROW_NONE
			? -1
			: cell_of(chart,
				  store_time(view_store(chart->view))[row],
				  false);
}

/* The marked range lies on the ground of selected rows. */
static void put_range(const struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	int from = cell_of(chart, state->low, true);
	int to = cell_of(chart, state->high, true);
	struct area bars = chart->area;

	if (from < 0 && to < 0)
		return;
	bars.height = chart->rows;
	bars.x += from < 0 ? to : from;
	bars.width = from < 0 || to < from ? 1 : to - from + 1;
	bars.width = to < 0 ? 1 : bars.width + chart->cell - 1;
	grid_mark(chart->grid, bars, STYLE_SELECTED);
	if (chart->area.height == chart->rows)
		return;
	if (from >= 0)
		grid_say(chart->grid, chart->area.x + from,
			 chart->area.y + chart->rows, 1, STYLE_ACCENT, "[");
	if (to >= 0)
		grid_say(chart->grid, chart->area.x + to + chart->cell - 1,
			 chart->area.y + chart->rows, 1, STYLE_ACCENT, "]");
}

static void put_mark(const struct chart *chart)
{
	int x = chart->area.x + chart->mark, y = chart->area.y + chart->rows;

	if (chart->mark < 0)
		return;
	if (chart->area.height > chart->rows)
		grid_put(chart->grid, x + (chart->cell - 1) / 2, y, 1,
			 STYLE_ACCENT,
			 chart->grid->ascii ? STR("^") : STR("▴"));
	else
		grid_mark(chart->grid,
			  (struct area){ x, y - 1, chart->cell, 1 },
			  STYLE_SELECTED | STYLE_UNDER);
}

/* ---- the axis ---- */

static void put_length(struct buf *out, int64_t seconds)
{
	static const struct {
		int64_t seconds;
		char name;
	} units[] = { { DAY, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };

	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (seconds % units[i].seconds == 0) {
			buf_addf(out, "%lld%c",
				 (long long)(seconds / units[i].seconds),
				 units[i].name);
			return;
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

static int put_bucket(const struct chart *chart)
{
	const struct histogram_state *state = &chart->view->histogram;
	struct buf text = { 0 };
	int width;

	buf_add(&text, STR("bucket "));
	put_length(&text, chart->buckets->step);
	if (state->from != state->to)
		buf_add(&text, STR("  Z: zoom out"));
	width = (int)text.len;
	grid_put_right(chart->grid, chart->area.x, chart->area.y + chart->rows,
		       chart->area.width - 1, STYLE_DIM, buf_str(&text));
	buf_release(&text);
	return width;
}

/* Labels stand at round times, and none where the cursor's mark is. */
static void put_axis(const struct chart *chart)
{
	const struct buckets *buckets = chart->buckets;
	int64_t last =
		buckets->from + (int64_t)buckets->count * buckets->step - 1;
	bool days = !when_same_day(buckets->from, last, chart->view->zone);
	int end = chart->area.width - 3 - put_bucket(chart), gap;
	int64_t zone = ahead(buckets->from, chart->view->zone), tick, time;
	struct buf text = { 0 };

	gap = days ? 24 : 20;
	tick = round_step(ticks, ARRAY_LEN(ticks), buckets->from, last,
			  (int64_t)buckets->count * chart->cell / gap + 1);
	time = floor_to(buckets->from + zone, tick) - zone;
	for (; time <= last; time += tick) {
		int x = time < buckets->from ? -1 : cell_of(chart, time, false);

		put_tick(chart, &text, time, tick, days);
		if (x < 0 || x + (int)text.len > end ||
		    (chart->mark >= x - 1 && chart->mark <= x + (int)text.len))
			continue;
		grid_put(chart->grid, chart->area.x + x,
			 chart->area.y + chart->rows, (int)text.len, STYLE_DIM,
			 buf_str(&text));
	}
	buf_release(&text);
}

void histogram_draw(struct view *view, struct grid *grid, struct area area)
{
	struct chart chart = { .view = view,
			       .grid = grid,
			       .area = area,
			       .buckets = &view->histogram.shown };

	if (area.height < 1 || !prepare(view, area.width - 2))
		return;
	chart.rows = area.height >= 4 ? 3 : 1;
	chart.cell = (area.width - 2) / (int)chart.buckets->count;
	chart.cell = chart.cell > CELLS_MOST ? CELLS_MOST : chart.cell;
	put_bars(&chart);
	find_mark(&chart);
	if (area.height > chart.rows)
		put_axis(&chart);
	put_range(&chart);
	put_mark(&chart);
}
