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
        {"sheet.moreChanges", "and {count} more", "ほか {count} 件"},
        {"sheet.definition.what", "family:revision", "「family:revision」"},
        {"sheet.launchType", "Launch type", "起動タイプ"},
        {"sheet.launchType.default", "the cluster's default", "クラスターの既定"},
        {"sheet.subnets", "Subnets", "サブネット"},
        {"sheet.subnets.what", "commas between several", "複数ならコンマで区切る"},
        {"sheet.subnets.needed",
         "The definition gives each task its own address (awsvpc): name one subnet at least.",
         "このタスク定義はタスクごとにアドレスを持ちます（「awsvpc」）。サブネットを 1 "
         "つ以上入力してください。"},
        {"sheet.groups", "Security", "セキュリティ"},
        {"sheet.groups.what", "groups; the network's default if empty", "グループ（空欄なら既定）"},
        {"sheet.publicIp", "Public address", "公開アドレス"},
        {"sheet.publicIp.what", "assign one (Fargate)", "割り当てる（Fargate）"},
        {"sheet.tags", "Tags", "タグ"},
        {"sheet.tags.what", "key=value, commas between several", "「key=value」、複数ならコンマで区切る"},
        {"sheet.tagsRule", "Tags are key=value, with commas between. Keys do not begin with aws:.",
         "「key=value」をコンマで区切ってください。「aws:」で始まるキーは使えません。"},
        {"sheet.room.one", "^There is room for it.^", "^配置できる空きがあります。^"},
        {"sheet.room.all", "^There is room for all {count}.^",
         "^{count} 個すべてを配置できる空きがあります。^"},
        {"sheet.room.some", "There is room for {placed} of {count} now; {missing} would wait.",
         "現在の空きでは {count} 個中 {placed} 個を配置でき、{missing} 個は待機します。"},
        {"sheet.room.none", "No instance has room for it now.", "現在、空きのあるインスタンスがありません。"},
        {"sheet.reason", "Reason", "理由"},

        {"follow.done", "{service} now runs {definition}", "{service} は {definition} で稼働しています"},
        {"follow.failed", "The deployment of {definition} to {service} failed",
         "{service} への {definition} のデプロイが失敗しました"},
    };
    return words;
}

} // namespace pilothouse::ui
