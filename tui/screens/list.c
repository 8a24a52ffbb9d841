/* SPDX-License-Identifier: MIT */
/* list.c - Users and Resources: what their keys do. One code for both; what
 * differs is said by list_field, list_other and the table of columns. */
#include <string.h>

#include "panes.h"

static struct list_line *line_here(struct view *view, enum pane_id id)
{
	struct list *list = &view->list[id];

	if (list->at.cursor >= list->lines ||
	    list->line[list->at.cursor].kind == LINE_RULE)
		return NULL;
	return &list->line[list->at.cursor];
}

static const char *field_of(enum pane_id id, const struct list_line *line)
{
	return line->kind == LINE_SESSION ? roster_under((enum roster_kind)id)
					  : roster_field((enum roster_kind)id);
}

static bool list_aim(struct view *view, enum pane_id id, struct aim *aim)
{
	const struct list_line *line = line_here(view, id);

	if (!line)
		return false;
	aim->field = str_of(field_of(id, line));
	aim->value = STR_NONE;
	if (line->value != SYM_NONE)
		aim->value = identity_text(view->selection,
					   list_identities(id, line->kind),
					   line->value, &aim->plain);
	return true;
}

/* The events of the value are what one wants to see next. */
static void only_here(struct view *view, enum pane_id id)
{
	enum roster_kind kind = (enum roster_kind)id;
	struct aim aim = { 0 };
	struct ask *ask;

	if (!list_aim(view, id, &aim))
		return;
	view->list[id].moved = true;
	view->list[id].here = line_here(view, id)->value;
	ask = ask_of(aim_expr(&aim));
	if (!ask || !change_only(view->selection, str_of(roster_field(kind)),
				 roster_under(kind), ask))
		spots_record(view, true);
	view->focus = PANE_TIMELINE;
}

/* On a session, its user is folded. */
static sym_t user_here(struct view *view)
{
	struct list *list = &view->list[PANE_USERS];
	const struct list_line *line = line_here(view, PANE_USERS);

	if (!line)
		return SYM_NONE;
	while (line > list->line && line->kind != LINE_VALUE)
		line--;
	return line->value;
}

static void fold_sessions(struct view *view)
{
	struct list *list = &view->list[PANE_USERS];
	sym_t user = user_here(view);
	size_t at = 0;

	if (user == SYM_NONE)
		return;
	while (at < list->opens && list->open[at] != user)
		at++;
	if (at < list->opens) {
		list->open[at] = list->open[--list->opens];
	} else {
		if (!vec_reserve(&list->open, &list->open_room, list->opens + 1,
				 sizeof(*list->open)))
			die("no memory for a list");
		list->open[list->opens++] = user;
	}
	list->here = user;
	list->moved = true;
	list_order(view, PANE_USERS);
}

static void sort_here(struct view *view, enum pane_id id, bool reverse)
{
	struct list *list = &view->list[id];
	struct list_head head[LIST_HEADS];
	size_t heads = list_heads(view, id, list->width, head);

	if ((size_t)list->at.column < heads && !reverse) {
		list->sort = head[list->at.column].what;
		list->reverse = false;
	} else if (reverse) {
		list->reverse = !list->reverse;
	}
	list_order(view, id);
	list->at.cursor = list->at.top = 0;
	if (list->lines)
		list->here = list->line[0].value;
	view_say(view, false, "sorted by %s%s",
		 (size_t)list->at.column < heads && !reverse
			 ? head[list->at.column].title
			 : "the same column",
		 list->reverse ? ", reversed" : "");
}

static bool move(struct view *view, struct list *list, enum command command)
{
	size_t from = list->at.cursor;

	if (!scroll_command(&list->at, command, list->lines, list->page))
		return false;
	if (list->at.cursor < list->lines &&
	    list->line[list->at.cursor].kind == LINE_RULE)
		list->at.cursor += list->at.cursor > from ? 1 : (size_t)-1;
	if (list->at.cursor < list->lines)
		list->here = list->line[list->at.cursor].value;
	list->moved = true;
	view->stale = true;
	return true;
}

static bool list_command(struct view *view, enum pane_id id,
			 enum command command)
{
	struct list *list = &view->list[id];
	struct list_head head[LIST_HEADS];

	switch (command) {
	case COMMAND_ONLY:
		only_here(view, id);
		return true;
	case COMMAND_SESSIONS:
		fold_sessions(view);
		return true;
	case COMMAND_SORT:
	case COMMAND_REVERSE:
		sort_here(view, id, command == COMMAND_REVERSE);
		return true;
	case COMMAND_LEFT:
		list->at.column -= list->at.column > 0;
		return true;
	case COMMAND_RIGHT:
		list->at.column += list->at.column + 1 <
				   (int)list_heads(view, id, list->width, head);
		return true;
	default:
		return move(view, list, command);
	}
}

static bool line_hit(struct view *view, const struct list_line *line)
{
	struct buf label = { 0 };
	size_t from, to;
	bool hit = line->kind != LINE_RULE &&
		   search_text(view->selection->finder.search,
			       list_label(view, line, &label), &from, &to);

	buf_release(&label);
	return hit;
}

struct hits { /* among the lines */
	size_t count, nth, at;
	bool wrapped;
};

/* The hit that `direction` leads to from the cursor, and its number. */
static struct hits seek(struct view *view, struct list *list, int direction)
{
	struct hits hits = { 0 };
	size_t here = list->at.cursor, first = SIZE_MAX, first_nth = 0;

	for (size_t i = 0; i < list->lines; i++) {
		bool fits = direction > 0 ? i > here : i >= here;

		if (!line_hit(view, &list->line[i]))
			continue;
		hits.count++;
		if (direction < 0 ? i < here : fits && first == SIZE_MAX) {
			first = i;
			first_nth = hits.count;
		}
		if (direction < 0 || hits.count == 1) {
			hits.at = i;
			hits.nth = hits.count;
		}
	}
	hits.wrapped = first == SIZE_MAX;
	if (!hits.wrapped) {
		hits.at = first;
		hits.nth = first_nth;
	}
	return hits;
}

static void list_find(struct view *view, enum pane_id id, int direction)
{
	struct list *list = &view->list[id];
	struct hits hits;

	if (!view->selection->finder.search)
		return;
	hits = seek(view, list, direction);
	if (!hits.count) {
		view_say(view, true, "no name here has %s",
			 view->selection->finder.pattern);
		return;
	}
	list->at.cursor = hits.at;
	list->here = list->line[hits.at].value;
	list->moved = true;
	view_say(view, false, "%zu/%zu%s", hits.nth, hits.count,
		 hits.wrapped ? "  wrapped" : "");
}

static void users_draw(struct view *view, struct grid *grid, struct area area,
		       bool focused)
{
	list_draw(view, grid, area, PANE_USERS, focused);
}

static bool users_command(struct view *view, enum command command)
{
	return list_command(view, PANE_USERS, command);
}

static bool users_aim(struct view *view, struct aim *aim)
{
	return list_aim(view, PANE_USERS, aim);
}

static void users_find(struct view *view, int direction)
{
	list_find(view, PANE_USERS, direction);
}

static void resources_draw(struct view *view, struct grid *grid,
			   struct area area, bool focused)
{
	list_draw(view, grid, area, PANE_RESOURCES, focused);
}

static bool resources_command(struct view *view, enum command command)
{
	return list_command(view, PANE_RESOURCES, command);
}

static bool resources_aim(struct view *view, struct aim *aim)
{
	return list_aim(view, PANE_RESOURCES, aim);
}

static void resources_find(struct view *view, int direction)
{
	list_find(view, PANE_RESOURCES, direction);
}

const struct pane_ops users_pane = {
	.name = "Users",
	.help = "who acted, with events and denials",
	.draw = users_draw,
	.command = users_command,
	.aim = users_aim,
	.find = users_find,
};

const struct pane_ops resources_pane = {
	.name = "Resources",
	.help = "what was named, with events and writes",
	.draw = resources_draw,
	.command = resources_command,
	.aim = resources_aim,
	.find = resources_find,
};
