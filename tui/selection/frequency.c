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
	struct frequency_work *work = &selection->inner->frequency;
	uint64_t made = frequency->made;

	tally_release(&work->next);
	counting_free(work->counting);
	rowset_release(&work->base);
	*work = (struct frequency_work){ 0 };
	free(frequency->name);
	tally_release(&frequency->tally);
	field_free(frequency->field);
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
	jobs_restart(&selection->inner->jobs);
	selection->stale = true;
	return 0;
}

/* ---- counting ---- */

static bool is_own(const struct chip *chip, size_t at, const void *name)
{
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

static void begin(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	struct frequency_work *work = &selection->inner->frequency;

	if (!work->counting)
		work->counting =
			counting_new(COL_COUNT, frequency->field, TALLY_USERS);
	if (!result_base(selection, is_own, frequency->name, &work->base))
		counting_again(work->counting);
	work->changes = selection->changes;
	work->next.count = 0;
	work->begun = true;
}

/* A bit of work for each value. */
static void measure(struct frequency *frequency)
{
	const struct tally *tally = &frequency->tally;

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

static void publish(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	struct frequency_work *work = &selection->inner->frequency;
	struct tally had = frequency->tally;

	frequency->tally = work->next;
	work->next = had;
	work->begun = false;
	frequency->tally.events = rowset_count(&work->base);
	put_own(selection, frequency->name, &frequency->without);
	measure(frequency);
	frequency->counted = true;
	frequency->changes = work->changes;
	frequency->made++;
	selection->stale = true;
}

/* Half a table is of no use when chips are others. */
static bool is_outdated(const struct selection *selection)
{
	const struct frequency *frequency = &selection->frequency;
	const struct frequency_work *work = &selection->inner->frequency;

	if (work->begun)
		return work->changes != selection->changes;
	return !frequency->counted || frequency->changes != selection->changes;
}

size_t frequency_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct frequency_work *work = &selection->inner->frequency;
	size_t spent;

	if (!selection->frequency.name || !selection->store ||
	    selection->stage <= STAGE_HITS)
		return 0;
	if (is_outdated(selection))
		begin(selection);
	if (!work->begun)
		return 0;
	spent = counting_step(work->counting, selection->store, &work->base,
			      budget);
	job->done = counting_rows(work->counting);
	job->all = work->base.rows;
	if (spent)
		return spent;
	if (counting_put(work->counting, &work->next, budget))
		publish(selection);
	return 1 + (budget < work->next.count ? budget : work->next.count);
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
