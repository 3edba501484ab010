// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/replay.h"

#include "core/base/arn.h"
#include "core/base/time.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace pilothouse::tests {

/// A kind of row that is listed by ARN and described in batches.
struct Replay::Kind {
    const char *list, *arns, *describe, *ask, *rows, *arn;
    std::size_t most, page;
    bool ofCluster;
    /// Members of the List call that choose, beside the member of the row that they must equal.
    std::vector<std::pair<const char*, const char*>> filters;
};

const std::vector<Replay::Kind>& Replay::kinds() {
    static const std::vector<Kind> all{
        {"ListClusters",
         "clusterArns",
         "DescribeClusters",
         "clusters",
         "clusters",
         "clusterArn",
         100,
         100,
         false,
         {}},
        {"ListServices",
         "serviceArns",
         "DescribeServices",
         "services",
         "services",
         "serviceArn",
         10,
         10,
         true,
         {{"launchType", "launchType"}, {"schedulingStrategy", "schedulingStrategy"}}},
        {"ListTasks",
         "taskArns",
         "DescribeTasks",
         "tasks",
         "tasks",
         "taskArn",
         100,
         100,
         true,
         {{"desiredStatus", "desiredStatus"},
          {"launchType", "launchType"},
          {"startedBy", "startedBy"},
          {"containerInstance", "containerInstanceArn"}}},
        {"ListContainerInstances",
         "containerInstanceArns",
         "DescribeContainerInstances",
         "containerInstances",
         "containerInstances",
         "containerInstanceArn",
         100,
         100,
         true,
         {{"status", "status"}}},
        {nullptr,
         nullptr,
         "DescribeServiceDeployments",
         "serviceDeploymentArns",
         "serviceDeployments",
         "serviceDeploymentArn",
         20,
         0,
         false,
         {}},
        {nullptr,
         nullptr,
         "DescribeServiceRevisions",
         "serviceRevisionArns",
         "serviceRevisions",
         "serviceRevisionArn",
         20,
         0,
         false,
         {}},
    };
    return all;
}

namespace {

using Answer = FakeEndpoint::Answer;

Answer invalid(const std::string& words) {
    return FakeEndpoint::error("InvalidParameterException", words);
}

Json load(const std::string& operation) {
    const std::string path = PILOTHOUSE_SOURCE_DIR "/tests/data/world/" + operation + ".json";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    auto parsed = Json::parse(text.str());
    if (!parsed) throw std::runtime_error("not JSON: " + path);
    return std::move(parsed->mutableMembers().front().second);
}

/// A page of `all` by the number of its first row as token.
Answer page(const std::vector<Json>& all, const char* member, const Json& input, std::size_t fallback) {
    const auto size = static_cast<std::size_t>(input.integer("maxResults", static_cast<int>(fallback)));
    if (size < 1 || size > 100) return invalid("maxResults must be between 1 and 100.");
    const std::size_t from = std::strtoul(input.str("nextToken", "0").c_str(), nullptr, 10);
    Json items = Json::array();
    for (std::size_t i = from; i < std::min(all.size(), from + size); ++i)
        items.push(all[i]);
    Json reply = Json::object({{member, std::move(items)}});
    if (from + size < all.size()) reply.set("nextToken", std::to_string(from + size));
    return FakeEndpoint::ok(reply);
}

/// A name or an ARN means the same row.
bool names(const std::string& asked, const std::string& arn) {
    return asked == arn || (!asked.empty() && asked == lastPart(arn));
}

bool includesTags(const Json& input) {
    for (const Json& word : input.at("include").items())
        if (word.asString() == "TAGS") return true;
    return false;
}

const Json& definitionOf(const Json& row) {
    return row.at("taskDefinition");
}

bool hasStatus(const Json& definition, const Json& input) {
    return definition.str("status") == input.str("status", "ACTIVE");
}

} // namespace

Replay::Replay() {
    for (const Kind& kind : kinds())
        m_world[kind.describe] = load(kind.describe);
    m_world["DescribeTaskDefinition"] = load("DescribeTaskDefinition");
    m_endpoint = std::make_unique<FakeEndpoint>(
        [this](const std::string& operation, const Json& input) { return answer(operation, input); });
}

Replay::~Replay() {
    {
        std::lock_guard guard(m_lock);
        m_ends = true;
    }
    m_changed.notify_all();
    m_endpoint.reset();
}

void Replay::setState(State state) {
    {
        std::lock_guard guard(m_lock);
        m_state = state;
    }
    m_changed.notify_all();
}

void Replay::setAnswer(const std::string& operation, std::optional<Answer> answer) {
    std::lock_guard guard(m_lock);
    if (answer)
        m_answers[operation] = *answer;
    else
        m_answers.erase(operation);
}

void Replay::change(const std::string& describe, const std::function<void(Json::Array& rows)>& act) {
    std::lock_guard guard(m_lock);
    act(m_world.at(describe).mutableItems());
}

const Json::Array& Replay::rows(const std::string& describe) const {
    static const Json::Array none;
    const bool empty = m_state == State::empty && describe != "DescribeClusters";
    return empty ? none : m_world.at(describe).items();
}

FakeEndpoint::Answer Replay::answer(const std::string& operation, const Json& input) {
    Answer reply;
    {
        std::unique_lock guard(m_lock);
        const bool waits = operation.find("Cluster") == std::string::npos;
        m_changed.wait(guard, [&] { return m_ends || m_state != State::loading || !waits; });
        if (auto it = m_answers.find(operation); it != m_answers.end())
            reply = it->second;
        else if (auto refused = refusal(operation))
            reply = *refused;
        else
            reply = fromWorld(operation, input);
    }
    reply.date = httpDate(SystemClock().now());
    return reply;
}

std::optional<FakeEndpoint::Answer> Replay::refusal(const std::string& operation) {
    if (m_state == State::throttled) return FakeEndpoint::error("ThrottlingException", "Rate exceeded");
    if (operation.find("Cluster") != std::string::npos) return std::nullopt;
    if (m_state == State::denied)
        return FakeEndpoint::error("AccessDeniedException",
                                   "User: arn:aws:sts::123456789012:assumed-role/engineer/t.sato is not "
                                   "authorized to perform: ecs:" +
                                       operation,
                                   403);
    if (m_state == State::failed) return FakeEndpoint::error("ServerException", "Service Unavailable.", 500);
    return std::nullopt;
}

FakeEndpoint::Answer Replay::fromWorld(const std::string& operation, const Json& input) {
    for (const Kind& kind : kinds()) {
        if (kind.list && operation == kind.list) return list(kind, input);
        if (operation == kind.describe) return describe(kind, input);
    }
    if (operation == "ListTaskDefinitions") return listDefinitions(input);
    if (operation == "ListTaskDefinitionFamilies") return listFamilies(input);
    if (operation == "DescribeTaskDefinition") return describeDefinition(input);
    if (operation == "ListServiceDeployments") return listDeployments(input);
    return FakeEndpoint::error(
        "AccessDeniedException",
        "User: arn:aws:sts::123456789012:assumed-role/engineer/t.sato is not authorized to perform: ecs:" +
            operation,
        403);
}

std::optional<std::string> Replay::clusterOf(const Json& input) const {
    const std::string asked = input.str("cluster", "default");
    for (const Json& cluster : m_world.at("DescribeClusters").items())
        if (names(asked, cluster.str("clusterArn"))) return cluster.str("clusterArn");
    return std::nullopt;
}

FakeEndpoint::Answer Replay::list(const Kind& kind, const Json& input) const {
    const auto cluster = kind.ofCluster ? clusterOf(input) : std::string();
    if (!cluster) return FakeEndpoint::error("ClusterNotFoundException", "Cluster not found.");
    Json asked = input;
    if (kind.describe == std::string_view("DescribeTasks")) asked.setDefault("desiredStatus", "RUNNING");
    std::vector<Json> arns;
    for (const Json& row : rows(kind.describe)) {
        // An instance has no member for its cluster: the ARN names it.
        const std::string of = row.str("clusterArn", *cluster);
        if (kind.ofCluster &&
            (of != *cluster ||
             row.str(kind.arn).find("/" + std::string(lastPart(*cluster)) + "/") == std::string::npos))
            continue;
        const bool chosen = std::all_of(kind.filters.begin(), kind.filters.end(), [&](const auto& filter) {
            return !asked.has(filter.first) || names(asked.str(filter.first), row.str(filter.second)) ||
                   asked.str(filter.first) == row.str(filter.second);
        });
        const std::string family(lastPart(row.str("taskDefinitionArn")));
        if (!chosen || (asked.has("serviceName") &&
                        row.str("group") != "service:" + std::string(lastPart(asked.str("serviceName")))))
            continue;
        if (asked.has("family") && family.substr(0, family.rfind(':')) != asked.str("family")) continue;
        arns.push_back(row.str(kind.arn));
    }
    return page(arns, kind.arns, input, kind.page);
}

FakeEndpoint::Answer Replay::describe(const Kind& kind, const Json& input) const {
    const auto cluster = kind.ofCluster ? clusterOf(input) : std::string();
    if (!cluster) return FakeEndpoint::error("ClusterNotFoundException", "Cluster not found.");
    const Json& asked = input.at(kind.ask);
    if (asked.size() < 1 || asked.size() > kind.most)
        return invalid(std::string(kind.ask) + " must have 1 to " + std::to_string(kind.most) + " items.");
    Json found = Json::array(), failures = Json::array();
    for (const Json& name : asked.items()) {
        const auto& all = rows(kind.describe);
        const auto it = std::find_if(all.begin(), all.end(), [&](const Json& row) {
            return names(name.asString(), row.str(kind.arn)) &&
                   (!kind.ofCluster || row.str("clusterArn", *cluster) == *cluster);
        });
        if (it == all.end()) {
            failures.push(Json::object({{"arn", name}, {"reason", "MISSING"}}));
            continue;
        }
        Json row = *it;
        if (!includesTags(input)) row.erase("tags");
        found.push(std::move(row));
    }
    return FakeEndpoint::ok(Json::object({{kind.rows, std::move(found)}, {"failures", std::move(failures)}}));
}

FakeEndpoint::Answer Replay::listDefinitions(const Json& input) const {
    std::vector<std::tuple<std::string, std::int64_t, std::string>> chosen;
    for (const Json& row : rows("DescribeTaskDefinition")) {
        const Json& definition = definitionOf(row);
        const std::string family = definition.str("family");
        if (!hasStatus(definition, input) || family != input.str("familyPrefix", family)) continue;
        chosen.emplace_back(family, definition.integer("revision"), definition.str("taskDefinitionArn"));
    }
    std::sort(chosen.begin(), chosen.end());
    if (input.str("sort") == "DESC") std::reverse(chosen.begin(), chosen.end());
    std::vector<Json> arns;
    for (const auto& [family, revision, arn] : chosen)
        arns.push_back(arn);
    return page(arns, "taskDefinitionArns", input, 100);
}

FakeEndpoint::Answer Replay::listFamilies(const Json& input) const {
    const std::string status = input.str("status", "ALL");
    std::set<std::string> active, all;
    for (const Json& row : rows("DescribeTaskDefinition")) {
        const std::string family = definitionOf(row).str("family");
        if (!family.starts_with(input.str("familyPrefix"))) continue;
        all.insert(family);
        if (definitionOf(row).str("status") == "ACTIVE") active.insert(family);
    }
    std::vector<Json> families;
    for (const std::string& family : all)
        if (status == "ALL" || (status == "ACTIVE") == active.contains(family)) families.push_back(family);
    return page(families, "families", input, 100);
}

/// By ARN, by family:revision, or by family: its newest active revision.
FakeEndpoint::Answer Replay::describeDefinition(const Json& input) const {
    const std::string asked = input.str("taskDefinition");
    const Json* best = nullptr;
    for (const Json& row : rows("DescribeTaskDefinition")) {
        const Json& definition = definitionOf(row);
        const bool newest =
            definition.str("family") == asked && definition.str("status") == "ACTIVE" &&
            (!best || definitionOf(*best).integer("revision") < definition.integer("revision"));
        if (newest || names(asked, definition.str("taskDefinitionArn"))) best = &row;
    }
    if (!best) return FakeEndpoint::error("ClientException", "Unable to describe task definition.");
    Json reply = *best;
    if (!includesTags(input)) reply.erase("tags");
    return FakeEndpoint::ok(reply);
}

FakeEndpoint::Answer Replay::listDeployments(const Json& input) const {
    const auto cluster = clusterOf(input);
    if (!cluster) return FakeEndpoint::error("ClusterNotFoundException", "Cluster not found.");
    std::vector<Json> chosen;
    bool known = false;
    for (const Json& service : rows("DescribeServices"))
        known = known || names(input.str("service"), service.str("serviceArn"));
    if (!known) return FakeEndpoint::error("ServiceNotFoundException", "Service not found.");
    const auto created = [](const Json& row) { return row.millis("createdAt").value_or(0); };
    const Json& range = input.at("createdAt");
    for (const Json& row : rows("DescribeServiceDeployments")) {
        if (!names(input.str("service"), row.str("serviceArn")) || row.str("clusterArn") != *cluster)
            continue;
        if (created(row) < range.millis("after").value_or(0)) continue;
        if (range.has("before") && created(row) > range.millis("before").value_or(0)) continue;
        const auto& statuses = input.at("status").items();
        if (!statuses.empty() && std::none_of(statuses.begin(), statuses.end(), [&](const Json& status) {
                return status.asString() == row.str("status");
            }))
            continue;
        Json brief = Json::object();
        for (const char* member : {"serviceDeploymentArn", "serviceArn", "clusterArn", "startedAt",
                                   "createdAt", "finishedAt", "status", "statusReason"})
            if (const Json* value = row.find(member)) brief.set(member, *value);
        brief.set("targetServiceRevisionArn", row.at("targetServiceRevision").str("arn"));
        chosen.push_back(std::move(brief));
    }
    std::sort(chosen.begin(), chosen.end(),
              [&](const Json& a, const Json& b) { return created(a) > created(b); });
    return page(chosen, "serviceDeployments", input, 20);
}

} // namespace pilothouse::tests
