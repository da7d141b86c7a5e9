// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/relayurl.h"
#include "tests/fuzz/fuzz.h"

#include <QString>

using namespace nostrscope;

namespace {

void check(const QString& text, RelayUrlRules rules)
{
    const auto url = RelayUrl::parse(text, rules);
    if (!url)
        return;
    FUZZ_REQUIRE(url->text().size() <= qsizetype(limits::maxRelayUrlLength));
    FUZZ_REQUIRE(url->text().startsWith("wss://") || url->text().startsWith("ws://"));
    for (const char c : url->text())
        FUZZ_REQUIRE(c > 0x20 && c < 0x7f);
    FUZZ_REQUIRE(rules.allowPrivate || url->network() != RelayNetwork::Local);
    FUZZ_REQUIRE(relayNetworkOf(url->host()) == url->network());
    FUZZ_REQUIRE(url->port() != 0);
    const auto again = RelayUrl::parse(QString::fromLatin1(url->text()), rules);
    FUZZ_REQUIRE(again && *again == *url && again->host() == url->host() && again->port() == url->port());
}

} // namespace

/// Whatever is accepted has one form, which is its own form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = QString::fromUtf8(fuzz::view(data, size));
    check(text, RelayUrlRules::discovered());
    check(text, RelayUrlRules::list());
    check(text, RelayUrlRules::byHand());
    return 0;
}
