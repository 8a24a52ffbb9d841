/* SPDX-License-Identifier: MIT */
/* input.h - the bytes as they lie on disk, in a pipe, or in memory. */
#ifndef LOAD_INPUT_H
#define LOAD_INPUT_H

#include "base.h"

/* What went wrong with the bytes, kept until the reader has come to the
 * place where it happened. */
struct complaints {
	struct err at[8];
	size_t count;
};
/* The place is where text goes on, where it is not known yet. */
#define COMPLAINT_HERE UINT64_MAX
/* When the queue is full the last one stands for the rest. */
void complain(struct complaints *queue, enum err_code code, uint64_t at,
	      const char *format, ...) PRINTF_LIKE(4, 5);
/* Takes the first one that stands at or before `offset`; false: none. */
bool complaint_take(struct complaints *queue, uint64_t offset, struct err *err);

struct input {
	int fd;            /* -1: none, or memory */
	bool close;        /* fd is ours */
	bool plain;        /* a plain file, at its begin: reading never waits */
	uint64_t size;     /* of a plain file when it was opened, bytes */
	struct str memory; /* borrowed; what is still to be read */
	uint64_t read;     /* bytes taken so far */
};

/* 0, or -1 and *err. "-" is standard input. */
int input_open(struct input *input, const char *path, struct err *err);
void input_close(struct input *input); /* also a zero-initialised one */

/* Up to `room` bytes into `out`: how many, 0 at the end. What the operating
 * system refuses is an end, and a complaint. */
size_t input_read(struct input *input, char *out, size_t room,
		  struct complaints *complaints);
#endif
