// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's worker: says every ten seconds how many jobs it has done.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void end(int signal_) {
    (void)signal_;
    _exit(0);
}

int main(void) {
    signal(SIGTERM, end);
    signal(SIGINT, end);
    for (unsigned long jobs = 0;; jobs += 10) {
        printf("%lu jobs done\n", jobs);
        fflush(stdout);
        sleep(10);
    }
}
