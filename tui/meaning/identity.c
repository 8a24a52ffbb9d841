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

/* Where the bytes from `least` to `most` end that stand at `from`. */
static size_t run(struct str s, size_t from, char least, char most)
{
	while (from < s.len && s.at[from] >= least && s.at[from] <= most)
		from++;
	return from;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

#define ID_MOST 36 /* bytes */

bool type_is_id(struct str text)
{
	size_t len;

	if (text.len < 10 || text.len > ID_MOST ||
	    !is_hex(text.at[text.len - 1]))
		return false;
	/* A dash before 8 digits, or before 17. */
	if (text.at[text.len - 9] == '-')
		len = text.len - 9;
	else if (text.len > 18 && text.at[text.len - 18] == '-')
		len = text.len - 18;
	else
		return false;
	for (size_t i = len + 1; i < text.len; i++)
		if (!is_hex(text.at[i]))
			return false;
	/* 8 digits are also a word and a date: only with a known prefix. */
	return prefix_len(text) == len &&
	       (len + 18 == text.len ||
		find_word(str_slice(text, 0, len), 1, FIRST_WORD));
}

/* The number of an account. */
static bool is_number(struct str text)
{
	return text.len == 12 && run(text, 0, '0', '9') == 12;
}

bool is_account(struct str text)
{
	return is_number(text) || str_eq(text, STR("aws"));
}

/* Appends a space and the account where that is one. */
static void put_account(struct buf *out, struct str account)
{
	if (!is_account(account))
		return;
	buf_addc(out, ' ');
	buf_add(out, account);
}

#define ALL_NAME STR(" (name)")

/* True where the end would be read as an account, or as that it is none; and
 * for a session that looks like one of single sign-on (see identity_put). */
static bool misleads(struct str label)
{
	if (str_starts(label, STR("sso/")))
		return true;
	return str_find(label, ' ') >= 0 && /* as in hardly any */
	       (is_account(part_after_last(label, ' ')) ||
		str_ends(label, ALL_NAME) || str_ends(label, NO_ACCOUNT) ||
		str_search(label, STR("  sso/")) >= 0);
}

void identity_end(struct buf *out, size_t from, struct str account)
{
	if (misleads(str_slice(buf_str(out), from, out->len)))
		buf_add(out, ALL_NAME);
	put_account(out, account);
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
	size_t from = out->len;

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
	if (type == TYPE_BUCKET || type == TYPE_ACCOUNT)
		account = STR_NONE;
	identity_end(out, from, account);
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

/* True for what people write and six random letters and digits hardly ever
 * are (2 in 100): a word, a WORD, a Word, a number, or one with a number. */
static bool is_written(struct str end)
{
	size_t low = run(end, run(end, 0, 'A', 'Z'), 'a', 'z');
	size_t capitals = run(end, 0, 'A', 'Z');

	if (capitals > 1 && low > capitals)
		return false;
	return run(end, low, '0', '9') == end.len;
}

/* The name of `NAME-AbC123`. AWS ends each secret's ARN so; a caller may leave
 * that away ("Troubleshooting AWS Secrets Manager"), and then it is the name
 * that ends in something like it. */
static struct str secret(struct str name, bool answered)
{
	struct str end;

	if (name.len < 8 || name.at[name.len - 7] != '-')
		return name;
	end = str_slice(name, name.len - 6, name.len);
	if (answered || !is_written(end))
		name.len -= 7;
	return name;
}

/* `/a` and `a` have one ARN; `a:3` is a version of it. */
static struct str parameter(struct str name)
{
	name = part_until(name, ':');
	return str_find_last(name, '/') ? name : str_slice(name, 1, name.len);
}

/* `whole` is the resource part, `lead` how many bytes of it led here. */
static struct str cut(enum cut how, struct str whole, size_t lead,
		      bool answered)
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
		return secret(name, answered);
	case CUT_PATH:
		/* `parameter/a/b` is /a/b, while `parameter/a` is a. */
		return part_until(
			str_find(name, '/') < 0
				? name
				: str_slice(whole, lead - 1, whole.len),
			':');
	case CUT_SECOND:
		return second(name);
	case CUT_THIRD:
		return part_until(part_after(name, '/'), '/');
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
		/* Most services are told apart by their first letter. */
		if (arn->service.at[0] == forms[i].service.at[0] &&
		    str_eq(arn->service, forms[i].service) &&
		    str_starts(arn->resource, forms[i].lead))
			return &forms[i];
	return NULL;
}

/* Policies name by patterns, which are no one thing. */
static bool is_pattern(struct str name)
{
	ptrdiff_t at = str_find(name, '$');

	return str_find(name, '*') >= 0 ||
	       (at >= 0 && str_search(name, STR("${")) >= 0);
}

/* A service that is called as one of its types writes its other things so that
 * they are not taken for such: `aws-kms/...`. */
static void put_service(struct buf *out, struct str service)
{
	enum type type = find_word(service, FIRST_WORD, TYPE_COUNT);

	if (type != TYPE_NONE && type != TYPE_GLUE)
		buf_add(out, STR("aws-"));
	buf_add(out, service);
	buf_addc(out, '/');
}

/* Appends the identity of what `arn` names: by the table, or of a service that
 * has no row an id alone, or `service/resource`. Where the ARN holds no
 * account, `account` is its account. False, and nothing, for a pattern. */
static bool arn_put(struct buf *out, const struct arn *arn, struct str account,
		    bool answered)
{
	const struct arn_form *form = form_of(arn);
	struct str name = STR_NONE;
	size_t from = out->len;

	assert(arn->service.len);
	if (is_account(arn->account))
		account = arn->account;
	else if (is_pattern(arn->account))
		return false;
	if (form)
		name = cut(form->cut, arn->resource, form->lead.len, answered);
	if (is_pattern(name))
		return false;
	if (name.len || (form && form->type == TYPE_ROOT)) {
		type_put(out, form->type, name, account);
		return true;
	}
	name = part_after_last(arn->resource, '/');
	if (form || is_pattern(arn->resource))
		return false; /* `user/`: of no name */
	if (!type_is_id(name)) {
		put_service(out, arn->service);
		name = arn->resource;
	}
	buf_add(out, name);
	identity_end(out, from, account);
	return true;
}

#define S3_LEAD STR("s3://")

/* The bucket of an address of S3: BUCKET.s3.amazonaws.com,
 * BUCKET.s3.REGION.amazonaws.com, BUCKET.s3-website-REGION.amazonaws.com, alone
 * or after https://, and https://s3.REGION.amazonaws.com/BUCKET/key ("Virtual
 * hosting of general purpose buckets", "Website endpoints", S3 User Guide).
 * STR_NONE for any other text. */
static struct str s3_address(struct str text)
{
	const struct str lead = STR("https://");
	bool whole = str_starts(text, lead);
	struct str path = str_slice(text, whole ? lead.len : 0, text.len);
	struct str host, after;
	ptrdiff_t at;

	if (text.len < STR("b.s3.amazonaws.com").len)
		return STR_NONE; /* as most are */
	host = part_take(&path, '/');
	if (!host.len || host.at[host.len - 1] != 'm' ||
	    !str_ends(host, STR(".amazonaws.com")))
		return STR_NONE;
	if (str_starts(host, STR("s3.")) || str_starts(host, STR("s3-")))
		return whole ? part_until(path, '/') : STR_NONE;
	at = str_search(host, STR(".s3"));
	after = str_slice(host, (size_t)(at + 3), host.len);
	return at > 0 && (after.at[0] == '.' ||
			  str_starts(after, STR("-website")))
		       ? str_slice(host, 0, (size_t)at)
		       : STR_NONE;
}

/* The bucket of `s3://bucket/key`, and of what names the object that is copied:
 * `/bucket/key`, `bucket%2Fkey`. STR_NONE for an address, which names a place
 * of another kind. */
static struct str bucket(struct str value)
{
	static const struct str leads[] = { S3_LEAD, STR("/"), STR("%2F"),
					    STR("%2f") };
	struct str addressed = s3_address(value);

	if (addressed.len)
		return addressed;
	for (size_t i = 0; i < ARRAY_LEN(leads); i++)
		if (str_starts(value, leads[i])) {
			value = str_slice(value, leads[i].len, value.len);
			break;
		}
	value = part_until(part_until(value, '/'), '%');
	return str_find(value, ':') < 0 ? value : STR_NONE;
}

/* `https://HOST/` and HOST are one provider ("Create an OpenID Connect (OIDC)
 * identity provider in IAM", IAM User Guide). */
static struct str oidc_host(struct str address)
{
	const struct str lead = STR("https://");

	if (str_starts(address, lead))
		address = str_slice(address, lead.len, address.len);
	if (str_ends(address, STR("/")))
		address.len--;
	return address;
}

/* The account in https://sqs.REGION.amazonaws.com/ACCOUNT/NAME. */
static struct str queue_account(struct str url)
{
	ptrdiff_t at = str_find_last(url, '/');
	struct str head = str_slice(url, 0, at < 0 ? 0 : (size_t)at);

	return part_after_last(head, '/');
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
	case TYPE_OIDC:
		return oidc_host(value);
	case TYPE_ZONE:
	case TYPE_QUEUE:
	case TYPE_ROLE: /* a path is no part of a name */
	case TYPE_USER:
	case TYPE_PROFILE:
		return part_after_last(value, '/');
	case TYPE_STACK:
		return part_until(value, '/');
	case TYPE_BUCKET:
		return bucket(value);
	case TYPE_PARAMETER:
		return parameter(value);
	default:
		return value;
	}
}

/* Masked values and wildcards stand where a name would. */
static bool is_mask(struct str value)
{
	if (str_eq(value, STR("HIDDEN_DUE_TO_SECURITY_REASONS")))
		return true;
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] != '*')
			return false;
	return true;
}

/* EKS records the ARN of a path as the address has it. */
static bool is_escaped_arn(struct str text)
{
	return str_starts(text, STR("arn%3A")) ||
	       str_starts(text, STR("arn%3a"));
}

bool resource_looks(struct str text)
{
	char first = text.len ? text.at[0] : '\0';

	return (first == 'a' &&
		(str_starts(text, STR("arn:")) || is_escaped_arn(text))) ||
	       (first == 's' && str_starts(text, S3_LEAD)) ||
	       type_is_id(text) || s3_address(text).len;
}

/* AROAEXAMPLE..., perhaps with a session behind it: IAM tells its own things
 * apart by these, and each has a name besides ("IAM identifiers"). */
static bool is_unique_id(struct str name)
{
	struct str id = { name.at, run(name, 0, '0', 'Z') };

	return id.len >= 16 &&
	       (str_starts(id, STR("AROA")) || str_starts(id, STR("AIDA")));
}

/* What policies are attached to in an organization, and what lies under what:
 * an account, a unit or the root. */
static enum type target_type(struct str name)
{
	if (is_number(name))
		return TYPE_ACCOUNT;
	return str_starts(name, STR("ou-")) ? TYPE_ORG_UNIT : TYPE_ORG_TARGET;
}

/* What is named by a name alone. */
static bool put_plain(struct buf *out, enum type type,
		      const struct named *named, struct str account)
{
	struct str name = plain_name(type, named->value);

	if (type == TYPE_ORG_TARGET)
		type = target_type(name);
	if (!name.len || (type == TYPE_ACCOUNT && !is_number(name)))
		return false;
	if (type == TYPE_QUEUE && is_account(queue_account(named->value)))
		account = queue_account(named->value);
	if (type == TYPE_SERVICE && is_unique_id(name))
		return false;
	if (type == TYPE_SERVICE && !type_is_id(name))
		put_service(out, named->service);
	type_put(out, type == TYPE_SERVICE ? TYPE_NONE : type, name, account);
	return true;
}

/* The root of an account stands for the whole of it. */
static bool is_whole_account(const struct arn *arn)
{
	return str_eq(arn->service, STR("iam")) &&
	       str_eq(arn->resource, STR("root")) && is_account(arn->account);
}

/* Of a value as it is. */
static bool put_named(struct buf *out, const struct named *named)
{
	enum type type = named->type;
	struct str account = named->account;
	struct arn arn;

	assert(named->type <= TYPE_SERVICE && named->type != TYPE_COUNT);
	if (named->value.len > NAME_MOST || is_mask(named->value))
		return false;
	if (arn_read(account, &arn))
		account = arn.account;
	if (arn_read(named->value, &arn)) {
		if (!is_whole_account(&arn))
			return arn_put(out, &arn, account, named->answered);
		type_put(out, TYPE_ACCOUNT, arn.account, STR_NONE);
		return true;
	}
	if (str_starts(named->value, S3_LEAD) ||
	    (type == TYPE_NONE && s3_address(named->value).len))
		type = TYPE_BUCKET;
	else if (type == TYPE_NONE && !type_is_id(named->value))
		return false;
	/* Where commands name instances there may be tags and containers. */
	if (type == TYPE_INSTANCE && !str_starts(named->value, STR("i-")) &&
	    !str_starts(named->value, STR("mi-")))
		return false;
	return put_plain(out, type, named, account);
}

bool resource_put(struct buf *out, const struct named *named)
{
	struct named plain = *named;
	struct buf made = { 0 };
	bool put;

	if (is_escaped_arn(named->value)) {
		part_unescape(named->value, &made);
		plain.value = buf_str(&made);
	}
	put = put_named(out, &plain);
	buf_release(&made);
	return put;
}

bool identity_from_arn(struct str text, struct buf *out)
{
	struct buf made = { 0 };
	struct arn arn;
	bool put;

	if (is_escaped_arn(text)) {
		part_unescape(text, &made);
		text = buf_str(&made);
	}
	put = arn_read(text, &arn) && arn_put(out, &arn, STR_NONE, false);
	buf_release(&made);
	return put;
}
