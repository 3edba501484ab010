// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

#include <QTimer>

class QPushButton;

namespace pilothouse::ui {

class ActButton;
class ClusterTableModel;
class DataTable;
class FilterField;
class PageHeader;

/// The clusters of all open connections, one table: Enter shows one. At the head what can be done with the
/// chosen cluster, or with its connection.
class ClustersPage : public Page {
    Q_OBJECT
public:
    explicit ClustersPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;
    QString missing() const override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void rename();
    void collect();
    void tellActions();
    void open();

    PageContext m_context;
    QTimer m_tick; ///< the others' counts: they change without this page's snapshot
    PageHeader* m_header;
    FilterField* m_filter;
    DataTable* m_table;
    ClusterTableModel* m_model;
    QList<ActButton*> m_acts;
    QPushButton *m_open, *m_close, *m_connect;
};

} // namespace pilothouse::ui
