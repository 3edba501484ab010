// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Topology: what a filter leaves in full.
#include "ui/models/topology.h"

namespace pilothouse::ui {

namespace {

/// What "is:" knows.
QString wordOf(MapLook look) {
    static const QString words[] = {QStringLiteral("healthy"),  QStringLiteral("running"),
                                    QStringLiteral("leaving"),  QStringLiteral("starting"),
                                    QStringLiteral("waiting"),  QStringLiteral("missing"),
                                    QStringLiteral("unhealthy")};
    return words[int(look)];
}

QString given(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text.toLower(); // a null text is no column
}

} // namespace

QStringList Topology::filterColumns() {
    return {QStringLiteral("service"),  QStringLiteral("rev"),  QStringLiteral("task"),
            QStringLiteral("instance"), QStringLiteral("zone"), QStringLiteral("type"),
            QStringLiteral("cpu"),      QStringLiteral("mem"),  QStringLiteral("is")};
}

void Topology::setFilter(const Filter& filter) {
    if (m_filter == filter) return;
    m_filter = filter;
    match();
}

bool Topology::accepts(MapTask& task) const {
    const MapInstance* instance = task.place >= 0 ? &m_instances[std::size_t(task.place)] : nullptr;
    const MapName& name = nameOf(task);
    const QString id = task.row ? QString::fromStdString(task.row->id) : QString();
    if (task.haystack.isEmpty()) {
        task.haystack =
            name.text + u':' + QString::number(task.revision) + u' ' + id + u' ' + wordOf(task.look);
        if (instance) task.haystack += u' ' + instance->name + u' ' + instance->zone + u' ' + instance->type;
        if (task.place == -1 - int(MapRegion::fargate)) task.haystack += QStringLiteral(" fargate");
        task.haystack = task.haystack.toLower();
    }
    return m_filter.accepts(task.haystack, [&](const QString& column) -> QString {
        switch (filterColumns().indexOf(column)) {
        case 0:
            return given(name.text);
        case 1:
            return QString::number(task.revision);
        case 2:
            return given(id);
        case 3:
            return given(instance ? instance->name : QString());
        case 4:
            return given(instance ? instance->zone : QString());
        case 5:
            return given(instance ? instance->type : QString());
        case 6:
            return QString::number(task.cpu);
        case 7:
            return QString::number(task.memory);
        case 8:
            return wordOf(task.look);
        default:
            return {};
        }
    });
}

void Topology::match() {
    const bool all = m_filter.isEmpty();
    m_matching = 0;
    for (MapInstance& instance : m_instances)
        instance.matching = 0;
    for (MapTask& task : m_tasks) {
        if (task.over) continue;
        task.dim = !all && !accepts(task);
        if (task.dim) continue;
        ++m_matching;
        if (task.place >= 0) ++m_instances[std::size_t(task.place)].matching;
    }
    for (MapInstance& instance : m_instances)
        instance.dim = !all && instance.matching == 0;
}

} // namespace pilothouse::ui
