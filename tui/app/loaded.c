/* SPDX-License-Identifier: MIT */
/* loaded.c - see loaded.h. */
#include <inttypes.h>

#include "loaded.h"
#include "question.h"
#include "table.h"
#include "tell.h"

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
	tell("%s files %s; the first: %s: %s", counts.at, what, source->path,
	     source->notes ? source->note[0].text : "no memory for why");
	buf_release(&counts);
}

static void warn(const struct loaded *loaded)
{
	const struct evidence *evidence = &loaded->evidence;
	struct store_stats stats;
	struct buf count = { 0 };
	size_t first, damaged = evidence_damaged(evidence, &first);

	store_stats(loaded->store, &stats);
	if (stats.repeats) {
		buf_add_count(&count, stats.repeats);
		tell("%s repeats (same event id, same content) kept once",
		     count.at);
	}
	buf_reset(&count);
	if (evidence->missing) {
		buf_add_count(&count, evidence->missing);
		tell("%s events not loaded: %s", count.at, evidence->full);
	}
	buf_release(&count);
	warn_of_files(evidence, damaged, first,
		      "damaged, unreadable or not read in whole");
	warn_of_files(evidence, evidence->in[SOURCE_SKIPPED].files,
		      evidence->in[SOURCE_SKIPPED].first,
		      "set aside (no CloudTrail events)");
	if (evidence->troubles)
		tell("`trailtui sources PATH...` lists them all");
}

int loaded_open(struct loaded *loaded, const struct options *options)
{
	uint64_t seed = hash_seed();

	*loaded = (struct loaded){ .store = store_new(seed) };
	if (!loaded->store)
		die("out of memory");
	store_bound(loaded->store, options->memory);
	loaded->ingest = ingest_new(loaded->store, &loaded->evidence,
				    (unsigned)options->jobs, seed);
	for (size_t i = 0; i < options->paths; i++)
		ingest_path(loaded->ingest, options->path[i]);
	ingest_all(loaded->ingest);
	warn(loaded);
	rowset_fill(&loaded->rows, store_rows(loaded->store));
	return question_ask(options, loaded->store, &loaded->rows);
}

void loaded_release(struct loaded *loaded)
{
	rowset_release(&loaded->rows);
	ingest_free(loaded->ingest);
	evidence_release(&loaded->evidence);
	store_free(loaded->store);
}

int loaded_status(const struct loaded *loaded, const struct options *options,
		  bool found)
{
	if (!output_ok() ||
	    (options->strict && evidence_damaged(&loaded->evidence, NULL)))
		return 2;
	return found ? 0 : 1;
}
