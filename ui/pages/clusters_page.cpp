// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusters_page.h"

#include "ui/acts/act_button.h"
#include "ui/frame/connection.h"
#include "ui/frame/connection_colour.h"
#include "ui/models/cluster_table_model.h"
#include "ui/theme/icons.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int between = 1000;

} // namespace

ClustersPage::ClustersPage(const PageContext& context, QWidget* parent)
    : Page(context.session, parent), m_context(context) {
    build();
    connect(&context.connections, &Connections::changed, this, &ClustersPage::collect);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible()) collect();
    });
    m_tick.start(between);
    rename();
    collect();
}

void ClustersPage::build() {
    auto* ground = new Surface(Ground::page, {}, this);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new PageHeader;
    m_open = new QPushButton(icon(QStringLiteral("right")), {});
    m_connect = new QPushButton(icon(QStringLiteral("plus")), {});
    m_close = new QPushButton(icon(QStringLiteral("x")), {});
    m_header->addAction(m_open);
    for (const char* id : {"cluster.create", "cluster.delete"}) {
        if (!actKind(id)) continue;
        m_acts << new ActButton(id, m_context.runner);
        m_header->addAction(m_acts.last());
    }
    m_header->addAction(m_connect);
    m_header->addAction(m_close);
    column->addWidget(m_header);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(24, 0, 24, 12);
    m_filter = new FilterField;
    filter->addWidget(m_filter);
    column->addLayout(filter);
    m_table = new DataTable;
    m_model = new ClusterTableModel(this);
    m_model->setColours([all = &m_context.connections](const QString& key) {
        const Connection* connection = all->byKey(key);
        return connection ? colourOf(*all, connection) : QColor();
    });
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    using M = ClusterTableModel;
    m_table->setColumnWidths({280, 200, 96, 88, 88, 88, 100});
    m_table->setStretchColumn(M::Name, 150);
    m_table->setDropOrder({M::Status, M::Instances, M::Pending});
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    column->addWidget(m_table, 1);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, m_model,
            [this](int at, Qt::SortOrder order) { m_model->sort(at, order); });
    connect(m_table, &DataTable::pointerInside, m_model, &ClusterTableModel::setFrozen);
    connect(m_table, &DataTable::opened, this, &ClustersPage::open);
    connect(m_table, &QTableView::doubleClicked, this, &ClustersPage::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ClustersPage::tellActions);
    connect(m_filter, &FilterField::textChanged, this,
            [this](const QString& text) { m_model->setFilter(parseFilter(text)); });
    connect(m_filter, &FilterField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_open, &QPushButton::clicked, this, &ClustersPage::open);
    connect(m_connect, &QPushButton::clicked, &m_context.connections, &Connections::connectRequested);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (const auto row = m_table->currentIndex(); row.isValid())
            emit m_context.connections.closeRequested(m_model->pointerAt(row.row())->key);
    });
}

console::Interest ClustersPage::interest() const {
    return {.services = false, .tasks = false, .stoppedTasks = false, .instances = false};
}

void ClustersPage::apply(const std::shared_ptr<const console::Snapshot>&) {
    collect();
}

void ClustersPage::collect() {
    std::vector<ClusterRow> rows;
    for (const Connection* connection : m_context.connections.all()) {
        const auto newest = connection->session.snapshot();
        ClusterRow row;
        row.key = connection->key();
        row.connection = connection->name();
        row.region = QString::fromStdString(newest->region);
        row.account = QString::fromStdString(newest->account);
        row.state = newest->clusters.state;
        if (newest->clusters.rows.empty()) {
            row.arn = row.key.toStdString();
            rows.push_back(row);
        }
        for (const auto& cluster : newest->clusters.rows) {
            row.arn = row.key.toStdString() + ' ' + cluster->arn;
            row.cluster = cluster;
            row.current = connection == m_context.connections.current() && cluster->name == newest->cluster;
            rows.push_back(row);
        }
    }
    m_filter->setCount(QString::number(rows.size()));
    m_model->apply(std::move(rows));
    m_header->setSentence(
        say("clusters.sentence", {{"connections", Arg::number(m_context.connections.all().size())},
                                  {"clusters", Arg::number(m_model->total())}}));
    settleFocus();
    tellActions();
}

Targets ClustersPage::targets() const {
    const QModelIndex at = m_table->currentIndex();
    Targets targets{Targets::Kind::cluster, {}};
    if (!at.isValid()) return targets;
    const auto row = m_model->pointerAt(at.row());
    // An act goes to the connection that is shown: another one's cluster is opened first.
    const Connection* current = m_context.connections.current();
    if (row->cluster && current && row->key == current->key()) targets.arns.push_back(row->cluster->arn);
    return targets;
}

void ClustersPage::tellActions() {
    const bool any = m_table->currentIndex().isValid();
    m_open->setEnabled(any);
    m_close->setEnabled(any);
    for (ActButton* act : m_acts)
        act->set({session().snapshot(), targets(), {}});
}

void ClustersPage::open() {
    const QModelIndex at = m_table->currentIndex();
    if (!at.isValid()) return;
    const auto row = m_model->pointerAt(at.row());
    const QString cluster = row->cluster ? QString::fromStdString(row->cluster->name) : QString();
    emit m_context.connections.openRequested(row->key, cluster, QStringLiteral("services"));
}

QString ClustersPage::missing() const {
    return session().snapshot()->clusters.state == console::PartState::loading
               ? QStringLiteral("the clusters")
               : QString();
}

QWidget* ClustersPage::list() const {
    return m_table;
}

void ClustersPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QList<QWidget*> ClustersPage::panes() {
    return {m_header, m_filter, m_table};
}

void ClustersPage::rename() {
    m_header->setTitle(sayPlain("frame.clusters"));
    m_open->setText(sayPlain("clusters.open"));
    m_close->setText(sayPlain("frame.disconnect"));
    m_connect->setText(sayPlain("frame.connect"));
    m_filter->setPlaceholderText(sayPlain("clusters.filter"));
    m_filter->setAccessibleName(sayPlain("clusters.filter"));
    m_table->setAccessibleName(sayPlain("frame.clusters"));
}

void ClustersPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        rename();
        collect();
    }
    Page::changeEvent(event);
}

} // namespace pilothouse::ui
