/* SPDX-License-Identifier: MIT */
/* trial.c - how many events an expression would leave, before it is a chip:
 * the number beside `=` in the hint line, and the live count of `&`.
 *
 * It is counted by the same filter that a chip would use, under the chips
 * that would stay, so that the number is the one that Enter gives. */
#include <assert.h>
#include <string.h>

#include "inner.h"

void trial_drop(struct trial *trial)
{
	filter_free(trial->filter);
	rowset_release(&trial->base);
	buf_release(&trial->text);
	memset(trial, 0, sizeof(*trial));
}

void trial_ask(struct selection *selection, struct trial *trial,
	       struct expr *expr, size_t replaces)
{
	struct buf text = { 0 };

	if (expr)
		expr_put(expr, &text);
	if (trial->filter && str_eq(buf_str(&trial->text), buf_str(&text)) &&
	    trial->replaces == replaces) {
		expr_free(expr);
		buf_release(&text);
		return;
	}
	filter_free(trial->filter);
	buf_release(&trial->text);
	trial->text = text;
	trial->filter = expr ? filter_new(expr) : NULL;
	trial->replaces = replaces;
	trial->counted = false;
	selection->stale = true;
}

static bool is_replaced(const struct chip *chip, size_t at, const void *what)
{
	return at == *(const size_t *)what;
}

static const struct rowset *base_rows(struct selection *selection,
				      struct trial *trial)
{
	if (trial->replaces == SIZE_MAX)
		return &selection->result.rows;
	chips_rows(&selection->chips, selection->result.looked, is_replaced,
		   &trial->replaces, &trial->base);
	return &trial->base;
}

size_t trial_step(struct selection *selection, struct trial *trial,
		  size_t budget)
{
	assert(budget > 0);
	if (!trial->filter || !selection->store ||
	    selection->stage == STAGE_ROWS ||
	    (trial->counted && trial->changes == selection->changes))
		return 0;
	if (filter_rows(trial->filter)->rows < selection->result.looked) {
		filter_step(trial->filter, selection->store, budget);
		return budget;
	}
	trial->count = rowset_common(filter_rows(trial->filter),
				     base_rows(selection, trial));
	trial->counted = true;
	trial->changes = selection->changes;
	selection->stale = true;
	return 1;
}

size_t candidate_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct trial *trial = &selection->candidate;
	size_t spent = trial_step(selection, trial, budget);

	if (trial->filter)
		job->done = filter_rows(trial->filter)->rows;
	job->all = selection->result.looked;
	return spent;
}
