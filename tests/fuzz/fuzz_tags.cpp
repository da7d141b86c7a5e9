// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/tags.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArrayList>

#include <algorithm>

using namespace nostrscope;

namespace {

/// The same list in the plainest form there is.
using PlainTags = QList<QByteArrayList>;

void compare(const Tags& tags, const PlainTags& plain)
{
    FUZZ_REQUIRE(tags.size() == plain.size());
    FUZZ_REQUIRE(tags.isEmpty() == plain.isEmpty());
    qsizetype index = 0;
    for (const auto tag : tags) {
        const auto& expected = plain[index++];
        FUZZ_REQUIRE(tag.size() == expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i)
            FUZZ_REQUIRE(tag.at(i) == expected[i]);
        FUZZ_REQUIRE(tag.at(expected.size()).isEmpty());
        FUZZ_REQUIRE(tag.name() == expected.value(0));
        FUZZ_REQUIRE(tag.value() == expected.value(1));
    }
}

} // namespace

/// The packed list of tags holds what was put in: 0x00 begins a tag, 0x01 ends a string, all else is text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096) // the plain form is slow, and a longer list shows no more
        return 0;
    Tags tags;
    PlainTags plain;
    QByteArray text;
    for (const auto byte : fuzz::view(data, size)) {
        if (byte == 0) {
            tags.beginTag();
            plain.append(QByteArrayList());
        } else if (byte != 1) {
            text += byte;
        } else if (!plain.isEmpty()) {
            tags.addItem(text);
            plain.last().append(text);
            text.clear();
        }
    }
    compare(tags, plain);
    const Tags copy = tags;
    FUZZ_REQUIRE(copy == tags);
    for (const auto& tag : std::as_const(plain)) {
        const auto name = tag.value(0);
        const auto isNamed = [&](const QByteArrayList& other) {
            return other.size() >= 2 && other[0] == name;
        };
        const auto first = std::find_if(plain.cbegin(), plain.cend(), isNamed);
        const auto found = tags.first(name);
        FUZZ_REQUIRE(found.has_value() == (first != plain.cend()));
        if (found)
            FUZZ_REQUIRE(found->value() == first->at(1) && tags.firstValue(name) == first->at(1));
    }
    return 0;
}
