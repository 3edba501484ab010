// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"

class QGridLayout;
class QScrollArea;

namespace pilothouse::ui {

class ActRunner;
class ServiceCountsPanel;
class ServiceEventsPanel;
class ServiceRollout;
class ServiceTasksPanel;

/// The first tab: the deployment over the whole width; below it the tasks, and beside or under them its
/// counts over time and what it said.
class ServiceOverview : public ServiceTab {
    Q_OBJECT
public:
    explicit ServiceOverview(ActRunner& runner, QWidget* parent = nullptr);
    void apply(const ServiceView& view) override;
    void tick(Millis now) override;
    void rename() override;
    QWidget* mainWidget() override;
    ServiceRollout* rollout() const { return m_rollout; }

signals:
    void changesAsked();
    void stopAsked(const std::vector<std::string>& tasks);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QScrollArea* m_scroll;
    QGridLayout* m_grid;
    ServiceRollout* m_rollout;
    ServiceTasksPanel* m_tasks;
    QWidget* m_side; ///< counts over events
    ServiceCountsPanel* m_counts;
    ServiceEventsPanel* m_events;
    int m_columns = 0;
};

} // namespace pilothouse::ui
