// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class ActButton;
class ActionBar;
class DataTable;
class FilterField;
class InstanceDetail;
class InstanceTableModel;
class ListState;
class PageHeader;
class StaleBanner;

/// The container instances of the cluster: what is reserved and free on each, who drains; beside the list the
/// instance under the cursor. "instance/ID" chooses one.
class InstancesPage : public Page {
    Q_OBJECT
public:
    explicit InstancesPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void buildTable();
    void rename();
    void tellSentence();
    void tellList();
    void tellCount();
    void tellChosen();
    void placeDetail();
    void choose(const QString& arn);
    QStringList marked() const;

    PageContext m_context;
    std::shared_ptr<const console::Snapshot> m_shown;
    QString m_wanted; ///< id of an instance to choose once it is there
    bool m_detailClosed = false;

    PageHeader* m_header;
    FilterField* m_filter;
    QPushButton* m_held;
    StaleBanner* m_stale;
    QWidget* m_left;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    InstanceTableModel* m_model;
    InstanceDetail* m_detail;
    ActionBar* m_bar;
    QList<ActButton*> m_acts;
};

} // namespace pilothouse::ui
