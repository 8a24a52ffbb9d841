/* SPDX-License-Identifier: MIT */
/* event_quoted.c - JSON inside a string: policies, mostly, and those that IAM
 * hands out URL-encoded.
 *
 * It is read with jansson, which knows less than a record needs: duplicate
 * keys and numbers that it would write differently are left as the text they
 * stand in, because what is shown must be what was sent. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "event_nodes.h"

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

void tree_add_quoted(struct tree *tree, struct arena *arena, size_t at)
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
