/* SPDX-License-Identifier: MIT */
/* sweep_pane.c - the Sweep: what looks wrong, as found by the selection. A
 * strip above the Timeline shows the worst findings in the order of time; the
 * others, in the same order, follow below these. Sorted or alone, all stand in
 * one order. A finding's number is its place in what is shown, so that walking
 * meets each of them once. Moving in it moves the Timeline to the finding's
 * first event. */
#include "sweep_pane.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "timeline.h"

#define NARROW 50 /* cells, below which words have them all */
#define ABOVE 4   /* events shown above the one that is gone to at the start */

enum { /* columns */
       WHAT_FIRST,
       WHAT_MARK,
       WHAT_SEVERITY,
       WHAT_TACTIC,
       WHAT_KIND,
       WHAT_USER,
       WHAT_WORDS,
       WHAT_EVENTS,
       WHAT_ADDRESS,
       WHAT_TOOL,
       WHAT_LAST,
       WHAT_FILTER
};

static const struct table_column columns[] = {
	[WHAT_FIRST] = { "first", .kind = CELL_TIME, .style = STYLE_LABEL },
	[WHAT_MARK] = { "mark", "", .kind = CELL_MARK, .unprinted = true },
	[WHAT_SEVERITY] = { "severity", "sev", .kind = CELL_TEXT, .rank = 3,
			    .least = 6, .most = 8, .style = STYLE_LABEL },
	[WHAT_TACTIC] = { "tactic", .kind = CELL_TEXT, .rank = 5, .least = 12,
			  .most = 20, .style = STYLE_LABEL },
	[WHAT_KIND] = { "kind", .unseen = true },
	[WHAT_USER] = { "user", .kind = CELL_IDENTITY, .rank = 1, .least = 8,
			.most = 18, .cut = 8 },
	[WHAT_WORDS] = { "what", .kind = CELL_STORY, .rank = 0, .least = 20,
			 .most = 90, .grows = 999 },
	[WHAT_EVENTS] = { "events", .kind = CELL_COUNT, .rank = 1, .least = 6,
			  .style = STYLE_COUNT },
	[WHAT_ADDRESS] = { "address", .kind = CELL_TEXT, .rank = 4, .least = 15,
			   .most = 24, .style = STYLE_LABEL },
	[WHAT_TOOL] = { "tool", .kind = CELL_TEXT, .rank = 6, .least = 12,
			.most = 24, .style = STYLE_LABEL },
	[WHAT_LAST] = { "last", .kind = CELL_TIME, .rank = 5,
			.style = STYLE_LABEL },
	[WHAT_FILTER] = { "filter", .unseen = true },
};

static const struct table_form form = { .column = columns,
					.columns = ARRAY_LEN(columns),
					.together = 1,
					.sort = SIZE_MAX,
					.heads_from = 6,
					.left = 1,
					.right = 1 };

/* ---- rows ---- */

/* True where the worst stand before the others. */
static bool is_strip(const struct sweep_rows *rows)
{
	return rows->view && !rows->by_time && rows->strip < rows->sweep->count;
}

static const struct sweep_finding *finding_at(const struct sweep_rows *rows,
					      size_t row)
{
	size_t at = row;

	assert(row < rows->sweep->count);
	if (is_strip(rows)) {
		at = row < rows->strip ? rows->worst[row] : row - rows->strip;
		for (size_t i = 0; row >= rows->strip && i < rows->strip; i++)
			at += rows->worst[i] <= at;
	}
	return &rows->sweep->at[at];
}

static size_t sweep_count(const void *of)
{
	const struct sweep_rows *rows = of;

	return rows->sweep->count;
}

static uint64_t sweep_id(const void *of, size_t row)
{
	const struct sweep_finding *finding = finding_at(of, row);

	return (uint64_t)finding->first << 8 | finding->kind;
}

static bool is_zoomed(const struct view *view)
{
	return view->zoomed && view->focus == PANE_SWEEP;
}

static bool sweep_hidden(const void *of, size_t column)
{
	const struct sweep_rows *rows = of;

	if (!rows->view || is_zoomed(rows->view))
		return false;
	if (column == WHAT_EVENTS)
		return rows->narrow;
	return column != WHAT_FIRST && column != WHAT_MARK &&
	       column != WHAT_USER && column != WHAT_WORDS;
}

static void put_filter(const struct sweep_rows *rows,
		       const struct sweep_finding *finding, struct buf *out)
{
	struct expr *expr = finding_expr(finding, rows->store, NULL);

	expr_put(expr, out);
	expr_free(expr);
}

static void put_mark(const struct sweep_rows *rows,
		     const struct sweep_finding *finding,
		     struct table_cell *cell)
{
	const struct grid plain = { .ascii = rows->view && rows->view->ascii };

	if (finding->failed)
		cell->text = grid_glyph(&plain, GLYPH_BANG);
	else if (finding->severity >= SEVERITY_MEDIUM)
		cell->text = grid_glyph(&plain, GLYPH_BULLET);
	else
		cell->text = grid_glyph(&plain, GLYPH_DOT);
}

/* Of a human's session that, in few cells the human alone; else the user. */
static void put_user(const struct sweep_rows *rows,
		     const struct sweep_finding *finding,
		     struct table_cell *cell)
{
	struct str session = store_text(rows->store, finding->session);
	sym_t user = finding->user;

	if (session_speaks(session) && !session_is_instance(session)) {
		user = finding->session;
		if (rows->view && !is_zoomed(rows->view) &&
		    !alikes_has(rows->alikes, rows->store, user)) {
			cell->text = cell->brief = session_name(session);
			return;
		}
	}
	if (user == SYM_NONE) {
		cell->instead = STR("(nobody named)");
		return;
	}
	if (rows->view)
		label_put_brief(rows->store, rows->alikes, user,
				rows->view->ascii, &cell->buf);
	else
		label_put_apart(rows->store, rows->alikes, user, STR("…"),
				&cell->buf);
	cell->text = buf_str(&cell->buf);
}

/* What its first event holds there. */
static struct str value_of(const struct sweep_rows *rows,
			   const struct sweep_finding *finding,
			   enum column column)
{
	sym_t value = store_column(rows->store, column)[finding->first];

	return value == SYM_NONE ? STR_NONE : store_text(rows->store, value);
}

static void put_story(const struct sweep_rows *rows,
		      const struct sweep_finding *finding,
		      struct table_cell *cell)
{
	const struct grid plain = { .ascii = rows->view && rows->view->ascii };

	cell->text = str_of(finding->what);
	if (!finding->brief)
		return;
	grid_spell(&plain, finding->brief, &cell->buf);
	cell->brief = buf_str(&cell->buf);
}

static void put_words(const struct sweep_rows *rows,
		      const struct sweep_finding *finding, size_t column,
		      struct table_cell *cell)
{
	if (column == WHAT_WORDS)
		put_story(rows, finding, cell);
	else if (column == WHAT_SEVERITY)
		cell->text = str_of(severity_name(finding->severity));
	else if (column == WHAT_TACTIC)
		cell->text = str_of(
			finding->tactic ? tactic_name(finding->tactic) : "");
	else if (column == WHAT_KIND)
		cell->text = str_of(finding_kind_name(finding->kind));
	else if (column == WHAT_ADDRESS)
		cell->text = value_of(rows, finding, COL_ADDRESS);
	else
		cell->text = value_of(rows, finding, COL_TOOL);
}

static void sweep_cell(const void *of, size_t row, size_t column,
		       struct table_cell *cell)
{
	const struct sweep_rows *rows = of;
	const struct sweep_finding *finding = finding_at(rows, row);
	const int64_t *time = store_time(rows->store);

	if (column == WHAT_FIRST) {
		cell->time = time[finding->first];
		cell->instead = STR("no time");
	} else if (column == WHAT_LAST) {
		cell->time = time[finding->last];
	} else if (column == WHAT_EVENTS) {
		cell->count = finding->events;
	} else if (column == WHAT_USER) {
		put_user(rows, finding, cell);
	} else if (column == WHAT_MARK) {
		put_mark(rows, finding, cell);
	} else if (column == WHAT_FILTER) {
		put_filter(rows, finding, &cell->buf);
		cell->text = buf_str(&cell->buf);
	} else {
		put_words(rows, finding, column, cell);
	}
	if (column != WHAT_MARK && column != WHAT_USER && column != WHAT_WORDS)
		return;
	cell->styled = true;
	cell->style =
		row_style(finding->failed ? FLAG_FAILED | FLAG_DENIED
			  : finding->severity >= SEVERITY_MEDIUM ? FLAG_NOTABLE
								 : FLAG_WRITE);
}

/* All users there are, whatever was found about them. */
static bool sweep_other(const void *of, size_t column, size_t n,
			struct buf *out)
{
	const struct sweep_rows *rows = of;
	const struct tally *users;

	if (column != WHAT_USER || !rows->view)
		return false;
	users = &rows->view->listed[PANE_USERS].roster->tally;
	if (n >= users->count)
		return false;
	if (users->row[n].value != SYM_NONE)
		label_put_brief(rows->store, rows->alikes, users->row[n].value,
				rows->view->ascii, out);
	return true;
}

static const struct table_rows source = { .count = sweep_count,
					  .cell = sweep_cell,
					  .id = sweep_id,
					  .hidden = sweep_hidden,
					  .other = sweep_other };

/* ---- between keys ---- */

void sweep_take_screen(struct view *view, bool single)
{
	if (!view->begun)
		view->focus = single && view->findings.sweep->count
				      ? PANE_SWEEP
				      : PANE_TIMELINE;
}

static const struct sweep_finding *finding_here(const struct view *view)
{
	size_t row = table_here(&view->table[PANE_SWEEP]);

	return row == SIZE_MAX ? NULL : finding_at(&view->findings, row);
}

/* The rows are others: findings are few, and none is drawn that was. */
static void arrange_anew(struct view *view)
{
	struct table *table = &view->table[PANE_SWEEP];
	struct sweep_rows *rows = &view->findings;
	bool top = !table->at.top && table->at.cursor < rows->strip;
	size_t worst = 0;

	for (size_t i = 0; i < rows->sweep->count; i++)
		if (rows->sweep->at[i].rank < rows->strip)
			rows->worst[worst++] = i;
	table_renew(table);
	while (table_arrange(table, SIZE_MAX))
		;
	/* Whoever did not go past the worst ones keeps them in sight. */
	if (!top || !is_strip(rows))
		return;
	if (table->at.cursor >= rows->strip && view->focus != PANE_SWEEP)
		table_stand(table, 0);
	if (table->at.cursor < rows->strip) {
		table_stand(table, table->at.cursor);
		table->at.top = 0;
	}
}

/* True where the first order is not the one that is shown. */
static bool is_sorted(const struct view *view)
{
	const struct table *table = &view->table[PANE_SWEEP];

	return table->sort != SIZE_MAX || table->reverse;
}

static void show(struct view *view, size_t strip)
{
	struct sweep_rows *rows = &view->findings;
	bool by_time = is_zoomed(view) || is_sorted(view);

	if (strip > ARRAY_LEN(rows->worst))
		strip = ARRAY_LEN(rows->worst);
	if (strip == rows->strip && by_time == rows->by_time)
		return;
	rows->strip = strip;
	rows->by_time = by_time;
	arrange_anew(view);
}

void sweep_fit(struct view *view, const struct layout *layout)
{
	int height = layout->pane[PANE_SWEEP].height - 1;
	bool narrow = layout->pane[PANE_SWEEP].width < NARROW;

	if (narrow != view->findings.narrow) {
		view->findings.narrow = narrow;
		arrange_anew(view);
	}
	if (height >= form.heads_from)
		height--;
	show(view, height > 0 ? (size_t)height : view->findings.strip);
}

void sweep_follow(struct view *view)
{
	struct sweep_rows *rows = &view->findings;

	size_t users = view->listed[PANE_USERS].roster->tally.count;

	if (rows->made != rows->sweep->made || rows->users != users) {
		rows->made = rows->sweep->made;
		rows->users = users;
		if (rows->sweep->count > rows->most)
			rows->most = rows->sweep->count;
		arrange_anew(view);
	}
	show(view, rows->strip);
}

enum table_dated sweep_dated(const struct view *view)
{
	const struct sweep *sweep = view->findings.sweep;
	int64_t first = TIME_NONE, last = TIME_NONE;
	const int64_t *time;

	if (!sweep->count)
		return view->dated;
	time = store_time(view->findings.store);
	for (size_t i = 0; i < sweep->count; i++) {
		int64_t from = time[sweep->at[i].first];
		int64_t to = time[sweep->at[i].last];

		if (from != TIME_NONE && (first == TIME_NONE || from < first))
			first = from;
		if (to != TIME_NONE && (last == TIME_NONE || to > last))
			last = to;
	}
	return first == TIME_NONE || last == TIME_NONE
		       ? view->dated
		       : dated_of(first, last, view->zone);
}

/* To its first event, where the chips keep it. */
static void show_first(struct view *view, const struct sweep_finding *finding)
{
	if (rowset_has(&view->selection->result.rows, finding->first))
		view_go(view, finding->first);
}

/* Amid what is around it, however high the Timeline will be, and whatever it
 * showed while less was loaded. */
static void show_worst(struct view *view, const struct sweep_finding *finding)
{
	struct scroll *at = &view->table[PANE_TIMELINE].at;

	show_first(view, finding);
	at->top = at->cursor > ABOVE ? at->cursor - ABOVE : 0;
	view->table[PANE_TIMELINE].left_known = false;
}

void sweep_begin(struct view *view)
{
	struct table *table = &view->table[PANE_SWEEP];
	struct sweep_rows *rows = &view->findings;

	if (view->begun || rows->made != rows->sweep->made ||
	    (rows->began_at == rows->made &&
	     rows->began_among == view->selection->ordered))
		return;
	for (size_t i = 0; i < table_lines(table); i++) {
		size_t row = table_row(table, i);

		if (row == SIZE_MAX || finding_at(rows, row)->rank)
			continue;
		/* What root did may be all in order. */
		if (finding_at(rows, row)->kind != FINDING_ROOT)
			show_worst(view, finding_at(rows, row));
		table_stand(table, i);
		table->at.top = 0;
		rows->began_at = rows->made;
		rows->began_among = view->selection->ordered;
		return;
	}
}

/* Its place in time, among all. */
static size_t place_of(const struct view *view,
		       const struct sweep_finding *finding)
{
	return (size_t)(finding - view->findings.sweep->at);
}

/* ---- keys ---- */

static void sweep_move(struct view *view, enum table_move move)
{
	struct table *table = &view->table[PANE_SWEEP];
	const struct sweep_finding *finding;

	table_move(table, move);
	finding = finding_here(view);
	if (finding && move != MOVE_LEFT && move != MOVE_RIGHT)
		show_first(view, finding);
}

static void sweep_only(struct view *view, struct str rest, int how)
{
	const struct sweep_finding *finding = finding_here(view);

	if (!finding)
		return;
	if (!change_finding(view->selection, place_of(view, finding)))
		spots_record(view, false);
	view->zoomed = false;
	view->focus = PANE_TIMELINE;
}

static bool sweep_aim(struct view *view, struct aim *aim)
{
	const struct sweep_finding *finding = finding_here(view);
	const struct table *table = &view->table[PANE_SWEEP];
	size_t column = table_column_here(table);

	if (!finding || column == WHAT_WORDS || column == WHAT_EVENTS)
		return false;
	timeline_aim(view, finding->first,
		     column == WHAT_USER      ? TIMELINE_USER
		     : column == WHAT_ADDRESS ? TIMELINE_ADDRESS
		     : column == WHAT_TOOL    ? TIMELINE_TOOL
					      : TIMELINE_TIME,
		     aim);
	return true;
}

/* ---- the pane ---- */

static bool is_filtered(const struct view *view)
{
	const struct chips *chips = &view->selection->chips;

	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) && !chips->at[i].ask->finds)
			return true;
	return false;
}

static void put_right(struct view *view, struct buf *out)
{
	const struct table *table = &view->table[PANE_SWEEP];
	const struct sweep *sweep = view->findings.sweep;
	const struct sweep_finding *here = finding_here(view);
	bool strip = is_strip(&view->findings), top = !table->at.top;

	if (!sweep->made)
		return;
	if (view->focus == PANE_SWEEP && here) {
		buf_add_count(out, 1 + table->at.cursor);
		buf_add(out, STR(" of "));
	} else if (strip && top) {
		buf_addf(out, "the worst %zu of ", view->findings.strip);
	}
	count_put(out, sweep->count, "finding");
	if (strip && top && view->focus != PANE_SWEEP)
		buf_add(out, STR(", in time order"));
	buf_add(out, STR("   "));
	count_put(out, sweep->users, "user");
	if (is_filtered(view))
		buf_add(out, STR("   in the filter"));
	if (is_sorted(view))
		order_put(table, out);
	else if (strip && (view->focus == PANE_SWEEP || !top))
		buf_addf(out, "   the worst %zu %s", view->findings.strip,
			 top ? "shown" : "first");
	else if (sweep->count > 1 && !strip)
		buf_add(out, STR("   by time"));
}

static void put_empty(struct view *view, struct grid *grid, struct area area)
{
	const struct sweep *sweep = view->findings.sweep;
	struct buf events = { 0 };

	if (!sweep->made) {
		grid_say(grid, area.x + 1, area.y, area.width - 2, STYLE_LABEL,
			 "not looked yet");
		return;
	}
	if (!view->selection->result.totals.events) {
		grid_say(grid, area.x + 1, area.y, area.width - 2, STYLE_LABEL,
			 "no events%s",
			 is_filtered(view) ? " that the filter keeps" : "");
		return;
	}
	count_put(&events, view->selection->result.totals.events, "event");
	grid_say(grid, area.x + 1, area.y, area.width - 2, STYLE_LABEL,
		 "no finding in %s%s", events.at,
		 is_filtered(view) ? " that the filter keeps" : "");
	grid_say(grid, area.x + 1, area.y + 1, area.width - 2, STYLE_LABEL,
		 "sought: notable calls, bursts of refusals, keys in other "
		 "hands");
	buf_release(&events);
}

static size_t print(const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	struct sweep sweep = { 0 };
	const struct sweep_rows rows = { .store = asked->store,
					 .alikes = asked->alikes,
					 .sweep = &sweep };
	size_t count;

	sweep_all(&sweep, asked->store, asked->rows);
	sweep_by_worth(&sweep); /* no cursor stands on the worst there */
	count = table_print(&form, &source, &rows, options, defused);
	sweep_release(&sweep);
	return count;
}

static const struct command commands[] = {
	{ "finding", "Enter", IN_SWEEP, "filter", NULL,
	  "exactly the events of the finding", sweep_only },
};

static const struct hint hints[] = {
	{ "Enter", "its events" }, { "=", NULL },     { ".", "next" },
	{ "\\", "zoom" },          { "&", "filter" }, { "p", "pivot" },
	{ "/", "find" },           { "s", "sort" },   { NULL, NULL },
};

const struct screen sweep_pane = {
	.name = "Sweep",
	.digit = 5,
	.place = IN_SWEEP,
	.thing = "finding",
	.form = &form,
	.rows = &source,
	.cells = true,
	.cursor = true,
	.put_right = put_right,
	.put_empty = put_empty,
	.aim = sweep_aim,
	.move = sweep_move,
	.print = print,
	.hints = hints,
	.commands = COMMAND_LIST(commands),
};
