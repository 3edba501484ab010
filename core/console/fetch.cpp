// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fetch.h"

#include <algorithm>

namespace pilothouse::console {

const Listing clusterListing{"ListClusters", "clusterArns", "DescribeClusters", "clusters", "clusters", 100,
                             nullptr,        false};
const Listing serviceListing{"ListServices", "serviceArns", "DescribeServices", "services", "services", 10,
                             "TAGS",         true};
const Listing taskListing{"ListTasks", "taskArns", "DescribeTasks", "tasks", "tasks", 100, nullptr, true};
const Listing instanceListing{"ListContainerInstances",
                              "containerInstanceArns",
                              "DescribeContainerInstances",
                              "containerInstances",
                              "containerInstances",
                              100,
                              nullptr,
                              true};

namespace {

constexpr int pageSize = 100;
constexpr std::size_t batchesAtOnce = 8; // between two looks at what came so far

tl::unexpected<Error> badReply(const char* operation, const char* member) {
    return fail("console.badReply", operation, member);
}

} // namespace

Result<std::vector<std::string>> listAll(Caller& caller, const Listing& listing, const std::string& cluster,
                                         const Json& filter) {
    std::set<std::string> arns, tokens;
    for (std::string token;;) {
        Json input = Json::object({{"maxResults", pageSize}});
        if (listing.ofCluster) input.set("cluster", cluster);
        for (const auto& [key, value] : filter.members())
            input.set(key, value);
        if (!token.empty()) input.set("nextToken", token);
        auto page = caller.ask(listing.list, std::move(input));
        if (!page) return tl::unexpected<Error>(page.error());
        if (!page->at(listing.arns).isArray()) return badReply(listing.list, listing.arns);
        for (const Json& arn : page->at(listing.arns).items())
            if (!arn.asString().empty()) arns.insert(arn.asString());
        token = page->str("nextToken");
        if (token.empty()) break;
        if (!tokens.insert(token).second) return badReply(listing.list, "nextToken");
    }
    return std::vector<std::string>(arns.begin(), arns.end());
}

namespace {

std::vector<Json> requests(const Listing& listing, const std::string& cluster,
                           const std::vector<std::string>& arns, std::size_t& from) {
    std::vector<Json> inputs;
    while (from < arns.size() && inputs.size() < batchesAtOnce) {
        const std::size_t to = std::min(arns.size(), from + listing.batch);
        Json names = Json::array();
        for (; from < to; ++from)
            names.push(arns[from]);
        Json input = Json::object({{listing.ask, std::move(names)}});
        if (listing.ofCluster) input.set("cluster", cluster);
        if (listing.include) input.set("include", Json::array({listing.include}));
        inputs.push_back(std::move(input));
    }
    return inputs;
}

} // namespace

Result<Described> describeAll(Caller& caller, const Listing& listing, const std::string& cluster,
                              const std::vector<std::string>& arns,
                              const std::function<void(const Described&)>& part) {
    Described all;
    for (std::size_t from = 0; from < arns.size();) {
        for (auto& reply : caller.askAll(listing.describe, requests(listing, cluster, arns, from))) {
            if (!reply) return tl::unexpected<Error>(reply.error());
            Json* rows = reply->find(listing.rows);
            if (!rows || !rows->isArray()) return badReply(listing.describe, listing.rows);
            for (Json& row : rows->mutableItems())
                all.rows.push_back(std::move(row));
            for (const Json& failure : reply->at("failures").items())
                if (failure.str("reason") == "MISSING") all.missing.insert(failure.str("arn"));
        }
        if (part && from < arns.size()) part(all);
    }
    return all;
}

} // namespace pilothouse::console
