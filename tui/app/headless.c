/* SPDX-License-Identifier: MIT */
/* headless.c - loads, keeps the rows that are asked for, and says what is
 * missing, without a screen. */
#include <assert.h>
#include <inttypes.h>

#include "headless.h"
#include "output.h"
#include "message.h"

/* ---- what is asked for ---- */

static int check_time(const char *option, const char *text)
{
	int64_t time;

	if (!text || time_read_ago(str_of(text), 0, &time))
		return 0;
	message("%s is no time: '%s'; as 2023-07-10T12:10 or -2h", option,
		text);
	return -1;
}

int headless_check(const struct options *options)
{
	struct err err;
	struct expr *expr = NULL;

	if (options->filter) {
		expr = expr_parse(str_of(options->filter), &err);
		if (!expr)
			return message_query(options->filter, &err);
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
		return message_query(text, &err);
	if (expr_check(expr, store, &err) < 0) {
		expr_free(expr);
		return message_query(text, &err);
	}
	struct filter *filter = filter_new(expr);
	while (filter_step(filter, store, 0))
		;
	rowset_and(rows, filter_rows(filter));
	if (filter_gave_up(filter))
		message("a regex was too costly for some values: the answer is "
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

/* Keeps in `rows`, which holds every row, what -f, --from and --to keep. 0, or
 * -1 after a message (a field that no event has). */
static int filter_rows_by(const struct options *options,
			  const struct store *store, struct rowset *rows)
{
	int64_t first, last = 0, from = INT64_MIN, to = TIME_NONE;

	assert(rowset_count(rows) == store_rows(store));
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

/* ---- loading all of it ---- */

static void warn_of_files(const struct evidence *evidence, size_t count,
			  size_t first, const char *what)
{
	const struct source *source = &evidence->source[first];
	struct buf counts = { 0 };

	if (!count)
		return;
	buf_add_count(&counts, count);
	buf_addf(&counts, " of ");
	buf_add_count(&counts, evidence->sources);
	message("%s files %s; the first: %s: %s", counts.at, what, source->path,
		source->notes ? source->note[0].text : "no memory for why");
	buf_release(&counts);
}

static void warn(const struct headless *headless)
{
	const struct evidence *evidence = &headless->evidence;
	struct store_stats stats;
	struct buf count = { 0 };
	size_t first, damaged = evidence_damaged(evidence, &first);

	store_stats(headless->store, &stats);
	if (stats.repeats) {
		buf_add_count(&count, stats.repeats);
		message("%s repeats (same event id, same content) kept once",
			count.at);
	}
	buf_reset(&count);
	if (evidence->missing) {
		buf_add_count(&count, evidence->missing);
		message("%s events not loaded: %s", count.at, evidence->full);
	}
	buf_release(&count);
	warn_of_files(evidence, damaged, first,
		      "damaged, unreadable or not read in whole");
	warn_of_files(evidence, evidence->in[SOURCE_SKIPPED].files,
		      evidence->in[SOURCE_SKIPPED].first,
		      "set aside (no CloudTrail events)");
	if (evidence->troubles)
		message("`trailtui sources PATH...` lists them all");
}

int headless_open(struct headless *headless, const struct options *options)
{
	uint64_t seed = hash_seed();

	assert(options->jobs && options->paths);
	*headless = (struct headless){ .store = store_new(seed) };
	if (!headless->store)
		die("out of memory");
	store_bound(headless->store, options->memory);
	headless->ingest = ingest_new(headless->store, &headless->evidence,
				      (unsigned)options->jobs, seed);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(headless->ingest, options->path[i]);
	ingest_all(headless->ingest);
	warn(headless);
	rowset_fill(&headless->rows, store_rows(headless->store));
	return filter_rows_by(options, headless->store, &headless->rows);
}

void headless_release(struct headless *headless)
{
	rowset_release(&headless->rows);
	ingest_free(headless->ingest);
	evidence_release(&headless->evidence);
	store_free(headless->store);
}

int headless_status(const struct headless *headless,
		    const struct options *options, bool found)
{
	if (!output_ok() ||
	    (options->strict && evidence_damaged(&headless->evidence, NULL)))
		return 2;
	return found ? 0 : 1;
}
