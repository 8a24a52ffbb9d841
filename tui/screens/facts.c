/* SPDX-License-Identifier: MIT */
/* facts.c - what is constant or few in the events that are kept: one value
 * is shown, several are counted.
 *
 * "one address" is a statement about all of them, so that it is qualified
 * where some have none, and dimmed while it is being counted. Calls that AWS
 * services make have the name of one for an address, and for a tool: these are
 * counted apart, and both together are the rows of a frequency table. */
#include <assert.h>

#include "facts.h"
#include "when.h"

struct fact {
	enum column column;
	/* before a value, before that of a service, behind a count */
	const char *one, *service, *many;
	const char *single; /* behind a count of one */
	int most;           /* cells of a value */
};

/* From left to right; in a narrow line the last give way first. */
static const struct fact facts[] = {
	{ COL_ADDRESS, "address ", "AWS service ", " addresses", "address",
	  40 },
	{ COL_KEY, "key ", "key ", " keys", "key", 24 },
	{ COL_TOOL, "tool ", "tool ", " tools", "tool", 28 },
	{ COL_REGION, "region ", "region ", " regions", "region", 20 },
	{ COL_ACCOUNT, "account ", "account ", " accounts", "account", 14 },
};

_Static_assert(ARRAY_LEN(facts) == FACTS, "they are as many as one says");

/* What the title line says of all that is loaded is not said again: how many
 * accounts there are. */
enum column fact_column(const struct view *view, size_t nth)
{
	const struct facts *known = &view->selection->facts;
	enum column column = facts[nth].column;
	size_t count = known->distinct[column];

	assert(nth < FACTS);
	if (!count || !view_store(view) || !view->selection->result.hits)
		return COL_COUNT;
	if (column == COL_ACCOUNT && count > 1 &&
	    count == store_accounts(view_store(view), NULL))
		return COL_COUNT;
	return column;
}

/* What the cursor was on may be gone: then the next. */
size_t fact_here(const struct view *view)
{
	size_t at = view->fact.at;

	if (!view->overlay || view->overlay->place != IN_FACTS)
		return SIZE_MAX;
	for (size_t i = 0; i < FACTS; i++, at = (at + 1) % FACTS)
		if (fact_column(view, at) != COL_COUNT)
			return at;
	return SIZE_MAX;
}

struct line {
	struct view *view;
	struct grid *grid;
	int x, end, y;
	bool stale; /* being counted anew */
	size_t put;
};

static int put(const struct line *line, unsigned style, int most,
	       struct str text)
{
	return grid_put_middle(line->grid, line->x, line->y, most,
			       line->stale ? STYLE_DIM : style, text);
}

/* The dot before a part, when there is room for both. */
static bool begin(struct line *line, int width)
{
	int gap = line->put ? 3 : 0;

	if (line->x + gap + width > line->end)
		return false;
	if (gap)
		grid_put(line->grid, line->x + 1, line->y, 1, STYLE_RULE,
			 grid_glyph(line->grid, GLYPH_DOT));
	line->x += gap;
	line->put++;
	return true;
}

/* ` addresses + 3 AWS services`, what follows the count of a fact; said in
 * full once. */
static void put_tail(const struct fact *fact, size_t own, size_t services,
		     size_t strange, struct buf *out)
{
	struct str many = str_of(fact->many);

	if (own == 1)
		buf_addf(out, " %s", fact->single);
	else
		buf_add(out, many);
	if (strange) {
		buf_add(out, STR(" + "));
		buf_add_count(out, strange);
		buf_add(out, strange == 1 ? STR(" other text")
					  : STR(" other texts"));
	}
	if (!services)
		return;
	buf_add(out, STR(" + "));
	buf_add_count(out, services);
	buf_addf(out, "%s service%s", fact->column == COL_ADDRESS ? " AWS" : "",
		 services == 1 ? "" : "s");
}

/* Puts `count word`, or `word value` where there is one only. */
static void put_fact(struct line *line, const struct fact *fact)
{
	const struct facts *known = &line->view->selection->facts;
	size_t services = known->services[fact->column];
	size_t strange = fact->column == COL_ADDRESS ? known->strange : 0;
	size_t own = known->distinct[fact->column] - services - strange;
	bool one = own + services + strange == 1;
	struct str lead = !one        ? STR("")
			  : strange   ? STR("from ")
			  : !services ? str_of(fact->one)
				      : str_of(fact->service);
	struct buf number = { 0 }, more = { 0 };
	struct str value, tail;
	int width;

	buf_add_count(&number, own);
	put_tail(fact, own, services, strange, &more);
	tail = !one                          ? buf_str(&more)
	       : known->absent[fact->column] ? STR(" or none")
					     : STR("");
	value = one ? store_text(view_store(line->view),
				 known->only[fact->column])
		    : buf_str(&number);
	width = (int)(lead.len + tail.len) +
		grid_measure(line->grid, value, fact->most);
	if (begin(line, width)) {
		line->x += put(line, STYLE_LABEL, (int)lead.len, lead);
		line->x += put(line, one ? STYLE_TEXT : STYLE_COUNT, fact->most,
			       value);
		line->x += put(line, STYLE_LABEL, (int)tail.len, tail);
	}
	buf_release(&number);
	buf_release(&more);
}

static void put_focus(struct grid *grid, int from, int end, int y)
{
	if (end <= from) /* it had no room */
		return;
	grid_mark(grid, (struct area){ from, y, end - from, 1 }, STYLE_CELL);
	grid->cursor_x = from;
	grid->cursor_y = y;
}

void facts_draw(struct view *view, struct grid *grid, struct area area)
{
	struct line line = { .view = view,
			     .grid = grid,
			     .x = area.x + 1,
			     .y = area.y,
			     .stale = view->selection->facts.choices !=
				      view->selection->choices };
	const struct totals *totals = &view->selection->result.totals;
	struct buf span = { 0 };
	int64_t first, last;
	int keep;

	if (area.height < 1 || !view_store(view) ||
	    !view->selection->result.hits)
		return;
	/* Where it is shorter than that of the evidence, which stands in the
	 * title line; with dates where that has more than one day. */
	if (totals->events && totals->first != TIME_NONE &&
	    store_span(view_store(view), &first, &last) &&
	    (totals->first > first || totals->last < last))
		when_put_span(
			&span, grid, totals->first, totals->last, view->zone,
			when_same_day(first, last, view->zone) ? WHEN_CLOCK
							       : WHEN_DATED);
	keep = grid_measure(grid, buf_str(&span), area.width) + 3;
	line.end = area.x + area.width - 1 - keep;
	for (size_t i = 0; i < FACTS; i++) {
		int from = line.x + (line.put ? 3 : 0);

		if (fact_column(view, i) == COL_COUNT)
			continue;
		put_fact(&line, &facts[i]);
		if (i == fact_here(view))
			put_focus(grid, from, line.x, line.y);
	}
	line.end += keep;
	if (span.len && begin(&line, keep - 3))
		put(&line, STYLE_TEXT, line.end - line.x, buf_str(&span));
	buf_release(&span);
}
