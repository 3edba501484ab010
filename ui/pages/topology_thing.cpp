// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_thing.h"

#include "ui/acts/act_button.h"
#include "ui/models/instance_names.h"
#include "ui/pages/instance_facts.h"
#include "ui/widgets/capacity_bar.h"
#include "ui/widgets/label.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

Sentence linked(const QString& text, const QString& link) {
    Sentence sentence;
    sentence.spans = {{text, link, link.isEmpty() ? Tone::text : Tone::you, false}};
    return sentence;
}

} // namespace

TopologyThing::TopologyThing(const Topology& topology, ActRunner& runner, QWidget* parent)
    : QWidget(parent), m_topology(topology), m_shape(new StatusShape(Shape::unknown)),
      m_title(new Label({}, 15, Tone::text, Weight::bold)), m_beside(new Label({}, 12, Tone::text3)),
      m_sentence(new StateSentence(12)), m_notes(new StateSentence(12)), m_facts(new FactList),
      m_bars(new QWidget), m_cpu(new Label({}, 12)), m_memory(new Label({}, 12)), m_cpuBar(new CapacityBar),
      m_memoryBar(new CapacityBar), m_open(new QPushButton) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_shape);
    head->addWidget(m_title);
    head->addWidget(m_beside, 1);
    m_title->setMinimumWidth(40);
    column->addLayout(head);
    column->addWidget(m_sentence);
    column->addWidget(m_notes);
    column->addWidget(m_facts);
    auto* bars = new QVBoxLayout(m_bars);
    bars->setContentsMargins(0, 0, 0, 0);
    bars->setSpacing(2);
    for (QWidget* widget : {static_cast<QWidget*>(m_cpu), static_cast<QWidget*>(m_cpuBar),
                            static_cast<QWidget*>(m_memory), static_cast<QWidget*>(m_memoryBar)})
        bars->addWidget(widget);
    column->addWidget(m_bars);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_open);
    for (const char* id : {"instance.drain", "instance.activate"})
        if (actKind(id)) m_instanceActs << new ActButton(id, runner);
    if (actKind("task.stop")) m_taskActs << new ActButton("task.stop", runner);
    for (ActButton* act : m_instanceActs + m_taskActs)
        buttons->addWidget(act);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this, [this] { emit linkActivated(m_link); });
    for (StateSentence* sentence : {m_sentence, m_notes})
        connect(sentence, &QLabel::linkActivated, this, &TopologyThing::linkActivated);
    connect(m_facts, &FactList::linkActivated, this, &TopologyThing::linkActivated);
}

void TopologyThing::set(const MapSpot& spot, const std::shared_ptr<const console::Snapshot>& snapshot,
                        Millis now, const std::vector<Sentence>& notes) {
    Targets targets;
    m_notes->hide();
    m_open->setText(sayPlain("map.open"));
    m_open->setToolTip(sayPlain("map.open.tip") + QStringLiteral("  Enter"));
    const MapTask* task = spot.task >= 0 ? &m_topology.tasks()[std::size_t(spot.task)] : nullptr;
    if (spot.instance >= 0) {
        const MapInstance& instance = m_topology.instances()[std::size_t(spot.instance)];
        targets = {Targets::Kind::instance, {instance.row->arn}};
        setInstance(instance, notes);
    } else if (task && task->row) {
        targets = {Targets::Kind::task, {task->row->arn}};
        setTask(*task, now);
    } else if (task) {
        setMissing(*task);
    }
    const bool nothing = !task && spot.instance < 0;
    m_shape->setVisible(!nothing);
    m_open->setVisible(!nothing);
    m_facts->setVisible(!nothing);
    if (nothing) {
        m_title->setText(sayPlain("map.nothing"));
        m_beside->setText({});
        m_sentence->setSentence(say("map.nothing.how").toned(Tone::text2));
        setBars(nullptr);
    }
    for (ActButton* act : m_instanceActs) {
        const bool drained = spot.instance >= 0 &&
                             m_topology.instances()[std::size_t(spot.instance)].row->status == "DRAINING";
        act->setVisible(spot.instance >= 0 &&
                        drained == (act->objectName() == QStringLiteral("instance.activate")));
        act->set({snapshot, targets, {}});
    }
    for (ActButton* act : m_taskActs) {
        act->setVisible(task && task->row && task->look != MapLook::leaving);
        act->set({snapshot, targets, {}});
    }
}

void TopologyThing::setInstance(const MapInstance& instance, const std::vector<Sentence>& notes) {
    const console::Instance& row = *instance.row;
    m_shape->setShape(instanceShape(row));
    m_title->setText(shortInstance(instance.name));
    m_title->setToolTip(instance.name);
    m_beside->setText(instance.type);
    m_sentence->setSentence(instanceSentence(row).toned(Tone::text2));
    Sentence told;
    for (const Sentence& note : notes)
        told += note;
    m_notes->setSentence(told.toned(Tone::warn));
    m_notes->setVisible(!told.isEmpty());
    auto facts = instanceFacts(row);
    if (!instance.type.isEmpty()) facts.erase(facts.begin()); // stands beside the name
    m_facts->set(facts);
    setBars(&row);
    m_link = QStringLiteral("instance/") + q(row.id);
}

void TopologyThing::setBars(const console::Instance* instance) {
    m_bars->setVisible(instance != nullptr);
    if (!instance) return;
    const auto set = [](Label* label, CapacityBar* bar, std::string_view code, int free, int all,
                        const QString& left) {
        const int reserved = all - free;
        label->setText(sayPlain(code, {{"percent", Arg::number(all > 0 ? 100LL * reserved / all : 0)},
                                       {"free", Arg::plain(left)}}));
        bar->set(reserved, all);
        bar->setAccessibleName(label->text());
    };
    set(m_cpu, m_cpuBar, "map.bar.cpu", instance->cpuFree, instance->cpu, cpuText(instance->cpuFree));
    set(m_memory, m_memoryBar, "map.bar.memory", instance->memoryFree, instance->memory,
        memoryText(instance->memoryFree));
}

void TopologyThing::setTask(const MapTask& task, Millis now) {
    const MapName& name = m_topology.nameOf(task);
    const console::Verdict verdict = console::explain(*task.row);
    m_shape->setShape(shapeOf(verdict.status));
    m_title->setText(name.text);
    m_title->setToolTip({});
    m_beside->setText(q(task.row->id).left(8));
    m_sentence->setSentence(sayReason(verdict.reason).toned(Tone::text2));
    std::vector<Fact> facts;
    const QString definition = q(task.row->family) + u':' + QString::number(task.revision);
    facts.push_back(
        {sayPlain("map.fact.definition"), linked(definition, QStringLiteral("definition/") + definition)});
    if (name.service)
        facts.push_back(
            {sayPlain("map.fact.service"), linked(name.text, QStringLiteral("service/") + name.text)});
    if (task.place >= 0) {
        const MapInstance& instance = m_topology.instances()[std::size_t(task.place)];
        facts.push_back(
            {sayPlain("map.fact.instance"),
             linked(shortInstance(instance.name), QStringLiteral("instance/") + q(instance.row->id))});
    }
    facts.push_back(
        {sayPlain("map.fact.size"),
         say("map.size", {{"cpu", Arg::number(task.cpu)}, {"memory", Arg::plain(memoryText(task.memory))}})});
    if (verdict.since > 0)
        facts.push_back({sayPlain("map.fact.since"), linked(sinceText(verdict.since, now), {})});
    m_facts->set(facts);
    setBars(nullptr);
    m_link = QStringLiteral("task/") + q(task.row->id);
}

void TopologyThing::setMissing(const MapTask& task) {
    const MapName& name = m_topology.nameOf(task);
    m_shape->setShape(Shape::atRisk);
    m_title->setText(name.text);
    m_title->setToolTip({});
    m_beside->setText(sayPlain("map.missing"));
    m_sentence->setSentence(
        say("map.says.missing", {{"service", Arg::name(name.text, QStringLiteral("service/") + name.text)},
                                 {"desired", Arg::number(name.desired)}})
            .toned(Tone::text2));
    m_facts->set({});
    setBars(nullptr);
    m_link = QStringLiteral("service/") + name.text;
}

} // namespace pilothouse::ui
