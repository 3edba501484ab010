// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/pages/first_start_way.h"

class QPushButton;

namespace pilothouse::ui {

class StatusPill;

/// "This computer": whether its engine answers, is not there, refuses or may not be used, and what to do
/// then.
class ComputerWay : public Way {
    Q_OBJECT
public:
    explicit ComputerWay(QWidget* parent = nullptr);

    void setEngine(const EngineFound& engine);
    void setConnecting(std::optional<Target> target, bool any);
    QPushButton* openButton() const { return m_open; }

signals:
    void chosen(bool simulated);
    void lookRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void tellEngine();

    EngineFound m_engine;
    std::optional<Target> m_connecting;
    bool m_busy = false;
    StatusPill* m_pill;
    QPushButton *m_open, *m_simulate, *m_again;
};

} // namespace pilothouse::ui
