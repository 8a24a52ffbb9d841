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

enum phase { PHASE_KEYS, PHASE_MERGE, PHASE_FOLDS, PHASE_LINES };

struct table_arranging {
	enum phase phase;
	size_t rows;  /* of the source */
	size_t place; /* of the phase */
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

void table_release(struct table *table)
{
	arranging_free(table->arranging);
	free(table->line);
	free(table->every);
	free(table->open);
	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		cuts_free(table->cuts[c]);
	memset(table, 0, sizeof(*table));
}

void table_renew(struct table *table)
{
	arranging_free(table->arranging);
	table->arranging = xcalloc(1, sizeof(*table->arranging));
	table->arranging->rows = table->rows->count(table->of);
	table->measured = false;
}

/* ---- keys ---- */

static void key_fill(struct table *table, struct table_cell *cell, size_t row)
{
	struct table_arranging *now = table->arranging;
	const struct table_column *column = table->form->column;
	size_t then = table->form->then ? table->form->then : table->form->sort;
	struct line_key *key = &now->key[row];
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
	size_t end = now->rows - now->place > budget ? now->place + budget
						     : now->rows;
	struct table_cell cell = { 0 };

	if (!now->key) {
		now->key = xcalloc(now->rows + 1, sizeof(*now->key));
		now->next = xcalloc(now->rows + 1, sizeof(*now->next));
	}
	for (; now->place < end; now->place++)
		key_fill(table, &cell, now->place);
	buf_release(&cell.buf);
	return end < now->rows;
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

	middle = middle < now->rows ? middle : now->rows;
	end = end < now->rows ? end : now->rows;
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
	while (now->run < now->rows && budget) {
		if (merge_runs(now, table->reverse, &budget))
			return true;
		now->place = now->merged;
		if (now->place == now->rows) {
			struct line_key *key = now->key;

			now->key = now->next;
			now->next = key;
			now->run *= 2;
			now->place = now->merged = 0;
		}
	}
	return now->run < now->rows;
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
	for (; now->place < now->rows && spent < budget; now->place++) {
		uint32_t row = now->key[now->rows - 1 - now->place].row;
		size_t parent = table->rows->parent(table->of, row);

		spent++;
		if (parent == SIZE_MAX)
			continue;
		assert(parent < now->rows);
		now->after[row] = now->first[parent];
		now->first[parent] = row;
		now->under[parent]++;
	}
	return now->place < now->rows;
}

/* ---- lines ---- */

static void add_line(struct table_arranging *now, struct table_line line)
{
	if (!vec_reserve(&now->line, &now->room, now->lines + 1,
			 sizeof(*now->line)))
		die("no memory for a table of %zu rows", now->rows);
	now->line[now->lines++] = line;
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
	shown = shown && find_open(table, id) < table->opens;
	for (uint32_t under = now->first[row]; under != UINT32_MAX;
	     under = now->after[under])
		add_rows(table, under, depth + 1, shown);
}

static bool lines_step(struct table *table, size_t budget)
{
	struct table_arranging *now = table->arranging;
	size_t end = now->rows - now->place > budget ? now->place + budget
						     : now->rows;

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
	return end < now->rows;
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

static void finish(struct table *table)
{
	struct table_arranging *now = table->arranging;

	free(table->line);
	table->line = now->line;
	table->lines = now->lines;
	table->room = now->room;
	now->line = NULL;
	free(table->every);
	table->every = now->every;
	table->everies = now->everies;
	now->every = NULL;
	arranging_free(now);
	table->arranging = NULL;
	settle(table);
	columns_measure(table);
}

bool table_arrange(struct table *table, size_t budget)
{
	/* True while the phase has more to do. */
	static bool (*const steps[])(struct table *, size_t) = {
		[PHASE_KEYS] = keys_step,
		[PHASE_MERGE] = merge_step,
		[PHASE_FOLDS] = folds_step,
		[PHASE_LINES] = lines_step,
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

void table_sort(struct table *table, size_t column, bool reverse)
{
	assert(column < table->form->columns || column == SIZE_MAX);
	table->sort = column;
	table->reverse = reverse;
	table->moved = false;
	table_renew(table);
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
