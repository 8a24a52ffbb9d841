/* SPDX-License-Identifier: MIT */
/* ask.c - loads a trail and times questions inside the process: medians of
 * several, in milliseconds a million events.
 *
 *	ask JOBS PATH
 *
 * Prints `name milliseconds` lines. */
#include <stdio.h>
#include <stdlib.h>

#include "ingest.h"
#include "query.h"
#include "tally.h"

#define ROUNDS 7

static struct store *store;
static struct rowset all;

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void time_it(const char *name, void (*work)(const char *),
		    const char *arg)
{
	double took[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		double began = time_now();
		work(arg);
		took[i] = time_now() - began;
	}
	qsort(took, ROUNDS, sizeof(*took), by_size);
	printf("%s %.3f\n", name,
	       took[ROUNDS / 2] * 1e9 / (double)store_rows(store));
}

static void ask_expr(const char *text)
{
	struct err err;
	struct expr *expr = expr_parse(str_of(text), &err);
	struct filter *filter;

	if (!expr)
		die("%s", err.text);
	filter = filter_new(expr);
	while (filter_step(filter, store, 0))
		;
	filter_free(filter);
}

/* What a changed chip costs: both lists, totals, facts, histogram. */
static void refresh(const char *unused)
{
	static struct bucket at[120];
	struct buckets buckets = { .count = ARRAY_LEN(at), .at = at };
	static const enum column facts[] = { COL_ADDRESS, COL_KEY, COL_TOOL,
					     COL_REGION, COL_ACCOUNT };
	struct tally tally = { 0 };
	struct totals totals = { 0 };
	int64_t last;

	(void)unused;
	tally_count(&tally, store, &all,
		    counting_new(COL_USER, NULL, TALLY_PLAIN));
	tally_release(&tally);
	tally_count(&tally, store, &all,
		    counting_new(COL_COUNT, NULL, TALLY_PLAIN));
	tally_release(&tally);
	totals_step(&totals, store, &all, SIZE_MAX);
	for (size_t i = 0; i < ARRAY_LEN(facts); i++) {
		struct distinct distinct = { 0 };

		distinct_step(&distinct, store, &all, facts[i], SIZE_MAX);
		distinct_release(&distinct);
	}
	store_span(store, &buckets.from, &last);
	buckets.step = (last - buckets.from) / 120 + 1;
	buckets_step(&buckets, store, &all, SIZE_MAX);
}

int main(int argc, char **argv)
{
	uint64_t seed = hash_seed();
	struct evidence evidence = { 0 };
	struct store_stats stats;
	struct ingest *ingest;

	if (argc != 3)
		die("ask JOBS PATH");
	store = store_new(seed);
	ingest = ingest_new(store, &evidence, (unsigned)atoi(argv[1]), seed);
	ingest_path(ingest, argv[2]);
	ingest_all(ingest);
	rowset_fill(&all, store_rows(store));
	store_stats(store, &stats);
	printf("events %zu\njson_bytes %zu\nmemory %zu\nskeletons %zu\n"
	       "values %zu\n",
	       stats.events, stats.json_bytes, stats.memory, stats.skeletons,
	       stats.values);
	time_it("regex", ask_expr, "/s3:[a-z]+object|[0-9]{4}beef/");
	time_it("chip_column", ask_expr, "user=alice");
	time_it("chip_path", ask_expr,
		"requestParameters.bucketName=example-orders");
	time_it("refresh", refresh, NULL);
	ingest_free(ingest);
	evidence_release(&evidence);
	store_free(store);
	return 0;
}
