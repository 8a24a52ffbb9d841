/* SPDX-License-Identifier: MIT */
/* histogram.h - the histogram as it is being drawn: where its lanes stand, and
 * which cells a bucket takes. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include "view.h"

struct chart {
	struct view *view;
	struct grid *grid;
	struct area area;
	const struct buckets *buckets;
	int left; /* the first cell of bars, from the area's left */
	int span; /* cells that all buckets take */
	int bars; /* rows of what people did */
	int rows; /* of all lanes; an axis below them where there is room */
	/* cells of the cursor's mark and the range's ends, from the area's
	 * left; -1: none */
	int mark, low, high;
};

/* The first cell of the bucket, from the area's left. */
static inline int edge_of(const struct chart *chart, int64_t at)
{
	return chart->left +
	       (int)(at * chart->span / (int64_t)chart->buckets->count);
}
/* Where one glyph stands for all of it. */
static inline int middle_of(const struct chart *chart, int64_t at)
{
	return (edge_of(chart, at) + edge_of(chart, at + 1) - 1) / 2;
}

#define LANES_NAMED 5 /* rows, with the axis, for lanes with names ... */
#define LANE_LABEL 10 /* ... which take so many cells before the bars */

/* Where bars begin in an area of that height. */
static inline int lanes_left(int height)
{
	return height >= LANES_NAMED ? LANE_LABEL : 1;
}
/* Sets how many rows there are of what. */
static inline void lanes_fit(struct chart *chart)
{
	int height = chart->area.height;

	chart->left = lanes_left(height);
	chart->bars = height >= LANES_NAMED ? 2 : 1;
	chart->rows = height >= LANES_NAMED ? 4 : height >= 2 ? 2 : 1;
}
void lanes_draw(const struct chart *chart);

#endif
