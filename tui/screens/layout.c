/* SPDX-License-Identifier: MIT */
/* layout.c - where everything stands, for any size. Sizes only: what is
 * drawn there is the business of others. */
#include <assert.h>

#include "view.h"

#define SIDE 43      /* cells of the side panes on a screen of 120 ... */
#define SIDE_MOST 60 /* ... and on the widest */
#define SIDE_IDS 4   /* ... more, so that ids are whole */
#define SIDE_RANK 3  /* of their columns that are worth the room */
#define SIDE_FEW 34  /* ... and on one that is narrower */

/* The lines between the filter and the panes; the first line of these. */
static int make_head(struct layout *layout, int width, int height, int bars)
{
	int y = 2;

	if (height > 24)
		layout->facts = (struct area){ 0, y++, width, 1 };
	layout->histogram = (struct area){ 0, y, width, bars };
	return y + bars;
}

/* Lines that the findings there are need, with title and heads; once they are
 * known. A filter, which keeps fewer, does not move what stands below. What is
 * said where there is none needs two. */
static int strip_needs(const struct view *view, int most)
{
	const struct sweep_rows *rows = &view->findings;
	size_t need = rows->made ? rows->most : (size_t)most;

	need = need < 2 ? 3 : need < 5 ? need + 1 : need + 2;
	return need < (size_t)most ? (int)need : most;
}

/* Cuts the strip of findings off the top of the Timeline's area, where that
 * leaves enough of it: about a quarter of what is `high`. */
static void make_strip(struct layout *layout, const struct view *view,
		       struct area area, int high)
{
	int lines = area.height < 16 ? 4 /* without heads */
		    : high < 36      ? 7
				     : (high + 3) / 4;

	lines = area.height < 9 ? 0 : strip_needs(view, lines);
	layout->pane[PANE_SWEEP] =
		(struct area){ area.x, area.y, area.width, lines };
	area.y += lines;
	area.height -= lines;
	layout->pane[PANE_TIMELINE] = area;
}

/* A pane with the event below it. The Timeline has the strip above it; where
 * there is no room for both, the one that is focused stands. */
static void make_medium(struct layout *layout, const struct view *view,
			int width, int height)
{
	enum pane_id focus = view->focus;
	int y = make_head(layout, width, height, height >= 24 ? 2 : 1);
	int body = height - 1 - y;
	int upper = (body * 11 + 10) / 20;
	struct area area = { 0, y, width, upper };

	layout->medium = true;
	if (focus <= PANE_RESOURCES || (focus == PANE_SWEEP && upper < 9))
		layout->pane[focus] = area;
	else
		make_strip(layout, view, area, body);
	layout->pane[PANE_EVENT] =
		(struct area){ 0, y + upper, width, body - upper };
}

/* What the side panes need, up to a bound that leaves the Timeline enough. */
static int side_of(const struct view *view, int width)
{
	int most = width < 120 ? SIDE_FEW : SIDE + (width - 120) / 4;
	int need = SIDE_FEW - 4, ids = most;

	for (int id = PANE_USERS; id <= PANE_RESOURCES; id++) {
		int wants = table_wants(&view->table[id], SIDE_RANK) + 1;
		int needs = table_needs(&view->table[id], SIDE_RANK) + 1;

		need = wants > need ? wants : need;
		ids = needs > ids ? needs : ids;
	}
	if (width >= 120)
		most = ids < most + SIDE_IDS ? ids : most + SIDE_IDS;
	most = most < SIDE_MOST ? most : SIDE_MOST;
	return need < most ? need : most;
}

static void make_full(struct layout *layout, const struct view *view, int width,
		      int height)
{
	int y = make_head(layout, width, height, height >= 36 ? 5 : 2);
	int body = height - 1 - y;
	int side = side_of(view, width);
	int users = (body * 14 + 16) / 32, upper = (body * 20 + 15) / 31;
	int x;

	x = side + 1;
	layout->pane[PANE_USERS] = (struct area){ 0, y, side, users };
	layout->pane[PANE_RESOURCES] =
		(struct area){ 0, y + users, side, body - users };
	layout->rule = (struct area){ side, y, 1, body };
	make_strip(layout, view, (struct area){ x, y, width - x, upper }, body);
	layout->pane[PANE_EVENT] =
		(struct area){ x, y + upper, width - x, body - upper };
}

bool layout_is_single(int width, int height)
{
	return width < 80 || height < 20;
}

void layout_make(struct layout *layout, const struct view *view, int width,
		 int height)
{
	bool low = width < 60 || height < 12;

	assert(width >= 0 && height >= 0);
	*layout = (struct layout){ .tiny = width < 20 || height < 3 };
	if (layout->tiny)
		return;
	layout->over = low ? (struct area){ 0, 0, width, height - 1 }
			   : (struct area){ 0, 2, width, height - 3 };
	layout->hint = (struct area){ 0, height - 1, width, 1 };
	if (width < 40 || height < 8) {
		/* A list and one line: the title lies above the screen. */
		layout->pane[view->focus] =
			(struct area){ 0, -1, width, height };
		return;
	}
	layout->status = (struct area){ 0, 0, width, 1 };
	layout->filter = (struct area){ 0, 1, width, 1 };
	if (view->zoomed || layout_is_single(width, height))
		layout->pane[view->focus] =
			(struct area){ 0, 2, width, height - 3 };
	else if (width < 100 || height < 30)
		make_medium(layout, view, width, height);
	else
		make_full(layout, view, width, height);
}
