#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_texts.py finds texts that cannot be translated and leaves the others alone."""
import unittest

import check_texts

BAD = (
    'label->setText(u"No relays yet"_s);',
    'auto* button = new QPushButton(u"Start"_s, this);',
    'show(QStringLiteral("the disk is full"));',
    'label->setText(tr("Relays") + u" are online"_s);',
    'const auto text = R"(Two words here)"_L1;',
    '// tr(\n show(u"Not in a comment"_s);',
    'QT_TR_NOOP("fine"); show(u"Not fine"_s);',
    'html += u"<td width=\\"9\\">two words</td>"_s;',
)
GOOD = (
    'label->setText(tr("No relays yet"));',
    'label->setText(Pages::tr("No relays yet").arg(u"%1 · %2"_s));',
    'setObjectName(u"Some name of ours"_s);',
    'qCWarning(storeLog, "%s cannot be written", name);',
    'connect(u"relay.example.com"_s, u"wss://"_s); // No text for people',
    'title = u"Nostrscope"_s;',
    'locale.toString(time, u"yyyy-MM-dd HH:mm"_s);',
    '#include "Some header with words.h"',
    'html += u"<td width=\\"9%\\" align=\\"right\\">%1</td>"_s.arg(text);',
    'add(tr("%1 of %2", "done and total"));',
    "auto c = '\"'; auto id = u\"relayTable\"_s;",
)


class TextsTest(unittest.TestCase):
    def test_texts_that_cannot_be_translated_are_found(self):
        for code in BAD:
            self.assertEqual(len(list(check_texts.faults_of("x.cpp", code))), 1, code)

    def test_what_is_translated_or_for_programs_is_let_through(self):
        for code in GOOD:
            self.assertEqual(list(check_texts.faults_of("x.cpp", code)), [], code)


if __name__ == "__main__":
    unittest.main()
