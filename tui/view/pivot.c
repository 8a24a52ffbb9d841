/* SPDX-License-Identifier: MIT */
/* pivot.c - the ways to go on from an event, what each leaves, and their
 * keys. A way that the event does not have is not offered. */
#include "pivot.h"

#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "panes.h"

static void clear(struct pivot *pivot)
{
	for (size_t i = 0; i < pivot->count; i++) {
		ask_drop(pivot->at[i].ask);
		free(pivot->at[i].shown);
	}
	pivot->count = 0;
}

void pivot_release(struct pivot *pivot)
{
	clear(pivot);
	rowset_release(&pivot->base);
}

/* ---- the ways ---- */

struct making {
	struct view *view;
	struct pivot *pivot;
	row_t row;
	struct record record;
};

/* `test` is used up. */
static void add_way(struct making *making, char letter, const char *name,
		    struct str shown, struct buf *test)
{
	struct pivot *pivot = making->pivot;
	struct ask *ask = test->len ? ask_new(buf_str(test), NULL) : NULL;

	buf_release(test);
	if (!ask || pivot->count == ARRAY_LEN(pivot->at)) {
		ask_drop(ask);
		return;
	}
	pivot->at[pivot->count++] = (struct way){ .letter = letter,
						  .name = name,
						  .shown = xstrdup(shown),
						  .ask = ask };
}

static void add_aim(struct making *making, char letter, const char *name,
		    const struct aim *aim)
{
	struct buf test = { 0 };

	if (!aim->field.at || !aim->value.len)
		return;
	aim_put_test(aim, false, &test);
	add_way(making, letter, name, aim->value, &test);
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
	struct buf test = { 0 };

	if (!around_put_test(making->view, making->row, 60, &test))
		return;
	add_way(making, 'w', "around", shown, &test);
	making->pivot->at[making->pivot->count - 1].stays = true;
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
	struct making making = { .view = view,
				 .pivot = &view->pivot,
				 .row = view_row(view) };

	if (making.row == ROW_NONE) {
		view_say(view, false, "no event to go on from");
		return;
	}
	store_record(view_store(view), making.row, &making.record);
	clear(&view->pivot);
	add_ways(&making);
	view->pivot.row = making.row;
	view->overlay = (struct overlay_state){ .kind = OVERLAY_PIVOT,
						.lines = view->pivot.count,
						.page = 1 };
}

/* ---- counting ---- */

static bool gives_way(const struct chip *chip, size_t at, const void *what)
{
	(void)at;
	(void)what;
	return !chip_stays(chip);
}

/* The event that issued the key says more than the key. */
static void tell_issuer(struct view *view, struct way *way)
{
	const struct rowset *rows = filter_rows(way->ask->filter);
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

static void count(struct view *view, struct way *way)
{
	const struct rowset *rows = filter_rows(way->ask->filter);

	if (way->stays) {
		chips_rows(&view->chips, view->rows, gives_way, NULL,
			   &view->pivot.base);
		way->count = rowset_common(rows, &view->pivot.base);
	} else {
		way->count = rowset_count(rows);
	}
	if (way->letter == 'b')
		tell_issuer(view, way);
	way->counted = true;
	way->rows = view->rows;
	view->stale = true;
}

bool pivot_work(struct view *view, size_t budget)
{
	struct pivot *pivot = &view->pivot;

	if (view->overlay.kind != OVERLAY_PIVOT)
		return false;
	for (size_t i = 0; i < pivot->count; i++) {
		struct way *way = &pivot->at[i];

		if (way->counted && way->rows == view->rows)
			continue;
		if (filter_rows(way->ask->filter)->rows < view->rows)
			filter_step(way->ask->filter, view_store(view), budget);
		else
			count(view, way);
		return true;
	}
	return false;
}

/* ---- keys ---- */

static void replace(struct view *view, const struct way *way)
{
	change_all(view, ask_hold(way->ask), way->stays);
	view->overlay.kind = OVERLAY_NONE;
	view->focus = PANE_TIMELINE;
}

static void add(struct view *view, const struct way *way)
{
	view->overlay.kind = OVERLAY_NONE;
	view_chip_add(view, str_of(way->ask->text), NULL);
	view->focus = PANE_TIMELINE;
}

bool pivot_key(struct view *view, struct key key)
{
	struct pivot *pivot = &view->pivot;
	size_t at = view->overlay.at.cursor;

	for (size_t i = 0; i < pivot->count; i++)
		if (key.code == pivot->at[i].letter) {
			replace(view, &pivot->at[i]);
			return true;
		}
	if (at >= pivot->count || (key.code != PRESS_ENTER && key.code != '+'))
		return false;
	if (key.code == '+')
		add(view, &pivot->at[at]);
	else
		replace(view, &pivot->at[at]);
	return true;
}
