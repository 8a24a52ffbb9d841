/* SPDX-License-Identifier: MIT */
/* narrow.c - reads a pattern without understanding all of it.
 *
 * Trying a regex on a text costs several times as much as looking for a few
 * bytes in it, and most texts do not hold them. So of each alternative the
 * longest run of letters that every hit must contain is found. What is not
 * plain is taken to match anything and ends a run; what is strange (options,
 * assertions, references) makes the whole pattern one of which nothing is
 * known. The same reading tells which packed ids can be hit at all: those
 * whose alphabet has every letter that must occur. */
#include "narrow.h"

#include <string.h>

#include "reach.h"

#define NARROW_DEPTH 30 /* of brackets; a deeper pattern is strange */
#define RUN_LEAST 2     /* bytes: one letter stands in nearly every text */
#define KINDS 3

struct kind {
	uint32_t bit;
	size_t len; /* of its texts */
	const char *letters;
};

static const struct kind kinds[KINDS] = {
	{ REACH_UUID, 36, "0123456789abcdef-" },
	{ REACH_ID, 16, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
	{ REACH_BASE64, 76,
	  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	  "abcdefghijklmnopqrstuvwxyz0123456789+/=" },
};

/* What every hit of a part of the pattern must have. */
struct must {
	size_t from, len; /* the longest run, in `letters`; 0: none */
	uint32_t foreign; /* packed kinds that lack a letter it needs */
};

struct sketch {
	struct str text;
	size_t at;
	bool fold, utf;
	unsigned depth;
	bool strange;
	struct buf letters; /* of all runs, one after the other */
	size_t run;         /* where the current one begins */
};

/* Packed kinds that have no such letter. Beyond ASCII there are other cases
 * of k and s. */
static uint32_t foreign_to(const struct sketch *s, char c)
{
	char other =
		(char)((c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? c ^ 0x20 : c);
	uint32_t bits = 0;

	if ((unsigned char)c >= 0x80 && s->fold)
		return 0;
	for (size_t i = 0; i < KINDS; i++)
		if (!c || (!strchr(kinds[i].letters, c) &&
			   !(s->fold && strchr(kinds[i].letters, other))))
			bits |= kinds[i].bit;
	return bits;
}

static char next(const struct sketch *s)
{
	return s->at < s->text.len ? s->text.at[s->at] : '\0';
}

static bool ended(const struct sketch *s)
{
	return s->at >= s->text.len;
}

/* ---- runs ---- */

static void end_run(struct sketch *s, struct must *must)
{
	size_t len = s->letters.len - s->run;

	if (len > must->len) {
		must->from = s->run;
		must->len = len;
	}
	s->run = s->letters.len;
}

static bool folds_strangely(const struct sketch *s, char c)
{
	return (unsigned char)c >= 0x80 ||
	       (s->utf && s->fold && strchr("kKsS", c));
}

static void add_letter(struct sketch *s, struct must *must, char c)
{
	must->foreign |= foreign_to(s, c);
	if (folds_strangely(s, c))
		end_run(s, must);
	else
		buf_addc(&s->letters, c);
}

/* ---- what follows a piece ---- */

/* Takes `{2}`, `{2,}` or `{2,3}`. */
static void pass_counts(struct sketch *s)
{
	size_t from = ++s->at;

	while ((next(s) >= '0' && next(s) <= '9') ||
	       (next(s) == ',' && s->at > from))
		s->at++;
	s->strange |= next(s) != '}' || s->at == from;
	s->at++;
}

enum repeat { REPEAT_NONE, REPEAT_SOME, REPEAT_MAYBE };

static enum repeat pass_repeats(struct sketch *s)
{
	enum repeat repeat = REPEAT_NONE;

	for (;; s->at++) {
		while (next(s) == '{') {
			pass_counts(s);
			repeat = REPEAT_MAYBE;
		}
		if (next(s) == '?' || next(s) == '*')
			repeat = REPEAT_MAYBE;
		else if (next(s) != '+')
			return repeat;
		else if (repeat == REPEAT_NONE)
			repeat = REPEAT_SOME;
	}
}

/* ---- pieces ---- */

static struct must read_choice(struct sketch *s);

static void pass_class(struct sketch *s)
{
	s->at++;
	if (next(s) == '^')
		s->at++;
	if (next(s) == ']')
		s->at++;
	while (!ended(s) && next(s) != ']') {
		s->strange |= next(s) == '['; /* [:alpha:] */
		s->at += next(s) == '\\' ? 2 : 1;
	}
	s->at++;
}

/* A group gives what its alternatives all need, when it has but one. */
static struct must read_group(struct sketch *s)
{
	struct must must = { 0 };

	s->at++;
	if (next(s) == '?') {
		s->strange |= s->at + 1 >= s->text.len ||
			      s->text.at[s->at + 1] != ':';
		s->at += 2;
	} else if (next(s) == '*') {
		s->strange = true;
	}
	s->strange |= ++s->depth > NARROW_DEPTH;
	if (!s->strange)
		must = read_choice(s);
	s->depth--;
	s->strange |= next(s) != ')';
	s->at++;
	return must;
}

/* The letter after a backslash, when it stands for itself; else 0. A class or
 * an assertion is nothing known; others have more to follow. */
static char read_escape(struct sketch *s)
{
	char c;

	s->at++;
	c = next(s);
	s->at++;
	if (c && strchr("dDwWsSbBAZz", c))
		return 0;
	if (!c || (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
		s->strange = true;
		return 0;
	}
	return c;
}

/* The next piece as a letter, 0 when it is something else, which is passed;
 * of a group *must tells. */
static char read_piece(struct sketch *s, struct must *must)
{
	char c = next(s);

	if (c == '\\')
		return read_escape(s);
	if (c == '(') {
		*must = read_group(s);
		return 0;
	}
	if (c == '[') {
		pass_class(s);
		return 0;
	}
	s->strange |= !c;
	s->at++;
	/* Of a character beyond ASCII this is but one byte. */
	return c == '.' || c == '^' || c == '$' || (unsigned char)c >= 0x80
		       ? '\0'
		       : c;
}

static void take_inner(struct must *must, const struct must *inner)
{
	must->foreign |= inner->foreign;
	if (inner->len > must->len) {
		must->from = inner->from;
		must->len = inner->len;
	}
}

/* A piece and how often it stands; what it needs goes into *must. */
static void read_repeated(struct sketch *s, struct must *must)
{
	struct must inner = { 0 };
	enum repeat repeat;
	char c;

	if (next(s) == '(')
		end_run(s, must);
	c = read_piece(s, &inner);
	repeat = pass_repeats(s);
	if (c && repeat != REPEAT_MAYBE)
		add_letter(s, must, c);
	if (!c || repeat != REPEAT_NONE)
		end_run(s, must);
	if (!c && repeat != REPEAT_MAYBE)
		take_inner(must, &inner);
}

/* Pieces up to `|`, `)` or the end. */
static struct must read_sequence(struct sketch *s)
{
	struct must must = { 0 };

	s->run = s->letters.len;
	while (!ended(s) && next(s) != '|' && next(s) != ')' && !s->strange)
		read_repeated(s, &must);
	end_run(s, &must);
	return must;
}

static struct must read_choice(struct sketch *s)
{
	struct must all = read_sequence(s), one;

	while (next(s) == '|' && !s->strange) {
		s->at++;
		one = read_sequence(s);
		all.foreign &= one.foreign;
		all.len = 0;
	}
	return all;
}

/* ---- the whole ---- */

/* Packed kinds in which a hit with this run may stand: none that lacks a
 * letter or is shorter. */
static uint32_t stands_in(const struct must *must)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < KINDS; i++)
		if (!(must->foreign & kinds[i].bit) &&
		    must->len <= kinds[i].len)
			bits |= kinds[i].bit;
	return bits;
}

/* Adds what one alternative must have. */
static void add_needle(struct narrow *narrow, const struct sketch *s,
		       const struct must *must, bool *known)
{
	struct str run = str_slice(buf_str(&s->letters), must->from,
				   must->from + must->len);

	narrow->ids |= stands_in(must);
	*known &= run.len >= RUN_LEAST && narrow->needles < NEEDLES;
	if (!*known)
		return;
	narrow->in[narrow->needles] = stands_in(must);
	narrow->needle[narrow->needles++] = needle_make(run, s->fold);
}

static void read_pattern(struct sketch *s, struct narrow *narrow)
{
	struct must must = read_sequence(s), nothing = { 0 };
	bool known = true;

	add_needle(narrow, s, &must, &known);
	while (next(s) == '|' && !s->strange) {
		s->at++;
		must = read_sequence(s);
		add_needle(narrow, s, &must, &known);
	}
	if (s->strange || !ended(s))
		add_needle(narrow, s, &nothing, &known);
	if (!known)
		narrow->needles = 0;
}

static void read_literal(struct sketch *s, struct narrow *narrow)
{
	struct must must = { 0 };
	bool known = true;

	for (; !ended(s); s->at++)
		add_letter(s, &must, next(s));
	end_run(s, &must);
	add_needle(narrow, s, &must, &known);
	if (!known)
		narrow->needles = 0;
}

struct narrow narrow_read(struct str pattern, bool literal, bool fold, bool utf)
{
	struct sketch sketch = { .text = pattern, .fold = fold, .utf = utf };
	struct narrow narrow = { .needles = 0 };

	if (literal)
		read_literal(&sketch, &narrow);
	else
		read_pattern(&sketch, &narrow);
	buf_release(&sketch.letters);
	return narrow;
}
