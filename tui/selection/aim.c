/* SPDX-License-Identifier: MIT */
/* aim.c - the expression that keeps what a cell shows, as `=` makes it.
 *
 * What `=` would do is told here alone, so that the hint line, its number and
 * the key cannot disagree. */
#include <assert.h>

#include "chips.h"

struct expr *aim_expr(const struct aim *aim)
{
	return aim->field.at
		       ? expr_equal(aim->field, aim->value, aim->plain, NULL)
		       : NULL;
}

/* True when there is a chip that says just this, at work or not. */
static bool is_chip(const struct chips *chips, const struct expr *expr)
{
	struct buf text = { 0 };
	bool found;

	expr_put(expr, &text);
	found = chips_find(chips, buf_str(&text)) != SIZE_MAX;
	buf_release(&text);
	return found;
}

struct expr *chips_keep(const struct chips *chips, const struct aim *aim,
			size_t *replaces)
{
	size_t at = chips_picking(chips, aim->field);
	struct expr *alone = aim_expr(aim), *wider;

	*replaces = SIZE_MAX;
	if (!alone || at == SIZE_MAX || is_chip(chips, alone))
		return alone;
	assert(chips->at[at].ask->picks);
	wider = expr_wider(chips->at[at].ask->expr, aim->value, aim->plain);
	if (!wider)
		return alone;
	expr_free(alone);
	*replaces = at;
	return wider;
}
