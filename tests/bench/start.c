/* From starting a program to the first page that answers 200.
 *
 *   start PORT PATH COOKIE PID_FILE LOG PROGRAM [ARGUMENT...]
 *
 * The program stays; its process id goes to PID_FILE, its output to LOG. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crew.h"
#include "http.h"

#define PATIENCE 20000000 /* us */

static pid_t launch(const char *log, char **argv)
{
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	int in = open("/dev/null", O_RDONLY), out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (setsid() < 0 || in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(126);
	execv(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	if (argc < 7) {
		fputs("usage: start PORT PATH COOKIE PID_FILE LOG PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	int port = (int)number_of(argv[1], 65535);
	FILE *file = fopen(argv[4], "w");
	if (file == NULL) {
		perror(argv[4]);
		return 1;
	}
	int64_t began = now_us();
	pid_t pid = launch(argv[5], argv + 6);
	fprintf(file, "%d\n", (int)pid);
	fclose(file);
	while (http_status(port, argv[2], argv[3]) != 200) {
		if (waitpid(pid, NULL, WNOHANG) != 0 || now_us() - began > PATIENCE) {
			fputs("start: the program ended, or did not answer in time\n", stderr);
			return 1;
		}
		nanosleep(&(struct timespec){0, 1000000}, NULL);
	}
	printf("ms=%.1f\n", (double)(now_us() - began) / 1000);
	return 0;
}
