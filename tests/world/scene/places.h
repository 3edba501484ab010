// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace pilothouse::tests {

/// A place of the window that is looked at.
struct Place {
    QString name; ///< of its pictures
    QString path;
};

/// Every page of the window, then places within them that exist; first start is none of them.
QList<Place> pagePlaces();
QList<Place> detailPlaces();
QList<Place> allPlaces();

/// The words for what a page can lack.
const QStringList& pageStates();

} // namespace pilothouse::tests
