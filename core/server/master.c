/* The master's loop. */
#include "server/master.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "server/blame.h"

#define TICK_MS 100
#define BACKLOG 511
#define BACK_OFF_FIRST 100
#define BACK_OFF_LAST 10000
#define HEALTHY_MS 10000 /* a worker that lived so long resets the back-off */

struct child {
	pid_t pid;
	int generation;
	int64_t started, retry_at; /* monotonic */
	int back_off;
	bool ended; /* the watchdog has killed it */
	int overran; /* ended inside this plugin, its index + 1 */
};

struct master {
	struct az_master_settings *settings;
	struct az_app *app;
	const struct az_master_hooks *hooks;
	struct az_board *board;
	struct child children[AZ_WORKERS_MAX];
	struct child jobs;
	struct az_blame blame;
	int socket, generation;
	sigset_t mask; /* what children start with */
};

static volatile int job_stop;

static void stop_jobs(int number)
{
	(void)number;
	job_stop = 1;
}

static int listen_on(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path) {
		az_log(AZ_LOG_ERROR, "master.socket", "the path has %zu bytes, a unix socket takes at most %zu: %s",
		       strlen(path), sizeof address.sun_path - 1, path);
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	unlink(path);
	mode_t before = umask(0117); /* 0660 from its first moment */
	bool bound = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
	umask(before);
	if (!bound || listen(fd, BACKLOG) != 0) {
		az_log(AZ_LOG_ERROR, "master.socket", "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

/* A plugin that eats memory ends its own process and not the host. Counted is what is the process's own and writable: the
 * limit of the address space would also count libraries and files that are only mapped. */
static void limit_child(const struct master *master)
{
	struct rlimit memory = {master->settings->memory, master->settings->memory}, none = {0, 0};
	setrlimit(RLIMIT_CORE, &none); /* a core file would hold what people wrote */
	if (memory.rlim_cur != 0 && setrlimit(RLIMIT_DATA, &memory) != 0)
		az_log(AZ_LOG_WARNING, "master.limit", "memory: %s", strerror(errno));
}

static void become_child(struct master *master)
{
	limit_child(master);
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* no orphans when the master is killed */
	for (int number = 1; number < 32; number++)
		if (number != SIGKILL && number != SIGSTOP)
			signal(number, SIG_DFL);
	sigprocmask(SIG_SETMASK, &master->mask, NULL);
}

static void start_worker(struct master *master, size_t i)
{
	struct child *child = &master->children[i];
	struct az_slot *slot = &master->board->slots[i];
	atomic_store(&slot->phase, AZ_PHASE_START);
	atomic_store(&slot->since, az_clock_monotonic());
	atomic_store(&slot->inside.part, 0);
	pid_t pid = fork();
	if (pid == 0) {
		become_child(master);
		int status = az_worker_run(master->socket, slot, master->board, master->app, &master->settings->limits);
		_exit(status); /* nothing of the master's is to be flushed or unlinked by a child */
	}
	if (pid < 0) {
		az_log(AZ_LOG_ERROR, "master.fork", "%s", strerror(errno));
		child->retry_at = az_clock_monotonic() + BACK_OFF_LAST;
		return;
	}
	child->pid = pid;
	child->generation = master->generation;
	child->started = az_clock_monotonic();
	child->ended = false;
	child->overran = 0;
	atomic_store(&slot->pid, (int32_t)pid);
}

static void start_jobs(struct master *master)
{
	if (master->app->jobs == NULL)
		return;
	atomic_store(&master->board->jobs.inside.part, 0);
	pid_t pid = fork();
	if (pid == 0) {
		become_child(master);
		struct sigaction stop = {.sa_handler = stop_jobs};
		sigaction(SIGTERM, &stop, NULL);
		sigaction(SIGINT, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
		sigaction(SIGHUP, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
		sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
		(void)setpriority(PRIO_PROCESS, 0, 10); /* people's requests come first, also before what it starts */
		master->app->jobs(master->app->base, master->board, &job_stop);
		_exit(0);
	}
	master->jobs = (struct child){.pid = pid, .started = az_clock_monotonic(), .generation = master->generation,
	                              .back_off = master->jobs.back_off};
}

/* When to start a child again: at once the first time, then later and later. */
static void plan_restart(struct child *child)
{
	int64_t now = az_clock_monotonic();
	if (now - child->started > HEALTHY_MS)
		child->back_off = 0;
	child->retry_at = now + child->back_off;
	child->back_off = child->back_off == 0 ? BACK_OFF_FIRST : child->back_off * 2;
	if (child->back_off > BACK_OFF_LAST)
		child->back_off = BACK_OFF_LAST;
	child->pid = 0;
}

static void report_death(struct master *master, pid_t pid, int status, size_t i)
{
	struct az_slot *slot = &master->board->slots[i];
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return;
	atomic_fetch_add(&master->board->deaths, 1);
	az_log(AZ_LOG_ERROR, "worker.died", "pid=%d slot=%zu %s=%d phase=%d request=%016llx", (int)pid, i,
	       WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
	       (int)atomic_load(&slot->phase), (unsigned long long)atomic_load(&slot->request_id));
}

/* Was it inside a plugin? A process that ended in order was not. */
static void blame(struct master *master, const struct child *child, const struct az_slot *slot, int status)
{
	int plugin = child->overran != 0 ? child->overran : atomic_load(&slot->inside.part);
	char how[40];
	if (plugin == 0)
		return;
	if (child->overran != 0)
		az_print(how, sizeof how, "longer=%dms", master->settings->plugin_ms);
	else
		az_print(how, sizeof how, WIFSIGNALED(status) ? "signal=%d" : "status=%d",
		         WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	az_blame_death(&master->blame, plugin - 1, atomic_load(&slot->request_id), how);
}

static void reap(struct master *master)
{
	int status;
	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
		if (pid == master->jobs.pid) {
			if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
				az_log(AZ_LOG_ERROR, "jobs.died", "pid=%d", (int)pid);
			blame(master, &master->jobs, &master->board->jobs, status);
			plan_restart(&master->jobs);
			continue;
		}
		for (size_t i = 0; i < AZ_WORKERS_MAX; i++)
			if (master->children[i].pid == pid) {
				report_death(master, pid, status, i);
				blame(master, &master->children[i], &master->board->slots[i], status);
				plan_restart(&master->children[i]);
				atomic_store(&master->board->slots[i].pid, 0);
			}
	}
}

static void end(struct master *master, struct child *child)
{
	atomic_fetch_add(&master->board->ended, 1);
	child->ended = true;
	kill(child->pid, SIGKILL);
}

/* Ends a process that is too long in one call into a plugin; true when it did. */
static bool watch_plugin(struct master *master, struct child *child, const struct az_slot *slot, int64_t now)
{
	int plugin = atomic_load(&slot->inside.part);
	int64_t since = atomic_load(&slot->inside.since);
	if (child->pid == 0 || child->ended || plugin == 0 || now - since <= master->settings->plugin_ms)
		return false;
	child->overran = plugin;
	end(master, child);
	return true;
}

/* Ends a worker that is too long in one request: a query without end, a loop, a peer that libfcgi waits for. */
static void watch(struct master *master)
{
	int64_t now = az_clock_monotonic();
	for (size_t i = 0; i < AZ_WORKERS_MAX; i++) {
		struct child *child = &master->children[i];
		struct az_slot *slot = &master->board->slots[i];
		if (child->pid == 0 || child->ended || watch_plugin(master, child, slot, now))
			continue;
		int phase = atomic_load(&slot->phase);
		int64_t limit = phase == AZ_PHASE_WORK    ? master->settings->request_ms
		                : phase == AZ_PHASE_READ  ? master->settings->limits.read_ms * 2
		                : phase == AZ_PHASE_START ? master->settings->start_ms
		                                          : INT64_MAX;
		int64_t since = atomic_load(&slot->since);
		if (phase != atomic_load(&slot->phase) || now - since <= limit)
			continue;
		az_log(AZ_LOG_ERROR, "worker.hangs", "pid=%d phase=%d ms=%lld request=%016llx", (int)child->pid, phase,
		       (long long)(now - since), (unsigned long long)atomic_load(&slot->request_id));
		end(master, child);
	}
	(void)watch_plugin(master, &master->jobs, &master->board->jobs, now);
}

static void start_missing(struct master *master)
{
	int64_t now = az_clock_monotonic();
	for (size_t i = 0; i < master->settings->workers; i++)
		if (master->children[i].pid == 0 && now >= master->children[i].retry_at)
			start_worker(master, i);
	if (master->jobs.pid == 0 && now >= master->jobs.retry_at)
		start_jobs(master);
}

/* Tries the new configuration in a child, so that nothing in it can end the master. */
static bool check_in_child(struct master *master)
{
	int status = 1;
	pid_t pid = fork();
	if (pid == 0) {
		become_child(master);
		alarm(30);
		_exit(master->hooks->check(master->hooks->self) ? 0 : 1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A new generation takes over: the old workers finish what they have and leave; start_missing puts new ones in their
 * places. Connections wait in the socket's queue meanwhile, so none is dropped. */
static void reload(struct master *master)
{
	if (!check_in_child(master) ||
	    !master->hooks->reload(master->hooks->self, master->settings, master->app)) {
		az_log(AZ_LOG_ERROR, "master.reload", "refused: the configuration is not right; the old one stays");
		return;
	}
	master->generation++;
	atomic_fetch_add(&master->board->reloads, 1);
	az_log(AZ_LOG_INFO, "master.reload", "generation=%d", master->generation);
	for (size_t i = 0; i < AZ_WORKERS_MAX; i++)
		if (master->children[i].pid != 0) {
			master->children[i].back_off = 0;
			kill(master->children[i].pid, SIGTERM);
		}
	if (master->jobs.pid > 0)
		kill(master->jobs.pid, SIGTERM);
}

static bool any_left(const struct master *master)
{
	for (size_t i = 0; i < AZ_WORKERS_MAX; i++)
		if (master->children[i].pid != 0)
			return true;
	return master->jobs.pid > 0;
}

static void signal_all(const struct master *master, int number)
{
	for (size_t i = 0; i < AZ_WORKERS_MAX; i++)
		if (master->children[i].pid != 0)
			kill(master->children[i].pid, number);
	if (master->jobs.pid > 0)
		kill(master->jobs.pid, number);
}

static void drain(struct master *master)
{
	int64_t until = az_clock_monotonic() + master->settings->drain_ms;
	az_log(AZ_LOG_INFO, "master.drain", "waiting for the workers to finish");
	close(master->socket);
	unlink(master->settings->socket_path);
	signal_all(master, SIGTERM);
	while (any_left(master) && az_clock_monotonic() < until) {
		nanosleep(&(struct timespec){0, 20 * 1000000}, NULL);
		reap(master);
	}
	if (any_left(master))
		signal_all(master, SIGKILL);
	while (any_left(master)) {
		nanosleep(&(struct timespec){0, 20 * 1000000}, NULL);
		reap(master);
	}
	az_log(AZ_LOG_INFO, "master.stopped", "all is down");
}

int az_master_run(struct az_master_settings *settings, struct az_app *app, const struct az_master_hooks *hooks)
{
	static struct master master;
	sigset_t watched;
	master.settings = settings;
	master.app = app;
	master.hooks = hooks;
	master.board = az_board_new();
	master.blame = (struct az_blame){.board = master.board, .hooks = hooks};
	master.socket = listen_on(settings->socket_path);
	if (master.socket < 0)
		return 1;
	sigemptyset(&watched);
	sigaddset(&watched, SIGTERM);
	sigaddset(&watched, SIGINT);
	sigaddset(&watched, SIGHUP);
	sigaddset(&watched, SIGCHLD);
	sigprocmask(SIG_BLOCK, &watched, &master.mask);
	az_log(AZ_LOG_INFO, "master.start", "workers=%u socket=%s", settings->workers, settings->socket_path);
	for (;;) {
		start_missing(&master);
		int number = sigtimedwait(&watched, NULL, &(struct timespec){0, TICK_MS * 1000000});
		reap(&master);
		if (number == SIGTERM || number == SIGINT)
			break;
		if (number == SIGHUP)
			reload(&master);
		watch(&master);
		az_blame_refresh(&master.blame);
	}
	drain(&master);
	return 0;
}
