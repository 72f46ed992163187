"""Sentences for the errors that `window` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "no_display": mark(
        "There is no display here, so no window can be opened. Use the command line: filedesk --help tells it."
    ),
    "cancelled": mark("Stopped. Nothing was changed."),
    "folder_not_taken": mark("“{name}” is a folder. Choose the files in it that belong to the paper, and drop those."),
    "too_many_rows_to_copy": mark(
        "At most {most} rows can be copied at once. Narrow the search, or print or export the register instead."
    ),
    "passwords_differ": mark("The two passwords are not the same. Enter the new password twice."),
    "folder_missing": mark("Name the folder in which the desk is to lie."),
    "no_printer": mark("This computer has no printer. Write it down by hand, or set up a printer and try again."),
    "no_printer_here": mark("This computer has no printer. Save it as PDF, or set up a printer and try again."),
    "audit_note_empty": mark("A note must say something. Enter it first."),
    "printer_failed": mark(
        "The printer “{printer}” took nothing. See that it is switched on and has paper, and print again."
    ),
    "copy_not_written": mark(
        "The plain copy for the other program could not be written ({reason}). Make room and try again."
    ),
    "no_program_for_file": mark(
        "This computer has no program for “{name}”. Have one installed, or look at it elsewhere."
    ),
}
