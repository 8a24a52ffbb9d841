/* SPDX-License-Identifier: MIT */
/* gunzip.c - the yardstick: reads and inflates files with libdeflate on N
 * threads and does nothing else. Prints the bytes that came out.
 *
 *	find DIR -name '*.gz' | gunzip N */
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **path;
static size_t paths;
static atomic_size_t next_path;
static atomic_ullong total;

static void *work(void *arg)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t room = 1 << 20, out_room = 16 << 20, n, got;
	unsigned char *in = malloc(room), *out = malloc(out_room);

	while ((n = atomic_fetch_add(&next_path, 1)) < paths) {
		struct stat st;
		int fd = open(path[n], O_RDONLY);
		if (fd < 0 || fstat(fd, &st) < 0)
			exit(2);
		size_t size = (size_t)st.st_size;
		if (size > room)
			in = realloc(in, room = size);
		if (read(fd, in, size) != (ssize_t)size)
			exit(2);
		close(fd);
		if (libdeflate_gzip_decompress(d, in, size, out, out_room,
					       &got))
			exit(2);
		atomic_fetch_add(&total, got);
	}
	return arg;
}

int main(int argc, char **argv)
{
	unsigned threads = argc > 1 ? (unsigned)atoi(argv[1]) : 1;
	pthread_t thread[64];
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while ((len = getline(&line, &room, stdin)) > 0) {
		line[len - 1] = '\0';
		path = realloc(path, (paths + 1) * sizeof(*path));
		path[paths++] = strdup(line);
	}
	for (unsigned i = 0; i < threads && i < 64; i++)
		pthread_create(&thread[i], NULL, work, NULL);
	for (unsigned i = 0; i < threads && i < 64; i++)
		pthread_join(thread[i], NULL);
	printf("%llu\n", (unsigned long long)total);
	return 0;
}
