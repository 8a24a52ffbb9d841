/* SPDX-License-Identifier: MIT */
/* term.c - the door: device, signals, screen and decoder put together.
 *
 * A hung-up terminal is told as a key, again at every call, and never waited
 * on: a program that its shell shields from SIGHUP would otherwise spin on a
 * descriptor that is always readable and always empty. */

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clipboard.h"
#include "decode.h"
#include "screen.h"
#include "signals.h"
#include "term.h"
#include "tty.h"

#define ESC_MS 25
#define ESC_SSH_MS 100
#define ESC_MOST_MS 2000
#define DRAIN_MS 500 /* for the last bytes of a screen that is left */
#define BUSY_MS 20   /* how often a line is asked whether it is free again */
#define OWN_FDS 2

static struct {
	bool open, hung;
	bool told_busy; /* someone waits for the line to be free */
	int ascii;      /* -1: not asked yet */
	bool stale;     /* the terminal was in other hands since */
	bool skipped;   /* a frame was not shown because the line was not */
	struct screen_words words;
	struct decode decode;
	struct buf out;
	struct pollfd *set; /* its own descriptors, then the caller's */
	size_t set_room;
} term = { .ascii = -1 };

bool term_ascii(void)
{
	if (term.ascii < 0)
		term.ascii = !tty_utf8();
	return term.ascii;
}

/* ESCDELAY as curses programs have it. */
static int esc_ms(void)
{
	const char *delay = getenv("ESCDELAY");
	long ms = delay ? strtol(delay, NULL, 10) : -1;

	if (ms >= 0 && delay && *delay >= '0' && *delay <= '9')
		return ms > ESC_MOST_MS ? ESC_MOST_MS : (int)ms;
	return getenv("SSH_CONNECTION") ? ESC_SSH_MS : ESC_MS;
}

static void learn_size(void)
{
	int width, height;

	term_size(&width, &height);
	screen_resize(width, height);
}

static void send(struct str bytes)
{
	output_add(bytes);
	if (!output_send())
		term.hung = true;
}

/* Whatever was on its way is not wanted: all is drawn again. */
static void take(void)
{
	if (!tty_take())
		return;
	output_forget();
	send(buf_str(&term.words.enter));
	learn_size();
}

int term_open(const struct term_options *options, struct err *err)
{
	struct term_options found = *options;

	assert(!term.open);
	term.ascii = term_ascii() || options->ascii;
	found.ascii = term.ascii;
	if (tty_open(err) < 0)
		return -1;
	if (screen_open(&found, &term.words, err) < 0)
		goto no_screen;
	if (signals_open(err) < 0)
		goto no_signals;
	tty_last_words(buf_str(&term.words.leave));
	term.decode.esc_ms = esc_ms();
	term.open = true;
	term.hung = false;
	take();
	return 0;
no_signals:
	screen_close();
no_screen:
	tty_close();
	return -1;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	output_drain(DRAIN_MS);
	tty_close();
	signals_close();
	screen_close();
	decode_release(&term.decode);
	buf_release(&term.out);
	free(term.set);
	term.set = NULL;
	term.set_room = 0;
	buf_release(&term.words.enter);
	buf_release(&term.words.leave);
}

void term_size(int *width, int *height)
{
	*width = 80;
	*height = 24;
	tty_size(width, height);
}

void term_show(const struct grid *grid)
{
	if (!term.open || !tty_taken())
		return;
	if (output_waits()) {
		term.skipped = true;
		return;
	}
	buf_reset(&term.out);
	screen_draw(grid, &term.out);
	send(buf_str(&term.out));
}

void term_redraw(void)
{
	screen_forget();
}

bool term_busy(void)
{
	term.told_busy = term.open && output_busy();
	return term.told_busy;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

static struct key press(int32_t code)
{
	return (struct key){ .code = code };
}

static struct key take_signals(void)
{
	unsigned bits = signals_take();

	if (bits & SIGNAL_CONTINUED)
		take();
	else if (bits & SIGNAL_SIZE)
		learn_size();
	return press(bits ? PRESS_RESIZE : PRESS_NONE);
}

static void take_input(void)
{
	char bytes[DECODE_ROOM];
	size_t room = decode_room(&term.decode);
	ssize_t n = read(tty_fd(), bytes, room);

	if (n > 0)
		decode_feed(&term.decode, bytes, (size_t)n, now_ms());
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		term.hung = true;
}

/* The first of two waits to end; -1 is for ever. */
static int sooner(int a, int b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

static int wait_for(int64_t deadline)
{
	int64_t now = now_ms();
	int wait = decode_wait(&term.decode, now);

	if (deadline >= 0)
		wait = sooner(wait, deadline > now ? (int)(deadline - now) : 0);
	return term.told_busy ? sooner(wait, BUSY_MS) : wait;
}

static void fill(const struct pollfd *fds, size_t count)
{
	short out = output_waits() ? POLLOUT : 0;

	if (!vec_reserve(&term.set, &term.set_room, OWN_FDS + count,
			 sizeof(*term.set)))
		die("out of memory for what is waited for");
	/* In the background reading would stop the process. */
	term.set[0] = (struct pollfd){ .fd = tty_taken() ? tty_fd() : -1,
				       .events = (short)(POLLIN | out) };
	term.set[1] = (struct pollfd){ .fd = signals_fd(), .events = POLLIN };
	if (count)
		memcpy(term.set + OWN_FDS, fds, count * sizeof(*fds));
}

/* True when the caller has something to look at. */
static bool give_back(struct pollfd *fds, size_t count)
{
	bool ready = false;

	for (size_t i = 0; i < count; i++) {
		fds[i].revents = term.set[OWN_FDS + i].revents;
		ready |= fds[i].revents != 0;
	}
	return ready;
}

/* True when the line someone waits for is free again. */
static bool freed(void)
{
	if (!term.told_busy || output_busy())
		return false;
	term.told_busy = false;
	return true;
}

/* A frame that was skipped is asked for when the line is free. */
static struct key send_rest(void)
{
	if (!output_send())
		term.hung = true;
	if (output_waits() || !term.skipped)
		return press(PRESS_NONE);
	term.skipped = false;
	return press(PRESS_RESIZE);
}

/* One poll. True when the caller has something to look at; *key is filled
 * when that is a key of the terminal's own. */
static bool turn(struct pollfd *fds, size_t count, int64_t deadline,
		 struct key *key)
{
	struct pollfd *set;
	bool ready;

	fill(fds, count);
	set = term.set;
	if (poll(set, OWN_FDS + count, wait_for(deadline)) < 0)
		return false;
	ready = give_back(fds, count);
	if (set[1].revents) {
		*key = take_signals();
		if (key->code != PRESS_NONE)
			return true;
	}
	if (set[0].revents & POLLOUT)
		*key = send_rest();
	if (set[0].revents & POLLIN)
		take_input();
	else if (set[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		term.hung = true;
	return freed() || ready;
}

struct key term_wait(struct pollfd *fds, size_t count, int ms)
{
	int64_t deadline = ms < 0 ? -1 : now_ms() + ms;
	bool ready = false;

	if (term.stale) {
		term.stale = false;
		return press(PRESS_RESIZE);
	}
	for (;;) {
		struct key key = decode_next(&term.decode, now_ms());

		if (key.code != PRESS_NONE)
			return key;
		if (term.hung || !term.open)
			return press(PRESS_HUNG_UP);
		if (ready)
			return key;
		ready = turn(fds, count, deadline, &key) ||
			(deadline >= 0 && now_ms() >= deadline);
		if (key.code != PRESS_NONE)
			return key;
	}
}

void term_suspend(void)
{
	if (!term.open)
		return;
	output_drain(DRAIN_MS);
	tty_leave();
	signals_stop_group();
	signals_take();
	take();
	term.stale = true;
}

bool term_copy(struct str text)
{
	buf_reset(&term.out);
	if (!term.open || !term.words.modern || !clipboard_put(&term.out, text))
		return false;
	send(buf_str(&term.out));
	return true;
}
