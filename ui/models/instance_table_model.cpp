// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/instance_table_model.h"

#include "ui/models/instance_names.h"
#include "ui/pages/instance_facts.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/capacity_bar.h"
#include "ui/words/quantities.h"

#include <QPainter>

namespace pilothouse::ui {

using console::Instance;

namespace {

constexpr int nearlyFull = 90; // percent

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

int shareOf(int free, int capacity) {
    return capacity > 0 ? int(100LL * (capacity - free) / capacity) : 0;
}

QString engineOf(const Instance& instance) {
    if (!instance.engine.empty()) return q(instance.engine);
    const QString version =
        q(instance.raw.at("versionInfo").str("dockerVersion")).remove(QStringLiteral("DockerVersion: "));
    return version.isEmpty() ? QString() : QStringLiteral("Docker ") + version;
}

/// What "is:" knows.
QString kindOf(const Instance& instance) {
    if (instance.status == "DRAINING") return QStringLiteral("draining");
    if (instance.status != "ACTIVE") return QStringLiteral("other");
    return instance.connected ? QStringLiteral("active") : QStringLiteral("silent");
}

/// A bar of what is reserved, and what is free in figures beside it.
void paintShare(QPainter& painter, const QRect& rect, int free, int capacity, bool stale) {
    constexpr int bar = 72;
    const bool full = shareOf(free, capacity) >= nearlyFull;
    paintCapacity(painter, QRect(rect.left(), rect.top() + (rect.height() - 8) / 2, bar, 8), capacity - free, capacity,
                  full && !stale ? Tone::warn : Tone::idle);
    painter.setFont(uiFont(12));
    painter.setPen(colourOf(stale ? Tone::text3 : Tone::text2));
    const QRect rest = rect.adjusted(bar + 8, 0, 0, 0);
    drawFigures(painter, rest, Qt::AlignLeft | Qt::AlignVCenter,
                sayPlain("instances.free", {{"free", Arg::number(free)}}));
}

} // namespace

InstanceTableModel::InstanceTableModel(QObject* parent) : RowTableModel(parent) {}

void InstanceTableModel::apply(const console::Snapshot& snapshot) {
    setStale(snapshot.instances.state != console::PartState::ok);
    applyRows(snapshot.instances.rows);
    takePending(snapshot);
}

void InstanceTableModel::takePending(const console::Snapshot& snapshot) {
    std::map<std::string, std::string, std::less<>> pending;
    for (const auto& one : snapshot.pending)
        if (one.act == "drain" || one.act == "activate") pending[one.arn] = one.act;
    if (pending == m_pending) return;
    auto touched = pending;
    touched.insert(m_pending.begin(), m_pending.end());
    m_pending = std::move(pending);
    for (const auto& [arn, act] : touched)
        if (const int row = rowOf(q(arn)); row >= 0) emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QList<int> InstanceTableModel::absent() const {
    bool engine = false, limits = false;
    eachRow([&](const Instance&, const InstanceFacts& facts) {
        engine = engine || !facts.engine.isEmpty();
        limits = limits || !facts.limits.isEmpty();
    });
    QList<int> columns;
    if (!engine) columns << Engine;
    if (!limits) columns << Limits;
    return columns;
}

InstanceFacts InstanceTableModel::factsOf(const Instance& instance) const {
    InstanceFacts facts;
    const Shape shape = instanceShape(instance);
    facts.rank = shape == Shape::trouble || shape == Shape::failed ? 0
                 : shape == Shape::leaving                         ? 1
                 : shape == Shape::healthy                         ? 3
                                                                   : 2;
    facts.name = nameOf(instance);
    facts.zone = shortZone(instance.zone);
    facts.state = instanceState(instance);
    facts.engine = engineOf(instance);
    facts.limits = limitsText(instance);
    facts.agent = instance.connected ? q(instance.raw.at("versionInfo").str("agentVersion"))
                                     : sayPlain("instances.agent.silent");
    if (facts.agent.isEmpty()) facts.agent = sayPlain("instances.connected");
    QStringList texts{facts.name, q(instance.id), q(instance.zone), facts.state, facts.engine, facts.limits};
    for (const auto& [name, value] : instance.attributes)
        if (!value.empty()) texts << q(value);
    facts.haystack = texts.join(u' ').toLower();
    return facts;
}

QStringList InstanceTableModel::filterColumns() {
    return {QStringLiteral("instance"), QStringLiteral("zone"), QStringLiteral("type"),  QStringLiteral("state"),
            QStringLiteral("engine"),   QStringLiteral("limits"), QStringLiteral("cpu"), QStringLiteral("mem"),
            QStringLiteral("tasks"),    QStringLiteral("is")};
}

bool InstanceTableModel::accepts(const Instance& instance, const InstanceFacts& facts) const {
    if (m_filter.isEmpty()) return true;
    return m_filter.accepts(facts.haystack, [&](const QString& column) -> QString {
        const auto it = instance.attributes.find("ecs.instance-type");
        const QString values[] = {facts.name,
                                  facts.zone,
                                  it == instance.attributes.end() ? QString() : q(it->second),
                                  facts.state,
                                  facts.engine,
                                  q(instance.limits),
                                  QString::number(instance.cpuFree),
                                  QString::number(instance.memoryFree),
                                  QString::number(instance.running + instance.pending),
                                  kindOf(instance)};
        const auto at = filterColumns().indexOf(column);
        if (at < 0) return {};
        return values[at].isNull() ? QStringLiteral("") : values[at].toLower();
    });
}

int InstanceTableModel::compare(const Instance& a, const InstanceFacts& fa, const Instance& b,
                                const InstanceFacts& fb) const {
    switch (m_sortColumn) {
    case Name:
        return order(fa.name, fb.name);
    case Zone:
        return first({order(fa.zone, fb.zone), order(fa.name, fb.name)});
    case State:
        return order(fa.state, fb.state);
    case Cpu:
        return order(a.cpuFree, b.cpuFree);
    case Memory:
        return order(a.memoryFree, b.memoryFree);
    case Tasks:
        return order(a.running + a.pending, b.running + b.pending);
    case Engine:
        return order(fa.engine, fb.engine);
    case Limits:
        return order(fa.limits, fb.limits);
    case Agent:
        return order(fa.agent, fb.agent);
    default:
        return first({order(fa.rank, fb.rank), order(fa.zone, fb.zone), order(fa.name, fb.name)});
    }
}

QString InstanceTableModel::plainText(const Instance& instance, const InstanceFacts& facts, int column) const {
    switch (column) {
    case Status:
        return shapeWord(instanceShape(instance));
    case Name:
        return facts.name;
    case Zone:
        return facts.zone;
    case State:
        return facts.state;
    case Cpu:
        return sayPlain("instances.share.cpu",
                        {{"percent", Arg::number(shareOf(instance.cpuFree, instance.cpu))},
                         {"all", Arg::number(instance.cpu)},
                         {"free", Arg::number(instance.cpuFree)}});
    case Memory:
        return sayPlain("instances.share.memory",
                        {{"percent", Arg::number(shareOf(instance.memoryFree, instance.memory))},
                         {"all", Arg::plain(memoryText(instance.memory))},
                         {"free", Arg::plain(memoryText(instance.memoryFree))}});
    case Tasks:
        return numberText(instance.running + instance.pending);
    case Engine:
        return facts.engine;
    case Limits:
        return facts.limits;
    case Agent:
        return facts.agent;
    default:
        return {};
    }
}

Cell InstanceTableModel::cell(const Instance& instance, const InstanceFacts& facts, int column) const {
    Cell cell{.text = plainText(instance, facts, column), .face = Cell::Face::detail, .tone = Tone::text2};
    const auto asked = m_pending.find(instance.arn);
    switch (column) {
    case Status:
        cell = {.shape = m_stale                    ? Shape::unknown
                         : asked != m_pending.end() ? Shape::starting
                                                    : instanceShape(instance)};
        break;
    case Name:
        cell.face = Cell::Face::mono;
        cell.tone = Tone::text;
        break;
    case State:
        cell.tone = instanceTone(instance);
        if (asked == m_pending.end()) break;
        cell.tail = sayPlain("pending.was", {{"value", Arg::plain(cell.text)}});
        cell.text = sayPlain(asked->second == "drain" ? "instances.pending.drain" : "instances.pending.activate");
        cell.tone = Tone::change;
        break;
    case Cpu:
        cell.paint = [free = instance.cpuFree, all = instance.cpu, stale = m_stale](QPainter& p, const QRect& r) {
            paintShare(p, r, free, all, stale);
        };
        break;
    case Memory:
        cell.paint = [free = instance.memoryFree, all = instance.memory, stale = m_stale](QPainter& p, const QRect& r) {
            paintShare(p, r, free, all, stale);
        };
        break;
    case Tasks:
        cell.face = Cell::Face::figures;
        cell.right = true;
        break;
    case Agent:
        if (!instance.connected) cell.tone = Tone::bad;
        break;
    default:
        break;
    }
    return cell;
}

QString InstanceTableModel::tip(const Instance& instance, const InstanceFacts& facts, int column) const {
    if (column == Mark) return {};
    return column == Zone ? q(instance.zone) : plainText(instance, facts, column);
}

QString InstanceTableModel::markName(const Instance& instance) const {
    return sayPlain("instances.mark", {{"name", Arg::plain(shortInstance(nameOf(instance)))}});
}

bool InstanceTableModel::isRight(int column) const {
    return column == Tasks;
}

bool InstanceTableModel::isUntitled(int column) const {
    return column == Mark || column == Status;
}

QString InstanceTableModel::title(int column) const {
    static constexpr const char* codes[] = {
        "instances.column.mark",  "instances.column.status", "instances.column.instance", "instances.column.zone",
        "instances.column.state", "instances.column.cpu",    "instances.column.memory",   "instances.column.tasks",
        "instances.column.engine", "instances.column.limits", "instances.column.agent"};
    static_assert(std::size(codes) == ColumnCount);
    return column >= 0 && column < ColumnCount ? sayPlain(codes[column]) : QString();
}

} // namespace pilothouse::ui
