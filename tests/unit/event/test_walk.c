/* SPDX-License-Identifier: MIT */
/* Walking a record node by node. */
#include "desk.h"
#include "json.h"

/* One line a node: depth, kind, path, value. Borrowed until the next. */
static const char *walked(struct desk *desk)
{
	struct record record = last(desk);
	struct walk walk = { .record = &record };
	char scratch[SCRATCH];
	struct node node;

	buf_reset(&desk->out);
	while (walk_next(&walk, &node)) {
		buf_addf(&desk->out, "%u%c%s ", node.depth, "=0{["[node.kind],
			 node.empty ? "e" : "");
		walk_put_path(&walk, &node, &desk->out);
		buf_addc(&desk->out, ' ');
		if (node.kind == NODE_LEAF)
			buf_add(&desk->out,
				record_slot(&record, node.slot, scratch));
		else
			assert_int_equal(node.slot, SLOT_NONE);
		buf_addc(&desk->out, '\n');
	}
	assert_false(walk_next(&walk, &node));
	return desk->out.at ? desk->out.at : "";
}

static void nodes_come_in_order_with_depth_and_path(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{\"a\":{\"items\":[{\"b\":1},[2,[3]],[],{},"
			      "null]},\"c.d\":\"x\",\"e\":{}}") > 0);
	assert_string_equal(walked(desk), "0{ a \n"
					  "1[ a.items \n"
					  "2{ a.items[0] \n"
					  "3= a.items[0].b 1\n"
					  "2[ a.items[1] \n"
					  "3= a.items[1][0] 2\n"
					  "3[ a.items[1][1] \n"
					  "4= a.items[1][1][0] 3\n"
					  "2[e a.items[2] \n"
					  "2{e a.items[3] \n"
					  "20 a.items[4] \n"
					  "0= c\\.d x\n"
					  "0{e e \n");
}

static void an_empty_record_has_no_node(void **state)
{
	struct desk *desk = *state;

	assert_true(add(desk, "{}") > 0);
	assert_string_equal(walked(desk), "");
}

static void the_deepest_record_is_walked_to_its_end(void **state)
{
	struct desk *desk = *state;
	struct buf text = { 0 };
	struct walk walk = { 0 };
	struct record record;
	unsigned nodes = 0;
	struct node node;

	buf_add(&text, STR("{\"a\":"));
	for (int i = 1; i < JSON_DEPTH; i++)
		buf_addc(&text, '[');
	buf_addc(&text, '1');
	for (int i = 1; i < JSON_DEPTH; i++)
		buf_addc(&text, ']');
	buf_addc(&text, '}');
	assert_true(add(desk, text.at) > 0);
	record = last(desk);
	walk.record = &record;
	while (walk_next(&walk, &node))
		nodes++;
	assert_int_equal(nodes, JSON_DEPTH);
	buf_release(&text);
}

static void every_path_given_finds_its_own_leaf(void **state)
{
	struct desk *desk = *state;
	char scratch[SCRATCH], again[SCRATCH];
	struct buf path = { 0 };
	struct record record;
	struct walk walk = { .record = &record };
	struct node node;
	int leaves = 0;

	assert_true(add(desk, "{\"a.b\":[{\"\":1,\"\\\\\":2},3],\"[0]\":{\"a\":"
			      "4},\"eventID\":\"74bd84b4-6729-4895-b2a4-"
			      "e2beb7c6b377\"}") > 0);
	record = last(desk);
	while (walk_next(&walk, &node)) {
		if (node.kind != NODE_LEAF)
			continue;
		buf_reset(&path);
		walk_put_path(&walk, &node, &path);
		assert_true(
			str_eq(record_slot(&record, node.slot, scratch),
			       record_path(&record, buf_str(&path), again)));
		leaves++;
	}
	assert_int_equal(leaves, 5);
	buf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_DESK(nodes_come_in_order_with_depth_and_path),
		ON_DESK(an_empty_record_has_no_node),
		ON_DESK(the_deepest_record_is_walked_to_its_end),
		ON_DESK(every_path_given_finds_its_own_leaf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
