// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/strip.h"

namespace pilothouse::ui {

class Label;
class StripStack;

/// Marks of the counts as flags of strips: of each deployment its start, in red if it failed, and scalings.
std::vector<StripMark> stripMarksOf(const std::vector<console::Mark>& marks);
/// An axis for counts of tasks up to `most`: from 0, its top a round number.
double roundTop(int most);

/// Tasks, reserved CPU and reserved memory since the window opened, with what happened to the services.
class OverviewLive : public Panel {
    Q_OBJECT
public:
    explicit OverviewLive(const console::Counts& counts, QWidget* parent = nullptr);

    void apply(Millis now);
    void setNow(Millis now);
    void setMost(int strips);
    StripStack* stack() const { return m_stack; }

signals:
    void navigate(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tell();

    class Legend;
    const console::Counts& m_counts;
    Label* m_title;
    Legend* m_legend;
    StripStack* m_stack;
    Millis m_now = 0;
};

} // namespace pilothouse::ui
