// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/list_page.h"

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
class EventsPage : public ListPage {
    Q_OBJECT
public:
    explicit EventsPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override; ///< a filter: "events/service:web"
    QList<QWidget*> panes() override;

protected:
    Words words() const override {
        return {"events.title", "events.filter", "events.noMatch", "events.held"};
    }
    PartFacts part() const override { return PartFacts::of(m_shown->services); }
    QString partName() const override { return QStringLiteral("the events"); }
    void tellEmpty() override;
    void tellSentence() override;
    void tellChosen() override;
    QString countText() const override;
    void changeEvent(QEvent* event) override;

private:
    void buildTable();
    void nameParts();
    void open();

    EventTableModel* m_model;
    EventDetail* m_detail;
    QTimer m_tick; ///< ages
};

} // namespace pilothouse::ui
