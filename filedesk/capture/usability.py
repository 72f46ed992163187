"""Whether a text layer can be believed: what PDFs and OFDs hold as text is often garbage behind a clean picture.

The scorer measures, over the characters that are not blank:

- `broken`: control, private-use, unassigned and replacement characters, and boxes: no encoding at all;
- `latin`: accented Latin letters and signs (U+0080 to U+00FF and what cp1252 puts at 0x80 to 0x9F). GBK or UTF-8
  read as Latin-1 is nearly all of these; French has about 5 %, Vietnamese is written with other blocks;
- `common`: the share of Chinese characters that are in the first level of GB 2312 (3,755 characters, over 99 %
  of running text) or of Big5 (traditional papers). UTF-8 read as GBK gives rare characters;
- `frequent`: the share that is among the most frequent characters of modern Chinese, about half of running
  text, a fifth of a list of names, a twentieth of glyph numbers read as characters;
- `vowels` among ASCII letters: a shifted alphabet has few.

A share counts only where there are enough characters to measure it on.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

MOST_BROKEN = 0.1
MOST_LATIN = 0.25
LEAST_COMMON = 0.8
LEAST_FREQUENT = 0.1
LEAST_VOWELS = 0.15
HAN_FOR_COMMON = 12
HAN_FOR_FREQUENT = 100
LETTERS_FOR_VOWELS = 200

MOST_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建"
    "月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接"
    "知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理省市县办局号税务规范安全申请报告意见审批"
    "個國會時們為來學發經對過說這動種後現實點業從開關與數間樣變條結問題員總長統見計別論運農強決戰處報"
)

CP1252_HIGH = frozenset("€‚ƒ„†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ") - frozenset("‘’“”–—•")
BOXES = frozenset("\ufffd\u25a1\u25af\u2612")


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1, None where there was too little to measure; `usable` sums them up."""

    signs: int
    broken: float
    latin: float
    common: float | None
    frequent: float | None
    vowels: float | None

    @property
    def usable(self) -> bool:
        """Whether the text may be searched, shown and read for fields. No text at all is not usable."""
        return (
            self.signs > 0
            and self.broken <= MOST_BROKEN
            and self.latin <= MOST_LATIN
            and (self.common is None or self.common >= LEAST_COMMON)
            and (self.frequent is None or self.frequent >= LEAST_FREQUENT)
            and (self.vowels is None or self.vowels >= LEAST_VOWELS)
        )


def score(text: str) -> Score:
    """Measure `text`; see the module's docstring for what is measured."""
    signs = [sign for sign in text if not sign.isspace()]
    han = [sign for sign in signs if _is_han(sign)]
    letters = [sign for sign in signs if sign.isascii() and sign.isalpha()]
    count = len(signs)
    mostly_han = len(han) * 2 > len(letters)
    return Score(
        signs=count,
        broken=_share(sum(map(_is_broken, signs)), count),
        latin=_share(sum("\x80" <= sign <= "\xff" or sign in CP1252_HIGH for sign in signs), count),
        common=_share(sum(map(_is_common, han)), len(han)) if len(han) >= HAN_FOR_COMMON and mostly_han else None,
        frequent=_share(sum(sign in MOST_FREQUENT for sign in han), len(han))
        if len(han) >= HAN_FOR_FREQUENT and mostly_han
        else None,
        vowels=_share(sum(sign in "aeiouyAEIOUY" for sign in letters), len(letters))
        if len(letters) >= LETTERS_FOR_VOWELS and not mostly_han
        else None,
    )


def is_usable(text: str) -> bool:
    """Whether `text` can be believed as what the page shows."""
    return score(text).usable


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff"


def _is_broken(sign: str) -> bool:
    return sign in BOXES or unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs")


@cache
def _is_common(sign: str) -> bool:
    """GB 2312 level 1 lies at B0A1 to D7F9, Big5 level 1 at A440 to C67E."""
    for encoding, first, last in (("gb2312", b"\xb0\xa1", b"\xd7\xf9"), ("big5", b"\xa4\x40", b"\xc6\x7e")):
        try:
            if first <= sign.encode(encoding) <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
