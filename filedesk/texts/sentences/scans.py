"""Sentences about scans and the codes on them."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "code_of_other_office": mark(
        "Page {page} of “{name}” bears the code of another office's desk. It belongs to nothing here; register it as a"
        " new document if it is meant for you."
    ),
    "code_contradicted": mark(
        "Page {page} of “{name}” bears a code that this desk never printed. Do not rely on the page: compare it with"
        " the paper it is said to belong to."
    ),
    "codes_of_several": mark(
        "Page {page} of “{name}” bears the codes of several documents. Scan each paper on its own, or choose the"
        " document by hand."
    ),
    "number_unproven": mark(
        "Page {page} of “{name}” bears the number {number} without a code that proves it. Open {number} and add the"
        " scan there by hand, if it belongs to it."
    ),
    "number_differs": mark(
        "Page {page} of “{name}” bears the number {number} beside the code of another document. Compare it with the"
        " paper, and add the scan by hand."
    ),
    "scan_without_code": mark(
        "Page {page} of “{name}” begins a document, and bears no code of one of this desk. Nothing was attached:"
        " register it as a new document, or scan it with its slip."
    ),
    "scan_attached_already": mark("“{name}” is attached to this document already."),
    "stack_not_split": mark(
        "“{name}” cannot be split without loss; only PDF, and TIFF compressed without loss, can. Scan the stack as PDF."
    ),
    "scan_folder_gone": mark(
        "The scan folder {folder} cannot be read. Check that it is there and that you may read it, or choose another."
    ),
    "original_not_taken_in": mark("“{name}” does not lie safe in the desk yet; it stays in the scan folder."),
    "original_changed": mark("“{name}” was changed after it was taken in; it stays in the scan folder."),
    "original_not_removed": mark(
        "“{name}” is taken in, but cannot be removed from the scan folder: another program holds it, or you may not"
        " delete there. Remove it by hand; it is not taken in twice."
    ),
}
