/* SPDX-License-Identifier: MIT */
/* tally_field.c - counting by any field.
 *
 * Columns and resources are counted by symbol, and so are paths that reach
 * no packed value: a few array reads a row. What has no symbol in the store
 * gets one in a dictionary of the table's own.
 *
 * A path may reach several values of one event. It counts once for each that
 * differs, since a filter on any one of them keeps it: the number beside a
 * value is the number of rows that a filter on it leaves. */
#include "tally_inside.h"

#include <string.h>

#include "field.h"

static void grow_places(struct counting *counting)
{
	size_t had = counting->places, need = counting->tally->text.count;

	if (need <= had)
		return;
	if (!vec_reserve(&counting->place, &counting->places, need,
			 sizeof(*counting->place)))
		die("out of memory for a table of %zu values", need);
	memset(counting->place + had, 0,
	       (counting->places - had) * sizeof(*counting->place));
}

static sym_t keep(struct counting *counting, struct str text)
{
	struct tally *tally = counting->tally;
	sym_t sym = dict_put(&tally->text, text);

	if (!sym)
		die("out of memory for a table of %zu values", tally->count);
	grow_places(counting);
	return sym;
}

static void begin_own(struct counting *counting, struct tally *tally,
		      const struct store *store, unsigned extra)
{
	counting_begin(counting, tally, store, 1, extra);
	if (!dict_init(&tally->text, store_dict(store)->seed))
		die("out of memory for a table");
	tally->own = true;
}

/* Fields that have one text, and that from elsewhere than from values. */
static void tally_texts(struct tally *tally, const struct store *store,
			const struct rowset *set, const struct field *field,
			unsigned extra)
{
	struct counting counting;
	struct buf text = { 0 };
	size_t row;

	begin_own(&counting, tally, store, extra);
	buf_add(&text, STR(""));
	EACH_ROW(set, row)
	{
		sym_t value = SYM_NONE;

		buf_reset(&text);
		if (field_put(field, store, (row_t)row, &text))
			value = keep(&counting, buf_str(&text));
		counting_add_once(&counting, value, row);
	}
	counting_end(&counting, set);
	buf_release(&text);
}

static bool holds_packed(const struct path_slots *path)
{
	for (size_t i = 0; i < path->count; i++)
		if (leaf_packed(path->slot[i].kind))
			return true;
	return false;
}

static sym_t value_of(struct counting *counting, const struct store *store,
		      const struct path_slot *slot, row_t row)
{
	char scratch[SCRATCH];
	struct record record;

	if (!counting->tally->own)
		return store_values(store, row)[slot->at];
	store_record(store, row, &record);
	return keep(counting, record_slot(&record, slot->slot, scratch));
}

static void tally_path(struct tally *tally, const struct store *store,
		       const struct rowset *set, struct path_slots *path,
		       unsigned extra)
{
	const uint32_t *skeleton = store_skeleton(store);
	struct counting counting;
	size_t row;

	path_slots_grow(path, store_shapes(store));
	if (holds_packed(path))
		begin_own(&counting, tally, store, extra);
	else
		counting_begin(&counting, tally, store,
			       store_dict(store)->count, extra);
	EACH_ROW(set, row)
	{
		size_t slots;
		const struct path_slot *slot =
			path_slots_of(path, skeleton[row], &slots);

		for (size_t i = 0; i < slots; i++)
			counting_add_once(&counting,
					  value_of(&counting, store, &slot[i],
						   (row_t)row),
					  row);
		if (!slots)
			counting_add_once(&counting, SYM_NONE, row);
	}
	counting_end(&counting, set);
}

void tally_field(struct tally *tally, const struct store *store,
		 const struct rowset *set, const struct field *field,
		 unsigned extra)
{
	enum column column = field_column(field);

	if (field_is_resource(field))
		tally_resources(tally, store, set, extra);
	else if (column != COL_COUNT)
		tally_column(tally, store, set, column, extra);
	else if (field->ground == GROUND_PATH)
		tally_path(tally, store, set, field->slots, extra);
	else
		tally_texts(tally, store, set, field, extra);
}
