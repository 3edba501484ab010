// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_services.h"

#include "ui/models/overview_service_model.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/words/language.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int rowHeight = 28, mostRows = 40; // beyond, the table scrolls by itself

} // namespace

OverviewServices::OverviewServices(const console::Counts& counts, QWidget* parent)
    : Panel(parent), m_title(new Label({}, 13, Tone::text, Weight::bold)),
      m_sub(new Label({}, 12, Tone::text3)), m_all(new StateSentence(12)), m_table(new DataTable),
      m_model(new OverviewServiceModel(counts, this)), m_fold(new QPushButton) {
    auto* head = new QWidget;
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(23, 0, 15, 0);
    row->setSpacing(8);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_sub->setMinimumWidth(0);
    m_sub->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_all->setWordWrap(false);
    row->addWidget(m_title);
    row->addWidget(m_sub, 1);
    row->addWidget(m_all);
    body()->addWidget(head);
    using M = OverviewServiceModel;
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({44, 140, 92, 124, 68, 160, 124});
    m_table->setStretchColumn(M::Name, 120);
    m_table->setDropOrder({M::Revision, M::LastHour, M::Pending});
    body()->addWidget(m_table);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(15, 4, 15, 4);
    setButtonKind(m_fold, ButtonKind::ghost);
    setSmall(m_fold);
    foot->addWidget(m_fold);
    foot->addStretch(1);
    body()->addLayout(foot);
    body()->addStretch(1);
    connect(m_all, &QLabel::linkActivated, this, &OverviewServices::navigate);
    connect(m_fold, &QPushButton::clicked, this, [this] {
        m_unfolded = !m_unfolded;
        fold();
    });
    connect(m_table, &DataTable::pointerInside, m_model, &OverviewServiceModel::setFrozen);
    connect(m_table, &DataTable::opened, this, &OverviewServices::open);
    connect(m_table, &QTableView::doubleClicked, this, &OverviewServices::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &OverviewServices::chosen);
    for (auto signal : {&OverviewServiceModel::rowsInserted, &OverviewServiceModel::rowsRemoved})
        connect(m_model, signal, this, [this] { fold(); });
    tell();
}

void OverviewServices::apply(const console::Snapshot& snapshot, Millis now) {
    m_model->setNow(now);
    m_model->apply(snapshot);
    fold();
    tell();
}

void OverviewServices::setNow(Millis now) {
    m_model->setNow(now);
    m_table->viewport()->update();
}

void OverviewServices::setRoom(int rows) {
    if (rows == m_room) return;
    m_room = rows;
    fold();
}

/// All of them if they fit; else those that need a look, and the others a button away.
void OverviewServices::fold() {
    const int total = m_model->total();
    int unwell = 0;
    m_model->eachRow([&](const ServiceRow& row, const ServiceFacts& facts) {
        unwell += facts.rank < console::rank(console::Status::healthy) || row.isPending();
    });
    const bool fits = total <= m_room;
    m_model->setFolded(!fits && !m_unfolded);
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    const bool any = m_model->rowCount() > 0;
    m_table->setVisible(any);
    m_table->setFixedHeight(rowHeight * (rows + 1));
    m_table->setVerticalScrollBarPolicy(m_model->rowCount() > mostRows ? Qt::ScrollBarAsNeeded
                                                                       : Qt::ScrollBarAlwaysOff);
    m_fold->setVisible(!fits && total > unwell);
    m_fold->setText(m_unfolded ? sayPlain("overview.hideWell")
                               : sayPlain("overview.showWell", {{"count", Arg::number(total - unwell)}}));
}

void OverviewServices::tell() {
    int attention = 0, changing = 0, well = 0, idle = 0;
    m_model->eachRow([&](const ServiceRow&, const ServiceFacts& facts) {
        using console::Status;
        switch (facts.verdict.status) {
        case Status::trouble:
        case Status::failed:
        case Status::atRisk:
            ++attention;
            break;
        case Status::changing:
        case Status::starting:
        case Status::leaving:
            ++changing;
            break;
        case Status::healthy:
        case Status::running:
            ++well;
            break;
        default:
            ++idle;
        }
    });
    QStringList parts;
    const std::pair<const char*, int> counts[] = {{"overview.sub.attention", attention},
                                                  {"overview.sub.changing", changing},
                                                  {"overview.sub.well", well},
                                                  {"overview.sub.idle", idle}};
    for (const auto& [code, count] : counts)
        if (count > 0) parts << sayPlain(code, {{"count", Arg::number(count)}});
    m_title->setText(sayPlain("frame.services"));
    m_sub->setText(parts.join(language() == Language::ja ? QStringLiteral("、") : QStringLiteral(", ")));
    m_all->setSentence({{{sayPlain("overview.allServices"), QStringLiteral("services"), Tone::you, false}}});
    m_table->setAccessibleName(sayPlain("frame.services"));
}

Targets OverviewServices::targets() const {
    const int row = m_table->currentIndex().row();
    if (row < 0) return {Targets::Kind::service, {}};
    return {Targets::Kind::service, {m_model->pointerAt(row)->service->arn}};
}

void OverviewServices::open() {
    const int row = m_table->currentIndex().row();
    if (row < 0) return;
    emit navigate(QStringLiteral("service/") +
                  QString::fromStdString(m_model->pointerAt(row)->service->name));
}

void OverviewServices::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        tell();
        fold();
    }
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
