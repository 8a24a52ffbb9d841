/* SPDX-License-Identifier: MIT */
/* question.c - see question.h. */

#include "question.h"
#include "tell.h"

static int check_time(const char *option, const char *text)
{
	int64_t time;

	if (!text || time_read_ago(str_of(text), 0, &time))
		return 0;
	tell("%s is no time: '%s'; as 2023-07-10T12:10 or -2h", option, text);
	return -1;
}

int question_check(const struct options *options)
{
	struct err err;
	struct expr *expr = NULL;

	if (options->filter) {
		expr = expr_parse(str_of(options->filter), &err);
		if (!expr)
			return tell_query(options->filter, &err);
	}
	expr_free(expr);
	if (check_time("--from", options->from) < 0)
		return -1;
	return check_time("--to", options->to);
}

static int ask_filter(const char *text, const struct store *store,
		      struct rowset *rows)
{
	struct err err;
	struct expr *expr = expr_parse(str_of(text), &err);

	if (!expr)
		return tell_query(text, &err);
	if (expr_check(expr, store, &err) < 0) {
		expr_free(expr);
		return tell_query(text, &err);
	}
	struct filter *filter = filter_new(expr);
	while (filter_step(filter, store, 0))
		;
	rowset_and(rows, filter_rows(filter));
	if (filter_gave_up(filter))
		tell("a regex was too costly for some values: the answer is "
		     "\"at least\"");
	filter_free(filter);
	return 0;
}

static void keep_between(const struct store *store, struct rowset *rows,
			 int64_t from, int64_t to)
{
	const int64_t *time = store_time(store);
	struct rowset kept = { 0 };

	rowset_grow(&kept, store_rows(store));
	for (row_t row = 0; row < store_rows(store); row++)
		if (time[row] != TIME_NONE && time[row] >= from &&
		    time[row] < to)
			rowset_put(&kept, row);
	rowset_and(rows, &kept);
	rowset_release(&kept);
}

int question_ask(const struct options *options, const struct store *store,
		 struct rowset *rows)
{
	int64_t first, last = 0, from = INT64_MIN, to = TIME_NONE;

	if (options->filter && ask_filter(options->filter, store, rows) < 0)
		return -1;
	if (!options->from && !options->to)
		return 0;
	store_span(store, &first, &last);
	if (options->from)
		time_read_ago(str_of(options->from), last, &from);
	if (options->to)
		time_read_ago(str_of(options->to), last, &to);
	keep_between(store, rows, from, to);
	return 0;
}
