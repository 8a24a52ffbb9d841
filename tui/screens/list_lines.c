/* SPDX-License-Identifier: MIT */
/* list_lines.c - the lines of Users and Resources, made of their rosters.
 *
 * Values that the filter keeps come first, the others below a rule; among
 * each, people before machines. */
#include <stdlib.h>
#include <string.h>

#include "panes.h"

struct roster *list_roster(const struct view *view, enum pane_id id)
{
	return &view->selection->roster[id];
}

enum identity_kind list_identities(enum pane_id id, enum line_kind kind)
{
	if (id == PANE_RESOURCES)
		return IDENTITY_RESOURCES;
	return kind == LINE_SESSION ? IDENTITY_SESSIONS : IDENTITY_USERS;
}

/* How many sessions each user has, by the user's symbol. */
static uint32_t *session_counts(struct view *view)
{
	const struct tally *sessions = &list_roster(view, PANE_USERS)->sessions;
	uint32_t *count =
		xcalloc(store_dict(view_store(view))->count, sizeof(*count));

	for (size_t i = 0; i < sessions->count; i++)
		count[session_user(view->selection, sessions->row[i].value)]++;
	return count;
}

static void add_line(struct list *list, struct list_line line)
{
	if (!vec_reserve(&list->line, &list->room, list->lines + 1,
			 sizeof(*list->line)))
		die("no memory for a list");
	list->line[list->lines++] = line;
}

static bool is_open(const struct list *list, sym_t user)
{
	for (size_t i = 0; i < list->opens; i++)
		if (list->open[i] == user)
			return true;
	return false;
}

static void add_sessions(struct view *view, struct list *list,
			 const struct list_line *user)
{
	const struct tally *sessions = &list_roster(view, PANE_USERS)->sessions;

	for (uint32_t i = 0; i < sessions->count; i++) {
		sym_t session = sessions->row[i].value;

		if (session == SYM_NONE ||
		    session_user(view->selection, session) != user->value)
			continue;
		add_line(list, (struct list_line){ .kind = LINE_SESSION,
						   .inside = user->inside,
						   .machine = user->machine,
						   .at = i,
						   .value = session });
	}
}

/* What deciding on each value's place needs. */
struct placing {
	struct view *view;
	struct list *list;
	const struct roster *roster;
	const uint32_t *sessions; /* by user; NULL: none */
	bool users;
};

static struct list_line line_of(const struct placing *placing, uint32_t at)
{
	sym_t value = placing->roster->tally.row[at].value;
	struct str text = store_text(view_store(placing->view), value);

	return (struct list_line){
		.at = at,
		.value = value,
		.inside = !placing->roster->inside ||
			  placing->roster->inside[value],
		.machine = placing->users && value != SYM_NONE &&
			   user_kind(text) == USER_SERVICE,
		.sessions = placing->sessions && value != SYM_NONE
				    ? placing->sessions[value]
				    : 0,
	};
}

static void add_lines(const struct placing *placing, bool inside, bool machine)
{
	struct list *list = placing->list;

	for (uint32_t i = 0; i < placing->roster->tally.count; i++) {
		struct list_line line = line_of(placing, i);

		if (line.inside != inside || line.machine != machine)
			continue;
		if (!placing->users && line.value == SYM_NONE)
			continue; /* events without a resource */
		list->inside += inside;
		add_line(list, line);
		if (line.sessions && is_open(list, line.value))
			add_sessions(placing->view, list, &line);
	}
}

static void make_lines(const struct placing *placing)
{
	struct list *list = placing->list;
	size_t rule;

	list->lines = list->inside = 0;
	add_lines(placing, true, false);
	add_lines(placing, true, true);
	rule = list->lines;
	add_line(list, (struct list_line){ .kind = LINE_RULE });
	add_lines(placing, false, false);
	add_lines(placing, false, true);
	if (!placing->roster->inside || rule == 0 || list->lines == rule + 1) {
		list->lines--;
		memmove(list->line + rule, list->line + rule + 1,
			(list->lines - rule) * sizeof(*list->line));
	}
}

static void settle(struct list *list)
{
	size_t above = list->at.cursor - list->at.top;

	if (!list->moved) {
		list->at.cursor = list->at.top = 0;
		list->here = list->lines ? list->line[0].value : SYM_NONE;
		return;
	}
	for (size_t i = 0; i < list->lines; i++) {
		if (list->line[i].kind == LINE_RULE ||
		    list->line[i].value != list->here)
			continue;
		list->at.cursor = i;
		list->at.top = i > above ? i - above : 0;
		return;
	}
}

void list_order(struct view *view, enum pane_id id)
{
	struct list *list = &view->list[id];
	struct roster *roster = list_roster(view, id);
	const struct store *store = view_store(view);
	bool users = id == PANE_USERS;
	uint32_t *sessions = NULL;

	if (!store)
		return;
	list_sort(&roster->tally, store, list->sort, list->reverse);
	if (users) {
		list_sort(&roster->sessions, store, list->sort, list->reverse);
		sessions = session_counts(view);
	}
	make_lines(&(struct placing){ view, list, roster, sessions, users });
	settle(list);
	free(sessions);
	list->made = roster->made;
	view->stale = true;
}

void list_release(struct list *list)
{
	free(list->line);
	free(list->open);
	memset(list, 0, sizeof(*list));
}
