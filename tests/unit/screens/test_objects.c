/* SPDX-License-Identifier: MIT */
/* Objects of S3 are a level under their bucket. */
#include "stage.h"

#define OBJECT(bucket, key, in, out)                                           \
	",\"requestParameters\":{\"bucketName\":\"" bucket "\",\"key\":\"" key \
	"\"},\"additionalEventData\":"                                         \
	"{\"bytesTransferredIn\":" in ",\"bytesTransferredOut\":" out "}"

static void stage_objects(struct stage *s)
{
	stage_bare(s, 160, 40);
	for (unsigned i = 0; i < 5; i++)
		stage_add(s, 10 + i, BOB, "s3", "GetObject", true,
			  OBJECT("crm", "a/customers.csv", "0", "700.0"));
	stage_add(s, 20, BOB, "s3", "PutObject", false,
		  OBJECT("crm", "b/note, twice.txt", "1200", "0"));
	stage_add(s, 21, BOB, "s3", "GetObject", true,
		  OBJECT("logs", "a/customers.csv", "0", "90"));
	stage_add(s, 22, BOB, "s3", "ListObjects", true,
		  ",\"requestParameters\":{\"bucketName\":\"crm\"}");
	stage_show(s);
	play(s, "2");
}

static void space_unfolds_the_objects_of_a_bucket(void **state)
{
	struct stage s;
	(void)state;

	stage_objects(&s);
	shows(&s, "s3/crm");
	hides(&s, "   b/note, twice.txt");
	play(&s, "Space");
	shows(&s, "s3/crm ×2");
	shows(&s, "   a/customers.csv");
	shows(&s, "   b/note, twice.txt");
	play(&s, "j");
	shows(&s, "object=crm/a/customers.csv (5)");
	play(&s, "Space"); /* on an object: its bucket folds */
	hides(&s, "   b/note, twice.txt");
	stage_close(&s);
}

static void space_is_offered_where_something_unfolds(void **state)
{
	struct stage s;
	char line[2048];
	(void)state;

	stage_objects(&s);
	hint_says(&s, "Space objects");
	stage_close(&s);
	stage_open(&s, 120, 40);
	play(&s, "1");
	shows(&s, "only  = user=alice");
	assert_null(strstr(line_of(&s, -1, line), "Space"));
	play(&s, "Space");
	hint_says(&s, "no session is known here");
	play(&s, "j j");
	hint_says(&s, "Space sessions");
	play(&s, "2");
	assert_null(strstr(line_of(&s, -1, line), "Space"));
	play(&s, "Space");
	hint_says(&s, "no object of a bucket is known here");
	stage_close(&s);
}

static void enter_on_an_object_keeps_its_events(void **state)
{
	struct stage s;
	(void)state;

	stage_objects(&s);
	play(&s, "Space j Enter");
	filter_says(&s, "object=crm/a/customers.csv");
	filter_says(&s, " 5 of 8 ");
	/* the level is counted without the chip on itself */
	play(&s, "2");
	shows(&s, "b/note, twice.txt");
	play(&s, "j Enter");
	filter_says(&s, "object=\"crm/b/note, twice.txt\"");
	filter_says(&s, " 1 of 8 ");
	play(&s, "2 k k Enter");
	filter_says(&s, "resource=s3/crm ");
	filter_says(&s, " 7 of 8 ");
	stage_close(&s);
}

static void bytes_in_and_out_are_added_up(void **state)
{
	struct stage s;
	(void)state;

	stage_objects(&s);
	play(&s, "Space \\");
	shows(&s, "1    1,200    3,500  09:00:10  09:00:22"); /* crm */
	shows(&s, "1        0    3,500  09:00:10  09:00:14");
	shows(&s, "AWS::S3::Object");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(space_unfolds_the_objects_of_a_bucket),
		cmocka_unit_test(space_is_offered_where_something_unfolds),
		cmocka_unit_test(enter_on_an_object_keeps_its_events),
		cmocka_unit_test(bytes_in_and_out_are_added_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
