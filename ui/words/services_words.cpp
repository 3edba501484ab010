// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// On top of the services page.
std::span<const WordEntry> serviceWords() {
    static constexpr WordEntry words[] = {
        {"services.tasks", "Its tasks", "タスクを表示"},
        {"services.tasks.tip", "Show the tasks of the chosen service", "選択したサービスのタスクを表示"},
        {"services.none", "This cluster has no service yet.", "このクラスターにはまだサービスがありません。"},
        {"services.allWell", "{total?The one service is|All {total} services are} well.",
         "サービスはすべて正常です。"},
        {"services.wellOf", "{well} of {total} services {well?is|are} well.",
         "{total} 個中 {well} 個のサービスが正常です。"},
        {"services.noneWell", "{total?The one service is|None of the {total} services is} well.",
         "正常なサービスはありません。"},
        {"services.trouble", "{names} {names?is|are} in trouble.", "{names} に異常があります。"},
        {"services.atRisk", "{names} {names?waits|wait}.", "{names} は待機しています。"},
        {"services.changing", "{names} {names?is|are} changing.", "{names} は変更中です。"},
        {"services.starting", "{names} {names?is|are} starting.", "{names} を起動しています。"},
        {"services.leaving", "^{names} {names?is|are} being deleted.^", "^{names} は削除中です。^"},
    };
    return words;
}

} // namespace pilothouse::ui
