// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/topology.h"

#include "core/console/reasons.h"
#include "ui/models/instance_names.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace pilothouse::ui {

namespace {

int digits(const std::string& text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

MapLook lookOf(console::Status status) {
    using console::Status;
    switch (status) {
    case Status::healthy:
        return MapLook::healthy;
    case Status::trouble:
        return MapLook::unhealthy;
    case Status::atRisk:
        return MapLook::waiting;
    case Status::starting:
        return MapLook::starting;
    case Status::leaving:
        return MapLook::leaving;
    default:
        return MapLook::running;
    }
}

/// "web:43" of an ARN.
std::pair<std::string, int> revisionOf(const std::string& arn) {
    const std::string name = arn.substr(arn.rfind('/') + 1);
    const auto colon = name.rfind(':');
    if (colon == std::string::npos) return {name, 0};
    return {name.substr(0, colon), digits(name.substr(colon + 1))};
}

QString typeOf(const console::Instance& instance) {
    const auto it = instance.attributes.find("ecs.instance-type");
    return it == instance.attributes.end() ? QString() : QString::fromStdString(it->second);
}

} // namespace

int MapName::total() const {
    return std::accumulate(looks.begin(), looks.end(), 0);
}

bool Topology::apply(const console::Snapshot& snapshot) {
    const bool instances = snapshot.instances.rows != m_instanceRows; // pointers
    const bool places = instances && takeInstances(snapshot.instances.rows);
    const bool services = takeServices(snapshot.services.rows);
    const bool tasks = takeTasks(snapshot.tasks.rows, places);
    if (!instances && !services && !tasks) return false;
    countNames();
    if (snapshot.tasks.asOf != 0 && snapshot.services.asOf != 0) addMissing(); // unknown is not missing
    giveSlots();
    bucket();
    group();
    match();
    return true;
}

/// True if tasks may stand elsewhere now.
bool Topology::takeInstances(const console::Rows<console::Instance>& rows) {
    const bool same = std::equal(rows.begin(), rows.end(), m_instanceRows.begin(), m_instanceRows.end(),
                                 [](const auto& a, const auto& b) { return a->arn == b->arn; });
    m_instances.resize(rows.size());
    m_instanceIds.clear();
    m_instanceIds.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        MapInstance& instance = m_instances[i];
        m_instanceIds.emplace(rows[i]->arn, int(i));
        if (instance.row == rows[i]) continue;
        instance.row = rows[i];
        instance.name = ui::nameOf(*rows[i]);
        instance.zone = shortZone(rows[i]->zone);
        instance.type = typeOf(*rows[i]);
    }
    m_instanceRows = rows;
    return !same;
}

bool Topology::takeServices(const console::Rows<console::Service>& rows) {
    if (rows == m_serviceRows) return false;
    m_serviceRows = rows;
    for (MapName& name : m_names)
        name.desired = name.newest = 0;
    for (const auto& service : rows) {
        MapName& name = m_names[std::size_t(nameId(service->name, true))];
        const auto& deployments = service->deployments;
        const auto [family, revision] =
            revisionOf(deployments.empty() ? service->taskDefinition : deployments.front().taskDefinition);
        name.family = family;
        name.newest = revision;
        name.desired = service->status == "ACTIVE" ? service->desired : 0;
        name.fargate = service->launchType == "FARGATE";
        name.rolling = deployments.size() > 1;
    }
    return true;
}

/// Both sides are sorted by ARN: an unchanged pointer keeps what was derived of it.
bool Topology::takeTasks(const console::Rows<console::Task>& rows, bool placesChanged) {
    if (rows == m_taskRows && !placesChanged) return false;
    std::vector<MapTask> next;
    next.reserve(rows.size() + 64);
    auto old = m_tasks.begin();
    const auto end = m_tasks.begin() + std::ptrdiff_t(m_taskRows.size());
    for (const auto& row : rows) {
        while (old != end && old->row != row && old->row->arn < row->arn)
            ++old;
        if (old != end && old->row == row) {
            next.push_back(std::move(*old++));
            if (!placesChanged) continue;
            next.back().place = placeOf(*row);
            next.back().haystack.clear();
        } else {
            next.push_back(derive(row));
        }
    }
    m_tasks = std::move(next);
    m_taskRows = rows;
    return true;
}

MapTask Topology::derive(const std::shared_ptr<const console::Task>& row) {
    MapTask task;
    task.row = row;
    task.name = nameId(row->service.empty() ? row->family : row->service, !row->service.empty());
    task.revision = row->revision;
    task.cpu = digits(row->cpu);
    task.memory = digits(row->memory);
    task.over = row->lastStatus == ecs::TaskStatus::stopped;
    if (!task.over) task.look = lookOf(console::explain(*row).status);
    task.place = placeOf(*row);
    MapName& name = m_names[std::size_t(task.name)];
    if (row->createdAt >= name.sizedAt && (task.cpu > 0 || task.memory > 0)) {
        name.sizedAt = row->createdAt;
        name.cpu = task.cpu;
        name.memory = task.memory;
    }
    return task;
}

int Topology::placeOf(const console::Task& row) const {
    const auto region = [](MapRegion r) { return -1 - int(r); };
    if (row.instanceArn.empty())
        return region(row.launchType == "FARGATE" ? MapRegion::fargate : MapRegion::waiting);
    const auto it = m_instanceIds.find(row.instanceArn);
    return it == m_instanceIds.end() ? region(MapRegion::elsewhere) : it->second;
}

int Topology::nameId(const std::string& text, bool service) {
    const auto [it, isNew] = m_nameIds.try_emplace((service ? "s/" : "f/") + text, int(m_names.size()));
    if (isNew) {
        MapName name;
        name.text = QString::fromStdString(text);
        name.service = service;
        m_names.push_back(std::move(name));
    }
    return it->second;
}

void Topology::countNames() {
    m_tasks.erase(m_tasks.begin() + std::ptrdiff_t(m_taskRows.size()), m_tasks.end());
    for (MapName& name : m_names)
        name.looks.fill(0);
    for (const MapTask& task : m_tasks) {
        if (task.over) continue;
        MapName& name = m_names[std::size_t(task.name)];
        ++name.looks[std::size_t(task.look)];
        if (task.place == -1 - int(MapRegion::fargate)) name.fargate = true;
    }
}

/// What a service wants and does not have, drawn where it would stand.
void Topology::addMissing() {
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        MapName& name = m_names[i];
        if (!name.service || name.desired == 0) continue;
        const int missing = name.desired - (name.total() - name.looks[std::size_t(MapLook::leaving)]);
        for (int n = 0; n < missing; ++n) {
            MapTask task;
            task.name = int(i);
            task.revision = name.newest;
            task.cpu = name.cpu;
            task.memory = name.memory;
            task.look = MapLook::missing;
            task.place = -1 - int(name.fargate ? MapRegion::fargate : MapRegion::waiting);
            m_tasks.push_back(std::move(task));
        }
        name.looks[std::size_t(MapLook::missing)] = std::max(0, missing);
    }
}

/// The largest get the eight colours and keep them; who comes later takes what is free.
void Topology::giveSlots() {
    constexpr int hues = 8;
    std::array<bool, hues> taken{};
    std::vector<int> wanting;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        MapName& name = m_names[i];
        if (name.total() == 0) name.slot = -1;
        if (name.slot >= 0)
            taken[std::size_t(name.slot)] = true;
        else if (name.total() > 0)
            wanting.push_back(int(i));
    }
    std::sort(wanting.begin(), wanting.end(), [this](int a, int b) {
        const MapName &x = m_names[std::size_t(a)], &y = m_names[std::size_t(b)];
        return x.total() != y.total() ? x.total() > y.total() : x.text < y.text;
    });
    std::size_t next = 0;
    for (int slot = 0; slot < hues && next < wanting.size(); ++slot)
        if (!taken[std::size_t(slot)]) m_names[std::size_t(wanting[next++])].slot = slot;
}

void Topology::bucket() {
    const std::size_t n = m_instances.size();
    const auto at = [n](const MapTask& task) {
        return task.place >= 0 ? std::size_t(task.place) : n + std::size_t(-1 - task.place);
    };
    m_first.assign(n + mapRegions + 1, 0);
    m_looks.fill(0);
    m_shown = 0;
    for (MapInstance& instance : m_instances) {
        instance.tasks = 0;
        instance.worst = MapLook::healthy;
    }
    for (const MapTask& task : m_tasks) {
        if (task.over) continue;
        ++m_first[at(task) + 1];
        ++m_looks[std::size_t(task.look)];
        ++m_shown;
        if (task.place < 0) continue;
        MapInstance& instance = m_instances[std::size_t(task.place)];
        instance.worst = std::max(instance.worst, task.look);
        ++instance.tasks;
    }
    std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());
    std::vector<int> next(m_first.begin(), m_first.end() - 1);
    m_members.resize(std::size_t(m_shown));
    for (std::size_t i = 0; i < m_tasks.size(); ++i)
        if (!m_tasks[i].over) m_members[std::size_t(next[at(m_tasks[i])]++)] = int(i);
}

void Topology::setGroupBy(GroupBy by) {
    if (by == m_groupBy) return;
    m_groupBy = by;
    group();
}

void Topology::group() {
    std::map<QString, MapGroup> groups;
    for (std::size_t i = 0; i < m_instances.size(); ++i) {
        const MapInstance& instance = m_instances[i];
        MapGroup& group = groups[m_groupBy == GroupBy::zone ? instance.zone : instance.type];
        group.instances.push_back(int(i));
        if (!instance.takesTasks()) continue;
        group.cpu += instance.row->cpu;
        group.cpuFree += instance.row->cpuFree;
        group.memory += instance.row->memory;
        group.memoryFree += instance.row->memoryFree;
    }
    m_groups.clear();
    for (auto& [name, group] : groups) {
        for (const int i : group.instances)
            m_instances[std::size_t(i)].group = int(m_groups.size());
        group.name = name;
        m_groups.push_back(std::move(group));
    }
    // What does not say where it stands comes last.
    if (m_groups.size() > 1 && m_groups.front().name.isEmpty()) {
        std::rotate(m_groups.begin(), m_groups.begin() + 1, m_groups.end());
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            for (const int i : m_groups[g].instances)
                m_instances[std::size_t(i)].group = int(g);
    }
}

MapGroup Topology::whole() const {
    MapGroup all;
    for (const MapGroup& group : m_groups) {
        all.cpu += group.cpu;
        all.cpuFree += group.cpuFree;
        all.memory += group.memory;
        all.memoryFree += group.memoryFree;
    }
    return all;
}

std::int64_t Topology::sizeOf(const MapTask& task) const {
    return m_sizeBy == SizeBy::cpu ? task.cpu : task.memory;
}

void Topology::sortTasks(std::vector<int>& tasks) const {
    std::sort(tasks.begin(), tasks.end(), [this](int a, int b) {
        const MapTask &x = m_tasks[std::size_t(a)], &y = m_tasks[std::size_t(b)];
        if (const auto p = sizeOf(x), q = sizeOf(y); p != q) return p > q;
        if (x.name != y.name) return nameOf(x).text < nameOf(y).text;
        if (x.revision != y.revision) return x.revision < y.revision;
        return a < b; // by ARN, what lacks last
    });
}

std::vector<int> Topology::tasksOf(int instance) const {
    std::vector<int> tasks(m_members.begin() + m_first[std::size_t(instance)],
                           m_members.begin() + m_first[std::size_t(instance) + 1]);
    sortTasks(tasks);
    return tasks;
}

std::vector<int> Topology::tasksIn(MapRegion region) const {
    if (m_first.empty()) return {};
    const std::size_t at = m_instances.size() + std::size_t(region);
    std::vector<int> tasks(m_members.begin() + m_first[at], m_members.begin() + m_first[at + 1]);
    sortTasks(tasks);
    return tasks;
}

/// Those of one service that lack stand in a row: the third of them stays the third.
std::string Topology::keyOf(int index) const {
    const MapTask& task = m_tasks[std::size_t(index)];
    if (task.row) return task.row->arn;
    int n = 0;
    while (index > int(m_taskRows.size()) && m_tasks[std::size_t(index - 1)].name == task.name) {
        --index;
        ++n;
    }
    return "missing/" + std::to_string(n) + '/' + nameOf(task).text.toStdString();
}

int Topology::taskOf(std::string_view key) const {
    if (key.starts_with("missing/")) {
        const auto slash = key.find('/', 8);
        const auto name = m_nameIds.find("s/" + std::string(key.substr(slash + 1)));
        if (name == m_nameIds.end()) return -1;
        const auto first = std::find_if(m_tasks.begin() + std::ptrdiff_t(m_taskRows.size()), m_tasks.end(),
                                        [&](const MapTask& task) { return task.name == name->second; });
        const auto at = first - m_tasks.begin() + digits(std::string(key.substr(8, slash - 8)));
        return at < std::ptrdiff_t(m_tasks.size()) && m_tasks[std::size_t(at)].name == name->second ? int(at)
                                                                                                    : -1;
    }
    const auto it = std::lower_bound(m_taskRows.begin(), m_taskRows.end(), key,
                                     [](const auto& row, std::string_view arn) { return row->arn < arn; });
    if (it == m_taskRows.end() || (*it)->arn != key) return -1;
    const auto at = it - m_taskRows.begin();
    return m_tasks[std::size_t(at)].over ? -1 : int(at);
}

int Topology::instanceOf(std::string_view arn) const {
    const auto it = m_instanceIds.find(arn);
    return it == m_instanceIds.end() ? -1 : it->second;
}

} // namespace pilothouse::ui
