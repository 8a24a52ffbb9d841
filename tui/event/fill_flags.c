/* SPDX-License-Identifier: MIT */
/* fill_flags.c - what is true or false of an event. */
#include "filling.h"
#include "outcome.h"
#include "type.h"
#include "world.h"

/* What the symbol in COL_ERROR says, which is nearly always all there is. */
static uint32_t outcome_of_error(struct filling *f)
{
	sym_t error = f->column[COL_ERROR];
	struct memo_text *memo = memo_text(f, MADE_OUTCOME, error);
	sym_t code = field_sym(f, FIELD_ERROR_CODE);

	if (memo->from == SYM_NONE) {
		memo->to = error == code ? outcome_flags(sym_text(f, error),
							 STR_NONE, STR_NONE)
					 : record_outcome(f->record);
		memo->from = error;
	}
	return memo->to;
}

static bool put_error(struct filling *f)
{
	sym_t *to = &f->column[COL_ERROR];
	char scratch[SCRATCH];
	struct str login = record_field(f->record, FIELD_LOGIN, scratch);

	if (!fill_either(f, FIELD_ERROR_CODE, FIELD_ERROR_MESSAGE, to))
		return false;
	if (login.len) {
		f->row->flags |= record_outcome(f->record);
		return *to != SYM_NONE || str_eq(login, STR("Success")) ||
		       !(f->row->flags & FLAG_FAILED) ||
		       fill_text(f, login, to);
	}
	if (*to != SYM_NONE)
		f->row->flags |= outcome_of_error(f);
	return true;
}

static void put_write(struct filling *f)
{
	char scratch[SCRATCH];
	struct str text = record_field(f->record, FIELD_READ_ONLY, scratch);

	if (str_eq(text, STR("true")))
		return;
	if (str_eq(text, STR("false"))) {
		f->row->flags |= FLAG_WRITE;
		return;
	}
	f->row->flags |= FLAG_GUESSED;
	/* An Insight names a call, but is none. */
	if (!f->plan->reads && field_sym(f, FIELD_NAME) != SYM_NONE)
		f->row->flags |= FLAG_WRITE;
}

static void put_kind(struct filling *f)
{
	char a[SCRATCH], b[SCRATCH], c[SCRATCH];
	struct str management = STR_NONE;

	if (f->plan->management != SLOT_NONE)
		management = record_slot(f->record, f->plan->management, c);
	f->row->flags |=
		(uint32_t)kind_of(record_field(f->record, FIELD_CATEGORY, a),
				  record_field(f->record, FIELD_TYPE, b),
				  management)
		<< FLAG_KIND_SHIFT;
}

static void put_mfa(struct filling *f)
{
	char scratch[SCRATCH];
	struct str text = record_field(f->record, FIELD_SESSION_MFA, scratch);

	if (!text.len)
		text = record_field(f->record, FIELD_MFA_USED, scratch);
	if (!text.len)
		return;
	f->row->flags |= FLAG_MFA_KNOWN;
	if (str_eq_nocase(text, STR("true")) || str_eq_nocase(text, STR("yes")))
		f->row->flags |= FLAG_MFA;
}

static void put_cross(struct filling *f)
{
	sym_t recipient = field_sym(f, FIELD_RECIPIENT);
	sym_t caller = field_sym(f, FIELD_USER_ACCOUNT);

	if (recipient != caller && recipient != SYM_NONE &&
	    caller != SYM_NONE && is_account(sym_text(f, recipient)) &&
	    is_account(sym_text(f, caller)))
		f->row->flags |= FLAG_CROSS;
}

bool fill_flags(struct filling *f)
{
	if (!put_error(f))
		return false;
	put_write(f);
	put_kind(f);
	put_mfa(f);
	put_cross(f);
	if (f->plan->grants && record_opens_world(f->record))
		f->row->flags |= FLAG_WORLD;
	if (f->plan->notable.count &&
	    notable_among(&f->plan->notable, f->record, f->row->flags))
		f->row->flags |= FLAG_NOTABLE;
	return true;
}
