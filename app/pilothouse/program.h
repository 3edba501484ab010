// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pilothouse/questions.h"
#include "core/aws/ecs_client.h"
#include "core/aws/sign_in.h"
#include "ui/frame/backend.h"

#include <QHash>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace pilothouse::app {

/// What the window needs of the world: engines and profiles looked for, planes found or started, clients
/// made. All of it on worker threads; a newer job retires an older one.
class Program : public ui::Backend {
    Q_OBJECT
public:
    struct Options {
        std::string planeFolder;  ///< "": the usual one
        std::string planeProgram; ///< "": pilothoused beside us, then on PATH
    };
    explicit Program(Options options, QObject* parent = nullptr);
    ~Program() override; ///< waits for its jobs, which end soon

    void look() override;
    void connectTo(const ui::Target& target) override;
    void lookForPlanes() override;
    void stopPlane(bool simulated) override;

private:
    using Job = std::shared_ptr<std::atomic<bool>>; ///< true: nobody waits for it any more
    void retire(Job& job);
    std::string folderOf(bool simulated) const;

    const Options m_options;
    const std::shared_ptr<net::HttpClient> m_http;
    const std::shared_ptr<Questions> m_questions;
    const std::shared_ptr<aws::RoleCache> m_roles;
    QThreadPool m_pool;
    Job m_looking, m_stopping;
    QHash<QString, Job> m_connecting; ///< by keyOf(target)
};

/// A client for that target. Thread: a worker's, for it may start a program and read files.
Result<std::shared_ptr<aws::EcsClient>> clientOf(const ui::Target& target, const Program::Options& options,
                                                 const std::shared_ptr<net::HttpClient>& http,
                                                 const std::atomic<bool>& cancelled, aws::SignIn signIn = {});

} // namespace pilothouse::app
