#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the layers and the rules of the house that a compiler does not see.

    tests/lint/check_layers.py [ROOT]      exit status 1 and one line for each fault

Layers (docs/architecture.md): a folder of core includes lower ranks or itself; models see records, nostr, base and
core/engine/enginelink.h; ui sees the same and models; app and tests see everything. No circles of includes, no
Gui below ui, Qt Charts only in ui/charts.
"""
import re
import sys
from pathlib import Path

RANKS = {
    "base": 0,
    "nostr": 1,
    "crypto": 2,
    "facts": 3, "negentropy": 3,
    "records": 4,
    "net": 5, "ingest": 5, "storage": 5,
    "analytics": 6, "collect": 6, "monitor": 6, "archive": 6, "discover": 6, "report": 6, "api": 6,
    "engine": 7,
}
TOP_FOLDERS = ("app", "ui", "models", "core", "tests", "resources")
SEEN_BY_MODELS = ("core/records/", "core/nostr/", "core/base/")
ENGINE_LINK = "core/engine/enginelink.h"
SOURCE_SUFFIXES = {".h", ".cpp", ".c", ".hpp"}
SPDX_SUFFIXES = SOURCE_SUFFIXES | {".py", ".cmake"}
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.[^\'\n]{0,8}|[^\'\\\n])\'', re.S)
OPEN_POINT = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CONNECT = re.compile(r"(?<![\w.>])(?:QObject::)?connect\s*\(")
PRAGMA_ONCE = re.compile(r"^\s*#\s*pragma\s+once\b", re.M)

# Headers of Qt Core by name would be a long list; these are what must not appear below ui.
GUI_HEADER = re.compile(
    r"^(QtGui|QtWidgets|QtOpenGL|QtOpenGLWidgets|QtPrintSupport|QtSvg|QtQuick|QtQml)(/|$)"
    r"|^Q(Widget|Application|GuiApplication|Action|Color|Font|FontMetrics|FontDatabase|Icon|Image|Pixmap|Bitmap|Painter|PainterPath|Pen|Brush"
    r"|Palette|Cursor|Window|Screen|Clipboard|KeySequence|Shortcut|TextDocument|TextCursor|SyntaxHighlighter|Validator"
    r"|DesktopServices|StyleHints|Style|StyleOption|StyledItemDelegate|ItemDelegate|MainWindow|Dialog|MessageBox|FileDialog|Menu|ToolBar|Label"
    r"|PushButton|LineEdit|TableView|TreeView|ListView|AbstractItemView|HeaderView|Layout|BoxLayout|VBoxLayout"
    r"|HBoxLayout|GridLayout|FormLayout|ComboBox|CheckBox|TabWidget|Splitter|SystemTrayIcon|UndoStack|StandardItemModel"
    r"|Printer|PdfWriter|SvgGenerator|SvgRenderer|OpenGLWidget)$")
CHARTS_HEADER = re.compile(
    r"^QtCharts(/|$)|^Q(AbstractAxis|AbstractSeries|AbstractBarSeries|AreaSeries|BarCategoryAxis|BarSeries|BarSet"
    r"|CategoryAxis|Chart|ChartView|ColorAxis|DateTimeAxis|HorizontalBarSeries|HorizontalStackedBarSeries|Legend"
    r"|LegendMarker|LineSeries|LogValueAxis|PieSeries|PieSlice|PolarChart|ScatterSeries|SplineSeries|StackedBarSeries"
    r"|ValueAxis|XYSeries)$")


def blank(text, strings):
    """The text without comments (and strings), of the same length and lines, so that positions stay true."""
    def hide(match):
        found = match.group(0)
        if not found.startswith("/") and not strings:
            return found
        return re.sub(r"[^\n]", " ", found)
    return COMMENT.sub(hide, text)


def arguments_of_call(text, start):
    """The arguments at top level of a call whose opening bracket is text[start]; None when it does not end."""
    depth, parts, begin = 0, [], start + 1
    for position in range(start, len(text)):
        letter = text[position]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth == 0:
                last = text[begin:position].strip()
                return parts + [last] if last or parts else parts
        elif letter == "," and depth == 1:
            parts.append(text[begin:position].strip())
            begin = position + 1
    return None


class Tree:
    def __init__(self, root):
        self.root = root
        self.faults = []
        self.files = sorted(path for top in TOP_FOLDERS for path in (root / top).rglob("*")
                            if path.is_file() and path.suffix in SPDX_SUFFIXES | {".txt"})
        self.sources = {self.name(path): path.read_text(encoding="utf-8") for path in self.files
                        if path.suffix in SOURCE_SUFFIXES}
        self.graph = {name: [] for name in self.sources}

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def fault(self, name, line, text):
        self.faults.append(f"{name}:{line}: {text}")

    def check(self):
        for path in self.files:
            self.check_licence(path)
        for name, text in self.sources.items():
            self.check_includes(name, text)
            self.check_text(name, text)
        self.check_circles()
        return self.faults

    def check_licence(self, path):
        if path.suffix == ".txt" and path.name != "CMakeLists.txt":
            return
        with path.open(encoding="utf-8") as file:
            head = file.readline()
            if head.startswith("#!"):
                head = file.readline()
        if SPDX not in head:
            self.fault(self.name(path), 1, "the first line is not the SPDX line of the licence")

    def check_includes(self, name, text):
        code = blank(text, strings=False)
        includes = [(match.group(1), match.group(2), code.count("\n", 0, match.start()) + 1)
                    for match in INCLUDE.finditer(code)]
        own = name[:name.rindex(".")] + ".h"
        if name.endswith(".cpp") and own in self.sources and (not includes or includes[0][1] != own):
            self.fault(name, includes[0][2] if includes else 1, f'its own header "{own}" is not included first')
        if name.endswith(".h") and not PRAGMA_ONCE.search(code):
            self.fault(name, 1, "no #pragma once")
        for bracket, target, line in includes:
            if bracket == '"':
                self.check_own(name, target, line)
            else:
                self.check_system(name, target, line)

    def check_own(self, name, target, line):
        if target.endswith(".moc") or "/" not in target and target.startswith(("ui_", "moc_")):
            return
        if target not in self.sources:
            self.fault(name, line, f'"{target}" is no header of ours: includes of our own start at the root, '
                                   "others stand in angle brackets")
            return
        self.graph[name].append(target)
        top, folder = name.split("/")[0], name.split("/")[1]
        target_top, target_folder = target.split("/")[0], target.split("/")[1]
        if top in ("app", "tests"):
            if top == "app" and target_top == "tests":
                self.fault(name, line, f'app must not include "{target}"')
        elif top == "core":
            self.check_rank(name, folder, target, target_top, target_folder, line)
        elif top in ("models", "ui"):
            allowed = target.startswith(SEEN_BY_MODELS) or target == ENGINE_LINK or target_top in ("models", "resources")
            if top == "ui":
                allowed = allowed or target_top == "ui"
            if not allowed:
                self.fault(name, line, f'{top} must not include "{target}"')

    def check_rank(self, name, folder, target, target_top, target_folder, line):
        if target_top != "core":
            self.fault(name, line, f'core must not include "{target}"')
            return
        for one, where in ((folder, name), (target_folder, target)):
            if one not in RANKS:
                self.fault(where, 1, f"core/{one} has no rank")
                return
        if target_folder != folder and RANKS[target_folder] >= RANKS[folder]:
            self.fault(name, line, f'core/{folder} (rank {RANKS[folder]}) must not include "{target}" '
                                   f"(rank {RANKS[target_folder]})")

    def check_system(self, name, target, line):
        if target.startswith(tuple(top + "/" for top in TOP_FOLDERS)):
            self.fault(name, line, f"<{target}> is ours: use quotes")
        if CHARTS_HEADER.search(target) and not name.startswith(("ui/charts/", "tests/")):
            self.fault(name, line, f"<{target}>: Qt Charts only in ui/charts")
        if GUI_HEADER.search(target) and name.startswith(("core/", "models/")):
            self.fault(name, line, f"<{target}>: no Gui and no Widgets below ui")

    def check_text(self, name, text):
        for match in OPEN_POINT.finditer(text):
            self.fault(name, text.count("\n", 0, match.start()) + 1, f"{match.group(0)}: do it or drop it")
        code = blank(text, strings=True)
        for match in CONNECT.finditer(code):
            given = arguments_of_call(code, match.end() - 1)
            if given and len(given) == 3 and given[2].startswith("["):
                self.fault(name, code.count("\n", 0, match.start()) + 1,
                           "connect to a lambda without a context: it outlives what it captures")

    def check_circles(self):
        done, path = set(), []

        def visit(name):
            if name in path:
                self.fault(name, 1, "circle of includes: " + " -> ".join(path[path.index(name):] + [name]))
                return
            if name in done:
                return
            path.append(name)
            for target in self.graph[name]:
                visit(target)
            path.pop()
            done.add(name)

        for name in self.graph:
            visit(name)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    tree = Tree(root)
    if not tree.sources:
        print(f"{root}: no sources found", file=sys.stderr)
        return 2
    faults = tree.check()
    for fault in faults:
        print(fault)
    print(f"{len(tree.sources)} sources, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
