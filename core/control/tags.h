// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace pilothouse::control {

// Tags as rows keep them: the text of a JSON list of {key, value}, "" or "[]" for none.

/// Tags laid over one another by key; "" for none.
std::string mergedTags(const std::string& below, const std::string& above);

/// What enableECSManagedTags adds to a task: aws:ecs:clusterName, and aws:ecs:serviceName where it has a
/// service.
std::string managedTags(const std::string& cluster, const std::string& service = {});

} // namespace pilothouse::control
