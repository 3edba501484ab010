// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/act_runner.h"
#include "ui/frame/backend.h"
#include "ui/frame/history.h"
#include "ui/frame/page.h"
#include "ui/frame/sample_acts.h"
#include "ui/frame/session.h"

#include <QHash>
#include <QPointer>
#include <optional>

class QStackedWidget;

namespace pilothouse::ui {

class Connections;

class Preferences;
struct ConnectionChoice;

/// One connection of the window: where it leads, its data, its acts, its pages and where one is in them.
/// Before anything is open the window stands on one that leads nowhere.
class Connection : public QObject {
    Q_OBJECT
public:
    /// Pages are made when they are first shown, into `stack`.
    Connection(Preferences& preferences, Connections& connections, Backend& backend, QStackedWidget* stack,
               QObject* parent);
    ~Connection() override;

    void setTarget(const Target& target);
    const std::optional<Target>& target() const { return m_target; }
    bool isLocal() const { return m_target && m_target->kind == Target::Kind::thisComputer; }
    QString name() const; ///< in the language of the moment; "" of nowhere
    QString key() const;  ///< what a person chose for it is kept under this
    ConnectionChoice choice() const;

    /// The page of that name, or null if there is no such page.
    Page* page(const QString& name);
    Page* shownPage() const { return m_pages.value(shown); }

    Session session;
    ActRunner runner;
    SampleActs sample{session};
    History history;
    QString cluster; ///< chosen by hand; "": the first one found
    QString shown;   ///< name of the page that one is on

signals:
    void navigate(const QString& path);

private:
    void look();

    Preferences& m_preferences;
    Connections& m_connections;
    Backend& m_backend;
    QStackedWidget* m_stack;
    std::optional<Target> m_target;
    QHash<QString, QPointer<Page>> m_pages; ///< the window may end before its connections
};

} // namespace pilothouse::ui
