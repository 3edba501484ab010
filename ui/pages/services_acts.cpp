// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/services_acts.h"

#include "ui/words/sentence.h"

namespace pilothouse::ui {

QString scaleObstacle(const console::Service& service) {
    return service.schedulingStrategy == "DAEMON" ? sayPlain("services.daemon") : QString();
}

/// CODE_DEPLOY and EXTERNAL services are rolled out by somebody else; without the member it is ECS.
QString deployObstacle(const console::Service& service) {
    const bool ecs = service.raw.at("deploymentController").str("type", "ECS") == "ECS";
    return ecs ? QString() : sayPlain("services.notEcs");
}

} // namespace pilothouse::ui
