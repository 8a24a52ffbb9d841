/* SPDX-License-Identifier: MIT */
/* difference.c - what two records differ in, leaf by leaf and in words.
 *
 * What stands in one container is paired: keys by name, elements of arrays by
 * what they hold. Elements left over are paired with the one most like them,
 * so that a statement changed inside is a change of that statement. Pairs are
 * found by sorting hashes, with a seed nobody knows: n log n whatever comes. */
#include "part.h"
#include "rules_form.h"
#include "tree.h"
#include "world.h"

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

static void meant_add(struct difference *to, struct str path, struct str old,
		      struct str new)
{
	struct change_row *row = vec_add(to->meant, to->meants, to->meant_room);

	*row = (struct change_row){
		.change = !old.at            ? CHANGE_NEW
			  : !new.at          ? CHANGE_OLD
			  : str_eq(old, new) ? CHANGE_NONE
					     : CHANGE_BOTH,
		.path = path,
		.old_text = old,
		.new_text = new,
		.old_at = SIZE_MAX,
		.new_at = SIZE_MAX,
	};
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

/* Parts of one hash in their order, each with one of the other side. */
static void pair_equal(struct elements *old, struct elements *new)
{
	size_t i = 0, k = 0;

	qsort(old->at, old->count, sizeof(*old->at), by_hash);
	qsort(new->at, new->count, sizeof(*new->at), by_hash);
	while (i < old->count && k < new->count) {
		if (old->at[i].hash != new->at[k].hash) {
			if (old->at[i].hash < new->at[k].hash)
				i++;
			else
				k++;
			continue;
		}
		old->at[i].mate = new->at[k].nth;
		new->at[k++].mate = old->at[i++].nth;
	}
	qsort(old->at, old->count, sizeof(*old->at), by_nth);
	qsort(new->at, new->count, sizeof(*new->at), by_nth);
}

static void mate(struct element *old, struct element *new)
{
	old->mate = new->nth;
	new->mate = old->nth;
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

static size_t unpaired(const struct elements *parts)
{
	size_t count = 0;

	for (size_t i = 0; i < parts->count; i++)
		count += parts->at[i].mate == UNPAIRED;
	return count;
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
}

/* The same elements, or some of them, stand in another order. */
static void compare_order(struct comparing *c, const struct elements *old,
			  size_t at)
{
	struct change_row *row;
	uint32_t last = 0;
	bool moved = false;

	for (size_t i = 0; i < old->count; i++) {
		if (old->at[i].mate == UNPAIRED)
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

static void compare_parts(struct comparing *c, const struct elements *old,
			  const struct elements *new)
{
	for (size_t i = 0; i < old->count; i++)
		if (old->at[i].mate == UNPAIRED)
			add_alone(c, false, old->at[i].at);
		else
			compare(c, old->at[i].at, new->at[old->at[i].mate].at);
	for (size_t i = 0; i < new->count; i++)
		if (new->at[i].mate == UNPAIRED)
			add_alone(c, true, new->at[i].at);
}

static void compare_keys(struct comparing *c, struct elements *old,
			 struct elements *new)
{
	hash_names(c, c->a.tree, old);
	hash_names(c, c->b.tree, new);
	pair_equal(old, new);
	compare_parts(c, old, new);
}

static void compare_inside(struct comparing *c, size_t old, size_t new)
{
	const struct tree_node *a = &c->a.tree->at[old];
	struct elements from = parts_of(&c->a, old + 1, a->next);
	struct elements to = parts_of(&c->b, new + 1, c->b.tree->at[new].next);

	if (a->list) {
		pair_equal(&from, &to);
		pair_like(c, &from, &to);
		pair_rest(&from, &to);
		compare_order(c, &from, new);
		compare_parts(c, &from, &to);
	} else {
		compare_keys(c, &from, &to);
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

	compare_keys(c, &old, &new);
	free(old.at);
	free(new.at);
}

/* ---- in words ---- */

/* The response tells again what was asked for. */
static bool repeats_request(const struct difference *to,
			    const struct change_row *row)
{
	if (!str_starts(row->path, STR("responseElements.")))
		return false;
	for (size_t i = 0; i < to->meants; i++)
		if (!str_starts(to->meant[i].path, STR("responseElements.")) &&
		    str_eq(to->meant[i].old_text, row->old_text) &&
		    str_eq(to->meant[i].new_text, row->new_text))
			return true;
	return false;
}

/* What the one says in a list and the other alone, in another shape. */
static void cancel_meant(struct difference *to)
{
	size_t kept = 0;

	for (size_t i = 0; i < to->meants; i++) {
		struct change_row *row = &to->meant[i];

		if (row->change != CHANGE_OLD)
			continue;
		for (size_t k = 0; k < to->meants; k++) {
			struct change_row *other = &to->meant[k];

			if (other->change == CHANGE_NEW &&
			    str_eq(row->path, other->path) &&
			    str_eq(row->old_text, other->new_text)) {
				row->change = other->change = CHANGE_NONE;
				break;
			}
		}
	}
	for (size_t i = 0; i < to->meants; i++)
		if (to->meant[i].change != CHANGE_NONE &&
		    !repeats_request(to, &to->meant[i]))
			to->meant[kept++] = to->meant[i];
	to->meants = kept;
}

/* What the lines of that way and ports ask for; absent: none does. */
static struct str asked(struct difference *to, struct str lines, struct str way)
{
	struct buf text = { 0 };
	struct str kept = STR_NONE;

	while (lines.len) {
		struct str its = part_take(&lines, '\t');
		struct str what = part_take(&lines, '\n');

		if (!str_eq(its, way))
			continue;
		buf_add(&text, text.len ? STR(", ") : STR(""));
		buf_add(&text, what);
	}
	if (text.len)
		kept = arena_keep(to->arena, buf_str(&text));
	buf_release(&text);
	return kept;
}

static bool has_meant(const struct difference *to, size_t from, struct str path)
{
	for (size_t i = from; i < to->meants; i++)
		if (str_eq(to->meant[i].path, path))
			return true;
	return false;
}

/* Networks let in and out, whatever the form of the request: a row for each
 * way and ports, also where both ask for the same. */
static void mean_rules(struct difference *to, const struct record *old,
		       const struct record *new)
{
	struct buf lines[2] = { 0 };
	size_t from = to->meants;

	rules_put(old, &lines[0]);
	rules_put(new, &lines[1]);
	for (int k = 0; k < 2; k++) {
		struct str rest = buf_str(&lines[k]);

		while (rest.len) {
			struct str way = part_take(&rest, '\t');

			part_take(&rest, '\n');
			if (has_meant(to, from, way))
				continue;
			meant_add(to, arena_keep(to->arena, way),
				  asked(to, buf_str(&lines[0]), way),
				  asked(to, buf_str(&lines[1]), way));
		}
	}
	buf_release(&lines[0]);
	buf_release(&lines[1]);
}

/* The same asked in two forms looks like much and may be nothing. */
static void mean_form(struct difference *to)
{
	struct str old = rules_form(&to->old_tree, to->arena);
	struct str new = rules_form(&to->new_tree, to->arena);

	if (old.at && new.at &&
	    str_starts(old, STR("flat")) != str_starts(new, STR("flat")))
		meant_add(to, STR("form"), old, new);
}

/* ---- the whole ---- */

struct difference difference_make(const struct record *old_record,
				  const struct record *new_record,
				  struct arena *arena)
{
	struct difference to = { .arena = arena };
	struct comparing c = { .to = &to, .seed = hash_seed() };

	assert(old_record && new_record && arena);
	to.old_tree = tree_make(old_record, arena);
	to.new_tree = tree_make(new_record, arena);
	side_open(&c, &c.a, &to.old_tree);
	side_open(&c, &c.b, &to.new_tree);
	compare_all(&c);
	free(c.a.hash);
	free(c.b.hash);
	cancel_meant(&to);
	mean_rules(&to, old_record, new_record);
	mean_form(&to);
	return to;
}

struct difference difference_alone(const struct record *record,
				   struct arena *arena)
{
	struct difference to = { .arena = arena };

	assert(record && arena);
	to.new_tree = tree_make(record, arena);
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
