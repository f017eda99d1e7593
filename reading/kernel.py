"""What the kernel takes from a process for good: files with Landlock, system calls with seccomp.

Both are Linux's, are called through `ctypes`, need no privilege, and hold for all that the process
starts.  `lacking` says which of them this kernel does not have.

Sources: landlock(7), seccomp(2), and the tables of system calls in the kernel's `unistd.h`.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

_SET_DUMPABLE, _GET_SECCOMP, _SET_SECCOMP, _NO_NEW_PRIVILEGES = 4, 21, 22, 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE, _READ, _READ_FOLDER = 1, 2, 4, 8
# By version of Landlock, how many rights over files, over the network and over others it has.
_RIGHTS = {1: (13, 0, 0), 2: (14, 0, 0), 3: (15, 0, 0), 4: (15, 2, 0), 5: (16, 2, 0), 6: (16, 2, 2)}

# System calls by number: on x86-64 and on ARM.
_SOCKETS = {
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "sendto": (44, 206),
    "sendmsg": (46, 211), "bind": (49, 200), "listen": (50, 201), "accept4": (288, 242),
}  # fmt: skip
_OTHERS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "prlimit64": (302, 261),
    "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "setns": (308, 268), "unshare": (272, 97), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428), "fsopen": (430, 430),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "memfd_create": (319, 279), "open_by_handle_at": (304, 265),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
}  # fmt: skip
_FILES = {
    "truncate": (76, 45), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "creat": (85, None),
    "link": (86, None), "linkat": (265, 37), "unlink": (87, None), "unlinkat": (263, 35),
    "symlink": (88, None), "symlinkat": (266, 36), "chmod": (90, None), "fchmod": (91, 52),
    "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None), "lchown": (94, None),
    "fchown": (93, 55), "fchownat": (260, 54), "mknod": (133, None), "mknodat": (259, 33),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "utimensat": (280, 88),
}  # fmt: skip
_PROCESSES = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "socketpair": (53, 199),
}  # fmt: skip
_KILL = {"kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131)}
_CLONE, _CLONE3, _OPEN, _OPENAT, _OPENAT2 = (56, 220), (435, 435), (2, None), (257, 56), (437, 437)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_AS_THREAD = 0x10000
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050001, 0x00050026  # EPERM, ENOSYS
# Instructions: load, jump if equal, if greater or equal, if a bit is set; and where they look.
_LOAD, _EQUAL, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16


@cache
def landlock_version() -> int:
    """Return the version of Landlock, 0 if there is none."""
    return max(int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)), 0)


@cache
def has_seccomp() -> bool:
    """Whether system calls can be filtered, and their numbers on this machine are known."""
    known = os.uname().machine in _MACHINES
    return known and int(_libc.prctl(_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def lacking() -> list[str]:
    """Return what this kernel cannot take from a process, in words; nothing if it has all."""
    missing = []
    if not landlock_version():
        missing.append("Landlock: what reads files can read others that its user can")
    if not has_seccomp():
        missing.append("seccomp: what reads files can connect, start programs and send signals")
    return missing


def hide_memory() -> None:
    """Keep the memory and the environment of this process from others of its user."""
    _libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def give_up_files(readable: Iterable[Path], writable: Iterable[Path] = ()) -> None:
    """Leave this process only what is in `readable`, to read and to execute, and `writable`.

    It can no longer connect by TCP or reach processes outside, as far as the kernel goes.
    """
    version = landlock_version()
    if not version:
        return
    files, network, scoped = ((1 << count) - 1 for count in _RIGHTS[min(version, max(_RIGHTS))])
    size = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("=QQQ", files, network, scoped)[:size]
    ruleset = _called(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    for path in readable:
        _allow(ruleset, path, _EXECUTE | _READ)
    for path in writable:
        _allow(ruleset, path, _READ | _WRITE)
    _no_new_privileges()
    _called(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def give_up_calls(*, programs: bool) -> None:
    """Refuse this process sockets, signals to others and more; unless `programs`, processes too.

    With `programs`, it may start some, and files are Landlock's alone.
    """
    if not has_seccomp():
        return
    _no_new_privileges()
    filters = b"".join(struct.pack("=HBBI", *step) for step in _filter(programs=programs))
    buffer = ctypes.create_string_buffer(filters)
    program = struct.pack("@HP", len(filters) // 8, ctypes.addressof(buffer))
    if _libc.prctl(_SET_SECCOMP, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _filter(*, programs: bool) -> Iterator[tuple[int, int, int, int]]:
    """Yield the steps of a filter: code, steps to skip if true, if false, and a value."""
    column, machine = _MACHINES[os.uname().machine]
    yield _LOAD, 0, 0, _MACHINE
    yield _EQUAL, 1, 0, machine
    yield _RETURN, 0, 0, _REFUSE
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, 0x40000000  # the numbers of x32
    yield _RETURN, 0, 0, _REFUSE
    refused = _SOCKETS | _OTHERS | ({} if programs else _FILES | _PROCESSES)
    for numbers in refused.values():
        yield from _if_call(numbers[column], [(_RETURN, 0, 0, _REFUSE)])
    yield from _if_call(_OPENAT2[column], [(_RETURN, 0, 0, _UNKNOWN)])
    if not programs:
        yield from _if_call(_CLONE3[column], [(_RETURN, 0, 0, _UNKNOWN)])
        yield from _if_call(_CLONE[column], _unless(_BITS, 0, _AS_THREAD))
        for numbers in _KILL.values():
            yield from _if_call(numbers[column], _unless(_EQUAL, 0, os.getpid()))
        yield from _if_call(_OPEN[column], _if(_BITS, 1, _TO_WRITE))
        yield from _if_call(_OPENAT[column], _if(_BITS, 2, _TO_WRITE))
    yield _RETURN, 0, 0, _ALLOW


type _Step = tuple[int, int, int, int]


def _if_call(number: int | None, steps: list[_Step]) -> list[_Step]:
    """Return steps that are taken at a system call only."""
    return [] if number is None else [(_EQUAL, 0, len(steps), number), *steps]


def _if(test: int, argument: int, value: int) -> list[_Step]:
    """Return steps that refuse a call if the low half of an argument passes a test."""
    place = _ARGUMENTS + 8 * argument
    return [
        (_LOAD, 0, 0, place), (test, 0, 1, value),
        (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip


def _unless(test: int, argument: int, value: int) -> list[_Step]:
    """Return steps that refuse a call unless the low half of an argument passes a test."""
    place = _ARGUMENTS + 8 * argument
    return [
        (_LOAD, 0, 0, place), (test, 1, 0, value),
        (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Allow rights over a file, or over all in a folder; nothing if it is not there."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights |= _READ_FOLDER if path.is_dir() else 0
        _called(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _no_new_privileges() -> None:
    if _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")


def _called(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"Landlock, system call {number}")
    return result
