/* SPDX-License-Identifier: MIT */
/* test_every_size.c - no size breaks the screen: every one from 1x1 to 200x60,
 * and 500x200, with every pane focused, and with every overlay and prompt.
 *
 * A pass over the sizes in steps of primes keeps a plain run short; with
 * SIZES=all in the environment every size is drawn in every state. */
#include "stage.h"

#include <stdlib.h>

static const char *const states[] = {
	"1",
	"2",
	"3",
	"4",
	"1 \\",
	"2 \\",
	"3 \\",
	"4 \\",
	"?",
	"i",
	"x",
	"& \"user=(\"",
	"/ \"delete\"",
	":",
	"& \"user=nobody\" Enter",
	"y",
	"1 j j Space",
	"[ ]",
	"v",
	"v v",
};

static void draw(struct stage *stage, int width, int height)
{
	grid_resize(&stage->grid, width, height);
	view_draw(stage->view, &stage->grid, true);
	assert_true(stage->grid.cursor_x < width || width < 20);
	assert_true(stage->grid.cursor_y < height || height < 3);
}

static void sweep(struct stage *stage, int step_x, int step_y)
{
	for (int width = 1; width <= 200; width += step_x)
		for (int height = 1; height <= 60; height += step_y)
			draw(stage, width, height);
	draw(stage, 500, 200);
	draw(stage, 1, 200);
	draw(stage, 500, 1);
}

static void no_size_breaks_the_screen(void **state)
{
	bool all = getenv("SIZES") && !strcmp(getenv("SIZES"), "all");
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		struct stage s;

		stage_open(&s, 120, 40);
		play(&s, "P & \"!user=nobody\" Enter");
		play(&s, states[i]);
		sweep(&s, all || i < 4 ? 1 : 7, all ? 1 : i < 4 ? 3 : 5);
		stage_close(&s);
	}
}

static void keys_on_any_size_are_survived(void **state)
{
	static const int sizes[][2] = { { 1, 1 },    { 20, 3 },  { 39, 7 },
					{ 40, 8 },   { 79, 19 }, { 80, 20 },
					{ 119, 29 }, { 120, 30 } };
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct stage s;

		stage_open(&s, sizes[i][0], sizes[i][1]);
		play(&s, "j k ^F ^B G g l l l h = ! Tab j Enter Tab ? ^F q i "
			 "G q x q 4 j j v j v G \\ 1 \\ s S z Z [ ] Esc Esc");
		stage_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_size_breaks_the_screen),
		cmocka_unit_test(keys_on_any_size_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
