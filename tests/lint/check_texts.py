#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds texts for people that cannot be translated: string literals that read as words, outside of tr().

    tests/lint/check_texts.py [ROOT]      exit status 1 and one line for each fault

Looks at ui, models and app/desktop. A literal reads as words when it has two words side by side or begins like a
sentence or a title. Calls that take names for the program (object names, settings, logs) and proper names are let
through.
"""
import re
import sys
from pathlib import Path

FOLDERS = ("ui", "models", "app/desktop")
# Calls whose literals are translated, or are read by programs and developers.
TRANSLATED = {"tr", "translate", "QT_TR_NOOP", "QT_TRANSLATE_NOOP", "QT_TRANSLATE_N_NOOP"}
FOR_PROGRAMS = {
    "qDebug", "qInfo", "qWarning", "qCritical", "qFatal", "qCDebug", "qCInfo", "qCWarning", "qCCritical",
    "Q_ASSERT", "Q_ASSERT_X", "static_assert", "Q_LOGGING_CATEGORY", "setObjectName", "findChild", "findChildren",
    "setProperty", "property", "setStyleSheet", "QRegularExpression", "fputs", "printf", "fprintf",
    "optionOf", "setApplicationName", "setDesktopFileName", "setOrganizationName", "asprintf", "createMethodCall",
}
# Names that are the same in every language.
NAMES = {"Nostrscope", "DejaVu Sans", "Noto Sans", "Fusion", "UTC", "Markdown", "SOCKS"}
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]{0,16})\((?P<raw>.*?)\)\1"|"(?P<text>(?:\\.|[^"\\\n])*)"'
                   r"|'(?:\\.[^'\n]{0,8}|[^'\\\n])'|[A-Za-z_]\w*|[(){}\[\];]|\n", re.S)
WORDS = re.compile(r"[A-Za-z]{2,}[,.:;]? [A-Za-z]{2,}|^\s*[A-Z][a-z]{2,}(?![\w/])")
# Formats of dates, and keys as they are printed on keyboards.
FORMATS = re.compile(r"^yyyy-MM-dd|^MMM yyyy$|^(\\t)?(Ctrl|Alt|Shift)\+")
# What stands inside of <…> is markup; what stands between is text.
TAGS = re.compile(r"</?[a-z][a-z0-9]*( [^<>]*)?>")
PREFIXES = {"u", "u8", "U", "L"}


def reads_as_words(text):
    plain = re.sub(r"\\.", " ", TAGS.sub(" ", text))
    return bool(WORDS.search(plain)) and plain.strip() not in NAMES and not FORMATS.search(text)


def literals(code):
    """(line, text, names of the calls around it) of every string literal."""
    line, calls, last = 1, [], ""
    for match in TOKEN.finditer(code):
        token = match.group(0)
        text = match.group("text") if match.group("text") is not None else match.group("raw")
        if text is not None:
            yield line, text, [call for call in calls if call]
        elif token in "([{":
            calls.append(last if token == "(" else "")
        elif token in ")]}" and calls:
            calls.pop()
        if token[0].isalpha() or token[0] == "_":
            last = last if token in PREFIXES else token
        elif not token.startswith(("//", "/*", "\n")) and text is None:
            last = ""
        line += token.count("\n")


def faults_of(name, code):
    lines = code.splitlines()
    for line, text, calls in literals(code):
        if lines[line - 1].lstrip().startswith(("#", "Q_DECLARE")):
            continue
        if reads_as_words(text) and not set(calls) & (TRANSLATED | FOR_PROGRAMS):
            yield f'{name}:{line}: "{text}" cannot be translated'


def check(root):
    files = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in {".h", ".cpp"})
    faults = [fault for path in files
              for fault in faults_of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))]
    return files, faults


def main():
    files, faults = check(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve())
    if not files:
        print("check_texts: no sources found", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    print(f"check_texts: {len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
