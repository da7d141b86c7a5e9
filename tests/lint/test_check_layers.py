#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_layers.py finds what it is for, and leaves good code alone."""
import tempfile
import unittest
from pathlib import Path

from check_layers import SPDX, Tree

HEAD = f"// {SPDX}\n"
HEADER = HEAD + "#pragma once\n"
GOOD = {
    "core/base/clock.h": HEADER + "#include <QtGlobal>\n",
    "core/base/clock.cpp": HEAD + '#include "core/base/clock.h"\n',
    "core/nostr/event.h": HEADER + '#include "core/base/clock.h"\n',
    "core/records/row.h": HEADER + '#include "core/nostr/event.h"\n',
    "core/engine/enginelink.h": HEADER + '#include "core/records/row.h"\n#include <QObject>\n',
    "models/model.h": HEADER + '#include "core/engine/enginelink.h"\n#include <QAbstractTableModel>\n',
    "ui/page.h": HEADER + '#include "models/model.h"\n#include <QWidget>\n',
    "ui/charts/plot.h": HEADER + "#include <QChartView>\n",
    "app/main.cpp": HEAD + '#include "ui/page.h"\n#include "core/engine/enginelink.h"\n',
}


def faults_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**GOOD, **files}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Tree(Path(folder)).check()


class LintTest(unittest.TestCase):
    def finds(self, text, **files):
        faults = faults_of({name.replace("__", "/").replace("_h", ".h").replace("_cpp", ".cpp"): content
                            for name, content in files.items()})
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(text, faults[0])

    def test_good(self):
        self.assertEqual(faults_of({}), [])

    def test_higher_rank(self):
        self.finds("rank 0", core__base__up_h=HEADER + '#include "core/nostr/event.h"\n')

    def test_same_rank_other_folder(self):
        self.finds("rank 5", core__net__a_h=HEADER, core__storage__b_h=HEADER + '#include "core/net/a.h"\n')

    def test_folder_without_rank(self):
        self.finds("no rank", core__misc__a_h=HEADER + '#include "core/base/clock.h"\n')

    def test_core_includes_ui(self):
        self.finds("core must not", core__engine__a_h=HEADER + '#include "ui/page.h"\n')

    def test_models_see_storage(self):
        self.finds("models must not", core__storage__db_h=HEADER,
                   models__bad_h=HEADER + '#include "core/storage/db.h"\n')

    def test_ui_sees_engine(self):
        self.finds("ui must not", core__engine__engine_h=HEADER,
                   ui__bad_h=HEADER + '#include "core/engine/engine.h"\n')

    def test_models_see_ui(self):
        self.finds("models must not", models__bad_h=HEADER + '#include "ui/page.h"\n')

    def test_app_includes_tests(self):
        self.finds("app must not", tests__support__a_h=HEADER, app__bad_h=HEADER + '#include "tests/support/a.h"\n')

    def test_circle(self):
        self.finds("circle", core__base__a_h=HEADER + '#include "core/base/b.h"\n',
                   core__base__b_h=HEADER + '#include "core/base/a.h"\n')

    def test_gui_below_ui(self):
        self.finds("no Gui", core__records__a_h=HEADER + "#include <QColor>\n")
        self.finds("no Gui", models__a_h=HEADER + "#include <QtWidgets/QLabel>\n")

    def test_charts_outside(self):
        self.finds("Qt Charts only", ui__a_h=HEADER + "#include <QtCharts/QChart>\n")
        self.finds("Qt Charts only", ui__a_h=HEADER + "#include <QLineSeries>\n")

    def test_unlisted_header(self):
        self.finds("no header of ours", core__base__a_h=HEADER + '#include "clock.h"\n')

    def test_angle_brackets(self):
        self.finds("use quotes", core__base__a_h=HEADER + "#include <core/base/clock.h>\n")

    def test_licence(self):
        self.finds("SPDX", core__base__a_h="#pragma once\n")

    def test_licence_of_cmake(self):
        self.assertEqual(len(faults_of({"core/CMakeLists.txt": "add_subdirectory(base)\n"})), 1)

    def test_no_guard(self):
        self.finds("pragma once", core__base__a_h=HEAD)

    def test_open_point(self):
        self.finds("do it or drop it", core__base__a_h=HEADER + "// " + "TO" + "DO later\n")

    def test_own_header_first(self):
        self.finds("own header", core__base__a_h=HEADER,
                   core__base__a_cpp=HEAD + '#include <QString>\n#include "core/base/a.h"\n')

    def test_connect_without_context(self):
        call = "void f() { connect(a, &A::done, [this](int x, int y) { g(x, y); }); }\n"
        self.finds("without a context", app__a_cpp=HEAD + call)
        self.finds("without a context", app__a_cpp=HEAD + call.replace("connect", "QObject::connect"))

    def test_connect_with_context(self):
        call = ('void f() { connect(a, &A::done, this, [this](int x, int y) { g(x, y); });\n'
                ' connect(a, &A::done, b); } // connect(a, &A::done, [] {});\nauto s = "connect(a, b, [] {})";\n')
        self.assertEqual(faults_of({"app/a.cpp": HEAD + call}), [])

    def test_comments_are_no_includes(self):
        self.assertEqual(faults_of({"core/base/a.h": HEADER + '/*\n#include "core/nostr/event.h"\n*/\n'}), [])


if __name__ == "__main__":
    unittest.main()
