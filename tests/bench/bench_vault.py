"""Measures the vault against raw primitives in the same run: `python -m tests.bench.bench_vault`. One thread."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from filedesk.services.ports import FileContext
from filedesk.vault.files import FileDecryptor, FileEncryptor
from filedesk.vault.persons import DEMO, FULL, Strength, lock_keys, new_person_keys
from filedesk.vault.roles import new_role_key, wrap_role_key
from filedesk.vault.signing import KeySigner, holds

MEGABYTE = 1024 * 1024
PIECES = 256
ROUNDS = 5


def best(work: Callable[[], None]) -> float:
    """Seconds of the fastest of some rounds, in this thread's CPU time."""
    times = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def streams() -> None:
    """Encrypting and decrypting as a stream, against AES-256-GCM at once over each MiB."""
    piece, key = os.urandom(MEGABYTE), os.urandom(32)
    share, value, here = os.urandom(32), os.urandom(32), FileContext("0f" * 16, "a1" * 16, 1)
    raw = AESGCM(key)
    sealed = [raw.encrypt(bytes(12), piece, None) for _ in range(PIECES)]
    cipher = FileEncryptor(share, value, here)
    stored = [cipher.update(piece) for _ in range(PIECES)] + [cipher.finish()]

    def raw_encrypt() -> None:
        for count in range(PIECES):
            raw.encrypt(count.to_bytes(12, "big"), piece, None)

    def raw_decrypt() -> None:
        for part in sealed:
            raw.decrypt(bytes(12), part, None)

    def encrypt() -> None:
        ours = FileEncryptor(share, value, here)
        for _ in range(PIECES):
            ours.update(piece)
        ours.finish()

    def decrypt() -> None:
        ours = FileDecryptor(share, value, here)
        for part in stored:
            ours.update(part)
        ours.finish()

    for name, reference, work in (("encrypt", raw_encrypt, encrypt), ("decrypt", raw_decrypt, decrypt)):
        base, own = best(reference), best(work)
        print(
            f"{name}: stream {PIECES / own:,.0f} MiB/s, raw AES-256-GCM {PIECES / base:,.0f} MiB/s, "
            f"ratio {base / own:.0%} (goal at least 50%)"
        )


def signatures(count: int = 5000) -> None:
    """Signing and verifying 600-byte events, each verification loading its key afresh."""
    signer = KeySigner.new()
    payloads = [b"%0600d" % number for number in range(count)]
    signed = [signer.sign(payload) for payload in payloads]

    def sign() -> None:
        for payload in payloads:
            signer.sign(payload)

    def verify() -> None:
        for payload, signature in zip(payloads, signed, strict=True):
            if not holds(signer.public, payload, signature):
                raise AssertionError("a good signature was refused")

    print(f"sign: {best(sign) / count * 1e6:.0f} µs (goal about 40)")
    print(f"verify: {count / best(verify):,.0f} /s on one core (goal at least 5,000)")


def keys() -> None:
    """Wrapping a key, and the wall time of one password at each strength."""
    role, to = new_role_key("office", generation=1), new_person_keys().public.opening

    def wrap() -> None:
        for _ in range(500):
            wrap_role_key(role, to=to, office="0f" * 16)

    print(f"wrap: {best(wrap) / 500 * 1e6:.0f} µs")
    strengths: tuple[tuple[str, Strength], ...] = (("full", FULL), ("demo", DEMO))
    for name, strength in strengths:
        began = time.perf_counter()
        lock_keys(
            new_person_keys(), password="x", device_secret=bytes(16), office="0f" * 16, person=1, strength=strength
        )
        print(f"password, {name} strength: {(time.perf_counter() - began) * 1e3:.0f} ms of wall time")


def main() -> None:
    streams()
    signatures()
    keys()


if __name__ == "__main__":
    main()
