// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fetch.h"

#include <algorithm>
#include <iterator>
#include <utility>

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
const Listing definitionListing{
    "ListTaskDefinitions", "taskDefinitionArns", nullptr, nullptr, nullptr, 0, nullptr, false};
const Listing serviceDeploymentListing{
    nullptr, nullptr, "DescribeServiceDeployments", "serviceDeploymentArns", "serviceDeployments", 20,
    nullptr, false};
const Listing serviceRevisionListing{
    nullptr, nullptr, "DescribeServiceRevisions", "serviceRevisionArns", "serviceRevisions", 20,
    nullptr, false};

namespace {

constexpr int pageSize = 100;
constexpr std::size_t batchesAtOnce = 8; // between two looks at what came so far

tl::unexpected<Error> badReply(const char* operation, const char* member) {
    return fail("console.badReply", operation, member);
}

bool isPowerOfTwo(std::size_t n) {
    return (n & (n - 1)) == 0;
}

} // namespace

std::optional<Error> listPages(Caller& caller, const char* operation, const char* member, Json input,
                               const std::function<void(const Json&)>& item, const PageSeen& page) {
    input.set("maxResults", pageSize);
    std::set<std::string> tokens;
    for (std::size_t pages = 1;; ++pages) {
        auto reply = caller.ask(operation, input);
        if (!reply) return reply.error();
        if (!reply->at(member).isArray()) return badReply(operation, member).value();
        for (const Json& one : reply->at(member).items())
            item(one);
        const std::string token = reply->str("nextToken");
        if (token.empty()) return {};
        if (!tokens.insert(token).second) return badReply(operation, "nextToken").value();
        input.set("nextToken", token);
        if (!page) continue;
        if (auto error = page(pages)) return error;
    }
}

Result<std::vector<std::string>> listAll(Caller& caller, const Listing& listing, const std::string& cluster,
                                         const Json& filter, const SomeArns& some) {
    std::set<std::string> arns;
    Json input = Json::object();
    if (listing.ofCluster) input.set("cluster", cluster);
    for (const auto& [key, value] : filter.members())
        input.set(key, value);
    auto add = [&](const Json& arn) {
        if (!arn.asString().empty()) arns.insert(arn.asString());
    };
    auto seen = [&](std::size_t pages) -> std::optional<Error> {
        if (!some || !isPowerOfTwo(pages)) return {};
        return some(arns);
    };
    if (auto error = listPages(caller, listing.list, listing.arns, std::move(input), add, seen))
        return tl::unexpected<Error>(*error);
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

std::optional<Error> describeInto(Described& all, Caller& caller, const Listing& listing,
                                  const std::string& cluster, const std::vector<std::string>& arns,
                                  const SomeRows& part) {
    for (std::size_t from = 0; from < arns.size();) {
        for (auto& reply : caller.askAll(listing.describe, requests(listing, cluster, arns, from))) {
            if (!reply) return reply.error();
            Json* rows = reply->find(listing.rows);
            if (!rows || !rows->isArray()) return badReply(listing.describe, listing.rows).value();
            for (Json& row : rows->mutableItems())
                all.rows.push_back(std::move(row));
            for (const Json& failure : reply->at("failures").items())
                if (failure.str("reason") == "MISSING") all.missing.insert(failure.str("arn"));
        }
        if (part && from < arns.size()) part(all);
    }
    return {};
}

} // namespace

Result<Described> describeAll(Caller& caller, const Listing& listing, const std::string& cluster,
                              const std::vector<std::string>& arns, const SomeRows& part) {
    Described all;
    if (auto error = describeInto(all, caller, listing, cluster, arns, part))
        return tl::unexpected<Error>(*error);
    return all;
}

Result<Described> fetchAll(Caller& caller, const Listing& listing, const std::string& cluster,
                           const Json& filter, const SomeRows& part, const Listed& listed,
                           const Meanwhile& meanwhile) {
    Described all;
    std::set<std::string> asked;
    bool first = true;
    auto some = [&](const std::set<std::string>& arns) -> std::optional<Error> {
        std::vector<std::string> next;
        std::set_difference(arns.begin(), arns.end(), asked.begin(), asked.end(), std::back_inserter(next));
        next.resize(next.size() - next.size() % listing.batch);
        if (next.empty()) return {};
        asked.insert(next.begin(), next.end());
        auto error = describeInto(all, caller, listing, cluster, next, part);
        if (!error) part(all);
        if (error || !std::exchange(first, false) || !meanwhile) return error;
        return meanwhile();
    };
    auto arns = listAll(caller, listing, cluster, filter, part ? some : SomeArns());
    if (!arns) return tl::unexpected<Error>(arns.error());
    if (listed)
        if (auto error = listed(*arns)) return tl::unexpected<Error>(*error);
    std::vector<std::string> rest;
    std::set_difference(arns->begin(), arns->end(), asked.begin(), asked.end(), std::back_inserter(rest));
    if (auto error = describeInto(all, caller, listing, cluster, rest, part))
        return tl::unexpected<Error>(*error);
    return all;
}

} // namespace pilothouse::console
