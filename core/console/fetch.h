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
    const char* list;     ///< "ListServices"; nullptr: the ARNs come from elsewhere
    const char* arns;     ///< member of its reply
    const char* describe; ///< "DescribeServices"; nullptr: the ARNs are all there is to read
    const char* ask;      ///< member of its request
    const char* rows;     ///< member of its reply
    std::size_t batch;    ///< ARNs a Describe takes
    const char* include;  ///< "TAGS", or nullptr
    bool ofCluster;       ///< the request names a cluster
};

extern const Listing clusterListing, serviceListing, taskListing, instanceListing, definitionListing,
    serviceDeploymentListing, serviceRevisionListing;

/// Every item of a list, page by page at the largest size; after each page `page` is called, if given. A
/// reply without the list, or a token that comes twice, is the error console.badReply; an error of `page`
/// ends it.
using PageSeen = std::function<std::optional<Error>(std::size_t pages)>;
std::optional<Error> listPages(Caller& caller, const char* operation, const char* member, Json input,
                               const std::function<void(const Json&)>& item, const PageSeen& page = {});

/// All ARNs, sorted, each once. `filter` is added to each request. `some` sees those that came so far after
/// pages 1, 2, 4, 8 ..., that is at once, and then ever more at a time.
using SomeArns = std::function<std::optional<Error>(const std::set<std::string>&)>;
Result<std::vector<std::string>> listAll(Caller& caller, const Listing& listing, const std::string& cluster,
                                         const Json& filter = {}, const SomeArns& some = {});

struct Described {
    std::vector<Json> rows;
    std::set<std::string> missing; ///< ARNs that failures[] calls MISSING
};

/// In the largest batches; an empty list makes no call. After every few batches but the last `part` sees what
/// came so far.
using SomeRows = std::function<void(const Described&)>;
Result<Described> describeAll(Caller& caller, const Listing& listing, const std::string& cluster,
                              const std::vector<std::string>& arns, const SomeRows& part = {});

/// Both. With `part`, for a list that was never whole: what the first page names is described before the
/// second is asked for, and so on (after pages 1, 2, 4, 8 ...), in full batches, so that it makes no more
/// calls than one after the other; `meanwhile` is called once the first of several pages shows, for what else
/// is to be seen soon. `listed` may add and take away ARNs once all are known.
using Meanwhile = std::function<std::optional<Error>()>;
using Listed = std::function<std::optional<Error>(std::vector<std::string>&)>;
Result<Described> fetchAll(Caller& caller, const Listing& listing, const std::string& cluster,
                           const Json& filter, const SomeRows& part, const Listed& listed = {},
                           const Meanwhile& meanwhile = {});

} // namespace pilothouse::console
