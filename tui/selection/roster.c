/* SPDX-License-Identifier: MIT */
/* roster.c - what Users and Resources count.
 *
 * The promise is that the number beside a value is the number of events after
 * change_only on it. That replaces the chips that pick values of the roster's
 * own field; so these chips are left out when counting, and all others are
 * not. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

#define FEW_ROWS 200000 /* counted while one waits */

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

	(void)at;
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

static const struct rowset *base_of(struct selection *selection,
				    enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];

	if (!picks_own(selection, kind)) {
		rowset_release(&roster->base);
		return &selection->result.rows;
	}
	chips_rows(&selection->chips, selection->result.looked, is_own, &kind,
		   &roster->base);
	return &roster->base;
}

static void tally_by(struct tally *tally, const struct store *store,
		     const struct rowset *rows, enum roster_kind kind,
		     bool wide)
{
	if (kind == ROSTER_RESOURCES)
		tally_resources(tally, store, rows,
				wide ? TALLY_USERS : TALLY_PLAIN);
	else
		tally_column(tally, store, rows, COL_USER,
			     wide ? TALLY_ADDRESSES : TALLY_PLAIN);
}

/* Marks the values that the whole filter keeps. */
static void mark_inside(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	struct tally kept = { 0 };

	free(roster->inside);
	roster->inside = NULL;
	if (!roster->base.rows)
		return;
	roster->inside = xcalloc(store_dict(selection->store)->count,
				 sizeof(*roster->inside));
	tally_by(&kept, selection->store, &selection->result.rows, kind, false);
	for (size_t i = 0; i < kept.count; i++)
		roster->inside[kept.row[i].value] = true;
	tally_release(&kept);
}

void roster_count(struct selection *selection, enum roster_kind kind)
{
	struct roster *roster = &selection->roster[kind];
	const struct rowset *base;

	assert(kind < ROSTERS);
	if (!selection->store)
		return;
	base = base_of(selection, kind);
	tally_by(&roster->tally, selection->store, base, kind, roster->wide);
	if (kind == ROSTER_USERS)
		tally_column(&roster->sessions, selection->store, base,
			     COL_SESSION,
			     roster->wide ? TALLY_ADDRESSES : TALLY_PLAIN);
	mark_inside(selection, kind);
	roster->counted = roster->wide;
	roster->made++;
	selection->stale = true;
}

bool roster_widen(struct selection *selection, enum roster_kind kind, bool wide)
{
	struct roster *roster = &selection->roster[kind];

	roster->wide = wide;
	if (!wide || roster->counted || selection->stage != STAGE_DONE)
		return false;
	if (selection->rows <= FEW_ROWS) {
		roster_count(selection, kind);
		return true;
	}
	selection->stage = STAGE_USERS;
	selection->stale = true;
	return false;
}

void roster_release(struct roster *roster)
{
	tally_release(&roster->tally);
	tally_release(&roster->sessions);
	rowset_release(&roster->base);
	free(roster->inside);
	memset(roster, 0, sizeof(*roster));
}
