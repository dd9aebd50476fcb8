"""What the worker process denies itself before it runs a query of others.

On Linux (x86-64 and ARM64) a seccomp filter makes the calls that open sockets, start programs or open files for
writing fail with EPERM (`kg.sandbox.landlock` limits reading to the store); elsewhere only the limits hold. The limits:
memory, processor time, no core file, no growing file. See `man 2 seccomp`; the filter is classic BPF as in Linux's
`include/uapi/linux/filter.h`.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
ALLOW, DENY, KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # errno 1 is EPERM
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
AT_NUMBER, AT_ARCHITECTURE, AT_ARGUMENT = 0, 4, 16
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND
FOREIGN_ABI = 0x40000000  # x32 calls have numbers of their own

# machine: (audit architecture, numbers of the calls denied, {call that opens a file: position of its flags}).
# Denied: socket connect accept sendto sendmsg bind listen socketpair; fork vfork execve ptrace accept4 execveat
# sendmmsg io_uring_setup openat2; creat rename mkdir rmdir link unlink symlink renameat unlinkat renameat2 …
MACHINES: dict[str, tuple[int, str, dict[int, int]]] = {
    "x86_64": (
        0xC000003E,
        "41 42 43 44 46 49 50 53 57 58 59 101 288 322 307 425 437 85 82 83 84 86 87 88 264 263 316",
        {2: 1, 257: 2},
    ),
    "aarch64": (
        0xC00000B7,
        "198 199 200 201 202 203 206 211 221 117 242 281 269 425 437 34 35 36 37 38 276",
        {56: 2},
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def limit(memory: int, seconds: int) -> None:
    """Bounds what this process may use from now on: bytes of further address space, seconds of processor time."""
    for what, most in (
        (resource.RLIMIT_AS, mapped() + memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def mapped() -> int:
    """Bytes of address space that this process has in use, where the system says so, else a guess."""
    try:
        with open("/proc/self/statm", encoding="ascii") as state:  # noqa: PTH123  # pathlib is slow to import
            return int(state.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30


def isolate() -> bool:
    """Gives up network, programs and writing, for good; False where this system has no filter for it."""
    known = MACHINES.get(os.uname().machine)
    if known is None or not sys.platform.startswith("linux"):
        return False
    code = _filter(*known)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(architecture: int, denied: str, opens: dict[int, int]) -> bytes:
    code = [
        _step(LOAD, 0, 0, AT_ARCHITECTURE),
        _step(EQUAL, 1, 0, architecture),
        _step(RETURN, 0, 0, KILL),
        _step(LOAD, 0, 0, AT_NUMBER),
        _step(AT_LEAST, 0, 1, FOREIGN_ABI),
        _step(RETURN, 0, 0, DENY),
    ]
    for call in map(int, denied.split()):
        code += [_step(EQUAL, 0, 1, call), _step(RETURN, 0, 0, DENY)]
    for call, position in opens.items():
        code += [
            _step(EQUAL, 0, 4, call),
            _step(LOAD, 0, 0, AT_ARGUMENT + 8 * position),
            _step(ANY_BIT, 0, 1, WRITING),
            _step(RETURN, 0, 0, DENY),
            _step(RETURN, 0, 0, ALLOW),
        ]
    return b"".join([*code, _step(RETURN, 0, 0, ALLOW)])


def _step(operation: int, if_true: int, if_false: int, operand: int) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, operand)
