/* SPDX-License-Identifier: MIT */
/* match.h - does one text satisfy an operator and its values?
 *
 * Knows nothing of rows. It is asked once for each distinct value. */
#ifndef MATCH_H
#define MATCH_H

#include "field.h"
#include "lex.h"

struct match;

/* Compiles `op` with one value, or OP_IN with several, for texts that are to
 * be read as `reading`. Owned, or NULL and ERR_QUERY, err->at in the filter
 * text. The values stay the caller's and must outlive it. */
struct match *match_new(enum reading reading, enum lex_op op,
			const struct lex_value *value, size_t values,
			struct err *err);
void match_free(struct match *match);
/* Of an identity also as the panes show it: `bare`, without its account.
 * `several`: more accounts are loaded; then a label that stands for one
 * identity in each of them is not the whole of any (`==`). */
bool match_holds(struct match *match, struct str text, bool bare, bool several);
/* True when a regex gave up on some text. */
bool match_gave_up(const struct match *match);

/* A network, or an address that can be written in more than one way: without
 * quotes it stands for more texts than its own. */
bool match_is_network(struct str text);

#endif
