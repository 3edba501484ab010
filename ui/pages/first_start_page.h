// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/frame/page.h"

#include <optional>

class QLineEdit;
class QPushButton;
class QSpacerItem;
class QVBoxLayout;

namespace pilothouse::ui {

class ComputerWay;
class Label;
class Preferences;
class ProfileRows;
class SampleDrawing;
class StateSentence;
class Way;

/// "Where do your containers run?": this computer, the profiles of ~/.aws, another endpoint, the sample; at
/// the foot language and theme.
class FirstStartPage : public Page {
    Q_OBJECT
public:
    FirstStartPage(Session& session, Backend& backend, Preferences& preferences, QWidget* parent = nullptr);

    console::Interest interest() const override;
    void apply(const std::shared_ptr<const console::Snapshot>& snapshot) override;
    QString missing() const override;

    void setConnecting(const std::optional<Target>& target);
    void setRefused(const Target& target, const Error& error);

signals:
    void connectRequested(const pilothouse::ui::Target& target);
    void sampleRequested(bool simulated);

protected:
    QWidget* list() const override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildWays();
    QWidget* buildSample();
    QWidget* buildFoot();
    void looked(const Places& places);
    void connectEndpoint();
    void tell();
    Way* wayOf(const Target& target) const;

    Preferences& m_preferences;
    Backend& m_backend;
    Places m_places;
    std::optional<Target> m_connecting;
    bool m_everLooked = false;

    QVBoxLayout* m_column;
    QList<QSpacerItem*> m_gaps; ///< before the panels and the foot
    Label *m_title, *m_sampleNote;
    StateSentence* m_sentence;
    ComputerWay* m_computer;
    ProfileRows* m_profiles;
    Way *m_endpoint, *m_sample;
    QLineEdit* m_url;
    QPushButton *m_connect, *m_start;
    SampleDrawing* m_drawing;
};

} // namespace pilothouse::ui
