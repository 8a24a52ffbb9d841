#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the Sweep finds, and that the filter of each finding keeps as many
events as it says: on the demo, the fixtures and real incidents, and on made-up
evidence in which one thing is wrong, or nothing."""
import csv
import glob
import io
import json
import os
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import DATA, FIXTURES, Run, demo, needs_data, own_folder, play  # noqa

ACCOUNT = "111122223333"
HOME, ABROAD = "198.51.100.9", "203.0.113.77"
KEY, TEMPORARY = "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"


def sweep(*words):
    """The findings, each a dict."""
    run = Run("sweep", "--format", "csv", "--csv-exact", *words)
    return list(csv.DictReader(io.StringIO(run.out)))


def user(name, key=KEY):
    return {"type": "IAMUser", "userName": name, "accountId": ACCOUNT,
            "arn": f"arn:aws:iam::{ACCOUNT}:user/{name}", "accessKeyId": key}


def role(name, session, key=TEMPORARY):
    return {"type": "AssumedRole", "accountId": ACCOUNT, "accessKeyId": key,
            "principalId": f"AROAEXAMPLE:{session}",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}",
            "sessionContext": {"sessionIssuer": {
                "type": "Role", "userName": name, "accountId": ACCOUNT,
                "arn": f"arn:aws:iam::{ACCOUNT}:role/{name}"}}}


def service(name):
    return {"type": "AWSService", "invokedBy": f"{name}.amazonaws.com"}


class Evidence:
    """Events, one a line, a second apart."""

    def __init__(self):
        self.events = []

    def add(self, who, call, times=1, address=HOME, tool="Boto3/1.34.1", **more):
        source, name = call.split(":")
        for _ in range(times):
            n = len(self.events)
            self.events.append({
                "eventVersion": "1.11", "userIdentity": who,
                "eventTime": f"2026-03-14T{n // 3600:02}:{n // 60 % 60:02}"
                             f":{n % 60:02}Z",
                "eventSource": f"{source}.amazonaws.com", "eventName": name,
                "awsRegion": "us-east-1", "sourceIPAddress": address,
                "userAgent": tool, "readOnly": name[0] in "GLD",
                "eventID": f"00000000-0000-4000-8000-{n:012}",
                "eventType": "AwsApiCall", "recipientAccountId": ACCOUNT,
                **more})
        return self

    def write(self):
        path = os.path.join(own_folder(), "events.ndjson")
        with open(path, "w", encoding="utf-8") as file:
            for event in self.events:
                file.write(json.dumps(event) + "\n")
        return path


def denied(**more):
    return {"errorCode": "AccessDenied", "errorMessage": "no", **more}


def read(bucket, key):
    return {"requestParameters": {"bucketName": bucket, "key": key}}


class Promise(unittest.TestCase):
    def holds(self, path):
        findings = sweep(path)
        for finding in findings:
            with self.subTest(path=path, filter=finding["filter"]):
                self.assertEqual(
                    Run("count", "-f", finding["filter"], path).out.strip(),
                    finding["events"])
        return findings

    def test_on_the_demo(self):
        self.assertGreater(len(self.holds(demo())), 8)

    def test_on_the_fixtures(self):
        self.assertGreater(len(self.holds(FIXTURES)), 4)

    def test_in_a_filter(self):
        whole = sweep(demo())
        some = sweep("-f", "user=backup-svc", demo())
        self.assertLess(0, len(some))
        self.assertLess(len(some), len(whole))
        for finding in some:
            both = f"({finding['filter']}) and user=backup-svc"
            self.assertEqual(Run("count", "-f", both, demo()).out.strip(),
                             finding["events"])


@needs_data
class RealPromise(Promise):
    def test_on_every_set(self):
        for name in ("invictus-ir-aws_dataset", "suzaku-sample-data",
                     "traildiscover", "derived", "streamalert"):
            self.holds(os.path.join(DATA, name))

    def test_each_technique_is_found(self):
        files = glob.glob(f"{DATA}/stratus-red-team/docs/*/*.json")
        found = sum(bool(self.holds(path)) for path in files)
        self.assertGreaterEqual(found, 20)


class Found(unittest.TestCase):
    def one(self, evidence, kind):
        """The only finding, of that kind; its filter keeps its events."""
        path = evidence.write()
        findings = sweep(path)
        self.assertEqual([f["kind"] for f in findings], [kind], findings)
        self.assertEqual(
            Run("count", "-f", findings[0]["filter"], path).out.strip(),
            findings[0]["events"])
        return findings[0]

    def nothing(self, evidence):
        self.assertEqual(sweep(evidence.write()), [])

    def test_calls_on_one_thing_are_one_story(self):
        evidence = Evidence()
        for call in ("CreateUser", "CreateAccessKey", "CreateLoginProfile"):
            evidence.add(user("alice"), f"iam:{call}",
                         requestParameters={"userName": "carol"})
        found = self.one(evidence, "calls")
        self.assertEqual(found["what"], "gave carol a console password; "
                         "created user carol; created access key for carol")
        self.assertEqual(found["events"], "3")

    def test_a_story_is_led_by_the_gravest_of_many(self):
        evidence = Evidence().add(
            user("alice"), "s3:PutBucketVersioning",
            requestParameters={
                "bucketName": "example-data",
                "VersioningConfiguration": {"Status": "Suspended"}})
        for n in range(130):
            evidence.add(user("alice"), "s3:CopyObject", requestParameters={
                "bucketName": "example-data", "key": f"{n}.csv",
                "x-amz-server-side-encryption-customer-algorithm": "AES256"})
        found = self.one(evidence, "calls")
        self.assertEqual(
            found["what"],
            "encrypted 130 objects of s3/example-data with a key that AWS does"
            " not keep; stopped keeping versions in s3/example-data")
        self.assertEqual(found["events"], "131")

    def test_calls_past_the_third_are_named_with_their_number(self):
        evidence = Evidence()
        for call, times in (("CreateUser", 1), ("CreateAccessKey", 1),
                            ("CreateLoginProfile", 1),
                            ("AttachUserPolicy", 5)):
            evidence.add(user("alice"), f"iam:{call}", times,
                         requestParameters={
                             "userName": "carol",
                             "policyArn": "arn:aws:iam::aws:policy/ReadOnly"})
        found = self.one(evidence, "calls")
        self.assertEqual(found["what"],
                         "gave carol a console password; attached ReadOnly to "
                         "user carol, 5 times; created user carol, "
                         "CreateAccessKey")
        screen = play(["wait", "dump -"], evidence.write(), size="160x40").out
        self.assertIn("password, AttachUserPolicy 5 times, "
                      "CreateUser, CreateAccessKey ", screen)

    def test_what_calls_say_alike_is_said_once(self):
        evidence = Evidence()
        for call in ("CreateFoundationModelAgreement",
                     "PutFoundationModelEntitlement"):
            evidence.add(user("alice"), f"bedrock:{call}",
                         requestParameters={"modelId": "example.model-1"})
        found = self.one(evidence, "calls")
        self.assertEqual(found["what"], "asked for the use of model "
                         "example.model-1, PutFoundationModelEntitlement")

    def test_what_was_tried_is_told_like_a_deed(self):
        evidence = Evidence().add(
            user("alice"), "ec2:RunInstances",
            errorCode="Client.InstanceLimitExceeded", errorMessage="no",
            requestParameters={
                "instanceType": "g5.48xlarge",
                "instancesSet": {"items": [{"minCount": 8, "maxCount": 8}]}})
        found = self.one(evidence, "tried")
        self.assertEqual(found["what"], "tried to start 8 of g5.48xlarge in "
                                        "us-east-1, without success")

    def test_what_one_call_did_to_several_things_is_named(self):
        evidence = Evidence()
        for port in (443, 22):
            evidence.add(user("alice"), "ec2:AuthorizeSecurityGroupIngress",
                         requestParameters={
                             "groupId": "sg-0a1b2c3d", "ipProtocol": "tcp",
                             "fromPort": port, "toPort": port,
                             "cidrIp": "0.0.0.0/0"})
        self.assertEqual(self.one(evidence, "calls")["what"],
                         "opened tcp/22, tcp/443 to 0.0.0.0/0 on sg-0a1b2c3d;"
                         " not closed here")
        evidence = Evidence()
        for n in range(5):
            evidence.add(user("alice"), "secretsmanager:GetSecretValue", 2,
                         requestParameters={"secretId": f"prod/db-{n}"})
        found = self.one(evidence, "calls")
        self.assertEqual(found["what"], "read secret prod/db-0, prod/db-1,"
                                        " prod/db-2 and 2 more")
        self.assertEqual(found["events"], "10")

    def test_one_deed_several_times_is_counted(self):
        evidence = Evidence().add(
            user("alice"), "secretsmanager:GetSecretValue", 3,
            requestParameters={"secretId": "prod/db"})
        self.assertEqual(self.one(evidence, "calls")["what"],
                         "read secret prod/db, 3 times")

    def test_of_very_many_deeds_it_says_at_least(self):
        evidence = Evidence()
        for n in range(2100):
            evidence.add(user("alice"), "secretsmanager:GetSecretValue",
                         requestParameters={"secretId": f"prod/db-{n}"})
        found = self.one(evidence, "calls")
        self.assertTrue(found["what"].endswith(" and at least 1997 more"))
        self.assertEqual(found["events"], "2100")

    def test_what_was_not_looked_at_is_not_denied(self):
        evidence = Evidence().add(
            user("alice"), "secretsmanager:GetSecretValue", 2001,
            requestParameters={"secretId": "prod/db"})
        evidence.add(user("alice"), "secretsmanager:GetSecretValue",
                     requestParameters={"secretId": "prod/mail"})
        found = self.one(evidence, "calls")
        self.assertEqual(found["what"],
                         "read secret prod/db and perhaps others")
        self.assertEqual(found["events"], "2002")

    def test_a_burst_of_refusals_of_a_person(self):
        evidence = Evidence()
        for call in ("iam:ListUsers", "s3:ListBuckets", "ec2:DescribeVpcs"):
            evidence.add(user("alice"), call, **denied())
        found = self.one(evidence, "refused")
        self.assertIn("3 calls of 3 kinds", found["what"])

    def everyday(self, hours):
        """A refusal of one kind every hour."""
        evidence = Evidence()
        for _ in range(hours):
            evidence.add(user("alice"), "iam:ListRoles", **denied())
            evidence.add(user("bob"), "s3:ListBuckets", 3600)
        return evidence

    def test_a_burst_amid_everyday_refusals_has_its_own_time(self):
        evidence = self.everyday(6)
        evidence.add(user("alice"), "s3:GetObject", 12, **denied(),
                     **read("example-payroll", "a.csv"))
        evidence.events += [{**event, "eventID": event["eventID"][::-1],
                             "eventTime": event["eventTime"].replace(
                                 "-14T", "-15T")}
                            for event in self.everyday(6).events]
        found = self.one(evidence, "refused")
        self.assertEqual(found["what"], "was refused GetObject on "
                                        "s3/example-payroll, 12 times")
        self.assertEqual((found["events"], found["first"]),
                         ("12", "2026-03-14T06:00:06Z"))
        some = sweep("-f", "event=GetObject", evidence.write())
        self.assertEqual([f["events"] for f in some], ["12"])

    def test_a_burst_every_night_is_one_finding(self):
        evidence = Evidence()
        for _ in range(6):
            evidence.add(user("alice"), "s3:GetObject", 12, **denied(),
                         **read("example-payroll", "a.csv"))
            evidence.add(user("bob"), "s3:ListBuckets", 3600)
        self.assertEqual(self.one(evidence, "refused")["events"], "72")

    def test_where_an_attack_came_in_ranks_with_its_steps(self):
        browser = "Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/126.0 Safari"
        evidence = Evidence().add(role("Admin", "carol@example.com"),
                                  "ec2:DescribeVpcs", 40, tool=browser)
        evidence.add(role("Admin", "carol@example.com", "ASIAEXAMPLE0AAAAAAAA"),
                     "s3:ListBuckets", 3, ABROAD, "aws-cli/2.15.0")
        alone = evidence.write()
        for name in ("read", "mail", "orders"):
            evidence.add(role("Ops", "x", "ASIAEXAMPLE0BBBBBBBB"),
                         "iam:CreateUser", 1, ABROAD, "aws-cli/2.15.0",
                         requestParameters={"userName": name})
        evidence.add(role("Ops", "x", "ASIAEXAMPLE0BBBBBBBB"),
                     "cloudtrail:UpdateTrail", 1, ABROAD,
                     "aws-cli/2.15.0", requestParameters={"name": "main"})
        self.assertEqual(len(sweep(alone)), 1)
        self.assertEqual([f["kind"] for f in sweep(evidence.write())],
                         ["elsewhere", "calls", "calls"])

    def test_refusals_now_and_then_and_of_services_are_none(self):
        evidence = Evidence()
        for _ in range(20):
            evidence.add(user("alice"), "s3:GetBucketAcl", **denied())
            evidence.add(user("alice"), "s3:ListBuckets", 600)
        evidence.add(service("config"), "s3:PutObject", 500, **denied())
        self.nothing(evidence)

    def test_a_role_key_from_a_second_address_by_hand(self):
        evidence = Evidence().add(role("Web", "web"), "s3:ListBuckets", 40)
        evidence.add(role("Web", "web"), "s3:ListBuckets", 3, ABROAD,
                     "aws-cli/2.15.0")
        found = self.one(evidence, "elsewhere")
        self.assertEqual(found["events"], "3")
        self.assertIn(ABROAD, found["what"])
        self.assertEqual(found["severity"], "high")

    def test_a_key_of_which_little_is_known_in_a_second_place(self):
        for who in (role("Web", "web"), user("alice")):
            for known, severity in ((20, "high"), (19, "medium"),
                                    (3, "medium")):
                evidence = Evidence().add(who, "s3:ListBuckets", known)
                evidence.add(who, "s3:ListBuckets", 5, ABROAD,
                             "aws-cli/2.15.0")
                found = self.one(evidence, "elsewhere")
                self.assertEqual((found["severity"], found["events"]),
                                 (severity, "5"))
                self.assertEqual(f", {known} events elsewhere"
                                 in found["what"], known < 20)

    def test_a_new_key_of_a_user_of_whom_little_is_known_is_nothing(self):
        evidence = Evidence().add(role("Web", "web"), "s3:ListBuckets", 19)
        evidence.add(role("Web", "web", "ASIAEXAMPLE0AAAAAAAA"),
                     "s3:ListBuckets", 5, ABROAD, "aws-cli/2.15.0")
        self.nothing(evidence)

    def test_the_home_of_a_key_is_where_that_key_was(self):
        evidence = Evidence().add(
            user("alice", "AKIAI44QH8DHBEXAMPLE"), "s3:ListBuckets", 60,
            tool="aws-cli/2.15.0")
        evidence.add(user("alice"), "s3:ListBuckets", 9, "198.51.7.7")
        evidence.add(user("alice"), "s3:ListBuckets", 5, ABROAD)
        self.assertIn("before from 198.51.7.7",
                      self.one(evidence, "elsewhere")["what"])

    def sessions(self, tool, known=40, home=HOME, away=ABROAD, session="s1"):
        who = role("App", session)
        evidence = Evidence().add(who, "s3:ListBuckets", known, home, tool)
        return evidence.add(who, "secretsmanager:ListSecrets", 20, away, tool)

    def test_a_temporary_key_in_a_second_place_with_the_same_tool(self):
        for tool, known, severity in (("Boto3/1.34.1", 40, "medium"),
                                      ("Boto3/1.34.1", 5, "low"),
                                      ("aws-cli/2.15.0", 40, "low")):
            found = self.one(self.sessions(tool, known), "elsewhere")
            self.assertEqual((found["severity"], found["events"]),
                             (severity, "20"))
            self.assertIn(f"key in a second place: {ABROAD}", found["what"])

    def test_beside_a_second_place_no_reads_of_the_first_are_told(self):
        who, tool = role("App", "s1"), "aws-cli/2.15.0"
        evidence = Evidence().add(who, "s3:GetObject", 40, HOME, tool,
                                  **read("example-data", "a"))
        evidence.add(who, "secretsmanager:ListSecrets", 20, ABROAD, tool)
        self.one(evidence, "elsewhere")

    def test_one_key_of_many_in_one_more_network(self):
        """Where another key of the role was first seen."""
        evidence = Evidence().add(role("App", "s1"), "s3:ListBuckets", 40)
        evidence.add(role("App", "s2", "ASIAEXAMPLE0AAAAAAAA"),
                     "s3:ListBuckets", 40, ABROAD)
        self.nothing(evidence)
        evidence.add(role("App", "s1"), "s3:ListBuckets", 5, ABROAD)
        self.assertIn("key in a second place",
                      self.one(evidence, "elsewhere")["what"])

    def test_a_person_and_what_runs_at_aws_move(self):
        self.nothing(self.sessions("aws-cli/2.15.0",
                                   session="carol@example.com"))
        self.nothing(self.sessions("Boto3/1.34.1", home="54.157.3.3",
                                   away="18.204.7.7"))
        self.one(self.sessions("Boto3/1.34.1", home="54.157.3.3"),
                 "elsewhere")

    def test_a_new_deployment_has_keys_of_its_own(self):
        evidence = Evidence()
        for n in range(3):
            for address in (HOME, ABROAD):
                evidence.add(role("App", f"t{n}", f"ASIAEXAMPLE{n:03}"
                                  f"{address[-2:].replace('.', '0'):A<6}"),
                             "s3:ListBuckets", 30, address)
        self.nothing(evidence)

    def test_a_pool_of_addresses_is_no_second_place(self):
        evidence = Evidence()
        for n in range(120):
            network = "203.0" if n % 2 else "198.51"
            evidence.add(role("App", "s1"), "s3:ListBuckets", 2,
                         f"{network}.100.{n % 60}")
        self.nothing(evidence)

    def test_a_developer_in_two_places_is_not_grave(self):
        evidence = Evidence()
        for _ in range(9):
            for address in (HOME, ABROAD):
                evidence.add(user("alice"), "s3:ListBuckets", 9, address,
                             "aws-cli/2.15.0")
        self.assertIn(self.one(evidence, "elsewhere")["severity"],
                      ("low", "medium"))

    def test_another_version_or_a_near_address_is_no_second_place(self):
        evidence = Evidence().add(user("alice"), "s3:ListBuckets", 40)
        evidence.add(user("alice"), "s3:ListBuckets", 9, tool="Boto3/1.35.0")
        evidence.add(user("alice"), "s3:ListBuckets", 9, "198.51.100.12")
        self.nothing(evidence)

    def test_an_office_is_no_second_place(self):
        evidence = Evidence()
        for name in ("bob", "carol"):
            evidence.add(user(name, f"AKIA{name.upper()}"), "s3:ListBuckets",
                         30, ABROAD)
        evidence.add(user("alice"), "s3:ListBuckets", 40)
        evidence.add(user("alice"), "s3:ListBuckets", 5, ABROAD)
        self.nothing(evidence)

    def test_whoever_moves_about_has_no_second_place(self):
        evidence = Evidence()
        for n in range(6):
            evidence.add(user("alice"), "s3:ListBuckets", 30,
                         f"203.{n}.113.5", "aws-cli/2.15.0")
        self.nothing(evidence)

    def test_an_instance_elsewhere(self):
        evidence = Evidence().add(role("Web", "i-0123456789abcdef0"),
                                  "s3:ListBuckets", 5)
        evidence.add(role("Web", "i-0123456789abcdef0"), "s3:ListBuckets", 2,
                     ABROAD)
        found = self.one(evidence, "workload")
        self.assertEqual((found["severity"], found["events"]),
                         ("critical", "2"))
        self.assertIn("i-0123456789abcdef0", found["what"])

    def test_an_instance_is_at_home_where_its_keys_are_renewed(self):
        """However much the thief does with the one key they have."""
        name = "i-0123456789abcdef0"
        evidence = Evidence()
        for key in ("ASIAEXAMPLE00000AAAA", TEMPORARY):
            evidence.add(role("Web", name, key), "s3:ListBuckets", 5)
        evidence.add(role("Web", name), "s3:ListBuckets", 200, ABROAD)
        for key in ("ASIAEXAMPLE00000BBBB", "ASIAEXAMPLE00000CCCC"):
            evidence.add(role("Web", name, key), "s3:ListBuckets", 5)
        found = self.one(evidence, "workload")
        self.assertEqual((found["severity"], found["events"]),
                         ("critical", "200"))
        self.assertIn(f"used from {ABROAD}", found["what"])

    def test_a_machine_of_one_key_is_at_home_where_it_was_first(self):
        evidence = Evidence().add(role("Web", "i-0123456789abcdef0"),
                                  "s3:ListBuckets", 2)
        evidence.add(role("Web", "i-0123456789abcdef0"), "s3:ListBuckets", 60,
                     ABROAD)
        self.assertEqual(self.one(evidence, "workload")["events"], "60")

    def builds(self, keys, strays=(), tool="aws-cli/2.15.0", session="run"):
        """A build server's role: each key on a runner of its own."""
        evidence = Evidence()
        for n in range(keys):
            who = role("Build", session, f"ASIAEXAMPLE{n:09}")
            evidence.add(who, "s3:ListBuckets", 4, f"20.{n}.7.7", tool)
            if n in strays:
                evidence.add(who, "s3:ListBuckets", 3, f"203.{n}.113.77",
                             "Boto3/1.34.1")
        return evidence

    def test_a_build_server_key_that_moved(self):
        found = self.one(self.builds(30, strays=[17]), "elsewhere")
        self.assertEqual((found["severity"], found["events"]),
                         ("critical", "3"))
        self.assertEqual(found["what"],
                         "key in a second place: 203.17.113.77 with Boto3, "
                         "before from 20.17.7.7 with aws-cli")

    def test_a_build_server_key_that_moved_with_the_same_tool(self):
        found = self.one(self.builds(30, [17], "Boto3/1.30.0"), "elsewhere")
        self.assertEqual(found["severity"], "high")

    def test_a_person_takes_the_key_along(self):
        self.nothing(self.builds(30, [17], "Boto3/1.30.0",
                                 "carol@example.com"))
        self.one(self.builds(30, [17], session="carol@example.com"),
                 "elsewhere")

    def test_keys_that_stay_where_they_are_made_are_nothing(self):
        self.nothing(self.builds(30))

    def test_keys_that_often_move_are_nothing(self):
        self.nothing(self.builds(30, strays=[3, 9, 17, 22]))

    def test_a_person_of_the_console_by_hand_from_elsewhere(self):
        browser = "Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/126.0 Safari"
        evidence = Evidence().add(role("Admin", "carol@example.com"),
                                  "ec2:DescribeVpcs", 40, tool=browser)
        evidence.add(role("Admin", "carol@example.com", "ASIAEXAMPLE0AAAAAAAA"),
                     "s3:ListBuckets", 3, ABROAD, "aws-cli/2.15.0")
        found = self.one(evidence, "elsewhere")
        self.assertEqual((found["severity"], found["events"]), ("medium", "3"))
        self.assertIn("before from 198.51.100.9 with Chrome", found["what"])
        self.assertEqual(found["user"], "Admin/carol@example.com")
        self.assertIn("●  carol@exam",
                      play(["wait", "dump -"], evidence.write()).out)

    def test_what_two_humans_did_is_their_role_s(self):
        evidence = Evidence()
        for name in ("carol", "bob"):
            evidence.add(role("Admin", f"{name}@example.com"),
                         "secretsmanager:GetSecretValue",
                         requestParameters={"secretId": "prod/db"})
        self.assertEqual(self.one(evidence, "calls")["user"], "role/Admin")

    def test_role_after_role_from_one_place_is_no_office(self):
        evidence = Evidence().add(role("Web", "web"), "s3:ListBuckets", 40)
        evidence.add(role("Web", "web"), "s3:ListBuckets", 30, ABROAD,
                     "aws-cli/2.15.0")
        for name in ("Deploy", "Data", "Admin"):
            evidence.add(role(name, "x", f"ASIAEXAMPLE{name.upper():A<9}"),
                         "s3:ListBuckets", 30, ABROAD, "aws-cli/2.15.0")
        self.assertEqual(self.one(evidence, "elsewhere")["events"], "30")

    def test_an_instance_behind_an_endpoint_is_at_home(self):
        evidence = Evidence().add(role("Web", "i-0123456789abcdef0"),
                                  "s3:ListBuckets", 5)
        evidence.add(role("Web", "i-0123456789abcdef0"), "s3:ListBuckets", 5,
                     "10.0.3.7")
        self.nothing(evidence)

    def test_a_function_by_hand(self):
        evidence = Evidence().add(
            service("lambda"), "sts:AssumeRole",
            responseElements={"credentials": {"accessKeyId": TEMPORARY}},
            requestParameters={"roleArn": f"arn:aws:iam::{ACCOUNT}:role/Fn"})
        evidence.add(role("Fn", "resize"), "s3:ListBuckets", 2, ABROAD,
                     "aws-cli/2.15.0")
        found = self.one(evidence, "workload")
        self.assertIn("handed out by lambda", found["what"])

    LAMBDA = "Boto3/1.34.1 lang/python#3.12 exec-env/AWS_Lambda_python3.12"
    TASK = "aws-cli/2.15.0 md/prompt#off exec-env/AWS_ECS_FARGATE"

    def test_a_function_or_task_is_known_by_its_user_agent(self):
        for agent, runner in ((self.LAMBDA, "lambda"), (self.TASK, "ecs-task")):
            for tool in ("Boto3/1.34.1", "aws-cli/2.15.0"):
                evidence = Evidence().add(role("Fn", "resize"),
                                          "s3:ListBuckets", 3, "54.157.3.3",
                                          agent)
                evidence.add(role("Fn", "resize"), "s3:ListBuckets", 9, ABROAD,
                             tool)
                found = self.one(evidence, "workload")
                self.assertEqual((found["severity"], found["events"]),
                                 ("critical", "9"))
                self.assertIn(f"handed out by {runner}", found["what"])

    def test_a_function_first_seen_with_the_thief(self):
        evidence = Evidence().add(role("Fn", "resize"), "s3:ListBuckets", 50,
                                  ABROAD)
        evidence.add(role("Fn", "resize"), "s3:ListBuckets", 3, "54.157.3.3",
                     self.LAMBDA)
        self.assertEqual(self.one(evidence, "workload")["events"], "50")

    def test_a_function_by_hand_from_another_instance_is_less_grave(self):
        evidence = Evidence().add(role("Fn", "resize"), "s3:ListBuckets", 3,
                                  "54.157.3.3", self.LAMBDA)
        evidence.add(role("Fn", "resize"), "s3:ListBuckets", 9, "3.90.1.2",
                     "aws-cli/2.15.0")
        self.assertEqual(self.one(evidence, "workload")["severity"], "medium")

    def test_a_function_goes_out_by_many_addresses(self):
        for addresses in (("54.157.3.3", "3.90.1.2", "18.204.7.7",
                           "100.24.1.1", "44.201.1.1"),
                          ("54.157.3.3", "10.0.3.7"), (HOME, "10.0.3.7")):
            for agent in (self.LAMBDA, self.TASK):
                evidence = Evidence()
                for address in addresses:
                    evidence.add(role("Fn", "resize"), "s3:ListBuckets", 9,
                                 address, agent)
                evidence.add(role("Fn", "resize"), "logs:CreateLogStream", 2,
                             "34.201.1.1", "awslambda-worker/1.0 rusoto/0.48")
                evidence.add(role("Fn", "resize"), "s3:ListBuckets", 9,
                             addresses[-1], "example-agent/1.0")
                self.nothing(evidence)

    def test_a_person_who_tries_a_function_at_home_moves(self):
        carol = role("Dev", "carol@example.com")
        evidence = Evidence().add(carol, "s3:ListBuckets", 9, tool=self.LAMBDA)
        evidence.add(carol, "s3:ListBuckets", 9, ABROAD)
        self.nothing(evidence)
        evidence = Evidence().add(user("alice"), "s3:ListBuckets", 9,
                                  tool=self.LAMBDA)
        evidence.add(user("alice"), "s3:ListBuckets", 9, ABROAD)
        self.assertNotEqual(self.one(evidence, "elsewhere")["severity"],
                            "critical")

    def test_a_key_made_and_used(self):
        evidence = Evidence().add(
            user("alice"), "iam:CreateAccessKey",
            requestParameters={"userName": "carol"},
            responseElements={"accessKey": {
                "accessKeyId": "AKIAI44QH8DHBEXAMPLE", "userName": "carol"}})
        evidence.add(user("carol", "AKIAI44QH8DHBEXAMPLE"), "s3:ListBuckets",
                     7)
        found = sweep(evidence.write())
        self.assertEqual([f["kind"] for f in found], ["issued", "calls"])
        self.assertEqual(found[0]["events"], "7")
        self.assertEqual(found[0]["user"], "carol")
        self.assertIn("made here by alice", found[0]["what"])

    def test_what_was_opened_and_not_closed(self):
        def rule(group):
            return {"requestParameters": {
                "groupId": group, "ipProtocol": "tcp", "fromPort": 22,
                "toPort": 22, "cidrIp": "0.0.0.0/0"}}
        opens = "ec2:AuthorizeSecurityGroupIngress"
        evidence = Evidence().add(user("alice"), opens, **rule("sg-0a1b2c3d"))
        self.assertIn("not closed here", self.one(evidence, "calls")["what"])
        evidence.add(user("alice"), "ec2:RevokeSecurityGroupIngress",
                     **rule("sg-0a1b2c3d"))
        self.assertNotIn("closed", self.one(evidence, "calls")["what"])
        evidence.add(user("alice"), opens, **rule("sg-1a1b2c3d"))
        self.assertIn("1 of 2 not closed",
                      self.one(evidence, "calls")["what"])

    def test_only_reads_of_one_person(self):
        evidence = Evidence()
        for n in range(40):
            evidence.add(user("alice"), "s3:GetObject", 1, ABROAD,
                         **read("example-exports", f"{n}.csv"))
        for event in evidence.events:
            event["@timestamp"] = event.pop("eventTime")
        found = self.one(evidence, "read")
        self.assertEqual(found["events"], "40")
        self.assertIn("s3/example-exports", found["what"])
        self.assertIn(ABROAD, found["what"])

    def test_a_web_server_that_reads_is_nothing(self):
        evidence = Evidence()
        for n in range(60):
            evidence.add(role("Web", "i-0123456789abcdef0"), "s3:GetObject",
                         **read("example-assets", f"{n}.png"))
        self.nothing(evidence)

    def test_services_alone_are_nothing(self):
        evidence = Evidence()
        for name in ("cloudtrail", "config", "autoscaling"):
            evidence.add(service(name), "s3:PutObject", 100)
        self.nothing(evidence)
        screen = play(["wait", "dump -"], evidence.write()).out
        self.assertIn("no finding in 300 events", screen)
        self.assertIn("300 events", screen)


class Printed(unittest.TestCase):
    def test_in_every_form(self):
        for form in ("table", "md", "json", "ndjson", "csv"):
            run = Run("sweep", "--format", form, demo())
            self.assertEqual(run.status, 0, run.err)
            self.assertIn("shared snapshot", run.out)
        rows = json.loads(Run("sweep", "--format", "json", demo()).out)
        self.assertIn("shared snapshot", rows[0]["what"])
        self.assertEqual([row["severity"] for row in rows[-2:]],
                         ["medium", "medium"])
        self.assertEqual(Run("sweep", "-f", "event=DescribeTargetHealth",
                             demo()).status, 1)


class Ruin(Promise):
    """Many things ended by one user; the hour of an operator is none."""

    def of(self, evidence):
        path = evidence.write()
        return [(f["severity"], f["what"], f["events"])
                for f in self.holds(path) if f["kind"] == "ruin"]

    def test_many_buckets(self):
        gone = Evidence().add(user("eve"), "s3:DeleteBucket", 50)
        self.assertEqual(self.of(gone),
                         [("high", "called DeleteBucket 50 times", "50")])

    def test_several_kinds_are_one_finding(self):
        gone = Evidence()
        gone.add(user("eve"), "ec2:TerminateInstances", 30)
        gone.add(user("eve"), "ec2:DeleteSnapshot", 30)
        self.assertEqual([(s, n) for s, _, n in self.of(gone)],
                         [("high", "60")])

    def test_a_few_are_none(self):
        self.assertEqual(
            self.of(Evidence().add(user("eve"), "s3:DeleteBucket", 19)), [])

    def test_a_program_with_a_role_is_at_work(self):
        app = role("App", "i-0123456789abcdef0")
        self.assertEqual(
            self.of(Evidence().add(app, "s3:DeleteObject", 300)), [])

    def test_a_stack_that_is_taken_down_is_low(self):
        stack = Evidence().add(user("ops"), "ssm:PutParameter", 40)
        stack.add(user("ops"), "ssm:DeleteParameter", 40)
        self.assertEqual(
            self.of(stack),
            [("low", "called DeleteParameter 40 times, having made such",
              "40")])


class Guessed(Promise):
    """A password that was tried until it was right."""

    def of(self, failures, address=HOME):
        failed = {"responseElements": {"ConsoleLogin": "Failure"},
                  "errorMessage": "Failed authentication"}
        signs = Evidence()
        signs.add(user("bob", None), "signin:ConsoleLogin", failures, **failed)
        signs.add(user("bob", None), "signin:ConsoleLogin", address=address,
                  responseElements={"ConsoleLogin": "Success"},
                  additionalEventData={"MFAUsed": "Yes"})
        return [(f["kind"], f["severity"], f["what"], f["events"])
                for f in self.holds(signs.write())]

    def test_a_success_after_many_failures(self):
        self.assertEqual(
            self.of(20),
            [("guessed", "high", "tried ConsoleLogin 20 times, then signed in",
              "21")])

    def test_a_slip_is_none(self):
        self.assertEqual([kind for kind, *_ in self.of(1)], ["tried"])

    def test_a_success_from_elsewhere_is_none(self):
        self.assertNotIn("guessed", [kind for kind, *_ in self.of(20, ABROAD)])


class Addresses(unittest.TestCase):
    def test_a_text_that_is_no_address_is_counted_apart(self):
        events = Evidence()
        for text in (HOME, "2001:db8::1", "hello", HOME + " ",
                     "198.51.100.0/24", "s3.amazonaws.com"):
            events.add(user("bob"), "s3:ListBuckets", address=text)
        screen = play(["wait", "dump -"], events.write()).out
        self.assertIn("2 addresses + 3 other texts + 1 AWS service", screen)


if __name__ == "__main__":
    unittest.main()
