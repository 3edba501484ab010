// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Holds a task's network namespace: waits for TERM or INT, reaps children. No libc, so that it is a few
// hundred bytes.

#if defined(__x86_64__)
enum { sys_sigprocmask = 14, sys_sigtimedwait = 128, sys_exit = 60, sys_wait4 = 61 };
static long call(long number, long a, long b, long c, long d) {
    register long r10 __asm__("r10") = d;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
enum { sys_sigprocmask = 135, sys_sigtimedwait = 137, sys_exit = 93, sys_wait4 = 260 };
static long call(long number, long a, long b, long c, long d) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}
#endif

enum { sig_block = 0, sig_int = 2, sig_term = 15, no_hang = 1 };

void _start(void) {
    unsigned long all = ~0ul;
    call(sys_sigprocmask, sig_block, (long)&all, 0, sizeof all);
    for (;;) {
        long signal = call(sys_sigtimedwait, (long)&all, 0, 0, sizeof all);
        if (signal == sig_int || signal == sig_term) call(sys_exit, 0, 0, 0, 0);
        while (call(sys_wait4, -1, 0, no_hang, 0) > 0) {
        }
    }
}
