"""Two recovery sheets and a copy of the desk's folder hold all that opening its files needs (design, "Office root").

What the README promises to whoever loses the computer: no password and no device secret takes part here.
"""

from __future__ import annotations

import hashlib
from itertools import combinations
from pathlib import Path

from filedesk.clock import SetClock
from filedesk.desk import DATABASE, FILES, SLOTS, create_desk
from filedesk.services import founding
from filedesk.services.ports import FileContext
from filedesk.storage.durable import System
from filedesk.storage.files import EncryptedFiles
from filedesk.storage.ledger import SqlReading, read_only
from filedesk.storage.slots import SlotsFile
from filedesk.vault import port, roles
from filedesk.vault.root import OfficeRoot
from tests.desk_template import NOON, OFFICE, Office


def test_any_two_sheets_and_a_copied_desk_open_every_file(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "desk", demo=True, clock=SetClock(NOON))
    root = port.new_root()
    sheets = root.sheets()
    founding.found_office(desk.ports, OFFICE, root=root, demo=True)
    root.forget()
    paper = tmp_path / "notice.txt"
    paper.write_bytes("关于加强合同管理的通知\n".encode() * 100_000)
    office = Office(desk, SetClock(NOON))
    office.register(staged=office.stage(paper))
    office_id = desk.ports.office
    desk.close()
    (desk.folder / "secrets.json").unlink()
    paper.unlink()

    for two in combinations(sheets, 2):
        recovery = OfficeRoot.from_sheets(two).recovery
        with read_only(desk.folder / DATABASE) as connection:
            reading = SqlReading(connection)
            (file,) = reading.find("document_file")
            wrap = reading.get("key_wrap", person=founding.RECOVERY, name="office", generation=file["generation"])
            assert wrap is not None
            told = {"name": "office", "generation": file["generation"], "office": office_id}
            role = roles.unwrap_role_key(reading.body(wrap["digest"]), keys=recovery, **told)
            context = FileContext(office_id, file["file"], 1)
            share = port.unwrap_share(reading.body(file["share"]), role_key=role, context=context)
        value = SlotsFile(desk.folder / SLOTS, office_id, System()).value(file["slot"])
        cipher = port.decryptor(share, value, context)
        stored = EncryptedFiles(desk.folder / FILES, System()).read(file["file"])
        plain = b"".join(cipher.update(piece) for piece in stored) + cipher.finish()
        assert hashlib.sha256(plain).hexdigest() == file["content"]
        assert plain == "关于加强合同管理的通知\n".encode() * 100_000
