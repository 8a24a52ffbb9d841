/* SPDX-License-Identifier: MIT */
/* filling.h - one row being filled, and what was answered before.
 *
 * What an event means depends on few of its values, and these repeat, so
 * nearly every answer is one that was given before: plans answer for
 * skeleton, service and name; memos, which live as long as the batch's
 * symbols, answer for users, agents and names of resources. A memo is a table
 * in which a newcomer takes the older's place: it never grows, and answers
 * only for exactly what it was asked. */
#ifndef FILLING_H
#define FILLING_H

#include "meaning_fill.h"
#include "plan.h"
#include "user.h"

#define MEMO_PLANS 64
#define MEMO_USERS 64
#define MEMO_TEXTS 128
#define MEMO_NAMES 256

struct memo_plan {
	const struct plan *plan; /* NULL: free */
	const struct skeleton *skeleton;
	sym_t source, name;
};

struct memo_user {
	sym_t from[USER_FIELDS];
	sym_t user, session;
	uint32_t flags;
	bool used;
};

/* What is made of one text: a tool, a service, an outcome. */
struct memo_text {
	uint32_t what;
	sym_t from; /* SYM_NONE: free */
	uint32_t to;
};

struct memo_name { /* what a leaf names */
	sym_t value, account, service, identity;
	uint32_t type;
	bool used;
};

struct meaning {
	uint32_t era; /* of the plans in memo */
	uint32_t serial;
	int64_t time;    /* of the time read last ... */
	sym_t time_from; /* ... from this text */
	struct buf text, more;
	uint32_t *mark; /* by sym: the row that names it already */
	size_t marks, mark_room;
	struct memo_plan plan[MEMO_PLANS];
	struct memo_user user[MEMO_USERS];
	struct memo_text texts[MEMO_TEXTS];
	struct memo_name name[MEMO_NAMES];
};

struct filling {
	struct meaning *meaning;
	struct batch *batch;
	struct batch_row *row;
	const struct record *record;
	const struct plan *plan;
	sym_t *column; /* row->column */
};

static inline sym_t slot_sym(const struct filling *f, uint32_t slot)
{
	const struct slot *s = &f->record->skeleton->slot[slot];

	return leaf_packed(s->kind) ? SYM_NONE : f->record->value[s->at];
}

/* The symbol a field has already; SYM_NONE where it is packed, too. */
static inline sym_t field_sym(const struct filling *f, enum field_id field)
{
	uint32_t slot = f->record->skeleton->field[field];

	return slot == SLOT_NONE ? SYM_NONE : slot_sym(f, slot);
}

static inline struct str sym_text(const struct filling *f, sym_t sym)
{
	return dict_text(&f->batch->dict, sym);
}

/* All that follow answer false when out of memory. */

/* Puts a text where *sym says; absent and empty are SYM_NONE. */
bool fill_text(struct filling *f, struct str text, sym_t *sym);
/* The same with what a field holds, or the first of two. */
bool fill_field(struct filling *f, enum field_id field, sym_t *sym);
bool fill_either(struct filling *f, enum field_id field, enum field_id other,
		 sym_t *sym);

enum made { MADE_TOOL = 1, MADE_SERVICE, MADE_OUTCOME };
/* Where the answer for `from` stands; its `from` is SYM_NONE where there is
 * none yet: then make it and set both. */
struct memo_text *memo_text(struct filling *f, enum made what, sym_t from);

/* In this order: columns need nothing, the plan needs columns, the others
 * need the plan. */
void fill_time(struct filling *f); /* cannot fail */
bool fill_columns(struct filling *f);
bool fill_user(struct filling *f);
bool fill_flags(struct filling *f);
bool fill_resources(struct filling *f);

#endif
