/* SPDX-License-Identifier: MIT */
/* meaning.c - fills the meaning of a row: once for every event of a load. */
#include "filling.h"

#include <string.h>

static bool find_plan(struct filling *f)
{
	struct plans **plans = &f->batch->shapes->plans;
	sym_t source = f->column[COL_SERVICE], name = f->column[COL_NAME];
	const struct skeleton *skeleton = f->record->skeleton;
	struct memo_plan *memo =
		&f->meaning->plan[(skeleton->id * 31 + source + name * 7) %
				  MEMO_PLANS];

	if (!*plans)
		*plans = plans_new();
	if (!*plans)
		return false;
	if (memo->plan && memo->skeleton == skeleton &&
	    memo->source == source && memo->name == name &&
	    f->meaning->era == (*plans)->era) {
		f->plan = memo->plan;
		return true;
	}
	f->plan = plans_find(*plans, f->record, sym_text(f, source),
			     sym_text(f, name));
	if (f->meaning->era != (*plans)->era)
		memset(f->meaning->plan, 0, sizeof(f->meaning->plan));
	f->meaning->era = (*plans)->era;
	*memo = (struct memo_plan){ f->plan, skeleton, source, name };
	return f->plan != NULL;
}

int meaning_fill(struct meaning *meaning, struct batch *batch,
		 struct batch_row *row, const struct record *record)
{
	struct filling f = {
		.meaning = meaning,
		.batch = batch,
		.row = row,
		.record = record,
		.column = row->column,
	};

	row->flags = 0;
	memset(row->column, 0, sizeof(row->column));
	fill_time(&f);
	if (!fill_columns(&f) || !find_plan(&f) || !fill_user(&f) ||
	    !fill_flags(&f) || !fill_resources(&f))
		return -1;
	return 0;
}
