/* What the process may still do after it has entered: read its input, write its output, compute and end.
 *
 * Namespaces are a second wall where the machine allows them to ordinary users; the filter of system calls stands
 * everywhere, and without it nothing is opened. Calls by which libraries look for a file, a place or a processor get an
 * error, so that they go on without; whatever else is not on the list ends the process. */
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clean/clean.h"

#define MEMORY ((rlim_t)768 << 20) /* a picture of 50 million pixels, decoded, with its libraries */
#define SECONDS 20

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1 /* its shadow is larger than any limit */
#else
#define SANITIZED 0
#endif

static const char *const allowed[] = {
	"read",
	"write",
	"close",
	"exit",
	"exit_group",
	"brk",
	"munmap",
	"mremap",
	"madvise",
	"futex",
	"clock_gettime",
	"clock_getres",
	"gettimeofday",
	"time",
	"getrandom",
	"rt_sigreturn",
	"rt_sigaction",
	"rt_sigprocmask",
	"sched_yield",
	"getpid",
	"gettid",
	"tgkill",
	"lseek",
	"sigaltstack",
	"getuid",
	"geteuid",
	"getgid",
	"getegid",
	"sysinfo",
	"uname",
	"restart_syscall",
	"clock_nanosleep",
	"nanosleep",
	"sched_getaffinity",
};

static const char *const refused[] = {
	"open",
	"openat",
	"openat2",
	"creat",
	"stat",
	"lstat",
	"fstat",
	"newfstatat",
	"statx",
	"access",
	"faccessat",
	"faccessat2",
	"readlink",
	"readlinkat",
	"getcwd",
	"getdents64",
	"socket",
	"connect",
	"ioctl",
	"fcntl",
	"prlimit64",
	"getrlimit",
	"clone",
	"clone3",
	"memfd_create",
	"prctl",
	"pipe2",
	"eventfd2",
	"set_robust_list",
	"rseq",
	"poll",
	"sched_getparam",
	"sched_getscheduler",
	"mlock",
	"statfs",
	"fstatfs",
	"fadvise64",
};

static bool limit(enum __rlimit_resource what, rlim_t most)
{
	struct rlimit limits = {most, most};
	return setrlimit(what, &limits) == 0;
}

static bool set_limits(void)
{
	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CPU, SECONDS) &&
	       limit(RLIMIT_NOFILE, 3) && (SANITIZED || limit(RLIMIT_AS, MEMORY));
}

/* Where users may have namespaces of their own: no network, no other process, and an empty directory as the root, which
 * is gone as soon as it is entered. */
static void leave_the_machine(void)
{
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS) != 0)
		return;
	if (chroot("/proc/self/fdinfo") != 0 || chdir("/") != 0)
		_exit(AZ_CLEAN_NO_SANDBOX);
}

/* Memory, but none that is executed. */
static bool allow_memory(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) ==
		       0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

static bool add(scmp_filter_ctx filter, uint32_t action, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);
		/* A name that this machine does not have needs no rule: unknown calls end the process anyway. */
		if (number >= 0 && seccomp_rule_add(filter, action, number, 0) != 0)
			return false;
	}
	return true;
}

static bool filter_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool good = filter != NULL && add(filter, SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof allowed[0]) &&
		    add(filter, SCMP_ACT_ERRNO(EACCES), refused, sizeof refused / sizeof refused[0]) &&
		    allow_memory(filter) && seccomp_load(filter) == 0;
	if (filter != NULL)
		seccomp_release(filter);
	return good;
}

bool az_sandbox_enter(void)
{
	(void)setpriority(PRIO_PROCESS, 0, 10); /* people's requests come first */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || close_range(3, ~0U, 0) != 0)
		return false;
	leave_the_machine();
	return set_limits() && prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       filter_calls();
}
