/* SPDX-License-Identifier: MIT */
/* filter.c - an expression at work: rows are looked at in blocks, and each
 * part of the expression is only asked about rows that it can still change.
 *
 * Cheap parts go first. Work is done when rows come by, also on distinct
 * values, so that a slice takes time for its rows and no more. */
#include "expr.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef BLOCK_WORDS
#define BLOCK_WORDS 16 /* of 64 rows: a block is looked at in one go */
#endif
#define ROW_NS 200    /* what a row of a budget stands for, at least */
#define BLOCK_MS 2    /* blocks that take longer are made shorter */
#define FIRST_ROWS 16 /* of the first block: nothing is known of its pace */

struct filter {
	struct expr *expr; /* owned */
	struct expr *root; /* NULL keeps every row */
	struct expr lone;  /* the root of a search in any value */
	struct test any;
	struct probe *probe; /* by test->number */
	size_t probes;
	struct rowset kept;
	size_t pace; /* rows of the next block */
	sym_t only;  /* the account, when one alone was loaded */
	bool labels; /* answers depend on that */
};

/* Rows from word * 64 on. */
struct block {
	size_t word, words;
};
typedef uint64_t bits_t[BLOCK_WORDS];

/* ---- one block ---- */

static void ask_rows(struct probe *probe, const struct block *block,
		     const bits_t want, bits_t out)
{
	for (size_t w = 0; w < block->words; w++) {
		uint64_t yes = 0;

		for (uint64_t left = want[w]; left; left &= left - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(left);
			size_t row = (block->word + w) * 64 + bit;

			yes |= (uint64_t)probe->holds(probe, (row_t)row) << bit;
		}
		out[w] = yes;
	}
}

static void eval(struct filter *filter, const struct expr *expr,
		 const struct block *block, const bits_t want, bits_t out);

static void eval_not(struct filter *filter, const struct expr *expr,
		     const struct block *block, const bits_t want, bits_t out)
{
	eval(filter, expr->part[0], block, want, out);
	for (size_t w = 0; w < block->words; w++)
		out[w] = want[w] & ~out[w];
}

/* Each part sees the rows that those before it kept; the cheap come first. */
static void eval_and(struct filter *filter, const struct expr *expr,
		     const struct block *block, const bits_t want, bits_t out)
{
	bits_t left;

	memcpy(out, want, block->words * sizeof(*out));
	for (unsigned cost = 0; cost <= COST_MOST; cost++)
		for (size_t i = 0; i < expr->parts; i++) {
			if (expr->part[i]->cost != cost)
				continue;
			memcpy(left, out, block->words * sizeof(*out));
			eval(filter, expr->part[i], block, left, out);
		}
}

/* Each part sees the rows that those before it left out. */
static void eval_or(struct filter *filter, const struct expr *expr,
		    const struct block *block, const bits_t want, bits_t out)
{
	bits_t left, more;

	memcpy(left, want, block->words * sizeof(*out));
	memset(out, 0, block->words * sizeof(*out));
	for (unsigned cost = 0; cost <= COST_MOST; cost++)
		for (size_t i = 0; i < expr->parts; i++) {
			if (expr->part[i]->cost != cost)
				continue;
			eval(filter, expr->part[i], block, left, more);
			for (size_t w = 0; w < block->words; w++) {
				out[w] |= more[w];
				left[w] &= ~more[w];
			}
		}
}

static void eval(struct filter *filter, const struct expr *expr,
		 const struct block *block, const bits_t want, bits_t out)
{
	switch (expr->kind) {
	case EXPR_TEST:
		ask_rows(&filter->probe[expr->test->number], block, want, out);
		break;
	case EXPR_NOT:
		eval_not(filter, expr, block, want, out);
		break;
	case EXPR_AND:
		eval_and(filter, expr, block, want, out);
		break;
	case EXPR_OR:
		eval_or(filter, expr, block, want, out);
		break;
	}
}

/* Looks at the rows from where it stands to `end`, which lies in the block. */
static void look(struct filter *filter, size_t end)
{
	struct rowset *kept = &filter->kept;
	size_t from = kept->rows;
	struct block block = { from / 64, 0 };
	bits_t want, out;

	assert(from < end);
	block.words = (end + 63) / 64 - block.word;
	assert(block.words <= BLOCK_WORDS);
	rowset_grow(kept, end);
	memset(want, 0xff, sizeof(want));
	want[0] <<= from % 64;
	if (end % 64)
		want[block.words - 1] &= ~(UINT64_MAX << end % 64);
	eval(filter, filter->root, &block, want, out);
	for (size_t w = 0; w < block.words; w++)
		kept->word[block.word + w] |= out[w];
}

/* ---- making one ---- */

static int count_test(struct test *test, void *arg)
{
	struct filter *filter = arg;

	test->number = filter->probes++;
	filter->labels |=
		test->field && test->match && test->field->reading != READ_TEXT;
	return 0;
}

static void set_cost(struct expr *expr)
{
	assert(expr->test || expr->parts);
	expr->cost = expr->test ? test_cost(expr->test) : 0;
	for (size_t i = 0; i < expr->parts; i++) {
		set_cost(expr->part[i]);
		if (expr->part[i]->cost > expr->cost)
			expr->cost = expr->part[i]->cost;
	}
}

static struct filter *filter_of(struct filter *filter, struct expr *root)
{
	filter->root = root;
	filter->pace = FIRST_ROWS;
	if (!root)
		return filter;
	set_cost(root);
	expr_each(root, count_test, filter);
	filter->probe = xcalloc(filter->probes, sizeof(*filter->probe));
	return filter;
}

struct filter *filter_new(struct expr *expr)
{
	struct filter *filter = xcalloc(1, sizeof(*filter));

	filter->expr = expr;
	return filter_of(filter, expr);
}

struct filter *filter_search(struct search *search)
{
	struct filter *filter = xcalloc(1, sizeof(*filter));

	filter->any.search = search;
	filter->lone.test = &filter->any;
	return filter_of(filter, &filter->lone);
}

void filter_free(struct filter *filter)
{
	if (!filter)
		return;
	expr_free(filter->expr);
	rowset_release(&filter->kept);
	free(filter->probe);
	free(filter);
}

/* ---- going on ---- */

static int add_given_up(struct test *test, void *arg)
{
	*(size_t *)arg += test_gave_up(test);
	return 0;
}

/* On how many texts a regex gave up, so far. */
static size_t given_up(const struct filter *filter)
{
	size_t count = 0;

	if (filter->root)
		expr_each(filter->root, add_given_up, &count);
	return count;
}

static int begin_test(struct test *test, void *arg)
{
	struct filter *filter = ((void **)arg)[0];

	probe_begin(&filter->probe[test->number], test, ((void **)arg)[1]);
	return 0;
}

/* Labels change when a second account arrives: then it starts again. */
static void begin(struct filter *filter, const struct store *store)
{
	void *both[2] = { filter, (void *)(uintptr_t)store };
	sym_t only = SYM_NONE;

	if (store_accounts(store, &only) != 1)
		only = SYM_NONE;
	if (filter->labels && only != filter->only)
		rowset_release(&filter->kept);
	filter->only = only;
	expr_each(filter->root, begin_test, both);
}

static uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Looks at a block of at most `most` rows; what it cost, in rows. A regex may
 * take a millisecond for a value, so that rows alone say little. */
static size_t look_further(struct filter *filter, size_t most)
{
	size_t from = filter->kept.rows, end = from + filter->pace;
	size_t last = (from / 64 + BLOCK_WORDS) * 64, cost;
	uint64_t began = clock_ns(), took;

	if (end > last)
		end = last;
	if (end - from > most)
		end = from + most;
	look(filter, end);
	took = clock_ns() - began;
	if (took > BLOCK_MS * 1000000)
		filter->pace = (end - from) / 2 + 1;
	else if (filter->pace < (size_t)BLOCK_WORDS * 64)
		filter->pace *= 2;
	cost = took / ROW_NS;
	return cost > end - from ? cost : end - from;
}

bool filter_step(struct filter *filter, const struct store *store,
		 size_t budget)
{
	size_t rows = store_rows(store);

	if (!filter->root) {
		rowset_fill(&filter->kept, rows);
		return false;
	}
	assert(filter->kept.rows <= rows); /* stores grow */
	begin(filter, store);
	while (filter->kept.rows < rows) {
		size_t left = rows - filter->kept.rows;
		size_t most = budget && budget < left ? budget : left;
		size_t cost = look_further(filter, most);

		if (budget && cost >= budget)
			break;
		budget -= budget ? cost : 0;
	}
	return filter->kept.rows < rows;
}

const struct expr *filter_expr(const struct filter *filter)
{
	return filter->expr;
}

const struct rowset *filter_rows(const struct filter *filter)
{
	return &filter->kept;
}

bool filter_gave_up(const struct filter *filter)
{
	return given_up(filter) > 0;
}
