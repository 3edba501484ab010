// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

// What the head of a service's page says.

/// "Deploying", "Healthy".
QString pillWord(const console::Verdict& verdict, const ServiceView& view);
QString strategyWord(const console::Service& service); ///< "Replica"
QString launchWord(const console::Service& service);   ///< "EC2", "Fargate", names of capacity providers
/// Why it stands as it does, and what its newest failure was.
Sentence stateSentence(const console::Verdict& verdict);
/// What was asked of it and the endpoint does not show yet; empty: nothing.
Sentence pendingSentence(const console::Snapshot& snapshot, const std::string& arn);

} // namespace pilothouse::ui
