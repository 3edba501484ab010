// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// What every question has, and the labels of their fields.
std::span<const WordEntry> sheetWords() {
    static constexpr WordEntry words[] = {
        {"sheet.request", "Request", "リクエスト"},
        {"sheet.copyRequest", "Copy", "コピー"},
        {"sheet.copyCommand", "Copy as aws command", "aws コマンドとしてコピー"},
        {"sheet.moreCalls", "and {count} more like {count?it|these}", "ほか {count} 件の同様のリクエスト"},
        {"sheet.confirm", "Type {word} to allow it.", "実行するには {word} と入力してください。"},
        {"sheet.serviceGone", "{service} was deleted meanwhile.", "{service} はその間に削除されました。"},
        {"sheet.nameRule", "Up to 255 letters, digits, hyphens and underscores.",
         "255 文字以内の英数字、ハイフン、アンダースコアで入力してください。"},

        {"sheet.name", "Name", "名前"},
        {"sheet.service", "Service", "サービス"},
        {"sheet.cluster", "Cluster", "クラスター"},
        {"sheet.desired", "Desired tasks", "必要数"},
        {"sheet.definition", "Definition", "タスク定義"},
        {"sheet.state", "State", "状態"},
        {"sheet.reason", "Reason", "理由"},

        {"follow.done", "{service} now runs {definition}", "{service} は {definition} で稼働しています"},
        {"follow.failed", "The deployment of {definition} to {service} failed",
         "{service} への {definition} のデプロイが失敗しました"},
    };
    return words;
}

} // namespace pilothouse::ui
