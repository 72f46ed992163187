"""Sentences for the errors of a paper's way: reading in turn, acting on it, asking, urging, coming back, deputies."""

from __future__ import annotations

from filedesk.texts.catalogue import mark

SENTENCES: dict[str, str] = {
    "readers_not_named": mark("The general manager named no readers for {number}, so there is nobody to send it to."),
    "mode_does_not_fit": mark("To one only is for a single reader. Choose one after another or all at once."),
    "still_with_reader": mark("{name} has the paper and has not read it yet. Wait, urge, or take it back."),
    "no_reader_left": mark("Everybody has read {number}, and it is back in the office."),
    "already_with_you": mark("{number} is with you already."),
    "already_with_him": mark("The paper is with {name} already."),
    "handed_among_readers": mark(
        "{giver} cannot hand the paper to {taker}: readers do not pass it among themselves. Let it come back first."
    ),
    "carrier_may_not": mark("{name} may not carry papers. Only clerks and office staff do."),
    "copy_unknown": mark("{number} has {copies} copies; there is no copy of that number."),
    "original_is_filed": mark("{number} lies in its folder. It leaves it only when it is lent."),
    "turn_not_open": mark("It is not the turn of {name}: the paper is not there yet, or was read already."),
    "not_a_reader": mark("The general manager did not name this person as a reader."),
    "not_in_circulation": mark("{number} is not in circulation."),
    "without_his_word": mark(
        "Only the general manager changes the readers. Record how he said so: on paper with its scan, or by telephone."
    ),
    "departments_not_named": mark("The general manager named no department to act on {number}."),
    "not_his_department": mark("Only the manager of the department names who does it there."),
    "not_of_the_department": mark(
        "{name} does not belong to the department. It names one of its own people; the general manager names others."
    ),
    "task_taken": mark("Somebody has accepted the task already. It is not passed on; he reports the result."),
    "task_not_named": mark("Nobody waits to accept this task. The department's manager names somebody first."),
    "task_not_accepted": mark("Accept the task first; then report its result."),
    "not_being_handled": mark("No such department has to act on {number} now."),
    "result_empty": mark("The result is empty. Say what was done."),
    "deadline_not_later": mark("The new deadline does not lie after the present one, or there is none to extend."),
    "not_his_deputy": mark("It is another person's to do, and you are not his deputy today."),
    "deputy_is_himself": mark("Nobody is his own deputy. Choose somebody else."),
    "period_backwards": mark("The last day lies before the first. Turn them round."),
    "period_over": mark("The period is over already. Choose a last day from today on."),
    "not_his_manager": mark("Only the person himself, his manager or the general manager may do this."),
    "deputy_unknown": mark("There is no such deputy."),
    "question_empty": mark("The question is empty. Write what you want to know."),
    "question_too_late": mark("{number} is not on its way; a question can no longer be put."),
    "answer_empty": mark("The answer is empty. Write it."),
    "answered_already": mark("The question was answered already."),
    "nobody_urged": mark("Say who was urged: a person or a department."),
    "nothing_to_urge": mark("{number} is not on its way; there is nobody to urge."),
    "not_in_route": mark("{name} has nothing to do with {number} on its way, so there is nothing to urge."),
    "steps_open": mark("Not finished yet. Still missing: {steps}."),
    "missing_not_told": mark("Less of {number} came back than went out. Say what is missing; it is recorded."),
    "copies_still_out": mark(
        "{count} of the copies of {number} are still out, with {names}. Take them back, or count fewer and say so."
    ),
    "signed_on_screen": mark("What is signed on the screen is not recorded by the clerk. Choose paper or telephone."),
    "released_already": mark("Nothing changes: the kind stands so already."),
    "kind_not_released": mark("The general manager has not released the kind “{kind}”. Put the paper to him."),
    "nobody_named": mark("Say who is to read it or which department is to act on it."),
    "exception_unknown": mark("There is nothing of this kind left to see."),
    "person_gone": mark("There is no such person in the office any more. Choose another."),
}
