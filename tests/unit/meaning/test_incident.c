/* SPDX-License-Identifier: MIT */
/* What is known of two real incidents comes out of the meaning columns. The
 * files lie outside of the project; nothing of them stands here: the users
 * and groups in question are found by what they did. */
#include "sense.h"

#include <ftw.h>
#include <jansson.h>
#include <zlib.h>

#define FILES_MOST 8192

/* nftw has no place for a caller's own; filled by collect, sorted after. */
static char *file[FILES_MOST];
static size_t files;

static int collect(const char *path, const struct stat *about, int type,
		   struct FTW *at)
{
	(void)about;
	(void)at;
	if (type == FTW_F && strstr(path, ".json") && files < FILES_MOST)
		file[files++] = xstrdup(str_of(path));
	return 0;
}

/* The file's bytes, inflated where they are gzip; owned. */
static char *whole(const char *path)
{
	gzFile in = gzopen(path, "rb");
	struct buf text = { 0 };
	char part[65536];
	int got;

	while (in && (got = gzread(in, part, sizeof(part))) > 0)
		buf_add(&text, (struct str){ part, (size_t)got });
	if (in)
		gzclose(in);
	buf_addc(&text, '\0');
	return text.at;
}

/* Adds each event once, by its id. */
static void add_records(struct desk *desk, struct dict *ids, const char *path)
{
	char *text = whole(path);
	json_t *file_json = json_loads(text, 0, NULL);
	const json_t *records = json_object_get(file_json, "Records");
	size_t i;
	json_t *event;

	json_array_foreach(records, i, event)
	{
		char *line = json_dumps(event, JSON_COMPACT);
		size_t before = ids->count;

		dict_put(ids, str_of(json_string_value(
				      json_object_get(event, "eventID"))));
		if (ids->count > before)
			sense_bytes(desk, str_of(line));
		free(line);
	}
	json_decref(file_json);
	free(text);
}

static void load_set(struct desk *desk, const char *part)
{
	struct dict ids;
	struct buf folder = { 0 };

	shared_path(part, &folder);
	files = 0;
	nftw(folder.at, collect, 16, FTW_PHYS);
	buf_release(&folder);
	assert_true(files > 0);
	assert_true(dict_init(&ids, SEED));
	for (size_t i = 0; i < files; i++) {
		add_records(desk, &ids, file[i]);
		free(file[i]);
	}
	dict_release(&ids);
}

/* ---- counting ---- */

struct tally {
	size_t events, writes, failed, notable;
};

static void count_row(struct tally *tally, const struct batch_row *at)
{
	tally->events++;
	tally->writes += (at->flags & FLAG_WRITE) != 0;
	tally->failed += (at->flags & FLAG_FAILED) != 0;
	tally->notable += (at->flags & FLAG_NOTABLE) != 0;
}

static struct tally with(const struct batch *b, uint32_t flags,
			 uint32_t without)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < b->rows; i++)
		if ((b->row[i].flags & flags) == flags &&
		    !(b->row[i].flags & without))
			count_row(&tally, &b->row[i]);
	return tally;
}

static bool names(const struct batch *b, const struct batch_row *at,
		  sym_t resource)
{
	for (uint32_t i = 0; i < at->resources; i++)
		if (b->resource[at->resource_at + i] == resource)
			return true;
	return false;
}

static size_t distinct(const struct batch *b, sym_t user, enum column col)
{
	sym_t seen[8];
	size_t count = 0;

	for (size_t i = 0; i < b->rows; i++) {
		sym_t sym = b->row[i].column[col];
		size_t n = 0;

		if (b->row[i].column[COL_USER] != user)
			continue;
		while (n < count && seen[n] != sym)
			n++;
		if (n == count && count < ARRAY_LEN(seen))
			seen[count++] = sym;
	}
	return count;
}

/* ---- the two incidents ---- */

/* The one row that opened port 22 to the world. */
static const struct batch_row *opened_ssh(const struct batch *b)
{
	const struct batch_row *found = NULL;
	struct buf story = { 0 };

	for (size_t i = 0; i < b->rows; i++) {
		const struct batch_row *at = &b->row[i];
		struct record record = { at->skeleton, b->value + at->value_at,
					 b->packed + at->packed_at, &b->dict };

		if (!(at->flags & FLAG_WORLD))
			continue;
		buf_reset(&story);
		record_story(&record, &story);
		if (str_starts(buf_str(&story), STR("opened tcp/22 to")))
			found = at;
	}
	buf_release(&story);
	return found;
}

static void the_group_that_was_opened_is_named_sixteen_times(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;
	const struct batch_row *ssh;
	struct tally tally = { 0 };

	load_set(desk, "data/invictus-ir-aws_dataset/CloudTrail");
	assert_int_equal(b->rows, 2900);
	ssh = opened_ssh(b);
	assert_non_null(ssh);
	for (size_t i = 0; i < b->rows; i++)
		if (names(b, &b->row[i], b->resource[ssh->resource_at]))
			count_row(&tally, &b->row[i]);
	assert_int_equal(tally.events, 16);
	assert_int_equal(tally.writes, 8);
	assert_int_equal(with(b, FLAG_DENIED, 0).events, 60);
	assert_int_equal(with(b, FLAG_WORLD, 0).events, 2);
	assert_in_range(with(b, FLAG_NOTABLE, 0).events, 40, 200);
}

static void the_intruder_is_who_was_denied_among_people(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;
	struct tally tally = { 0 };
	sym_t user = SYM_NONE;

	load_set(desk, "data/suzaku-sample-data");
	assert_int_equal(b->rows, 23981);
	assert_int_equal(with(b, 0, FLAG_SERVICE).events, 2433);
	assert_int_equal(with(b, FLAG_DENIED, FLAG_SERVICE).events, 4);
	assert_in_range(with(b, FLAG_NOTABLE, 0).events, 3, 30);
	for (size_t i = 0; i < b->rows; i++) {
		if ((b->row[i].flags & (FLAG_DENIED | FLAG_SERVICE)) !=
		    FLAG_DENIED)
			continue;
		assert_true(user == SYM_NONE ||
			    user == b->row[i].column[COL_USER]);
		user = b->row[i].column[COL_USER];
	}
	for (size_t i = 0; i < b->rows; i++)
		if (b->row[i].column[COL_USER] == user)
			count_row(&tally, &b->row[i]);
	assert_int_equal(tally.events, 37);
	assert_int_equal(tally.failed, 4);
	assert_int_equal(distinct(b, user, COL_ADDRESS), 1);
	assert_int_equal(distinct(b, user, COL_KEY), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(the_group_that_was_opened_is_named_sixteen_times),
		SENSED(the_intruder_is_who_was_denied_among_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
