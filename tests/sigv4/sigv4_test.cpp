// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/sigv4/sigv4.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QtTest>
#include <algorithm>

using namespace pilothouse;

class Sigv4Test : public QObject {
    Q_OBJECT

    static constexpr Millis now = 1'440'938'160'000; // 20150830T123600Z
    sigv4::Key m_key{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""};

    sigv4::Verifier verifier() const {
        sigv4::Verifier v;
        v.mustBeSigned = {"host", "x-amz-date", "x-amz-target"};
        v.lookup = [this](std::string_view id) {
            return id == m_key.accessKeyId ? std::optional(m_key) : std::nullopt;
        };
        return v;
    }
    sigv4::Request call(std::string_view body = "{}") const {
        return {"POST",
                "/",
                {{"Host", "127.0.0.1:7717"},
                 {"Content-Type", "application/x-amz-json-1.1"},
                 {"X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters"}},
                body};
    }
    sigv4::Request signedCall(Millis at = now, std::string_view service = "ecs") const {
        auto request = call();
        for (auto& header : sigv4::sign(request, m_key, "eu-central-1", service, at))
            request.headers.push_back(header);
        return request;
    }
    static std::string& header(sigv4::Request& request, std::string_view name) {
        return std::find_if(request.headers.begin(), request.headers.end(),
                            [&](auto& h) { return h.first == name; })
            ->second;
    }
    std::string refused(const sigv4::Request& request, Millis at = now) const {
        auto refusal = sigv4::verify(request, verifier(), at);
        return refusal ? refusal->type + ": " + refusal->message : "let in";
    }
    static std::string mismatch() {
        return "InvalidSignatureException: The request signature we calculated does not match the signature "
               "you provided. Check your AWS Secret Access Key and signing method. Consult the service "
               "documentation for details.";
    }

private slots:
    void publishedVectors_data() {
        QTest::addColumn<int>("index");
        int count = static_cast<int>(vectors().at("vectors").size());
        QVERIFY(count >= 24);
        for (int i = 0; i < count; ++i)
            QTest::newRow(vectors().at("vectors").at(static_cast<std::size_t>(i)).str("name").c_str()) << i;
    }
    void publishedVectors() {
        QFETCH(int, index);
        auto& all = vectors();
        auto& vector = all.at("vectors").at(static_cast<std::size_t>(index));
        sigv4::Request request{vector.str("method"), vector.str("target"), {}, vector.at("body").asString()};
        std::vector<std::string> names;
        for (auto& pair : vector.at("headers").items()) {
            request.headers.emplace_back(pair.at(0).asString(), pair.at(1).asString());
            names.push_back(QString::fromStdString(pair.at(0).asString()).toLower().toStdString());
        }
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        QCOMPARE(sigv4::sha256Hex(sigv4::canonicalRequest(request, names)),
                 vector.str("canonicalRequestSha256"));

        sigv4::Key key{all.str("accessKeyId"), all.str("secretAccessKey"), ""};
        sigv4::Authorization scope{key.accessKeyId, "20150830", "us-east-1", "service", names, ""};
        QCOMPARE(sigv4::signature(request, scope, all.str("date"), key.secretAccessKey),
                 vector.str("signature"));

        // What was signed is let in by the same rules.
        auto v = verifier();
        v.service = "service";
        std::string joined;
        for (auto& name : names)
            joined += (joined.empty() ? "" : ";") + name;
        request.headers.emplace_back("Authorization",
                                     "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                                     "aws4_request, SignedHeaders=" +
                                         joined + ", Signature=" + vector.str("signature"));
        QVERIFY(!sigv4::verify(request, v, now));
    }

    void signGivesTheVanillaHeader() {
        sigv4::Request request{"GET", "/", {{"Host", "example.amazonaws.com"}}, ""};
        auto added = sigv4::sign(request, m_key, "us-east-1", "service", now);
        QCOMPARE(added.size(), std::size_t{2});
        QCOMPARE(added[0].second, std::string("20150830T123600Z"));
        QCOMPARE(added[1].second,
                 std::string("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                             "aws4_request, SignedHeaders=host;x-amz-date, Signature="
                             "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
    }

    void signedIsLetIn() { QCOMPARE(refused(signedCall()), std::string("let in")); }

    void sessionTokenIsSigned() {
        auto request = call();
        auto key = m_key;
        key.sessionToken = "a token";
        for (auto& h : sigv4::sign(request, key, "us-east-1", "ecs", now))
            request.headers.push_back(h);
        QCOMPARE(refused(request), std::string("let in"));
        header(request, "X-Amz-Security-Token") = "another";
        QCOMPARE(refused(request), mismatch());
    }

    void windowOfFiveMinutes() {
        auto request = signedCall();
        QCOMPARE(refused(request, now + 300'000), std::string("let in"));
        QCOMPARE(refused(request, now - 300'000), std::string("let in"));
        QCOMPARE(refused(request, now + 301'000),
                 std::string("InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier "
                             "than 20150830T123601Z (20150830T124101Z - 5 min.)"));
        QCOMPARE(refused(request, now - 301'000),
                 std::string("InvalidSignatureException: Signature not yet current: 20150830T123600Z is "
                             "still later than 20150830T123559Z (20150830T123059Z + 5 min.)"));
    }

    void tamperedIsRefused() {
        for (auto* name : {"Host", "X-Amz-Target", "Content-Type"}) {
            auto request = signedCall();
            header(request, name) += "x";
            QCOMPARE(refused(request), mismatch());
        }
        auto body = signedCall();
        body.body = "{\"cluster\":\"x\"}";
        QCOMPARE(refused(body), mismatch());
        auto method = signedCall();
        method.method = "GET";
        QCOMPARE(refused(method), mismatch());
        auto target = signedCall();
        target.target = "/x";
        QCOMPARE(refused(target), mismatch());
        auto doubled = signedCall();
        doubled.headers.emplace_back("x-amz-target", "AmazonEC2ContainerServiceV20141113.DeleteCluster");
        QCOMPARE(refused(doubled), mismatch());
        auto cut = signedCall();
        header(cut, "Authorization").pop_back();
        QCOMPARE(refused(cut), mismatch());
    }

    void unsignedPayloadIsRefused() {
        // Signed over the literal, as S3 allows: the body could be anything.
        auto request = call("UNSIGNED-PAYLOAD");
        request.headers.emplace_back("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
        for (auto& h : sigv4::sign(request, m_key, "us-east-1", "ecs", now))
            request.headers.push_back(h);
        request.body = "{}";
        QCOMPARE(refused(request), mismatch());
    }

    void headersThatMustBeSigned() {
        auto request = call();
        std::erase_if(request.headers, [](auto& h) { return h.first == "X-Amz-Target"; });
        for (auto& h : sigv4::sign(request, m_key, "us-east-1", "ecs", now))
            request.headers.push_back(h);
        request.headers.emplace_back("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DeleteCluster");
        QCOMPARE(refused(request), std::string("InvalidSignatureException: 'x-amz-target' must be a "
                                               "'SignedHeader' in the AWS Authorization."));
    }

    void incompleteAndUnknown() {
        QCOMPARE(refused(call()),
                 std::string("MissingAuthenticationTokenException: Missing Authentication Token"));
        auto basic = signedCall();
        header(basic, "Authorization") = "Basic Zm9vOmJhcg==";
        QVERIFY(refused(basic).starts_with("IncompleteSignatureException"));
        auto bare = signedCall();
        header(bare, "Authorization") = "AWS4-HMAC-SHA256";
        QVERIFY(refused(bare).find("'Credential' parameter") != std::string::npos);
        auto twice = signedCall();
        twice.headers.emplace_back("authorization", header(twice, "Authorization"));
        QVERIFY(refused(twice).starts_with("IncompleteSignatureException"));
        auto undated = signedCall();
        std::erase_if(undated.headers, [](auto& h) { return h.first == "X-Amz-Date"; });
        QVERIFY(refused(undated).find("X-Amz-Date") != std::string::npos);
        auto garbled = signedCall();
        header(garbled, "X-Amz-Date") = "yesterday";
        QVERIFY(refused(garbled).starts_with("IncompleteSignatureException"));

        auto stranger = signedCall();
        auto& text = header(stranger, "Authorization");
        text.replace(text.find("AKIDEXAMPLE"), 11, "AKIDUNKNOWN");
        QCOMPARE(refused(stranger), std::string("UnrecognizedClientException: The security token included "
                                                "in the request is invalid."));
    }

    void scopeOfAnotherService() {
        QCOMPARE(refused(signedCall(now, "s3")),
                 std::string("InvalidSignatureException: Credential should be scoped to correct service: "
                             "'ecs'."));
    }

    void scopeOfAnotherDay() {
        auto request = signedCall();
        auto& text = header(request, "Authorization");
        text.replace(text.find("/20150830/"), 10, "/20150831/");
        QVERIFY(refused(request).starts_with("InvalidSignatureException: Date in Credential scope"));
    }

private:
    static const Json& vectors() {
        static const Json all = [] {
            QFile file(PILOTHOUSE_SOURCE_DIR "/tests/data/sigv4/vectors.json");
            return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()).value_or(Json())
                                                  : Json();
        }();
        return all;
    }
};

static pilothouse::tests::Registered<Sigv4Test> registered("sigv4");
#include "sigv4_test.moc"
