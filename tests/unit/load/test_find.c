/* SPDX-License-Identifier: MIT */
/* test_find.c - which files are found, in which order, and what is refused,
 * in folders made for it. */
#include "read.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

struct place {
	char root[32];
	struct buf path[2];
	int turn;
	struct finding finding;
};

/* `name` in the place; good until the second call from now. */
static const char *in(struct place *place, const char *name)
{
	struct buf *path = &place->path[place->turn ^= 1];

	buf_reset(path);
	buf_addf(path, "%s/%s", place->root, name);
	return path->at;
}

static void put_file(struct place *place, const char *name)
{
	write_file(in(place, name), str_of("x"));
}

static void put_folder(struct place *place, const char *name)
{
	assert_int_equal(mkdir(in(place, name), 0700), 0);
}

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	strcpy(place->root, "/tmp/load-find-XXXXXX");
	*state = place;
	return mkdtemp(place->root) ? 0 : -1;
}

static int remove_place(void **state)
{
	struct place *place = *state;
	char command[64];

	snprintf(command, sizeof(command), "rm -r %s", place->root);
	finding_release(&place->finding);
	buf_release(&place->path[0]);
	buf_release(&place->path[1]);
	free(place);
	return system(command);
}

/* The paths found, without the place's root, each with a line break. */
static void assert_found(const struct place *place, const char *want)
{
	struct buf got = { .at = NULL };

	for (size_t n = 0; n < place->finding.files; n++)
		buf_addf(&got, "%s\n",
			 place->finding.file[n].path + strlen(place->root) + 1);
	assert_text(got, want);
	buf_release(&got);
}

static void folders_are_walked_in_the_order_of_whole_paths(void **state)
{
	struct place *place = *state;

	put_folder(place, "a");
	put_folder(place, "a/z");
	put_file(place, "a/z/2");
	put_file(place, "a/.hidden");
	put_file(place, "a.json");
	put_file(place, "a-b");
	put_file(place, "B");
	put_file(place, "\xc3\xa9");
	put_folder(place, "empty");
	find_files(&place->finding, place->root);
	assert_found(place, "B\na-b\na.json\na/.hidden\na/z/2\n\xc3\xa9\n");
	assert_int_equal(place->finding.file[0].size, 1);
	assert_int_equal(place->finding.refusals, 0);
}

static void a_file_reached_twice_is_found_once(void **state)
{
	struct place *place = *state;

	put_folder(place, "a");
	put_file(place, "a/1");
	put_file(place, "a/2");
	assert_int_equal(link(in(place, "a/1"), in(place, "a/hard")), 0);
	assert_int_equal(symlink("1", in(place, "a/soft")), 0);
	find_files(&place->finding, in(place, "a/2"));
	find_files(&place->finding, place->root);
	assert_found(place, "a/2\na/1\n");
	assert_int_equal(place->finding.again, 3);
	find_files(&place->finding, in(place, "a"));
	assert_int_equal(place->finding.files, 2);
	assert_int_equal(place->finding.again, 4);
	find_files(&place->finding, "-");
	find_files(&place->finding, "-");
	assert_int_equal(place->finding.files, 3);
	assert_string_equal(place->finding.file[2].path, "-");
}

static void links_to_folders_are_followed_and_cycles_end(void **state)
{
	struct place *place = *state;

	put_folder(place, "a");
	put_file(place, "a/1");
	put_folder(place, "b");
	assert_int_equal(symlink("..", in(place, "a/up")), 0);
	assert_int_equal(symlink("../a", in(place, "b/link")), 0);
	assert_int_equal(symlink("loop", in(place, "loop")), 0);
	find_files(&place->finding, in(place, "b"));
	assert_found(place, "b/link/1\n");
	assert_int_equal(place->finding.refusals, 1);
	assert_non_null(strstr(place->finding.refused[0].path, "loop"));
}

static void what_is_no_file_gets_a_reason(void **state)
{
	struct place *place = *state;
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	const int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(name.sun_path, sizeof(name.sun_path), "%s/socket",
		 place->root);
	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	close(fd);
	assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
	assert_int_equal(symlink("/dev/zero", in(place, "zero")), 0);
	put_file(place, "1");
	find_files(&place->finding, place->root);
	find_files(&place->finding, in(place, "nothing"));
	assert_found(place, "1\n");
	assert_int_equal(place->finding.refusals, 4);
	assert_string_equal(place->finding.refused[0].why,
			    "a named pipe, not a file: skipped");
	assert_string_equal(place->finding.refused[1].why,
			    "a socket, not a file: skipped");
	assert_string_equal(place->finding.refused[2].why,
			    "a device, not a file: skipped");
	assert_string_equal(place->finding.refused[3].why,
			    "No such file or directory");
	find_files(&place->finding, in(place, "pipe"));
	assert_found(place, "1\npipe\n");
}

static void a_folder_that_cannot_be_read_does_not_end_the_search(void **state)
{
	struct place *place = *state;

	put_folder(place, "a");
	put_folder(place, "b");
	put_file(place, "b/1");
	assert_int_equal(chmod(in(place, "a"), 0), 0);
	find_files(&place->finding, place->root);
	assert_found(place, "b/1\n");
	/* To root nothing is closed. */
	assert_int_equal(place->finding.refusals, geteuid() != 0);
	chmod(in(place, "a"), 0700);
}

static void thousands_of_files_are_told_apart_quickly(void **state)
{
	struct place *place = *state;
	char name[16];

	for (int n = 0; n < 5000; n++) {
		snprintf(name, sizeof(name), "%04d", n);
		put_file(place, name);
	}
	find_files(&place->finding, place->root);
	find_files(&place->finding, place->root);
	assert_int_equal(place->finding.files, 5000);
	assert_int_equal(place->finding.again, 5000);
	assert_string_equal(
		place->finding.file[4999].path + strlen(place->root), "/4999");
}

#define IN_A_PLACE(test)                                                       \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_PLACE(folders_are_walked_in_the_order_of_whole_paths),
		IN_A_PLACE(a_file_reached_twice_is_found_once),
		IN_A_PLACE(links_to_folders_are_followed_and_cycles_end),
		IN_A_PLACE(what_is_no_file_gets_a_reason),
		IN_A_PLACE(
			a_folder_that_cannot_be_read_does_not_end_the_search),
		IN_A_PLACE(thousands_of_files_are_told_apart_quickly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
