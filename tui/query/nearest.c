/* SPDX-License-Identifier: MIT */
/* nearest.c - what a person may have meant by a value that no event has.
 *
 * Values are compared without regard to case, an identity also by its label
 * and its name alone, since that is what people type. One that holds what
 * was typed is as near as can be. */
#include "meaning.h"
#include "tally_inside.h"

#include <stdlib.h>

#define TYPED_MOST 128 /* bytes; longer texts were pasted, not mistyped */

struct typed {
	char text[TYPED_MOST];
	size_t len;
	unsigned limit; /* edits that still count as near */
};

static void fold(char *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
}

static unsigned edits(const struct typed *typed, struct str text)
{
	char folded[TYPED_MOST];

	if (!text.at || text.len > TYPED_MOST)
		return typed->limit + 1;
	fold(folded, text);
	return str_distance((struct str){ typed->text, typed->len },
			    (struct str){ folded, text.len }, typed->limit);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(const struct typed *typed, struct str text)
{
	struct str part = { typed->text, typed->len };
	unsigned most;

	if (typed->len > 1 && str_search_nocase(text, part) >= 0)
		return 0;
	most = edits(typed, text);
	most = least(most, edits(typed, identity_label(text)));
	return least(most, edits(typed, identity_name(text)));
}

struct candidate {
	struct nearest nearest;
	unsigned distance;
};

static bool nearer(const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->nearest.events != b->nearest.events)
		return a->nearest.events > b->nearest.events;
	return str_cmp(a->nearest.text, b->nearest.text) < 0;
}

/* Puts it where it belongs among the best `most`; their number. */
static size_t insert(struct candidate *best, size_t count, size_t most,
		     const struct candidate *new)
{
	size_t at = count;

	if (count == most && !nearer(new, &best[count - 1]))
		return count;
	if (count == most)
		at--;
	else
		count++;
	for (; at && nearer(new, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = *new;
	return count;
}

/* Texts of the table's own die with it; the store may have the same. */
static struct str lasting(const struct tally *tally, const struct store *store,
			  size_t row)
{
	struct str text = tally_text(tally, store, row);

	return tally->own ? store_text(store, store_find(store, text)) : text;
}

static size_t choose(const struct tally *tally, const struct store *store,
		     const struct typed *typed, struct candidate *best,
		     size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < tally->count; i++) {
		struct str text = lasting(tally, store, i);
		struct candidate new = {
			.nearest = { text, tally->row[i].events },
		};

		if (!text.at)
			continue;
		new.distance = distance(typed, text);
		if (new.distance <= typed->limit)
			count = insert(best, count, most, &new);
	}
	return count;
}

size_t nearest_values(const struct store *store, const struct field *field,
		      struct str typed, struct nearest *out, size_t most)
{
	struct typed folded = { .len = typed.len };
	struct candidate *best;
	struct tally tally = { 0 };
	struct rowset all = { 0 };
	size_t count;

	if (!most || !typed.len || typed.len > TYPED_MOST)
		return 0;
	fold(folded.text, typed);
	folded.limit = 1 + (unsigned)typed.len / 4;
	best = xmalloc(most * sizeof(*best));
	rowset_fill(&all, store_rows(store));
	tally_field(&tally, store, &all, field, TALLY_PLAIN);
	count = choose(&tally, store, &folded, best, most);
	for (size_t i = 0; i < count; i++)
		out[i] = best[i].nearest;
	tally_release(&tally);
	rowset_release(&all);
	free(best);
	return count;
}
