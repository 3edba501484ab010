// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/sync.h"
#include "tests/console/fake_cluster.h"
#include "tests/support/test_registry.h"
#include "tests/trouble/proxy.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Deed = Proxy::Deed;

namespace {

constexpr Millis never = 3'600'000;
const aws::RetryPolicy quick{4, 1, 5, 40, 30'000}, once{1, 1, 1, 0, 30'000};

/// A key that stays the same until a person reconnects; an endpoint's refusal does not help.
class Files final : public aws::CredentialsProvider {
public:
    Result<aws::Credentials> credentials() override {
        return aws::Credentials{renewed ? "AKNEW" : "AKOLD", "secret", "", 0};
    }
    void forget() override { renewed = true; }
    void refused(const aws::Credentials&) override {}
    std::atomic<bool> renewed = false;
};

std::shared_ptr<net::HttpClient> http() {
    static const auto shared = std::make_shared<net::HttpClient>();
    return shared;
}

/// A console on a cluster, with a proxy between.
struct Line {
    FakeCluster cluster;
    Proxy proxy{cluster.endpoint};
    std::shared_ptr<Files> files = std::make_shared<Files>();
    std::atomic<int> wakes = 0;
    std::unique_ptr<Sync> sync;

    void start(Millis interval = never, aws::RetryPolicy policy = quick) {
        Sync::Options options;
        options.client =
            std::make_shared<aws::EcsClient>(http(), aws::Endpoint{proxy.url(), "us-east-1"}, files, policy);
        options.interval = interval;
        options.wake = [this] { ++wakes; };
        sync = std::make_unique<Sync>(std::move(options));
    }
    std::shared_ptr<const Snapshot> now() const { return sync->newest(); }
    bool isWhole() const {
        const auto s = now();
        using enum PartState;
        return s->clusters.state == ok && s->services.state == ok && s->tasks.state == ok &&
               s->instances.state == ok;
    }
    ~Line() { sync.reset(); }
};

Proxy::Rule always(Deed deed) {
    return [deed](const Proxy::Request&) { return deed; };
}
Proxy::Rule first(int times, Deed deed) {
    return [deed, left = std::make_shared<int>(times)](const Proxy::Request&) {
        return (*left)-- > 0 ? deed : Deed{};
    };
}
Deed refusal(const char* type, const char* message) {
    return {Deed::answer, FakeEndpoint::error(type, message)};
}

} // namespace

class TroubleTest : public QObject {
    Q_OBJECT

private slots:
    void aSlowEndpointIsLoadingAndHoldsNobodyUp() {
        Line line;
        line.cluster.setServices(3);
        line.proxy.setRule(always({Deed::hold}));
        line.start();
        QTRY_VERIFY(line.proxy.held() > 0);
        QVERIFY(line.now()->services.state == PartState::loading);
        QVERIFY(!line.now()->services.error);
        line.proxy.setRule(always({}));
        QTRY_VERIFY(line.isWhole());
        line.proxy.setRule(always({Deed::hold}));
        line.sync->refresh();
        QTRY_VERIFY(line.proxy.held() > 0);
        QCOMPARE(line.now()->services.rows.size(), std::size_t{3}); // what was seen stays
        line.sync.reset();                                          // though an answer is still awaited
    }

    void anEndpointThatIsGoneLeavesOldRowsAndComesBack() {
        Line line;
        line.cluster.setServices(3);
        line.start(never, once);
        QTRY_VERIFY(line.isWhole());
        const auto before = line.now();
        line.proxy.setOpen(false);
        line.sync->refresh();
        QTRY_VERIFY(line.now()->services.state == PartState::stale);
        QVERIFY(line.now()->services.error->code.starts_with("net."));
        QCOMPARE(line.now()->services.asOf, before->services.asOf);
        QVERIFY(line.now()->services.rows == before->services.rows);
        line.proxy.setOpen(true);
        line.sync->reconnect();
        QTRY_VERIFY(line.isWhole());
        QVERIFY(line.now()->services.rows == before->services.rows); // the same rows, not new ones
    }

    void throttlingIsWaitedOut() {
        Line line;
        line.cluster.setServices(3);
        line.proxy.setRule(first(3, refusal("ThrottlingException", "Rate exceeded")));
        line.start();
        QTRY_VERIFY(line.isWhole());
        line.proxy.setRule(always(refusal("ThrottlingException", "Rate exceeded")));
        line.sync->refresh();
        QTRY_VERIFY(line.now()->services.state == PartState::stale);
        QCOMPARE(line.now()->services.error->code, std::string("aws.ThrottlingException"));
        QCOMPARE(line.now()->services.rows.size(), std::size_t{3});
    }

    void halfAnAnswerIsAskedForAgainAndNeverShown() {
        Line line;
        line.cluster.setServices(3);
        line.proxy.setRule(first(2, {Deed::half}));
        line.start();
        QTRY_VERIFY(line.isWhole());
        QCOMPARE(line.now()->services.rows.size(), std::size_t{3});
        line.proxy.setRule(always({Deed::half}));
        line.sync->refresh();
        QTRY_VERIFY(line.now()->services.state == PartState::stale);
        QCOMPARE(line.now()->services.rows.size(), std::size_t{3});
    }

    void anEndedKeyIsToldOnceAndNewOnesServeAfterReconnecting() {
        Line line;
        line.cluster.setServices(3);
        line.start();
        QTRY_VERIFY(line.isWhole());
        const auto before = line.now();
        line.proxy.setRule([](const Proxy::Request& request) {
            return request.key == "AKOLD" ? refusal("ExpiredTokenException", "The security token is expired")
                                          : Deed{};
        });
        auto refreshed = [&] {
            const auto sequence = line.now()->sequence;
            line.sync->refresh();
            return QTest::qWaitFor([&] { return line.now()->sequence > sequence; });
        };
        QVERIFY(refreshed());
        QTRY_VERIFY(line.now()->services.state == PartState::stale); // old, not denied: it was seen
        QCOMPARE(line.now()->services.error->code, std::string("aws.ExpiredTokenException"));
        QVERIFY(line.now()->services.rows == before->services.rows);
        QCOMPARE(line.now()->services.asOf, before->services.asOf);
        const int told = line.wakes;
        for (int i = 0; i < 5; ++i)
            QVERIFY(refreshed());
        QCOMPARE(line.wakes.load(), told); // one notice, however often it is tried
        line.sync->reconnect();            // the files are read anew
        QTRY_VERIFY(line.isWhole());
    }

    void aClockThatIsWrongIsCorrectedAndTold() {
        constexpr Millis ahead = 3'600'000;
        Line line;
        line.cluster.setServices(3);
        line.proxy.setAhead(ahead);
        // Lets in what is signed within five minutes of its own time.
        line.proxy.setRule([](const Proxy::Request& request) {
            const auto at = request.text.find("X-Amz-Date: ");
            const std::string date = request.text.substr(at + 12, 16);
            const Millis there = SystemClock().now() + ahead;
            const bool fits = date > amzDate(there - 300'000) && date < amzDate(there + 300'000);
            return fits ? Deed{}
                        : refusal("InvalidSignatureException", "Signature expired: A is now earlier");
        });
        line.start();
        QTRY_VERIFY(line.isWhole());
        QVERIFY(std::abs(line.now()->skew - ahead) < 60'000);
        QVERIFY(std::abs(line.now()->takenAt - SystemClock().now() - ahead) < 120'000);
    }

    void whatIsDeletedWhileItIsLookedAtGoesAlone() {
        Line line;
        line.cluster.setServices(3);
        line.cluster.setTasks(2);
        line.start();
        line.sync->setInterest({{}, true, true, true, true, false, line.cluster.serviceArn(1), {}});
        QTRY_VERIFY(line.isWhole());
        const auto before = line.now();
        // Listed, and gone before it is described.
        line.proxy.setRule([](const Proxy::Request& request) {
            return request.operation == "DescribeServices" ? Deed{Deed::hold} : Deed{};
        });
        line.sync->refresh();
        QTRY_VERIFY(line.proxy.held() > 0);
        line.cluster.with([&] {
            line.cluster.services.erase(line.cluster.serviceArn(1));
            line.cluster.tasks.erase(line.cluster.taskArn(0));
        });
        line.proxy.setRule(always({}));
        QTRY_COMPARE(line.now()->services.rows.size(), std::size_t{2});
        QVERIFY(line.now()->services.state == PartState::ok);
        QVERIFY(line.now()->services.rows[0] == before->services.rows[0]);
        QVERIFY(line.now()->services.rows[1] == before->services.rows[2]);
        QTRY_COMPARE(line.now()->tasks.rows.size(), std::size_t{1});
        QVERIFY(line.now()->tasks.rows[0] == before->tasks.rows[1]);
    }

    void threeDeadOnesAmongTenDelayNoOther() {
        std::vector<std::unique_ptr<Line>> lines;
        for (int i = 0; i < 10; ++i) {
            lines.push_back(std::make_unique<Line>());
            lines.back()->cluster.setServices(i + 1);
        }
        // One that answers nothing, one that resets, one that is not there; first in the row.
        lines[0]->proxy.setRule(always({Deed::hold}));
        lines[1]->proxy.setRule(always({Deed::reset}));
        lines[2]->proxy.setOpen(false);
        for (auto& line : lines)
            line->start(20, once);
        for (std::size_t i = 3; i < lines.size(); ++i) {
            QTRY_VERIFY(lines[i]->isWhole());
            QCOMPARE(lines[i]->now()->services.rows.size(), i + 1);
        }
        QVERIFY(lines[0]->now()->services.state == PartState::loading);
        QTRY_VERIFY(lines[1]->now()->services.state == PartState::failed);
        QTRY_VERIFY(lines[2]->now()->services.state == PartState::failed);
        // While a live one is asked again and again, the dead ones are left alone more and more.
        const int before = lines[1]->proxy.count(), live = lines[3]->proxy.count();
        QTRY_VERIFY_WITH_TIMEOUT(lines[3]->proxy.count() >= live + 100, 60'000);
        QVERIFY2(lines[1]->proxy.count() - before < 20, "no back-off");
        lines[2]->proxy.setOpen(true);
        lines[2]->sync->reconnect();
        QTRY_VERIFY(lines[2]->isWhole());
    }
};

static pilothouse::tests::Registered<TroubleTest> registered("trouble");
#include "trouble_test.moc"
