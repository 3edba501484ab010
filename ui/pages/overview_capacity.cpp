// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_capacity.h"

#include "core/console/fit.h"
#include "ui/frame/page_table.h"
#include "ui/widgets/capacity_bar.h"
#include "ui/widgets/label.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

QString percent(std::int64_t part, std::int64_t whole) {
    return numberText(whole > 0 ? (part * 100 + whole / 2) / whole : 0) + u'%';
}

/// "8.8 GiB" from a few of them on; exact below.
QString memoryAmount(std::int64_t mebibytes) {
    if (mebibytes < 10 * 1024) return memoryText(mebibytes);
    return QString::number(double(mebibytes) / 1024.0, 'f', 1) + QStringLiteral(" GiB");
}

QString cpuAmount(std::int64_t units) {
    return QString::number(double(units) / 1024.0, 'f', units % 1024 == 0 ? 0 : 1) + QStringLiteral(" vCPU");
}

} // namespace

OverviewCapacity::OverviewCapacity(QWidget* parent)
    : Panel(parent), m_title(new Label({}, 13, Tone::text, Weight::bold)),
      m_count(new Label({}, 12, Tone::text3)), m_gauges(new QBoxLayout(QBoxLayout::TopToBottom)),
      m_fits(new StateSentence(12)) {
    auto* head = new QWidget;
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 0, 15, 0);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_count, 1);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    body()->addWidget(head);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(15, 0, 15, 12);
    inside->setSpacing(12);
    m_cpu = addGauge();
    m_memory = addGauge();
    m_gauges->setSpacing(12);
    inside->addLayout(m_gauges);
    inside->addWidget(m_fits);
    body()->addLayout(inside);
    connect(m_fits, &QLabel::linkActivated, this, &OverviewCapacity::navigate);
    hide();
}

OverviewCapacity::Gauge OverviewCapacity::addGauge() {
    Gauge gauge{new Label({}, 12, Tone::text, Weight::strong), new Label({}, 12, Tone::text2),
                new Label({}, 12, Tone::text2), new CapacityBar};
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(gauge.name);
    row->addWidget(gauge.reserved, 1);
    row->addWidget(gauge.free);
    column->addLayout(row);
    column->addWidget(gauge.bar);
    m_gauges->addWidget(box, 1);
    return gauge;
}

void OverviewCapacity::setOneLine(bool oneLine) {
    m_gauges->setDirection(oneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_gauges->setSpacing(oneLine ? 24 : 12);
}

void OverviewCapacity::apply(const console::Snapshot& snapshot) {
    if (m_instances == snapshot.instances.rows) return;
    m_instances = snapshot.instances.rows;
    tell();
}

void OverviewCapacity::tell(const Gauge& gauge, const char* name, std::int64_t whole, std::int64_t free,
                            const QString& amount) {
    const QString said = sayPlain(name), share = percent(whole - free, whole);
    gauge.name->setText(said);
    gauge.reserved->setText(sayPlain("overview.reserved", {{"percent", Arg::plain(share)}}));
    gauge.free->setText(sayPlain("overview.free", {{"amount", Arg::plain(amount)}}));
    gauge.bar->set(whole - free, whole);
    gauge.bar->setAccessibleName(sayPlain("overview.capacity.bar", {{"name", Arg::plain(said)},
                                                                    {"percent", Arg::plain(share)},
                                                                    {"amount", Arg::plain(amount)}}));
}

void OverviewCapacity::tell() {
    const console::Capacity all = console::capacityOf(m_instances);
    setVisible(!m_instances.empty());
    m_title->setText(sayPlain("overview.capacity"));
    m_count->setText(sayPlain("overview.capacity.instances", {{"count", Arg::number(all.active)}}));
    tell(m_cpu, "overview.cpu", all.cpu, all.cpuFree, cpuAmount(all.cpuFree));
    tell(m_memory, "overview.memory", all.memory, all.memoryFree, memoryAmount(all.memoryFree));
    const console::LargestFit hole = console::largestFit(m_instances);
    if (!hole.instance || hole.cpu <= 0 || hole.memory <= 0)
        return m_fits->setSentence(say("overview.fits.none").toned(Tone::text2));
    const QString size = sayPlain("overview.fits.size", {{"cpu", Arg::plain(cpuText(hole.cpu))},
                                                         {"memory", Arg::plain(memoryText(hole.memory))}});
    Sentence told = say("overview.fits", {{"size", Arg::name(size, {})}}).toned(Tone::text2);
    for (Span& span : told.spans)
        if (span.strong) span.tone = Tone::text;
    const auto& instance = *hole.instance;
    const QString name =
        QString::fromStdString(instance.ec2InstanceId.empty() ? instance.id : instance.ec2InstanceId);
    const QString link = pageKind(QStringLiteral("instances"))
                             ? QStringLiteral("instance/") + QString::fromStdString(instance.id)
                             : QString();
    told.spans.push_back({QStringLiteral("\u2002"), {}, Tone::text2, false});
    const QString on = sayPlain("overview.fits.on", {{"instance", Arg::plain(name)}});
    told.spans.push_back({on, link, link.isEmpty() ? Tone::text2 : Tone::you, false});
    m_fits->setSentence(told);
}

void OverviewCapacity::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
