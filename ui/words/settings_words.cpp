// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// Settings, and the clusters of all connections.
std::span<const WordEntry> settingsWords() {
    static constexpr WordEntry words[] = {
        {"clusters.sentence",
         "{clusters} {clusters?cluster|clusters} of {connections} {connections?connection|connections}.",
         "{connections} 個の接続に {clusters} 個のクラスターがあります。"},
        {"clusters.loading", "Loading", "読み込み中"},
        {"clusters.denied", "Not allowed to see the clusters", "クラスターを見る権限がありません"},
        {"clusters.failed", "Not reached", "接続できません"},
        {"clusters.none", "No cluster yet", "クラスターなし"},
        {"clusters.shown", "shown now", "表示中"},
        {"clusters.open", "Open", "開く"},
        {"clusters.filter", "Filter clusters", "クラスターを絞り込み"},
        {"clusters.column.connection", "Connection", "接続"},
        {"clusters.column.cluster", "Cluster", "クラスター"},
        {"clusters.column.running", "Running", "実行中"},
        {"clusters.column.instances", "Instances", "インスタンス"},

        {"settings.sentence", "What is chosen here acts at once. ^It is kept for the next time.^",
         "選んだ内容はすぐに反映されます。^次回も引き継がれます。^"},
        {"settings.appearance", "Appearance", "表示"},
        {"settings.keys", "Keys", "キー操作"},
        {"settings.keys.usual", "Pilothouse", "Pilothouse"},
        {"settings.keys.e1s", "As in e1s", "e1s と同じ"},
        {"settings.keys.note", "Letters act while a list has the keyboard, never in a field.",
         "一文字のキーは一覧にフォーカスがあるときだけ働き、入力欄では働きません。"},
        {"settings.refresh", "Refresh", "更新間隔"},
        {"settings.refresh.usual", "As fits the place", "接続先に合わせる"},
        {"settings.refresh.note", "1 s on this computer, 3 s elsewhere; only what is on screen is asked for.",
         "このコンピューターでは 1 秒、それ以外は 3 秒ごと。画面に表示中のものだけを取得します。"},
        {"settings.refresh.seconds", "Every {seconds} s", "{seconds} 秒ごと"},
        {"settings.connections", "Connections", "接続"},
        {"settings.connections.none", "None is open.", "開いている接続はありません。"},
        {"settings.colour", "Colour of {name}", "{name} の色"},
        {"settings.colour.usual", "By its place", "並び順に合わせる"},
        {"settings.colour.number", "Colour {number}", "色 {number}"},
        {"settings.readOnly", "Read-only", "読み取り専用"},
        {"settings.readOnly.note", "Acts that change something do not exist.",
         "変更を伴う操作は表示されません。"},
        {"settings.production", "Production", "本番環境"},
        {"settings.production.note", "Acts ask harder.", "操作の前に、より慎重に確認します。"},
        {"settings.plane", "Control plane of this computer", "このコンピューターのコントロールプレーン"},
        {"settings.plane.simulated", "Simulation", "シミュレーション"},
        {"settings.plane.looking", "Looking for it.", "確認しています。"},
        {"settings.plane.runs", "It runs since the window or a command started it.", "実行中です。"},
        {"settings.plane.rests", "It does not run. ^Opening this computer starts it.^",
         "実行されていません。^このコンピューターを開くと起動します。^"},
        {"settings.plane.endpoint", "Endpoint", "エンドポイント"},
        {"settings.plane.engine", "Engine", "エンジン"},
        {"settings.plane.version", "Version", "バージョン"},
        {"settings.plane.process", "Process", "プロセス"},
        {"settings.plane.data", "Data", "データ"},
        {"settings.plane.log", "Log", "ログ"},
        {"settings.plane.stop", "Stop it…", "停止…"},
        {"settings.plane.stopping", "Stopping…", "停止中…"},
        {"settings.plane.openData", "Open the data folder", "データフォルダーを開く"},
        {"settings.plane.openLog", "Open the log", "ログを開く"},
        {"settings.plane.stop.title", "Stop the control plane", "コントロールプレーンを停止"},
        {"settings.plane.stop.will",
         "The control plane at {endpoint} ends. Its containers go on running, but nothing replaces one that "
         "ends, until this computer is opened again.",
         "{endpoint} "
         "のコントロールプレーンを終了します。コンテナは動き続けますが、このコンピューターを再び開くまで、"
         "終了したコンテナは置き換えられません。"},
        {"settings.plane.stop.button", "Stop it", "停止する"},
        {"settings.plane.stopped", "The control plane has ended", "コントロールプレーンを停止しました"},
        {"settings.plane.stayed", "The control plane could not be stopped",
         "コントロールプレーンを停止できませんでした"},
        {"settings.shortcuts", "All shortcuts", "ショートカット一覧"},
    };
    return words;
}

} // namespace pilothouse::ui
