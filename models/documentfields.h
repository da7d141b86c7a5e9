// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace nostrscope {

/// A line about a relay information document (NIP-11); all texts are neutralised.
struct DocumentField {
    QString group; ///< heading; fields of one group follow each other
    QString name;
    QString value;
    friend bool operator==(const DocumentField&, const DocumentField&) = default;
};
struct DocumentText {
    std::vector<DocumentField> fields;
    QString problem; ///< not empty: why there are no fields
};
/// What the relay says of itself; what it does not say is left out. At most 200 fields.
[[nodiscard]] DocumentText documentText(const QByteArray& body, const Fmt& fmt);
/// The body to read: neutralised, indented when it is JSON, at most 100,000 characters.
[[nodiscard]] QString documentSource(const QByteArray& body);

} // namespace nostrscope
