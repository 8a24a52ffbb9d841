/* SPDX-License-Identifier: MIT */
/* tally_sort.c - tables in order. Ties are in the order of the texts, also
 * when reversed, and texts are distinct: one data set has one table.
 *
 * Long tables are mostly ties (a hundred thousand values seen once), so the
 * first bytes of each text are compared as a number before the text itself,
 * which lies somewhere in the dictionary. */
#include "tally_inside.h"

#include <stdlib.h>
#include <string.h>

struct sort_key {
	uint64_t key;    /* the smaller first */
	uint64_t prefix; /* the first 8 bytes of the text, big-endian */
	const char *at;  /* the text */
	uint32_t len;
	uint32_t row;
};

static uint64_t prefix_of(struct str text)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < 8; i++)
		prefix = prefix << 8 |
			 (i < text.len ? (unsigned char)text.at[i] : 0);
	return prefix;
}

/* Times, in the order of numbers without a sign. */
static uint64_t unsigned_time(int64_t time)
{
	return (uint64_t)time ^ (uint64_t)1 << 63;
}

/* Latest first, the undated after them. */
static uint64_t latest_key(int64_t time)
{
	return time == TIME_NONE ? UINT64_MAX : ~unsigned_time(time) - 1;
}

static uint64_t key_of(const struct tally_row *row, enum tally_sort sort)
{
	switch (sort) {
	case TALLY_MOST:
		return ~(uint64_t)row->events;
	case TALLY_RAREST:
		return row->events;
	case TALLY_DENIED:
		return ~(uint64_t)row->denied;
	case TALLY_WRITES:
		return ~(uint64_t)row->writes;
	case TALLY_FIRST:
		return unsigned_time(row->first);
	case TALLY_LAST:
		return latest_key(row->last);
	case TALLY_BY_USERS:
		return ~(uint64_t)row->users;
	case TALLY_BY_ADDRESSES:
		return ~(uint64_t)row->addresses;
	case TALLY_NAME:
	case TALLY_SORTS:
		break;
	}
	return 0;
}

static int compare(const void *left, const void *right)
{
	const struct sort_key *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	return str_cmp((struct str){ a->at, a->len },
		       (struct str){ b->at, b->len });
}

static int compare_names_back(const void *left, const void *right)
{
	return compare(right, left);
}

static void fill_keys(struct sort_key *key, const struct tally *tally,
		      const struct store *store, size_t count,
		      enum tally_sort sort, bool reverse)
{
	for (size_t i = 0; i < count; i++) {
		struct str text = tally_text(tally, store, i);
		uint64_t k = key_of(&tally->row[i], sort);

		key[i] = (struct sort_key){
			.key = reverse ? ~k : k,
			.prefix = prefix_of(text),
			.at = text.at,
			.len = (uint32_t)text.len,
			.row = (uint32_t)i,
		};
	}
}

void tally_sort(struct tally *tally, const struct store *store,
		enum tally_sort sort, bool reverse)
{
	struct sort_key *key;
	struct tally_row *row;
	size_t count = tally->count;

	if (count && tally->row[count - 1].value == SYM_NONE)
		count--; /* the absent stay last */
	if (count < 2)
		return;
	key = xmalloc(count * sizeof(*key));
	row = xmalloc(count * sizeof(*row));
	fill_keys(key, tally, store, count, sort, reverse);
	qsort(key, count, sizeof(*key),
	      reverse && sort == TALLY_NAME ? compare_names_back : compare);
	for (size_t i = 0; i < count; i++)
		row[i] = tally->row[key[i].row];
	memcpy(tally->row, row, count * sizeof(*row));
	free(row);
	free(key);
}
