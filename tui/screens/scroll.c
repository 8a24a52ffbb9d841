/* SPDX-License-Identifier: MIT */
/* scroll.c - movement commands, as movements of a window over lines. */
#include "view.h"

static const struct {
	enum command command;
	enum table_move move;
} moves[] = {
	{ COMMAND_DOWN, MOVE_DOWN },
	{ COMMAND_UP, MOVE_UP },
	{ COMMAND_PAGE_DOWN, MOVE_PAGE_DOWN },
	{ COMMAND_NEXT_PAGE, MOVE_PAGE_DOWN },
	{ COMMAND_PAGE_UP, MOVE_PAGE_UP },
	{ COMMAND_HALF_DOWN, MOVE_HALF_DOWN },
	{ COMMAND_HALF_UP, MOVE_HALF_UP },
	{ COMMAND_TOP, MOVE_TOP },
	{ COMMAND_BOTTOM, MOVE_BOTTOM },
};

bool scroll_command(struct scroll *scroll, enum command command, size_t count,
		    size_t page)
{
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].command == command) {
			scroll_move(scroll, moves[i].move, count, page);
			return true;
		}
	return false;
}
