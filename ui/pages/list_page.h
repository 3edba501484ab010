// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"
#include "ui/frame/part_facts.h"

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace pilothouse::ui {

class DataTable;
class FilterField;
class ListState;
class PageHeader;
class StaleBanner;
class TableModel;

/// A page that is one list: head, filter with its count, a strip over data that is old, and the table or what
/// stands in its place. A page of this kind says what it lists.
class ListPage : public Page {
    Q_OBJECT
public:
    QString missing() const override;
    void focusFilter() override;

protected:
    ListPage(const PageContext& context, QWidget* parent);

    /// Codes of what only this list says.
    struct Words {
        const char *title, *filter, *noMatch;
        const char* held = "services.held"; ///< the button that shows the changes that wait
    };
    virtual Words words() const = 0;
    virtual PartFacts part() const = 0;
    virtual QString partName() const = 0; ///< for a command line: "the instances"
    virtual void tellEmpty() = 0;         ///< into m_state: the list is known to be empty
    virtual void actOnEmpty() {}          ///< the action of tellEmpty was chosen
    virtual void tellSentence() = 0;
    virtual void tellChosen() = 0; ///< the cursor or the marks moved, or their rows changed
    virtual QString countText() const;

    /// The list from top to bottom, in a layout of the page's own; `model` belongs to the page.
    QVBoxLayout* buildList(TableModel* model);
    /// Everything that depends on rows and their state, after the model took another snapshot.
    void tellAll();
    void tellList();
    void tellStale();
    void tellCount();
    void rename();
    /// By ARN, into sight; a filter that hides it goes.
    void choose(const QString& arn);
    bool showsTable() const;

    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

    std::shared_ptr<const console::Snapshot> m_shown;
    PageHeader* m_header;
    FilterField* m_filter;
    StaleBanner* m_stale;
    ListState* m_state;
    DataTable* m_table;

private:
    void listen();

    TableModel* m_rows = nullptr;
    QPushButton* m_held;
    QStackedWidget* m_stack;
};

} // namespace pilothouse::ui
