"""Checkpoints: the journal's size and root hash as a note signed by the workstation, in the desk and outside it.

A client keeps the last one it saw, outside the desk; a journal that no longer contains it was rolled back or forked.
Whoever only reads remembers and writes nothing; who recorded acts leaves a checkpoint behind them when he goes.
"""

from __future__ import annotations

from filedesk.errors import KeyOrSealWrong
from filedesk.services.acts import act_of_key
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.ledger import Reading, Writing
from filedesk.services.ports import Signer

NO_ACTS = frozenset({"checkpoint", "sign_in_refused", "signed_in_again"})
"""What the program notes by itself: no checkpoint is due after it."""


def origin(root: str) -> str:
    """The checkpoint's origin line: the program and the office root's key id."""
    return f"filedesk/{root[:32]}"


def workstation_signer(ports: Ports) -> Signer | None:
    """This workstation's certified key, or None where it has none for this desk."""
    blob = ports.secrets.workstation_key()
    return ports.vault.workstation_from_bytes(blob) if blob is not None else None


def write_checkpoint(ports: Ports, writing: Writing, signer: Signer) -> tuple[str, int]:
    """Append a checkpoint of the journal so far; returns the note and its size, for keeping outside the desk."""
    size = writing.size()
    root = writing.root(size)
    note = ports.vault.sign_checkpoint(origin(office_row(writing)["root"]), size, root, signer)
    digest = writing.keep("checkpoint", note.encode())
    act_of_key(writing, signer).append("checkpoint", {"size": size, "root": root.hex(), "note": digest})
    return note, size


def take_checkpoint(ports: Ports) -> None:
    """Write a checkpoint when acts were recorded since the last one; remember the journal on this workstation.

    Checkpoints and notes of signing in are no acts, so that coming and going alone does not make the journal grow.
    Raises as `check_remembered` does.
    """
    signer = workstation_signer(ports)
    if signer is None:
        return
    with ports.ledger.reading() as reading:
        grown = _acts_since_checkpoint(reading)
    if not grown:
        remember(ports)
        return
    with ports.ledger.writing() as writing:
        check_remembered(ports, writing)
        note, size = write_checkpoint(ports, writing, signer)
    ports.secrets.keep_checkpoint(note, size)


def _acts_since_checkpoint(reading: Reading) -> bool:
    for seq in range(reading.size(), 0, -1):
        kind = reading.event(seq)[0].type
        if kind == "checkpoint":
            return False
        if kind not in NO_ACTS:
            return True
    return False


def remember(ports: Ports) -> None:
    """Keep the journal as it is now in this workstation's memory, outside the desk; nothing is written into the desk.

    Raises as `check_remembered` does.
    """
    signer = workstation_signer(ports)
    if signer is None:
        return
    with ports.ledger.reading() as reading:
        check_remembered(ports, reading)
        size = reading.size()
        note = ports.vault.sign_checkpoint(origin(office_row(reading)["root"]), size, reading.root(size), signer)
    ports.secrets.keep_checkpoint(note, size)


def genesis(ports: Ports, reading: Reading) -> bool:
    """Check the signed first event; returns whether it marks a demo office, whose weaker passwords are honoured.

    Raises KeyOrSealWrong("genesis_wrong") when its signature, its office or the office's row does not fit.
    """
    row = reading.get("event", seq=1)
    event = reading.event(1)[0]
    root = str(event.data.get("root", ""))
    if (
        row is None
        or event.type != "office_founded"
        or event.office != ports.office
        or office_row(reading)["root"] != root
        or not ports.vault.holds(bytes.fromhex(root), bytes(row["payload"]), bytes(row["signature"]))
    ):
        raise KeyOrSealWrong("genesis_wrong")
    return bool(event.data["demo"])


def check_remembered(ports: Ports, reading: Reading) -> None:
    """Compare the journal with the checkpoint this workstation remembers.

    Raises KeyOrSealWrong("journal_rolled_back") when the journal is shorter, ("journal_forked") when it differs,
    ("root_not_pinned") when the desk has another office root than the one pinned here, and ("note_…") when what is
    remembered is no checkpoint of this office.
    """
    root = office_row(reading)["root"]
    pin = ports.secrets.pin()
    if pin is not None and pin != root:
        raise KeyOrSealWrong("root_not_pinned")
    note = ports.secrets.checkpoint()
    if note is None:
        return
    size, remembered = _read_remembered(ports, reading, note)
    if reading.size() < size:
        raise KeyOrSealWrong("journal_rolled_back", size=reading.size(), seen=size)
    if reading.root(size) != remembered:
        raise KeyOrSealWrong("journal_forked", seen=size)


def _read_remembered(ports: Ports, reading: Reading, note: str) -> tuple[int, bytes]:
    """Size and root of the remembered note, signed by this workstation or by another one of the office."""
    own = workstation_signer(ports)
    others = [bytes.fromhex(row["public"]) for row in reading.find("workstation")]
    refused: KeyOrSealWrong | None = None
    for public in ([own.public] if own is not None else []) + others:
        try:
            _origin, size, root = ports.vault.read_checkpoint(note, public)
        except KeyOrSealWrong as error:
            refused = refused or error
        else:
            return size, root
    raise refused or KeyOrSealWrong("note_unsigned")
