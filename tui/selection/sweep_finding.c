/* SPDX-License-Identifier: MIT */
/* sweep_finding.c - one finding: made of groups, and asked for its
 * expression. */
#include "sweep_judge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "selection.h"
#include "sweep_words.h"

#define MANY 4 /* so many of one call are told */

const char *finding_kind_name(enum finding_kind kind)
{
	static const char *const names[] = {
		[FINDING_WORKLOAD] = "workload",
		[FINDING_CALLS] = "calls",
		[FINDING_ISSUED] = "issued",
		[FINDING_ELSEWHERE] = "elsewhere",
		[FINDING_GUEST] = "guest",
		[FINDING_REFUSED] = "refused",
		[FINDING_TRIED] = "tried",
		[FINDING_ROOT] = "root",
		[FINDING_GUESSED] = "guessed",
		[FINDING_RUIN] = "ruin",
		[FINDING_READ] = "read",
	};

	assert(kind < FINDING_KINDS);
	return names[kind];
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "",       "info", "low",
					     "medium", "high", "critical" };

	assert(severity < ARRAY_LEN(names));
	return names[severity];
}

/* ---- making one ---- */

struct sweep_finding *finding_new(struct judge *judge, enum finding_kind kind,
				  sym_t user, const struct group *group)
{
	struct sweep *sweep = judge->sweep;
	struct sweep_finding *finding =
		vec_add(sweep->at, sweep->count, sweep->room);

	*finding = (struct sweep_finding){ .kind = kind,
					   .user = user,
					   .failed = true };
	finding_count(judge, finding, group);
	return finding;
}

struct sweep_finding *finding_of(struct judge *judge, enum finding_kind kind,
				 const struct groups *groups)
{
	const struct group *first = groups->at[0];
	struct sweep_finding *finding =
		finding_new(judge, kind, first->key[0], first);

	for (size_t i = 1; i < groups->count; i++)
		finding_count(judge, finding, groups->at[i]);
	return finding;
}

void finding_count(const struct judge *judge, struct sweep_finding *finding,
		   const struct group *group)
{
	if (!group->events)
		return;
	if (!finding->events ||
	    row_before(judge->store, group->first, finding->first))
		finding->first = group->first;
	if (!finding->events ||
	    row_before(judge->store, finding->last, group->last))
		finding->last = group->last;
	if (!finding->events)
		finding->session = group->session;
	if (finding->session != group->session)
		finding->session = SYM_NONE;
	finding->events += group->events;
	finding->failed &= group->failed == group->events;
}

void finding_worsen(struct sweep_finding *finding, const struct group *group)
{
	if (group->severity <= finding->severity)
		return;
	finding->severity = (enum severity)group->severity;
	finding->tactic = (enum tactic)group->tactic;
}

static struct finding_term *term_of(struct sweep_finding *finding,
				    const char *field)
{
	for (size_t i = 0; i < finding->terms; i++)
		if (!strcmp(finding->term[i].field, field))
			return &finding->term[i];
	assert(finding->terms < FINDING_TERMS);
	finding->term[finding->terms] = (struct finding_term){ .field = field };
	return &finding->term[finding->terms++];
}

void finding_equal(struct sweep_finding *finding, const char *field,
		   sym_t value)
{
	struct finding_term *term = term_of(finding, field);
	size_t room = term->values;

	for (size_t i = 0; i < term->values; i++)
		if (term->value[i] == value)
			return;
	vec_grow(&term->value, &room, term->values + 1, sizeof(*term->value));
	term->value[term->values++] = value;
}

void finding_flag(struct sweep_finding *finding, const char *field, bool holds)
{
	term_of(finding, field)->without = !holds;
}

void finding_say(struct sweep_finding *finding, struct buf *words)
{
	free(finding->what);
	finding->what = xstrdup(buf_str(words));
	buf_release(words);
}

struct str finding_briefest(const struct sweep_finding *finding)
{
	struct str had =
		str_of(finding->brief ? finding->brief : finding->what);

	return str_slice(had, (size_t)(str_find_last(had, '\n') + 1), had.len);
}

void finding_say_brief(struct sweep_finding *finding, struct buf *words)
{
	struct str last = finding_briefest(finding);
	struct buf lines = { 0 };

	for (size_t i = 0; i < words->len; i++)
		if (words->at[i] == '\n')
			words->at[i] = ' '; /* of data */
	if (words->len && words->len < last.len) {
		if (finding->brief)
			buf_addf(&lines, "%s\n", finding->brief);
		buf_add(&lines, buf_str(words));
		free(finding->brief);
		finding->brief = xstrdup(buf_str(&lines));
	}
	buf_release(&lines);
	buf_release(words);
}

void finding_free(struct sweep_finding *finding)
{
	for (size_t t = 0; t < finding->terms; t++)
		free(finding->term[t].value);
	free(finding->what);
	free(finding->brief);
}

void sweep_release(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->count; i++)
		finding_free(&sweep->at[i]);
	free(sweep->at);
	rowset_release(&sweep->first);
	*sweep = (struct sweep){ .made = sweep->made };
}

/* ---- calls ---- */

int calls_by_weight(const void *a, const void *b)
{
	const struct group *const *x = a, *const *y = b;

	if ((*x)->severity != (*y)->severity)
		return (*x)->severity > (*y)->severity ? -1 : 1;
	if ((*x)->events != (*y)->events)
		return (*x)->events > (*y)->events ? -1 : 1;
	return (*x)->first < (*y)->first ? -1 : (*x)->first > (*y)->first;
}

void calls_put_names(const struct judge *judge, struct groups calls,
		     size_t most, struct buf *out)
{
	struct sayings names = {
		.at = xcalloc(calls.count + 1, sizeof(*names.at)),
	};
	struct buf *text = xcalloc(calls.count + 1, sizeof(*text));

	for (size_t i = 0; i < calls.count; i++) {
		buf_add(&text[i],
			store_text(judge->store, calls.at[i]->key[1]));
		if (calls.at[i]->events >= MANY)
			buf_addf(&text[i], " %u times",
				 (unsigned)calls.at[i]->events);
		names.at[names.count++] = buf_str(&text[i]);
	}
	names_put(&names, most, false, out);
	for (size_t i = 0; i < calls.count; i++)
		buf_release(&text[i]);
	free(text);
	free(names.at);
}

/* ---- the groups of one key ---- */

/* The first whose key is not before `key`. */
static size_t first_of(const struct groups *of, uint64_t key)
{
	size_t low = 0, high = of->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (of->at[mid]->key[0] < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct groups groups_of(const struct judge *judge, enum grouped by, sym_t key)
{
	const struct groups *of = &judge->of[by];
	size_t from = first_of(of, key), to = first_of(of, (uint64_t)key + 1);

	return (struct groups){ of->at + from, to - from };
}

/* ---- its events ---- */

static bool column_holds(const struct finding_term *term,
			 const struct store *store, row_t row)
{
	static const struct {
		const char *field;
		enum column column;
	} columns[] = { { "user", COL_USER },
			{ "ip", COL_ADDRESS },
			{ "event", COL_NAME },
			{ "key", COL_KEY },
			{ "tool", COL_TOOL } };
	size_t i = 0;

	while (strcmp(columns[i].field, term->field) != 0) {
		i++;
		assert(i < ARRAY_LEN(columns));
	}
	for (size_t k = 0; k < term->values; k++)
		if (store_column(store, columns[i].column)[row] ==
		    term->value[k])
			return true;
	return false;
}

size_t sweep_rank_of_key(const struct sweep *sweep, const struct store *store,
			 sym_t key)
{
	const sym_t *column = store_column(store, COL_KEY);
	size_t rank = SIZE_MAX;

	for (size_t i = 0; i < sweep->count; i++)
		if ((column[sweep->at[i].first] == key ||
		     column[sweep->at[i].last] == key) &&
		    sweep->at[i].rank < rank)
			rank = sweep->at[i].rank;
	return rank;
}

bool finding_is_at(const struct sweep_finding *finding, sym_t address)
{
	for (size_t i = 0; i < finding->terms; i++) {
		const struct finding_term *term = &finding->term[i];

		for (size_t k = 0; k < term->values; k++)
			if (!strcmp(term->field, "ip") &&
			    term->value[k] == address)
				return true;
	}
	return false;
}

static bool resources_hold(const struct finding_term *term,
			   const struct store *store, row_t row)
{
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (size_t k = 0; k < term->values; k++)
		for (uint32_t i = 0; i < count; i++)
			if (resource[i] == term->value[k])
				return true;
	return false;
}

static bool flag_holds(const struct finding_term *term, uint32_t flags)
{
	if (!strcmp(term->field, "people"))
		return term->without == ((flags & FLAG_SERVICE) != 0);
	if (!strcmp(term->field, "notable"))
		flags &= FLAG_NOTABLE;
	else if (!strcmp(term->field, "denied"))
		flags &= FLAG_DENIED;
	else
		flags &= FLAG_FAILED;
	return term->without != (flags != 0);
}

bool finding_has(const struct sweep_finding *finding, const struct store *store,
		 row_t row)
{
	const int64_t *time = store_time(store);
	bool has = !finding->bounded || (time[row] >= time[finding->first] &&
					 time[row] <= time[finding->last]);

	for (size_t i = 0; i < finding->terms && has; i++) {
		const struct finding_term *term = &finding->term[i];

		if (!term->values)
			has = flag_holds(term, store_flags(store)[row]);
		else if (!strcmp(term->field, "resource"))
			has = resources_hold(term, store, row);
		else
			has = column_holds(term, store, row);
	}
	return has;
}

/* ---- its expression ---- */

static enum identity_kind identity_of(const char *field)
{
	if (!strcmp(field, "user"))
		return IDENTITY_USERS;
	return strcmp(field, "resource") == 0 ? IDENTITY_RESOURCES
					      : IDENTITY_KINDS;
}

static struct str value_of(const struct finding_term *term, size_t n,
			   const struct store *store,
			   struct selection *selection, bool *plain)
{
	enum identity_kind kind = identity_of(term->field);
	sym_t value = term->value[n];

	*plain = selection && !strcmp(term->field, "event") &&
		 call_is_alone(selection, value);
	if (value == SYM_NONE)
		return STR_NONE;
	if (selection && kind != IDENTITY_KINDS)
		return identity_text(selection, kind, value, plain);
	return store_text(store, value);
}

static struct expr *term_expr(const struct finding_term *term,
			      const struct store *store,
			      struct selection *selection)
{
	struct str field = str_of(term->field);
	struct expr *expr, *wider;
	struct str value;
	bool plain;

	if (!term->values) {
		expr = expr_equal(field, STR("true"), false, NULL);
		assert(expr);
		return term->without ? expr_not(expr) : expr;
	}
	value = value_of(term, 0, store, selection, &plain);
	expr = expr_equal(field, value, plain, NULL);
	for (size_t i = 1; expr && i < term->values; i++) {
		value = value_of(term, i, store, selection, &plain);
		wider = expr_wider(expr, value, plain);
		expr_free(expr);
		expr = wider;
	}
	return expr;
}

struct expr *finding_expr(const struct sweep_finding *finding,
			  const struct store *store,
			  struct selection *selection)
{
	struct expr *all = NULL;

	assert(finding->terms);
	for (size_t i = 0; i < finding->terms; i++) {
		struct expr *one =
			term_expr(&finding->term[i], store, selection);

		assert(one); /* terms hold values of the store */
		all = all ? expr_and(all, one) : one;
	}
	if (finding->bounded)
		all = expr_and(all,
			       expr_span(store_time(store)[finding->first],
					 store_time(store)[finding->last]));
	return all;
}
