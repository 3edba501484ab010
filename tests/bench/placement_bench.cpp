// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Placements a second, the step around them and apply() included.
#include "tests/bench/world.h"

#include <benchmark/benchmark.h>

using namespace pilothouse;

/// RunTask, ten at random a call.
static void runTask(benchmark::State& bench) {
    bench::World world(static_cast<int>(bench.range(0)));
    for (auto _ : bench)
        world.call("RunTask", Json::object({{"taskDefinition", "web"}, {"count", 10}}));
    if (world.state.tasks.size() != static_cast<std::size_t>(bench.iterations()) * 10)
        bench.SkipWithError("no room");
    bench.SetItemsProcessed(bench.iterations() * 10);
}
BENCHMARK(runTask)->Arg(5000)->Unit(benchmark::kMillisecond);

/// A service that grows by a hundred at a time, spread over zones, then instances.
static void growService(benchmark::State& bench) {
    bench::World world(static_cast<int>(bench.range(0)));
    int desired = 0;
    world.call("CreateService",
               Json::object({{"serviceName", "web"}, {"taskDefinition", "web"}, {"desiredCount", desired}}));
    for (auto _ : bench)
        world.call("UpdateService", Json::object({{"service", "web"}, {"desiredCount", desired += 100}}));
    if (world.state.tasks.size() != static_cast<std::size_t>(desired)) bench.SkipWithError("no room");
    bench.SetItemsProcessed(bench.iterations() * 100);
}
BENCHMARK(growService)->Arg(5000)->Iterations(50)->Unit(benchmark::kMillisecond);
