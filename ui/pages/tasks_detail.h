// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/pages/tasks_facts.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace pilothouse::ui {

class FactList;
class Label;
class RawText;
class StateSentence;
class StatusPill;
class StatusShape;
class Timeline;

/// One task beside its list: why it stands as it does, the endpoint's own words, its way through the states,
/// its containers, the facts. Follows the cursor of the list.
class TaskDetail : public Surface {
    Q_OBJECT
public:
    explicit TaskDetail(QWidget* parent = nullptr);

    /// `instance` may be null. `selected` rows are marked in the list.
    void set(std::shared_ptr<const console::Task> task, const console::Instance* instance, int selected,
             Millis now);
    void setGone(); ///< the endpoint does not tell it any more
    void tick(Millis now);
    QString arn() const;

signals:
    void closed();
    void stopAsked(const QString& arn);
    void linkActivated(const QString& link);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* section(Label*& title, QVBoxLayout*& body);
    void retranslate();
    void fill();
    void fillContainers();
    QString verdictTitle() const;

    std::shared_ptr<const console::Task> m_task;
    std::shared_ptr<const console::Instance> m_instance;
    console::Verdict m_verdict;
    int m_selected = 0;
    Millis m_now = 0;
    std::vector<ContainerLine> m_containers;

    StatusShape* m_shape;
    Label* m_id;
    StatusPill* m_pill;
    QToolButton *m_copy, *m_close;
    StateSentence *m_where, *m_reason;
    Label *m_reasonTitle, *m_statesTitle, *m_containersTitle, *m_length;
    RawText* m_raw;
    QPushButton* m_stop;
    Timeline* m_timeline;
    QVBoxLayout* m_containerRows;
    FactList* m_facts;
    QWidget* m_sections;
    StateSentence* m_gone;
};

} // namespace pilothouse::ui
