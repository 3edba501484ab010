// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "ui/pages/service_panel.h"
#include "ui/pages/service_tab.h"
#include "ui/widgets/strip_stack.h"

namespace pilothouse::ui {

// What the charts of a service show, as values.

/// Running against desired, and what is pending: none while nothing is known.
std::vector<StripData> stripsOf(const std::vector<console::CountPoint>& points);
/// What happened to that service.
std::vector<StripMark> marksOf(const std::vector<console::Mark>& marks, const std::string& arn);

/// Counts of the service's tasks from when the window opened, crossed by its deployments and scalings.
class ServiceCountsPanel : public ServicePanel {
    Q_OBJECT
public:
    explicit ServiceCountsPanel(QWidget* parent = nullptr);
    void apply(const ServiceView& view);
    void tick(Millis now);
    void rename();

signals:
    void navigate(const QString& path);

private:
    void tell();

    ServiceView m_view;
    StripStack* m_strips;
};

} // namespace pilothouse::ui
