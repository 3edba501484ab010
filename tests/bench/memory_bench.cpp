// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a State of many RUNNING tasks takes of memory.
#include "tests/bench/world.h"

#include <benchmark/benchmark.h>
#include <fstream>
#include <malloc.h>
#include <unistd.h>

using namespace pilothouse;

static double residentMiB() {
    malloc_trim(0);
    long pages = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

static void tasksInMemory(benchmark::State& bench) {
    auto count = static_cast<std::size_t>(bench.range(0));
    for (auto _ : bench) {
        double before = residentMiB();
        bench::World world(5000);
        while (world.state.tasks.size() < count)
            world.call("RunTask", Json::object({{"taskDefinition", "web"}, {"count", 10}}));
        // A step replaces a row where it stands: the map keeps its nodes.
        for (auto& [key, task] : world.state.tasks)
            world.run(*control::Ptr<control::TaskRow>(task));
        double taken = residentMiB() - before;
        bench.counters["MiB"] = taken;
        bench.counters["bytes_a_task"] = taken * (1 << 20) / static_cast<double>(count);
    }
}
BENCHMARK(tasksInMemory)->Arg(100'000)->Iterations(1)->Unit(benchmark::kSecond);
