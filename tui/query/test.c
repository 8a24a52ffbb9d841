/* SPDX-License-Identifier: MIT */
/* test.c - from what was typed to something that can be asked of a row.
 *
 * What a value may be depends on what the field stands on: a time, one of a
 * few words, true or false, or any text. */
#include "meaning.h"
#include "test.h"

#include <stdlib.h>

#include "room.h"

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
	room_make(&test->value, &test->room, test->values + 1,
		  sizeof(*test->value));
	test->value[test->values] = (struct lex_value){ 0 };
	return &test->value[test->values++];
}

void test_forget(struct test *test)
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
