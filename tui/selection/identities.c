/* SPDX-License-Identifier: MIT */
/* identities.c - every user, session and resource the store holds.
 *
 * A chip should read `user=alice`, not carry an account number when only one
 * alice was seen. That takes a look at all identities, which are few beside
 * the rows; they are collected once, from new rows only, and entered under
 * each text that names them. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"
#include "meaning.h"

#define NAMES_SEVERAL UINT32_MAX

/* ---- by symbol ---- */

/* The slot that has the symbol, or the free one where it belongs. */
static uint32_t *slot_of(const struct identities *identities, sym_t sym)
{
	size_t mask = identities->slots - 1;
	size_t i = (size_t)(sym * 0x9e3779b97f4a7c15u >> 32) & mask;

	while (identities->slot[i] &&
	       identities->at[identities->slot[i] - 1].sym != sym)
		i = (i + 1) & mask;
	return &identities->slot[i];
}

/* Makes room for one more. */
static void grow(struct identities *identities)
{
	if (!vec_reserve(&identities->at, &identities->room,
			 identities->count + 1, sizeof(*identities->at)))
		die("no memory for identities");
	if ((identities->count + 1) * 2 <= identities->slots)
		return;
	identities->slots = identities->slots ? identities->slots * 2 : 256;
	free(identities->slot);
	identities->slot =
		xcalloc(identities->slots, sizeof(*identities->slot));
	for (size_t i = 0; i < identities->count; i++)
		*slot_of(identities, identities->at[i].sym) = (uint32_t)i + 1;
}

static struct known_identity *find(const struct identities *identities,
				   sym_t sym)
{
	uint32_t place = identities->slots ? *slot_of(identities, sym) : 0;

	return place ? &identities->at[place - 1] : NULL;
}

/* Enters the symbol under a text that names it; the text's place. */
static sym_t give_name(struct identities *identities, struct str name,
		       sym_t sym)
{
	sym_t at = dict_put(&identities->name, name);
	size_t had = identities->named_room;

	if (!at || !vec_reserve(&identities->named, &identities->named_room,
				(size_t)at + 1, sizeof(*identities->named)))
		die("no memory for identities");
	memset(identities->named + had, 0,
	       (identities->named_room - had) * sizeof(*identities->named));
	if (identities->named[at] == SYM_NONE)
		identities->named[at] = sym;
	else if (identities->named[at] != sym)
		identities->named[at] = NAMES_SEVERAL;
	return at;
}

/* Enters the symbol under each text that names it. */
static void give_names(struct identities *identities, const struct store *store,
		       sym_t sym)
{
	struct str name[IDENTITY_NAMES], text = store_text(store, sym);
	struct buf made = { 0 };
	size_t names = identities->calls ? call_names(text, name)
					 : identity_names(text, name, &made);

	if (!identities->name.entry &&
	    !dict_init(&identities->name, store_dict(store)->seed))
		die("no memory for identities");
	for (size_t i = 0; i < names; i++)
		give_name(identities, name[i], sym);
	buf_release(&made);
}

/* One name may serve several humans: then it tells of none. */
static void meet_human(struct known_identity *known, sym_t human)
{
	if (known->human == SYM_NONE)
		known->human = human;
	else if (human != SYM_NONE && known->human != human)
		known->human = NAMES_SEVERAL;
}

static void meet(struct identities *identities, const struct store *store,
		 struct known_identity met)
{
	struct known_identity *known =
		met.sym == SYM_NONE ? NULL : find(identities, met.sym);

	if (known)
		meet_human(known, met.human);
	if (known || met.sym == SYM_NONE)
		return;
	grow(identities);
	identities->at[identities->count] = met;
	*slot_of(identities, met.sym) = (uint32_t)++identities->count;
	give_names(identities, store, met.sym);
}

/* ---- looking ---- */

static void look_column(struct identities *identities,
			const struct store *store, size_t rows,
			enum column column)
{
	const sym_t *user = store_column(store, COL_USER);
	const sym_t *human = store_column(store, COL_HUMAN);
	const sym_t *sym = store_column(store, column);
	struct known_identity last = { 0 }; /* rows come in runs of the same */

	for (size_t row = identities->looked; row < rows; row++) {
		if (sym[row] == last.sym && human[row] == last.human)
			continue;
		last = (struct known_identity){ sym[row], user[row],
						human[row] };
		meet(identities, store, last);
	}
}

static void look_resources(struct identities *identities,
			   const struct store *store, size_t rows)
{
	const uint32_t *start = store_resource_start(store);
	const sym_t *list = store_resource_list(store);

	for (size_t row = identities->looked; row < rows; row++)
		for (uint32_t i = start[row]; i < start[row + 1]; i++)
			meet(identities, store,
			     (struct known_identity){ .sym = list[i] });
}

/* Looks at up to `budget` rows further; how many there were. */
static size_t look(struct selection *selection, enum identity_kind kind,
		   size_t budget)
{
	static const enum column columns[] = {
		[IDENTITY_USERS] = COL_USER,
		[IDENTITY_SESSIONS] = COL_SESSION,
		[IDENTITY_CALLS] = COL_NAME,
	};
	const struct store *store = selection->store;
	struct identities *identities = &selection->inner->identities[kind];
	size_t left = selection->rows - identities->looked;
	size_t more = left < budget ? left : budget;

	assert(kind < IDENTITY_KINDS);
	assert(identities->looked <= selection->rows);
	if (!more)
		return 0;
	identities->calls = kind == IDENTITY_CALLS;
	if (kind == IDENTITY_RESOURCES)
		look_resources(identities, store, identities->looked + more);
	else
		look_column(identities, store, identities->looked + more,
			    columns[kind]);
	identities->looked += more;
	return more;
}

size_t identities_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	size_t spent = 0;

	for (int kind = 0; kind < IDENTITY_KINDS && !spent; kind++)
		spent = look(selection, (enum identity_kind)kind, budget);
	job->done = selection->inner->identities[IDENTITY_USERS].looked;
	job->all = selection->rows;
	return spent;
}

void identities_release(struct inner *inner)
{
	for (int kind = 0; kind < IDENTITY_KINDS; kind++) {
		struct identities *identities = &inner->identities[kind];

		free(identities->at);
		free(identities->slot);
		free(identities->named);
		if (identities->name.entry)
			dict_release(&identities->name);
	}
}

sym_t session_user(const struct selection *selection, sym_t session)
{
	const struct known_identity *found =
		find(&selection->inner->identities[IDENTITY_SESSIONS], session);

	return found ? found->user : SYM_NONE;
}

sym_t session_human(const struct selection *selection, sym_t session)
{
	const struct known_identity *found =
		find(&selection->inner->identities[IDENTITY_SESSIONS], session);

	return found && found->human != NAMES_SEVERAL ? found->human : SYM_NONE;
}

/* ---- texts ---- */

static bool scan(const struct identities *identities, const struct store *store,
		 sym_t identity, struct str typed)
{
	for (size_t i = 0; i < identities->count; i++) {
		sym_t other = identities->at[i].sym;

		if (other != identity &&
		    identity_matches(store_text(store, other), typed, false))
			return true;
	}
	return false;
}

/* True for what may name an identity that has it not in its text: a whole ARN,
 * root@ACCOUNT, the number of an account, which hardly any label looks like;
 * and the end of an ARN, where its name is not the one's alone. */
static bool names_beyond(const struct identities *identities, sym_t identity,
			 struct str typed)
{
	static const struct str ends[] = { STR("user/"), STR("role/"),
					   STR("assumed-role/"),
					   STR("federated-user/") };
	ptrdiff_t slash = str_find_last(typed, '/');
	sym_t name;

	if (str_starts(typed, STR("arn:")) || str_starts(typed, STR("root@")) ||
	    (typed.len == 12 && *typed.at >= '0' && *typed.at <= '9'))
		return true;
	name = dict_find(&identities->name,
			 str_slice(typed, (size_t)(slash + 1), typed.len));
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (str_starts(typed, ends[i]))
			return name && identities->named[name] != identity;
	return false;
}

static bool names_another(const struct identities *identities,
			  const struct store *store, sym_t identity,
			  struct str typed)
{
	sym_t name;

	if (!identities->count)
		return false;
	if (names_beyond(identities, identity, typed))
		return scan(identities, store, identity, typed);
	name = dict_find(&identities->name, typed);
	return name && identities->named[name] != identity;
}

/* A user may be asked for by their sessions, too; so a name is the one's or the
 * other's. */
static bool names_two(const struct selection *selection,
		      enum identity_kind kind, sym_t identity, struct str typed)
{
	const struct identities *known = selection->inner->identities;
	const struct store *store = selection->store;
	enum identity_kind other =
		kind == IDENTITY_USERS ? IDENTITY_SESSIONS : IDENTITY_USERS;

	return names_another(&known[kind], store, identity, typed) ||
	       (kind != IDENTITY_RESOURCES &&
		names_another(&known[other], store, SYM_NONE, typed));
}

static struct str without_domain(struct str label)
{
	struct str domain = STR(".amazonaws.com");

	return str_ends(label, domain)
		       ? str_slice(label, 0, label.len - domain.len)
		       : label;
}

/* As it is shown, with its account: it stands among the names. */
static struct str shown_of(const struct identities *known, struct str text)
{
	struct buf made = { 0 };
	sym_t name;

	identity_put(text, true, &made);
	name = dict_find(&known->name, buf_str(&made));
	buf_release(&made);
	return name ? dict_text(&known->name, name) : text;
}

/* The whole, which stands among the names where the store has it not. */
static struct str whole_of(struct identities *known, const struct store *store,
			   sym_t identity)
{
	struct str text = store_text(store, identity);
	struct buf whole = { 0 };

	label_put_whole(store, identity, &whole);
	if (!str_eq(buf_str(&whole), text) && known->name.entry)
		text = dict_text(&known->name,
				 give_name(known, buf_str(&whole), identity));
	buf_release(&whole);
	return text;
}

/* The shortest that names no other; of single sign-on as it is shown. */
static struct str text_of(struct selection *selection, enum identity_kind kind,
			  sym_t identity, bool *plain)
{
	struct str text = store_text(selection->store, identity);
	struct str shown = shown_of(&selection->inner->identities[kind], text);
	struct str label = identity_label(shown), bare = label;

	if (kind == IDENTITY_USERS)
		bare = without_domain(label);
	else if (kind == IDENTITY_SESSIONS && !str_eq(shown, text))
		bare = session_name(text);
	*plain = true;
	if (identity_matches(text, bare, false) &&
	    !names_two(selection, kind, identity, bare))
		return bare;
	if (!names_two(selection, kind, identity, label))
		return label;
	*plain = false;
	if (!names_two(selection, kind, identity, shown) &&
	    !str_eq(shown, text))
		return shown;
	return whole_of(&selection->inner->identities[kind], selection->store,
			identity);
}

/* True when all rows were looked at, further by a few at most. */
static bool is_known(struct selection *selection, enum identity_kind kind)
{
	look(selection, kind, FEW_ROWS);
	return selection->inner->identities[kind].looked == selection->rows;
}

/* The cell under the cursor is asked about at each key and each frame: the
 * last answer is kept. */
struct str identity_text(struct selection *selection, enum identity_kind kind,
			 sym_t identity, bool *plain)
{
	struct identities *all = selection->inner->identities;
	struct identities *identities = &all[kind];
	size_t count = identities->count;

	assert(kind < IDENTITY_CALLS && identity != SYM_NONE);
	if (!is_known(selection, kind) ||
	    (kind != IDENTITY_RESOURCES &&
	     !(is_known(selection, IDENTITY_USERS) &&
	       is_known(selection, IDENTITY_SESSIONS)))) {
		*plain = false;
		return whole_of(identities, selection->store, identity);
	}
	if (kind != IDENTITY_RESOURCES)
		count = all[IDENTITY_USERS].count +
			all[IDENTITY_SESSIONS].count;
	if (identities->told != identity || identities->told_count != count) {
		identities->text =
			text_of(selection, kind, identity, &identities->plain);
		identities->told = identity;
		identities->told_count = count;
	}
	*plain = identities->plain;
	return identities->text;
}

bool call_is_alone(struct selection *selection, sym_t call)
{
	const struct identities *calls =
		&selection->inner->identities[IDENTITY_CALLS];
	sym_t name;

	if (call == SYM_NONE || !is_known(selection, IDENTITY_CALLS))
		return false;
	name = dict_find(&calls->name, store_text(selection->store, call));
	return name && calls->named[name] == call;
}
