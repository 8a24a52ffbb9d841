/* SPDX-License-Identifier: MIT */
/* match.c - the ways in which a text can be what was typed.
 *
 * Quotes mean exactly this text; without them `*` and `?` are special, a
 * network holds its addresses, and an identity goes by any of its names.
 * Plain texts of a list stand in a dictionary, since lists of indicators are
 * pasted by the thousand. */
#include "match.h"
#include "meaning.h"

#include <stdlib.h>

#include "order.h"
#include "room.h"
#include "search.h"

enum way {
	WAY_SAME,
	WAY_GLOB,
	WAY_NETWORK,
	WAY_IDENTITY, /* loosely, see identity_matches */
	WAY_SHOWN,    /* as the panes show it, or whole */
	WAY_EXACT,    /* the same, but of several accounts only whole */
	WAY_ROLE,     /* by its name, exactly */
	WAY_PART,
	WAY_SEARCH,
	WAY_ORDER,
};

struct choice {
	enum way way;
	struct str text; /* borrowed from the value */
	enum lex_op op;
	struct bound bound;
	struct search *search;
};

struct match {
	struct choice *choice;
	size_t choices, room;
	struct str one; /* text of WAY_SAME, when it is the only one */
	size_t sames;
	bool several;     /* accounts are loaded */
	struct dict same; /* all of them, when there are several */
};

/* ---- compiling ---- */

bool match_is_network(struct str text)
{
	ptrdiff_t slash = str_find(text, '/');
	struct str address =
		str_slice(text, 0, slash < 0 ? text.len : (size_t)slash);

	return (slash > 0 || str_find(text, ':') >= 0) &&
	       cidr_holds(text, address) != -1;
}

static bool has_glob(struct str text)
{
	return str_find(text, '*') >= 0 || str_find(text, '?') >= 0;
}

static enum way equal_way(enum reading reading, enum lex_op op, struct str text,
			  bool quoted)
{
	if (reading == READ_ROLE)
		return quoted ? WAY_ROLE : WAY_IDENTITY;
	if (reading == READ_IDENTITY || reading == READ_RESOURCE)
		return op == OP_WHOLE ? WAY_EXACT
		       : quoted       ? WAY_SHOWN
				      : WAY_IDENTITY;
	if (quoted)
		return WAY_SAME;
	if (match_is_network(text))
		return WAY_NETWORK;
	return has_glob(text) ? WAY_GLOB : WAY_SAME;
}

static void put_same(struct match *match, struct str text)
{
	if (dict_put(&match->same, text) == SYM_NONE)
		die("out of memory (a list of values)");
}

static void keep_same(struct match *match, struct str text)
{
	if (match->sames++ == 0) {
		match->one = text;
		return;
	}
	if (match->sames == 2) {
		if (!dict_init(&match->same, hash_seed()))
			die("out of memory (a list of values)");
		put_same(match, match->one);
	}
	put_same(match, text);
}

static bool is_same(const struct match *match, struct str text)
{
	if (match->sames < 2)
		return match->sames && str_eq(match->one, text);
	return dict_find(&match->same, text) != SYM_NONE;
}

static struct choice *add_choice(struct match *match, enum way way,
				 struct str text)
{
	struct choice *choice;

	room_make(&match->choice, &match->room, match->choices + 1,
		  sizeof(*choice));
	choice = &match->choice[match->choices++];
	*choice = (struct choice){ .way = way, .text = text };
	return choice;
}

static void add_equal(struct match *match, enum reading reading, enum lex_op op,
		      struct str text, bool quoted)
{
	enum way way = equal_way(reading, op, text, quoted);

	if (way == WAY_SAME)
		keep_same(match, text);
	else
		add_choice(match, way, text);
}

/* `ec2` and `ec2.amazonaws.com` are the same service. */
static struct str without_suffix(struct str text)
{
	struct str suffix = STR(".amazonaws.com");

	return str_ends(text, suffix)
		       ? str_slice(text, 0, text.len - suffix.len)
		       : STR_NONE;
}

static void add_equals(struct match *match, enum reading reading,
		       enum lex_op op, const struct lex_value *value)
{
	bool quoted = op == OP_WHOLE || value->form == FORM_QUOTED;
	struct str text = lex_text(value);
	struct str bare = without_suffix(text);

	add_equal(match, reading, op, text, quoted);
	if (reading == READ_SERVICE && op != OP_WHOLE && bare.at)
		add_equal(match, reading, op, bare, quoted);
}

static int add_search(struct match *match, enum lex_op op,
		      const struct lex_value *value, struct err *err)
{
	struct choice *choice = add_choice(match, WAY_SEARCH, STR_NONE);
	bool quoted = value->form == FORM_QUOTED;
	struct err why;

	choice->search =
		search_make(lex_text(value), false,
			    value->form == FORM_REGEX_NOCASE ? CASE_FOLD
			    : op == OP_REGEX                 ? CASE_SMART
							     : CASE_KEEP,
			    &why);
	if (choice->search)
		return 0;
	/* In quotes and slashes the pattern begins a byte later. */
	return err_set(err, ERR_QUERY,
		       value->from + why.at +
			       (quoted || value->form != FORM_PLAIN),
		       "%s", why.text);
}

static int add_value(struct match *match, enum reading reading, enum lex_op op,
		     const struct lex_value *value, struct err *err)
{
	struct choice *choice;

	switch (op) {
	case OP_REGEX:
	case OP_REGEX_CASE:
		return add_search(match, op, value, err);
	case OP_PART:
		add_choice(match, WAY_PART, lex_text(value));
		return 0;
	case OP_LESS:
	case OP_LESS_EQUAL:
	case OP_MORE:
	case OP_MORE_EQUAL:
		choice = add_choice(match, WAY_ORDER, lex_text(value));
		choice->op = op;
		choice->bound = bound_make(lex_text(value));
		return 0;
	default:
		add_equals(match, reading, op, value);
		return 0;
	}
}

struct match *match_new(enum reading reading, enum lex_op op,
			const struct lex_value *value, size_t values,
			struct err *err)
{
	struct match *match = xcalloc(1, sizeof(*match));

	for (size_t i = 0; i < values; i++)
		if (add_value(match, reading, op, &value[i], err) < 0) {
			match_free(match);
			return NULL;
		}
	return match;
}

void match_free(struct match *match)
{
	if (!match)
		return;
	for (size_t i = 0; i < match->choices; i++)
		search_free(match->choice[i].search);
	free(match->choice);
	if (match->sames > 1)
		dict_release(&match->same);
	free(match);
}

void match_accounts(struct match *match, bool several)
{
	match->several = several;
}

size_t match_gave_up(const struct match *match)
{
	size_t count = 0;

	for (size_t i = 0; i < match->choices; i++)
		if (match->choice[i].search)
			count += match->choice[i].search->gave_up;
	return count;
}

/* ---- asking ---- */

static bool in_network(struct str network, struct str text)
{
	return str_eq(text, network) ||
	       (str_find(text, '/') < 0 && cidr_holds(network, text) == 1);
}

static bool finds(struct search *search, struct str text, struct str shown)
{
	size_t from, to;

	if (search_text(search, text, &from, &to))
		return true;
	return !str_eq(shown, text) && search_text(search, shown, &from, &to);
}

static bool choice_holds(struct choice *choice, struct str text,
			 struct str shown, bool several)
{
	switch (choice->way) {
	case WAY_SAME:
		return str_eq(text, choice->text);
	case WAY_GLOB:
		return str_glob(choice->text, text);
	case WAY_NETWORK:
		return in_network(choice->text, text);
	case WAY_IDENTITY:
		return identity_matches(text, choice->text, true);
	case WAY_SHOWN:
		return str_eq(text, choice->text) ||
		       str_eq(shown, choice->text);
	case WAY_EXACT:
		return str_eq(text, choice->text) ||
		       (!several && str_eq(shown, choice->text));
	case WAY_ROLE:
		return str_eq(identity_name(text), choice->text) ||
		       str_eq(text, choice->text);
	case WAY_PART:
		return str_search(text, choice->text) >= 0;
	case WAY_SEARCH:
		return finds(choice->search, text, shown);
	case WAY_ORDER:
		break;
	}
	return bound_holds(&choice->bound, choice->op, shown);
}

bool match_holds(struct match *match, struct str text, struct str shown)
{
	if (is_same(match, text))
		return true;
	for (size_t i = 0; i < match->choices; i++)
		if (choice_holds(&match->choice[i], text, shown,
				 match->several))
			return true;
	return false;
}
