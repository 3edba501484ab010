// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The house: every include against the table of rooms, and what the pure heart may not know.
#include "tests/support/test_registry.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

namespace {

const QString root = QStringLiteral(PILOTHOUSE_SOURCE_DIR);

/// Room -> rooms whose headers it may include (itself always).
const QMap<QString, QStringList>& rooms() {
    static const QMap<QString, QStringList> table = {
        {"core/base", {}},
        {"core/sigv4", {"core/base"}},
        {"core/sqlite", {"core/base"}},
        {"core/net", {"core/base"}},
        {"core/ecs", {"core/base"}},
        {"core/aws", {"core/base", "core/ecs", "core/net", "core/sigv4"}},
        {"core/docker", {"core/base", "core/net"}},
        {"core/control", {"core/base", "core/ecs"}},
        {"core/store", {"core/base", "core/ecs", "core/control", "core/sqlite"}},
        {"core/runtime", {"core/base", "core/ecs", "core/net", "core/control", "core/docker"}},
        {"core/plane", {"core/base", "core/ecs", "core/control", "core/store", "core/runtime"}},
        {"core/server", {"core/base", "core/ecs", "core/control", "core/plane", "core/sigv4"}},
        {"core/console", {"core/base", "core/ecs", "core/net", "core/aws", "core/sqlite", "core/control"}},
        {"ui", {"core/base", "core/ecs", "core/console"}},
    };
    return table;
}

QString roomOf(const QString& path) {
    for (auto it = rooms().keyBegin(); it != rooms().keyEnd(); ++it)
        if (path.startsWith(*it + '/')) return *it;
    return path.section('/', 0, 0);
}

QStringList sources(const QString& folder) {
    QStringList all;
    QDirIterator it(root + '/' + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        all << QDir(root).relativeFilePath(it.next());
    return all;
}

QString text(const QString& path) {
    QFile file(root + '/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList includes(const QString& path, QChar open, QChar close) {
    QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*\\%1([^%2]+)\\%2").arg(open).arg(close),
                               QRegularExpression::MultilineOption);
    QStringList all;
    auto found = pattern.globalMatch(text(path));
    while (found.hasNext())
        all << found.next().captured(1);
    return all;
}

} // namespace

class RoomsTest : public QObject {
    Q_OBJECT

private slots:
    void everyIncludeIsAllowedByTheTable() {
        QStringList wrong;
        int read = 0;
        for (auto& path : sources("core") + sources("ui")) {
            QString room = roomOf(path);
            QVERIFY2(rooms().contains(room), qPrintable(path + " stands in no room"));
            for (auto& header : includes(path, '"', '"')) {
                ++read;
                QString target = roomOf(header);
                if (!header.startsWith("core/") && !header.startsWith("ui/"))
                    continue; // generated or of the same folder
                if (target != room && !rooms()[room].contains(target)) wrong << path + " includes " + header;
            }
        }
        QVERIFY(read > 50);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void coreKnowsNoQt() {
        QStringList wrong;
        for (auto& path : sources("core"))
            for (auto& header : includes(path, '<', '>'))
                if (QRegularExpression("^Q[A-Z]").match(header).hasMatch())
                    wrong << path + " includes " + header;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void theJsonLibraryStandsBehindOneWall() {
        QStringList wrong;
        for (auto& path : sources("core") + sources("ui") + sources("app"))
            if (path != "core/base/json.cpp" && text(path).contains("nlohmann")) wrong << path;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void theHeartHasNoClockChanceThreadOrSocket() {
        QProcess nm;
        nm.start("nm", {"-uC", PILOTHOUSE_CONTROL_LIBRARY});
        QVERIFY(nm.waitForFinished(60'000));
        QCOMPARE(nm.exitCode(), 0);
        QString symbols = QString::fromUtf8(nm.readAllStandardOutput());
        QVERIFY(symbols.contains("pilothouse::"));
        static const QRegularExpression banned("\\b(std::chrono::_V2::(system|steady)_clock::now|clock_"
                                               "gettime|gettimeofday|time@|std::random_device|rand@|"
                                               "random@|getrandom|pthread_create|std::thread|std::this_"
                                               "thread|nanosleep|socket@|connect@|sqlite3_|curl_|"
                                               "fopen|open@|std::basic_[io]?fstream)");
        auto match = banned.match(symbols);
        QVERIFY2(!match.hasMatch(), qPrintable(match.captured(0)));
        for (auto& path : sources("core/control"))
            for (auto& header : includes(path, '<', '>'))
                QVERIFY2(
                    !QStringList({"chrono", "thread", "mutex", "random", "fstream", "ctime", "unordered_map",
                                  "unordered_set", "atomic", "condition_variable", "future"})
                         .contains(header),
                    qPrintable(path + " includes " + header));
    }

    void everySourceFileBearsItsLicence() {
        QStringList wrong;
        for (auto& path : sources("core") + sources("ui") + sources("app") + sources("tests"))
            if (!text(path).left(200).contains("SPDX-License-Identifier: GPL-3.0-or-later")) wrong << path;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

static pilothouse::tests::Registered<RoomsTest> registered("rooms");

#include "rooms_test.moc"
