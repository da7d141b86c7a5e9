#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the checks of packaging find faults."""
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import check_man
import check_packaging

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging/linux"


class PackagingTest(unittest.TestCase):
    def changed(self, name, old, new):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()) if hasattr(self, "enterContext")
                      else tempfile.mkdtemp())
        if not hasattr(self, "enterContext"):
            self.addCleanup(shutil.rmtree, folder)
        text = (LINUX / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        path = folder / name
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    def desktop(self, old, new):
        return check_packaging.check_desktop(self.changed(f"{check_packaging.ID}.desktop", old, new), ["de"])

    def metainfo(self, old, new):
        return check_packaging.check_metainfo(self.changed(f"{check_packaging.ID}.metainfo.xml", old, new), "0.1.0", ["de"])

    def test_the_files_themselves_are_right(self):
        self.assertEqual(check_packaging.check(ROOT), [])

    def test_faults_of_the_desktop_file_are_found(self):
        for old, new in (("Icon=info.", "Icon=com."), ("Comment[de]=", "Comment[fr]="), ("Exec=nostrscope %U", "Exec=other %U"),
                         ("Name[de]=Simuliertes Netzwerk erkunden\n", "")):
            self.assertTrue(self.desktop(old, new), old)

    def test_faults_of_the_metainfo_are_found(self):
        for old, new in (('version="0.1.0"', 'version="0.0.9"'), ("<binary>nostrscope-cli</binary>", ""),
                         ('<summary xml:lang="de">', '<summary xml:lang="fr">'), ("<id>info.", "<id>com.")):
            self.assertTrue(self.metainfo(old, new), old)

    @unittest.skipUnless(shutil.which("desktop-file-validate"), "desktop-file-validate is not installed")
    def test_the_validator_of_desktop_files_is_heard(self):
        self.assertTrue(self.desktop("Terminal=false", "Terminal=perhaps"))

    @unittest.skipUnless(shutil.which("appstreamcli"), "appstreamcli is not installed")
    def test_the_validator_of_metainfo_is_heard(self):
        self.assertTrue(self.metainfo("<metadata_license>CC0-1.0</metadata_license>", ""))

    def test_a_word_that_is_not_in_the_manual_page_is_found(self):
        self.assertEqual(check_man.missing("Usage: x\n  --db <PATH>  A file.\n", "OPTIONS --db <PATH> A file."), [])
        self.assertEqual(len(check_man.missing("  --db <PATH>  A file.\n  --new  More.\n", "--db <PATH> A file.")), 1)


if __name__ == "__main__":
    unittest.main()
