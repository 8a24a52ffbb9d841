/* SPDX-License-Identifier: MIT */
/* sweep_machines.c - findings of credentials that AWS hands out to instances,
 * functions and tasks: in a second place, or worked by hand. */
#include <stdlib.h>
#include <string.h>

#include "sweep_places.h"

#define HABIT 3 /* machines worked by hand: then it is what they do */

/* ---- machines ---- */

/* The session's own part where it is an instance's. */
static struct str instance_of(const struct judge *judge,
			      const struct group *use)
{
	sym_t session = store_column(judge->store, COL_SESSION)[use->since];
	struct str label, name;

	if (session == SYM_NONE)
		return STR_NONE;
	label = identity_label(store_text(judge->store, session));
	name = str_slice(label, (size_t)(str_find_last(label, '/') + 1),
			 label.len);
	return str_starts(name, STR("i-")) ? name : STR_NONE;
}

/* Where programs with the key say that they run: "lambda". */
static struct str runner_said(const struct judge *judge,
			      const struct group *use)
{
	static const struct str runners[RUNNERS] = {
		[RUNNER_LAMBDA] = STR("lambda"), [RUNNER_ECS] = STR("ecs-tasks")
	};

	for (sym_t i = 0; i < RUNNERS && use->key[1] != SYM_NONE; i++)
		if (runners[i].at &&
		    group_find(judge->sweeping, BY_RUNNER,
			       (sym_t[GROUP_KEYS]){ use->key[1], i }))
			return runners[i];
	return STR_NONE;
}

/* What the key was handed out to, where that is a service that runs other
 * people's programs: "lambda". */
static struct str runner_known(const struct judge *judge,
			       const struct group *use)
{
	static const struct str runners[] = { STR("lambda"), STR("ecs-tasks"),
					      STR("ec2"), STR("sagemaker"),
					      STR("pods.eks") };
	const sym_t key[GROUP_KEYS] = { use->key[1] };
	const struct group *issue =
		use->key[1] == SYM_NONE
			? NULL
			: group_find(judge->sweeping, BY_ISSUE, key);
	struct str maker;

	if (!issue)
		return STR_NONE;
	maker = store_text(judge->store,
			   store_column(judge->store, COL_USER)[issue->since]);
	maker = identity_label(maker);
	for (size_t i = 0; i < ARRAY_LEN(runners); i++)
		if (str_starts(maker, runners[i]) &&
		    str_ends(maker, STR(".amazonaws.com")))
			return runners[i];
	return STR_NONE;
}

/* A script in a task or function may well use a command line. */
static bool is_known_by_agent(const struct judge *judge,
			      const struct group *use)
{
	return !instance_of(judge, use).at && !runner_known(judge, use).at;
}

/* A task on an instance has the instance's keys: that says more. */
static bool says_runner(const struct judge *judge, const struct group *use)
{
	return use->runner != RUNNER_NONE && !instance_of(judge, use).at;
}

static struct str runner_of(const struct judge *judge, const struct group *use)
{
	struct str runner = runner_known(judge, use);

	return runner.at ? runner : runner_said(judge, use);
}

/* The instance, else the key of another machine; SYM_NONE: it is none. */
sym_t use_machine(const struct judge *judge, const struct group *use)
{
	if (instance_of(judge, use).at)
		return store_column(judge->store, COL_SESSION)[use->since];
	return runner_of(judge, use).at ? use->key[1] : SYM_NONE;
}

/* How many keys of the machine were used in that network, where these come
 * one after the other. */
static size_t keys_there(const struct judge *judge,
			 const struct groups *machine,
			 const struct group *there)
{
	const struct group *last = NULL;
	size_t keys = 0;

	for (size_t i = 0; i < machine->count; i++) {
		const struct group *use = machine->at[i];

		if (!uses_are_near(judge, use, there))
			continue;
		keys += !last || use->key[1] != last->key[1];
		last = use;
	}
	return keys;
}

/* Where its programs say that they run in it. Else a machine gets a new key
 * every few hours where it runs, and whoever took one has that one, however
 * much is done with it. Else it is where the machine was first. */
static const struct group *home_of(const struct judge *judge,
				   const struct groups *machine)
{
	const struct group *home = machine->at[0];
	size_t most = keys_there(judge, machine, home);

	for (size_t i = 0; i < machine->count; i++)
		if (says_runner(judge, machine->at[i]))
			return machine->at[i];
	for (size_t i = 1; i < machine->count; i++) {
		const struct group *use = machine->at[i];
		size_t keys;

		if (uses_are_near(judge, use, machine->at[i - 1]))
			continue;
		keys = keys_there(judge, machine, use);
		if (keys > most) {
			most = keys;
			home = use;
		}
	}
	return home;
}

/* A function or task goes out by many addresses of AWS, by its own network's
 * and by endpoints. What says that it runs there does, and so may what does
 * not say it: an agent beside the program, a user agent of one's own. */
static bool may_be_inside(const struct judge *judge,
			  const struct groups *machine, const struct group *use)
{
	struct str address = use_address(judge, use);

	if (says_runner(judge, use) ||
	    str_starts(store_text(judge->store, use->key[3]),
		       STR("awslambda-worker/")))
		return true;
	for (size_t i = 0; i < machine->count; i++)
		if (says_runner(judge, machine->at[i]) &&
		    uses_are_near(judge, machine->at[i], use))
			return true;
	return address_is_inside(address) ||
	       (address_is_aws(address) && !(use_tool(judge, use) & IS_CLI));
}

/* Far from home: another network and another product; a key of home in two
 * networks that are not private (a VPC endpoint sees these) is enough. */
static bool is_away(const struct judge *judge, const struct groups *machine,
		    const struct group *use, const struct group *home)
{
	const struct store *store = judge->store;

	if (uses_are_near(judge, use, home) ||
	    (says_runner(judge, home) && may_be_inside(judge, machine, use)))
		return false;
	for (size_t i = 0; i < machine->count; i++)
		if (machine->at[i]->key[1] == use->key[1] &&
		    uses_are_near(judge, machine->at[i], home) &&
		    !address_is_inside(use_address(judge, use)) &&
		    !address_is_inside(use_address(judge, home)))
			return true;
	return !str_eq(tool_product(store_text(store, use->key[3])),
		       tool_product(store_text(store, home->key[3])));
}

/* Where brief, from where alone. */
static void put_machine(const struct judge *judge, const struct group *use,
			const struct group *home, bool brief, struct buf *out)
{
	struct str instance = instance_of(judge, use);

	if (instance.at)
		buf_addf(out, "credentials of instance %.*s used from ",
			 STR_ARG(instance));
	else
		buf_addf(out, "credentials handed out by %.*s used from ",
			 STR_ARG(runner_of(judge, use)));
	use_put(judge, use, brief, out);
	if (!home)
		return;
	buf_add(out, STR(", else from "));
	use_put(judge, home, brief, out);
}

static void say_machine(struct judge *judge, struct sweep_finding *finding,
			const struct group *use, const struct group *home)
{
	struct str instance = instance_of(judge, use);
	struct str from = use_address(judge, use);
	struct buf words = { 0 };

	put_machine(judge, use, home, false, &words);
	finding_say(finding, &words);
	put_machine(judge, use, home, true, &words);
	finding_say_brief(finding, &words);
	put_machine(judge, use, NULL, true, &words);
	finding_say_brief(finding, &words);
	if (instance.at)
		buf_addf(&words, "%.*s used from %.*s", STR_ARG(instance),
			 STR_ARG(from));
	finding_say_brief(finding, &words);
	buf_addf(&words, "credentials used from %.*s", STR_ARG(from));
	finding_say_brief(finding, &words);
	buf_addf(&words, "%s key from %.*s",
		 instance.at ? "instance" : "machine", STR_ARG(from));
	finding_say_brief(finding, &words);
}

static void judge_machine(struct judge *judge, const struct groups *uses,
			  const struct groups *machine, bool habit)
{
	const struct group *home = home_of(judge, machine);

	for (size_t i = 0; i < machine->count; i++) {
		const struct group *use = machine->at[i];
		bool away = is_away(judge, machine, use, home);
		bool typed = use_tool(judge, use) & IS_CLI && !habit &&
			     !is_known_by_agent(judge, use);
		struct sweep_finding *finding;

		if ((!away && !typed) || place_is_told(judge, use))
			continue;
		finding = tell_place(judge, FINDING_WORKLOAD, uses, use);
		finding->severity = away ? SEVERITY_CRITICAL : SEVERITY_MEDIUM;
		if (away && says_runner(judge, home) &&
		    address_is_aws(use_address(judge, use)))
			finding->severity = SEVERITY_MEDIUM;
		say_machine(judge, finding, use, away ? home : NULL);
	}
}

static int by_machine(const void *a, const void *b, void *of)
{
	const struct judge *judge = of;
	const struct group *const *x = a, *const *y = b;
	sym_t at = use_machine(judge, *x), bt = use_machine(judge, *y);

	if (at != bt)
		return at < bt ? -1 : 1;
	if ((*x)->since != (*y)->since)
		return row_before(judge->store, (*x)->since, (*y)->since) ? -1
									  : 1;
	return memcmp((*x)->key, (*y)->key, sizeof((*x)->key));
}

/* Where some of the user's machines are worked by hand that is a finding;
 * where many are, it is what they do. */
void judge_machines(struct judge *judge, const struct groups *uses)
{
	struct groups some = { 0 };
	size_t hands = 0;

	some.at = xcalloc(uses->count + 1, sizeof(*some.at));
	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];

		if (!use_is_direct(judge, use) || !use_machine(judge, use))
			continue;
		some.at[some.count++] = use;
		hands += (use_tool(judge, use) & IS_CLI) != 0;
	}
	qsort_r(some.at, some.count, sizeof(*some.at), by_machine, judge);
	for (size_t i = 0, next; i < some.count; i = next) {
		sym_t machine = use_machine(judge, some.at[i]);

		for (next = i + 1; next < some.count; next++)
			if (use_machine(judge, some.at[next]) != machine)
				break;
		judge_machine(judge, uses,
			      &(struct groups){ some.at + i, next - i },
			      hands > HABIT);
	}
	free(some.at);
}
