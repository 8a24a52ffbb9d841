/* SPDX-License-Identifier: MIT */
/* world.c - grants of inbound traffic, in every form AWS writes them.
 *
 * A security group is opened by a nested list (ipPermissions.items), by flat
 * parameters, by ModifySecurityGroupRules with capital keys; newer responses
 * list the rules made; network ACLs, databases and caches have their own.
 * Common to all: a leaf that holds a network, and ports beside it or in an
 * object around it. So the network is looked for, and its ports upwards. */
#include "world.h"
#include "leaf.h"

#include <assert.h>

#define GRANTS_TOLD 4       /* more are counted ... */
#define GRANTS_LOOKED_AT 24 /* ... up to these */
#define RISKS 4

struct grant {
	struct str cidr; /* borrowed, or in `scratch` */
	bool world;
	char scratch[SCRATCH];
};
/* Zero-initialise, set leaves.walk.record, and call grants_next: each network
 * that the call grants inbound traffic from, of its request and its
 * response. */
struct grants {
	struct leaves leaves;
	struct str key; /* of the network just given */
	bool checked;
};

static const struct str calls[] = {
	STR("AuthorizeSecurityGroupIngress"),
	STR("ModifySecurityGroupRules"),
	STR("CreateNetworkAclEntry"),
	STR("ReplaceNetworkAclEntry"),
	STR("AuthorizeDBSecurityGroupIngress"),
	STR("AuthorizeClusterSecurityGroupIngress"),
	STR("AuthorizeCacheSecurityGroupIngress"),
};

bool call_grants(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(calls); i++)
		if (str_eq(name, calls[i]))
			return true;
	return false;
}

static bool names_network(struct str key)
{
	return str_eq_nocase(key, STR("cidrIp")) ||
	       str_eq_nocase(key, STR("cidrIpv4")) ||
	       str_eq_nocase(key, STR("cidrIpv6")) ||
	       str_eq_nocase(key, STR("cidrBlock")) ||
	       str_eq_nocase(key, STR("ipv6CidrBlock"));
}

/* ---- what stands around a network ---- */

static struct str beside(const struct record *record, struct buf *path,
			 size_t up, const char *key, char scratch[SCRATCH])
{
	struct str text;

	path->len = up;
	buf_add(path, str_of(key));
	text = record_path(record, buf_str(path), scratch);
	path->len = up;
	return text;
}

struct ports {
	struct str protocol, from, to;
	char scratch[3][SCRATCH];
};

/* As the keys of networks and of ports are spelled together. */
enum spelling { SPELLING_PLAIN, SPELLING_CAPITAL, SPELLING_ACL };

static enum spelling spelling_of(struct str key)
{
	if (str_ends(key, STR("Block")))
		return SPELLING_ACL;
	return str_starts(key, STR("C")) ? SPELLING_CAPITAL : SPELLING_PLAIN;
}

/* Ports in the object whose path is the first `up` bytes of `path`. */
static bool ports_read(const struct grants *grants, struct buf *path, size_t up,
		       struct ports *p)
{
	static const char *const keys[][3] = {
		[SPELLING_PLAIN] = { ".ipProtocol", ".fromPort", ".toPort" },
		[SPELLING_CAPITAL] = { ".IpProtocol", ".FromPort", ".ToPort" },
		[SPELLING_ACL] = { ".aclProtocol", ".portRange.from",
				   ".portRange.to" },
	};
	const char *const *key = keys[spelling_of(grants->key)];
	const struct record *record = grants->leaves.walk.record;

	p->protocol = beside(record, path, up, key[0], p->scratch[0]);
	p->from = beside(record, path, up, key[1], p->scratch[1]);
	p->to = beside(record, path, up, key[2], p->scratch[2]);
	return p->protocol.at || p->from.at;
}

static struct str protocol_name(struct str protocol)
{
	if (str_eq(protocol, STR("6")))
		return STR("tcp");
	if (str_eq(protocol, STR("17")))
		return STR("udp");
	if (str_eq(protocol, STR("1")))
		return STR("icmp");
	return protocol.len ? protocol : STR("port");
}

static void ports_put(const struct ports *p, struct buf *out)
{
	if (str_eq(p->protocol, STR("-1")) ||
	    str_eq_nocase(p->protocol, STR("all"))) {
		buf_add(out, STR("everything"));
		return;
	}
	buf_add(out, protocol_name(p->protocol));
	if (!p->from.len || str_eq(p->from, STR("-1")))
		return;
	buf_addc(out, '/');
	buf_add(out, p->from);
	if (p->to.len && !str_eq(p->from, p->to)) {
		buf_addc(out, '-');
		buf_add(out, p->to);
	}
}

/* The ports of the grant just given; false: nothing says which. It looks
 * upwards from the network until an object holds ports, a few looks through
 * the record. */
static bool grants_ports(const struct grants *grants, struct ports *ports)
{
	struct buf path = { 0 };
	bool found = false;
	ptrdiff_t dot;

	walk_put_path(&grants->leaves.walk, &grants->leaves.node, &path);
	while (!found && (dot = str_find_last(buf_str(&path), '.')) > 0) {
		path.len = (size_t)dot;
		found = ports_read(grants, &path, path.len, ports);
	}
	buf_release(&path);
	return found;
}

/* Appends what the grant just given opens: "tcp/22", "tcp/1-1024",
 * "everything", "a port" where nothing says which. */
static void grants_put_ports(const struct grants *grants, struct buf *out)
{
	struct ports ports;

	if (grants_ports(grants, &ports))
		ports_put(&ports, out);
	else
		buf_add(out, STR("a port"));
}

/* ---- how dangerous ports are ---- */

/* Security Hub controls: EC2.13, EC2.14 and EC2.53 (remote administration),
 * EC2.19 (ports of high risk), EC2.18 (authorized ports). */
static const unsigned remote_ports[] = { 22, 3389 };
static const unsigned risky_ports[] = { 20,   21,   23,   25,   110,  135,
					143,  445,  1433, 1434, 3000, 3306,
					4333, 5000, 5432, 5500, 5601, 8080,
					8088, 8888, 9200, 9300 };

static bool lets_in_any(const unsigned *list, size_t count, unsigned long from,
			unsigned long to)
{
	for (size_t i = 0; i < count; i++)
		if (from <= list[i] && list[i] <= to)
			return true;
	return false;
}

/* A port that is not written as a number has risk of its own. */
static unsigned long port_number(struct str text)
{
	unsigned long port = 0;

	for (size_t i = 0; i < text.len && i < 6; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		port = 10 * port + (unsigned long)(text.at[i] - '0');
	}
	return port;
}

static unsigned ports_risk(const struct ports *p)
{
	struct str protocol = protocol_name(p->protocol);
	unsigned long from = port_number(p->from);
	unsigned long to = p->to.len ? port_number(p->to) : from;

	if (str_eq(protocol, STR("-1")) || str_eq_nocase(protocol, STR("all")))
		return 3;
	if (str_starts(protocol, STR("icmp")))
		return 0;
	if (!p->from.len || str_eq(p->from, STR("-1")) ||
	    lets_in_any(remote_ports, ARRAY_LEN(remote_ports), from, to))
		return 3;
	if (lets_in_any(risky_ports, ARRAY_LEN(risky_ports), from, to))
		return 2;
	return from == to && (from == 80 || from == 443) ? 0 : 1;
}

static unsigned grants_risk(const struct grants *grants)
{
	struct ports ports;

	return grants_ports(grants, &ports) ? ports_risk(&ports) : 1;
}

/* ---- grants ---- */

enum direction { DIRECTION_IN, DIRECTION_OUT, DIRECTION_UNKNOWN };

/* The `egress` of an entry of a network ACL, the `isEgress` of a rule. */
static enum direction recorded_direction(const struct record *record)
{
	struct leaves leaves = { .walk.record = record };
	enum direction direction = DIRECTION_UNKNOWN;
	char scratch[SCRATCH];
	struct leaf_at leaf;

	while (leaves_next(&leaves, &leaf)) {
		if (!str_eq_nocase(leaf.key, STR("egress")) &&
		    !str_eq_nocase(leaf.key, STR("isEgress")))
			continue;
		if (str_eq(record_slot(record, leaf.slot, scratch),
			   STR("true")))
			return DIRECTION_OUT;
		direction = DIRECTION_IN;
	}
	return direction;
}

/* Only the change of a rule says nothing of its direction: the rule has one
 * since it was made. An entry that denies lets nothing in. */
static enum direction direction_of(const struct record *record)
{
	char scratch[SCRATCH];
	struct str name = record_field(record, FIELD_NAME, scratch);
	enum direction direction;

	if (!call_grants(name) ||
	    leaf_is(record, STR("rq.ruleAction"), STR("deny")))
		return DIRECTION_OUT;
	direction = recorded_direction(record);
	if (direction == DIRECTION_UNKNOWN &&
	    !str_eq(name, STR("ModifySecurityGroupRules")))
		return DIRECTION_IN;
	return direction;
}

static bool grants_next(struct grants *grants, struct grant *grant)
{
	const struct record *record = grants->leaves.walk.record;
	struct leaf_at leaf;

	assert(record);
	if (!grants->checked && direction_of(record) == DIRECTION_OUT)
		return false;
	grants->checked = true;
	while (leaves_next(&grants->leaves, &leaf)) {
		if (!names_network(leaf.key) ||
		    (!str_starts(leaf.path, STR("requestParameters.")) &&
		     !str_starts(leaf.path, STR("responseElements."))))
			continue;
		grant->cidr = record_slot(record, leaf.slot, grant->scratch);
		if (!grant->cidr.len)
			continue;
		grant->world = cidr_is_world(grant->cidr);
		grants->key = leaf.key;
		return true;
	}
	return false;
}

static bool names_world(const struct record *record)
{
	struct grants grants = { .leaves.walk.record = record };
	struct grant grant;

	while (grants_next(&grants, &grant))
		if (grant.world)
			return true;
	return false;
}

bool record_opens_world(const struct record *record)
{
	return direction_of(record) == DIRECTION_IN && names_world(record);
}

bool record_may_open_world(const struct record *record)
{
	return direction_of(record) == DIRECTION_UNKNOWN && names_world(record);
}

unsigned record_world_risk(const struct record *record)
{
	struct grants grants = { .leaves.walk.record = record };
	unsigned worst = 0, looks = 0, risk;
	struct grant grant;

	while (looks < GRANTS_LOOKED_AT && grants_next(&grants, &grant)) {
		if (!grant.world)
			continue;
		looks++;
		risk = grants_risk(&grants);
		worst = risk > worst ? risk : worst;
	}
	return worst;
}

/* Appends the grants that are to the world, or else all, and of that risk; how
 * many. Those of the request come again in the response. */
static unsigned put_grants(const struct record *record, bool world,
			   unsigned risk, unsigned before, struct buf *out)
{
	struct grants grants = { .leaves.walk.record = record };
	struct buf seen = { 0 }, one = { 0 };
	unsigned count = before, looks = 0;
	struct grant grant;

	while (looks < GRANTS_LOOKED_AT && grants_next(&grants, &grant)) {
		if (world && !grant.world)
			continue;
		looks++;
		if (grants_risk(&grants) != risk)
			continue;
		buf_reset(&one);
		buf_addc(&one, ' ');
		grants_put_ports(&grants, &one);
		buf_addf(&one, " to %.*s,", STR_ARG(grant.cidr));
		if (str_search(buf_str(&seen), buf_str(&one)) >= 0)
			continue;
		buf_add(&seen, buf_str(&one));
		one.len--; /* the comma */
		if (count++ < GRANTS_TOLD) {
			buf_add(out, count > 1 ? STR(",") : STR(""));
			buf_add(out, buf_str(&one));
		}
	}
	buf_release(&seen);
	buf_release(&one);
	return count;
}

void grants_put(const struct record *record, struct buf *out)
{
	bool world = names_world(record);
	unsigned count = 0, risk = RISKS;

	while (risk--)
		count = put_grants(record, world, risk, count, out);
	if (count > GRANTS_TOLD)
		buf_addf(out, " and %u more", count - GRANTS_TOLD);
}

/* What the call does with its networks; NULL: nothing. */
static const char *rule_verb(const struct record *record)
{
	char scratch[SCRATCH];
	struct str name = record_field(record, FIELD_NAME, scratch);

	if (str_starts(name, STR("RevokeSecurityGroup")))
		return "close";
	if (!call_grants(name) &&
	    !str_eq(name, STR("AuthorizeSecurityGroupEgress")))
		return NULL;
	return leaf_is(record, STR("rq.ruleAction"), STR("deny")) ? "deny"
								  : "open";
}

static bool rules_lead_out(const struct record *record)
{
	char scratch[SCRATCH];

	return str_ends(record_field(record, FIELD_NAME, scratch),
			STR("Egress")) ||
	       leaf_is(record, STR("rq.egress"), STR("true"));
}

void rules_put(const struct record *record, struct buf *out)
{
	struct grants grants = { .leaves.walk.record = record,
				 .checked = true };
	const char *verb = rule_verb(record);
	bool leads_out = verb && rules_lead_out(record);
	struct buf line = { 0 };
	size_t start = out->len;
	unsigned looks = 0;
	struct grant grant;

	while (verb && looks++ < GRANTS_LOOKED_AT &&
	       grants_next(&grants, &grant)) {
		buf_reset(&line);
		buf_add(&line, leads_out ? STR("out ") : STR("in "));
		grants_put_ports(&grants, &line);
		buf_addf(&line, "\t%s to %.*s\n", verb, STR_ARG(grant.cidr));
		if (str_search(str_slice(buf_str(out), start, out->len),
			       buf_str(&line)) < 0)
			buf_add(out, buf_str(&line));
	}
	buf_release(&line);
}
