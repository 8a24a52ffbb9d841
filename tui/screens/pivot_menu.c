/* SPDX-License-Identifier: MIT */
/* pivot_menu.c - the ways to go on from an event, what each leaves, and their
 * keys. A way that the event does not have is not offered. */
#include "pivot_menu.h"

#include <assert.h>
#include <stdlib.h>

#include "frame.h"
#include "panes.h"

void pivot_release(struct pivot_menu *menu)
{
	for (size_t i = 0; i < menu->count; i++)
		free(menu->at[i].shown);
	menu->count = 0;
}

/* ---- the ways ---- */

struct making {
	struct view *view;
	row_t row;
	struct record record;
};

/* `ask` is taken; NULL: there is no such way. */
static void add_way(struct making *making, char letter, const char *name,
		    struct str shown, struct ask *ask)
{
	struct pivot_menu *menu = &making->view->pivot;

	if (!ask)
		return;
	assert(menu->count < PIVOT_WAYS);
	pivot_put(making->view->selection, ask, letter == 'w');
	menu->at[menu->count++] = (struct menu_way){ .letter = letter,
						     .name = name,
						     .shown = xstrdup(shown),
						     .told = ROW_NONE };
}

static void add_aim(struct making *making, char letter, const char *name,
		    const struct aim *aim)
{
	if (aim->value.len)
		add_way(making, letter, name, aim->value,
			ask_of(aim_expr(aim)));
}

static void add_cell(struct making *making, char letter, const char *name,
		     enum timeline_column column)
{
	struct aim aim = { 0 };

	timeline_cell_aim(making->view, making->row, column, &aim);
	add_aim(making, letter, name, &aim);
}

/* The one under the cell cursor, else the first. */
static void add_resource(struct making *making)
{
	struct aim aim = { 0 };

	if (making->view->focus == PANE_EVENT &&
	    event_pane.aim(making->view, &aim) &&
	    str_eq(aim.field, STR("resource")))
		add_aim(making, 'r', "resource", &aim);
	else
		add_cell(making, 'r', "resource", TIMELINE_RESOURCE);
}

static void add_field(struct making *making, char letter, const char *name,
		      const char *field, struct str value)
{
	struct aim aim = { .field = str_of(field), .value = value };

	add_aim(making, letter, name, &aim);
}

static void add_around(struct making *making)
{
	struct str shown = making->view->ascii
				   ? STR("1 minute each way, everyone")
				   : STR("±1 minute, everyone");

	add_way(making, 'w', "around", shown,
		around_ask(making->view, making->row, 60));
}

/* Where the key came from: a long-term one from CreateAccessKey, a temporary
 * one from STS (the prefixes: "IAM identifiers", IAM User Guide). */
static void add_credentials(struct making *making)
{
	const struct store *store = view_store(making->view);
	struct str key =
		store_text(store, store_column(store, COL_KEY)[making->row]);
	char scratch[SCRATCH];

	add_field(making, 'b', "issued by",
		  str_starts(key, STR("AKIA"))
			  ? "responseElements.accessKey.accessKeyId"
			  : "responseElements.credentials.accessKeyId",
		  key);
	add_field(making, 'n', "issued", "key",
		  record_issued_key(&making->record, scratch));
}

static void add_ways(struct making *making)
{
	char scratch[SCRATCH];

	add_cell(making, 'u', "user", TIMELINE_USER);
	add_cell(making, 'a', "access key", TIMELINE_KEY);
	add_cell(making, 's', "session", TIMELINE_SESSION);
	add_cell(making, 'i', "address", TIMELINE_ADDRESS);
	add_cell(making, 't', "tool", TIMELINE_TOOL);
	add_resource(making);
	add_cell(making, 'c', "same call", TIMELINE_EVENT);
	add_field(making, 'd', "request id", "requestID",
		  record_field(&making->record, FIELD_REQUEST_ID, scratch));
	add_around(making);
	add_credentials(making);
}

void pivot_open(struct view *view)
{
	struct making making = { .view = view, .row = view_row(view) };

	if (making.row == ROW_NONE) {
		view_say(view, false, "no event to go on from");
		return;
	}
	store_record(view_store(view), making.row, &making.record);
	overlay_close(view);
	pivot_release(&view->pivot);
	add_ways(&making);
	view->pivot.row = making.row;
	view->overlay = (struct overlay_state){ .kind = OVERLAY_PIVOT,
						.lines = view->pivot.count,
						.page = 1 };
}

/* ---- what is counted ---- */

/* The event that issued the key says more than the key. */
static void tell_issuer(struct view *view, const struct rowset *rows,
			struct menu_way *way)
{
	const struct store *store = view_store(view);
	struct buf text = { 0 }, label = { 0 };
	size_t row = 0;

	while (row < rows->rows && !rowset_has(rows, row))
		row++;
	if (row < rows->rows) {
		sym_t name = store_column(store, COL_NAME)[row];
		sym_t user = store_column(store, COL_USER)[row];

		buf_add(&text, store_text(store, name));
		buf_add(&text, STR(" by "));
		buf_add(&text, view_label(view, user, &label));
	} else {
		buf_add(&text, STR("no event loaded"));
	}
	free(way->shown);
	way->shown = xstrdup(buf_str(&text));
	buf_release(&text);
	buf_release(&label);
}

void pivot_follow(struct view *view)
{
	const struct pivot *pivot = &view->selection->pivot;

	for (size_t i = 0; i < pivot->count; i++) {
		const struct pivot_way *counted = &pivot->at[i];
		struct menu_way *way = &view->pivot.at[i];

		if (way->letter != 'b' || !counted->counted ||
		    way->told == counted->rows)
			continue;
		tell_issuer(view, filter_rows(counted->ask->filter), way);
		way->told = counted->rows;
	}
}

/* ---- keys ---- */

static void replace(struct view *view, size_t at)
{
	const struct pivot_way *way = &view->selection->pivot.at[at];

	change_all(view->selection, ask_hold(way->ask), way->stays);
	overlay_close(view);
	view->focus = PANE_TIMELINE;
}

static void add(struct view *view, size_t at)
{
	view_chip(view, SIZE_MAX, ask_hold(view->selection->pivot.at[at].ask));
	overlay_close(view);
	view->focus = PANE_TIMELINE;
}

bool pivot_key(struct view *view, struct key key)
{
	const struct pivot_menu *menu = &view->pivot;
	size_t at = view->overlay.at.cursor;

	for (size_t i = 0; i < menu->count; i++)
		if (key.code == menu->at[i].letter) {
			replace(view, i);
			return true;
		}
	if (at >= menu->count || (key.code != PRESS_ENTER && key.code != '+'))
		return false;
	if (key.code == '+')
		add(view, at);
	else
		replace(view, at);
	return true;
}
