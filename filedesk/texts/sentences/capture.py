"""Sentences for the errors that `capture` raises and for the notices that an examination gives.

A notice's sentence has no places to fill, since it is shown beside the file's name.
"""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "file_vanished": mark("The file “{name}” is no longer there. Look where it went and take it in again."),
    "file_locked": mark(
        "The file “{name}” is in use by another program. Close it there, or wait until the scanner has finished, "
        "and try again."
    ),
    "file_unreadable": mark(
        "The file “{name}” cannot be read. Check that it is a plain file, that you may read it and that its disk "
        "or stick is sound; copy it elsewhere and try again."
    ),
    "scan_damaged": mark(
        "A page of “{name}” cannot be drawn: the file is damaged, cut short or needs a password. No code was read from "
        "it; scan the paper again, or take the file in by hand."
    ),
    "scan_too_large": mark(
        "“{name}” is too large for its codes to be read. Scan in grey at 200 to 300 dots an inch, in smaller stacks."
    ),
    "file_empty": mark("This file is empty. Ask the sender for it again, or register it as it is."),
    "file_damaged": mark(
        "This file is damaged or cut short. It can be registered as it is; ask the sender for a sound copy."
    ),
    "file_too_large": mark("This file is too large to look into. It is taken in as it is; fill in the fields by hand."),
    "archive_too_large": mark(
        "This file unpacks to far more than a paper holds and was not looked into. Make sure that you know where it "
        "comes from."
    ),
    "image_too_large": mark("This image has too many pixels to be shown. It is taken in as it is."),
    "pdf_without_pages": mark("This PDF has no pages. Ask the sender for it again, or register it as it is."),
    "pdf_encrypted": mark(
        "This PDF is encrypted and needs a password. It can be registered as it is; better, ask for a copy without one."
    ),
    "office_encrypted": mark(
        "This Office file needs a password. It can be registered as it is; better, ask for a copy without one."
    ),
    "text_layer_unusable": mark(
        "The text inside this file is garbled and is not used. Fill in the fields from what the page shows."
    ),
    "no_text_layer": mark("This is a scan without text. Fill in the fields by hand."),
    "state_secret_mark": mark(
        "This paper bears the mark of a state secret and may not be held on an ordinary computer. Do not take in the "
        "file; enter only copy number, level, dates and holder."
    ),
}
