"""Sentences for the errors that `domain` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "title_missing": mark("The title is missing. Enter the title that stands on the paper."),
    "title_too_long": mark(
        "The title has {length} characters; at most {most} are possible. Shorten it and put the rest into the notes."
    ),
    "sender_missing": mark("The sender is missing. Enter who sent the paper, or who drafted it."),
    "kind_unknown": mark("There is no kind of document “{kind}”. Choose one from the list or add it."),
    "text_too_long": mark("“{field}” is too long: at most {most} characters."),
    "copies_out_of_range": mark("The number of copies must be between 1 and {most}."),
    "pages_out_of_range": mark("The number of pages must be between 0 and {most}."),
    "secret_not_yet": mark(
        "Secret files cannot be registered with this version yet; keep them under lock and register them on paper."
    ),
    "date_in_future": mark("“{field}” is {day}, which is in the future. Correct the date."),
    "date_too_early": mark("“{field}” is {day}, which is too long ago. Correct the date."),
    "deadline_before_receipt": mark("The deadline {day} is before the day of receipt. Correct it."),
    "step_not_now": mark("“{step}” is not possible while the document is in the state “{state}”."),
    "step_not_for_role": mark("“{step}” is not for your role."),
    "book_closed": mark("The book of {year} is closed; nothing can be entered in it any more."),
    "person_without_role": mark("A person needs at least one role."),
    "name_empty": mark("The name is missing. Enter a name."),
    "name_too_long": mark("The name is too long: at most {most} characters."),
    "name_not_printable": mark("The name holds characters that cannot be printed. Type it again."),
    "role_unknown": mark("There is no role “{role}”."),
    "roles_exclude_each_other": mark("One person cannot be both {one} and {other}: nobody audits himself."),
    "urging_every_out_of_range": mark("Urging is repeated after 1 to {most} working days. Correct the number."),
    "urging_near_out_of_range": mark("A deadline is near from 0 to {most} working days before. Correct the number."),
    "clock_behind": mark(
        "The computer's clock says {now}, but the last entry is of {last}. Set the clock right and try again. If it is"
        " right, the general manager signs a correction."
    ),
    "clock_jumped": mark(
        "The computer's clock says {now}: that is {days} days after the last entry, of {last}. Look at the date; if it"
        " is wrong, set the clock first."
    ),
}
