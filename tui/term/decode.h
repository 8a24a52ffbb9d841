/* SPDX-License-Identifier: MIT */
/* decode.h - bytes from a terminal, and when they came, into keys. It reads
 * nothing and asks no clock, so every split of a sequence can be tested.
 *
 * Feed it what was read, then take keys until there is none. An unfinished
 * sequence waits for its rest: decode_wait says how long, and asking again
 * after that time gives what it was then. */
#ifndef DECODE_H
#define DECODE_H

#include "keys.h"

#define DECODE_ROOM 4096

struct decode {
	char in[DECODE_ROOM];
	size_t len;      /* bytes not yet taken */
	int64_t came;    /* when the last of them came, ms */
	int64_t escaped; /* when a lone Esc was given; 0: something since */
	int patience;    /* ms that what is unfinished may take */
	int esc_ms; /* how long a lone Esc may be more; the owner sets it */
	bool pasting;
	struct buf paste;
};

void decode_release(struct decode *decode);
size_t decode_room(const struct decode *decode); /* bytes it can take */
/* Takes `len` <= decode_room bytes; `now` in ms, above 0, never less than
 * before. */
void decode_feed(struct decode *decode, const char *at, size_t len,
		 int64_t now);
/* The next key, or PRESS_NONE. A paste's text is borrowed until the next
 * call. */
struct key decode_next(struct decode *decode, int64_t now);
/* ms until decode_next may have a key without more bytes; -1: never. */
int decode_wait(const struct decode *decode, int64_t now);

#endif
