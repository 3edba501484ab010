// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pilothouse {

/// A seeded generator (SplitMix64): the same seed gives the same ids and choices on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next();
    /// 0 .. bound-1; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    bool chance(double probability);

    std::string hex(int length);
    /// First digit is never 0.
    std::string digits(int length);
    std::string urlSafe(int length);
    /// A version 4 UUID.
    std::string uuid();

private:
    std::string pick(std::string_view alphabet, int length);
    std::uint64_t m_state;
};

/// A seed from the operating system, for programs (never for core/control).
std::uint64_t systemSeed();

} // namespace pilothouse
