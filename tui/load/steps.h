/* SPDX-License-Identifier: MIT */
/* steps.h - what is done with a value once it is known what it is: the steps
 * of the rows of the table of formats. Each begins at the value's first byte,
 * with r->peek and r->row about it. */
#ifndef LOAD_STEPS_H
#define LOAD_STEPS_H

#include "format.h"

/* The value is a record. */
enum step step_record(struct reader *r, struct err *err);
/* The value is an array, or holds one, of values to be looked at. */
enum step step_array(struct reader *r, struct err *err);
/* The value is passed over, and counted with its reason. */
enum step step_aside(struct reader *r, struct err *err);
/* The same for a value that is nothing in particular. */
enum step step_json(struct reader *r, struct err *err);
/* This is no JSON; events that stand in it are looked for. */
enum step step_text(struct reader *r, struct err *err);
/* The same where damage may be all there is to it. */
enum step step_junk(struct reader *r, struct err *err);
/* Nothing of this can be read: the rest of the file is not looked at. */
enum step step_binary(struct reader *r, struct err *err);

#endif
