// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// What the events of a service say (console::explain of a ServiceEvent).
std::span<const WordEntry> eventWords() {
    static constexpr WordEntry words[] = {
        {"event.steady", "Reached a steady state", "安定した状態になりました"},
        {"event.started", "Started {count} {count?task|tasks}", "タスクを {count} 個起動しました"},
        {"event.stopped", "Stopped {count} {count?task|tasks}", "タスクを {count} 個停止しました"},
        {"event.draining", "Draining the connections of {count} {count?task|tasks}",
         "タスク {count} 個の接続を終了しています"},
        {"event.registered", "Registered {count} {count?target|targets}",
         "ターゲットを {count} 個登録しました"},
        {"event.deregistered", "Deregistered {count} {count?target|targets}",
         "ターゲットを {count} 個登録解除しました"},
        {"event.deploymentCompleted", "The deployment completed", "デプロイが完了しました"},
        {"event.deploymentFailed", "The deployment failed: its tasks did not start",
         "タスクが起動せず、デプロイに失敗しました"},
        {"event.deploymentStopped", "The deployment was stopped by a person",
         "デプロイがユーザーにより停止されました"},
        {"event.rollingBack", "Rolling back to the deployment before",
         "前のデプロイへロールバックしています"},
        {"event.noRoom.cpu", "No room for a task: too little CPU", "CPU が足りず、タスクを配置できません"},
        {"event.noRoom.memory", "No room for a task: too little memory",
         "メモリが足りず、タスクを配置できません"},
        {"event.noRoom.ports", "No room for a task: its port is taken",
         "ポートが使用中で、タスクを配置できません"},
        {"event.noRoom.agent", "No room for a task: an instance does not answer",
         "インスタンスが応答せず、タスクを配置できません"},
        {"event.noRoom.attribute", "No room for a task: an attribute is missing",
         "必要な属性がなく、タスクを配置できません"},
        {"event.noRoom.room", "No room for a task: no instance meets all it needs",
         "条件を満たすインスタンスがなく、タスクを配置できません"},
        {"event.noInstances", "No room for a task: the cluster has no instance",
         "クラスターにインスタンスがなく、タスクを配置できません"},
        {"event.failingStarts", "Its tasks do not start, the next tries wait longer",
         "タスクが起動せず、再試行の間隔を広げています"},
        {"event.boundsPrevent", "The deployment's bounds let no task start or stop",
         "デプロイの上下限により、タスクを起動も停止もできません"},
        {"event.throttled", "Calls are throttled, it tries again later",
         "呼び出しが制限され、後で再試行します"},
        {"event.other", "{words}", "{words}"},
    };
    return words;
}

} // namespace pilothouse::ui
