#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/internal.h"

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#elif defined(__riscv)
#define MACHINE EM_RISCV
#elif defined(__loongarch__)
#define MACHINE 258 /* EM_LOONGARCH, absent from older elf.h */
#else
#error "name this machine's ELF number here"
#endif

#define SEGMENTS 64

static bool within(uint64_t offset, uint64_t length, uint64_t size)
{
	return offset <= size && length <= size - offset;
}

static const char *header_fault(const Elf64_Ehdr *header, uint64_t size)
{
	if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
		return "is not an ELF file";
	if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_machine != MACHINE)
		return "was built for another machine";
	if (header->e_type != ET_DYN)
		return "is not a shared object";
	if (header->e_phentsize != sizeof(Elf64_Phdr) || header->e_phnum == 0 || header->e_phnum > SEGMENTS)
		return "has a damaged program header";
	if (!within(header->e_phoff, (uint64_t)header->e_phnum * sizeof(Elf64_Phdr), size))
		return "is truncated";
	/* Sections are not mapped, but they end the file: their loss shows a cut. */
	if (!within(header->e_shoff, (uint64_t)header->e_shnum * header->e_shentsize, size))
		return "is truncated";
	return NULL;
}

static const char *file_fault(int fd, uint64_t size)
{
	Elf64_Ehdr header;
	if (size < sizeof header || pread(fd, &header, sizeof header, 0) != (ssize_t)sizeof header)
		return "is not an ELF file";
	const char *fault = header_fault(&header, size);
	if (fault)
		return fault;

	Elf64_Phdr segments[SEGMENTS];
	size_t length = header.e_phnum * sizeof(Elf64_Phdr);
	if (pread(fd, segments, length, (off_t)header.e_phoff) != (ssize_t)length)
		return "is truncated";
	for (size_t i = 0; i < header.e_phnum; i++)
		if (!within(segments[i].p_offset, segments[i].p_filesz, size))
			return "is truncated";
	return NULL;
}

bool az_plugin_file_check(const char *path, const char **reason, int *error)
{
	*reason = NULL;
	*error = 0;
	/* O_NONBLOCK: a FIFO under that name must not hold up the start. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		*error = errno;
		*reason = "cannot be opened";
		return false;
	}
	struct stat status;
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		*reason = "is not a regular file";
	else
		*reason = file_fault(fd, (uint64_t)status.st_size);
	close(fd);
	return *reason == NULL;
}
