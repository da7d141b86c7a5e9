#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_format.py finds a file out of format and leaves the others alone."""
import sys
import tempfile
import unittest
from pathlib import Path

import check_format

STYLE = Path(__file__).resolve().parents[2] / ".clang-format"
GOOD = "int sum(int a, int b)\n{\n    return a + b;\n}\n"
BAD = "int sum( int a,int b ) { return a+b; }\n"
TOOL, WHY = check_format.formatter()


@unittest.skipIf(TOOL is None, WHY)
class FormatTest(unittest.TestCase):
    def test_only_the_file_out_of_format_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / ".clang-format").write_text(STYLE.read_text(encoding="utf-8"), encoding="utf-8")
            (root / "core").mkdir()
            for number in range(check_format.FILES_A_RUN + 2):
                (root / "core" / f"good{number:03}.cpp").write_text(GOOD, encoding="utf-8")
            (root / "core" / "notes.txt").write_text(BAD, encoding="utf-8")
            self.assertEqual(check_format.unformatted(TOOL, check_format.sources(root)), [])
            bad = root / "core" / "zbad.h"
            bad.write_text(BAD, encoding="utf-8")
            self.assertEqual(check_format.unformatted(TOOL, check_format.sources(root)), [bad])


if __name__ == "__main__":
    program = unittest.main(exit=False)
    sys.exit(check_format.SKIPPED if TOOL is None else not program.result.wasSuccessful())
