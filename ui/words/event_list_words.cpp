// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The page of events and the detail of one.
std::span<const WordEntry> eventListWords() {
    static constexpr WordEntry words[] = {
        {"events.title", "Events", "イベント"},
        {"events.detail", "The chosen event", "選択したイベント"},
        {"events.filter", "Filter: words, service:web, is:trouble",
         "語句、または「service:web」などで絞り込み"},
        {"events.filterName", "Filter the events", "イベントを絞り込む"},
        {"events.column.time", "Time", "時刻"},
        {"events.column.status", "Status", "状態"},
        {"events.column.service", "Service", "サービス"},
        {"events.column.what", "What", "内容"},
        {"events.column.about", "Tasks, instances", "タスク、インスタンス"},
        {"events.times", "{times} times", "{times} 回"},
        {"events.sentence",
         "{events} {events?event|events} of {services} {services?service|services}, ^the newest {last}.^",
         "{services} 個のサービスのイベント {events} 件。^最新：{last}^"},
        {"events.noMatch", "No event matches the filter.", "絞り込みに一致するイベントはありません。"},
        {"events.noService", "This cluster has no service yet, so nothing has been said.",
         "このクラスターにはまだサービスがなく、イベントもありません。"},
        {"events.empty", "No service of this cluster has said anything yet.",
         "このクラスターのサービスには、まだイベントがありません。"},
        {"events.cut", "{shown} newest of {total}", "{total} 件中、最新の {shown} 件"},
        {"events.held", "{changes} new, show", "新着 {changes} 件を表示"},
        {"events.saidBy", "{service}: {what}, ^{since}.^", "{service}：{what}^（{since}）。^"},
        {"events.said", "{what}, ^{since}.^", "{what}^（{since}）。^"},
        {"events.repeated", "^Said {times} times in a row, first at {first}.^",
         "^同じ内容が {times} 回続きました（最初：{first}）。^"},
        {"events.tasks", "{more?Task|Tasks} {tasks}.", "タスク：{tasks}。"},
        {"events.instances", "Instance {instances}.", "インスタンス：{instances}。"},
    };
    return words;
}

} // namespace pilothouse::ui
