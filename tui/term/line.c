/* SPDX-License-Identifier: MIT */
/* line.c - the outgoing queue. A terminal over a bad network may take nothing
 * for minutes; the program must then still hear keys and signals, so no write
 * may wait for it. */

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "line.h"

static struct {
	int fd;
	struct buf bytes;
	size_t sent;
	bool gone;
} line = { .fd = -1 };

void line_open(int fd)
{
	line.fd = fd;
	line.gone = false;
}

void line_forget(void)
{
	buf_reset(&line.bytes);
	line.sent = 0;
}

void line_close(void)
{
	buf_release(&line.bytes);
	line.sent = 0;
	line.fd = -1;
}

bool line_waits(void)
{
	return !line.gone && line.sent < line.bytes.len;
}

void line_add(struct str bytes)
{
	if (!line_waits())
		line_forget();
	if (!line.gone)
		buf_add(&line.bytes, bytes);
}

bool line_send(void)
{
	while (line_waits()) {
		ssize_t n = write(line.fd, line.bytes.at + line.sent,
				  line.bytes.len - line.sent);

		if (n > 0)
			line.sent += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			break;
		else if (n == 0 || errno != EINTR)
			line.gone = true;
	}
	return !line.gone;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void line_drain(int ms)
{
	int64_t end = now_ms() + ms, left = ms;

	while (line_send() && line_waits() && left > 0) {
		struct pollfd fd = { .fd = line.fd, .events = POLLOUT };

		poll(&fd, 1, (int)left);
		left = end - now_ms();
	}
}

bool line_busy(void)
{
	int queued = 0;

	if (line_waits())
		return true;
	return ioctl(line.fd, TIOCOUTQ, &queued) == 0 && queued > 0;
}
