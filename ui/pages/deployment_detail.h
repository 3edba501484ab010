// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/deployment_table_model.h"
#include "ui/pages/service_tab.h"
#include "ui/widgets/panel.h"

class QStackedWidget;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class DiffView;
class FactList;
class Label;
class RawText;
class StateSentence;
class StatusPill;

/// One deployment of a service: what it rolled out, how it went, and what that differs in from the present
/// task definition.
class DeploymentDetail : public Surface {
    Q_OBJECT
public:
    explicit DeploymentDetail(ActRunner& runner, QWidget* parent = nullptr);
    void set(const ServiceView& view, const DeploymentRow& row);
    void rename();
    /// ARNs of the definitions whose difference is shown: the deployed one and the present one.
    std::set<std::string> definitions() const;

signals:
    void linkActivated(const QString& link);

private:
    void tell();
    void tellDifference();
    void tellActs();

    ActRunner& m_runner;
    ServiceView m_view;
    std::shared_ptr<const DeploymentRow> m_row;
    Label* m_title;
    StatusPill* m_pill;
    StateSentence* m_words;
    RawText* m_raw;
    FactList* m_facts;
    QList<ActButton*> m_acts;
    QStackedWidget* m_difference;
    StateSentence* m_same;
    DiffView* m_diff;
};

} // namespace pilothouse::ui
