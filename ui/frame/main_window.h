// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/actions.h"
#include "ui/frame/backend.h"
#include "ui/frame/history.h"
#include "ui/frame/session.h"

#include <QHash>
#include <QWidget>
#include <optional>

class QStackedWidget;

namespace pilothouse::ui {

class ActRunner;
struct ActKind;
class FirstStartPage;
class Notices;
class Page;
class Preferences;
class SampleActs;
class Sidebar;
class StatusBar;
class ToastStack;
class TopBar;

/// The window: top bar, sidebar, pages, status bar. It moves between places and connections; what a page
/// shows and does is the page's.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    MainWindow(Backend& backend, Preferences& preferences, QWidget* parent = nullptr);
    ~MainWindow() override;

    void connectTo(const Target& target);
    void disconnectFrom();
    /// "first-start", "services", "tasks", "task/ID" ...
    void go(const QString& path);
    /// Where it is connected to, or on that target of this computer.
    void startSample(const Target& target = {});

    /// What is not on screen yet of the place one is at, for a picture; empty once it is whole.
    QString missing() const;
    Session& session() { return m_session; }

signals:
    /// What to come back to; nothing: first start.
    void connectionChanged(const std::optional<pilothouse::ui::Target>& target);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildPages();
    void buildFrame();
    void connectActions();
    void connectActs();
    void addPage(const QString& name, Page* page);
    void showPlace(const QString& path);
    void opened(const Target& target, std::shared_ptr<aws::EcsClient> client);
    void refused(const Target& target, const Error& error);
    void revive();
    void enter(std::shared_ptr<aws::EcsClient> client);
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot);
    void ask(const ActKind& kind);
    void askForPage();
    void chooseCluster(const QString& name);
    void movePane(int step);
    void popUpMenu(QWidget* at, bool settingsOnly);
    void rename();
    QString connectionName() const;

    Backend& m_backend;
    Preferences& m_preferences;
    Session m_session;
    Actions m_actions;
    History m_history;
    std::optional<Target> m_target;     ///< what is open
    std::optional<Target> m_connecting; ///< what is being opened
    QString m_cluster;
    QString m_wanted; ///< the place to go to once connected
    bool m_sampleWanted = false;
    bool m_reviving = false;          ///< the plane of this computer is looked for anew, the pages stay
    std::optional<bool> m_railWanted; ///< by hand; else by the width

    TopBar* m_topBar;
    Sidebar* m_sidebar;
    Notices* m_notices;
    QStackedWidget* m_stack;
    StatusBar* m_statusBar;
    SampleActs* m_sample;
    ActRunner* m_runner;
    ToastStack* m_toasts;
    FirstStartPage* m_firstStart = nullptr;
    QHash<QString, Page*> m_pages;
    QString m_page; ///< of m_pages, on screen
};

} // namespace pilothouse::ui
