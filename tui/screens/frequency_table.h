/* SPDX-License-Identifier: MIT */
/* frequency_table.h - the frequency table, for the overlay and for pipes. */
#ifndef FREQUENCY_TABLE_H
#define FREQUENCY_TABLE_H

#include "view.h"

extern const struct table_form frequency_form;
extern const struct table_rows frequency_source; /* struct frequency_rows */

#endif
