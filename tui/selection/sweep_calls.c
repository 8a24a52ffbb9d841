/* SPDX-License-Identifier: MIT */
/* sweep_calls.c - findings of calls that tell by themselves: notable ones,
 * what people were refused, keys made and used. */
#include <assert.h>
#include <stdlib.h>

#include "sweep_judge.h"
#include "sweep_words.h"

/* Calls on one thing within so many seconds are one story. */
#define TOGETHER 3600
#define KINDS 3  /* refused calls of so many kinds, or ... */
#define BURST 10 /* so many in ten minutes, are looking around */

/* ---- words ---- */

static struct str call_name(const struct judge *judge, const struct group *call)
{
	return store_text(judge->store, call->key[1]);
}

/* "ListUsers, ListRoles and 2 more": the names of the groups, from the
 * `from`-th on. */
static void put_names(const struct judge *judge, const struct groups *groups,
		      size_t from, size_t most, struct buf *out)
{
	struct sayings names = {
		.at = xcalloc(groups->count, sizeof(*names.at)),
	};

	for (size_t i = from; i < groups->count; i++)
		names.at[names.count++] = call_name(judge, groups->at[i]);
	names_put(&names, most, false, out);
	free(names.at);
}

/* ---- notable calls ---- */

/* What became of what the group opened to the world: nothing is said of what
 * was changed again, which may have closed it. */
static void put_open(const struct judge *judge, const struct group *call,
		     struct buf *out)
{
	struct groups openings = groups_of(judge, BY_OPENING, call->key[0]);
	size_t opened = 0, open = 0;

	for (size_t i = 0; i < openings.count; i++) {
		const struct group *opening = openings.at[i];
		const sym_t key[GROUP_KEYS] = { opening->key[2] };
		const struct group *change =
			group_find(judge->sweeping, BY_CHANGE, key);

		if (opening->key[1] != call->key[1])
			continue;
		opened++;
		open += !change ||
			!row_before(judge->store, opening->last, change->last);
	}
	if (!open)
		return;
	if (open == opened)
		buf_add(out, STR("; not closed here"));
	else
		buf_addf(out, "; %zu of %zu not closed here", open, opened);
}

/* The worst first, and of these what opens more. */
static int by_risk(const void *a, const void *b, void *store)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->severity != (*y)->severity)
		return (*x)->severity > (*y)->severity ? -1 : 1;
	if ((*x)->tactic != (*y)->tactic)
		return (*x)->tactic > (*y)->tactic ? -1 : 1;
	if ((*x)->first == (*y)->first)
		return 0;
	return row_before(store, (*x)->first, (*y)->first) ? -1 : 1;
}

/* The stories of the call; owned array. */
static struct sayings deeds_of(const struct judge *judge,
			       const struct group *call)
{
	struct groups all = groups_of(judge, BY_DEED, call->key[0]), some;
	struct sayings deeds = { .more = call->deeds == DEEDS_MOST ||
					 call->events > DEEDS_LOOKED_AT };

	some = (struct groups){ xcalloc(all.count, sizeof(*some.at)), 0 };
	for (size_t i = 0; i < all.count; i++)
		if (all.at[i]->key[1] == call->key[1])
			some.at[some.count++] = all.at[i];
	assert(some.count == call->deeds);
	qsort_r(some.at, some.count, sizeof(*some.at), by_risk,
		(void *)judge->store);
	deeds.at = xcalloc(some.count, sizeof(*deeds.at));
	for (size_t i = 0; i < some.count; i++)
		deeds.at[deeds.count++] =
			dict_text(&judge->sweeping->deeds, some.at[i]->key[2]);
	free(some.at);
	return deeds;
}

/* The deeds of the first call, and the names of the others. */
static void put_calls(const struct judge *judge, const struct groups *calls,
		      const struct sayings *deeds, size_t most, bool brief,
		      struct buf *out)
{
	const struct group *first = calls->at[0];

	deeds_put(deeds, most, brief, out);
	if (calls->count > 1) {
		buf_add(out, STR(", "));
		put_names(judge, calls, 1, most, out);
		return;
	}
	if (deeds->count == 1 && first->events > 1 && !deeds->more)
		buf_addf(out, ", %u times", (unsigned)first->events);
	put_open(judge, first, out);
}

static void say_calls(const struct judge *judge, struct sweep_finding *finding,
		      const struct groups *calls)
{
	struct sayings deeds = deeds_of(judge, calls->at[0]);
	struct buf words = { 0 };

	put_calls(judge, calls, &deeds, NAMES_SAID, false, &words);
	finding_say(finding, &words);
	for (size_t most = NAMES_SAID; most; most--) {
		put_calls(judge, calls, &deeds, most, true, &words);
		finding_say_brief(finding, &words);
	}
	if (calls->count > 1) {
		deeds_put(&deeds, 1, true, &words);
		buf_addf(&words, ", %u more calls",
			 (unsigned)(finding->events - calls->at[0]->events));
		finding_say_brief(finding, &words);
	}
	nouns_drop(finding_briefest(finding), &words);
	finding_say_brief(finding, &words);
	free(deeds.at);
}

/* True for calls of one user on one thing, one soon after the other. */
static bool one_story(const struct judge *judge, const struct group *a,
		      const struct group *b)
{
	const int64_t *time = store_time(judge->store);

	return a->key[0] == b->key[0] && a->on != SYM_NONE && a->on == b->on &&
	       time_apart(time[a->first], time[b->first]) <= TOGETHER;
}

static void worsen(struct sweep_finding *finding, const struct group *group)
{
	if (group->severity <= finding->severity)
		return;
	finding->severity = (enum severity)group->severity;
	finding->tactic = (enum tactic)group->tactic;
}

/* A new finding of the notable calls of one user: counted, as bad as the worst
 * of them, and what keeps them. */
static struct sweep_finding *find_calls(struct judge *judge,
					enum finding_kind kind,
					const struct groups *calls)
{
	struct sweep_finding *finding =
		finding_new(judge, kind, calls->at[0]->key[0], calls->at[0]);

	worsen(finding, calls->at[0]);
	for (size_t i = 1; i < calls->count; i++) {
		finding_count(judge, finding, calls->at[i]);
		worsen(finding, calls->at[i]);
	}
	finding_equal(finding, "user", finding->user);
	for (size_t i = 0; i < calls->count; i++)
		finding_equal(finding, "event", calls->at[i]->key[1]);
	finding_flag(finding, "notable", true);
	return finding;
}

static void tell_calls(struct judge *judge, const struct groups *calls)
{
	struct sweep_finding *finding = find_calls(judge, FINDING_CALLS, calls);

	finding_flag(finding, "failed", false);
	/* What AWS did on somebody's behalf has its cause elsewhere. */
	if (store_flags(judge->store)[finding->first] & FLAG_SERVICE)
		finding->severity = SEVERITY_LOW;
	say_calls(judge, finding, calls);
}

static void put_tried(const struct judge *judge, const struct groups *calls,
		      size_t most, struct buf *out)
{
	buf_add(out, STR("tried "));
	put_names(judge, calls, 0, most, out);
	buf_add(out, STR(", without success"));
}

static void tell_tried(struct judge *judge, const struct groups *calls)
{
	struct sweep_finding *finding = find_calls(judge, FINDING_TRIED, calls);
	struct buf words = { 0 };

	finding_flag(finding, "failed", true);
	finding_flag(finding, "denied", false);
	put_tried(judge, calls, NAMES_SAID, &words);
	finding_say(finding, &words);
	for (size_t most = NAMES_SAID - 1; most; most--) {
		put_tried(judge, calls, most, &words);
		finding_say_brief(finding, &words);
	}
}

static int by_thing(const void *a, const void *b, void *store)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->on != (*y)->on)
		return (*x)->on < (*y)->on ? -1 : 1;
	if ((*x)->first == (*y)->first)
		return 0;
	return row_before(store, (*x)->first, (*y)->first) ? -1 : 1;
}

/* One user's calls of which `failed` says whether they failed. */
static void judge_calls_of(struct judge *judge, const struct groups *all,
			   bool failed)
{
	struct groups some = { 0 };

	some.at = xcalloc(all->count + 1, sizeof(*some.at));
	for (size_t i = 0; i < all->count; i++)
		if (all->at[i]->key[2] == failed)
			some.at[some.count++] = all->at[i];
	if (failed && some.count)
		tell_tried(judge, &some);
	qsort_r(some.at, some.count, sizeof(*some.at), by_thing,
		(void *)judge->store);
	for (size_t i = 0, next; i < some.count && !failed; i = next) {
		for (next = i + 1; next < some.count; next++)
			if (!one_story(judge, some.at[next - 1], some.at[next]))
				break;
		tell_calls(judge, &(struct groups){ some.at + i, next - i });
	}
	free(some.at);
}

/* ---- what people were refused ---- */

/* The worst and the most frequent first. */
static int by_weight(const void *a, const void *b)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->severity != (*y)->severity)
		return (*x)->severity > (*y)->severity ? -1 : 1;
	if ((*x)->events != (*y)->events)
		return (*x)->events > (*y)->events ? -1 : 1;
	return (*x)->first < (*y)->first ? -1 : (*x)->first > (*y)->first;
}

static void say_refused(const struct judge *judge,
			struct sweep_finding *finding,
			const struct groups *calls)
{
	struct buf words = { 0 };

	buf_add(&words, STR("was refused "));
	put_names(judge, calls, 0, NAMES_SAID, &words);
	if (calls->count > 1)
		buf_addf(&words, ", %u calls of %zu kinds",
			 (unsigned)finding->events, calls->count);
	else if (finding->events > 1)
		buf_addf(&words, ", %u times", (unsigned)finding->events);
	finding_say(finding, &words);
	for (size_t most = NAMES_SAID; most; most--) {
		buf_add(&words, STR("was refused "));
		put_names(judge, calls, 0, most, &words);
		finding_say_brief(finding, &words);
	}
}

static bool in_a_burst(const struct judge *judge, sym_t user)
{
	struct groups times = groups_of(judge, BY_REFUSED_TIME, user);

	for (size_t i = 0; i < times.count; i++)
		if (times.at[i]->events >= BURST)
			return true;
	return false;
}

static void judge_refused(struct judge *judge, const struct group *refused)
{
	sym_t user = refused->key[0];
	struct groups calls = groups_of(judge, BY_REFUSED_CALL, user), sorted;
	struct sweep_finding *finding;

	assert(calls.count);
	sorted.count = calls.count;
	sorted.at = xcalloc(calls.count, sizeof(*sorted.at));
	for (size_t i = 0; i < calls.count; i++)
		sorted.at[i] = calls.at[i];
	qsort(sorted.at, sorted.count, sizeof(*sorted.at), by_weight);
	if (sorted.at[0]->severity || calls.count >= KINDS ||
	    in_a_burst(judge, user)) {
		finding = finding_new(judge, FINDING_REFUSED, user, refused);
		finding->severity = SEVERITY_MEDIUM;
		finding->tactic = TACTIC_DISCOVERY;
		worsen(finding, sorted.at[0]);
		finding_flag(finding, "denied", true);
		finding_flag(finding, "people", true);
		finding_equal(finding, "user", user);
		say_refused(judge, finding, &sorted);
	}
	free(sorted.at);
}

/* ---- keys made and used ---- */

static void say_issued(const struct judge *judge, struct sweep_finding *finding,
		       row_t issue, sym_t key)
{
	const struct store *store = judge->store;
	sym_t maker = store_column(store, COL_USER)[issue];
	struct str text = store_text(store, key);
	struct buf words = { 0 };

	buf_add(&words, STR("used key "));
	buf_add(&words, text);
	buf_add(&words, STR(", made here by "));
	buf_add(&words, maker == finding->user
				? STR("themselves")
				: identity_label(store_text(store, maker)));
	finding_say(finding, &words);
	buf_addf(&words, "used key %.*s", STR_ARG(text));
	finding_say_brief(finding, &words);
	buf_addf(&words, "key %.*s", STR_ARG(text));
	finding_say_brief(finding, &words);
}

/* A long-term key (their prefix: "IAM identifiers", IAM User Guide); those of
 * STS are handed out all the time. A masked key names nobody. */
static void judge_issued(struct judge *judge, const struct group *issue)
{
	const struct groups *uses = &judge->of[BY_USE];
	sym_t key = issue->key[0];
	struct sweep_finding *finding = NULL;
	sym_t maker = store_column(judge->store, COL_USER)[issue->since];

	if (!str_starts(store_text(judge->store, key), STR("AKIA")) ||
	    str_find(store_text(judge->store, key), '*') >= 0)
		return;
	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];

		if (use->key[1] != key)
			continue;
		if (finding && finding->user == use->key[0]) {
			finding_count(judge, finding, use);
		} else if (!finding) {
			finding = finding_new(judge, FINDING_ISSUED,
					      use->key[0], use);
		}
	}
	if (!finding)
		return;
	finding->severity =
		maker == finding->user ? SEVERITY_MEDIUM : SEVERITY_HIGH;
	finding->tactic = TACTIC_PERSISTENCE;
	finding_equal(finding, "key", key);
	finding_equal(finding, "user", finding->user);
	say_issued(judge, finding, issue->since, key);
}

void judge_calls(struct judge *judge)
{
	const struct groups *calls = &judge->of[BY_CALL];

	for (size_t i = 0; i < calls->count;) {
		struct groups of =
			groups_of(judge, BY_CALL, calls->at[i]->key[0]);

		judge_calls_of(judge, &of, false);
		judge_calls_of(judge, &of, true);
		i += of.count;
	}
	for (size_t i = 0; i < judge->of[BY_REFUSED].count; i++)
		judge_refused(judge, judge->of[BY_REFUSED].at[i]);
	for (size_t i = 0; i < judge->of[BY_ISSUE].count; i++)
		judge_issued(judge, judge->of[BY_ISSUE].at[i]);
}
