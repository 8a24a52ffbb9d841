/* SPDX-License-Identifier: MIT */
/* term.h - the terminal: grids onto it, keys from it, and back to how it was
 * on every way out. The only room that sees curses. */
#ifndef TERM_H
#define TERM_H

#include <poll.h>

#include "base.h"
#include "grid.h"
#include "keys.h"

struct term_options {
	bool mono;  /* no colour (NO_COLOR, --color never) */
	bool ascii; /* --ascii; term_open sets it where there is no UTF-8 */
	bool mouse;
};

/* Takes the terminal: /dev/tty when standard input is not one. 0, or -1 and
 * *err ("no terminal..."), with nothing changed. Installs handlers for HUP
 * INT QUIT TERM SEGV BUS FPE ILL ABRT PIPE TSTP that restore the terminal
 * with write() alone and raise again. */
int term_open(struct term_options *options, struct err *err);
void term_close(void); /* restores it; twice is fine; die_hook of the app */
void term_size(int *width, int *height);

/* Shows the grid; only what changed is sent, and nothing ever waits for the
 * line. While the last grid has not left, this one is not shown, and
 * PRESS_RESIZE comes when the line is free. */
void term_show(const struct grid *grid);
void term_redraw(void); /* the next term_show sends every cell (^L) */
/* True while what was written before has not left yet (a slow line): skip
 * this frame. */
bool term_busy(void);

/* Waits at most `ms` (-1: for ever) for a key or for what `fds` ask for, as
 * poll does; their revents are of the last look. PRESS_NONE when no key
 * came. */
struct key term_wait(struct pollfd *fds, size_t count, int ms);

/* ^Z: restores, stops the process group, and takes the terminal again when
 * continued. The next key is then PRESS_RESIZE: draw everything, perhaps at
 * another size. */
void term_suspend(void);
/* Puts text on the clipboard by OSC 52 (base64). False when it is longer
 * than terminals take (74,994 bytes), or the terminal has no clipboard. */
bool term_copy(struct str text);

#endif
