"""Sentences for the errors of leaving a post: the list, who signs it, and in which order."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "post_both_sides": mark(
        "Nobody signs both sides: whoever leaves, whoever takes over, the supervisor, and the clerk who records their"
        " signatures are different people."
    ),
    "post_party_unfit": mark("All three must work with papers here. Choose people who do."),
    "post_line_empty": mark("Line {line} is empty. Say what is handed over, or take the line out."),
    "post_count_wrong": mark("The number in line {line} must be from 1 to {most}."),
    "post_too_many_lines": mark("There are more than {most} lines. Put what belongs together into one."),
    "post_not_yours": mark("The list is prepared by whoever leaves, his manager, the office or the general manager."),
    "post_already_open": mark("{name} has a list already that is not signed by all. Change or withdraw that one."),
    "post_not_open": mark("This list is signed by all, or withdrawn. Prepare a new one."),
    "post_unknown": mark("There is no such list for you to see."),
    "post_changed_meanwhile": mark("The list was changed meanwhile. Look at it as it is now; all sign anew."),
    "post_not_your_turn": mark(
        "It is the turn of {name}: first whoever leaves, then the successor, then the supervisor."
    ),
    "post_list_outdated": mark(
        "{name} holds something else by now than the list tells. Bring the list up to date; then all sign anew."
    ),
}
