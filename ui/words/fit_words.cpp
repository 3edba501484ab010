// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// Why an instance takes no such task: a sentence, and under "short." what stands beside its bar.
std::span<const WordEntry> fitWords() {
    static constexpr WordEntry words[] = {
        {"fit.notActive", "It is draining and takes no new tasks.",
         "ドレイン中のため、新しいタスクを受け入れません。"},
        {"short.fit.notActive", "draining", "ドレイン中"},
        {"fit.agent", "Its agent does not answer.", "エージェントが応答していません。"},
        {"short.fit.agent", "agent silent", "エージェント応答なし"},
        {"fit.cpu", "Short of CPU: the task needs {needs}, {has} is free.",
         "CPU が不足しています。タスクには {needs} が必要ですが、空きは {has} です。"},
        {"short.fit.cpu", "short of CPU", "CPU 不足"},
        {"fit.memory", "Short of memory: the task needs {needs}, {has} is free.",
         "メモリが不足しています。タスクには {needs} が必要ですが、空きは {has} です。"},
        {"short.fit.memory", "short of memory", "メモリ不足"},
        {"fit.ports", "A host port that the task needs is taken: {ports}.",
         "タスクが必要とするホストポートが使用中です: {ports}。"},
        {"short.fit.ports", "port taken", "ポート使用中"},
        {"fit.launchType", "Tasks of this launch type do not run on container instances.",
         "この起動タイプのタスクは、コンテナインスタンスでは実行されません。"},
        {"short.fit.launchType", "launch type", "起動タイプ"},
        {"fit.distinct", "It runs one of these tasks already, and each must be on an instance of its own.",
         "同じタスクがすでに実行中です。タスクはそれぞれ別のインスタンスに配置する必要があります。"},
        {"short.fit.distinct", "has one already", "配置済み"},
    };
    return words;
}

} // namespace pilothouse::ui
