// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"
#include "tests/app/daemon.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <arpa/inet.h>
#include <csignal>
#include <set>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

/// Somebody else who listens on this computer.
class Listener {
public:
    explicit Listener(int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* any = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        int yes = 1; // connections of an earlier listener that still wind down are no obstacle
        setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        m_listens = bind(m_socket, any, size) == 0 && listen(m_socket, 1) == 0 &&
                    getsockname(m_socket, any, &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    ~Listener() { close(m_socket); }
    bool listens() const { return m_listens; }
    int port() const { return m_port; }

private:
    int m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_port = 0;
    bool m_listens = false;
};

int modeOf(const QString& path) {
    struct stat facts {};
    return stat(path.toLocal8Bit().constData(), &facts) == 0 ? facts.st_mode & 0777 : -1;
}

} // namespace

class LifeTest : public QObject {
    Q_OBJECT

private slots:
    void fromTheReadyLineToACleanEnd() {
        Home home;
        Daemon daemon(home);
        QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
        QCOMPARE(daemon.said("region"), QString("us-east-1"));
        QCOMPARE(daemon.said("account"), QString("000000000000"));
        QCOMPARE(daemon.said("engine"), QString("simulated"));
        QCOMPARE(daemon.said("plane").size(), 32);

        auto endpoint = fileJson(daemon.dataFolder() + "/endpoint.json");
        QCOMPARE(endpoint.str("endpoint"), daemon.said("endpoint").toStdString());
        QCOMPARE(endpoint.integer("pid"), daemon.pid());
        QCOMPARE(endpoint.str("version"), std::string(PILOTHOUSE_VERSION));
        QCOMPARE(endpoint.str("plane"), daemon.said("plane").toStdString());
        QCOMPARE(endpoint.str("engine"), std::string("simulated"));
        QVERIFY(endpoint.str("startedAt").ends_with("Z"));
        QCOMPARE(modeOf(daemon.dataFolder()), 0700);
        QCOMPARE(modeOf(daemon.dataFolder() + "/credentials.json"), 0600);

        QVERIFY(daemon.call("ListClusters").has_value());
        QCOMPARE(daemon.end(SIGTERM), 0);
        QCOMPARE(daemon.furtherOutput(), QString());
        QCOMPARE(daemon.errors(), QString());
        QVERIFY(!QFile::exists(daemon.dataFolder() + "/endpoint.json"));
        QVERIFY(QFile::exists(daemon.dataFolder() + "/credentials.json"));
    }

    void ctrlCIsACleanEndToo() {
        Home home;
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        QCOMPARE(daemon.end(SIGINT), 0);
        QVERIFY(!QFile::exists(daemon.dataFolder() + "/endpoint.json"));
    }

    void aFirstStartHasAClusterAndThreeInstances() {
        Home home;
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        auto clusters = daemon.call("ListClusters");
        QVERIFY(clusters.has_value());
        QCOMPARE(clusters->at("clusterArns").at(std::size_t{0}).asString(),
                 std::string("arn:aws:ecs:us-east-1:000000000000:cluster/default"));
        auto instances = instancesOf(daemon);
        QCOMPARE(instances.size(), std::size_t{3});
        std::set<std::string> zones;
        for (auto& instance : instances.items()) {
            QVERIFY(instance.boolean("agentConnected"));
            QCOMPARE(instance.str("status"), std::string("ACTIVE"));
            QVERIFY(instance.str("ec2InstanceId").starts_with("i-"));
            for (auto& attribute : instance.at("attributes").items())
                if (attribute.str("name") == "ecs.availability-zone") zones.insert(attribute.str("value"));
        }
        QCOMPARE(zones, (std::set<std::string>{"us-east-1a", "us-east-1b", "us-east-1c"}));
    }

    void aRestartKeepsIdentityKeyAndInstances() {
        Home home;
        QString plane;
        Json before;
        QByteArray key;
        {
            Daemon daemon(home, {"--region", "eu-west-1", "--account", "123456789012"});
            QVERIFY(daemon.ready());
            plane = daemon.said("plane");
            before = instancesOf(daemon);
            key = fileBytes(daemon.dataFolder() + "/credentials.json");
            QCOMPARE(daemon.end(), 0);
        }
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        QCOMPARE(daemon.said("plane"), plane);
        QCOMPARE(daemon.said("region"), QString("eu-west-1")); // ARNs that were given out stay true
        QCOMPARE(daemon.said("account"), QString("123456789012"));
        QCOMPARE(fileBytes(daemon.dataFolder() + "/credentials.json"), key);
        auto after = instancesOf(daemon);
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i)
            QCOMPARE(after.at(i).str("containerInstanceArn"), before.at(i).str("containerInstanceArn"));
    }

    void aFolderHasOnePlaneAtATime() {
        Home home;
        Daemon first(home);
        QVERIFY(first.ready());
        Daemon second(home);
        QCOMPARE(second.waitForEnd(), 3);
        QVERIFY2(second.errors().contains(first.said("endpoint")), "it names the running endpoint");
        QVERIFY(first.call("ListClusters").has_value());
        QVERIFY(QFile::exists(first.dataFolder() + "/endpoint.json"));
    }

    void aFolderRefusesTheOtherKindOfEngine() {
        Home home;
        {
            Daemon daemon(home);
            QVERIFY(daemon.ready());
            QCOMPARE(daemon.end(), 0);
        }
        auto database = home.data() + "/state.db";
        auto before = fileBytes(database);
        auto ran = runPilothoused(home, {"--data", home.data()});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("--simulated"), qPrintable(ran.err));
        QCOMPARE(fileBytes(database), before);
    }

    void aNewerOrDamagedDatabaseIsLeftUntouched_data() {
        QTest::addColumn<bool>("newer");
        QTest::newRow("newer") << true;
        QTest::newRow("damaged") << false;
    }
    void aNewerOrDamagedDatabaseIsLeftUntouched() {
        QFETCH(bool, newer);
        Home home;
        {
            Daemon daemon(home);
            QVERIFY(daemon.ready());
            QCOMPARE(daemon.end(), 0);
        }
        auto path = home.data() + "/state.db";
        if (newer) {
            auto database = sqlite::Database::open(path.toStdString());
            QVERIFY(database->run("PRAGMA user_version = 99").has_value());
        } else {
            QVERIFY(QFile::resize(path, QFile(path).size() / 2));
        }
        auto before = fileBytes(path);
        Daemon daemon(home);
        QCOMPARE(daemon.waitForEnd(), 4);
        auto said = daemon.errors();
        QVERIFY2(said.contains(newer ? "store.newer" : "store.damaged") && said.contains(path),
                 qPrintable(said));
        QCOMPARE(fileBytes(path), before);
    }

    void anAddressThatIsTakenIsCode5() {
        Listener other(0);
        QVERIFY(other.listens());
        Home home;
        Daemon daemon(home, {"--listen", QString("127.0.0.1:%1").arg(other.port())});
        QCOMPARE(daemon.waitForEnd(), 5);
        QVERIFY(!QFile::exists(daemon.dataFolder() + "/endpoint.json"));
    }

    void theUsualPortIsNotInsistedOn() {
        Listener other(7717); // taken from here on: by us, or by somebody else already
        Home home;
        QProcess process;
        process.setProcessEnvironment(home.environment());
        process.start(PILOTHOUSE_BIN_DIR "/pilothoused", {"--simulated"});
        while (!process.canReadLine())
            QVERIFY(process.waitForReadyRead());
        auto line = QString::fromUtf8(process.readLine());
        QVERIFY2(line.contains("endpoint=http://127.0.0.1:") && !line.contains(":7717/"), qPrintable(line));
        process.terminate();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }

    void stopEndsItAndWaits() {
        Home home;
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        auto ran = runPilothoused(home, {"stop", "--simulated"});
        QCOMPARE(ran.code, 0);
        Daemon next(home); // the folder is free when stop returns
        QVERIFY2(next.ready(), qPrintable(next.errors()));
        QCOMPARE(daemon.waitForEnd(), 0);
        QCOMPARE(next.end(), 0);
        QCOMPARE(runPilothoused(home, {"stop", "--simulated"}).code, 0);
    }

    void theCredentialsLinesServeTheAwsCommand() {
        Home home;
        QCOMPARE(runPilothoused(home, {"credentials", "--simulated"}).code, 1); // there are none yet
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        QProcess shell;
        auto environment = home.environment();
        environment.insert("AWS_SESSION_TOKEN", "of another session");
        shell.setProcessEnvironment(environment);
        shell.start("/bin/sh",
                    {"-c", QString("eval \"$(%1 credentials --simulated)\" && exec /usr/bin/aws ecs "
                                   "list-clusters --endpoint-url $AWS_ENDPOINT_URL_ECS --output text")
                               .arg(PILOTHOUSE_BIN_DIR "/pilothoused")});
        QVERIFY(shell.waitForFinished(60'000));
        auto out = shell.readAllStandardOutput();
        QVERIFY2(out.contains("cluster/default"), shell.readAllStandardError().constData());
    }

    void whatAKillLeavesIsClearedAtTheNextStart() {
        Home home;
        QByteArray stale;
        {
            Daemon daemon(home);
            QVERIFY(daemon.ready());
            QCOMPARE(daemon.end(SIGKILL), -SIGKILL);
            stale = fileBytes(daemon.dataFolder() + "/endpoint.json");
            QVERIFY(!stale.isEmpty());
        }
        QCOMPARE(runPilothoused(home, {"stop", "--simulated"}).code, 0); // and no other process is hit
        Daemon daemon(home);
        QVERIFY(daemon.ready());
        QCOMPARE(fileJson(daemon.dataFolder() + "/endpoint.json").integer("pid"), daemon.pid());
    }

    void nobodyHasToReadItsLine() {
        Home home;
        QProcess shell;
        shell.setProcessEnvironment(home.environment());
        shell.start("/bin/sh",
                    {"-c", PILOTHOUSE_BIN_DIR "/pilothoused --simulated --listen 127.0.0.1:0 | true"});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home.data() + "/endpoint.json"), 30'000);
        QCOMPARE(runPilothoused(home, {"stop", "--simulated"}).code, 0);
        QVERIFY(shell.waitForFinished());
    }

    void theLogTellsOfItAndKeepsTheSecret() {
        Home home;
        QString secret;
        {
            Daemon daemon(home);
            QVERIFY(daemon.ready());
            secret = QString::fromStdString(
                fileJson(daemon.dataFolder() + "/credentials.json").str("secretAccessKey"));
            QVERIFY(daemon
                        .call("RegisterTaskDefinition",
                              R"({"family":"f","containerDefinitions":[{"name":"c","image":"i","memory":64,
                                  "environment":[{"name":"PASSWORD","value":"correct horse"}]}]})")
                        .has_value());
            QCOMPARE(daemon.end(), 0);
        }
        auto log = QString::fromUtf8(fileBytes(home.path("state/pilothouse/pilothoused.log")));
        QVERIFY2(log.contains(" info app ready endpoint=http://127.0.0.1:"), qPrintable(log));
        QVERIFY(log.contains(" info app ending signal=15"));
        QVERIFY(secret.size() == 40 && !log.contains(secret));
        QVERIFY(!log.contains("correct horse"));
    }

    void aSeedGivesTheSameIdsOnceOnly() {
        Home one, two;
        Daemon a(one, {"--seed", "7"}), b(two, {"--seed", "7"});
        QVERIFY(a.ready() && b.ready());
        QVERIFY(a.said("plane") != b.said("plane"));
        QCOMPARE(arnsOf(instancesOf(a)), arnsOf(instancesOf(b)));
        auto first = runOne(a), same = runOne(b);
        QVERIFY(!first.empty());
        QCOMPARE(first, same);
        QCOMPARE(a.end(), 0);
        Daemon again(one, {"--seed", "7"});
        QVERIFY(again.ready());
        QVERIFY(runOne(again) != first);
    }

private:
    static Json instancesOf(Daemon& daemon) {
        auto list = daemon.call("ListContainerInstances");
        if (!list) return {};
        auto described =
            daemon.call("DescribeContainerInstances",
                        Json::object({{"containerInstances", list->at("containerInstanceArns")}}));
        return described ? described->at("containerInstances") : Json();
    }
    static std::vector<std::string> arnsOf(const Json& instances) {
        std::vector<std::string> arns;
        for (auto& instance : instances.items())
            arns.push_back(instance.str("containerInstanceArn"));
        return arns;
    }
    static std::string runOne(Daemon& daemon) {
        (void)daemon.call("RegisterTaskDefinition",
                          R"({"family":"f","containerDefinitions":[{"name":"c","image":"i","memory":64}]})");
        auto ran = daemon.call("RunTask", R"({"taskDefinition":"f"})");
        return ran ? ran->at("tasks").at(std::size_t{0}).str("taskArn") : "";
    }
};

static pilothouse::tests::Registered<LifeTest> registered("life");

#include "life_test.moc"
