// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/instances_detail.h"

#include "ui/acts/act_button.h"
#include "ui/models/instance_names.h"
#include "ui/pages/instance_facts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/capacity_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr std::size_t mostTasks = 40; // more are told by their number

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

QToolButton* iconButton(const char* name) {
    auto* button = new QToolButton;
    button->setIcon(icon(QString::fromLatin1(name)));
    button->setFixedSize(28, 28);
    return button;
}

QString serviceOf(const console::Task& task) {
    return q(task.service.empty() ? task.family : task.service);
}

} // namespace

InstanceDetail::InstanceDetail(ActRunner& runner, QWidget* parent)
    : Surface(Ground::panel, Qt::LeftEdge, parent), m_shape(new StatusShape(Shape::unknown, 14)),
      m_name(new Label({}, 15, Tone::text, Weight::bold)), m_pill(new StatusPill), m_map(iconButton("topology")),
      m_copy(iconButton("copy")), m_close(iconButton("x")), m_sentence(new StateSentence(13)),
      m_cpu(new Label({}, 12)), m_memory(new Label({}, 12)), m_cpuBar(new CapacityBar), m_memoryBar(new CapacityBar),
      m_ports(new FactList), m_facts(new FactList), m_attributes(new FactList), m_gone(new StateSentence(13)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead(runner));
    m_gone->setContentsMargins(16, 0, 16, 16);
    column->addWidget(m_gone);
    m_gone->hide();
    m_sections = new QWidget;
    auto* sections = new QVBoxLayout(m_sections);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(0);
    QVBoxLayout *resources = nullptr, *tasks = nullptr, *facts = nullptr, *attributes = nullptr;
    sections->addWidget(section(m_resourcesTitle, resources));
    for (QWidget* widget : {static_cast<QWidget*>(m_cpu), static_cast<QWidget*>(m_cpuBar),
                            static_cast<QWidget*>(m_memory), static_cast<QWidget*>(m_memoryBar),
                            static_cast<QWidget*>(m_ports)})
        resources->addWidget(widget);
    sections->addWidget(section(m_tasksTitle, tasks));
    m_taskRows = new QVBoxLayout;
    m_taskRows->setSpacing(0);
    tasks->addLayout(m_taskRows);
    sections->addWidget(section(m_factsTitle, facts));
    facts->addWidget(m_facts);
    m_attributesBox = section(m_attributesTitle, attributes);
    attributes->addWidget(m_attributes);
    sections->addWidget(m_attributesBox);
    sections->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    auto* ground = new Surface(Ground::panel);
    auto* inner = new QVBoxLayout(ground);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_sections);
    scroll->setWidget(ground);
    column->addWidget(scroll, 1);
    connect(m_close, &QToolButton::clicked, this, &InstanceDetail::closed);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(arn()); });
    connect(m_map, &QToolButton::clicked, this, [this] {
        if (m_instance) emit linkActivated(QStringLiteral("topology/instance:") + nameOf(*m_instance));
    });
    connect(m_facts, &FactList::linkActivated, this, &InstanceDetail::linkActivated);
    retranslate();
}

QWidget* InstanceDetail::makeHead(ActRunner& runner) {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(16, 16, 12, 12);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_name->setMono();
    row->addWidget(m_shape);
    row->addWidget(m_name);
    row->addWidget(m_pill);
    row->addStretch(1);
    for (QToolButton* button : {m_map, m_copy, m_close})
        row->addWidget(button);
    column->addLayout(row);
    column->addWidget(m_sentence);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (const char* id : {"instance.drain", "instance.activate"})
        if (actKind(id)) {
            m_acts << new ActButton(id, runner);
            acts->addWidget(m_acts.last());
        }
    acts->addStretch(1);
    if (!m_acts.isEmpty()) column->addLayout(acts);
    return head;
}

QWidget* InstanceDetail::section(Label*& title, QVBoxLayout*& body) {
    auto* box = new Surface(Ground::panel, Qt::TopEdge);
    body = new QVBoxLayout(box);
    body->setContentsMargins(16, 12, 16, 12);
    body->setSpacing(4);
    title = new Label({}, 13, Tone::text, Weight::bold);
    body->addWidget(title);
    return box;
}

QString InstanceDetail::arn() const {
    return m_instance ? q(m_instance->arn) : QString();
}

void InstanceDetail::set(std::shared_ptr<const console::Instance> instance,
                         const std::shared_ptr<const console::Snapshot>& snapshot, int selected) {
    m_instance = std::move(instance);
    m_snapshot = snapshot;
    m_selected = selected;
    m_gone->hide();
    m_sections->show();
    fill();
}

void InstanceDetail::setGone() {
    m_gone->show();
    m_sections->hide();
    m_shape->setShape(Shape::unknown);
    for (ActButton* act : m_acts)
        act->hide();
}

void InstanceDetail::fill() {
    if (!m_instance) return;
    const console::Instance& row = *m_instance;
    m_shape->setShape(instanceShape(row));
    m_name->setText(shortInstance(nameOf(row)));
    m_name->setToolTip(nameOf(row));
    m_pill->set(instanceShape(row), instanceState(row));
    Sentence sentence = instanceSentence(row);
    if (m_selected > 1)
        sentence += say("instances.detail.selected", {{"count", Arg::number(m_selected)}}).toned(Tone::you);
    m_sentence->setSentence(sentence.toned(Tone::text2));
    const auto bar = [](Label* label, CapacityBar* gauge, std::string_view code, int free, int all, const QString& left) {
        label->setText(sayPlain(code, {{"percent", Arg::number(all > 0 ? 100LL * (all - free) / all : 0)},
                                       {"free", Arg::plain(left)}}));
        gauge->set(all - free, all);
        gauge->setAccessibleName(label->text());
    };
    bar(m_cpu, m_cpuBar, "map.bar.cpu", row.cpuFree, row.cpu, cpuText(row.cpuFree));
    bar(m_memory, m_memoryBar, "map.bar.memory", row.memoryFree, row.memory, memoryText(row.memoryFree));
    const QString ports = portsText(row);
    Sentence told;
    told.spans = {{ports, {}, Tone::text, false}};
    m_ports->set(ports.isEmpty() ? std::vector<Fact>{}
                                 : std::vector<Fact>{{sayPlain("instances.fact.ports"), told, false}});
    fillTasks();
    m_facts->set(instanceFacts(row));
    const auto attributes = instanceAttributes(row);
    m_attributes->set(attributes);
    m_attributesBox->setVisible(!attributes.empty());
    for (ActButton* act : m_acts) {
        act->setVisible((act->objectName() == QStringLiteral("instance.activate")) == (row.status == "DRAINING"));
        act->set({m_snapshot, {Targets::Kind::instance, {row.arn}}, {}});
    }
    setAccessibleName(sayPlain("instances.column.instance") + u' ' + nameOf(row));
}

/// What runs there, by service; each line is a link.
void InstanceDetail::fillTasks() {
    console::Rows<console::Task> tasks;
    for (const auto& task : m_snapshot->tasks.rows)
        if (task->instanceArn == m_instance->arn && task->lastStatus != ecs::TaskStatus::stopped)
            tasks.push_back(task);
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const auto& a, const auto& b) { return serviceOf(*a) < serviceOf(*b); });
    if (tasks == m_tasks && m_taskRows->count() > 0) return;
    m_tasks = std::move(tasks);
    while (QLayoutItem* item = m_taskRows->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto addLine = [this](const Sentence& sentence, std::optional<Shape> shape) {
        auto* box = new QWidget;
        auto* line = new QHBoxLayout(box);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        if (shape) line->addWidget(new StatusShape(*shape));
        auto* words = new StateSentence(12);
        words->setSentence(sentence);
        connect(words, &QLabel::linkActivated, this, &InstanceDetail::linkActivated);
        line->addWidget(words, 1);
        box->setMinimumHeight(22);
        m_taskRows->addWidget(box);
    };
    if (m_tasks.empty()) return addLine(say("instances.detail.noTasks").toned(Tone::text2), {});
    for (std::size_t i = 0; i < m_tasks.size() && i < mostTasks; ++i) {
        const console::Task& task = *m_tasks[i];
        const console::Verdict verdict = console::explain(task);
        addLine(say("instances.detail.task",
                    {{"service", Arg::name(serviceOf(task), task.service.empty() ? QString()
                                                                                 : QStringLiteral("service/") + serviceOf(task))},
                     {"task", Arg::name(q(task.id).left(8), QStringLiteral("task/") + q(task.id), Tone::you)},
                     {"state", Arg::plain(shortReason(verdict.reason))}}),
                shapeOf(verdict.status));
    }
    if (m_tasks.size() > mostTasks)
        addLine(say("instances.detail.moreTasks", {{"count", Arg::number(std::int64_t(m_tasks.size() - mostTasks))}})
                    .toned(Tone::text3),
                {});
}

void InstanceDetail::retranslate() {
    m_resourcesTitle->setText(sayPlain("instances.detail.resources"));
    m_tasksTitle->setText(sayPlain("instances.detail.tasks"));
    m_factsTitle->setText(sayPlain("instances.detail.facts"));
    m_attributesTitle->setText(sayPlain("instances.detail.attributes"));
    m_gone->setSentence(say("instances.detail.gone"));
    const auto name = [](QToolButton* button, std::string_view code, const char* key) {
        button->setAccessibleName(sayPlain(code));
        button->setToolTip(*key ? sayPlain(code) + QStringLiteral("  ") + QString::fromLatin1(key) : sayPlain(code));
    };
    name(m_map, "instances.detail.map", "");
    name(m_copy, "instances.detail.copy", "C");
    name(m_close, "instances.detail.close", "Esc");
    m_tasks.clear();
    if (m_instance) fill();
}

void InstanceDetail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Surface::changeEvent(event);
}

} // namespace pilothouse::ui
