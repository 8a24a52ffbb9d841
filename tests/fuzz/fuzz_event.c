/* SPDX-License-Identifier: MIT */
/* fuzz_event.c - any bytes as records: what is taken, written and taken again
 * has the same content and the same text, and every leaf answers to the path
 * that the walk gives it. */
#include "shredder.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

#define SEED 5

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good)
{
	if (!good)
		abort();
}

static struct record record_at(const struct batch *b, size_t row)
{
	const struct batch_row *r = &b->row[row];

	return (struct record){ r->skeleton, b->value + r->value_at,
				b->packed + r->packed_at, &b->dict };
}

/* Of equal paths record_path tells the first. */
static void check_walk(const struct record *record)
{
	struct walk walk = { .record = record };
	char scratch[SCRATCH];
	struct buf path = { 0 };
	struct node node;
	uint32_t leaves = 0;

	while (walk_next(&walk, &node)) {
		if (node.kind != NODE_LEAF)
			continue;
		check(node.slot == leaves++);
		if (leaves > 50)
			continue;
		buf_reset(&path);
		walk_put_path(&walk, &node, &path);
		check(record_path(record, buf_str(&path), scratch).at);
	}
	check(leaves == record->skeleton->slots);
	buf_release(&path);
}

static void check_again(struct shredder *shredder, struct batch *b, int indent)
{
	struct record record = record_at(b, b->rows - 1);
	uint64_t content = b->row[b->rows - 1].content;
	struct buf first = { 0 }, second = { 0 };
	struct err err;

	record_put_json(&record, indent, &first);
	check(shredder_add(shredder, b, buf_str(&first),
			   (struct origin){ 1, 2 },
			   &err) == (int64_t)first.len);
	check(b->row[b->rows - 1].content == content);
	record = record_at(b, b->rows - 1);
	record_put_json(&record, indent, &second);
	check(str_eq(buf_str(&first), buf_str(&second)));
	buf_release(&first);
	buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shredder *shredder = shredder_new(SEED);
	struct batch *b = shredder_batch(shredder);
	struct str text = { (const char *)data, size };
	struct err err;
	int64_t len;

	while ((len = shredder_add(shredder, b, text, (struct origin){ 1, 2 },
				   &err)) >= 0) {
		struct record record = record_at(b, b->rows - 1);

		check(len >= 2 && (size_t)len <= text.len);
		check_walk(&record);
		check_again(shredder, b, 0);
		check_again(shredder, b, 1);
		text = str_slice(text, (size_t)len, text.len);
	}
	check(err.code == ERR_DATA || err.code == ERR_CUT ||
	      err.code == ERR_FULL);
	check(err.at <= text.len);
	batch_free(b);
	shredder_free(shredder);
	return 0;
}
