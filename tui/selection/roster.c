/* SPDX-License-Identifier: MIT */
/* roster.c - what Users and Resources count.
 *
 * The promise is that the number beside a value is the number of events after
 * change_only on it. That replaces the chips that pick values of the roster's
 * own field; so these chips are left out when counting, and all others are
 * not.
 *
 * What is counted goes on with the rows of each round; what is shown is a copy
 * of it, so that nobody reads a table that is half counted. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

#define FEW_ROWS 60000 /* counted while one waits */

const char *roster_field(enum roster_kind kind)
{
	return kind == ROSTER_USERS ? "user" : "resource";
}

const char *roster_under(enum roster_kind kind)
{
	return kind == ROSTER_USERS ? "session" : NULL;
}

static bool is_own(const struct chip *chip, size_t at, const void *what)
{
	enum roster_kind kind = *(const enum roster_kind *)what;
	const char *under = roster_under(kind);

	return chip->ask->picks &&
	       (!strcmp(chip->ask->field, roster_field(kind)) ||
		(under && !strcmp(chip->ask->field, under)));
}

static bool picks_own(const struct selection *selection, enum roster_kind kind)
{
	for (size_t i = 0; i < selection->chips.count; i++)
		if (chip_works(&selection->chips, i) &&
		    is_own(&selection->chips.at[i], i, &kind))
			return true;
	return false;
}

/* ---- counting ---- */

static struct counting *counting_of(enum roster_kind kind, bool wide)
{
	if (kind == ROSTER_RESOURCES)
		return counting_new(COL_COUNT, NULL,
				    wide ? TALLY_USERS : TALLY_PLAIN);
	return counting_new(COL_USER, NULL,
			    wide ? TALLY_ADDRESSES : TALLY_PLAIN);
}

static void drop_countings(struct roster_work *work)
{
	counting_free(work->counting);
	counting_free(work->sessions);
	counting_free(work->kept);
	work->counting = work->sessions = work->kept = NULL;
}

static void begin(struct selection *selection, enum roster_kind kind)
{
	struct roster_work *work = &selection->inner->roster[kind];
	bool same, wide = selection->roster[kind].wide;

	work->apart = picks_own(selection, kind);
	same = result_base(selection, is_own, &kind, &work->base);
	if (!same || (wide && !work->wide) || !work->counting) {
		drop_countings(work);
		work->wide = wide;
		work->counting = counting_of(kind, wide);
		if (kind == ROSTER_USERS)
			work->sessions = counting_new(COL_SESSION, NULL,
						      wide ? TALLY_ADDRESSES
							   : TALLY_PLAIN);
	}
	/* Which values the chips keep is another question at each change of
	 * them, and is asked where own chips are left out. */
	counting_free(work->kept);
	work->kept = work->apart ? counting_of(kind, false) : NULL;
	work->next.count = work->next_sessions.count = 0;
	work->begun = true;
}

/* Goes on counting; 0 when all rows of the round are counted. */
static size_t count(struct selection *selection, enum roster_kind kind,
		    size_t budget)
{
	struct roster_work *work = &selection->inner->roster[kind];
	const struct store *store = selection->store;
	size_t spent;

	spent = counting_step(work->counting, store, &work->base, budget);
	if (!spent && work->sessions)
		spent = counting_step(work->sessions, store, &work->base,
				      budget);
	if (!spent && work->kept)
		spent = counting_step(work->kept, store,
				      &selection->result.rows, budget);
	return spent;
}

/* ---- what is shown ---- */

/* Copies up to `budget` rows of the tables; true when all are there. */
static bool copy(struct roster_work *work, size_t budget)
{
	return counting_put(work->counting, &work->next, budget) &&
	       (!work->sessions ||
		counting_put(work->sessions, &work->next_sessions, budget));
}

static void swap(struct tally *shown, struct tally *next)
{
	struct tally had = *shown;

	*shown = *next;
	*next = had;
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

static void publish(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];

	swap(&roster->tally, &work->next);
	swap(&roster->sessions, &work->next_sessions);
	roster->tally.events = roster->sessions.events =
		rowset_count(&work->base);
	mark_inside(selection, kind);
	roster->counted = work->wide;
	roster->made++;
	work->begun = false;
	selection->stale = true;
}

/* What one of the two still lacks, in this round or because it is to be
 * wider; 0: nothing. */
static size_t step(struct selection *selection, enum roster_kind kind,
		   size_t budget)
{
	struct roster_work *work = &selection->inner->roster[kind];
	size_t spent;

	assert(kind < ROSTERS);
	if (!selection->store)
		return 0;
	if (!work->begun)
		begin(selection, kind);
	spent = count(selection, kind, budget);
	if (spent)
		return spent;
	if (copy(work, budget))
		publish(selection, kind);
	return 1 + (budget < work->base.rows ? budget : work->base.rows);
}

static bool lacks(const struct selection *selection, enum roster_kind kind,
		  enum round_stage stage)
{
	const struct roster *roster = &selection->roster[kind];

	return selection->stage == stage ||
	       (selection->stage == STAGE_DONE && selection->store &&
		roster->wide && !roster->counted);
}

size_t users_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	const struct roster_work *work = &selection->inner->roster[0];
	size_t spent;

	if (!lacks(selection, ROSTER_USERS, STAGE_USERS))
		return 0;
	spent = step(selection, ROSTER_USERS, budget);
	if (work->counting)
		job->done = counting_rows(work->counting);
	job->all = work->base.rows;
	if (!work->begun && selection->stage == STAGE_USERS)
		selection->stage = STAGE_RESOURCES;
	return spent + 1;
}

size_t resources_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	const struct roster_work *work = &selection->inner->roster[1];
	size_t spent;

	if (!lacks(selection, ROSTER_RESOURCES, STAGE_RESOURCES))
		return 0;
	spent = step(selection, ROSTER_RESOURCES, budget);
	if (work->counting)
		job->done = counting_rows(work->counting);
	job->all = work->base.rows;
	if (!work->begun && selection->stage == STAGE_RESOURCES) {
		selection->stage = STAGE_DONE;
		selection->stale = true;
	}
	return spent + 1;
}

bool roster_widen(struct selection *selection, enum roster_kind kind, bool wide)
{
	struct roster *roster = &selection->roster[kind];

	assert(kind < ROSTERS);
	roster->wide = wide;
	if (selection->stage != STAGE_DONE ||
	    !lacks(selection, kind, STAGE_ROWS))
		return false;
	selection->stale = true;
	if (selection->result.looked > FEW_ROWS)
		return false;
	while (!roster->counted)
		step(selection, kind, SIZE_MAX);
	return true;
}

void roster_release(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct roster_work *work = &selection->inner->roster[kind];

	tally_release(&roster->tally);
	tally_release(&roster->sessions);
	free(roster->inside);
	drop_countings(work);
	tally_release(&work->next);
	tally_release(&work->next_sessions);
	rowset_release(&work->base);
}
