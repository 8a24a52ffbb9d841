/* SPDX-License-Identifier: MIT */
/* identity.c - identities written from ARNs and names.
 *
 * The same thing is named by ARN here and by name there; the tables of types
 * and of ARNs bring both to one text. An identity is only a text, so that it
 * interns like any value and two are the same exactly when their symbols are.
 * What it means is read back from its form by naming.c; this file and user.c
 * write it, and nobody else. */
#include "arn_forms.h"
#include "meaning.h"
#include "part.h"

#include <assert.h>

/* ---- types ---- */

struct type_entry {
	struct str word;
	const char *name;
};

#define TYPE_ENTRY(name, word, aws) [TYPE_##name] = { STR(word), aws },
static const struct type_entry entries[TYPE_COUNT] = {
	[TYPE_NONE] = { STR(""), "" },
	ID_TYPES(TYPE_ENTRY) WORD_TYPES(TYPE_ENTRY)
};

/* The types before this one are those whose ids stand alone. */
#define FIRST_WORD TYPE_ACCOUNT

static struct str type_word(enum type type)
{
	return type < TYPE_COUNT ? entries[type].word : STR("");
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

/* The account behind it, if any, tells nothing of the type. */
static enum type type_told_by(struct str identity)
{
	struct str prefix = str_slice(identity, 0, prefix_len(identity));
	enum type type;

	if (str_find(identity, '/') >= 0)
		return find_word(part_until(identity, '/'), FIRST_WORD,
				 TYPE_COUNT);
	if (str_eq(identity, STR("root")) || str_starts(identity, STR("root ")))
		return TYPE_ROOT;
	type = find_word(prefix, 1, FIRST_WORD);
	if (type || str_find(identity, '-') < 0)
		return type;
	return find_word(part_until(identity, '-'), 1, FIRST_WORD);
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
	if (text.len != 12)
		return str_eq(text, STR("aws"));
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

/* Appends `word/name`, or an id as it is; then the account. */
static void type_put(struct buf *out, enum type type, struct str name,
		     struct str account)
{
	assert(type < TYPE_COUNT);
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

const char *resource_type(struct str identity)
{
	return entries[type_told_by(identity)].name;
}

/* ---- ARNs ---- */

bool arn_read(struct str text, struct arn *arn)
{
	struct str rest = text, partition;

	if (text.len > NAME_MOST || !str_starts(text, STR("arn:")))
		return false;
	part_take(&rest, ':');
	partition = part_take(&rest, ':');
	arn->service = part_take(&rest, ':');
	part_take(&rest, ':'); /* the region */
	arn->account = part_take(&rest, ':');
	arn->resource = rest;
	return str_starts(partition, STR("aws")) && arn->service.len &&
	       arn->resource.len;
}

/* NAME of app/NAME/ID, net/NAME/ID, gwy/NAME/ID and NAME. */
static struct str second(struct str s)
{
	struct str rest = s, kind = part_take(&rest, '/');

	if (str_eq(kind, STR("app")) || str_eq(kind, STR("net")) ||
	    str_eq(kind, STR("gwy")))
		s = rest;
	return part_until(s, '/');
}

/* `whole` is the resource part, `lead` how many bytes of it led here. */
static struct str cut(enum cut how, struct str whole, size_t lead)
{
	struct str name = str_slice(whole, lead, whole.len);

	assert(lead <= whole.len);
	switch (how) {
	case CUT_SLASH:
		return part_until(name, '/');
	case CUT_COLON:
		return part_until(name, ':');
	case CUT_LAST:
		return part_after_last(name, '/');
	case CUT_SECRET:
		if (name.len > 7 && name.at[name.len - 7] == '-')
			name.len -= 7;
		return name;
	case CUT_PATH:
		/* `parameter/a/b` is /a/b, while `parameter/a` is a. */
		return str_find(name, '/') < 0
			       ? name
			       : str_slice(whole, lead - 1, whole.len);
	case CUT_SECOND:
		return second(name);
	case CUT_NONE:
		return whole;
	case CUT_WHOLE:
		break;
	}
	return name;
}

static const struct arn_form *form_of(const struct arn *arn)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (str_eq(arn->service, forms[i].service) &&
		    str_starts(arn->resource, forms[i].lead))
			return &forms[i];
	return NULL;
}

/* Appends the identity of what `arn` names: by the table, or of a service that
 * has no row an id alone, or `service/resource`. Where the ARN holds no
 * account, `account` is its account. */
static void arn_put(struct buf *out, const struct arn *arn, struct str account)
{
	const struct arn_form *form = form_of(arn);
	struct str name = STR_NONE;

	if (is_account(arn->account))
		account = arn->account;
	if (form)
		name = cut(form->cut, arn->resource, form->lead.len);
	if (name.len || (form && form->type == TYPE_ROOT)) {
		type_put(out, form->type, name, account);
		return;
	}
	name = part_after_last(arn->resource, '/');
	if (!type_is_id(name)) {
		buf_add(out, arn->service);
		buf_addc(out, '/');
		name = arn->resource;
	}
	buf_add(out, name);
	type_put_account(out, account);
}

/* The name inside what callers may write instead of it: a qualified function,
 * a task definition with its revision, a zone with its path, a queue's URL. */
static struct str plain_name(enum type type, struct str value)
{
	ptrdiff_t at;

	switch (type) {
	case TYPE_LAMBDA:
		at = str_search(value, STR(":function:"));
		if (at > 0)
			value = str_slice(value, (size_t)at + 10, value.len);
		return part_until(value, ':');
	case TYPE_TASK_DEFINITION:
	case TYPE_LOG_GROUP:
		return part_until(value, ':');
	case TYPE_ZONE:
	case TYPE_QUEUE:
		return part_after_last(value, '/');
	case TYPE_STACK:
	case TYPE_BUCKET:
		return part_until(value, '/');
	default:
		return value;
	}
}

/* Masked values and wildcards stand where a name would. */
static bool is_mask(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != '*')
			return false;
	return true;
}

bool resource_put(struct buf *out, const struct named *named)
{
	struct str name;
	struct arn arn;

	assert(named->type <= TYPE_SERVICE && named->type != TYPE_COUNT);
	if (named->value.len > NAME_MOST || is_mask(named->value))
		return false;
	if (arn_read(named->value, &arn)) {
		arn_put(out, &arn, named->account);
		return true;
	}
	if (named->type == TYPE_NONE && !type_is_id(named->value))
		return false;
	name = plain_name(named->type, named->value);
	if (!name.len)
		return false;
	if (named->type == TYPE_SERVICE && !type_is_id(name)) {
		buf_add(out, named->service);
		buf_addc(out, '/');
	}
	type_put(out, named->type == TYPE_SERVICE ? TYPE_NONE : named->type,
		 name, named->account);
	return true;
}

bool identity_from_arn(struct str text, struct buf *out)
{
	struct arn arn;

	if (!arn_read(text, &arn))
		return false;
	arn_put(out, &arn, STR_NONE);
	return true;
}
