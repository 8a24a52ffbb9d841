/* SPDX-License-Identifier: MIT */
/* record.c - one record walked: keys and values in order, for whoever shows
 * them; by path; and the whole written as JSON again.
 *
 * A walk follows the tokens of the signature. By depth it keeps where the
 * current key stands in the signature, or the current index, so that the
 * path of a node can be told without looking back. */
#include "json.h"
#include "signature.h"

#include <assert.h>
#include <stdio.h>

#define BEFORE_FIRST UINT32_MAX /* the index of a just opened array */

static void enter(struct walk *walk, bool array)
{
	walk->depth++;
	walk->array[walk->depth] = array;
	walk->place[walk->depth] = BEFORE_FIRST;
}

/* Fills in what the token of a value tells. */
static void value(struct walk *walk, struct node *node, char what)
{
	const struct str *sign = &walk->record->skeleton->signature;
	bool array = what == '[';

	if (what == TOKEN_NULL) {
		node->kind = NODE_NULL;
	} else if (what == '{' || array) {
		node->kind = array ? NODE_ARRAY : NODE_OBJECT;
		node->empty = sign->at[walk->at] == (array ? ']' : '}');
		if (node->empty)
			walk->at++;
		else
			enter(walk, array);
	} else {
		node->kind = NODE_LEAF;
		node->slot = walk->slot++;
	}
}

static char next(struct walk *walk, struct token *token)
{
	const char *sign = walk->record->skeleton->signature.at;

	walk->at = (size_t)(token_read(sign + walk->at, token) - sign);
	return token->what;
}

bool walk_next(struct walk *walk, struct node *node)
{
	struct str sign = walk->record->skeleton->signature;
	struct token token;
	size_t at;

	assert(walk->record && walk->at <= sign.len);
	if (walk->at == 0) {
		next(walk, &token);
		enter(walk, false);
	}
	do {
		if (walk->at >= sign.len)
			return false;
		at = walk->at;
		next(walk, &token);
		walk->depth -= token.what == '}' || token.what == ']';
	} while (token.what == '}' || token.what == ']');
	*node = (struct node){ .depth = walk->depth - 1, .slot = SLOT_NONE };
	if (token.what == TOKEN_KEY) {
		walk->place[walk->depth] = (uint32_t)at;
		node->key = token.key;
		next(walk, &token);
	} else {
		node->index = ++walk->place[walk->depth];
	}
	value(walk, node, token.what);
	return true;
}

static void put_key(struct buf *out, struct str key)
{
	size_t from = 0;

	for (size_t i = 0; i < key.len; i++)
		if (path_special(key.at[i])) {
			buf_add(out, str_slice(key, from, i));
			buf_addc(out, '\\');
			from = i;
		}
	buf_add(out, str_slice(key, from, key.len));
}

void walk_put_path(const struct walk *walk, const struct node *node,
		   struct buf *out)
{
	const char *sign = walk->record->skeleton->signature.at;
	struct token token;

	assert(walk->at && "there is no node before the first walk_next");
	for (unsigned depth = 1; depth <= node->depth + 1; depth++) {
		if (walk->array[depth]) {
			buf_addf(out, "[%u]", walk->place[depth]);
			continue;
		}
		token_read(sign + walk->place[depth], &token);
		if (depth > 1)
			buf_addc(out, '.');
		put_key(out, token.key);
	}
}

/* ---- by path ---- */

/* Takes `key` as a path writes it off the front of `path`. */
static bool take_key(struct str *path, struct str key)
{
	size_t at = 0;

	for (size_t i = 0; i < key.len; i++, at++) {
		if (path_special(key.at[i])) {
			if (at == path->len || path->at[at] != '\\')
				return false;
			at++;
		}
		if (at == path->len || path->at[at] != key.at[i])
			return false;
	}
	*path = str_slice(*path, at, path->len);
	return true;
}

/* Takes `[index]`, written without leading zeros. */
static bool take_index(struct str *path, uint32_t index)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "[%u]", index);

	if (!str_starts(*path, (struct str){ text, (size_t)len }))
		return false;
	*path = str_slice(*path, (size_t)len, path->len);
	return true;
}

/* Takes what leads to `node` from its container; true when what is left
 * begins as the next part must. */
static bool take_node(struct str *path, const struct node *node)
{
	if (node->key.at && node->depth) {
		if (!str_starts(*path, STR(".")))
			return false;
		*path = str_slice(*path, 1, path->len);
	}
	if (node->key.at ? !take_key(path, node->key)
			 : !take_index(path, node->index))
		return false;
	return !path->len || *path->at == '.' || *path->at == '[';
}

struct str record_path(const struct record *record, struct str path,
		       char scratch[SCRATCH])
{
	struct walk walk = { .record = record };
	struct str rest[JSON_DEPTH + 2]; /* of the path, by depth */
	unsigned matched = 0;            /* depths that agree */
	struct node node;

	rest[0] = path;
	while (walk_next(&walk, &node)) {
		struct str *to = &rest[node.depth + 1];

		if (node.depth > matched)
			continue;
		matched = node.depth;
		*to = rest[node.depth];
		if (!take_node(to, &node))
			continue;
		if (node.kind == NODE_LEAF && !to->len)
			return record_slot(record, node.slot, scratch);
		matched++;
	}
	return STR_NONE;
}

/* ---- as JSON ---- */

struct json_writer {
	const struct record *record;
	struct buf *out;
	int indent;
	int depth;
	uint32_t slot;
	char last; /* the token before; 0 at the start */
};

static void line(const struct json_writer *w)
{
	if (!w->indent)
		return;
	buf_addc(w->out, '\n');
	for (int i = 0; i < w->depth * w->indent; i++)
		buf_addc(w->out, ' ');
}

/* What stands between the token before and a key or an element. */
static void separate(const struct json_writer *w)
{
	if (w->last != '{' && w->last != '[')
		buf_addc(w->out, ',');
	line(w);
}

static void put_value(struct json_writer *w, char what)
{
	char scratch[SCRATCH];

	if (w->last && w->last != TOKEN_KEY)
		separate(w);
	if (what == TOKEN_NULL) {
		buf_add(w->out, STR("null"));
	} else if (what == '{' || what == '[') {
		buf_addc(w->out, what);
		w->depth++;
	} else if (what == LEAF_NUMBER || what == LEAF_BOOL) {
		buf_add(w->out, record_slot(w->record, w->slot++, scratch));
	} else {
		json_quote(w->out, record_slot(w->record, w->slot++, scratch));
	}
}

static void put_token(struct json_writer *w, const struct token *token)
{
	if (token->what == TOKEN_KEY) {
		separate(w);
		json_quote(w->out, token->key);
		buf_add(w->out, w->indent ? STR(": ") : STR(":"));
	} else if (token->what == '}' || token->what == ']') {
		w->depth--;
		if (w->last != '{' && w->last != '[')
			line(w);
		buf_addc(w->out, token->what);
	} else {
		put_value(w, token->what);
	}
	w->last = token->what;
}

void record_put_json(const struct record *record, int indent, struct buf *out)
{
	struct str sign = record->skeleton->signature;
	const char *at = sign.at, *end = sign.at + sign.len;
	struct json_writer w = { record, out, indent, 0, 0, 0 };
	struct token token;

	assert(indent >= 0);
	while (at < end) {
		at = token_read(at, &token);
		put_token(&w, &token);
	}
	assert(w.slot == record->skeleton->slots && !w.depth);
}
