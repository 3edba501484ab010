// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "core/console/rollout.h"

#include <QWidget>
#include <memory>
#include <set>

namespace pilothouse::ui {

/// What the service page shows at a moment.
struct ServiceView {
    std::shared_ptr<const console::Snapshot> snapshot; ///< never null
    std::shared_ptr<const console::Service> service;   ///< as it was told last
    console::Rollout rollout;
    const console::Counts* counts = nullptr; ///< of the connection; null: none are kept
    bool gone = false;                       ///< it was deleted meanwhile: what is shown is what was known
    Millis now = 0;

    bool isStale() const { return gone || snapshot->services.state != console::PartState::ok; }
};

/// One tab of the service page. It is told every snapshot while it is on screen, and once when it comes.
class ServiceTab : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void apply(const ServiceView& view) = 0;
    /// Another service: what was chosen of the one before is forgotten.
    virtual void reset() {}
    virtual void tick(Millis now) { Q_UNUSED(now) }
    virtual void rename() = 0; ///< another language
    /// Task definitions that it wants whole (ARNs).
    virtual std::set<std::string> definitions() const { return {}; }
    virtual bool wantsFamilies() const { return false; }
    /// What has the keyboard when the tab comes; null: nothing.
    virtual QWidget* mainWidget() { return nullptr; }
    virtual bool find() { return false; } ///< Ctrl F; false: there is nothing to find in

signals:
    void navigate(const QString& path);
    void wantsChanged(); ///< definitions() or wantsFamilies()
};

} // namespace pilothouse::ui
