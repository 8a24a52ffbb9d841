/* SPDX-License-Identifier: MIT */
/* sweep_refused.c - findings of what people were refused. Everybody is refused
 * something now and then; many in a short time, of many kinds, or a call that
 * is notable, are a finding with a time of its own. Whoever has such times
 * again and again has one finding for all. */
#include <assert.h>
#include <stdlib.h>

#include "sweep_judge.h"
#include "sweep_words.h"

#define KINDS 3  /* refused calls of so many kinds, or ... */
#define BURST 10 /* so many in ten minutes, are looking around */
#define QUIET 3  /* tenth minutes without any, that part two times */
#define BURSTS 3 /* told one by one */

/* ---- times ---- */

/* Where the time ends that begins with the `from`-th of a user's groups. */
static size_t time_end(const struct groups *calls, size_t from)
{
	size_t end = from + 1;

	while (end < calls->count &&
	       calls->at[end]->key[2] - calls->at[end - 1]->key[2] <= QUIET)
		end++;
	return end;
}

static int by_call(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->key[1] != y->key[1])
		return x->key[1] < y->key[1] ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

/* One group a call; owned array of its own. */
static struct group *merge_calls(struct groups calls, size_t *count)
{
	struct group *merged = xcalloc(calls.count, sizeof(*merged));

	for (size_t i = 0; i < calls.count; i++)
		merged[i] = *calls.at[i];
	qsort(merged, calls.count, sizeof(*merged), by_call);
	*count = 0;
	for (size_t i = 0; i < calls.count; i++) {
		struct group *last = &merged[*count ? *count - 1 : 0];

		if (!*count || last->key[1] != merged[i].key[1]) {
			merged[(*count)++] = merged[i];
			continue;
		}
		last->events += merged[i].events;
		if (last->on != merged[i].on)
			last->on = SYM_NONE;
		if (last->severity < merged[i].severity) {
			last->severity = merged[i].severity;
			last->tactic = merged[i].tactic;
		}
	}
	return merged;
}

/* True for a time that is worth a look. */
static bool stands_out(struct groups calls)
{
	struct group *merged;
	uint32_t events = 0;
	size_t kinds;

	for (size_t i = 0; i < calls.count; i++) {
		if (i && calls.at[i]->key[2] != calls.at[i - 1]->key[2])
			events = 0;
		events += calls.at[i]->events;
		if (events >= BURST || calls.at[i]->severity)
			return true;
	}
	merged = merge_calls(calls, &kinds);
	free(merged);
	return kinds >= KINDS;
}

/* ---- words ---- */

static void say_refused(const struct judge *judge,
			struct sweep_finding *finding,
			const struct groups *calls)
{
	sym_t on = calls->count == 1 ? calls->at[0]->on : SYM_NONE;
	struct buf words = { 0 };

	buf_add(&words, STR("was refused "));
	if (calls->count > 1) {
		calls_put_names(judge, *calls, NAMES_SAID, &words);
		buf_addf(&words, ", %u calls of %zu kinds",
			 (unsigned)finding->events, calls->count);
	} else {
		buf_add(&words, store_text(judge->store, calls->at[0]->key[1]));
		if (on != SYM_NONE) {
			buf_add(&words, STR(" on "));
			buf_add(&words,
				identity_label(store_text(judge->store, on)));
		}
		if (finding->events > 1)
			buf_addf(&words, ", %u times",
				 (unsigned)finding->events);
	}
	finding_say(finding, &words);
	for (size_t most = NAMES_SAID; most; most--) {
		buf_add(&words, STR("was refused "));
		calls_put_names(judge, *calls, most, &words);
		finding_say_brief(finding, &words);
	}
}

/* ---- findings ---- */

static void tell_refused(struct judge *judge, struct groups calls, bool bounded)
{
	size_t kinds;
	struct group *merged = merge_calls(calls, &kinds);
	struct groups sorted = { xcalloc(kinds, sizeof(*sorted.at)), kinds };
	struct sweep_finding *finding =
		finding_of(judge, FINDING_REFUSED, &calls);

	for (size_t i = 0; i < kinds; i++)
		sorted.at[i] = &merged[i];
	qsort(sorted.at, kinds, sizeof(*sorted.at), calls_by_weight);
	finding->bounded = bounded;
	finding->severity = SEVERITY_MEDIUM;
	finding->tactic = TACTIC_DISCOVERY;
	finding_worsen(finding, sorted.at[0]);
	finding_flag(finding, "denied", true);
	finding_flag(finding, "people", true);
	finding_equal(finding, "user", finding->user);
	say_refused(judge, finding, &sorted);
	free(sorted.at);
	free(merged);
}

/* What one user was refused. */
static void judge_user(struct judge *judge, struct groups calls)
{
	size_t times = 0, bursts = 0;

	assert(calls.count);
	for (size_t i = 0, end; i < calls.count; i = end) {
		end = time_end(&calls, i);
		times++;
		bursts += stands_out((struct groups){ calls.at + i, end - i });
	}
	/* Those of no time are last. */
	if (times == 1 || !bursts || bursts > BURSTS ||
	    !calls.at[calls.count - 1]->key[2]) {
		if (bursts || stands_out(calls))
			tell_refused(judge, calls, false);
		return;
	}
	for (size_t i = 0, end; i < calls.count; i = end) {
		struct groups some;

		end = time_end(&calls, i);
		some = (struct groups){ calls.at + i, end - i };
		if (stands_out(some))
			tell_refused(judge, some, true);
	}
}

void judge_refused(struct judge *judge)
{
	const struct groups *all = &judge->of[BY_REFUSED];

	for (size_t i = 0; i < all->count;) {
		struct groups calls =
			groups_of(judge, BY_REFUSED, all->at[i]->key[0]);

		judge_user(judge, calls);
		i += calls.count;
	}
}
