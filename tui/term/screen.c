/* SPDX-License-Identifier: MIT */
/* screen.c - curses as a maker of bytes.
 *
 * Curses knows best how to get a terminal from one picture to another with
 * few bytes, but it writes them itself, blocks while doing so, and loops when
 * the descriptor must not block. So its output is a file in memory that is
 * emptied after each picture, and the terminal itself is none of its
 * business. For the same reason it is not asked to restore anything.
 *
 * Only rows that differ from the last grid are given to it. */

#define NCURSES_WIDECHAR 1

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include <ncursesw/curses.h>
#include <ncursesw/term.h> /* <term.h> would be our own door */

#include "screen.h"
#include "sgr_merge.h"

#define STYLE_CODES 0x200

struct look { /* a style as curses wants it */
	attr_t attrs;
	int pair;
	int ground; /* its background colour; -1: the terminal's */
	bool known;
};

static struct {
	SCREEN *curses;
	FILE *file; /* in memory */
	struct grid shown;
	bool whole; /* the next draw repeats everything */
	bool mono, ascii;
	int paper, pen; /* where the terminal has no default colours */
	struct look look[STYLE_CODES];
	struct sgr_merge merge;
	struct buf written; /* by curses */
} screen;

static bool can(const char *capability)
{
	return capability && capability != (char *)-1 && *capability;
}

static int refuse(struct err *err, const char *why)
{
	const char *name = getenv("TERM");

	screen_close();
	return err_set(err, ERR_FILE, 0, "%s (TERM=%s)", why, name ? name : "");
}

/* Why this terminal cannot be used; NULL when it can. Looked at before curses
 * starts, which does not say why it fails. */
static const char *why_not(void)
{
	const char *why = NULL;
	int status = 0;

	if (setupterm(NULL, fileno(screen.file), &status) == ERR)
		return "this terminal is not described here";
	if (!can(cursor_address) || !can(clear_screen))
		why = "this terminal cannot move its cursor";
	del_curterm(cur_term);
	return why;
}

static void start_colours(bool mono)
{
	screen.mono = mono || start_color() == ERR || COLORS < 8;
	screen.pen = screen.paper = -1;
	if (!screen.mono && use_default_colors() == ERR) {
		screen.pen = COLOR_WHITE;
		screen.paper = COLOR_BLACK;
	}
}

/* Everything curses wrote since the last call. */
static void collect(void)
{
	int fd = fileno(screen.file);
	off_t len = lseek(fd, 0, SEEK_CUR);
	char chunk[4096];
	ssize_t n;

	buf_reset(&screen.written);
	for (off_t at = 0; at < len; at += n) {
		n = pread(fd, chunk, sizeof(chunk), at);
		if (n <= 0)
			break;
		buf_add(&screen.written, (struct str){ chunk, (size_t)n });
	}
	if (lseek(fd, 0, SEEK_SET) == 0 && ftruncate(fd, 0) < 0)
		die("no memory for the screen: %s", strerror(errno));
}

static struct buf *said; /* tputs takes a function without a context */

static int say_char(int c)
{
	buf_addc(said, (char)c);
	return c;
}

static void say(struct buf *out, const char *capability)
{
	said = out;
	if (can(capability))
		tputs(capability, 1, say_char);
}

/* Only terminals that have xterm's other screen are told xterm's modes. What
 * has no other screen is left cleared, or the prompt would stand amid it. */
static void learn_words(struct screen_words *words, bool mouse)
{
	bool modern =
		can(enter_ca_mode) && strstr(enter_ca_mode, "[?1049h") != NULL;

	words->modern = modern;
	say(&words->enter, enter_ca_mode);
	say(&words->enter, exit_attribute_mode);
	if (modern)
		buf_add(&words->enter, STR("\033[?2004h"));
	if (modern && mouse) {
		buf_add(&words->enter, STR("\033[?1000h\033[?1006h"));
		buf_add(&words->leave, STR("\033[?1006l\033[?1000l"));
	}
	if (modern)
		buf_add(&words->leave, STR("\033[?2004l"));
	say(&words->leave, exit_attribute_mode);
	say(&words->leave, orig_pair);
	say(&words->leave, cursor_normal);
	say(&words->leave, can(exit_ca_mode) ? exit_ca_mode : clear_screen);
}

int screen_open(const struct term_options *options, struct screen_words *words,
		struct err *err)
{
	int fd = memfd_create("screen", MFD_CLOEXEC);
	const char *why;

	assert(!screen.curses);
	screen.file = fd < 0 ? NULL : fdopen(fd, "w+");
	if (!screen.file)
		return refuse(err, "no memory for a screen");
	use_env(FALSE);
	use_tioctl(TRUE); /* or what has no size in terminfo is refused */
	why = why_not();
	if (why)
		return refuse(err, why);
	screen.curses = newterm(NULL, screen.file, screen.file);
	if (!screen.curses)
		return refuse(err, "curses does not know this terminal");
	screen.ascii = options->ascii;
	sgr_merge_start(&screen.merge);
	typeahead(-1);
	idcok(stdscr, FALSE); /* terminals differ in what moves in behind */
	idlok(stdscr, TRUE);  /* a list that moves on by a row moves */
	start_colours(options->mono);
	learn_words(words, options->mouse);
	refresh(); /* curses' own words of entering, which are not wanted */
	collect();
	return 0;
}

void screen_close(void)
{
	if (screen.curses)
		delscreen(screen.curses);
	if (screen.file)
		fclose(screen.file);
	grid_release(&screen.shown);
	buf_release(&screen.written);
	memset(&screen, 0, sizeof(screen));
}

void screen_resize(int width, int height)
{
	assert(screen.curses && width > 0 && height > 0);
	resize_term(height > 0 ? height : 1, width > 0 ? width : 1);
	grid_resize(&screen.shown, width, height);
	screen_forget();
}

void screen_forget(void)
{
	screen.whole = true;
	screen.merge.lost = true;
}

static attr_t attrs_of(unsigned bits)
{
	return (bits & INK_BOLD ? A_BOLD : 0) |
	       (bits & INK_UNDER ? A_UNDERLINE : 0) |
	       (bits & INK_REVERSE ? A_REVERSE : 0) |
	       (bits & INK_DIM ? A_DIM : 0);
}

/* Eight colours: bright ones are bold, bright black is dim. */
static void reduce(int *fg, int *bg, attr_t *attrs)
{
	if (*fg == 8) {
		*fg = -1;
		*attrs |= A_DIM;
	} else if (*fg > 8) {
		*fg -= 8;
		*attrs |= A_BOLD;
	}
	if (*bg >= 8)
		*bg -= 8;
}

static struct look look_of(unsigned style)
{
	struct ink ink = grid_ink(style);
	struct look look = { attrs_of(ink.with), 0, -1, true };
	int fg = COLORS >= 256 ? ink.fg : ink.fg16;
	int bg = COLORS >= 256 ? ink.bg : ink.bg16;

	if (screen.mono) {
		look.attrs = attrs_of(ink.mono);
		return look;
	}
	if (COLORS < 16)
		reduce(&fg, &bg, &look.attrs);
	look.ground = bg;
	look.pair = alloc_pair(fg < 0 ? screen.pen : fg,
			       bg < 0 ? screen.paper : bg);
	if (look.pair < 0)
		look.pair = 0;
	return look;
}

/* The C library may know another width than the grid, and curses believes the
 * C library; such a character would shift its row. */
static void put_points(const struct cell *cell, wchar_t point[4])
{
	int n = 0;

	for (int i = 0; i < 3 && cell->point[i]; i++) {
		bool plain = screen.mono && i == 0;
		wchar_t c =
			(wchar_t)(plain ? cell_plain(cell) : cell->point[i]);

		if (wcwidth(c) == (i ? 0 : cell->width))
			point[n++] = c;
		else if (i == 0)
			point[n++] = screen.ascii ? L'?' : 0xfffd;
	}
	point[n] = 0;
}

static const struct look *look_at(const struct grid *grid, int x, int y)
{
	unsigned style = grid_at(grid, x, y)->style % STYLE_CODES;

	if (!screen.look[style].known)
		screen.look[style] = look_of(style);
	return &screen.look[style];
}

static bool is_blank(const struct cell *cell)
{
	return cell->width == 1 && cell->point[0] == ' ';
}

/* A blank shows its ground only, which without colours may be reversed. */
static bool same_blank(const struct look *a, const struct look *b)
{
	attr_t different = a->attrs ^ b->attrs, both = a->attrs | b->attrs;

	return a->ground == b->ground && !(both & A_UNDERLINE) &&
	       !(different & A_REVERSE);
}

/* The first cell from x on that is not blank, or `end`. */
static int text_from(const struct grid *grid, int x, int end, int y)
{
	while (x < end && is_blank(grid_at(grid, x, y)))
		x++;
	return x;
}

/* The look of a blank follows from its row, so that the terminal need not be
 * told of another pen just for it, and from nothing else, or rows that scroll
 * would have changed. Between two texts it goes on with the look of the first
 * or begins with that of the second; at a row's ends it is plain, as what was
 * erased. */
static const struct look *look_for(const struct grid *grid, int x, int width,
				   int y, const struct look *before)
{
	static const struct look plain = { .ground = -1 };
	const struct look *look = look_at(grid, x, y), *next;
	int text;

	if (!is_blank(grid_at(grid, x, y)))
		return look;
	text = text_from(grid, x, width, y);
	if ((!before || text == width) && same_blank(look, &plain))
		return &plain;
	if (before && same_blank(look, before))
		return before;
	next = look_at(grid, text, y);
	return same_blank(look, next) ? next : look;
}

static void put_cell(int x, int y, const struct cell *cell,
		     const struct look *look)
{
	wchar_t point[4] = L" ";
	int pair = look->pair;
	cchar_t out;

	if (cell->width)
		put_points(cell, point);
	setcchar(&out, point, look->attrs, (short)pair, &pair);
	mvadd_wchnstr(y, x, &out, 1);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->point[0] == b->point[0] && a->point[1] == b->point[1] &&
	       a->point[2] == b->point[2] && a->style == b->style &&
	       a->width == b->width;
}

/* Curses wants one entry for a wide character and finds its place itself. */
static void put_row(const struct grid *grid, int width, int y)
{
	const struct look *look, *before = NULL;

	for (int x = 0; x < width; x++) {
		const struct cell *cell = grid_at(grid, x, y);

		if (cell->width == 0 && x > 0)
			continue;
		look = look_for(grid, x, width, y, before);
		put_cell(x, y, cell, look);
		if (before || !is_blank(cell))
			before = look;
	}
}

static bool row_changed(const struct grid *grid, int width, int y)
{
	for (int x = 0; x < width; x++)
		if (!same_cell(grid_at(grid, x, y),
			       grid_at(&screen.shown, x, y)))
			return true;
	return false;
}

static void keep_shown(const struct grid *grid, int width, int height)
{
	size_t row = (size_t)screen.shown.width;

	for (int y = 0; y < height; y++)
		memcpy(screen.shown.cell + row * (size_t)y, grid_at(grid, 0, y),
		       sizeof(struct cell) * (size_t)width);
}

/* Curses says only what changes, and does not know that another program may
 * have shown the cursor since. */
static void place_cursor(const struct grid *grid)
{
	if (screen.whole)
		curs_set(grid->cursor_shown ? 0 : 1);
	curs_set(grid->cursor_shown ? 1 : 0);
	move(grid->cursor_y, grid->cursor_x);
}

void screen_draw(const struct grid *grid, struct buf *out)
{
	int width = grid->width < screen.shown.width ? grid->width
						     : screen.shown.width;
	int height = grid->height < screen.shown.height ? grid->height
							: screen.shown.height;

	assert(screen.curses);
	if (screen.whole) {
		erase();
		clearok(curscr, TRUE);
		grid_clear(&screen.shown);
	}
	for (int y = 0; y < height; y++)
		if (row_changed(grid, width, y))
			put_row(grid, width, y);
	if (width > 0)
		keep_shown(grid, width, height);
	place_cursor(grid);
	refresh();
	screen.whole = false;
	collect();
	sgr_merge_add(&screen.merge, buf_str(&screen.written), out);
}
