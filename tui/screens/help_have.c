/* SPDX-License-Identifier: MIT */
/* help_have.c - the head of `?`: what a person may have in hand, and what to
 * press then, with the values of the event under the cursor, each counted. */
#include "help.h"

#include <assert.h>

#include "ask.h"

#define WHAT_WIDTH 13 /* cells */
#define PRESS_WIDTH 46
#define COUNT_WIDTH 10
#define THEN_LEAST 20

static const struct {
	const char *what;
	const char *then;
	enum column column; /* COL_COUNT: it is no column */
} haves[HAVES] = {
	[HAVE_ADDRESS] = { "an address", "or a network; 1: who used it",
			   COL_ADDRESS },
	[HAVE_KEY] = { "a key", "p: who issued it, what it issued", COL_KEY },
	[HAVE_USER] = { "a user", "P W: people only, writes only", COL_USER },
	[HAVE_RESOURCE] = { "a resource", "or 2 and / and its name",
			    COL_COUNT },
	[HAVE_CALL] = { "a call", "f: count what else was called", COL_NAME },
	[HAVE_TIME] = { "a time", "w: everyone around that event", COL_COUNT },
	[HAVE_EVENT] = { "an event", "p: all ways on, counted", COL_COUNT },
	[HAVE_LIST] = { "a list", "paste it: any of its lines", COL_COUNT },
	[HAVE_NOTHING] = { "nothing", "the overview; . e: notable, denied",
			   COL_COUNT },
};

/* ---- what is counted ---- */

static struct expr *resource_expr(const struct view *view, row_t row)
{
	struct selection *selection = view->selection;
	uint32_t count;
	sym_t resource = row_resource(selection, row, &count);
	struct str text;
	bool plain;

	if (resource == SYM_NONE)
		return NULL;
	text = identity_text(selection, IDENTITY_RESOURCES, resource, &plain);
	return expr_equal(STR("resource"), text, plain, NULL);
}

static struct expr *have_expr(const struct view *view, row_t row,
			      enum help_have have)
{
	const struct store *store = view_store(view);
	enum column column = haves[have].column;
	bool plain = false;
	struct str text;
	sym_t value;

	if (row == ROW_NONE)
		return NULL;
	if (have == HAVE_RESOURCE)
		return resource_expr(view, row);
	if (column == COL_COUNT)
		return NULL;
	value = store_column(store, column)[row];
	if (value == SYM_NONE)
		return NULL;
	if (column == COL_NAME)
		plain = call_is_alone(view->selection, value);
	text = column == COL_USER ? identity_text(view->selection,
						  IDENTITY_USERS, value, &plain)
				  : store_text(store, value);
	return expr_equal(str_of(column_alias(column)), text, plain, NULL);
}

void have_end(struct view *view)
{
	for (int i = 0; i < HAVES; i++)
		trial_drop(&view->help.trial[i]);
}

size_t help_step(struct view *view, size_t budget)
{
	size_t spent = 0;

	for (int i = 0; !spent && i < HAVES; i++)
		spent = trial_step(view->selection, &view->help.trial[i],
				   budget);
	return spent;
}

/* ---- what is pressed ---- */

static void put_id(const struct view *view, struct buf *out)
{
	struct record record;
	char scratch[SCRATCH];
	struct str id;

	store_record(view_store(view), view->help.row_here, &record);
	id = record_field(&record, FIELD_ID, scratch);
	if (id.at)
		buf_add(out, id);
}

/* What follows `:goto `; nothing where there is no event. */
static void put_goto(const struct view *view, enum help_have have,
		     struct buf *out)
{
	row_t row = view->help.row_here;

	if (row == ROW_NONE)
		return;
	if (have == HAVE_EVENT)
		put_id(view, out);
	else if (store_time(view_store(view))[row] != TIME_NONE)
		time_put_iso(out, store_time(view_store(view))[row]);
}

static void put_press(const struct view *view, enum help_have have,
		      struct buf *out)
{
	const struct trial *trial = &view->help.trial[have];

	if (have == HAVE_TIME || have == HAVE_EVENT) {
		buf_add(out, STR(":goto "));
		put_goto(view, have, out);
		return;
	}
	buf_add(out, STR("& "));
	if (trial->filter)
		buf_add(out, buf_str(&trial->text));
	else if (have == HAVE_RESOURCE)
		buf_add(out, STR("resource="));
	else if (haves[have].column != COL_COUNT)
		buf_addf(out, "%s=", column_alias(haves[have].column));
}

/* What the event has not is no example; without an event it is asked for. */
static bool is_offered(const struct view *view, enum help_have have)
{
	struct buf text = { 0 };
	bool offered = true;

	if (view->help.row_here == ROW_NONE || have == HAVE_LIST ||
	    have == HAVE_NOTHING)
		return true;
	if (have == HAVE_TIME || have == HAVE_EVENT) {
		put_goto(view, have, &text);
		offered = text.len > 0;
		buf_release(&text);
		return offered;
	}
	return view->help.trial[have].filter != NULL;
}

void have_begin(struct view *view)
{
	struct help_rows *help = &view->help;

	help->row_here = view_row(view);
	help->chosen = help->haves = 0;
	for (int i = 0; i < HAVES; i++)
		trial_ask(view->selection, &help->trial[i],
			  have_expr(view, help->row_here, (enum help_have)i),
			  SIZE_MAX);
	for (int i = 0; i < HAVES; i++)
		if (is_offered(view, (enum help_have)i))
			help->have[help->haves++] = (enum help_have)i;
}

void have_do(struct view *view)
{
	enum help_have have = view->help.have[view->help.chosen];
	struct trial *trial = &view->help.trial[have];
	struct buf text = { 0 };
	bool chip = trial->filter != NULL;

	put_press(view, have, &text);
	overlay_close(view);
	if (chip) {
		if (view_typed(view, SIZE_MAX,
			       str_slice(buf_str(&text), 2, text.len)))
			view->focus = PANE_TIMELINE;
	} else if (*text.at == ':') {
		ask_open(view, PROMPT_COMMAND,
			 str_slice(buf_str(&text), 1, text.len));
	} else {
		ask_open(view, PROMPT_FILTER,
			 str_slice(buf_str(&text), 2, text.len));
	}
	buf_release(&text);
}

/* ---- drawing ---- */

void have_draw(const struct view *view, struct grid *grid, struct area at,
	       size_t nth)
{
	enum help_have have = view->help.have[nth];
	const struct trial *trial = &view->help.trial[have];
	int press = at.width - WHAT_WIDTH, x = at.x + WHAT_WIDTH;
	struct buf text = { 0 };

	assert(nth < view->help.haves);
	if (press > PRESS_WIDTH)
		press = PRESS_WIDTH;
	grid_put(grid, at.x, at.y, WHAT_WIDTH - 1, STYLE_TEXT,
		 str_of(haves[have].what));
	put_press(view, have, &text);
	grid_put_middle(grid, x, at.y, press - 1, STYLE_ACCENT, buf_str(&text));
	x += press;
	buf_reset(&text);
	if (trial->filter && trial->counted)
		buf_add_count(&text, trial->count);
	grid_put_right(grid, x, at.y,
		       at.x + at.width - x < COUNT_WIDTH ? 0 : COUNT_WIDTH,
		       STYLE_COUNT, buf_str(&text));
	x += COUNT_WIDTH + 3;
	if (at.x + at.width - x >= THEN_LEAST)
		grid_put(grid, x, at.y, at.x + at.width - x, STYLE_LABEL,
			 str_of(haves[have].then));
	if (nth == view->help.chosen)
		grid_mark(grid,
			  (struct area){ at.x - 1, at.y, at.width + 2, 1 },
			  STYLE_SELECTED);
	buf_release(&text);
}
