/* SPDX-License-Identifier: MIT */
/* timeline_columns.c - which of the Timeline's columns stand where.
 *
 * A column that says the same in every row tells nothing: it is shown only
 * when every column that tells something has its place. Zoomed, all columns
 * stand side by side and scroll with the cell cursor; the time stays. */
#include <string.h>

#include "panes.h"

/* Columns being chosen for a width. */
struct choice {
	const struct timeline *timeline;
	int width[TIMELINE_COLUMNS]; /* 0: not shown */
	int room;                    /* cells left, a gap for each counted */
};

static void choose(struct choice *choice, enum timeline_column column)
{
	int want = choice->timeline->want[column];
	int least = column == TIMELINE_EVENT ? 1 : timeline_least(column);

	if (choice->width[column] || !want)
		return;
	least = want < least ? want : least;
	want = want < choice->room ? want : choice->room;
	if (want < least)
		return;
	choice->width[column] = want;
	choice->room -= want + 2;
}

/* The order in which columns are given their place. */
static const enum timeline_column ranks[] = {
	TIMELINE_EVENT,   TIMELINE_USER,    TIMELINE_RESOURCE, TIMELINE_SERVICE,
	TIMELINE_ADDRESS, TIMELINE_ERROR,   TIMELINE_TOOL,     TIMELINE_KEY,
	TIMELINE_REGION,  TIMELINE_ACCOUNT, TIMELINE_SESSION,
};

static void choose_those(struct choice *choice, bool same)
{
	for (size_t i = 0; i < ARRAY_LEN(ranks); i++)
		if (choice->timeline->same[ranks[i]] == same ||
		    ranks[i] == TIMELINE_EVENT)
			choose(choice, ranks[i]);
}

/* Names that few rows have are cut, as long as others want the room. */
static void make_whole(struct choice *choice)
{
	for (size_t i = 0; i < ARRAY_LEN(ranks); i++) {
		int *width = &choice->width[ranks[i]];
		int more = choice->timeline->full[ranks[i]] - *width;

		if (!*width || choice->room <= 0 || more <= 0)
			continue;
		more = more < choice->room ? more : choice->room;
		*width += more;
		choice->room -= more;
	}
}

/* Every column that the width can hold; what says the same in every row
 * stands only where all others are whole. */
static void choose_rest(struct choice *choice)
{
	choose_those(choice, false);
	make_whole(choice);
	choose_those(choice, true);
}

/* Every column that holds something, as wide as it wants to be; the few
 * cells that make all services whole are there. */
static void choose_all(struct choice *choice)
{
	const struct timeline *timeline = choice->timeline;

	for (int c = TIMELINE_USER; c < TIMELINE_COLUMNS; c++) {
		choice->width[c] = timeline->want[c];
		if (c == TIMELINE_SERVICE && timeline->want[c])
			choice->width[c] = timeline->full[c] > timeline->want[c]
						   ? timeline->full[c]
						   : timeline->want[c];
		if (choice->width[c])
			choice->room -= choice->width[c] + 2;
	}
}

/* Resources read best whole: what is left over goes there, then to users. */
static void spread(struct choice *choice)
{
	static const enum timeline_column greedy[] = { TIMELINE_RESOURCE,
						       TIMELINE_USER };

	for (size_t i = 0; i < ARRAY_LEN(greedy); i++) {
		int *width = &choice->width[greedy[i]];
		int more = 40 - *width;

		if (!*width || choice->room <= 0 || more <= 0)
			continue;
		more = more < choice->room ? more : choice->room;
		*width += more;
		choice->room -= more;
	}
}

/* User, service, event and resource have their place before any other. */
static const enum timeline_column base[] = { TIMELINE_EVENT, TIMELINE_USER,
					     TIMELINE_SERVICE,
					     TIMELINE_RESOURCE };

/* The base column with the most cells to spare; what was done is read
 * more often than who and on what, and is spared half of it. */
static enum timeline_column widest(const struct choice *choice)
{
	enum timeline_column found = TIMELINE_EVENT;
	int most = -1;

	for (size_t i = 0; i < ARRAY_LEN(base); i++) {
		int spare = choice->width[base[i]] - timeline_least(base[i]);

		if (base[i] == TIMELINE_EVENT)
			spare /= 2;
		if (choice->width[base[i]] && spare > most) {
			most = spare;
			found = base[i];
		}
	}
	return found;
}

/* All of them, squeezed evenly; none when they cannot stand together. */
static void choose_base(struct choice *choice)
{
	const struct timeline *timeline = choice->timeline;
	int need = -2, least = -2;

	for (size_t i = 0; i < ARRAY_LEN(base); i++) {
		if (!timeline->want[base[i]] ||
		    (timeline->same[base[i]] && base[i] != TIMELINE_EVENT))
			continue;
		choice->width[base[i]] = timeline->want[base[i]];
		need += timeline->want[base[i]] + 2;
		least += timeline_least(base[i]) + 2;
	}
	if (least > choice->room) {
		memset(choice->width, 0, sizeof(choice->width));
		return;
	}
	for (; need > choice->room; need--)
		choice->width[widest(choice)]--;
	choice->room -= need + 2;
}

static struct choice choose_columns(const struct timeline *timeline, int room,
				    bool all)
{
	struct choice choice = { .timeline = timeline, .room = room };

	if (all) {
		choose_all(&choice);
	} else {
		choose_base(&choice);
		choose_rest(&choice);
	}
	spread(&choice);
	return choice;
}

/* A column of which too little would be seen at the edge is left out, but
 * not the first: some must stand beside the time. */
static bool too_little(const struct choice *choice, enum timeline_column column,
		       int cells)
{
	int least = timeline_least(column);

	if (column == choice->timeline->column)
		return false;
	return cells < least && cells < choice->width[column];
}

/* The first column of all that may stand beside the time, so that the cell
 * cursor's is seen whole. */
static int first_shown(const struct choice *choice, int room)
{
	int first = TIMELINE_USER, need = 0;

	for (int c = TIMELINE_USER; c <= (int)choice->timeline->column; c++)
		need += choice->width[c] ? choice->width[c] + 2 : 0;
	for (; need - 2 > room && first < (int)choice->timeline->column;
	     first++)
		need -= choice->width[first] ? choice->width[first] + 2 : 0;
	return first;
}

size_t timeline_heads(const struct view *view, int width, bool all,
		      struct timeline_head head[TIMELINE_COLUMNS])
{
	const struct timeline *timeline = &view->timeline;
	int time = timeline->want[TIMELINE_TIME], x = 1 + time + 3;
	int room = width - x - 1;
	struct choice choice = choose_columns(timeline, room, all);
	int c = all ? first_shown(&choice, room) : TIMELINE_USER;
	size_t n = 1;

	head[0] = (struct timeline_head){ TIMELINE_TIME, 1, time };
	for (; c < TIMELINE_COLUMNS && x < width - 2; c++) {
		if (!choice.width[c])
			continue;
		if (n > 1 &&
		    too_little(&choice, (enum timeline_column)c, width - 1 - x))
			break;
		head[n] = (struct timeline_head){ (enum timeline_column)c, x,
						  choice.width[c] };
		if (x + head[n].width > width - 1)
			head[n].width = width - 1 - x;
		x += head[n++].width + 2;
	}
	return n;
}

enum timeline_column timeline_beside(const struct view *view, int width,
				     bool all, int direction)
{
	struct timeline_head head[TIMELINE_COLUMNS];
	size_t heads = timeline_heads(view, width, all, head);
	enum timeline_column here = timeline_here(view, head, heads);
	struct choice choice =
		choose_columns(&view->timeline, width - head[0].width - 5, all);
	int c = (int)here + direction;

	choice.width[TIMELINE_TIME] = 1;
	while (c >= 0 && c < TIMELINE_COLUMNS && !choice.width[c])
		c += direction;
	return c >= 0 && c < TIMELINE_COLUMNS ? (enum timeline_column)c : here;
}

enum timeline_column timeline_here(const struct view *view,
				   const struct timeline_head *head,
				   size_t heads)
{
	size_t at = 0;

	for (size_t i = 0; i < heads; i++)
		if (head[i].column <= view->timeline.column)
			at = i;
	return head[at].column;
}
