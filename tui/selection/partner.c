/* SPDX-License-Identifier: MIT */
/* partner.c - the event that another one is compared with: walked to, in the
 * store's order of time. That changes while a store grows, but any two rows
 * stay as they are to each other, so the walk remembers the row it has come
 * past. */
#include <assert.h>
#include <ctype.h>

#include "inner.h"

/* ---- the same call ---- */

static bool ends_in_digits(struct str name, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (name.len < count ||
		    !isdigit((unsigned char)name.at[name.len - 1 - i]))
			return false;
	return true;
}

static struct str cut(struct str name, size_t count)
{
	return str_slice(name, 0, name.len - count);
}

/* `CreateFunction` of `CreateFunction20150331v2` and of
 * `CreateFunction2015_03_31`: services put the version of their interface
 * behind the name (Lambda, CloudFront). */
static struct str call_name(struct str name)
{
	struct str whole = name;

	if (ends_in_digits(name, 1) && name.len > 2 &&
	    name.at[name.len - 2] == 'v')
		name = cut(name, 2);
	if (ends_in_digits(name, 8))
		return cut(name, 8);
	for (int part = 0; part < 2; part++) {
		if (!ends_in_digits(name, 2) || name.len < 3 ||
		    name.at[name.len - 3] != '_')
			return whole;
		name = cut(name, 3);
	}
	return ends_in_digits(name, 4) ? cut(name, 4) : whole;
}

static bool is_call(const struct store *store, row_t of, row_t row)
{
	const sym_t *name = store_column(store, COL_NAME);

	return name[of] == name[row] ||
	       (store_column(store, COL_SERVICE)[of] ==
			store_column(store, COL_SERVICE)[row] &&
		str_eq(call_name(store_text(store, name[of])),
		       call_name(store_text(store, name[row]))));
}

/* ---- the walk ---- */

static bool names(const struct store *store, row_t row, sym_t resource)
{
	const sym_t *its;
	uint32_t count = store_resources(store, row, &its);

	for (uint32_t i = 0; i < count; i++)
		if (its[i] == resource)
			return true;
	return false;
}

static bool fits(const struct selection *selection, row_t row)
{
	const struct partner *partner = &selection->partner;
	const sym_t *user = store_column(selection->store, COL_USER);

	if (row == partner->of)
		return false;
	if (partner->by == PARTNER_RESOURCE)
		return names(selection->store, row, partner->resource);
	return (partner->by == PARTNER_ANYONE ||
		user[row] == user[partner->of]) &&
	       is_call(selection->store, partner->of, row);
}

static void finish(struct selection *selection, row_t found)
{
	selection->partner.found = found;
	selection->partner.done = true;
	selection->partner.made++;
	selection->stale = true;
}

size_t partner_step(struct job *job, size_t budget)
{
	struct selection *selection = job->of;
	struct partner *partner = &selection->partner;
	size_t count, place, spent = 0;
	const row_t *order;

	if (partner->of == ROW_NONE || partner->done)
		return 0;
	order = store_order(selection->store, &count);
	place = store_place(selection->store, partner->past);
	job->all = count;
	for (; spent < budget; spent++) {
		if (partner->direction < 0 ? !place : place + 1 >= count) {
			finish(selection, ROW_NONE);
			return spent + 1;
		}
		place += (size_t)partner->direction;
		partner->past = order[place];
		if (fits(selection, order[place])) {
			finish(selection, order[place]);
			return spent + 1;
		}
	}
	job->done += spent;
	return spent;
}

void partner_ask(struct selection *selection, row_t of, enum partner_by by,
		 row_t from, int direction)
{
	struct partner *partner = &selection->partner;
	uint32_t count;

	assert(of < selection->rows && from < selection->rows);
	assert(direction == 1 || direction == -1);
	*partner = (struct partner){ .of = of,
				     .past = from,
				     .by = by,
				     .direction = direction,
				     .found = ROW_NONE,
				     .made = partner->made };
	if (by == PARTNER_RESOURCE)
		partner->resource = row_resource(selection, of, &count);
	selection->inner->job[JOB_PARTNER].done = 0;
	selection_asked(selection);
	if (by == PARTNER_RESOURCE && partner->resource == SYM_NONE)
		finish(selection, ROW_NONE);
}

void partner_drop(struct selection *selection)
{
	selection->partner.of = ROW_NONE;
}
