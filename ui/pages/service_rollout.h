// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_panel.h"
#include "ui/pages/service_tab.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/fact_strip.h"

class QPushButton;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class StateSentence;

// What the deployment panel says, as values.

CountBar::Content barOf(const console::Rollout& rollout, bool stale);
std::vector<FactStrip::Item> factsOf(const console::Rollout& rollout, Millis now);
/// "42 → 43, started 14:27:52, 4 min ago".
Sentence noteOf(const console::Rollout& rollout, Millis now);

/// The deployment: its tasks between the bounds, what follows by itself, its failures against the breaker.
class ServiceRollout : public ServicePanel {
    Q_OBJECT
public:
    explicit ServiceRollout(ActRunner& runner, QWidget* parent = nullptr);
    void apply(const ServiceView& view);
    void tick(Millis now);
    void rename();

signals:
    void changesAsked(); ///< what the deployment changes

private:
    void tell();
    void tellActs();

    ActRunner& m_runner;
    ServiceView m_view;
    QPushButton* m_changes;
    ActButton* m_stop = nullptr; ///< where the catalogue knows it
    StateSentence* m_next;
    CountBar* m_bar;
    FactStrip* m_facts;
};

} // namespace pilothouse::ui
