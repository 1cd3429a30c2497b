/* The worker's loop over libfcgi.
 *
 * libfcgi has no time-outs: a peer that is silent, stalls before its parameters
 * or lies about its length would hold the only thread. So the listening socket
 * is non-blocking and waited for in epoll_pwait; from the accept to the last byte of the
 * parameters, and around each read of the body, an interval timer interrupts the
 * blocking read (no SA_RESTART), which libfcgi takes for the stream's end. */
#include "server/worker.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <fcgios.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"

static volatile sig_atomic_t stopping;

static void on_stop(int number)
{
	(void)number;
	stopping = 1;
}

static void on_alarm(int number)
{
	(void)number; /* its only task is to interrupt a read */
}

/* The interval repeats the signal, so that one which comes just before the read begins is not the last. */
static void set_timer(int ms)
{
	struct itimerval timer = {.it_value = {ms / 1000, ms % 1000 * 1000}, .it_interval = {0, ms == 0 ? 0 : 50000}};
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* After the client library and libfcgi: both change dispositions when they start. */
static void set_signals(sigset_t *waiting)
{
	struct sigaction stop = {.sa_handler = on_stop}, alarm_action = {.sa_handler = on_alarm},
			 ignore = {.sa_handler = SIG_IGN};
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGQUIT);
	sigprocmask(SIG_BLOCK, &blocked, waiting);
	sigdelset(waiting, SIGTERM);
	sigdelset(waiting, SIGQUIT);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGQUIT, &stop, NULL);
	sigaction(SIGALRM, &alarm_action, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	sigaction(SIGUSR1, &ignore, NULL);
}

struct connection {
	FCGX_Request request;
	const struct az_worker_limits *limits;
	size_t left; /* of the body, by the peer's word */
};

static const char *param(void *self, const char *name)
{
	struct connection *connection = self;
	return FCGX_GetParam(name, connection->request.envp);
}

static long read_body(void *self, char *p, size_t n)
{
	struct connection *connection = self;
	size_t want = n < connection->left ? n : connection->left;
	if (want == 0)
		return 0;
	if (want > 1 << 16)
		want = 1 << 16;
	set_timer(connection->limits->read_ms);
	int got = FCGX_GetStr(p, (int)want, connection->request.in);
	set_timer(0);
	if (got <= 0)
		return -1; /* fewer bytes than were announced */
	connection->left -= (size_t)got;
	return got;
}

static bool write_out(void *self, const char *p, size_t n)
{
	struct connection *connection = self;
	return FCGX_PutStr(p, (int)n, connection->request.out) == (int)n;
}

static const char *reason_of(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {{200, "OK"},
	               {303, "See Other"},
	               {400, "Bad Request"},
	               {403, "Forbidden"},
	               {404, "Not Found"},
	               {405, "Method Not Allowed"},
	               {409, "Conflict"},
	               {413, "Content Too Large"},
	               {422, "Unprocessable Content"},
	               {500, "Internal Server Error"},
	               {503, "Service Unavailable"}};
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

/* libfcgi's own printf knows neither %zu nor much else, so the head is written by ours. */
static void send_head(struct connection *connection, const struct az_response *response)
{
	struct az_buffer head;
	az_buffer_init(&head, response->arena);
	az_buffer_addf(&head, "Status: %d %s\r\nContent-Type: %s\r\n", response->status,
	               reason_of(response->status), response->content_type);
	for (size_t i = 0; i < response->header_count; i++)
		az_buffer_addf(&head, "%s: %s\r\n", response->headers[i].name, response->headers[i].value);
	if (response->stream == NULL)
		az_buffer_addf(&head, "Content-Length: %zu\r\n", response->body.n);
	az_buffer_add_text(&head, "\r\n");
	write_out(connection, head.p, head.n);
}

/* A connection that merely ends counts as a whole answer for nginx, when its length was not said before. A record of no
 * known version does not: nginx then breaks the client's connection off. */
static void break_off(struct connection *connection)
{
	static const char no_record[FCGI_HEADER_LEN];
	(void)FCGX_FFlush(connection->request.out);
	if (write(connection->request.ipcFd, no_record, sizeof no_record) != (ssize_t)sizeof no_record)
		az_log(AZ_LOG_WARNING, "answer.broken", "the peer had gone before");
	shutdown(connection->request.ipcFd, SHUT_RDWR);
}

static void send_answer(struct connection *connection, struct az_response *response)
{
	send_head(connection, response);
	if (response->body.n > 0)
		write_out(connection, response->body.p, response->body.n);
	if (response->stream != NULL) {
		response->write = write_out;
		response->out = connection;
		if (response->stream(response->stream_self, response) != AZ_OK) {
			az_log(AZ_LOG_ERROR, "answer.broken", "an answer could not be finished and is broken off");
			break_off(connection);
		}
	}
}

/* When it closes a connection, libfcgi waits until the peer has closed its side too: bytes that nobody read would make the
 * kernel throw the answer away. A request that was read to its very end leaves none, so its connection is closed at once
 * and the worker is free while nginx still passes the answer on. */
static void finish(struct connection *connection)
{
	if (connection->left == 0) {
		set_timer(connection->limits->read_ms);
		int rest = FCGX_GetChar(connection->request.in);
		set_timer(0);
		if (rest == -1 && FCGX_GetError(connection->request.in) == 0)
			FCGX_Detach(&connection->request);
	}
	FCGX_Finish_r(&connection->request);
}

static void count(struct az_slot *slot, int status, const struct timespec *began)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	int64_t us = (now.tv_sec - began->tv_sec) * 1000000 + (now.tv_nsec - began->tv_nsec) / 1000;
	unsigned bucket = 0;
	while (bucket + 1 < AZ_LATENCY_BUCKETS && us >= (int64_t)1000 << bucket)
		bucket++;
	atomic_fetch_add(&slot->requests, 1);
	atomic_fetch_add(&slot->latency[bucket], 1);
	atomic_fetch_add(&slot->latency_sum_us, (uint64_t)us);
	atomic_fetch_add(&slot->by_class[status / 100 < 6 ? status / 100 : 5], 1);
}

static const char *request_id(struct az_arena *arena, const char *given)
{
	/* nginx's $request_id has 32 digits; 16 are enough to find a line. */
	if (given != NULL && strspn(given, "0123456789abcdef") >= 16)
		return az_copy_n(arena, given, 16);
	unsigned char random[8];
	az_secret_random(random, sizeof random);
	return az_hex(arena, random, sizeof random);
}

static void answer(struct connection *connection, struct az_slot *slot, const struct az_app *app, void *self,
                   struct az_arena *arena)
{
	struct timespec began;
	clock_gettime(CLOCK_MONOTONIC, &began);
	struct az_request request = {.arena = arena, .read = read_body, .stream = connection};
	struct az_response response = {.arena = arena};
	request.id = request_id(arena, param(connection, "REQUEST_ID"));
	atomic_store(&slot->request_id, strtoull(request.id, NULL, 16));
	az_log_request(request.id);
	if (az_request_read(&request, param, connection) != AZ_OK)
		request.path = NULL; /* the application answers 400 */
	connection->left = request.content_length;
	az_slot_phase(slot, AZ_PHASE_WORK);
	app->answer(self, &request, &response);
	send_answer(connection, &response);
	finish(connection);
	count(slot, response.status, &began);
	az_log_request(NULL);
}

/* All workers wait for the same socket; EPOLLEXCLUSIVE wakes one for a connection, where poll would wake them all. */
static int watch_socket(int socket)
{
	int waiter = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE};
	if (waiter >= 0 && epoll_ctl(waiter, EPOLL_CTL_ADD, socket, &event) == 0)
		return waiter;
	az_log(AZ_LOG_ERROR, "worker.start", "the socket cannot be waited for: %s", strerror(errno));
	if (waiter >= 0)
		close(waiter);
	return -1;
}

/* Waits until a connection is there; false when told to stop. */
static bool wait_for_peer(int waiter, const sigset_t *waiting)
{
	struct epoll_event event;
	while (!stopping) {
		if (epoll_pwait(waiter, &event, 1, -1, waiting) > 0)
			return true;
	}
	return false;
}

/* Takes a connection and its parameters; false when there was none or the peer was no good. */
static bool take(struct connection *connection, struct az_slot *slot)
{
	set_timer(connection->limits->read_ms);
	int accepted = FCGX_Accept_r(&connection->request);
	set_timer(0);
	if (accepted != 0)
		return false; /* another worker was faster, or the peer fell silent before its first byte */
	/* A peer that broke off leaves an empty environment behind, and libfcgi calls that success. */
	if (FCGX_GetError(connection->request.in) != 0 || param(connection, "REQUEST_METHOD") == NULL) {
		atomic_fetch_add(&slot->broken, 1);
		az_log(AZ_LOG_WARNING, "peer.broken", "a FastCGI peer broke off before its parameters were whole");
		FCGX_Finish_r(&connection->request);
		return false;
	}
	return true;
}

/* A leak, a plugin's above all, shall not grow until a request dies of it. */
static bool has_grown(size_t limit)
{
	struct rusage usage;
	if (limit == 0 || getrusage(RUSAGE_SELF, &usage) != 0 || (size_t)usage.ru_maxrss * 1024 <= limit)
		return false;
	az_log(AZ_LOG_WARNING, "worker.grown", "kib=%ld; another takes its place", usage.ru_maxrss);
	return true;
}

int az_worker_run(int socket, struct az_slot *slot, struct az_board *board, const struct az_app *app,
                  const struct az_worker_limits *limits)
{
	sigset_t waiting;
	static struct connection connection;
	connection.limits = limits;
	az_slot_phase(slot, AZ_PHASE_START);
	/* How long libfcgi waits for a peer's first byte, and for it to close: 2 s unless it is told otherwise. */
	setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", "500", 1);
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "500", 1);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&connection.request, socket, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		az_log(AZ_LOG_ERROR, "worker.start", "libfcgi cannot start");
		return 1;
	}
	set_signals(&waiting);
	void *self = app->start(app->base, board, slot);
	set_signals(&waiting);
	int waiter = watch_socket(socket);
	if (self == NULL || waiter < 0)
		return 1;
	struct az_arena *arena = az_arena_new(limits->arena);
	unsigned served = 0;
	az_slot_phase(slot, AZ_PHASE_IDLE);
	while (wait_for_peer(waiter, &waiting)) {
		az_slot_phase(slot, AZ_PHASE_READ);
		if (take(&connection, slot)) {
			answer(&connection, slot, app, self, arena);
			az_arena_reset(arena);
			served++;
		}
		az_slot_phase(slot, AZ_PHASE_IDLE);
		if ((limits->requests != 0 && served >= limits->requests) || has_grown(limits->grown))
			break;
	}
	az_slot_phase(slot, AZ_PHASE_DRAINED);
	app->stop(self);
	az_arena_free(arena);
	return 0;
}
