/* SPDX-License-Identifier: MIT */
/* charset.h - the terminal's alphabet. */
#ifndef CHARSET_H
#define CHARSET_H

#include "base.h"

/* Sets the C library's locale for characters from the environment. */
bool charset_utf8(void);

#endif
