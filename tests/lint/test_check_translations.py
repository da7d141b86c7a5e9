#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_translations.py finds what is wrong with a translation."""
import tempfile
import unittest
from pathlib import Path

import check_translations

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE"><context><name>Page</name>{}</context></TS>
"""
PLAIN = "<message><source>{}</source><translation>{}</translation></message>"
PLURAL = ('<message numerus="yes"><source>%n relay(s)</source><translation>{}</translation></message>')


class TranslationsTest(unittest.TestCase):
    def faults(self, message):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "nostrscope_de.ts"
            file.write_text(FILE.format(message), encoding="utf-8")
            return check_translations.check_file(file)

    def test_good_translations_have_no_faults(self):
        for source, text in (("&amp;Open", "Ö&amp;ffnen"), ("%1 of %2", "%2 von %1"), ("Loading…", "Wird geladen …"),
                             ("Name:", "Name:"), ("A &amp;&amp; B", "A &amp;&amp; B")):
            self.assertEqual(self.faults(PLAIN.format(source, text)), [], source)
        self.assertEqual(self.faults(PLURAL.format("<numerusform>%n Relay</numerusform><numerusform>%n Relays</numerusform>")), [])

    def test_each_fault_is_found(self):
        for source, text in (("Open", ""), ("%1 of %2", "%1 von"), ("%1", "%1 %n"), ("&amp;Open", "Öffnen"),
                             ("Open", "Ö&amp;ffnen"), ("Loading…", "Wird geladen"), ("Name:", "Name"), (" · %1", "· %1")):
            self.assertEqual(len(self.faults(PLAIN.format(source, text))), 1, (source, text))
        self.assertEqual(len(self.faults(PLURAL.format("<numerusform>%n Relay</numerusform>"))), 1)
        self.assertEqual(len(self.faults(PLURAL.format("<numerusform>Relay</numerusform><numerusform>Relays</numerusform>"))), 1)

    def test_unfinished_entries_and_empty_files_are_faults(self):
        unfinished = PLAIN.format("Open", "Öffnen").replace("<translation>", '<translation type="unfinished">')
        self.assertEqual(len(self.faults(unfinished)), 1)
        self.assertEqual(len(self.faults("")), 1)


if __name__ == "__main__":
    unittest.main()
