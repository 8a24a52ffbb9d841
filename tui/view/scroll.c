/* SPDX-License-Identifier: MIT */
/* scroll.c - a window over a list: it knows a count and a page, and nothing
 * of what the lines are. */
#include "screen.h"

static size_t down(size_t from, size_t by, size_t count)
{
	return count && from + by >= count ? count - 1 : from + by;
}

static size_t up(size_t from, size_t by)
{
	return from > by ? from - by : 0;
}

void scroll_fit(struct scroll *scroll, size_t count, size_t page)
{
	if (scroll->cursor >= count)
		scroll->cursor = count ? count - 1 : 0;
	if (!page)
		page = 1;
	if (scroll->top > scroll->cursor)
		scroll->top = scroll->cursor;
	if (scroll->cursor - scroll->top >= page)
		scroll->top = scroll->cursor - page + 1;
	if (scroll->top + page > count)
		scroll->top = count > page ? count - page : 0;
}

/* The window moves with the cursor, which keeps its height in it. */
static void page_by(struct scroll *scroll, size_t by, bool forth, size_t count)
{
	scroll->cursor = forth ? down(scroll->cursor, by, count)
			       : up(scroll->cursor, by);
	scroll->top = forth ? scroll->top + by : up(scroll->top, by);
}

bool scroll_command(struct scroll *scroll, enum command command, size_t count,
		    size_t page)
{
	size_t step = page > 1 ? page - 1 : 1;

	switch (command) {
	case COMMAND_DOWN:
		scroll->cursor = down(scroll->cursor, 1, count);
		break;
	case COMMAND_UP:
		scroll->cursor = up(scroll->cursor, 1);
		break;
	case COMMAND_PAGE_DOWN:
	case COMMAND_NEXT_PAGE:
		page_by(scroll, step, true, count);
		break;
	case COMMAND_PAGE_UP:
		page_by(scroll, step, false, count);
		break;
	case COMMAND_HALF_DOWN:
		page_by(scroll, step / 2 + 1, true, count);
		break;
	case COMMAND_HALF_UP:
		page_by(scroll, step / 2 + 1, false, count);
		break;
	case COMMAND_TOP:
		scroll->cursor = 0;
		break;
	case COMMAND_BOTTOM:
		scroll->cursor = count ? count - 1 : 0;
		break;
	default:
		return false;
	}
	scroll_fit(scroll, count, page);
	return true;
}
