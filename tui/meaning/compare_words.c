/* SPDX-License-Identifier: MIT */
/* compare_words.c - what two records differ in, in words: what statements and
 * selectors say, and which networks are let in or out. */
#include "compare.h"
#include "part.h"
#include "rules_form.h"
#include "world.h"

void meant_add(struct difference *to, struct str path, struct str old,
	       struct str new)
{
	struct change_row *row = vec_add(to->meant, to->meants, to->meant_room);

	*row = (struct change_row){
		.change = !old.at            ? CHANGE_NEW
			  : !new.at          ? CHANGE_OLD
			  : str_eq(old, new) ? CHANGE_NONE
					     : CHANGE_BOTH,
		.path = path,
		.old_text = old,
		.new_text = new,
		.old_at = SIZE_MAX,
		.new_at = SIZE_MAX,
	};
}

/* The response tells again what was asked for. */
static bool repeats_request(const struct difference *to,
			    const struct change_row *row)
{
	if (!str_starts(row->path, STR("responseElements.")))
		return false;
	for (size_t i = 0; i < to->meants; i++)
		if (!str_starts(to->meant[i].path, STR("responseElements.")) &&
		    str_eq(to->meant[i].old_text, row->old_text) &&
		    str_eq(to->meant[i].new_text, row->new_text))
			return true;
	return false;
}

/* What the one says in a list and the other alone, in another shape. */
static void cancel_meant(struct difference *to)
{
	size_t kept = 0;

	for (size_t i = 0; i < to->meants; i++) {
		struct change_row *row = &to->meant[i];

		if (row->change != CHANGE_OLD)
			continue;
		for (size_t k = 0; k < to->meants; k++) {
			struct change_row *other = &to->meant[k];

			if (other->change == CHANGE_NEW &&
			    str_eq(row->path, other->path) &&
			    str_eq(row->old_text, other->new_text)) {
				row->change = other->change = CHANGE_NONE;
				break;
			}
		}
	}
	for (size_t i = 0; i < to->meants; i++)
		if (to->meant[i].change != CHANGE_NONE &&
		    !repeats_request(to, &to->meant[i]))
			to->meant[kept++] = to->meant[i];
	to->meants = kept;
}

/* What the lines of that way and ports ask for; absent: none does. */
static struct str asked(struct difference *to, struct str lines, struct str way)
{
	struct buf text = { 0 };
	struct str kept = STR_NONE;

	while (lines.len) {
		struct str its = part_take(&lines, '\t');
		struct str what = part_take(&lines, '\n');

		if (!str_eq(its, way))
			continue;
		buf_add(&text, text.len ? STR(", ") : STR(""));
		buf_add(&text, what);
	}
	if (text.len)
		kept = arena_keep(to->arena, buf_str(&text));
	buf_release(&text);
	return kept;
}

static bool has_meant(const struct difference *to, size_t from, struct str path)
{
	for (size_t i = from; i < to->meants; i++)
		if (str_eq(to->meant[i].path, path))
			return true;
	return false;
}

/* Networks let in and out, whatever the form of the request: a row for each
 * way and ports, also where both ask for the same. */
static void mean_rules(struct difference *to, const struct record *old,
		       const struct record *new)
{
	struct buf lines[2] = { 0 };
	size_t from = to->meants;

	rules_put(old, &lines[0]);
	rules_put(new, &lines[1]);
	for (int k = 0; k < 2; k++) {
		struct str rest = buf_str(&lines[k]);

		while (rest.len) {
			struct str way = part_take(&rest, '\t');

			part_take(&rest, '\n');
			if (has_meant(to, from, way))
				continue;
			meant_add(to, arena_keep(to->arena, way),
				  asked(to, buf_str(&lines[0]), way),
				  asked(to, buf_str(&lines[1]), way));
		}
	}
	buf_release(&lines[0]);
	buf_release(&lines[1]);
}

/* The same asked in two forms looks like much and may be nothing. */
static void mean_form(struct difference *to)
{
	struct str old = rules_form(&to->old_tree, to->arena);
	struct str new = rules_form(&to->new_tree, to->arena);

	if (old.at && new.at &&
	    str_starts(old, STR("flat")) != str_starts(new, STR("flat")))
		meant_add(to, STR("form"), old, new);
}

void meant_settle(struct difference *to, const struct record *old,
		  const struct record *new)
{
	cancel_meant(to);
	mean_rules(to, old, new);
	mean_form(to);
}
