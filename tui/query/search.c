/* SPDX-License-Identifier: MIT */
/* search.c - PCRE2, bounded; and what a search finds in a row.
 *
 * Patterns come from people, values from attackers: together they must not
 * stop the program. Matching is limited, and a value on which the engine gives
 * up counts as not hit, is remembered, and is said. Values are bytes: parts
 * that are not UTF-8 are passed over by the engine (PCRE2_MATCH_INVALID_UTF).
 *
 * Distinct values are searched once and remembered by symbol, one bit each; a
 * row then costs one look-up a value and no branch. Packed ids have no
 * symbol: their texts are made and searched, unless the pattern needs a
 * letter that they cannot have. */
#include "search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Backtracking steps on one value: a fraction of a millisecond. */
#ifndef SEARCH_STEPS
#define SEARCH_STEPS 100000
#endif
#define SEARCH_DEPTH 5000 /* of the interpreter, where there is no JIT */
#define SEARCH_HEAP 20000 /* the same, KiB */
#define SEARCH_STACK (512 * 1024)
#define PATTERN_MOST 65536 /* bytes */
#ifndef LEARN_AHEAD
#define LEARN_AHEAD 256 /* symbols */
#endif

/* ---- letters ---- */

/* The place after an escape: \W, \pL, \x{1F600}, \xC3. */
static size_t pass_escape(struct str text, size_t at)
{
	char c = at + 1 < text.len ? text.at[at + 1] : '\0';
	struct str rest = str_slice(text, at + 2, text.len);
	ptrdiff_t close = str_find(rest, '}');

	if (!c || !strchr("xpPokgN", c))
		return at + 2;
	if (rest.len && *rest.at == '{' && close > 0)
		return at + 3 + (size_t)close;
	return at + (c == 'x' ? 4 : c == 'p' || c == 'P' ? 3 : 2);
}

static bool has_capital(struct str text, bool literal)
{
	size_t at = 0;

	while (at < text.len) {
		if (text.at[at] == '\\' && !literal)
			at = pass_escape(text, at);
		else if (text.at[at] >= 'A' && text.at[at] <= 'Z')
			return true;
		else
			at++;
	}
	return false;
}

static bool is_utf8(struct str text)
{
	const char *at = text.at, *end = text.at + text.len;
	int32_t point;

	while (at < end) {
		at += utf8_next(at, end, &point);
		if (point < 0 || (point >= 0xd800 && point <= 0xdfff))
			return false;
	}
	return true;
}

/* An ASCII literal is matched as bytes, which is faster and the same. */
static bool needs_utf(struct str text, bool literal)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return true;
	return !literal;
}

/* ---- compiling ---- */

/* The pattern stands at byte `from` of what was typed. */
static int compile(struct search *search, bool literal, size_t from,
		   struct err *err)
{
	uint32_t options = literal ? PCRE2_LITERAL : PCRE2_NEVER_BACKSLASH_C;
	char why[160];
	PCRE2_SIZE at;
	int code;

	if (search->fold)
		options |= PCRE2_CASELESS;
	if (needs_utf(search->text, literal))
		options |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
	search->code =
		pcre2_compile((PCRE2_SPTR)search->text.at, search->text.len,
			      options, &code, &at, NULL);
	if (search->code)
		return 0;
	pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof(why));
	return err_set(err, ERR_QUERY, from + at, "regex: %s", why);
}

static void prepare(struct search *search)
{
	search->data = pcre2_match_data_create(1, NULL);
	search->context = pcre2_match_context_create(NULL);
	if (!search->data || !search->context)
		die("out of memory (a regex)");
	pcre2_set_match_limit(search->context, SEARCH_STEPS);
	pcre2_set_depth_limit(search->context, SEARCH_DEPTH);
	pcre2_set_heap_limit(search->context, SEARCH_HEAP);
	/* Without a JIT the interpreter answers, more slowly. */
	search->jit = pcre2_jit_compile(search->code, PCRE2_JIT_COMPLETE) == 0;
	if (search->jit)
		search->stack =
			pcre2_jit_stack_create(32 * 1024, SEARCH_STACK, NULL);
	if (search->stack)
		pcre2_jit_stack_assign(search->context, NULL, search->stack);
}

struct search *search_make(struct str pattern, bool literal,
			   enum search_case how, size_t from, struct err *err)
{
	struct search *search = xcalloc(1, sizeof(*search));

	assert(pattern.at);
	search->text = (struct str){ xstrdup(pattern), pattern.len };
	search->fold = how == CASE_FOLD ||
		       (how == CASE_SMART && !has_capital(pattern, literal));
	search->prefilter = prefilter_of(search->text, literal, search->fold,
					 needs_utf(pattern, literal));
	search->packed = path_slots_packed(search->prefilter.ids);
	search->bytes = literal && !is_utf8(search->text);
	if (search->bytes)
		return search;
	if (pattern.len > PATTERN_MOST || !is_utf8(search->text)) {
		err_set(err, ERR_QUERY, from, "expected a regex %s",
			pattern.len > PATTERN_MOST ? "of at most 64 kB"
						   : "in UTF-8");
		goto fail;
	}
	if (compile(search, literal, from, err) < 0)
		goto fail;
	prepare(search);
	return search;
fail:
	search_free(search);
	return NULL;
}

struct search *search_new(struct str pattern, bool literal, struct err *err)
{
	return search_make(pattern, literal, CASE_SMART, 0, err);
}

void search_free(struct search *search)
{
	if (!search)
		return;
	pcre2_jit_stack_free(search->stack);
	pcre2_match_context_free(search->context);
	pcre2_match_data_free(search->data);
	pcre2_code_free(search->code);
	free(search->maybe);
	free(search->known);
	path_slots_free(search->packed);
	free((char *)search->text.at);
	free(search);
}

/* ---- one text ---- */

/* Patterns may forbid the JIT for themselves. */
static int run(const struct search *search, struct str text)
{
	PCRE2_SPTR at = (PCRE2_SPTR)(text.at ? text.at : "");
	int got = PCRE2_ERROR_JIT_BADOPTION;

	if (search->jit)
		got = pcre2_jit_match(search->code, at, text.len, 0, 0,
				      search->data, search->context);
	if (got == PCRE2_ERROR_JIT_BADOPTION)
		got = pcre2_match(search->code, at, text.len, 0, 0,
				  search->data, search->context);
	return got;
}

bool search_text(struct search *search, struct str text, size_t *from,
		 size_t *to)
{
	const PCRE2_SIZE *place;
	ptrdiff_t at;
	int got;

	if (!prefilter_lets(&search->prefilter, TEXT_PLAIN, text))
		return false;
	if (search->bytes) {
		at = search->fold ? str_search_nocase(text, search->text)
				  : str_search(text, search->text);
		if (at < 0)
			return false;
		*from = (size_t)at;
		*to = *from + search->text.len;
		return true;
	}
	got = run(search, text);
	if (got < 0) {
		search->gave_up += got != PCRE2_ERROR_NOMATCH;
		return false;
	}
	place = pcre2_get_ovector_pointer(search->data);
	*from = place[0] < place[1] ? place[0] : place[1];
	*to = place[1];
	return true;
}

static bool finds(struct search *search, struct str text)
{
	size_t from, to;

	return search_text(search, text, &from, &to);
}

/* ---- symbols ---- */

static inline bool bit_of(const uint64_t *bits, sym_t sym)
{
	return bits[sym / 64] >> (sym % 64) & 1;
}

static void learn(struct search *search, sym_t sym)
{
	uint64_t bit = (uint64_t)1 << (sym % 64);

	if (bit_of(search->known, sym))
		return;
	search->known[sym / 64] |= bit;
	if (!finds(search, dict_text(search->dict, sym)))
		search->maybe[sym / 64] &= ~bit;
}

/* Symbols are numbered as rows brought them, so that those after an unknown
 * one are wanted next: they are learnt in one go, unless that is slow. */
static bool hits_sym(struct search *search, sym_t sym)
{
	size_t end = sym + (size_t)(search->gave_up ? 1 : LEARN_AHEAD);

	if (bit_of(search->known, sym))
		return bit_of(search->maybe, sym);
	for (size_t i = sym; i < end && i < search->dict->count; i++)
		learn(search, (sym_t)i);
	return bit_of(search->maybe, sym);
}

void search_begin(struct search *search, const struct store *store)
{
	const struct dict *dict = store_dict(store);

	if (search->dict != dict)
		search->maybe_words = search->known_words = 0;
	search->dict = dict;
	words_cover(&search->maybe, &search->maybe_words, dict->count / 64 + 1,
		    0xff);
	words_cover(&search->known, &search->known_words, dict->count / 64 + 1,
		    0);
	path_slots_grow(search->packed, store_shapes(store));
	search->store = store;
	search->skeleton = store_skeleton(store);
	search->shape = store_shapes(store)->at;
}

/* ---- rows ---- */

/* Nearly all rows end here: no branch depends on a single value. */
static bool may_hit(const uint64_t *maybe, const sym_t *value, uint32_t values)
{
	uint64_t bits = 0;

	for (uint32_t i = 0; i < values; i++)
		bits |= maybe[value[i] / 64] >> (value[i] % 64);
	return bits & 1;
}

static bool hits_packed(struct search *search, row_t row)
{
	const struct path_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	size_t slots;

	slot = path_slots_of(search->packed, search->skeleton[row], &slots);
	if (!slots)
		return false;
	store_record(search->store, row, &record);
	for (size_t i = 0; i < slots; i++) {
		struct str text = record_slot(&record, slot[i].slot, scratch);

		if (prefilter_lets(&search->prefilter, text_kind(slot[i].kind),
				   text) &&
		    finds(search, text))
			return true;
	}
	return false;
}

bool search_hits(struct search *search, row_t row)
{
	const sym_t *value = store_values(search->store, row);
	uint32_t values = search->shape[search->skeleton[row]]->values;

	if (may_hit(search->maybe, value, values))
		for (uint32_t i = 0; i < values; i++)
			if (hits_sym(search, value[i]))
				return true;
	return hits_packed(search, row);
}

uint32_t search_row(struct search *search, const struct store *store, row_t row)
{
	char scratch[SCRATCH];
	struct record record;

	search_begin(search, store);
	store_record(store, row, &record);
	for (uint32_t i = 0; i < record.skeleton->slots; i++) {
		const struct slot *slot = &record.skeleton->slot[i];
		bool hit;

		if (leaf_packed(slot->kind))
			hit = finds(search, record_slot(&record, i, scratch));
		else
			hit = hits_sym(search, record.value[slot->at]);
		if (hit)
			return i;
	}
	return SLOT_NONE;
}
