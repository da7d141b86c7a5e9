#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the manual page of a program says every word of its --help, and is sound for groff.

    tests/packaging/check_man.py PROGRAM FILE.1.gz      77: groff is not installed
"""
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
COMMAND = re.compile(r"^  ([a-z]+)  +\S", re.M)
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "−": "-", "‐": "-", "–": "-", "…": "..."})


def render(page):
    """(the page as it is read, warnings)"""
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=400n"], input=page, capture_output=True,
                          check=False)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace").strip()


def words(text):
    return re.sub(r"[\s]+", " ", text.translate(QUOTES).replace("...", " ... ")).split()


def missing(help_text, manual):
    """Lines of the help text with a word that the page does not have, the usage line and headings aside."""
    said = set(words(manual)) | set(words(manual.lower()))
    faults = []
    for line in help_text.splitlines():
        is_heading = re.match(r"\S.*:$", line)
        if line.startswith("Usage:") or is_heading:
            continue
        lost = [word for word in words(line) if word not in said and word.rstrip(":").lower() not in said]
        if lost:
            faults.append(f"{line.strip()!r}: {' '.join(lost)} is not in the page")
    return faults


def help_of(program, *command):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", LANGUAGE="en")
    return subprocess.run([program, *command, "--help"], env=environment, capture_output=True, text=True, check=True).stdout


def main():
    program, file = sys.argv[1], Path(sys.argv[2])
    if not shutil.which("groff"):
        print("check_man: groff is not installed")
        return SKIPPED
    manual, warnings = render(gzip.decompress(file.read_bytes()))
    text = help_of(program)
    faults = [warnings] if warnings else []
    faults += missing(text, manual)
    if "\nCommands" in text:
        for command in COMMAND.findall(text.split("\nCommands")[1].split("\n\n")[0]):
            faults += [f"{command}: {fault}" for fault in missing(help_of(program, command), manual)]
    for fault in faults:
        print(fault)
    print(f"check_man: {file.name}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
