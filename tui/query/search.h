/* SPDX-License-Identifier: MIT */
/* search.h - a regex or a literal, compiled; and where it stands with the
 * values of a store. */
#ifndef SEARCH_H
#define SEARCH_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "prefilter.h"
#include "query.h"
#include "path_slots.h"

enum search_case {
	CASE_SMART, /* a capital outside escapes makes it count */
	CASE_FOLD,
	CASE_KEEP,
};

struct search {
	struct str text; /* owned */
	bool bytes;      /* a literal that is no UTF-8: no engine needed */
	bool fold;
	size_t gave_up; /* on so many texts, since it was made */
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool jit;
	struct prefilter prefilter;
	/* Over a store, by sym: a set bit may be a hit, and is one where the
	 * symbol is known. */
	uint64_t *maybe, *known;
	size_t maybe_words, known_words;
	const struct dict *dict;
	struct path_slots *packed; /* slots with ids that it might hit */
	/* The store as search_begin saw it. */
	const struct store *store;
	const uint32_t *skeleton;
	struct skeleton *const *shape;
};

/* As search_new; err->at is counted from `from`, where the pattern begins. */
struct search *search_make(struct str pattern, bool literal,
			   enum search_case how, size_t from, struct err *err);

/* What finds something in rows: search_begin first, and again when the store
 * has changed. */
void search_begin(struct search *search, const struct store *store);
bool search_hits(struct search *search, row_t row);

#endif
