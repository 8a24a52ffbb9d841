/* SPDX-License-Identifier: MIT */
/* sweep_ruin.c - findings of many things that one user ended within an hour:
 * each call is an operator's, all of them are the end of what was there. */
#include "sweep_judge.h"
#include "sweep_words.h"

#include <assert.h>
#include <stdlib.h>

/* Calls of one name in an hour, or in two that follow each other. */
#define MANY 20
#define MANY_OBJECTS 100

/* How calls begin that make what others end. */
static const struct str makers[] = { STR("Create"), STR("Put"), STR("Run") };

/* What makes that which a call of the name ends; SYM_NONE: none here. */
static sym_t maker_of(const struct store *store, struct str name,
		      struct str maker)
{
	struct str end = str_starts(name, STR("Delete")) ? STR("Delete")
							 : STR("Terminate");
	struct buf made = { 0 };
	sym_t found;

	buf_add(&made, maker);
	buf_add(&made, str_slice(name, end.len, name.len));
	found = store_find(store, buf_str(&made));
	buf_release(&made);
	return found;
}

/* One user's calls of one name. */
struct ended {
	struct groups of; /* by hour */
	sym_t user, name;
	uint32_t events, most; /* in all, and in an hour or two */
	row_t first;
	bool by_hand;
};

static int by_name(const void *a, const void *b)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->key[1] != (*y)->key[1])
		return (*x)->key[1] < (*y)->key[1] ? -1 : 1;
	if ((*x)->key[2] != (*y)->key[2])
		return (*x)->key[2] < (*y)->key[2] ? -1 : 1;
	return (*x)->first < (*y)->first ? -1 : (*x)->first > (*y)->first;
}

/* What stands first in the order by name. */
static struct ended take_ended(const struct store *store, struct groups *left)
{
	struct ended ended = { .of = { left->at, 0 },
			       .user = left->at[0]->key[0],
			       .name = left->at[0]->key[1],
			       .first = left->at[0]->first };

	while (ended.of.count < left->count &&
	       left->at[ended.of.count]->key[1] == ended.name)
		ended.of.count++;
	left->at += ended.of.count;
	left->count -= ended.of.count;
	for (size_t i = 0; i < ended.of.count; i++) {
		const struct group **at = ended.of.at + i;
		uint32_t near = 0;

		ended.events += at[0]->events;
		ended.by_hand |= at[0]->key[3];
		if (row_before(store, at[0]->first, ended.first))
			ended.first = at[0]->first;
		for (size_t n = 0; i + n < ended.of.count &&
				   at[n]->key[2] - at[0]->key[2] <= 1;
		     n++)
			near += at[n]->events;
		if (near > ended.most)
			ended.most = near;
	}
	return ended;
}

/* Programs with a role make and end things all day. */
static bool is_much(const struct judge *judge, const struct ended *ended)
{
	const struct store *store = judge->store;
	struct str name = store_text(store, ended->name);
	enum user_kind kind = user_kind(store_text(store, ended->user));

	if (!ended->by_hand && kind != USER_IAM && kind != USER_ROOT)
		return false;
	return ended->most >=
	       (str_starts(name, STR("DeleteObject")) ? MANY_OBJECTS : MANY);
}

/* As if a stack was taken down: the same user had made most of as many. */
static bool was_made_here(const struct judge *judge, const struct ended *ended)
{
	const struct store *store = judge->store;
	struct str name = store_text(store, ended->name);
	uint32_t made = 0;

	for (size_t i = 0; i < ARRAY_LEN(makers); i++) {
		const sym_t key[GROUP_KEYS] = {
			ended->user,
			maker_of(store, name, makers[i]),
		};
		const struct group *group =
			key[1] == SYM_NONE
				? NULL
				: group_find(judge->sweeping, BY_MADE, key);

		if (group && row_before(store, group->since, ended->first))
			made += group->all;
	}
	return made >= ended->events / 2;
}

static void say_ruin(const struct judge *judge, struct sweep_finding *finding,
		     const struct sayings *names, bool made)
{
	struct buf words = { 0 };

	for (size_t most = NAMES_SAID + 1; most; most--) {
		buf_add(&words, STR("called "));
		names_put(names, most > NAMES_SAID ? NAMES_SAID : most, false,
			  &words);
		buf_addf(&words, " %u times%s", (unsigned)finding->events,
			 made ? ", having made such" : "");
		if (most > NAMES_SAID)
			finding_say(finding, &words);
		else
			finding_say_brief(finding, &words);
	}
}

static int by_first(const void *a, const void *b, void *store)
{
	const struct ended *x = a, *y = b;

	if (x->first == y->first)
		return 0;
	return row_before(store, x->first, y->first) ? -1 : 1;
}

/* Those names of which much was ended, in the order of time; owned. */
static struct ended *much_ended(const struct judge *judge, struct groups left,
				size_t *count)
{
	struct ended *much = xcalloc(left.count + 1, sizeof(*much));

	qsort(left.at, left.count, sizeof(*left.at), by_name);
	for (*count = 0; left.count;) {
		much[*count] = take_ended(judge->store, &left);
		*count += is_much(judge, &much[*count]);
	}
	qsort_r(much, *count, sizeof(*much), by_first, (void *)judge->store);
	return much;
}

static void tell_ruin(struct judge *judge, const struct ended *ended,
		      size_t count)
{
	struct sayings names = { .at = xcalloc(count, sizeof(*names.at)) };
	struct sweep_finding *finding =
		finding_of(judge, FINDING_RUIN, &ended->of);
	bool made = true;

	for (size_t i = 0; i < count; i++) {
		for (size_t g = 0; i && g < ended[i].of.count; g++)
			finding_count(judge, finding, ended[i].of.at[g]);
		finding_equal(finding, "event", ended[i].name);
		names.at[names.count++] =
			store_text(judge->store, ended[i].name);
		made &= was_made_here(judge, &ended[i]);
	}
	finding->severity = made ? SEVERITY_LOW : SEVERITY_HIGH;
	finding->tactic = TACTIC_IMPACT;
	finding_equal(finding, "user", finding->user);
	finding_flag(finding, "notable", false);
	finding_flag(finding, "failed", false);
	finding_flag(finding, "people", true);
	say_ruin(judge, finding, &names, made);
	free(names.at);
}

void judge_ruin(struct judge *judge)
{
	const struct groups *all = &judge->of[BY_RUIN];

	for (size_t i = 0; i < all->count;) {
		struct groups of =
			groups_of(judge, BY_RUIN, all->at[i]->key[0]);

		struct ended *much;
		size_t count;

		assert(of.count);
		i += of.count;
		much = much_ended(judge, of, &count);
		if (count)
			tell_ruin(judge, much, count);
		free(much);
	}
}
