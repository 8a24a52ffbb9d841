/* SPDX-License-Identifier: MIT */
/* signals.c - handlers that write the terminal back and nothing else.
 *
 * The screen library knows INT, TERM and TSTP only; a terminal left in the
 * other screen without a cursor after HUP, QUIT or SEGV is what its users
 * know. Handlers here call only write, tcsetattr and what re-raising needs,
 * so it does not matter what they interrupt, or on which thread. */

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "signals.h"

#define STOP_WAIT_MS 200 /* for a stop that may never come */

static const int fatal[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGSEGV,
			     SIGBUS, SIGFPE, SIGILL,  SIGABRT, SIGPIPE };
static const int others[] = { SIGTSTP, SIGCONT, SIGWINCH };

#define ALL (ARRAY_LEN(fatal) + ARRAY_LEN(others))

static struct {
	int pipe[2];
	bool open;
	void (*leave)(void);
	struct sigaction before[ALL];
	char stack[32768]; /* a stack overflow leaves no other to stand on */
	volatile sig_atomic_t continued;
} signals = { .pipe = { -1, -1 } };

static void as_default(int number)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t set;

	sigaction(number, &action, NULL);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void on_fatal(int number)
{
	signals.leave();
	as_default(number);
	raise(number);
}

/* SIGCONT or SIGWINCH. */
static void on_news(int number)
{
	int saved = errno;
	char what = number == SIGCONT ? 'c' : 's';
	ssize_t n;

	if (number == SIGCONT)
		signals.continued = 1;
	n = write(signals.pipe[1], &what, 1);
	(void)n; /* full: it already tells enough */
	errno = saved;
}

static void handle(int number, void (*handler)(int), int flags);

static void on_stop(int number)
{
	int saved = errno;

	signals.leave();
	as_default(number);
	raise(number);
	handle(number, on_stop, SA_RESTART);
	errno = saved;
}

static void handle(int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

static int number_at(size_t i)
{
	return i < ARRAY_LEN(fatal) ? fatal[i] : others[i - ARRAY_LEN(fatal)];
}

/* What was ignored stays ignored: nohup, or a shell without job control. */
static void install(void)
{
	for (size_t i = 0; i < ALL; i++)
		sigaction(number_at(i), NULL, &signals.before[i]);
	for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
		if (signals.before[i].sa_handler != SIG_IGN)
			handle(fatal[i], on_fatal, SA_ONSTACK);
	if (signals.before[ARRAY_LEN(fatal)].sa_handler != SIG_IGN)
		handle(SIGTSTP, on_stop, SA_RESTART);
	handle(SIGCONT, on_news, SA_RESTART);
	handle(SIGWINCH, on_news, SA_RESTART);
}

int signals_open(void (*leave)(void), struct err *err)
{
	stack_t stack = { .ss_sp = signals.stack,
			  .ss_size = sizeof(signals.stack) };

	assert(!signals.open);
	if (pipe2(signals.pipe, O_NONBLOCK | O_CLOEXEC) < 0)
		return err_set(err, ERR_FILE, 0, "no pipe: %s",
			       strerror(errno));
	signals.leave = leave;
	sigaltstack(&stack, NULL);
	install();
	signals.open = true;
	return signals.pipe[0];
}

void signals_close(void)
{
	if (!signals.open)
		return;
	for (size_t i = 0; i < ALL; i++)
		sigaction(number_at(i), &signals.before[i], NULL);
	close(signals.pipe[0]);
	close(signals.pipe[1]);
	signals.open = false;
}

unsigned signals_take(void)
{
	char what[64];
	unsigned bits = 0;
	ssize_t n;

	assert(signals.open);
	while ((n = read(signals.pipe[0], what, sizeof(what))) > 0)
		for (ssize_t i = 0; i < n; i++)
			bits |= what[i] == 'c' ? SIGNAL_CONTINUED : SIGNAL_SIZE;
	return bits;
}

/* The stop may reach another thread first, so this one waits until it was
 * continued; an orphaned group is never stopped at all. */
void signals_stop_group(void)
{
	struct sigaction before;

	sigaction(SIGTSTP, NULL, &before);
	signals.continued = 0;
	as_default(SIGTSTP);
	kill(0, SIGTSTP);
	for (int i = 0; i < STOP_WAIT_MS / 20 && !signals.continued; i++)
		poll(NULL, 0, 20);
	sigaction(SIGTSTP, &before, NULL);
}
