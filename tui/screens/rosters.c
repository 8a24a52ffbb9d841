/* SPDX-License-Identifier: MIT */
/* rosters.c - Users and Resources: who acted, and what was named, as counted
 * by the selection. One code for both; their rows are roster_rows.c. */
#include "rosters.h"

#include <assert.h>

/* ---- keys ---- */

static const struct roster_rows *rows_here(const struct view *view)
{
	assert(view->focus <= PANE_RESOURCES);
	return &view->listed[view->focus];
}

static bool roster_aim(struct view *view, struct aim *aim)
{
	const struct roster_rows *rows = rows_here(view);
	size_t row = table_here(&view->table[view->focus]);
	enum identity_kind kind = IDENTITY_RESOURCES;
	sym_t value;

	if (row == SIZE_MAX)
		return false;
	if (rows->kind == ROSTER_USERS)
		kind = roster_is_session(rows, row) ? IDENTITY_SESSIONS
						    : IDENTITY_USERS;
	value = roster_row(rows, row)->value;
	aim->field = str_of(roster_is_session(rows, row) ? rows->roster->under
							 : rows->roster->field);
	aim->value = STR_NONE;
	if (roster_is_object(rows, row))
		aim->value = roster_text(rows, row);
	else if (value != SYM_NONE)
		aim->value = identity_text(view->selection, kind, value,
					   &aim->plain);
	return true;
}

static void only(struct view *view, struct str rest, int how)
{
	const struct roster_rows *rows = rows_here(view);
	struct table *table = &view->table[view->focus];
	struct aim aim = { 0 };
	struct ask *ask;

	if (!roster_aim(view, &aim))
		return;
	table_stand(table, table->at.cursor);
	ask = ask_of(aim_expr(&aim));
	if (!ask || !change_only(view->selection, str_of(rows->roster->field),
				 rows->roster->under, ask))
		spots_record(view, false);
	view->focus = PANE_TIMELINE;
}

/* True where rows fold under the one of the cursor, or its own does under
 * another; those of a bucket may not be counted yet. */
static bool unfolds(const struct view *view)
{
	const struct roster_rows *rows = rows_here(view);
	const struct table *table = &view->table[view->focus];
	size_t row = table_here(table);

	if (row == SIZE_MAX || roster_row(rows, row)->value == SYM_NONE)
		return false;
	if (roster_is_session(rows, row) || table_under(table))
		return true;
	return rows->kind == ROSTER_RESOURCES && !rows->roster->deepened &&
	       str_starts(roster_text(rows, row), STR("s3/"));
}

static const char *sessions_word(const struct view *view)
{
	return unfolds(view) ? "sessions" : NULL;
}

static const char *objects_word(const struct view *view)
{
	return unfolds(view) ? "objects" : NULL;
}

static void unfold(struct view *view, struct str rest, int how)
{
	const struct roster_rows *rows = rows_here(view);
	struct table *table = &view->table[view->focus];

	if (!unfolds(view)) {
		view_say(view, false,
			 rows->kind == ROSTER_USERS
				 ? "no session is known here"
				 : "no object of a bucket is known here");
		return;
	}
	if (rows->kind == ROSTER_RESOURCES)
		roster_deepen(view->selection);
	table_fold(table, roster_user(rows, table_here(table)));
}

/* ---- for pipes: without sessions, in one order ---- */

static size_t print(enum roster_kind kind, const struct screen_asked *asked,
		    const struct print_options *options, size_t *defused)
{
	struct roster roster = { .widened = true };
	struct roster_rows rows = { .store = asked->store,
				    .alikes = asked->alikes,
				    .roster = &roster,
				    .kind = kind,
				    .ascii = options->ascii };
	size_t count;

	tally_count(&roster.tally, asked->store, asked->rows,
		    roster_counting(kind, true));
	if (kind == ROSTER_USERS)
		tally_count(&roster.sessions, asked->store, asked->rows,
			    counting_new(COL_SESSION, NULL, TALLY_PLAIN));
	roster_follow(&rows);
	count = table_print(&roster_forms[kind], &roster_source, &rows, options,
			    defused);
	roster_release(&rows);
	tally_release(&roster.tally);
	tally_release(&roster.sessions);
	return count;
}

static size_t print_users(const struct screen_asked *asked,
			  const struct print_options *options, size_t *defused)
{
	return print(ROSTER_USERS, asked, options, defused);
}

static size_t print_resources(const struct screen_asked *asked,
			      const struct print_options *options,
			      size_t *defused)
{
	return print(ROSTER_RESOURCES, asked, options, defused);
}

/* ---- the panes ---- */

/* `313   and 36 temporary keys   by notable, events`. */
static void put_listed(const struct view *view, enum roster_kind kind,
		       struct buf *out)
{
	const struct table *table = &view->table[kind];
	size_t keys = view->selection->roster[kind].keys;
	bool first = table->sort == table->form->sort && !table->reverse;

	buf_add_count(out, view->listed[kind].inside);
	order_put(table, out);
	if (keys) {
		buf_add(out, STR("   and "));
		count_put(out, keys, "temporary key");
	}
	if (first)
		buf_add(out, STR("   by notable, events"));
}

static void put_users(struct view *view, struct buf *out)
{
	put_listed(view, ROSTER_USERS, out);
}

static void put_resources(struct view *view, struct buf *out)
{
	put_listed(view, ROSTER_RESOURCES, out);
}

static const struct command commands[] = {
	{ "only", "Enter", IN_LISTS, "filter", NULL,
	  "only this value, and on to its events", only },
	{ "sessions", "Space", IN_USERS, "look", NULL,
	  "unfold or fold the sessions of a role", unfold },
	{ "objects", "Space", IN_RESOURCES, "look", NULL,
	  "unfold or fold the objects of a bucket", unfold },
};

static const struct hint user_hints[] = {
	{ "Enter", "only" }, { "=", NULL },    { "Space", "sessions" },
	{ "!", "not" },      { "/", "find" },  { "&", "filter" },
	{ "s", "sort" },     { "\\", "zoom" }, { NULL, NULL },
};
static const struct hint resource_hints[] = {
	{ "Enter", "only" }, { "=", NULL },    { "Space", "objects" },
	{ "!", "not" },      { "/", "find" },  { "&", "filter" },
	{ "s", "sort" },     { "f", "count" }, { "\\", "zoom" },
	{ NULL, NULL },
};

const struct screen users_pane = {
	.name = "Users",
	.digit = 1,
	.place = IN_USERS,
	.thing = "name",
	.form = &roster_forms[ROSTER_USERS],
	.rows = &roster_source,
	.cells = true,
	.put_right = put_users,
	.empty = "nobody acted in these events",
	.aim = roster_aim,
	.space = sessions_word,
	.print = print_users,
	.hints = user_hints,
	.commands = COMMAND_LIST(commands),
};

const struct screen resources_pane = {
	.name = "Resources",
	.digit = 2,
	.place = IN_RESOURCES,
	.thing = "name",
	.form = &roster_forms[ROSTER_RESOURCES],
	.rows = &roster_source,
	.cells = true,
	.put_right = put_resources,
	.empty = "these events name no resource",
	.aim = roster_aim,
	.space = objects_word,
	.print = print_resources,
	.hints = resource_hints,
};
