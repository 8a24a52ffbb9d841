/* SPDX-License-Identifier: MIT */
/* guess.c - what a leaf's key says of what its value names.
 *
 * ARNs and ids name something wherever they stand, but where the key says
 * that it is of this request only (request ids, tokens). Some keys name one
 * kind of thing in every service (kmsKeyId), and some words on the way to a
 * leaf tell its part. What else ends as names do is a guess: a key that the
 * table knows from another call of the service means the same here. */
#include "guess_table.h"
#include "part.h"

/* What a key means elsewhere in its service: the type of the first row that
 * ends a path in `key`; TYPE_NONE. `name` and `id` say nothing of themselves:
 * they mean the same only in the same place. */
static enum type key_type(const struct resource_row *const *row, size_t rows,
			  struct str key, bool bare)
{
	for (size_t i = 0; i < rows; i++) {
		struct str places = str_of(row[i]->paths);

		while (places.len) {
			struct str place = part_take(&places, ' ');
			struct str end = bare ? part_after(place, '.')
					      : part_after_last(place, '.');

			if (str_eq(end, key))
				return row[i]->type;
		}
	}
	return TYPE_NONE;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* `clientRequestId`, `requestId` and `RequestId` end in RequestId. */
static bool ends_in_word(struct str key, struct str word)
{
	struct str tail;

	/* Most keys are told apart by how they end. */
	if (key.len < word.len || key.at[key.len - 1] != word.at[word.len - 1])
		return false;
	tail = str_slice(key, key.len - word.len, key.len);
	if (str_eq(tail, word))
		return true;
	return key.len == word.len && lower(word.at[0]) == key.at[0] &&
	       str_eq(str_slice(key, 1, key.len), str_slice(word, 1, word.len));
}

static bool is_any(const struct str *words, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++)
		if (ends_in_word(key, words[i]))
			return true;
	return false;
}

/* The path below one of the three roots; STR_NONE elsewhere. */
static struct str below(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(roots); i++)
		if (str_starts(path, roots[i]))
			return str_slice(path, roots[i].len, path.len);
	return STR_NONE;
}

/* In a list of texts the list's key says what they are: `names.items`. */
static struct str telling_key(struct str path, struct str key)
{
	while (path.len > key.len &&
	       (str_eq(key, STR("items")) || str_eq(key, STR("item")) ||
		str_eq(key, STR("member")) || str_eq(key, STR("content")))) {
		path.len -= key.len + 1;
		key = part_after_last(path, '.');
	}
	return key;
}

/* `name`, `id` and `arn` alone say what they belong to only at the top;
 * further down they are names of states, filters and tags. */
static bool is_bare(struct str key)
{
	return str_eq_nocase(key, STR("name")) ||
	       str_eq_nocase(key, STR("names")) ||
	       str_eq_nocase(key, STR("id")) || str_eq_nocase(key, STR("ids"));
}

/* Words that hold one that would tell a part. */
static bool is_other_word(struct str rest, size_t at)
{
	static const struct str words[] = { STR("peering"),
					    STR("sourceMapping") };

	if (at >= 2 && str_search_nocase(str_slice(rest, at - 2, at + 6),
					 STR("resource")) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_search_nocase(str_slice(rest, at, at + words[i].len),
				      words[i]) == 0)
			return true;
	return false;
}

/* The part of the first word that stands on the way to a leaf. */
static enum named_as word_part(struct str rest)
{
	for (size_t i = 0; i < ARRAY_LEN(part_words); i++) {
		struct str word = part_words[i].word, tail = rest;
		ptrdiff_t at;

		while ((at = str_search_nocase(tail, word)) >= 0) {
			size_t begin = rest.len - tail.len + (size_t)at;

			if (!is_other_word(rest, begin))
				return part_words[i].part;
			tail = str_slice(rest, begin + word.len, rest.len);
		}
	}
	return AS_NAMED;
}

static const struct sure_key *sure_key(struct str key)
{
	for (size_t i = 0; i < ARRAY_LEN(sure_keys); i++)
		if (ends_in_word(key, sure_keys[i].key))
			return &sure_keys[i];
	return NULL;
}

static enum type perhaps_type(const struct resource_row *const *row,
			      size_t rows, struct str key, bool top)
{
	enum type type;

	if (!is_any(ends, ARRAY_LEN(ends), key) ||
	    is_any(stops, ARRAY_LEN(stops), key) || (is_bare(key) && !top))
		return TYPE_NONE;
	type = key_type(row, rows, key, is_bare(key));
	if (type == TYPE_NONE && !is_any(vague, ARRAY_LEN(vague), key))
		type = TYPE_SERVICE;
	return type;
}

struct key_sense guess_leaf(const struct resource_row *const *row, size_t rows,
			    struct str path, struct str key)
{
	struct str rest = below(path);
	const struct sure_key *sure;
	struct key_sense guess = { 0 };

	if (!rest.len)
		return guess;
	key = telling_key(path, key);
	if (is_any(nevers, ARRAY_LEN(nevers), key))
		return guess;
	guess.named = true;
	guess.part = word_part(rest);
	sure = sure_key(key);
	if (sure) {
		guess.sure = sure->type != TYPE_NONE;
		guess.type = sure->type;
		if (sure->part != AS_NAMED)
			guess.part = sure->part;
		return guess;
	}
	guess.type = perhaps_type(row, rows, key, str_find(rest, '.') < 0);
	guess.perhaps = guess.type != TYPE_NONE;
	return guess;
}
