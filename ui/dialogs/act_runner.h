// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/sync.h"

#include <QObject>
#include <functional>

namespace pilothouse::ui {

/// Carries Acts from the window to the Sync of one connection and their Results back to the UI thread. Pages
/// and sheets hold a plain pointer to it.
class ActRunner : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<Json>)>;
    using Send = std::function<void(console::Act, Done)>;
    using Newest = std::function<std::shared_ptr<const console::Snapshot>()>;
    using QObject::QObject;

    /// Sync::act of the connection; `Done` may be called on any thread.
    void setSend(Send send) { m_send = std::move(send); }
    bool isConnected() const { return bool(m_send); }
    /// A read-only connection: acts that change something do not exist in its window.
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    bool isReadOnly() const { return m_readOnly; }
    /// A connection where mistakes cost: what stops or replaces tasks has to be typed as well.
    void setProduction(bool production) { m_production = production; }
    bool isProduction() const { return m_production; }
    /// Where open questions look what became of their targets; changed() says when.
    void setNewest(Newest newest) { m_newest = std::move(newest); }
    std::shared_ptr<const console::Snapshot> newest() const { return m_newest ? m_newest() : nullptr; }

    /// `done` runs on the UI thread, and not at all once `receiver` is gone.
    void run(console::Act act, QObject* receiver, Done done);

signals:
    /// newest() is another one.
    void changed();
    /// Something to tell beside the page: a done act (a link to where it shows), or one that failed unseen.
    void told(bool ok, const QString& title, const QString& detail, const QString& link);

private:
    Send m_send;
    Newest m_newest;
    bool m_readOnly = false, m_production = false;
};

} // namespace pilothouse::ui
