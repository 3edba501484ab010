// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/deployment_tasks_model.h"

namespace pilothouse::ui {

/// Heads and tasks of a service, by ARN.
std::vector<DeploymentTaskRow> deploymentTaskRows(const console::Service& service,
                                                  const console::Snapshot& snapshot);

} // namespace pilothouse::ui
