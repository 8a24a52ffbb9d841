/* SPDX-License-Identifier: MIT */
/* values.c - rows counted by the values they hold: Users, Resources, and the
 * values of any one field.
 *
 * The promise is that the number beside a value is the number of events after
 * change_only on it. That replaces the chips that pick values of the table's
 * own field; so these chips are left out when counting, and all others are
 * not.
 *
 * What is counted goes on with the rows of each round; what is shown is a copy
 * of it, so that nobody reads a table that is half counted. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

static void swap(struct tally *shown, struct tally *next)
{
	struct tally had = *shown;

	*shown = *next;
	*next = had;
}

/* ---- rosters ---- */

static bool picks_own(const struct chip *chip, size_t at, const void *what)
{
	const struct roster *roster = what;

	return chip_picks(chip, str_of(roster->field), roster->under);
}

static const struct {
	enum column column; /* COL_COUNT: by resources */
	unsigned others;    /* of the wide */
} counted[ROSTERS] = {
	[ROSTER_USERS] = { COL_USER, TALLY_ADDRESSES },
	[ROSTER_RESOURCES] = { COL_COUNT, TALLY_USERS | TALLY_BYTES },
};

static struct counting *counting_by(enum column column, enum roster_kind kind,
				    bool wide)
{
	return counting_new(column, NULL,
			    wide ? counted[kind].others : TALLY_PLAIN);
}

struct counting *roster_counting(enum roster_kind kind, bool wide)
{
	assert(kind < ROSTERS);
	return counting_by(counted[kind].column, kind, wide);
}

/* Sessions by their column, objects by their text. */
static struct counting *counting_under(const struct roster *roster,
				       struct roster_work *work)
{
	enum roster_kind kind = work->kind;

	if (kind == ROSTER_USERS)
		return counting_by(COL_SESSION, kind, work->wide);
	if (!roster->deep)
		return NULL;
	if (!work->object)
		work->object = field_parse(str_of(roster->under), NULL);
	assert(work->object);
	return counting_new(COL_COUNT, work->object,
			    work->wide ? counted[kind].others : TALLY_PLAIN);
}

static void drop_countings(struct roster_work *work)
{
	counting_free(work->counting);
	if (work->sessions != work->texts)
		counting_free(work->sessions);
	counting_free(work->kept);
	work->counting = work->sessions = work->kept = NULL;
}

static void begin(struct selection *selection, enum roster_kind kind)
{
	const struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];
	bool apart = chips_picking(&selection->chips, str_of(roster->field),
				   roster->under, 0) != SIZE_MAX;
	bool same = result_base(selection, picks_own, roster, &work->base);

	work->kind = kind;
	if (!same || (roster->wide && !work->wide) || !work->counting) {
		drop_countings(work);
		work->wide = roster->wide;
		work->counting = roster_counting(kind, work->wide);
	}
	if (!work->sessions)
		work->sessions = counting_under(roster, work);
	/* Which values the chips keep is another question at each change of
	 * them, and is asked where own chips are left out. */
	counting_free(work->kept);
	work->kept = apart ? roster_counting(kind, false) : NULL;
	work->next.count = work->next_sessions.count = 0;
	work->begun = true;
}

/* Marks the values that the whole filter keeps: a bit of work for each. */
static void mark_inside(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct counting *counting = selection->inner->roster[kind].kept;
	struct tally kept = { 0 };

	free(roster->inside);
	roster->inside = NULL;
	if (!counting)
		return;
	roster->inside = xcalloc(store_dict(selection->store)->count,
				 sizeof(*roster->inside));
	counting_put(counting, &kept, SIZE_MAX);
	for (size_t i = 0; i < kept.count; i++)
		roster->inside[kept.row[i].value] = true;
	tally_release(&kept);
}

/* Temporary keys are as many as the calls that hand them out: they are listed
 * where the filter speaks of such. */
static bool speaks_of_keys(const struct chips *chips)
{
	for (size_t i = 0; i < chips->count; i++)
		if (chip_works(chips, i) &&
		    str_search(str_of(chips->at[i].ask->text), STR("ASIA")) >=
			    0)
			return true;
	return false;
}

static void drop_keys(const struct selection *selection, struct roster *roster)
{
	struct tally *tally = &roster->tally;
	size_t kept = 0;

	roster->keys = 0;
	if (speaks_of_keys(&selection->chips))
		return;
	for (size_t i = 0; i < tally->count; i++) {
		sym_t value = tally->row[i].value;

		if (!str_starts(store_text(selection->store, value),
				STR("key/ASIA")))
			tally->row[kept++] = tally->row[i];
		else
			roster->keys +=
				!roster->inside || roster->inside[value];
	}
	tally->count = kept;
}

static void publish(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];

	swap(&roster->tally, &work->next);
	swap(&roster->sessions, &work->next_sessions);
	roster->tally.events = roster->sessions.events =
		rowset_count(&work->base);
	mark_inside(selection, kind);
	if (kind == ROSTER_RESOURCES)
		drop_keys(selection, roster);
	if (work->texts != work->sessions)
		counting_free(work->texts);
	work->texts = work->sessions;
	roster->deepened = work->sessions != NULL;
	roster->widened = work->wide;
	roster->made++;
	work->begun = false;
	selection->stale = true;
}

/* Goes on with what one of the two still lacks, in this round or because it
 * is to be wider; what that cost, 0: nothing. */
static size_t step(struct selection *selection, enum roster_kind kind,
		   size_t budget)
{
	struct roster_work *work = &selection->inner->roster[kind];
	const struct store *store = selection->store;
	size_t spent;

	assert(kind < ROSTERS);
	if (!store)
		return 0;
	if (!work->begun)
		begin(selection, kind);
	spent = counting_step(work->counting, store, &work->base, budget);
	if (!spent && work->sessions)
		spent = counting_step(work->sessions, store, &work->base,
				      budget);
	if (!spent && work->kept)
		spent = counting_step(work->kept, store,
				      &selection->result.rows, budget);
	if (spent)
		return spent;
	if (counting_put(work->counting, &work->next, budget) &&
	    (!work->sessions ||
	     counting_put(work->sessions, &work->next_sessions, budget)))
		publish(selection, kind);
	return 1 + (budget < work->base.rows ? budget : work->base.rows);
}

_Static_assert(STAGE_USERS + ROSTER_RESOURCES == STAGE_RESOURCES,
	       "the stages stand in the order of the rosters");

static bool lacks(const struct selection *selection, enum roster_kind kind)
{
	const struct roster *roster = &selection->roster[kind];

	return selection->stage == STAGE_USERS + kind ||
	       (selection->stage == STAGE_DONE && selection->store &&
		((roster->wide && !roster->widened) ||
		 (roster->deep && !roster->deepened)));
}

size_t roster_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	enum roster_kind kind = job == &selection->inner->job[JOB_USERS]
					? ROSTER_USERS
					: ROSTER_RESOURCES;
	const struct roster_work *work = &selection->inner->roster[kind];
	size_t spent;

	if (!lacks(selection, kind))
		return 0;
	spent = step(selection, kind, budget);
	if (work->counting)
		job->done = counting_rows(work->counting);
	job->all = work->base.rows;
	if (!work->begun && selection->stage == STAGE_USERS + kind &&
	    ++selection->stage == STAGE_DONE)
		selection->stale = true;
	return spent + 1;
}

/* Of few rows what is wanted is counted now. */
static bool hurry(struct selection *selection, enum roster_kind kind)
{
	if (selection->stage != STAGE_DONE || !lacks(selection, kind))
		return false;
	selection->stale = true;
	if (selection->result.looked > FEW_ROWS)
		return false;
	while (lacks(selection, kind))
		step(selection, kind, SIZE_MAX);
	return true;
}

bool roster_widen(struct selection *selection, enum roster_kind kind, bool wide)
{
	assert(kind < ROSTERS);
	selection->roster[kind].wide = wide;
	return hurry(selection, kind);
}

bool roster_deepen(struct selection *selection)
{
	selection->roster[ROSTER_RESOURCES].deep = true;
	return hurry(selection, ROSTER_RESOURCES);
}

/* ---- when ---- */

/* Neither of these rows, nor of a span that was shorter. */
static bool lacks_whens(const struct selection *selection,
			enum roster_kind kind)
{
	const struct roster *roster = &selection->roster[kind];

	return roster->timed && selection->stage == STAGE_DONE &&
	       selection->store && roster->timed_made != roster->made;
}

static void whens_start(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];

	whens_begin(&roster->when, selection->store, &roster->tally);
	if (kind == ROSTER_USERS)
		whens_begin(&roster->sessions_when, selection->store,
			    &roster->sessions);
	work->timing = roster->made;
}

static size_t whens_go(struct selection *selection, enum roster_kind kind,
		       size_t budget)
{
	struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];
	size_t spent;

	if (work->timing != roster->made)
		whens_start(selection, kind);
	spent = whens_step(&roster->when, selection->store, &work->base,
			   counted[kind].column, budget);
	if (!spent && kind == ROSTER_USERS)
		spent = whens_step(&roster->sessions_when, selection->store,
				   &work->base, COL_SESSION, budget);
	if (spent)
		return spent;
	roster->timed_made = roster->made;
	selection->stale = true;
	return 1;
}

size_t whens_job(struct job *job, size_t budget)
{
	struct selection *selection = job->of;

	for (int kind = 0; kind < ROSTERS; kind++)
		if (lacks_whens(selection, (enum roster_kind)kind)) {
			job->done = selection->roster[kind].when.rows;
			job->all = selection->inner->roster[kind].base.rows;
			return whens_go(selection, (enum roster_kind)kind,
					budget);
		}
	return 0;
}

bool roster_time(struct selection *selection, enum roster_kind kind, bool timed)
{
	assert(kind < ROSTERS);
	selection->roster[kind].timed = timed;
	if (!lacks_whens(selection, kind))
		return false;
	selection->stale = true;
	if (selection->result.looked > FEW_ROWS)
		return false;
	while (lacks_whens(selection, kind))
		whens_go(selection, kind, SIZE_MAX);
	return true;
}

/* ---- the frequency table ---- */

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
	selection_asked(selection);
	return 0;
}

static bool picks_name(const struct chip *chip, size_t at, const void *name)
{
	return chip_picks(chip, str_of(name), NULL);
}

/* The chips that choosing would replace, as one text; "" for none. */
static void put_without(const struct chips *chips, struct frequency *frequency)
{
	struct str name = str_of(frequency->name);
	struct buf *out = &frequency->without;

	buf_reset(out);
	for (size_t i = chips_picking(chips, name, NULL, 0); i != SIZE_MAX;
	     i = chips_picking(chips, name, NULL, i + 1)) {
		buf_add(out, out->len ? STR(", ") : STR(""));
		buf_add(out, str_of(chips->at[i].ask->text));
	}
}

static void frequency_start(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	struct frequency_work *work = &selection->inner->frequency;

	if (!work->counting)
		work->counting =
			counting_new(COL_COUNT, frequency->field, TALLY_USERS);
	if (!result_base(selection, picks_name, frequency->name, &work->base))
		counting_again(work->counting);
	work->changes = selection->changes;
	work->next.count = 0;
	work->begun = true;
}

/* A bit of work for each value. */
static void frequency_put(struct selection *selection)
{
	struct frequency *frequency = &selection->frequency;
	struct frequency_work *work = &selection->inner->frequency;
	struct tally *tally = &frequency->tally;

	swap(tally, &work->next);
	work->begun = false;
	tally->events = rowset_count(&work->base);
	put_without(&selection->chips, frequency);
	frequency->most = frequency->values = 0;
	for (size_t i = 0; i < tally->count; i++) {
		if (tally->row[i].value == SYM_NONE)
			continue;
		frequency->values++;
		if (tally->row[i].events > frequency->most)
			frequency->most = tally->row[i].events;
	}
	frequency->counted = true;
	frequency->made++;
	selection->stale = true;
}

size_t frequency_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct frequency_work *work = &selection->inner->frequency;
	size_t spent;

	if (!selection->frequency.name || !selection->store ||
	    selection->stage <= STAGE_HITS)
		return 0;
	/* Half a table is of no use when chips are others. */
	if ((!work->begun && !selection->frequency.counted) ||
	    work->changes != selection->changes)
		frequency_start(selection);
	if (!work->begun)
		return 0;
	spent = counting_step(work->counting, selection->store, &work->base,
			      budget);
	job->done = counting_rows(work->counting);
	job->all = work->base.rows;
	if (spent)
		return spent;
	if (counting_put(work->counting, &work->next, budget))
		frequency_put(selection);
	return 1 + (budget < work->next.count ? budget : work->next.count);
}

bool frequency_aim(struct selection *selection, size_t row, struct aim *aim)
{
	struct frequency *frequency = &selection->frequency;
	struct tally *tally = &frequency->tally;

	if (!frequency->counted || row >= tally->count)
		return false;
	*aim = (struct aim){ .field = str_of(frequency->name) };
	if (tally->row[row].value == SYM_NONE)
		return true;
	if (field_column(frequency->field) == COL_NAME)
		aim->plain = call_is_alone(selection, tally->row[row].value);
	if (frequency->kind == IDENTITY_KINDS)
		aim->value = tally_text(tally, selection->store, row);
	else
		aim->value = identity_text(selection, frequency->kind,
					   tally->row[row].value, &aim->plain);
	return true;
}

void values_release(struct selection *selection)
{
	frequency_end(selection);
	for (int k = 0; k < ROSTERS; k++) {
		struct roster *roster = &selection->roster[k];
		struct roster_work *work = &selection->inner->roster[k];

		tally_release(&roster->tally);
		tally_release(&roster->sessions);
		whens_release(&roster->when);
		whens_release(&roster->sessions_when);
		free(roster->inside);
		drop_countings(work);
		counting_free(work->texts);
		field_free(work->object);
		tally_release(&work->next);
		tally_release(&work->next_sessions);
		rowset_release(&work->base);
	}
}
