/* SPDX-License-Identifier: MIT */
/* filling.c - the memos of a batch, and texts put into its columns. */
#include "filling.h"

#include <stdlib.h>
#include <string.h>

struct meaning *meaning_new(struct batch *batch)
{
	(void)batch;
	return calloc(1, sizeof(struct meaning));
}

void meaning_free(struct meaning *meaning)
{
	if (!meaning)
		return;
	buf_release(&meaning->text);
	buf_release(&meaning->more);
	free(meaning->mark);
	free(meaning);
}

void meaning_reset(struct meaning *meaning)
{
	meaning->time_from = SYM_NONE;
	memset(meaning->plan, 0, sizeof(meaning->plan));
	memset(meaning->user, 0, sizeof(meaning->user));
	memset(meaning->texts, 0, sizeof(meaning->texts));
	memset(meaning->name, 0, sizeof(meaning->name));
	if (meaning->marks)
		memset(meaning->mark, 0,
		       meaning->marks * sizeof(*meaning->mark));
}

bool fill_text(struct filling *f, struct str text, sym_t *sym)
{
	*sym = text.len ? dict_put(&f->batch->dict, text) : SYM_NONE;
	return *sym != SYM_NONE || !text.len;
}

bool fill_field(struct filling *f, enum field_id field, sym_t *sym)
{
	char scratch[SCRATCH];
	sym_t has = field_sym(f, field);

	if (has == SYM_NONE)
		return fill_text(f, record_field(f->record, field, scratch),
				 sym);
	*sym = dict_text(f->record->dict, has).len ? has : SYM_NONE;
	return true;
}

bool fill_either(struct filling *f, enum field_id field, enum field_id other,
		 sym_t *sym)
{
	return fill_field(f, field, sym) &&
	       (*sym != SYM_NONE || fill_field(f, other, sym));
}

struct memo_text *memo_text(struct filling *f, enum made what, sym_t from)
{
	struct memo_text *memo =
		&f->meaning->texts[(from * 5 + what) % MEMO_TEXTS];

	if (memo->from != from || memo->what != (uint32_t)what) {
		memo->from = SYM_NONE;
		memo->what = what;
	}
	return memo;
}
