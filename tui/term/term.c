/* SPDX-License-Identifier: MIT */
/* term.c - the terminal: taken and given back, written to and heard.
 *
 * The device is opened anew, whatever standard input and output are, for two
 * reasons: data may come on standard input, and the descriptor must not block
 * without making the shell's descriptors so. There is one way back, `leave`,
 * for every exit: the end, ^Z, a fatal signal. What it writes is made when the
 * terminal is opened.
 *
 * A hung-up terminal is told as a key, again at every call, and never waited
 * on: a program that its shell shields from SIGHUP would otherwise spin on a
 * descriptor that is always readable and always empty. */

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "decode.h"
#include "screen.h"
#include "signals.h"
#include "term.h"

#define ESC_MS 25
#define ESC_SSH_MS 100
#define ESC_MOST_MS 2000
#define DRAIN_MS 500 /* for the last bytes of a screen that is left */
#define BUSY_MS 20   /* how often a line is asked whether it is free again */
#define WORDS_MOST 256
#define LAST_WAIT_MS 200     /* for a line that takes nothing */
#define CLIPBOARD_MOST 74994 /* 100,000 bytes of base64, what xterm takes */
#define OWN_FDS 2

/* What `leave` needs, which may be called by a signal. */
static struct {
	int fd;
	struct termios saved, raw;
	char words[WORDS_MOST]; /* the last ones */
	size_t words_len;
	volatile sig_atomic_t taken;
} tty = { .fd = -1 };

/* Bytes on their way to the terminal. One over a bad network may take nothing
 * for minutes; the program must then still hear keys and signals, so no write
 * waits for it. */
static struct {
	struct buf bytes;
	size_t sent;
	bool gone; /* the terminal takes nothing, and will not again */
} queue;

static struct {
	bool open, hung;
	int signals;    /* readable when there are some */
	bool told_busy; /* someone waits for the line to be free */
	bool stale;     /* the terminal was in other hands since */
	bool skipped;   /* a frame was not shown because the line was not */
	struct screen_words words;
	struct decode decode;
	struct buf out;
	struct pollfd *set; /* its own descriptors, then the caller's */
	size_t set_room;
} term;

/* In ms, above 0. */
static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

/* ---- the device ---- */

static int open_path(const char *path)
{
	return open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* The controlling terminal; without one, the terminal on standard input. */
static int open_any(void)
{
	int fd = open_path("/dev/tty");
	const char *name;

	if (fd >= 0)
		return fd;
	name = ttyname(STDIN_FILENO);
	return name ? open_path(name) : -1;
}

/* A line that is only behind takes them soon; one that is stuck must not keep
 * the process from dying. */
static void say_last_words(void)
{
	struct pollfd fd = { .fd = tty.fd, .events = POLLOUT };
	size_t sent = 0;
	bool again = true;

	while (sent < tty.words_len && again) {
		ssize_t n =
			write(tty.fd, tty.words + sent, tty.words_len - sent);

		if (n > 0)
			sent += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			again = poll(&fd, 1, LAST_WAIT_MS) > 0;
		else
			again = n < 0 && errno == EINTR;
	}
}

/* Then the terminal is the shell's, and touching it would stop us. */
static bool in_background(void)
{
	pid_t group = tcgetpgrp(tty.fd);

	return group >= 0 && group != getpgrp();
}

/* Gives the terminal back, with the last words; only write, poll and
 * tcsetattr, so a signal handler may. Nothing when it is not taken, or is
 * another's now. */
static void leave(void)
{
	if (!tty.taken)
		return;
	tty.taken = 0;
	if (in_background())
		return;
	say_last_words();
	tcsetattr(tty.fd, TCSANOW, &tty.saved);
}

/* Forgets what was not sent. */
static void close_device(void)
{
	leave();
	if (tty.fd >= 0)
		close(tty.fd);
	tty.fd = -1;
	buf_release(&queue.bytes);
	queue.sent = 0;
}

static int open_device(struct err *err)
{
	assert(tty.fd < 0);
	tty.fd = open_any();
	if (tty.fd < 0 || tcgetattr(tty.fd, &tty.saved) < 0) {
		err_set(err, ERR_FILE, 0, "no terminal: %s", strerror(errno));
		close_device();
		return -1;
	}
	/* No ISIG: ^C and ^Z are keys, for the program to decide on; no OPOST:
	 * the screen's bytes must arrive as they are. */
	tty.raw = tty.saved;
	cfmakeraw(&tty.raw);
	tty.raw.c_cc[VMIN] = 1;
	tty.raw.c_cc[VTIME] = 0;
	queue.gone = false;
	return 0;
}

/* ---- what it may be sent ---- */

/* What the environment names, in the order the C library looks. */
static const char *wanted(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

/* Sets the C library's locale for characters from the environment; true when
 * the terminal may be sent more than ASCII. A locale that came over ssh may not
 * be installed here; that it was UTF-8 still tells what the terminal is. */
static bool is_utf8(void)
{
	if (setlocale(LC_CTYPE, "") &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	if (!strcasestr(wanted(), "utf-8") && !strcasestr(wanted(), "utf8"))
		return false;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

/* ---- the output queue ---- */

static void output_forget(void)
{
	buf_reset(&queue.bytes);
	queue.sent = 0;
}

/* Something is left to send. */
static bool output_waits(void)
{
	return !queue.gone && queue.sent < queue.bytes.len;
}

/* Sends as much as the terminal takes; false: it is gone. */
static bool output_send(void)
{
	while (output_waits()) {
		ssize_t n = write(tty.fd, queue.bytes.at + queue.sent,
				  queue.bytes.len - queue.sent);

		if (n > 0)
			queue.sent += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			break;
		else if (n == 0 || errno != EINTR)
			queue.gone = true;
	}
	return !queue.gone;
}

/* Sends, for at most so long. */
static void output_drain(int ms)
{
	int64_t end = now_ms() + ms, left = ms;

	while (output_send() && output_waits() && left > 0) {
		struct pollfd fd = { .fd = tty.fd, .events = POLLOUT };

		poll(&fd, 1, (int)left);
		left = end - now_ms();
	}
}

/* Something has not left this machine yet. */
static bool output_busy(void)
{
	int queued = 0;

	if (output_waits())
		return true;
	return ioctl(tty.fd, TIOCOUTQ, &queued) == 0 && queued > 0;
}

/* ---- the door ---- */

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
	assert(tty.fd >= 0);
	if (!output_waits())
		output_forget();
	if (!queue.gone)
		buf_add(&queue.bytes, bytes);
	if (!output_send())
		term.hung = true;
}

/* Takes the terminal, but not in the background: SIGCONT then tells when to
 * try again. Whatever was on its way is not wanted: all is drawn again. */
static void take(void)
{
	assert(tty.fd >= 0);
	if (in_background())
		return;
	tcsetattr(tty.fd, TCSANOW, &tty.raw);
	tty.taken = 1;
	output_forget();
	send(buf_str(&term.words.enter));
	learn_size();
}

int term_open(struct term_options *options, struct err *err)
{
	struct str words;

	assert(!term.open);
	options->ascii |= !is_utf8();
	if (open_device(err) < 0)
		return -1;
	if (screen_open(options, &term.words, err) < 0)
		goto no_screen;
	term.signals = signals_open(leave, err);
	if (term.signals < 0)
		goto no_signals;
	words = buf_str(&term.words.leave);
	tty.words_len = words.len <= WORDS_MOST ? words.len : 0;
	memcpy(tty.words, words.at, tty.words_len);
	term.decode.esc_ms = esc_ms();
	term.open = true;
	term.hung = false;
	take();
	return 0;
no_signals:
	screen_close();
no_screen:
	close_device();
	return -1;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	output_drain(DRAIN_MS);
	close_device();
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
	struct winsize size = { 0 };

	if (tty.fd >= 0)
		ioctl(tty.fd, TIOCGWINSZ, &size);
	*width = size.ws_col && size.ws_row ? size.ws_col : 80;
	*height = size.ws_col && size.ws_row ? size.ws_row : 24;
}

void term_show(const struct grid *grid)
{
	if (!term.open || !tty.taken)
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
	ssize_t n = read(tty.fd, bytes, room);

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
	term.set[0] = (struct pollfd){ .fd = tty.taken ? tty.fd : -1,
				       .events = (short)(POLLIN | out) };
	term.set[1] = (struct pollfd){ .fd = term.signals, .events = POLLIN };
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
	leave();
	signals_stop_group();
	signals_take();
	take();
	term.stale = true;
}

/* ---- the clipboard ---- */

static void put_three(struct buf *out, const unsigned char *at, size_t len)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = (uint32_t)at[0] << 16;

	assert(len > 0);
	bits |= len > 1 ? (uint32_t)at[1] << 8 : 0;
	bits |= len > 2 ? at[2] : 0;
	buf_addc(out, digit[bits >> 18]);
	buf_addc(out, digit[bits >> 12 & 63]);
	buf_addc(out, len > 1 ? digit[bits >> 6 & 63] : '=');
	buf_addc(out, len > 2 ? digit[bits & 63] : '=');
}

/* As the escape sequence that reaches the clipboard of the person's own
 * machine, also through ssh. Base64, so no byte of it is one that a terminal
 * obeys. False when it is too long. */
static bool clipboard_put(struct buf *out, struct str text)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (text.len > CLIPBOARD_MOST)
		return false;
	buf_add(out, STR("\033]52;c;"));
	for (size_t i = 0; i < text.len; i += 3)
		put_three(out, at + i, text.len - i);
	buf_addc(out, '\a');
	return true;
}

bool term_copy(struct str text)
{
	buf_reset(&term.out);
	if (!term.open || !term.words.modern || !clipboard_put(&term.out, text))
		return false;
	send(buf_str(&term.out));
	return true;
}
