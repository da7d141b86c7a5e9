#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the desktop file, the AppStream metainfo and their agreement with the program.

    tests/packaging/check_packaging.py [ROOT]      exit status 1 and one line for each fault

desktop-file-validate and appstreamcli are asked where they are installed; the rest needs neither.
"""
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ID = "info.nostrscope.Nostrscope"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TRANSLATED_KEYS = ("GenericName", "Comment", "Keywords")
PROGRAMS = {"nostrscope", "nostrscope-cli", "nostrscope-simnet"}


def read_desktop(path):
    """{group: {key: value}}"""
    groups, group = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = groups.setdefault(line.strip("[]"), {})
        elif "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            group[key] = value
    return groups


def run(tool, *arguments):
    """Output of a validator that found a fault, else nothing."""
    if not shutil.which(tool):
        print(f"{tool} is not installed: not asked")
        return []
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"{tool}: {(done.stdout + done.stderr).strip()}"]


def check_desktop(path, languages):
    faults = run("desktop-file-validate", str(path))
    groups = read_desktop(path)
    entry = groups.get("Desktop Entry", {})
    for key, value in (("Icon", ID), ("Type", "Application"), ("StartupWMClass", "nostrscope")):
        if entry.get(key) != value:
            faults.append(f"{path.name}: {key} is not {value}")
    if entry.get("Exec", "").split(" ")[0] not in PROGRAMS:
        faults.append(f"{path.name}: Exec starts none of our programs")
    for language in languages:
        for key in TRANSLATED_KEYS:
            if not entry.get(f"{key}[{language}]"):
                faults.append(f"{path.name}: {key} is not translated to {language}")
        for name, group in groups.items():
            if name.startswith("Desktop Action") and not group.get(f"Name[{language}]"):
                faults.append(f"{path.name}: {name} is not translated to {language}")
    return faults


def check_metainfo(path, version, languages):
    faults = run("appstreamcli", "validate", "--no-net", str(path))
    root = ElementTree.parse(path).getroot()
    if root.findtext("id") != ID or root.findtext("launchable") != f"{ID}.desktop":
        faults.append(f"{path.name}: id and launchable do not name {ID}")
    releases = [release.get("version") for release in root.iter("release")]
    if not releases or releases[0] != version:
        faults.append(f"{path.name}: the newest release is not {version}")
    if {binary.text for binary in root.iter("binary")} != PROGRAMS:
        faults.append(f"{path.name}: binaries are not {', '.join(sorted(PROGRAMS))}")
    for parent in root.iter():
        for tag in ("summary", "p", "li"):
            children = [child for child in parent if child.tag == tag]
            sources = [child for child in children if child.get(LANGUAGE) is None]
            for language in languages:
                translated = [child for child in children if child.get(LANGUAGE) == language]
                if len(translated) != len(sources):
                    faults.append(f"{path.name}: {len(sources)} <{tag}> in <{parent.tag}>, {len(translated)} in {language}")
    return faults


def check(root):
    project = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    version = re.search(r"project\(nostrscope VERSION ([\d.]+)", project).group(1)
    languages = sorted(path.stem.split("_", 1)[1] for path in (root / "translations").glob("nostrscope_*.ts")
                       if path.stem != "nostrscope_en")
    folder = root / "packaging/linux"
    faults = check_desktop(folder / f"{ID}.desktop", languages)
    faults += check_metainfo(folder / f"{ID}.metainfo.xml", version, languages)
    if f'setDesktopFileName(QStringLiteral("{ID}"))' not in (root / "app/desktop/main.cpp").read_text(encoding="utf-8"):
        faults.append(f"app/desktop/main.cpp: the window does not name {ID}.desktop")
    if not (folder / "changelog").read_text(encoding="utf-8").startswith(f"nostrscope ({version})"):
        faults.append(f"changelog: does not start with version {version}")
    return faults


def main():
    faults = check(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve())
    for fault in faults:
        print(fault)
    print(f"check_packaging: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
