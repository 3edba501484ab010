// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The tasks page and its detail pane.
std::span<const WordEntry> taskWords() {
    static constexpr WordEntry words[] = {
        {"tasks.none", "No task runs.", "実行中のタスクはありません。"},
        {"tasks.running", "{running} {running?task runs|tasks run}.", "{running} 個のタスクが実行中です。"},
        {"tasks.starting", "^{count} {count?is|are} starting.^", "^{count} 個が起動中です。^"},
        {"tasks.waiting", "{count} {count?waits|wait} for room.", "{count} 個が空きを待っています。"},
        {"tasks.unhealthy", "{count} {count?fails its|fail their} health check.",
         "{count} 個がヘルスチェックに失敗しています。"},
        {"tasks.stopping", "^{count} {count?is|are} stopping.^", "^{count} 個が停止処理中です。^"},
        {"tasks.failed", "{count} {count?start or run|starts or runs} failed in the last hour.",
         "直近 1 時間に {count} 個のタスクが失敗しました。"},
        {"tasks.failedSame", "{count} tasks of {names} failed in the last hour, all for one reason.",
         "直近 1 時間に {names} のタスク {count} 個が同じ理由で失敗しました。"},
        {"tasks.loading", "The tasks of {cluster} are being read.", "{cluster} のタスクを読み込んでいます。"},

        {"page.loading", "Asking the endpoint. Nothing is known yet.",
         "エンドポイントに問い合わせています。まだ何もわかっていません。"},
        {"page.stale", "The endpoint has been silent for {age}. What you see is that old, and acts wait.",
         "エンドポイントが {age} 応答していません。表示はその時点のもので、操作は待機します。"},
        {"tasks.empty", "No task runs here, and none stopped in the last hour.",
         "実行中のタスクも、直近 1 時間に停止したタスクもありません。"},
        {"tasks.noMatch", "None of {total} {total?task|tasks} matches the filter.",
         "{total} 個のタスクに、絞り込みに一致するものはありません。"},
        {"tasks.held", "{count} {count?change waits|changes wait} while the pointer is on the list. {apply}",
         "ポインターが一覧の上にある間、{count} 件の変更を保留しています。{apply}"},
        {"filter.count", "{shown} of {total}", "{total} 個中 {shown} 個"},
        {"filter.countAll", "{total}", "{total} 個"},

        {"selection.tasks", "{count} {count?task|tasks}", "{count} 個のタスク"},
        {"selection.sameCause", "same cause: {cause}", "同じ原因：{cause}"},
        {"selection.sameService", "all of {service}", "すべて {service}"},
        {"selection.mixed", "of {services} services", "{services} 個のサービスにまたがる"},

        {"detail.where.instance", "{definition} on {instance}, zone {zone}",
         "{definition}、{instance}、ゾーン {zone}"},
        {"detail.where.instanceOnly", "{definition} on {instance}", "{definition}、{instance}"},
        {"detail.where.fargate", "{definition} on Fargate, zone {zone}",
         "{definition}、Fargate、ゾーン {zone}"},
        {"detail.where.fargateOnly", "{definition} on Fargate", "{definition}、Fargate"},
        {"detail.where.nowhere", "{definition}, not placed yet", "{definition}、未配置"},
        {"detail.selected", "^; {count} selected^", "^、{count} 個選択中^"},
        {"detail.none", "Choose a task to see why it stands as it does.",
         "タスクを選ぶと、その状態の理由を表示します。"},
        {"detail.gone",
         "This task is no longer told by the endpoint. It keeps stopped tasks for about an hour.",
         "このタスクはエンドポイントから取得できなくなりました。停止したタスクは約 1 時間だけ保持されます。"},
        {"detail.ran", "ran for {length}", "実行時間 {length}"},
        {"detail.runs", "for {length} so far", "経過 {length}"},
        {"detail.neverRan", "{length}, never ran", "{length}、実行に至らず"},
        {"detail.notReached", "not reached", "未到達"},
        {"detail.ago", "{length} ago", "{length}前"},
        {"detail.keptUntil", "{clock}, then ECS forgets it", "{clock} まで（その後 ECS から消えます）"},
        {"detail.pulling", "pulled in {length}", "取得 {length}"},
        {"container.exit", "exit code {code}", "終了コード {code}"},
        {"container.neverStarted", "never started", "起動せず"},
        {"container.running", "running", "実行中"},
        {"container.healthy", "running, healthy", "実行中・正常"},
        {"container.unhealthy", "running, fails its health check", "実行中・ヘルスチェック失敗"},
        {"container.pending", "waits for its start", "起動待ち"},
        {"container.stoppedUnknown", "ended, exit code not told", "終了、終了コード不明"},
        {"pending.stop", "stop asked", "停止を要求済み"},
        {"pending.was", "was {value}", "以前は {value}"},
        {"where.fargate", "Fargate", "Fargate"},
        {"fact.size", "{cpu}, {memory}", "{cpu}、{memory}"},
    };
    return words;
}

} // namespace pilothouse::ui
