// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/widgets/fact_list.h"

namespace pilothouse::ui {

/// One value of a service's document, ready to be told.
struct ConfigurationLine {
    std::string pointer; ///< RFC 6901
    std::string group;   ///< code of its heap's title
    Fact fact;
    bool known = false; ///< false: under its own name, as the API spells it
};

/// Every value of a service as DescribeServices tells it, in the language of the moment: known members under
/// plain labels, others under their own names, none left out. Its deployments and events stand elsewhere.
std::vector<ConfigurationLine> configurationOf(const Json& service);

/// Codes of the heaps' titles, in their order.
const std::vector<std::string>& configurationGroups();

} // namespace pilothouse::ui
