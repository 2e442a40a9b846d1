"""What only an extra brings, and the one sentence that says so where it is missing."""

from __future__ import annotations

from importlib import import_module

from tradetalks.errors import TradeTalksError

__all__ = ["MissingExtra", "needs"]


class MissingExtra(TradeTalksError, ImportError):
    """A format that needs a package which is not installed."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        """Keep what was asked for, the package that it needs, and the extra that brings it."""
        super().__init__(what, package, extra)
        #: What was asked for.
        self.what = what
        #: The package that is missing.
        self.package = package
        #: The extra of tradetalks that brings it.
        self.extra = extra

    def __str__(self) -> str:
        """Return one clear sentence."""
        return (
            f"{self.what} needs {self.package}, which is not installed: "
            f'run  python -m pip install "tradetalks[{self.extra}]"  and try again'
        )


def needs(what: str, module: str, package: str, extra: str) -> None:
    """Go on only where a module can be imported.

    Raises:
        MissingExtra: when it cannot.
    """
    try:
        import_module(module)
    except ImportError:
        raise MissingExtra(what, package, extra) from None
