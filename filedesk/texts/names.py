"""What enumerations are called on screen and paper: rules.md and conventions.md in Chinese, plain terms in English."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

REGISTERS = {
    "incoming": mark("Incoming register"),
    "outgoing": mark("Outgoing register"),
    "internal": mark("Internal register"),
}
SERIES = {"incoming": mark("Incoming"), "outgoing": mark("Outgoing"), "internal": mark("Internal")}
URGENCIES = {"routine": mark("Routine"), "urgent": mark("Urgent"), "extra_urgent": mark("Extra urgent")}
LEVELS = {
    "ordinary": mark("Ordinary"),
    "secret": mark("Secret"),
    "confidential": mark("Confidential"),
    "top_secret": mark("Top secret"),
}
MEDIA = {
    "paper": mark("Paper"),
    "file": mark("File"),
    "telephone": mark("Telephone"),
    "disc": mark("Disc"),
    "stick": mark("Memory stick"),
    "thing": mark("Thing"),
}
ROLES = {
    "clerk": mark("Clerk"),
    "office_head": mark("Head of the office"),
    "general_manager": mark("General manager"),
    "department_manager": mark("Department manager"),
    "responsible": mark("Responsible person"),
    "auditor": mark("Auditor"),
    "administrator": mark("System administrator"),
}
PERSON_STATES = {
    "added": mark("No keys yet"),
    "invited": mark("One-time code given"),
    "unconfirmed": mark("Waits to be confirmed"),
    "confirmed": mark("Confirmed"),
    "left": mark("Left"),
}
STATES = {
    "registered": mark("Registered"),
    "with_general_manager": mark("With the general manager"),
    "sent_back": mark("Sent back"),
    "instructed": mark("Instructed"),
    "in_circulation": mark("In circulation"),
    "in_handling": mark("Being handled"),
    "in_circulation_and_handling": mark("In circulation, being handled"),
    "finished": mark("Finished"),
    "returned": mark("Returned"),
    "drafted": mark("Drafted"),
    "countersigned": mark("Countersigned"),
    "approved": mark("Approved"),
    "numbered": mark("Numbered"),
    "chopped": mark("Chop used"),
    "sent": mark("Sent"),
    "signed": mark("Signed"),
    "distributed": mark("Distributed"),
    "carried_out": mark("Carried out"),
    "filed": mark("Filed"),
    "void": mark("Void"),
}
KINDS = {
    "resolution": mark("Resolution"),
    "decision": mark("Decision"),
    "order": mark("Order"),
    "communique": mark("Communiqué"),
    "announcement": mark("Announcement"),
    "notice_public": mark("Public notice"),
    "opinion": mark("Opinion"),
    "notice": mark("Notice"),
    "circular": mark("Circular"),
    "report": mark("Report"),
    "request": mark("Request for instructions"),
    "reply": mark("Official reply"),
    "bill": mark("Proposal to the assembly"),
    "letter": mark("Official letter"),
    "minutes": mark("Minutes"),
    "regulation": mark("Regulation"),
    "contract": mark("Contract"),
    "meeting_record": mark("Record of a meeting"),
    "plan": mark("Plan"),
    "summary": mark("Summary"),
    "bulletin": mark("Bulletin"),
    "fax": mark("Fax"),
    "introduction": mark("Letter of introduction"),
    "authorisation": mark("Authorisation"),
    "memo": mark("Inter-office memo"),
    "sign_report": mark("Report for signature"),
    "government_minutes": mark("Government minutes"),
    "government_regulation": mark("Government regulation"),
    "drawing": mark("Technical drawing"),
    "manual": mark("Manual"),
    "owner_file": mark("Owners' and tenants' file"),
    "vehicle_file": mark("Vehicle file"),
    "telephone_notice": mark("Telephone notice"),
    "invitation": mark("Invitation"),
    "other": mark("Other"),
}
FIELDS = {
    "kind": mark("Kind"),
    "sender": mark("Sender"),
    "sender_number": mark("Their number"),
    "title": mark("Title"),
    "dated": mark("Date of the paper"),
    "received": mark("Received on"),
    "signed_for_by": mark("Signed for by"),
    "copies": mark("Copies"),
    "pages": mark("Number of pages"),
    "attachments": mark("Attachments"),
    "urgency": mark("Urgency"),
    "level": mark("Company level"),
    "department": mark("Department"),
    "deadline": mark("Deadline"),
    "notes": mark("Notes"),
    "medium": mark("Medium"),
    "number": mark("Receipt no."),
    "state": mark("State"),
    "holder": mark("Who has it"),
    "instruction": mark("Instruction"),
    "given": mark("Given on"),
    "folder": mark("Folder"),
    "day_name": mark("Name or reason"),
}
PURPOSES = {
    "review": mark("For review"),
    "reading": mark("For reading"),
    "handling": mark("For handling"),
    "return": mark("Return"),
    "filing": mark("For filing"),
    "withdrawal": mark("Taken back"),
}
SIGNED_ON = {
    "screen": mark("Signed on screen"),
    "paper": mark("Signed on paper, recorded by the clerk"),
    "telephone": mark("By telephone, recorded by the clerk"),
}
STEPS = {
    "submit": mark("Put to the general manager"),
    "instruct": mark("Instruct"),
    "send_back": mark("Send back"),
    "circulate": mark("Circulate"),
    "hand_to_department": mark("Hand to the department"),
    "finish": mark("Finish"),
    "return": mark("Return"),
    "put_into_folder": mark("Put into a folder"),
    "void": mark("Void the number"),
    "sign": mark("Sign"),
    "countersign": mark("Countersign"),
    "approve": mark("Approve"),
    "number": mark("Give the number"),
    "chop": mark("Use the chop"),
    "send": mark("Send"),
    "distribute": mark("Distribute"),
    "carry_out": mark("Carry out"),
}
EVENTS = {
    "document_registered": mark("Registered"),
    "entry_corrected": mark("Entry corrected"),
    "file_taken_in": mark("File taken in"),
    "number_voided": mark("Number voided"),
    "proposal_made": mark("Proposal made"),
    "handed_over": mark("Handed over"),
    "put_to_general_manager": mark("Put to the general manager"),
    "instructed": mark("Instructed and signed"),
    "sent_back": mark("Sent back"),
    "instruction_recorded": mark("Instruction recorded by the clerk"),
    "instruction_confirmed": mark("Instruction confirmed"),
    "put_into_folder": mark("Put into a folder"),
    "opened_outside": mark("Opened with another program"),
    "circulation_begun": mark("Circulation begun"),
    "reader_added": mark("Reader added"),
    "reader_skipped": mark("Reader left out"),
    "reading_withdrawn": mark("Taken back from a reader"),
    "reading_signed": mark("Read and signed"),
    "reading_recorded": mark("Reading recorded by the clerk"),
    "handling_begun": mark("Handed to departments"),
    "responsible_named": mark("Responsible person named"),
    "handling_accepted": mark("Accepted"),
    "handling_declined": mark("Declined"),
    "result_reported": mark("Result reported"),
    "result_recorded": mark("Result recorded by the clerk"),
    "recorded_confirmed": mark("Confirmed afterwards"),
    "query_put": mark("Question to the general manager"),
    "query_answered": mark("Question answered"),
    "deadline_extended": mark("Deadline extended"),
    "urged": mark("Urged"),
    "finished": mark("Finished"),
    "original_returned": mark("Original returned"),
    "audit_noted": mark("Audit note"),
}
<<<<<<< HEAD
REASONS = {
    reason.casefold(): reason
    for reason in (
        mark("No such file or directory"),
        mark("Permission denied"),
        mark("Operation not permitted"),
        mark("Is a directory"),
        mark("Not a directory"),
        mark("File exists"),
        mark("File name too long"),
        mark("File too large"),
        mark("No space left on device"),
        mark("Disk quota exceeded"),
        mark("Read-only file system"),
        mark("Input/output error"),
        mark("Device or resource busy"),
        mark("Too many open files"),
        mark("file is not a database"),
        mark("database disk image is malformed"),
        mark("unable to open database file"),
        mark("database is locked"),
    )
}
"""What the system and SQLite give as a reason, in lower case; they say it in English whatever the language."""
=======
MODES = {
    "sequence": mark("One after another"),
    "together": mark("All at once"),
    "single": mark("To one only"),
}
TURNS = {
    "waiting": mark("Yet to come"),
    "out": mark("With the reader"),
    "read": mark("Read"),
    "skipped": mark("Left out"),
}
HANDLINGS = {
    "assigned": mark("Nobody named yet"),
    "named": mark("Named, not accepted yet"),
    "declined": mark("Declined"),
    "accepted": mark("Being done"),
    "reported": mark("Reported"),
}
MEANS = {
    "telephone": mark("By telephone"),
    "letter": mark("By letter"),
    "in_person": mark("In person"),
    "meeting": mark("At a meeting"),
}
>>>>>>> f9ded4a (Routes of an incoming paper: reading in turn, acting on it, questions, urging, deputies, coming back, in grammar, rows, rules and services)
