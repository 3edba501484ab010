// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/uses.h"
#include "ui/acts/act.h"

#include <QWidget>
#include <set>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class DataTable;
class DefinitionSummary;
class JsonView;
class ListState;
class PageHeader;
class RevisionCompare;
class RevisionTableModel;
class RevisionUses;
class StaleBanner;

/// One family: its revisions at the left; of the chosen one what it says, its JSON, where it runs, and how it
/// differs from the one before, or of the two that are marked from each other.
class FamilyView : public QWidget {
    Q_OBJECT
public:
    explicit FamilyView(ActRunner& runner, QWidget* parent = nullptr);
    enum Tab { Summary, Document, Runs, Difference };

    void open(const std::string& family, int revision); ///< 0: the newest
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot);
    const std::string& family() const { return m_family; }
    int revision() const; ///< the chosen one; 0: none yet
    /// ARNs of the definitions that are on screen, or about to be.
    std::set<std::string> wanted() const;
    std::vector<std::string> chosen() const; ///< ARNs, the keyboard's row if none is marked
    bool isWhole() const;                    ///< what is on screen has come
    DataTable* table() const { return m_table; }
    QTabBar* tabs() const { return m_tabs; }

signals:
    void wantedChanged();
    void navigate(const QString& path);
    void reconnectAsked();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildHeader();
    void tell();
    void tellHeader();
    void tellContent();
    void tellStale();
    void chooseRevision();
    void rename();
    std::pair<std::string, std::string> compared() const; ///< ARNs: older, newer
    std::shared_ptr<const console::Definition> definition(const std::string& arn) const;

    ActRunner& m_runner;
    std::shared_ptr<const console::Snapshot> m_shown;
    std::string m_family;
    int m_wanted = 0; ///< revision to choose once it is there
    bool m_filling = false;

    PageHeader* m_header;
    QList<ActButton*> m_acts;
    StaleBanner* m_stale;
    DataTable* m_table;
    RevisionTableModel* m_model;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    ListState* m_state;
    DefinitionSummary* m_summary;
    JsonView* m_json;
    RevisionUses* m_uses;
    RevisionCompare* m_compare;
};

} // namespace pilothouse::ui
