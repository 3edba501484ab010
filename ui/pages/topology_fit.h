// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/fit.h"
#include "ui/pages/topology_map.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/sentence.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace pilothouse::ui {

class Label;
class StateSentence;
class StatusShape;

/// "Where would N of these fit?": what is asked about, and the answer over all instances. The map and the
/// instance under the cursor tell their part of it.
class TopologyFit : public QWidget {
    Q_OBJECT
public:
    explicit TopologyFit(QWidget* parent = nullptr);

    /// Services and definitions to choose from, and the answer for the one that is chosen.
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot);
    void choose(const QString& service);
    QWidget* first() const; ///< takes the keyboard
    /// ARN of the definition that has to be known; "" if nothing is chosen.
    std::string wanted() const;
    bool isKnown() const { return m_fit.has_value(); }
    const std::optional<console::Fit>& fit() const { return m_fit; }
    QString name() const; ///< of what is asked about
    int count() const;

    std::vector<FitNote> notes() const;                          ///< one an instance of the snapshot
    std::vector<Sentence> shortages(std::string_view arn) const; ///< of one instance
    void rename();

signals:
    void changed(); ///< another question
    void closed();
    void linkActivated(const QString& link);

private:
    struct Choice {
        QString name;
        std::string service, definition; ///< its ARN
        bool operator==(const Choice&) const = default;
    };
    void fill();
    void ask();
    void answer();
    void addRow(Shape shape, const QString& text, const QString& end, Tone tone);
    void addNearest();
    const Choice* chosen() const;

    std::shared_ptr<const console::Snapshot> m_snapshot;
    std::vector<Choice> m_choices;
    std::optional<console::Fit> m_fit;
    int m_cpu = 0, m_memory = 0;
    QString m_wish; ///< a service to choose once it is there
    Label* m_title;
    QToolButton* m_close;
    QComboBox* m_what;
    QSpinBox* m_count;
    StateSentence* m_needs;
    QVBoxLayout* m_answer;
};

} // namespace pilothouse::ui
