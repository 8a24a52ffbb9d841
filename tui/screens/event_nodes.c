/* SPDX-License-Identifier: MIT */
/* event_nodes.c - a record as a flat tree, with what its texts hold as JSON. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "event_nodes.h"

#define NODES_MOST 30000 /* shown of one record; the JSON can be copied */

static struct tree_node *tree_add(struct tree *tree, unsigned depth)
{
	struct tree_node *node;

	if (tree->count >= NODES_MOST) {
		tree->left_out++;
		return NULL;
	}
	if (!vec_reserve(&tree->at, &tree->room, tree->count + 1,
			 sizeof(*tree->at)))
		die("no memory for an event");
	node = &tree->at[tree->count++];
	*node = (struct tree_node){ .slot = SLOT_NONE,
				    .depth = (uint16_t)depth };
	return node;
}

void tree_release(struct tree *tree)
{
	free(tree->at);
	memset(tree, 0, sizeof(*tree));
}

/* ---- JSON in a text ---- */

#define QUOTED_MOST (256u << 10) /* bytes; longer stays a text */

struct quoted {
	struct tree *tree;
	struct arena *arena;
};

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void decode_url(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '%' && i + 2 < text.len && hex(text.at[i + 1]) >= 0 &&
		    hex(text.at[i + 2]) >= 0) {
			c = (char)(hex(text.at[i + 1]) * 16 +
				   hex(text.at[i + 2]));
			i += 2;
		}
		buf_addc(out, c);
	}
}

static json_t *read_json(struct str text)
{
	struct buf plain = { 0 };
	json_t *root;

	text = str_trim(text);
	if (text.len > QUOTED_MOST)
		return NULL;
	if (str_starts(text, STR("%")))
		decode_url(text, &plain);
	else
		buf_add(&plain, text);
	root = json_loadb(plain.at, plain.len, JSON_REJECT_DUPLICATES, NULL);
	buf_release(&plain);
	return root;
}

/* Reals lose their spelling on the way, `1.10` becomes another text. */
static bool has_reals(const json_t *value)
{
	const char *key;
	json_t *inner;
	size_t i;

	if (json_is_real(value))
		return true;
	json_array_foreach(value, i, inner)
	{
		if (has_reals(inner))
			return true;
	}
	json_object_foreach((json_t *)value, key, inner)
	{
		if (has_reals(inner))
			return true;
	}
	return false;
}

static bool has_inside(const json_t *value)
{
	return json_object_size(value) || json_array_size(value);
}

static void fill_text(struct quoted *quoted, struct tree_node *node,
		      const json_t *value)
{
	struct buf text = { 0 };

	if (json_is_string(value)) {
		buf_add(&text, (struct str){ json_string_value(value),
					     json_string_length(value) });
	} else if (json_is_integer(value)) {
		buf_addf(&text, "%" JSON_INTEGER_FORMAT,
			 json_integer_value(value));
		node->kind = TREE_NUMBER;
	} else {
		node->kind = TREE_WORD;
		buf_add(&text, json_is_true(value)    ? STR("true")
			       : json_is_false(value) ? STR("false")
						      : STR("null"));
	}
	node->text =
		arena_keep(quoted->arena, text.len ? buf_str(&text) : STR(""));
	buf_release(&text);
}

static void add(struct quoted *quoted, struct str path, struct str name,
		unsigned depth, const json_t *value);

static void add_inner(struct quoted *quoted, struct str path, unsigned depth,
		      const json_t *value)
{
	struct buf name = { 0 };
	const char *key;
	json_t *inner;
	size_t i;

	json_array_foreach(value, i, inner)
	{
		buf_reset(&name);
		buf_addf(&name, "[%zu]", i);
		add(quoted, path, buf_str(&name), depth, inner);
	}
	json_object_foreach((json_t *)value, key, inner)
	{
		add(quoted, path, str_of(key), depth, inner);
	}
	buf_release(&name);
}

static void add(struct quoted *quoted, struct str path, struct str name,
		unsigned depth, const json_t *value)
{
	struct tree_node *node = tree_add(quoted->tree, depth);
	struct buf text = { 0 };

	if (!node)
		return;
	node->name = arena_keep(quoted->arena, name);
	if (has_inside(value)) {
		node->kind = TREE_INSIDE;
		buf_add(&text, path);
		buf_addc(&text, '.');
		buf_add(&text, name);
		path = arena_keep(quoted->arena, buf_str(&text));
		node->path = path;
		add_inner(quoted, path, depth + 1, value);
	} else if (json_is_object(value) || json_is_array(value)) {
		node->kind = TREE_EMPTY;
		node->text = json_is_array(value) ? STR("[]") : STR("{}");
	} else {
		fill_text(quoted, node, value);
	}
	buf_release(&text);
}

static void tree_add_quoted(struct tree *tree, struct arena *arena, size_t at)
{
	struct quoted quoted = { tree, arena };
	json_t *root = read_json(tree->at[at].text);

	if (root && has_inside(root) && !has_reals(root)) {
		tree->at[at].kind = TREE_INSIDE;
		tree->at[at].quoted = true;
		add_inner(&quoted, tree->at[at].path, tree->at[at].depth + 1,
			  root);
	}
	json_decref(root);
}

/* ---- a record ---- */

static struct str name_of(struct arena *arena, const struct node *node)
{
	struct buf text = { 0 };
	struct str name;

	if (node->key.at)
		return node->key;
	buf_addf(&text, "[%u]", node->index);
	name = arena_keep(arena, buf_str(&text));
	buf_release(&text);
	return name;
}

static struct str path_of(struct arena *arena, const struct walk *walk,
			  const struct node *node)
{
	struct buf text = { 0 };
	struct str path;

	walk_put_path(walk, node, &text);
	path = arena_keep(arena, text.len ? buf_str(&text) : STR(""));
	buf_release(&text);
	return path;
}

static void fill_leaf(struct tree_node *to, struct told *told, uint32_t slot)
{
	uint8_t kind = told->record.skeleton->slot[slot].kind;

	to->slot = slot;
	to->text = told_slot(told, slot);
	to->kind = kind == LEAF_NUMBER ? TREE_NUMBER
		   : kind == LEAF_BOOL ? TREE_WORD
				       : TREE_STRING;
}

static void fill(struct tree_node *to, struct told *told,
		 const struct walk *walk, const struct node *node)
{
	to->name = name_of(&told->state->text, node);
	if (node->kind == NODE_LEAF) {
		fill_leaf(to, told, node->slot);
	} else if (node->kind == NODE_NULL) {
		to->kind = TREE_WORD;
		to->text = STR("null");
	} else if (node->empty) {
		to->kind = TREE_EMPTY;
		to->text = node->kind == NODE_ARRAY ? STR("[]") : STR("{}");
	} else {
		to->kind = TREE_INSIDE;
		to->path = path_of(&told->state->text, walk, node);
	}
}

/* Bytes that JSON in a string begins with; `%7B` is `{` in a URL. */
static bool may_be_json(struct str text)
{
	text = str_trim(text);
	return str_starts(text, STR("{")) || str_starts(text, STR("[")) ||
	       str_starts(text, STR("%7B")) || str_starts(text, STR("%5B"));
}

/* Backwards, so that what follows a container is known before it. */
static void link_nodes(struct tree *tree)
{
	for (size_t i = tree->count; i-- > 0;) {
		struct tree_node *node = &tree->at[i];
		size_t next = i + 1;

		node->children = 0;
		for (; next < tree->count && tree->at[next].depth > node->depth;
		     next = tree->at[next].next)
			node->children++;
		node->next = (uint32_t)next;
	}
}

void tree_make(struct tree *tree, struct told *told)
{
	struct walk walk = { .record = &told->record };
	struct node node;

	while (walk_next(&walk, &node)) {
		struct tree_node *to = tree_add(tree, node.depth);

		if (!to)
			continue;
		fill(to, told, &walk, &node);
		if (to->kind != TREE_STRING || !may_be_json(to->text))
			continue;
		to->path = path_of(&told->state->text, &walk, &node);
		tree_add_quoted(tree, &told->state->text,
				(size_t)(to - tree->at));
	}
	link_nodes(tree);
}
