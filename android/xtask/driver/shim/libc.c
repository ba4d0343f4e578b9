/* What the library for phones expects of Android's libc and glibc lacks. Everything else has the same name and meaning
 * in both, and is found in the glibc that the process already has. */
#include <errno.h>

int *__errno(void);

int *__errno(void) { return __errno_location(); }
