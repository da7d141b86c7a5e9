// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/uploadconsent.h"

#include "app/cli/console.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

bool canAskForConsent()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

QString consentQuestion(const SyncOutcome& dryRun)
{
    const auto url = QString::fromLatin1(dryRun.order.url.text());
    const auto& upload = dryRun.figures.upload;
    if (dryRun.figures.usedNegentropy)
        return u"%1 lacks %2 events that may be sent, %3. Send them?"_s.arg(url, grouped(upload.sendable),
                                                                            bytesText(upload.sendableBytes));
    return u"%1 does not compare (NIP-77), so it is not known how many events it lacks before all of its own "
           "were read. Send what it lacks then?"_s.arg(url);
}

bool askForConsent(const SyncOutcome& dryRun)
{
    std::fputs(qPrintable(consentQuestion(dryRun) + u" [y/N] "_s), stderr);
    std::fflush(stderr);
    std::string answer;
    if (!std::getline(std::cin, answer))
        return false;
    const auto word = QString::fromStdString(answer).trimmed().toLower();
    return word == u"y" || word == u"yes";
}

} // namespace nostrscope
