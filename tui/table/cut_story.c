/* SPDX-License-Identifier: MIT */
/* cut_story.c - a sentence in few cells. Long names in it give way first, from
 * their middle, then what has a fixed size (addresses, keys, ids), which is
 * shown whole or not at all: half of one names nothing. Then the end goes. */
#include <assert.h>
#include <string.h>

#include "cut.h"
#include "cut_shape.h"
#include "table.h"

#define WORDS_MOST 48 /* of those behind none gives way */
#define NAME_LEAST 12 /* cells that are left of a name */

struct word {
	struct str text; /* with the signs that end it */
	size_t name;     /* bytes before these */
	int cells, least;
	bool fixed, gone; /* has a fixed size; is left out */
	bool silent;      /* as `gone`, and no ellipsis stands for it */
};
/* How much of a sentence may give way: above CUT_NAMES so many of what has a
 * fixed size as well. */
enum yields { CUT_NOTHING, CUT_NAMES, CUT_MOST = WORDS_MOST };
struct story {
	struct word word[WORDS_MOST];
	size_t words;
	struct str rest; /* what is behind */
	int cells;
};

/* ---- words ---- */

/* An address or a network, an account, a key, an id. */
static bool is_fixed(struct str name)
{
	ptrdiff_t slash = str_find(name, '/');
	struct str bits = str_slice(name, (size_t)(slash + 1), name.len);

	if (slash > 0 && bits.len && bits.len <= 3 && bits.at[0] >= '0' &&
	    bits.at[0] <= '9')
		name = str_slice(name, 0, (size_t)slash);
	return words_are_firm(name);
}

/* Not an ordinary word: `example-logs`, `ListUsers`, `prod/db`. */
static bool is_name(struct str text)
{
	for (size_t i = 1; i < text.len; i++)
		if (strchr("-_/.:@0123456789", text.at[i]) ||
		    (text.at[i] >= 'A' && text.at[i] <= 'Z') ||
		    (unsigned char)text.at[i] >= 0x80)
			return true;
	return false;
}

static struct word word_of(const struct grid *grid, struct str text)
{
	struct word word = { .text = text, .name = text.len };
	struct str name;

	while (word.name && strchr(",;:", text.at[word.name - 1]))
		word.name--;
	name = str_slice(text, 0, word.name);
	word.cells = grid_measure(grid, text, SHAPE_LOOK);
	word.least = word.cells;
	word.fixed = is_fixed(name);
	if (word.cells > NAME_LEAST && is_name(name) && !word.fixed)
		word.least = NAME_LEAST;
	return word;
}

static void story_read(const struct grid *grid, struct str text,
		       struct story *story)
{
	story->words = 0;
	story->cells = 0;
	while (text.len && story->words < WORDS_MOST) {
		ptrdiff_t blank = str_find(text, ' ');
		size_t end = blank < 0 ? text.len : (size_t)blank;
		struct word *word = &story->word[story->words++];

		*word = word_of(grid, str_slice(text, 0, end));
		text = str_slice(text, end + (blank >= 0), text.len);
		story->cells += word->cells + (blank >= 0);
	}
	story->rest = text;
	story->cells += grid_measure(grid, text, SHAPE_LOOK);
}

/* Takes cells of the longest names until it has `width`, or they have their
 * least. */
static void story_shrink(struct story *story, int width)
{
	while (story->cells > width) {
		struct word *longest = NULL;

		for (size_t i = 0; i < story->words; i++) {
			struct word *word = &story->word[i];

			if (word->cells > word->least &&
			    (!longest || word->cells > longest->cells))
				longest = word;
		}
		if (!longest)
			return;
		longest->cells--;
		story->cells--;
	}
}

/* Leaves out the ordinary words that led to the last one, which is gone: "with
 * account". */
static void story_shorten(struct story *story, int width)
{
	for (size_t i = story->words - 1; i-- > 1 && story->cells > width;) {
		struct word *word = &story->word[i];

		if (word->fixed || is_name(word->text))
			return;
		word->silent = true;
		story->cells -= word->cells + 1;
	}
}

/* Leaves out up to `most` of what has a fixed size, from the end: what a
 * sentence is about stands before with whom, and from where. */
static void story_elide(struct story *story, int width, int most)
{
	for (size_t i = story->words;
	     i-- && most > 0 && story->cells > width;) {
		struct word *word = &story->word[i];
		int less = word->cells - 1 - (int)(word->text.len - word->name);

		if (!word->fixed)
			continue;
		word->gone = true;
		word->cells -= less;
		story->cells -= less;
		most--;
		if (i + 1 == story->words && !story->rest.len)
			story_shorten(story, width);
	}
}

static void word_put(const struct grid *grid, const struct word *word,
		     struct buf *out)
{
	struct str behind = str_slice(word->text, word->name, word->text.len);
	struct shape shape;

	if (word->gone) {
		buf_add(out, grid_glyph(grid, GLYPH_ELLIPSIS));
		buf_add(out, behind);
		return;
	}
	if (grid_measure(grid, word->text, SHAPE_LOOK) <= word->cells) {
		buf_add(out, word->text);
		return;
	}
	shape_make(&shape, str_slice(word->text, 0, word->name), grid->ascii);
	shape_cut(&shape, word->cells - (int)behind.len, 0, out);
	buf_add(out, behind);
}

/* ---- the sentence ---- */

static bool is_number(const struct word *word)
{
	return word->text.len && word->text.at[0] >= '0' &&
	       word->text.at[0] <= '9';
}

/* Its end goes: in the midst of a word, but before what is whole or nothing, as
 * a number is, which an ellipsis would seem to go on. */
static void put_beginning(const struct grid *grid, const struct story *story,
			  int width, struct buf *out)
{
	int left = width - 1; /* for the ellipsis */

	for (size_t i = 0; i < story->words && left > 0; i++) {
		const struct word *word = &story->word[i];

		if (word->cells + is_number(word) > left) {
			if (!word->fixed && !is_number(word))
				buf_add(out,
					str_slice(word->text, 0,
						  grid_fit(grid, word->text,
							   left)));
			break;
		}
		word_put(grid, word, out);
		left -= word->cells + 1;
		if (left >= 0)
			buf_addc(out, ' ');
	}
	buf_add(out, grid_glyph(grid, GLYPH_ELLIPSIS));
}

static void put_whole(const struct grid *grid, const struct story *story,
		      struct buf *out)
{
	const struct word *last = NULL;

	for (size_t i = 0; i < story->words; i++) {
		const struct word *word = &story->word[i];

		/* One ellipsis for all that is left out in a row. */
		if (word->silent || (last && last->gone && word->gone))
			continue;
		buf_add(out, i ? STR(" ") : STR(""));
		word_put(grid, word, out);
		last = word;
	}
	if (story->rest.len)
		buf_addc(out, ' ');
	buf_add(out, story->rest);
}

/* The line that stands first; takes it off. */
static struct str take_line(struct str *lines)
{
	ptrdiff_t end = str_find(*lines, '\n');
	struct str line =
		str_slice(*lines, 0, end < 0 ? lines->len : (size_t)end);

	*lines = end < 0 ? STR_NONE
			 : str_slice(*lines, (size_t)end + 1, lines->len);
	return line;
}

/* The line, as far as it may be cut, where it fits. */
static bool put_line(const struct grid *grid, struct str line,
		     enum yields yields, int width, struct buf *out)
{
	struct story story;

	story_read(grid, line, &story);
	if (yields >= CUT_NAMES)
		story_shrink(&story, width);
	story_elide(&story, width, (int)yields - (int)CUT_NAMES);
	if (story.cells > width)
		return false;
	put_whole(grid, &story, out);
	return true;
}

static bool put_any(const struct grid *grid, struct str text, struct str brief,
		    enum yields yields, int width, struct buf *out)
{
	if (put_line(grid, text, yields, width, out))
		return true;
	while (brief.len)
		if (put_line(grid, take_line(&brief), yields, width, out))
			return true;
	return false;
}

void story_cut(const struct grid *grid, struct str text, struct str brief,
	       int width, struct buf *out)
{
	struct story story;

	assert(width > 0);
	for (int yields = CUT_NOTHING; yields <= CUT_MOST; yields++)
		if (put_any(grid, text, brief, (enum yields)yields, width, out))
			return;
	while (brief.len)
		text = take_line(&brief);
	story_read(grid, text, &story);
	story_shrink(&story, width);
	put_beginning(grid, &story, width, out);
}
