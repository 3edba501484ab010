// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The container instances of a cluster.
std::span<const WordEntry> instanceWords() {
    static constexpr WordEntry words[] = {
        {"frame.instances", "Instances", "インスタンス"},

        {"instances.sentence.none", "This cluster has no container instances.",
         "このクラスターにはコンテナインスタンスがありません。"},
        {"instances.sentence.all", "{total?The one instance takes|All {total} instances take} tasks.",
         "インスタンスはすべてタスクを受け付けています。"},
        {"instances.sentence.some", "{active} of {total} {total?instance takes|instances take} tasks.",
         "{total} 台中 {active} 台のインスタンスがタスクを受け付けています。"},
        {"instances.sentence.silent", "The agent of {names} does not answer.",
         "{names} のエージェントが応答していません。"},
        {"instances.sentence.draining", "{names} {names?is|are} draining.", "{names} はドレイン中です。"},
        {"instances.sentence.free", "^{cpu} and {memory} are free.^", "^空き容量は {cpu}、{memory} です。^"},

        {"instances.filter", "Filter instances", "インスタンスを絞り込み"},
        {"instances.empty", "This cluster has no container instances. ^Tasks on Fargate need none.^",
         "このクラスターにはコンテナインスタンスがありません。^Fargate のタスクには必要ありません。^"},
        {"instances.noMatch", "No instance matches the filter.",
         "絞り込みに一致するインスタンスはありません。"},

        {"instances.column.mark", "Mark", "選択"},
        {"instances.column.status", "Status", "ステータス"},
        {"instances.column.instance", "Instance", "インスタンス"},
        {"instances.column.zone", "Zone", "ゾーン"},
        {"instances.column.state", "State", "状態"},
        {"instances.column.cpu", "CPU reserved", "CPU 予約"},
        {"instances.column.memory", "Memory reserved", "メモリ予約"},
        {"instances.column.tasks", "Tasks", "タスク"},
        {"instances.column.engine", "Engine", "エンジン"},
        {"instances.column.limits", "Limits", "制限"},
        {"instances.column.agent", "Agent", "エージェント"},
        {"instances.mark", "Mark instance {name}", "インスタンス {name} を選択"},
        {"instances.share.cpu", "{percent}% of {all} CPU reserved, {free} free",
         "{all} CPU の {percent}% を予約済み、空き {free}"},
        {"instances.share.memory", "{percent}% of {all} reserved, {free} free",
         "{all} の {percent}% を予約済み、空き {free}"},
        {"instances.free", "{free} free", "空き {free}"},

        {"instances.active", "Active", "アクティブ"},
        {"instances.draining", "Draining", "ドレイン中"},
        {"instances.silent", "Agent silent", "応答なし"},
        {"instances.connected", "connected", "接続済み"},
        {"instances.agent.connected", "{version}, connected", "{version}、接続済み"},
        {"instances.agent.silent", "does not answer", "応答なし"},
        {"instances.limits.kernel", "kept by the kernel", "カーネルが強制"},
        {"instances.limits.accounting", "counted, not enforced", "集計のみ（強制なし）"},
        {"instances.pending.drain", "draining asked", "ドレインを要求済み"},
        {"instances.pending.activate", "activation asked", "有効化を要求済み"},

        {"instances.says.room", "{tasks} {tasks?task|tasks}. Room for one of {cpu} and {memory}.",
         "タスク {tasks} 個。あと {cpu}、{memory} のタスクを配置できます。"},
        {"instances.says.draining",
         "Draining: {tasks} {tasks?task is|tasks are} still here, no new ones come.",
         "ドレイン中：残りのタスクは {tasks} 個で、新しいタスクは配置されません。"},
        {"instances.says.drained", "Drained: no task is left here, no new ones come.",
         "ドレイン完了：タスクは残っておらず、新しいタスクは配置されません。"},
        {"instances.says.silent",
         "Its agent does not answer: nothing is placed here. {tasks} {tasks?task was|tasks were} seen last.",
         "エージェントが応答しないため、タスクは配置されません。最後に確認されたタスクは {tasks} 個です。"},

        {"instances.fact.type", "Type", "タイプ"},
        {"instances.fact.zone", "Zone", "ゾーン"},
        {"instances.fact.engine", "Engine", "エンジン"},
        {"instances.fact.limits", "Limits", "制限"},
        {"instances.fact.agent", "Agent", "エージェント"},
        {"instances.fact.docker", "Docker", "Docker"},
        {"instances.fact.provider", "Provider", "プロバイダー"},
        {"instances.fact.since", "Registered", "登録日時"},
        {"instances.fact.id", "Instance ID", "インスタンス ID"},
        {"instances.fact.ports", "Ports in use", "使用中のポート"},

        {"instances.detail.tasks", "Tasks", "タスク"},
        {"instances.detail.task", "{service} {task} ^{state}^", "{service} {task} ^{state}^"},
        {"instances.detail.moreTasks", "and {count} more", "ほか {count} 個"},
        {"instances.detail.noTasks", "No task runs here.", "実行中のタスクはありません。"},
        {"instances.detail.resources", "Resources", "リソース"},
        {"instances.detail.facts", "Instance", "インスタンス"},
        {"instances.detail.attributes", "Attributes", "属性"},
        {"instances.detail.selected", "{count} selected", "{count} 件を選択中"},
        {"instances.detail.gone", "This instance is no longer in the cluster.",
         "このインスタンスはクラスターに存在しません。"},
        {"instances.detail.map", "Show on the map", "マップで表示"},
        {"instances.detail.copy", "Copy the instance's ARN", "インスタンスの ARN をコピー"},
        {"instances.detail.close", "Close", "閉じる"},

        {"instances.selection", "{count} {count?instance|instances} selected", "{count} 件を選択中"},
        {"instances.selection.tasks", "{tasks} {tasks?task runs|tasks run} on them",
         "実行中のタスクは {tasks} 個"},
        {"instances.copyArns", "Copy ARNs", "ARN をコピー"},
    };
    return words;
}

} // namespace pilothouse::ui
