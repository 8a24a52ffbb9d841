/* SPDX-License-Identifier: MIT */
/* test_memory.c - vectors, arenas, built texts, errors and death. */
#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

static void a_vector_at_least_doubles(void **state)
{
	size_t room = 0;
	int *at = NULL;

	(void)state;
	assert_true(vec_reserve(&at, &room, 3, sizeof(*at)));
	assert_true(room >= 3);
	at[2] = 7;
	assert_true(vec_reserve(&at, &room, room + 1, sizeof(*at)));
	assert_true(room >= 6);
	assert_int_equal(at[2], 7);
	free(at);
}

static void a_refused_vector_is_as_it_was(void **state)
{
	size_t room = 4, sizes[] = { SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8 };
	uint64_t *at = xmalloc(room * sizeof(*at)), *before = at;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		assert_false(vec_reserve(&at, &room, sizes[i], sizeof(*at)));
		assert_ptr_equal(at, before);
		assert_int_equal(room, 4);
	}
	free(at);
}

static void arena_texts_stay_and_are_aligned(void **state)
{
	struct arena arena = { 0 };
	struct str kept[2000];
	char text[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		int len = snprintf(text, sizeof(text), "text %zu", i * i);

		kept[i] = arena_keep(&arena, (struct str){ text, (size_t)len });
		assert_int_equal((uintptr_t)kept[i].at % 8, 0);
	}
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		snprintf(text, sizeof(text), "text %zu", i * i);
		assert_str(kept[i], str_of(text), "kept");
	}
	memset(arena_take(&arena, 5 << 20), 1, 5 << 20);
	assert_null(arena_keep(&arena, STR_NONE).at);
	assert_str(arena_keep(&arena, STR("")), STR(""), "empty");
	arena_release(&arena);
	assert_null(arena.block);
}

static void a_built_text_is_always_terminated(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	assert_str(buf_str(&buf), STR(""), "nothing yet");
	buf_add(&buf, STR("a\0b"));
	buf_addc(&buf, 'c');
	assert_str(buf_str(&buf), STR("a\0bc"), "with a NUL inside");
	assert_int_equal(buf.at[buf.len], '\0');
	buf_reset(&buf);
	assert_int_equal(buf.len, 0);
	assert_int_equal(buf.at[0], '\0');
	buf_add(&buf, STR_NONE);
	assert_str(buf_str(&buf), STR(""), "absent adds nothing");
	buf_release(&buf);
}

static void formatted_texts_of_every_length_fit(void **state)
{
	struct buf buf = { 0 };
	char want[301];

	(void)state;
	for (int len = 0; len < 300; len++) {
		memset(want, 'x', sizeof(want));
		want[len] = '\0';
		buf_addf(&buf, "%s", want);
		assert_str(buf_str(&buf), str_of(want), "formatted");
		if (len % 2)
			buf_release(&buf);
		else
			buf_reset(&buf);
	}
	buf_release(&buf);
}

static void counts_have_separators(void **state)
{
	static const struct {
		uint64_t n;
		const char *text;
	} rows[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ 999, "999" },
		{ 1000, "1,000" },
		{ 23981, "23,981" },
		{ 100000, "100,000" },
		{ UINT64_MAX, "18,446,744,073,709,551,615" },
	};
	struct buf buf = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		buf_reset(&buf);
		buf_add_count(&buf, rows[i].n);
		assert_str(buf_str(&buf), str_of(rows[i].text), "count");
	}
	buf_release(&buf);
}

static void an_error_is_filled_and_cut_to_fit(void **state)
{
	char longer[1000] = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(err_set(NULL, ERR_DATA, 0, "nobody asks"), -1);
	assert_int_equal(err_set(&err, ERR_CUT, 77, "at %d", 5), -1);
	assert_int_equal(err.code, ERR_CUT);
	assert_int_equal(err.at, 77);
	assert_string_equal(err.text, "at 5");
	memset(longer, 'y', sizeof(longer) - 1);
	err_set(&err, ERR_FILE, 0, "%s", longer);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void restore_terminal(void)
{
	fputs("[restored]", stderr);
}

/* What a child that runs `end` wrote to stderr, and its exit status. */
static int end_of(void (*end)(void), char *text, size_t room)
{
	int out[2], status = 0;
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(out), 0);
	child = fork();
	if (!child) {
		dup2(out[1], STDERR_FILENO);
		end();
		_exit(99);
	}
	close(out[1]);
	len = read(out[0], text, room - 1);
	text[len > 0 ? len : 0] = '\0';
	close(out[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void die_of_hunger(void)
{
	setvbuf(stderr, NULL, _IOFBF, 4096);
	die_hook(restore_terminal);
	/* Refused by arena_take itself: a sanitizer would end the program at
	 * a malloc this large. */
	arena_take(&(struct arena){ 0 }, SIZE_MAX);
}

static void die_twice(void)
{
	die("again");
}

static void die_inside_the_hook(void)
{
	setvbuf(stderr, NULL, _IOFBF, 4096);
	die_hook(die_twice);
	die("first");
}

static void death_restores_first_and_exits_with_2(void **state)
{
	char text[4096];

	(void)state;
	assert_int_equal(end_of(die_of_hunger, text, sizeof(text)), 2);
	assert_ptr_equal(strstr(text, "[restored]"), text);
	assert_non_null(strstr(text, "out of memory"));
	assert_int_equal(end_of(die_inside_the_hook, text, sizeof(text)), 2);
	assert_non_null(strstr(text, "again"));
	assert_null(strstr(text, "first"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vector_at_least_doubles),
		cmocka_unit_test(a_refused_vector_is_as_it_was),
		cmocka_unit_test(arena_texts_stay_and_are_aligned),
		cmocka_unit_test(a_built_text_is_always_terminated),
		cmocka_unit_test(formatted_texts_of_every_length_fit),
		cmocka_unit_test(counts_have_separators),
		cmocka_unit_test(an_error_is_filled_and_cut_to_fit),
		cmocka_unit_test(death_restores_first_and_exits_with_2),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
