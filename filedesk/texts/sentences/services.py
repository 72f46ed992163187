"""Sentences for the errors that `services` raises."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "reason_missing": mark("A reason is needed. Say why."),
    "department_unknown": mark("There is no department “{department}”. Choose one from the list."),
    "document_void": mark("Number {number} is void; nothing can be added to it."),
    "signed_stays": mark(
        "A leader has acted on {number}: its entry can no longer be changed. Add a supplement or a note instead."
    ),
    "year_stays": mark(
        "{number} belongs to the year of receipt, {year}. A paper of another year is voided here and registered anew."
    ),
    "keys_replaced": mark("{name} was given a new one-time code meanwhile. Sign in with it."),
    "general_manager_by_sheets": mark(
        "{name} is the general manager: his keys are certified by the office root alone, so a code would shut him out."
        " Keep his password and the recovery sheets safe."
    ),
    "series_stays": mark("{number} cannot be moved to another register. Void it and register it anew."),
    "office_receives": mark(
        "Incoming papers are received at one place: {department}. Hand it over there; one of its clerks registers it."
    ),
    "not_her_department": mark(
        "{department} looks after this document: its clerk, or one of the office, numbers, sends and files it."
    ),
    "no_receiving_clerk": mark("{department} has no clerk, so nobody could register. Choose another, or add a clerk."),
    "book_still_running": mark("The book of {year} is still running and cannot be closed."),
    "block_out_of_range": mark("A block has from 1 to {most} numbers. Enter how many."),
    "block_unknown": mark("There is no such block of numbers."),
    "block_of_other_book": mark("These numbers belong to another register. Choose a block of this one."),
    "block_of_other_year": mark(
        "The number belongs to the book of {year}, and the date of receipt does not. Correct the date, or take the next"
        " number."
    ),
    "block_open": mark(
        "Numbers of this book are still reserved: {numbers}. Enter what was written by hand, or close the block."
    ),
    "block_closed_already": mark("Every number of this block is used or void already."),
    "number_not_free": mark("{number} is not free in this block any more. Choose another of its numbers."),
    "code_not_of_series": mark("This register has no numbers under that code."),
    "book_closed_already": mark("There is no open book of {year} to close."),
    "name_twice": mark("“{name}” is there already. Choose another name."),
    "no_such_form": mark(
        "{number} has no such form: slips and sheets go with incoming documents, draft sheets with drafts."
    ),
    "nothing_to_print": mark("There is nothing to print for this period or filter."),
    "days_in_wrong_order": mark("The last day is before the first. Correct it."),
    "days_too_many": mark(
        "These are {days} days; at most {most} are set at once. Look at the year, or do it in parts."
    ),
    "day_not_set": mark("The office has said nothing of {day} itself; there is nothing to take away."),
    "year_announced": mark("The holidays of {year} are known to the program already; change single days."),
    "year_as_before": mark("Nothing changes: the calendar of {year} stands so already."),
    "clock_not_behind": mark("The clock does not stand behind the last entry; there is nothing to correct."),
    "person_unconfirmed": mark(
        "Your keys are not confirmed yet. Ask the general manager to compare your fingerprint and confirm you."
    ),
    "act_not_for_role": mark("Your role may not do this. Ask somebody whose task it is."),
    "document_unknown": mark("There is no such document."),
    "changed_meanwhile": mark("{number} was changed meanwhile by {name}. Look at it again before you go on."),
    "office_code_missing": mark("The office's code for its document numbers is missing, such as 华兴."),
    "zone_unknown": mark("There is no time zone “{zone}”. Write one like Asia/Shanghai."),
    "founded_already": mark("This desk has its office already. Choose an empty folder for a new one."),
    "one_general_manager": mark("An office needs exactly one general manager."),
    "general_manager_present": mark("The general manager must be present and choose a password now."),
    "no_clerk": mark("An office needs at least one clerk, who registers and files."),
    "printed_code_unreadable": mark(
        "This is not a code printed by filedesk. Scan the square again, or type the line that begins with FD1"
        " (or FS1, beside a signature)."
    ),
    "signature_code_misread": mark(
        "A letter of this code was misread, or one is missing. Scan the square again, or type the line that begins with"
        " FS1 as it stands beside the signature."
    ),
    "reader_twice": mark("A reader is named twice. Name each reader once."),
    "reader_unknown": mark("A reader is not in the office any more. Choose another."),
    "lead_missing": mark("Several departments need one that leads. Choose the lead department."),
    "instruction_empty": mark("The instruction is empty. Write it, or choose a phrase."),
    "proposal_too_late": mark("{number} has been instructed already; a proposal is no longer possible."),
    "folder_unknown": mark("There is no such folder. Choose one or make it."),
    "no_proposal": mark("There is no proposal on {number} to agree to. Write an instruction."),
    "scan_missing": mark("An instruction on paper needs the scan of the slip. Add the scan."),
    "nothing_to_confirm": mark("There is nothing left to confirm here."),
    "no_right_to_content": mark("Administrators have no right to the content of documents."),
    "not_named_to_you": mark("This document has not been passed to you or your department."),
    "state_secret_refused": mark(
        "“{name}” bears a mark of the state's secrets. Such papers may not be held on an ordinary computer:"
        " register the entry without title and file."
    ),
    "no_office_key": mark(
        "{name} holds no key for this file: it was taken in under a key that was never given to this person."
    ),
    "file_unknown": mark("There is no such file in the desk."),
    "not_a_file": mark("“{name}” is a folder or a device, not a file. Choose the files in it."),
    "keys_do_not_match": mark(
        "The keys of {name} do not match what the journal says. Let the auditor verify the desk."
    ),
    "person_unknown": mark("There is nobody called “{name}” in this office."),
    "person_left": mark("{name} has left; signing in is not possible any more."),
    "first_sign_in_needs_code": mark("{name} has a one-time code: sign in with it first and choose a password."),
    "code_not_expected": mark("There is no one-time code for {name}. Ask the administrator for one."),
    "code_wrong": mark("The one-time code is wrong. Type it again as it was given."),
    "sign_in_wait": mark("The last password was wrong. Seconds to wait until the next try: {seconds}."),
    "fingerprint_differs": mark(
        "The fingerprint is not that of {name}'s keys. Do not confirm; ask the administrator for a new code."
    ),
    "general_manager_stays": mark(
        "{name} is the general manager: his successor is certified by the office root, with the recovery sheets."
    ),
    "hand_over_first": mark(
        "{name} still holds papers or has something to do. Hand the post over first, with a list that all three sign."
    ),
    "not_for_oneself": mark("Nobody can do this for himself."),
    "genesis_wrong": mark(
        "The first entry of the journal is not rightly signed. Do not work with this desk; let the auditor verify it."
    ),
    "root_not_pinned": mark(
        "This desk belongs to another office root than the one this workstation knows. Do not work with it."
    ),
    "journal_rolled_back": mark(
        "The journal ends at {size}, but this workstation has seen {seen} events: it was set back."
        " Let the auditor verify it."
    ),
    "journal_forked": mark(
        "The journal is another one than this workstation has seen, up to event {seen}. Let the auditor verify it."
    ),
    "registered_twice": mark(
        "It seems to be registered already: {numbers}. Look there; to register it all the same, say --twice."
    ),
    "sheets_path": mark("The recovery sheets go into a new file outside the desk, not {file}."),
    "office_file_unreadable": mark("{file} cannot be read ({reason})."),
    "office_file_wrong": mark("{file} does not describe an office rightly ({reason})."),
    "password_of_nobody": mark("The passwords file names “{name}”, who is not among the people of the office."),
    "passwords_file_wrong": mark("Line {line} of {file} is none of the form NAME=PASSWORD."),
    "file_not_utf8": mark("{file} is not written in UTF-8. Save it in that encoding."),
    "target_is_no_pdf": mark("{file} is there already and is no PDF. Choose another name, so that nothing is lost."),
    "no_demo_office": mark("The office in {folder} is no demo office. Open it with --desk."),
    "password_file_unreadable": mark("The password file {file} cannot be read."),
    "folder_not_empty": mark("The folder {folder} is not empty. Choose a new one."),
    "desk_on_network_share": mark(
        "{folder} lies on a network share, where a desk could be damaged. Put it on a disk of this"
        " computer; for several workstations use a PostgreSQL office."
    ),
    "not_a_desk": mark("There is no filedesk office in {folder}. Choose the folder that holds desk.sqlite3."),
    "office_missing": mark(
        "The office's first entry is missing or unreadable: this desk was never finished, or was tampered with."
    ),
}
