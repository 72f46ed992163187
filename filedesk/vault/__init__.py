"""Keys, encryption and signatures: the only package that imports `cryptography`.

Bytes in, bytes out: nothing here reads or writes a file. No primitive and no stream format is our own; every stored
format carries a suite byte and is described to the byte in docs/key-formats.md and docs/encrypted-file-format.md.

    port         all of it as the services see it (services.keys.Vault)
    signing      Ed25519 over events (DSSE), fingerprints
    persons      a person's keys and the bundle under his password
    roles        office, secret and personnel keys, wrapped to their holders
    files        encrypted files, their shares
    root         the office root, recovery sheets (`sheets`)
    workstation  a workstation's signing key
    notes        checkpoints (C2SP signed notes)
    codes        one-time codes and the device secret's slip
"""
