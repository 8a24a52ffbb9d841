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

static bool is_in_any(struct str address, const struct str *networks,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (cidr_holds(networks[i], address) == 1)
			return true;
	return false;
}

bool address_is_inside(struct str address)
{
	static const struct str networks[] = { STR("10.0.0.0/8"),
					       STR("172.16.0.0/12"),
					       STR("192.168.0.0/16"),
					       STR("169.254.0.0/16") };

	return is_in_any(address, networks, ARRAY_LEN(networks));
}

/* The larger of AWS's networks, as ip-ranges.amazonaws.com/ip-ranges.json has
 * them: what matters here is where programs at AWS come from. */
bool address_is_aws(struct str address)
{
	static const struct str networks[] = {
		STR("3.0.0.0/8"),      STR("13.32.0.0/12"),
		STR("13.48.0.0/13"),   STR("13.56.0.0/14"),
		STR("13.112.0.0/14"),  STR("13.124.0.0/14"),
		STR("13.200.0.0/13"),  STR("13.208.0.0/12"),
		STR("13.224.0.0/12"),  STR("13.244.0.0/14"),
		STR("15.184.0.0/14"),  STR("15.206.0.0/15"),
		STR("15.228.0.0/15"),  STR("15.236.0.0/15"),
		STR("18.32.0.0/11"),   STR("18.64.0.0/10"),
		STR("18.128.0.0/9"),   STR("23.20.0.0/14"),
		STR("34.192.0.0/10"),  STR("35.152.0.0/13"),
		STR("35.160.0.0/12"),  STR("35.176.0.0/13"),
		STR("44.192.0.0/10"),  STR("46.137.0.0/16"),
		STR("50.16.0.0/14"),   STR("50.112.0.0/16"),
		STR("52.0.0.0/10"),    STR("52.64.0.0/12"),
		STR("52.84.0.0/14"),   STR("52.88.0.0/13"),
		STR("52.192.0.0/11"),  STR("54.64.0.0/11"),
		STR("54.144.0.0/12"),  STR("54.160.0.0/11"),
		STR("54.192.0.0/10"),  STR("63.32.0.0/14"),
		STR("65.0.0.0/14"),    STR("98.80.0.0/12"),
		STR("99.79.0.0/16"),   STR("99.80.0.0/15"),
		STR("100.20.0.0/14"),  STR("107.20.0.0/14"),
		STR("108.128.0.0/13"), STR("174.129.0.0/16"),
		STR("176.34.0.0/16"),  STR("184.72.0.0/15"),
		STR("2406:da00::/24"), STR("2600:1f00::/24"),
		STR("2a05:d000::/25"),
	};

	return is_in_any(address, networks, ARRAY_LEN(networks));
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

bool place_is_told(const struct judge *judge, const struct group *use)
{
	for (size_t i = 0; i < judge->sweep->count; i++) {
		const struct sweep_finding *finding = &judge->sweep->at[i];

		if ((finding->kind == FINDING_WORKLOAD ||
		     finding->kind == FINDING_ELSEWHERE) &&
		    finding->user == use->key[0] &&
		    finding_is_at(finding, use->key[2]))
			return true;
	}
	return false;
}
