// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/page.h"
#include "ui/frame/page_context.h"

#include <QTimer>

namespace pilothouse::ui {

class ActRunner;
class TasksPage;

/// The tasks page as a place of the window: "tasks", "tasks/service:web" (its filter), "task/ID".
class TasksPlace : public Page {
    Q_OBJECT
public:
    explicit TasksPlace(const PageContext& context, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    void go(const QString& rest) override;
    QString missing() const override;
    void focusFilter() override;
    QList<QWidget*> panes() override;
    Targets targets() const override;

protected:
    QWidget* list() const override;

private:
    TasksPage* m_page;
    QTimer m_tick;
};

} // namespace pilothouse::ui
