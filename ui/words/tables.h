// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/sentence.h"

#include <span>

namespace pilothouse::ui {

// The tables that allWords() is made of; a new one is named here and in sentence.cpp.
std::span<const WordEntry> commonWords();
std::span<const WordEntry> errorWords();
std::span<const WordEntry> reasonWords();
std::span<const WordEntry> eventWords();
std::span<const WordEntry> taskWords();
std::span<const WordEntry> actWords();
std::span<const WordEntry> sheetWords();
std::span<const WordEntry> removalWords();
std::span<const WordEntry> rolloutWords();
std::span<const WordEntry> serviceWords();
std::span<const WordEntry> servicePageWords();
std::span<const WordEntry> eventListWords();
std::span<const WordEntry> configurationWords();
std::span<const WordEntry> startWords();
std::span<const WordEntry> frameWords();
std::span<const WordEntry> paletteWords();
std::span<const WordEntry> settingsWords();
std::span<const WordEntry> signInWords();
std::span<const WordEntry> topologyWords();
std::span<const WordEntry> instanceWords();
std::span<const WordEntry> documentWords();
std::span<const WordEntry> fitWords();
std::span<const WordEntry> definitionWords();
std::span<const WordEntry> overviewWords();

} // namespace pilothouse::ui
