/* SPDX-License-Identifier: MIT */
/* common.c - see common.h. */
#include "common.h"

#include "screens.h"

static bool put_value(const struct events *events, const struct field *field,
		      row_t row, struct buf *out)
{
	if (field)
		return field_put(field, events->store, row, out);
	what_put(events->store, row, out);
	return out->len > 0;
}

/* Where all are of the one user or session. */
static void put_apart(const struct events *events, const struct field *field,
		      struct buf *out)
{
	enum column column = field ? field_column(field) : COL_COUNT;
	const sym_t *value;

	if (column != COL_USER && column != COL_SESSION)
		return;
	value = store_column(events->store, column);
	for (size_t i = 1; i < events->count; i++)
		if (value[events->row[i]] != value[events->row[0]])
			return;
	alikes_put(events->alikes, events->store, value[events->row[0]],
		   STR("…"), out);
}

bool common_put(const struct events *events, const struct field *field,
		struct buf *out)
{
	struct buf other = { 0 };
	bool has = put_value(events, field, events->row[0], out);
	bool same = true;

	for (size_t i = 1; same && i < events->count; i++) {
		buf_reset(&other);
		same = put_value(events, field, events->row[i], &other) ==
			       has &&
		       str_eq(buf_str(&other), buf_str(out));
	}
	buf_release(&other);
	if (has && same)
		put_apart(events, field, out);
	return has && same;
}
