/* SPDX-License-Identifier: MIT */
/* keys.h - what a key press is, for term/, screens/ and scripts alike (grid's
 * second door). */
#ifndef KEYS_H
#define KEYS_H

#include "base.h"

enum press {
	PRESS_NONE = 0,
	/* 1..0x10ffff: the character; ^A is 1, Tab 9, Enter '\r', Esc 27 */
	PRESS_FIRST_SPECIAL = 0x200000,
	PRESS_UP,
	PRESS_DOWN,
	PRESS_LEFT,
	PRESS_RIGHT,
	PRESS_HOME,
	PRESS_END,
	PRESS_PAGE_UP,
	PRESS_PAGE_DOWN,
	PRESS_DELETE,
	PRESS_BACKSPACE, /* also ^H and 127 */
	PRESS_BACK_TAB,
	PRESS_RESIZE, /* the terminal has another size */
	PRESS_PASTE,  /* a bracketed paste: `text`, its lines ended by \n, at
			 most 1 MiB; owned by term until the next term_wait */
	PRESS_CLICK,  /* x, y */
	PRESS_WHEEL_UP,
	PRESS_WHEEL_DOWN,
	PRESS_HUNG_UP, /* the terminal is gone */
};

struct key {
	int32_t code; /* a character or enum press */
	int x, y;
	struct str text;
};

#define PRESS_CTRL(letter) ((letter)&0x1f)
#define PRESS_ESC 27
#define PRESS_ENTER '\r'
#define PRESS_TAB 9

/* Reads a key's name as scripts and `:map` write it: `j`, `^F`, `Enter`,
 * `Esc`, `Space`, `Tab`, `Up`, `PgDn`... False when there is none. */
bool key_read(struct str name, struct key *key);
/* Appends the name. */
void key_put(struct buf *out, struct key key);

#endif
