// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"
#include "ui/models/filter.h"

#include <array>
#include <unordered_map>

namespace pilothouse::ui {

/// How a task stands on the map, in the order of the legend; the later, the more it needs somebody.
enum class MapLook { healthy, running, leaving, starting, waiting, missing, unhealthy };
constexpr int mapLooks = 7;
using LookCounts = std::array<int, mapLooks>;

/// Where a task stands that is on no instance of the map.
enum class MapRegion { fargate, elsewhere, waiting };
constexpr int mapRegions = 3;

/// A service, or the family of tasks that belong to none.
struct MapName {
    QString text;
    bool service = false;
    std::string family; ///< and the revision that the service wants now
    int newest = 0, desired = 0;
    bool rolling = false; ///< from one revision to another
    bool fargate = false;
    int cpu = 0, memory = 0; ///< of its newest task
    Millis sizedAt = 0;
    LookCounts looks{};
    int slot = -1; ///< of the series colours; -1: one of the others
    int total() const;
};

struct MapTask {
    std::shared_ptr<const console::Task> row; ///< null: one that its service wants and does not have
    int name = -1;                            ///< of Topology::names()
    int revision = 0, cpu = 0, memory = 0;
    int place = -1; ///< the instance, else -1 - the region
    MapLook look = MapLook::running;
    bool over = false; ///< stopped: on no map
    bool dim = false;  ///< the filter leaves it out
    QString haystack;  ///< lower case, made when a filter first asks
};

struct MapInstance {
    std::shared_ptr<const console::Instance> row;
    QString name, zone, type;
    int group = 0, tasks = 0, matching = 0;
    bool dim = false; ///< neither it nor any of its tasks matches
    MapLook worst = MapLook::healthy;
    bool takesTasks() const { return row->status == "ACTIVE" && row->connected; }
};

/// A zone (or a type) with what its instances that take tasks have and have free.
struct MapGroup {
    QString name; ///< empty: not said
    std::vector<int> instances;
    std::int64_t cpu = 0, cpuFree = 0, memory = 0, memoryFree = 0;
};

/// The cluster as its map shows it: which task stands where, as values. A new Snapshot is compared with the
/// last by pointers, so that unchanged rows cost next to nothing at 100,000 tasks.
class Topology {
public:
    enum class GroupBy { zone, type };
    enum class SizeBy { cpu, memory };

    /// False if nothing on the map changed.
    bool apply(const console::Snapshot& snapshot);
    void setGroupBy(GroupBy by);
    void setSizeBy(SizeBy by) { m_sizeBy = by; }
    GroupBy groupBy() const { return m_groupBy; }
    SizeBy sizeBy() const { return m_sizeBy; }
    void setFilter(const Filter& filter);

    const std::vector<MapTask>& tasks() const { return m_tasks; }
    const std::vector<MapInstance>& instances() const { return m_instances; }
    const std::vector<MapGroup>& groups() const { return m_groups; }
    const std::vector<MapName>& names() const { return m_names; }
    const MapName& nameOf(const MapTask& task) const { return m_names[std::size_t(task.name)]; }

    /// By size, then by name. Sorted at each call: ask for what is painted.
    std::vector<int> tasksOf(int instance) const;
    std::vector<int> tasksIn(MapRegion region) const;
    std::int64_t sizeOf(const MapTask& task) const;

    int shown() const { return m_shown; }       ///< tasks on the map, those that lack included
    int matching() const { return m_matching; } ///< of them
    bool isFiltered() const { return !m_filter.isEmpty(); }
    const LookCounts& looks() const { return m_looks; }
    /// What its instances that take tasks have together.
    MapGroup whole() const;

    /// A task or instance by its key, which stays over snapshots; -1: gone.
    std::string keyOf(int task) const;
    int taskOf(std::string_view key) const;
    int instanceOf(std::string_view arn) const;

    static QStringList filterColumns();

private:
    bool takeInstances(const console::Rows<console::Instance>& rows);
    bool takeTasks(const console::Rows<console::Task>& rows, bool placesChanged);
    bool takeServices(const console::Rows<console::Service>& rows);
    MapTask derive(const std::shared_ptr<const console::Task>& row);
    int placeOf(const console::Task& row) const;
    int nameId(const std::string& name, bool service);
    void addMissing();
    void countNames();
    void giveSlots();
    void bucket();
    void group();
    void match();
    bool accepts(MapTask& task) const;
    void sortTasks(std::vector<int>& tasks) const;

    GroupBy m_groupBy = GroupBy::zone;
    SizeBy m_sizeBy = SizeBy::memory;
    Filter m_filter;
    console::Rows<console::Task> m_taskRows;
    console::Rows<console::Instance> m_instanceRows;
    console::Rows<console::Service> m_serviceRows;
    std::vector<MapTask> m_tasks; ///< one a row, by ARN; those that lack at the end
    std::vector<MapInstance> m_instances;
    std::vector<MapGroup> m_groups;
    std::vector<MapName> m_names;
    std::unordered_map<std::string, int> m_nameIds;
    std::unordered_map<std::string_view, int> m_instanceIds; ///< keys live in the rows
    std::vector<int> m_first, m_members; ///< tasks by place: of instances, then of regions
    int m_shown = 0, m_matching = 0;
    LookCounts m_looks{};
};

} // namespace pilothouse::ui
