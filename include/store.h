/* SPDX-License-Identifier: MIT */
/* store.h - every loaded event, as skeleton and values, with columns for
 * what the panes count.
 *
 * A row never moves and is never removed, so a row_t stays good for the life
 * of the store. Values are interned: two cells agree exactly when their
 * sym_t are equal, and a question is asked of distinct values first.
 *
 * Absorbing a batch costs one look-up per distinct value in it. Walking a
 * column touches 4 bytes per row. One thread writes (store_absorb,
 * store_settle); pointers to columns are borrowed until the next of these.
 * Texts and skeletons are borrowed until store_free. */
#ifndef STORE_H
#define STORE_H

#include "base.h"
#include "event.h"

struct batch; /* shredder.h */

typedef uint32_t row_t;
#define ROW_NONE UINT32_MAX

struct store;

struct store *store_new(uint64_t seed); /* owned; NULL without memory */
void store_free(struct store *store);
/* At most this many bytes are taken in all; 0: no bound. */
void store_bound(struct store *store, size_t bytes);

/* Takes the batch: it is released here whatever happens. 0, or -1 and
 * ERR_FULL when out of memory or over the bound; the store then holds what
 * it held before. A repeat (same event id, same content) is counted for its
 * file and not kept; the same id with other content is kept and flagged
 * FLAG_CONFLICT. */
int store_absorb(struct store *store, struct batch *batch, struct err *err);

/* Brings the time order up to date with the rows absorbed: (time, row), the
 * undated last. Rows come in path order of their files, so that the order is
 * the same whatever the number of jobs. Costs a sort of what is new and a
 * merge. -1 and ERR_FULL: the order is as it was. */
int store_settle(struct store *store, struct err *err);

/* ---- rows and columns, all by row ---- */

row_t store_rows(const struct store *store);
const sym_t *store_column(const struct store *store, enum column column);
const uint32_t *store_flags(const struct store *store);
const int64_t *store_time(const struct store *store);
const uint32_t *store_file(const struct store *store);
uint64_t store_offset(const struct store *store, row_t row);
static inline enum event_kind flags_kind(uint32_t flags)
{
	return (enum event_kind)(flags >> FLAG_KIND_SHIFT);
}

/* Identities of the resources a row names; borrowed. Their number. */
uint32_t store_resources(const struct store *store, row_t row,
			 const sym_t **resource);
/* The lists themselves: row r's stand at list[start[r]]..list[start[r+1]]. */
const uint32_t *store_resource_start(const struct store *store);
const sym_t *store_resource_list(const struct store *store);

/* Rows in time order, as of the last store_settle, and how many. */
const row_t *store_order(const struct store *store, size_t *count);
/* A row's place in that order; count when it is not settled yet. */
size_t store_place(const struct store *store, row_t row);
/* The first place whose time is not before `time`. */
size_t store_at_time(const struct store *store, int64_t time);
/* The times of the first and last dated row; false: there is none. */
bool store_span(const struct store *store, int64_t *first, int64_t *last);

/* ---- values ---- */

const struct dict *store_dict(const struct store *store);
struct str store_text(const struct store *store, sym_t sym);
sym_t store_find(const struct store *store, struct str text); /* or NONE */
const struct shapes *store_shapes(const struct store *store);
const uint32_t *store_skeleton(const struct store *store); /* id, by row */
/* The values of a row, skeleton->values many. */
const sym_t *store_values(const struct store *store, row_t row);
void store_record(const struct store *store, row_t row, struct record *record);
/* The row with that event id; of several the first; ROW_NONE. */
row_t store_row_of_id(const struct store *store, struct str id);

/* ---- accounts and regions ---- */

/* How many distinct ones there are (COL_ACCOUNT, COL_REGION); *only (NULL is
 * fine) is one of them, SYM_NONE when there is none. */
size_t store_accounts(const struct store *store, sym_t *only);
/* The last digits of a loaded account that tell it from all others loaded, at
 * least four; of another text all of it. Borrowed from it. */
struct str store_account_end(const struct store *store, struct str account);
size_t store_regions(const struct store *store, sym_t *only);

/* ---- numbers ---- */

struct store_stats {
	size_t events, repeats, conflicts, undated;
	size_t values; /* distinct texts */
	size_t skeletons;
	size_t json_bytes; /* of the records absorbed, repeats included */
	size_t memory;     /* bytes taken */
	size_t kinds[KIND_COUNT];
};
void store_stats(const struct store *store, struct store_stats *stats);
/* Events kept from and repeats met in a file. */
size_t store_file_events(const struct store *store, uint32_t file);
size_t store_file_repeats(const struct store *store, uint32_t file);

#endif
