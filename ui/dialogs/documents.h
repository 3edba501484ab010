// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/widgets/difference_list.h"

#include <QObject>
#include <map>
#include <set>

namespace pilothouse::ui {

class ActRunner;

/// Task definitions that a question reads while it is open, by family:revision, each once.
class Documents : public QObject {
    Q_OBJECT
public:
    Documents(ActRunner* runner, const console::Snapshot& snapshot, QObject* parent);

    /// As a person or an endpoint names it: an ARN, family:revision, or a family for its newest.
    void want(const std::string& name);
    const Json* find(const std::string& name) const; ///< `taskDefinition` of the reply
    /// Why it could not be read; nullptr: it was, or it is being read.
    const Error* refusal(const std::string& name) const;

signals:
    void arrived();

private:
    ActRunner* m_runner;
    std::map<std::string, Json, std::less<>> m_known;
    std::map<std::string, Error, std::less<>> m_refused;
    std::set<std::string> m_asked;
};

/// What a newer revision changes, in the words of the API, without what the endpoint adds to each; at most
/// `most`, the last row says how many more.
std::vector<Change> changesBetween(const Json& older, const Json& newer, std::size_t most = 10);

} // namespace pilothouse::ui
