/* SPDX-License-Identifier: MIT */
/* sieves.c - values of a field, counted in slices for what is being typed. */
#include <assert.h>
#include <stdlib.h>

#include "sieves.h"

static void sieve_free(struct sieve *sieve)
{
	free(sieve->name);
	free(sieve->within);
	counting_free(sieve->counting);
	tally_release(&sieve->tally);
	rowset_release(&sieve->base);
	filter_free(sieve->filter);
	field_free(sieve->field);
	free(sieve);
}

void sieves_release(struct sieves *sieves)
{
	for (size_t i = 0; i < sieves->count; i++)
		sieve_free(sieves->at[i]);
	free(sieves->at);
	*sieves = (struct sieves){ 0 };
}

/* A store that grows by an eighth is counted again; what it was when one began
 * to type will do until then. */
static bool is_fresh(const struct sieve *sieve,
		     const struct selection *selection)
{
	return !sieve->based ||
	       selection->result.looked <= sieve->rows + sieve->rows / 8;
}

static struct sieve *sieve_new(const struct sifted *what)
{
	struct sieve *sieve = xcalloc(1, sizeof(*sieve));
	struct expr *expr =
		what->within.len ? expr_parse(what->within, NULL) : NULL;

	sieve->name = xstrdup(what->field);
	sieve->within = xstrdup(what->within);
	sieve->others = what->others;
	sieve->replaces = what->replaces;
	sieve->field = field_parse(what->field, NULL);
	if (expr)
		sieve->filter = filter_new(expr);
	return sieve;
}

static struct sieve *sieve_of(struct selection *selection,
			      struct sieves *sieves, const struct sifted *what)
{
	for (size_t i = 0; i < sieves->count; i++) {
		struct sieve *sieve = sieves->at[i];

		if (!str_eq(str_of(sieve->name), what->field) ||
		    !str_eq(str_of(sieve->within), what->within) ||
		    sieve->others != what->others ||
		    sieve->replaces != what->replaces)
			continue;
		if (is_fresh(sieve, selection))
			return sieve;
		sieve_free(sieve);
		return sieves->at[i] = sieve_new(what);
	}
	return *vec_add(sieves->at, sieves->count, sieves->room) =
		       sieve_new(what);
}

static bool is_replaced(const struct chip *chip, size_t at, const void *what)
{
	return at == *(const size_t *)what;
}

static void make_base(struct selection *selection, struct sieve *sieve)
{
	chips_rows(&selection->chips, sieve->rows, is_replaced,
		   &sieve->replaces, &sieve->base);
	if (sieve->filter)
		rowset_and(&sieve->base, filter_rows(sieve->filter));
	sieve->counting = counting_new(COL_COUNT, sieve->field, sieve->others);
	sieve->based = true;
}

static size_t step(struct selection *selection, struct sieve *sieve,
		   size_t budget)
{
	size_t spent;

	assert(budget > 0);
	if (sieve->whole || !sieve->field)
		return 0;
	if (!sieve->based) {
		sieve->rows = selection->result.looked;
		if (sieve->filter &&
		    filter_look(selection, sieve->filter, sieve->rows, budget))
			return budget;
		make_base(selection, sieve);
	}
	spent = counting_step(sieve->counting, selection->store, &sieve->base,
			      budget);
	if (spent)
		return spent;
	sieve->whole = counting_put(sieve->counting, &sieve->tally, budget);
	sieve->tally.events = rowset_count(&sieve->base);
	return 1 + (budget < sieve->tally.count ? budget : sieve->tally.count);
}

struct sieve *sieve_step(struct selection *selection, struct sieves *sieves,
			 const struct sifted *what, size_t budget,
			 size_t *spent)
{
	struct sieve *sieve = sieve_of(selection, sieves, what);

	*spent = step(selection, sieve, budget);
	return sieve;
}
