"""Sentences for the errors that `registers` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "character_has_no_glyph": mark(
        "No font on this computer can draw the character {character} ({code_point}) in row {row}. Nothing was "
        "printed. Install a font that has it (for Chinese: SimSun-ExtB or Hanazono), or have the entry corrected."
    ),
    "heading_has_no_glyph": mark(
        "No font on this computer can draw the character {character} ({code_point}), which stands in the heading, "
        "the footer or on the slip. Nothing was printed. Install a font that has it, or have the text corrected."
    ),
    "print_not_written": mark(
        "The printed file could not be written ({reason}). Make room or choose another folder, and print again."
    ),
}
