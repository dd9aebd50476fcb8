"""Files that a process may still read: those under one folder (Linux 5.13 and later; see `man 7 landlock`)."""

from __future__ import annotations

import ctypes
import os
import struct
import sys

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
VERSION_FLAG, PATH_BENEATH = 1, 1
EVERY_ACCESS = (1 << 13) - 1  # what the first version of the interface knows: execute, write, read, make, remove
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
PR_SET_NO_NEW_PRIVS = 38


def confine(folder: str) -> bool:
    """Gives up every file but those under `folder`, which stay readable; False where the system cannot do so.

    Files that are open stay open.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG) < 1:
        return False
    handled = struct.pack("=Q", EVERY_ACCESS)
    rules = libc.syscall(CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    try:
        parent = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = struct.pack("=Qi", READ_FILE | READ_FOLDER, parent)
            if libc.syscall(ADD_RULE, rules, PATH_BENEATH, rule, 0) != 0:
                return False
        finally:
            os.close(parent)
        if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        return bool(libc.syscall(RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)
