/* SPDX-License-Identifier: MIT */
/* row_meaning.c - fills in what a row means: time, columns, user, flags and
 * resources, once for every event of a load.
 *
 * What an event means depends on few of its values, and these repeat, so
 * nearly every answer is one that was given before: plans answer for
 * skeleton, service and name; memos, which live as long as the symbols of a
 * batch, answer for users, agents and names of resources. A memo is a table
 * in which a newcomer takes the older's place: it never grows, and answers
 * only for exactly what it was asked. */
#include "identity.h"
#include "meaning.h"
#include "outcome.h"
#include "part.h"
#include "plan.h"
#include "shredder.h"
#include "tool.h"
#include "user.h"
#include "world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MEMO_FEW 64 /* of plans, users, flags */
#define MEMO_TEXTS 128
#define MEMO_NAMES 256

struct memo_plan {
	const struct plan *plan; /* NULL: free */
	const struct skeleton *skeleton;
	sym_t source, name;
};

struct memo_user {
	sym_t from[USER_FIELDS];
	sym_t user, session, human;
	uint32_t flags;
	bool used;
};

/* What flags are told from: symbols of flag_fields and of managementEvent. */
struct flags_from {
	sym_t field[FLAG_FIELDS], management;
	uint32_t call; /* 1: it reads, by its verb; 2: it has a name */
};

struct memo_flags {
	struct flags_from from;
	uint32_t flags;
	bool used;
};

/* What is made of one text: a tool, a service, an outcome. */
struct memo_text {
	uint32_t what;
	sym_t from; /* SYM_NONE: free */
	uint32_t to;
};

struct memo_name { /* what a leaf names; SYM_NONE as value: free */
	sym_t value, account, service, identity;
	uint32_t how; /* type, whether of a message, whether AWS wrote it */
};

struct meaning {
	const struct shapes *shapes; /* of all batches; NULL before the first */
	uint32_t batch;  /* the number of the one that memos are for */
	uint32_t serial; /* of the row, where `mark` is concerned */
	uint32_t era;    /* of the plans in memo */
	struct plans *plans;
	int64_t time;    /* of the time read last ... */
	sym_t time_from; /* ... from this text */
	struct buf text, more, third;
	uint32_t *mark; /* by sym: the row that names it already */
	size_t marks, mark_room;
	struct {
		struct memo_plan plan[MEMO_FEW];
		struct memo_user user[MEMO_FEW];
		struct memo_flags flags[MEMO_FEW];
		struct memo_text texts[MEMO_TEXTS];
		struct memo_name name[MEMO_NAMES];
	} memo;
};

/* One row being given its meaning. */
struct row_meaning {
	struct meaning *meaning;
	struct batch *batch;
	struct batch_row *row;
	const struct record *record;
	const struct plan *plan;
	sym_t *column; /* row->column */
};

static inline sym_t slot_sym(const struct row_meaning *f, uint32_t slot)
{
	const struct slot *s = &f->record->skeleton->slot[slot];

	assert(slot < f->record->skeleton->slots);
	return leaf_packed(s->kind) ? SYM_NONE : f->record->value[s->at];
}

/* The symbol a field has already; SYM_NONE where it is packed, too. */
static inline sym_t field_sym(const struct row_meaning *f, enum field_id field)
{
	uint32_t slot = f->record->skeleton->field[field];

	return slot == SLOT_NONE ? SYM_NONE : slot_sym(f, slot);
}

/* The same of a place among the values, which plans know. */
static inline sym_t value_sym(const struct row_meaning *f, uint32_t at)
{
	return at == SLOT_NONE ? SYM_NONE : f->record->value[at];
}

static inline struct str sym_text(const struct row_meaning *f, sym_t sym)
{
	return dict_text(&f->batch->dict, sym);
}

struct meaning *meaning_new(void)
{
	struct meaning *meaning = calloc(1, sizeof(*meaning));

	if (meaning)
		meaning->plans = plans_new();
	if (meaning && !meaning->plans) {
		free(meaning);
		return NULL;
	}
	return meaning;
}

void meaning_free(struct meaning *meaning)
{
	if (!meaning)
		return;
	plans_free(meaning->plans);
	buf_release(&meaning->text);
	buf_release(&meaning->more);
	buf_release(&meaning->third);
	free(meaning->mark);
	free(meaning);
}

/* Symbols start anew with each batch: what was memoised by them means
 * nothing any more. */
static void forget_symbols(struct meaning *meaning)
{
	meaning->time_from = SYM_NONE;
	memset(&meaning->memo, 0, sizeof(meaning->memo));
	for (size_t i = 0; i < meaning->marks; i++)
		meaning->mark[i] = 0;
}

/* ---- texts ---- */

/* All that answer bool from here on answer false when out of memory.
 *
 * Puts a text where *sym says; absent and empty are SYM_NONE. */
static bool put_text(struct row_meaning *f, struct str text, sym_t *sym)
{
	*sym = text.len ? dict_put(&f->batch->dict, text) : SYM_NONE;
	return *sym != SYM_NONE || !text.len;
}

static bool put_packed(struct row_meaning *f, enum field_id field, sym_t *sym)
{
	char scratch[SCRATCH];

	return put_text(f, record_field(f->record, field, scratch), sym);
}

/* The same with what a field holds, or the first of two. */
static inline bool put_field(struct row_meaning *f, enum field_id field,
			     sym_t *sym)
{
	sym_t has = field_sym(f, field);

	if (has == SYM_NONE && f->record->skeleton->field[field] != SLOT_NONE)
		return put_packed(f, field, sym);
	*sym = dict_text(f->record->dict, has).len ? has : SYM_NONE;
	return true;
}

static bool put_either(struct row_meaning *f, enum field_id field,
		       enum field_id other, sym_t *sym)
{
	return put_field(f, field, sym) &&
	       (*sym != SYM_NONE || put_field(f, other, sym));
}

enum made { MADE_TOOL = 1, MADE_SERVICE, MADE_OUTCOME, MADE_NO_ERROR };

/* Where the answer for `from` stands; its `from` is SYM_NONE where there is
 * none yet: then make it and set both. */
static struct memo_text *memo_text(struct row_meaning *f, enum made what,
				   sym_t from)
{
	struct memo_text *memo =
		&f->meaning->memo.texts[(from * 5 + what) % MEMO_TEXTS];

	if (memo->from != from || memo->what != (uint32_t)what) {
		memo->from = SYM_NONE;
		memo->what = what;
	}
	return memo;
}

/* Puts the tool or service that the text `from` names, if there is one. */
static bool put_made(struct row_meaning *f, enum made what, sym_t from,
		     sym_t *to)
{
	struct str text = sym_text(f, from);
	struct memo_text *memo;

	*to = SYM_NONE;
	if (from == SYM_NONE)
		return true;
	memo = memo_text(f, what, from);
	if (memo->from == SYM_NONE) {
		if (what == MADE_TOOL) {
			buf_reset(&f->meaning->text);
			tool_put(&f->meaning->text, text);
			text = buf_str(&f->meaning->text);
		} else {
			text = part_service(text);
		}
		if (!put_text(f, text, &memo->to))
			return false;
		memo->from = from;
	}
	*to = memo->to;
	return true;
}

/* ---- columns ---- */

static bool put_columns(struct row_meaning *f)
{
	sym_t *column = f->column, *account = &column[COL_ACCOUNT];
	sym_t source, agent;

	return put_either(f, FIELD_NAME, FIELD_INSIGHT_NAME,
			  &column[COL_NAME]) &&
	       put_either(f, FIELD_SOURCE, FIELD_INSIGHT_SOURCE, &source) &&
	       put_made(f, MADE_SERVICE, source, &column[COL_SERVICE]) &&
	       put_field(f, FIELD_AGENT, &agent) &&
	       put_made(f, MADE_TOOL, agent, &column[COL_TOOL]) &&
	       put_either(f, FIELD_RECIPIENT, FIELD_USER_ACCOUNT, account) &&
	       (*account != SYM_NONE ||
		put_field(f, FIELD_AGGREGATE_ACCOUNT, account)) &&
	       put_field(f, FIELD_USER_KEY, &column[COL_KEY]) &&
	       put_field(f, FIELD_ADDRESS, &column[COL_ADDRESS]) &&
	       put_field(f, FIELD_REGION, &column[COL_REGION]);
}

/* ---- user ---- */

static bool make_user(struct row_meaning *f, struct memo_user *memo)
{
	struct buf *user = &f->meaning->text, *session = &f->meaning->more;
	struct buf *human = &f->meaning->third;

	buf_reset(user);
	buf_reset(session);
	buf_reset(human);
	memo->flags = user_put(f->record, user, session, human);
	memo->used = !(memo->flags & USER_BEYOND);
	memo->flags &= ~USER_BEYOND;
	if (put_text(f, buf_str(user), &memo->user) &&
	    put_text(f, buf_str(session), &memo->session) &&
	    put_text(f, buf_str(human), &memo->human))
		return true;
	memo->used = false;
	return false;
}

/* A hash of what the fields hold that stand there (see struct plan); `from`
 * gets that. */
static uint32_t read_fields(const struct row_meaning *f, const uint32_t *at,
			    size_t count, sym_t *from)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < count; i++) {
		from[i] = value_sym(f, at[i]);
		hash = hash * 31 + from[i];
	}
	return hash ^ hash >> 8;
}

static bool put_user(struct row_meaning *f)
{
	struct memo_user made = { 0 }, *memo = &made;
	sym_t from[USER_FIELDS];

	if (f->plan->described)
		memo = &f->meaning->memo.user[read_fields(f, f->plan->user_at,
							  USER_FIELDS, from) %
					      MEMO_FEW];
	if (!memo->used || memcmp(memo->from, from, sizeof(from)) != 0) {
		if (!make_user(f, memo))
			return false;
		if (f->plan->described)
			memcpy(memo->from, from, sizeof(from));
	}
	f->column[COL_USER] = memo->user;
	f->column[COL_SESSION] = memo->session;
	f->column[COL_HUMAN] = memo->human;
	f->row->flags |= memo->flags;
	return true;
}

/* ---- time ---- */

static bool time_at(const struct row_meaning *f, enum field_id field,
		    int64_t *time)
{
	char scratch[SCRATCH];
	struct str text = record_field(f->record, field, scratch);
	int64_t span;

	return text.len &&
	       (time_read(text, time, &span) || time_read_epoch(text, time));
}

static void put_time(struct row_meaning *f)
{
	struct meaning *m = f->meaning;
	sym_t from = field_sym(f, FIELD_TIME);
	struct batch_row *row = f->row;

	if (from != SYM_NONE && from == m->time_from) {
		row->time = m->time;
		return;
	}
	if (time_at(f, FIELD_TIME, &row->time)) {
		m->time_from = from;
		m->time = row->time;
	} else if (!time_at(f, FIELD_TIMESTAMP, &row->time) &&
		   !time_at(f, FIELD_WINDOW_START, &row->time)) {
		row->time = TIME_NONE;
		row->flags |= FLAG_UNDATED;
	}
}

/* ---- flags ---- */

/* As record_flags. */
static uint32_t told_flags(struct row_meaning *f)
{
	const struct plan *plan = f->plan;
	struct flags_from from = { .call = plan->reads };
	struct memo_flags *memo;

	if (!plan->flagged)
		return record_flags(f->record, plan->reads, plan->management);
	memo = &f->meaning->memo.flags[read_fields(f, plan->flag_at,
						   FLAG_FIELDS, from.field) %
				       MEMO_FEW];
	if (f->record->skeleton->field[FIELD_NAME] != SLOT_NONE)
		from.call |= 2;
	if (plan->management != SLOT_NONE)
		from.management = slot_sym(f, plan->management);
	if (!memo->used || memcmp(&memo->from, &from, sizeof(from)) != 0) {
		memo->from = from;
		memo->flags =
			record_flags(f->record, plan->reads, plan->management);
		memo->used = true;
	}
	return memo->flags;
}

/* What the symbol in COL_ERROR says, which is nearly always all there is. */
static uint32_t outcome_of_error(struct row_meaning *f)
{
	sym_t error = f->column[COL_ERROR];
	struct memo_text *memo = memo_text(f, MADE_OUTCOME, error);

	if (memo->from == SYM_NONE) {
		memo->to = record_outcome(f->record, NULL);
		memo->from = error;
	}
	return memo->to;
}

/* True when the text in COL_ERROR says that there was no error. */
static bool is_no_error(struct row_meaning *f)
{
	sym_t error = f->column[COL_ERROR];
	struct memo_text *memo = memo_text(f, MADE_NO_ERROR, error);

	if (memo->from == SYM_NONE) {
		memo->to = error_is_none(sym_text(f, error));
		memo->from = error;
	}
	return memo->to;
}

/* What is said elsewhere of how it ended, and why. */
static bool put_answer(struct row_meaning *f)
{
	const struct answered answer = answer_read(f->record);
	sym_t *to = &f->column[COL_ERROR];
	char scratch[SCRATCH];

	f->row->flags |= record_outcome(f->record, &answer);
	return *to != SYM_NONE || answer.slot == SLOT_NONE ||
	       put_text(f, record_slot(f->record, answer.slot, scratch), to);
}

static bool put_error(struct row_meaning *f)
{
	sym_t *to = &f->column[COL_ERROR];
	char scratch[SCRATCH];

	if (!put_either(f, FIELD_ERROR_CODE, FIELD_ERROR_MESSAGE, to))
		return false;
	if (*to != SYM_NONE && record_is_insight(f->record)) {
		*to = SYM_NONE;
		return true;
	}
	if (*to != SYM_NONE && is_no_error(f) &&
	    !put_text(f, record_error(f->record, scratch), to))
		return false;
	if (f->plan->answers)
		return put_answer(f);
	if (*to != SYM_NONE)
		f->row->flags |= outcome_of_error(f);
	return true;
}

static bool put_flags(struct row_meaning *f)
{
	if (!put_error(f))
		return false;
	f->row->flags |= told_flags(f);
	if (f->plan->grants && record_opens_world(f->record))
		f->row->flags |= FLAG_WORLD;
	if (f->plan->notable.count)
		f->row->flags |= notable_flags(&f->plan->notable, f->record,
					       f->row->flags);
	return true;
}

/* ---- resources ---- */

/* Notes that this row names `identity`, once. 1, also where it did before; 0
 * for none; -1: no memory. `mark` grows with the dictionary. */
static int add_resource(struct row_meaning *f, sym_t identity)
{
	struct meaning *m = f->meaning;

	if (identity == SYM_NONE)
		return 0;
	assert(identity < f->batch->dict.count);
	if (identity >= m->marks) {
		if (!vec_reserve(&m->mark, &m->mark_room, f->batch->dict.count,
				 sizeof(*m->mark)))
			return -1;
		memset(m->mark + m->marks, 0,
		       (m->mark_room - m->marks) * sizeof(*m->mark));
		m->marks = m->mark_room;
	}
	if (m->mark[identity] == m->serial)
		return 1;
	m->mark[identity] = m->serial;
	return batch_add_resource(f->batch, identity) ? 1 : -1;
}

/* What the step's leaf names is put together; as put_text. */
static bool make_resource(struct row_meaning *f,
			  const struct resource_step *step,
			  struct memo_name *made)
{
	struct buf *text = &f->meaning->text;
	struct named named = { .service = sym_text(f, made->service),
			       .account = sym_text(f, made->account),
			       .answered = step->answered };
	char scratch[SCRATCH];

	buf_reset(text);
	named.value = step_value(f->record, step, &named.type, scratch);
	if (named.value.len)
		resource_put(text, &named);
	return put_text(f, buf_str(text), &made->identity);
}

/* Adds what the step's leaf names; as add_resource. */
static int add_named(struct row_meaning *f, const struct resource_step *step,
		     sym_t value)
{
	struct memo_name made = {
		.value = value,
		.account = step->account == SLOT_NONE
				   ? f->column[COL_ACCOUNT]
				   : slot_sym(f, step->account),
		.service = step->type == TYPE_SERVICE ? f->column[COL_SERVICE]
						      : SYM_NONE,
		.how = (uint32_t)step->type << 2 |
		       (uint32_t)(step->part == AS_MESSAGE) << 1 |
		       step->answered,
	};
	struct memo_name *memo =
		&f->meaning->memo.name[(value * 3 + step->type) % MEMO_NAMES];

	if (value != SYM_NONE && memo->value == value &&
	    memo->account == made.account && memo->service == made.service &&
	    memo->how == made.how)
		return add_resource(f, memo->identity);
	if (!make_resource(f, step, &made))
		return -1;
	/* What a principal of single sign-on is, another leaf tells. */
	if (value != SYM_NONE && step->type != TYPE_SSO_PRINCIPAL)
		*memo = made;
	return add_resource(f, made.identity);
}

/* Most leaves that may name something do not. */
static int give(void *to, const struct resource_step *step)
{
	struct row_meaning *f = to;
	sym_t value = value_sym(f, step->at);

	if (step->type == TYPE_NONE && step->part != AS_MESSAGE &&
	    !resource_looks(sym_text(f, value)))
		return 0;
	if (step->type == TYPE_ACCOUNT &&
	    step_is_self(step, TYPE_ACCOUNT, sym_text(f, value),
			 sym_text(f, f->column[COL_ACCOUNT])))
		return 0;
	return add_named(f, step, value);
}

static bool put_resources(struct row_meaning *f)
{
	f->meaning->serial++;
	return plan_resources(f->plan, give, f) == 0;
}

/* ---- a row ---- */

static bool find_plan(struct row_meaning *f)
{
	struct meaning *m = f->meaning;
	sym_t source = f->column[COL_SERVICE], name = f->column[COL_NAME];
	const struct skeleton *skeleton = f->record->skeleton;
	struct memo_plan *memo =
		&m->memo.plan[(skeleton->id * 31 + source + name * 7) %
			      MEMO_FEW];

	if (memo->plan && memo->skeleton == skeleton &&
	    memo->source == source && memo->name == name &&
	    m->era == m->plans->era) {
		f->plan = memo->plan;
		return true;
	}
	f->plan = plans_find(m->plans, f->record, sym_text(f, source),
			     sym_text(f, name));
	if (m->era != m->plans->era)
		memset(m->memo.plan, 0, sizeof(m->memo.plan));
	m->era = m->plans->era;
	*memo = (struct memo_plan){ f->plan, skeleton, source, name };
	return f->plan != NULL;
}

/* In this order: columns need nothing, the plan needs columns, the others
 * need the plan. */
static bool put_all(struct row_meaning *f)
{
	put_time(f);
	return put_columns(f) && find_plan(f) && put_user(f) && put_flags(f) &&
	       put_resources(f);
}

int meaning_fill(struct meaning *meaning, struct batch *batch, struct err *err)
{
	struct record record;
	struct row_meaning f = { .meaning = meaning,
				 .batch = batch,
				 .record = &record };

	assert(batch->rows);
	assert(!meaning->shapes || meaning->shapes == batch->shapes);
	meaning->shapes = batch->shapes;
	if (meaning->batch != batch->number)
		forget_symbols(meaning);
	meaning->batch = batch->number;
	batch_record(batch, batch->rows - 1, &record);
	f.row = &batch->row[batch->rows - 1];
	assert(!(f.row->flags & ~(uint32_t)FLAG_HIDDEN) && !f.row->resources);
	f.column = f.row->column;
	if (put_all(&f))
		return 0;
	batch_drop(batch);
	return err_set(err, ERR_FULL, 0, "no memory for this record");
}
