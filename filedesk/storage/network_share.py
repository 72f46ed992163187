"""Whether a folder lies on a network share, where SQLite's WAL mode, which needs shared memory, is not safe.

See https://sqlite.org/wal.html: "All processes using a database must be on the same host computer".
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NETWORK = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.sshfs", "glusterfs", "gfs2", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs",
}  # fmt: skip
"""Names that Linux gives to file systems of other hosts."""

_OCTAL = re.compile(r"\\([0-7]{3})")

if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def network_share(path: Path) -> bool:
        """Whether `path` is a UNC path or lies on a drive that Windows calls remote."""
        anchor = path.resolve().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE

else:

    def network_share(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
        """Whether `path`, or the nearest folder above it that exists, lies on a network file system.

        `mounts` lists what is mounted where, as Linux's proc(5) does; without it the answer is no.
        """
        try:
            lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return False
        wanted = path.resolve()
        best, kind = -1, ""
        for line in lines:
            _device, escaped, told, *_options = line.split(" ")
            point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), escaped))
            if wanted.is_relative_to(point) and len(point.parts) >= best:
                best, kind = len(point.parts), told
        return kind in NETWORK
