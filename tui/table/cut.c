/* SPDX-License-Identifier: MIT */
/* cut.c - see cut.h. Texts stand in order, so that what one shares with any
 * other it shares with its neighbours; of the texts whose first cut looks the
 * same each is given another, one after the other. */
#include "cut.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "cut_shape.h"
#include "table.h"

#define WAYS_MOST 600  /* tried for one text */
#define BEHIND_MOST 12 /* bytes of what stands behind a name */

struct cut_text {
	struct cut_word word;
	struct str cut;
	size_t name; /* bytes of the text before what always stands behind it */
};
struct cut_texts {
	struct cut_text *at; /* sorted and distinct when `made` */
	size_t count, room;
	struct arena text; /* what they borrow */
	struct arena cut;  /* their cuts */
	struct dict looks; /* how they look */
	uint32_t *times;   /* by look: how many texts have it at first */
	size_t times_room;
	bool begun, made;
};
struct cuts {
	struct cut_texts kept, met;
	bool ascii;
	int width; /* 0: none yet */
	struct buf made;
};

/* ---- memory ---- */

static void forget_cuts(struct cut_texts *texts)
{
	arena_release(&texts->cut);
	texts->cut = (struct arena){ 0 };
	if (texts->begun)
		dict_reset(&texts->looks);
	texts->made = false;
}

static void forget(struct cut_texts *texts)
{
	forget_cuts(texts);
	arena_release(&texts->text);
	texts->text = (struct arena){ 0 };
	texts->count = 0;
}

static void release(struct cut_texts *texts)
{
	forget(texts);
	free(texts->at);
	free(texts->times);
	if (texts->begun)
		dict_release(&texts->looks);
}

void cuts_free(struct cuts *cuts)
{
	if (!cuts)
		return;
	release(&cuts->kept);
	release(&cuts->met);
	buf_release(&cuts->made);
	free(cuts);
}

void cuts_begin(struct cuts **cuts)
{
	if (!*cuts)
		*cuts = xcalloc(1, sizeof(**cuts));
	forget(&(*cuts)->kept);
	forget(&(*cuts)->met);
	(*cuts)->width = 0;
}

/* Behind a name may stand how many others there are, ` +2`, or which account
 * it is of, ` …3333`; both are short, and never cut. */
static size_t name_of(struct str text)
{
	static const struct grid ascii = { .ascii = true }, plain = { 0 };
	ptrdiff_t blank = str_find_last(text, ' ');
	struct str behind;

	if (blank <= 0)
		return text.len;
	behind = str_slice(text, (size_t)blank + 1, text.len);
	if (behind.len > BEHIND_MOST ||
	    (!str_starts(behind, STR("+")) &&
	     !str_starts(behind, grid_glyph(&ascii, GLYPH_ELLIPSIS)) &&
	     !str_starts(behind, grid_glyph(&plain, GLYPH_ELLIPSIS))))
		return text.len;
	/* of an account the number of others may follow */
	return name_of(str_slice(text, 0, (size_t)blank));
}

/* ---- words of a fixed size ---- */

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define HEX DIGITS "abcdef"

/* Bytes at its beginning that are in `set`. */
static size_t run_of(struct str text, const char *set)
{
	size_t at = 0;

	while (at < text.len && text.at[at] && strchr(set, text.at[at]))
		at++;
	return at;
}

static bool all_of(struct str text, const char *set)
{
	return run_of(text, set) == text.len;
}

#define PREFIX_MOST 16 /* bytes of what stands before an id's digits */

/* `sg-0123456789abcdef0`: 17 digits, of old ids 8. */
static bool is_id(struct str text)
{
	ptrdiff_t dash = str_find_last(text, '-');
	size_t digits = text.len - (size_t)(dash + 1);

	return dash > 0 && dash <= PREFIX_MOST &&
	       (digits == 8 || digits == 17) && text.at[0] != '-' &&
	       all_of(str_slice(text, 0, (size_t)dash), SMALL "-") &&
	       all_of(str_slice(text, (size_t)dash + 1, text.len), HEX);
}

static bool is_key(struct str text)
{
	return (str_starts(text, STR("AKIA")) ||
		str_starts(text, STR("ASIA"))) &&
	       text.len <= 24 && all_of(text, LETTERS DIGITS);
}

static bool is_address(struct str text)
{
	return text.len <= 39 &&
	       (str_find(text, '.') > 0 || str_find(text, ':') >= 0) &&
	       all_of(text, DIGITS "abcdefABCDEF.:");
}

struct str words_alone(struct str text)
{
	size_t word;

	text = str_slice(text, 0, name_of(text));
	word = run_of(text, SMALL "-");
	if (!word || word == text.len ||
	    (text.at[word] != '/' && text.at[word] != ' '))
		return text;
	return str_slice(text, word + 1, text.len);
}

bool words_are_firm(struct str text)
{
	text = words_alone(text);
	return is_id(text) || is_key(text) || is_address(text) ||
	       (text.len == 12 && all_of(text, DIGITS));
}

/* ---- the texts ---- */

static void add(struct cut_texts *texts, struct cut_word word)
{
	struct cut_text *to;

	if (!word.text.len)
		return;
	word.text = arena_keep(&texts->text, word.text);
	if (word.brief.at)
		word.brief = arena_keep(&texts->text, word.brief);
	to = vec_add(texts->at, texts->count, texts->room);
	*to = (struct cut_text){ .word = word, .name = name_of(word.text) };
}

/* ---- the texts in order ---- */

static int by_text(const void *a, const void *b)
{
	return str_cmp(((const struct cut_text *)a)->word.text,
		       ((const struct cut_text *)b)->word.text);
}

/* Equal texts become one, with the fewest cells that one of them has. */
static void put_in_order(struct cut_texts *texts)
{
	size_t to = 0;

	if (texts->count)
		qsort(texts->at, texts->count, sizeof(*texts->at), by_text);
	for (size_t i = 0; i < texts->count; i++) {
		struct cut_text *last = to ? &texts->at[to - 1] : NULL;

		if (!last || by_text(last, &texts->at[i]))
			texts->at[to++] = texts->at[i];
		else if (last->word.less < texts->at[i].word.less)
			last->word.less = texts->at[i].word.less;
	}
	texts->count = to;
}

/* The first that does not stand before `text`. */
static size_t place_of(const struct cut_texts *texts, struct str text)
{
	size_t low = 0, high = texts->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_cmp(texts->at[mid].word.text, text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static size_t in_common(struct str a, struct str b)
{
	size_t at = 0;

	while (at < a.len && at < b.len && a.at[at] == b.at[at])
		at++;
	return at;
}

static struct str name_at(const struct cut_texts *texts, size_t at)
{
	return str_slice(texts->at[at].word.text, 0, texts->at[at].name);
}

/* Bytes that the name begins with as some other name does. */
static size_t shared_with(const struct cut_texts *texts, struct str name)
{
	size_t at = place_of(texts, name), next = at, before = 0, after = 0;

	while (at && str_eq(name_at(texts, at - 1), name))
		at--;
	if (at)
		before = in_common(name_at(texts, at - 1), name);
	while (next < texts->count && str_eq(name_at(texts, next), name))
		next++;
	if (next < texts->count)
		after = in_common(name_at(texts, next), name);
	return before > after ? before : after;
}

static size_t shared(const struct cuts *cuts, struct str name)
{
	size_t kept = shared_with(&cuts->kept, name);
	size_t met = shared_with(&cuts->met, name);

	return kept > met ? kept : met;
}

/* ---- cuts ---- */

static int room_of(const struct cuts *cuts, const struct cut_word *word)
{
	int room = cuts->width - word->less;

	return room > 1 ? room : 1;
}

/* The name, and what stands behind it, whose cells are in *room no more; where
 * that would leave the name too little, it is the name alone, or `both` as one
 * text. */
static struct str part(const struct cuts *cuts, const struct cut_text *text,
		       bool both, int *room, struct str *behind)
{
	const struct grid grid = { .ascii = cuts->ascii };
	struct str whole = text->word.text;
	int cells;

	*behind = str_slice(whole, text->name, whole.len);
	cells = grid_measure(&grid, *behind, 64);
	if (*room - cells < *room / 2) {
		*behind = STR("");
		return both ? whole : str_slice(whole, 0, text->name);
	}
	*room -= cells;
	return str_slice(whole, 0, text->name);
}

#define OWNER_ROOM 12 /* cells in which both have a place */

/* A path or the name of a file, not an id, a sentence or the mail of a session.
 */
static bool is_path(struct str text)
{
	return (str_find(text, '/') >= 0 || str_find(text, '.') >= 0) &&
	       str_find(text, '@') < 0 && str_find(text, ' ') < 0;
}

/* Of `bucket/path`, whose bucket alone would take most of the room, something
 * of both: `…assets/…01381.json.gz`. False, and nothing: of another kind. */
static bool cut_owner(struct cuts *cuts, struct str name, int room)
{
	const struct grid grid = { .ascii = cuts->ascii };
	ptrdiff_t slash = str_find(name, '/');
	size_t len = (size_t)(slash + 1), same = shared(cuts, name);
	struct str owner = str_slice(name, 0, (size_t)slash);
	struct str path = str_slice(name, len, name.len);
	struct shape shape;

	if (slash <= 0 || room < OWNER_ROOM || !is_path(path) ||
	    grid_measure(&grid, owner, room) < room * 2 / 3)
		return false;
	shape_make(&shape, owner, cuts->ascii);
	shape_cut(&shape, room * 2 / 5, 0, &cuts->made);
	buf_addc(&cuts->made, '/');
	shape_make(&shape, path, cuts->ascii);
	room -= grid_measure(&grid, buf_str(&cuts->made), room);
	shape_cut_end(&shape, room, same > len ? same - len : 0, &cuts->made);
	return true;
}

static void cut_first(struct cuts *cuts, struct cut_text *text)
{
	const struct grid grid = { .ascii = cuts->ascii };
	const struct cut_word *word = &text->word;
	int room = room_of(cuts, word);
	struct str name, behind = STR("");
	struct shape shape;

	buf_reset(&cuts->made);
	if (grid_measure(&grid, word->text, room + 1) <= room) {
		buf_add(&cuts->made, word->text);
		return;
	}
	if (word->brief.len &&
	    grid_measure(&grid, word->brief, room + 1) <= room) {
		buf_add(&cuts->made, word->brief);
		return;
	}
	name = part(cuts, text, false, &room, &behind);
	if (!cut_owner(cuts, name, room)) {
		shape_make(&shape, name, cuts->ascii);
		shape_cut(&shape, room, shared(cuts, name), &cuts->made);
	}
	buf_add(&cuts->made, behind);
}

static bool is_taken(const struct cuts *cuts, struct str look)
{
	return dict_find(&cuts->kept.looks, look) != SYM_NONE ||
	       (cuts->met.begun &&
		dict_find(&cuts->met.looks, look) != SYM_NONE);
}

/* Another way to show it, which none has; else as it was. */
static void cut_apart(struct cuts *cuts, struct cut_texts *texts,
		      struct cut_text *text, size_t low, size_t high)
{
	int room = room_of(cuts, &text->word);
	struct str behind, name = part(cuts, text, true, &room, &behind);
	struct cut_text whole = *text;
	struct shape shape;

	/* perhaps it is only briefly the same */
	whole.word.brief = STR_NONE;
	cut_first(cuts, &whole);
	shape_make(&shape, name, cuts->ascii);
	for (size_t n = 0;
	     !cuts->made.len || is_taken(cuts, buf_str(&cuts->made)); n++) {
		buf_reset(&cuts->made);
		if (n == WAYS_MOST)
			return;
		if (!shape_other(&shape, room, low, high, n, &cuts->made))
			return;
		if (cuts->made.len)
			buf_add(&cuts->made, behind);
	}
	text->cut = arena_keep(&texts->cut, buf_str(&cuts->made));
	dict_put(&texts->looks, text->cut);
}

/* True when the text's first look is that of another, too, of those made
 * with it or of those kept. */
static bool is_doubled(const struct cuts *cuts, const struct cut_texts *texts,
		       const struct cut_text *text)
{
	sym_t look = dict_find(&texts->looks, text->cut);

	return texts->times[look] > 1 ||
	       (texts == &cuts->met &&
		dict_find(&cuts->kept.looks, text->cut) != SYM_NONE);
}

/* How many of the first `count` bytes all texts of the same first look have
 * in common with it. */
static size_t group_common(const struct cut_texts *texts,
			   const struct cut_text *text, size_t count)
{
	for (size_t i = 0; i < texts->count; i++) {
		const struct cut_text *other = &texts->at[i];
		size_t common;

		if (other == text || !str_eq(other->cut, text->cut))
			continue;
		common = in_common(other->word.text, text->word.text);
		count = common < count ? common : count;
	}
	return count;
}

static void make(struct cuts *cuts, struct cut_texts *texts)
{
	size_t count = texts->count;
	struct str *apart = xcalloc(count + 1, sizeof(*apart));

	if (!texts->begun && !dict_init(&texts->looks, hash_seed()))
		die("no memory to tell names apart");
	texts->begun = true;
	if (count + 1 > texts->times_room)
		vec_grow(&texts->times, &texts->times_room, count + 1,
			 sizeof(*texts->times));
	for (size_t i = 0; i <= count; i++)
		texts->times[i] = 0;
	for (size_t i = 0; i < count; i++) {
		struct cut_text *text = &texts->at[i];

		cut_first(cuts, text);
		text->cut = arena_keep(&texts->cut, buf_str(&cuts->made));
		texts->times[dict_put(&texts->looks, text->cut)]++;
	}
	for (size_t i = 0; i < count; i++) {
		struct cut_text text = texts->at[i];

		if (!is_doubled(cuts, texts, &text))
			continue;
		size_t high =
			shared(cuts, str_slice(text.word.text, 0, text.name));
		size_t low = group_common(texts, &texts->at[i], high);

		cut_apart(cuts, texts, &text, low, high);
		apart[i] = text.cut;
	}
	for (size_t i = 0; i < count; i++)
		if (apart[i].at)
			texts->at[i].cut = apart[i];
	free(apart);
	texts->made = true;
}

void cuts_keep(struct cuts *cuts, struct cut_word word)
{
	assert(!cuts->width);
	add(&cuts->kept, word);
}

int cuts_behind(const struct cuts *cuts)
{
	static const struct grid plain = { .ascii = false };
	int most = 0;

	for (size_t i = 0; i < cuts->kept.count; i++) {
		struct str text = cuts->kept.at[i].word.text;
		size_t name = cuts->kept.at[i].name;
		int cells;

		if (name == text.len)
			continue;
		cells = grid_measure(&plain, str_slice(text, name, text.len),
				     64);
		most = cells > most ? cells : most;
	}
	return most;
}

void cuts_fit(struct cuts *cuts, bool ascii, int width)
{
	assert(width > 0);
	forget(&cuts->met);
	if (cuts->width == width && cuts->ascii == ascii)
		return;
	if (!cuts->width)
		put_in_order(&cuts->kept);
	cuts->width = width;
	cuts->ascii = ascii;
	forget_cuts(&cuts->kept);
	make(cuts, &cuts->kept);
}

static const struct cut_text *find(const struct cut_texts *texts,
				   struct str text)
{
	size_t at = place_of(texts, text);

	return at < texts->count && str_eq(texts->at[at].word.text, text)
		       ? &texts->at[at]
		       : NULL;
}

void cuts_meet(struct cuts *cuts, struct cut_word word)
{
	const struct cut_text *kept = find(&cuts->kept, word.text);

	assert(cuts->width && !cuts->met.made);
	if (!kept || kept->word.less < word.less)
		add(&cuts->met, word);
}

void cuts_settle(struct cuts *cuts)
{
	put_in_order(&cuts->met);
	make(cuts, &cuts->met);
}

struct str cuts_of(const struct cuts *cuts, struct str text)
{
	const struct cut_text *found = find(&cuts->met, text);

	if (!found)
		found = find(&cuts->kept, text);
	return found ? found->cut : STR_NONE;
}
