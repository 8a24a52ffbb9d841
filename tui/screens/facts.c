/* SPDX-License-Identifier: MIT */
/* facts.c - what is constant or few in the events that are kept: one value
 * is shown, several are counted.
 *
 * "one address" is a statement about all of them, so that it is qualified
 * where some have none, and dimmed while it is being counted. */
#include "view.h"
#include "when.h"

struct fact {
	enum column column;
	const char *one, *many; /* before a value, behind a count */
	int most;               /* cells of a value */
};

/* From left to right; in a narrow line the last give way first. */
static const struct fact facts[] = {
	{ COL_ADDRESS, "address ", " addresses", 40 },
	{ COL_KEY, "key ", " keys", 24 },
	{ COL_TOOL, "tool ", " tools", 28 },
	{ COL_REGION, "region ", " regions", 20 },
	{ COL_ACCOUNT, "account ", " accounts", 14 },
};

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

/* Puts `count word`, or `word value` where there is one only. */
static void put_fact(struct line *line, const struct fact *fact)
{
	const struct facts *known = &line->view->selection->facts;
	bool one = known->distinct[fact->column] == 1;
	struct str lead = one ? str_of(fact->one) : STR("");
	struct str tail = !one                          ? str_of(fact->many)
			  : known->absent[fact->column] ? STR(" or none")
							: STR("");
	struct buf number = { 0 };
	struct str value;
	int width;

	buf_add_count(&number, known->distinct[fact->column]);
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
	/* With dates only where the evidence has more than one day. */
	if (totals->events && totals->first != TIME_NONE &&
	    store_span(view_store(view), &first, &last))
		when_put_span(
			&span, grid, totals->first, totals->last, view->zone,
			when_same_day(first, last, view->zone) ? WHEN_CLOCK
							       : WHEN_DATED);
	keep = grid_measure(grid, buf_str(&span), area.width) + 3;
	line.end = area.x + area.width - 1 - keep;
	for (size_t i = 0; i < ARRAY_LEN(facts); i++)
		if (view->selection->facts.distinct[facts[i].column])
			put_fact(&line, &facts[i]);
	line.end += keep;
	if (span.len && begin(&line, keep - 3))
		put(&line, STYLE_TEXT, line.end - line.x, buf_str(&span));
	buf_release(&span);
}
