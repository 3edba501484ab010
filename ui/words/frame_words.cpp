// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The window around the pages: sections, actions, the strips over a page, the status bar.
std::span<const WordEntry> frameWords() {
    static constexpr WordEntry words[] = {
        {"frame.services", "Services", "サービス"},
        {"frame.tasks", "Tasks", "タスク"},
        {"frame.clusters", "Clusters", "クラスター"},
        {"frame.otherClusters", "Other clusters", "ほかのクラスター"},
        {"frame.otherConnections", "Other connections", "ほかの接続"},
        {"frame.readOnly", "Read-only", "読み取り専用"},
        {"frame.noCluster", "None yet. What you connect stands here.",
         "まだありません。接続するとここに表示されます。"},
        {"frame.sidebar", "Sections", "セクション"},
        {"frame.connect", "Connect…", "接続…"},
        {"frame.disconnect", "Disconnect", "接続を閉じる"},
        {"frame.settings", "Settings", "設定"},
        {"frame.back", "Back", "戻る"},
        {"frame.forward", "Forward", "進む"},
        {"frame.refresh", "Refresh", "更新"},
        {"frame.reconnect", "Reconnect", "再接続"},
        {"frame.toggleSidebar", "Narrow or widen the sidebar", "サイドバーの幅を切り替え"},
        {"frame.nextPane", "Next pane", "次のペイン"},
        {"frame.previousPane", "Previous pane", "前のペイン"},
        {"frame.filter", "Filter", "絞り込み"},
        {"frame.menu", "Menu", "メニュー"},
        {"frame.quit", "Quit", "終了"},
        {"frame.close", "Close", "閉じる"},
        {"frame.theme", "Theme", "テーマ"},
        {"frame.theme.system", "As the system", "システムに合わせる"},
        {"frame.theme.light", "Light", "ライト"},
        {"frame.theme.dark", "Dark", "ダーク"},
        {"frame.language", "Language", "言語"},
        {"frame.language.system", "As the system", "システムに合わせる"},
        {"frame.language.en", "English", "English"},
        {"frame.language.ja", "日本語", "日本語"},
        {"frame.thisComputer", "This computer", "このコンピューター"},
        {"frame.thisComputer.simulated", "Simulation", "シミュレーション"},
        {"frame.connection", "Connection {name}", "接続 {name}"},
        {"frame.kind.simulated", "Simulated", "シミュレーション"},

        {"frame.simulated",
         "This is a simulation: tasks start and stop by ECS's rules, but no container runs. "
         "^To run real ones, start Docker and open this computer.^",
         "これはシミュレーションです。タスクは ECS の規則どおりに動きますが、コンテナは実行されません。"
         "^Docker を起動してこのコンピューターを開けば、実際に実行できます。^"},
        {"frame.simulated.act", "Choose a connection", "接続を選ぶ"},
        {"frame.accounting",
         "CPU and memory of an instance are counted, not enforced: each container keeps its own limits. "
         "^Run pilothoused as root to enforce them.^",
         "インスタンスの CPU とメモリは集計されるだけで、強制はされません（コンテナごとの制限は有効です）。"
         "^強制するには pilothoused を root で実行してください。^"},

        {"frame.notConnected", "Not connected", "未接続"},
        {"frame.live", "Live, {age} old", "ライブ（{age} 前）"},
        {"frame.loading", "Loading", "読み込み中"},
        {"frame.stale", "Old: {age}", "古いデータ（{age} 前）"},
        {"frame.denied", "Not allowed", "権限なし"},
        {"frame.unreached", "Not reached", "接続できません"},
        {"frame.latency", "ECS {ms} ms", "ECS {ms} ms"},
        {"frame.calls", "{rate} calls/s", "毎秒 {rate} 回"},

        // The services page, apart from its sentence.
        {"services.filter", "Filter services", "サービスを絞り込み"},
        {"services.count", "{shown} of {total}", "{total} 件中 {shown} 件"},
        {"act.service.scale", "Scale…", "スケール…"},
        {"act.service.force", "Deploy anew…", "再デプロイ…"},
        {"services.openTasks", "Open its tasks", "タスクを開く"},
        {"services.choose", "Choose a service first.", "先にサービスを選んでください。"},
        {"services.old", "The data is old. Reconnect first.",
         "データが古くなっています。先に再接続してください。"},
        {"services.notEcs", "Another deployment controller rolls this service out.",
         "このサービスは別のデプロイコントローラーが管理しています。"},
        {"services.daemon", "A daemon service runs one task on each instance.",
         "デーモンサービスはインスタンスごとに 1 つのタスクを実行します。"},
        {"services.gone", "The service is being deleted.", "サービスは削除中です。"},
        {"services.why", "{name}:", "{name}："},
        {"services.cause", "^The last one:^", "^最後の失敗：^"},
        {"services.removeSample", "Remove the sample", "サンプルを削除"},
        {"services.removeSample.will",
         "{names} will be deleted with {tasks?their one task|their {tasks} tasks} and their task "
         "definitions.",
         "{names} と、その {tasks} 個のタスクおよびタスク定義を削除します。"},
        {"services.removingSample", "Removing the sample…", "サンプルを削除中…"},
        {"services.startSample", "Start the sample", "サンプルを開始"},
        {"services.startingSample", "Starting the sample…", "サンプルを開始中…"},
        {"services.empty.next",
         "Start the sample: two services from images that are already here, in about 20 s. One action "
         "removes "
         "all of it.",
         "このクラスターで動いているサービスはまだありません。^サンプルを使うと、手元のイメージから 2 "
         "つのサービスを"
         "約 20 秒で起動でき、一度の操作ですべて削除できます。^"},
        {"services.empty.remote", "No service runs in this cluster yet. ^What is created appears by itself.^",
         "このクラスターで動いているサービスはまだありません。^作成されると自動的に表示されます。^"},
        {"services.noMatch", "No service matches the filter.", "絞り込みに一致するサービスはありません。"},
        {"services.clearFilter", "Clear the filter", "絞り込みを解除"},
        {"services.held", "{changes} {changes?change waits|changes wait}, apply", "{changes} 件の変更を反映"},
        {"services.column.service", "Service", "サービス"},
        {"services.column.revision", "Revision", "リビジョン"},
        {"services.column.running", "Running / desired", "実行中／必要数"},
        {"services.column.pending", "Pending", "保留中"},
        {"services.column.tasks", "Tasks", "タスク"},
        {"services.column.state", "State", "状態"},
        {"services.column.status", "Status", "ステータス"},
        {"services.column.event", "Last event", "最新のイベント"},
        {"services.cells",
         "{healthy} healthy, {running} without a check, {unhealthy} unhealthy, {starting} "
         "starting, {missing} missing, {leaving} leaving",
         "正常 {healthy}、チェックなし {running}、異常 {unhealthy}、起動中 {starting}、不足 {missing}、"
         "停止処理中 {leaving}"},
        {"pending.deploy", "deployment asked", "デプロイを要求済み"},
        {"pending.delete", "deletion asked", "削除を要求済み"},
    };
    return words;
}

} // namespace pilothouse::ui
