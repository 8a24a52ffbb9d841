/* SPDX-License-Identifier: MIT */
/* filter.c - an expression at work: rows are looked at in blocks, and each
 * part of the expression is only asked about rows that it can still change.
 *
 * Cheap parts go first. Work is done when rows come by, also on distinct
 * values, so that a slice takes time for its rows and no more. */
#include "block.h"
#include "expr.h"
#include "meaning.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROW_NS 200    /* what a row of a budget stands for, at least */
#define BLOCK_MS 2    /* blocks that take longer are made shorter */
#define FIRST_ROWS 16 /* of the first block: nothing is known of its pace */

/* A test at work on rows; columns are borrowed until the store changes. */
struct probe {
	const struct test *test;
	const struct field *field; /* of the test */
	const struct store *store;
	const sym_t *column, *session;
	const uint32_t *flags, *skeleton;
	const int64_t *time;
	bool joined; /* a value may be several of a row, joined */
	bool (*holds)(struct probe *, row_t);
	/* What is known so far of the texts of `dict`: */
	struct memo memo;
	const struct dict *dict;
	sym_t only; /* the account, when one alone was loaded */
};

struct filter {
	struct expr *expr; /* owned */
	struct expr *root; /* NULL keeps every row */
	struct expr lone;  /* the root of a search in any value */
	struct test any;
	struct probe *probe; /* by test->number */
	size_t probes;
	struct rowset kept;
	size_t pace;               /* rows of the next block */
	const struct store *store; /* in this step */
	sym_t only;                /* the account, when one alone was loaded */
	bool labels;               /* answers depend on that */
};

/* ---- a test asked of a row ---- */

/* One small function for each thing that a field can stand on. Those that
 * compare texts ask once for each distinct value and remember the answer by
 * symbol; ids, which are packed and have none, are compared as text. */

/* Of several accounts a label stands for all its namesakes; else it leaves out
 * the only one loaded. */
static bool ask_sym(struct probe *probe, sym_t sym)
{
	struct str text = dict_text(probe->dict, sym);
	bool several = probe->only == SYM_NONE;
	bool bare = several || label_is_bare(probe->store, text);
	enum reading reading = probe->field->reading;
	struct buf whole = { 0 };
	bool yes;

	if (probe->test->op == OP_WHOLE &&
	    (reading == READ_IDENTITY || reading == READ_RESOURCE)) {
		label_put_whole(probe->store, sym, &whole);
		text = buf_str(&whole);
	}
	yes = match_holds(probe->test->match, text, bare, several);
	buf_release(&whole);
	memo_put(&probe->memo, sym, yes);
	return yes;
}

/* Without a branch on the answer, which no predictor could guess. */
static inline bool sym_holds(struct probe *probe, sym_t sym)
{
	enum memo_state state = memo_at(&probe->memo, sym);

	if (state == MEMO_UNKNOWN)
		return ask_sym(probe, sym);
	return state == MEMO_YES;
}

static bool column_holds(struct probe *probe, row_t row)
{
	return sym_holds(probe, probe->column[row]);
}

/* A person is found by the session of theirs, too; but a session whose role is
 * called `role` is not taken for the role that looks the same: see
 * session_finds. */
static bool user_holds(struct probe *probe, row_t row)
{
	sym_t session = probe->session[row];

	return sym_holds(probe, probe->column[row]) ||
	       (session != SYM_NONE && sym_holds(probe, session) &&
		session_finds(dict_text(probe->dict, session)));
}

static bool column_present(struct probe *probe, row_t row)
{
	return probe->column[row] != SYM_NONE;
}

static bool role_present(struct probe *probe, row_t row)
{
	sym_t sym = probe->column[row];

	return sym != SYM_NONE &&
	       user_kind(dict_text(probe->dict, sym)) == USER_ROLE;
}

static bool role_holds(struct probe *probe, row_t row)
{
	return sym_holds(probe, probe->column[row]) && role_present(probe, row);
}

/* ---- several values: resources and paths ---- */

/* All values of the row, as one text, are one that was typed. */
static bool whole_holds(struct probe *probe, row_t row)
{
	const struct test *test = probe->test;
	struct buf whole = { 0 };
	bool yes = false;

	field_put(test->field, probe->store, row, &whole);
	for (size_t i = 0; i < test->values && !yes; i++)
		yes = (test->op == OP_WHOLE ||
		       test->value[i].form == FORM_QUOTED) &&
		      str_eq(buf_str(&whole), lex_text(&test->value[i]));
	buf_release(&whole);
	return yes;
}

static bool resource_holds(struct probe *probe, row_t row)
{
	const sym_t *resource;
	uint32_t count = store_resources(probe->store, row, &resource);

	for (uint32_t i = 0; i < count; i++)
		if (sym_holds(probe, resource[i]))
			return true;
	return count > 1 && (probe->joined || probe->test->op == OP_WHOLE) &&
	       whole_holds(probe, row);
}

static bool resource_present(struct probe *probe, row_t row)
{
	const sym_t *resource;

	return store_resources(probe->store, row, &resource) > 0;
}

static bool packed_holds(struct probe *probe, row_t row, uint32_t slot)
{
	char scratch[SCRATCH];
	struct record record;
	struct str text;

	store_record(probe->store, row, &record);
	text = record_slot(&record, slot, scratch);
	return match_holds(probe->test->match, text, false, false);
}

static inline bool slot_holds(struct probe *probe, row_t row,
			      const struct path_slot *slot)
{
	if (leaf_packed(slot->kind))
		return packed_holds(probe, row, slot->slot);
	return sym_holds(probe, store_values(probe->store, row)[slot->at]);
}

static bool path_holds(struct probe *probe, row_t row)
{
	const struct path_slots *path = probe->field->slots;
	const struct path_slot *slot;
	size_t slots;

	slot = path_slots_of(path, probe->skeleton[row], &slots);
	if (slots <= 1) /* as nearly always */
		return slots && slot_holds(probe, row, slot);
	if (probe->test->op == OP_WHOLE)
		return whole_holds(probe, row);
	for (size_t i = 0; i < slots; i++)
		if (slot_holds(probe, row, &slot[i]))
			return true;
	return probe->joined && whole_holds(probe, row);
}

static bool path_present(struct probe *probe, row_t row)
{
	size_t slots;

	path_slots_of(probe->field->slots, probe->skeleton[row], &slots);
	return slots > 0;
}

/* Also when it is asked whether there is one: then nothing is to match. */
static bool object_holds(struct probe *probe, row_t row)
{
	struct match *match = probe->test->match;
	struct buf text = { 0 };
	bool yes = field_put(probe->field, probe->store, row, &text) &&
		   (!match || match_holds(match, buf_str(&text), false, false));

	buf_release(&text);
	return yes;
}

/* ---- flags, words, times ---- */

static bool flag_holds(struct probe *probe, row_t row)
{
	return flag_true(probe->field->alias, probe->flags[row]);
}

static bool word_present(struct probe *probe, row_t row)
{
	return field_words(probe->field, probe->flags[row]) != 0;
}

static bool word_holds(struct probe *probe, row_t row)
{
	return field_words(probe->field, probe->flags[row]) & probe->test->mask;
}

/* The same, without asking which words the field has. */
static bool kind_holds(struct probe *probe, row_t row)
{
	return probe->test->mask >> flags_kind(probe->flags[row]) & 1;
}

static bool time_present(struct probe *probe, row_t row)
{
	return probe->time[row] != TIME_NONE;
}

static bool time_text_holds(struct probe *probe, row_t row)
{
	struct buf text = { 0 };
	bool yes;

	time_put_iso(&text, probe->time[row]);
	yes = match_holds(probe->test->match, buf_str(&text), false, false);
	buf_release(&text);
	return yes;
}

static bool time_holds(struct probe *probe, row_t row)
{
	const struct test *test = probe->test;
	int64_t time = probe->time[row];

	if (time == TIME_NONE)
		return false;
	if (test->match)
		return time_text_holds(probe, row);
	for (size_t i = 0; i < test->values; i++)
		if (time >= test->span[i].from && time < test->span[i].to)
			return true;
	return false;
}

static bool any_holds(struct probe *probe, row_t row)
{
	return search_hits(probe->test->search, row);
}

/* ---- choosing ---- */

/* What stands on a ground, and how much a row of it costs. */
#define COST_MOST 3
static const struct asking {
	unsigned cost;
	bool (*present)(struct probe *, row_t); /* ispresent(field) */
	bool (*alone)(struct probe *, row_t);
	bool (*holds)(struct probe *, row_t);
} askings[] = {
	[GROUND_COLUMN] = { 1, column_present, column_present, column_holds },
	[GROUND_ROLE] = { 1, role_present, role_present, role_holds },
	[GROUND_RESOURCE] = { 2, resource_present, resource_present,
			      resource_holds },
	[GROUND_OBJECT] = { 2, object_holds, object_holds, object_holds },
	[GROUND_FLAG] = { 0, word_present, flag_holds, word_holds },
	[GROUND_CLASS] = { 0, word_present, word_present, word_holds },
	[GROUND_KIND] = { 0, word_present, word_present, kind_holds },
	[GROUND_TIME] = { 0, time_present, time_present, time_holds },
	[GROUND_PATH] = { 2, path_present, path_present, path_holds },
};

/* What is known by symbol is good for one dictionary and one account. */
static void cover(struct probe *probe, const struct filter *filter)
{
	const struct dict *dict = store_dict(filter->store);

	if (probe->dict != dict || probe->only != filter->only)
		memo_forget(&probe->memo);
	probe->dict = dict;
	probe->only = filter->only;
	if (!probe->test->match)
		return;
	memo_cover(&probe->memo, dict->count);
	if (memo_at(&probe->memo, SYM_NONE) == MEMO_UNKNOWN)
		memo_put(&probe->memo, SYM_NONE, false);
}

/* The function that a test of the field asks rows with. */
static bool (*asker_of(const struct test *test))(struct probe *, row_t)
{
	const struct asking *asking = &askings[test->field->ground];

	if (test->op == OP_NONE)
		return asking->alone;
	if (test->op == OP_PRESENT)
		return asking->present;
	if (field_column(test->field) == COL_USER &&
	    !(test->op >= OP_LESS && test->op <= OP_MORE_EQUAL))
		return user_holds;
	return asking->holds;
}

static int begin_test(struct test *test, void *arg)
{
	struct filter *filter = arg;
	const struct store *store = filter->store;
	struct probe *probe = &filter->probe[test->number];

	assert(test->number < filter->probes);
	probe->test = test;
	probe->field = test->field;
	probe->store = store;
	if (!probe->field) {
		probe->holds = any_holds;
		search_begin(test->search, store);
		return 0;
	}
	probe->holds = asker_of(test);
	probe->column =
		store_column(store, probe->field->ground == GROUND_COLUMN
					    ? probe->field->alias->column
					    : COL_USER);
	probe->session = store_column(store, COL_SESSION);
	probe->flags = store_flags(store);
	probe->skeleton = store_skeleton(store);
	probe->time = store_time(store);
	probe->joined = test_may_join(test);
	if (probe->field->slots)
		path_slots_grow(probe->field->slots, store_shapes(store));
	cover(probe, filter);
	return 0;
}

/* ---- one block ---- */

static void ask_rows(struct probe *probe, const struct block *block,
		     const bits_t want, bits_t out)
{
	if (probe->holds == column_holds)
		block_ask(block, want, out, column_holds, probe);
	else if (probe->holds == user_holds)
		block_ask(block, want, out, user_holds, probe);
	else
		block_ask(block, want, out, probe->holds, probe);
}

static void eval(struct filter *filter, const struct expr *expr,
		 const struct block *block, const bits_t want, bits_t out);

/* Of `and` each part sees the rows that those before it kept, of `or` those
 * that they left out; the cheap come first. */
static void eval_list(struct filter *filter, const struct expr *list,
		      const struct block *block, const bits_t want, bits_t out)
{
	bool all = list->kind == EXPR_AND;
	bits_t left, got;

	assert(all || list->kind == EXPR_OR);
	memcpy(left, want, block->words * sizeof(*left));
	for (unsigned cost = 0; cost <= COST_MOST; cost++)
		for (size_t i = 0; i < list->parts; i++) {
			if (list->part[i]->cost != cost)
				continue;
			eval(filter, list->part[i], block, left, got);
			for (size_t w = 0; w < block->words; w++)
				left[w] = all ? got[w] : left[w] & ~got[w];
		}
	for (size_t w = 0; w < block->words; w++)
		out[w] = all ? left[w] : want[w] & ~left[w];
}

/* Those of the rows wanted that it keeps. */
static void eval(struct filter *filter, const struct expr *expr,
		 const struct block *block, const bits_t want, bits_t out)
{
	bits_t kept;

	switch (expr->kind) {
	case EXPR_TEST:
		ask_rows(&filter->probe[expr->test->number], block, want, out);
		break;
	case EXPR_NOT:
		eval(filter, expr->part[0], block, want, kept);
		for (size_t w = 0; w < block->words; w++)
			out[w] = want[w] & ~kept[w];
		break;
	default:
		eval_list(filter, expr, block, want, out);
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
	filter->labels |= test->field && test->match &&
			  reads_identity(test->field->reading);
	return 0;
}

static void set_cost(struct expr *expr)
{
	assert(expr->test || expr->parts);
	if (expr->test)
		expr->cost = expr->test->field
				     ? askings[expr->test->field->ground].cost
				     : COST_MOST;
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
	for (size_t i = 0; i < filter->probes; i++)
		memo_release(&filter->probe[i].memo);
	expr_free(filter->expr);
	rowset_release(&filter->kept);
	free(filter->probe);
	free(filter);
}

/* ---- going on ---- */

/* Labels change when a second account arrives: then it starts again. */
static void begin(struct filter *filter, const struct store *store)
{
	sym_t only = SYM_NONE;

	if (store_accounts(store, &only) != 1)
		only = SYM_NONE;
	if (filter->labels && only != filter->only)
		rowset_release(&filter->kept);
	filter->only = only;
	filter->store = store;
	expr_each(filter->root, begin_test, filter);
}

/* Looks at a block of at most `most` rows; what it cost, in rows. A regex may
 * take a millisecond for a value, so that rows alone say little. */
static size_t look_further(struct filter *filter, size_t most)
{
	size_t from = filter->kept.rows, end = from + filter->pace;
	size_t last = (from / 64 + BLOCK_WORDS) * 64, cost;
	double began = time_now(), took;

	if (end > last)
		end = last;
	if (end - from > most)
		end = from + most;
	look(filter, end);
	took = time_now() - began;
	if (took > BLOCK_MS * 1e-3)
		filter->pace = (end - from) / 2 + 1;
	else if (filter->pace < (size_t)BLOCK_WORDS * 64)
		filter->pace *= 2;
	cost = (size_t)(took * 1e9 / ROW_NS);
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

static int gave_up(struct test *test, void *unused)
{
	return (test->match && match_gave_up(test->match)) ||
	       (test->search && test->search->gave_up);
}

bool filter_gave_up(const struct filter *filter)
{
	return filter->root && expr_each(filter->root, gave_up, NULL);
}
