/* SPDX-License-Identifier: MIT */
/* timeline.c - the Timeline's keys: the cell cursor, search, sorting. */
#include "panes.h"

/* The heads as they were drawn last, so that keys mean what is seen. */
static size_t heads_shown(struct view *view,
			  struct timeline_head head[TIMELINE_COLUMNS])
{
	int width = view->timeline.width ? view->timeline.width : 83;

	return timeline_heads(view, width, view->timeline.all, head);
}

static enum timeline_column column_here(struct view *view)
{
	struct timeline_head head[TIMELINE_COLUMNS];
	size_t heads = heads_shown(view, head);

	return timeline_here(view, head, heads);
}

static void move_column(struct view *view, int by)
{
	int width = view->timeline.width ? view->timeline.width : 83;

	view->timeline.column =
		timeline_beside(view, width, view->timeline.all, by);
}

static void sort_here(struct view *view, bool reverse)
{
	struct timeline *timeline = &view->timeline;

	if (reverse)
		timeline->reverse = !timeline->reverse;
	else
		timeline->reverse = false;
	if (!reverse)
		timeline->sort = column_here(view);
	/* Another order is asked for to see what comes first in it. */
	timeline->moved = timeline->sort == TIMELINE_TIME;
	selection_sort(view->selection,
		       timeline_order(timeline->sort, timeline->reverse));
	view_say(view, false, "sorted by %s%s", timeline_title(timeline->sort),
		 timeline->reverse ? ", reversed" : "");
}

static bool range_is_set(const struct view *view)
{
	return view->histogram.low != TIME_NONE &&
	       view->histogram.high != TIME_NONE;
}

static void show(struct view *view)
{
	if (range_is_set(view)) {
		histogram_command(view, COMMAND_RANGE_CHIP);
		return;
	}
	if (view_row(view) == ROW_NONE)
		return;
	spots_record(view, true);
	view->focus = PANE_EVENT;
}

static bool timeline_command(struct view *view, enum command command)
{
	struct timeline *timeline = &view->timeline;

	switch (command) {
	case COMMAND_SHOW:
		show(view);
		return true;
	case COMMAND_LEFT:
		move_column(view, -1);
		return true;
	case COMMAND_RIGHT:
		move_column(view, 1);
		return true;
	case COMMAND_SORT:
	case COMMAND_REVERSE:
		sort_here(view, command == COMMAND_REVERSE);
		return true;
	default:
		if (!scroll_command(&timeline->at, command,
				    view->selection->result.hits,
				    timeline->page))
			return false;
		timeline_move(view, timeline->at.cursor);
		return true;
	}
}

static void aim_time(struct view *view, row_t row, struct aim *aim)
{
	int64_t time = store_time(view_store(view))[row];

	aim->field = STR("time");
	aim->value = STR_NONE;
	if (time == TIME_NONE)
		return;
	buf_reset(&view->timeline.value);
	time_put_iso(&view->timeline.value, time);
	aim->value = buf_str(&view->timeline.value);
}

static void aim_identity(struct view *view, enum identity_kind kind,
			 sym_t value, struct aim *aim)
{
	if (value == SYM_NONE)
		return;
	aim->value = identity_text(view->selection, kind, value, &aim->plain);
}

static void aim_column(struct view *view, row_t row,
		       enum timeline_column column, struct aim *aim)
{
	const struct store *store = view_store(view);
	enum column source = timeline_source(column);
	sym_t value = store_column(store, source)[row];

	aim->field = str_of(column_alias(source));
	aim->value = STR_NONE;
	if (source == COL_USER)
		aim_identity(view, IDENTITY_USERS, value, aim);
	else if (source == COL_SESSION)
		aim_identity(view, IDENTITY_SESSIONS, value, aim);
	else if (value != SYM_NONE)
		aim->value = store_text(store, value);
}

static void aim_resource(struct view *view, row_t row, struct aim *aim)
{
	uint32_t count;

	aim->field = STR("resource");
	aim->value = STR_NONE;
	aim_identity(view, IDENTITY_RESOURCES,
		     row_resource(view->selection, row, &count), aim);
}

void timeline_cell_aim(struct view *view, row_t row,
		       enum timeline_column column, struct aim *aim)
{
	if (column == TIMELINE_TIME)
		aim_time(view, row, aim);
	else if (column == TIMELINE_RESOURCE)
		aim_resource(view, row, aim);
	else
		aim_column(view, row, column, aim);
}

static bool timeline_aim(struct view *view, struct aim *aim)
{
	row_t row = view_row(view);

	if (row == ROW_NONE)
		return false;
	timeline_cell_aim(view, row, column_here(view), aim);
	return true;
}

/* The first of `found` at or after `at`; founds when there is none. */
static size_t found_from(const struct finder *finder, size_t at)
{
	size_t low = 0, high = finder->founds;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (finder->found[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool cell_hit(struct view *view, row_t row)
{
	struct timeline_head head[TIMELINE_COLUMNS];
	size_t heads = heads_shown(view, head), from, to;
	struct buf buf = { 0 };
	bool hit = false;

	for (size_t i = 0; i < heads && !hit; i++)
		hit = search_text(
			view->selection->finder.search,
			timeline_cell(view, row, head[i].column, &buf), &from,
			&to);
	buf_release(&buf);
	return hit;
}

/* A hit that no column shows: the Event pane goes there. */
static void say_path(struct view *view, row_t row, const char *count)
{
	const struct store *store = view_store(view);
	uint32_t slot = search_row(view->selection->finder.search, store, row);
	struct record record;
	struct str path;

	if (slot == SLOT_NONE)
		return;
	store_record(store, row, &record);
	path = dict_text(&store_shapes(store)->paths,
			 record.skeleton->slot[slot].path);
	view_say(view, false, "%s  in %.*s", count, STR_ARG(path));
	event_prepare(view, row);
	event_show_slot(view, slot);
}

static void tell(struct view *view, size_t nth, bool wrapped)
{
	row_t row = view_row(view);
	struct buf count = { 0 };

	buf_add_count(&count, nth + 1);
	buf_addc(&count, '/');
	buf_add_count(&count, view->selection->finder.founds);
	buf_add(&count, wrapped ? STR("  wrapped") : STR(""));
	view_say(view, false, "%s", count.at);
	if (!cell_hit(view, row))
		say_path(view, row, count.at);
	buf_release(&count);
}

/* The number of the hit that `direction` leads to. */
static size_t next_found(const struct view *view, int direction, bool *wrapped)
{
	const struct finder *finder = &view->selection->finder;
	size_t here = view->timeline.at.cursor;
	size_t n = found_from(finder, direction > 0 ? here + 1 : here);

	*wrapped = direction < 0 ? n == 0 : n == finder->founds;
	if (direction < 0)
		return n ? n - 1 : finder->founds - 1;
	return n < finder->founds ? n : 0;
}

void timeline_find(struct view *view, int direction)
{
	struct finder *finder = &view->selection->finder;
	bool wrapped;
	size_t n;

	if (!finder->search)
		return;
	if (!finder->exact) {
		view->seeking = true;
		view_say(view, false, "searching");
		return;
	}
	if (!finder->founds) {
		view_say(view, true, "no event here has %s", finder->pattern);
		return;
	}
	n = next_found(view, direction, &wrapped);
	timeline_jump(view, finder->found[n]);
	tell(view, n, wrapped);
}

const struct pane_ops timeline_pane = {
	.name = "Timeline",
	.help = "events in the order they happened",
	.draw = timeline_draw,
	.command = timeline_command,
	.aim = timeline_aim,
	.find = timeline_find,
};
