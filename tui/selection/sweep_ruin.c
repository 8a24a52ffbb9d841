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
	sym_t user, name;
	uint32_t events, most; /* in all, and in an hour or two */
	row_t first;
	bool by_hand;
};

static struct ended ended_of(const struct groups *all, size_t at)
{
	struct ended ended = { .user = all->at[at]->key[0],
			       .name = all->at[at]->key[1],
			       .first = all->at[at]->first };

	for (size_t i = 0; i < all->count; i++) {
		uint32_t near = 0;

		if (all->at[i]->key[1] != ended.name)
			continue;
		ended.events += all->at[i]->events;
		ended.by_hand |= all->at[i]->key[3];
		for (size_t n = 0; n < all->count; n++)
			if (all->at[n]->key[1] == ended.name &&
			    all->at[n]->key[2] - all->at[i]->key[2] <= 1)
				near += all->at[n]->events;
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

static bool has_term(const struct sweep_finding *finding, sym_t name)
{
	for (size_t t = 0; t < finding->terms; t++)
		for (size_t i = 0; i < finding->term[t].values; i++)
			if (finding->term[t].value[i] == name)
				return true;
	return false;
}

static struct sweep_finding *count_ruin(struct judge *judge,
					struct sweep_finding *finding,
					const struct groups *all, sym_t name)
{
	for (size_t i = 0; i < all->count; i++) {
		if (all->at[i]->key[1] != name)
			continue;
		if (finding)
			finding_count(judge, finding, all->at[i]);
		else
			finding = finding_new(judge, FINDING_RUIN,
					      all->at[i]->key[0], all->at[i]);
	}
	finding_equal(finding, "event", name);
	return finding;
}

static void judge_ruin_of(struct judge *judge, const struct groups *all)
{
	struct sweep_finding *finding = NULL;
	struct sayings names = { .at = xcalloc(all->count, sizeof(*names.at)) };
	bool made = true;

	for (size_t i = 0; i < all->count; i++) {
		struct ended ended = ended_of(all, i);

		if (!is_much(judge, &ended) ||
		    (finding && has_term(finding, ended.name)))
			continue;
		finding = count_ruin(judge, finding, all, ended.name);
		names.at[names.count++] = store_text(judge->store, ended.name);
		made &= was_made_here(judge, &ended);
	}
	if (finding) {
		finding->severity = made ? SEVERITY_LOW : SEVERITY_HIGH;
		finding->tactic = TACTIC_IMPACT;
		finding_equal(finding, "user", finding->user);
		finding_flag(finding, "notable", false);
		finding_flag(finding, "failed", false);
		finding_flag(finding, "people", true);
		say_ruin(judge, finding, &names, made);
	}
	free(names.at);
}

void judge_ruin(struct judge *judge)
{
	const struct groups *all = &judge->of[BY_RUIN];

	for (size_t i = 0; i < all->count;) {
		struct groups of =
			groups_of(judge, BY_RUIN, all->at[i]->key[0]);

		assert(of.count);
		judge_ruin_of(judge, &of);
		i += of.count;
	}
}
