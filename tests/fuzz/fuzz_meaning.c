/* SPDX-License-Identifier: MIT */
/* fuzz_meaning.c - lines of any bytes as records: what each means is the same
 * beside others, where memos answer, as alone; a story can always be told;
 * and an identity comes apart into what it was made of. */
#include "meaning.h"
#include "shredder.h"

#include <stdlib.h>
#include <string.h>

#define SEED 5
#define LINES 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
	if (!good)
		abort();
}

static struct str text_of(const struct batch *b, sym_t sym)
{
	return sym == SYM_NONE ? STR_NONE : dict_text(&b->dict, sym);
}

static void check_same(const struct batch *a, const struct batch_row *x,
		       const struct batch *b, const struct batch_row *y)
{
	check(x->flags == y->flags && x->time == y->time);
	for (size_t i = 0; i < COL_COUNT; i++)
		check(str_eq(text_of(a, x->column[i]),
			     text_of(b, y->column[i])));
	check(x->resources == y->resources);
	for (size_t i = 0; i < x->resources; i++)
		check(str_eq(text_of(a, a->resource[x->resource_at + i]),
			     text_of(b, b->resource[y->resource_at + i])));
}

static void check_identity(struct str identity)
{
	struct str label = identity_label(identity);
	struct str account = identity_account(identity);

	check(identity_matches(identity, identity, false));
	check(identity_matches(identity, label, false));
	check(label.len == identity.len ||
	      label.len + account.len + 1 == identity.len);
	check(identity_name(identity).len <= label.len);
	resource_type(identity);
	user_kind_name(user_kind(identity));
	session_speaks(identity);
}

static void check_row(const struct batch *b, const struct batch_row *row)
{
	const struct notable *notable;
	char scratch[SCRATCH];
	struct buf story = { 0 };
	struct record record;

	batch_record(b, (size_t)(row - b->row), &record);
	notable = record_notable(&record);
	check((notable != NULL) == ((row->flags & FLAG_NOTABLE) != 0));
	record_story(&record, &story);
	check(story.len > 0);
	buf_release(&story);
	record_issued_key(&record, scratch);
	check(row->column[COL_USER] != SYM_NONE);
	check_identity(text_of(b, row->column[COL_USER]));
	for (size_t i = 0; i < row->resources; i++)
		check_identity(text_of(b, b->resource[row->resource_at + i]));
}

static void check_alone(const struct batch *b, const struct batch_row *row,
			struct str line)
{
	struct shredder *shredder = shredder_new(SEED);
	struct meaning *meaning = meaning_new();
	struct batch *alone = shredder_batch(shredder);
	struct err err;

	check(shredder_add(shredder, alone, line, (struct origin){ 0 }, &err) >=
	      0);
	check(meaning_fill(meaning, alone, &err) == 0);
	check_same(b, row, alone, &alone->row[0]);
	meaning_free(meaning);
	batch_free(alone);
	shredder_free(shredder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shredder *shredder = shredder_new(SEED);
	struct meaning *meaning = meaning_new();
	struct batch *batch = shredder_batch(shredder);
	struct str rest = { (const char *)data, size };
	struct err err;

	for (size_t n = 0; rest.len && n < LINES; n++) {
		ptrdiff_t end = str_find(rest, '\n');
		size_t len = end < 0 ? rest.len : (size_t)end;
		struct str line = str_slice(rest, 0, len);

		rest = str_slice(rest, len + 1, rest.len);
		if (shredder_add(shredder, batch, line, (struct origin){ 0 },
				 &err) < 0)
			continue;
		check(meaning_fill(meaning, batch, &err) == 0);
		check_row(batch, &batch->row[batch->rows - 1]);
		check_alone(batch, &batch->row[batch->rows - 1], line);
	}
	meaning_free(meaning);
	batch_free(batch);
	shredder_free(shredder);
	return 0;
}
