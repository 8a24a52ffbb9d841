/* SPDX-License-Identifier: MIT */
/* test_steps.c - back and forward bring everything back exactly. */
#include "stage.h"

#define SEEDS 60

/* Screens are compared with their colours, which tell the focus, and without
 * the bottom line, which tells of the last step. */
static void screen_into(struct stage *stage, struct buf *out)
{
	struct buf all = { 0 };
	size_t lines = 0, at = 0;

	grid_dump_ansi(&stage->grid, &all);
	for (; at < all.len && lines + 1 < (size_t)stage->grid.height; at++)
		lines += all.at[at] == '\n';
	buf_add(out, str_slice(buf_str(&all), 0, at));
	buf_release(&all);
}

static void same_after(const char *before, const char *keys, const char *back)
{
	struct stage s;
	struct buf one = { 0 }, two = { 0 };

	stage_open(&s, 120, 40);
	play(&s, before);
	screen_into(&s, &one);
	play(&s, keys);
	screen_into(&s, &two);
	assert_string_not_equal(one.at, two.at);
	play(&s, back);
	buf_reset(&two);
	screen_into(&s, &two);
	assert_string_equal(one.at, two.at);
	buf_release(&one);
	buf_release(&two);
	stage_close(&s);
}

static void esc_undoes_a_chip(void **state)
{
	(void)state;
	same_after("j j j", "=", "Esc");
	same_after("", "P W", "Esc u");
	same_after("P", "F", "Esc");
}

static void focus_and_cursor_come_back(void **state)
{
	(void)state;
	same_after("1 j", "Enter j j", "Esc");
	same_after("j l l", "Enter", "Esc");
	same_after("2 j j l", "3 4 1", "Esc");
}

static void zoom_comes_back(void **state)
{
	(void)state;
	same_after("1 j", "\\", "Esc");
	same_after("1 \\", "\\", "Esc");
}

static void a_scrolled_list_stands_as_it_stood(void **state)
{
	(void)state;
	same_after("G k k", "& \"denied\" Enter G", "Esc");
	same_after("^F ^F k", "W g", "Esc");
}

static void a_jump_and_a_sort_are_steps(void **state)
{
	(void)state;
	same_after("j j", ".", "Esc");
	same_after("j j", "e e", "Esc Esc");
	same_after("j l", "s j", "Esc");
	same_after("j h h s", "S j", "u");
	same_after("1 l", "s j", "Esc");
	same_after("j j", "/ \"scribe\" Enter n", "Esc Esc");
}

static void a_key_leads_back_to_before_the_jump(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "j j G `");
	shows(&s, "3 of 30");
	play(&s, "`");
	shows(&s, "30 of 30");
	play(&s, "g e ` ");
	shows(&s, "1 of 30");
	stage_close(&s);
	stage_open(&s, 120, 40);
	play(&s, "`");
	hint_says(&s, "no jump yet");
	stage_close(&s);
}

/* The event of the cursor's user is gone, and comes back on the way. */
static void a_cursor_on_what_was_left_out_comes_back(void **state)
{
	(void)state;
	same_after("1 j j j W", "p u", "u");
	same_after("1 G W", "p u", "u");
}

static void enter_leads_back_to_where_it_was_pressed(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 60, 15);
	play(&s, "1 3 Enter Esc");
	shows(&s, " 3 Timeline ");
	stage_close(&s);
}

static void forward_is_the_way_back(void **state)
{
	(void)state;
	same_after("j j = j", "Esc", "^R");
	same_after("P 1 j Enter G", "Esc Esc", "^R ^R");
	same_after("1 \\ j", "Esc Esc", "^R ^R");
}

static void a_new_step_ends_the_way_forward(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P Esc W ^R");
	filter_says(&s, " write ");
	hint_says(&s, "no step forward");
	stage_close(&s);
}

static void esc_at_the_root_says_so(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "Esc");
	hint_says(&s, "this is where it began");
	stage_close(&s);
}

static void the_hint_line_tells_the_hunt(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P");
	hint_says(&s, "30 → 27 ");
	play(&s, "1 g Enter W");
	hint_says(&s, "30 → 27 → 17 → 3 ");
	play(&s, "Esc");
	hint_says(&s, "30 → 27 → 17 ");
	stage_close(&s);
}

static void moves_between_panes_do_not_pile_up(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "P Tab Tab Tab Esc Esc");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

/* ---- at random ---- */

static unsigned next(unsigned *random)
{
	*random = *random * 1103515245 + 12345;
	return *random >> 16;
}

static const char *const moves[] = { "j",
				     "j j j",
				     "k",
				     "k k",
				     "h",
				     "l",
				     "l l",
				     "g",
				     "G",
				     "^F",
				     "^B",
				     "1",
				     "2",
				     "3",
				     "4",
				     "5",
				     "3",
				     "Tab",
				     "t",
				     "v",
				     "3 [",
				     "3 j ]",
				     "3",
				     "3",
				     "1 j",
				     "2 j",
				     "Space",
				     "/ \"scribe\" Enter",
				     "1 / \"li\" Enter",
				     "2 / \"s3\" Tab",
				     "2 j Enter",
				     "5 Enter",
				     "x Space Esc",
				     "u",
				     "^R",
				     "u u" };
/* Each is a step where it changes the screen. */
static const struct {
	const char *where, *what;
} steps[] = {
	{ "3", "R" },
	{ "", "}" },
	{ "", "{" },
	{ "", "." },
	{ "", "," },
	{ "", "e" },
	{ "", "E" },
	{ "", "w" },
	{ "", "=" },
	{ "", "!" },
	{ "", "P" },
	{ "", "W" },
	{ "", "F" },
	{ "", "s" },
	{ "", "S" },
	{ "", "\\" },
	{ "", "z" },
	{ "", "Z" },
	{ "", "`" },
	{ "3", "D [ Enter" },
	{ "3", "D h Enter" },
	{ "3", "D r h Enter" },
	{ "", "C k Space Esc" },
	{ "", "C j Space > Esc" },
	{ "4 j j", "+" },
	{ "", "0 Enter j Enter" },
	{ "", "0 l Enter Enter" },
	{ "& \"read\" Enter", "x Space x" },
	{ "& \"!denied\" Enter", "x d x" },
	{ "", ": \"goto 09:01:10\" Enter" },
	{ "", ": \"columns user,event\" Enter" },
	{ "", ": \"filter denied\" Enter" },
	{ "3 / \"scribe\" Enter", "N" },
	{ "3 / \"bob\" Enter", "n" },
};

/* Where `what` leads to another screen, back and forward lead between the two,
 * whatever was done before. */
static void check_step(struct stage *s, const char *what, const char *walked)
{
	struct buf before = { 0 }, after = { 0 }, now = { 0 };

	screen_into(s, &before);
	play(s, what);
	screen_into(s, &after);
	if (!str_eq(buf_str(&before), buf_str(&after))) {
		play(s, "u");
		screen_into(s, &now);
		if (!str_eq(buf_str(&before), buf_str(&now)))
			fail_msg("%s: u after %s\n%s\n%s\n%s", walked, what,
				 before.at, after.at, now.at);
		play(s, "^R");
		buf_reset(&now);
		screen_into(s, &now);
		if (!str_eq(buf_str(&after), buf_str(&now)))
			fail_msg("%s: ^R after %s\n%s\n%s\n%s", walked, what,
				 before.at, after.at, now.at);
		play(s, "u");
	}
	buf_release(&before);
	buf_release(&after);
	buf_release(&now);
}

static void u_undoes_whatever_was_pressed(void **state)
{
	struct buf walked = { 0 };
	struct stage s;
	(void)state;

	for (unsigned seed = 1; seed < SEEDS; seed++) {
		unsigned random = seed;

		stage_bare(&s, seed % 2 ? 120 : 90, seed % 3 ? 40 : 24);
		for (int i = 0; i < 3; i++)
			stage_fill(&s);
		stage_show(&s);
		stage_settle(&s);
		buf_reset(&walked);
		buf_addf(&walked, "seed %u:", seed);
		for (int i = 0; i < 12; i++) {
			const char *what =
				moves[next(&random) % ARRAY_LEN(moves)];
			size_t step = next(&random) % ARRAY_LEN(steps);

			if (next(&random) % 2) {
				what = steps[step].what;
				play(&s, steps[step].where);
				buf_addf(&walked, " %s", steps[step].where);
				check_step(&s, what, walked.at);
			}
			play(&s, what);
			buf_addf(&walked, " %s", what);
		}
		stage_close(&s);
	}
	buf_release(&walked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(esc_undoes_a_chip),
		cmocka_unit_test(focus_and_cursor_come_back),
		cmocka_unit_test(zoom_comes_back),
		cmocka_unit_test(a_scrolled_list_stands_as_it_stood),
		cmocka_unit_test(a_jump_and_a_sort_are_steps),
		cmocka_unit_test(a_key_leads_back_to_before_the_jump),
		cmocka_unit_test(a_cursor_on_what_was_left_out_comes_back),
		cmocka_unit_test(enter_leads_back_to_where_it_was_pressed),
		cmocka_unit_test(forward_is_the_way_back),
		cmocka_unit_test(a_new_step_ends_the_way_forward),
		cmocka_unit_test(esc_at_the_root_says_so),
		cmocka_unit_test(the_hint_line_tells_the_hunt),
		cmocka_unit_test(moves_between_panes_do_not_pile_up),
		cmocka_unit_test(u_undoes_whatever_was_pressed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
