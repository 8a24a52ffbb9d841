/* SPDX-License-Identifier: MIT */
/* narrow.c - `/` in a list of names: while its pattern stands, only what it
 * hits is shown. Each list has a pattern of its own, apart from what is
 * searched in the events. */
#include <assert.h>
#include <stdlib.h>

#include "view.h"

static struct narrowing *of_table(const struct view *view,
				  const struct table *table)
{
	size_t at = table == &view->over ? PANE_EVENT
					 : (size_t)(table - view->table);

	assert(at <= PANE_EVENT);
	return (struct narrowing *)&view->narrowing[at];
}

static bool hit(const void *by, struct str text, size_t *from, size_t *to)
{
	return search_text((struct search *)by, text, from, to);
}

int narrow_set(struct view *view, struct table *table, struct str pattern,
	       bool literal, struct err *err)
{
	struct narrowing *now = of_table(view, table);
	struct search *search = NULL;

	if (pattern.len && !(search = search_new(pattern, literal, err)))
		return -1;
	table_narrow(table, &(struct table_find){ hit, search });
	search_free(now->search);
	buf_reset(&now->pattern);
	buf_add(&now->pattern, pattern);
	now->search = search;
	view->stale = true;
	return 0;
}

bool narrow_end(struct view *view, struct table *table)
{
	bool was = table->narrowed.find.by != NULL;

	narrow_set(view, table, STR(""), false, NULL);
	return was;
}

void narrow_drop(struct view *view, struct table *table)
{
	struct narrowing *now = of_table(view, table);
	uint64_t here = table->here;

	if (now->search) {
		table_narrow(table, &(struct table_find){ hit, NULL });
		table->here = here;
		table->moved = true;
		table_renew(table);
	}
	search_free(now->search);
	buf_release(&now->pattern);
	*now = (struct narrowing){ 0 };
}

struct str narrow_pattern(const struct view *view, const struct table *table)
{
	const struct narrowing *now = of_table(view, table);

	return now->search ? buf_str(&now->pattern) : STR("");
}

bool narrow_put(const struct view *view, const struct table *table,
		struct buf *out)
{
	const struct narrowing *now = of_table(view, table);

	if (!now->search)
		return false;
	if (table->arranging) {
		buf_add(out, STR("looking for names"));
	} else {
		buf_add_count(out, table->narrowed.kept);
		buf_add(out, STR(" of "));
		buf_add_count(out, table->narrowed.of);
	}
	return true;
}
