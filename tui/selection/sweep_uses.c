/* SPDX-License-Identifier: MIT */
/* sweep_uses.c - findings of who used which credential from where with what. */
#include "sweep_judge.h"

void judge_uses(struct judge *judge)
{
	(void)judge;
}
