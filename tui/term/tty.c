/* SPDX-License-Identifier: MIT */
/* tty.c - taking a terminal and giving it back, and the bytes on their way to
 * it.
 *
 * The device is opened anew, whatever standard input and output are, for two
 * reasons: data may come on standard input, and the descriptor must not block
 * without making the shell's descriptors so.
 *
 * There is one way back, tty_leave, for every exit: the end, ^Z, an editor, a
 * fatal signal. What it writes is made when the terminal is opened. */

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

#include "tty.h"

#define WORDS_MOST 256
#define LAST_WAIT_MS 200 /* for a line that takes nothing */

static struct {
	int fd;
	struct termios saved, raw;
	char words[WORDS_MOST];
	size_t words_len;
	volatile sig_atomic_t taken;
} tty = { .fd = -1 };

static struct {
	struct buf bytes;
	size_t sent;
	bool gone; /* the terminal takes nothing, and will not again */
} queue;

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

/* As cfmakeraw has it. No ISIG: ^C and ^Z are keys, for the program to
 * decide on; no OPOST: the screen's bytes must arrive as they are. */
static struct termios raw_of(struct termios saved)
{
	cfmakeraw(&saved);
	saved.c_cc[VMIN] = 1;
	saved.c_cc[VTIME] = 0;
	return saved;
}

int tty_open(struct err *err)
{
	assert(tty.fd < 0);
	tty.fd = open_any();
	if (tty.fd < 0)
		return err_set(err, ERR_FILE, 0, "no terminal: %s",
			       strerror(errno));
	if (tcgetattr(tty.fd, &tty.saved) < 0) {
		err_set(err, ERR_FILE, 0, "no terminal: %s", strerror(errno));
		tty_close();
		return -1;
	}
	tty.raw = raw_of(tty.saved);
	queue.gone = false;
	return tty.fd;
}

void tty_close(void)
{
	tty_leave();
	if (tty.fd >= 0)
		close(tty.fd);
	tty.fd = -1;
	buf_release(&queue.bytes);
	queue.sent = 0;
}

int tty_fd(void)
{
	return tty.fd;
}

void tty_last_words(struct str words)
{
	tty.words_len = words.len <= WORDS_MOST ? words.len : 0;
	if (tty.words_len)
		memcpy(tty.words, words.at, tty.words_len);
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

bool tty_take(void)
{
	assert(tty.fd >= 0);
	if (in_background())
		return false;
	tcsetattr(tty.fd, TCSANOW, &tty.raw);
	tty.taken = 1;
	return true;
}

void tty_leave(void)
{
	if (!tty.taken)
		return;
	tty.taken = 0;
	if (in_background())
		return;
	say_last_words();
	tcsetattr(tty.fd, TCSANOW, &tty.saved);
}

bool tty_taken(void)
{
	return tty.taken;
}

bool tty_size(int *width, int *height)
{
	struct winsize size;

	if (tty.fd < 0 || ioctl(tty.fd, TIOCGWINSZ, &size) < 0 ||
	    size.ws_col == 0 || size.ws_row == 0)
		return false;
	*width = size.ws_col;
	*height = size.ws_row;
	return true;
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

/* A locale that came over ssh may not be installed here; that it was UTF-8
 * still tells what the terminal is. */
bool tty_utf8(void)
{
	if (setlocale(LC_CTYPE, "") &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	if (!strcasestr(wanted(), "utf-8") && !strcasestr(wanted(), "utf8"))
		return false;
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

/* ---- the output queue ---- */

/* A terminal over a bad network may take nothing for minutes; the program must
 * then still hear keys and signals, so no write may wait for it. */

void output_forget(void)
{
	buf_reset(&queue.bytes);
	queue.sent = 0;
}

bool output_waits(void)
{
	return !queue.gone && queue.sent < queue.bytes.len;
}

void output_add(struct str bytes)
{
	assert(tty.fd >= 0);
	if (!output_waits())
		output_forget();
	if (!queue.gone)
		buf_add(&queue.bytes, bytes);
}

bool output_send(void)
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

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void output_drain(int ms)
{
	int64_t end = now_ms() + ms, left = ms;

	while (output_send() && output_waits() && left > 0) {
		struct pollfd fd = { .fd = tty.fd, .events = POLLOUT };

		poll(&fd, 1, (int)left);
		left = end - now_ms();
	}
}

bool output_busy(void)
{
	int queued = 0;

	if (output_waits())
		return true;
	return ioctl(tty.fd, TIOCOUTQ, &queued) == 0 && queued > 0;
}
