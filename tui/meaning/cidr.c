/* SPDX-License-Identifier: MIT */
/* cidr.c - networks and addresses, IPv4 and IPv6, as AWS writes them. */
#include "meaning.h"
#include "part.h"

#include <assert.h>
#include <arpa/inet.h>
#include <string.h>

/* A prefix shorter than this is called the world. */
#define WORLD_BITS 8

struct network {
	unsigned char at[16];
	unsigned size; /* bytes of an address: 4 or 16 */
	unsigned bits; /* of its prefix */
	bool bare;     /* no prefix was written */
};

static bool address_read(struct str text, struct network *network)
{
	char copy[INET6_ADDRSTRLEN];
	bool six = str_find(text, ':') >= 0;

	if (!text.len || text.len >= sizeof(copy) ||
	    memchr(text.at, '\0', text.len))
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	network->size = six ? 16 : 4;
	return inet_pton(six ? AF_INET6 : AF_INET, copy, network->at) == 1;
}

static bool network_read(struct str text, struct network *network)
{
	struct str prefix = text, address = part_take(&prefix, '/');
	long bits = part_number(prefix);

	if (!address_read(address, network))
		return false;
	network->bare = address.len == text.len;
	network->bits = network->size * 8;
	if (network->bare)
		return true;
	if (prefix.len > 3 || bits < 0 || bits > (long)network->bits)
		return false;
	network->bits = (unsigned)bits;
	return true;
}

bool cidr_is_world(struct str cidr)
{
	struct network network;

	return network_read(cidr, &network) && !network.bare &&
	       network.bits < WORLD_BITS;
}

static bool same_prefix(const struct network *a, const struct network *b)
{
	unsigned whole = a->bits / 8;
	unsigned char mask = (unsigned char)(0xff00u >> (a->bits % 8));

	assert(a->size == b->size && a->bits <= a->size * 8);
	if (memcmp(a->at, b->at, whole) != 0)
		return false;
	return a->bits % 8 == 0 || !((a->at[whole] ^ b->at[whole]) & mask);
}

int cidr_holds(struct str network, struct str address)
{
	struct network in, one;

	if (!network_read(network, &in) || !network_read(address, &one) ||
	    !one.bare)
		return -1;
	return in.size == one.size && same_prefix(&in, &one);
}
