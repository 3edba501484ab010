// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/places.h"

#include "ui/frame/page_table.h"

namespace pilothouse::tests {

QList<Place> pagePlaces() {
    QList<Place> all;
    for (const ui::PageKind& kind : ui::pageKinds())
        if (kind.inSidebar) all << Place{QString::fromLatin1(kind.name), QString::fromLatin1(kind.name)};
    return all;
}

QList<Place> detailPlaces() {
    static const QList<Place> known{
        {"settings", "settings"},
        {"topology-fit", "topology/fit:worker"},
        {"service-web", "service/web"},
        {"service-payments", "service/payments"},
        {"service-worker", "service/worker"},
        {"service-deployments", "service/payments/deployments"},
        {"service-configuration", "service/web/configuration"},
        {"service-json", "service/web/json"},
        {"service-definition", "service/web/definition"},
        {"task-failed", "task/5c1f09ab5dbe66d955cd50a9b3d29714"},
        {"task-starting", "task/9eee3692e2467f86a94bb1121d05b084"},
        {"instance", "instance/321a607b18096efb051b3a21b3d6ae57"},
        {"definition-web", "definition/web"},
        {"definition-admin", "definition/admin:12"},
    };
    QList<Place> all;
    for (const Place& place : known)
        if (ui::pageKind(ui::pageOf(place.path).first)) all << place;
    return all;
}

QList<Place> allPlaces() {
    return pagePlaces() + detailPlaces();
}

const QStringList& pageStates() {
    static const QStringList all{"empty", "loading", "stale", "denied", "failed"};
    return all;
}

} // namespace pilothouse::tests
