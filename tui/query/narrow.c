/* SPDX-License-Identifier: MIT */
/* narrow.c - which packed ids need not be searched.
 *
 * Making the text of an id costs more than looking up a hundred symbols, and
 * nearly all patterns hold a character that no UUID has. The pattern is read
 * without understanding all of it: what is not plain is taken to match
 * anything, so that an id is passed over only when that is certain. */
#include "search.h"

#include <string.h>

#define NARROW_DEPTH 30 /* of brackets; deeper ones may match anything */

struct letters {
	const char *set; /* what texts of this kind are made of */
	bool fold;
};

struct reading_pattern {
	struct str text;
	size_t at;
	const struct letters *letters;
	unsigned depth;
	bool strange; /* something that was not understood */
};

/* True when a text of these letters cannot hold `c`. Some letters beyond
 * ASCII are other cases of k and s. */
static bool foreign(const struct letters *letters, char c)
{
	if (c && strchr(letters->set, c))
		return false;
	if ((unsigned char)c >= 0x80)
		return !letters->fold;
	if (!letters->fold || !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
		return true;
	return !strchr(letters->set, c ^ 0x20);
}

static char next(const struct reading_pattern *p)
{
	return p->at < p->text.len ? p->text.at[p->at] : '\0';
}

static void pass_class(struct reading_pattern *p)
{
	p->at++;
	if (next(p) == '^')
		p->at++;
	if (next(p) == ']')
		p->at++;
	while (p->at < p->text.len && next(p) != ']') {
		if (next(p) == '[') /* [:alpha:] */
			p->strange = true;
		p->at += next(p) == '\\' ? 2 : 1;
	}
	p->at++;
}

/* A backslash and a letter stand for many, but for some of which more letters
 * follow: \x41, \p{Lu}, \Q. */
static bool escape_needs(struct reading_pattern *p)
{
	char c;

	p->at++;
	c = next(p);
	p->at++;
	if (c && strchr("dDwWsSbBAZz", c))
		return false;
	if ((unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || !c) {
		p->strange = true;
		return false;
	}
	return foreign(p->letters, c);
}

static bool choice_needs(struct reading_pattern *p);

static bool group_needs(struct reading_pattern *p)
{
	bool needs;

	p->at++;
	if (next(p) == '?') {
		p->strange |= p->at + 1 >= p->text.len ||
			      p->text.at[p->at + 1] != ':';
		p->at += 2;
	} else if (next(p) == '*') {
		p->strange = true;
	}
	if (++p->depth > NARROW_DEPTH)
		p->strange = true;
	needs = !p->strange && choice_needs(p);
	p->depth--;
	p->at++;
	return needs;
}

/* Takes `{2}`, `{2,}` or `{2,3}`. */
static void pass_counts(struct reading_pattern *p)
{
	size_t from = ++p->at;

	while ((next(p) >= '0' && next(p) <= '9') ||
	       (next(p) == ',' && p->at > from))
		p->at++;
	p->strange |= next(p) != '}' || p->at == from;
	p->at++;
}

/* True when what was just read may be left out. */
static bool pass_repeats(struct reading_pattern *p)
{
	bool optional = false;

	for (;; p->at++) {
		while (next(p) == '{') {
			pass_counts(p);
			optional = true;
		}
		if (next(p) == '?' || next(p) == '*')
			optional = true;
		else if (next(p) != '+')
			return optional;
	}
}

static bool piece_needs(struct reading_pattern *p)
{
	char c = next(p);

	if (c == '(')
		return group_needs(p);
	if (c == '\\')
		return escape_needs(p);
	if (c == '[') {
		pass_class(p);
		return false;
	}
	p->at++;
	return c != '.' && c != '^' && c != '$' && foreign(p->letters, c);
}

/* True when each alternative, up to a closing bracket, needs a foreign
 * letter. */
static bool choice_needs(struct reading_pattern *p)
{
	bool all = true, needs = false;

	while (p->at < p->text.len && next(p) != ')' && !p->strange) {
		if (next(p) == '|') {
			p->at++;
			all &= needs;
			needs = false;
		} else {
			bool piece = piece_needs(p);

			needs |= piece & !pass_repeats(p);
		}
	}
	return all && needs;
}

static bool needs_foreign(struct str pattern, bool literal,
			  const struct letters *letters)
{
	struct reading_pattern p = { .text = pattern, .letters = letters };
	bool needs = false;

	if (literal) {
		for (size_t i = 0; i < pattern.len; i++)
			needs |= foreign(letters, pattern.at[i]);
		return needs;
	}
	needs = choice_needs(&p);
	return needs && !p.strange && p.at == pattern.len;
}

uint32_t search_ids(struct str pattern, bool literal, bool fold)
{
	static const struct {
		uint32_t kind;
		const char *set;
	} kinds[] = {
		{ REACH_UUID, "0123456789abcdef-" },
		{ REACH_ID, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
		{ REACH_BASE64, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz0123456789+/=" },
	};
	uint32_t may = 0;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct letters letters = { kinds[i].set, fold };

		if (!needs_foreign(pattern, literal, &letters))
			may |= kinds[i].kind;
	}
	return may;
}
