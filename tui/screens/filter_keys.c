/* SPDX-License-Identifier: MIT */
/* filter_keys.c - the keys that change the filter from where one stands. */
#include "panes.h"

int view_chip(struct view *view, size_t at, struct str text)
{
	struct err err;
	int done = change_chip(view->selection, at, text, &err);

	if (done < 0)
		view_say(view, true, "%s", err.text);
	else if (!done)
		view_say(view, false, "this chip is there already");
	return done;
}

void filter_keep(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };
	size_t replaces;

	if (!view->panes[view->focus]->aim(view, &aim) || !aim.field.at)
		return;
	chips_put_keep(&view->selection->chips, &aim, &text, &replaces);
	view_chip(view, replaces, buf_str(&text));
	buf_release(&text);
}

void filter_without(struct view *view)
{
	struct aim aim = { 0 };
	struct buf text = { 0 };

	if (!view->panes[view->focus]->aim(view, &aim) || !aim.field.at)
		return;
	aim_put_test(&aim, true, &text);
	view_chip(view, SIZE_MAX, buf_str(&text));
	buf_release(&text);
}

void filter_all_off(struct view *view)
{
	if (!change_all_off(view->selection))
		view_say(view, false, "no chips to turn off");
}
