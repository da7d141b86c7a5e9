#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every C++ source is formatted as .clang-format says.

    tests/lint/check_format.py [ROOT]      exit status 1 and the names of the files that are not

Versions of clang-format differ in detail, so only the one of Debian 12 is asked (as clang-format-14 or clang-format);
without it the exit status is 77, which ctest shows as skipped. To mend: clang-format -i FILE
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

MAJOR = 14
SKIPPED = 77
FOLDERS = ("app", "cmake", "core", "models", "resources", "tests", "ui")
SUFFIXES = {".h", ".cpp"}
# Small enough for a command line, large enough that starting the tool does not count.
FILES_A_RUN = 50


def formatter():
    """(path of a clang-format of the right version or None, why not)"""
    why = "clang-format is not installed"
    for name in (f"clang-format-{MAJOR}", "clang-format"):
        path = shutil.which(name)
        if not path:
            continue
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        found = re.search(r"version (\d+)\.", told)
        if found and int(found.group(1)) == MAJOR:
            return path, ""
        why = f"{path} is {told.strip() or 'of an unknown version'}, not version {MAJOR}"
    return None, why


def sources(root):
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in SUFFIXES)


def unformatted(tool, files):
    """Those of the files that the tool would change, or cannot read."""
    found = []
    for first in range(0, len(files), FILES_A_RUN):
        some = files[first:first + FILES_A_RUN]
        check = [tool, "--dry-run", "-Werror", "--ferror-limit=1", "--style=file"]
        if subprocess.run([*check, *some], capture_output=True, check=False).returncode == 0:
            continue
        found += [file for file in some if subprocess.run([*check, file], capture_output=True, check=False).returncode != 0]
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    tool, why = formatter()
    if not tool:
        print(f"check_format: skipped: {why}")
        return SKIPPED
    files = sources(root)
    if not files:
        print(f"check_format: no sources under {root}")
        return 1
    faults = unformatted(tool, files)
    for file in faults:
        print(f"{file.relative_to(root)}: not formatted (clang-format -i {file.relative_to(root)})")
    print(f"check_format: {len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
