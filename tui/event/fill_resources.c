/* SPDX-License-Identifier: MIT */
/* fill_resources.c - what an event touches, each thing once. */
#include "arn.h"
#include "filling.h"

#include <string.h>

/* Notes that this row names `sym`; false when it did so before. `mark` grows
 * with the dictionary; NULL: no memory. */
static bool mark_new(struct filling *f, sym_t sym, bool *full)
{
	struct meaning *m = f->meaning;

	if (sym >= m->marks) {
		size_t need = f->batch->dict.count;

		if (!vec_reserve(&m->mark, &m->mark_room, need,
				 sizeof(*m->mark))) {
			*full = true;
			return false;
		}
		memset(m->mark + m->marks, 0,
		       (m->mark_room - m->marks) * sizeof(*m->mark));
		m->marks = m->mark_room;
	}
	if (m->mark[sym] == m->serial)
		return false;
	m->mark[sym] = m->serial;
	return true;
}

static int add_resource(struct filling *f, sym_t identity)
{
	bool full = false;

	if (identity == SYM_NONE)
		return 0;
	if (!mark_new(f, identity, &full))
		return full ? -1 : 1;
	if (!batch_resource_add(f->batch, identity))
		return -1;
	f->row->resources++;
	return 1;
}

static bool make_name(struct filling *f, const struct resource_step *step,
		      struct str account, sym_t *identity)
{
	char scratch[SCRATCH];
	struct named named = {
		.type = step->type,
		.value = record_slot(f->record, step->slot, scratch),
		.service = f->plan->service,
		.account = account,
	};

	buf_reset(&f->meaning->text);
	resource_put(&f->meaning->text, &named);
	return fill_text(f, buf_str(&f->meaning->text), identity);
}

static int give(void *to, const struct resource_step *step)
{
	struct filling *f = to;
	sym_t value = slot_sym(f, step->slot);
	sym_t account = step->account == SLOT_NONE ? f->column[COL_ACCOUNT]
						   : slot_sym(f, step->account);
	sym_t service =
		step->type == TYPE_SERVICE ? f->column[COL_SERVICE] : SYM_NONE;
	struct memo_name *memo =
		&f->meaning->name[(value * 3 + step->type) % MEMO_NAMES];
	sym_t identity;

	if (value != SYM_NONE && memo->used && memo->value == value &&
	    memo->account == account && memo->service == service &&
	    memo->type == step->type)
		return add_resource(f, memo->identity);
	if (!make_name(f, step,
		       account == SYM_NONE ? STR_NONE : sym_text(f, account),
		       &identity))
		return -1;
	if (value != SYM_NONE)
		*memo = (struct memo_name){ value,    account,    service,
					    identity, step->type, true };
	return add_resource(f, identity);
}

bool fill_resources(struct filling *f)
{
	f->row->resource_at = (uint32_t)f->batch->resources;
	f->row->resources = 0;
	f->meaning->serial++;
	return resource_plan_walk(&f->plan->resources, give, f) == 0;
}
