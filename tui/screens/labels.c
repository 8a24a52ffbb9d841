/* SPDX-License-Identifier: MIT */
/* labels.c - small things that every screen puts: labels, numbers, what the
 * search found, the order. */
#include <assert.h>

#include "view.h"

void label_put_short(const struct store *store, sym_t identity, struct buf *out)
{
	struct str service = STR(".amazonaws.com");

	label_put(store, identity, out);
	if (str_ends(buf_str(out), service))
		out->at[out->len -= service.len] = '\0';
}

void label_put_brief(const struct store *store, const struct alikes *alikes,
		     sym_t identity, bool ascii, struct buf *out)
{
	struct str account = identity_account(store_text(store, identity));
	struct str end = store_account_end(store, account);
	const struct grid plain = { .ascii = ascii };

	label_put_short(store, identity, out);
	if (end.len != account.len && str_ends(buf_str(out), account)) {
		out->at[out->len -= account.len] = '\0';
		buf_add(out, grid_glyph(&plain, GLYPH_ELLIPSIS));
		buf_add(out, end);
	}
	alikes_put(alikes, store, identity, grid_glyph(&plain, GLYPH_ELLIPSIS),
		   out);
}

unsigned row_style(uint32_t flags)
{
	if (flags & FLAG_DENIED)
		return STYLE_DENIED;
	if (flags & FLAG_NOTABLE)
		return STYLE_NOTABLE;
	if (flags & FLAG_FAILED)
		return STYLE_FAILED;
	return flags & FLAG_WRITE ? STYLE_WRITE : STYLE_READ;
}

static bool finds(const void *by, struct str text, size_t *from, size_t *to)
{
	return search_text((struct search *)by, text, from, to);
}

struct table_find view_finder(const struct view *view)
{
	return (struct table_find){ finds, view->selection->finder.search };
}

bool view_hits(const struct view *view, struct str text, size_t *from)
{
	size_t to;

	return text.len &&
	       search_text(view->selection->finder.search, text, from, &to);
}

void count_put(struct buf *out, uint64_t count, const char *what)
{
	buf_add_count(out, count);
	buf_addf(out, " %s%s", what, count == 1 ? "" : "s");
}

void trouble_put(struct buf *out, const struct evidence *evidence)
{
	size_t damaged = evidence_damaged(evidence, NULL);
	size_t aside = evidence->in[SOURCE_SKIPPED].files;

	if (damaged) {
		buf_add_count(out, damaged);
		buf_add(out, aside ? STR(" not whole, ") : STR(" not whole"));
	}
	if (aside) {
		buf_add_count(out, aside);
		buf_add(out, STR(" set aside"));
	}
}

void order_put(const struct table *table, struct buf *out)
{
	if (table->sort != table->form->sort) {
		assert(table->sort < table->form->columns);
		buf_addf(out, " by %s", table->form->column[table->sort].name);
	}
	if (table->reverse)
		buf_add(out, STR(", reversed"));
}
