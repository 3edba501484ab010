// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/actions.h"
#include "ui/frame/connection.h"
#include "ui/frame/connections.h"

#include <QWidget>
#include <optional>

class QStackedWidget;

namespace pilothouse::ui {

class FirstStartPage;
class Notices;
class Page;
class Preferences;
class Sidebar;
class StatusBar;
class ToastStack;
class TopBar;
struct ActKind;
struct PaletteItem;
struct PaletteWorld;

/// The window: top bar, sidebar, pages, status bar. It moves between places and connections; what a page
/// shows and does is the page's.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    MainWindow(Backend& backend, Preferences& preferences, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows it if it is open, else opens it; with `show` false it comes beside the one that is shown.
    void connectTo(const Target& target, bool show = true);
    void disconnectFrom(); ///< the one that is shown
    /// "first-start", "services", "tasks", "task/ID" ...
    void go(const QString& path);
    void chooseCluster(const QString& name);
    /// Where it is connected to, or on that target of this computer.
    void startSample(const Target& target = {});

    /// What is not on screen yet of the place one is at, for a picture; empty once it is whole.
    QString missing() const;
    /// Why the connection that was asked for last could not be had; nothing while it may still come.
    const std::optional<Error>& refusal() const { return m_refusal; }
    Session& session() { return m_at->session; }
    Connections& connections() { return m_connections; }

signals:
    /// What to come back to; nothing: first start.
    void connectionChanged(const std::optional<pilothouse::ui::Target>& target);
    /// All that are open, the shown one first.
    void connectionsChanged(const QList<pilothouse::ui::Target>& targets);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// A connection that is being made.
    struct Opening {
        Target target;
        Connection* revived = nullptr; ///< an open one whose other end is looked for anew, its pages stay
        bool show = true;
    };

    void buildFrame();
    void buildFirstStart();
    void connectActions();
    void connectConnections();
    // main_window_palette.cpp
    void openPalette();
    PaletteWorld paletteWorld() const;
    void takeFromPalette(const PaletteItem& item);

    void popUpMenu(QWidget* at);

    // main_window_connections.cpp
    void adopt(Connection* connection);
    void switchTo(Connection* connection);
    void closeConnection(Connection* connection);
    std::optional<Opening> takeOpening(const Target& target);
    bool isOpening() const;
    void opened(const Target& target, std::shared_ptr<aws::EcsClient> client);
    void enter(Connection* connection, std::shared_ptr<aws::EcsClient> client);
    void refused(const Target& target, const Error& error);
    void revive(Connection* connection);
    void openAt(const QString& key, const QString& cluster, const QString& path);
    void tellConnections();

    bool atFirstStart() const { return m_firstStartShown; }
    Page* page() const;
    void showPlace(const QString& path);
    void ask(const ActKind& asked);
    void askForPage();
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot);
    void movePane(int step);
    void rename();

    Backend& m_backend;
    Preferences& m_preferences;
    Connections m_connections;
    Actions m_actions;
    Connection* m_nowhere; ///< stands in while nothing is open
    Connection* m_at;      ///< the one that is shown; never null
    QList<Opening> m_openings;
    QList<Target> m_unreached; ///< remembered, and not to be had this time
    std::optional<Error> m_refusal;
    QString m_wanted; ///< the place to go to once connected
    QString m_wantedCluster;
    bool m_sampleWanted = false;
    bool m_firstStartShown = true;
    std::optional<bool> m_railWanted; ///< by hand; else by the width

    TopBar* m_topBar;
    Sidebar* m_sidebar;
    Notices* m_notices;
    QStackedWidget* m_stack;
    StatusBar* m_statusBar;
    ToastStack* m_toasts;
    FirstStartPage* m_firstStart = nullptr;
};

} // namespace pilothouse::ui
