/* SPDX-License-Identifier: MIT */
/* histogram_lanes.c - the lanes of the histogram: what people did as bars, of
 * which what was denied stands at the foot in red; a dot where something
 * notable happened; what AWS services did as one quiet row, so that the noise
 * of machines hides no person.
 *
 * Bars are logarithmic: a handful of events is seen beside a burst of tens of
 * thousands. */
#include <assert.h>

#include "histogram.h"

#define FOOT 3          /* eighths of a full cell: what is denied is seen */
#define SERVICES_HIGH 5 /* eighths: services stay below people */

/* ---- heights ---- */

/* Of one more than n, to the base of two, in 256ths; between two powers as the
 * crow flies. */
static uint64_t log_of(uint32_t n)
{
	uint64_t more = (uint64_t)n + 1;
	unsigned power = 63 - (unsigned)__builtin_clzll(more);

	return (uint64_t)power * 256 + ((more << 8 >> power) & 255);
}

/* In eighths of a cell, of `full`; what is not nothing shows. */
static int height_of(uint32_t events, uint32_t most, int full)
{
	uint64_t whole = log_of(most);
	int height;

	if (!events)
		return 0;
	assert(events <= most);
	height = (int)(((uint64_t)full * log_of(events) + whole / 2) / whole);
	return height ? height : 1;
}

/* The denied part of a bar: its share, but to be seen. */
static int foot_of(const struct bucket *bucket, int height)
{
	uint64_t people = bucket->people, denied = bucket->denied;
	int part;

	if (!denied)
		return 0;
	part = (int)(((uint64_t)height * denied + people / 2) / people);
	return part < FOOT ? FOOT : part;
}

/* ---- bars of people ---- */

/* One cell of a bar: `eighths` of it filled, `bad` of these denied. Where it
 * is not full there is no third colour for what is above it: it is red. */
static void put_cell(const struct chart *chart, int x, int y, int eighths,
		     int bad)
{
	struct grid *grid = chart->grid;
	unsigned style = STYLE_BAR;
	struct str glyph = grid_bar(grid, eighths);

	if (bad > 0 && grid->ascii)
		glyph = STR("X");
	else if (bad > 0 && bad < eighths && eighths == 8)
		glyph = grid_bar(grid, bad);
	if (bad > 0)
		style = bad < 8 && eighths == 8 && !grid->ascii ? STYLE_BAR_FOOT
								: STYLE_BAR_BAD;
	grid_put(grid, x, y, 1, style, glyph);
}

static void put_bar(const struct chart *chart, size_t at, uint32_t most)
{
	const struct bucket *bucket = &chart->buckets->at[at];
	int height = height_of(bucket->people, most, chart->bars * 8);
	int denied = foot_of(bucket, height);
	int from = edge_of(chart, (int64_t)at);
	int to = edge_of(chart, (int64_t)at + 1);
	int y = chart->area.y + chart->bars - 1;

	for (; height > 0; height -= 8, denied -= 8, y--)
		for (int x = from; x < to; x++)
			put_cell(chart, chart->area.x + x, y,
				 height < 8 ? height : 8,
				 denied < 8 ? denied : 8);
}

/* ---- lanes ---- */

struct peaks {
	uint32_t people, services, notable;
};

static void raise(uint32_t *peak, uint32_t count)
{
	*peak = count > *peak ? count : *peak;
}

static struct peaks peaks_of(const struct buckets *buckets)
{
	struct peaks peaks = { 0 };

	for (size_t i = 0; i < buckets->count; i++) {
		raise(&peaks.people, buckets->at[i].people);
		raise(&peaks.services, buckets->at[i].services);
		raise(&peaks.notable, buckets->at[i].notable);
	}
	return peaks;
}

static void put_glyph(const struct chart *chart, size_t at, int lane,
		      unsigned style, enum glyph glyph)
{
	grid_put(chart->grid, chart->area.x + middle_of(chart, (int64_t)at),
		 chart->area.y + lane, 1, style,
		 grid_glyph(chart->grid, glyph));
}

static void put_services(const struct chart *chart, size_t at, uint32_t most)
{
	int height =
		height_of(chart->buckets->at[at].services, most, SERVICES_HIGH);
	int from = edge_of(chart, (int64_t)at);
	int to = edge_of(chart, (int64_t)at + 1);

	for (int x = from; height && x < to; x++)
		grid_put(chart->grid, chart->area.x + x, chart->area.y + 3, 1,
			 STYLE_DIM, grid_bar(chart->grid, height));
}

/* The name of a lane, and that there is nothing in it: an empty row would
 * leave one to wonder. */
static void put_name(const struct chart *chart, int lane, const char *name,
		     bool empty)
{
	struct grid *grid = chart->grid;
	int x = chart->area.x + 1, y = chart->area.y + lane;

	grid_say(grid, x, y, LANE_LABEL - 2, STYLE_LABEL, "%s", name);
	if (empty)
		grid_say(grid, x + LANE_LABEL - 1, y, chart->span, STYLE_DIM,
			 "none");
}

static void draw_named(const struct chart *chart, const struct peaks *peaks)
{
	put_name(chart, chart->bars - 1, "people", !peaks->people);
	put_name(chart, 2, "notable", !peaks->notable);
	put_name(chart, 3, "services", !peaks->services);
	for (size_t i = 0; i < chart->buckets->count; i++) {
		if (chart->buckets->at[i].notable)
			put_glyph(chart, i, 2, STYLE_NOTABLE, GLYPH_BULLET);
		put_services(chart, i, peaks->services);
	}
}

/* Where lanes have no names, a service that is alone is a dot among bars, and
 * one row below says both of people: what is notable, else what was denied. */
static void draw_short(const struct chart *chart)
{
	for (size_t i = 0; i < chart->buckets->count; i++) {
		const struct bucket *bucket = &chart->buckets->at[i];

		if (bucket->services && !bucket->people)
			put_glyph(chart, i, 0, STYLE_DIM, GLYPH_DOT);
		if (chart->rows < 2)
			continue;
		if (bucket->notable)
			put_glyph(chart, i, 1, STYLE_NOTABLE, GLYPH_BULLET);
		else if (bucket->denied)
			put_glyph(chart, i, 1, STYLE_DENIED, GLYPH_BANG);
	}
}

void lanes_draw(const struct chart *chart)
{
	struct peaks peaks = peaks_of(chart->buckets);

	for (size_t i = 0; i < chart->buckets->count; i++)
		put_bar(chart, i, peaks.people);
	if (chart->rows == 4)
		draw_named(chart, &peaks);
	else
		draw_short(chart);
}
