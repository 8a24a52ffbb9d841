/* SPDX-License-Identifier: MIT */
/* child.h - another program on the terminal. */
#ifndef CHILD_H
#define CHILD_H

/* Runs argv[0], looked up in PATH, on the terminal at `path` until it ends.
 * Its exit status, or -1 when it was not run or a signal ended it. */
int child_run(const char *path, char *const argv[]);

#endif
