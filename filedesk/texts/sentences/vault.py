"""Sentences for the errors that `vault` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "signature_wrong": mark(
        "A signature by the key {key} does not fit what it stands under: it was altered after signing. "
        "Have the desk verified by the auditor."
    ),
    "password_wrong": mark(
        "The password does not fit. Look at Caps Lock and the input method and try again. On a computer that was "
        "only just joined to this desk, the device secret may be the wrong one."
    ),
    "password_empty": mark("A password cannot be empty. Choose one."),
    "password_character": mark(
        "This password holds a character that cannot be typed in the same way everywhere. Choose letters, digits, "
        "Chinese characters or common signs."
    ),
    "strength_below_floor": mark(
        "These keys are protected more weakly than this program allows, so it does not use them. The file may have "
        "been tampered with: tell the administrator."
    ),
    "bundle_damaged": mark(
        "This person's stored keys are damaged. Restore them from a backup, or have the general manager confirm "
        "new keys."
    ),
    "format_unknown": mark(
        "This key or file has a format that this program does not know. It is damaged or was written by a newer "
        "version: install the newest version and try again."
    ),
    "memory_short": mark(
        "Checking a password needs {megabytes} MB of free memory, and this computer has not got it now. Close other "
        "programs and try again."
    ),
    "wrap_wrong": mark(
        "A stored key does not open with the key at hand: it belongs to somebody else or to another file, or it was "
        "altered. Have the desk verified by the auditor."
    ),
    "public_key_unusable": mark(
        "A public key in this desk is unusable, so nothing can be locked for its owner. Have the desk verified by "
        "the auditor."
    ),
    "ciphertext_damaged": mark(
        "The encrypted file {file} is damaged, cut short or not the one that was filed, so it is not shown. Restore "
        "it from a backup."
    ),
    "sheet_word_misspelt": mark(
        "Recovery sheet {sheet}, word {position}: there is no word “{word}”. Perhaps “{meant}” was meant."
    ),
    "sheet_word_unknown": mark(
        "Recovery sheet {sheet}, word {position}: there is no word “{word}”. Compare it with the sheet."
    ),
    "sheet_length": mark(
        "Recovery sheet {sheet} has {wanted} words; {words} were entered. Compare them with the sheet."
    ),
    "sheet_checksum": mark(
        "Recovery sheet {sheet} does not add up: a word is wrong or two are swapped. Compare every word with the sheet."
    ),
    "sheet_foreign": mark("Recovery sheet {sheet} is not one of this program's recovery sheets."),
    "sheet_of_another_set": mark(
        "Recovery sheet {sheet} belongs to another set. Take sheets that were printed together."
    ),
    "sheets_not_enough": mark("Two different recovery sheets are needed. Enter another one."),
    "workstation_key_damaged": mark(
        "The key of this workstation is damaged. Have the administrator join the workstation to the desk again."
    ),
    "note_malformed": mark(
        "A checkpoint of the journal is not in the right form: it is damaged. Have the desk verified by the auditor."
    ),
    "note_unsigned": mark(
        "A checkpoint of the journal is not signed by the expected key. Have the desk verified by the auditor."
    ),
    "note_signature_wrong": mark(
        "The signature under a checkpoint of the journal does not fit: the checkpoint was altered. Have the desk "
        "verified by the auditor."
    ),
    "code_malformed": mark(
        "A one-time code has {letters} letters and digits, in groups of four. Compare it with the slip."
    ),
    "device_slip_mistyped": mark(
        "The device secret was mistyped. It has 30 letters and digits, in groups of five: compare it with the slip."
    ),
}
