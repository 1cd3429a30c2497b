#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

static void close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

/* Ordinary signals, not those that the caller blocks or ignores. */
static void set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(struct az_child *child, const char *program, const char *word, int in, int out)
{
	char *words[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)word, NULL};
	char language[] = "LANG=C.UTF-8";
	char *environment[] = {language, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return ENOMEM;
	posix_spawnattr_init(&attributes);
	set_attributes(&attributes);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int fault = posix_spawn(&child->pid, program, &actions, &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return fault;
}

bool az_child_start(struct az_child *child, const char *program, const char *word, int64_t ms)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1};
	*child = (struct az_child){.pid = -1, .in = -1, .out = -1, .until = az_clock_monotonic() + ms};
	int fault = pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 ? errno : 0;
	if (fault == 0)
		fault = spawn(child, program, word, in[0], out[1]);
	close_end(&in[0]);
	close_end(&out[1]);
	child->in = in[1];
	child->out = out[0];
	if (fault == 0 && (fcntl(child->in, F_SETFL, O_NONBLOCK) != 0 || fcntl(child->out, F_SETFL, O_NONBLOCK) != 0))
		fault = errno;
	if (fault == 0)
		return true;
	az_log(AZ_LOG_ERROR, "child.start", "%s: %s", program, strerror(fault));
	(void)az_child_end(child);
	return false;
}

/* Waits until a pipe is ready; false at the deadline. */
static bool wait_for(struct az_child *child, int fd, short what)
{
	struct pollfd ready = {.fd = fd, .events = what};
	for (;;) {
		int64_t left = child->until - az_clock_monotonic();
		if (left <= 0) {
			child->late = true;
			return false;
		}
		if (poll(&ready, 1, left > 1000 ? 1000 : (int)left) > 0)
			return true;
	}
}

bool az_child_write(struct az_child *child, const void *p, size_t n)
{
	const char *at = p;
	while (n > 0) {
		ssize_t written = child->in < 0 ? -1 : write(child->in, at, n);
		if (written < 0 && (errno == EAGAIN || errno == EINTR) && child->in >= 0) {
			if (!wait_for(child, child->in, POLLOUT))
				return false;
			continue;
		}
		if (written <= 0)
			return false;
		at += written;
		n -= (size_t)written;
	}
	return true;
}

void az_child_written(struct az_child *child)
{
	close_end(&child->in);
}

long az_child_read(struct az_child *child, void *p, size_t n)
{
	for (;;) {
		if (child->out < 0 || !wait_for(child, child->out, POLLIN))
			return -1;
		ssize_t got = read(child->out, p, n);
		if (got >= 0 || (errno != EAGAIN && errno != EINTR))
			return (long)got;
	}
}

int az_child_end(struct az_child *child)
{
	int status = 0;
	close_end(&child->in);
	close_end(&child->out);
	if (child->pid < 0)
		return 127;
	while (!child->late && waitpid(child->pid, &status, WNOHANG) == 0) {
		poll(NULL, 0, 1);
		child->late = az_clock_monotonic() >= child->until;
	}
	if (child->late) {
		kill(child->pid, SIGKILL);
		while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	child->pid = -1;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
