/* SPDX-License-Identifier: MIT */
/* frequency.c - the values of one field, counted.
 *
 * Choosing a value replaces the chips that pick values of the field, so the
 * table leaves them out when counting, and says so. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

void frequency_end(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	uint64_t made = frequency->made;

	free(frequency->name);
	field_free(frequency->field);
	tally_release(&frequency->tally);
	rowset_release(&frequency->base);
	buf_release(&frequency->without);
	*frequency = (struct frequency){ .made = made };
}

/* ---- beginning ---- */

static enum identity_kind kind_of(const struct field *field)
{
	enum column column = field_column(field);

	if (field_is_resource(field))
		return IDENTITY_RESOURCES;
	if (column == COL_USER)
		return IDENTITY_USERS;
	return column == COL_SESSION ? IDENTITY_SESSIONS : IDENTITY_KINDS;
}

int frequency_begin(struct selection *selection, struct str name,
		    struct err *err)
{
	struct field *field = field_parse(name, err);
	struct frequency *frequency = &selection->frequency;
	struct buf near = { 0 };

	assert(selection->store);
	if (!field)
		return -1;
	if (!field_known(field, selection->store, &near)) {
		err_set(err, ERR_QUERY, 0, "no event has %.*s%s%s",
			STR_ARG(name), near.len ? "; near: " : "",
			near.len ? near.at : "");
		field_free(field);
		buf_release(&near);
		return -1;
	}
	buf_release(&near);
	frequency_end(selection);
	frequency->field = field;
	frequency->name = xstrdup(field_canonical(field));
	frequency->kind = kind_of(field);
	frequency->sort = TALLY_MOST;
	selection->stale = true;
	return 0;
}

/* ---- counting ---- */

static bool is_own(const struct chip *chip, size_t at, const void *name)
{
	(void)at;
	return chip->ask->picks && !strcmp(chip->ask->field, name);
}

/* The chips that choosing would replace, as one text; "" for none. */
static void put_own(const struct selection *selection, const char *name,
		    struct buf *out)
{
	const struct chips *chips = &selection->chips;

	buf_reset(out);
	for (size_t i = 0; i < chips->count; i++) {
		if (!chip_works(chips, i) || !is_own(&chips->at[i], i, name))
			continue;
		buf_add(out, out->len ? STR(", ") : STR(""));
		buf_add(out, str_of(chips->at[i].ask->text));
	}
}

static const struct rowset *base_of(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;

	put_own(selection, frequency->name, &frequency->without);
	if (!frequency->without.len)
		return &selection->result.rows;
	chips_rows(&selection->chips, selection->result.looked, is_own,
		   frequency->name, &frequency->base);
	return &frequency->base;
}

void frequency_sort(struct selection *selection, enum tally_sort sort)
{
	struct frequency *frequency = &selection->frequency;

	frequency->sort = sort;
	if (frequency->counted)
		tally_sort(&frequency->tally, selection->store, sort, false);
	selection->stale = true;
}

static void count(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	struct tally *tally = &frequency->tally;

	tally_field(tally, selection->store, base_of(selection),
		    frequency->field, TALLY_USERS);
	tally_sort(tally, selection->store, frequency->sort, false);
	frequency->most = frequency->values = 0;
	for (size_t i = 0; i < tally->count; i++) {
		const struct tally_row *row = &tally->row[i];

		if (row->value == SYM_NONE)
			continue;
		frequency->values++;
		if (row->events > frequency->most)
			frequency->most = row->events;
	}
}

bool frequency_step(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;

	if (!frequency->name || !selection->store ||
	    (frequency->counted && frequency->changes == selection->changes))
		return false;
	count(selection);
	frequency->counted = true;
	frequency->changes = selection->changes;
	frequency->made++;
	selection->stale = true;
	return true;
}

/* ---- choosing ---- */

bool frequency_aim(struct selection *selection, size_t row, struct aim *aim)
{
	struct frequency *frequency = &selection->frequency;
	struct tally *tally = &frequency->tally;

	if (!frequency->counted || row >= tally->count)
		return false;
	*aim = (struct aim){ .field = str_of(frequency->name) };
	if (tally->row[row].value == SYM_NONE)
		return true;
	if (frequency->kind == IDENTITY_KINDS)
		aim->value = tally_text(tally, selection->store, row);
	else
		aim->value = identity_text(selection, frequency->kind,
					   tally->row[row].value, &aim->plain);
	return true;
}
