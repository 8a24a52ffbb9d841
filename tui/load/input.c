/* SPDX-License-Identifier: MIT */
/* input.c - one open, one fstat and, for most files, one read: trails are
 * thousands of files of a few kilobytes, so system calls are what they cost. */
#include "input.h"

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

static int refuse(struct input *input, int number, struct err *err)
{
	input_close(input);
	return err_set(err, ERR_FILE, 0, "%s", strerror(number));
}

int input_open(struct input *input, const char *path, struct err *err)
{
	struct stat st;

	*input = (struct input){ .fd = STDIN_FILENO };
	if (strcmp(path, "-") != 0) {
		input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		input->close = true;
	}
	if (input->fd < 0 || fstat(input->fd, &st) < 0)
		return refuse(input, errno, err);
	if (S_ISDIR(st.st_mode))
		return refuse(input, EISDIR, err);
	input->plain = input->close && S_ISREG(st.st_mode);
	input->size = input->plain ? (uint64_t)st.st_size : 0;
	return 0;
}

void input_memory(struct input *input, struct str bytes)
{
	*input = (struct input){ .fd = -1, .memory = bytes };
}

void input_close(struct input *input)
{
	if (input->close && input->fd >= 0)
		close(input->fd);
	input->close = false;
	input->fd = -1;
	input->memory = STR_NONE;
}

static size_t take_memory(struct input *input, char *out, size_t room)
{
	const size_t n = room < input->memory.len ? room : input->memory.len;

	if (n)
		memcpy(out, input->memory.at, n);
	input->memory.at += n;
	input->memory.len -= n;
	return n;
}

size_t input_read(struct input *input, char *out, size_t room,
		  struct complaints *complaints)
{
	struct err err;
	ssize_t n;

	if (input->memory.at)
		n = (ssize_t)take_memory(input, out, room);
	else if (input->fd < 0)
		n = 0;
	else
		do
			n = read(input->fd, out, room);
		while (n < 0 && errno == EINTR);
	if (n < 0) {
		err_set(&err, ERR_FILE, input->read, "cannot read on: %s",
			strerror(errno));
		complain(complaints, &err);
		input_close(input);
		n = 0;
	}
	input->read += (uint64_t)n;
	return (size_t)n;
}

bool input_look(const struct input *input, uint64_t at, void *out, size_t len)
{
	return pread(input->fd, out, len, (off_t)at) == (ssize_t)len;
}
