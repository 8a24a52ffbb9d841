/* SPDX-License-Identifier: MIT */
/* timeline.c - the Timeline: the kept events in the order chosen, and what
 * their cells say. One colour a row, and a mark for who sees no colour. */
#include "timeline.h"
#include "meaning.h"
#include "when.h"

#include <assert.h>

/* ---- what the cells say ---- */

/* Of several resources the first, and how many there are. */
static sym_t value_of(const struct view *view, row_t row,
		      enum timeline_column column, uint32_t *count)
{
	const struct store *store = view_store(view);

	assert(column != TIMELINE_TIME && column != TIMELINE_MARK);
	*count = 1;
	if (column == TIMELINE_RESOURCE || column == TIMELINE_WHAT)
		return row_resource(view->selection, row, count);
	if (column == TIMELINE_USER)
		return row_actor(store, row);
	return store_column(store, timeline_source(column))[row];
}

static bool is_identity(enum timeline_column column)
{
	return column == TIMELINE_USER || column == TIMELINE_SESSION ||
	       column == TIMELINE_RESOURCE || column == TIMELINE_WHAT;
}

static void put_more(uint32_t count, struct buf *out)
{
	if (count > 1)
		buf_addf(out, " +%u", (unsigned)(count - 1));
}

void timeline_put(const struct view *view, row_t row,
		  enum timeline_column column, struct buf *out)
{
	const struct store *store = view_store(view);
	uint32_t count;
	sym_t value = value_of(view, row, column, &count);

	if (value == SYM_NONE)
		return;
	if (is_identity(column))
		label_put_short(store, value, out);
	else
		buf_add(out, store_text(store, value));
	put_more(count, out);
}

/* The story of a notable deed, or the object; false: there is neither. */
static bool put_deed(const struct store *store, row_t row, struct buf *out)
{
	uint32_t flags = store_flags(store)[row];
	struct record record;

	store_record(store, row, &record);
	if (flags & FLAG_PARTIAL)
		record_put_failed(&record, out);
	else if ((flags & FLAG_NOTABLE) && !(flags & FLAG_FAILED))
		record_story(&record, out);
	return out->len || record_object(&record, out);
}

void what_put(const struct store *store, row_t row, struct buf *out)
{
	const sym_t *resource;
	uint32_t count;

	if (put_deed(store, row, out))
		return;
	count = store_resources(store, row, &resource);
	if (!count)
		return;
	label_put_short(store, resource[0], out);
	put_more(count, out);
}

/* What the call was about, of what it names what was asked for. Of an id there
 * is but one, which in few cells tells it without its account. */
static void put_what(const struct view *view, row_t row,
		     struct table_cell *cell)
{
	const struct store *store = view_store(view);
	struct buf *out = &cell->buf;
	uint32_t count;
	size_t end;
	sym_t value;

	if (put_deed(store, row, out))
		return;
	value = value_of(view, row, TIMELINE_WHAT, &count);
	if (value == SYM_NONE)
		return;
	label_put_brief(store, view->alikes, value, view->ascii, out);
	put_more(count, out);
	end = out->len;
	if (words_are_firm(buf_str(out))) {
		struct buf alone = { 0 };

		buf_add(&alone, words_alone(buf_str(out)));
		put_more(count, &alone);
		buf_add(out, buf_str(&alone));
		buf_release(&alone);
	}
	cell->brief = str_slice(buf_str(out), end, out->len);
	cell->text = str_slice(buf_str(out), 0, end);
}

/* Where a human's role does not fit, who it is tells more; of an instance the
 * role does. */
static struct str brief_actor(const struct view *view, row_t row)
{
	const struct store *store = view_store(view);
	sym_t actor = row_actor(store, row);
	struct str session = store_text(store, actor);

	return actor == store_column(store, COL_USER)[row] ||
			       session_is_instance(session)
		       ? STR_NONE
		       : session_name(session);
}

/* As AWS itself calls these in its command line or in ARNs. */
static struct str brief_service(struct str service)
{
	static const char *const names[][2] = {
		{ "secretsmanager", "secrets" },
		{ "elasticloadbalancing", "elb" },
		{ "elasticmapreduce", "emr" },
		{ "elasticfilesystem", "efs" },
		{ "cloudformation", "cfn" },
		{ "access-analyzer", "analyzer" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(service, str_of(names[i][0])))
			return str_of(names[i][1]);
	return STR_NONE;
}

static void put_marks(const struct view *view, uint32_t flags,
		      struct table_cell *cell)
{
	const struct grid plain = { .ascii = view->ascii };

	if (flags & FLAG_HIDDEN)
		cell->marks = grid_glyph(&plain, GLYPH_HIDDEN);
	if (flags & (FLAG_FAILED | FLAG_PARTIAL))
		buf_add(&cell->buf, grid_glyph(&plain, GLYPH_BANG));
	if (flags & FLAG_NOTABLE)
		buf_add(&cell->buf, grid_glyph(&plain, GLYPH_BULLET));
	else if ((flags & FLAG_WRITE) && !cell->buf.len)
		buf_add(&cell->buf, grid_glyph(&plain, GLYPH_DOT));
	cell->text = buf_str(&cell->buf);
}

static void put_words(const struct view *view, row_t row,
		      enum timeline_column column, struct table_cell *cell)
{
	const struct store *store = view_store(view);
	uint32_t count;
	sym_t value;

	if (column == TIMELINE_WHAT) {
		put_what(view, row, cell);
	} else if (column == TIMELINE_USER || column == TIMELINE_SESSION) {
		value = value_of(view, row, column, &count);
		if (value != SYM_NONE)
			label_put_brief(store, view->alikes, value, view->ascii,
					&cell->buf);
	} else {
		timeline_put(view, row, column, &cell->buf);
	}
	if (!cell->buf.len)
		return;
	if (!cell->text.at)
		cell->text = buf_str(&cell->buf);
	if (column == TIMELINE_WHAT)
		cell->deed = store_flags(store)[row] & FLAG_NOTABLE;
	if (column == TIMELINE_USER)
		cell->brief = brief_actor(view, row);
	if (column == TIMELINE_SERVICE)
		cell->brief = brief_service(cell->text);
}

#define COUNTED_MOST 4096 /* events of a run that are looked at one by one */
#define KINDS_MOST 64     /* told apart */

/* How many calls there are among the events; 0: too many to tell. */
static size_t kinds_of(const struct view *view, size_t first, size_t events)
{
	const sym_t *name = store_column(view_store(view), COL_NAME);
	const row_t *hit = view->selection->result.hit;
	sym_t kind[KINDS_MOST];
	size_t kinds = 0;

	for (size_t i = first; i < first + events; i++) {
		size_t at = 0;

		while (at < kinds && kind[at] != name[hit[i]])
			at++;
		if (at < kinds)
			continue;
		if (kinds == KINDS_MOST)
			return 0;
		kind[kinds++] = name[hit[i]];
	}
	return kinds;
}

/* `12 kinds, 3 failed`: what is in the run. */
static void put_kinds(const struct view *view, size_t first, size_t events,
		      struct buf *out)
{
	const uint32_t *flags = store_flags(view_store(view));
	const row_t *hit = view->selection->result.hit;
	size_t kinds, failed = 0;

	if (events > COUNTED_MOST) {
		buf_add(out, STR(", some may have failed"));
		return;
	}
	kinds = kinds_of(view, first, events);
	if (kinds) {
		buf_add(out, STR(", "));
		count_put(out, kinds, "kind");
	}
	for (size_t i = first; i < first + events; i++)
		failed += (flags[hit[i]] & FLAG_FAILED) != 0;
	if (!failed)
		return;
	buf_add(out, STR(", "));
	buf_add_count(out, failed);
	buf_add(out, STR(" failed"));
}

/* `79 reads in 3m16s, 35 kinds, 2 failed`. */
static void put_reads(const struct view *view, size_t line, struct buf *out)
{
	const struct result *result = &view->selection->result;
	const int64_t *time = store_time(view_store(view));
	size_t first = result_hit(result, line);
	size_t events = timeline_fold(view, line);
	int64_t from = time[result->hit[first]];
	int64_t to = time[result->hit[first + events - 1]];

	assert(events > 1);
	count_put(out, events, "read");
	if (from != TIME_NONE && to != TIME_NONE && from != to) {
		buf_add(out, STR(" in "));
		when_put_length(out, time_apart(from, to));
	}
	put_kinds(view, first, events, out);
}

/* True for the column that says what a run is: the event's; where it was not
 * chosen any, so that the first that shows says it for all. */
static bool tells_run(const struct view *view, size_t place)
{
	size_t event = timeline_place(view, TIMELINE_EVENT);

	return timeline_kind(view, event) != TIMELINE_EVENT || place == event;
}

/* A run of reads: what they have in common, and how many they are. The user
 * stands before it, or in it. */
static void put_fold(const struct view *view, row_t row, size_t line,
		     size_t place, struct table_cell *cell)
{
	const struct grid plain = { .ascii = view->ascii };
	size_t user = timeline_place(view, TIMELINE_USER);

	if (timeline_kind(view, place) == TIMELINE_MARK) {
		cell->text = grid_glyph(&plain, GLYPH_CLOSED);
	} else if (tells_run(view, place)) {
		if (timeline_kind(view, user) != TIMELINE_USER ||
		    place <= user) {
			timeline_put(view, row, TIMELINE_USER, &cell->buf);
			buf_add(&cell->buf, STR(": "));
		}
		put_reads(view, line, &cell->buf);
		cell->text = buf_str(&cell->buf);
		cell->spans = true;
	} else if (place == user) {
		put_words(view, row, TIMELINE_USER, cell);
	}
}

/* Of several values the first, and how many others there are. */
static void put_field(const struct view *view, row_t row,
		      const struct field *field, struct table_cell *cell)
{
	size_t more;

	if (!field_put_first(field, view_store(view), row, &cell->buf, &more))
		return;
	if (more)
		buf_addf(&cell->buf, " +%zu", more);
	cell->text = cell->buf.len ? buf_str(&cell->buf) : STR("\"\"");
}

static void timeline_cell(const void *of, size_t at, size_t place,
			  struct table_cell *cell)
{
	const struct view *view = of;
	enum timeline_column column = timeline_kind(view, place);
	const struct store *store = view_store(view);
	const struct result *result = &view->selection->result;
	row_t row = result->hit[result_hit(result, at)];
	uint32_t flags = store_flags(store)[row];

	assert(at < result_lines(result));
	cell->styled = true;
	cell->style = row_style(timeline_fold(view, at) > 1 ? 0 : flags);
	if (column == TIMELINE_TIME) {
		cell->time = store_time(store)[row];
		cell->instead = STR("no time");
	} else if (timeline_fold(view, at) > 1) {
		put_fold(view, row, at, place, cell);
	} else if (column == TIMELINE_MARK) {
		put_marks(view, flags, cell);
	} else if (column == TIMELINE_FIELD) {
		put_field(view, row, timeline_field(view, place), cell);
	} else {
		put_words(view, row, column, cell);
	}
}

/* ---- columns that say the same in every row ---- */

/* No row has a story, or is about one object of many. */
static bool all_are_plain(const struct view *view)
{
	const struct result *result = &view->selection->result;
	struct record record;
	struct buf object = { 0 };
	bool plain = !result->totals.notable;

	if (plain && result->hits) {
		store_record(view_store(view), result->hit[0], &record);
		plain = !record_object(&record, &object);
	}
	buf_release(&object);
	return plain;
}

/* One role may be several humans. */
static bool timeline_same(const void *of, size_t column)
{
	const struct view *view = of;
	const struct facts *facts = &view->selection->facts;

	if (column == TIMELINE_TIME || column == TIMELINE_MARK)
		return false;
	if (column == TIMELINE_RESOURCE)
		return facts->same_resource;
	if (column == TIMELINE_WHAT)
		return facts->same_resource && all_are_plain(view);
	return facts->same[timeline_source(column)] &&
	       (column != TIMELINE_USER || facts->same_actor);
}

static size_t timeline_count(const void *of)
{
	const struct view *view = of;

	return result_lines(&view->selection->result);
}

static uint64_t timeline_id(const void *of, size_t at)
{
	const struct view *view = of;
	const struct result *result = &view->selection->result;

	return result->hit[result_hit(result, at)];
}

static const struct table_rows rows = { .count = timeline_count,
					.cell = timeline_cell,
					.id = timeline_id,
					.same = timeline_same,
					.flows = true };

/* ---- what a filter would ask of a cell ---- */

void timeline_aim(struct view *view, row_t row, enum timeline_column column,
		  struct aim *aim)
{
	const struct store *store = view_store(view);
	enum identity_kind kind = IDENTITY_KINDS;
	int64_t time = store_time(store)[row];
	uint32_t count;
	sym_t value;

	assert(row < store_rows(store));
	assert(column != TIMELINE_MARK);
	aim->value = STR_NONE;
	if (column == TIMELINE_TIME) {
		aim->field = STR("time");
		if (time == TIME_NONE)
			return;
		buf_reset(&view->aimed);
		time_put_iso(&view->aimed, time);
		aim->value = buf_str(&view->aimed);
		return;
	}
	if (column == TIMELINE_RESOURCE || column == TIMELINE_WHAT) {
		kind = IDENTITY_RESOURCES;
		aim->field = STR("resource");
		value = row_resource(view->selection, row, &count);
	} else {
		if (column == TIMELINE_USER)
			kind = IDENTITY_USERS;
		else if (column == TIMELINE_SESSION)
			kind = IDENTITY_SESSIONS;
		aim->field = str_of(column_alias(timeline_source(column)));
		value = store_column(store, timeline_source(column))[row];
	}
	if (column == TIMELINE_EVENT)
		aim->plain = call_is_alone(view->selection, value);
	if (value != SYM_NONE)
		aim->value = kind == IDENTITY_KINDS
				     ? store_text(store, value)
				     : identity_text(view->selection, kind,
						     value, &aim->plain);
}

/* A cell that names a human, or an instance, asks for that session; but one
 * whose role is called `role` looks like a role. */
static void aim_actor(struct view *view, row_t row, struct aim *aim)
{
	const struct store *store = view_store(view);
	sym_t actor = row_actor(store, row);

	if (actor != store_column(store, COL_USER)[row] &&
	    session_finds(store_text(store, actor)))
		aim->value = identity_text(view->selection, IDENTITY_SESSIONS,
					   actor, &aim->plain);
}

static void aim_field(struct view *view, row_t row, const struct field *field,
		      struct aim *aim)
{
	size_t more;

	buf_reset(&view->aimed);
	aim->field = field_name(field);
	aim->value = STR_NONE;
	if (field_put_first(field, view_store(view), row, &view->aimed, &more))
		aim->value = view->aimed.len ? buf_str(&view->aimed) : STR("");
}

static bool aim_here(struct view *view, struct aim *aim)
{
	row_t row = view_row(view);
	const struct table *table = &view->table[PANE_TIMELINE];
	size_t here = table_column_here(table);
	enum timeline_column column = timeline_kind(view, here);

	if (row == ROW_NONE || (timeline_fold(view, table->at.cursor) > 1 &&
				column != TIMELINE_USER))
		return false;
	if (column == TIMELINE_FIELD) {
		aim_field(view, row, timeline_field(view, here), aim);
		return true;
	}
	timeline_aim(view, row, column, aim);
	if (column == TIMELINE_USER)
		aim_actor(view, row, aim);
	return true;
}

/* ---- order ---- */

static void timeline_sort(struct view *view, size_t place, bool reverse)
{
	struct table *table = &view->table[PANE_TIMELINE];
	enum timeline_column column = timeline_kind(view, place);
	struct hit_order order = { .by = ORDER_COLUMN,
				   .reverse = reverse,
				   .fold = view->selection->order.fold };

	if (column == TIMELINE_FIELD) {
		order.by = ORDER_FIELD;
		order.field = timeline_field(view, place);
	} else {
		order.column = timeline_source(column);
	}
	if (column == TIMELINE_TIME)
		order.by = ORDER_TIME;
	else if (column == TIMELINE_RESOURCE || column == TIMELINE_WHAT)
		order.by = ORDER_RESOURCE;
	table->sort = place;
	table->reverse = reverse;
	table->moved = true; /* the cursor stays on its event */
	selection_sort(view->selection, order);
}

/* ---- the pane ---- */

static void put_right(struct view *view, struct buf *out)
{
	const struct table *table = &view->table[PANE_TIMELINE];

	if (view->selection->result.hits) {
		buf_add_count(out, result_hit(&view->selection->result,
					      table->at.cursor) +
					   1);
		buf_add(out, STR(" of "));
	}
	buf_add_count(out, view->selection->result.hits);
	if (view->selection->result.line)
		buf_add(out, STR(" events, reads folded"));
	order_put(table, out);
}

static const struct hint hints[] = {
	{ "Enter", "event" }, { "=", NULL },    { ".", "notable" },
	{ "!", "not" },       { "/", "find" },  { "&", "filter" },
	{ "f", "count" },     { "p", "pivot" }, { "e", "denied" },
	{ "w", "around" },    { NULL, NULL },
};

const struct screen timeline_pane = {
	.name = "Timeline",
	.digit = 3,
	.place = IN_TIMELINE,
	.form = &timeline_form,
	.rows = &rows,
	.cells = true,
	.cursor = true,
	.put_right = put_right,
	.put_empty = empty_draw,
	.aim = aim_here,
	.find = timeline_find,
	.sort = timeline_sort,
	.hints = hints,
};
