// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the topology page says in words, all of it told anew when the language changes.
#include "ui/frame/session.h"
#include "ui/pages/topology_fit.h"
#include "ui/pages/topology_inspector.h"
#include "ui/pages/topology_legend.h"
#include "ui/pages/topology_page.h"
#include "ui/pages/topology_sentence.h"
#include "ui/pages/topology_thing.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segments.h"

#include <QPushButton>

namespace pilothouse::ui {

void TopologyPage::tellSentence() {
    const bool fitting = m_fitting->isChecked();
    const TopologyFit* fit = m_inspector->fit();
    const bool whole = m_shown->instances.asOf != 0 && m_shown->tasks.asOf != 0;
    m_header->setSentence(!whole ? Sentence{}
                                 : topologySentence(m_topology,
                                                    fitting && fit->isKnown() ? &*fit->fit() : nullptr,
                                                    fit->name(), fit->count()));
}

void TopologyPage::tellCount() {
    const Args counts{{"shown", Arg::number(m_topology.matching())},
                      {"total", Arg::number(m_topology.shown())}};
    m_filter->setCount(sayPlain(m_topology.isFiltered() ? "map.count" : "map.countAll", counts));
}

void TopologyPage::tellZoom() {
    m_zoomFit->setText(sayPlain("map.zoom", {{"percent", Arg::number(m_map->zoom())}}));
    m_zoomOut->setEnabled(m_map->zoom() > mapZooms().front());
    m_zoomIn->setEnabled(m_map->zoom() < mapZooms().back());
}

void TopologyPage::tellThing() {
    const MapSpot spot = m_map->cursor();
    std::vector<Sentence> notes;
    if (m_fitting->isChecked() && spot.instance >= 0)
        notes = m_inspector->fit()->shortages(m_topology.instances()[std::size_t(spot.instance)].row->arn);
    m_inspector->thing()->set(spot, m_shown, session().now(), notes);
}

void TopologyPage::tellLegend() {
    static constexpr std::string_view titles[] = {"map.legend.health", "map.legend.service",
                                                  "map.legend.revision", "map.legend.age"};
    m_inspector->legend()->set(sayPlain(titles[int(m_map->colour())]),
                               legendOf(m_topology, m_map->colour(), session().now()));
}

void TopologyPage::tellFit() {
    m_map->setFits(m_fitting->isChecked() ? m_inspector->fit()->notes() : std::vector<FitNote>{});
    tellSentence();
    tellThing();
}

void TopologyPage::rename() {
    m_header->setTitle(sayPlain("frame.topology"));
    m_filter->setPlaceholderText(sayPlain("map.filter.hint"));
    m_filter->setAccessibleName(sayPlain("map.filter"));
    m_filter->setToolTip(sayPlain("map.filter") + QStringLiteral("  /"));
    m_zoomOut->setAccessibleName(sayPlain("map.zoomOut"));
    m_zoomOut->setToolTip(sayPlain("map.zoomOut") + QStringLiteral("  −"));
    m_zoomIn->setAccessibleName(sayPlain("map.zoomIn"));
    m_zoomIn->setToolTip(sayPlain("map.zoomIn") + QStringLiteral("  +"));
    m_zoomFit->setToolTip(sayPlain("map.zoomFit") + QStringLiteral("  0"));
    m_fitting->setText(sayPlain("map.fit.ask"));
    m_fitting->setToolTip(sayPlain("map.fit.ask.tip"));
    m_details->setText(sayPlain("map.details"));
    m_details->setToolTip(sayPlain("map.details.tip") + QStringLiteral("  Space"));
    m_colour->setTexts(sayPlain("map.colour"), {sayPlain("map.colour.health"), sayPlain("map.colour.service"),
                                                sayPlain("map.colour.revision"), sayPlain("map.colour.age")});
    m_size->setTexts(sayPlain("map.sizeBy"), {sayPlain("map.sizeBy.cpu"), sayPlain("map.sizeBy.memory")});
    m_group->setTexts(sayPlain("map.group"), {sayPlain("map.group.zone"), sayPlain("map.group.type")});
    m_inspector->rename();
    m_map->refresh();
    tellState();
    tellZoom();
    tellCount();
    tellLegend();
    tellFit();
}

} // namespace pilothouse::ui
