// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_configuration.h"

#include "core/base/arn.h"
#include "ui/words/quantities.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace pilothouse::ui {

namespace {

enum class Form { plain, mono, time, percent, minutes, seconds, definition };

struct Member {
    std::string_view path; ///< elements of lists as *
    const char* group;
    Form form = Form::plain;
};

// Its label is the code "configuration." + path.
constexpr Member members[] = {
    {"serviceName", "configuration.group.identity"},
    {"status", "configuration.group.identity"},
    {"serviceArn", "configuration.group.identity", Form::mono},
    {"clusterArn", "configuration.group.identity", Form::mono},
    {"createdAt", "configuration.group.identity", Form::time},
    {"createdBy", "configuration.group.identity", Form::mono},
    {"roleArn", "configuration.group.identity", Form::mono},
    {"resourceManagementType", "configuration.group.identity"},
    {"taskDefinition", "configuration.group.tasks", Form::definition},
    {"desiredCount", "configuration.group.tasks"},
    {"runningCount", "configuration.group.tasks"},
    {"pendingCount", "configuration.group.tasks"},
    {"schedulingStrategy", "configuration.group.tasks"},
    {"launchType", "configuration.group.tasks"},
    {"capacityProviderStrategy", "configuration.group.tasks"},
    {"capacityProviderStrategy/*/capacityProvider", "configuration.group.tasks"},
    {"capacityProviderStrategy/*/weight", "configuration.group.tasks"},
    {"capacityProviderStrategy/*/base", "configuration.group.tasks"},
    {"platformVersion", "configuration.group.tasks"},
    {"platformFamily", "configuration.group.tasks"},
    {"healthCheckGracePeriodSeconds", "configuration.group.tasks", Form::seconds},
    {"enableExecuteCommand", "configuration.group.tasks"},
    {"availabilityZoneRebalancing", "configuration.group.tasks"},
    {"deploymentController/type", "configuration.group.deployment"},
    {"deploymentConfiguration/strategy", "configuration.group.deployment"},
    {"deploymentConfiguration/minimumHealthyPercent", "configuration.group.deployment", Form::percent},
    {"deploymentConfiguration/maximumPercent", "configuration.group.deployment", Form::percent},
    {"deploymentConfiguration/bakeTimeInMinutes", "configuration.group.deployment", Form::minutes},
    {"deploymentConfiguration/deploymentCircuitBreaker/enable", "configuration.group.deployment"},
    {"deploymentConfiguration/deploymentCircuitBreaker/rollback", "configuration.group.deployment"},
    {"deploymentConfiguration/deploymentCircuitBreaker/resetOnHealthyTask", "configuration.group.deployment"},
    {"deploymentConfiguration/deploymentCircuitBreaker/thresholdConfiguration/type",
     "configuration.group.deployment"},
    {"deploymentConfiguration/deploymentCircuitBreaker/thresholdConfiguration/value",
     "configuration.group.deployment"},
    {"deploymentConfiguration/alarms/enable", "configuration.group.deployment"},
    {"deploymentConfiguration/alarms/rollback", "configuration.group.deployment"},
    {"deploymentConfiguration/alarms/alarmNames", "configuration.group.deployment"},
    {"deploymentConfiguration/lifecycleHooks", "configuration.group.deployment"},
    {"currentServiceDeployment", "configuration.group.deployment", Form::mono},
    {"currentServiceRevisions", "configuration.group.deployment"},
    {"currentServiceRevisions/*/arn", "configuration.group.deployment", Form::mono},
    {"currentServiceRevisions/*/requestedTaskCount", "configuration.group.deployment"},
    {"currentServiceRevisions/*/runningTaskCount", "configuration.group.deployment"},
    {"currentServiceRevisions/*/pendingTaskCount", "configuration.group.deployment"},
    {"networkConfiguration/awsvpcConfiguration/subnets", "configuration.group.network", Form::mono},
    {"networkConfiguration/awsvpcConfiguration/securityGroups", "configuration.group.network", Form::mono},
    {"networkConfiguration/awsvpcConfiguration/assignPublicIp", "configuration.group.network"},
    {"loadBalancers", "configuration.group.network"},
    {"loadBalancers/*/targetGroupArn", "configuration.group.network", Form::mono},
    {"loadBalancers/*/loadBalancerName", "configuration.group.network"},
    {"loadBalancers/*/containerName", "configuration.group.network"},
    {"loadBalancers/*/containerPort", "configuration.group.network"},
    {"serviceRegistries", "configuration.group.network"},
    {"serviceRegistries/*/registryArn", "configuration.group.network", Form::mono},
    {"serviceRegistries/*/containerName", "configuration.group.network"},
    {"serviceRegistries/*/containerPort", "configuration.group.network"},
    {"serviceRegistries/*/port", "configuration.group.network"},
    {"placementStrategy", "configuration.group.placement"},
    {"placementStrategy/*/type", "configuration.group.placement"},
    {"placementStrategy/*/field", "configuration.group.placement"},
    {"placementConstraints", "configuration.group.placement"},
    {"placementConstraints/*/type", "configuration.group.placement"},
    {"placementConstraints/*/expression", "configuration.group.placement", Form::mono},
    {"tags", "configuration.group.tags"},
    {"propagateTags", "configuration.group.tags"},
    {"enableECSManagedTags", "configuration.group.tags"},
};

const Member* memberOf(std::string_view path) {
    const auto it = std::find_if(std::begin(members), std::end(members),
                                 [path](const Member& member) { return member.path == path; });
    return it == std::end(members) ? nullptr : it;
}

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Sentence words(const QString& text) {
    Sentence sentence;
    sentence.spans = {{text, {}, Tone::text, false}};
    return sentence;
}

QString textOf(const Json& value, Form form) {
    if (value.isBool()) return sayPlain(value.asBool() ? "configuration.on" : "configuration.off");
    if (value.isNumber() && form == Form::time)
        return clockText(Millis(std::llround(value.asDouble() * 1000)));
    if (value.isInt()) {
        const Args args{{"count", Arg::number(value.asInt())}};
        if (form == Form::percent) return numberText(value.asInt()) + u'%';
        if (form == Form::minutes) return sayPlain("configuration.minutes", args);
        if (form == Form::seconds) return sayPlain("configuration.seconds", args);
        return numberText(value.asInt());
    }
    if (value.isString()) return value.asString().empty() ? QStringLiteral("–") : q(value.asString());
    if (value.size() == 0 && (value.isArray() || value.isObject())) return sayPlain("configuration.none");
    return q(value.dump());
}

bool isScalar(const Json& value) {
    return !value.isArray() && !value.isObject();
}

class Walk {
public:
    explicit Walk(std::vector<ConfigurationLine>& lines) : m_lines(lines) {}

    /// `path` holds * for the elements of lists, `ordinal` tells which one if there are several.
    void value(const Json& json, const std::string& pointer, const std::string& path, int ordinal) {
        const bool list = json.isArray() && std::all_of(json.items().begin(), json.items().end(), isScalar);
        if (isScalar(json) || list || json.size() == 0) return line(json, pointer, path, ordinal);
        if (json.isObject()) {
            for (const auto& [name, member] : json.members())
                value(member, pointer + "/" + escaped(name), path.empty() ? name : path + "/" + name,
                      ordinal);
            return;
        }
        if (path == "tags") return tags(json, pointer);
        for (std::size_t i = 0; i < json.items().size(); ++i)
            value(json.at(i), pointer + "/" + std::to_string(i), path + "/*",
                  json.items().size() > 1 ? int(i) + 1 : ordinal);
    }

private:
    static std::string escaped(std::string_view name) {
        std::string made;
        for (char c : name)
            made += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
        return made;
    }

    /// A tag's key is its label.
    void tags(const Json& json, const std::string& pointer) {
        for (std::size_t i = 0; i < json.items().size(); ++i)
            m_lines.push_back({pointer + "/" + std::to_string(i),
                               "configuration.group.tags",
                               {q(json.at(i).str("key")), words(q(json.at(i).str("value"))), false},
                               true});
    }

    void line(const Json& json, const std::string& pointer, const std::string& path, int ordinal) {
        const Member* member = memberOf(path);
        const Form form = member ? member->form : Form::plain;
        Fact fact;
        fact.label = member ? sayPlain("configuration." + path) : q(pointer.substr(1));
        if (member && ordinal > 0) fact.label += QStringLiteral(" %1").arg(ordinal);
        fact.mono = form == Form::mono || !member;
        if (json.isArray() && json.size() > 0) {
            QStringList all;
            for (const Json& item : json.items())
                all << textOf(item, form);
            fact.value = words(all.join(QStringLiteral(", ")));
        } else if (form == Form::definition && json.isString()) {
            const QString name = q(lastPart(json.asString()));
            fact.value.spans = {{name, QStringLiteral("definition/") + name, Tone::you, false}};
        } else {
            fact.value = words(textOf(json, form));
        }
        m_lines.push_back({pointer, member ? member->group : "configuration.group.other", std::move(fact),
                           member != nullptr});
    }

    std::vector<ConfigurationLine>& m_lines;
};

/// Groups in their order, within each what matters most first; elements of lists stay together.
std::pair<int, int> placeOf(const ConfigurationLine& line) {
    const auto& groups = configurationGroups();
    const int group = int(std::find(groups.begin(), groups.end(), line.group) - groups.begin());
    const std::string_view head = std::string_view(line.pointer).substr(1);
    for (int i = 0; i < int(std::size(members)); ++i) {
        const std::string_view path = members[i].path;
        if (path == head) return {group, i};
        const auto star = path.find("/*");
        if (star != std::string_view::npos && head.starts_with(path.substr(0, star + 1))) return {group, i};
    }
    return {group, int(std::size(members))};
}

} // namespace

const std::vector<std::string>& configurationGroups() {
    static const std::vector<std::string> groups{
        "configuration.group.tasks",     "configuration.group.deployment", "configuration.group.network",
        "configuration.group.placement", "configuration.group.identity",   "configuration.group.tags",
        "configuration.group.other"};
    return groups;
}

std::vector<ConfigurationLine> configurationOf(const Json& service) {
    std::vector<ConfigurationLine> lines;
    Walk walk(lines);
    for (const auto& [name, value] : service.members())
        if (name != "deployments" && name != "events") walk.value(value, "/" + name, name, 0);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
    return lines;
}

} // namespace pilothouse::ui
