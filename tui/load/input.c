/* SPDX-License-Identifier: MIT */
/* input.c - one open, one fstat and, for most files, one read: trails are
 * thousands of files of a few kilobytes, so system calls are what they cost. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void complain(struct complaints *queue, enum err_code code, uint64_t at,
	      const char *format, ...)
{
	struct err *last = &queue->at[ARRAY_LEN(queue->at) - 1];
	struct err *err = &queue->at[queue->count];
	va_list args;

	if (err > last) {
		err_set(last, code, last->at,
			"damaged here and at further places");
		return;
	}
	queue->count++;
	err->code = code;
	err->at = at;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
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

int input_open(struct input *input, const char *path, struct err *err)
{
	struct stat st;

	*input = (struct input){ .fd = STDIN_FILENO };
	if (strcmp(path, "-") != 0) {
		input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		input->close = true;
	}
	if (input->fd >= 0 && fstat(input->fd, &st) == 0) {
		input->plain = input->close && S_ISREG(st.st_mode);
		input->size = input->plain ? (uint64_t)st.st_size : 0;
		if (!S_ISDIR(st.st_mode))
			return 0;
		errno = EISDIR;
	}
	err_set(err, ERR_FILE, 0, "%s", strerror(errno));
	input_close(input);
	return -1;
}

void input_close(struct input *input)
{
	if (input->close && input->fd >= 0)
		close(input->fd);
	input->close = false;
	input->fd = -1;
	input->memory = STR_NONE;
}

size_t input_read(struct input *input, char *out, size_t room,
		  struct complaints *complaints)
{
	const struct str memory = input->memory;
	ssize_t n = 0;

	if (memory.at) {
		n = (ssize_t)(room < memory.len ? room : memory.len);
		memcpy(out, memory.at, (size_t)n);
		input->memory = str_slice(memory, (size_t)n, memory.len);
	} else if (input->fd >= 0) {
		do
			n = read(input->fd, out, room);
		while (n < 0 && errno == EINTR);
	}
	if (n < 0) {
		complain(complaints, ERR_FILE, input->read,
			 "cannot read on: %s", strerror(errno));
		input_close(input);
		n = 0;
	}
	input->read += (uint64_t)n;
	return (size_t)n;
}
