/* SPDX-License-Identifier: MIT */
/* sweep_words.c - see sweep_words.h. Sentences are compared word by word: what
 * all of them begin and end with is said once. */
#include "sweep_words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define COMMON_LEAST 6 /* bytes that are worth an ellipsis */

/* Bytes of `name` up to the last sign that parts words, which `first` begins
 * with as well. */
static size_t common_beginning(struct str first, struct str name)
{
	size_t end = 0;

	for (size_t i = 0; i < first.len && i < name.len; i++) {
		if (first.at[i] != name.at[i])
			break;
		if (strchr("-_/.:", first.at[i]))
			end = i;
	}
	return end >= COMMON_LEAST ? end : 0;
}

/* A list of lists is parted by semicolons. */
static struct str parted_by(const struct sayings *names, size_t said)
{
	for (size_t i = 0; i < said; i++)
		if (str_search(names->at[i], STR(", ")) >= 0)
			return STR("; ");
	return STR(", ");
}

void names_put(const struct sayings *names, size_t most, bool brief,
	       struct buf *out)
{
	size_t said = names->count < most ? names->count : most;
	struct str part = parted_by(names, said);

	for (size_t i = 0; i < said; i++) {
		struct str name = names->at[i];
		size_t common =
			brief && i ? common_beginning(names->at[0], name) : 0;

		buf_add(out, i ? part : STR(""));
		buf_add(out, common ? STR("…") : STR(""));
		buf_add(out, str_slice(name, common, name.len));
	}
	if (names->more && names->count == said)
		buf_add(out, STR(" and perhaps others"));
	else if (names->more)
		buf_addf(out, " and at least %zu more", names->count - said);
	else if (names->count > said)
		buf_addf(out, " and %zu more", names->count - said);
}

/* ---- what sentences have in common ---- */

/* Bytes of whole words, with the blank behind them, that both begin with. */
static size_t same_head(struct str a, struct str b)
{
	size_t end = 0;

	for (size_t i = 0; i < a.len && i < b.len && a.at[i] == b.at[i]; i++)
		if (a.at[i] == ' ')
			end = i + 1;
	return end;
}

/* The same of their ends, with the blank before them. */
static size_t same_tail(struct str a, struct str b)
{
	size_t end = 0;

	for (size_t i = 1; i <= a.len && i <= b.len; i++) {
		if (a.at[a.len - i] != b.at[b.len - i])
			break;
		if (a.at[a.len - i] == ' ')
			end = i;
	}
	return end;
}

static size_t min_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

void deeds_put(const struct sayings *deeds, size_t most, bool brief,
	       struct buf *out)
{
	struct str first = deeds->at[0];
	size_t head = first.len, tail = first.len;
	struct sayings names = *deeds;

	assert(deeds->count);
	if (deeds->count == 1) {
		names_put(deeds, most, brief, out);
		return;
	}
	for (size_t i = 1; i < deeds->count; i++)
		head = min_of(head, same_head(first, deeds->at[i]));
	for (size_t i = 1; i < deeds->count; i++)
		tail = min_of(tail, same_tail(first, deeds->at[i]));
	names.at = xcalloc(deeds->count, sizeof(*names.at));
	/* What is a list itself is told from its second word on. */
	if (str_eq(parted_by(deeds, deeds->count), STR("; ")))
		head = min_of(head, (size_t)(str_find(first, ' ') + 1));
	for (size_t i = 0; i < deeds->count; i++)
		if (deeds->at[i].len <= head + tail)
			tail = 0;
	for (size_t i = 0; i < deeds->count; i++)
		names.at[i] =
			str_slice(deeds->at[i], head, deeds->at[i].len - tail);
	buf_add(out, str_slice(first, 0, head));
	if (names.count > NAMES_SAID &&
	    str_starts(str_slice(first, first.len - tail, first.len),
		       STR(" of s3/")))
		buf_addf(out, "%s%zu objects", names.more ? "at least " : "",
			 names.count);
	else
		names_put(&names, most, brief, out);
	buf_add(out, str_slice(first, first.len - tail, first.len));
	free(names.at);
}

/* ---- what was tried ---- */

/* What stories begin with, and what of it stands behind "to". */
static const char *const verbs[][2] = {
	{ "added", "add" },
	{ "allowed", "allow" },
	{ "asked", "ask" },
	{ "attached", "attach" },
	{ "brought", "bring" },
	{ "changed", "change" },
	{ "closed", "close" },
	{ "created", "create" },
	{ "cut", "cut" },
	{ "deleted", "delete" },
	{ "disabled", "disable" },
	{ "enabled", "enable" },
	{ "encrypted", "encrypt" },
	{ "exported", "export" },
	{ "gave", "give" },
	{ "got", "get" },
	{ "left", "leave" },
	{ "let", "let" },
	{ "lifted", "lift" },
	{ "made", "make" },
	{ "mirrored", "mirror" },
	{ "opened", "open" },
	{ "pushed", "push" },
	{ "put", "put" },
	{ "ran", "run" },
	{ "read", "read" },
	{ "registered", "register" },
	{ "removed", "remove" },
	{ "replaced", "replace" },
	{ "rewrote", "rewrite" },
	{ "scheduled", "schedule" },
	{ "sent", "send" },
	{ "set", "set" },
	{ "shared", "share" },
	{ "signed", "sign" },
	{ "started", "start" },
	{ "stopped", "stop" },
	{ "switched", "switch" },
	{ "took", "take" },
	{ "trusted", "trust" },
	{ "unlocked", "unlock" },
	{ "wrote", "write" },
};

void tried_put(struct str deed, struct str call, struct buf *out)
{
	ptrdiff_t blank = str_find(deed, ' ');
	size_t end = blank < 0 ? deed.len : (size_t)blank;

	buf_add(out, STR("tried "));
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (!str_eq(str_slice(deed, 0, end), str_of(verbs[i][0])))
			continue;
		buf_addf(out, "to %s", verbs[i][1]);
		buf_add(out, str_slice(deed, end, deed.len));
		return;
	}
	/* What has no story begins with the call. */
	buf_add(out, str_starts(deed, call) ? deed : call);
}

/* ---- nouns ---- */

/* What an id itself says. */
static const struct {
	const char *noun, *id;
} nouns[] = {
	{ "snapshot ", "snap-" },  { "image ", "ami-" },
	{ "instance ", "i-" },     { "volume ", "vol-" },
	{ "access key ", "AKIA" }, { "key ", "AKIA" },
	{ "access key ", "ASIA" }, { "key ", "ASIA" },
	{ "group ", "sg-" },
};

/* Bytes of a noun that stands at the beginning before its id. */
static size_t noun_before_id(struct str text)
{
	for (size_t i = 0; i < ARRAY_LEN(nouns); i++) {
		struct str noun = str_of(nouns[i].noun);

		if (str_starts(text, noun) &&
		    str_starts(str_slice(text, noun.len, text.len),
			       str_of(nouns[i].id)))
			return noun.len;
	}
	return 0;
}

void nouns_drop(struct str words, struct buf *out)
{
	bool begins = true;

	for (size_t i = 0; i < words.len; i++) {
		if (begins)
			i += noun_before_id(str_slice(words, i, words.len));
		buf_addc(out, words.at[i]);
		begins = words.at[i] == ' ';
	}
}
