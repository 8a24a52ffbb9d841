/* SPDX-License-Identifier: MIT */
/* sweep.h - guessing by its key whether a leaf names a resource. */
#ifndef SWEEP_H
#define SWEEP_H

#include "resource_table.h"

enum sweep {
	SWEEP_NOT,   /* its key says that it names none */
	SWEEP_VALUE, /* it does where the value is an ARN or an id */
	SWEEP_KEY,   /* it does, of *type */
};
enum sweep sweep_leaf(const struct service_rows *rows, struct str path,
		      struct str key, enum type *type);

#endif
