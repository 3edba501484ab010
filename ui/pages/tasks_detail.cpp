// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tasks_detail.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/raw_text.h"
#include "ui/widgets/timeline.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QToolButton* iconButton(const QString& name) {
    auto* button = new QToolButton;
    button->setIcon(icon(name));
    button->setFixedSize(28, 28);
    return button;
}

QString lastStatusText(const console::Task& task) {
    const auto text = ecs::text(task.lastStatus);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

TaskDetail::TaskDetail(QWidget* parent)
    : Surface(Ground::panel, Qt::LeftEdge, parent), m_shape(new StatusShape(Shape::unknown, 14)),
      m_id(new Label({}, 15, Tone::text, Weight::bold)), m_pill(new StatusPill),
      m_copy(iconButton(QStringLiteral("copy"))), m_close(iconButton(QStringLiteral("x"))),
      m_where(new StateSentence(12)), m_reason(new StateSentence(13)),
      m_length(new Label({}, 12, Tone::text3)), m_raw(new RawText), m_stop(new QPushButton),
      m_timeline(new Timeline), m_facts(new FactList), m_gone(new StateSentence(13)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeHead());
    m_gone->setContentsMargins(16, 12, 16, 12);
    m_gone->hide();
    outer->addWidget(m_gone);

    m_sections = new QWidget;
    auto* column = new QVBoxLayout(m_sections);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QVBoxLayout* body = nullptr;
    column->addWidget(section(m_reasonTitle, body));
    body->addWidget(m_reason);
    setButtonKind(m_stop, ButtonKind::danger);
    body->addWidget(m_stop, 0, Qt::AlignLeft);
    body->addWidget(m_raw);
    body->setSpacing(8);
    column->addWidget(section(m_statesTitle, body));
    static_cast<QHBoxLayout*>(body->itemAt(0)->layout())->addWidget(m_length);
    body->addWidget(m_timeline);
    column->addWidget(section(m_containersTitle, m_containerRows));
    Label* none = nullptr;
    column->addWidget(section(none, body));
    none->hide();
    body->addWidget(m_facts);
    column->addStretch(1);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->setWidget(m_sections);
    m_sections->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll, 1);

    connect(m_close, &QToolButton::clicked, this, &TaskDetail::closed);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(arn()); });
    connect(m_stop, &QPushButton::clicked, this, [this] { emit stopAsked(arn()); });
    for (StateSentence* sentence : {m_where, m_reason})
        connect(sentence, &QLabel::linkActivated, this, &TaskDetail::linkActivated);
    connect(m_facts, &FactList::linkActivated, this, &TaskDetail::linkActivated);
    retranslate();
}

QWidget* TaskDetail::makeHead() {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(16, 16, 12, 12);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_id->setMono();
    row->addWidget(m_shape);
    row->addWidget(m_id);
    row->addWidget(m_pill);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    column->addLayout(row);
    column->addWidget(m_where);
    return head;
}

QWidget* TaskDetail::section(Label*& title, QVBoxLayout*& body) {
    auto* box = new Surface(Ground::panel, Qt::TopEdge);
    body = new QVBoxLayout(box);
    body->setContentsMargins(16, 12, 16, 12);
    body->setSpacing(4);
    auto* head = new QHBoxLayout;
    title = new Label({}, 13, Tone::text, Weight::bold);
    head->addWidget(title, 1);
    body->addLayout(head);
    return box;
}

QString TaskDetail::arn() const {
    return m_task ? QString::fromStdString(m_task->arn) : QString();
}

void TaskDetail::set(std::shared_ptr<const console::Task> task, const console::Instance* instance,
                     int selected, Millis now) {
    m_task = std::move(task);
    m_instance = instance ? std::make_shared<const console::Instance>(*instance) : nullptr;
    m_selected = selected;
    m_now = now;
    m_gone->hide();
    m_sections->show();
    fill();
}

void TaskDetail::setGone() {
    m_gone->setSentence(say("detail.gone"));
    m_gone->show();
    m_sections->hide();
    m_shape->setShape(Shape::unknown);
}

void TaskDetail::tick(Millis now) {
    m_now = now;
    if (!m_task) return;
    const bool failed = m_verdict.status == console::Status::failed;
    const bool note = failed || m_verdict.status == console::Status::starting ||
                      m_verdict.status == console::Status::atRisk;
    m_timeline->set(stepsOf(*m_task, failed, now), note ? shortReason(m_verdict.reason) : QString(), now);
    m_length->setText(lengthText(*m_task, now));
}

QString TaskDetail::verdictTitle() const {
    using console::Status;
    if (m_task->lastStatus == ecs::TaskStatus::stopped) return tr("Why it stopped");
    switch (m_verdict.status) {
    case Status::leaving:
        return tr("What it does");
    case Status::starting:
    case Status::atRisk:
        return tr("What it waits for");
    default:
        return tr("How it is");
    }
}

void TaskDetail::fill() {
    if (!m_task) return;
    m_verdict = console::explain(*m_task);
    const Shape shape = shapeOf(m_verdict.status);
    m_shape->setShape(shape);
    m_id->setText(QString::fromStdString(m_task->id).left(8));
    m_pill->set(shape, lastStatusText(*m_task));
    Sentence where = whereSentence(*m_task, m_instance.get());
    if (m_selected > 1) {
        const Sentence more = say("detail.selected", {{"count", Arg::number(m_selected)}});
        where.spans.insert(where.spans.end(), more.spans.begin(), more.spans.end());
    }
    m_where->setSentence(where.toned(Tone::text2));
    m_reasonTitle->setText(verdictTitle());
    m_reason->setSentence(sayReason(m_verdict.reason));
    m_raw->setText(rawReasons(*m_task));
    m_stop->setVisible(m_task->lastStatus <= ecs::TaskStatus::running && m_task->desiredStatus != "STOPPED");
    fillContainers();
    m_facts->set(factsOfTask(*m_task, m_instance.get()));
    tick(m_now);
    setAccessibleName(tr("Task %1").arg(m_id->text()));
}

void TaskDetail::fillContainers() {
    auto lines = containerLines(*m_task);
    if (lines == m_containers) return;
    m_containers = std::move(lines);
    while (m_containerRows->count() > 1) {
        QLayoutItem* item = m_containerRows->takeAt(1);
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const ContainerLine& line : m_containers) {
        auto* box = new QWidget;
        auto* grid = new QGridLayout(box);
        grid->setContentsMargins(0, 4, 0, 4);
        grid->setHorizontalSpacing(8);
        grid->setVerticalSpacing(0);
        auto* name = new Label(line.name, 13, Tone::text, Weight::strong);
        auto* state = new Label(line.state, 12, toneOf(line.status));
        auto* image = new Label(line.image, 12, Tone::text3);
        image->setMono();
        image->setElide(Qt::ElideLeft); // the name and tag stand at its end
        image->setMinimumWidth(40);
        image->setToolTip(line.image);
        grid->addWidget(new StatusShape(shapeOf(line.status)), 0, 0);
        grid->addWidget(name, 0, 1);
        grid->addWidget(state, 0, 2, Qt::AlignRight);
        grid->addWidget(image, 1, 1, 1, 2);
        grid->setColumnStretch(1, 1);
        box->setAccessibleName(line.name + QStringLiteral(", ") + line.state);
        m_containerRows->addWidget(box);
    }
}

void TaskDetail::retranslate() {
    m_statesTitle->setText(tr("States"));
    m_containersTitle->setText(tr("Containers"));
    m_stop->setText(tr("Stop…"));
    m_copy->setToolTip(tr("Copy the task's ARN (C)"));
    m_copy->setAccessibleName(tr("Copy the task's ARN"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close"));
    m_containers.clear();
    fill();
}

void TaskDetail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Surface::changeEvent(event);
}

} // namespace pilothouse::ui
