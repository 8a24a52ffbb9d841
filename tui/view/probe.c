/* SPDX-License-Identifier: MIT */
/* probe.c - how many events an expression would leave, before it is a chip:
 * the number beside `=` in the hint line, and the live count of `&`.
 *
 * It is counted by the same filter that a chip would use, under the chips
 * that would stay, so that the number is the one that Enter gives. */
#include <string.h>

#include "model.h"

void probe_drop(struct probe *probe)
{
	filter_free(probe->filter);
	rowset_release(&probe->base);
	buf_release(&probe->text);
	memset(probe, 0, sizeof(*probe));
}

void probe_ask(struct view *view, struct probe *probe, struct str text,
	       size_t replaces)
{
	struct expr *expr;

	if (probe->filter && str_eq(buf_str(&probe->text), text) &&
	    probe->replaces == replaces)
		return;
	filter_free(probe->filter);
	buf_reset(&probe->text);
	buf_add(&probe->text, text);
	expr = text.len ? expr_parse(text, NULL) : NULL;
	probe->filter = expr ? filter_new(expr) : NULL;
	probe->replaces = replaces;
	probe->counted = false;
	view->stale = true;
}

static bool is_replaced(const struct chip *chip, size_t at, const void *what)
{
	(void)chip;
	return at == *(const size_t *)what;
}

static const struct rowset *base_rows(struct view *view, struct probe *probe)
{
	if (probe->replaces == SIZE_MAX)
		return &view->kept.rows;
	chips_rows(&view->chips, view->kept.looked, is_replaced,
		   &probe->replaces, &probe->base);
	return &probe->base;
}

bool probe_work(struct view *view, struct probe *probe, size_t budget)
{
	if (!probe->filter || !view_store(view) ||
	    (probe->counted && probe->changes == view->changes))
		return false;
	if (filter_rows(probe->filter)->rows < view->kept.looked) {
		filter_step(probe->filter, view_store(view), budget);
		return true;
	}
	probe->count = rowset_common(filter_rows(probe->filter),
				     base_rows(view, probe));
	probe->counted = true;
	probe->changes = view->changes;
	view->stale = true;
	return true;
}
