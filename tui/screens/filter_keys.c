/* SPDX-License-Identifier: MIT */
/* filter_keys.c - the keys that change the filter from where one stands. */
#include "panes.h"

bool view_chip(struct view *view, size_t at, struct ask *ask)
{
	bool done;

	if (!ask)
		return false;
	done = change_chip(view->selection, at, ask);
	if (!done)
		view_say(view, false, "this chip is there already");
	return done;
}

bool view_typed(struct view *view, size_t at, struct str text)
{
	struct err err;
	struct ask *ask = ask_new(text, &err);

	if (!ask)
		view_say(view, true, "%s", err.text);
	return view_chip(view, at, ask);
}

void filter_keep(struct view *view)
{
	struct aim aim = { 0 };
	size_t replaces;
	struct expr *keep;

	if (!view->panes[view->focus]->aim(view, &aim))
		return;
	keep = chips_keep(&view->selection->chips, &aim, &replaces);
	view_chip(view, replaces, ask_of(keep));
}

void filter_leave_out(struct view *view, const struct aim *aim)
{
	struct expr *expr = aim_expr(aim);

	view_chip(view, SIZE_MAX, expr ? ask_of(expr_not(expr)) : NULL);
}

void filter_without(struct view *view)
{
	struct aim aim = { 0 };

	if (view->panes[view->focus]->aim(view, &aim))
		filter_leave_out(view, &aim);
}

void filter_all_off(struct view *view)
{
	if (!change_all_off(view->selection))
		view_say(view, false, "no chips to turn off");
}
