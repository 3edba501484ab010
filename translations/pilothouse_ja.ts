<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>TaskFacts</name>
    <message>
        <source>Stop code</source>
        <translation>停止コード</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>開始元</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>タスク定義</translation>
    </message>
    <message>
        <source>Launch type</source>
        <translation>起動タイプ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>インスタンス</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>作成時刻</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保持期限</translation>
    </message>
    <message>
        <source>Task ID</source>
        <translation>タスク ID</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::ListState</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::RawText</name>
    <message>
        <source>Copy these words</source>
        <translation>この文をコピー</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::StaleBanner</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::TaskDetail</name>
    <message>
        <source>Why it stopped</source>
        <translation>停止した理由</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>現在の動作</translation>
    </message>
    <message>
        <source>What it waits for</source>
        <translation>待っているもの</translation>
    </message>
    <message>
        <source>How it is</source>
        <translation>現在の状態</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>タスク %1</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状態の推移</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>コンテナ</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Copy the task&apos;s ARN (C)</source>
        <translation>タスクの ARN をコピー (C)</translation>
    </message>
    <message>
        <source>Copy the task&apos;s ARN</source>
        <translation>タスクの ARN をコピー</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::TaskTableModel</name>
    <message>
        <source>Mark task %1</source>
        <translation>タスク %1 を選択</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Rev</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Last status</source>
        <translation>最新の状態</translation>
    </message>
    <message>
        <source>Health or reason</source>
        <translation>ヘルスまたは理由</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>配置先</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>経過</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::TasksPage</name>
    <message>
        <source>Run task…</source>
        <translation>タスクを実行…</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>起動中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Stopping or stopped</source>
        <translation>停止処理中・停止済み</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Filter: words, service:web, !stopped</source>
        <translation>絞り込み：語句、service:web、!stopped</translation>
    </message>
    <message>
        <source>Filter tasks</source>
        <translation>タスクの絞り込み</translation>
    </message>
    <message>
        <source>Filter the tasks (/)</source>
        <translation>タスクを絞り込む (/)</translation>
    </message>
    <message>
        <source>Copy ARNs</source>
        <translation>ARN をコピー</translation>
    </message>
    <message>
        <source>Copy the ARNs (C)</source>
        <translation>ARN をコピー (C)</translation>
    </message>
    <message>
        <source>Stop the marked tasks (Del)</source>
        <translation>選択したタスクを停止 (Del)</translation>
    </message>
    <message>
        <source>Apply now</source>
        <translation>今すぐ反映</translation>
    </message>
</context>
<context>
    <name>pilothouse::ui::ToastStack</name>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
</TS>
