/* SPDX-License-Identifier: MIT */
/* test_window.c - reading through a window of a few bytes gives what reading
 * whole gives. The modules that know of windows are built here with tiny
 * constants, in place of those of the archive. */
#define WINDOW_BYTES 96
#define READY_BYTES 48
#define WHOLE_BYTES 8
#define WHOLE_TEXT 256
#define LAYER_BYTES 64
#define EXPANSION_FREE ((uint64_t)1 << 20)
#include "../../../tui/load/layers.c"
#include "../../../tui/load/stream.c"
#include "../../../tui/load/reader.h"

#include "read.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char folder[] = "/tmp/load-window-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/file", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

/* Read from memory a plain text is one piece whatever the constants; from a
 * file of more than WHOLE_BYTES it is not. */
static void check_same(struct str text)
{
	struct outcome whole = read_bytes(text), window, inflated;
	struct buf gzip = { .at = NULL };

	write_file(path, text);
	window = read_file(path);
	assert_text(window.texts, whole.texts.at ? whole.texts.at : "");
	assert_text(window.said, whole.said.at ? whole.said.at : "");
	assert_string_equal(window.format, whole.format);
	put_gzip(&gzip, str_slice(text, 0, text.len / 2));
	put_gzip(&gzip, str_slice(text, text.len / 2, text.len));
	inflated = read_bytes(buf_str(&gzip));
	assert_text(inflated.texts, whole.texts.at ? whole.texts.at : "");
	assert_text(inflated.said, whole.said.at ? whole.said.at : "");
	outcome_release(&whole);
	outcome_release(&window);
	outcome_release(&inflated);
	buf_release(&gzip);
}

static void a_window_gives_what_the_whole_gives(void **state)
{
	static const char *const part[][3] = {
		{ "{\"Records\":[", ",", "]}" },
		{ "{\"a\":\"long enough to be more than a window\", "
		  "\"Records\": [",
		  " \n,", "],\"rest\":{\"of\":[\"the\",\"wrapper\"]}}" },
		{ "[", ",null,12,", "]" },
		{ "", "\r\n", "" },
		{ "", "{\"other\":\"json\"}12 ", "123456" },
		{ "{\"detail-type\":\"AWS API Call via CloudTrail\","
		  "\"detail\":",
		  ",\"behind\":[1,{}]}\n{\"detail-type\":\"AWS API Call via "
		  "CloudTrail\",\"detail\" : ",
		  "}" },
	};

	(void)state;
	for (size_t n = 0; n < ARRAY_LEN(part); n++) {
		struct buf text = { .at = NULL };

		for (unsigned id = 1; id < 20; id++) {
			buf_add(&text, str_of(part[n][id > 1]));
			put_event(&text, id);
		}
		buf_add(&text, str_of(part[n][2]));
		check_same(buf_str(&text));
		buf_release(&text);
	}
}

/* `{"Events":[...]}` as lookup-events prints it, ids from 1. */
static void put_lookup(struct buf *out, unsigned count)
{
	struct buf event = { .at = NULL };

	buf_add(out, STR("{\"Events\":["));
	for (unsigned id = 1; id <= count; id++) {
		buf_add(out, id > 1 ? STR(",\n") : STR(""));
		buf_addf(out, "{\"EventId\":\"%u\",\"CloudTrailEvent\":", id);
		buf_reset(&event);
		put_event(&event, id);
		json_quote(out, buf_str(&event));
		buf_add(out, STR(",\"Username\":\"alice\"}"));
	}
	buf_add(out, STR("]}"));
	buf_release(&event);
}

static void a_window_gives_the_events_that_are_texts(void **state)
{
	struct buf text = { .at = NULL };
	struct outcome got;

	(void)state;
	put_lookup(&text, 20);
	check_same(buf_str(&text));
	got = read_bytes(buf_str(&text));
	assert_int_equal(got.records, 20);
	assert_int_equal(got.errors, 0);
	outcome_release(&got);
	buf_reset(&text);
	put_lookup(&text, 3);
	for (size_t at = 0; at < text.len; at += 3) {
		const char good = text.at[at];

		text.at[at] = at % 2 ? '"' : '}';
		check_same(buf_str(&text));
		check_same((struct str){ text.at, at + 1 });
		text.at[at] = good;
	}
	buf_release(&text);
}

static void a_window_meets_damage_as_the_whole_does(void **state)
{
	struct buf text = { .at = NULL };

	(void)state;
	put_delivery(&text, 4);
	for (size_t at = 0; at < text.len; at += 3) {
		const char good = text.at[at];

		text.at[at] = at % 2 ? '"' : '}';
		check_same(buf_str(&text));
		check_same((struct str){ text.at, at + 1 });
		text.at[at] = good;
	}
	buf_release(&text);
}

static void a_record_longer_than_the_limit_is_passed_over(void **state)
{
	const struct limits limits = { .record = 1000 };
	struct buf text = { .at = NULL };
	struct outcome got = { .records = 0 };
	struct reader *reader = reader_new(&limits);
	struct err err;

	(void)state;
	put_event(&text, 1);
	buf_add(&text, STR("\n{\"eventVersion\":\"1.0\",\"eventName\":\""));
	for (int n = 0; n < 4000; n++)
		buf_add(&text, STR("0123456789"));
	buf_add(&text, STR("\"}\n"));
	put_event(&text, 2);
	write_file(path, buf_str(&text));
	assert_int_equal(reader_reopen(reader, path, &err), 0);
	read_on(reader, &got);
	assert_true(reader->stream.window_room < 8000);
	reader_free(reader);
	assert_text(got.ids, "1 2 ");
	assert_int_equal(got.errors, 1);
	assert_says(got, "value 2: longer than 1000 bytes");
	outcome_release(&got);
	buf_release(&text);
}

static void a_long_value_set_aside_is_passed_over_in_a_window(void **state)
{
	const struct limits limits = { .record = 500 };
	struct buf text = { .at = NULL };
	struct outcome got = { .records = 0 };
	struct reader *reader = reader_new(&limits);
	struct err err;

	(void)state;
	buf_add(&text, STR("{\"QueryResultRows\":["));
	for (int n = 0; n < 1000; n++)
		buf_add(&text, STR("[{\"a\":1}],"));
	buf_add(&text, STR("[]]}\n"));
	put_event(&text, 1);
	write_file(path, buf_str(&text));
	assert_int_equal(reader_reopen(reader, path, &err), 0);
	read_on(reader, &got);
	reader_free(reader);
	assert_text(got.ids, "1 ");
	assert_says(got, "CloudTrail Lake results, longer than 500 bytes");
	outcome_release(&got);
	buf_release(&text);
}

static void what_expands_beyond_reason_is_stopped(void **state)
{
	struct buf text = { .at = NULL }, gzip = { .at = NULL };
	struct outcome got;

	(void)state;
	put_event(&text, 1);
	buf_addc(&text, '\n');
	for (int n = 0; n < 1 << 19; n++)
		buf_add(&text, STR("        "));
	put_gzip(&gzip, buf_str(&text));
	got = read_bytes(buf_str(&gzip));
	assert_text(got.ids, "1 ");
	assert_int_equal(got.code, ERR_FULL);
	assert_says(got, "more than 200 times as many: not read further");
	outcome_release(&got);
	buf_release(&text);
	buf_release(&gzip);
}

/* The writer gives a few bytes at a time, as a slow program would. */
static void write_slowly(const char *fifo, struct str text)
{
	const int fd = open(fifo, O_WRONLY);

	for (size_t at = 0; at < text.len; at += 37) {
		const struct str piece = str_slice(text, at, at + 37);

		if (write(fd, piece.at, piece.len) != (ssize_t)piece.len)
			_exit(1);
	}
	_exit(0);
}

static void a_pipe_is_read_as_it_comes(void **state)
{
	struct buf text = { .at = NULL };
	struct outcome whole, got;
	pid_t child;

	(void)state;
	put_delivery(&text, 30);
	whole = read_bytes(buf_str(&text));
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	child = fork();
	if (child == 0)
		write_slowly(path, buf_str(&text));
	got = read_file(path);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_text(got.texts, whole.texts.at);
	assert_int_equal(got.errors, 0);
	outcome_release(&got);
	outcome_release(&whole);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_window_gives_what_the_whole_gives),
		cmocka_unit_test(a_window_gives_the_events_that_are_texts),
		cmocka_unit_test(a_window_meets_damage_as_the_whole_does),
		cmocka_unit_test(a_record_longer_than_the_limit_is_passed_over),
		cmocka_unit_test(
			a_long_value_set_aside_is_passed_over_in_a_window),
		cmocka_unit_test(what_expands_beyond_reason_is_stopped),
		cmocka_unit_test(a_pipe_is_read_as_it_comes),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
