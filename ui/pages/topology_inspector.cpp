// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_inspector.h"

#include "ui/pages/topology_fit.h"
#include "ui/pages/topology_legend.h"
#include "ui/pages/topology_thing.h"
#include "ui/theme/icons.h"
#include "ui/words/sentence.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

TopologyInspector::TopologyInspector(const Topology& topology, ActRunner& runner, QWidget* parent)
    : Surface(Ground::panel, Qt::LeftEdge, parent), m_scroll(new QScrollArea), m_close(new QToolButton),
      m_closeRow(new QWidget), m_fit(new TopologyFit), m_thing(new TopologyThing(topology, runner)),
      m_legend(new MapLegend) {
    setFixedWidth(262);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto* closeRow = new QHBoxLayout(m_closeRow);
    closeRow->setContentsMargins(16, 8, 16, 0);
    closeRow->addStretch(1);
    closeRow->addWidget(m_close);
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setFixedSize(28, 28);
    column->addWidget(m_closeRow);
    auto* content = new Surface(Ground::panel);
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    auto* fitBox = new Surface(Ground::panel, Qt::BottomEdge);
    auto* fitColumn = new QVBoxLayout(fitBox);
    fitColumn->setContentsMargins(0, 0, 0, 1);
    fitColumn->addWidget(m_fit);
    inner->addWidget(fitBox);
    inner->addWidget(m_thing);
    inner->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_legend);
    m_closeRow->hide();
    fitBox->hide();
    connect(m_close, &QToolButton::clicked, this, &TopologyInspector::closed);
}

void TopologyInspector::setDrawer(bool drawer) {
    m_closeRow->setVisible(drawer);
}

void TopologyInspector::rename() {
    m_close->setAccessibleName(sayPlain("frame.close"));
    m_close->setToolTip(sayPlain("frame.close") + QStringLiteral("  Esc"));
    m_fit->rename();
}

void TopologyInspector::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_closeRow->isVisible())
        emit closed();
    else
        Surface::keyPressEvent(event);
}

} // namespace pilothouse::ui
