// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <QWidget>
#include <set>

class QPushButton;
class QStackedWidget;

namespace pilothouse::ui {

class DataTable;
class FamilyTableModel;
class FilterField;
class ListState;
class PageHeader;
class StaleBanner;

/// All families of task definitions: what there is, what of it runs here, what waits as a draft.
class FamiliesView : public QWidget {
    Q_OBJECT
public:
    explicit FamiliesView(QWidget* parent = nullptr);
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot, const std::set<std::string>& drafts);
    void setReadOnly(bool readOnly);
    void choose(const QString& family);
    void focusFilter();
    DataTable* table() const { return m_table; }
    FilterField* filter() const { return m_filter; }
    PageHeader* header() const { return m_header; }

signals:
    void opened(const QString& family);
    void navigate(const QString& path);
    void reconnectAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void tell();
    void tellList();
    void rename();

    std::shared_ptr<const console::Snapshot> m_shown;
    std::set<std::string> m_drafts;
    PageHeader* m_header;
    FilterField* m_filter;
    StaleBanner* m_stale;
    QStackedWidget* m_stack;
    ListState* m_state;
    DataTable* m_table;
    FamilyTableModel* m_model;
    bool m_readOnly = false;
};

} // namespace pilothouse::ui
