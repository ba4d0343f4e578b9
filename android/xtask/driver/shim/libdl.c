/* Nothing: glibc, which the process has, knows these names. But the library asks for a file of this name. */
typedef int nothing;
