// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// test_<room> [SUBJECT [Qt Test arguments]]: one subject, or all of them.
#include "tests/support/test_registry.h"

#include <QtTest>
#include <cstdio>
#ifdef PILOTHOUSE_TEST_GUI
#include <QApplication>
using Application = QApplication;
#else
using Application = QCoreApplication;
#endif

#ifdef __SANITIZE_THREAD__
// Debian's Qt is not instrumented: what its own test watchdog does looks like races.
extern "C" const char* __tsan_default_suppressions() {
    return "race:libQt6Test.so\nrace:libQt6Core.so\n";
}
// QProcess forks, and what it forks becomes another program at once.
extern "C" const char* __tsan_default_options() {
    return "die_after_fork=0";
}
#endif

int main(int argc, char** argv) {
    Application app(argc, argv);
    auto& all = pilothouse::tests::registry();
    QStringList arguments = app.arguments();
    if (arguments.size() > 1 && !arguments[1].startsWith('-')) {
        auto it = all.find(arguments.takeAt(1).toStdString());
        if (it == all.end()) {
            std::fprintf(stderr, "no such subject in this program\n");
            return 2;
        }
        return QTest::qExec(it->second().get(), arguments);
    }
    int failed = 0;
    for (auto& [subject, make] : all)
        failed += QTest::qExec(make().get(), arguments) != 0;
    return failed;
}
