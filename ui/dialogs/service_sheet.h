// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/act_sheet.h"

namespace pilothouse::ui {

/// A question about one service, as the newest snapshot has it.
class ServiceSheet : public ActSheet {
protected:
    ServiceSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code);

    const console::Service& service() const { return *m_service; }
    Arg serviceName() const;
    /// {cluster, service}, to which an act adds what it changes.
    Json input() const;
    Call update(Json input, const char* act, const std::string& value = {}) const;

    QString word() const override { return QString::fromStdString(m_service->name); }
    QString link() const override;
    Sentence look(const console::Snapshot& now) override;
    bool goneWhole() const override { return m_gone; }

private:
    std::shared_ptr<const console::Service> m_service;
    bool m_gone = false;
};

/// ECS's bounds of a rolling deployment: lower rounded up, upper rounded down.
struct Bounds {
    int lower, upper;
    static Bounds of(const console::Service& service);
};

} // namespace pilothouse::ui
