// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's web server: its page says which task answered; GET /health is 200. "web --check" asks a running one.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char* env(const char* name, const char* fallback) {
    const char* value = getenv(name);
    return value && *value ? value : fallback;
}

static struct sockaddr_in address(unsigned host) {
    struct sockaddr_in where = {0};
    where.sin_family = AF_INET;
    where.sin_port = htons((unsigned short)atoi(env("PORT", "8080")));
    where.sin_addr.s_addr = htonl(host);
    return where;
}

static void give_up_after(int socket, int seconds) {
    struct timeval limit = {seconds, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

static int check(void) {
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in where = address(INADDR_LOOPBACK);
    give_up_after(socket_, 3);
    if (connect(socket_, (struct sockaddr*)&where, sizeof where) != 0) return 1;
    const char ask[] = "GET /health HTTP/1.0\r\n\r\n";
    char answer[64] = {0};
    if (write(socket_, ask, sizeof ask - 1) < 0 || read(socket_, answer, sizeof answer - 1) <= 0) return 1;
    return strncmp(answer, "HTTP/1.0 200", 12) != 0;
}

static void answer(int client, unsigned long served) {
    char ask[2048] = {0}, page[2048], head[256];
    give_up_after(client, 5);
    if (read(client, ask, sizeof ask - 1) <= 0) return;
    if (strncmp(ask, "GET /health", 11) == 0) {
        snprintf(page, sizeof page, "ok\n");
    } else {
        char host[65] = {0};
        gethostname(host, sizeof host - 1);
        snprintf(page, sizeof page,
                 "<!doctype html><meta charset=utf-8><title>web</title><body style=\"font:16px sans-serif;margin:40px\">"
                 "<h1>Hello from the sample</h1><p>This answer comes from task <b>%.12s</b> of service <b>%s</b>.</p>"
                 "<p>It has answered %lu times. Reload: another task may answer.</p></body>\n",
                 env("PILOTHOUSE_TASK", host), env("PILOTHOUSE_SERVICE", "(none)"), served);
    }
    int size = snprintf(head, sizeof head,
                        "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\n"
                        "Connection: close\r\n\r\n",
                        strlen(page));
    if (write(client, head, (size_t)size) < 0 || write(client, page, strlen(page)) < 0) return;
    shutdown(client, SHUT_WR);
}

static void end(int signal_) {
    (void)signal_;
    _exit(0);
}

int main(int argc, char** argv) {
    if (argc > 1 && strcmp(argv[1], "--check") == 0) return check();
    signal(SIGTERM, end);
    signal(SIGINT, end);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in where = address(INADDR_ANY);
    if (bind(listener, (struct sockaddr*)&where, sizeof where) != 0 || listen(listener, 64) != 0) {
        perror("web");
        return 1;
    }
    printf("web listens on port %s\n", env("PORT", "8080"));
    fflush(stdout);
    for (unsigned long served = 1;; ++served) {
        int client = accept(listener, 0, 0);
        if (client < 0) continue;
        answer(client, served);
        close(client);
    }
}
