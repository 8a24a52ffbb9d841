/* SPDX-License-Identifier: MIT */
/* sweep_guessed.c - findings of passwords that were tried until one was right:
 * sign-ins of one user from one address. */
#include "sweep_judge.h"

/* So many an hour are no slip of the fingers. */
#define TRIES 5
#define HOUR 3600

/* The sign-in that followed; NULL: there is none, or nobody was guessing. */
static const struct group *success_of(const struct judge *judge,
				      const struct group *tried)
{
	const int64_t *time = store_time(judge->store);
	const sym_t key[GROUP_KEYS] = { tried->key[0], tried->key[1], 0 };
	const struct group *in;
	uint64_t hours;
	row_t when;

	if (!tried->key[2] || tried->events < TRIES)
		return NULL;
	hours = (uint64_t)time_apart(time[tried->first], time[tried->last]) /
		HOUR;
	if (tried->events < TRIES * (1 + hours))
		return NULL;
	in = group_find(judge->sweeping, BY_SIGN_IN, key);
	if (!in || !in->events ||
	    !row_before(judge->store, tried->last, in->last))
		return NULL;
	when = row_before(judge->store, tried->last, in->first) ? in->first
								: in->last;
	return time_apart(time[tried->last], time[when]) <= HOUR ? in : NULL;
}

bool is_guessed(const struct judge *judge, const struct group *call)
{
	struct groups signs;

	if (!str_eq(store_text(judge->store, call->key[1]),
		    STR("ConsoleLogin")))
		return false;
	signs = groups_of(judge, BY_SIGN_IN, call->key[0]);
	for (size_t i = 0; i < signs.count; i++)
		if (signs.at[i]->events == call->events &&
		    success_of(judge, signs.at[i]))
			return true;
	return false;
}

static void tell(struct judge *judge, const struct group *tried,
		 const struct group *in)
{
	const struct store *store = judge->store;
	struct sweep_finding *finding =
		finding_new(judge, FINDING_GUESSED, tried->key[0], tried);
	struct buf words = { 0 };

	finding_count(judge, finding, in);
	finding->severity = SEVERITY_HIGH;
	finding->tactic = TACTIC_CREDENTIAL_ACCESS;
	finding_equal(finding, "user", finding->user);
	finding_equal(finding, "event", store_find(store, STR("ConsoleLogin")));
	finding_equal(finding, "ip", tried->key[1]);
	finding_flag(finding, "people", true);
	buf_addf(&words, "tried ConsoleLogin %u times, then signed in",
		 (unsigned)tried->events);
	finding_say(finding, &words);
	buf_addf(&words, "%u tries, then signed in", (unsigned)tried->events);
	finding_say_brief(finding, &words);
}

void judge_guessed(struct judge *judge)
{
	const struct groups *signs = &judge->of[BY_SIGN_IN];

	for (size_t i = 0; i < signs->count; i++) {
		const struct group *in = success_of(judge, signs->at[i]);

		if (in)
			tell(judge, signs->at[i], in);
	}
}
