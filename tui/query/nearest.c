/* SPDX-License-Identifier: MIT */
/* nearest.c - what a person may have meant by a value that no event has.
 *
 * Texts are compared without regard to case, an identity also by each of its
 * names, since that is what people type; a pasted ARN or address of an object
 * by the names in it. One that holds what was typed is as near as can be. An
 * object is near in the same bucket, an address in the same network. */
#include "field.h"
#include "meaning.h"

#include <assert.h>
#include <stdlib.h>

#define TYPED_MOST 1024 /* bytes; longer values were pasted */
#define COMPARE_ROWS 20 /* of a budget, for comparing one value */
#define EDITS_MOST 8
#define FORMS 3 /* of what was typed */
#define NOT_NEAR UINT32_MAX

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

/* First the values are counted, then each is compared. */
struct guess {
	struct field *field; /* owned */
	struct buf typed;
	struct str form[FORMS]; /* what is compared: parts of it */
	size_t forms;
	struct rowset all; /* rows that are counted */
	struct counting *counting;
	struct tally tally;
	size_t at; /* values compared */
	struct candidate best[NEAREST_MOST];
	size_t count;
	bool done;
};

/* ---- what was typed ---- */

static void add_form(struct guess *guess, struct str form)
{
	if (form.len && guess->forms < FORMS)
		guess->form[guess->forms++] = form;
}

/* What stands before the first slash, or after the last. */
static struct str before_slash(struct str text)
{
	ptrdiff_t at = str_find(text, '/');

	return str_slice(text, 0, at < 0 ? text.len : (size_t)at);
}

static struct str after_slash(struct str text)
{
	return str_slice(text, (size_t)(str_find_last(text, '/') + 1),
			 text.len);
}

/* An ARN is also the last part of what it names, `s3://bucket/key` its bucket,
 * a session its role. */
static void take_forms(struct guess *guess)
{
	struct str typed = buf_str(&guess->typed), named = value_named(typed);

	add_form(guess, named);
	if (named.len == typed.len)
		return;
	add_form(guess, before_slash(named));
	if (object_typed(typed).len == typed.len)
		add_form(guess, after_slash(named));
}

struct guess *guess_new(struct field *field, struct str typed)
{
	struct guess *guess = xcalloc(1, sizeof(*guess));

	assert(field);
	guess->field = field;
	guess->counting = counting_new(COL_COUNT, field, TALLY_PLAIN);
	buf_add(&guess->typed, typed);
	take_forms(guess);
	guess->done = !guess->forms || typed.len > TYPED_MOST;
	return guess;
}

void guess_free(struct guess *guess)
{
	if (!guess)
		return;
	counting_free(guess->counting);
	tally_release(&guess->tally);
	rowset_release(&guess->all);
	buf_release(&guess->typed);
	field_free(guess->field);
	free(guess);
}

/* ---- how far a value is from it ---- */

/* Edits that turn one into the other; NOT_NEAR for many. */
static unsigned edits(struct str form, struct str text)
{
	unsigned most = 1 + (unsigned)form.len / 4, far;

	if (!text.at)
		return NOT_NEAR;
	most = most < EDITS_MOST ? most : EDITS_MOST;
	far = str_distance(form, text, most);
	return far > most ? NOT_NEAR : far;
}

static unsigned names_distance(const struct guess *guess, struct str text)
{
	struct str name[IDENTITY_NAMES];
	struct buf made = { 0 };
	unsigned least = NOT_NEAR;
	size_t names = identity_names(text, name, &made);

	for (size_t f = 0; f < guess->forms; f++)
		for (size_t i = 0; i < names; i++) {
			unsigned far = edits(guess->form[f], name[i]);

			least = far < least ? far : least;
		}
	buf_release(&made);
	return least;
}

/* Keys of the same bucket, by their names; then those of a bucket that is
 * called nearly so. */
static unsigned object_distance(const struct guess *guess, struct str text)
{
	struct str typed = guess->form[0], bucket = before_slash(typed);
	unsigned far = edits(bucket, before_slash(text)), key;

	if (far)
		return far == NOT_NEAR ? far : far + EDITS_MOST + 1;
	key = edits(after_slash(typed), after_slash(text));
	return key < EDITS_MOST ? key : EDITS_MOST;
}

/* Addresses of the same /24, /16 and /8, or /64, /48 and /32: one network
 * further each, and further than a mistyped digit. */
static unsigned address_distance(struct str typed, struct str text)
{
	static const unsigned bits[][3] = { { 24, 16, 8 }, { 64, 48, 32 } };
	struct str address = before_slash(typed);
	bool wide = str_find(address, ':') >= 0;
	struct buf network = { 0 };
	unsigned far = NOT_NEAR;

	for (unsigned i = 0; i < ARRAY_LEN(bits[0]) && far == NOT_NEAR; i++) {
		buf_reset(&network);
		buf_addf(&network, "%.*s/%u", STR_ARG(address), bits[wide][i]);
		if (cidr_holds(buf_str(&network), text) == 1)
			far = EDITS_MOST + i;
	}
	buf_release(&network);
	return far;
}

static unsigned distance(const struct guess *guess, struct str text)
{
	struct str typed = guess->form[0];
	unsigned far = NOT_NEAR, other = NOT_NEAR;

	if (typed.len > 1 && str_search_nocase(text, typed) >= 0)
		return 0;
	if (guess->field->ground == GROUND_OBJECT)
		return object_distance(guess, text);
	far = names_distance(guess, text);
	if (field_column(guess->field) == COL_ADDRESS)
		other = address_distance(typed, text);
	return far < other ? far : other;
}

/* ---- the best ---- */

/* Puts it where it belongs among the best. */
static void insert(struct guess *guess, const struct candidate *new)
{
	struct candidate *best = guess->best;
	size_t at = guess->count;

	assert(guess->count <= NEAREST_MOST);
	if (at == NEAREST_MOST && !nearer(new, &best[--at]))
		return;
	guess->count = at + 1;
	for (; at && nearer(new, &best[at - 1]); at--)
		best[at] = best[at - 1];
	best[at] = *new;
}

static void compare(struct guess *guess, const struct store *store, size_t row)
{
	struct str text = tally_text(&guess->tally, store, row);
	struct candidate new = {
		.nearest = { text, guess->tally.row[row].events },
	};

	if (!text.at)
		return;
	new.distance = distance(guess, text);
	if (new.distance != NOT_NEAR)
		insert(guess, &new);
}

size_t guess_step(struct guess *guess, const struct store *store, size_t budget)
{
	size_t spent, end;

	if (guess->done)
		return 0;
	if (!guess->all.rows)
		rowset_fill(&guess->all, store_rows(store));
	spent = counting_step(guess->counting, store, &guess->all, budget);
	if (spent)
		return spent;
	if (!counting_put(guess->counting, &guess->tally, budget))
		return budget;
	end = guess->tally.count - guess->at > budget / COMPARE_ROWS
		      ? guess->at + budget / COMPARE_ROWS + 1
		      : guess->tally.count;
	for (; guess->at < end; guess->at++)
		compare(guess, store, guess->at);
	guess->done = end == guess->tally.count;
	return budget < COMPARE_ROWS * end ? budget : COMPARE_ROWS * end + 1;
}

size_t guess_values(const struct guess *guess, struct nearest out[NEAREST_MOST])
{
	for (size_t i = 0; i < guess->count; i++)
		out[i] = guess->best[i].nearest;
	return guess->count;
}
