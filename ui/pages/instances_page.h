// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/list_page.h"

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
class InstancesPage : public ListPage {
    Q_OBJECT
public:
    explicit InstancesPage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    Words words() const override { return {"frame.instances", "instances.filter", "instances.noMatch"}; }
    PartFacts part() const override { return PartFacts::of(m_shown->instances); }
    QString partName() const override { return QStringLiteral("the instances"); }
    void tellEmpty() override;
    void tellSentence() override;
    void tellChosen() override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build(ActRunner& runner);
    void buildTable();
    void placeDetail();
    QStringList marked() const;

    QString m_wanted; ///< id of an instance to choose once it is there
    bool m_detailClosed = false;

    QWidget* m_left;
    InstanceTableModel* m_model;
    InstanceDetail* m_detail;
    ActionBar* m_bar;
    QList<ActButton*> m_acts;
};

} // namespace pilothouse::ui
