#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the translations: complete, with the same placeholders, keys and endings as the source.

    tests/lint/check_translations.py [ROOT] [--lupdate PROGRAM]      exit status 1 and one line for each fault

With --lupdate the texts of the sources are read anew, and a text that a file does not have yet is a fault
(translations/update adds it).
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# Plural forms of a language; English has entries for plurals only.
FORMS = {"en": 2, "de": 2}
PLACEHOLDER = re.compile(r"%(?:L?\d+)")
# "&&" is an ampersand, "&x" the key of x.
MNEMONIC = re.compile(r"(?<!&)&(?=[^\s&])")
# core: sentences for people (CoreText) and names of kinds.
FOLDERS = ("ui", "models", "app/desktop", "core")


def messages(path):
    """(context, message element) of every entry."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message


def key(context, message):
    return context, message.findtext("source"), message.findtext("comment") or ""


def texts(message):
    translation = message.find("translation")
    if message.get("numerus"):
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


def faults_of_text(source, text, is_plural):
    """What is wrong with one translated text."""
    if not text.strip():
        yield "is empty"
        return
    wanted, given = PLACEHOLDER.findall(source), PLACEHOLDER.findall(text)
    if sorted(wanted) != sorted(given):
        yield f"has {' '.join(given) or 'no placeholder'} instead of {' '.join(wanted) or 'none'}"
    if "%n" in text and "%n" not in source:
        yield "has %n, the source has not"
    if not is_plural and source.count("&") and len(MNEMONIC.findall(source)) != len(MNEMONIC.findall(text)):
        yield "has not as many keys (&) as the source"
    if not MNEMONIC.search(source) and MNEMONIC.search(text):
        yield "has a key (&), the source has none"
    for ending in ("…", ":", "\n"):
        if source.endswith(ending) != text.endswith(ending):
            yield f"differs from the source in a {ending!r} at the end"
    if (source[0] == " ") != (text[0] == " ") or (source[-1] == " ") != (text[-1] == " "):
        yield "differs from the source in a blank at one end"


def check_file(path):
    language = path.stem.split("_", 1)[1]
    faults, count = [], 0
    for context, message in messages(path):
        count += 1
        source, translation = message.findtext("source"), message.find("translation")
        where = f"{path.name}: {context}: {source!r}"
        if translation.get("type"):
            faults.append(f"{where} is {translation.get('type')}")
            continue
        given = texts(message)
        if message.get("numerus") and len(given) != FORMS.get(language, len(given)):
            faults.append(f"{where} has {len(given)} plural forms instead of {FORMS[language]}")
        if message.get("numerus") and "%n" in source and "%n" not in given[-1]:
            faults.append(f"{where}: the last plural form has no %n")
        for text in given:
            faults += [f"{where} {fault}" for fault in faults_of_text(source, text, bool(message.get("numerus")))]
    if count == 0:
        faults.append(f"{path.name}: holds no texts")
    return faults


def source_texts(root, lupdate):
    """{key: is it a plural} of the texts in the sources."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sources_de.ts"
        subprocess.run([lupdate, "-silent", "-I", ".", "-no-obsolete", "-locations", "none", *FOLDERS, "-ts", str(file)],
                       cwd=root, check=True, capture_output=True)
        return {key(context, message): bool(message.get("numerus")) for context, message in messages(file)}


def check(root, lupdate=None):
    files = sorted((root / "translations").glob("nostrscope_*.ts"))
    faults = [fault for path in files for fault in check_file(path)]
    if lupdate:
        wanted = source_texts(root, lupdate)
        for path in files:
            given = {key(context, message) for context, message in messages(path)}
            needed = {one for one, is_plural in wanted.items() if is_plural or path.stem != "nostrscope_en"}
            faults += [f"{path.name}: {context}: {source!r} is missing (translations/update)"
                       for context, source, _ in sorted(needed - given)]
            faults += [f"{path.name}: {context}: {source!r} is in no source (translations/update)"
                       for context, source, _ in sorted(given - needed)]
    return files, faults


def main():
    arguments = sys.argv[1:]
    lupdate = None
    if "--lupdate" in arguments:
        at = arguments.index("--lupdate")
        lupdate = arguments[at + 1]
        del arguments[at:at + 2]
    files, faults = check(Path(arguments[0] if arguments else Path(__file__).parents[2]).resolve(), lupdate)
    if not files:
        print("check_translations: no translations found", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    print(f"check_translations: {', '.join(path.name for path in files)}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
