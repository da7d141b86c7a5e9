#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the manual page of a program from what its --help says, so that the two cannot differ.

    packaging/make_man.py PROGRAM VERSION [FILE.1.gz]     without a file: to standard output, not compressed

Commands of the form "  name  text" are asked for their own --help; what they share with the program is not repeated.
"""
import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

SUMMARY = {
    "nostrscope": "watch the Nostr network",
    "nostrscope-cli": "collect, store and count Nostr events on the command line",
    "nostrscope-simnet": "simulated network of Nostr relays",
}
COMMON_SECTIONS = {"Options", "Arguments", "Commands"}
ITEM = re.compile(r"^  (\S.*?)(?:  +(\S.*))?$")
MORE = re.compile(r"^ {5,}(\S.*)$")
# What every page must say, whatever --help prints.
FILES = r""".SH FILES
.TP
.I ~/.local/share/nostrscope/PROFILE.sqlite
The database of a profile
.RB ( default
without \-\-profile).
.TP
.I ~/.config/nostrscope/PROFILE.ini
Settings of the window.
.TP
.I ~/.local/state/nostrscope/
What tells the next start that a session did not end as it should.
.PP
.BR XDG_DATA_HOME ,
.B XDG_CONFIG_HOME
and
.B XDG_STATE_HOME
are obeyed.
"""


class HelpError(Exception):
    pass


def escape(text):
    """Text of a line of roff: nothing in it is a request or a special character."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("…", "...")
    text = text.replace("“", r"\(lq").replace("”", r"\(rq").replace("–", r"\(en")
    return r"\&" + text if text.startswith((".", "'")) else text


def help_of(program, *command):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", LANGUAGE="en", COLUMNS="80")
    done = subprocess.run([program, *command, "--help"], env=environment, capture_output=True, text=True,
                          check=False, timeout=120)
    if done.returncode != 0 or not done.stdout.startswith("Usage:"):
        raise HelpError(f"{program} {' '.join(command)} --help failed: {done.stderr.strip()}")
    return done.stdout


def sections(text):
    """[(title, lines)] of a help text; the first one is ("", usage and description)."""
    found = [("", [])]
    for line in text.splitlines():
        title = re.match(r"^(\S.*):$", line)
        sentence = re.match(r"^([A-Z][a-z]+(?: [a-z]+)?): (\S.*)$", line)
        after_gap = found[-1][1] and not found[-1][1][-1]
        if title and after_gap:
            found.append((title.group(1), []))
        elif sentence and after_gap:
            found.append((sentence.group(1), [sentence.group(2)]))
        else:
            found[-1][1].append(line)
    return [(title, lines) for title, lines in found]


def items(lines):
    """[(name, text)] of lines such as "  --db <PATH>  text", with lines that go on."""
    found = []
    for line in lines:
        more = MORE.match(line)
        item = ITEM.match(line)
        if more and found:
            found[-1][1] = (found[-1][1] + " " + more.group(1)).strip()
        elif item:
            found.append([item.group(1), item.group(2) or ""])
    return [(name, text) for name, text in found]


def tagged(lines):
    out = []
    for name, text in items(lines):
        out += [".TP", ".B " + escape(name), escape(text) if text else r"\&"]
    return out


def verbatim(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [".nf", *[escape(line) for line in lines], ".fi"]


def broken(lines):
    """Each line stays a line."""
    return "\n.br\n".join(escape(line) for line in lines).splitlines()


def usage(lines):
    """(what follows the name in the usage line, the lines of the description)"""
    first = lines[0][len("Usage:"):].strip()
    return first.split(" ", 1)[1] if " " in first else "", [line for line in lines[1:] if line.strip()]


def page(program, version):
    name = Path(program).name
    parts = sections(help_of(program))
    arguments, description = usage(parts[0][1])
    out = [f'.TH {name.upper()} 1 "" "Nostrscope {version}" "User Commands"',
           r".\" Made from --help by packaging/make_man.py.",
           ".SH NAME", escape(name) + r" \- " + escape(SUMMARY[name]),
           ".SH SYNOPSIS", ".B " + escape(name), escape(arguments),
           ".SH DESCRIPTION", *broken(description)]
    for title, lines in parts[1:]:
        out.append(".SH " + escape(title.split(" (")[0].upper()))
        if title.startswith("Commands"):
            for command, text in items(lines):
                out += command_part(program, command, parts)
        elif title in COMMON_SECTIONS or title.startswith("Settings"):
            out += tagged(lines)
        else:
            out += verbatim(lines)
    if name != "nostrscope-simnet":
        out += FILES.rstrip().splitlines()
    others = [other for other in SUMMARY if other != name]
    out += [".SH SEE ALSO", *[f".BR {escape(other)} (1)" + ("," if other != others[-1] else "") for other in others]]
    return "\n".join(out) + "\n"


def command_part(program, command, parts):
    shared = {option for title, lines in parts if title == "Options" for option, _ in items(lines)}
    mine = sections(help_of(program, command))
    arguments, description = usage(mine[0][1])
    arguments = arguments.replace("[options]", "", 1).strip()
    out = [".SS " + escape(arguments), *broken(description)]
    for title, lines in mine[1:]:
        if title == "Options":
            lines = own_lines(lines, shared)
            out += tagged(lines)
        else:
            out += [".PP", escape(title) + ":", *verbatim(lines)]
    return out


def own_lines(lines, shared):
    """Without the options that the program shows for every command."""
    kept, keep = [], True
    for line in lines:
        item = ITEM.match(line)
        if item and not MORE.match(line):
            keep = item.group(1) not in shared
        if keep:
            kept.append(line)
    return kept


def main():
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        text = page(sys.argv[1], sys.argv[2])
    except (HelpError, OSError, subprocess.TimeoutExpired) as fault:
        print(f"make_man: {fault}", file=sys.stderr)
        return 1
    if len(sys.argv) == 4:
        # No time and no name inside: the same bytes from the same help.
        Path(sys.argv[3]).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
