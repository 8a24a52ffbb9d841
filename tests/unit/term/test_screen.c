/* SPDX-License-Identifier: MIT */
/* What the bytes of a drawn screen show is what the grid holds. */

#include "vt.h"

#include <locale.h>

#include "../../../tui/term/screen.h"

static const char *const texts[] = {
	"abc",
	"Authorize",
	"日本語",
	"e\xcc\x81x",
	"          ",
	"a b  c",
	"\033[2J",
	"\xe2\x80\xae",
	"\xff",
	"🙂 hi",
	"─────",
	"wörld",
	"-----------------------",
	"\xcc\x81\xcc\x82\xcc\x83",
};

static struct grid canvas(void)
{
	struct grid grid = { 0 };

	grid_resize(&grid, VT_WIDTH, VT_HEIGHT);
	return grid;
}

static void open_screen(const char *name)
{
	static const struct term_options options;
	struct screen_words words = { 0 };
	struct err err;

	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("TERM", name, 1);
	assert_int_equal(screen_open(&options, &words, &err), 0);
	screen_resize(VT_WIDTH, VT_HEIGHT);
	buf_release(&words.enter);
	buf_release(&words.leave);
}

static void show(struct vt *vt, const struct grid *grid)
{
	struct buf out = { 0 };

	screen_draw(grid, &out);
	vt_feed(vt, buf_str(&out));
	buf_release(&out);
}

static void assert_cell(const struct vt_cell *seen, const struct cell *cell)
{
	struct ink ink = grid_ink(cell->style);

	assert_memory_equal(seen->point, cell->point, sizeof(cell->point));
	if (cell->width == 0) /* looks as its left half does */
		return;
	assert_int_equal(seen->pen.bg, ink.bg);
	assert_int_equal(seen->pen.under, (ink.with & INK_UNDER) != 0);
	if (cell->point[0] == ' ')
		return;
	assert_int_equal(seen->pen.fg, ink.fg);
	assert_int_equal(seen->pen.bold, (ink.with & INK_BOLD) != 0);
}

static void assert_shows(const struct vt *vt, const struct grid *grid)
{
	for (int y = 0; y < VT_HEIGHT; y++)
		for (int x = 0; x < VT_WIDTH; x++)
			assert_cell(&vt->cell[y][x], grid_at(grid, x, y));
	assert_int_equal(vt->x, grid->cursor_x);
	assert_int_equal(vt->y, grid->cursor_y);
	assert_int_equal(vt->cursor_shown, grid->cursor_shown);
}

static int any(int below)
{
	return rand() % below;
}

static unsigned any_style(void)
{
	unsigned style = (unsigned)any(STYLES);

	return style | (any(3) ? 0 : STYLE_SELECTED) |
	       (any(9) ? 0 : STYLE_CELL) | (any(9) ? 0 : STYLE_UNDER);
}

static void scribble(struct grid *grid)
{
	int x = any(VT_WIDTH + 6) - 3, y = any(VT_HEIGHT);

	switch (any(6)) {
	case 0:
		grid_fill(grid, (struct area){ x, y, any(30), any(3) },
			  any_style());
		break;
	case 1:
		grid_mark(grid, (struct area){ x, y, any(60), 1 },
			  STYLE_SELECTED);
		break;
	default:
		grid_put(grid, x, y, any(30), any_style(),
			 str_of(texts[any(ARRAY_LEN(texts))]));
	}
	grid->cursor_x = any(VT_WIDTH);
	grid->cursor_y = any(VT_HEIGHT);
	grid->cursor_shown = any(2);
}

/* As a list does when its cursor leaves it. */
static void roll(struct grid *grid, int from, int end, int n)
{
	size_t row = VT_WIDTH * sizeof(struct cell);
	size_t size = (size_t)(end - from - n);
	struct cell *top = grid->cell + from * VT_WIDTH;

	if (any(2))
		memmove(top, top + n * VT_WIDTH, size * row);
	else
		memmove(top + n * VT_WIDTH, top, size * row);
}

static void any_change_shows_as_it_is_on(const char *name)
{
	struct grid grid = canvas();
	struct vt *vt = calloc(1, sizeof(*vt));

	srand(11);
	open_screen(name);
	for (int step = 0; step < 400; step++) {
		if (any(30) == 0)
			grid_clear(&grid);
		if (any(50) == 0)
			screen_forget();
		if (any(3) == 0)
			roll(&grid, any(3), VT_HEIGHT - any(3), 1 + any(3));
		for (int i = any(30) * any(3); i > 0; i--)
			scribble(&grid);
		show(vt, &grid);
		assert_shows(vt, &grid);
	}
	screen_close();
	grid_release(&grid);
	free(vt);
}

static void any_change_shows_as_it_is(void **state)
{
	(void)state;
	any_change_shows_as_it_is_on("xterm-256color");
}

static void it_does_so_where_erasing_has_no_colour(void **state)
{
	(void)state;
	any_change_shows_as_it_is_on("screen-256color");
}

static void what_did_not_change_costs_nothing(void **state)
{
	struct grid grid = canvas();
	struct buf out = { 0 };

	(void)state;
	open_screen("xterm-256color");
	grid_put(&grid, 0, 0, 20, STYLE_NOTABLE, STR("opened tcp/22"));
	screen_draw(&grid, &out);
	assert_true(out.len > 0);
	buf_reset(&out);
	screen_draw(&grid, &out);
	assert_int_equal(out.len, 0);
	screen_forget();
	screen_draw(&grid, &out);
	assert_true(str_search(buf_str(&out), STR("opened tcp/22")) >= 0);
	buf_release(&out);
	grid_release(&grid);
	screen_close();
}

static void put_row(struct grid *grid, int y, unsigned bits)
{
	grid_fill(grid, (struct area){ 0, y, VT_WIDTH, 1 }, STYLE_TEXT);
	for (int x = 1; x < VT_WIDTH; x += 10)
		grid_put(grid, x, y, 9, STYLE_NOTABLE, STR("abcdefgh"));
	grid_mark(grid, (struct area){ 0, y, VT_WIDTH, 1 }, bits);
}

/* One word about colour, not one for each column and gap. */
static void a_row_that_is_left_costs_little_more_than_its_text(void **state)
{
	struct grid grid = canvas();
	struct buf out = { 0 };

	(void)state;
	open_screen("xterm-256color");
	put_row(&grid, 3, STYLE_SELECTED);
	screen_draw(&grid, &out);
	buf_reset(&out);
	put_row(&grid, 3, 0);
	screen_draw(&grid, &out);
	assert_in_range(out.len, VT_WIDTH - 10, VT_WIDTH + 40);
	buf_release(&out);
	grid_release(&grid);
	screen_close();
}

static void assert_refused(const char *name, const char *why)
{
	static const struct term_options options;
	struct screen_words words = { 0 };
	struct err err;

	setenv("TERM", name, 1);
	assert_int_equal(screen_open(&options, &words, &err), -1);
	assert_non_null(strstr(err.text, why));
	assert_int_equal(words.enter.len + words.leave.len, 0);
}

static void what_cannot_draw_is_refused_by_name(void **state)
{
	(void)state;
	assert_refused("dumb", "cannot move its cursor (TERM=dumb)");
	assert_refused("nobody-has-this", "TERM=nobody-has-this");
}

static void a_plain_terminal_is_told_nothing_it_does_not_know(void **state)
{
	static const struct term_options options = { .mouse = true };
	struct screen_words words = { 0 };
	struct err err;

	(void)state;
	setenv("TERM", "vt100", 1);
	assert_int_equal(screen_open(&options, &words, &err), 0);
	assert_false(words.modern);
	assert_null(strstr(words.leave.at, "?"));
	assert_null(strstr(words.enter.at, "?"));
	screen_close();
	buf_release(&words.enter);
	buf_release(&words.leave);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_change_shows_as_it_is),
		cmocka_unit_test(it_does_so_where_erasing_has_no_colour),
		cmocka_unit_test(what_did_not_change_costs_nothing),
		cmocka_unit_test(
			a_row_that_is_left_costs_little_more_than_its_text),
		cmocka_unit_test(what_cannot_draw_is_refused_by_name),
		cmocka_unit_test(
			a_plain_terminal_is_told_nothing_it_does_not_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
