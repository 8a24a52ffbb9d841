/* SPDX-License-Identifier: MIT */
/* order.c - a table begins, and is put in another order. */
#include <assert.h>

#include "rows.h"

void table_init(struct table *table, const struct table_form *form,
		const struct table_rows *rows, const void *of)
{
	assert(form->columns && form->columns <= TABLE_COLUMNS);
	assert(rows->count && rows->cell);
	*table = (struct table){
		.form = form, .rows = rows, .of = of, .sort = form->sort
	};
	table_renew(table);
}

void table_sort(struct table *table, size_t column, bool reverse)
{
	assert(column < table->form->columns || column == SIZE_MAX);
	table->sort = column;
	table->reverse = reverse;
	table->moved = false;
	table_renew(table);
}
