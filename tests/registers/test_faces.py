from __future__ import annotations

import pytest

from filedesk.registers.faces import Faces, GlyphMissing, system_files, visible


def test_every_character_of_gbk_is_in_the_main_face(bundled_faces: Faces) -> None:
    ideographs = [chr(code) for code in range(0x4E00, 0x9FA6)]
    assert all(character.encode("gbk") for character in ideographs)
    assert {bundled_faces.glyph(character).face for character in ideographs} == {0}


@pytest.mark.parametrize("character", "喆堃祎璟珺镕玥旻䶮")
def test_rare_name_characters_of_the_bmp_are_in_the_main_face(bundled_faces: Faces, character: str) -> None:
    assert bundled_faces.glyph(character).face == 0


def test_characters_beyond_the_bmp_come_from_the_fallback(bundled_faces: Faces) -> None:
    assert bundled_faces.glyph("𠮷").face == 1
    assert bundled_faces.glyph("👍").face == 2


@pytest.mark.parametrize("encoding", ["big5hkscs", "euc_jis_2004"])
def test_name_and_place_characters_of_hkscs_and_jis_x_0213_are_there(bundled_faces: Faces, encoding: str) -> None:
    listed = 0
    for code in range(0x20000, 0x2A6E0):
        character = chr(code)
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        listed += 1
        bundled_faces.glyph(character)
    assert listed > 200


def test_a_compatibility_ideograph_is_drawn_as_its_canonical_equivalent(bundled_faces: Faces) -> None:
    assert bundled_faces.glyph("\uf90a").code == ord("金")


def test_a_character_that_no_face_has_is_told(bundled_faces: Faces) -> None:
    with pytest.raises(GlyphMissing) as found:
        bundled_faces.glyph("\U00010380")
    assert found.value.character == "\U00010380"


def test_system_fonts_are_only_named_when_they_exist() -> None:
    assert all(file.is_file() for file in system_files())


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("收〔2026〕1号", "收〔2026〕1号"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("\u202eevil\u202c\u200f.pdf\ufeff", "evil.pdf"),
        ("👩\u200d💻❤\ufe0f", "👩💻❤"),
        ("\x00\x07\x1b[31m", "[31m"),
        ("葛\U000e0100", "葛"),
        ("file\udce9", "file□"),
    ],
)
def test_what_has_no_shape_is_left_out(text: str, drawn: str) -> None:
    assert visible(text) == drawn
