// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_deployments_tab.h"

#include "ui/pages/deployment_detail.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_state.h"
#include "ui/words/errors.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

using console::PartState;

ServiceDeploymentsTab::ServiceDeploymentsTab(ActRunner& runner, QWidget* parent)
    : ServiceTab(parent), m_note(new StateSentence(13)), m_stack(new QStackedWidget), m_state(new ListState),
      m_table(new DataTable), m_model(new DeploymentTableModel(this)),
      m_detail(new DeploymentDetail(runner)) {
    using M = DeploymentTableModel;
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({52, 150, 150, 120, 110, 84, 112, 200});
    m_table->setStretchColumn(M::Reason, 160);
    m_table->setDropOrder({M::State, M::Failures, M::Took, M::Tasks, M::Started});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
            [this](int by, Qt::SortOrder order) { m_model->sort(by, order); });
    m_note->setContentsMargins(24, 8, 24, 8);
    m_note->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_note);
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(4);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    m_stack->setMinimumHeight(120);
    split->addWidget(m_stack);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    m_detail->hide();
    column->addWidget(split, 1);
    connect(m_table, &DataTable::pointerInside, m_model, &M::setFrozen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServiceDeploymentsTab::tellDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ServiceDeploymentsTab::tellDetail);
    connect(m_detail, &DeploymentDetail::linkActivated, this, &ServiceTab::navigate);
}

void ServiceDeploymentsTab::apply(const ServiceView& view) {
    m_view = view;
    m_model->setNow(view.now);
    m_model->apply(*view.service, *view.snapshot, view.gone);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0); // the newest: what is looked for first
    tell();
    tellDetail();
}

void ServiceDeploymentsTab::reset() {
    m_table->setCurrentIndex({});
    m_table->clearSelection();
}

void ServiceDeploymentsTab::tick(Millis now) {
    m_view.now = now;
    m_model->setNow(now);
    m_table->viewport()->update();
}

/// Where the history cannot be read, what the service tells of itself stands there, and that it is not all.
void ServiceDeploymentsTab::tell() {
    if (!m_view.service) return;
    const auto& part = m_view.snapshot->serviceDeployments;
    const bool own = m_view.snapshot->service == m_view.service->arn;
    const bool read = own && part.asOf != 0;
    const bool refused = own && !read && part.error && part.state != PartState::loading;
    m_note->setVisible(!m_view.gone && !read);
    if (refused)
        m_note->setSentence(
            (say("deployments.noHistory") += explainError(*part.error).why).toned(Tone::text2));
    else
        m_note->setSentence(say("deployments.readingHistory").toned(Tone::text3));
    const bool rows = m_model->rowCount() > 0;
    m_stack->setCurrentWidget(rows ? static_cast<QWidget*>(m_table) : m_state);
    if (!rows)
        m_state->show(read ? ListState::Kind::empty : ListState::Kind::loading,
                      say(read ? "deployments.none" : "page.loading"));
}

void ServiceDeploymentsTab::tellDetail() {
    if (!m_view.service) return;
    const QModelIndex current = m_table->currentIndex();
    m_detail->setVisible(current.isValid());
    if (!current.isValid()) return;
    const auto before = m_detail->definitions();
    m_detail->set(m_view, m_model->rowAt(current.row()));
    if (m_detail->definitions() != before) emit wantsChanged();
}

std::set<std::string> ServiceDeploymentsTab::definitions() const {
    return m_detail->definitions();
}

QWidget* ServiceDeploymentsTab::mainWidget() {
    return m_table;
}

void ServiceDeploymentsTab::rename() {
    m_table->setAccessibleName(sayPlain("servicePage.tab.deployments"));
    m_detail->rename();
    tell();
}

} // namespace pilothouse::ui
