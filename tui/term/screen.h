/* SPDX-License-Identifier: MIT */
/* screen.h - grids into the bytes that make a terminal show them. All of
 * curses is behind this. */
#ifndef SCREEN_H
#define SCREEN_H

#include "term.h"

struct screen_words {
	struct buf enter,
		leave; /* what takes the terminal, and gives it back */
	bool modern;   /* it knows pastes, mouse and clipboard as xterm does */
};

/* Learns from terminfo what the terminal can do, and adds to `words`, which
 * stays the caller's. -1 and *err when the terminal cannot move its cursor or
 * nobody has described it. */
int screen_open(const struct term_options *options, struct screen_words *words,
		struct err *err);
void screen_close(void);
void screen_resize(int width, int height); /* also forgets what is shown */
void screen_forget(void);                  /* the next draw is whole */
/* Appends the bytes from what is shown to `grid`. */
void screen_draw(const struct grid *grid, struct buf *out);

#endif
