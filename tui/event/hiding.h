/* SPDX-License-Identifier: MIT */
/* hiding.h - which texts of a batch hold hidden characters. */
#ifndef HIDING_H
#define HIDING_H

#include "event.h"

/* Each text is looked at once, when it is new; rows are asked only when any
 * was found, which is hardly ever. */
struct hiding {
	uint64_t *bit; /* by sym */
	size_t words;
	size_t known; /* texts looked at */
	bool any;
};

void hiding_release(struct hiding *hiding);
void hiding_reset(struct hiding *hiding); /* the dictionary starts anew */

/* Looks at what is new in `dict`; false: no memory. */
bool hiding_look(struct hiding *hiding, const struct dict *dict);
/* True when one of the symbols stands for such a text. */
bool hiding_has(const struct hiding *hiding, const sym_t *sym, size_t count);

#endif
