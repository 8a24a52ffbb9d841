/* SPDX-License-Identifier: MIT */
/* test_filter.c - filters at work: complements, slices, growing stores. */
#include "chance.h"

static struct rowset kept(const struct rig *rig, struct str text)
{
	struct filter *filter = asked(rig, text);
	struct rowset set = { 0 };

	rowset_fill(&set, store_rows(rig->store));
	rowset_and(&set, filter_rows(filter));
	filter_free(filter);
	return set;
}

static void assert_same_rows(const struct rowset *a, const struct rowset *b,
			     struct str text)
{
	assert_int_equal(a->rows, b->rows);
	for (size_t row = 0; row < a->rows; row++)
		if (rowset_has(a, row) != rowset_has(b, row))
			fail_msg("row %zu of '%.*s'", row, STR_ARG(text));
}

static void assert_complement(const struct rig *rig, struct str text)
{
	struct buf without = { 0 };
	struct rowset in, out;

	buf_addf(&without, "!(%.*s)", STR_ARG(text));
	in = kept(rig, text);
	out = kept(rig, buf_str(&without));
	for (size_t row = 0; row < in.rows; row++)
		if (rowset_has(&in, row) == rowset_has(&out, row))
			fail_msg("row %zu of '%.*s'", row, STR_ARG(text));
	rowset_release(&in);
	rowset_release(&out);
	buf_release(&without);
}

static void what_is_kept_and_what_is_left_out_are_all(void **state)
{
	struct buf text = { 0 };
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20; round++) {
		struct rig rig;

		rig_init(&rig);
		add_events(&rig, &seed, 0, 1 + chance(&seed, 90), round & 1);
		for (int i = 0; i < 100; i++) {
			buf_reset(&text);
			put_filter(&text, &seed, 3);
			assert_complement(&rig, buf_str(&text));
		}
		rig_release(&rig);
	}
	buf_release(&text);
}

static void assert_joins(const struct rig *rig, struct str a, struct str b)
{
	struct buf text = { 0 };
	struct rowset one = kept(rig, a), other = kept(rig, b), both, some;

	buf_addf(&text, "(%.*s) and (%.*s)", STR_ARG(a), STR_ARG(b));
	both = kept(rig, buf_str(&text));
	buf_reset(&text);
	buf_addf(&text, "(%.*s) or (%.*s)", STR_ARG(a), STR_ARG(b));
	some = kept(rig, buf_str(&text));
	for (size_t row = 0; row < one.rows; row++) {
		bool in_one = rowset_has(&one, row);
		bool in_other = rowset_has(&other, row);

		assert_true(rowset_has(&both, row) == (in_one && in_other));
		assert_true(rowset_has(&some, row) == (in_one || in_other));
	}
	rowset_release(&one);
	rowset_release(&other);
	rowset_release(&both);
	rowset_release(&some);
	buf_release(&text);
}

static void and_keeps_what_both_keep_and_or_what_either_keeps(void **state)
{
	struct buf a = { 0 }, b = { 0 };
	unsigned seed = 2;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_events(&rig, &seed, 0, 150, true);
	for (int i = 0; i < 500; i++) {
		buf_reset(&a);
		buf_reset(&b);
		put_filter(&a, &seed, 2);
		put_filter(&b, &seed, 2);
		assert_joins(&rig, buf_str(&a), buf_str(&b));
	}
	buf_release(&a);
	buf_release(&b);
	rig_release(&rig);
}

static void slices_of_any_size_give_what_one_go_gives(void **state)
{
	static const size_t budgets[] = { 1, 2, 63, 64, 65, 1000 };
	struct buf text = { 0 };
	unsigned seed = 3;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_events(&rig, &seed, 0, 200, true);
	for (int i = 0; i < 60; i++) {
		struct rowset whole;
		struct filter *filter;

		buf_reset(&text);
		put_filter(&text, &seed, 3);
		whole = kept(&rig, buf_str(&text));
		filter = filter_new(asked_parse(buf_str(&text)));
		while (filter_step(filter, rig.store, budgets[i % 6]))
			assert_true(filter_rows(filter)->rows < 200);
		assert_same_rows(filter_rows(filter), &whole, buf_str(&text));
		filter_free(filter);
		rowset_release(&whole);
	}
	buf_release(&text);
	rig_release(&rig);
}

static void a_slice_looks_at_no_more_rows_than_its_budget(void **state)
{
	unsigned seed = 4;
	struct rig rig;
	struct filter *filter;

	(void)state;
	rig_init(&rig);
	add_events(&rig, &seed, 0, 100, false);
	filter = filter_new(asked_parse(STR("user=alice or alice")));
	assert_true(filter_step(filter, rig.store, 7));
	assert_in_range(filter_rows(filter)->rows, 1, 7);
	filter_free(filter);
	rig_release(&rig);
}

/* New values, skeletons and a second account come between the slices. */
static void a_store_may_grow_between_slices(void **state)
{
	struct buf text = { 0 };
	unsigned seed = 5;

	(void)state;
	for (int i = 0; i < 100; i++) {
		struct filter *filter;
		struct rowset whole;
		struct rig rig;

		rig_init(&rig);
		buf_reset(&text);
		put_filter(&text, &seed, 3);
		filter = filter_new(asked_parse(buf_str(&text)));
		assert_false(filter_step(filter, rig.store, 5));
		for (unsigned part = 0; part < 6; part++) {
			add_events(&rig, &seed, part * 20, 20, part > 2);
			filter_step(filter, rig.store, 1 + part * 7);
		}
		while (filter_step(filter, rig.store, 50))
			;
		whole = kept(&rig, buf_str(&text));
		assert_same_rows(filter_rows(filter), &whole, buf_str(&text));
		rowset_release(&whole);
		filter_free(filter);
		rig_release(&rig);
	}
	buf_release(&text);
}

static void without_an_expression_every_row_is_kept(void **state)
{
	struct filter *filter = filter_new(NULL);
	unsigned seed = 6;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_false(filter_step(filter, rig.store, 0));
	assert_int_equal(filter_rows(filter)->rows, 0);
	add_events(&rig, &seed, 0, 70, false);
	while (filter_step(filter, rig.store, 10))
		;
	assert_int_equal(rowset_count(filter_rows(filter)), 70);
	filter_free(filter);
	filter_free(NULL);
	rig_release(&rig);
}

static void add_user(struct rig *rig, unsigned id, const char *account,
		     const char *recipient)
{
	char json[512];

	snprintf(json, sizeof(json),
		 "{\"eventID\":\"e%u\",\"eventName\":\"GetObject\","
		 "\"eventTime\":\"2024-05-06T00:00:00Z\","
		 "\"userIdentity\":{\"type\":\"IAMUser\","
		 "\"arn\":\"arn:aws:iam::%s:user/bob\",\"accountId\":\"%s\","
		 "\"userName\":\"bob\"},\"recipientAccountId\":\"%s\"}",
		 id, account, account, recipient);
	rig_json(rig, 0, id, json);
}

/* Panes leave the account out while it is the only one; then a quoted label
 * is that account's user. */
static void
a_quoted_label_is_of_the_only_account_while_there_is_one(void **state)
{
	struct filter *filter = filter_new(asked_parse(STR("user=\"bob\"")));
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_user(&rig, 1, "111122223333", "111122223333");
	add_user(&rig, 2, "444455556666", "111122223333");
	rig_flush(&rig);
	assert_keeps(&rig, "user=\"bob\"", "e1");
	assert_keeps(&rig, "user=bob", "e1 e2");
	assert_keeps(&rig, "user=\"bob 444455556666\"", "e2");
	assert_false(filter_step(filter, rig.store, 0));
	assert_int_equal(rowset_count(filter_rows(filter)), 1);
	add_user(&rig, 3, "444455556666", "444455556666");
	rig_flush(&rig);
	assert_keeps(&rig, "user=\"bob\"", "e1 e2 e3");
	assert_false(filter_step(filter, rig.store, 0));
	assert_int_equal(rowset_count(filter_rows(filter)), 3);
	filter_free(filter);
	rig_release(&rig);
}

/* One text wears the engine out; it is not kept, and that is said. */
static void a_regex_that_gives_up_says_so(void **state)
{
	struct filter *filter =
		filter_new(asked_parse(STR("/(a|aa)+$/ or x~(a|aa)+$")));
	struct buf json = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	buf_addf(&json, "{\"eventID\":\"e1\",\"eventName\":\"X\",\"x\":\"");
	for (int i = 0; i < 5000; i++)
		buf_addc(&json, 'a');
	buf_addf(&json, "c\"}");
	rig_json(&rig, 0, 0, json.at);
	rig_json(&rig, 0, 0, "{\"eventID\":\"e2\",\"eventName\":\"baa\"}");
	rig_flush(&rig);
	while (filter_step(filter, rig.store, 1))
		;
	assert_true(filter_gave_up(filter));
	assert_false(rowset_has(filter_rows(filter), 0));
	assert_true(rowset_has(filter_rows(filter), 1));
	filter_free(filter);
	buf_release(&json);
	rig_release(&rig);
}

static void a_name_that_no_event_has_is_told_with_its_place(void **state)
{
	struct expr *expr = asked_parse(STR("denied or usr=x"));
	unsigned seed = 8;
	struct err err;
	struct rig rig;

	(void)state;
	rig_init(&rig);
	assert_int_equal(expr_check(expr, rig.store, &err), 0);
	add_events(&rig, &seed, 0, 10, false);
	assert_int_equal(expr_check(expr, rig.store, &err), -1);
	assert_int_equal(err.code, ERR_QUERY);
	assert_int_equal(err.at, 10);
	rig_json(&rig, 0, 0, "{\"eventID\":\"e\",\"usr\":\"x\"}");
	rig_flush(&rig);
	assert_int_equal(expr_check(expr, rig.store, &err), 0);
	expr_free(expr);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_and_what_is_left_out_are_all),
		cmocka_unit_test(
			and_keeps_what_both_keep_and_or_what_either_keeps),
		cmocka_unit_test(slices_of_any_size_give_what_one_go_gives),
		cmocka_unit_test(a_slice_looks_at_no_more_rows_than_its_budget),
		cmocka_unit_test(a_store_may_grow_between_slices),
		cmocka_unit_test(without_an_expression_every_row_is_kept),
		cmocka_unit_test(
			a_quoted_label_is_of_the_only_account_while_there_is_one),
		cmocka_unit_test(a_regex_that_gives_up_says_so),
		cmocka_unit_test(
			a_name_that_no_event_has_is_told_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
