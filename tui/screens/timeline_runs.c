/* SPDX-License-Identifier: MIT */
/* timeline_runs.c - the Timeline by the stretch: runs of reads as one line
 * (`R`), and to where events come close together (`{ }`). */
#include "timeline.h"

#include <assert.h>

#include "when.h"

/* ---- runs of reads ---- */

/* The cursor stays on its event, or on the line that holds it. */
static void settle(struct view *view, uint64_t here)
{
	struct table *table = &view->table[PANE_TIMELINE];

	table->here = here;
	table->moved = true;
	timeline_settle(view);
	table_renew(table); /* other widths */
	view->stale = true;
}

bool timeline_unfold(struct view *view)
{
	const struct table *table = &view->table[PANE_TIMELINE];
	size_t line = table->at.cursor;
	uint64_t here = table->here;

	if (!view->selection->result.hits || timeline_fold(view, line) < 2)
		return false;
	selection_unfold(view->selection, line);
	settle(view, here);
	return true;
}

static bool refold(struct view *view)
{
	const struct table *table = &view->table[PANE_TIMELINE];
	uint64_t here = table->here;

	if (!selection_refold(view->selection, table->at.cursor))
		return false;
	settle(view, here);
	return true;
}

static void run_unfold(struct view *view, struct str rest, int how)
{
	if (!timeline_unfold(view) && !refold(view))
		table_move(&view->table[PANE_TIMELINE], MOVE_PAGE_DOWN);
}

static void run_runs(struct view *view, struct str rest, int how)
{
	struct hit_order order = view->selection->order;

	if (order.by != ORDER_TIME) {
		view_say(view, false,
			 "reads are folded in the order of time: s on time");
		return;
	}
	spots_record(view, false);
	order.fold = !order.fold;
	selection_sort(view->selection, order);
	view_say(view, false, "%s",
		 order.fold ? "3 reads or more by one user in a row are a "
			      "line; Space unfolds"
			    : "each event is a line");
}

/* ---- bursts ---- */

/* The burst that the direction leads to from the cursor. */
static size_t burst_from(const struct view *view, int direction, bool *wrapped)
{
	const struct bursts *bursts = &view->selection->bursts;
	size_t here = timeline_hit(view);
	size_t next = 0;

	while (next < bursts->count && bursts->at[next].first <= here)
		next++;
	if (direction < 0) {
		while (next && bursts->at[next - 1].first >= here)
			next--;
		*wrapped = next == 0;
		return *wrapped ? bursts->count - 1 : next - 1;
	}
	*wrapped = next == bursts->count;
	return *wrapped ? 0 : next;
}

bool timeline_burst(struct view *view)
{
	const struct selection *selection = view->selection;
	const struct bursts *bursts = &selection->bursts;
	const struct burst *burst;
	struct buf text = { 0 };
	bool wrapped;
	size_t at;

	if (!view->bursting || !bursts->counted ||
	    bursts->ordered != selection->ordered)
		return false;
	if (!bursts->count) {
		view_say(view, false,
			 "no bursts: these events come evenly, or are few");
		view->bursting = 0;
		return true;
	}
	at = burst_from(view, view->bursting, &wrapped);
	view->bursting = 0;
	burst = &bursts->at[at];
	spots_jump(view, NULL);
	view_go(view, selection->result.hit[burst->first]);
	buf_addf(&text, "burst %zu of %zu: ", at + 1, bursts->count);
	count_put(&text, burst->events, "event");
	buf_add(&text, STR(" in "));
	when_put_length(&text, burst->to - burst->from);
	view_say(view, false, "%s%s", text.at, wrapped ? "  wrapped" : "");
	buf_release(&text);
	return true;
}

static void run_burst(struct view *view, struct str rest, int how)
{
	const struct hit_order *order = &view->selection->order;

	if (!view->selection->result.hits)
		return;
	if (order->by != ORDER_TIME || order->reverse) {
		view_say(view, false,
			 "bursts are told in the order of time: "
			 "s on time");
		return;
	}
	view->bursting = how;
	bursts_ask(view->selection);
	view_say(view, false, "looking for the %s burst",
		 how > 0 ? "next" : "previous");
}

/* ---- commands ---- */

static const struct command commands[] = {
	{ "burst", "}", IN_PANES, "search", NULL,
	  "next burst: where events come close together", run_burst, 1 },
	{ "burst-back", "{", IN_PANES, "search", NULL, "previous burst",
	  run_burst, -1 },
	{ "runs", "R", IN_PANES, "look", NULL,
	  "3 or more reads by one user in a row on one line, and back",
	  run_runs },
	{ "unfold", "Space", IN_TIMELINE, "look", NULL,
	  "unfold a run of reads, fold it again; else a page down",
	  run_unfold },
};

const struct command_list runs_commands = COMMAND_LIST(commands);
