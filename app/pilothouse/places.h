// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/http.h"
#include "ui/frame/backend.h"

#include <memory>

namespace pilothouse::app {

/// The engines of this computer and the profiles of ~/.aws. Thread: a worker's.
ui::Places lookAround(const std::shared_ptr<net::HttpClient>& http);

} // namespace pilothouse::app
