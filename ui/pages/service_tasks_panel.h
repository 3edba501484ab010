// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_panel.h"
#include "ui/pages/service_tab.h"

class QStackedWidget;

namespace pilothouse::ui {

class DataTable;
class DeploymentTasksModel;
class ListState;

/// The service's tasks under the deployments they belong to. Enter opens one.
class ServiceTasksPanel : public ServicePanel {
    Q_OBJECT
public:
    explicit ServiceTasksPanel(QWidget* parent = nullptr);
    void apply(const ServiceView& view);
    void tick(Millis now);
    void rename();
    DataTable* table() const { return m_table; }
    /// ARNs of the chosen tasks.
    std::vector<std::string> chosen() const;

signals:
    void navigate(const QString& path);
    void stopAsked(); ///< Delete on a task: it is meant, not the service

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();
    void span();
    void open(int row);

    ServiceView m_view;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    DeploymentTasksModel* m_model;
};

} // namespace pilothouse::ui
