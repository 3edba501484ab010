// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"
#include "ui/pages/service_tab.h"

#include <QTimer>

class QStackedWidget;
class QTabBar;

namespace pilothouse::ui {

class ActButton;
class Chip;
class ListState;
class PageHeader;
class StaleBanner;
class StatusPill;

/// One service, whole: what its deployment does and what follows; its deployments, past and now; its
/// configuration, JSON and definition. "service/web", "service/web/json". Deleted while it is open, it says
/// so and keeps what was known.
class ServicePage : public Page {
    Q_OBJECT
public:
    explicit ServicePage(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

    QTabBar* tabs() const { return m_tabs; }
    bool isGone() const { return m_view.gone; }

protected:
    QWidget* list() const override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct TabKind {
        const char* name; ///< of its place
        const char* words;
        ServiceTab* tab;
    };

    void buildHeader();
    void buildTabs();
    void add(const char* name, const char* words, ServiceTab* tab);
    void rename();
    void showTab(const QString& name);
    void stopTasks(const std::vector<std::string>& tasks);
    void tellHeader();
    void tellState();
    void tellStale();
    void tellActions();
    void tellTab();
    ServiceTab* current() const;

    ActRunner& m_runner;
    std::shared_ptr<const console::Snapshot> m_shown;
    ServiceView m_view; ///< its service is null until it was found
    QString m_name;
    PageHeader* m_header;
    StatusPill* m_pill;
    QList<Chip*> m_chips;
    QList<ActButton*> m_acts;
    StaleBanner* m_stale;
    QWidget* m_tabRow;
    QTabBar* m_tabs;
    QStackedWidget *m_body, *m_stack; ///< state or tabs; the tabs
    ListState* m_state;
    QList<TabKind> m_kinds;
    QTimer m_tick;
};

} // namespace pilothouse::ui
