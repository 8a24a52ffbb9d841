/* SPDX-License-Identifier: MIT */
/* sweep_calls.c - findings of calls that tell by themselves: notable ones, and
 * keys made and used. */
#include <assert.h>
#include <stdlib.h>

#include "sweep_judge.h"
#include "sweep_words.h"

/* Calls on one thing within so many seconds are one story. */
#define TOGETHER 3600

/* ---- words ---- */

static struct str call_name(const struct judge *judge, const struct group *call)
{
	return store_text(judge->store, call->key[1]);
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
	struct sayings deeds = { .more = call->events > DEEDS_MOST };

	some = (struct groups){ xcalloc(all.count, sizeof(*some.at)), 0 };
	for (size_t i = 0; i < all.count; i++)
		if (all.at[i]->key[1] == call->key[1] &&
		    all.at[i]->key[3] == call->key[2])
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

/* How many words calls are told in. */
struct wording {
	size_t worded; /* calls whose deeds are told; others are named */
	size_t most;   /* names of one call */
	bool brief;
};

/* What the call did. */
static void put_call(const struct judge *judge, const struct group *call,
		     const struct sayings *deeds, struct wording how,
		     struct buf *out)
{
	deeds_put(deeds, how.most, how.brief, out);
	if (deeds->count == 1 && call->events > 1 && !deeds->more)
		buf_addf(out, ", %u times", (unsigned)call->events);
	if (!call->key[2])
		put_open(judge, call, out);
}

/* True for what an earlier call says as well, for which the name is enough. */
static bool is_echo(const struct sayings *deeds, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_starts(deeds[i].at[0], deeds[at].at[0]))
			return true;
	return false;
}

/* The deeds of the first calls, and the names of the others. */
static void put_calls(const struct judge *judge, const struct groups *calls,
		      const struct sayings *deeds, struct wording how,
		      struct buf *out)
{
	if (how.worded > calls->count)
		how.worded = calls->count;
	for (size_t i = 0; i < how.worded; i++) {
		if (is_echo(deeds, i)) {
			buf_add(out, STR(", "));
			buf_add(out, call_name(judge, calls->at[i]));
			continue;
		}
		buf_add(out, i ? STR("; ") : STR(""));
		put_call(judge, calls->at[i], &deeds[i], how, out);
	}
	if (how.worded < calls->count) {
		buf_add(out, STR(", "));
		calls_put_names(judge,
				(struct groups){ calls->at + how.worded,
						 calls->count - how.worded },
				how.most, out);
	}
	if (calls->at[0]->key[2])
		buf_add(out, STR(", without success"));
}

/* The first call of several; of the others no more than how many events are
 * theirs. */
static void say_first(const struct judge *judge, struct sweep_finding *finding,
		      const struct groups *calls, const struct sayings *deeds)
{
	static const char *const more[] = { ", %u more calls", ", %u more",
					    "" };
	const struct group *first = calls->at[0];
	uint32_t others = finding->events - first->events;
	struct buf words = { 0 };

	for (size_t i = others == 1; i < ARRAY_LEN(more); i++) {
		put_call(judge, first, deeds, (struct wording){ 1, 1, true },
			 &words);
		buf_addf(&words, more[i], (unsigned)others);
		if (first->key[2])
			buf_add(&words, STR(", without success"));
		finding_say_brief(finding, &words);
	}
}

/* The gravest call leads; they are told in fewer and fewer words. */
static void say_calls(const struct judge *judge, struct sweep_finding *finding,
		      const struct groups *calls)
{
	static const struct wording ways[] = { { 3, 3, true }, { 3, 2, true },
					       { 3, 1, true }, { 2, 1, true },
					       { 1, 3, true }, { 1, 2, true },
					       { 1, 1, true } };
	struct sayings *deeds = xcalloc(calls->count, sizeof(*deeds));
	struct buf words = { 0 };

	for (size_t i = 0; i < calls->count; i++)
		deeds[i] = deeds_of(judge, calls->at[i]);
	put_calls(judge, calls, deeds, (struct wording){ 3, NAMES_SAID, false },
		  &words);
	finding_say(finding, &words);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		put_calls(judge, calls, deeds, ways[i], &words);
		finding_say_brief(finding, &words);
	}
	if (calls->count > 1)
		say_first(judge, finding, calls, deeds);
	nouns_drop(finding_briefest(finding), &words);
	finding_say_brief(finding, &words);
	for (size_t i = 0; i < calls->count; i++)
		free(deeds[i].at);
	free(deeds);
}

/* True for calls of one user on one thing, one soon after the other. */
static bool one_story(const struct judge *judge, const struct group *a,
		      const struct group *b)
{
	const int64_t *time = store_time(judge->store);

	return a->key[0] == b->key[0] && a->on != SYM_NONE && a->on == b->on &&
	       time_apart(time[a->first], time[b->first]) <= TOGETHER;
}

/* A new finding of the notable calls of one user: counted, as bad as the worst
 * of them, and what keeps them. */
static struct sweep_finding *find_calls(struct judge *judge,
					enum finding_kind kind,
					const struct groups *calls)
{
	struct sweep_finding *finding = finding_of(judge, kind, calls);

	finding_equal(finding, "user", finding->user);
	for (size_t i = 0; i < calls->count; i++) {
		finding_worsen(finding, calls->at[i]);
		finding_equal(finding, "event", calls->at[i]->key[1]);
	}
	finding_flag(finding, "notable", true);
	return finding;
}

static void tell_calls(struct judge *judge, struct groups calls)
{
	struct sweep_finding *finding;
	bool failed = calls.at[0]->key[2];

	qsort(calls.at, calls.count, sizeof(*calls.at), calls_by_weight);
	finding = find_calls(judge, failed ? FINDING_TRIED : FINDING_CALLS,
			     &calls);
	finding_flag(finding, "failed", failed);
	if (failed)
		finding_flag(finding, "denied", false);
	/* What AWS did on somebody's behalf has its cause elsewhere. */
	else if (store_flags(judge->store)[finding->first] & FLAG_SERVICE)
		finding->severity = SEVERITY_LOW;
	say_calls(judge, finding, &calls);
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
		if (all->at[i]->key[2] == failed &&
		    !(failed && is_guessed(judge, all->at[i])))
			some.at[some.count++] = all->at[i];
	if (failed && some.count)
		tell_calls(judge, some);
	qsort_r(some.at, some.count, sizeof(*some.at), by_thing,
		(void *)judge->store);
	for (size_t i = 0, next; i < some.count && !failed; i = next) {
		for (next = i + 1; next < some.count; next++)
			if (!one_story(judge, some.at[next - 1], some.at[next]))
				break;
		tell_calls(judge, (struct groups){ some.at + i, next - i });
	}
	free(some.at);
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
	buf_addf(&words, "used new key %.*s", STR_ARG(text));
	finding_say_brief(finding, &words);
	buf_addf(&words, "new key %.*s", STR_ARG(text));
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
	for (size_t i = 0; i < judge->of[BY_ISSUE].count; i++)
		judge_issued(judge, judge->of[BY_ISSUE].at[i]);
}
