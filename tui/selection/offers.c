/* SPDX-License-Identifier: MIT */
/* offers.c - ways to go on with an expression that is being typed: names of
 * fields, values of the field begun, what a bare word may mean, and where
 * nothing is typed the overview. Each is counted as the whole expression that
 * it would make, under the chips that would stay: the number is the one that
 * Enter gives. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "meaning.h"
#include "sieves.h"

#define VALUES_MOST 24  /* of one field */
#define MEANINGS_MOST 3 /* of one field, for a bare word */
#define WORD_MOST 1024  /* bytes; longer ones were pasted */
#define COMPARE_ROWS 4  /* of a budget, for looking at one value */

/* ---- where offers come from ---- */

static uint64_t several_addresses(const struct tally_row *row, size_t events)
{
	uint32_t addresses = row->others[OTHER_ADDRESSES];

	return addresses > 1 ? ((uint64_t)addresses << 32) + row->events : 0;
}

/* Regions that hold under a hundredth of all, the rarest first. */
static uint64_t rare(const struct tally_row *row, size_t events)
{
	return (uint64_t)row->events * 100 < events ? UINT64_MAX - row->events
						    : 0;
}

/* What stands in the address of a call that a service made is a name. */
#define BY_ADDRESS "people ip=0.0.0.0/0 or people ip=::/0"

static const struct offer_source overview[] = {
	{ .lead = "notable", .words = "all that is notable" },
	{ "event", "notable", "notable event=", "notable", .most = 4 },
	{ .lead = "denied people", .words = "all denied, of people" },
	{ "user", "denied people", "denied user=", "denied", .most = 3 },
	{ .lead = "world !failed", .words = "opened to the world" },
	{ .lead = "shared !failed", .words = "shared with others" },
	{ .lead = "cross", .words = "by another account" },
	{ .lead = "event=ConsoleLogin mfa=false !failed",
	  .words = "signed in without MFA" },
	{ "key", BY_ADDRESS, "key=", "", .most = 4, .swept = true,
	  .others = TALLY_ADDRESSES, .weight = several_addresses },
	{ "region", "", "region=", "under 1% of events", .most = 4,
	  .weight = rare },
};

/* What a bare word may be, in this order. */
static const struct offer_source meanings[] = {
	{ "user", .lead = "user=", .words = "user" },
	{ "session", .lead = "session=", .words = "session" },
	{ "event", .lead = "event=", .words = "event" },
	{ "resource", .lead = "resource=", .words = "resource" },
	{ "key", .lead = "key=", .words = "access key" },
	{ "ip", .lead = "ip=", .words = "address" },
	{ "service", .lead = "service=", .words = "service" },
	{ "tool", .lead = "tool=", .words = "tool" },
	{ "region", .lead = "region=", .words = "region" },
	{ "error", .lead = "error=", .words = "error" },
};

/* ---- a list of them ---- */

static void offer_release(struct offer *offer)
{
	free(offer->text);
	free(offer->words);
	trial_drop(&offer->trial);
	*offer = (struct offer){ 0 };
}

static void list_release(struct offer *at, size_t count)
{
	for (size_t i = 0; i < count; i++)
		offer_release(&at[i]);
}

/* `text` takes the place of the word. */
static void add(struct offers_work *work, struct str text, struct str words)
{
	for (size_t i = 0; i < work->nexts; i++)
		if (str_eq(str_of(work->next[i].text), text))
			return;
	if (work->nexts < OFFERS_MOST)
		work->next[work->nexts++] =
			(struct offer){ .text = xstrdup(text),
					.words = xstrdup(words) };
}

/* What the alias means; of a path nothing. */
static struct str about(struct str name)
{
	struct str alias;
	const char *words;

	for (size_t n = 0; (alias = field_alias(n, &words)).at; n++)
		if (str_eq(alias, name))
			return str_of(words);
	return STR("");
}

static void add_names(struct selection *selection, struct offers_work *work)
{
	struct field_names names = { 0 };

	field_complete(selection->store, buf_str(&work->word), &names);
	for (size_t i = 0; i < names.count; i++)
		add(work, buf_str(&names.name[i]),
		    about(buf_str(&names.name[i])));
	field_names_release(&names);
}

/* ---- values of one source ---- */

static bool before(const struct tally *tally, const struct store *store,
		   const struct offer_pick *a, const struct offer_pick *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank;
	if (a->weight != b->weight)
		return a->weight > b->weight;
	return str_cmp(tally_text(tally, store, a->row),
		       tally_text(tally, store, b->row)) < 0;
}

/* Puts it where it belongs among the best. */
static void pick(struct offers_work *work, const struct tally *tally,
		 const struct store *store, struct offer_pick new)
{
	size_t most = work->source[work->at].most, at = work->picks;

	assert(most && most <= ARRAY_LEN(work->pick));
	if (at == most && !before(tally, store, &new, &work->pick[--at]))
		return;
	work->picks = at + 1;
	for (; at && before(tally, store, &new, &work->pick[at - 1]); at--)
		work->pick[at] = work->pick[at - 1];
	work->pick[at] = new;
}

/* What its values name; IDENTITY_KINDS: nothing that has labels. */
static enum identity_kind sieve_kind(const struct sieve *sieve)
{
	enum column column =
		sieve->field ? field_column(sieve->field) : COL_COUNT;

	if (column == COL_USER)
		return IDENTITY_USERS;
	if (column == COL_SESSION)
		return IDENTITY_SESSIONS;
	if (column == COL_NAME)
		return IDENTITY_CALLS;
	return sieve->field && field_is_resource(sieve->field)
		       ? IDENTITY_RESOURCES
		       : IDENTITY_KINDS;
}

/* True when they are shown by their label. */
static bool sieve_identities(const struct sieve *sieve)
{
	return sieve_kind(sieve) < IDENTITY_CALLS ||
	       str_eq(str_of(sieve->name), STR("role"));
}

/* Who is behind a role of single sign-on where all its sessions so far are one;
 * else "". */
static struct str user_human(const struct selection *selection, sym_t user)
{
	const struct identities *sessions =
		&selection->inner->identities[IDENTITY_SESSIONS];
	struct str text = store_text(selection->store, user);
	sym_t only = SYM_NONE;

	if (!role_is_sso(identity_name(text)))
		return STR("");
	for (size_t i = 0; i < sessions->count; i++) {
		if (sessions->at[i].user != user)
			continue;
		if (only != SYM_NONE)
			return STR("");
		only = sessions->at[i].sym;
	}
	return only == SYM_NONE
		       ? STR("")
		       : session_name(store_text(selection->store, only));
}

/* 0: begins with the word, 1: holds it, 2: neither. One letter is held by too
 * much. */
static unsigned rank_of(struct str text, struct str word)
{
	if (str_starts_nocase(text, word))
		return 0;
	return word.len > 1 && str_search_nocase(text, word) >= 0 ? 1 : 2;
}

/* By the best of what names it: as it is called, without its type, and as it
 * is shown. */
static unsigned identity_rank(struct str text, struct str word)
{
	unsigned rank = rank_of(identity_label(text), word);
	unsigned name = rank_of(identity_name(text), word);
	struct buf shown = { 0 };

	rank = name < rank ? name : rank;
	if (rank && (role_is_sso(text) || role_is_sso(identity_name(text)))) {
		identity_put(text, false, &shown);
		name = rank_of(buf_str(&shown), word);
		rank = name < rank ? name : rank;
		buf_release(&shown);
	}
	return rank;
}

static unsigned sought_rank(struct selection *selection,
			    const struct sieve *sieve, size_t row)
{
	struct str word = value_named(buf_str(&selection->inner->offers.word));
	struct str text = tally_text(&sieve->tally, selection->store, row);
	unsigned rank;

	if (!sieve_identities(sieve))
		return rank_of(text, word);
	rank = identity_rank(text, word);
	if (rank < 2 || sieve_kind(sieve) != IDENTITY_USERS)
		return rank;
	return rank_of(user_human(selection, sieve->tally.row[row].value),
		       word);
}

/* Before all others, those of the worst findings first. */
static void weigh_swept(const struct selection *selection, sym_t key,
			struct offer_pick *pick)
{
	size_t rank =
		sweep_rank_of_key(&selection->sweep, selection->store, key);

	pick->rank = rank == SIZE_MAX;
	if (rank < SIZE_MAX)
		pick->weight = UINT64_MAX - rank;
}

static void consider(struct selection *selection, const struct sieve *sieve,
		     size_t row)
{
	struct offers_work *work = &selection->inner->offers;
	const struct offer_source *source = &work->source[work->at];
	const struct tally *tally = &sieve->tally;
	const struct tally_row *counted = &tally->row[row];
	struct str text = tally_text(tally, selection->store, row);
	struct offer_pick new = { .row = row, .weight = counted->events };

	if (counted->value == SYM_NONE || !text.at)
		return;
	if (source->weight)
		new.weight = source->weight(counted, tally->events);
	if (source->sought)
		new.rank = sought_rank(selection, sieve, row);
	if (source->swept)
		weigh_swept(selection, counted->value, &new);
	if (!new.weight || new.rank == 2)
		return;
	work->fits++;
	pick(work, tally, selection->store, new);
}

/* As a chip for its cell would write it; what goes by the same name is kept
 * apart by quotes. */
static void put_value(struct selection *selection, const struct sieve *sieve,
		      size_t row, struct buf *out)
{
	const struct offers_work *work = &selection->inner->offers;
	const char *lead = work->source[work->at].lead;
	const struct tally *tally = &sieve->tally;
	struct str text = tally_text(tally, selection->store, row);
	sym_t value = tally->row[row].value;
	enum identity_kind kind = sieve_kind(sieve);
	struct buf shown = { 0 };
	bool plain = true;

	if (kind == IDENTITY_CALLS) {
		plain = call_is_alone(selection, value);
	} else if (kind != IDENTITY_KINDS) {
		text = identity_text(selection, kind, value, &plain);
	} else if (sieve_identities(sieve)) {
		identity_put(text, false, &shown);
		text = buf_str(&shown);
	}
	expr_put_operand(sieve->field,
			 *lead ? str_of(lead) : buf_str(&work->head), text,
			 plain, out);
	buf_release(&shown);
}

/* What the source says of it, and who is behind a role that its name does not
 * tell; after the last one how many more there are. */
static void put_words(struct selection *selection, const struct sieve *sieve,
		      size_t pick, struct buf *out)
{
	const struct offers_work *work = &selection->inner->offers;
	const struct offer_source *source = &work->source[work->at];
	const struct tally_row *row = &sieve->tally.row[work->pick[pick].row];
	uint32_t addresses = row->others[OTHER_ADDRESSES];
	struct str human = STR("");

	if (sieve_kind(sieve) == IDENTITY_USERS)
		human = user_human(selection, row->value);
	if (source->others & TALLY_ADDRESSES) {
		buf_add_count(out, addresses);
		buf_addf(out, " address%s", addresses == 1 ? "" : "es");
	}
	buf_add(out, str_of(source->words));
	if (source->swept && !work->pick[pick].rank)
		buf_add(out, STR(", in the Sweep"));
	if (human.len)
		buf_addf(out, "%s%.*s", out->len ? ": " : "", STR_ARG(human));
	if (pick + 1 < work->picks || work->fits == work->picks)
		return;
	buf_add(out, out->len ? STR(", +") : STR("+"));
	buf_add_count(out, work->fits - work->picks);
	buf_add(out, STR(" more"));
}

static void add_picks(struct selection *selection, const struct sieve *sieve)
{
	struct offers_work *work = &selection->inner->offers;
	struct buf text = { 0 }, words = { 0 };

	if (work->source[work->at].swept && !work->pick[0].rank)
		for (size_t i = 1; i < work->picks; i++)
			if (work->pick[i].rank)
				work->picks = i + 1;
	for (size_t i = 0; i < work->picks; i++) {
		buf_reset(&text);
		buf_reset(&words);
		buf_add(&text, str_of(work->source[work->at].lead));
		put_value(selection, sieve, work->pick[i].row, &text);
		put_words(selection, sieve, i, &words);
		add(work, buf_str(&text), buf_str(&words));
	}
	buf_release(&text);
	buf_release(&words);
	work->picks = work->fits = work->row = 0;
	work->at++;
}

/* Goes on with the source whose turn it is. */
static size_t source_step(struct selection *selection, size_t budget)
{
	struct offers_work *work = &selection->inner->offers;
	const struct offer_source *source = &work->source[work->at];
	struct sieve *sieve;
	size_t spent, end;

	if (!source->field) {
		add(work, str_of(source->lead), str_of(source->words));
		work->at++;
		return 1;
	}
	sieve = sieve_step(selection, &work->sieves,
			   &(struct sifted){ str_of(source->field),
					     str_of(source->within),
					     source->others, work->replaces },
			   budget, &spent);
	if (spent)
		return spent;
	end = sieve->tally.count;
	if (end - work->row > budget / COMPARE_ROWS)
		end = work->row + budget / COMPARE_ROWS + 1;
	spent = COMPARE_ROWS * (end - work->row) + 1;
	for (; work->row < end; work->row++)
		consider(selection, sieve, work->row);
	if (work->row < sieve->tally.count)
		return spent;
	add_picks(selection, sieve);
	return spent;
}

/* ---- the whole list, counted ---- */

/* What the text would be with the offer in the place of the word; what is
 * still open in it is closed. NULL: it is no expression. */
static struct expr *whole_expr(const struct offers_work *work, struct str text)
{
	static const char *const closing[] = { "", "]", ")", "])", "))" };
	struct buf whole = { 0 };
	struct expr *expr = NULL;

	for (size_t i = 0; !expr && i < ARRAY_LEN(closing); i++) {
		buf_reset(&whole);
		buf_add(&whole, buf_str(&work->head));
		buf_add(&whole, text);
		buf_add(&whole, buf_str(&work->tail));
		buf_add(&whole, str_of(closing[i]));
		expr = expr_parse(buf_str(&whole), NULL);
	}
	buf_release(&whole);
	return expr;
}

/* Takes over what was counted of the same expression. */
static void take_trial(struct offers *shown, struct offer *offer,
		       struct str text)
{
	for (size_t i = 0; i < shown->count; i++) {
		struct trial *had = &shown->at[i].trial;

		if (!had->filter || !str_eq(buf_str(&had->text), text))
			continue;
		offer->trial = *had;
		*had = (struct trial){ 0 };
		return;
	}
}

static void publish(struct selection *selection)
{
	struct offers_work *work = &selection->inner->offers;
	struct offers *shown = &selection->offers;
	struct buf text = { 0 };

	for (size_t i = 0; i < work->nexts; i++) {
		struct offer *offer = &work->next[i];
		struct expr *expr = whole_expr(work, str_of(offer->text));

		buf_reset(&text);
		if (expr)
			expr_put(expr, &text);
		take_trial(shown, offer, buf_str(&text));
		trial_ask(selection, &offer->trial, expr, work->replaces);
	}
	buf_release(&text);
	list_release(shown->at, shown->count);
	memcpy(shown->at, work->next, work->nexts * sizeof(*shown->at));
	shown->count = work->nexts;
	work->nexts = 0;
	shown->whole = true;
	selection->stale = true;
}

static size_t count_step(struct selection *selection, struct job *job,
			 size_t budget)
{
	struct offers *shown = &selection->offers;

	job->all = shown->count;
	for (size_t i = 0; i < shown->count; i++) {
		size_t spent =
			trial_step(selection, &shown->at[i].trial, budget);

		job->done = i;
		if (spent)
			return spent;
	}
	return 0;
}

size_t offers_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct offers_work *work = &selection->inner->offers;

	if (!work->asked || !selection->store || selection->stage == STAGE_ROWS)
		return 0;
	if (selection->offers.whole)
		return count_step(selection, job, budget);
	job->done = work->at;
	job->all = work->sources;
	if (work->at < work->sources)
		return source_step(selection, budget);
	publish(selection);
	return 1;
}

/* ---- asking ---- */

static void put(struct buf *to, struct str text)
{
	buf_reset(to);
	buf_add(to, text.at ? text : STR(""));
}

static const char *text_of(const struct buf *buf)
{
	return buf->len ? buf->at : "";
}

/* What stands before the test, where it is an expression by itself: only what
 * it keeps is offered. */
static void put_within(struct offers_work *work, struct str before)
{
	struct expr *expr = NULL;

	before = str_trim(before);
	if (before.len)
		expr = expr_parse(before, NULL);
	put(&work->within, expr ? before : STR(""));
	expr_free(expr);
}

static void add_source(struct offers_work *work, struct offer_source source)
{
	assert(work->sources < OFFER_SOURCES);
	work->source[work->sources++] = source;
}

/* Moments and ids are as many as events: nobody chooses from them. */
static bool is_listed(struct str field)
{
	static const char *const unlisted[] = { "time", "eventTime", "id",
						"eventID", "requestID" };

	for (size_t i = 0; i < ARRAY_LEN(unlisted); i++)
		if (str_eq(field, str_of(unlisted[i])))
			return false;
	return true;
}

static void begin_word(struct selection *selection, struct offers_work *work)
{
	add_names(selection, work);
	for (size_t i = 0; i < ARRAY_LEN(meanings) && work->word.len > 1; i++) {
		struct offer_source source = meanings[i];

		source.within = text_of(&work->within);
		source.most = MEANINGS_MOST;
		source.sought = true;
		add_source(work, source);
	}
}

static void begin_value(struct selection *selection, struct offers_work *work,
			struct str field)
{
	put(&selection->offers.field, field);
	if (is_listed(field))
		add_source(work, (struct offer_source){
					 text_of(&selection->offers.field),
					 text_of(&work->within), "", "",
					 .most = VALUES_MOST, .sought = true });
}

void offers_ask(struct selection *selection, struct str text, size_t at,
		size_t replaces)
{
	struct offers_work *work = &selection->inner->offers;
	struct str typed = str_slice(text, 0, at), word, field;
	size_t from;

	assert(at <= text.len);
	field = expr_tail(typed, &word);
	from = at - word.len;
	list_release(work->next, work->nexts);
	work->nexts = work->sources = work->at = work->row = 0;
	work->picks = work->fits = 0;
	work->asked = true;
	work->replaces = replaces;
	selection->offers.from = from;
	selection->offers.whole = false;
	selection->offers.overview = !str_trim(text).len;
	buf_reset(&selection->offers.field);
	put(&work->head, str_slice(text, 0, from));
	put(&work->tail, str_slice(text, at, text.len));
	put(&work->word, word);
	put_within(work,
		   str_slice(text, 0,
			     field.at ? (size_t)(field.at - text.at) : from));
	selection->stale = true;
	if (word.len > WORD_MOST || !selection->store)
		return;
	if (selection->offers.overview)
		for (size_t i = 0; i < ARRAY_LEN(overview); i++)
			add_source(work, overview[i]);
	else if (field.at)
		begin_value(selection, work, field);
	else
		begin_word(selection, work);
}

void offers_end(struct selection *selection)
{
	struct offers_work *work = &selection->inner->offers;

	list_release(work->next, work->nexts);
	list_release(selection->offers.at, selection->offers.count);
	buf_release(&selection->offers.field);
	selection->offers = (struct offers){ 0 };
	sieves_release(&work->sieves);
	buf_release(&work->head);
	buf_release(&work->tail);
	buf_release(&work->word);
	buf_release(&work->within);
	*work = (struct offers_work){ 0 };
}
