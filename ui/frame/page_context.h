// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace pilothouse::ui {

class ActRunner;
class Backend;
class Connections;
class Preferences;
class SampleActs;
class Session;

/// What a page is made with: its connection, the way acts go there, and what the window shares.
struct PageContext {
    Session& session;
    ActRunner& runner;
    SampleActs& sample;
    Preferences& preferences;
    Connections& connections;
    Backend* backend = nullptr; ///< of the program around the window
};

} // namespace pilothouse::ui
