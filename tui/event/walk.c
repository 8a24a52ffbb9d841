/* SPDX-License-Identifier: MIT */
/* walk.c - keys and values of a record in order, for whoever shows them.
 *
 * The walk follows the tokens of the signature. By depth it keeps where the
 * current key stands in the signature, or the current index, so that the
 * path of a node can be told without looking back. */
#include "key_path.h"
#include "signature.h"

#include <assert.h>

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
	for (;;) {
		size_t plain = path_plain(key);

		buf_add(out, str_slice(key, 0, plain));
		if (plain == key.len)
			return;
		buf_addc(out, '\\');
		buf_addc(out, key.at[plain]);
		key = str_slice(key, plain + 1, key.len);
	}
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
