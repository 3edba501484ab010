// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/budget.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pilothouse::console {

namespace {

struct Row {
    std::string_view name;
    double burst, perSecond;
};

// Source: ECS API reference, "Request throttling for the Amazon ECS API": burst and sustained calls a second.
constexpr Row clusterRead{"cluster read", 50, 20};
constexpr Row definitionRead{"task definition read", 50, 20};
constexpr Row resourceRead{"cluster resource read", 100, 20};
constexpr Row serviceRead{"service read", 100, 20};
constexpr Row deploymentRead{"service deployment read", 50, 20};
constexpr Row revisionRead{"service revision read", 50, 20};

struct Entry {
    std::string_view operation;
    Row row;
};
constexpr std::array operations{
    Entry{"ListClusters", clusterRead},
    Entry{"DescribeClusters", clusterRead},
    Entry{"ListServices", serviceRead},
    Entry{"DescribeServices", serviceRead},
    Entry{"ListServiceDeployments", deploymentRead},
    Entry{"DescribeServiceDeployments", deploymentRead},
    Entry{"DescribeServiceRevisions", revisionRead},
    Entry{"ListTasks", resourceRead},
    Entry{"DescribeTasks", resourceRead},
    Entry{"ListContainerInstances", resourceRead},
    Entry{"DescribeContainerInstances", resourceRead},
    Entry{"ListTaskDefinitions", definitionRead},
    Entry{"DescribeTaskDefinition", definitionRead},
};

} // namespace

Millis Budget::take(std::string_view operation, Millis now) {
    const auto* entry = std::find_if(operations.begin(), operations.end(),
                                     [&](const Entry& e) { return e.operation == operation; });
    if (entry == operations.end()) return 0; // what a person asks for waits for nobody
    const double burst = entry->row.burst * m_share, rate = entry->row.perSecond * m_share / 1000.0;
    auto [it, fresh] = m_buckets.try_emplace(std::string(entry->row.name), Bucket{burst, now});
    Bucket& bucket = it->second;
    bucket.tokens = std::min(burst, bucket.tokens + static_cast<double>(now - bucket.at) * rate);
    bucket.at = now;
    if (bucket.tokens < 1) return static_cast<Millis>(std::ceil((1 - bucket.tokens) / rate));
    bucket.tokens -= 1;
    return 0;
}

} // namespace pilothouse::console
