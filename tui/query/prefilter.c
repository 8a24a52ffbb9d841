/* SPDX-License-Identifier: MIT */
/* prefilter.c - reads a pattern without understanding all of it, and looks
 * for what it cannot do without.
 *
 * Trying a regex on a text costs several times as much as looking for a few
 * bytes in it, and most texts do not hold them. So of each alternative the
 * longest run of letters that every hit must contain is found. What is not
 * plain is taken to match anything and ends a run; what is strange (options,
 * assertions, references) makes the whole pattern one of which nothing is
 * known. The same reading tells which packed ids can be hit at all: those
 * whose alphabet has every letter that must occur. */
#include "prefilter.h"

#include <assert.h>
#include <string.h>

#include "path_slots.h"

/* ---- needles ---- */

/* Sixteen places at a time: where the first and the last byte of the needle
 * both fit, the bytes between are compared. Two bytes that far apart rarely
 * fit by chance. */
#define LANES NEEDLE_LANES
typedef unsigned char lanes_t __attribute__((vector_size(LANES)));

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

static char other_case(char c)
{
	return (char)((c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? c ^ 0x20 : c);
}

static void set_end(char end[2][LANES], char c, bool folds)
{
	memset(end[0], c, LANES);
	memset(end[1], folds ? other_case(c) : c, LANES);
}

static struct needle needle_make(struct str text, bool folds)
{
	struct needle needle = { .len = text.len, .fold = folds };

	if (needle.len > NEEDLE_MOST)
		needle.len = NEEDLE_MOST;
	for (size_t i = 0; i < needle.len; i++)
		needle.low[i] = folds ? fold(text.at[i]) : text.at[i];
	if (needle.len) {
		set_end(needle.first, needle.low[0], folds);
		set_end(needle.last, needle.low[needle.len - 1], folds);
	}
	return needle;
}

static bool stands_at(const struct needle *needle, const char *at)
{
	if (!needle->fold)
		return !memcmp(at, needle->low, needle->len);
	for (size_t i = 0; i < needle->len; i++)
		if (fold(at[i]) != needle->low[i])
			return false;
	return true;
}

static inline lanes_t lanes_at(const char *at)
{
	lanes_t lanes;

	memcpy(&lanes, at, LANES);
	return lanes;
}

static inline lanes_t either(const char *at, const char byte[2][LANES])
{
	lanes_t lanes = lanes_at(at);

	return (lanes_t)(lanes == lanes_at(byte[0])) |
	       (lanes_t)(lanes == lanes_at(byte[1]));
}

/* `fits` has a byte for each of 8 places. */
static bool stands_among(const struct needle *needle, const char *at,
			 uint64_t fits)
{
	while (fits) {
		unsigned bit = (unsigned)__builtin_ctzll(fits) & ~7u;

		if (stands_at(needle, at + bit / 8))
			return true;
		fits &= ~((uint64_t)0xff << bit);
	}
	return false;
}

/* Looks at 16 places from `at` on, of which the first `places` count. */
static inline bool stands_near(const struct needle *needle, const char *at,
			       size_t places)
{
	lanes_t both = either(at, needle->first) &
		       either(at + needle->len - 1, needle->last);
	uint64_t half[2];

	memcpy(half, &both, sizeof(half));
	if (!(half[0] | half[1]))
		return false;
	if (places <= 8)
		half[1] = 0;
	if (places < 8)
		half[0] &= ~(UINT64_MAX << places * 8);
	else if (places > 8 && places < LANES)
		half[1] &= ~(UINT64_MAX << (places - 8) * 8);
	return stands_among(needle, at, half[0]) ||
	       stands_among(needle, at + 8, half[1]);
}

/* Fewer than 16 places: sixteen bytes from the last would lie outside. */
static bool stands_in_short(const struct needle *needle, struct str text)
{
	char copy[LANES + NEEDLE_MOST] = { 0 };

	assert(text.len >= needle->len && text.len < sizeof(copy));
	memcpy(copy, text.at, text.len);
	return stands_near(needle, copy, text.len - needle->len + 1);
}

static bool needle_in(const struct needle *needle, struct str text)
{
	size_t places, i;

	if (text.len < needle->len || !needle->len)
		return !needle->len;
	places = text.len - needle->len + 1;
	if (places < LANES)
		return stands_in_short(needle, text);
	for (i = 0; i + LANES <= places; i += LANES)
		if (stands_near(needle, text.at + i, LANES))
			return true;
	i = places - LANES;
	return stands_near(needle, text.at + i, LANES);
}

bool prefilter_lets(const struct prefilter *prefilter, uint32_t kind,
		    struct str text)
{
	for (size_t i = 0; i < prefilter->needles; i++)
		if (prefilter->in[i] & kind &&
		    needle_in(&prefilter->needle[i], text))
			return true;
	return prefilter->needles == 0;
}

/* ---- what a pattern must have ---- */

#define BRACKETS_MOST 30 /* of brackets; a deeper pattern is strange */
#define RUN_LEAST 2      /* bytes: one letter stands in nearly every text */
#define KINDS 3

struct kind {
	uint32_t bit;
	size_t len; /* of its texts */
	const char *letters;
};

static const struct kind kinds[KINDS] = {
	{ PACKED_UUID, 36, "0123456789abcdef-" },
	{ PACKED_ID, 16, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
	{ PACKED_BASE64, 76,
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
	bool known;         /* of each alternative so far a run */
	struct buf letters; /* of all runs, one after the other */
	size_t run;         /* where the current one begins */
};

/* Packed kinds that have no such letter. Beyond ASCII there are other cases
 * of k and s. */
static uint32_t foreign_to(const struct sketch *s, char c)
{
	uint32_t bits = 0;

	if ((unsigned char)c >= 0x80 && s->fold)
		return 0;
	for (size_t i = 0; i < KINDS; i++)
		if (!c ||
		    (!strchr(kinds[i].letters, c) &&
		     !(s->fold && strchr(kinds[i].letters, other_case(c)))))
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

/* The longer of two runs is kept. */
static void take_run(struct must *must, size_t from, size_t len)
{
	if (len <= must->len)
		return;
	must->from = from;
	must->len = len;
}

static void end_run(struct sketch *s, struct must *must)
{
	take_run(must, s->run, s->letters.len - s->run);
	s->run = s->letters.len;
}

static void add_letter(struct sketch *s, struct must *must, char c)
{
	bool folds_strangely = (unsigned char)c >= 0x80 ||
			       (s->utf && s->fold && strchr("kKsS", c));

	must->foreign |= foreign_to(s, c);
	if (folds_strangely)
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

/* TIMES_ANY: perhaps not at all. */
enum times { TIMES_ONE, TIMES_MORE, TIMES_ANY };

static enum times pass_repeats(struct sketch *s)
{
	enum times times = TIMES_ONE;

	for (;; s->at++) {
		while (next(s) == '{') {
			pass_counts(s);
			times = TIMES_ANY;
		}
		if (next(s) == '?' || next(s) == '*')
			times = TIMES_ANY;
		else if (next(s) != '+')
			return times;
		else if (times == TIMES_ONE)
			times = TIMES_MORE;
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

	assert(next(s) == '(');
	s->at++;
	if (next(s) == '?') {
		s->strange |= s->at + 1 >= s->text.len ||
			      s->text.at[s->at + 1] != ':';
		s->at += 2;
	} else if (next(s) == '*') {
		s->strange = true;
	}
	s->strange |= ++s->depth > BRACKETS_MOST;
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

/* A piece and how often it stands; what it needs goes into *must. */
static void read_repeated(struct sketch *s, struct must *must)
{
	struct must inner = { 0 };
	enum times times;
	char c;

	if (next(s) == '(')
		end_run(s, must);
	c = read_piece(s, &inner);
	times = pass_repeats(s);
	if (c && times != TIMES_ANY)
		add_letter(s, must, c);
	if (!c || times != TIMES_ONE)
		end_run(s, must);
	if (!c && times != TIMES_ANY) {
		must->foreign |= inner.foreign;
		take_run(must, inner.from, inner.len);
	}
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

/* Passes a `|`, behind which another alternative begins. */
static bool pass_bar(struct sketch *s)
{
	if (next(s) != '|' || s->strange)
		return false;
	s->at++;
	return true;
}

static struct must read_choice(struct sketch *s)
{
	struct must all = read_sequence(s);

	while (pass_bar(s)) {
		all.foreign &= read_sequence(s).foreign;
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
static void add_needle(struct prefilter *prefilter, struct sketch *s,
		       const struct must *must)
{
	struct str run = str_slice(buf_str(&s->letters), must->from,
				   must->from + must->len);

	prefilter->ids |= stands_in(must);
	s->known &= run.len >= RUN_LEAST && prefilter->needles < NEEDLES;
	if (!s->known)
		return;
	prefilter->in[prefilter->needles] = TEXT_PLAIN | stands_in(must);
	prefilter->needle[prefilter->needles++] = needle_make(run, s->fold);
}

struct prefilter prefilter_of(struct str pattern, bool literal, bool fold,
			      bool utf)
{
	struct sketch s = {
		.text = pattern, .fold = fold, .utf = utf, .known = true
	};
	struct prefilter prefilter = { .needles = 0 };
	struct must must = { 0 }, nothing = { 0 };

	if (literal) {
		for (; !ended(&s); s.at++)
			add_letter(&s, &must, next(&s));
		end_run(&s, &must);
		add_needle(&prefilter, &s, &must);
	} else {
		do {
			must = read_sequence(&s);
			add_needle(&prefilter, &s, &must);
		} while (pass_bar(&s));
		if (s.strange || !ended(&s))
			add_needle(&prefilter, &s, &nothing);
	}
	if (!s.known)
		prefilter.needles = 0;
	buf_release(&s.letters);
	return prefilter;
}
