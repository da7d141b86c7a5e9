#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pseudo language of the tests from the texts of the sources: longer, in brackets, right to left.

    tests/language/make_pseudo.py LUPDATE LRELEASE FILE.qm [ROOT]

"Relays" becomes "[Řéļáýš··]": 40 % longer, at least two letters, so that a text that is cut or not translated at all
is seen at once. Placeholders, keys (&) and what follows a tab stay. QT_LAYOUT_DIRECTION is RTL, as in Qt's own files.
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# core: sentences for people (CoreText) and names of kinds.
FOLDERS = ("ui", "models", "app/desktop", "core")
LETTERS = str.maketrans("aeiouyclnrstzAEIOUYCLNRSTZ", "áéíóúýçļñřšťžÁÉÍÓÚÝÇĻÑŘŠŤŽ")
KEPT = re.compile(r"%L?\d+|%n|&.|\n|\(\*[^)]*\)|\*\.\w+|--[\w-]+")
# Texts of formats, where a bracket says nothing, such as "%1 · %2".
NO_LETTERS = re.compile(r"^[^A-Za-z]*$")


def pseudo(source):
    if NO_LETTERS.match(KEPT.sub("", source)):
        return source
    out, last = [], 0
    for match in KEPT.finditer(source):
        out += [source[last:match.start()].translate(LETTERS), match.group(0)]
        last = match.end()
    out.append(source[last:].translate(LETTERS))
    length = len(KEPT.sub("", source))
    return "[" + "".join(out) + "·" * max(2, round(length * 0.4) - 2) + "]"


def fill(file):
    tree = ElementTree.parse(file)
    root = tree.getroot()
    count = 0
    for message in root.iter("message"):
        translation = message.find("translation")
        text = pseudo(message.findtext("source"))
        if message.get("numerus"):
            for form in translation.findall("numerusform"):
                form.text = text
        else:
            translation.text = text
        translation.attrib.pop("type", None)
        count += 1
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = "QGuiApplication"
    message = ElementTree.SubElement(context, "message")
    ElementTree.SubElement(message, "source").text = "QT_LAYOUT_DIRECTION"
    ElementTree.SubElement(message, "translation").text = "RTL"
    tree.write(file, encoding="utf-8", xml_declaration=True)
    return count


def main():
    if len(sys.argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 2
    lupdate, lrelease, target = sys.argv[1:4]
    root = Path(sys.argv[4] if len(sys.argv) == 5 else Path(__file__).parents[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nostrscope_de.ts"
        subprocess.run([lupdate, "-silent", "-I", ".", "-locations", "none", *FOLDERS, "-ts", str(file)], cwd=root,
                       check=True, capture_output=True)
        count = fill(file)
        if count == 0:
            print("make_pseudo: no texts found", file=sys.stderr)
            return 1
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([lrelease, "-silent", str(file), "-qm", target], check=True)
    print(f"make_pseudo: {count} texts in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
