// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <functional>
#include <string>
#include <string_view>

namespace pilothouse::docker {

/// Cuts a stream of JSON lines, whatever pieces it comes in. A line that is no JSON is passed over; one over
/// a MiB is dropped.
class Lines {
public:
    void feed(std::string_view bytes, const std::function<void(const Json&)>& each) {
        m_rest += bytes;
        std::size_t begin = 0;
        for (auto end = m_rest.find('\n'); end != std::string::npos;
             begin = end + 1, end = m_rest.find('\n', begin))
            one(std::string_view(m_rest).substr(begin, end - begin), each);
        m_rest.erase(0, begin);
        if (m_rest.size() > (1 << 20)) m_rest.clear();
    }

private:
    static void one(std::string_view line, const std::function<void(const Json&)>& each) {
        if (!line.empty() && line.front() == '\x1e') line.remove_prefix(1); // JSON sequences of API 1.52
        if (line.find('{') == std::string_view::npos) return;
        if (auto json = Json::parse(line)) each(*json);
    }
    std::string m_rest;
};

} // namespace pilothouse::docker
