// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/profiles.h"
#include "tests/aws/home.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::aws;
using tests::Home;

class ProfilesTest : public QObject {
    Q_OBJECT

    static std::string urlOf(const Home& home, const EndpointChoice& choice) {
        auto endpoint = resolveEndpoint(choice, home.environment());
        return endpoint ? endpoint->url : endpoint.error().code;
    }
    static std::string regionOf(const Home& home, const EndpointChoice& choice) {
        auto endpoint = resolveEndpoint(choice, home.environment());
        return endpoint ? endpoint->region : endpoint.error().code;
    }

private slots:
    void format() {
        auto file = parseIni("\xef\xbb\xbf# first\n"
                             "[default]\r\n"
                             "Region = eu-west-1   # home\n"
                             "  ; a comment within\n"
                             "aws_secret_access_key = a#b;c=d\n"
                             "[ profile  \"two words\" ] ; why\n"
                             "credential_process = sh -c 'x # y'\n"
                             "s3 =\n"
                             "  max_concurrent_requests = 3\n"
                             "ca_bundle = /one\n"
                             "   /two\n"
                             "empty=\n"
                             "[default]\n"
                             "output=json\n",
                             "f");
        QVERIFY2(file.has_value(), file ? "" : file.error().cause.c_str());
        QCOMPARE((*file)["default"]["region"], std::string("eu-west-1"));
        QCOMPARE((*file)["default"]["aws_secret_access_key"], std::string("a#b;c=d"));
        QCOMPARE((*file)["default"]["output"], std::string("json"));
        auto& two = (*file)["profile two words"];
        QCOMPARE(two["credential_process"], std::string("sh -c 'x # y'"));
        QCOMPARE(two["s3.max_concurrent_requests"], std::string("3"));
        QCOMPARE(two["ca_bundle"], std::string("/one\n/two"));
        QCOMPARE(two["empty"], std::string());
    }
    void formatErrors_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("no equals") << QByteArray("[default]\nregion eu-west-1\n") << "line 2";
        QTest::newRow("no bracket") << QByteArray("\n\n[default\n") << "line 3";
        QTest::newRow("no section") << QByteArray("region = x\n") << "line 1";
        QTest::newRow("no name") << QByteArray("[default]\n= x\n") << "line 2";
    }
    void formatErrors() {
        QFETCH(QByteArray, text);
        QFETCH(QString, line);
        auto file = parseIni(text.toStdString(), "/the/path");
        QVERIFY(!file);
        QCOMPARE(file.error().code, std::string("aws.profileSyntax"));
        QCOMPARE(file.error().subject, std::string("/the/path"));
        QVERIFY(QString::fromStdString(file.error().cause).startsWith(line));
    }

    void nothingThere() {
        Home home;
        auto all = listProfiles(home.environment());
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), std::size_t{0});
    }

    void lists() {
        Home home;
        home.config("[profile zoo]\nregion=eu-west-1\nsso_session=corp\nsso_account_id=1\n"
                    "[sso-session corp]\nsso_start_url=https://x\n"
                    "[profile admin]\nrole_arn=arn:aws:iam::1:role/a\nsource_profile=default\n"
                    "[profile admin-mfa]\nrole_arn=arn:aws:iam::1:role/a\nsource_profile=default\n"
                    "mfa_serial=arn:aws:iam::1:mfa/x\n"
                    "[profile pod]\nrole_arn=arn:aws:iam::1:role/a\nweb_identity_token_file=/t\n"
                    "[profile tool]\ncredential_process=/bin/tool\nregion=us-west-2\n"
                    "[profile local]\nservices=desk\nregion=us-east-1\n"
                    "[services desk]\necs =\n  endpoint_url = http://127.0.0.1:7717\n"
                    "s3 =\n  endpoint_url = http://127.0.0.1:9000\n"
                    "[profile bare]\nregion=us-east-1\n"
                    "[plain]\nregion=ignored-in-config\n"
                    "[default]\nregion=ap-northeast-1\n");
        home.credentials("[default]\naws_access_key_id=A\naws_secret_access_key=B\n"
                         "[only-keys]\naws_access_key_id=C\naws_secret_access_key=D\n"
                         "[local]\naws_access_key_id=E\naws_secret_access_key=F\n");
        auto all = listProfiles(home.environment());
        QVERIFY(all.has_value());
        QString text;
        for (auto& p : *all)
            text += QString::fromStdString(p.name + " " + p.region + " " + p.obstacle + " " + p.endpointUrl +
                                           "\n");
        QCOMPARE(text, QString("default ap-northeast-1  \n"
                               "admin   \n"
                               "admin-mfa   \n"
                               "bare us-east-1 aws.noCredentials \n"
                               "local us-east-1  http://127.0.0.1:7717\n"
                               "only-keys   \n"
                               "pod   \n"
                               "tool us-west-2  \n"
                               "zoo eu-west-1 aws.ssoIncomplete \n"));
        QVERIFY(!(*all)[1].asksCode && (*all)[2].asksCode);
        QVERIFY((*all)[0].kind == CredentialsKind::keys);
        QVERIFY((*all)[7].kind == CredentialsKind::process);
    }

    void filesElsewhere() {
        Home home;
        home.write("my-config", "[profile x]\nregion=eu-north-1\n");
        home.write("my-keys", "[y]\naws_access_key_id=A\n");
        home.variables = {{"AWS_CONFIG_FILE", home.path("my-config")},
                          {"AWS_SHARED_CREDENTIALS_FILE", "~/my-keys"}};
        auto all = listProfiles(home.environment());
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), std::size_t{2});
        QCOMPARE((*all)[0].name, std::string("x"));
        QCOMPARE((*all)[1].name, std::string("y"));
    }

    void brokenFileIsAnError() {
        Home home;
        home.config("[default\n");
        QCOMPARE(listProfiles(home.environment()).error().code, std::string("aws.profileSyntax"));
        QCOMPARE(urlOf(home, {}), std::string("aws.profileSyntax"));
    }

    void regionOrder() {
        Home home;
        home.config(
            "[default]\nregion=eu-west-1\n[profile x]\nregion=eu-west-2\n[profile none]\noutput=json\n");
        QCOMPARE(regionOf(home, {}), std::string("eu-west-1"));
        QCOMPARE(regionOf(home, {"x", "", ""}), std::string("eu-west-2"));
        QCOMPARE(regionOf(home, {"none", "", ""}), std::string("aws.noRegion"));
        QCOMPARE(regionOf(home, {"none", "", "http://127.0.0.1:1"}), std::string("us-east-1"));
        home.variables["AWS_PROFILE"] = "x";
        QCOMPARE(regionOf(home, {}), std::string("eu-west-2"));
        home.variables["AWS_DEFAULT_REGION"] = "ca-central-1";
        QCOMPARE(regionOf(home, {}), std::string("ca-central-1"));
        home.variables["AWS_REGION"] = "sa-east-1";
        QCOMPARE(regionOf(home, {}), std::string("sa-east-1"));
        QCOMPARE(regionOf(home, {"", "us-east-2", ""}), std::string("us-east-2"));
        QCOMPARE(regionOf(home, {"", "evil.example/", ""}), std::string("aws.badRegion"));
        QCOMPARE(regionOf(home, {"gone", "", ""}), std::string("aws.noProfile"));
        home.variables["AWS_PROFILE"] = "gone";
        QCOMPARE(regionOf(home, {}), std::string("aws.noProfile"));
    }

    void urlOrder() {
        Home home;
        home.config("[default]\nregion=eu-west-1\nservices=desk\nendpoint_url=http://profile:1/\n"
                    "[services desk]\necs=\n  endpoint_url=http://services:1/\n"
                    "[profile p]\nregion=eu-west-1\nendpoint_url=http://profile:1\n"
                    "[profile q]\nregion=eu-west-1\nendpoint_url=http://q:1\n"
                    "ignore_configured_endpoint_urls=true\n");
        QCOMPARE(urlOf(home, {}), std::string("http://services:1/"));
        QCOMPARE(urlOf(home, {"p", "", ""}), std::string("http://profile:1/"));
        QCOMPARE(urlOf(home, {"q", "", ""}), std::string("https://ecs.eu-west-1.amazonaws.com/"));
        home.variables["AWS_ENDPOINT_URL"] = "http://all:1/";
        QCOMPARE(urlOf(home, {}), std::string("http://all:1/"));
        home.variables["AWS_ENDPOINT_URL_ECS"] = "http://ecs:1/";
        QCOMPARE(urlOf(home, {}), std::string("http://ecs:1/"));
        QCOMPARE(urlOf(home, {"", "", "http://flag:1/"}), std::string("http://flag:1/"));
        home.variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
        QCOMPARE(urlOf(home, {}), std::string("https://ecs.eu-west-1.amazonaws.com/"));
        QCOMPARE(urlOf(home, {"", "", "http://flag:1/"}), std::string("http://flag:1/"));
    }

    void partitions() {
        QCOMPARE(awsUrl("us-gov-west-1"), std::string("https://ecs.us-gov-west-1.amazonaws.com/"));
        QCOMPARE(awsUrl("cn-north-1"), std::string("https://ecs.cn-north-1.amazonaws.com.cn/"));
        QCOMPARE(awsUrl("us-iso-east-1"), std::string("https://ecs.us-iso-east-1.c2s.ic.gov/"));
        QCOMPARE(awsUrl("us-isob-east-1"), std::string("https://ecs.us-isob-east-1.sc2s.sgov.gov/"));
        QCOMPARE(awsUrl("eusc-de-east-1"), std::string("https://ecs.eusc-de-east-1.amazonaws.eu/"));
    }
};

static pilothouse::tests::Registered<ProfilesTest> registered("profiles");
#include "profiles_test.moc"
