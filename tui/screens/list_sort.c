/* SPDX-License-Identifier: MIT */
/* list_sort.c - Users and Resources by any of their columns. Numbers begin
 * with the largest, words with A. */
#include <stdlib.h>

#include "panes.h"

/* The orders tally_sort knows; the others are made here. */
static bool known_order(enum list_column column, enum tally_sort *sort)
{
	static const int orders[LIST_COLUMNS] = {
		[LIST_EVENTS] = TALLY_MOST + 1,
		[LIST_NAME] = TALLY_NAME + 1,
		[LIST_DENIED] = TALLY_DENIED + 1,
		[LIST_WRITES] = TALLY_WRITES + 1,
		[LIST_FIRST] = TALLY_FIRST + 1,
		[LIST_LAST] = TALLY_LAST + 1,
	};

	if (!orders[column])
		return false;
	*sort = (enum tally_sort)(orders[column] - 1);
	return true;
}

/* The sort key of the columns that tally_sort does not know. */
struct sort_key {
	uint32_t number;
	struct str text;
	bool absent; /* of words that are none */
	struct tally_row row;
};

static struct sort_key key_of(const struct store *store,
			      enum list_column column,
			      const struct tally_row *row)
{
	struct str text = store_text(store, row->value);
	struct sort_key key = { .row = *row, .text = STR("") };

	if (column == LIST_USERS)
		key.number = row->users;
	else if (column == LIST_ADDRESSES)
		key.number = row->addresses;
	else if (row->value == SYM_NONE)
		key.text = STR("");
	else if (column == LIST_KIND)
		key.text = str_of(user_kind_name(user_kind(text)));
	else if (column == LIST_TYPE)
		key.text = str_of(resource_type(text));
	else if (column == LIST_ACCOUNT)
		key.text = identity_account(text);
	key.absent = column != LIST_USERS && column != LIST_ADDRESSES &&
		     !key.text.len;
	return key;
}

static int by_key(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;
	int order = str_cmp(x->text, y->text);

	if (x->absent != y->absent)
		return x->absent ? 1 : -1;
	if (order)
		return order;
	if (x->number != y->number)
		return x->number < y->number ? 1 : -1;
	return (x->row.events < y->row.events) -
	       (x->row.events > y->row.events);
}

static void sort_by_key(struct tally *tally, const struct store *store,
			enum list_column column, bool reverse)
{
	struct sort_key *key = xcalloc(tally->count, sizeof(*key));
	size_t n = tally->count, words = n;

	for (size_t i = 0; i < n; i++)
		key[i] = key_of(store, column, &tally->row[i]);
	qsort(key, n, sizeof(*key), by_key);
	while (words && key[words - 1].absent)
		words--;
	for (size_t i = 0; i < n; i++)
		tally->row[i] =
			key[reverse && i < words ? words - 1 - i : i].row;
	free(key);
}

void list_sort(struct tally *tally, const struct store *store,
	       enum list_column column, bool reverse)
{
	enum tally_sort order;

	if (known_order(column, &order))
		tally_sort(tally, store, order, reverse);
	else
		sort_by_key(tally, store, column, reverse);
}
