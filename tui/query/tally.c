/* SPDX-License-Identifier: MIT */
/* tally.c - counting the rows of a set by what they hold: a column, the
 * resources they name, or any field.
 *
 * It goes on where it stopped, which serves slices and growing stores alike.
 * Columns and resources are counted by symbol, and so are paths that hold no
 * packed value: a few array reads a row. What has no symbol in the store gets
 * one in a dictionary of the counting's own.
 *
 * A path may have several values of one event. It counts once for each that
 * differs, since a filter on any one of them keeps it: the number beside a
 * value is the number of rows that a filter on it leaves. */
#include "field.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "slice.h"

#ifndef PAIR_SLOTS
#define PAIR_SLOTS 256 /* of a hash table at first; a power of two */
#endif

/* Where a value stands in the table: by symbol, its row. */
struct places {
	struct place {
		sym_t value;
		uint32_t row; /* 1 + tally row; 0: free */
	} * slot;
	size_t slots, used; /* slots: a power of two */
};

/* How many different users, or addresses, stand behind each row: distinct
 * (tally row, symbol) pairs. */
struct pairs {
	uint64_t *slot; /* 0: free; no symbol is 0 */
	size_t slots, used;
	sym_t *last; /* by tally row: what was added last, to skip runs */
	size_t last_room;
	uint64_t seed;
};

static const enum column other_columns[OTHERS] = {
	[OTHER_USERS] = COL_USER,
	[OTHER_ADDRESSES] = COL_ADDRESS,
};

struct counting {
	enum column column;        /* COL_COUNT: by the field */
	const struct field *field; /* NULL: by resources */
	unsigned others;           /* TALLY_...: bits */

	size_t at;             /* rows of the set that are counted */
	struct tally_row *row; /* as they were met */
	size_t count, room;
	uint32_t *seen; /* by tally row, 1 + the store's row counted last */
	size_t seen_room;
	struct places places;
	struct pairs pairs[OTHERS];
	sym_t last;          /* the value counted last ... */
	uint32_t last_place; /* ... and 1 + its tally row */
	bool own;            /* values are symbols of ... */
	struct dict text;    /* ... which is then set up */

	/* Where S3 says how many bytes went in and out; NULL: not counted. */
	struct path_slots *bytes_in, *bytes_out;

	/* the store in this step */
	const struct store *store;
	const int64_t *time; /* columns, by row */
	const uint32_t *flags;
	const sym_t *other[OTHERS];
};

/* ---- places ---- */

/* Room for `need` elements of what grows with the table. */
static void reserve(void *at, size_t *room, size_t need, size_t size)
{
	if (!vec_reserve(at, room, need, size))
		die("out of memory for a table of %zu values", need);
}

/* The slot that has the value, or the free one where it belongs. Symbols are
 * numbers given in order of appearance: nobody chooses them, and one
 * multiplication spreads them. */
static inline struct place *places_find(const struct places *places,
					sym_t value)
{
	size_t mask = places->slots - 1;
	size_t i = (size_t)(value * 0x9e3779b97f4a7c15u >> 32) & mask;

	while (places->slot[i].row && places->slot[i].value != value)
		i = (i + 1) & mask;
	return &places->slot[i];
}

/* Makes room for one more value. */
static void places_grow(struct places *places)
{
	struct places grown = { .used = places->used + 1 };

	if (grown.used * 2 <= places->slots) {
		places->used++;
		return;
	}
	grown.slots = places->slots ? places->slots * 2 : PAIR_SLOTS;
	grown.slot = xcalloc(grown.slots, sizeof(*grown.slot));
	for (size_t i = 0; i < places->slots; i++)
		if (places->slot[i].row)
			*places_find(&grown, places->slot[i].value) =
				places->slot[i];
	free(places->slot);
	*places = grown;
}

/* ---- pairs ---- */

static uint64_t *pairs_find(const struct pairs *pairs, uint64_t key)
{
	size_t mask = pairs->slots - 1;
	size_t i = hash_mix(key, pairs->seed) & mask;

	while (pairs->slot[i] && pairs->slot[i] != key)
		i = (i + 1) & mask;
	return &pairs->slot[i];
}

static void pairs_grow(struct pairs *pairs)
{
	struct pairs grown = *pairs;

	grown.slots = pairs->slots ? pairs->slots * 2 : PAIR_SLOTS;
	grown.slot = xcalloc(grown.slots, sizeof(*grown.slot));
	for (size_t i = 0; i < pairs->slots; i++)
		if (pairs->slot[i])
			*pairs_find(&grown, pairs->slot[i]) = pairs->slot[i];
	free(pairs->slot);
	*pairs = grown;
}

/* True when the pair is new. Events come in runs by the same caller, so that
 * most of them do not reach the set. */
static bool pairs_add(struct pairs *pairs, size_t row, sym_t sym)
{
	uint64_t key = (uint64_t)row << 32 | sym, *slot;
	size_t had = pairs->last_room;

	if (row >= had) {
		reserve(&pairs->last, &pairs->last_room, row + 1,
			sizeof(*pairs->last));
		memset(pairs->last + had, 0,
		       (pairs->last_room - had) * sizeof(*pairs->last));
	}
	if (pairs->last[row] == sym || sym == SYM_NONE)
		return false;
	pairs->last[row] = sym;
	if (pairs->used * 2 >= pairs->slots)
		pairs_grow(pairs);
	slot = pairs_find(pairs, key);
	if (*slot)
		return false;
	*slot = key;
	pairs->used++;
	return true;
}

/* Leaves it empty. */
static void pairs_release(struct pairs *pairs)
{
	free(pairs->slot);
	free(pairs->last);
	*pairs = (struct pairs){ .seed = pairs->seed };
}

/* ---- birth and death ---- */

struct counting *counting_new(enum column column, const struct field *field,
			      unsigned others)
{
	struct counting *counting = xcalloc(1, sizeof(*counting));

	assert(column == COL_COUNT || !field);
	if (field)
		column = field_column(field);
	if (column != COL_COUNT || (field && field_is_resource(field)))
		field = NULL;
	counting->column = column;
	counting->field = field;
	counting->others = others;
	if (others & TALLY_BYTES) {
		counting->bytes_in = path_slots_new(
			STR("additionalEventData.bytesTransferredIn"), NULL);
		counting->bytes_out = path_slots_new(
			STR("additionalEventData.bytesTransferredOut"), NULL);
	}
	return counting;
}

void counting_again(struct counting *counting)
{
	free(counting->places.slot);
	counting->places = (struct places){ 0 };
	for (int k = 0; k < OTHERS; k++)
		pairs_release(&counting->pairs[k]);
	counting->at = counting->count = 0;
	counting->last_place = 0;
}

void counting_free(struct counting *counting)
{
	if (!counting)
		return;
	counting_again(counting);
	if (counting->own)
		dict_release(&counting->text);
	path_slots_free(counting->bytes_in);
	path_slots_free(counting->bytes_out);
	free(counting->row);
	free(counting->seen);
	free(counting);
}

size_t counting_rows(const struct counting *counting)
{
	return counting->at;
}

/* ---- one value ---- */

static uint32_t add_place(struct counting *counting, sym_t value)
{
	size_t n = counting->count;

	reserve(&counting->row, &counting->room, n + 1, sizeof(*counting->row));
	reserve(&counting->seen, &counting->seen_room, n + 1,
		sizeof(*counting->seen));
	counting->row[n] = (struct tally_row){
		.value = value,
		.first = TIME_NONE,
		.last = INT64_MIN,
	};
	counting->seen[n] = 0;
	places_grow(&counting->places);
	*places_find(&counting->places, value) =
		(struct place){ value, (uint32_t)n + 1 };
	counting->count++;
	return (uint32_t)n + 1;
}

/* 1 + the tally row. Events come in runs that hold the same. */
static inline uint32_t place_of(struct counting *counting, sym_t value)
{
	uint32_t place;

	if (counting->last_place && counting->last == value)
		return counting->last_place;
	place = counting->places.slots
			? places_find(&counting->places, value)->row
			: 0;
	if (!place)
		place = add_place(counting, value);
	counting->last = value;
	counting->last_place = place;
	return place;
}

static void count_others(struct counting *counting, uint32_t at, size_t row)
{
	for (int k = 0; k < OTHERS; k++)
		if (counting->others & 1u << k &&
		    pairs_add(&counting->pairs[k], at, counting->other[k][row]))
			counting->row[at].others[k]++;
}

/* The number that an event has there; 0 where it has none. Written as `12` or
 * `12.0`. */
static uint64_t bytes_at(const struct counting *counting,
			 const struct path_slots *path, size_t row)
{
	const struct store *store = counting->store;
	const struct path_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	uint64_t bytes = 0;
	struct str text;
	size_t slots;

	slot = path_slots_of(path, store_skeleton(store)[row], &slots);
	if (!slots)
		return 0;
	store_record(store, (row_t)row, &record);
	text = record_slot(&record, slot->slot, scratch);
	for (size_t i = 0; i < text.len && i < 18; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			break;
		bytes = bytes * 10 + (uint64_t)(text.at[i] - '0');
	}
	return bytes;
}

/* What only some tables ask for. */
static void count_more(struct counting *counting, uint32_t at, size_t row)
{
	count_others(counting, at, row);
	if (counting->bytes_in) {
		counting->row[at].in +=
			bytes_at(counting, counting->bytes_in, row);
		counting->row[at].out +=
			bytes_at(counting, counting->bytes_out, row);
	}
}

/* One event more, row `row` of the store, in tally row `at`. */
static inline void count_event(struct counting *counting, uint32_t at,
			       size_t row)
{
	struct tally_row *count = &counting->row[at];
	const uint32_t flags = counting->flags[row];
	const int64_t time = counting->time[row];

	count->events++;
	count->denied += (flags & FLAG_DENIED) != 0;
	count->failed += (flags & FLAG_FAILED) != 0;
	count->writes += (flags & FLAG_WRITE) != 0;
	count->notable += (flags & FLAG_NOTABLE) != 0;
	if (time < count->first)
		count->first = time;
	if (time > count->last && time != TIME_NONE)
		count->last = time;
	if (counting->others)
		count_more(counting, at, row);
}

/* Counts a row of the store for its value, the only one. */
static inline void add_only(struct counting *counting, sym_t value, size_t row)
{
	count_event(counting, place_of(counting, value) - 1, row);
}

/* For one of its values: once, even where it has that value twice. */
static inline void add(struct counting *counting, sym_t value, size_t row)
{
	uint32_t at = place_of(counting, value) - 1;

	if (counting->seen[at] == (uint32_t)row + 1)
		return;
	counting->seen[at] = (uint32_t)row + 1;
	count_event(counting, at, row);
}

static sym_t keep(struct counting *counting, struct str text)
{
	sym_t sym = dict_put(&counting->text, text);

	if (!sym)
		die("out of memory for a table of %zu values", counting->count);
	return sym;
}

/* ---- a slice of rows, by each kind of what is counted ---- */

static void count_column(struct counting *counting, const struct rowset *set,
			 const struct slice *slice)
{
	const sym_t *value = store_column(counting->store, counting->column);
	size_t row;

	EACH_ROW(set, slice, row)
	add_only(counting, value[row], row);
}

static void count_resources(struct counting *counting, const struct rowset *set,
			    const struct slice *slice)
{
	const uint32_t *start = store_resource_start(counting->store);
	const sym_t *list = store_resource_list(counting->store);
	size_t row;

	EACH_ROW(set, slice, row)
	{
		uint32_t from = start[row], end = start[row + 1];

		if (end - from == 1)
			add_only(counting, list[from], row);
		else if (end == from)
			add_only(counting, SYM_NONE, row);
		else
			for (; from < end; from++)
				add(counting, list[from], row);
	}
}

/* Fields that have one text, and that from elsewhere than from values. */
static void count_texts(struct counting *counting, const struct rowset *set,
			const struct slice *slice)
{
	struct buf text = { 0 };
	size_t row;

	buf_add(&text, STR(""));
	EACH_ROW(set, slice, row)
	{
		sym_t value = SYM_NONE;

		buf_reset(&text);
		if (field_put(counting->field, counting->store, (row_t)row,
			      &text))
			value = keep(counting, buf_str(&text));
		add(counting, value, row);
	}
	buf_release(&text);
}

static sym_t value_of(struct counting *counting, const struct path_slot *slot,
		      row_t row)
{
	char scratch[SCRATCH];
	struct record record;

	if (!counting->own)
		return store_values(counting->store, row)[slot->at];
	store_record(counting->store, row, &record);
	return keep(counting, record_slot(&record, slot->slot, scratch));
}

static void count_path(struct counting *counting, const struct rowset *set,
		       const struct slice *slice)
{
	const uint32_t *skeleton = store_skeleton(counting->store);
	const struct path_slots *path = counting->field->slots;
	size_t row;

	EACH_ROW(set, slice, row)
	{
		size_t slots;
		const struct path_slot *slot =
			path_slots_of(path, skeleton[row], &slots);

		for (size_t i = 0; i < slots; i++)
			add(counting, value_of(counting, &slot[i], (row_t)row),
			    row);
		if (!slots)
			add(counting, SYM_NONE, row);
	}
}

/* ---- steps ---- */

static bool holds_packed(const struct path_slots *path)
{
	for (size_t i = 0; i < path->count; i++)
		if (leaf_packed(path->slot[i].kind))
			return true;
	return false;
}

/* True for values that the store has no symbol of. */
static bool needs_own(const struct counting *counting)
{
	const struct field *field = counting->field;

	if (!field)
		return false;
	if (field->ground != GROUND_PATH)
		return true;
	path_slots_grow(field->slots, store_shapes(counting->store));
	return holds_packed(field->slots);
}

/* A later event may hold the first packed value of a path: then symbols are
 * other ones, and counting begins again. */
static void look_at(struct counting *counting, const struct store *store)
{
	counting->store = store;
	counting->time = store_time(store);
	counting->flags = store_flags(store);
	for (int k = 0; k < OTHERS; k++) {
		counting->other[k] = store_column(store, other_columns[k]);
		counting->pairs[k].seed = store_dict(store)->seed;
	}
	if (counting->bytes_in) {
		path_slots_grow(counting->bytes_in, store_shapes(store));
		path_slots_grow(counting->bytes_out, store_shapes(store));
	}
	if (counting->own || !needs_own(counting))
		return;
	if (!dict_init(&counting->text, store_dict(store)->seed))
		die("out of memory for a table");
	counting->own = true;
	counting_again(counting);
}

size_t counting_step(struct counting *counting, const struct store *store,
		     const struct rowset *set, size_t budget)
{
	struct slice slice;

	assert(set->rows <= store_rows(store));
	assert(counting->at <= set->rows);
	if (counting->at == set->rows)
		return 0;
	look_at(counting, store);
	slice = slice_of(set, counting->at, budget);
	if (counting->column != COL_COUNT)
		count_column(counting, set, &slice);
	else if (!counting->field)
		count_resources(counting, set, &slice);
	else if (counting->field->ground == GROUND_PATH)
		count_path(counting, set, &slice);
	else
		count_texts(counting, set, &slice);
	counting->at = slice.end;
	return slice.cost;
}

/* ---- the table ---- */

static void reset(struct tally *tally)
{
	counting_free(tally->made_by);
	tally->made_by = NULL;
	tally->text = NULL;
	tally->own = false;
	tally->count = tally->events = 0;
}

void tally_release(struct tally *tally)
{
	reset(tally);
	free(tally->row);
	*tally = (struct tally){ 0 };
}

/* Where the absent stands, else the end. */
static size_t absent_at(const struct counting *counting)
{
	uint32_t place = 0;

	if (counting->places.slots)
		place = places_find(&counting->places, SYM_NONE)->row;
	return place ? place - 1 : counting->count;
}

bool counting_put(const struct counting *counting, struct tally *tally,
		  size_t budget)
{
	size_t absent = absent_at(counting), end = counting->count;

	reserve(&tally->row, &tally->room, end, sizeof(*tally->row));
	if (end - tally->count > budget)
		end = tally->count + budget;
	for (; tally->count < end; tally->count++) {
		size_t from = tally->count + (tally->count >= absent);
		struct tally_row *row = &tally->row[tally->count];

		*row = counting->row[from < counting->count ? from : absent];
		if (row->first == TIME_NONE)
			row->last = TIME_NONE;
	}
	tally->own = counting->own;
	tally->text = counting->own ? &counting->text : NULL;
	return end == counting->count;
}

void tally_count(struct tally *tally, const struct store *store,
		 const struct rowset *set, struct counting *counting)
{
	assert(!counting->at);
	reset(tally);
	counting_step(counting, store, set, SIZE_MAX);
	counting_put(counting, tally, SIZE_MAX);
	tally->events = rowset_count(set);
	counting_again(counting);
	tally->made_by = counting; /* the texts are its own */
}

struct str tally_text(const struct tally *tally, const struct store *store,
		      size_t row)
{
	sym_t value;

	assert(row < tally->count);
	value = tally->row[row].value;
	return tally->own ? dict_text(tally->text, value)
			  : store_text(store, value);
}
