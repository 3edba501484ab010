// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_panel.h"
#include "ui/pages/service_tab.h"

class QStackedWidget;

namespace pilothouse::ui {

class DataTable;
class EventDetail;
class EventTableModel;
class ListState;

/// What the service said, newest first; the chosen one with its links and its own text.
class ServiceEventsPanel : public ServicePanel {
    Q_OBJECT
public:
    explicit ServiceEventsPanel(QWidget* parent = nullptr);
    void apply(const ServiceView& view);
    void tick(Millis now);
    void rename();
    DataTable* table() const { return m_table; }

signals:
    void navigate(const QString& path);

private:
    void tell();
    void tellDetail();

    ServiceView m_view;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    EventTableModel* m_model;
    EventDetail* m_detail;
};

} // namespace pilothouse::ui
