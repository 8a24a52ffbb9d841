/* SPDX-License-Identifier: MIT */
/* change.c - every way a person changes the filter.
 *
 * Each records a step first, so that Esc undoes it, and then has everything
 * counted anew. */
#include <assert.h>
#include <string.h>

#include "inner.h"

static void record(struct selection *selection)
{
	struct inner *inner = selection->inner;

	selection_record(selection,
			 inner->spots ? inner->spots(inner->who) : NULL);
}

static void begin(struct selection *selection)
{
	record(selection);
	chips_settle(&selection->chips);
}

bool change_chip(struct selection *selection, size_t at, struct ask *ask)
{
	struct chips *chips = &selection->chips;
	size_t same;

	assert(ask && (at == SIZE_MAX || at < chips->count));
	same = chips_find(chips, str_of(ask->text));
	if (same != SIZE_MAX && chip_works(chips, same) &&
	    (at == SIZE_MAX || at == same)) {
		ask_drop(ask);
		return false;
	}
	begin(selection);
	if (same != SIZE_MAX && same != at) {
		chips->at[same].off = false;
		ask_drop(ask);
		if (at != SIZE_MAX)
			chips_remove(chips, at);
	} else {
		chips_put(chips, at, ask);
	}
	result_forget(selection);
	return true;
}

/* The n-th chip at work that picks values of one of the two fields. */
static size_t picking(const struct chips *chips, struct str field,
		      struct str other, size_t n)
{
	for (size_t i = 0; i < chips->count; i++) {
		const struct ask *ask = chips->at[i].ask;
		struct str its = str_of(ask->field);

		if (chip_works(chips, i) && ask->picks &&
		    (str_eq(its, field) || str_eq(its, other)) && !n--)
			return i;
	}
	return SIZE_MAX;
}

bool change_only(struct selection *selection, struct str field,
		 const char *other, struct ask *ask)
{
	struct chips *chips = &selection->chips;
	size_t at = picking(chips, field, str_of(other), 0), more;

	assert(ask);
	more = picking(chips, field, str_of(other), 1);
	if (at != SIZE_MAX && more == SIZE_MAX &&
	    !strcmp(chips->at[at].ask->text, ask->text)) {
		ask_drop(ask);
		return false;
	}
	begin(selection);
	for (; more != SIZE_MAX; more = picking(chips, field, str_of(other), 1))
		chips_remove(chips, more);
	chips_put(chips, at, ask);
	result_forget(selection);
	return true;
}

void change_all(struct selection *selection, struct ask *ask, bool some_stay)
{
	struct chips *chips = &selection->chips;

	begin(selection);
	for (size_t i = chips->count; i--;)
		if (!some_stay || !chip_stays(&chips->at[i]))
			chips_remove(chips, i);
	chips_put(chips, SIZE_MAX, ask);
	result_forget(selection);
}

void change_flip(struct selection *selection, const char *text)
{
	size_t at = chips_find(&selection->chips, str_of(text));

	if (at == SIZE_MAX)
		change_chip(selection, SIZE_MAX, ask_new(str_of(text), NULL));
	else if (chip_works(&selection->chips, at))
		change_delete(selection, at);
	else
		change_toggle(selection, at);
}

void change_toggle(struct selection *selection, size_t at)
{
	assert(at < selection->chips.count);
	begin(selection);
	selection->chips.at[at].off = !selection->chips.at[at].off;
	result_forget(selection);
}

void change_delete(struct selection *selection, size_t at)
{
	assert(at < selection->chips.count);
	record(selection);
	chips_remove(&selection->chips, at);
	result_forget(selection);
}

bool change_all_off(struct selection *selection)
{
	if (!selection->chips.count)
		return false;
	record(selection);
	selection->chips.off = !selection->chips.off;
	result_forget(selection);
	return true;
}
