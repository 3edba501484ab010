// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/program.h"

#include "app/pilothouse/local_plane.h"
#include "app/pilothouse/places.h"
#include "core/aws/credentials.h"
#include "core/aws/profiles.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMetaType>

namespace pilothouse::app {

namespace {

using Client = std::shared_ptr<aws::EcsClient>;

Result<Client> thisComputer(const ui::Target& target, const Program::Options& options,
                            const std::shared_ptr<net::HttpClient>& http,
                            const std::atomic<bool>& cancelled) {
    LocalPlaneOptions wanted;
    wanted.simulated = target.simulated;
    wanted.dataFolder = options.planeFolder;
    wanted.program = options.planeProgram;
    wanted.version = PILOTHOUSE_VERSION;
    auto plane = findLocalPlane(wanted, http, cancelled);
    if (!plane) return tl::unexpected<Error>(plane.error());
    return std::make_shared<aws::EcsClient>(http, aws::Endpoint{plane->endpoint, plane->region},
                                            planeCredentials(plane->dataFolder));
}

/// The usual chain, for an endpoint that was named by its address: it names no profile, so it misses none.
class EndpointCredentials final : public aws::CredentialsProvider {
public:
    EndpointCredentials(std::string url, aws::SignIn signIn)
        : m_url(std::move(url)),
          m_chain(aws::defaultCredentials(aws::systemEnvironment(), std::move(signIn))) {}

    Result<aws::Credentials> credentials() override {
        auto found = m_chain->credentials();
        if (!found && found.error().code == "aws.noProfile") return fail("aws.noCredentials", m_url);
        return found;
    }
    void forget() override { m_chain->forget(); }
    void refused(const aws::Credentials& credentials) override { m_chain->refused(credentials); }

private:
    const std::string m_url;
    std::shared_ptr<aws::CredentialsProvider> m_chain;
};

/// A plane of this computer that is named by its address is signed with its own key.
std::shared_ptr<aws::CredentialsProvider> credentialsFor(const aws::Endpoint& endpoint, aws::SignIn signIn) {
    for (bool simulated : {false, true})
        if (const std::string folder = defaultDataFolder(simulated); isPlaneAt(folder, endpoint.url))
            return planeCredentials(folder);
    return std::make_shared<EndpointCredentials>(endpoint.url, std::move(signIn));
}

} // namespace

Result<Client> clientOf(const ui::Target& target, const Program::Options& options,
                        const std::shared_ptr<net::HttpClient>& http, const std::atomic<bool>& cancelled,
                        aws::SignIn signIn) {
    using Kind = ui::Target::Kind;
    if (target.kind == Kind::thisComputer) return thisComputer(target, options, http, cancelled);
    const bool profile = target.kind == Kind::profile;
    aws::EndpointChoice choice;
    choice.region = target.region.toStdString();
    (profile ? choice.profile : choice.url) = target.name.toStdString();
    auto endpoint = aws::resolveEndpoint(choice);
    // An endpoint that is named whole needs a region for the signature only.
    if (!endpoint && !profile && endpoint.error().code == "aws.noRegion") {
        choice.region = "us-east-1";
        endpoint = aws::resolveEndpoint(choice);
    }
    if (!endpoint) return tl::unexpected<Error>(endpoint.error());
    if (!signIn.send) signIn.send = [http](net::Request request) { return http->wait(std::move(request)); };
    signIn.region = choice.region;
    auto credentials =
        profile ? aws::profileCredentials(choice.profile, aws::systemEnvironment(), std::move(signIn))
                : credentialsFor(*endpoint, std::move(signIn));
    return std::make_shared<aws::EcsClient>(http, *endpoint, std::move(credentials));
}

Program::Program(Options options, QObject* parent)
    : ui::Backend(parent), m_options(std::move(options)), m_http(std::make_shared<net::HttpClient>()),
      m_questions(std::make_shared<Questions>(this)), m_roles(std::make_shared<aws::RoleCache>()) {}

Program::~Program() {
    m_questions->end();
    QCoreApplication::removePostedEvents(this, QEvent::MetaCall); // a question nobody will see is answered no
    retire(m_looking);
    retire(m_stopping);
    for (Job& job : m_connecting)
        retire(job);
    m_pool.waitForDone();
}

void Program::retire(Job& job) {
    if (job) *job = true;
    job.reset();
}

void Program::look() {
    retire(m_looking);
    Job job = m_looking = std::make_shared<std::atomic<bool>>(false);
    m_pool.start([this, job] {
        ui::Places places = lookAround(m_http);
        QMetaObject::invokeMethod(
            this,
            [this, job, places = std::move(places)] {
                if (!*job) emit looked(places);
            },
            Qt::QueuedConnection);
    });
}

void Program::connectTo(const ui::Target& target) {
    retire(m_connecting[ui::keyOf(target)]);
    Job job = m_connecting[ui::keyOf(target)] = std::make_shared<std::atomic<bool>>(false);
    aws::SignIn signIn;
    signIn.roles = m_roles;
    const QString profile = target.kind == ui::Target::Kind::profile
                                ? target.name
                                : QString::fromStdString(aws::systemEnvironment().profile());
    signIn.askCode = [questions = m_questions, profile](const std::string& serial) {
        return questions->code(profile, serial);
    };
    m_pool.start([this, job, target, signIn] {
        auto client = clientOf(target, m_options, m_http, *job, signIn);
        QMetaObject::invokeMethod(
            this,
            [this, job, target, client = std::move(client)] {
                if (*job) return;
                if (client)
                    emit connected(target, *client);
                else
                    emit failed(target, client.error());
            },
            Qt::QueuedConnection);
    });
}

std::string Program::folderOf(bool simulated) const {
    return m_options.planeFolder.empty() ? defaultDataFolder(simulated) : m_options.planeFolder;
}

void Program::lookForPlanes() {
    m_pool.start([this, real = folderOf(false), simulation = folderOf(true)] {
        QList<ui::PlaneFound> found;
        for (bool simulated : {false, true}) {
            const std::string folder = simulated ? simulation : real;
            const LocalPlaneFacts facts = readLocalPlane(folder);
            if (simulated && (!facts.running || simulation == real)) continue;
            ui::PlaneFound plane;
            plane.simulated = simulated;
            plane.running = facts.running;
            plane.endpoint = QString::fromStdString(facts.endpoint);
            plane.engine = QString::fromStdString(facts.engine);
            plane.version = QString::fromStdString(facts.version);
            plane.id = QString::fromStdString(facts.plane);
            plane.pid = facts.pid;
            plane.dataFolder = QString::fromStdString(folder);
            plane.log = QString::fromStdString(planeLogFile());
            found << plane;
        }
        QMetaObject::invokeMethod(
            this, [this, found] { emit planesLooked(found); }, Qt::QueuedConnection);
    });
}

void Program::stopPlane(bool simulated) {
    retire(m_stopping);
    Job job = m_stopping = std::make_shared<std::atomic<bool>>(false);
    m_pool.start([this, job, simulated, folder = folderOf(simulated)] {
        const auto stopped = stopLocalPlane(folder, *job);
        QMetaObject::invokeMethod(
            this,
            [this, job, simulated, stopped] {
                if (!*job)
                    emit planeStopped(simulated, stopped ? std::nullopt : std::optional(stopped.error()));
            },
            Qt::QueuedConnection);
    });
}

} // namespace pilothouse::app
