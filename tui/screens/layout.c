/* SPDX-License-Identifier: MIT */
/* layout.c - where everything stands, for any size. Sizes only: what is
 * drawn there is the business of others. */
#include <assert.h>
#include <string.h>

#include "view.h"

#define SIDE 36 /* cells of the side panes on a screen of 120 */

static int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

/* A list and one line: the pane's title lies above the screen. */
static void make_small(struct layout *layout, enum pane_id focus, int width,
		       int height)
{
	layout->pane[focus] = (struct area){ 0, -1, width, height };
	layout->hint = (struct area){ 0, height - 1, width, 1 };
}

/* The focused pane alone, under status and filter. */
static void make_single(struct layout *layout, enum pane_id focus, int width,
			int height)
{
	layout->status = (struct area){ 0, 0, width, 1 };
	layout->filter = (struct area){ 0, 1, width, 1 };
	layout->pane[focus] = (struct area){ 0, 2, width, height - 3 };
	layout->hint = (struct area){ 0, height - 1, width, 1 };
}

/* The lines above the panes; the first line below them. */
static int make_head(struct layout *layout, int width, int height, bool full)
{
	int y = 2, rows = full && height >= 36 ? 4 : 1;

	layout->status = (struct area){ 0, 0, width, 1 };
	layout->filter = (struct area){ 0, 1, width, 1 };
	layout->hint = (struct area){ 0, height - 1, width, 1 };
	if (height >= 24)
		layout->facts = (struct area){ 0, y++, width, 1 };
	layout->histogram = (struct area){ 0, y, width, rows };
	return y + rows;
}

static void make_medium(struct layout *layout, enum pane_id focus, int width,
			int height)
{
	int y = make_head(layout, width, height, false);
	int body = height - 1 - y;
	int upper = (body * 11 + 10) / 20;
	enum pane_id first = focus == PANE_EVENT ? PANE_TIMELINE : focus;

	layout->medium = true;
	layout->pane[first] = (struct area){ 0, y, width, upper };
	layout->pane[PANE_EVENT] =
		(struct area){ 0, y + upper, width, body - upper };
}

static void make_full(struct layout *layout, int width, int height)
{
	int y = make_head(layout, width, height, true);
	int body = height - 1 - y;
	int side = clamp(SIDE + (width - 120) / 4, SIDE, 60);
	int users = (body * 14 + 16) / 32, upper = (body * 17 + 16) / 32;
	int x = side + 1;

	layout->pane[PANE_USERS] = (struct area){ 0, y, side, users };
	layout->pane[PANE_RESOURCES] =
		(struct area){ 0, y + users, side, body - users };
	layout->rule = (struct area){ side, y, 1, body };
	layout->pane[PANE_TIMELINE] = (struct area){ x, y, width - x, upper };
	layout->pane[PANE_EVENT] =
		(struct area){ x, y + upper, width - x, body - upper };
}

static void make_over(struct layout *layout, int width, int height)
{
	if (width < 60 || height < 12)
		layout->over = (struct area){ 0, 0, width, height - 1 };
	else
		layout->over = (struct area){ 0, 2, width, height - 3 };
}

void layout_make(struct layout *layout, const struct view *view, int width,
		 int height)
{
	assert(width >= 0 && height >= 0);
	memset(layout, 0, sizeof(*layout));
	if (width < 20 || height < 3) {
		layout->tiny = true;
		return;
	}
	make_over(layout, width, height);
	if (width < 40 || height < 8)
		make_small(layout, view->focus, width, height);
	else if (view->zoomed || width < 80 || height < 20)
		make_single(layout, view->focus, width, height);
	else if (width < 120 || height < 30)
		make_medium(layout, view->focus, width, height);
	else
		make_full(layout, width, height);
}
