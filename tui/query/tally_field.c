/* SPDX-License-Identifier: MIT */
/* tally_field.c - counting by any field. Columns and resources are counted
 * by symbol; other values, which may be packed or joined from several, get
 * symbols in a dictionary of the table's own. */
#include "tally_inside.h"

#include <string.h>

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

static sym_t keep(struct tally *tally, struct str text)
{
	sym_t sym = dict_put(&tally->text, text);

	if (!sym)
		die("out of memory for a table of %zu values", tally->count);
	return sym;
}

static void tally_texts(struct tally *tally, const struct store *store,
			const struct rowset *set, const struct field *field,
			unsigned extra)
{
	struct counting counting;
	struct buf text = { 0 };
	size_t row;

	counting_begin(&counting, tally, store, 1, extra);
	if (!dict_init(&tally->text, store_dict(store)->seed))
		die("out of memory for a table");
	tally->own = true;
	EACH_ROW(set, row)
	{
		sym_t value = SYM_NONE;

		buf_reset(&text);
		if (field_put(field, store, (row_t)row, &text))
			value = keep(tally,
				     text.len ? buf_str(&text) : STR(""));
		grow_places(&counting);
		counting_extra(&counting, counting_add(&counting, value, row),
			       row);
	}
	counting_end(&counting, set);
	buf_release(&text);
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
	else
		tally_texts(tally, store, set, field, extra);
}
