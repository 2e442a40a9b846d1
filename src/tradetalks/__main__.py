"""The main job: ``python -m tradetalks`` prints the state of play.

Plain text on standard output, errors as one line on standard error with exit code 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

import tradetalks
from tradetalks.errors import TradeTalksError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradetalks.engines.answers import Answer

__all__ = ["main"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tradetalks",
        description="Print the state of play of the trade talks on a day, as it was known on a day.",
        epilog="example: tradetalks --on 2025-05-11 --known-on 2025-05-11 --talk us-chn",
    )
    parser.add_argument("--on", metavar="DATE", help="the day, YYYY-MM-DD; the day of knowledge if not given")
    parser.add_argument(
        "--known-on", metavar="DATE", help="the day of knowledge; the horizon of the record if not given"
    )
    parser.add_argument("--talk", metavar="ID", help="one talk in full, such as us-chn")
    parser.add_argument("--json", action="store_true", help="print plain data as JSON")
    parser.add_argument("--record", metavar="FOLDER", help="a record of your own instead of the shipped one")
    parser.add_argument("--version", action="version", version=f"tradetalks {tradetalks.__version__}")
    return parser


def _answer(asked: argparse.Namespace) -> Answer:
    talks = tradetalks.load(asked.record)
    if asked.known_on is not None:
        talks = talks.known_on(asked.known_on)
    on = asked.on if asked.on is not None else talks.horizon
    if asked.talk is not None:
        return talks.in_full(asked.talk, on=on)
    return talks.state_of_play(on=on)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was asked for; return 0, or 2 where it cannot be answered."""
    asked = _parser().parse_args(arguments)
    try:
        answer = _answer(asked)
    except TradeTalksError as error:
        print(f"tradetalks: {error}", file=sys.stderr)
        return 2
    text = json.dumps(answer.as_data(), ensure_ascii=False, indent=2) if asked.json else str(answer)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # Whoever read the pipe has seen enough; nothing is left to say, at exit either.
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
