"""The office root and its sheets: any two of three, and every slip of the person who types them is named."""

from __future__ import annotations

import itertools

import pytest
import shamir_mnemonic
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.errors import KeyOrSealWrong
from filedesk.vault import sheets
from filedesk.vault.opening import OpeningKey
from filedesk.vault.root import OfficeRoot
from filedesk.vault.signing import KeySigner, note_holds


@pytest.fixture(scope="module")
def root() -> OfficeRoot:
    return OfficeRoot.new()


def test_library_follows_slip_0039() -> None:
    """Vector 4 of SLIP-0039's published vectors: "Basic sharing 2-of-3 (128 bits)", passphrase TREZOR."""
    words = [
        "shadow pistol academic always adequate wildlife fancy gross oasis cylinder mustang wrist rescue view short "
        "owner flip making coding armed",
        "shadow pistol academic acid actress prayer class unknown daughter sweater depict flip twice unkind craft "
        "early superior advocate guest smoking",
    ]
    assert shamir_mnemonic.combine_mnemonics(words, b"TREZOR").hex() == "b43ceb7e57a0ea8766221624d01b0864"


def test_any_two_sheets_in_any_order_give_the_root_back(root: OfficeRoot) -> None:
    for pair in itertools.permutations(root.sheets(), 2):
        found = OfficeRoot.from_sheets(pair)
        assert found.root_public == root.root_public
        assert found.recovery_public == root.recovery_public
    assert OfficeRoot.from_sheets(root.sheets()).root_public == root.root_public


def test_document_is_enough_to_restore_the_root(root: OfficeRoot) -> None:
    secret = shamir_mnemonic.combine_mnemonics(root.sheets()[1:])
    assert (secret[0], len(secret)) == (1, 18)
    signing, recovery = (
        HKDF(SHA512(), 32, salt=None, info=label).derive(secret[1:])
        for label in (b"filedesk/root-signing/v1\0", b"filedesk/root-recovery/v1\0")
    )
    assert KeySigner.from_private_bytes(signing).public == root.root_public
    assert OpeningKey.from_private_bytes(recovery).public == root.recovery_public


def test_sheets_are_22_words_and_stay_the_same(root: OfficeRoot) -> None:
    assert [len(sheet.split()) for sheet in root.sheets()] == [22, 22, 22]
    assert len(set(root.sheets())) == 3
    assert root.sheets() == root.sheets()


def test_sheet_is_read_as_people_type_it(root: OfficeRoot) -> None:
    one, two, _ = root.sheets()
    typed = "\n".join(one.upper().split()) + "\n", "\u3000".join(two.title().split())
    assert OfficeRoot.from_sheets(typed).root_public == root.root_public


def test_set_up_asks_for_a_sheet_back(root: OfficeRoot) -> None:
    for number, sheet in enumerate(root.sheets(), start=1):
        assert root.sheet_number("  " + sheet.replace(" ", "  ")) == number
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set"):
        root.sheet_number(OfficeRoot.new().sheets()[0])


def test_misspelt_word_is_named_with_what_was_probably_meant(root: OfficeRoot) -> None:
    one, two, _ = root.sheets()
    words = two.split()
    meant = words[4]
    words[4] = meant[:-1] + ("z" if meant[-1] != "z" else "y")
    with pytest.raises(KeyOrSealWrong, match="sheet_word_misspelt") as told:
        OfficeRoot.from_sheets([one, " ".join(words)])
    assert told.value.params["sheet"] == 2
    assert told.value.params["position"] == 5
    assert told.value.params["word"] == words[4]
    assert told.value.params["meant"] in sheets_words()


def sheets_words() -> list[str]:
    from shamir_mnemonic.wordlist import WORDLIST

    return WORDLIST


def test_word_that_is_like_none_is_named(root: OfficeRoot) -> None:
    one, two, _ = root.sheets()
    with pytest.raises(KeyOrSealWrong, match="sheet_word_unknown") as told:
        OfficeRoot.from_sheets([" ".join(["总经理", *one.split()[1:]]), two])
    assert told.value.params == {"sheet": 1, "position": 1, "word": "总经理"}


@pytest.mark.parametrize("change", [lambda w: w[:-1], lambda w: [*w, w[0]], lambda _: []], ids=["less", "more", "none"])
def test_wrong_number_of_words_is_named(root: OfficeRoot, change: object) -> None:
    one, two, _ = root.sheets()
    words = change(one.split())
    with pytest.raises(KeyOrSealWrong, match="sheet_length") as told:
        OfficeRoot.from_sheets([" ".join(words), two])
    assert told.value.params == {"sheet": 1, "words": len(words), "wanted": 22}


def test_swapped_words_are_found_by_the_checksum(root: OfficeRoot) -> None:
    words = root.sheets()[0].split()
    place = next(i for i in range(4, 18) if words[i] != words[i + 1])
    words[place], words[place + 1] = words[place + 1], words[place]
    with pytest.raises(KeyOrSealWrong, match="sheet_checksum"):
        root.sheet_number(" ".join(words))


@pytest.mark.parametrize("take", [[], [0], [1, 1], [2, 2, 2]])
def test_one_sheet_is_not_enough(root: OfficeRoot, take: list[int]) -> None:
    with pytest.raises(KeyOrSealWrong, match="sheets_not_enough"):
        OfficeRoot.from_sheets([root.sheets()[i] for i in take])


def test_sheet_of_another_office_is_named(root: OfficeRoot) -> None:
    one, two, _ = root.sheets()
    other = OfficeRoot.new().sheets()[1]
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set") as told:
        OfficeRoot.from_sheets([one, other])
    assert told.value.params == {"sheet": 2}
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set") as told:
        OfficeRoot.from_sheets([two, other])
    assert told.value.params == {"sheet": 2}
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set") as told:
        OfficeRoot.from_sheets([one, two, other])
    assert told.value.params == {"sheet": 3}


def test_sheets_that_only_look_alike_are_of_another_set(root: OfficeRoot) -> None:
    """Two sets whose 15-bit identifiers happen to agree: SLIP-39's digest of the secret tells them apart."""
    shares = [shamir_mnemonic.Share.from_mnemonic(sheet) for sheet in root.sheets()]
    forged = type(shares[1])(**(vars(shares[1]) | {"value": bytes(18)})).mnemonic()
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set"):
        OfficeRoot.from_sheets([root.sheets()[0], forged])
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set"):
        OfficeRoot.from_sheets([root.sheets()[0], root.sheets()[2], forged])
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set"):
        OfficeRoot.from_sheets([root.sheets()[1], forged])


def test_sheets_of_another_scheme_or_use_are_foreign() -> None:
    secret = b"\x01" + bytes(17)
    three_of_five = shamir_mnemonic.generate_mnemonics(1, [(3, 5)], secret)[0]
    with pytest.raises(KeyOrSealWrong, match="sheet_foreign"):
        OfficeRoot.from_sheets(three_of_five[:3])
    with pytest.raises(KeyOrSealWrong, match="sheet_foreign"):
        OfficeRoot.from_sheets(sheets.split(b"\x02" + bytes(17))[:2])


def test_new_set_of_a_recovered_root_opens_the_same_root(root: OfficeRoot) -> None:
    found = OfficeRoot.from_sheets(root.sheets()[:2])
    again = found.sheets()
    assert set(again).isdisjoint(root.sheets())
    assert OfficeRoot.from_sheets(again[1:]).root_public == root.root_public
    with pytest.raises(KeyOrSealWrong, match="sheet_of_another_set"):
        OfficeRoot.from_sheets([again[0], root.sheets()[1]])


def test_root_signs_until_it_is_forgotten() -> None:
    root = OfficeRoot.new()
    root.sheets()
    assert note_holds(root.root_public, b"x", root.signer.sign_note(b"x"))
    root.forget()
    for use in (lambda: root.signer, lambda: root.recovery, root.sheets, lambda: root.sheet_number("a")):
        with pytest.raises(RuntimeError, match="forgotten"):
            use()
    assert len(root.root_public) == 32


def test_roots_differ() -> None:
    assert OfficeRoot.new().root_public != OfficeRoot.new().root_public
    with pytest.raises(ValueError, match="17 bytes"):
        OfficeRoot(bytes(16))
