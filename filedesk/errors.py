"""The one error tree. An error says *what* is wrong by a code; `texts` turns it into a sentence.

    FiledeskError               everything the program foresees
    ├── RuleRefused             an office rule, or plain good sense, said no: the input can be mended
    │   └── ChangedMeanwhile    somebody else acted on the same document first
    ├── EnvironmentFailed       disk, file, network, printer or system failed: try again elsewhere or later
    │   ├── FileUnreadable      one file that was to be taken in cannot be read
    │   └── ClockDoubtful       the computer's clock and the journal disagree: a person must say which is right
    ├── KeyOrSealWrong          a password, key, signature or digest does not fit
    └── Cancelled               the person stopped a long piece of work: nothing was done

Anything else that is raised is a bug and reaches the crash dialog (or, on the command line, a traceback).
Errors carry a code, the rule and parameters, never sentences, so that every one can be shown in every
language; a test renders each code in each of them.
"""

from __future__ import annotations

Parameter = str | int


class FiledeskError(Exception):
    """Base of everything foreseen. `code` names the sentence in `texts`; `rule` is one of the office rules."""

    def __init__(self, code: str, *, rule: str | None = None, **params: Parameter) -> None:
        super().__init__(code, rule, params)
        self.code = code
        self.rule = rule
        self.params: dict[str, Parameter] = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({told})" + (f" [rule {self.rule}]" if self.rule else "")


class RuleRefused(FiledeskError):
    """An office rule or a plain check of the input said no; nothing was changed."""


class ChangedMeanwhile(RuleRefused):
    """The document was acted on by somebody else after it was read for this act."""


class EnvironmentFailed(FiledeskError):
    """Something outside the program failed (disk full, file locked, display missing); nothing was half done."""


class FileUnreadable(EnvironmentFailed):
    """A file that was to be taken in vanished, is locked, or cannot be read."""


class ClockDoubtful(EnvironmentFailed):
    """The computer's clock stands far behind the last event, or far ahead of it; nothing was recorded."""


class KeyOrSealWrong(FiledeskError):
    """A password, key, signature, digest or authentication tag does not fit."""


class Cancelled(FiledeskError):
    """A person stopped long work. Whatever it had begun was undone."""

    def __init__(self) -> None:
        super().__init__("cancelled")
