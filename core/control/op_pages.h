// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <optional>
#include <string>
#include <string_view>

namespace pilothouse::control::op {

/// One page of a list whose items have keys in one order. A token names the last key of the page before, so
/// that what comes and goes between two calls neither repeats nor hides another item. Opaque to clients;
/// bound to the operation and its filters.
class Pages {
public:
    Pages(std::string_view operation, const Json& input, int defaultSize = 100);

    /// A token that this list never gave: InvalidParameterException.
    const std::optional<ApiError>& error() const { return m_error; }
    /// The key after which this page begins; "" at the first page.
    const std::string& after() const { return m_after; }
    /// Takes an item, in order. False: the page is full, and one more item exists.
    bool add(const std::string& key, Json item);
    /// {member: items} and nextToken if there is more.
    Json answer(std::string_view member);

private:
    std::string m_kind; ///< what a token is bound to
    std::string m_after, m_last;
    std::size_t m_size;
    bool m_more = false;
    Json m_items = Json::array();
    std::optional<ApiError> m_error;
};

} // namespace pilothouse::control::op
