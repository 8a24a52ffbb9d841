/* SPDX-License-Identifier: MIT */
/* list_count.c - what Users and Resources count, and in what order it
 * stands.
 *
 * The promise of these panes is that the number beside a value is the number
 * of events after Enter on it. Enter replaces the chips that pick values of
 * the pane's own field; so these chips are left out when counting, and all
 * others are not. Values that the filter keeps come first, the others below
 * a rule; among each, people before machines. */
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "panes.h"

static struct list *list_of(struct view *view, enum pane_id id)
{
	return &view->list[id];
}

const char *list_field(enum pane_id id)
{
	return id == PANE_USERS ? "user" : "resource";
}

const char *list_other(enum pane_id id)
{
	return id == PANE_USERS ? "session" : NULL;
}

enum known_kind list_known(enum pane_id id, enum line_kind kind)
{
	if (id == PANE_RESOURCES)
		return KNOWN_RESOURCES;
	return kind == LINE_SESSION ? KNOWN_SESSIONS : KNOWN_USERS;
}

static bool is_own(const struct chip *chip, size_t at, const void *what)
{
	enum pane_id id = *(const enum pane_id *)what;
	const char *other = list_other(id);

	(void)at;
	return chip->ask->picks &&
	       (!strcmp(chip->ask->field, list_field(id)) ||
		(other && !strcmp(chip->ask->field, other)));
}

static bool picks_own(const struct view *view, enum pane_id id)
{
	for (size_t i = 0; i < view->chips.count; i++)
		if (chip_works(&view->chips, i) &&
		    is_own(&view->chips.at[i], i, &id))
			return true;
	return false;
}

static const struct rowset *base_of(struct view *view, enum pane_id id)
{
	struct list *list = list_of(view, id);

	if (!picks_own(view, id)) {
		rowset_release(&list->base);
		return &view->kept.rows;
	}
	chips_rows(&view->chips, view->kept.looked, is_own, &id, &list->base);
	return &list->base;
}

void list_count(struct view *view, enum pane_id id)
{
	struct list *list = list_of(view, id);
	const struct store *store = view_store(view);
	const struct rowset *base;

	if (!store)
		return;
	base = base_of(view, id);
	known_look(view, list_known(id, LINE_VALUE));
	if (id == PANE_RESOURCES) {
		tally_resources(&list->tally, store, base,
				list->wide ? TALLY_USERS : TALLY_PLAIN);
	} else {
		known_look(view, KNOWN_SESSIONS);
		tally_column(&list->tally, store, base, COL_USER,
			     list->wide ? TALLY_ADDRESSES : TALLY_PLAIN);
		tally_column(&list->sessions, store, base, COL_SESSION,
			     list->wide ? TALLY_ADDRESSES : TALLY_PLAIN);
	}
	list->counted = list->wide;
	list_order(view, id);
}

/* Marks by symbol the values that the whole filter keeps; NULL: all. */
static uint32_t *inside_marks(struct view *view, enum pane_id id)
{
	struct tally kept = { 0 };
	uint32_t *mark;

	if (!list_of(view, id)->base.rows)
		return NULL;
	mark = xcalloc(store_dict(view_store(view))->count, sizeof(*mark));
	if (id == PANE_RESOURCES)
		tally_resources(&kept, view_store(view), &view->kept.rows,
				TALLY_PLAIN);
	else
		tally_column(&kept, view_store(view), &view->kept.rows,
			     COL_USER, TALLY_PLAIN);
	for (size_t i = 0; i < kept.count; i++)
		mark[kept.row[i].value] = 1;
	tally_release(&kept);
	return mark;
}

/* How many sessions each user has, by the user's symbol. */
static uint32_t *session_counts(struct view *view)
{
	struct tally *sessions = &view->list[PANE_USERS].sessions;
	struct known *known = &view->known[KNOWN_SESSIONS];
	uint32_t *count =
		xcalloc(store_dict(view_store(view))->count, sizeof(*count));

	for (size_t i = 0; i < sessions->count; i++)
		count[known_user(known, sessions->row[i].value)]++;
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
	struct known *known = &view->known[KNOWN_SESSIONS];

	for (uint32_t i = 0; i < list->sessions.count; i++) {
		sym_t session = list->sessions.row[i].value;

		if (session == SYM_NONE ||
		    known_user(known, session) != user->value)
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
	const uint32_t *inside, *sessions; /* NULL: all; none */
	bool users;
};

static struct list_line line_of(const struct placing *placing, uint32_t at)
{
	sym_t value = placing->list->tally.row[at].value;
	struct str text = store_text(view_store(placing->view), value);

	return (struct list_line){
		.at = at,
		.value = value,
		.inside = !placing->inside || placing->inside[value],
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

	for (uint32_t i = 0; i < list->tally.count; i++) {
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
	if (!placing->inside || rule == 0 || list->lines == rule + 1) {
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
	struct list *list = list_of(view, id);
	bool users = id == PANE_USERS;
	uint32_t *inside, *sessions = NULL;

	if (!view_store(view))
		return;
	list_sort(&list->tally, view_store(view), list->sort, list->reverse);
	if (users) {
		list_sort(&list->sessions, view_store(view), list->sort,
			  list->reverse);
		sessions = session_counts(view);
	}
	inside = inside_marks(view, id);
	make_lines(&(struct placing){ view, list, inside, sessions, users });
	settle(list);
	free(inside);
	free(sessions);
	view->stale = true;
}

void list_release(struct list *list)
{
	tally_release(&list->tally);
	tally_release(&list->sessions);
	rowset_release(&list->base);
	free(list->line);
	free(list->open);
	memset(list, 0, sizeof(*list));
}
