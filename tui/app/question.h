/* SPDX-License-Identifier: MIT */
/* question.h - what -f, --from and --to ask, for every sub-command. */
#ifndef QUESTION_H
#define QUESTION_H

#include "options.h"
#include "query.h"

/* Whether the question can be read at all, before anything is loaded: a slip
 * must not cost the time of a load. 0, or -1 after telling. */
int question_check(const struct options *options);
/* Keeps in `rows`, which holds every row, what the question keeps. 0, or -1
 * after telling (a field that no event has). */
int question_ask(const struct options *options, const struct store *store,
		 struct rowset *rows);

#endif
