/* SPDX-License-Identifier: MIT */
/* sweep_places.c - where a credential was used, and with what. */
#include <assert.h>

#include "sweep_places.h"

/* ---- addresses ---- */

struct str use_address(const struct judge *judge, const struct group *use)
{
	return store_text(judge->store, use->key[2]);
}

/* What of an address stays the same where one is not far: two numbers of an
 * IPv4 address, four groups of an IPv6 one. STR_NONE for what is none. */
static struct str network_of(struct str address)
{
	char mark = str_find(address, ':') >= 0 ? ':' : '.';
	int parts = mark == ':' ? 3 : 2;
	size_t end = 0;

	if (cidr_holds(address, address) != 1)
		return STR_NONE;
	while (end < address.len && (address.at[end] != mark || --parts))
		end++;
	return str_slice(address, 0, end);
}

bool address_is_inside(struct str address)
{
	static const struct str networks[] = { STR("10.0.0.0/8"),
					       STR("172.16.0.0/12"),
					       STR("192.168.0.0/16"),
					       STR("169.254.0.0/16") };

	for (size_t i = 0; i < ARRAY_LEN(networks); i++)
		if (cidr_holds(networks[i], address) == 1)
			return true;
	return false;
}

unsigned use_tool(const struct judge *judge, const struct group *use)
{
	return tool_is(store_text(judge->store, use->key[3]));
}

bool use_has_place(const struct judge *judge, const struct group *use)
{
	return network_of(use_address(judge, use)).at;
}

bool use_is_direct(const struct judge *judge, const struct group *use)
{
	return use_tool(judge, use) & (IS_CLI | IS_SDK) &&
	       use_has_place(judge, use);
}

bool uses_are_near(const struct judge *judge, const struct group *a,
		   const struct group *b)
{
	return str_eq(network_of(use_address(judge, a)),
		      network_of(use_address(judge, b)));
}

/* ---- findings of uses: all of the user from these addresses ---- */

struct str tool_product(struct str tool)
{
	ptrdiff_t slash = str_find(tool, '/');

	return slash > 0 ? str_slice(tool, 0, (size_t)slash) : tool;
}

void use_put(const struct judge *judge, const struct group *use, bool brief,
	     struct buf *out)
{
	buf_add(out, use_address(judge, use));
	if (brief)
		return;
	buf_add(out, STR(" with "));
	buf_add(out, tool_product(store_text(judge->store, use->key[3])));
}

struct sweep_finding *tell_place(struct judge *judge, enum finding_kind kind,
				 const struct groups *uses,
				 const struct group *there)
{
	sym_t user = there->key[0];
	struct sweep_finding *finding = NULL;

	for (size_t i = 0; i < uses->count; i++) {
		const struct group *use = uses->at[i];

		if (!use_has_place(judge, use) ||
		    !uses_are_near(judge, use, there))
			continue;
		if (finding)
			finding_count(judge, finding, use);
		else
			finding = finding_new(judge, kind, user, use);
		finding_equal(finding, "user", user);
		finding_equal(finding, "ip", use->key[2]);
	}
	assert(finding); /* `there` is one of them */
	finding->tactic = TACTIC_CREDENTIAL_ACCESS;
	return finding;
}
