// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_tab.h"

class QSplitter;
class QStackedWidget;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class DataTable;
class DeploymentDetail;
class DeploymentTableModel;
class ListState;
class StateSentence;

/// Every deployment of the service, now and in the past; the chosen one with what it rolled out, what that
/// differs in from the present, and the way back to it.
class ServiceDeploymentsTab : public ServiceTab {
    Q_OBJECT
public:
    explicit ServiceDeploymentsTab(ActRunner& runner, QWidget* parent = nullptr);
    void apply(const ServiceView& view) override;
    void reset() override;
    void tick(Millis now) override;
    void rename() override;
    std::set<std::string> definitions() const override;
    QWidget* mainWidget() override;

private:
    void tell();
    void tellDetail();

    ServiceView m_view;
    StateSentence* m_note;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    DeploymentTableModel* m_model;
    DeploymentDetail* m_detail;
};

} // namespace pilothouse::ui
