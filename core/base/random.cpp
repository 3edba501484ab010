// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <random>

namespace pilothouse {

std::uint64_t Random::next() {
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::uint64_t Random::below(std::uint64_t bound) {
    return bound == 0 ? 0 : next() % bound;
}

bool Random::chance(double probability) {
    return static_cast<double>(next() >> 11) * 0x1.0p-53 < probability;
}

std::string Random::pick(std::string_view alphabet, int length) {
    std::string text;
    for (int i = 0; i < length; ++i)
        text += alphabet[below(alphabet.size())];
    return text;
}

std::string Random::hex(int length) {
    return pick("0123456789abcdef", length);
}

std::string Random::digits(int length) {
    std::string text = pick("123456789", 1);
    return text + pick("0123456789", length - 1);
}

std::string Random::urlSafe(int length) {
    return pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", length);
}

std::string Random::uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-" + pick("89ab", 1) + hex(3) + "-" + hex(12);
}

std::uint64_t systemSeed() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) ^ device();
}

} // namespace pilothouse
