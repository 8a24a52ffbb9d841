/* SPDX-License-Identifier: MIT */
/* Grants of inbound traffic to everyone, in every form. */
#include "sense.h"

#define SG "sg-0123456789abcdef0"
#define INGRESS                                                                \
	"{'eventName':'AuthorizeSecurityGroupIngress',"                        \
	"'eventSource':'ec2.amazonaws.com','userIdentity':"                    \
	"{'type':'IAMUser','userName':'eve'},"

static void assert_world(struct desk *desk, const char *text, bool world,
			 const char *story)
{
	sense(desk, text);
	if (flagged(desk, FLAG_WORLD) != world ||
	    flagged(desk, FLAG_NOTABLE) != world)
		fail_msg("world is not %d: %s", world, text);
	assert_string_equal(told(desk), story);
}

static void the_nested_request_is_read(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':{'groupId':'" SG "',"
			     "'ipPermissions':{'items':[{'ipProtocol':'tcp',"
			     "'fromPort':22,'toPort':22,'groups':{},"
			     "'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]},"
			     "'ipv6Ranges':{}}]}}}",
		     true, "opened tcp/22 to 0.0.0.0/0 on " SG);
}

static void the_flat_request_is_read_beside_an_empty_nested_one(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':{'groupId':'" SG "',"
			     "'ipPermissions':{},'ipProtocol':'tcp',"
			     "'fromPort':22,'toPort':22,"
			     "'cidrIp':'0.0.0.0/0'}}",
		     true, "opened tcp/22 to 0.0.0.0/0 on " SG);
}

static void ipv6_is_the_world_too(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':{'groupName':'web',"
			     "'ipPermissions':{'items':[{'ipProtocol':'-1',"
			     "'ipv6Ranges':{'items':[{'cidrIpv6':'::/0'}]}}]"
			     "}}}",
		     true, "opened everything to ::/0 on web");
}

static void a_response_alone_tells_it(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':null,'responseElements':{"
			     "'securityGroupRuleSet':{'items':[{'isEgress':"
			     "false,'ipProtocol':'tcp','fromPort':3389,"
			     "'toPort':3389,'cidrIpv4':'0.0.0.0/0'}]}}}",
		     true, "opened tcp/3389 to 0.0.0.0/0");
}

#define MODIFY(direction)                                                      \
	"{'eventName':'ModifySecurityGroupRules',"                             \
	"'eventSource':'ec2.amazonaws.com',"                                   \
	"'userIdentity':{'type':'Root'},"                                      \
	"'requestParameters':{'ModifySecurityGroupRulesRequest':"              \
	"{'GroupId':'" SG "','SecurityGroupRule':{"                            \
	"'SecurityGroupRuleId':'sgr-0123456789abcdef0',"                       \
	"'SecurityGroupRule':{" direction "'IpProtocol':'tcp','FromPort':1,"   \
	"'ToPort':65535,'CidrIpv4':'0.0.0.0/0'}}}}}"

static void
a_rule_that_is_changed_counts_when_it_is_known_to_let_in(void **state)
{
	assert_world(*state, MODIFY("'IsEgress':false,"), true,
		     "opened tcp/1-65535 to 0.0.0.0/0 on " SG);
	assert_world(*state, MODIFY("'IsEgress':true,"), false,
		     "ModifySecurityGroupRules on " SG);
}

/* Notable, but no opening: the rule may be for traffic out. */
static void a_rule_without_direction_is_said_to_have_none(void **state)
{
	struct desk *desk = *state;

	sense(desk, MODIFY(""));
	assert_false(flagged(desk, FLAG_WORLD));
	assert_true(flagged(desk, FLAG_NOTABLE));
	assert_string_equal(told(desk),
			    "changed a rule of " SG
			    ": tcp/1-65535 to 0.0.0.0/0 (in or out is not "
			    "recorded)");
}

static void an_entry_of_a_network_acl_counts_when_it_lets_in(void **state)
{
	static const char *const of =
		"{'eventName':'CreateNetworkAclEntry',"
		"'eventSource':'ec2.amazonaws.com','userIdentity':"
		"{'type':'Root'},'requestParameters':{'networkAclId':"
		"'acl-01234567','egress':%s,'ruleAction':'%s',"
		"'aclProtocol':'17','portRange':{'from':53,'to':53},"
		"'cidrBlock':'0.0.0.0/0'}}";
	char text[500];

	snprintf(text, sizeof(text), of, "false", "allow");
	assert_world(*state, text, true,
		     "opened udp/53 to 0.0.0.0/0 on acl-01234567");
	snprintf(text, sizeof(text), of, "true", "allow");
	assert_world(*state, text, false,
		     "CreateNetworkAclEntry on acl-01234567");
	snprintf(text, sizeof(text), of, "false", "deny");
	assert_world(*state, text, false,
		     "CreateNetworkAclEntry on acl-01234567");
}

static void a_private_range_is_not_the_world(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':{'groupId':'" SG "',"
			     "'ipProtocol':'tcp','fromPort':443,"
			     "'toPort':443,'cidrIp':'10.0.0.0/8'}}",
		     false, "opened tcp/443 to 10.0.0.0/8 on " SG);
}

static void egress_is_no_way_in(void **state)
{
	assert_world(*state,
		     "{'eventName':'AuthorizeSecurityGroupEgress',"
		     "'eventSource':'ec2.amazonaws.com',"
		     "'requestParameters':{'groupId':'" SG "',"
		     "'ipProtocol':'-1','cidrIp':'0.0.0.0/0'}}",
		     false, "AuthorizeSecurityGroupEgress on " SG);
}

static void of_several_grants_the_open_ones_are_told_once(void **state)
{
	assert_world(
		*state,
		INGRESS "'requestParameters':{'groupId':'" SG "',"
			"'ipPermissions':{'items':["
			"{'ipProtocol':'tcp','fromPort':22,'toPort':22,"
			"'ipRanges':{'items':[{'cidrIp':'10.1.0.0/16'},"
			"{'cidrIp':'0.0.0.0/0'}]}},"
			"{'ipProtocol':'udp','fromPort':53,'toPort':60,"
			"'ipRanges':{'items':[{'cidrIp':'0.0.0.0/1'}]}}]}},"
			"'responseElements':{'securityGroupRuleSet':{'items':"
			"[{'ipProtocol':'tcp','fromPort':22,'toPort':22,"
			"'cidrIpv4':'0.0.0.0/0'}]}}}",
		true,
		"opened tcp/22 to 0.0.0.0/0, udp/53-60 to 0.0.0.0/1 on " SG);
}

static void a_denied_grant_was_asked_for(void **state)
{
	assert_world(*state,
		     INGRESS "'errorCode':'Client.UnauthorizedOperation',"
			     "'requestParameters':{'groupId':'" SG "',"
			     "'ipProtocol':'tcp','fromPort':22,'toPort':22,"
			     "'cidrIp':'0.0.0.0/0'}}",
		     true, "opened tcp/22 to 0.0.0.0/0 on " SG);
}

static void a_network_elsewhere_in_the_event_is_no_grant(void **state)
{
	assert_world(*state,
		     INGRESS "'requestParameters':{'groupId':'" SG "'},"
			     "'additionalEventData':{'cidrIp':'0.0.0.0/0'}}",
		     false, "opened ports on " SG);
}

#define GRANT(from, to)                                                        \
	"{'ipProtocol':'tcp','fromPort':" from ",'toPort':" to                 \
	",'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}"

static void the_riskiest_port_is_told_first(void **state)
{
	struct desk *desk = *state;

	assert_world(
		desk,
		INGRESS
		"'requestParameters':{'groupId':'" SG "',"
		"'ipPermissions':{'items':[" GRANT("443", "443") "," GRANT(
			"7000",
			"7001") "," GRANT("5432",
					  "5432") "," GRANT("80",
							    "80") "," GRANT("33"
									    "0"
									    "0",
									    "34"
									    "0"
									    "0") "]}}}",
		true,
		"opened tcp/3300-3400 to 0.0.0.0/0, tcp/5432 to 0.0.0.0/0,"
		" tcp/7000-7001 to 0.0.0.0/0, tcp/443 to 0.0.0.0/0"
		" and 1 more on " SG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(the_nested_request_is_read),
		SENSED(the_flat_request_is_read_beside_an_empty_nested_one),
		SENSED(ipv6_is_the_world_too),
		SENSED(a_response_alone_tells_it),
		SENSED(a_rule_that_is_changed_counts_when_it_is_known_to_let_in),
		SENSED(a_rule_without_direction_is_said_to_have_none),
		SENSED(an_entry_of_a_network_acl_counts_when_it_lets_in),
		SENSED(a_private_range_is_not_the_world),
		SENSED(egress_is_no_way_in),
		SENSED(of_several_grants_the_open_ones_are_told_once),
		SENSED(the_riskiest_port_is_told_first),
		SENSED(a_denied_grant_was_asked_for),
		SENSED(a_network_elsewhere_in_the_event_is_no_grant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
