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
#define NAME_SHORT 8  /* ... rather than that an id goes */

struct word {
	struct str text;   /* with the signs that end it */
	size_t name;       /* bytes before these */
	int whole, cells;  /* that it has, and is shown in */
	bool fixed, named; /* has a fixed size; is a name of any size */
	bool gone;         /* an ellipsis stands for it */
};
/* How much of a sentence gives way. */
enum yields {
	CUT_NOTHING,
	CUT_NAMES,  /* to NAME_LEAST cells */
	CUT_SHORT,  /* to NAME_SHORT */
	CUT_BEHIND, /* ... and long names behind what has a fixed size */
	CUT_FIXED, /* ... and then of what has a fixed size as little as will do
		    */
	CUT_LEVELS
};
struct story {
	struct word word[WORDS_MOST];
	size_t words;
	size_t silent;   /* from here to the last one nothing is shown */
	struct str rest; /* what is behind */
	int rest_cells;
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
	word.whole = grid_measure(grid, text, SHAPE_LOOK);
	word.fixed = is_fixed(name);
	word.named = !word.fixed && is_name(name);
	return word;
}

static void story_read(const struct grid *grid, struct str text,
		       struct story *story)
{
	story->words = 0;
	while (text.len && story->words < WORDS_MOST) {
		ptrdiff_t blank = str_find(text, ' ');
		size_t end = blank < 0 ? text.len : (size_t)blank;

		story->word[story->words++] =
			word_of(grid, str_slice(text, 0, end));
		text = str_slice(text, end + (blank >= 0), text.len);
	}
	story->silent = story->words;
	story->rest = text;
	story->rest_cells = grid_measure(grid, text, SHAPE_LOOK);
}

/* ---- what gives way ---- */

/* One ellipsis stands for all that is left out in a row, with the signs behind
 * the last. */
static bool is_shown(const struct story *story, size_t at)
{
	const struct word *word = &story->word[at];
	size_t last = story->words - 1, next = at + 1;

	if (at >= story->silent && at < last)
		return false;
	if (next == story->silent && next < last)
		next = last;
	return !word->gone || at == last || !story->word[next].gone;
}

static int story_cells(const struct story *story)
{
	int cells = story->rest.len ? 1 + story->rest_cells : 0;

	for (size_t i = 0; i < story->words; i++) {
		const struct word *word = &story->word[i];
		int behind = (int)(word->text.len - word->name);

		if (is_shown(story, i))
			cells += (i ? 1 : 0) +
				 (word->gone ? 1 + behind : word->cells);
	}
	return cells;
}

/* `words` where there is none. */
static size_t first_fixed(const struct story *story)
{
	size_t at = 0;

	while (at < story->words && !story->word[at].fixed)
		at++;
	return at;
}

static void story_shrink(struct story *story, enum yields yields)
{
	bool any = first_fixed(story) < story->words;
	int least = yields >= CUT_SHORT && any ? NAME_SHORT : NAME_LEAST;

	for (size_t i = 0; i < story->words; i++) {
		struct word *word = &story->word[i];
		int few = least + (int)(word->text.len - word->name);
		bool cut = yields > CUT_NOTHING && word->named &&
			   word->whole > few;

		word->cells = cut ? few : word->whole;
	}
}

/* What is left over goes to the names that have the fewest cells. */
static void story_grow(struct story *story, int width)
{
	for (int room = width - story_cells(story); room > 0; room--) {
		struct word *least = NULL;

		for (size_t i = 0; i < story->words; i++) {
			struct word *word = &story->word[i];

			if (!word->gone && word->cells < word->whole &&
			    (!least || word->cells <= least->cells))
				least = word;
		}
		if (!least)
			return;
		least->cells++;
	}
}

/* Leaves out the ordinary words that led to the last one, which is gone: "with
 * account". */
static void story_shorten(struct story *story, int width)
{
	for (size_t i = story->words - 1; i-- > 1;) {
		struct word *word = &story->word[i];

		if (story_cells(story) <= width || word->fixed || word->named)
			return;
		story->silent = i;
	}
}

/* Leaves out what has a fixed size, from the end: what a sentence is about
 * stands before with whom, and from where. */
static void story_elide(struct story *story, int width)
{
	for (size_t i = story->words; i-- && story_cells(story) > width;) {
		if (!story->word[i].fixed)
			continue;
		story->word[i].gone = true;
		if (i + 1 == story->words && !story->rest.len)
			story_shorten(story, width);
	}
}

/* Leaves out names that would be cut, from the end, as far as what has a fixed
 * size stands before them. */
static void story_elide_names(struct story *story, int width)
{
	size_t first = first_fixed(story);

	for (size_t i = story->words;
	     i-- > first + 1 && story_cells(story) > width;) {
		struct word *word = &story->word[i];

		if (word->cells < word->whole)
			word->gone = true;
	}
}

/* Puts back what has a place once more went than had to. */
static void story_put_back(struct story *story, int width, bool fixed)
{
	for (size_t i = 0; i < story->words; i++) {
		struct word *word = &story->word[i];
		size_t silent = story->silent;

		if (!word->gone || word->fixed != fixed)
			continue;
		word->gone = false;
		if (i + 1 == story->words)
			story->silent = story->words;
		if (story_cells(story) <= width)
			continue;
		word->gone = true;
		story->silent = silent;
	}
}

/* False where even so it does not fit. */
static bool story_fit(struct story *story, enum yields yields, int width)
{
	for (size_t i = 0; i < story->words; i++)
		story->word[i].gone = false;
	story->silent = story->words;
	story_shrink(story, yields);
	if (yields >= CUT_BEHIND)
		story_elide_names(story, width);
	if (yields >= CUT_FIXED)
		story_elide(story, width);
	if (story_cells(story) > width)
		return false;
	story_put_back(story, width, true);
	story_put_back(story, width, false);
	story_grow(story, width);
	return true;
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
	for (size_t i = 0; i < story->words; i++) {
		if (!is_shown(story, i))
			continue;
		buf_add(out, i ? STR(" ") : STR(""));
		word_put(grid, &story->word[i], out);
	}
	if (story->rest.len)
		buf_addc(out, ' ');
	buf_add(out, story->rest);
}

/* Its beginning, and the first word of a fixed size, before which ordinary
 * ones are left out: "gave mgmt of … 111122223333 …". False, and nothing,
 * where that does not fit. */
static bool put_fixed(const struct grid *grid, const struct story *story,
		      int width, struct buf *out)
{
	struct story part = *story;
	size_t at = first_fixed(story);

	if (at == story->words)
		return false;
	if (at + 2 < part.words)
		part.words = at + 2; /* an ellipsis for what follows */
	part.silent = part.words;
	part.rest = STR_NONE;
	if (at + 1 < story->words)
		part.word[at + 1] = (struct word){ .gone = true };
	while (story_cells(&part) > width) {
		if (at < 2 || part.word[--at].named)
			return false;
		part.word[at].gone = true;
	}
	put_whole(grid, &part, out);
	return true;
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

/* The best way found so far to say it. */
struct said {
	struct story story;
	int kept; /* words of a fixed size; -1: none is found */
	int lost; /* how much gave way for them */
};

/* Says the line where that keeps more of what has a fixed size, or as much
 * while less gives way. */
static void say_line(const struct grid *grid, struct str line, int width,
		     struct said *best)
{
	struct said now;

	story_read(grid, line, &now.story);
	for (int yields = CUT_NOTHING; yields < CUT_LEVELS; yields++) {
		if (!story_fit(&now.story, (enum yields)yields, width))
			continue;
		now.kept = 0;
		now.lost = yields;
		for (size_t i = 0; i < now.story.words; i++) {
			const struct word *word = &now.story.word[i];

			now.kept += word->fixed && !word->gone;
			now.lost += word->gone;
		}
		if (now.kept > best->kept ||
		    (now.kept == best->kept && now.lost < best->lost))
			*best = now;
		return;
	}
}

void story_cut(const struct grid *grid, struct str text, struct str brief,
	       int width, struct buf *out)
{
	struct said best = { .kept = -1 };
	struct story last;

	assert(width > 0);
	say_line(grid, text, width, &best);
	while (brief.len) {
		text = take_line(&brief);
		say_line(grid, text, width, &best);
	}
	if (best.kept > 0 || (!best.kept && best.lost < CUT_BEHIND)) {
		put_whole(grid, &best.story, out);
		return;
	}
	story_read(grid, text, &last);
	story_shrink(&last, CUT_NAMES);
	if (put_fixed(grid, &last, width, out))
		return;
	if (!best.kept)
		put_whole(grid, &best.story, out);
	else
		put_beginning(grid, &last, width, out);
}
