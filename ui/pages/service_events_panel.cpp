// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_events_panel.h"

#include "ui/models/event_table_model.h"
#include "ui/pages/event_detail.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/list_state.h"
#include "ui/words/quantities.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace pilothouse::ui {

ServiceEventsPanel::ServiceEventsPanel(QWidget* parent)
    : ServicePanel(parent), m_stack(new QStackedWidget), m_state(new ListState), m_table(new DataTable),
      m_model(new EventTableModel(this)), m_detail(new EventDetail) {
    using M = EventTableModel;
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->hide();
    m_table->setColumnWidths({96, 28, 100, 200, 180});
    m_table->setStretchColumn(M::What, 200);
    m_table->setDropOrder({M::About});
    m_table->setAlwaysHidden({M::Service});
    m_stack->setMinimumHeight(90); // less than what explains an empty one would like
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // what is left
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_table);
    body()->addWidget(m_stack, 1);
    m_detail->hide();
    body()->addWidget(m_detail);
    connect(m_table, &DataTable::pointerInside, m_model, &M::setFrozen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServiceEventsPanel::tellDetail);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ServiceEventsPanel::tellDetail);
    connect(m_detail, &EventDetail::linkActivated, this, &ServiceEventsPanel::navigate);
    connect(this, &ServicePanel::linkActivated, this, &ServiceEventsPanel::navigate);
}

void ServiceEventsPanel::apply(const ServiceView& view) {
    const bool other = m_view.service && m_view.service->arn != view.service->arn;
    m_view = view;
    if (other) m_table->setCurrentIndex({});
    m_model->setNow(view.now);
    // Of a service that is gone, what it said last is kept.
    if (!view.gone) m_model->apply(*view.snapshot, view.service->arn);
    m_model->setStale(view.isStale());
    tell();
    tellDetail();
}

void ServiceEventsPanel::tick(Millis now) {
    m_view.now = now;
    m_model->setNow(now);
    tellDetail();
}

void ServiceEventsPanel::tell() {
    if (!m_view.service) return;
    const bool rows = m_model->rowCount() > 0;
    if (!rows) m_state->show(ListState::Kind::empty, say("serviceEvents.none"));
    m_stack->setCurrentWidget(rows ? static_cast<QWidget*>(m_table) : m_state);
    const QString place = QStringLiteral("events/service:") + QString::fromStdString(m_view.service->name);
    const QString all = sayPlain("serviceEvents.all", {{"count", Arg::number(m_model->total())}});
    Sentence note;
    if (rows) note.spans = {{all, place, Tone::you, false}};
    setNote(note);
}

void ServiceEventsPanel::tellDetail() {
    const QModelIndex current = m_table->currentIndex();
    const bool there = current.isValid() && m_stack->currentWidget() == m_table;
    m_detail->setVisible(there);
    if (there)
        m_detail->set(m_model->rowAt(current.row()), m_model->factsAt(current.row()), m_view.now, true);
}

void ServiceEventsPanel::rename() {
    setTitle(sayPlain("events.title"));
    m_table->setAccessibleName(sayPlain("events.title"));
    m_detail->setAccessibleName(sayPlain("events.detail"));
    tell();
    tellDetail();
}

} // namespace pilothouse::ui
