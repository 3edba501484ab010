// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/pages/topology_map.h"
#include "ui/words/sentence.h"

#include <QWidget>

class QPushButton;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class CapacityBar;
class FactList;
class Label;
class StateSentence;
class StatusShape;

/// What the keyboard is on, told beside the map: an instance or a task.
class TopologyThing : public QWidget {
    Q_OBJECT
public:
    TopologyThing(const Topology& topology, ActRunner& runner, QWidget* parent = nullptr);
    /// `notes` are what an instance lacks for what somebody asks about.
    void set(const MapSpot& spot, const std::shared_ptr<const console::Snapshot>& snapshot, Millis now,
             const std::vector<Sentence>& notes);

signals:
    void linkActivated(const QString& link);

private:
    void setInstance(const MapInstance& instance, const std::vector<Sentence>& notes);
    void setTask(const MapTask& task, Millis now);
    void setMissing(const MapTask& task);
    void setBars(const console::Instance* instance);

    const Topology& m_topology;
    StatusShape* m_shape;
    Label *m_title, *m_beside;
    StateSentence *m_sentence, *m_notes;
    FactList* m_facts;
    QWidget* m_bars;
    Label *m_cpu, *m_memory;
    CapacityBar *m_cpuBar, *m_memoryBar;
    QPushButton* m_open;
    QList<ActButton*> m_instanceActs, m_taskActs;
    QString m_link;
};

} // namespace pilothouse::ui
