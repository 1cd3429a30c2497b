/* The least that libfcgi can do: N processes that answer "hello" from one socket.
 * What the portal's pages cost is measured against it.
 *
 *   hello SOCKET PROCESSES */
#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crew.h"

static int listen_on(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path)
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	unlink(path);
	umask(0177);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 1024) != 0)
		return -1;
	return fd;
}

static int serve(int socket)
{
	static const char answer[] = "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
				     "Content-Length: 6\r\n\r\nhello\n";
	FCGX_Request request;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, socket, 0) != 0)
		return 1;
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_PutStr(answer, (int)sizeof answer - 1, request.out);
		FCGX_Finish_r(&request);
	}
	return 1;
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: hello SOCKET PROCESSES\n", stderr);
		return 2;
	}
	size_t count = number_of(argv[2], 64);
	int socket = listen_on(argv[1]);
	if (socket < 0) {
		perror(argv[1]);
		return 1;
	}
	for (size_t i = 0; i < count; i++)
		if (fork() == 0)
			_exit(serve(socket));
	wait(NULL); /* none of them ends by itself */
	fputs("hello: a process has ended\n", stderr);
	return 1;
}
