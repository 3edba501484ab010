// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/caller.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::console {

/// One List operation and its Describe: names of members and largest sizes (ECS API reference).
struct Listing {
    const char* list;     ///< "ListServices"
    const char* arns;     ///< member of its reply
    const char* describe; ///< "DescribeServices"
    const char* ask;      ///< member of its request
    const char* rows;     ///< member of its reply
    std::size_t batch;    ///< ARNs a Describe takes
    const char* include;  ///< "TAGS", or nullptr
    bool ofCluster;       ///< the request names a cluster
};

extern const Listing clusterListing, serviceListing, taskListing, instanceListing;

/// All ARNs, page by page at the largest size, sorted, each once. `filter` is added to each request. A reply
/// without the list, or a token that comes twice, is the error console.badReply.
Result<std::vector<std::string>> listAll(Caller& caller, const Listing& listing, const std::string& cluster,
                                         const Json& filter = {});

struct Described {
    std::vector<Json> rows;
    std::set<std::string> missing; ///< ARNs that failures[] calls MISSING
};

/// In the largest batches; an empty list makes no call. After every few batches `part` sees what came so far.
Result<Described> describeAll(Caller& caller, const Listing& listing, const std::string& cluster,
                              const std::vector<std::string>& arns,
                              const std::function<void(const Described&)>& part = {});

} // namespace pilothouse::console
