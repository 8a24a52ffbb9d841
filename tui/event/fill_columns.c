/* SPDX-License-Identifier: MIT */
/* fill_columns.c - time, user and the other columns of a row. */
#include "filling.h"
#include "tool.h"

#include <string.h>

/* ---- columns ---- */

static bool put_service(struct filling *f)
{
	sym_t *to = &f->column[COL_SERVICE];
	struct memo_text *memo;
	struct str text;
	sym_t from;

	if (!fill_either(f, FIELD_SOURCE, FIELD_INSIGHT_SOURCE, to))
		return false;
	if (*to == SYM_NONE)
		return true;
	from = *to;
	memo = memo_text(f, MADE_SERVICE, from);
	if (memo->from == SYM_NONE) {
		text = sym_text(f, from);
		if (str_ends(text, STR(".amazonaws.com")))
			text.len -= 14;
		if (!fill_text(f, text, to))
			return false;
		memo->from = from;
		memo->to = *to;
	}
	*to = memo->to;
	return true;
}

static bool put_tool(struct filling *f)
{
	struct memo_text *memo;
	sym_t agent;

	if (!fill_field(f, FIELD_AGENT, &agent))
		return false;
	if (agent == SYM_NONE)
		return true;
	memo = memo_text(f, MADE_TOOL, agent);
	if (memo->from == SYM_NONE) {
		buf_reset(&f->meaning->text);
		tool_put(&f->meaning->text, sym_text(f, agent));
		if (!fill_text(f, buf_str(&f->meaning->text), &memo->to))
			return false;
		memo->from = agent;
	}
	f->column[COL_TOOL] = memo->to;
	return true;
}

static bool put_account(struct filling *f)
{
	sym_t *to = &f->column[COL_ACCOUNT];

	return fill_either(f, FIELD_RECIPIENT, FIELD_USER_ACCOUNT, to) &&
	       (*to != SYM_NONE || fill_field(f, FIELD_AGGREGATE_ACCOUNT, to));
}

bool fill_columns(struct filling *f)
{
	return fill_either(f, FIELD_NAME, FIELD_INSIGHT_NAME,
			   &f->column[COL_NAME]) &&
	       put_service(f) && put_tool(f) && put_account(f) &&
	       fill_field(f, FIELD_USER_KEY, &f->column[COL_KEY]) &&
	       fill_field(f, FIELD_ADDRESS, &f->column[COL_ADDRESS]) &&
	       fill_field(f, FIELD_REGION, &f->column[COL_REGION]);
}

/* ---- user ---- */

static bool make_user(struct filling *f, struct memo_user *memo)
{
	struct buf *user = &f->meaning->text, *session = &f->meaning->more;

	buf_reset(user);
	buf_reset(session);
	memo->flags = user_put(f->record, user, session);
	memo->used = !(memo->flags & USER_BEYOND);
	memo->flags &= ~USER_BEYOND;
	if (fill_text(f, buf_str(user), &memo->user) &&
	    fill_text(f, buf_str(session), &memo->session))
		return true;
	memo->used = false;
	return false;
}

static struct memo_user *memo_user(struct filling *f,
				   const sym_t from[USER_FIELDS])
{
	uint32_t hash = 0;

	for (size_t i = 0; i < USER_FIELDS; i++)
		hash = hash * 31 + from[i];
	return &f->meaning->user[(hash ^ hash >> 8) % MEMO_USERS];
}

bool fill_user(struct filling *f)
{
	struct memo_user made = { 0 }, *memo = &made;
	sym_t from[USER_FIELDS];

	if (f->plan->described) {
		for (size_t i = 0; i < USER_FIELDS; i++)
			from[i] = field_sym(f, user_fields[i]);
		memo = memo_user(f, from);
	}
	if (!memo->used || memcmp(memo->from, from, sizeof(from)) != 0) {
		memo->used = false;
		if (!make_user(f, memo))
			return false;
		if (f->plan->described)
			memcpy(memo->from, from, sizeof(from));
	}
	f->column[COL_USER] = memo->user;
	f->column[COL_SESSION] = memo->session;
	f->row->flags |= memo->flags;
	return true;
}

/* ---- time ---- */

/* Seconds, or milliseconds, since 1970: some exports write these. */
static bool epoch_read(struct str text, int64_t *time)
{
	int64_t value = 0;
	size_t i = 0;

	for (; i < text.len && i < 13; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			break;
		value = value * 10 + (text.at[i] - '0');
	}
	if ((i != 10 && i != 13) || (i < text.len && text.at[i] != '.'))
		return false;
	*time = i == 13 ? value / 1000 : value;
	return true;
}

static bool time_at(const struct filling *f, enum field_id field, int64_t *time)
{
	char scratch[SCRATCH];
	struct str text = record_field(f->record, field, scratch);
	int64_t span;

	return text.len &&
	       (time_read(text, time, &span) || epoch_read(text, time));
}

void fill_time(struct filling *f)
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
