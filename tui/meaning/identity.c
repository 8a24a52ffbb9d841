/* SPDX-License-Identifier: MIT */
/* identity.c - identities taken apart: label, account, type, name; what kind
 * of user one is; and whether it is what a person typed.
 *
 * An identity is only a text, so that it interns like any value and two are
 * the same exactly when their symbols are. What it means is read back from
 * its form, which arn.c and user.c write and nobody else. */
#include "arn.h"
#include "meaning.h"

#include <assert.h>

/* `account N` and `account N/principal` hold their account inside. */
#define ACCOUNT_LEAD STR("account ")

struct str identity_account(struct str identity)
{
	ptrdiff_t space = str_find_last(identity, ' ');
	struct str account =
		str_slice(identity, (size_t)(space + 1), identity.len);

	if (str_starts(identity, ACCOUNT_LEAD))
		account = str_slice(identity, 8, 20);
	return space >= 0 && is_account(account) ? account : STR_NONE;
}

struct str identity_label(struct str identity)
{
	struct str account = identity_account(identity);

	if (!account.at || str_starts(identity, ACCOUNT_LEAD))
		return identity;
	return str_slice(identity, 0, identity.len - account.len - 1);
}

/* `role` of `role/x`: a lower-case word before the first slash. */
static struct str word_before_slash(struct str label)
{
	ptrdiff_t slash = str_find(label, '/');

	for (ptrdiff_t i = 0; i < slash; i++)
		if (label.at[i] != '-' &&
		    !(label.at[i] >= 'a' && label.at[i] <= 'z') &&
		    !(label.at[i] >= '0' && label.at[i] <= '9'))
			return STR_NONE;
	return slash > 0 ? str_slice(label, 0, (size_t)slash) : STR_NONE;
}

struct str identity_name(struct str identity)
{
	struct str label = identity_label(identity);
	struct str word = word_before_slash(label);

	if (str_starts(label, STR("sso:")))
		return str_slice(label, 4, label.len);
	return word.at ? str_slice(label, word.len + 1, label.len) : label;
}

/* ---- users ---- */

static bool is_service(struct str label)
{
	return str_ends(label, STR(".amazonaws.com")) ||
	       str_ends(label, STR(".amazonaws.com.cn")) ||
	       str_starts(label, STR("AWS Internal"));
}

enum user_kind user_kind(struct str identity)
{
	struct str label = identity_label(identity);

	if (str_eq(label, STR("root")))
		return USER_ROOT;
	if (str_starts(label, STR("user/")))
		return USER_IAM;
	if (str_starts(label, STR("role/")))
		return USER_ROLE;
	if (str_starts(label, STR("federated/")) ||
	    str_starts(label, STR("saml/")) || str_starts(label, STR("web/")))
		return USER_FEDERATED;
	if (str_starts(label, STR("sso:")))
		return USER_IDENTITY_CENTER;
	if (str_starts(label, ACCOUNT_LEAD) || str_eq(label, STR("anonymous")))
		return USER_ACCOUNT;
	if (!label.len || label.at[0] == '(')
		return USER_OTHER;
	/* A person may be called x.amazonaws.com, but then has an account. */
	return label.len == identity.len && is_service(label) ? USER_SERVICE
							      : USER_IAM;
}

const char *user_kind_name(enum user_kind kind)
{
	static const char *const names[] = {
		[USER_IAM] = "IAM user",
		[USER_ROLE] = "role",
		[USER_ROOT] = "root",
		[USER_FEDERATED] = "federated user",
		[USER_IDENTITY_CENTER] = "Identity Center user",
		[USER_SERVICE] = "AWS service",
		[USER_ACCOUNT] = "another account",
		[USER_OTHER] = "unknown",
	};

	assert(kind < ARRAY_LEN(names));
	return names[kind];
}

/* i-0123456789abcdef0: the session of an instance profile */
static bool is_instance(struct str name)
{
	return str_starts(name, STR("i-")) && type_is_id(name);
}

bool session_speaks(struct str session)
{
	struct str label = identity_label(session);
	ptrdiff_t slash = str_find(label, '/');
	struct str name = str_slice(label, (size_t)(slash + 1), label.len);

	return str_find(name, '@') > 0 || is_instance(name) ||
	       (slash > 0 && str_starts(label, STR("AWSReservedSSO_")));
}

/* ---- what a person typed ---- */

static bool same(struct str text, struct str typed, bool glob)
{
	return glob ? str_glob(typed, text) : str_eq(text, typed);
}

size_t identity_names(struct str identity, struct str name[IDENTITY_NAMES])
{
	struct str label = identity_label(identity);
	ptrdiff_t slash = str_find(label, '/');
	ptrdiff_t domain = str_search(label, STR(".amazonaws.com"));
	size_t count = 0;

	name[count++] = identity;
	name[count++] = label;
	name[count++] = identity_name(identity);
	/* bob of NetAdmin/bob: a session's own name */
	if (slash > 0 && slash == str_find_last(label, '/'))
		name[count++] =
			str_slice(label, (size_t)(slash + 1), label.len);
	if (domain > 0 && is_service(label))
		name[count++] = str_slice(label, 0, (size_t)domain);
	return count;
}

static bool root_is(struct str identity, struct str typed)
{
	struct str account = identity_account(identity);

	return str_starts(typed, STR("root@")) &&
	       str_eq(identity_label(identity), STR("root")) &&
	       str_eq(str_slice(typed, 5, typed.len), account);
}

/* A pasted ARN: of a resource, of a user (whose label is the name alone), of
 * a session (whose label is ROLE/SESSION) or of the role it belongs to. */
static bool arn_is(struct str identity, struct str typed)
{
	struct str word, text;
	struct buf named = { 0 };
	bool is = false;

	if (identity_from_arn(typed, &named)) {
		text = buf_str(&named);
		word = word_before_slash(text);
		is = str_eq(text, identity);
		if (!is &&
		    (str_eq(word, STR("user")) || str_eq(word, STR("session"))))
			is = str_eq(str_slice(text, word.len + 1, text.len),
				    identity);
	}
	buf_release(&named);
	return is;
}

bool identity_matches(struct str identity, struct str typed, bool glob)
{
	struct str name[IDENTITY_NAMES];
	size_t names;

	if (!identity.at || !typed.at)
		return false;
	names = identity_names(identity, name);
	for (size_t i = 0; i < names; i++)
		if (same(name[i], typed, glob))
			return true;
	return root_is(identity, typed) || arn_is(identity, typed);
}
