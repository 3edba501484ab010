// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's web server on env PORT (8080): its page says which task answered, GET /health is 200.
// "web --check" asks a running one and ends with 0 or 1. One thread, so a silent client must not hold up
// others: poll() over all of them. On SIGTERM it takes no more, answers those it has, and ends.
#define _GNU_SOURCE // ppoll
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { most_clients = 128, patience = 5 /* seconds that a client may take */ };

struct client {
    int socket;
    time_t until;
    size_t got;
    char ask[2048];
};

static struct client clients[most_clients];
static int count;
static volatile sig_atomic_t ending;

static const char* env(const char* name, const char* fallback) {
    const char* value = getenv(name);
    return value && *value ? value : fallback;
}

static time_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static struct sockaddr_in address(unsigned host) {
    struct sockaddr_in where = {0};
    where.sin_family = AF_INET;
    where.sin_port = htons((unsigned short)atoi(env("PORT", "8080")));
    where.sin_addr.s_addr = htonl(host);
    return where;
}

static int check(void) {
    int asking = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in where = address(INADDR_LOOPBACK);
    struct timeval limit = {3, 0};
    setsockopt(asking, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(asking, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(asking, (struct sockaddr*)&where, sizeof where) != 0) return 1;
    const char ask[] = "GET /health HTTP/1.0\r\n\r\n";
    char answer[64] = {0};
    if (write(asking, ask, sizeof ask - 1) < 0 || read(asking, answer, sizeof answer - 1) <= 0) return 1;
    return strncmp(answer, "HTTP/1.0 200", 12) != 0;
}

static void page(char* text, size_t size) {
    static unsigned long served;
    char host[65] = {0};
    gethostname(host, sizeof host - 1);
    snprintf(text, size,
             "<!doctype html><meta charset=utf-8><title>web</title><body style=\"font:16px "
             "sans-serif;margin:40px\">"
             "<h1>Hello from the sample</h1><p>This answer comes from task <b>%.12s</b> of service "
             "<b>%.80s</b>.</p>"
             "<p>It has answered %lu times. Reload: another task may answer.</p></body>\n",
             env("PILOTHOUSE_TASK", host), env("PILOTHOUSE_SERVICE", "(none)"), ++served);
}

static void answer(struct client* client) {
    char body[1024] = "ok\n", whole[2048];
    const char* status = "200 OK";
    const char* type = "text/plain";
    if (strncmp(client->ask, "GET / ", 6) == 0) {
        page(body, sizeof body);
        type = "text/html; charset=utf-8";
    } else if (strncmp(client->ask, "GET /health ", 12) != 0) {
        snprintf(body, sizeof body, "not found\n");
        status = "404 Not Found";
    }
    int size =
        snprintf(whole, sizeof whole,
                 "HTTP/1.0 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
                 status, type, strlen(body), body);
    // A fresh socket's buffer takes an answer of this size whole.
    if (write(client->socket, whole, (size_t)size) == size) shutdown(client->socket, SHUT_WR);
}

static void drop(int index) {
    close(clients[index].socket);
    clients[index] = clients[--count];
}

static void hear(int index) {
    struct client* client = &clients[index];
    ssize_t got = read(client->socket, client->ask + client->got, sizeof client->ask - 1 - client->got);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got > 0) {
        client->got += (size_t)got;
        client->ask[client->got] = 0;
        int whole = strstr(client->ask, "\r\n\r\n") || client->got == sizeof client->ask - 1;
        if (!whole) return;
        answer(client);
    }
    drop(index);
}

static void take(int listener) {
    int socket_ = accept(listener, 0, 0);
    if (socket_ < 0) return;
    fcntl(socket_, F_SETFL, O_NONBLOCK);
    struct client* client = &clients[count++];
    client->socket = socket_;
    client->until = now() + patience;
    client->got = 0;
}

static void serve(int listener, const sigset_t* hearing) {
    while (!ending || count > 0) {
        struct pollfd waiting[most_clients + 1];
        for (int i = 0; i < count; ++i)
            waiting[i] = (struct pollfd){clients[i].socket, POLLIN, 0};
        waiting[count] = (struct pollfd){ending || count == most_clients ? -1 : listener, POLLIN, 0};
        int known = count;
        struct timespec second = {1, 0};
        if (ppoll(waiting, (nfds_t)known + 1, known ? &second : 0, hearing) < 0) continue; // a signal
        if (waiting[known].revents) take(listener);
        for (int i = known - 1; i >= 0; --i) // backwards: drop() moves the last into the gap
            if (waiting[i].revents)
                hear(i);
            else if (clients[i].until < now() || (ending && clients[i].got == 0))
                drop(i);
    }
}

static void end(int signal_) {
    (void)signal_;
    ending = 1;
}

int main(int argc, char** argv) {
    if (argc > 1 && strcmp(argv[1], "--check") == 0) return check();
    sigset_t ends, hearing; // a signal is heard within ppoll() alone: none is missed before it
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, &hearing);
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, 0);
    sigaction(SIGINT, &action, 0);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in where = address(INADDR_ANY);
    if (bind(listener, (struct sockaddr*)&where, sizeof where) != 0 || listen(listener, 64) != 0) {
        perror("web");
        return 1;
    }
    printf("web listens on port %s\n", env("PORT", "8080"));
    fflush(stdout);
    serve(listener, &hearing);
    return 0;
}
