/* SPDX-License-Identifier: MIT */
/* What is known of incidents comes out of the meaning columns: of the one in
 * the fixtures, and of two real ones outside of the project. Nothing of those
 * stands here: users and groups are found by what they did. */
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

static void load_set(struct desk *desk, const char *folder)
{
	struct dict ids;

	files = 0;
	nftw(folder, collect, 16, FTW_PHYS);
	assert_true(files > 0);
	assert_true(dict_init(&ids, SEED));
	for (size_t i = 0; i < files; i++) {
		add_records(desk, &ids, file[i]);
		free(file[i]);
	}
	dict_release(&ids);
}

/* Loads a set of the shared data; false where that is not there. */
static bool load_shared(struct desk *desk, const char *part)
{
	struct buf folder = { 0 };
	const bool there = shared_path(part, &folder);

	if (there)
		load_set(desk, folder.at);
	buf_release(&folder);
	return there;
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

/* ---- the incidents ---- */

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

/* The rows that name what was opened. */
static struct tally about_opened(const struct batch *b)
{
	const struct batch_row *ssh = opened_ssh(b);
	struct tally tally = { 0 };

	assert_non_null(ssh);
	for (size_t i = 0; i < b->rows; i++)
		if (names(b, &b->row[i], b->resource[ssh->resource_at]))
			count_row(&tally, &b->row[i]);
	return tally;
}

/* The one among people who was denied something. */
static sym_t denied_one(const struct batch *b)
{
	sym_t user = SYM_NONE;

	for (size_t i = 0; i < b->rows; i++) {
		if ((b->row[i].flags & (FLAG_DENIED | FLAG_SERVICE)) !=
		    FLAG_DENIED)
			continue;
		assert_true(user == SYM_NONE ||
			    user == b->row[i].column[COL_USER]);
		user = b->row[i].column[COL_USER];
	}
	assert_true(user != SYM_NONE);
	return user;
}

static void assert_denied_one(const struct batch *b, size_t events,
			      size_t failed, size_t keys)
{
	const sym_t user = denied_one(b);
	struct tally tally = { 0 };

	for (size_t i = 0; i < b->rows; i++)
		if (b->row[i].column[COL_USER] == user)
			count_row(&tally, &b->row[i]);
	assert_int_equal(tally.events, events);
	assert_int_equal(tally.failed, failed);
	assert_int_equal(distinct(b, user, COL_ADDRESS), 1);
	assert_int_equal(distinct(b, user, COL_KEY), keys);
}

static void the_fixtures_hold_a_group_opened_and_an_intruder(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;

	load_set(desk, FIXTURES "odd/json-named-gz.json.gz");
	assert_int_equal(b->rows, 12);
	assert_int_equal(about_opened(b).events, 3);
	assert_int_equal(about_opened(b).writes, 2);
	assert_int_equal(with(b, FLAG_DENIED, 0).events, 1);
	assert_int_equal(with(b, FLAG_WORLD, 0).events, 1);
	assert_int_equal(with(b, 0, FLAG_SERVICE).events, 11);
	assert_denied_one(b, 4, 1, 1);
}

static void the_group_that_was_opened_is_named_sixteen_times(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;

	if (!load_shared(desk, "data/invictus-ir-aws_dataset/CloudTrail"))
		return;
	assert_int_equal(b->rows, 2900);
	assert_int_equal(about_opened(b).events, 16);
	assert_int_equal(about_opened(b).writes, 8);
	assert_int_equal(with(b, FLAG_DENIED, 0).events, 60);
	assert_int_equal(with(b, FLAG_WORLD, 0).events, 2);
	assert_in_range(with(b, FLAG_NOTABLE, 0).events, 40, 200);
}

static void the_intruder_is_who_was_denied_among_people(void **state)
{
	struct desk *desk = *state;
	const struct batch *b = desk->batch;

	if (!load_shared(desk, "data/suzaku-sample-data"))
		return;
	assert_int_equal(b->rows, 23981);
	assert_int_equal(with(b, 0, FLAG_SERVICE).events, 2433);
	assert_int_equal(with(b, FLAG_DENIED, FLAG_SERVICE).events, 4);
	assert_in_range(with(b, FLAG_NOTABLE, 0).events, 3, 30);
	assert_denied_one(b, 37, 4, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(the_fixtures_hold_a_group_opened_and_an_intruder),
		SENSED(the_group_that_was_opened_is_named_sixteen_times),
		SENSED(the_intruder_is_who_was_denied_among_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
