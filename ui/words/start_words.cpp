// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

/// The page of the first start.
std::span<const WordEntry> startWords() {
    static constexpr WordEntry words[] = {
        {"start.title", "Where do your containers run?", "コンテナはどこで動いていますか？"},
        {"start.looking", "^Pilothouse is looking around on this computer.^",
         "^このコンピューターを調べています。^"},
        {"start.found",
         "^Pilothouse looked around on this computer and found {places?one place|{places} places}. It "
         "changes "
         "nothing until you say so.^",
         "^このコンピューターで接続先が {places} 件見つかりました。指示があるまで何も変更しません。^"},
        {"start.foundNone",
         "^Pilothouse looked around on this computer and found no place yet. A simulation needs none.^",
         "^このコンピューターに接続先は見つかりませんでした。シミュレーションなら今すぐ試せます。^"},
        {"start.connect", "Connect", "接続"},
        {"start.connecting", "Connecting…", "接続中…"},
        {"start.opening", "Opening…", "開いています…"},
        {"start.lookAgain", "Look again", "もう一度調べる"},

        {"start.computer", "This computer", "このコンピューター"},
        {"start.computer.open", "Open this computer", "このコンピューターを開く"},
        {"start.computer.simulate", "Open a simulation", "シミュレーションを開く"},
        {"start.computer.opening",
         "Its control plane is being started. The first time this takes a few seconds.",
         "コントロールプレーンを起動しています。初回は数秒かかります。"},
        {"start.engine.looking", "Your task definitions run here by ECS's own rules, without AWS.",
         "タスク定義を ECS の規則どおりに、AWS なしでここで実行します。"},
        {"start.engine.looking.pill", "looking for an engine", "エンジンを検索中"},
        {"start.engine.answers",
         "Your task definitions run here by ECS's own rules, without AWS.\n{cpus} {cpus?CPU|CPUs}, {memory}; "
         "{containers} {containers?container runs|containers run} already and {containers?stays|stay} "
         "untouched.",
         "タスク定義を ECS の規則どおりに、AWS なしでここで実行します。\n{cpus} "
         "CPU、{memory}。すでに動いている "
         "{containers} 個のコンテナには触れません。"},
        {"start.engine.answersEmpty",
         "Your task definitions run here by ECS's own rules, without AWS.\n{cpus} {cpus?CPU|CPUs}, {memory}.",
         "タスク定義を ECS の規則どおりに、AWS なしでここで実行します。\n{cpus} CPU、{memory}。"},
        {"start.engine.answers.pill", "{engine} {version} answers", "{engine} {version} が応答"},
        {"start.engine.answersEmpty.pill", "{engine} {version} answers", "{engine} {version} が応答"},
        {"start.engine.refused",
         "A container engine is installed, but nothing answers at {path}. Start it, for example with "
         "“sudo systemctl start docker”, then look again.",
         "コンテナエンジンはありますが、{path} で応答がありません。"
         "「sudo systemctl start docker」などで起動してから、もう一度調べてください。"},
        {"start.engine.refused.pill", "the engine does not run", "エンジンが停止中"},
        {"start.engine.denied",
         "A container engine runs, but you have no right to use {path}. “sudo usermod -aG docker $USER” "
         "gives "
         "it, after signing in anew; the group equals root.",
         "コンテナエンジンは動いていますが、{path} を使う権限がありません。「sudo usermod -aG docker "
         "$USER」の後に"
         "サインインし直すと使えます（このグループは root と同等です）。"},
        {"start.engine.denied.pill", "no right to use the engine", "エンジンの使用権限なし"},
        {"start.engine.missing",
         "No container engine was found. Install Docker or Podman and look again, or open a simulation: it "
         "behaves by ECS's rules and runs nothing.",
         "コンテナエンジンが見つかりません。Docker か Podman "
         "を入れてもう一度調べるか、シミュレーションを開いて"
         "ください。ECS の規則どおりに動き、何も実行しません。"},
        {"start.engine.missing.pill", "no engine found", "エンジンなし"},

        {"start.profiles", "An AWS profile", "AWS プロファイル"},
        {"start.profiles.count", "{count} in {file}", "{file} に {count} 件"},
        {"start.profiles.none", "None in ~/.aws yet. “aws configure” writes one.",
         "~/.aws にまだありません。「aws configure」で作成できます。"},
        {"start.profile.ready", "has credentials", "認証情報あり"},
        {"start.profile.aws.noCredentials", "has no credentials", "認証情報なし"},

        {"start.endpoint", "Another endpoint", "ほかのエンドポイント"},
        {"start.endpoint.body", "Anything that speaks the ECS API.", "ECS API を話すものなら何でも。"},
        {"start.endpoint.address", "Address of the endpoint", "エンドポイントのアドレス"},
        {"start.endpoint.needs", "Type an address such as https://host:port.",
         "https://host:port のようなアドレスを入力してください。"},

        {"start.sample", "Or see it work first", "まず動くところを見る"},
        {"start.sample.body",
         "A sample application on this computer: a web service with a health check, and a worker beside it.",
         "このコンピューターで動くサンプルです。ヘルスチェック付きのウェブサービスとワーカーからなります。"},
        {"start.sample.start", "Start the sample", "サンプルを開始"},
        {"start.sample.note", "about 20 s; one action removes all of it",
         "約 20 秒。一度の操作ですべて削除できます"},
        {"start.sample.noteSimulated", "in the simulation; one action removes all of it",
         "シミュレーション内で動きます。一度の操作ですべて削除できます"},
        // Why the control plane of this computer could not be had.
        {"error.plane.other", "The control plane of this computer could not be reached.",
         "このコンピューターのコントロールプレーンに接続できませんでした。"},
        {"error.plane.other.next", "Its log is ~/.local/state/pilothouse/pilothoused.log.",
         "ログは ~/.local/state/pilothouse/pilothoused.log にあります。"},
        {"error.plane.noProgram", "The program pilothoused was not found beside this one, nor on the path.",
         "pilothoused がこのプログラムの隣にもパスにも見つかりません。"},
        {"error.plane.noProgram.next", "Build it with app/run --build-only.",
         "「app/run --build-only」でビルドしてください。"},
        {"error.plane.cannotStart", "The control plane could not be started.",
         "コントロールプレーンを起動できませんでした。"},
        {"error.plane.cannotStart.next", "What the system said stands below.",
         "システムのメッセージを下に示します。"},
        {"error.plane.ended", "The control plane ended before it was ready.",
         "コントロールプレーンが準備完了前に終了しました。"},
        {"error.plane.ended.next", "What it said last stands below.", "最後の出力を下に示します。"},
        {"error.plane.notReady", "The control plane started, but was not ready in time.",
         "コントロールプレーンは起動しましたが、時間内に準備が整いませんでした。"},
        {"error.plane.notReady.next", "It may still be at work. Open this computer again in a moment.",
         "まだ処理中の可能性があります。少し待ってからもう一度開いてください。"},
        {"error.plane.noEndpoint", "A control plane holds {subject}, but does not say where it listens.",
         "{subject} を使用中のコントロールプレーンがありますが、待ち受け先がわかりません。"},
        {"error.plane.noEndpoint.next", "It may be starting or ending. Try again in a moment.",
         "起動中か終了中の可能性があります。少し待ってからもう一度試してください。"},
        {"error.plane.noAnswer", "The control plane at {subject} does not answer.",
         "{subject} のコントロールプレーンが応答しません。"},
        {"error.plane.noAnswer.next", "End it with “pilothoused stop” and open this computer again.",
         "「pilothoused stop」で終了してから、もう一度開いてください。"},
        {"error.plane.doesNotEnd", "A control plane of another version (process {subject}) does not end.",
         "別のバージョンのコントロールプレーン（プロセス {subject}）が終了しません。"},
        {"error.plane.doesNotEnd.next", "End that process, then open this computer again.",
         "そのプロセスを終了してから、もう一度開いてください。"},
        {"start.theme.system", "Theme: as the system", "テーマ：システム"},
        {"start.theme.light", "Theme: light", "テーマ：ライト"},
        {"start.theme.dark", "Theme: dark", "テーマ：ダーク"},
    };
    return words;
}

} // namespace pilothouse::ui
