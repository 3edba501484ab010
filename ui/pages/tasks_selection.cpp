// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// TasksPage: cursor, marks, keys and what follows from them.
#include "ui/acts/act.h"
#include "ui/dialogs/act_runner.h"
#include "ui/models/task_table_model.h"
#include "ui/pages/tasks_detail.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/words/reason.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPushButton>
#include <set>

namespace pilothouse::ui {

namespace {
constexpr int wideDetail = 360, narrowDetail = 320;
constexpr int narrowPage = 960; // of the page, sidebar left out: the detail is 320
constexpr int singlePage = 760; // the detail stands in the list's place
} // namespace

QStringList TasksPage::selectedArns() const {
    QStringList arns;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        arns << m_model->arnAt(index.row());
    return arns;
}

QString TasksPage::commonText(const QStringList& arns) const {
    std::set<QString> causes, services;
    for (const QString& arn : arns)
        if (const int row = m_model->rowOf(arn); row >= 0) {
            causes.insert(m_model->factsAt(row).reason);
            services.insert(QString::fromStdString(m_model->rowAt(row).service));
        }
    if (arns.size() < 2 || services.empty()) return {};
    if (causes.size() == 1) return sayPlain("selection.sameCause", {{"cause", Arg::plain(*causes.begin())}});
    if (services.size() == 1 && !services.begin()->isEmpty())
        return sayPlain("selection.sameService", {{"service", Arg::plain(*services.begin())}});
    return sayPlain("selection.mixed", {{"services", Arg::number(std::int64_t(services.size()))}});
}

void TasksPage::showSelection() {
    const QStringList arns = selectedArns();
    m_bar->setVisible(arns.size() > 1 || (arns.size() == 1 && !m_detail->isVisible()));
    int running = 0;
    for (const QString& arn : arns)
        if (const auto task = m_model->row(arn); task && task->lastStatus < ecs::TaskStatus::deactivating)
            ++running;
    m_bar->setTexts(sayPlain("selection.tasks", {{"count", Arg::number(arns.size())}}), commonText(arns));
    m_stopMarked->setText(sayPlain("stop.ask", {{"count", Arg::number(running)}}));
    m_stopMarked->setVisible(running > 0);
    m_stopMarked->setEnabled(!m_model->isStale());
}

void TasksPage::showDetail() {
    const QModelIndex current = m_table->currentIndex();
    const bool show = current.isValid() && !m_detailClosed;
    if (!show) {
        m_detail->hide();
        placeDetail();
        showSelection();
        return;
    }
    const auto task = m_model->pointerAt(current.row());
    const int selected = int(m_table->selectionModel()->selectedRows().size());
    if (m_model->row(m_model->arnAt(current.row())))
        m_detail->set(task, m_model->instanceOf(*task), selected, m_now);
    else
        m_detail->setGone();
    m_detail->show();
    placeDetail();
    showSelection();
}

void TasksPage::placeDetail() {
    m_detailInPlace = width() < singlePage;
    m_list->setVisible(!(m_detailInPlace && m_detail->isVisibleTo(this)));
    if (m_detailInPlace) {
        m_detail->setMinimumWidth(0);
        m_detail->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        m_detail->setFixedWidth(width() < narrowPage ? narrowDetail : wideDetail);
    }
}

void TasksPage::closeDetail() {
    m_detailClosed = true;
    showDetail();
    m_table->setFocus();
}

void TasksPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeDetail();
}

void TasksPage::askRun() {
    if (m_runner && m_snapshot) actKind("task.run")->open(window(), m_runner, {m_snapshot, {}, {}});
}

void TasksPage::askStop() {
    QStringList arns = selectedArns();
    if (arns.isEmpty() && m_table->currentIndex().isValid())
        arns << m_model->arnAt(m_table->currentIndex().row());
    stop(arns);
}

void TasksPage::stop(const QStringList& arns) {
    if (!m_runner || !m_snapshot || m_model->isStale()) return;
    Targets targets{Targets::Kind::task, {}};
    for (const QString& arn : arns)
        if (const auto task = m_model->row(arn); task && task->lastStatus < ecs::TaskStatus::deactivating)
            targets.arns.push_back(arn.toStdString());
    if (!targets.arns.empty())
        actKind("task.stop")->open(window(), m_runner, {m_snapshot, std::move(targets), {}});
}

void TasksPage::copyArns() {
    QStringList arns = selectedArns();
    if (arns.isEmpty() && m_table->currentIndex().isValid())
        arns << m_model->arnAt(m_table->currentIndex().row());
    if (!arns.isEmpty()) QApplication::clipboard()->setText(arns.join(u'\n'));
}

Targets TasksPage::targets() const {
    Targets targets{Targets::Kind::task, {}};
    QStringList arns = selectedArns();
    if (arns.isEmpty() && m_table->currentIndex().isValid())
        arns << m_model->arnAt(m_table->currentIndex().row());
    for (const QString& arn : arns)
        targets.arns.push_back(arn.toStdString());
    return targets;
}

void TasksPage::copyCommand() {
    QStringList arns = selectedArns();
    if (arns.isEmpty() && m_table->currentIndex().isValid())
        arns << m_model->arnAt(m_table->currentIndex().row());
    if (arns.isEmpty() || !m_snapshot) return;
    QApplication::clipboard()->setText(
        QStringLiteral("aws ecs describe-tasks --endpoint-url %1 --region %2 --cluster %3 --tasks %4")
            .arg(QString::fromStdString(m_snapshot->endpointUrl), QString::fromStdString(m_snapshot->region),
                 QString::fromStdString(m_snapshot->cluster), arns.join(u' ')));
}

void TasksPage::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (plain && event->key() == Qt::Key_Slash && m_filter->isVisible()) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
    } else if (plain && event->key() == Qt::Key_Delete) {
        askStop();
    } else if (plain && event->key() == Qt::Key_C) {
        shift ? copyCommand() : copyArns();
    } else if (plain && event->key() == Qt::Key_Escape) {
        // One layer a press: marks, detail, filter.
        if (selectedArns().size() > 1)
            m_table->clearSelection();
        else if (m_detail->isVisible())
            closeDetail();
        else if (!m_filter->text().isEmpty())
            m_filter->clear();
        else
            event->ignore();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace pilothouse::ui
