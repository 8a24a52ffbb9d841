/* SPDX-License-Identifier: MIT */
/* sweep_groups.c - the pass over the rows that the Sweep is made of. Each row
 * costs a look-up or two; what is read of whole records is read of notable
 * ones, and of those that hand out a key. */
#include "sweep_groups.h"
#include "sweep_words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 600 /* seconds that a burst of refusals is looked for in */

/* ---- groups ---- */

static uint64_t hash_of(enum grouped by, const sym_t key[GROUP_KEYS])
{
	uint64_t high = (uint64_t)key[0] << 32 | key[1];
	uint64_t low = (uint64_t)key[2] << 32 | key[3];

	return hash_mix(high + (uint64_t)by, low);
}

/* The slot that has the key, or the free one where it belongs. */
static uint32_t *slot_of(const struct sweeping *sweeping, enum grouped by,
			 const sym_t key[GROUP_KEYS])
{
	size_t mask = sweeping->slots - 1;
	size_t i = (size_t)hash_of(by, key) & mask;

	for (; sweeping->slot[i]; i = (i + 1) & mask) {
		const struct group *at = &sweeping->at[sweeping->slot[i] - 1];

		if (at->by == by && !memcmp(at->key, key, sizeof(at->key)))
			break;
	}
	return &sweeping->slot[i];
}

const struct group *group_find(const struct sweeping *sweeping, enum grouped by,
			       const sym_t key[GROUP_KEYS])
{
	uint32_t at = sweeping->slots ? *slot_of(sweeping, by, key) : 0;

	return at ? &sweeping->at[at - 1] : NULL;
}

static void make_room(struct sweeping *sweeping)
{
	if (sweeping->count * 2 < sweeping->slots)
		return;
	sweeping->slots = sweeping->slots ? sweeping->slots * 2 : 1024;
	free(sweeping->slot);
	sweeping->slot = xcalloc(sweeping->slots, sizeof(*sweeping->slot));
	for (size_t i = 0; i < sweeping->count; i++)
		*slot_of(sweeping, sweeping->at[i].by, sweeping->at[i].key) =
			(uint32_t)i + 1;
}

static sym_t resource_of(const struct store *store, row_t row)
{
	const sym_t *resource;

	return store_resources(store, row, &resource) ? *resource : SYM_NONE;
}

/* One event more of the group. */
static void count_row(struct group *group, const struct store *store, row_t row,
		      bool kept)
{
	sym_t session = store_column(store, COL_SESSION)[row];

	group->all++;
	if (row_before(store, row, group->since))
		group->since = row;
	if (!kept)
		return;
	if (!group->events++) {
		group->first = group->last = row;
		group->session = session;
	}
	if (group->session != session)
		group->session = SYM_NONE;
	group->failed += (store_flags(store)[row] & FLAG_FAILED) != 0;
	if (row_before(store, row, group->first))
		group->first = row;
	if (row_before(store, group->last, row))
		group->last = row;
}

/* Enters the row, which is to be counted or not; the group, good until the
 * next. */
static struct group *enter_row(struct sweeping *sweeping,
			       const struct store *store, row_t row, bool kept,
			       enum grouped by, const sym_t key[GROUP_KEYS])
{
	sym_t on = resource_of(store, row);
	struct group *group;
	uint32_t *slot;

	make_room(sweeping);
	slot = slot_of(sweeping, by, key);
	if (!*slot) {
		group = vec_add(sweeping->at, sweeping->count, sweeping->room);
		*group = (struct group){ .by = (uint8_t)by,
					 .on = on,
					 .since = row };
		memcpy(group->key, key, sizeof(group->key));
		*slot = (uint32_t)sweeping->count;
	}
	group = &sweeping->at[*slot - 1];
	if (group->on != on)
		group->on = SYM_NONE;
	count_row(group, store, row, kept);
	return group;
}

static struct group *enter(struct sweeping *sweeping, const struct store *store,
			   row_t row, enum grouped by,
			   const sym_t key[GROUP_KEYS])
{
	return enter_row(sweeping, store, row, true, by, key);
}

/* ---- what tools and calls are ---- */

/* A command line is typed by hand; the others below are made for looking
 * around and for attacks: user agents as their projects write them. */
static const char *const typed[] = {
	"aws-cli",      "AWSPowerShell", "curl",       "Wget",
	"Pacu",         "stratus-red",   "ScoutSuite", "CloudMapper",
	"S3 Browser",   "rclone",        "Cyberduck",  "s3cmd",
	"PostmanRun",   "HTTPie",        "httpie",     "WindowsPowerShell",
	"powershell",   "Prowler",       "Kali",       "WinSCP",
	"CloudExplorer"
};
/* A browser as tool.c names it, and what the console calls itself with. */
static const char *const console[] = { "Mozilla",
				       "Edge/",
				       "Opera/",
				       "Vivaldi/",
				       "Firefox/",
				       "Chrome/",
				       "HeadlessChrome/",
				       "Safari/",
				       "S3Console",
				       "Coral/",
				       "Internet Explorer",
				       "console.",
				       "signin.",
				       "aws-internal",
				       "EC2ConsoleFrontend",
				       "AWSConsole",
				       "AWSCloudTrail",
				       "Apache-HttpClient/UNAVAILABLE" };

static bool begins_with_any(struct str text, const char *const *list,
			    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(text, str_of(list[i])))
			return true;
	return false;
}

unsigned tool_is(struct str tool)
{
	if (!tool.len || str_ends(tool, STR(".amazonaws.com")) ||
	    str_eq(tool, STR("AWS Internal")))
		return str_starts(tool, STR("console.")) ? IS_CONSOLE : IS_AWS;
	if (begins_with_any(tool, typed, ARRAY_LEN(typed)))
		return IS_CLI;
	if (begins_with_any(tool, console, ARRAY_LEN(console)) ||
	    str_search(tool, STR("Console")) >= 0)
		return IS_CONSOLE;
	return IS_SDK;
}

/* Tags, messages and rights come and go; what is left holds something. */
static bool name_ruins(struct str name)
{
	static const char *const ends[] = { "Delete", "Terminate" };
	static const char *const slight[] = {
		"Tag",    "Message", "Permission",
		"Policy", "Rule",    "NetworkInterface"
	};

	for (size_t i = 0; i < ARRAY_LEN(slight); i++)
		if (str_search(name, str_of(slight[i])) >= 0)
			return false;
	return begins_with_any(name, ends, ARRAY_LEN(ends));
}

static unsigned name_is(struct str name)
{
	static const char *const makes[] = { "Create", "Run", "Put" };
	static const char *const changes[] = { "Revoke", "Delete", "Modify",
					       "Replace" };
	bool guards = str_search(name, STR("SecurityGroup")) >= 0 ||
		      str_search(name, STR("NetworkAcl")) >= 0;

	if (guards && begins_with_any(name, changes, ARRAY_LEN(changes)))
		return IS_CHANGE;
	if (name_ruins(name))
		return IS_RUIN;
	if (begins_with_any(name, makes, ARRAY_LEN(makes)))
		return IS_MADE;
	if (str_eq(name, STR("ConsoleLogin")))
		return IS_SIGN_IN;
	return str_eq(name, STR("GetObject")) ? IS_READ : 0;
}

/* Room for the symbols there are by now. */
static void know_symbols(struct sweeping *sweeping, const struct store *store)
{
	size_t had = sweeping->whats;

	vec_grow(&sweeping->what, &sweeping->whats, store_dict(store)->count,
		 sizeof(*sweeping->what));
	memset(sweeping->what + had, 0,
	       (sweeping->whats - had) * sizeof(*sweeping->what));
}

static unsigned what_is(struct sweeping *sweeping, const struct store *store,
			sym_t sym, unsigned known)
{
	uint16_t *what = &sweeping->what[sym];
	struct str text = store_text(store, sym);

	assert(sym < sweeping->whats);
	if (!(*what & known))
		*what = (uint16_t)(*what | known |
				   (known == IS_TOOL ? tool_is(text)
						     : name_is(text)));
	return *what;
}

/* ---- a row ---- */

/* What failed in part is told of as that: the deed was another one. What
 * failed was tried. */
static void put_story(const struct record *record, uint32_t flags,
		      struct buf *out)
{
	char scratch[SCRATCH];
	struct buf story = { 0 };

	if (flags & FLAG_FAILED) {
		record_story(record, &story);
		tried_put(buf_str(&story),
			  record_field(record, FIELD_NAME, scratch), out);
		buf_release(&story);
		return;
	}
	if (!(flags & FLAG_PARTIAL)) {
		record_story(record, out);
		return;
	}
	buf_add(out, record_field(record, FIELD_NAME, scratch));
	buf_add(out, STR(", "));
	record_put_failed(record, out);
}

/* The deed of a call, told apart from others by its story. */
static void meet_deed(struct sweeping *sweeping, const struct store *store,
		      row_t row, const struct record *record, size_t call)
{
	sym_t key[GROUP_KEYS] = { sweeping->at[call].key[0],
				  sweeping->at[call].key[1], 0,
				  sweeping->at[call].key[2] };
	uint32_t flags = store_flags(store)[row];
	const struct notable *notable = record_notable(record);
	enum severity severity = notable ? record_severity(record, notable) : 0;
	size_t groups = sweeping->count;
	struct buf story = { 0 };
	struct group *deed;

	if (sweeping->at[call].events > DEEDS_MOST)
		return;
	if (!sweeping->began &&
	    !dict_init(&sweeping->deeds, store_dict(store)->seed))
		die("no memory to tell deeds apart");
	sweeping->began = true;
	put_story(record, flags, &story);
	key[2] = dict_put(&sweeping->deeds, buf_str(&story));
	buf_release(&story);
	deed = enter(sweeping, store, row, BY_DEED, key);
	if (severity > deed->severity)
		deed->severity = (uint8_t)severity;
	if (flags & FLAG_WORLD)
		deed->tactic = (uint8_t)record_world_risk(record);
	if (sweeping->count > groups)
		sweeping->at[call].deeds++;
}

/* One of no time is in none, which has the number 0. */
static sym_t window_of(const struct store *store, row_t row)
{
	int64_t time = store_time(store)[row];

	return time == TIME_NONE ? 0 : (sym_t)(time / WINDOW);
}

static void meet_notable(struct sweeping *sweeping, const struct store *store,
			 row_t row)
{
	sym_t user = store_column(store, COL_USER)[row];
	sym_t name = store_column(store, COL_NAME)[row];
	uint32_t flags = store_flags(store)[row];
	const struct notable *notable;
	enum severity severity;
	struct record record;
	struct group *group;
	bool refused = flags & FLAG_DENIED;
	sym_t key[GROUP_KEYS] = { user, name,
				  refused ? window_of(store, row)
					  : (flags & FLAG_FAILED) != 0 };

	if (refused && flags & FLAG_SERVICE)
		return; /* noise: people are told of */
	store_record(store, row, &record);
	notable = record_notable(&record);
	severity = notable ? record_severity(&record, notable) : 0;
	group = enter(sweeping, store, row, refused ? BY_REFUSED : BY_CALL,
		      key);
	if (severity > group->severity) {
		group->severity = (uint8_t)severity;
		group->tactic = (uint8_t)notable->tactic;
	} else if (!group->severity) {
		group->severity = SEVERITY_LOW;
	}
	if (refused)
		return;
	meet_deed(sweeping, store, row, &record,
		  (size_t)(group - sweeping->at));
	if (flags & FLAG_WORLD && !(flags & FLAG_FAILED)) {
		key[2] = resource_of(store, row);
		enter(sweeping, store, row, BY_OPENING, key);
	}
}

static void meet_refused(struct sweeping *sweeping, const struct store *store,
			 row_t row)
{
	const sym_t key[GROUP_KEYS] = { store_column(store, COL_USER)[row],
					store_column(store, COL_NAME)[row],
					window_of(store, row) };

	if (!(store_flags(store)[row] & FLAG_NOTABLE))
		enter(sweeping, store, row, BY_REFUSED, key);
}

/* AWS's SDKs end a user agent with what AWS_EXECUTION_ENV says, which functions
 * and tasks are started with: "exec-env/AWS_Lambda_python3.12" (Lambda
 * Developer Guide, "Defined runtime environment variables"; Amazon ECS
 * Developer Guide, "Container environment variables"). */
static enum runner runner_named(const struct store *store, row_t row)
{
	struct record record;
	char scratch[SCRATCH];
	struct str agent;

	store_record(store, row, &record);
	agent = record_field(&record, FIELD_AGENT, scratch);
	if (str_search(agent, STR("exec-env/AWS_Lambda")) >= 0)
		return RUNNER_LAMBDA;
	return str_search(agent, STR("exec-env/AWS_ECS")) >= 0 ? RUNNER_ECS
							       : RUNNER_NONE;
}

/* A person who tries a function at home has a key that no function has. */
static bool is_of_person(const struct store *store, row_t row)
{
	sym_t key = store_column(store, COL_KEY)[row];
	sym_t session = store_column(store, COL_SESSION)[row];

	return !str_starts(store_text(store, key), STR("ASIA")) ||
	       (session != SYM_NONE &&
		session_speaks(store_text(store, session)));
}

/* The use that the row is the first of; what its user agent says of it is said
 * of its key. */
static void meet_runner(struct sweeping *sweeping, const struct store *store,
			row_t row, size_t use)
{
	sym_t key[GROUP_KEYS] = { sweeping->at[use].key[1] };
	sym_t tool = sweeping->at[use].key[3];

	if (key[0] == SYM_NONE || is_of_person(store, row) ||
	    !(what_is(sweeping, store, tool, IS_TOOL) & (IS_CLI | IS_SDK)))
		return;
	key[1] = runner_named(store, row);
	sweeping->at[use].runner = (uint8_t)key[1];
	if (key[1] != RUNNER_NONE)
		enter_row(sweeping, store, row, false, BY_RUNNER, key);
}

static void meet_use(struct sweeping *sweeping, const struct store *store,
		     row_t row, bool kept)
{
	const sym_t key[GROUP_KEYS] = {
		store_column(store, COL_USER)[row],
		store_column(store, COL_KEY)[row],
		store_column(store, COL_ADDRESS)[row],
		store_column(store, COL_TOOL)[row],
	};
	struct group *last = &sweeping->at[sweeping->last_use];

	if (sweeping->count && last->by == BY_USE &&
	    !memcmp(last->key, key, sizeof(key)))
		count_row(last, store, row, kept);
	else
		last = enter_row(sweeping, store, row, kept, BY_USE, key);
	sweeping->last_use = (size_t)(last - sweeping->at);
	if (store_flags(store)[row] & (FLAG_NOTABLE | FLAG_DENIED))
		last->severity = SEVERITY_LOW;
	if (last->all == 1)
		meet_runner(sweeping, store, row, sweeping->last_use);
}

/* The key that the event hands out, where it is one of the store's. */
static void meet_issue(struct sweeping *sweeping, const struct store *store,
		       row_t row, bool kept)
{
	uint32_t id = store_skeleton(store)[row];
	const struct skeleton *skeleton = store_shapes(store)->at[id];
	sym_t key[GROUP_KEYS] = { 0 };
	struct record record;
	char scratch[SCRATCH];

	if (skeleton->field[FIELD_ISSUED_KEY] == SLOT_NONE &&
	    skeleton->field[FIELD_CREATED_KEY] == SLOT_NONE)
		return;
	store_record(store, row, &record);
	key[0] = store_find(store, record_issued_key(&record, scratch));
	if (key[0] != SYM_NONE)
		enter_row(sweeping, store, row, kept, BY_ISSUE, key);
}

static void meet_change(struct sweeping *sweeping, const struct store *store,
			row_t row)
{
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (uint32_t i = 0; i < count; i++)
		enter(sweeping, store, row, BY_CHANGE,
		      (sym_t[GROUP_KEYS]){ resource[i] });
}

/* The first one that is a bucket. */
static sym_t bucket_of(const struct store *store, row_t row)
{
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (uint32_t i = 0; i < count; i++)
		if (!strcmp(resource_type(store_text(store, resource[i])),
			    "AWS::S3::Bucket"))
			return resource[i];
	return SYM_NONE;
}

static void meet_read(struct sweeping *sweeping, const struct store *store,
		      row_t row, bool kept)
{
	const sym_t key[GROUP_KEYS] = {
		store_column(store, COL_USER)[row],
		bucket_of(store, row),
		store_column(store, COL_ADDRESS)[row],
		store_column(store, COL_TOOL)[row],
	};

	enter_row(sweeping, store, row, kept, BY_READ, key);
}

static void meet_sign_in(struct sweeping *sweeping, const struct store *store,
			 row_t row)
{
	const sym_t key[GROUP_KEYS] = {
		store_column(store, COL_USER)[row],
		store_column(store, COL_ADDRESS)[row],
		(store_flags(store)[row] & FLAG_FAILED) != 0,
	};

	enter(sweeping, store, row, BY_SIGN_IN, key);
}

/* What is made may be all that is ended: a stack that is taken down again. */
static void meet_ruin(struct sweeping *sweeping, const struct store *store,
		      row_t row, bool kept, unsigned is)
{
	sym_t tool = store_column(store, COL_TOOL)[row];
	unsigned by = what_is(sweeping, store, tool, IS_TOOL);
	sym_t key[GROUP_KEYS] = { store_column(store, COL_USER)[row],
				  store_column(store, COL_NAME)[row] };

	if (is & IS_MADE) {
		enter_row(sweeping, store, row, kept, BY_MADE, key);
		return;
	}
	if (!kept || store_flags(store)[row] & FLAG_NOTABLE)
		return;
	if (store_time(store)[row] != TIME_NONE)
		key[2] = (sym_t)(store_time(store)[row] / 3600);
	key[3] = (by & (IS_CLI | IS_CONSOLE)) != 0;
	enter(sweeping, store, row, BY_RUIN, key);
}

static void meet(struct sweeping *sweeping, const struct store *store,
		 row_t row, bool kept)
{
	uint32_t flags = store_flags(store)[row];
	unsigned is = what_is(sweeping, store,
			      store_column(store, COL_NAME)[row], IS_NAME);
	sym_t account = store_column(store, COL_ACCOUNT)[row];

	if (account != SYM_NONE)
		sweeping->what[account] |= IS_HOME;
	if (kept && flags & FLAG_NOTABLE)
		meet_notable(sweeping, store, row);
	if (is & IS_CHANGE && !(flags & FLAG_FAILED))
		meet_change(sweeping, store, row);
	if (!(flags & FLAG_FAILED))
		meet_issue(sweeping, store, row, kept);
	if (flags & FLAG_SERVICE)
		return;
	meet_use(sweeping, store, row, kept);
	if (is & (IS_RUIN | IS_MADE) && !(flags & FLAG_FAILED))
		meet_ruin(sweeping, store, row, kept, is);
	if (kept && is & IS_SIGN_IN)
		meet_sign_in(sweeping, store, row);
	if (is & IS_READ && !(flags & FLAG_FAILED))
		meet_read(sweeping, store, row, kept);
	if (kept && flags & FLAG_DENIED)
		meet_refused(sweeping, store, row);
}

/* ---- the pass ---- */

struct sweeping *sweeping_new(void)
{
	return xcalloc(1, sizeof(struct sweeping));
}

void sweeping_free(struct sweeping *sweeping)
{
	if (!sweeping)
		return;
	free(sweeping->at);
	free(sweeping->slot);
	free(sweeping->what);
	if (sweeping->began)
		dict_release(&sweeping->deeds);
	free(sweeping);
}

size_t sweeping_rows(const struct sweeping *sweeping)
{
	return sweeping->rows;
}

void sweeping_again(struct sweeping *sweeping)
{
	sweeping->rows = sweeping->count = sweeping->last_use = 0;
	if (sweeping->began)
		dict_reset(&sweeping->deeds);
	if (sweeping->slots)
		memset(sweeping->slot, 0,
		       sweeping->slots * sizeof(*sweeping->slot));
}

size_t sweeping_step(struct sweeping *sweeping, const struct store *store,
		     const struct rowset *rows, size_t budget)
{
	size_t left = rows->rows - sweeping->rows;
	size_t end = sweeping->rows + (left < budget ? left : budget);

	assert(sweeping->rows <= rows->rows);
	if (!left)
		return 0;
	know_symbols(sweeping, store);
	for (size_t row = sweeping->rows; row < end; row++)
		meet(sweeping, store, (row_t)row, rowset_has(rows, row));
	sweeping->rows = end;
	return left < budget ? left : budget;
}
