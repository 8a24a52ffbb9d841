/* SPDX-License-Identifier: MIT */
/* test_ingest.c - files become rows, whatever the jobs, whatever happens. */
#include "folder.h"

#include "ingest.h"

#define SEED 7

struct rig {
	struct folder folder;
	struct store *store;
	struct ingest *ingest;
	struct evidence evidence;
};

static void begin(struct rig *rig, unsigned jobs)
{
	rig->store = store_new(SEED);
	rig->ingest = ingest_new(rig->store, &rig->evidence, jobs, SEED);
}

static void end(struct rig *rig)
{
	ingest_free(rig->ingest);
	evidence_release(&rig->evidence);
	store_free(rig->store);
	rig->ingest = NULL;
	rig->store = NULL;
}

static void load(struct rig *rig, unsigned jobs)
{
	begin(rig, jobs);
	ingest_path(rig->ingest, rig->folder.path);
	ingest_all(rig->ingest);
}

static int make_rig(void **state)
{
	struct rig *rig = xcalloc(1, sizeof(*rig));

	folder_make(&rig->folder);
	*state = rig;
	return 0;
}

static int free_rig(void **state)
{
	struct rig *rig = *state;

	folder_remove(&rig->folder);
	free(rig);
	return 0;
}

/* Everything that must not depend on chance, as one number. */
static uint64_t print_of(const struct store *store)
{
	struct buf out = { 0 };
	uint64_t hash = store_rows(store);

	for (row_t row = 0; row < store_rows(store); row++) {
		struct record record;
		buf_reset(&out);
		store_record(store, row, &record);
		record_put_json(&record, 0, &out);
		hash = hash_mix(hash, hash_bytes(SEED, out.at, out.len));
		hash = hash_mix(hash, store_file(store)[row]);
		hash = hash_mix(hash, store_offset(store, row));
		for (int c = 0; c < COL_COUNT; c++) {
			struct str text = store_text(
				store,
				store_column(store, (enum column)c)[row]);
			hash = hash_mix(hash,
					hash_bytes(SEED, text.at, text.len));
		}
	}
	buf_release(&out);
	return hash;
}

static void many_files(const struct rig *rig, unsigned files, unsigned each)
{
	char name[32];

	for (unsigned i = 0; i < files; i++) {
		snprintf(name, sizeof(name), "%04u.json", i);
		/* Every fifth repeats the one before. */
		folder_events(&rig->folder, name, (i - (i % 5 == 4)) * each,
			      each);
	}
}

static const struct source *source_of(const struct rig *rig, const char *end)
{
	for (size_t i = 0; i < rig->evidence.sources; i++)
		if (str_ends(str_of(rig->evidence.source[i].path), str_of(end)))
			return &rig->evidence.source[i];
	fail_msg("no source %s", end);
	return NULL;
}

static void rows_do_not_depend_on_the_number_of_jobs(void **state)
{
	static const unsigned jobs[] = { 1, 2, 7 };
	struct rig *rig = *state;
	uint64_t print = 0;

	many_files(rig, 60, 40);
	for (size_t i = 0; i < ARRAY_LEN(jobs); i++) {
		load(rig, jobs[i]);
		assert_int_equal(store_rows(rig->store), 48 * 40);
		if (!i)
			print = print_of(rig->store);
		assert_true(print == print_of(rig->store));
		end(rig);
	}
}

static void thousands_of_tiny_files_are_each_accounted_for(void **state)
{
	struct rig *rig = *state;

	many_files(rig, 2000, 1);
	load(rig, 3);
	assert_int_equal(store_rows(rig->store), 1600);
	assert_int_equal(rig->evidence.sources, 2000);
	assert_int_equal(evidence_done(&rig->evidence), 2000);
	assert_int_equal(rig->evidence.troubles, 0);
	for (size_t i = 0; i < 2000; i++) {
		const struct source *source = &rig->evidence.source[i];
		assert_int_equal(source->state, SOURCE_WHOLE);
		assert_string_equal(source->format, "S3 delivery file");
		assert_int_equal(source->records, 1);
		assert_int_equal(
			store_file_events(rig->store, (uint32_t)i) +
				store_file_repeats(rig->store, (uint32_t)i),
			1);
	}
	assert_int_equal(rig->evidence.bytes_done, rig->evidence.bytes_all);
	end(rig);
}

static void an_empty_folder_is_loaded_at_once(void **state)
{
	struct rig *rig = *state;

	load(rig, 2);
	assert_false(rig->evidence.loading);
	assert_int_equal(rig->evidence.sources, 0);
	assert_int_equal(store_rows(rig->store), 0);
	end(rig);
}

static void what_cannot_be_read_has_a_reason_and_the_rest_is_there(void **state)
{
	struct rig *rig = *state;
	char *gone = folder_name(&rig->folder, "gone.json");
	char *link = folder_name(&rig->folder, "link.json");

	folder_events(&rig->folder, "a.json", 0, 3);
	assert_int_equal(symlink("nowhere", link), 0);
	begin(rig, 2);
	ingest_path(rig->ingest, gone);
	ingest_path(rig->ingest, rig->folder.path);
	ingest_all(rig->ingest);
	assert_int_equal(store_rows(rig->store), 3);
	assert_int_equal(rig->evidence.sources, 3);
	assert_string_equal(source_of(rig, "gone.json")->note[0].text,
			    "No such file or directory");
	assert_int_equal(source_of(rig, "link.json")->note_count, 1);
	assert_int_equal(source_of(rig, "a.json")->note_count, 0);
	assert_int_equal(evidence_damaged(&rig->evidence, NULL), 2);
	end(rig);
	free(gone);
	free(link);
}

static void damage_and_other_files_are_told_apart(void **state)
{
	struct rig *rig = *state;
	size_t first;

	folder_events(&rig->folder, "good.json", 0, 3);
	folder_put(&rig->folder, "README", STR("how to read this\n"));
	folder_put(&rig->folder, "empty.json", STR(""));
	folder_put(&rig->folder, "cut.json",
		   STR("{\"Records\":[{\"eventVersion\":\"1.1\",\"eventNa"));
	folder_put(&rig->folder, "odd.json",
		   STR("{\"Records\":[{\"eventVersion\":\"1.1\",,}]}"));
	load(rig, 2);
	assert_int_equal(rig->evidence.in[SOURCE_SKIPPED].files, 2);
	assert_int_equal(evidence_damaged(&rig->evidence, &first), 2);
	assert_int_equal(rig->evidence.missing, 0);
	assert_ptr_equal(&rig->evidence.source[first],
			 source_of(rig, "cut.json"));
	first = rig->evidence.in[SOURCE_SKIPPED].first;
	assert_ptr_equal(&rig->evidence.source[first],
			 source_of(rig, "README"));
	for (size_t i = 0; i < rig->evidence.sources; i++)
		assert_true(rig->evidence.source[i].format ||
			    rig->evidence.source[i].notes);
	end(rig);
}

static void
a_file_with_endless_damage_keeps_some_notes_and_counts_all(void **state)
{
	struct rig *rig = *state;
	struct buf bytes = { 0 };
	const struct source *source;

	for (unsigned i = 0; i < 500; i++) {
		put_event(&bytes, i);
		buf_add(&bytes, STR("\n{\"eventVersion\": oops}\n"));
	}
	folder_put(&rig->folder, "bad.json", buf_str(&bytes));
	buf_release(&bytes);
	load(rig, 2);
	source = source_of(rig, "bad.json");
	assert_int_equal(store_rows(rig->store), 500);
	assert_int_equal(source->note_count, 500);
	assert_in_range(source->notes, 1, 499);
	end(rig);
}

static void stopping_loses_nothing(void **state)
{
	struct rig *rig = *state;
	bool late;

	many_files(rig, 300, 20);
	begin(rig, 2);
	ingest_pause(rig->ingest, true);
	ingest_path(rig->ingest, rig->folder.path);
	for (int i = 0; i < 20; i++) {
		usleep(1000);
		ingest_step(rig->ingest, 5);
	}
	assert_true(rig->evidence.loading);
	assert_int_equal(store_rows(rig->store), 0);
	assert_true(rig->evidence.stopped);
	assert_true(rig->evidence.seconds < 0.01);
	ingest_pause(rig->ingest, false);
	while (store_rows(rig->store) < 500 && rig->evidence.loading)
		ingest_step(rig->ingest, 0);
	ingest_pause(rig->ingest, true);
	for (int i = 0; i < 20; i++)
		ingest_step(rig->ingest, 1);
	late = !rig->evidence.loading;
	assert_true(rig->evidence.stopped == !late);
	ingest_pause(rig->ingest, false);
	ingest_all(rig->ingest);
	assert_int_equal(store_rows(rig->store), 240 * 20);
	assert_false(rig->evidence.stopped);
	assert_int_equal(evidence_done(&rig->evidence), 300);
	end(rig);
}

static void a_stop_that_comes_too_late_holds_up_nothing(void **state)
{
	struct rig *rig = *state;
	char *more = folder_name(&rig->folder, "more.json");

	folder_events(&rig->folder, "a.json", 0, 3);
	load(rig, 2);
	ingest_pause(rig->ingest, true);
	ingest_step(rig->ingest, 0);
	assert_false(rig->evidence.stopped);
	folder_events(&rig->folder, "more.json", 10, 2);
	ingest_path(rig->ingest, more);
	ingest_all(rig->ingest);
	assert_int_equal(store_rows(rig->store), 5);
	end(rig);
	free(more);
}

static void paths_may_come_later_and_twice(void **state)
{
	struct rig *rig = *state;
	char *more = folder_name(&rig->folder, "b.json");

	folder_events(&rig->folder, "a.json", 0, 3);
	folder_events(&rig->folder, "b.json", 10, 2);
	load(rig, 2);
	assert_int_equal(store_rows(rig->store), 5);
	ingest_path(rig->ingest, more); /* known by device and inode */
	ingest_all(rig->ingest);
	assert_int_equal(rig->evidence.sources, 2);
	assert_int_equal(store_rows(rig->store), 5);
	end(rig);
	free(more);
}

/* Under every bound, also one that the first batch exceeds. */
static void kept_and_missing_are_all_when_memory_runs_out(void **state)
{
	struct rig *rig = *state;
	size_t kept_before = 0;

	many_files(rig, 40, 50);
	for (size_t bound = 100000; bound < 4000000; bound += bound / 2) {
		begin(rig, 3);
		store_bound(rig->store, bound);
		ingest_path(rig->ingest, rig->folder.path);
		ingest_all(rig->ingest);
		struct store_stats stats;
		uint64_t noted = 0, records = 0;
		store_stats(rig->store, &stats);
		for (size_t i = 0; i < rig->evidence.sources; i++) {
			const struct source *source = &rig->evidence.source[i];
			records += source->records;
			if (source->notes)
				noted += strtoull(source->note[0].text, NULL,
						  10);
		}
		assert_int_equal(records, 2000);
		assert_int_equal(noted, rig->evidence.missing);
		assert_int_equal(stats.events + stats.repeats +
					 rig->evidence.missing,
				 2000);
		assert_true((rig->evidence.missing > 0) ==
			    (rig->evidence.full != NULL));
		assert_true(stats.events >= kept_before);
		kept_before = stats.events;
		end(rig);
	}
	assert_int_equal(kept_before, 1600);
}

static void make_number(size_t number, struct buf *out)
{
	put_delivery(out, (unsigned)number * 10, 10);
}

static void files_can_be_made_when_they_are_read(void **state)
{
	struct rig *rig = *state;

	begin(rig, 2);
	for (size_t n = 0; n < 50; n++)
		ingest_made(rig->ingest, STR("made"), make_number, n);
	ingest_all(rig->ingest);
	assert_int_equal(store_rows(rig->store), 500);
	assert_int_equal(rig->evidence.sources, 50);
	assert_string_equal(rig->evidence.source[7].path, "made");
	end(rig);
}

static void leaving_in_the_middle_leaks_nothing(void **state)
{
	struct rig *rig = *state;

	many_files(rig, 300, 20);
	for (int i = 0; i < 10; i++) {
		begin(rig, 3);
		ingest_path(rig->ingest, rig->folder.path);
		usleep((useconds_t)i * 500);
		ingest_step(rig->ingest, 0);
		end(rig);
	}
	ingest_free(NULL);
}

#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, make_rig, free_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(rows_do_not_depend_on_the_number_of_jobs),
		RIG_TEST(thousands_of_tiny_files_are_each_accounted_for),
		RIG_TEST(an_empty_folder_is_loaded_at_once),
		RIG_TEST(
			what_cannot_be_read_has_a_reason_and_the_rest_is_there),
		RIG_TEST(damage_and_other_files_are_told_apart),
		RIG_TEST(
			a_file_with_endless_damage_keeps_some_notes_and_counts_all),
		RIG_TEST(stopping_loses_nothing),
		RIG_TEST(a_stop_that_comes_too_late_holds_up_nothing),
		RIG_TEST(paths_may_come_later_and_twice),
		RIG_TEST(kept_and_missing_are_all_when_memory_runs_out),
		RIG_TEST(files_can_be_made_when_they_are_read),
		RIG_TEST(leaving_in_the_middle_leaks_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
