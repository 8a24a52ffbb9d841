/* SPDX-License-Identifier: MIT */
/* sweep_uses.c - findings of who used which credential from where with what.
 *
 * People move and programs are many, so little is told: a machine's
 * credentials in a second place or by hand; a user or key with one home that
 * turns up elsewhere; a temporary key, which one program has, in a second
 * place; of a user in many networks the key that moved where its others stay
 * where they were made, as those of build servers do. Where little is known
 * of the home it is told as less grave, with that number. Not told:
 * the console's and AWS's own calls, addresses where several users were at
 * home before. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sweep_places.h"

#define SETTLED 20   /* events that make a place a home */
#define KNOWN 3      /* ... of a key: something is known of it */
#define POOL 2       /* addresses of a home; where it has more and ... */
#define POOL_MOST 64 /* where it has so many it does */
#define POOLED 10    /* ... fewer events an address, it changes them */
#define HOMES 2      /* networks; whoever has two more moves about */
#define OFFICE 2     /* others at home at an address before: an office */
#define ROAMING 20   /* where every so manieth key moves, that is a habit */
#define READERS 3    /* told of at most, where nothing else is */
#define READS 20     /* so many objects at least */

/* ---- users and keys with one home ---- */

/* Whether the user of the first of `uses` had settled at the address of `use`
 * before it. */
static bool had_settled(const struct judge *judge, const struct groups *uses,
			const struct group *use)
{
	uint32_t events = 0;

	for (size_t i = 0; i < uses->count; i++)
		if (uses->at[i]->key[2] == use->key[2] &&
		    row_before(judge->store, uses->at[i]->since, use->since))
			events += uses->at[i]->all;
	return events >= SETTLED;
}

/* Where others had settled before it is an office, or a proxy. Whoever takes
 * role after role from one place had not settled there before the first. */
static bool is_shared(const struct judge *judge, const struct group *use)
{
	const struct groups *all = &judge->of[BY_USE];
	size_t users = 0;

	for (size_t i = 0; i < all->count && users < OFFICE;) {
		struct groups uses =
			groups_of(judge, BY_USE, all->at[i]->key[0]);

		i += uses.count;
		users += uses.at[0]->key[0] != use->key[0] &&
			 had_settled(judge, &uses, use);
	}
	return users == OFFICE;
}

/* What came before the use, of the same user. */
struct past {
	const struct group *home; /* of the key where it can be; NULL: none */
	unsigned tools;           /* enum symbol_is */
	uint32_t events;
	uint32_t of_key; /* of these; 0: the key was not used elsewhere */
};

static bool is_same_key(const struct group *a, const struct group *b)
{
	return a->key[1] != SYM_NONE && a->key[1] == b->key[1];
}

static bool is_more_at_home(const struct group *use, const struct group *other,
			    const struct group *home)
{
	if (is_same_key(use, other) != is_same_key(use, home))
		return is_same_key(use, other);
	return other->all > home->all;
}

static void look_back(const struct judge *judge, const struct groups *uses,
		      const struct group *use, struct past *past)
{
	for (size_t i = 0; i < uses->count; i++) {
		const struct group *other = uses->at[i];

		if (!use_has_place(judge, other) ||
		    uses_are_near(judge, other, use) ||
		    !row_before(judge->store, other->since, use->since))
			continue;
		past->tools |= use_tool(judge, other);
		past->events += other->all;
		if (is_same_key(use, other))
			past->of_key += other->all;
		if (!past->home || is_more_at_home(use, other, past->home))
			past->home = other;
	}
}

/* Enough to tell of the key, and not to be sure. */
static bool is_little_known(const struct past *past)
{
	return past->events < SETTLED;
}

/* A key that is in two hands; a user with a home, seen elsewhere with a
 * command line that was never used at home. */
static bool stands_out(const struct judge *judge, const struct group *use,
		       const struct past *past, size_t networks)
{
	bool typed = use_tool(judge, use) & IS_CLI && !(past->tools & IS_CLI);
	bool iam = user_kind(store_text(judge->store, use->key[0])) == USER_IAM;

	if (!past->home || (is_little_known(past) && past->of_key < KNOWN))
		return false;
	if (address_is_inside(use_address(judge, use)) && !typed)
		return false;
	return (typed || (past->of_key && networks == 1 && iam)) &&
	       !is_shared(judge, use);
}

/* Each way says that the place is another one, and of what. */
static void say_elsewhere(const struct judge *judge,
			  struct sweep_finding *finding,
			  const struct group *use, const struct past *past)
{
	struct str tool = tool_product(store_text(judge->store, use->key[3]));
	struct str from = use_address(judge, use);
	struct buf words = { 0 };

	for (int brief = 0; brief < 3; brief++) {
		buf_add(&words, past->of_key ? STR("key in a second place: ")
					     : STR("first seen from "));
		use_put(judge, use, brief, &words);
		if (brief < 2) {
			buf_add(&words, STR(", before from "));
			use_put(judge, past->home, brief, &words);
		}
		if (!brief && is_little_known(past))
			buf_addf(&words, ", %u event%s elsewhere",
				 (unsigned)past->events,
				 past->events == 1 ? "" : "s");
		if (brief)
			finding_say_brief(finding, &words);
		else
			finding_say(finding, &words);
	}
	for (int brief = 0; brief < 2; brief++) {
		buf_addf(&words, "%s %.*s",
			 past->of_key ? "key also from" : "new: from",
			 STR_ARG(from));
		if (!brief)
			buf_addf(&words, ", %.*s", STR_ARG(tool));
		finding_say_brief(finding, &words);
	}
}

/* Whether anything notable was done, or tried in vain, from that network. */
static bool did_harm(const struct judge *judge, const struct groups *uses,
		     const struct group *there)
{
	for (size_t i = 0; i < uses->count; i++)
		if (uses->at[i]->severity &&
		    uses_are_near(judge, uses->at[i], there))
			return true;
	return false;
}

/* The key of programs, typed with in a place that is new. */
static enum severity severity_there(const struct judge *judge,
				    const struct groups *uses,
				    const struct group *use,
				    const struct past *past)
{
	if (!past->of_key || past->tools & IS_CLI)
		return SEVERITY_MEDIUM;
	if (past->tools & IS_CONSOLE || !(use_tool(judge, use) & IS_CLI))
		return SEVERITY_HIGH;
	return did_harm(judge, uses, use) ? SEVERITY_CRITICAL : SEVERITY_HIGH;
}

/* Borrowed, as of tell_place. */
static struct sweep_finding *tell_elsewhere(struct judge *judge,
					    const struct groups *uses,
					    const struct group *use,
					    const struct past *past)
{
	struct sweep_finding *finding =
		tell_place(judge, FINDING_ELSEWHERE, uses, use);

	finding->severity = severity_there(judge, uses, use, past);
	if (is_little_known(past))
		finding->severity--;
	say_elsewhere(judge, finding, use, past);
	return finding;
}

static void judge_place(struct judge *judge, const struct groups *uses,
			const struct group *use, size_t networks)
{
	struct past past = { 0 };

	look_back(judge, uses, use, &past);
	if (stands_out(judge, use, &past, networks))
		tell_elsewhere(judge, uses, use, &past);
}

/* ---- users in many networks ---- */

static int by_key(const void *a, const void *b, void *of)
{
	const struct judge *judge = of;
	const struct group *const *x = a, *const *y = b;

	if ((*x)->key[1] != (*y)->key[1])
		return (*x)->key[1] < (*y)->key[1] ? -1 : 1;
	if ((*x)->since != (*y)->since)
		return row_before(judge->store, (*x)->since, (*y)->since) ? -1
									  : 1;
	return memcmp((*x)->key, (*y)->key, sizeof((*x)->key));
}

/* Of one key's uses, by time, the first outside the network where it began;
 * NULL: it stayed there, or moved within the house. */
static const struct group *use_moved(const struct judge *judge,
				     const struct groups *key)
{
	for (size_t i = 1; i < key->count; i++)
		if (!uses_are_near(judge, key->at[i], key->at[0]))
			return address_is_inside(
				       use_address(judge, key->at[i])) ||
					       address_is_inside(use_address(
						       judge, key->at[0]))
				       ? NULL
				       : key->at[i];
	return NULL;
}

/* Keys that moved, of `of`, which are sorted by key. How many keys there are is
 * returned; `moved` has each that moved: where it began and where it came. */
static size_t keys_moved(const struct judge *judge, const struct groups *of,
			 const struct group *(*moved)[2], size_t *count)
{
	size_t keys = 0;

	for (size_t i = 0, next; i < of->count; i = next) {
		const struct group *there;

		for (next = i + 1; next < of->count; next++)
			if (of->at[next]->key[1] != of->at[i]->key[1])
				break;
		there = use_moved(judge,
				  &(struct groups){ of->at + i, next - i });
		if (there) {
			moved[*count][0] = of->at[i];
			moved[(*count)++][1] = there;
		}
		keys++;
	}
	return keys;
}

static bool same_product(const struct judge *judge, const struct group *a,
			 const struct group *b)
{
	return str_eq(tool_product(store_text(judge->store, a->key[3])),
		      tool_product(store_text(judge->store, b->key[3])));
}

/* A person who goes home takes the key along, and works on as before. */
static bool went_along(const struct judge *judge,
		       const struct group *const moved[2])
{
	sym_t session =
		store_column(judge->store, COL_SESSION)[moved[0]->since];

	return session != SYM_NONE &&
	       session_speaks(store_text(judge->store, session)) &&
	       same_product(judge, moved[0], moved[1]);
}

static void tell_moved(struct judge *judge, const struct groups *uses,
		       const struct group *const moved[2])
{
	struct past past = { 0 };

	if (is_shared(judge, moved[1]) || went_along(judge, moved))
		return;
	look_back(judge, uses, moved[1], &past);
	past.home = moved[0];
	tell_elsewhere(judge, uses, moved[1], &past)->severity =
		same_product(judge, moved[0], moved[1]) ? SEVERITY_HIGH
							: SEVERITY_CRITICAL;
}

/* Owned: the uses by hand or program with a key, sorted by key. */
static struct groups uses_by_key(struct judge *judge, const struct groups *uses)
{
	struct groups some = { 0 };

	some.at = xcalloc(uses->count + 1, sizeof(*some.at));
	for (size_t i = 0; i < uses->count; i++)
		if (use_is_direct(judge, uses->at[i]) &&
		    !use_machine(judge, uses->at[i]) &&
		    uses->at[i]->key[1] != SYM_NONE)
			some.at[some.count++] = uses->at[i];
	qsort_r(some.at, some.count, sizeof(*some.at), by_key, judge);
	return some;
}

/* A build server's keys stay where they were made, each for an hour; the one
 * that does not was taken. Where many move that is what they do. */
static void judge_keys(struct judge *judge, const struct groups *uses)
{
	struct groups some = uses_by_key(judge, uses);
	const struct group *(*moved)[2];
	size_t keys, count = 0;

	moved = xcalloc(uses->count + 1, sizeof(*moved));
	keys = keys_moved(judge, &some, moved, &count);
	for (size_t i = 0; i < count && count * ROAMING <= keys; i++)
		tell_moved(judge, uses, moved[i]);
	free(moved);
	free(some.at);
}

/* ---- temporary keys ---- */

/* Whether the place where the key began has many addresses in turn, as a pool
 * of them does. `key` is the key's uses. */
static bool is_pool(const struct judge *judge, const struct groups *key)
{
	sym_t address[POOL_MOST];
	size_t addresses = 0, events = 0;

	for (size_t i = 0; i < key->count; i++) {
		size_t k = 0;

		if (!uses_are_near(judge, key->at[i], key->at[0]))
			continue;
		while (k < addresses && address[k] != key->at[i]->key[2])
			k++;
		if (k == POOL_MOST)
			return true;
		address[k] = key->at[i]->key[2];
		addresses += k == addresses;
		events += key->at[i]->all;
	}
	return addresses > POOL && events < addresses * POOLED;
}

/* One that no person has: a person moves, and takes the session along. */
static bool is_temporary(const struct judge *judge, const struct group *use)
{
	sym_t session = store_column(judge->store, COL_SESSION)[use->since];

	return str_starts(store_text(judge->store, use->key[1]), STR("ASIA")) &&
	       (session == SYM_NONE ||
		!session_speaks(store_text(judge->store, session)));
}

static void tell_session(struct judge *judge, const struct groups *uses,
			 const struct group *there)
{
	struct past past = { 0 };
	struct sweep_finding *finding;

	look_back(judge, uses, there, &past);
	if (past.of_key < KNOWN || is_shared(judge, there))
		return;
	finding = tell_elsewhere(judge, uses, there, &past);
	if (past.tools & (IS_CLI | IS_CONSOLE) || past.of_key < SETTLED)
		finding->severity = SEVERITY_LOW;
	else if (!(use_tool(judge, there) & IS_CLI) &&
		 finding->severity > SEVERITY_MEDIUM)
		finding->severity = SEVERITY_MEDIUM;
}

/* One program has a temporary key for an hour or a few, and stays where it is;
 * what runs at AWS goes out by any of its addresses. Of each network the first
 * use is judged. */
static void judge_session(struct judge *judge, const struct groups *uses,
			  const struct groups *key)
{
	const struct group *first[HOMES + 2] = { key->at[0] };
	size_t networks = 1;

	if (!is_temporary(judge, key->at[0]))
		return;
	for (size_t i = 1; i < key->count && networks < ARRAY_LEN(first); i++) {
		size_t k = 0;

		while (k < networks &&
		       !uses_are_near(judge, key->at[i], first[k]))
			k++;
		if (k == networks)
			first[networks++] = key->at[i];
	}
	if (networks == 1 || is_pool(judge, key))
		return;
	for (size_t k = 1; k < networks; k++) {
		struct str address = use_address(judge, first[k]);

		if (!address_is_inside(address) && !address_is_aws(address) &&
		    !place_is_told(judge, first[k]))
			tell_session(judge, uses, first[k]);
	}
}

static void judge_sessions(struct judge *judge, const struct groups *uses)
{
	struct groups some = uses_by_key(judge, uses);

	for (size_t i = 0, next; i < some.count; i = next) {
		for (next = i + 1; next < some.count; next++)
			if (!is_same_key(some.at[next], some.at[i]))
				break;
		judge_session(judge, uses,
			      &(struct groups){ some.at + i, next - i });
	}
	free(some.at);
}

/* The first use in each network but the first. */
static void judge_places(struct judge *judge, const struct groups *uses)
{
	const struct group *first[HOMES + 2];
	size_t networks = 0;

	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];
		size_t k = 0;

		if (!use_has_place(judge, use) || use_machine(judge, use))
			continue;
		while (k < networks && !uses_are_near(judge, use, first[k]))
			k++;
		if (k == ARRAY_LEN(first)) {
			judge_keys(judge, uses);
			return;
		}
		if (k == networks)
			first[networks++] = use;
	}
	for (size_t k = 1; k < networks && networks < ARRAY_LEN(first); k++)
		if (use_is_direct(judge, first[k]))
			judge_place(judge, uses, first[k], k);
	judge_sessions(judge, uses);
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
	finding = finding_of(judge, FINDING_ROOT, uses);
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
		    use_machine(judge, uses.at[i]))
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
	finding_flag(finding, "failed", false);
	finding_equal(finding, "event",
		      store_column(judge->store, COL_NAME)[read->first]);
	finding_equal(finding, "resource", read->key[1]);
	finding_equal(finding, "ip", read->key[2]);
	finding_equal(finding, "tool", read->key[3]);
	buf_add(&words, STR("read objects of "));
	buf_add(&words, identity_label(store_text(judge->store, read->key[1])));
	buf_add(&words, STR(" from "));
	use_put(judge, read, false, &words);
	finding_say(finding, &words);
	buf_add(&words, STR("read objects of "));
	buf_add(&words, identity_label(store_text(judge->store, read->key[1])));
	finding_say_brief(finding, &words);
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
		    read_is_guests(judge, read) || reads_at_home(judge, read))
			continue;
		tell_read(judge, read);
		told++;
	}
}

/* False where something is found that is worth more than its being there; or
 * a second place, beside which the reads may be those of the first. */
static bool is_quiet(const struct judge *judge)
{
	for (size_t i = 0; i < judge->sweep->count; i++)
		if ((judge->sweep->at[i].severity >= SEVERITY_MEDIUM ||
		     judge->sweep->at[i].kind == FINDING_ELSEWHERE) &&
		    judge->sweep->at[i].events)
			return false;
	return true;
}

bool judge_uses(struct judge *judge, size_t budget)
{
	const struct groups *all = &judge->of[BY_USE];
	size_t end = all->count - judge->at < budget ? all->count
						     : judge->at + budget;

	assert(budget > 0);
	while (judge->at < end) {
		sym_t user = all->at[judge->at]->key[0];
		struct groups uses = groups_of(judge, BY_USE, user);

		judge->at += uses.count;
		if (user == SYM_NONE)
			continue;
		if (user_kind(store_text(judge->store, user)) == USER_ROOT)
			judge_root(judge, &uses);
		judge_machines(judge, &uses);
		judge_places(judge, &uses);
	}
	if (judge->at < all->count)
		return true;
	judge_guests(judge);
	if (is_quiet(judge))
		judge_reads(judge);
	return false;
}
