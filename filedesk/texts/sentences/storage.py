"""Sentences for the errors that `storage` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "disk_full": mark("The disk of {folder} is full. Free some space and try again; nothing was saved by halves."),
    "folder_not_writable": mark("{folder} cannot be written to. Check its permissions or ask the administrator."),
    "write_failed": mark("{file} could not be written: {reason}. Check the disk and try again."),
    "encrypted_file_missing": mark("The encrypted file {file} is missing from the desk. Fetch it back from a backup."),
    "encrypted_file_unreadable": mark("The encrypted file {file} cannot be read: {reason}. Check the disk."),
    "slot_missing": mark("The key half {slot} is missing: the file's key is lost unless a copy of the slots has it."),
    "slot_damaged": mark("The key half {slot} is damaged: the file's key is lost unless a copy of the slots has it."),
    "slot_destroyed": mark("The key half {slot} was destroyed, as approved: nobody can open the file any more."),
    "slots_header_wrong": mark("{file} is not this office's slots file, or its beginning is damaged. Restore a copy."),
    "slots_unreadable": mark("The slots file {file} cannot be read: {reason}. Check the disk, or restore a copy."),
    "slots_busy": mark("Another process keeps {file} locked. Close what hangs and try again."),
    "lock_failed": mark("The desk's lock {file} cannot be had: {reason}. Wait until the other process is done."),
    "device_secret_missing": mark(
        "This workstation has not joined the office: its device secret is missing. Join it with the device slip."
    ),
    "state_unreadable": mark("{file} cannot be read. It holds what this workstation remembers of the desk."),
    "body_missing": mark("A wrapped key is missing from the desk. Let the auditor verify it."),
    "event_missing": mark("Event {seq} is missing from the journal. Let the auditor verify it."),
    "desk_busy": mark("Another program holds {folder} for too long. Try again in a moment."),
    "desk_unreadable": mark(
        "The desk in {folder} cannot be read ({reason}). Do not change anything; keep a copy and ask for help."
    ),
    "desk_in_use_by_earlier": mark(
        "The desk in {folder} was made by an earlier version and has to be brought along, but it is open elsewhere. "
        "Close filedesk on every computer, then open it again."
    ),
    "desk_write_protected": mark(
        "{folder} is write-protected, and a desk can only be opened where it is not. Copy the whole folder to a disk"
        " of this computer and open the copy."
    ),
    "desk_is_newer": mark(
        "This desk was made by a newer filedesk (schema {version}; this one knows {known}). Install the newer program."
    ),
}
