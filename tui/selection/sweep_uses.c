/* SPDX-License-Identifier: MIT */
/* sweep_uses.c - findings of who used which credential from where with what.
 *
 * People move and programs are many, so little is told: a machine's
 * credentials in a second place or by hand; a user or key with one home that
 * turns up elsewhere. Not told: the console's and AWS's own calls, addresses
 * that several users share, users of many networks. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sweep_judge.h"

#define SETTLED 20 /* events that make a place a home */
#define HOMES 2    /* networks; whoever has two more moves about */
#define SHARED 3   /* users that make an address one of an office */
#define HABIT 3    /* machines that do it: then it is what they do */
#define READERS 3  /* told of at most, where nothing else is */
#define READS 20   /* so many objects at least */

/* ---- addresses ---- */

static struct str address_of(const struct judge *judge, const struct group *use)
{
	return store_text(judge->store, use->key[2]);
}

/* What of an address stays the same where one is not far: two numbers of an
 * IPv4 address, four groups of an IPv6 one. STR_NONE for what is none. */
static struct str network_of(struct str address)
{
	char mark = str_find(address, ':') >= 0 ? ':' : '.';
	int parts = mark == ':' ? 3 : 2;
	size_t end = 0;

	if (cidr_holds(address, address) != 1)
		return STR_NONE;
	while (end < address.len && (address.at[end] != mark || --parts))
		end++;
	return str_slice(address, 0, end);
}

static bool is_inside(struct str address)
{
	static const struct str networks[] = { STR("10.0.0.0/8"),
					       STR("172.16.0.0/12"),
					       STR("192.168.0.0/16"),
					       STR("169.254.0.0/16") };

	for (size_t i = 0; i < ARRAY_LEN(networks); i++)
		if (cidr_holds(networks[i], address) == 1)
			return true;
	return false;
}

static unsigned tool_of(const struct judge *judge, const struct group *use)
{
	return tool_is(store_text(judge->store, use->key[3]));
}

/* Made by the user's own hand or program, from somewhere. */
static bool is_direct(const struct judge *judge, const struct group *use)
{
	return tool_of(judge, use) & (IS_CLI | IS_SDK) &&
	       network_of(address_of(judge, use)).at;
}

static bool same_network(const struct judge *judge, const struct group *a,
			 const struct group *b)
{
	return str_eq(network_of(address_of(judge, a)),
		      network_of(address_of(judge, b)));
}

/* Three users behind one address are an office, or a proxy. */
static bool is_shared(const struct judge *judge, sym_t address)
{
	const struct groups *all = &judge->of[BY_USE];
	sym_t user[SHARED];
	size_t users = 0;

	for (size_t i = 0; i < all->count; i++) {
		size_t k = 0;

		if (all->at[i]->key[2] != address)
			continue;
		while (k < users && user[k] != all->at[i]->key[0])
			k++;
		if (k == users)
			user[users++] = all->at[i]->key[0];
		if (users == SHARED)
			return true;
	}
	return false;
}

/* ---- findings of uses: all of the user from these addresses ---- */

/* "aws-cli" of "aws-cli/2.1". */
static struct str product_of(struct str tool)
{
	ptrdiff_t slash = str_find(tool, '/');

	return slash > 0 ? str_slice(tool, 0, (size_t)slash) : tool;
}

static void put_use(const struct judge *judge, const struct group *use,
		    struct buf *out)
{
	buf_add(out, address_of(judge, use));
	buf_add(out, STR(" with "));
	buf_add(out, product_of(store_text(judge->store, use->key[3])));
}

/* Everything the user did from the network of `there`. */
static struct sweep_finding *tell_place(struct judge *judge,
					enum finding_kind kind,
					const struct groups *uses,
					const struct group *there)
{
	sym_t user = there->key[0];
	struct sweep_finding *finding = NULL;

	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];

		if (!network_of(address_of(judge, use)).at ||
		    !same_network(judge, use, there))
			continue;
		if (finding)
			finding_count(judge, finding, use);
		else
			finding = finding_new(judge, kind, user, use);
		finding_equal(finding, "user", user);
		finding_equal(finding, "ip", use->key[2]);
	}
	assert(finding); /* `there` is one of them */
	finding->tactic = TACTIC_CREDENTIAL_ACCESS;
	return finding;
}

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

/* What the key was handed out to, where that is a service that runs other
 * people's programs: "lambda". */
static struct str runner_of(const struct judge *judge, const struct group *use)
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

/* The instance, else the key of another machine; SYM_NONE: it is none. */
static sym_t machine_of(const struct judge *judge, const struct group *use)
{
	if (instance_of(judge, use).at)
		return store_column(judge->store, COL_SESSION)[use->since];
	return runner_of(judge, use).at ? use->key[1] : SYM_NONE;
}

/* Far from home: another network and another product; the same key in two
 * networks that are not private (a VPC endpoint sees these) is enough. */
static bool is_away(const struct judge *judge, const struct group *use,
		    const struct group *home)
{
	const struct store *store = judge->store;

	if (same_network(judge, use, home))
		return false;
	if (use->key[1] == home->key[1] && !is_inside(address_of(judge, use)) &&
	    !is_inside(address_of(judge, home)))
		return true;
	return !str_eq(product_of(store_text(store, use->key[3])),
		       product_of(store_text(store, home->key[3])));
}

static void say_machine(struct judge *judge, struct sweep_finding *finding,
			const struct group *use, const struct group *home)
{
	struct str instance = instance_of(judge, use);
	struct buf words = { 0 };

	if (instance.at)
		buf_addf(&words, "credentials of instance %.*s used from ",
			 STR_ARG(instance));
	else
		buf_addf(&words, "credentials handed out by %.*s used from ",
			 STR_ARG(runner_of(judge, use)));
	put_use(judge, use, &words);
	if (home) {
		buf_add(&words, STR(", else from "));
		put_use(judge, home, &words);
	}
	finding_say(finding, &words);
}

/* True when some finding tells of the user from that address already. */
static bool is_told(const struct judge *judge, const struct group *use)
{
	for (size_t i = 0; i < judge->sweep->count; i++) {
		const struct sweep_finding *finding = &judge->sweep->at[i];
		const struct finding_term *ip = &finding->term[1];

		if ((finding->kind != FINDING_WORKLOAD &&
		     finding->kind != FINDING_ELSEWHERE) ||
		    finding->user != use->key[0])
			continue;
		for (size_t k = 0; k < ip->values; k++)
			if (ip->value[k] == use->key[2])
				return true;
	}
	return false;
}

/* One machine's uses: where most of its calls come from is its home. */
static void judge_machine(struct judge *judge, const struct groups *uses,
			  const struct groups *machine, bool habit)
{
	const struct group *home = machine->at[0];

	for (size_t i = 1; i < machine->count; i++)
		if (machine->at[i]->all > home->all)
			home = machine->at[i];
	for (size_t i = 0; i < machine->count; i++) {
		const struct group *use = machine->at[i];
		bool away = is_away(judge, use, home);
		struct sweep_finding *finding;

		if ((!away && !(tool_of(judge, use) & IS_CLI && !habit)) ||
		    is_told(judge, use))
			continue;
		finding = tell_place(judge, FINDING_WORKLOAD, uses, use);
		finding->severity = away ? SEVERITY_CRITICAL : SEVERITY_MEDIUM;
		say_machine(judge, finding, use, away ? home : NULL);
	}
}

static int by_machine(const void *a, const void *b, void *of)
{
	const struct judge *judge = of;
	const struct group *const *x = a, *const *y = b;
	sym_t at = machine_of(judge, *x), bt = machine_of(judge, *y);

	if (at != bt)
		return at < bt ? -1 : 1;
	if ((*x)->since != (*y)->since)
		return row_before(judge->store, (*x)->since, (*y)->since) ? -1
									  : 1;
	return memcmp((*x)->key, (*y)->key, sizeof((*x)->key));
}

/* Where some of the user's machines are worked by hand that is a finding;
 * where many are, it is what they do. */
static void judge_machines(struct judge *judge, const struct groups *uses)
{
	struct groups some = { 0 };
	size_t hands = 0;

	some.at = xcalloc(uses->count + 1, sizeof(*some.at));
	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];

		if (!is_direct(judge, use) || !machine_of(judge, use))
			continue;
		some.at[some.count++] = use;
		hands += (tool_of(judge, use) & IS_CLI) != 0;
	}
	qsort_r(some.at, some.count, sizeof(*some.at), by_machine, judge);
	for (size_t i = 0, next; i < some.count; i = next) {
		sym_t machine = machine_of(judge, some.at[i]);

		for (next = i + 1; next < some.count; next++)
			if (machine_of(judge, some.at[next]) != machine)
				break;
		judge_machine(judge, uses,
			      &(struct groups){ some.at + i, next - i },
			      hands > HABIT);
	}
	free(some.at);
}

/* ---- users and keys with one home ---- */

/* What came before the use, of the same user. */
struct past {
	const struct group *home; /* NULL: nothing elsewhere */
	unsigned tools;           /* enum symbol_is */
	uint32_t events;
	bool same_key; /* the key was used elsewhere */
};

static void look_back(const struct judge *judge, const struct groups *uses,
		      const struct group *use, struct past *past)
{
	for (size_t i = 0; i < uses->count; i++) {
		const struct group *other = uses->at[i];

		if (!is_direct(judge, other) ||
		    !row_before(judge->store, other->since, use->since))
			continue;
		past->tools |= tool_of(judge, other);
		past->events += other->all;
		past->same_key |=
			use->key[1] != SYM_NONE && other->key[1] == use->key[1];
		if (!past->home || other->all > past->home->all)
			past->home = other;
	}
}

/* A key that is in two hands; a user with a home, seen elsewhere with a
 * command line that was never used at home. */
static bool stands_out(const struct judge *judge, const struct group *use,
		       const struct past *past, size_t networks)
{
	bool typed = tool_of(judge, use) & IS_CLI && !(past->tools & IS_CLI);
	bool iam = user_kind(store_text(judge->store, use->key[0])) == USER_IAM;

	if (!past->home || past->events < SETTLED)
		return false;
	if (is_inside(address_of(judge, use)) && !typed)
		return false;
	return (typed || (past->same_key && networks == 1 && iam)) &&
	       !is_shared(judge, use->key[2]);
}

static void judge_place(struct judge *judge, const struct groups *uses,
			const struct group *use, size_t networks)
{
	struct past past = { 0 };
	struct sweep_finding *finding;
	struct buf words = { 0 };

	look_back(judge, uses, use, &past);
	if (!stands_out(judge, use, &past, networks))
		return;
	finding = tell_place(judge, FINDING_ELSEWHERE, uses, use);
	finding->severity = past.same_key && !(past.tools & IS_CLI)
				    ? SEVERITY_HIGH
				    : SEVERITY_MEDIUM;
	buf_add(&words, past.same_key ? STR("key in a second place: ")
				      : STR("first seen from "));
	put_use(judge, use, &words);
	buf_add(&words, STR(", before from "));
	put_use(judge, past.home, &words);
	finding_say(finding, &words);
}

/* The first use in each network but the first; of a user with more than a
 * few none. */
static void judge_places(struct judge *judge, const struct groups *uses)
{
	const struct group *first[HOMES + 2];
	size_t networks = 0;

	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];
		size_t k = 0;

		if (!is_direct(judge, use) || machine_of(judge, use))
			continue;
		while (k < networks && !same_network(judge, use, first[k]))
			k++;
		if (k == ARRAY_LEN(first))
			return;
		if (k == networks)
			first[networks++] = use;
	}
	for (size_t k = 1; k < networks && networks < ARRAY_LEN(first); k++)
		judge_place(judge, uses, first[k], k);
}

/* ---- root ---- */

static void judge_root(struct judge *judge, const struct groups *uses)
{
	struct sweep_finding *finding;
	uint32_t events = 0, failed = 0;
	struct buf words = { 0 };

	for (size_t i = 0; i < uses->count; i++) {
		events += uses->at[i]->events;
		failed += uses->at[i]->failed;
	}
	if (events == failed)
		return; /* somebody tried */
	finding = finding_new(judge, FINDING_ROOT, uses->at[0]->key[0],
			      uses->at[0]);
	for (size_t i = 1; i < uses->count; i++)
		finding_count(judge, finding, uses->at[i]);
	finding_equal(finding, "user", finding->user);
	finding_flag(finding, "people", true);
	finding->severity = SEVERITY_LOW;
	finding->tactic = TACTIC_PRIVILEGE_ESCALATION;
	buf_add(&words, STR("root at work"));
	if (failed)
		buf_addf(&words, ", %u of its calls failed", (unsigned)failed);
	finding_say(finding, &words);
}

/* ---- objects read ---- */

static int by_events(const void *a, const void *b)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->events != (*y)->events)
		return (*x)->events > (*y)->events ? -1 : 1;
	return (*x)->first < (*y)->first ? -1 : (*x)->first > (*y)->first;
}

static bool reads_at_home(const struct judge *judge, const struct group *read)
{
	struct groups uses = groups_of(judge, BY_USE, read->key[0]);

	for (size_t i = 0; i < uses.count; i++)
		if (uses.at[i]->key[2] == read->key[2] &&
		    machine_of(judge, uses.at[i]))
			return true;
	return false;
}

static void tell_read(struct judge *judge, const struct group *read)
{
	struct sweep_finding *finding =
		finding_new(judge, FINDING_READ, read->key[0], read);
	struct buf words = { 0 };

	finding->severity = SEVERITY_LOW;
	finding->tactic = TACTIC_EXFILTRATION;
	finding_equal(finding, "user", read->key[0]);
	finding_equal(finding, "event",
		      store_column(judge->store, COL_NAME)[read->first]);
	finding_equal(finding, "resource", read->key[1]);
	finding_equal(finding, "ip", read->key[2]);
	finding_equal(finding, "tool", read->key[3]);
	buf_add(&words, STR("read objects of "));
	buf_add(&words, identity_label(store_text(judge->store, read->key[1])));
	buf_add(&words, STR(" from "));
	put_use(judge, read, &words);
	finding_say(finding, &words);
}

/* Where nothing else is found, who read most is where one begins. */
static void judge_reads(struct judge *judge)
{
	struct groups *reads = &judge->of[BY_READ];
	size_t told = 0;

	qsort(reads->at, reads->count, sizeof(*reads->at), by_events);
	for (size_t i = 0; i < reads->count && told < READERS; i++) {
		const struct group *read = reads->at[i];

		if (read->events < READS || read->key[1] == SYM_NONE ||
		    reads_at_home(judge, read))
			continue;
		tell_read(judge, read);
		told++;
	}
}

/* True where something is found that is worth more than its being there. */
static bool is_quiet(const struct judge *judge)
{
	for (size_t i = 0; i < judge->sweep->count; i++)
		if (judge->sweep->at[i].severity >= SEVERITY_MEDIUM &&
		    judge->sweep->at[i].events)
			return false;
	return true;
}

void judge_uses(struct judge *judge)
{
	const struct groups *all = &judge->of[BY_USE];

	for (size_t i = 0; i < all->count;) {
		sym_t user = all->at[i]->key[0];
		struct groups uses = groups_of(judge, BY_USE, user);

		i += uses.count;
		if (user == SYM_NONE)
			continue;
		if (user_kind(store_text(judge->store, user)) == USER_ROOT)
			judge_root(judge, &uses);
		judge_machines(judge, &uses);
		judge_places(judge, &uses);
	}
	if (is_quiet(judge))
		judge_reads(judge);
}
