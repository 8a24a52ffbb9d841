/* SPDX-License-Identifier: MIT */
/* arrange.c - the order rows stand in: by band, by the column sorted by,
 * then as the source gives them; under each row that is unfolded, those that
 * fold under it.
 *
 * Keys are asked for, merged and made into lines in slices; what stood
 * before stays until the new lines are whole. Numbers begin with the largest,
 * words with A, times with the earliest; what has no value is last, whichever
 * way the others stand. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#define GROUP 4 /* bands without a rule between them */

struct line_key {
	uint32_t row;
	uint8_t band;
	bool absent;
	uint64_t number; /* smaller first */
	uint64_t then;   /* the same, of what is equal */
	struct str text; /* in the arena; absent for numbers */
	struct str tie;  /* of the source */
};

enum phase {
	PHASE_HITS,
	PHASE_KEPT,
	PHASE_KEYS,
	PHASE_MERGE,
	PHASE_FOLDS,
	PHASE_LINES
};

#define HIT_ROWS 4 /* of a budget, for looking at one name */

/* Of a row of a narrowed table. */
enum { HIT = 1, HIT_UNDER = 2 };

struct table_arranging {
	enum phase phase;
	size_t rows;  /* of the source */
	size_t keys;  /* of them that have a line, or fold under one */
	size_t place; /* of the phase */
	/* of a narrowed table: by row, and the rows that stay */
	uint8_t *hit;
	uint32_t *kept;
	size_t tops, kept_tops; /* rows that fold under none */
	struct line_key *key, *next;
	/* while merging: rows sorted together so far, how many are merged in
	 * this pass, and the next of either run */
	size_t run, merged, left, right;
	struct arena text;
	/* by row: what folds under it, in order, and how many */
	uint32_t *first, *after, *under;
	struct table_line *line, *every;
	size_t lines, room, everies, every_room;
	uint8_t band; /* of the last line */
};

static void arranging_free(struct table_arranging *now)
{
	if (!now)
		return;
	free(now->hit);
	free(now->kept);
	free(now->key);
	free(now->next);
	free(now->first);
	free(now->after);
	free(now->under);
	free(now->line);
	free(now->every);
	arena_release(&now->text);
	free(now);
}

/* What stood before a table was narrowed is no more. */
static void forget(struct table *table)
{
	free(table->narrowed.line);
	free(table->narrowed.every);
	table->narrowed.line = table->narrowed.every = NULL;
}

void table_release(struct table *table)
{
	arranging_free(table->arranging);
	forget(table);
	free(table->line);
	free(table->every);
	free(table->open);
	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		cuts_free(table->cuts[c]);
	memset(table, 0, sizeof(*table));
}

static void begin(struct table *table)
{
	arranging_free(table->arranging);
	table->arranging = xcalloc(1, sizeof(*table->arranging));
	table->arranging->rows = table->arranging->keys =
		table->rows->count(table->of);
	table->measured = false;
}

void table_renew(struct table *table)
{
	forget(table);
	begin(table);
}

/* ---- narrowed ---- */

static size_t parent_of(const struct table *table, size_t row)
{
	return table->rows->parent ? table->rows->parent(table->of, row)
				   : SIZE_MAX;
}

static bool hits_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t end = now->rows - now->place > budget / HIT_ROWS
			     ? now->place + budget / HIT_ROWS + 1
			     : now->rows;
	struct table_cell cell = { 0 };

	if (!table->narrowed.find.by)
		return false;
	if (!now->hit) {
		now->hit = xcalloc(now->rows + 1, sizeof(*now->hit));
		now->kept = xcalloc(now->rows + 1, sizeof(*now->kept));
	}
	for (; now->place < end; now->place++) {
		size_t row = now->place;

		if (!row_hits(table, &table->narrowed.find, row, &cell))
			continue;
		now->hit[row] |= HIT;
		while ((row = parent_of(table, row)) != SIZE_MAX &&
		       !(now->hit[row] & HIT_UNDER))
			now->hit[row] |= HIT_UNDER;
	}
	buf_release(&cell.buf);
	return end < now->rows;
}

/* It folds under a row that is hit. */
static bool under_hit(const struct table *table, size_t row)
{
	const struct table_arranging *now = table->arranging;
	size_t parent;

	while ((parent = parent_of(table, row)) != SIZE_MAX && parent != row) {
		if (now->hit[parent] & HIT)
			return true;
		row = parent;
	}
	return false;
}

static bool kept_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t end = now->rows - now->place > budget ? now->place + budget
						     : now->rows;

	if (!now->hit)
		return false;
	if (!now->place)
		now->keys = 0;
	for (; now->place < end; now->place++) {
		bool top = parent_of(table, now->place) == SIZE_MAX;
		bool stays =
			now->hit[now->place] || under_hit(table, now->place);

		now->tops += top;
		now->kept_tops += top && stays;
		if (stays)
			now->kept[now->keys++] = (uint32_t)now->place;
	}
	return end < now->rows;
}

/* All rows are back, as they stood, where that is known; else they are arranged
 * anew, and the cursor goes to what it was on. */
static void widen(struct table *table)
{
	struct table_narrowed *narrowed = &table->narrowed;

	table->at = narrowed->at;
	table->here = narrowed->here;
	table->moved = narrowed->moved;
	table->left_known = false;
	if (narrowed->line) {
		arranging_free(table->arranging);
		table->arranging = NULL;
		free(table->line);
		table->line = narrowed->line;
		table->lines = narrowed->lines;
		table->room = narrowed->room;
		free(table->every);
		table->every = narrowed->every;
		table->everies = narrowed->everies;
		columns_measure(table);
	}
	*narrowed = (struct table_narrowed){ 0 };
}

/* What stands is kept until all rows are back. */
static void keep(struct table *table)
{
	struct table_narrowed *narrowed = &table->narrowed;
	size_t size = table->lines * sizeof(*table->line);

	*narrowed = (struct table_narrowed){ .at = table->at,
					     .here = table->here,
					     .moved = table->moved };
	if (table->arranging || !size)
		return;
	narrowed->every = table->every;
	narrowed->everies = table->everies;
	table->every = NULL;
	table->everies = 0;
	narrowed->line = xmalloc(size);
	memcpy(narrowed->line, table->line, size);
	narrowed->lines = narrowed->room = table->lines;
}

void table_narrow(struct table *table, const struct table_find *find)
{
	struct table_narrowed *narrowed = &table->narrowed;
	bool was = narrowed->find.by != NULL;

	if (table->rows->flows || (!was && !find->by))
		return;
	if (!was)
		keep(table);
	narrowed->find = *find;
	table->moved = false;
	begin(table);
	if (!find->by)
		widen(table);
}

/* ---- keys ---- */

static void key_fill(struct table *table, struct table_cell *cell, size_t at,
		     size_t row)
{
	struct table_arranging *now = table->arranging;
	const struct table_column *column = table->form->column;
	size_t then = table->form->then ? table->form->then : table->form->sort;
	struct line_key *key = &now->key[at];
	enum cell_kind kind;

	*key = (struct line_key){ .row = (uint32_t)row };
	if (table->rows->band)
		key->band = table->rows->band(table->of, row);
	if (table->sort == SIZE_MAX)
		return;
	if (table->rows->tie)
		key->tie = table->rows->tie(table->of, row);
	kind = column[table->sort].kind;
	cell_fill(table, row, table->sort, cell);
	if (kind == CELL_COUNT || kind == CELL_BAR) {
		key->number = UINT64_MAX - cell->count;
	} else if (kind == CELL_TIME || kind == CELL_SPARK) {
		key->absent = cell->time == TIME_NONE;
		key->number = (uint64_t)cell->time ^ (uint64_t)INT64_MIN;
	} else {
		key->absent = !cell->text.len;
		key->text = arena_keep(&now->text, cell->text);
	}
	if (then != SIZE_MAX && column[then].kind == CELL_COUNT) {
		cell_fill(table, row, then, cell);
		key->then = UINT64_MAX - cell->count;
	}
}

static bool keys_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t end = now->keys - now->place > budget ? now->place + budget
						     : now->keys;
	struct table_cell cell = { 0 };

	if (!now->key) {
		now->key = xcalloc(now->keys + 1, sizeof(*now->key));
		now->next = xcalloc(now->keys + 1, sizeof(*now->next));
	}
	for (; now->place < end; now->place++)
		key_fill(table, &cell, now->place,
			 now->kept ? now->kept[now->place] : now->place);
	buf_release(&cell.buf);
	return end < now->keys;
}

/* ---- merging ---- */

/* True when `b` stands before `a`, which came first. */
static bool later(const struct line_key *a, const struct line_key *b,
		  bool reverse)
{
	int order;

	if (a->band != b->band)
		return b->band < a->band;
	if (a->absent != b->absent)
		return a->absent;
	order = str_cmp(a->text, b->text);
	if (!order && a->number != b->number)
		order = a->number < b->number ? -1 : 1;
	if (!order && a->then != b->then)
		order = a->then < b->then ? -1 : 1;
	if (order)
		return reverse ? order < 0 : order > 0;
	return str_cmp(a->tie, b->tie) > 0;
}

/* Goes on merging the two runs that begin at `place`; false: they are. */
static bool merge_runs(struct table_arranging *now, bool reverse,
		       size_t *budget)
{
	size_t middle = now->place + now->run, end = middle + now->run;

	middle = middle < now->keys ? middle : now->keys;
	end = end < now->keys ? end : now->keys;
	if (now->merged == now->place) {
		now->left = now->place;
		now->right = middle;
	}
	for (; now->merged < end && *budget; now->merged++, --*budget) {
		size_t a = now->left, b = now->right;
		bool second =
			a == middle ||
			(b < end && later(&now->key[a], &now->key[b], reverse));

		now->next[now->merged] = now->key[second ? b : a];
		now->right += second;
		now->left += !second;
	}
	return now->merged < end;
}

/* Each pass over all rows doubles the runs. */
static bool merge_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;

	now->run = now->run ? now->run : 1;
	while (now->run < now->keys && budget) {
		if (merge_runs(now, table->reverse, &budget))
			return true;
		now->place = now->merged;
		if (now->place == now->keys) {
			struct line_key *key = now->key;

			now->key = now->next;
			now->next = key;
			now->run *= 2;
			now->place = now->merged = 0;
		}
	}
	return now->run < now->keys;
}

/* ---- folds ---- */

/* Where it stands among what is unfolded; `opens` where it does not. */
static size_t find_open(const struct table *table, uint64_t id)
{
	size_t at = 0;

	while (at < table->opens && table->open[at] != id)
		at++;
	return at;
}

/* Links each row to the one it folds under; from the last to the first, so
 * that they stand in order. */
static bool folds_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t spent = 0;

	if (!table->rows->parent)
		return false;
	if (!now->first) {
		now->first = xmalloc((now->rows + 1) * sizeof(*now->first));
		now->after = xmalloc((now->rows + 1) * sizeof(*now->after));
		now->under = xcalloc(now->rows + 1, sizeof(*now->under));
		memset(now->first, 0xff, now->rows * sizeof(*now->first));
		memset(now->after, 0xff, now->rows * sizeof(*now->after));
	}
	for (; now->place < now->keys && spent < budget; now->place++) {
		uint32_t row = now->key[now->keys - 1 - now->place].row;
		size_t parent = table->rows->parent(table->of, row);

		spent++;
		if (parent == SIZE_MAX)
			continue;
		assert(parent < now->rows);
		now->after[row] = now->first[parent];
		now->first[parent] = row;
		now->under[parent]++;
	}
	return now->place < now->keys;
}

/* ---- lines ---- */

static void add_line(struct table_arranging *now, struct table_line line)
{
	if (!vec_reserve(&now->line, &now->room, now->lines + 1,
			 sizeof(*now->line)))
		die("no memory for a table of %zu rows", now->rows);
	now->line[now->lines++] = line;
}

/* Unfolded by hand; where only what folds under it is hit, the other way
 * round. */
static bool is_open(const struct table *table, uint32_t row, uint64_t id)
{
	const uint8_t *hit = table->arranging->hit;
	bool open = find_open(table, id) < table->opens;

	return open != (hit && hit[row] == HIT_UNDER);
}

/* What folds can be searched where it is folded: a second list has it all. */
static void add_every(struct table_arranging *now, struct table_line line)
{
	if (!now->first)
		return;
	if (!vec_reserve(&now->every, &now->every_room, now->everies + 1,
			 sizeof(*now->every)))
		die("no memory for a table of %zu rows", now->rows);
	now->every[now->everies++] = line;
}

/* The row, and what folds under it; to the lines, where it is `shown`. */
static void add_rows(const struct table *table, uint32_t row, uint32_t depth,
		     bool shown)
{
	struct table_arranging *now = table->arranging;
	uint64_t id = row_id(table, row);
	struct table_line line = { row, depth, now->under ? now->under[row] : 0,
				   id };

	add_every(now, line);
	if (shown)
		add_line(now, line);
	if (!now->first || now->first[row] == UINT32_MAX)
		return;
	shown = shown && is_open(table, row, id);
	for (uint32_t under = now->first[row]; under != UINT32_MAX;
	     under = now->after[under])
		add_rows(table, under, depth + 1, shown);
}

static bool lines_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t end = now->keys - now->place > budget ? now->place + budget
						     : now->keys;

	for (; now->place < end; now->place++) {
		const struct line_key *key = &now->key[now->place];

		if (table->rows->parent &&
		    table->rows->parent(table->of, key->row) != SIZE_MAX)
			continue;
		if (now->lines && key->band / GROUP != now->band / GROUP)
			add_line(now, (struct table_line){ .row = UINT32_MAX,
							   .id = UINT64_MAX });
		now->band = key->band;
		add_rows(table, key->row, 0, true);
	}
	return end < now->keys;
}

/* ---- the steps together ---- */

/* The cursor stands on what it stood on, as far below the top. */
static void settle(struct table *table)
{
	if (!table->moved) {
		table->at.cursor = table->at.top = 0;
		table->here = table->lines ? table->line[0].id : UINT64_MAX;
		return;
	}
	for (size_t i = 0; i < table->lines; i++)
		if (!line_is_rule(table, i) &&
		    table->line[i].id == table->here) {
			table_settle(table, i);
			return;
		}
	table_settle(table, SIZE_MAX);
}

/* Of a narrowed table, the first line that is hit itself: what leads to it
 * stands above. */
static size_t first_hit(const struct table_arranging *now)
{
	for (size_t i = 0; now->hit && i < now->lines; i++)
		if (now->line[i].row != UINT32_MAX &&
		    now->hit[now->line[i].row] & HIT)
			return i;
	return 0;
}

static void finish(struct table *table)
{
	struct table_arranging *now = table->arranging;
	size_t first = table->moved ? 0 : first_hit(now);

	free(table->line);
	table->line = now->line;
	table->lines = now->lines;
	table->room = now->room;
	table->narrowed.kept = now->kept_tops;
	table->narrowed.of = now->tops;
	now->line = NULL;
	free(table->every);
	table->every = now->every;
	table->everies = now->everies;
	now->every = NULL;
	arranging_free(now);
	table->arranging = NULL;
	settle(table);
	if (first) {
		table->at.cursor = first;
		table->here = table->line[first].id;
	}
	columns_measure(table);
}

bool table_arrange(struct table *table, size_t budget)
{
	/* True while the phase has more to do. */
	static bool (*const steps[])(struct table *, size_t) = {
		[PHASE_HITS] = hits_step,   [PHASE_KEPT] = kept_step,
		[PHASE_KEYS] = keys_step,   [PHASE_MERGE] = merge_step,
		[PHASE_FOLDS] = folds_step, [PHASE_LINES] = lines_step,
	};
	struct table_arranging *now = table->arranging;
	size_t slice = budget ? budget : SIZE_MAX;

	if (!now)
		return false;
	if (table->rows->flows) {
		arranging_free(now);
		table->arranging = NULL;
		columns_measure(table);
		return false;
	}
	while (!steps[now->phase](table, slice)) {
		now->place = 0;
		if (now->phase++ == PHASE_LINES) {
			finish(table);
			return false;
		}
		if (budget && now->rows > budget)
			return true;
	}
	return true;
}

bool table_reveal(struct table *table, const struct table_found *found)
{
	assert(found->count && table->everies);
	table->here = found->id;
	table->moved = true;
	table->left_known = table->lost = false;
	if (find_open(table, found->fold) < table->opens)
		return false;
	*vec_add(table->open, table->opens, table->open_room) = found->fold;
	table_renew(table);
	return true;
}

void table_fold(struct table *table, uint64_t id)
{
	size_t at = find_open(table, id);

	if (at < table->opens)
		table->open[at] = table->open[--table->opens];
	else
		*vec_add(table->open, table->opens, table->open_room) = id;
	table->here = id;
	table->moved = true;
	table_renew(table);
}
