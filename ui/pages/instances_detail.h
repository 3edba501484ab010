// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/acts/targets.h"
#include "ui/widgets/panel.h"

class QToolButton;
class QVBoxLayout;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class CapacityBar;
class FactList;
class Label;
class StateSentence;
class StatusPill;
class StatusShape;

/// One container instance beside its list: what is free, what runs there, which ports are taken, its facts
/// and attributes. Follows the cursor of the list.
class InstanceDetail : public Surface {
    Q_OBJECT
public:
    explicit InstanceDetail(ActRunner& runner, QWidget* parent = nullptr);

    /// `selected` rows are marked in the list.
    void set(std::shared_ptr<const console::Instance> instance,
             const std::shared_ptr<const console::Snapshot>& snapshot, int selected);
    void setGone(); ///< the endpoint does not tell it any more
    QString arn() const;

signals:
    void closed();
    void linkActivated(const QString& link);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHead(ActRunner& runner);
    QWidget* section(Label*& title, QVBoxLayout*& body);
    void retranslate();
    void fill();
    void fillTasks();

    std::shared_ptr<const console::Instance> m_instance;
    std::shared_ptr<const console::Snapshot> m_snapshot;
    console::Rows<console::Task> m_tasks;
    int m_selected = 0;

    StatusShape* m_shape;
    Label* m_name;
    StatusPill* m_pill;
    QToolButton *m_map, *m_copy, *m_close;
    StateSentence* m_sentence;
    QList<ActButton*> m_acts;
    Label *m_resourcesTitle, *m_tasksTitle, *m_factsTitle, *m_attributesTitle;
    Label *m_cpu, *m_memory;
    CapacityBar *m_cpuBar, *m_memoryBar;
    FactList *m_ports, *m_facts, *m_attributes;
    QVBoxLayout* m_taskRows;
    QWidget *m_sections, *m_attributesBox;
    StateSentence* m_gone;
};

} // namespace pilothouse::ui
