// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/act_sheet.h"
#include "ui/dialogs/definition_field.h"

class QCheckBox;
class QComboBox;

namespace pilothouse::ui {

class Documents;

/// What every question asks that starts tasks anew: which definition, on what, and where the definition has
/// a network of its own, in which subnets. It says whether there is room.
class StartSheet : public ActSheet {
protected:
    StartSheet(QWidget* host, ActRunner* runner, const Asking& asking, std::string code,
               DefinitionField::Lists lists);
    /// Its rows in fields(), in two goes, so that a kind puts its own between.
    void addDefinition();
    void addPlace();

    void labels() override;
    virtual int count() const = 0; ///< tasks that are wanted
    virtual void check();          ///< findings beside the fields, then tell()

    DefinitionField* definition() const { return m_definition; }
    std::string definitionName() const { return m_definition->name().toStdString(); }
    const Json* document() const; ///< of the chosen definition, once it was read
    Arg definitionArg() const;
    bool hasOwnNetwork() const; ///< awsvpc
    QString launchType() const; ///< "": the cluster's default
    void setLaunchType(const QString& type);
    void setNetwork(const QStringList& subnets, const QStringList& groups, bool publicIp);
    /// Whether all is there that ECS wants.
    bool isReady() const;
    /// taskDefinition, launchType, networkConfiguration.
    void addTo(Json& input) const;

private:
    void checkDefinition();
    void checkRoom();

    Documents* m_documents;
    DefinitionField* m_definition;
    QComboBox* m_launchType;
    QLineEdit *m_subnets, *m_groups;
    QCheckBox* m_publicIp;
    Finding *m_definitionFinding, *m_networkFinding, *m_room;
    QWidget* m_network;
};

/// Words between commas or spaces.
QStringList wordsOf(const QString& text);

} // namespace pilothouse::ui
