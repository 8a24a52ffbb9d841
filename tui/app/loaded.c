/* SPDX-License-Identifier: MIT */
/* loaded.c - see loaded.h. */
#include <stdio.h>
#include <string.h>

#include "grid.h"
#include "loaded.h"
#include "moment.h"
#include "table.h"

int query_refused(const char *text, const struct err *err)
{
	fprintf(stderr, "trailtui: %s\n  %s\n  %*s^\n", err->text, text,
		(int)err->at, "");
	return -1;
}

/* Keeps in `rows` what the expression keeps. */
static int ask(struct loaded *loaded, const char *text)
{
	struct err err;
	struct expr *expr = expr_parse(str_of(text), &err);

	if (!expr)
		return query_refused(text, &err);
	if (expr_check(expr, loaded->store, &err) < 0) {
		expr_free(expr);
		return query_refused(text, &err);
	}
	struct filter *filter = filter_new(expr);
	while (filter_step(filter, loaded->store, 0))
		;
	rowset_and(&loaded->rows, filter_rows(filter));
	if (filter_gave_up(filter))
		fprintf(stderr, "trailtui: a regex was too costly for some "
				"values: the answer is \"at least\"\n");
	filter_free(filter);
	return 0;
}

static int keep_between(struct loaded *loaded, int64_t from, int64_t to)
{
	const int64_t *time = store_time(loaded->store);
	struct rowset kept = { 0 };

	rowset_grow(&kept, store_rows(loaded->store));
	for (row_t row = 0; row < store_rows(loaded->store); row++)
		if (time[row] != TIME_NONE && time[row] >= from &&
		    time[row] < to)
			rowset_put(&kept, row);
	rowset_and(&loaded->rows, &kept);
	rowset_release(&kept);
	return 0;
}

static int ask_times(struct loaded *loaded, const struct options *options)
{
	int64_t first, last = 0, from = INT64_MIN, to = TIME_NONE;

	if (!options->from && !options->to)
		return 0;
	store_span(loaded->store, &first, &last);
	if (options->from && !moment_read(options->from, last, &from)) {
		fprintf(stderr, "trailtui: --from is no time: '%s'\n",
			options->from);
		return -1;
	}
	if (options->to && !moment_read(options->to, last, &to)) {
		fprintf(stderr, "trailtui: --to is no time: '%s'\n",
			options->to);
		return -1;
	}
	return keep_between(loaded, from, to);
}

static const struct source *worst_source(const struct loaded *loaded,
					 size_t *count)
{
	const struct source *first = NULL;

	*count = 0;
	for (size_t i = 0; i < loaded->evidence.sources; i++)
		if (loaded->evidence.source[i].note_count) {
			if (!first)
				first = &loaded->evidence.source[i];
			(*count)++;
		}
	return first;
}

static void warn(const struct loaded *loaded)
{
	struct store_stats stats;
	struct buf text = { 0 };
	size_t count;
	const struct source *source = worst_source(loaded, &count);

	store_stats(loaded->store, &stats);
	if (stats.repeats) {
		buf_addf(&text, "trailtui: ");
		buf_add_count(&text, stats.repeats);
		buf_addf(&text, " repeats (same event id, same content) kept "
				"once\n");
	}
	if (source) {
		buf_addf(&text, "trailtui: ");
		buf_add_count(&text, count);
		buf_addf(&text, " of ");
		buf_add_count(&text, loaded->evidence.sources);
		buf_addf(&text, " files not read, or not in whole; the "
				"first: ");
		text_clean(&text, str_of(source->path), false);
		buf_addf(&text, ": ");
		text_clean(&text, str_of(source->note[0].text), false);
		buf_addf(&text, "\n  (trailtui sources PATH... lists them "
				"all)\n");
	}
	fwrite(text.at, 1, text.len, stderr);
	buf_release(&text);
}

int loaded_open(struct loaded *loaded, const struct options *options)
{
	uint64_t seed = hash_seed();

	*loaded = (struct loaded){ .store = store_new(seed) };
	if (!loaded->store)
		die("out of memory");
	store_bound(loaded->store, options->memory);
	loaded->ingest = ingest_new(loaded->store, (unsigned)options->jobs,
				    seed);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(loaded->ingest, options->path[i]);
	ingest_all(loaded->ingest);
	ingest_evidence(loaded->ingest, &loaded->evidence);
	warn(loaded);
	rowset_fill(&loaded->rows, store_rows(loaded->store));
	if (options->filter && ask(loaded, options->filter) < 0)
		return -1;
	return ask_times(loaded, options);
}

void loaded_release(struct loaded *loaded)
{
	rowset_release(&loaded->rows);
	ingest_free(loaded->ingest);
	store_free(loaded->store);
}

int loaded_status(const struct loaded *loaded,
		  const struct options *options, bool found)
{
	size_t count;

	if (!output_ok() ||
	    (options->strict && worst_source(loaded, &count)))
		return 2;
	return found ? 0 : 1;
}
