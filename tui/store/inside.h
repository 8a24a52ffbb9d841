/* SPDX-License-Identifier: MIT */
/* inside.h - what the modules of the store share.
 *
 * Everything known of a row stands in arrays by row, so that a question that
 * needs one column reads nothing else. Rows at `count` and beyond are being
 * made: nobody outside sees them until the count is raised, which is how a
 * batch is taken whole or not at all. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "shredder.h"
#include "store.h"

/* Rows and indexes are 4 bytes wide. Tests make these small. */
#ifndef ROWS_MOST
#define ROWS_MOST ((size_t)ROW_NONE - 1)
#endif
#ifndef VALUES_MOST
#define VALUES_MOST ((size_t)UINT32_MAX) /* also packed bytes, resources */
#endif

struct rows { /* by row; `room` is one less than what is there */
	size_t count, room;
	int64_t *time;
	uint64_t *offset, *content;
	uint32_t *flags, *file, *skeleton;
	uint32_t *value_at, *packed_at;
	uint32_t *resource_at; /* one more: the end of the last row's */
	sym_t *column[COL_COUNT];
};

/* Which rows bear an event id: open addressing. */
struct id_slot {
	uint32_t hash; /* of the id, or of id and content */
	uint32_t who;  /* 1 + row; 0: free */
};
struct repeats {
	struct id_slot *slot;
	size_t slots, used;
	struct id_slot *old; /* while they grow: what was; else NULL */
	size_t olds, moved;  /* of which so many stand in `slot`, too */
};

/* Distinct symbols met in a column. */
struct met {
	uint64_t *bit; /* by sym */
	size_t words;
	size_t count;
	sym_t first;
};

struct file_count {
	uint32_t events, repeats;
};

/* Kept from batch to batch; means nothing between two. */
struct scratch {
	sym_t *sym; /* of the store, by the batch's */
	size_t sym_room;
	uint32_t *shape; /* 1 + skeleton, by the worker's; else all 0 */
	size_t shape_room;
	uint32_t *hash; /* of its id, by row of the batch */
	size_t hash_room;
	uint32_t *kept; /* rows of the batch that are no repeats */
	size_t kept_room, keeps;
	size_t *slot; /* where each kept one stands in repeats */
	size_t slot_room;
};

struct store {
	uint64_t seed;
	size_t bound; /* bytes; 0: none */
	struct dict dict;
	struct shapes *shapes;
	struct rows rows;
	sym_t *value;
	size_t values, value_room;
	unsigned char *packed;
	size_t packed_bytes, packed_room;
	sym_t *resource;
	size_t resources, resource_room;
	struct repeats repeats;
	struct met accounts, regions;
	size_t account_end; /* of an account, bytes that are its own ... */
	size_t ended;       /* ... among so many */
	struct file_count *file;
	size_t files, file_room;
	row_t *order; /* by place */
	size_t settled, order_room;
	int64_t first, last; /* of the dated; first is TIME_NONE: none */
	size_t repeated, conflicts, undated, json_bytes;
	size_t kinds[KIND_COUNT];
	struct scratch scratch;
};

/* ---- reserve.c: asking for everything before anything is seen ---- */

/* 0, or -1 and ERR_FULL: nothing is changed. */
int room_reserve(struct store *store, const struct batch *batch,
		 struct err *err);
size_t room_memory(const struct store *store); /* bytes touched */

/* ---- repeats.c ---- */

#define SLOT_FREE SIZE_MAX

/* Room for `more` rows, and some of a large table that grows moved on. */
bool repeats_reserve(struct store *store, size_t more);
/* How many bytes reserving would take. */
size_t repeats_growth(const struct store *store, size_t more);
/* Decides which rows of the batch are kept: fills scratch.kept, and content
 * and flags of the rows to be. */
void repeats_choose(struct store *store, const struct batch *batch);
/* Forgets what the last choice entered. */
void repeats_undo(struct store *store);

/* ---- what was met ---- */

/* Brings account_end up to date with the accounts met. */
void accounts_end(struct store *store);

static inline void met_add(struct met *met, sym_t sym)
{
	uint64_t bit = (uint64_t)1 << (sym % 64);

	if (sym == SYM_NONE || met->bit[sym / 64] & bit)
		return;
	met->bit[sym / 64] |= bit;
	if (met->count++ == 0)
		met->first = sym;
}

#endif
