// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// Words of status shapes and of the states of a list.
std::span<const WordEntry> commonWords() {
    static constexpr WordEntry words[] = {
        {"header.more", "More actions", "その他の操作"},
        {"shape.healthy", "healthy", "正常"},
        {"shape.running", "running, no health check", "実行中（ヘルスチェックなし）"},
        {"shape.changing", "changing", "変更中"},
        {"shape.starting", "starting", "起動中"},
        {"shape.atRisk", "at risk", "要注意"},
        {"shape.trouble", "in trouble", "異常"},
        {"shape.failed", "failed", "失敗"},
        {"shape.leaving", "leaving", "停止処理中"},
        {"shape.stopped", "stopped", "停止済み"},
        {"shape.unknown", "unknown", "不明"},
        {"shape.hint", "hint", "ヒント"},
    };
    return words;
}

} // namespace pilothouse::ui
