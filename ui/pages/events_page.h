// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class DataTable;
class EventDetail;
class EventTableModel;
class FilterField;
class ListState;
class PageHeader;
class StaleBanner;

/// What all services of the cluster said, in one list that can be searched: newest first, the one under the
/// cursor in words, with its links and the endpoint's own text.
class EventsPage : public Page {
    Q_OBJECT
public:
    explicit EventsPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override; ///< a filter: "events/service:web"
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildTable();
    void rename();
    void tellSentence();
    void tellList();
    void tellStale();
    void tellCount();
    void tellDetail();
    void open();

    std::shared_ptr<const console::Snapshot> m_shown;
    PageHeader* m_header;
    StaleBanner* m_stale;
    FilterField* m_filter;
    QPushButton* m_held;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    EventTableModel* m_model;
    EventDetail* m_detail;
    QTimer m_tick; ///< ages
};

} // namespace pilothouse::ui
