// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The palette: one box for everything.
std::span<const WordEntry> paletteWords() {
    static constexpr WordEntry words[] = {
        {"palette.title", "Go to or do anything", "移動と操作"},
        {"palette.in", "in {cluster}", "{cluster} 内"},
        {"palette.acts", "Actions", "操作"},
        {"palette.places", "Go to", "移動"},
        {"palette.window", "Window", "ウィンドウ"},
        {"palette.act", "{verb} {name}", "{name}：{verb}"},
        {"palette.service", "service, {running} of {desired} tasks", "サービス、タスク {running}／{desired}"},
        {"palette.task", "task of {owner}, {status}", "{owner} のタスク、{status}"},
        {"palette.instance", "instance in {zone}, {running} {running?task|tasks}",
         "インスタンス（{zone}）、タスク {running}"},
        {"palette.family", "task definition", "タスク定義"},
        {"palette.connection", "connection", "接続"},
        {"palette.cluster", "cluster of {connection}", "{connection} のクラスター"},
        {"palette.none", "Nothing here is called that.", "該当するものはありません。"},
        {"palette.choose", "choose", "選択"},
        {"palette.do", "do", "実行"},
        {"palette.complete", "complete", "補完"},
        {"palette.copy", "copy as aws command", "aws コマンドとしてコピー"},
        {"palette.copied", "The aws command is copied", "aws コマンドをコピーしました"},
        {"palette.asked", "{what}: asked", "{what}：要求しました"},
        {"palette.failed", "{what}: not done", "{what}：実行できませんでした"},
        {"palette.results", "Results", "結果"},
    };
    return words;
}

} // namespace pilothouse::ui
