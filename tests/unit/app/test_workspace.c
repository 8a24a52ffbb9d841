/* SPDX-License-Identifier: MIT */
/* test_workspace.c - a loading store under a view: what is shown when. */
#include "../ingest/folder.h"

#include "../../../tui/app/workspace.h"

struct rig {
	struct folder folder;
	struct options options;
	char *path[2];
	struct workspace space;
};

static int make_rig(void **state)
{
	struct rig *rig = xcalloc(1, sizeof(*rig));

	folder_make(&rig->folder);
	rig->path[0] = rig->folder.path;
	rig->options = (struct options){
		.path = rig->path,
		.paths = 1,
		.jobs = 2,
	};
	*state = rig;
	return 0;
}

static int free_rig(void **state)
{
	struct rig *rig = *state;

	workspace_release(&rig->space);
	folder_remove(&rig->folder);
	free(rig);
	return 0;
}

static void files(const struct rig *rig, unsigned count)
{
	char name[32];

	for (unsigned i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "%03u.json", i);
		folder_events(&rig->folder, name, i * 20, 20);
	}
}

/* Plays a command of the view and lets the space do what it asks for. */
static void say(struct rig *rig, const char *command)
{
	view_command(rig->space.view, str_of(command));
	while (workspace_effect(&rig->space).kind != EFFECT_NONE)
		;
}

static bool on_screen(struct rig *rig, const char *words)
{
	struct buf text = { 0 };
	bool found;

	while (view_work(rig->space.view, SIZE_MAX / 2))
		;
	grid_resize(&rig->space.grid, 120, 30);
	view_draw(rig->space.view, &rig->space.grid, true);
	grid_dump(&rig->space.grid, &text);
	found = strstr(text.at, words) != NULL;
	buf_release(&text);
	return found;
}

static void it_is_idle_when_all_is_loaded_and_in_order(void **state)
{
	struct rig *rig = *state;
	size_t ordered;

	files(rig, 30);
	workspace_open(&rig->space, &rig->options, false);
	workspace_settle(&rig->space);
	assert_true(workspace_idle(&rig->space));
	assert_int_equal(workspace_due(&rig->space), -1);
	assert_int_equal(store_rows(rig->space.store), 600);
	store_order(rig->space.store, &ordered);
	assert_int_equal(ordered, 600);
	assert_true(on_screen(rig, "600 events"));
}

static void a_stop_is_shown_at_once_and_resuming_loses_nothing(void **state)
{
	struct rig *rig = *state;

	files(rig, 100);
	workspace_open(&rig->space, &rig->options, false);
	say(rig, "stop");
	assert_true(rig->space.shown.stopped || !rig->space.shown.loading);
	workspace_settle(&rig->space);
	assert_true(on_screen(rig, "stopped") || workspace_idle(&rig->space));
	say(rig, "resume");
	workspace_settle(&rig->space);
	assert_true(workspace_idle(&rig->space));
	assert_int_equal(store_rows(rig->space.store), 2000);
	assert_false(on_screen(rig, "stopped"));
}

static void another_path_can_be_opened(void **state)
{
	struct rig *rig = *state;
	struct folder other;
	struct buf command = { 0 };

	folder_make(&other);
	folder_events(&other, "b.json", 5000, 7);
	files(rig, 2);
	workspace_open(&rig->space, &rig->options, false);
	workspace_settle(&rig->space);
	buf_addf(&command, "open %s", other.path);
	say(rig, command.at);
	workspace_settle(&rig->space);
	assert_int_equal(store_rows(rig->space.store), 47);
	assert_true(on_screen(rig, "47 events"));
	buf_release(&command);
	folder_remove(&other);
}

static void a_zone_that_is_none_is_refused(void **state)
{
	struct rig *rig = *state;

	workspace_open(&rig->space, &rig->options, false);
	say(rig, "tz Nowhere/There");
	assert_true(on_screen(rig, "no such time zone"));
}

static void times_become_chips_also_before_the_end_of_all(void **state)
{
	struct rig *rig = *state;

	rig->options.from = "2026-03-14T10:00:10Z";
	rig->options.to = "-5s";
	files(rig, 2); /* 10:00:00 to 10:00:39 */
	workspace_open(&rig->space, &rig->options, false);
	workspace_settle(&rig->space);
	while (workspace_step(&rig->space, 1))
		;
	assert_true(str_eq(view_filter(rig->space.view),
			   STR("time>=2026-03-14T10:00:10Z and "
			       "time<2026-03-14T10:00:34Z")));
	assert_true(on_screen(rig, "24 of 40"));
}

static void memory_that_runs_out_is_said(void **state)
{
	struct rig *rig = *state;

	rig->options.memory = 400000;
	files(rig, 100);
	workspace_open(&rig->space, &rig->options, false);
	workspace_settle(&rig->space);
	assert_true(store_rows(rig->space.store) < 2000);
	assert_true(on_screen(rig, "what follows is missing"));
	assert_true(rig->space.evidence.troubles > 0);
}

/* Rows that came from a pipe which then pauses must be put in order by the
 * clock: nothing else will wake the loop. */
static void rows_of_a_pipe_that_pauses_are_shown(void **state)
{
	struct rig *rig = *state;
	struct buf bytes = { 0 };
	char name[40];
	int pipes[2], turns = 0;

	assert_int_equal(pipe(pipes), 0);
	snprintf(name, sizeof(name), "/dev/fd/%d", pipes[0]);
	rig->path[0] = name;
	workspace_open(&rig->space, &rig->options, false);
	for (unsigned n = 0; n < 3; n++) {
		buf_reset(&bytes);
		put_event(&bytes, n);
		buf_addc(&bytes, '\n');
		assert_int_equal(write(pipes[1], bytes.at, bytes.len),
				 bytes.len);
		while (rig->space.ordered != n + 1) {
			while (workspace_step(&rig->space, 1))
				assert_true(turns++ < 1000);
			int due = workspace_due(&rig->space);
			assert_true(due <= 1000);
			usleep(due < 0 ? 5000 : (useconds_t)due * 1000);
			assert_true(turns++ < 1000);
		}
	}
	/* And nothing spins while it pauses. */
	for (int i = 0; i < 5; i++) {
		usleep(30000);
		while (workspace_step(&rig->space, 1))
			assert_true(turns++ < 2000);
	}
	assert_int_equal(workspace_due(&rig->space), -1);
	assert_false(workspace_step(&rig->space, 1));
	assert_true(rig->space.evidence.loading);
	assert_true(on_screen(rig, "3 events"));
	close(pipes[1]);
	workspace_settle(&rig->space);
	assert_true(workspace_idle(&rig->space));
	close(pipes[0]);
	rig->path[0] = rig->folder.path;
	buf_release(&bytes);
}

static void the_demo_needs_no_path(void **state)
{
	struct rig *rig = *state;

	rig->options.paths = 0;
	workspace_open(&rig->space, &rig->options, true);
	workspace_settle(&rig->space);
	assert_true(store_rows(rig->space.store) > 40000);
	assert_true(on_screen(rig, "demo"));
}

#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, make_rig, free_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(it_is_idle_when_all_is_loaded_and_in_order),
		RIG_TEST(a_stop_is_shown_at_once_and_resuming_loses_nothing),
		RIG_TEST(another_path_can_be_opened),
		RIG_TEST(a_zone_that_is_none_is_refused),
		RIG_TEST(times_become_chips_also_before_the_end_of_all),
		RIG_TEST(memory_that_runs_out_is_said),
		RIG_TEST(rows_of_a_pipe_that_pauses_are_shown),
		RIG_TEST(the_demo_needs_no_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
