/* SPDX-License-Identifier: MIT */
/* test.c - from what was typed to something that can be asked of a row.
 *
 * What a value may be depends on what the field stands on: a time, one of a
 * few words, true or false, or any text. */
#include "meaning.h"
#include "test.h"

#include <assert.h>
#include <stdlib.h>

void test_free(struct test *test)
{
	if (!test)
		return;
	for (size_t i = 0; i < test->values; i++)
		free(test->value[i].at);
	free(test->value);
	free(test->span);
	field_free(test->field);
	match_free(test->match);
	search_free(test->search);
	memo_release(&test->memo);
	free(test);
}

struct lex_value *test_add(struct test *test)
{
	struct lex_value *value =
		vec_add(test->value, test->values, test->room);

	*value = (struct lex_value){ 0 };
	return value;
}

static void forget(struct test *test)
{
	memo_forget(&test->memo);
}

size_t test_gave_up(const struct test *test)
{
	return (test->match ? match_gave_up(test->match) : 0) +
	       (test->search ? test->search->gave_up : 0);
}

unsigned test_cost(const struct test *test)
{
	if (!test->field)
		return COST_MOST;
	switch (test->field->ground) {
	case GROUND_PATH:
	case GROUND_RESOURCE:
		return 2;
	case GROUND_COLUMN:
	case GROUND_ROLE:
		return 1;
	default:
		return 0;
	}
}

/* ---- any value ---- */

static int compile_any(struct test *test, struct err *err)
{
	const struct lex_value *value = test->value;
	bool literal = value->form == FORM_PLAIN || value->form == FORM_QUOTED;
	struct err why;

	assert(test->values == 1);
	test->search = search_make(
		lex_text(value), literal,
		value->form == FORM_REGEX_NOCASE ? CASE_FOLD : CASE_SMART,
		&why);
	if (test->search)
		return 0;
	return err_set(err, ERR_QUERY, value->from + why.at + !literal, "%s",
		       why.text);
}

/* ---- one of a few words ---- */

static struct str word_of_class(size_t n)
{
	return n < CLASSES ? class_name(n) : STR_NONE;
}

static struct str word_of_kind(size_t n)
{
	return n < KIND_COUNT ? str_of(kind_name((enum event_kind)n))
			      : STR_NONE;
}

static struct str word_of_flag(size_t n)
{
	return n == 0 ? STR("false") : n == 1 ? STR("true") : STR_NONE;
}

static int not_a_word(const struct lex_value *value, struct str (*word)(size_t),
		      struct err *err)
{
	struct buf list = { 0 };
	int got;

	for (size_t n = 0; word(n).at; n++)
		buf_addf(&list, "%s%.*s",
			 !n               ? ""
			 : word(n + 1).at ? ", "
					  : " or ",
			 STR_ARG(word(n)));
	got = err_set(err, ERR_QUERY, value->from, "expected %s", list.at);
	buf_release(&list);
	return got;
}

/* Sets the bit of each word that one of the values is. */
static int mask_words(struct test *test, struct str (*word)(size_t),
		      struct err *err)
{
	for (size_t i = 0; i < test->values; i++) {
		struct str text = lex_text(&test->value[i]);
		size_t n = 0;

		while (word(n).at && !str_eq_nocase(word(n), text))
			n++;
		if (!word(n).at)
			return not_a_word(&test->value[i], word, err);
		test->mask |= 1u << n;
	}
	return 0;
}

static int compile_words(struct test *test, struct str (*word)(size_t),
			 struct err *err)
{
	if (test->op == OP_EQUAL || test->op == OP_WHOLE || test->op == OP_IN)
		return mask_words(test, word, err);
	return err_set(err, ERR_QUERY, test->at,
		       "expected '=' or '!=' after '%.*s'",
		       STR_ARG(field_name(test->field)));
}

/* ---- times ---- */

static struct test_span span_of(enum lex_op op, int64_t time, int64_t span)
{
	switch (op) {
	case OP_LESS:
		return (struct test_span){ INT64_MIN, time };
	case OP_LESS_EQUAL:
		return (struct test_span){ INT64_MIN, time + span };
	case OP_MORE:
		return (struct test_span){ time + span, TIME_NONE };
	case OP_MORE_EQUAL:
		return (struct test_span){ time, TIME_NONE };
	default:
		return (struct test_span){ time, time + span };
	}
}

static int compile_time(struct test *test, struct err *err)
{
	if (test->op == OP_REGEX || test->op == OP_REGEX_CASE ||
	    test->op == OP_PART) {
		test->match = match_new(READ_TEXT, test->op, test->value,
					test->values, err);
		return test->match ? 0 : -1;
	}
	test->span = xcalloc(test->values, sizeof(*test->span));
	for (size_t i = 0; i < test->values; i++) {
		const struct lex_value *value = &test->value[i];
		int64_t time, span;

		if (!time_read(lex_text(value), &time, &span))
			return err_set(err, ERR_QUERY, value->from,
				       "expected a time such as 2023-07-10, "
				       "2023-07-10T12:00 or "
				       "2023-07-10T12:00:05Z");
		test->span[i] = span_of(test->op, time, span);
	}
	return 0;
}

int test_compile(struct test *test, struct err *err)
{
	assert(test->values || test->op == OP_NONE || test->op == OP_PRESENT);
	if (!test->field)
		return compile_any(test, err);
	if (test->op == OP_NONE || test->op == OP_PRESENT)
		return 0;
	switch (test->field->ground) {
	case GROUND_FLAG:
		return compile_words(test, word_of_flag, err);
	case GROUND_CLASS:
		return compile_words(test, word_of_class, err);
	case GROUND_KIND:
		return compile_words(test, word_of_kind, err);
	case GROUND_TIME:
		return compile_time(test, err);
	default:
		test->match = match_new(test->field->reading, test->op,
					test->value, test->values, err);
		return test->match ? 0 : -1;
	}
}

/* ---- a test asked of a row ---- */

/* One small function for each thing that a field can stand on. Those that
 * compare texts ask once for each distinct value and remember the answer by
 * symbol; ids, which are packed and have none, are compared as text. */

/* ---- one value ---- */

/* A label leaves its account out when that is the only one loaded; of other
 * accounts then only the whole identity will do. */
static struct str shown_as(struct probe *probe, sym_t sym, struct buf *label)
{
	enum reading reading = probe->test->field->reading;

	if (reading == READ_TEXT || reading == READ_SERVICE)
		return dict_text(probe->dict, sym);
	if (!probe->one_account)
		return identity_label(dict_text(probe->dict, sym));
	label_put(probe->store, sym, label);
	return buf_str(label);
}

static bool ask_sym(struct probe *probe, sym_t sym)
{
	struct buf label = { 0 };
	bool yes = match_holds(probe->test->match, dict_text(probe->dict, sym),
			       shown_as(probe, sym, &label));

	buf_release(&label);
	memo_put(&probe->test->memo, sym, yes);
	return yes;
}

/* Without a branch on the answer, which no predictor could guess. */
static inline bool sym_holds(struct probe *probe, sym_t sym)
{
	enum memo_state state = memo_at(&probe->test->memo, sym);

	if (state == MEMO_UNKNOWN)
		return ask_sym(probe, sym);
	return state == MEMO_YES;
}

/* ---- columns ---- */

static bool column_holds(struct probe *probe, row_t row)
{
	return sym_holds(probe, probe->column[row]);
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

/* ---- resources and paths: several values ---- */

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

	if (count > 1 && probe->test->op == OP_WHOLE)
		return whole_holds(probe, row);
	for (uint32_t i = 0; i < count; i++)
		if (sym_holds(probe, resource[i]))
			return true;
	return count > 1 && probe->joined && whole_holds(probe, row);
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
	return match_holds(probe->test->match, text, text);
}

static inline bool slot_holds(struct probe *probe, row_t row,
			      const struct path_slot *slot)
{
	if (leaf_packed(slot->kind))
		return packed_holds(probe, row, slot->slot);
	return sym_holds(probe, store_values(probe->store, row)[slot->at]);
}

static bool slots_hold(struct probe *probe, row_t row,
		       const struct path_slot *slot, size_t slots)
{
	if (probe->test->op == OP_WHOLE)
		return whole_holds(probe, row);
	for (size_t i = 0; i < slots; i++)
		if (slot_holds(probe, row, &slot[i]))
			return true;
	return probe->joined && whole_holds(probe, row);
}

static bool path_holds(struct probe *probe, row_t row)
{
	const struct path_slot *slot;
	size_t slots;

	slot = path_slots_of(probe->test->field->slots, probe->skeleton[row],
			     &slots);
	if (slots > 1)
		return slots_hold(probe, row, slot, slots);
	return slots && slot_holds(probe, row, slot);
}

static bool path_present(struct probe *probe, row_t row)
{
	size_t slots;

	path_slots_of(probe->test->field->slots, probe->skeleton[row], &slots);
	return slots > 0;
}

/* ---- flags, words, times ---- */

static bool flag_known(struct probe *probe, row_t row)
{
	uint32_t known = probe->test->field->alias->known;

	return (probe->flags[row] & known) == known;
}

static bool flag_true(struct probe *probe, row_t row)
{
	const struct alias *alias = probe->test->field->alias;

	return (probe->flags[row] & alias->mask) == alias->want &&
	       flag_known(probe, row);
}

static bool flag_holds(struct probe *probe, row_t row)
{
	return flag_known(probe, row) &&
	       probe->test->mask >> flag_true(probe, row) & 1;
}

static bool class_holds(struct probe *probe, row_t row)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (probe->flags[row] & class_flag(i) &&
		    probe->test->mask >> i & 1)
			return true;
	return false;
}

static bool class_present(struct probe *probe, row_t row)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (probe->flags[row] & class_flag(i))
			return true;
	return false;
}

static bool kind_holds(struct probe *probe, row_t row)
{
	return probe->test->mask >> flags_kind(probe->flags[row]) & 1;
}

static bool always(struct probe *probe, row_t row)
{
	return true;
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
	yes = match_holds(probe->test->match, buf_str(&text), buf_str(&text));
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
	return hits_row(&probe->hits, row);
}

/* ---- choosing ---- */

struct asking {
	bool (*present)(struct probe *, row_t); /* ispresent(field) */
	bool (*alone)(struct probe *, row_t);
	bool (*holds)(struct probe *, row_t);
};

static const struct asking askings[] = {
	[GROUND_COLUMN] = { column_present, column_present, column_holds },
	[GROUND_ROLE] = { role_present, role_present, role_holds },
	[GROUND_RESOURCE] = { resource_present, resource_present,
			      resource_holds },
	[GROUND_FLAG] = { flag_known, flag_true, flag_holds },
	[GROUND_CLASS] = { class_present, class_present, class_holds },
	[GROUND_KIND] = { always, always, kind_holds },
	[GROUND_TIME] = { time_present, time_present, time_holds },
	[GROUND_PATH] = { path_present, path_present, path_holds },
};

/* A text put together from several values is looked for only where one was
 * typed that could be. */
static bool may_be_joined(const struct test *test)
{
	for (size_t i = 0; i < test->values; i++)
		if (test->value[i].form == FORM_QUOTED &&
		    str_search(lex_text(&test->value[i]), STR("; ")) >= 0)
			return test->op == OP_EQUAL || test->op == OP_IN;
	return false;
}

static void choose(struct probe *probe)
{
	const struct test *test = probe->test;
	const struct asking *asking;

	if (!test->field) {
		probe->holds = any_holds;
		return;
	}
	asking = &askings[test->field->ground];
	probe->holds = test->op == OP_NONE      ? asking->alone
		       : test->op == OP_PRESENT ? asking->present
						: asking->holds;
}

/* What is known by symbol is good for one dictionary and one account. */
static void learn(struct probe *probe)
{
	struct test *test = probe->test;
	sym_t only = SYM_NONE;

	probe->one_account = store_accounts(probe->store, &only) == 1;
	if (!probe->one_account)
		only = SYM_NONE;
	if (test->dict != probe->dict || test->only != only)
		forget(test);
	match_accounts(test->match, !probe->one_account);
	test->dict = probe->dict;
	test->only = only;
	memo_cover(&test->memo, probe->dict->count);
	if (memo_at(&test->memo, SYM_NONE) == MEMO_UNKNOWN)
		memo_put(&test->memo, SYM_NONE, false);
}

void probe_begin(struct probe *probe, struct test *test,
		 const struct store *store)
{
	enum column column = COL_USER;

	*probe = (struct probe){
		.test = test,
		.store = store,
		.dict = store_dict(store),
		.flags = store_flags(store),
		.skeleton = store_skeleton(store),
		.time = store_time(store),
		.joined = may_be_joined(test),
	};
	choose(probe);
	if (!test->field) {
		hits_begin(&probe->hits, test->search, store);
		return;
	}
	if (test->field->ground == GROUND_COLUMN)
		column = test->field->alias->column;
	probe->column = store_column(store, column);
	if (test->field->slots)
		path_slots_grow(test->field->slots, store_shapes(store));
	if (test->match)
		learn(probe);
}
