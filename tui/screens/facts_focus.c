/* SPDX-License-Identifier: MIT */
/* facts_focus.c - the line of facts as a place to be: h and l go from one fact
 * to the next, Enter gives the values of it. It lies over no pane, so that
 * everything stays in sight. */
#include "facts.h"

static void go(struct view *view, size_t from, size_t step)
{
	for (size_t i = 0; i < FACTS; i++, from = (from + step) % FACTS)
		if (fact_column(view, from) != COL_COUNT) {
			view->fact.at = from;
			return;
		}
}

static void facts_move(struct view *view, enum table_move move)
{
	size_t at = fact_here(view);

	if (at == SIZE_MAX)
		return;
	if (move == MOVE_TOP)
		go(view, 0, 1);
	else if (move == MOVE_BOTTOM)
		go(view, FACTS - 1, FACTS - 1);
	else if (move == MOVE_LEFT || move == MOVE_UP)
		go(view, (at + FACTS - 1) % FACTS, FACTS - 1);
	else if (move == MOVE_RIGHT || move == MOVE_DOWN)
		go(view, (at + 1) % FACTS, 1);
}

/* The field alone: its values are what Enter gives. */
static bool facts_aim(struct view *view, struct aim *aim)
{
	size_t at = fact_here(view);

	if (at == SIZE_MAX)
		return false;
	aim->field = str_of(column_alias(fact_column(view, at)));
	return true;
}

static bool is_picked(const struct chips *chips, struct str field)
{
	for (size_t i = 0; i < chips->count; i++) {
		const struct expr *expr = chips->at[i].ask->expr;

		if (chip_works(chips, i) && expr_picks(expr) &&
		    str_eq(expr_field(expr), field))
			return true;
	}
	return false;
}

/* `33 values of key`: the rows there will be. Chips on the field itself are
 * left out when its values are counted. */
static void put_words(struct view *view)
{
	enum column column = fact_column(view, fact_here(view));
	const char *field = column_alias(column);
	size_t count = view->selection->facts.distinct[column];
	struct buf *out = &view->fact.words;

	buf_reset(out);
	if (!is_picked(&view->selection->chips, str_of(field))) {
		buf_add_count(out, count);
		buf_addf(out, " value%s of %s", count == 1 ? "" : "s", field);
	} else {
		buf_addf(out, "values of %s, the others too", field);
	}
}

static const char *facts_enter(const struct view *view)
{
	return fact_here(view) == SIZE_MAX ? NULL : view->fact.words.at;
}

/* Where the line has no place of its own, it lies over the first. */
static void draw(struct view *view, struct grid *grid, struct area area,
		 bool focused)
{
	area.height = 1;
	if (fact_here(view) == SIZE_MAX)
		return;
	put_words(view);
	if (view->fact.shown)
		return;
	grid_fill(grid, area, STYLE_TEXT);
	facts_draw(view, grid, area);
}

static void open(struct view *view, struct str rest, int how)
{
	overlay_open(view, &facts_overlay, NULL);
	if (fact_here(view) != SIZE_MAX)
		return;
	overlay_close(view);
	view_say(view, false, "there are no facts about no event");
}

static void leave(struct view *view, struct str rest, int how)
{
	overlay_close(view);
}

static const struct command commands[] = {
	{ "facts", "0", IN_PANES | IN_FACTS, "panes", NULL,
	  "the line of facts: h l go through it", open },
	{ "facts-leave", "Tab", IN_FACTS, "facts", NULL, "back to the panes",
	  leave },
};

static const struct hint hints[] = {
	{ "Enter", "values" },
	{ "h l", "fact" },
	{ "Esc", "back" },
	{ NULL, NULL },
};

const struct screen facts_overlay = {
	.name = "the line of facts",
	.place = IN_FACTS,
	.draw = draw,
	.move = facts_move,
	.aim = facts_aim,
	.enter = facts_enter,
	.hints = hints,
	.commands = COMMAND_LIST(commands),
};
