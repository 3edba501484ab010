// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// What will happen, what is being done, what came of it: run, stop, scale, force a new deployment.
std::span<const WordEntry> actWords() {
    static constexpr WordEntry words[] = {
        {"act.task.run", "Run task…", "タスクを実行…"},
        {"act.task.stop", "Stop…", "停止…"},
        {"act.task.stop.over", "None of them runs any more.", "実行中のタスクは含まれていません。"},
        {"act.service.delete", "Delete…", "削除…"},
        {"act.deployment.stop", "Stop deployment…", "デプロイを停止…"},
        {"act.deployment.stop.over", "It is not under way any more.", "このデプロイはすでに終わっています。"},
        {"act.instance.drain", "Drain…", "ドレイン…"},
        {"act.instance.drain.over", "None of them is ACTIVE.",
         "「ACTIVE」のインスタンスは含まれていません。"},
        {"act.instance.activate", "Activate…", "有効化…"},
        {"act.instance.activate.over", "None of them is DRAINING.",
         "「DRAINING」のインスタンスは含まれていません。"},
        {"act.cluster.create", "Create cluster…", "クラスターを作成…"},
        {"act.cluster.delete", "Delete cluster…", "クラスターを削除…"},
        {"act.definition.deregister", "Deregister…", "登録解除…"},
        {"act.definition.deregister.over", "None of them is ACTIVE any more.",
         "「ACTIVE」のリビジョンは含まれていません。"},
        {"act.choose", "Choose what it is about first.", "先に対象を選んでください。"},
        {"act.one", "It takes one at a time.", "一度に 1 つだけ選んでください。"},
        {"act.gone", "It is gone meanwhile.", "対象はすでになくなっています。"},
        {"act.old", "The data is old. Reconnect first.",
         "データが古くなっています。先に再接続してください。"},

        {"run.will",
         "{count} {count?task|tasks} of {definition} will start in {cluster}. ^No service keeps "
         "{count?it|them} alive.^",
         "{cluster} で {definition} のタスクを {count} 個起動します。^サービスによる維持はされません。^"},
        {"run.choose", "Choose what to run in {cluster}.", "{cluster} で実行するものを選んでください。"},
        {"run.noDefinitions", "{cluster}'s endpoint has no active task definition. Register one first.",
         "{cluster} のエンドポイントに有効なタスク定義がありません。先に登録してください。"},
        {"run.readingDefinitions", "Reading the task definitions.", "タスク定義を読み込んでいます。"},
        {"run.pending", "Asking ECS to start {count} {count?task|tasks} of {definition}.",
         "{definition} のタスク {count} 個の起動を ECS に要求しています。"},
        {"run.done", "{count} {count?task|tasks} of {definition} {count?is|are} starting",
         "{definition} のタスク {count} 個を起動しています"},
        {"run.failed", "No task of {definition} could be started.",
         "{definition} のタスクを起動できませんでした。"},
        {"run.partly", "{started} of {count} tasks of {definition} are starting.",
         "{definition} のタスク {count} 個中 {started} 個を起動しています。"},
        {"run.button", "Run {count} {count?task|tasks}", "タスクを {count} 個実行"},

        {"stop.title", "Stop {count?task|tasks}", "タスクを停止"},
        {"stop.reason.what", "shown with the stopped task", "停止したタスクに表示されます"},
        {"stop.gone", "^{gone} of them {gone?runs|run} no more and {gone?is|are} left out.^",
         "^{gone} 個のタスクはすでに停止しているため、対象から外しました。^"},
        {"stop.goneAll", "None of them runs any more.", "実行中のタスクは残っていません。"},
        {"stop.will",
         "{count?This task|These {count} tasks} in {cluster} will get SIGTERM, and SIGKILL after their stop "
         "timeout.",
         "{cluster} の {count} 個のタスクに SIGTERM を送り、停止タイムアウト後に SIGKILL を送ります。"},
        {"stop.replaced", "^{services} will start replacements.^",
         "^{services} が代わりのタスクを起動します。^"},
        {"stop.row", "{task} of {owner}", "{owner} の {task}"},
        {"stop.more", "and {count} more", "ほか {count} 個"},
        {"stop.pending", "Asking ECS to stop {total} {total?task|tasks}, {done} done.",
         "タスク {total} 個の停止を ECS に要求しています（{done} 個完了）。"},
        {"stop.done", "{count} {count?task is|tasks are} stopping", "タスク {count} 個を停止しています"},
        {"stop.failed", "{failures} of {total} {total?task|tasks} could not be stopped.",
         "{total} 個中 {failures} 個のタスクを停止できませんでした。"},
        {"stop.button", "Stop {count} {count?task|tasks}", "タスクを {count} 個停止"},
        {"stop.ask", "Stop {count} {count?task|tasks}...", "タスクを {count} 個停止..."},

        {"scale.title", "Scale {service}", "{service} をスケール"},
        {"scale.out", "{service} will grow from {from} to {to} {to?task|tasks}: {more} {more?starts|start}.",
         "{service} のタスクを {from} 個から {to} 個に増やします。{more} 個が新たに起動します。"},
        {"scale.in", "{service} will shrink from {from} to {to} {to?task|tasks}: {more} {more?stops|stop}.",
         "{service} のタスクを {from} 個から {to} 個に減らします。{more} 個が停止します。"},
        {"scale.zero",
         "{service} will stop all its {from} {from?task|tasks} and stay at 0 until it is scaled again.",
         "{service} の {from} 個のタスクをすべて停止し、再びスケールするまで 0 のままにします。"},
        {"scale.same", "{service} already wants {from} {from?task|tasks}. Enter another number.",
         "{service} の必要数はすでに {from} です。別の数を入力してください。"},
        {"scale.pending", "Asking ECS to scale {service} to {to}.",
         "{service} の必要数を {to} にするよう ECS に要求しています。"},
        {"scale.done", "{service} goes from {from} to {to} {to?task|tasks}",
         "{service} の必要数を {from} から {to} に変更しました"},
        {"scale.failed", "{service} could not be scaled.", "{service} をスケールできませんでした。"},
        {"scale.button", "Scale to {to}", "{to} 個にスケール"},

        {"force.title", "Deploy {service} anew", "{service} を再デプロイ"},
        {"force.effect", "{service} will replace its {running} running {running?task|tasks}.",
         "{service} は実行中のタスク {running} 個を入れ替えます。"},
        {"force.will",
         "{service} will replace its {running} {running?task|tasks} by new ones of {definition}.",
         "{service} の {running} 個のタスクを、{definition} の新しいタスクに入れ替えます。"},
        {"force.button", "Deploy anew", "再デプロイ"},
        {"force.pending", "Asking ECS for a new deployment of {service}.",
         "{service} の新しいデプロイを ECS に要求しています。"},
        {"force.done", "{service} is being deployed anew", "{service} を再デプロイしています"},
        {"force.failed", "{service} could not be deployed anew.", "{service} を再デプロイできませんでした。"},
    };
    return words;
}

} // namespace pilothouse::ui
