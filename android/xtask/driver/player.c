/* Plays a recording to a native library through its C interface and compares every answer, byte for byte.
 *
 *   player LIBRARY RECORDING [faulty]
 *
 * The recording is described in bindings/kotlin/examples/record/main.rs. With `faulty` the library must be one that can
 * be made to panic, and the part of the recording after `fault` is played too; without it, it must not be one.
 * One line on standard output for every check that holds, and `done` at the end; the first check that does not hold is
 * told on standard error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As uniffi lays them out. */
struct buffer {
    uint64_t capacity, length;
    uint8_t *data;
};
struct foreign {
    int32_t length;
    const uint8_t *data;
};
struct status {
    int8_t code;
    struct buffer error;
};

struct bytes {
    uint8_t *data;
    size_t length;
};

/* A line of the recording that is a call. */
struct call {
    const struct function *function; /* none: provoke a panic */
    int64_t numbers[3];
    struct bytes buffers[4];
    int8_t code;
    struct bytes answer;
    int line;
    const char *trace;
};

/* What can be called, and its arguments: an object, numbers, buffers. A constructor answers with an object, a question
 * with one byte, everything else with a buffer. */
static struct function {
    const char *name, *arguments;
    int is_question;
    void (*symbol)(void);
} functions[] = {
    {"constructor_guard_new", "bb"},
    {"constructor_guard_restore", "b"},
    {"method_guard_observe", "gnnb"},
    {"method_guard_wake", "gn"},
    {"method_guard_snapshot", "g"},
    {"func_app_name", "b"},
    {"func_classify", "bb"},
    {"func_rule_id", "b"},
    {"func_shows_screen", "b", 1},
    {"func_holds_money", "b", 1},
    {"func_same_line", "bbb", 1},
    {"func_international_number", "bb"},
    {"func_is_mobile", "b"},
    {"func_numbering_plans", ""},
    {"func_time_limits", ""},
    {"func_event_to_json", "b"},
    {"func_event_from_json", "b"},
    {"func_effect_to_json", "b"},
    {"func_effect_from_json", "b"},
    {"func_reason_to_json", "b"},
    {"func_reason_from_json", "b"},
    {"func_trace_to_json", "b"},
    {"func_trace_from_json", "b"},
    {"constructor_parentpairing_new", "bbb"},
    {"method_parentpairing_code", "p"},
    {"method_parentpairing_awaits_digits", "p", 1},
    {"method_parentpairing_receive", "pbbb"},
    {"method_parentpairing_typed", "pbbb"},
    {"method_parentpairing_withdraw", "p"},
    {"constructor_familypairing_new", "bb"},
    {"method_familypairing_address", "f"},
    {"method_familypairing_claim", "f"},
    {"method_familypairing_receive", "fbn"},
    {"func_seal_message", "bnnbbnb"},
    {"func_seal_void", "bnnb"},
    {"func_open_message", "bnbb"},
    {"func_is_acknowledged", "nnn", 1},
    {"func_link_receive", "bnbnb"},
    {"func_link_answer", "bnnbbnb"},
    {"func_link_wake", "bnn"},
    {"func_link_quiet", "bn"},
    {"func_link_away", "bn"},
    {"func_link_caught_up", "bn"},
    {"func_link_view", "bn"},
    {"func_link_address", "bn"},
    {"func_sentence_fault", "b"},
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static void *library;
static struct call *calls;
static int all_calls, sound_calls; /* the sound ones come before `fault` */

static struct buffer (*from_bytes)(struct foreign, struct status *);
static void (*free_buffer)(struct buffer, struct status *);
static void (*provoke_panic)(void);

/* What is made and has methods. Its letter stands for it among the arguments. */
static struct kind {
    char letter;
    const char *name;
    uint64_t (*clone)(uint64_t, struct status *);
    void (*free)(uint64_t, struct status *);
} kinds[] = {{'g', "guard", NULL, NULL}, {'p', "parentpairing", NULL, NULL}, {'f', "familypairing", NULL, NULL}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* One of each, as far as there is one. */
struct objects {
    uint64_t of[KINDS];
};

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    flockfile(stderr); /* the first difference alone */
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    _Exit(1);
}

/* Another unwinder in the process, found before the library's own, as in a virtual machine whose libstdc++ brings one. A
 * library linked without -Bsymbolic panics into it: on a phone a crash or luck, here told. */

void _Unwind_RaiseException(void);

void _Unwind_RaiseException(void) {
    fail("a panic went to another unwinder than the library's own: link it with -Bsymbolic");
}

/* The library. */

static void (*find(const char *prefix, const char *name))(void) {
    char symbol[128];
    snprintf(symbol, sizeof symbol, "%s%s", prefix, name);
    void (*found)(void);
    *(void **)&found = dlsym(library, symbol);
    if (!found) fail("the library does not export %s", symbol);
    return found;
}

static void open_library(const char *path, int faulty) {
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) fail("%s", dlerror());
    from_bytes = (struct buffer(*)(struct foreign, struct status *))find("ffi_kinguard_", "rustbuffer_from_bytes");
    free_buffer = (void (*)(struct buffer, struct status *))find("ffi_kinguard_", "rustbuffer_free");
    for (int i = 0; i < KINDS; i++) {
        kinds[i].clone = (uint64_t(*)(uint64_t, struct status *))find("uniffi_kinguard_fn_clone_", kinds[i].name);
        kinds[i].free = (void (*)(uint64_t, struct status *))find("uniffi_kinguard_fn_free_", kinds[i].name);
    }
    for (int i = 0; i < FUNCTIONS; i++) functions[i].symbol = find("uniffi_kinguard_fn_", functions[i].name);
    find("JNI_", "OnLoad"); /* called by a virtual machine only */
    if (faulty) {
        provoke_panic = find("kinguard_", "provoke_panic");
        puts("ok: every symbol is there, also kinguard_provoke_panic");
    } else if (dlsym(library, "kinguard_provoke_panic")) {
        fail("the library can be made to panic: it was built with feature fault-injection and must not be shipped");
    } else {
        puts("ok: every symbol is there, and no kinguard_provoke_panic");
    }
}

/* The recording. */

static uint8_t digit(char c, int line) {
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    if (!at) fail("line %d of the recording: bad bytes", line);
    return (uint8_t)(at - digits);
}

static struct bytes read_bytes(char **rest, int line) {
    const char *word = strsep(rest, " ");
    struct bytes bytes = {NULL, 0};
    if (!word) fail("line %d of the recording is too short", line);
    if (!strcmp(word, "-")) return bytes;
    bytes.data = malloc(strlen(word) / 2 + 1);
    for (; *word; word += 2)
        bytes.data[bytes.length++] = (uint8_t)(digit(word[0], line) << 4 | digit(word[1], line));
    return bytes;
}

static int64_t read_number(char **rest, int line) {
    const char *word = strsep(rest, " ");
    char *end = NULL;
    int64_t number = word ? strtoll(word, &end, 10) : 0;
    if (!word || !*word || *end) fail("line %d of the recording: no number where one is due", line);
    return number;
}

static struct call read_call(const char *name, char *rest, int line, const char *trace) {
    struct call call = {.line = line, .trace = trace};
    for (int i = 0; i < FUNCTIONS; i++)
        if (!strcmp(functions[i].name, name)) call.function = &functions[i];
    if (!call.function) fail("line %d of the recording: this player cannot call %s", line, name);
    int numbers = 0, buffers = 0;
    for (const char *kind = call.function->arguments; *kind; kind++) {
        if (*kind == 'n') call.numbers[numbers++] = read_number(&rest, line);
        if (*kind == 'b') call.buffers[buffers++] = read_bytes(&rest, line);
    }
    const char *outcome = strsep(&rest, " ");
    if (!outcome || (strcmp(outcome, "ok") && strcmp(outcome, "error")))
        fail("line %d of the recording: neither ok nor error", line);
    call.code = !strcmp(outcome, "error");
    call.answer = read_bytes(&rest, line);
    return call;
}

/* Reads all lines; what the library says of itself is compared at once. */
static void read_recording(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) fail("%s cannot be read", path);
    char *text = NULL, *trace = "";
    size_t size = 0;
    ssize_t length;
    int line = 0, sums = 0, fault = 0;
    while ((length = getline(&text, &size, file)) > 0) {
        line++;
        if (text[length - 1] == '\n') text[length - 1] = 0;
        char *rest = text, *name = strsep(&rest, " ");
        if (line == 1) {
            if (strcmp(name, "kinguard-recording") || !rest || strcmp(rest, "1")) fail("%s is no recording", path);
        } else if (!strcmp(name, "contract")) {
            int64_t wanted = read_number(&rest, line);
            uint32_t found = ((uint32_t(*)(void))find("ffi_kinguard_", "uniffi_contract_version"))();
            if (found != wanted) fail("the contract is %u, expected %lld", found, (long long)wanted);
        } else if (!strcmp(name, "checksum")) {
            const char *of = strsep(&rest, " ");
            int64_t wanted = read_number(&rest, line);
            uint16_t found = ((uint16_t(*)(void))find("uniffi_kinguard_checksum_", of))();
            if (found != wanted) fail("the checksum of %s is %u, expected %lld", of, found, (long long)wanted);
            sums++;
        } else if (!strcmp(name, "trace")) {
            trace = strdup(rest ? rest : "");
        } else if (!strcmp(name, "fault")) {
            fault = 1;
            trace = "fault";
        } else {
            calls = reallocarray(calls, (size_t)all_calls + 1, sizeof *calls);
            struct call provoke = {.line = line, .trace = trace};
            calls[all_calls++] = strcmp(name, "provoke") ? read_call(name, rest, line, trace) : provoke;
            if (!fault) sound_calls = all_calls;
        }
    }
    fclose(file);
    free(text);
    if (!sums || !sound_calls || all_calls == sound_calls) fail("%s is cut short", path);
    printf("ok: the contract and %d checksums\n", sums);
}

/* Playing. */

static void succeed(const struct status *status, const char *what) {
    if (status->code) fail("%s failed", what);
}

static struct buffer lower(struct bytes bytes) {
    struct status status = {0};
    struct foreign foreign = {(int32_t)bytes.length, bytes.data};
    struct buffer buffer = from_bytes(foreign, &status);
    succeed(&status, "ffi_kinguard_rustbuffer_from_bytes");
    return buffer;
}

static void drop(int kind, uint64_t object) {
    struct status status = {0};
    if (object) kinds[kind].free(object, &status);
    succeed(&status, kinds[kind].name);
}

static void drop_all(const struct objects *objects) {
    for (int i = 0; i < KINDS; i++) drop(i, objects->of[i]);
}

/* Which kind a constructor makes or a method belongs to: the word after the first. */
static int kind_of(const struct function *function) {
    const char *name = strchr(function->name, '_') + 1;
    for (int i = 0; i < KINDS; i++)
        if (!strncmp(name, kinds[i].name, strlen(kinds[i].name))) return i;
    fail("%s belongs to nothing", function->name);
}

static void compare(const struct call *call, const struct status *status, struct buffer found) {
    const char *name = call->function->name;
    if (status->code != call->code)
        fail("line %d (%s): %s ended with status %d, expected %d: %.*s", call->line, call->trace, name, status->code,
             call->code, (int)found.length, (const char *)found.data);
    for (size_t i = 0; i < found.length && i < call->answer.length; i++)
        if (found.data[i] != call->answer.data[i])
            fail("line %d (%s): %s answers differently from byte %zu on: %02x, expected %02x", call->line, call->trace,
                 name, i, found.data[i], call->answer.data[i]);
    if (found.length != call->answer.length)
        fail("line %d (%s): %s answers with %llu bytes, expected %zu", call->line, call->trace, name,
             (unsigned long long)found.length, call->answer.length);
}

/* Calls the function at the pointer F with arguments of these types. */
#define AS(result, ...) ((result(*)(__VA_ARGS__, struct status *))f)
#define B struct buffer
#define N int64_t
#define O uint64_t

/* One call, on whichever objects are there. */
static void play(const struct call *call, struct objects *objects) {
    if (!call->function) {
        provoke_panic();
        return;
    }
    struct status status = {0}, freed = {0};
    B found = {0, 0, NULL}, b[4];
    O self = 0, made = 0;
    uint8_t yes = 0;
    void (*f)(void) = call->function->symbol;
    const char *a = call->function->arguments;
    const N *n = call->numbers;
    struct status *s = &status;
    int makes = !strncmp(call->function->name, "constructor", 11), asks = call->function->is_question;
    int buffers = 0;
    for (const char *kind = a; *kind; kind++)
        if (*kind == 'b') b[buffers] = lower(call->buffers[buffers]), buffers++;
    if (*a == 'g' || *a == 'p' || *a == 'f') {
        int kind = kind_of(call->function);
        self = kinds[kind].clone(objects->of[kind], &status); /* a method consumes a handle */
        succeed(&status, kinds[kind].name);
        a++;
    }
#define IS(text) !strcmp(a, text)
    if (makes && IS("b")) made = AS(O, B)(b[0], s);
    else if (makes && IS("bb")) made = AS(O, B, B)(b[0], b[1], s);
    else if (makes && IS("bbb")) made = AS(O, B, B, B)(b[0], b[1], b[2], s);
    else if (asks && self && IS("")) yes = (uint8_t)AS(int8_t, O)(self, s);
    else if (asks && IS("b")) yes = (uint8_t)AS(int8_t, B)(b[0], s);
    else if (asks && IS("bbb")) yes = (uint8_t)AS(int8_t, B, B, B)(b[0], b[1], b[2], s);
    else if (asks && IS("nnn")) yes = (uint8_t)AS(int8_t, N, N, N)(n[0], n[1], n[2], s);
    else if (self && IS("")) found = AS(B, O)(self, s);
    else if (self && IS("n")) found = AS(B, O, N)(self, n[0], s);
    else if (self && IS("nnb")) found = AS(B, O, N, N, B)(self, n[0], n[1], b[0], s);
    else if (self && IS("bn")) found = AS(B, O, B, N)(self, b[0], n[0], s);
    else if (self && IS("bbb")) found = AS(B, O, B, B, B)(self, b[0], b[1], b[2], s);
    else if (IS("")) found = ((B(*)(struct status *))f)(s);
    else if (IS("b")) found = AS(B, B)(b[0], s);
    else if (IS("bb")) found = AS(B, B, B)(b[0], b[1], s);
    else if (IS("bn")) found = AS(B, B, N)(b[0], n[0], s);
    else if (IS("bnn")) found = AS(B, B, N, N)(b[0], n[0], n[1], s);
    else if (IS("bnnb")) found = AS(B, B, N, N, B)(b[0], n[0], n[1], b[1], s);
    else if (IS("bnbb")) found = AS(B, B, N, B, B)(b[0], n[0], b[1], b[2], s);
    else if (IS("bnbnb")) found = AS(B, B, N, B, N, B)(b[0], n[0], b[1], n[1], b[2], s);
    else if (IS("bnnbbnb"))
        found = AS(B, B, N, N, B, B, N, B)(b[0], n[0], n[1], b[1], b[2], n[2], b[3], s);
    else fail("this player cannot pass %s to %s", a, call->function->name);
    if (asks) found = (B){1, 1, &yes};
    if (status.code) found = status.error;
    compare(call, &status, found);
    if (made) {
        int kind = kind_of(call->function);
        drop(kind, objects->of[kind]);
        objects->of[kind] = made;
    }
    if (found.data == &yes) return;
    free_buffer(found, &freed);
    succeed(&freed, "ffi_kinguard_rustbuffer_free");
}

static void play_sound(void) {
    struct objects objects = {0};
    for (int i = 0; i < sound_calls; i++) play(&calls[i], &objects);
    drop_all(&objects);
}

static void play_fault(void) {
    struct objects objects = {0};
    for (int i = sound_calls; i < all_calls; i++) play(&calls[i], &objects);
    drop_all(&objects);
}

/* Threads. */

struct handed {
    const struct call *call;
    struct objects *objects;
};

static void *play_handed(void *handed) {
    const struct handed *it = handed;
    play(it->call, it->objects);
    return NULL;
}

static void *run(void *act) {
    (*(void (**)(void))act)();
    return NULL;
}

static pthread_t begin(void *(*act)(void *), void *with) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, act, with)) fail("no thread can be made");
    return thread;
}

/* The first trace, its guard handed from thread to thread. */
static void each_on_its_own_thread(void) {
    struct objects objects = {0};
    int i = 0;
    for (; i < sound_calls && calls[i].trace == calls[0].trace; i++) {
        struct handed handed = {&calls[i], &objects};
        pthread_join(begin(play_handed, &handed), NULL);
    }
    drop_all(&objects);
    printf("ok: the first %d of them, each on a thread of its own\n", i);
}

static void at_once(void) {
    enum { THREADS = 2 };
    void (*act)(void) = play_sound;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) threads[i] = begin(run, &act);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    printf("ok: all of them on %d threads at once\n", THREADS);
}

int main(int count, char **words) {
    int faulty = count == 4 && !strcmp(words[3], "faulty");
    if (count != 3 && !faulty) fail("usage: player LIBRARY RECORDING [faulty]");
    open_library(words[1], faulty);
    read_recording(words[2]);
    play_sound();
    printf("ok: %d calls\n", sound_calls);
    each_on_its_own_thread();
    at_once();
    if (faulty) {
        void (*act)(void) = play_fault;
        play_fault();
        puts("ok: a panic is caught, changes nothing, and the guard goes on");
        pthread_join(begin(run, &act), NULL);
        puts("ok: the same on another thread");
    }
    puts("done");
    return 0;
}
