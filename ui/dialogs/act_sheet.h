// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acts/act.h"
#include "ui/widgets/difference_list.h"
#include "ui/widgets/sheet.h"

#include <set>

class QLineEdit;

namespace pilothouse::ui {

class Disclosure;
class Finding;
class JsonText;
class Label;

/// The question of one act of the catalogue. Before: what will happen and to what, as a sentence, what
/// changes, and the calls as they will be sent. After: the calls go on when it is left, and their outcome is
/// told beside the page; on failure it stays with what was typed. It looks at every newer snapshot for its
/// targets, and says what is gone. Its words are the act's code and ".title", ".button", ".pending", ".done",
/// ".failed".
class ActSheet : public Sheet {
    Q_OBJECT
public:
    /// One call, and the ARN of what it is about.
    struct Call {
        console::Act act;
        std::string about;
    };

    /// What is wanted before a press counts.
    enum class Danger {
        none,   ///< it only adds
        change, ///< it stops or replaces tasks: a press; on a production connection a word as well
        grave,  ///< always a word as well
    };

protected:
    ActSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code);

    virtual void labels() {} ///< words of its fields
    virtual Args args() const = 0;
    virtual Sentence will() const = 0;
    virtual std::vector<Change> changes() const { return {}; }
    virtual std::vector<Call> calls() const = 0; ///< none: something is missing, will() says what
    virtual Danger danger() const = 0;
    virtual QString word() const { return {}; }    ///< what has to be typed if it has to be
    virtual QString link() const { return {}; }    ///< where its outcome shows
    virtual bool follows() const { return false; } ///< a deployment comes of it, its end is told too
    virtual bool isDestructive() const { return danger() != Danger::none; } ///< a red button
    /// Takes its targets anew; what of them is gone, as a sentence. Nothing is left: goneWhole().
    virtual Sentence look(const console::Snapshot&) { return {}; }
    virtual bool goneWhole() const { return false; }
    /// What the replies mean; the function outlives the sheet, so it holds what it needs.
    struct Outcome {
        std::optional<Telling> refused; ///< a reply that says no, or only partly yes
        QString link;                   ///< where it shows
    };
    using Reading = std::function<Outcome(const std::vector<Json>&)>;
    virtual Reading reading() const;
    virtual bool inOrder() const { return false; } ///< one call after the other, up to the first error
    /// Of several calls those about these ARNs failed: only they are asked again.
    virtual void keepOnly(const std::set<std::string>&) {}

    void tell(); ///< after whatever was typed
    void submit() override;
    void retranslate() override;
    QWidget* firstField() const override; ///< the word to type, if there is one

    ActRunner* runner() const { return m_runner; }
    const console::Snapshot& snapshot() const { return *m_asking.snapshot; } ///< the one it was opened on
    const std::string& cluster() const { return m_asking.snapshot->cluster; }
    const Asking& asking() const { return m_asking; }
    QString clusterName() const { return QString::fromStdString(cluster()); }
    /// Another call than the sheet's own, for a list to choose from.
    void read(console::Act act, std::function<void(const Result<Json>&)> done);

private:
    struct Round; ///< one press of the button
    static void send(const std::shared_ptr<Round>& round);
    static void answered(const std::shared_ptr<Round>& round, std::size_t call, Result<Json> reply);
    static void outcome(const std::shared_ptr<Round>& round);
    void failed(const Round& round);
    void lookAgain();
    void tellRequest(const std::vector<Call>& calls);
    bool isConfirmed() const;

    ActRunner* m_runner;
    Asking m_asking;
    std::string m_code;
    DifferenceList* m_difference;
    Disclosure* m_request;
    JsonText* m_json;
    QPushButton *m_copyJson, *m_copyCommand;
    QString m_commands;
    QWidget* m_confirmBox;
    Label* m_confirmLabel;
    QLineEdit* m_confirm;
    Finding* m_gone;
    Sentence m_goneWords;
};

} // namespace pilothouse::ui
