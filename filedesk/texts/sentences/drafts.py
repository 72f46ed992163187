"""Sentences for the errors of what the office writes itself: drafts, signatures, numbers, sending, distribution."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "not_a_draft": mark("This is not a document that the office drafted here."),
    "incoming_only": mark("This is the way of papers from elsewhere; a draft of the office has its own."),
    "draft_is_revised": mark("A draft is not corrected: write a new version of it."),
    "draft_title_missing": mark("The title is missing. Enter the title that the document will bear."),
    "recipients_missing": mark("It is not said whom it goes to. Enter at least one main recipient."),
    "answer_due_internal_only": mark("Only an internal document can want an answer by a day."),
    "due_in_past": mark("The day {day} is past. Choose a day from today on."),
    "code_empty": mark("The code for document numbers is missing, such as 华兴工."),
    "code_not_clear": mark("“{text}” cannot be a code: it must not hold brackets or end with a digit."),
    "code_taken": mark("The code “{text}” belongs to the office or to another department. Choose another."),
    "department_without_code": mark("{department} has no code for its numbers yet. Set one first, such as {offered}."),
    "not_your_draft": mark("Only its drafter, the department and the office may change this draft."),
    "not_your_department": mark("You draft for your own department. Choose it."),
    "reply_to_nothing": mark("A reply answers a document of the incoming register. Choose one that is not void."),
    "countersigner_missing": mark("Nobody is named to countersign. Choose at least one manager."),
    "countersigner_twice": mark("Somebody is named twice. Name each once."),
    "countersigner_unfit": mark("Department managers countersign, and nobody his own draft. Choose others."),
    "not_asked_to_countersign": mark("You were not asked to countersign this version, or did so already."),
    "department_without_manager": mark(
        "The department has no manager who could sign. Put it to the general manager instead."
    ),
    "needs_general_manager": mark("Only the general manager signs this: put it to him."),
    "not_manager_of_department": mark("Everyday business is signed by the manager of the department that drafted it."),
    "not_put_to_you": mark("This draft was put to somebody else; only he can return it."),
    "number_to_be_voided": mark("It has the number {number} already. Void the number instead, with a reason."),
    "number_not_given": mark("It has no number yet that could be voided. Give the draft up instead."),
    "chop_missing": mark("It is not said which chop was used."),
    "witness_is_user": mark("Whoever uses the chop does not witness it himself. Choose another witness."),
    "witness_unknown": mark("The witness is not in the office. Choose another."),
    "too_many_recipients": mark("There are too many names: at most {most} at once."),
    "nothing_to_receive": mark("There is no receipt open here."),
    "received_by_missing": mark("It is not said who signed for it."),
    "originals_missing": mark(
        "Signed draft, final text and one fair copy are filed together. Say that all three are there."
    ),
    "receipts_open": mark("Receipts are missing: {names}. Note them first."),
    "orders_open": mark("It is not yet carried out by everybody: {names}."),
    "answer_open": mark("The memo is not answered yet."),
    "receivers_missing": mark("Nobody is named. Choose at least one person or department."),
    "receiver_twice": mark("Each line names one person or one department, and none twice."),
    "receiver_unknown": mark("Somebody named is not in the office any more. Choose another."),
    "nothing_to_recall": mark("There is nothing to take back here."),
    "too_many_recalled": mark("At most {most} copies can still come back from there."),
    "no_order_for_you": mark("Nothing of it is left for you or your department to do."),
    "report_missing": mark("The report is empty. Say what was done."),
    "no_answer_due": mark("No answer is due to it."),
    "answer_missing": mark("The answer is empty. Write it."),
    "not_given_to_you": mark("It was not given to you or your department."),
}
