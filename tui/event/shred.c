/* SPDX-License-Identifier: MIT */
/* shred.c - a record is walked once, without recursion. Structure and keys
 * feed the signature; leaves are interned as they are passed. While the text
 * goes a way that the trie knows, the signature is not even written: the
 * step at the last brace names the skeleton.
 *
 * The trie grows by whole skeletons, never during a walk. Its steps lie in one
 * array; those of one skeleton one after the other, so that a walk reads memory
 * in order. What may stand in one place is a list with the last one used in
 * front. Lists and tree are bounded, since who writes the data chooses the
 * keys; a full tree is forgotten and grows anew.
 *
 * The walk alternates between two questions: what value begins here, and
 * what follows a value. Each function takes the place in the text and
 * answers with the place after what it passed, or NULL with *err set. */
#include "shred.h"
#include "pack.h"
#include "signature.h"

#include <assert.h>
#include <string.h>

#ifndef TRIE_STEPS
#define TRIE_STEPS ((size_t)1 << 18)
#endif
#define TRIE_OTHERS 64 /* most steps in one place */
#define ROOT 1

/* ---- the trie ---- */

/* The values of these are new in every record. Other keys hold UUIDs too
 * (keyId, commandId), but name things that come again. */
static const struct str id_keys[] = {
	STR("eventID"),
	STR("requestID"),
	STR("x-amzn-RequestId"),
	STR("eventId"),
	STR("requestId"),
	STR("x-amz-request-id"),
	STR("clientToken"),
	STR("RequestId"),
	STR("clientRequestToken"),
	STR("ClientToken"),
	STR("x-amz-id-2"),
	STR("ClientRequestToken"),
	STR("sharedEventID"),
	STR("extendedRequestId"),
};

/* True for keys under which strings are to be packed. */
static bool has_ids(struct str key)
{
	for (size_t i = 0; i < ARRAY_LEN(id_keys); i++)
		if (key.len == id_keys[i].len &&
		    !memcmp(key.at, id_keys[i].at, key.len))
			return true;
	return false;
}

/* Speed only: most texts compared are short, and most are equal. */
static inline bool same_bytes(const char *a, const char *b, size_t len)
{
	uint64_t x, y;

	if (len < 8 || len > 64)
		return !memcmp(a, b, len);
	for (size_t i = 0; i + 8 < len; i += 8) {
		memcpy(&x, a + i, 8);
		memcpy(&y, b + i, 8);
		if (x != y)
			return false;
	}
	memcpy(&x, a + len - 8, 8);
	memcpy(&y, b + len - 8, 8);
	return x == y;
}

/* True when `text`, after a quote in the record, is `len` bytes of `want`
 * and another quote. */
static inline bool quoted_is(struct str text, const char *want, size_t len)
{
	return text.len > len && text.at[len] == '"' &&
	       same_bytes(text.at, want, len);
}

static inline bool is_step(const struct trie_step *step, char what,
			   struct str key)
{
	return step->what == what &&
	       (what != TOKEN_KEY || quoted_is(key, step->key, step->key_len));
}

/* The step for `what` (or that key) after `from`, brought to the front, or
 * NULL; for what is not in front already. */
static struct trie_step *trie_search(struct key_trie *trie,
				     struct trie_step *from, char what,
				     struct str key)
{
	uint32_t first = from->next, *link = &from->next;

	while (*link && !is_step(&trie->step[*link], what, key))
		link = &trie->step[*link].other;
	if (!*link)
		return NULL;
	from->next = *link;
	if (from->next != first) {
		*link = trie->step[from->next].other;
		trie->step[from->next].other = first;
	}
	return &trie->step[from->next];
}

static void forget(struct key_trie *trie)
{
	trie->count = ROOT + 1;
	memset(trie->step, 0, trie->count * sizeof(*trie->step));
}

/* False: no memory. */
static bool trie_ready(struct key_trie *trie)
{
	if (trie->step)
		return true;
	if (!vec_reserve(&trie->step, &trie->room, ROOT + 1,
			 sizeof(*trie->step)))
		return false;
	forget(trie);
	return true;
}

/* Adds the way from step `from`, where a walk left the tree, to the end of
 * the skeleton. Without room or memory it does nothing, or forgets all. */
static void trie_learn(struct key_trie *trie, uint32_t from,
		       const struct skeleton *skeleton)
{
	struct str sign = skeleton->signature;
	const char *at = sign.at + trie->step[from].at;
	size_t need = trie->count + sign.len, others = 0;
	struct token token;

	assert(from && from < trie->count);
	assert(trie->step[from].at <= sign.len);
	if (need > TRIE_STEPS) {
		if (sign.len < TRIE_STEPS / 4)
			forget(trie);
		return;
	}
	for (uint32_t i = trie->step[from].next; i; i = trie->step[i].other)
		others++;
	if (others >= TRIE_OTHERS ||
	    !vec_reserve(&trie->step, &trie->room, need, sizeof(*trie->step)))
		return;
	while (at < sign.at + sign.len) {
		uint32_t n = (uint32_t)trie->count;
		bool key;

		at = token_read(at, &token);
		key = token.what == TOKEN_KEY;
		/* Such a key stands in a record otherwise than here. */
		if (key && (str_find(token.key, '"') >= 0 ||
			    str_find(token.key, '\\') >= 0))
			return;
		trie->step[trie->count++] = (struct trie_step){
			.what = token.what,
			.key = token.key.at,
			.key_len = (uint32_t)token.key.len,
			.other = trie->step[from].next,
			.packs = key && has_ids(token.key),
			.at = (uint32_t)(at - sign.at),
			.skeleton = skeleton,
		};
		trie->step[from].next = n;
		from = n;
	}
}

/* ---- failing ---- */

static const char *fail(const struct shredder *s, enum err_code code,
			const char *at, const char *why)
{
	err_set(s->err, code, (uint64_t)(at - s->start), "%s", why);
	return NULL;
}

static const char *fail_fault(const struct shredder *s,
			      const struct json_fault *fault)
{
	return fail(s, fault->cut ? ERR_CUT : ERR_DATA, fault->at, fault->why);
}

static const char *fail_memory(const struct shredder *s, const char *at)
{
	return fail(s, ERR_FULL, at, "no memory for this record");
}

/* `at` is where something else was expected, or the end. */
static const char *fail_expected(const struct shredder *s, const char *at,
				 const char *why)
{
	if (at == s->end)
		return fail(s, ERR_CUT, at, "the text ends in a record");
	return fail(s, ERR_DATA, at, why);
}

/* ---- the signature ---- */

static inline bool sign_room(struct shredder *s, size_t len)
{
	return s->sign_room - s->sign_len >= len ||
	       vec_reserve(&s->sign, &s->sign_room, s->sign_len + len, 1);
}

/* Where the text goes another way than the trie: what the way so far says
 * becomes the signature's beginning. */
static bool leave(struct shredder *s)
{
	const struct trie_step *step = s->step;

	if (!sign_room(s, step->at + 1))
		return false;
	if (step->at)
		memcpy(s->sign, step->skeleton->signature.at, step->at);
	s->sign_len = step->at;
	s->left = (uint32_t)(step - s->trie.step);
	s->step = NULL;
	return true;
}

static inline bool sign_put(struct shredder *s, char what)
{
	if (s->step) {
		struct trie_step *next = &s->trie.step[s->step->next];

		if (next->what != what)
			next = trie_search(&s->trie, s->step, what, STR_NONE);
		if (next) {
			s->step = next;
			return true;
		}
		if (!leave(s))
			return false;
	}
	if (!sign_room(s, 1))
		return false;
	s->sign[s->sign_len++] = what;
	return true;
}

/* ---- leaves ---- */

static bool leaves_grow(struct shredder *s)
{
	struct batch *b = s->batch;

	return vec_reserve(&s->leaf, &s->leaf_room, s->leaves + 1,
			   sizeof(*s->leaf)) &&
	       vec_reserve(&b->value, &b->value_room, b->values + s->values + 1,
			   sizeof(*b->value));
}

/* Room for one more leaf's hash and symbol. */
static inline bool leaf_room(struct shredder *s)
{
	return (s->leaves < s->leaf_room &&
		s->batch->values + s->values < s->batch->value_room) ||
	       leaves_grow(s);
}

/* Keeps a leaf whose symbol is known. */
static inline void leaf_keep(struct shredder *s, uint64_t hash, sym_t sym)
{
	struct batch *b = s->batch;

	s->leaf[s->leaves++] = hash;
	b->value[b->values + s->values++] = sym;
}

static inline bool intern(struct shredder *s, struct str text, enum leaf kind,
			  bool plain)
{
	struct dict *dict = &s->batch->dict;
	uint64_t hash = hash_bytes(dict->seed, text.at, text.len);
	sym_t sym;

	if (!leaf_room(s) || !sign_put(s, (char)kind))
		return false;
	sym = dict_put_hashed(dict, text, (uint32_t)hash);
	leaf_keep(s, hash, sym);
	if (s->step && plain && sym != SYM_NONE) {
		s->step->text = dict->entry[sym].at;
		s->step->len = (uint32_t)text.len;
		s->step->hash = hash;
		s->step->sym = sym;
		s->step->batch = s->batch->number;
	}
	return sym != SYM_NONE;
}

/* The string after the quote at `at` - 1 when it is the one this place held
 * before: it is kept, and the byte after its quote is told; else NULL. */
static inline const char *again(struct shredder *s, const char *at)
{
	struct str text = { at, (size_t)(s->end - at) };
	struct trie_step *next;

	if (!s->step)
		return NULL;
	next = &s->trie.step[s->step->next];
	if (next->what != LEAF_STRING || next->batch != s->batch->number ||
	    !quoted_is(text, next->text, next->len) || !leaf_room(s))
		return NULL;
	s->step = next;
	leaf_keep(s, next->hash, next->sym);
	return at + next->len + 1;
}

static bool packed_room(struct shredder *s)
{
	struct batch *b = s->batch;

	return vec_reserve(&b->packed, &b->packed_room,
			   b->packed_bytes + s->packed + PACK_MOST, 1);
}

/* Tries the packed forms. LEAF_STRING: none fits; -1: no memory. */
static int pack(struct shredder *s, struct str text)
{
	unsigned char *out;
	enum leaf kind;

	if (!leaf_room(s) || !packed_room(s))
		return -1;
	out = s->batch->packed + s->batch->packed_bytes + s->packed;
	kind = pack_string(text, out);
	if (kind == LEAF_STRING)
		return LEAF_STRING;
	if (!sign_put(s, (char)kind))
		return -1;
	s->leaf[s->leaves++] =
		hash_bytes(s->batch->dict.seed, out, leaf_bytes((uint8_t)kind));
	s->packed += leaf_bytes((uint8_t)kind);
	return (int)kind;
}

/* Inside arrays the last key need not be the one they stand under. */
static inline bool string_leaf(struct shredder *s, struct str text, bool plain)
{
	int kind = LEAF_STRING;

	if (s->packs && pack_length(text.len) && !s->array[s->depth])
		kind = pack(s, text);
	return kind == LEAF_STRING ? intern(s, text, LEAF_STRING, plain)
				   : kind > 0;
}

/* ---- values ---- */

/* The string after the quote at `at` - 1, decoded, borrowed until the next;
 * the byte after its closing quote. */
static inline const char *string(struct shredder *s, const char *at,
				 struct str *text, bool *plain)
{
	struct json_fault fault;
	const char *stop = json_close(at, s->end, plain, &fault);

	if (!stop)
		return fail_fault(s, &fault);
	*text = (struct str){ at, (size_t)(stop - at) };
	if (*plain)
		return stop + 1;
	if (!vec_reserve(&s->text, &s->text_room, text->len, 1))
		return fail_memory(s, at);
	text->len = json_decode(s->text, at, text->len);
	text->at = s->text;
	return stop + 1;
}

static inline const char *string_value(struct shredder *s, const char *at)
{
	const char *next = again(s, at + 1);
	struct str text = STR_NONE;
	bool plain;

	if (next)
		return next;
	next = string(s, at + 1, &text, &plain);
	if (next && !string_leaf(s, text, plain))
		return fail_memory(s, at);
	return next;
}

static const char *number_value(struct shredder *s, const char *at)
{
	struct json_fault fault;
	const char *next = json_number(at, s->end, &fault);

	if (!next)
		return fail_fault(s, &fault);
	if (!intern(s, (struct str){ at, (size_t)(next - at) }, LEAF_NUMBER,
		    false))
		return fail_memory(s, at);
	return next;
}

static const char *word_value(struct shredder *s, const char *at,
			      struct str word)
{
	size_t len = (size_t)(s->end - at), same = 0;

	while (same < word.len && same < len && at[same] == word.at[same])
		same++;
	if (same < word.len)
		return fail_expected(s, at + same, "expected a value");
	if (*at == 'n' ? !sign_put(s, TOKEN_NULL)
		       : !intern(s, word, LEAF_BOOL, false))
		return fail_memory(s, at);
	return at + word.len;
}

/* A key that the trie does not expect. */
static const char *key_read(struct shredder *s, const char *at)
{
	struct str key = STR_NONE;
	bool plain;

	at = string(s, at, &key, &plain);
	if (!at)
		return NULL;
	if ((s->step && !leave(s)) || !sign_room(s, KEY_HEAD + key.len))
		return fail_memory(s, at);
	s->sign_len += token_key_head(s->sign + s->sign_len, key.len);
	memcpy(s->sign + s->sign_len, key.at, key.len);
	s->sign_len += key.len;
	s->packs = has_ids(key);
	return at;
}

/* After the opening of an object or a comma in it: passes key and colon. */
static inline const char *key(struct shredder *s, const char *at)
{
	struct trie_step *next = NULL;

	at = json_space(at, s->end);
	if (at == s->end || *at != '"')
		return fail_expected(s, at, "expected a key");
	at++;
	if (s->step) {
		struct str text = { at, (size_t)(s->end - at) };

		next = &s->trie.step[s->step->next];
		if (!is_step(next, TOKEN_KEY, text))
			next = trie_search(&s->trie, s->step, TOKEN_KEY, text);
	}
	if (next) {
		s->step = next;
		s->packs = next->packs;
		at += next->key_len + 1;
	} else {
		at = key_read(s, at);
		if (!at)
			return NULL;
	}
	at = json_space(at, s->end);
	if (at == s->end || *at != ':')
		return fail_expected(s, at, "expected ':' after a key");
	return at + 1;
}

/* Opens a container; *empty when it is closed at once. */
static const char *open(struct shredder *s, const char *at, bool *empty)
{
	bool array = *at == '[';

	if (s->depth == JSON_DEPTH)
		return fail(s, ERR_FULL, at, "nested too deep");
	if (!sign_put(s, *at))
		return fail_memory(s, at);
	s->array[++s->depth] = array;
	at = json_space(at + 1, s->end);
	*empty = at < s->end && *at == (array ? ']' : '}');
	return *empty || array ? at : key(s, at);
}

/* Passes one value, or the opening of one that holds more (*open). */
static const char *value(struct shredder *s, const char *at, bool *opened)
{
	at = json_space(at, s->end);
	if (at == s->end)
		return fail_expected(s, at, "");
	switch (*at) {
	case '"':
		return string_value(s, at);
	case '{':
	case '[':
		at = open(s, at, opened);
		*opened = !*opened;
		return at;
	case 't':
		return word_value(s, at, STR("true"));
	case 'f':
		return word_value(s, at, STR("false"));
	case 'n':
		return word_value(s, at, STR("null"));
	default:
		return number_value(s, at);
	}
}

/* After a value: closes what closes here, and passes the comma (and key) of
 * what comes next. With depth 0 the record is over. */
static const char *after(struct shredder *s, const char *at)
{
	while (s->depth) {
		bool array = s->array[s->depth];

		at = json_space(at, s->end);
		if (at < s->end && *at == ',')
			return array ? at + 1 : key(s, at + 1);
		if (at == s->end || *at != (array ? ']' : '}'))
			return fail_expected(s, at,
					     "expected ',' after a value");
		if (!sign_put(s, *at))
			return fail_memory(s, at);
		s->depth--;
		at++;
	}
	return at;
}

static const char *walk(struct shredder *s, const char *at)
{
	bool opened;

	s->depth = 0;
	s->step = &s->trie.step[ROOT];
	at = json_space(at, s->end);
	if (at == s->end || *at != '{')
		return fail_expected(s, at, "a record begins with '{'");
	do {
		opened = false;
		at = value(s, at, &opened);
		if (at && !opened)
			at = after(s, at);
	} while (at && s->depth);
	return at;
}

/* The skeleton of the record just walked; NULL: no memory. Only one that came
 * before is worth a place in the trie. */
static const struct skeleton *skeleton_of(struct shredder *s)
{
	struct shapes *shapes = s->shapes;
	struct str sign = { s->sign, s->sign_len };
	const struct skeleton *skeleton;
	size_t count = shapes->count;

	assert(s->depth == 0);
	if (s->step)
		return s->step->skeleton;
	skeleton = shapes_put(shapes, sign,
			      hash_bytes(shapes->seed, sign.at, sign.len));
	if (skeleton && shapes->count == count)
		trie_learn(&s->trie, s->left, skeleton);
	return skeleton;
}

const char *shred_record(struct shredder *s, struct batch *batch,
			 struct str text, const struct skeleton **skeleton,
			 struct err *err)
{
	bool over = text.len > JSON_RECORD;
	struct err own = { 0 };
	const char *at;

	assert(batch->number && batch->shapes == s->shapes);
	s->batch = batch;
	s->err = &own;
	s->start = text.at;
	s->end = text.at + (over ? JSON_RECORD : text.len);
	s->sign_len = s->leaves = s->values = s->packed = 0;
	/* Even a record without leaves has a place for them. */
	at = leaf_room(s) && packed_room(s) && trie_ready(&s->trie)
		     ? walk(s, text.at)
		     : fail_memory(s, text.at);
	*skeleton = at ? skeleton_of(s) : NULL;
	if (*skeleton)
		return at;
	if (at)
		fail_memory(s, text.at);
	if (over && own.code == ERR_CUT)
		err_set(&own, ERR_FULL, JSON_RECORD,
			"a record of more than %u MiB", JSON_RECORD >> 20);
	if (err)
		*err = own;
	return NULL;
}
