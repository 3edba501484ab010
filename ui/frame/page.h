// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/sync.h"
#include "ui/acts/targets.h"

#include <QString>
#include <QWidget>
#include <memory>

namespace pilothouse::ui {

class Session;

/// One page of the window (page_table.h). Places are paths: "services", "tasks", "tasks/service:web" (a
/// filter), "task/ID", "service/web"; the words after the first slash are the page's own.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Session& session, QWidget* parent = nullptr);

    /// What it needs to be asked for while it is on screen.
    virtual console::Interest interest() const = 0;
    /// Shows another snapshot: applies the difference, keeps selection and scroll.
    virtual void apply(const std::shared_ptr<const console::Snapshot>& snapshot) = 0;
    /// Goes to a place within the page; "" is its own top.
    virtual void go(const QString& rest) { Q_UNUSED(rest) }
    /// What is not on screen yet, in words for a command line; empty once the page is whole.
    virtual QString missing() const { return {}; }
    virtual void focusFilter() {}
    /// What keys and the palette act on: the selected rows, else the one the page is about.
    virtual Targets targets() const { return {}; }
    /// Takes the keyboard: its list if that is on screen, else the page itself until it is.
    void takeFocus();
    /// What F6 moves between, in order.
    virtual QList<QWidget*> panes() { return {this}; }

signals:
    /// Another place of the window.
    void navigate(const QString& path);
    /// interest() gives another answer now: what was chosen on the page needs more, or less.
    void interestChanged();

protected:
    /// What has the keyboard on this page once it is on screen; the page calls settleFocus() when it may be.
    virtual QWidget* list() const { return nullptr; }
    void settleFocus();
    Session& session() const { return m_session; }

private:
    Session& m_session;
};

} // namespace pilothouse::ui
