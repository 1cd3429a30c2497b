/* Compiled into the tests' own build of anzeclean and no other: what a file that has taken the process over would try.
 * The last words of the input say what. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "clean/clean.h"

#define PROBE_WORKED 90 /* the sandbox let it through */
#define PROBE_REFUSED 91

static void report_probe(long result)
{
	_exit(result < 0 ? PROBE_REFUSED : PROBE_WORKED);
}

static void az_clean_probe(unsigned char *p, size_t n)
{
	char what[32] = "";
	const unsigned char *at = memmem(p, n, "az-probe:", 9);
	if (at == NULL)
		return;
	for (size_t i = 0; i < sizeof what - 1 && at + 9 + i < p + n && at[9 + i] >= 'a' && at[9 + i] <= 'z'; i++)
		what[i] = (char)at[9 + i];
	if (strcmp(what, "open") == 0)
		report_probe(syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY));
	if (strcmp(what, "create") == 0)
		report_probe(syscall(SYS_openat, AT_FDCWD, "/tmp/anze-probe", O_WRONLY | O_CREAT, 0600));
	if (strcmp(what, "socket") == 0)
		report_probe(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
	if (strcmp(what, "unix") == 0)
		report_probe(syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0));
	if (strcmp(what, "fork") == 0)
		report_probe(syscall(SYS_clone, 17L, 0L, 0L, 0L, 0L));
	if (strcmp(what, "exec") == 0) {
		char *words[] = {(char *)"/bin/true", NULL};
		report_probe(syscall(SYS_execve, "/bin/true", words, NULL));
	}
	if (strcmp(what, "kill") == 0)
		report_probe(syscall(SYS_kill, 1, 0));
	if (strcmp(what, "trace") == 0)
		report_probe(syscall(SYS_ptrace, 0L, 0L, 0L, 0L));
	if (strcmp(what, "code") == 0)
		report_probe(syscall(SYS_mmap, NULL, 4096L, 7L, 0x22L, -1L, 0L));
	if (strcmp(what, "memory") == 0)
		_exit(malloc((size_t)1 << 30) == NULL ? PROBE_REFUSED : PROBE_WORKED);
	if (strcmp(what, "crash") == 0)
		abort();
	if (strcmp(what, "flood") == 0)
		while (az_clean_write(p, n)) { }
	if (strcmp(what, "half") == 0) {
		(void)az_clean_write(p, n / 2);
		abort();
	}
	if (strcmp(what, "wait") == 0)
		for (struct timespec second = {1, 0};;)
			nanosleep(&second, NULL);
	if (strcmp(what, "loop") == 0)
		for (volatile unsigned long turn = 0;; turn++) { }
}
