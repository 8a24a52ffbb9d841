/* SPDX-License-Identifier: MIT */
/* sources.h - the files that were read, for the overlay and for pipes. */
#ifndef SOURCES_H
#define SOURCES_H

#include "view.h"

extern const struct table_form sources_form;
/* Over a struct file_rows. */
extern const struct table_rows sources_rows;

#endif
