/* SPDX-License-Identifier: MIT */
/* tty.c - taking a terminal and giving it back.
 *
 * The device is opened anew, whatever standard input and output are, for two
 * reasons: data may come on standard input, and the descriptor must not block
 * without making the shell's descriptors so.
 *
 * There is one way back, tty_leave, for every exit: the end, ^Z, an editor, a
 * fatal signal. What it writes is made when the terminal is opened. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "tty.h"

#define WORDS_MOST 256
#define LAST_WAIT_MS 200 /* for a line that takes nothing */

static struct {
	int fd;
	char path[256];
	struct termios saved, raw;
	char words[WORDS_MOST];
	size_t words_len;
	volatile sig_atomic_t taken;
} tty = { .fd = -1 };

static int open_path(const char *path)
{
	int fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0 && strlen(path) < sizeof(tty.path))
		strcpy(tty.path, path);
	return fd;
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
	return tty.fd;
}

void tty_close(void)
{
	tty_leave();
	if (tty.fd >= 0)
		close(tty.fd);
	tty.fd = -1;
}

int tty_fd(void)
{
	return tty.fd;
}

const char *tty_path(void)
{
	return tty.path;
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
