/* SPDX-License-Identifier: MIT */
/* compare.c - what two records differ in, leaf by leaf.
 *
 * What stands in one container is paired: keys by name, elements of arrays by
 * what they hold. Elements left over are paired with the one most like them,
 * so that a statement changed inside is a change of that statement. Pairs are
 * found by sorting hashes, with a seed nobody knows: n log n whatever comes. */
#include "compare.h"

#include <assert.h>
#include <stdlib.h>

#define LIKENESS_LOOKS 400000 /* comparisons for one array; then by place */
#define UNPAIRED UINT32_MAX

/* A side of a pair of trees: its nodes' hashes. */
struct side {
	const struct tree *tree;
	uint64_t *hash; /* of what a node holds, by node */
};
struct comparing {
	struct difference *to;
	struct side a, b; /* the old, the new */
	uint64_t seed;
};

/* A key or an element of a container. */
struct element {
	uint64_t hash;
	uint32_t at;   /* node */
	uint32_t nth;  /* among its neighbours */
	uint32_t mate; /* the nth of the other side, or UNPAIRED */
	bool twin;     /* another one holds the same */
};
struct elements {
	struct element *at; /* owned */
	size_t count;
};

/* ---- what a node holds ---- */

static uint64_t hash_of(const struct comparing *c, const struct side *side,
			size_t at)
{
	const struct tree *tree = side->tree;
	const struct tree_node *node = &tree->at[at];
	uint64_t hash = c->seed + node->kind, key;

	if (node->kind != TREE_INSIDE)
		return hash_mix(hash, hash_bytes(c->seed, node->text.at,
						 node->text.len));
	hash = hash_mix(hash, node->list);
	for (size_t i = at + 1; i < node->next; i = tree->at[i].next) {
		if (node->list) {
			hash = hash_mix(hash, side->hash[i]);
			continue;
		}
		/* keys have no order */
		key = hash_bytes(c->seed, tree->at[i].name.at,
				 tree->at[i].name.len);
		hash += hash_mix(key, side->hash[i]);
	}
	return hash;
}

static void side_open(const struct comparing *c, struct side *side,
		      const struct tree *tree)
{
	side->tree = tree;
	side->hash = xcalloc(tree->count + 1, sizeof(*side->hash));
	for (size_t at = tree->count; at-- > 0;)
		side->hash[at] = hash_of(c, side, at);
}

/* ---- rows ---- */

/* Last keys of what is another in each event; a creationDate says when a
 * session began, others when a thing was made. */
static bool is_id(struct str path)
{
	static const char *const names[] = {
		"eventID",       "requestID",        "eventTime",
		"x-amz-id-2",    "x-amz-request-id", "_requestId",
		"sharedEventID", "creationDate",     "createDate",
		"createTime",    "expiration",
	};
	struct str name = str_slice(
		path, (size_t)(str_find_last(path, '.') + 1), path.len);

	/* made by the call that opens a port */
	if (str_eq(name, STR("securityGroupRuleId")))
		return str_starts(path, STR("responseElements."));
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq_nocase(name, str_of(names[i])))
			return true;
	return name.len >= 5 &&
	       str_eq_nocase(str_slice(name, name.len - 5, name.len),
			     STR("token"));
}

static struct change_row *row_add(struct difference *to, enum change change)
{
	struct change_row *row = vec_add(to->row, to->rows, to->row_room);

	*row = (struct change_row){ .change = change,
				    .old_at = SIZE_MAX,
				    .new_at = SIZE_MAX };
	to->count[change]++;
	return row;
}

/* The path of what holds a list that is told in words: of a policy's
 * statement the policy. */
static struct str holder(struct str path)
{
	ptrdiff_t part = str_search(path, STR(".Statement"));

	if (part < 0)
		part = str_find_last(path, '[');
	return str_slice(path, 0, part < 0 ? path.len : (size_t)part);
}

/* All of a node that the other side has not. */
static void add_alone(struct comparing *c, bool is_new, size_t from)
{
	const struct tree *tree = is_new ? c->b.tree : c->a.tree;

	for (size_t at = from; at < tree->at[from].next; at++) {
		const struct tree_node *node = &tree->at[at];
		struct change_row *row;

		if (node->item)
			meant_add(c->to, holder(node->path),
				  is_new ? STR_NONE : node->says,
				  is_new ? node->says : STR_NONE);
		if (node->kind == TREE_INSIDE)
			continue;
		row = row_add(c->to, is_new ? CHANGE_NEW : CHANGE_OLD);
		row->path = node->path;
		*(is_new ? &row->new_text : &row->old_text) = node->text;
		*(is_new ? &row->new_at : &row->old_at) = at;
	}
}

/* ---- pairs ---- */

/* The nodes beside each other from `at` to `end`. */
static struct elements parts_of(const struct side *side, size_t at, size_t end)
{
	const struct tree *tree = side->tree;
	struct elements parts = { 0 };
	size_t room = 0;

	for (; at < end; at = tree->at[at].next) {
		struct element *part = vec_add(parts.at, parts.count, room);

		*part = (struct element){ .hash = side->hash[at],
					  .at = (uint32_t)at,
					  .nth = (uint32_t)parts.count - 1,
					  .mate = UNPAIRED };
	}
	return parts;
}

/* Keys are told apart by their names. */
static void hash_names(const struct comparing *c, const struct tree *tree,
		       struct elements *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		struct str name = tree->at[parts->at[i].at].name;

		parts->at[i].hash = hash_bytes(c->seed, name.at, name.len);
	}
}

static int by_hash(const void *left, const void *right)
{
	const struct element *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->nth < b->nth ? -1 : 1;
}

static int by_nth(const void *left, const void *right)
{
	const struct element *a = left, *b = right;

	return a->nth < b->nth ? -1 : 1;
}

static void mate(struct element *old, struct element *new)
{
	old->mate = new->nth;
	new->mate = old->nth;
}

static size_t unpaired(const struct elements *parts)
{
	size_t count = 0;

	for (size_t i = 0; i < parts->count; i++)
		count += parts->at[i].mate == UNPAIRED;
	return count;
}

/* What is the same at both ends stays where it is. */
static void pair_ends(struct elements *old, struct elements *new)
{
	size_t least = old->count < new->count ? old->count : new->count;
	size_t head = 0, tail = 0;

	for (; head < least && old->at[head].hash == new->at[head].hash; head++)
		mate(&old->at[head], &new->at[head]);
	for (; tail < least - head; tail++) {
		struct element *a = &old->at[old->count - 1 - tail];
		struct element *b = &new->at[new->count - 1 - tail];

		if (a->hash != b->hash)
			break;
		mate(a, b);
	}
}

/* Of those in the order of their hashes. */
static void mark_twins(struct elements *parts)
{
	for (size_t i = 1; i < parts->count; i++)
		if (parts->at[i].hash == parts->at[i - 1].hash)
			parts->at[i].twin = parts->at[i - 1].twin = true;
}

/* Parts of one hash in their order, each with one of the other side. */
static void pair_equal(struct elements *old, struct elements *new)
{
	size_t i = 0, k = 0;

	qsort(old->at, old->count, sizeof(*old->at), by_hash);
	qsort(new->at, new->count, sizeof(*new->at), by_hash);
	mark_twins(old);
	while (i < old->count && k < new->count) {
		if (old->at[i].mate != UNPAIRED ||
		    old->at[i].hash < new->at[k].hash)
			i++;
		else if (new->at[k].mate != UNPAIRED ||
			 old->at[i].hash > new->at[k].hash)
			k++;
		else
			mate(&old->at[i++], &new->at[k++]);
	}
	qsort(old->at, old->count, sizeof(*old->at), by_nth);
	qsort(new->at, new->count, sizeof(*new->at), by_nth);
}

/* What a thing is called tells more than what it holds. */
static bool names_thing(struct str key)
{
	return str_ends(key, STR("Id")) || str_ends(key, STR("id")) ||
	       str_ends(key, STR("ame")) || str_ends(key, STR("ey"));
}

/* How much two elements have in common; 0: nothing. */
static unsigned likeness(const struct comparing *c, const struct element *old,
			 const struct element *new, size_t *looks)
{
	const struct tree *a = c->a.tree, *b = c->b.tree;
	unsigned like = 0;

	for (size_t i = old->at + 1u; i < a->at[old->at].next;
	     i = a->at[i].next)
		for (size_t k = new->at + 1u; k < b->at[new->at].next;
		     k = b->at[k].next) {
			(*looks)++;
			if (c->a.hash[i] == c->b.hash[k] &&
			    str_eq(a->at[i].name, b->at[k].name))
				like += names_thing(a->at[i].name) ? 8 : 1;
		}
	return like;
}

static void pair_like(const struct comparing *c, struct elements *old,
		      struct elements *new)
{
	size_t looks = 0;

	for (size_t i = 0; i < old->count; i++) {
		struct element *best = NULL;
		unsigned most = 0;

		if (old->at[i].mate != UNPAIRED)
			continue;
		for (size_t k = 0; k < new->count &&looks < LIKENESS_LOOKS;
		     k++, looks++) {
			unsigned like;

			if (new->at[k].mate != UNPAIRED)
				continue;
			like = likeness(c, &old->at[i], &new->at[k], &looks);
			if (like > most) {
				most = like;
				best = &new->at[k];
			}
		}
		if (best)
			mate(&old->at[i], best);
	}
}

/* As many on either side: each took the other's place. */
static void pair_rest(struct elements *old, struct elements *new)
{
	size_t k = 0;

	if (unpaired(old) != unpaired(new))
		return;
	for (size_t i = 0; i < old->count; i++) {
		if (old->at[i].mate != UNPAIRED)
			continue;
		while (new->at[k].mate != UNPAIRED)
			k++;
		mate(&old->at[i], &new->at[k]);
	}
}

/* ---- comparing ---- */

static void compare(struct comparing *c, size_t old, size_t new);

static struct str keep_quoted(const struct comparing *c, struct str text)
{
	struct buf quoted = { 0 };
	struct str kept;

	buf_addc(&quoted, '"');
	buf_add(&quoted, text);
	buf_addc(&quoted, '"');
	kept = arena_keep(c->to->arena, buf_str(&quoted));
	buf_release(&quoted);
	return kept;
}

static void compare_leaf(struct comparing *c, size_t old, size_t new)
{
	const struct tree_node *a = &c->a.tree->at[old];
	const struct tree_node *b = &c->b.tree->at[new];
	struct change_row *row;
	enum change change = CHANGE_BOTH;

	if (c->a.hash[old] == c->b.hash[new])
		change = CHANGE_NONE;
	else if (is_id(b->path))
		change = CHANGE_IDS;
	row = row_add(c->to, change);
	row->path = b->path;
	row->old_text = a->text;
	row->new_text = b->text;
	row->old_at = old;
	row->new_at = new;
	if (a->kind == b->kind || !str_eq(a->text, b->text))
		return;
	/* A number and a text. */
	*(a->kind == TREE_STRING ? &row->old_text : &row->new_text) =
		keep_quoted(c, a->text);
}

/* The same JSON in a string may be spelled otherwise, or be no string. */
static void compare_spelling(struct comparing *c, size_t old, size_t new)
{
	const struct tree_node *a = &c->a.tree->at[old];
	const struct tree_node *b = &c->b.tree->at[new];
	bool spelled = a->quoted && b->quoted;
	struct change_row *row;

	if (c->a.hash[old] != c->b.hash[new] || a->quoted + b->quoted == 0 ||
	    (spelled && str_eq(a->text, b->text)))
		return;
	row = row_add(c->to, CHANGE_BOTH);
	row->path = b->path;
	row->old_text = spelled     ? STR("JSON, spelled so")
			: a->quoted ? STR("JSON in a string")
				    : STR("no string");
	row->new_text = spelled     ? STR("the same, spelled otherwise")
			: b->quoted ? STR("the same JSON in a string")
				    : STR("the same, no string");
}

/* The same elements, or some of them, stand in another order. Where some are
 * gone or new, which of several that are the same stayed is not known. */
static void compare_order(struct comparing *c, const struct elements *old,
			  const struct elements *new, size_t at)
{
	bool all = !unpaired(old) && !unpaired(new), moved = false;
	struct change_row *row;
	uint32_t last = 0;

	for (size_t i = 0; i < old->count; i++) {
		if (old->at[i].mate == UNPAIRED || (old->at[i].twin && !all))
			continue;
		moved = moved || old->at[i].mate < last;
		last = old->at[i].mate;
	}
	if (!moved)
		return;
	row = row_add(c->to, CHANGE_BOTH);
	row->path = c->b.tree->at[at].path;
	row->old_text = STR("elements in this order");
	row->new_text = STR("elements in another order");
}

/* What the one has alone; nothing where the other was cut. */
static void compare_parts(struct comparing *c, const struct elements *old,
			  const struct elements *new, bool cut)
{
	for (size_t i = 0; i < old->count; i++)
		if (old->at[i].mate != UNPAIRED)
			compare(c, old->at[i].at, new->at[old->at[i].mate].at);
		else if (!cut)
			add_alone(c, false, old->at[i].at);
	for (size_t i = 0; i < new->count; i++)
		if (new->at[i].mate == UNPAIRED && !cut)
			add_alone(c, true, new->at[i].at);
}

static void compare_keys(struct comparing *c, struct elements *old,
			 struct elements *new, bool cut)
{
	hash_names(c, c->a.tree, old);
	hash_names(c, c->b.tree, new);
	pair_equal(old, new);
	compare_parts(c, old, new, cut);
}

/* True when what ends there may go on beyond the bound. */
static bool is_cut(const struct side *side, size_t end)
{
	return side->tree->left_out && end == side->tree->count;
}

static void compare_inside(struct comparing *c, size_t old, size_t new)
{
	const struct tree_node *a = &c->a.tree->at[old];
	const struct tree_node *b = &c->b.tree->at[new];
	struct elements from = parts_of(&c->a, old + 1, a->next);
	struct elements to = parts_of(&c->b, new + 1, b->next);
	bool cut = is_cut(&c->a, a->next) || is_cut(&c->b, b->next);

	if (a->list) {
		pair_ends(&from, &to);
		pair_equal(&from, &to);
		if (!cut) {
			compare_order(c, &from, &to, new);
			pair_like(c, &from, &to);
			pair_rest(&from, &to);
		}
		compare_parts(c, &from, &to, cut);
	} else {
		compare_keys(c, &from, &to, cut);
	}
	free(from.at);
	free(to.at);
}

static void compare(struct comparing *c, size_t old, size_t new)
{
	const struct tree_node *a = &c->a.tree->at[old];
	const struct tree_node *b = &c->b.tree->at[new];

	if (a->item && b->item && !str_eq(a->says, b->says))
		meant_add(c->to, holder(b->path), a->says, b->says);
	if (a->kind != TREE_INSIDE && b->kind != TREE_INSIDE) {
		compare_leaf(c, old, new);
	} else if (a->kind == b->kind && a->list == b->list) {
		compare_spelling(c, old, new);
		compare_inside(c, old, new);
	} else {
		add_alone(c, false, old);
		add_alone(c, true, new);
	}
}

/* The top-level keys, which no node holds. */
static void compare_all(struct comparing *c)
{
	struct elements old = parts_of(&c->a, 0, c->a.tree->count);
	struct elements new = parts_of(&c->b, 0, c->b.tree->count);

	compare_keys(c, &old, &new, c->a.tree->left_out || c->b.tree->left_out);
	free(old.at);
	free(new.at);
}

/* ---- the whole ---- */

struct difference difference_make(const struct record *old_record,
				  const struct record *new_record,
				  struct arena *arena)
{
	struct difference to = { .arena = arena };
	struct comparing c = { .to = &to, .seed = hash_seed() };

	assert(old_record && new_record && arena);
	to.old_tree = tree_make(old_record, TREE_COMPARED, arena);
	to.new_tree = tree_make(new_record, TREE_COMPARED, arena);
	side_open(&c, &c.a, &to.old_tree);
	side_open(&c, &c.b, &to.new_tree);
	compare_all(&c);
	free(c.a.hash);
	free(c.b.hash);
	meant_settle(&to, old_record, new_record);
	return to;
}

struct difference difference_alone(const struct record *record,
				   struct arena *arena)
{
	struct difference to = { .arena = arena };

	assert(record && arena);
	to.new_tree = tree_make(record, TREE_NODES, arena);
	for (size_t at = 0; at < to.new_tree.count; at++) {
		const struct tree_node *node = &to.new_tree.at[at];
		struct change_row *row;

		if (node->kind == TREE_INSIDE)
			continue;
		row = row_add(&to, CHANGE_NONE);
		row->path = node->path;
		row->new_text = node->text;
		row->new_at = at;
	}
	return to;
}

void difference_release(struct difference *difference)
{
	tree_release(&difference->old_tree);
	tree_release(&difference->new_tree);
	free(difference->row);
	free(difference->meant);
	*difference = (struct difference){ 0 };
}
