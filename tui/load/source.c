/* SPDX-License-Identifier: MIT */
/* source.c - one open, one fstat and, for most files, one read: trails are
 * thousands of files of a few kilobytes, so system calls are what they cost. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void complain(struct complaints *queue, const struct err *err)
{
	const size_t last = ARRAY_LEN(queue->at) - 1;

	if (queue->count <= last)
		queue->at[queue->count++] = *err;
	else
		err_set(&queue->at[last], err->code, queue->at[last].at,
			"damaged here and at further places");
}

bool complaint_take(struct complaints *queue, uint64_t offset, struct err *err)
{
	if (!queue->count || queue->at[0].at > offset)
		return false;
	*err = queue->at[0];
	queue->count--;
	memmove(queue->at, queue->at + 1, queue->count * sizeof(*queue->at));
	return true;
}

static int refuse(struct source *source, int number, struct err *err)
{
	source_close(source);
	return err_set(err, ERR_FILE, 0, "%s", strerror(number));
}

int source_open(struct source *source, const char *path, struct err *err)
{
	struct stat st;

	*source = (struct source){ .fd = STDIN_FILENO };
	if (strcmp(path, "-") != 0) {
		source->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		source->close = true;
	}
	if (source->fd < 0 || fstat(source->fd, &st) < 0)
		return refuse(source, errno, err);
	if (S_ISDIR(st.st_mode))
		return refuse(source, EISDIR, err);
	source->plain = source->close && S_ISREG(st.st_mode);
	source->size = source->plain ? (uint64_t)st.st_size : 0;
	return 0;
}

void source_memory(struct source *source, struct str bytes)
{
	*source = (struct source){ .fd = -1, .memory = bytes };
}

void source_close(struct source *source)
{
	if (source->close && source->fd >= 0)
		close(source->fd);
	source->close = false;
	source->fd = -1;
	source->memory = STR_NONE;
}

static size_t take_memory(struct source *source, char *out, size_t room)
{
	const size_t n = room < source->memory.len ? room : source->memory.len;

	if (n)
		memcpy(out, source->memory.at, n);
	source->memory.at += n;
	source->memory.len -= n;
	return n;
}

size_t source_read(struct source *source, char *out, size_t room,
		   struct complaints *complaints)
{
	struct err err;
	ssize_t n;

	if (source->memory.at)
		n = (ssize_t)take_memory(source, out, room);
	else if (source->fd < 0)
		n = 0;
	else
		do
			n = read(source->fd, out, room);
		while (n < 0 && errno == EINTR);
	if (n < 0) {
		err_set(&err, ERR_FILE, source->read, "cannot read on: %s",
			strerror(errno));
		complain(complaints, &err);
		source_close(source);
		n = 0;
	}
	source->read += (uint64_t)n;
	return (size_t)n;
}

bool source_look(const struct source *source, uint64_t at, void *out,
		 size_t len)
{
	return pread(source->fd, out, len, (off_t)at) == (ssize_t)len;
}
