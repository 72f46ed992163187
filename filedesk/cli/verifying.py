"""`verify`: the whole desk checked, findings named, exit code 1 when anything is wrong."""

from __future__ import annotations

import sys

import click

from filedesk.cli.running import (
    ANSWER_NO,
    Access,
    TerminalProgress,
    access_options,
    desk_folder,
    exit_code,
    password,
    told_as_sentence,
)
from filedesk.cli.speaking import WORDS, echo_json
from filedesk.desk import opened
from filedesk.errors import FiledeskError, KeyOrSealWrong
from filedesk.services import people
from filedesk.services.verification import Report
from filedesk.services.verification import verify as verify_desk
from filedesk.texts import error_text, mark, tr, trn
from filedesk.texts.findings import finding_text, signature_text
from filedesk.texts.sentences.findings import UNPROVEN


@click.command(
    "verify",
    help=mark(
        "Prove the ledger: signatures, chain, replay, files, slots, numbers. No password is needed; with --as every"
        " file that this person may open is opened and compared too."
    ),
)
@access_options(person=False)
@click.option("--root", type=WORDS, help=mark("The office root's fingerprint to anchor at."))
@click.option(
    "--printed", type=WORDS, help=mark("The code of a printed page (FD1:…), or of a signature on paper (FS1:…).")
)
@click.option("--json", "as_json", is_flag=True, help=mark("For machines."))
@told_as_sentence
def verify(*, access: Access, root: str | None, printed: str | None, as_json: bool) -> None:
    """Check the desk and tell the report; what keeps the check from being made is told in the same form."""
    try:
        with opened(desk_folder(access.folder), sweeping=False) as desk:
            session = None
            if access.name is not None:
                session = people.sign_in(desk.ports, name=access.name, password=password(access.password_file))
            report = verify_desk(
                desk.ports, root=root, printed=printed, session=session, progress=TerminalProgress(tr("Verifying"))
            )
    except FiledeskError as error:
        if as_json:
            told = {"code": error.code, "place": "", **error.params, "text": error_text(error)}
            echo_json({"good": False, "findings": [told]})
        elif isinstance(error, KeyOrSealWrong):
            click.echo(error_text(error))
        else:
            raise
        sys.exit(exit_code(error))
    if as_json:
        echo_json(_as_json(report))
    else:
        for line in report_lines(report):
            click.echo(line)
    if not report.good:
        sys.exit(ANSWER_NO)


def report_lines(report: Report) -> list[str]:
    """The report as people read it: findings first, then what was checked and what stays unproven."""
    lines = [finding_text(finding) for finding in report.findings]
    lines.append(tr("Checked: {events} events, {files} files.", events=report.events, files=report.files))
    if report.printed is not None:
        lines.append(
            tr(
                "Printed rows: {contained} contained, {contradicted} contradicted, {closed} no longer openable.",
                contained=report.printed.contained,
                contradicted=report.printed.contradicted,
                closed=report.printed.closed,
            )
        )
    if report.signature is not None:
        lines.append(signature_text(report.signature))
    if report.leftovers:
        lines.append(
            tr(
                "{count} leftovers of an interrupted act lie in the desk; they belong to no entry.",
                count=report.leftovers,
            )
        )
    if report.spare_slots:
        lines.append(
            trn(
                "{n} key slot that no entry names was left by an interrupted act.",
                "{n} key slots that no entry names were left by interrupted acts.",
                report.spare_slots,
            )
        )
    if report.opened:
        lines.append(tr("{count} files were opened and are what was taken in.", count=report.opened))
    if report.anchored:
        lines.append(tr("Anchored at the office root {root}.", root=report.fingerprint))
    if report.remembered is not None:
        lines.append(
            trn(
                "Compared with the {n} event that this computer had seen.",
                "Compared with the {n} events that this computer had seen.",
                report.remembered,
            )
        )
    lines += [tr(UNPROVEN[code], root=report.fingerprint) for code in report.unproven]
    lines.append(tr("The books are in order.") if report.good else tr("The books are NOT in order."))
    return lines


def _as_json(report: Report) -> dict[str, object]:
    return {
        "good": report.good,
        "events": report.events,
        "files": report.files,
        "opened": report.opened,
        "root": report.root,
        "fingerprint": report.fingerprint,
        "anchored": report.anchored,
        "remembered": report.remembered,
        "unproven": list(report.unproven),
        "leftovers": report.leftovers,
        "spare_slots": report.spare_slots,
        "printed": vars(report.printed) if report.printed else None,
        "signature": vars(report.signature) if report.signature else None,
        "findings": [{"code": f.code, "place": f.place, **f.params, "text": finding_text(f)} for f in report.findings],
    }
