/* SPDX-License-Identifier: MIT */
/* type.c - types of resources, as the table in type.h lists them. */
#include "type.h"

struct entry {
	struct str word;
	const char *name;
};

#define TYPE_ENTRY(name, word, aws)                                            \
	[TYPE_##name] = { { word, sizeof(word) - 1 }, aws },
static const struct entry entries[TYPE_COUNT] = {
	[TYPE_NONE] = { { "", 0 }, "" },
	ID_TYPES(TYPE_ENTRY) WORD_TYPES(TYPE_ENTRY)
};

/* The types before this one are those whose ids stand alone. */
#define FIRST_WORD TYPE_ACCOUNT

struct str type_word(enum type type)
{
	return type < TYPE_COUNT ? entries[type].word : STR("");
}

const char *type_name(enum type type)
{
	return type < TYPE_COUNT ? entries[type].name : "";
}

/* Bytes of the id prefix in `text` (`eni-attach` in `eni-attach-0123`), or 0:
 * lower-case words, then a dash. */
static size_t prefix_len(struct str text)
{
	ptrdiff_t dash = str_find_last(text, '-');

	if (dash < 1 || dash > 16)
		return 0;
	for (ptrdiff_t i = 0; i < dash; i++)
		if (text.at[i] != '-' && (text.at[i] < 'a' || text.at[i] > 'z'))
			return 0;
	return (size_t)dash;
}

static enum type find_word(struct str word, enum type from, enum type to)
{
	for (enum type type = from; type < to; type++)
		if (str_eq(word, type_word(type)))
			return type;
	return TYPE_NONE;
}

enum type type_of_label(struct str label)
{
	ptrdiff_t slash = str_find(label, '/');
	ptrdiff_t dash = str_find(label, '-');
	size_t len = prefix_len(label);

	if (slash >= 0)
		return find_word(str_slice(label, 0, (size_t)slash), FIRST_WORD,
				 TYPE_COUNT);
	if (str_eq(label, STR("root")))
		return TYPE_ROOT;
	if (len && find_word(str_slice(label, 0, len), 1, FIRST_WORD))
		return find_word(str_slice(label, 0, len), 1, FIRST_WORD);
	if (dash < 0)
		return TYPE_NONE;
	return find_word(str_slice(label, 0, (size_t)dash), 1, FIRST_WORD);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool type_is_id(struct str text)
{
	size_t len = prefix_len(text), digits = text.len - len - 1;

	if (!len || (digits != 8 && digits != 17))
		return false;
	for (size_t i = len + 1; i < text.len; i++)
		if (!is_hex(text.at[i]))
			return false;
	/* 8 digits are also a word and a date: only with a known prefix. */
	return digits == 17 ||
	       find_word(str_slice(text, 0, len), 1, FIRST_WORD);
}

bool is_account(struct str text)
{
	if (str_eq(text, STR("aws")))
		return true;
	if (text.len != 12)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

void type_put_account(struct buf *out, struct str account)
{
	if (!is_account(account))
		return;
	buf_addc(out, ' ');
	buf_add(out, account);
}

/* An id of the type, or something that poses as one (`sg-EXAMPLE`). */
static bool stands_alone(enum type type, struct str name)
{
	struct str word = type_word(type);

	if (type == TYPE_NONE || type_is_id(name))
		return true;
	return type < FIRST_WORD && str_starts(name, word) &&
	       name.len > word.len && name.at[word.len] == '-';
}

void type_put(struct buf *out, enum type type, struct str name,
	      struct str account)
{
	if (type == TYPE_ROOT) {
		buf_add(out, type_word(type));
	} else {
		if (!stands_alone(type, name)) {
			buf_add(out, type_word(type));
			buf_addc(out, '/');
		}
		buf_add(out, name);
	}
	/* Names of buckets are the same for everyone. */
	if (type != TYPE_BUCKET && type != TYPE_ACCOUNT)
		type_put_account(out, account);
}
