// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's worker: does a job a second and says so; ends on SIGTERM.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t ending;

static void end(int signal_) {
    (void)signal_;
    ending = 1;
}

int main(void) {
    struct sigaction action = {.sa_handler = end}; // without SA_RESTART: sleep returns at once
    sigaction(SIGTERM, &action, 0);
    sigaction(SIGINT, &action, 0);
    setvbuf(stdout, 0, _IOLBF, 0);
    unsigned long jobs = 0;
    while (!ending) {
        sleep(1);
        if (!ending) printf("did %lu jobs\n", ++jobs);
    }
    printf("ended after %lu jobs\n", jobs);
    return 0;
}
