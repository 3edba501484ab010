// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace pilothouse::simulation {

struct Outcome {
    std::optional<std::string> violation; ///< what does not hold; nothing: all does
    std::string trace;                    ///< the last events before it
    std::size_t steps = 0;
    std::map<std::string, int> reached; ///< situations (reached.h), how often
};

/// One whole life of a plane out of one seed: set up, chaos, then peace in which everything must come to rest
/// as the rules say. The same seed and mutant give the same outcome.
Outcome runSeed(std::uint64_t seed, int mutant = 0);

} // namespace pilothouse::simulation
