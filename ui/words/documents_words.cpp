// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// JSON to read and differences of documents.
std::span<const WordEntry> documentWords() {
    static constexpr WordEntry words[] = {
        {"json.text", "JSON", "JSON"},
        {"json.copy", "Copy the JSON", "JSON をコピー"},
        {"json.find", "Find in the JSON", "JSON 内を検索"},
        {"json.find.at", "{at} of {count}", "{count} 件中 {at} 件目"},
        {"json.find.none", "Nothing found", "見つかりません"},
        {"json.find.previous", "Previous one", "前へ"},
        {"json.find.next", "Next one", "次へ"},
        {"json.find.close", "Close", "閉じる"},

        {"diff.changes", "{count} {count?change|changes}", "変更 {count} 件"},
        {"diff.none", "No difference", "差分なし"},
        {"diff.equal", "{count} equal {count?line|lines}", "同じ行 {count} 行"},
        {"diff.previous", "Previous change", "前の変更"},
        {"diff.next", "Next change", "次の変更"},
        {"diff.showEqual", "Show equal lines", "同じ行を表示"},
        {"diff.hideEqual", "Hide equal lines", "同じ行を隠す"},
    };
    return words;
}

} // namespace pilothouse::ui
