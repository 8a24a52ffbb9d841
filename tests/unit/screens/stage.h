/* SPDX-License-Identifier: MIT */
/* stage.h - a view over a small made-up day, played by keys as a script
 * names them, and read as the text of its screen.
 *
 * Thirty events of five who act: alice and bob (IAM users; an s3 bucket and
 * a security group that alice opens to everyone), a role Deploy with two
 * sessions, and a service. Three are denied, one fails otherwise. */
#ifndef STAGE_H
#define STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "meaning.h"
#include "screens.h"
#include "shredder.h"

#define SEED 20240229
#define ALICE                                                                  \
	"{\"type\":\"IAMUser\",\"userName\":\"alice\",\"arn\":"                \
	"\"arn:aws:iam::111122223333:user/alice\",\"accountId\":"              \
	"\"111122223333\",\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}"
#define BOB                                                                    \
	"{\"type\":\"IAMUser\",\"userName\":\"bob\",\"arn\":"                  \
	"\"arn:aws:iam::111122223333:user/bob\",\"accountId\":"                \
	"\"111122223333\",\"accessKeyId\":\"AKIAI44QH8DHBEXAMPLE\"}"
#define DEPLOY(session)                                                        \
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:" session     \
	"\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/Deploy/" session  \
	"\",\"accountId\":\"111122223333\",\"accessKeyId\":"                   \
	"\"ASIAIOSFODNN7EXAMPLE\",\"sessionContext\":{\"sessionIssuer\":"      \
	"{\"type\":\"Role\",\"principalId\":\"AROAEXAMPLE\",\"arn\":"          \
	"\"arn:aws:iam::111122223333:role/Deploy\",\"accountId\":"             \
	"\"111122223333\",\"userName\":\"Deploy\"}}}"
#define SERVICE                                                                \
	"{\"type\":\"AWSService\",\"invokedBy\":"                              \
	"\"autoscaling.amazonaws.com\"}"
#define BUCKET ",\"requestParameters\":{\"bucketName\":\"example-bucket\"}"
#define GROUP ",\"requestParameters\":{\"groupId\":\"sg-0123456789abcdef0\"}"
#define DENIED ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\""

struct stage {
	struct shredder *shredder;
	struct meaning *meaning;
	struct store *store;
	struct batch *batch;
	struct evidence evidence;
	struct view *view;
	struct grid grid;
	struct buf text;
	unsigned events;
};

static inline void stage_json(struct stage *stage, const char *json)
{
	struct err err = { .text = "" };

	if (!stage->batch)
		stage->batch = shredder_batch(stage->shredder);
	if (shredder_add(stage->shredder, stage->batch, str_of(json),
			 (struct origin){ 0, stage->events++ }, &err) < 0 ||
	    meaning_fill(stage->meaning, stage->batch, &err) < 0)
		fail_msg("%s", err.text);
}

/* `more` are further members, each with a comma before it. */
static inline void stage_add(struct stage *stage, unsigned second,
			     const char *who, const char *source,
			     const char *name, bool reads, const char *more)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"userIdentity\":%s,"
		 "\"eventTime\":\"2024-02-29T09:%02u:%02uZ\",\"eventSource\":"
		 "\"%s.amazonaws.com\",\"eventName\":\"%s\",\"awsRegion\":"
		 "\"us-east-1\",\"sourceIPAddress\":\"203.0.113.%u\","
		 "\"userAgent\":\"aws-cli/2.1\",\"readOnly\":%s,\"eventID\":"
		 "\"00000000-0000-4000-8000-%012u\",\"eventType\":"
		 "\"AwsApiCall\",\"recipientAccountId\":\"111122223333\"%s}",
		 who, second / 60, second % 60, source, name,
		 strstr(who, "bob") ? 20u : 10u, reads ? "true" : "false",
		 stage->events, more);
	stage_json(stage, json.at);
	buf_release(&json);
}

static inline void stage_fill(struct stage *stage)
{
	for (unsigned i = 0; i < 10; i++)
		stage_add(stage, i, ALICE, "s3", "ListBuckets", true, "");
	for (unsigned i = 0; i < 4; i++)
		stage_add(stage, 20 + i, ALICE, "s3", "GetBucketAcl", true,
			  BUCKET);
	stage_add(stage, 30, ALICE, "s3", "DeleteBucket", false, BUCKET DENIED);
	stage_add(stage, 40, ALICE, "ec2", "CreateTags", false, GROUP);
	stage_add(stage, 41, ALICE, "ec2", "AuthorizeSecurityGroupIngress",
		  false,
		  ",\"requestParameters\":{\"groupId\":"
		  "\"sg-0123456789abcdef0\",\"ipProtocol\":\"tcp\","
		  "\"fromPort\":22,\"toPort\":22,\"cidrIp\":\"0.0.0.0/0\"}");
	for (unsigned i = 0; i < 3; i++)
		stage_add(stage, 50 + i, BOB, "ec2", "DescribeSecurityGroups",
			  true, GROUP);
	stage_add(stage, 60, BOB, "ec2", "DeleteSecurityGroup", false,
		  GROUP DENIED);
	stage_add(stage, 61, BOB, "ec2", "DeleteSecurityGroup", false,
		  GROUP ",\"errorCode\":\"DependencyViolation\"");
	for (unsigned i = 0; i < 2; i++)
		stage_add(stage, 70 + i, DEPLOY("ci-1"), "s3", "PutObject",
			  false, BUCKET);
	for (unsigned i = 0; i < 2; i++)
		stage_add(stage, 72 + i, DEPLOY("ci-2"), "s3", "PutObject",
			  false, BUCKET);
	stage_add(stage, 80, DEPLOY("ci-2"), "iam", "ListUsers", true, DENIED);
	for (unsigned i = 0; i < 3; i++)
		stage_add(stage, 90 + i, SERVICE, "ec2", "DescribeInstances",
			  true, "");
}

static inline void stage_show(struct stage *stage)
{
	struct err err;

	if (stage->batch)
		assert_int_equal(store_absorb(stage->store, stage->batch, &err),
				 0);
	stage->batch = NULL;
	assert_int_equal(store_settle(stage->store, &err), 0);
	view_show(stage->view, &stage->evidence);
	while (view_work(stage->view, 100))
		;
}

static inline void stage_begin(struct stage *stage, int width, int height,
			       const struct view_options *options)
{
	memset(stage, 0, sizeof(*stage));
	stage->shredder = shredder_new(SEED);
	stage->meaning = meaning_new();
	stage->store = store_new(SEED);
	stage->evidence.store = stage->store;
	stage->evidence.title = "example/";
	stage->view = view_new(options);
	grid_resize(&stage->grid, width, height);
}

/* Somebody is at the keys before there are events, so that no cursor goes to
 * the worst finding by itself. */
static inline void stage_bare(struct stage *stage, int width, int height)
{
	const struct view_options options = { .zone = ZONE_UTC };

	stage_begin(stage, width, height, &options);
	view_key(stage->view, (struct key){ .code = '3' });
}

/* A file that gave `records` events, and what is said of it; NULL: nothing.
 * Takes effect with stage_show. */
static inline size_t stage_file(struct stage *stage, const char *path,
				uint64_t records, const struct err *note)
{
	size_t file = evidence_add(&stage->evidence, path, 2000);
	struct source read = { .format = xstrdup(STR("S3 delivery file")),
			       .inflated = 12345,
			       .records = records };

	if (note)
		source_note(&read, note);
	evidence_finish(&stage->evidence, file, &read);
	return file;
}

static inline void stage_open(struct stage *stage, int width, int height)
{
	stage_bare(stage, width, height);
	stage_fill(stage);
	stage_show(stage);
	view_draw(stage->view, &stage->grid, true);
}

static inline void stage_close(struct stage *stage)
{
	view_free(stage->view);
	batch_free(stage->batch);
	evidence_release(&stage->evidence);
	store_free(stage->store);
	meaning_free(stage->meaning);
	shredder_free(stage->shredder);
	grid_release(&stage->grid);
	buf_release(&stage->text);
}

static inline void stage_settle(struct stage *stage)
{
	while (view_work(stage->view, 100))
		;
	view_draw(stage->view, &stage->grid, true);
}

static inline void stage_press(struct stage *stage, struct key key)
{
	view_key(stage->view, key);
	stage_settle(stage);
}

/* Keys by name, with blanks between; a word of quotes is typed. */
static inline void play(struct stage *stage, const char *keys)
{
	while (*keys) {
		size_t len = strcspn(keys, " ");
		struct key key = { 0 };

		if (*keys == '"')
			for (len = 1; keys[len] != '"'; len++)
				stage_press(stage,
					    (struct key){ .code = keys[len] });
		else if (key_read((struct str){ keys, len }, &key))
			stage_press(stage, key);
		else
			fail_msg("no key %s", keys);
		keys += len + (*keys == '"');
		keys += strspn(keys, " ");
	}
}

static inline const char *screen(struct stage *stage)
{
	buf_reset(&stage->text);
	grid_dump(&stage->grid, &stage->text);
	return stage->text.at ? stage->text.at : "";
}

static inline void shows_(struct stage *stage, const char *what, bool want,
			  const char *file, int line)
{
	if ((strstr(screen(stage), what) != NULL) == want)
		return;
	fprintf(stderr, "%s:%d: \"%s\" %s\n%s\n", file, line, what,
		want ? "is not shown" : "is shown", stage->text.at);
	fail();
}
#define shows(stage, what) shows_(stage, what, true, __FILE__, __LINE__)
#define hides(stage, what) shows_(stage, what, false, __FILE__, __LINE__)

/* Line `n` of the screen, from 0; of the last one, -1. */
static inline const char *line_of(struct stage *stage, int n, char line[2048])
{
	const char *at = screen(stage);

	if (n < 0)
		n += stage->grid.height;
	while (n-- > 0 && strchr(at, '\n'))
		at = strchr(at, '\n') + 1;
	snprintf(line, 2048, "%.*s", (int)strcspn(at, "\n"), at);
	return line;
}

static inline void line_says_(struct stage *stage, int n, const char *what,
			      const char *file, int at)
{
	char line[2048];

	if (strstr(line_of(stage, n, line), what))
		return;
	fprintf(stderr, "%s:%d: \"%s\" is not in line %d\n%s\n", file, at, what,
		n, screen(stage));
	fail();
}
#define filter_says(stage, what) line_says_(stage, 1, what, __FILE__, __LINE__)
#define hint_says(stage, what) line_says_(stage, -1, what, __FILE__, __LINE__)

/* What stands in the cells that carry the style bits. */
static inline const char *styled(struct stage *stage, unsigned bits,
				 char text[1024])
{
	const struct grid *grid = &stage->grid;
	size_t len = 0;

	for (int y = 0; y < grid->height; y++)
		for (int x = 0; x < grid->width; x++) {
			const struct cell *cell = grid_at(grid, x, y);

			if ((cell->style & bits) == bits && len < 1000 &&
			    cell->point[0])
				len += utf8_put(text + len, cell->point[0]);
		}
	text[len] = '\0';
	return text;
}

#endif
