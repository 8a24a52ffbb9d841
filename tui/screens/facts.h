/* SPDX-License-Identifier: MIT */
/* facts.h - the facts of the line, by number from the left. */
#ifndef FACTS_H
#define FACTS_H

#include "view.h"

#define FACTS 5
/* What the fact is about; COL_COUNT where it says nothing of this selection. */
enum column fact_column(const struct view *view, size_t nth);
/* The one that has the focus; SIZE_MAX: none. */
size_t fact_here(const struct view *view);

#endif
