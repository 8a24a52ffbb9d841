/* SPDX-License-Identifier: MIT */
/* keys.h - what a key press is, for term/, view/ and scripts alike (grid's
 * second door). */
#ifndef KEYS_H
#define KEYS_H

#include "base.h"

enum key_code {
	KEY_NONE = 0,
	/* 1..0x10ffff: the character; ^A is 1, Tab 9, Enter '\r', Esc 27 */
	KEY_FIRST_SPECIAL = 0x200000,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_DELETE,
	KEY_BACKSPACE, /* also ^H and 127 */
	KEY_BACK_TAB,
	KEY_RESIZE, /* the terminal has another size */
	KEY_PASTE,  /* a bracketed paste: `text`, owned by term until the
		       next term_wait */
	KEY_CLICK,  /* x, y */
	KEY_WHEEL_UP,
	KEY_WHEEL_DOWN,
	KEY_HUNG_UP, /* the terminal is gone */
};

struct key {
	int32_t code; /* a character or enum key_code */
	int x, y;
	struct str text;
};

#define KEY_CTRL(letter) ((letter) & 0x1f)
#define KEY_ESC 27
#define KEY_ENTER '\r'
#define KEY_TAB 9

/* Reads a key's name as scripts and `:map` write it: `j`, `^F`, `Enter`,
 * `Esc`, `Space`, `Tab`, `Up`, `PgDn`... False when there is none. */
bool key_read(struct str name, struct key *key);
/* Appends the name. */
void key_put(struct buf *out, struct key key);

#endif
