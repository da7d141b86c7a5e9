// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace nostrscope {

struct UiLanguage {
    QString code; ///< "en", "de", "pt_BR"
    QString name; ///< in the language itself
};

/// What there is a translation of (:/i18n/nostrscope_CODE.qm), by name; English, the language of the source,
/// always. Codes that are no language (a pseudo language of the tests) can be set but are not offered.
[[nodiscard]] QList<UiLanguage> uiLanguages();

} // namespace nostrscope
