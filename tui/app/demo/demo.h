/* SPDX-License-Identifier: MIT */
/* demo.h - a believable day of an AWS account with an incident inside, made
 * from a fixed seed: the same bytes on every machine.
 *
 * The day is cut into files as CloudTrail delivers them; each is made from
 * its number alone, so that workers can make them in any order. All names
 * and numbers are reserved for documentation. */
#ifndef DEMO_H
#define DEMO_H

#include "base.h"

size_t demo_files(void);
/* Appends the n-th file's key as in the bucket:
 * AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/14/....json.gz */
void demo_name(size_t n, struct buf *out);
/* Appends its JSON, `{"Records":[...]}`. */
void demo_file(size_t n, struct buf *out);

/* Writes all files below `dir`, gzipped, and says so on standard output. 0,
 * or -1 and *err. */
int demo_write(const char *dir, struct err *err);

#endif
