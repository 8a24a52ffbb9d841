/* SPDX-License-Identifier: MIT */
/* rules_form.c - see rules_form.h. */
#include "rules_form.h"

static bool has(const struct tree *tree, struct str key)
{
	struct str holder = STR("requestParameters.");

	for (size_t at = 0; at < tree->count; at++) {
		struct str path = tree->at[at].path;

		if (str_starts(path, holder) &&
		    str_eq(str_slice(path, holder.len, path.len), key))
			return true;
	}
	return false;
}

struct str rules_form(const struct tree *tree, struct arena *arena)
{
	static const char *const keys[] = { "ipProtocol", "fromPort", "toPort",
					    "cidrIp", "cidrIpv6" };
	struct buf text = { 0 };
	struct str kept = STR_NONE;

	if (has(tree, STR("ipPermissions.items")))
		return STR("nested: ipPermissions.items");
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (has(tree, str_of(keys[i])))
			buf_addf(&text, "%s%s",
				 text.len ? ", " : "flat: ", keys[i]);
	if (text.len)
		kept = arena_keep(arena, buf_str(&text));
	buf_release(&text);
	return kept;
}
