/* SPDX-License-Identifier: MIT */
/* naming.c - identities read again: label, account, name; what kind of user
 * one is; how single sign-on is shown; and whether it is what a person typed.
 */
#include "identity.h"
#include "meaning.h"
#include "part.h"

#include <assert.h>

/* ---- taken apart ---- */

/* `account N` and `account N/principal` hold their account inside. */
#define ACCOUNT_LEAD STR("account ")

struct str identity_account(struct str identity)
{
	struct str account = part_after_last(identity, ' ');

	if (str_starts(identity, ACCOUNT_LEAD))
		account = str_slice(identity, 8, 20);
	return str_find(identity, ' ') >= 0 && is_account(account) ? account
								   : STR_NONE;
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
	return word.at ? part_after(label, '/') : label;
}

/* ---- single sign-on ---- */

/* IAM Identity Center makes a role AWSReservedSSO_SET_DIGITS for a permission
 * set in an account; 16 hex digits make it unique, and are others when it is
 * made again ("Referencing permission sets in resource policies", IAM Identity
 * Center User Guide). */
#define SSO_LEAD STR("AWSReservedSSO_")

bool role_is_sso(struct str role)
{
	return str_starts(role, SSO_LEAD);
}

/* SET of the role's name. */
static struct str permission_set(struct str role)
{
	struct str set = str_slice(role, SSO_LEAD.len, role.len);
	size_t at = set.len > 17 ? set.len - 17 : 0;

	if (!at || set.at[at] != '_')
		return set;
	for (size_t i = at + 1; i < set.len; i++)
		if (!(set.at[i] >= '0' && set.at[i] <= '9') &&
		    !(set.at[i] >= 'a' && set.at[i] <= 'f'))
			return set;
	return str_slice(set, 0, at);
}

/* The role's name and the session's, of either identity of single sign-on;
 * false for any other. */
static bool sso_read(struct str label, struct str *role, struct str *name)
{
	bool user = str_starts(label, STR("role/"));

	if (user || str_starts(label, STR("session/")))
		label = part_after(label, '/');
	*role = part_until(label, '/');
	*name = part_after(label, '/');
	return role_is_sso(*role) && user == !name->len;
}

struct str role_digits(struct str identity)
{
	struct str role, name;
	size_t lead;

	if (!sso_read(identity_label(identity), &role, &name))
		return STR_NONE;
	lead = SSO_LEAD.len + permission_set(role).len + 1;
	return lead < role.len ? str_slice(role, lead, role.len) : STR_NONE;
}

void identity_put(struct str identity, bool account, struct buf *out)
{
	struct str label = identity_label(identity), role, name;

	if (!sso_read(label, &role, &name)) {
		buf_add(out, account ? identity : label);
		return;
	}
	if (str_starts(label, STR("session/")))
		buf_add(out, STR("session/"));
	if (name.len) {
		buf_add(out, name);
		buf_add(out, STR("  "));
	}
	buf_add(out, STR("sso/"));
	buf_add(out, permission_set(role));
	if (account)
		identity_end(out, out->len, identity_account(identity));
}

/* ---- users ---- */

/* Texts that begin other kinds of users than IAM users. */
static const struct {
	struct str lead;
	enum user_kind kind;
} leads[] = {
	{ STR("user/"), USER_IAM },
	{ STR("role/"), USER_ROLE },
	{ STR("federated/"), USER_FEDERATED },
	{ STR("saml/"), USER_FEDERATED },
	{ STR("web/"), USER_FEDERATED },
	{ STR("sso:"), USER_IDENTITY_CENTER },
	{ STR("directory/"), USER_DIRECTORY },
	{ ACCOUNT_LEAD, USER_ACCOUNT },
	{ STR("service/"), USER_SERVICE },
	{ STR("("), USER_OTHER },
	{ STR("HIDDEN_DUE_TO_SECURITY_REASONS"), USER_OTHER },
};

enum user_kind user_kind(struct str identity)
{
	struct str label = identity_label(identity);

	if (str_eq(label, STR("root")))
		return USER_ROOT;
	if (str_eq(label, STR("assumed-root")))
		return USER_ASSUMED_ROOT;
	if (str_eq(label, STR("anonymous")))
		return USER_ANONYMOUS;
	for (size_t i = 0; i < ARRAY_LEN(leads); i++)
		if (str_starts(label, leads[i].lead))
			return leads[i].kind;
	if (!label.len)
		return USER_OTHER;
	/* A person may be called x.amazonaws.com, but then has an account. */
	return label.len == identity.len && text_is_service(label)
		       ? USER_SERVICE
		       : USER_IAM;
}

const char *user_kind_name(enum user_kind kind)
{
	static const char *const names[] = {
		[USER_IAM] = "IAM user",
		[USER_ROLE] = "role",
		[USER_ROOT] = "root",
		[USER_ASSUMED_ROOT] = "assumed root session",
		[USER_FEDERATED] = "federated user",
		[USER_IDENTITY_CENTER] = "Identity Center user",
		[USER_DIRECTORY] = "directory user",
		[USER_SERVICE] = "AWS service",
		[USER_ACCOUNT] = "AWS account",
		[USER_ANONYMOUS] = "anonymous",
		[USER_OTHER] = "unknown",
	};

	assert(kind < ARRAY_LEN(names));
	return names[kind];
}

struct str session_name(struct str session)
{
	return part_after(identity_label(session), '/');
}

bool session_is_instance(struct str session)
{
	struct str name = session_name(session);

	/* i-0123456789abcdef0 is the session of an instance profile. */
	return str_starts(name, STR("i-")) && type_is_id(name);
}

bool session_finds(struct str session)
{
	return user_kind(session) == USER_IAM &&
	       !str_starts(session, STR("user/"));
}

bool session_speaks(struct str session)
{
	return str_find(session_name(session), '@') > 0 ||
	       session_is_instance(session) || role_is_sso(session);
}

/* ---- what a person typed ---- */

/* Of what is shown otherwise than it is, that: whole, without its account,
 * and of a role its name alone. */
static size_t shown_names(struct str identity, struct str *name,
			  struct buf *made)
{
	struct str role, own, whole, label;

	if (!sso_read(identity_label(identity), &role, &own))
		return 0;
	buf_reset(made);
	identity_put(identity, true, made);
	whole = buf_str(made);
	label = identity_label(whole);
	name[0] = whole;
	name[1] = label;
	if (own.len)
		return 2;
	name[2] = part_after(label, '/');
	return 3;
}

size_t identity_names(struct str identity, struct str name[IDENTITY_NAMES],
		      struct buf *made)
{
	struct str label = identity_label(identity);
	ptrdiff_t slash = str_find(label, '/');
	ptrdiff_t domain = str_search(label, STR(".amazonaws.com"));
	ptrdiff_t via = str_search(label, STR(" via "));
	size_t count = 0;

	name[count++] = identity;
	name[count++] = label;
	name[count++] = identity_name(identity);
	/* bob of NetAdmin/bob: a session's own name */
	if (slash > 0 && slash == str_find_last(label, '/'))
		name[count++] = part_after(label, '/');
	if (domain > 0 && user_kind(identity) == USER_SERVICE)
		name[count++] = str_slice(label, 0, (size_t)domain);
	if (via > 0 && user_kind(identity) == USER_FEDERATED) {
		label = str_slice(label, 0, (size_t)via);
		name[count++] = label;
		name[count++] = part_after(label, '/');
	}
	if (user_kind(identity) == USER_ASSUMED_ROOT)
		name[count++] = STR("root");
	return count + shown_names(identity, name + count, made);
}

/* `alice (no account)`, which is not just any alice. */
static bool is_without(struct str identity, struct str typed)
{
	struct str label = str_slice(typed, 0, typed.len - NO_ACCOUNT.len);

	return str_ends(typed, NO_ACCOUNT) && !identity_account(identity).at &&
	       identity_is(identity, label, false);
}

bool identity_is(struct str identity, struct str typed, bool label_too)
{
	struct str name[3];
	struct buf made = { 0 };
	size_t shown = shown_names(identity, name, &made);
	bool is = str_eq(identity, typed) ||
		  (label_too && str_eq(identity_label(identity), typed)) ||
		  (shown && (str_eq(name[0], typed) ||
			     (label_too && str_eq(name[1], typed)))) ||
		  is_without(identity, typed);

	buf_release(&made);
	return is;
}

static bool root_is(struct str identity, struct str typed)
{
	struct str account = identity_account(identity);
	enum user_kind kind = user_kind(identity);

	return str_starts(typed, STR("root@")) &&
	       (kind == USER_ROOT || kind == USER_ASSUMED_ROOT) &&
	       str_eq(str_slice(typed, 5, typed.len), account);
}

/* A pasted ARN: of a resource, of a user (whose label is the name alone), of
 * a session (whose label is ROLE/SESSION) or of the role it belongs to. */
static bool arn_is(struct str identity, struct str typed)
{
	struct buf named = { 0 };
	bool is = false;

	if (identity_from_arn(typed, &named)) {
		struct str text = buf_str(&named);
		struct str word = word_before_slash(text);

		if (str_eq(word, STR("user")) || str_eq(word, STR("session")))
			is = str_eq(part_after(text, '/'), identity);
		is |= str_eq(text, identity);
		/* As a resource root is the whole account. */
		is |= user_kind(text) == USER_ROOT &&
		      str_starts(identity, STR("account/")) &&
		      str_eq(part_after(identity, '/'), identity_account(text));
		/* What assumed root acts as is the account's root. */
		is |= user_kind(text) == USER_ROOT &&
		      user_kind(identity) == USER_ASSUMED_ROOT &&
		      str_eq(identity_account(text),
			     identity_account(identity));
	}
	buf_release(&named);
	return is;
}

/* How ARNs of users are written, and how their labels begin. */
static const struct {
	struct str lead, shown;
	bool path; /* may stand before the name, and is no part of it */
	bool two;  /* its label is ROLE/SESSION */
} principals[] = {
	{ STR("user/"), STR(""), true, false },
	{ STR("user/"), STR("user/"), true, false },
	{ STR("role/"), STR("role/"), true, false },
	{ STR("assumed-role/"), STR(""), false, true },
	{ STR("assumed-role/"), STR("role/"), false, false },
	{ STR("federated-user/"), STR("federated/"), false, false },
};

static bool fits(struct str typed, struct str text, bool glob)
{
	return glob ? str_glob(typed, text) : str_eq(typed, text);
}

/* The end of an ARN, as `role/path/Web` or `assumed-role/Web/bob`, or an ARN
 * that is a pattern. */
static bool principal_is(struct str identity, struct str typed, bool glob)
{
	struct str label = identity_label(identity);
	struct arn arn;

	if (!arn_read(typed, &arn))
		arn = (struct arn){ .resource = typed };
	else if (!fits(arn.account, identity_account(identity), glob))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(principals); i++) {
		struct str name =
			str_slice(label, principals[i].shown.len, label.len);
		struct str want = str_slice(
			arn.resource, principals[i].lead.len, arn.resource.len);

		if (!str_starts(arn.resource, principals[i].lead) ||
		    !str_starts(label, principals[i].shown) ||
		    (str_find(name, '/') > 0) != principals[i].two ||
		    (!principals[i].shown.len &&
		     user_kind(identity) != USER_IAM))
			continue;
		if (principals[i].path)
			want = part_after_last(want, '/');
		if (fits(want, name, glob))
			return true;
	}
	return false;
}

/* `s3://BUCKET/KEY`, a queue's address, and the name of a parameter, which may
 * begin with a slash. */
static bool place_is(struct str identity, struct str typed)
{
	struct named named = { .value = typed };
	struct buf made = { 0 };
	bool is;

	if (str_starts(typed, STR("https://sqs.")))
		named.type = TYPE_QUEUE;
	else if (str_starts(typed, STR("/")))
		named.type = TYPE_PARAMETER;
	else if (!str_starts(typed, STR("s3://")))
		return false;
	is = resource_put(&made, &named) &&
	     (str_eq(buf_str(&made), identity) ||
	      str_eq(buf_str(&made), identity_label(identity)));
	buf_release(&made);
	return is;
}

bool identity_matches(struct str identity, struct str typed, bool glob)
{
	struct str name[IDENTITY_NAMES];
	struct buf made = { 0 };
	bool is = false;
	size_t names;

	if (!identity.at || !typed.at)
		return false;
	names = identity_names(identity, name, &made);
	for (size_t i = 0; i < names && !is; i++)
		is = glob ? str_glob(typed, name[i]) : str_eq(name[i], typed);
	buf_release(&made);
	return is || is_without(identity, typed) || root_is(identity, typed) ||
	       arn_is(identity, typed) || principal_is(identity, typed, glob) ||
	       place_is(identity, typed) ||
	       (user_kind(identity) == USER_ACCOUNT &&
		str_eq(identity_account(identity), typed));
}
