"""`python -m metrics COMMAND`: reads the command line, runs the command, and says in one line what went wrong."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from metrics import commands
from metrics.archive_commands import ARCHIVE_COMMANDS
from metrics.arguments import PATHS, STORE, Argument, Command
from metrics.errors import MetricsError

STOPPED = 130
PIPE_CLOSED = 141


class Parser(ArgumentParser):
    """An argument parser that prints its examples as they are and complains in one line."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  (what argparse takes)
        """Make a parser; words are not guessed from their beginnings, so that scripts keep working."""
        super().__init__(formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line."""
        raise MetricsError(f"{message}; see {self.prog} --help")


COMMANDS = (
    Command(
        "extract",
        "Print every figure the pages report, one observation a line.",
        "extract seeds --format table",
        commands.extract,
        (PATHS, Argument(("--format",), {"default": "jsonl", "metavar": "jsonl|csv|table", "help": "default: jsonl"})),
    ),
    Command(
        "explain",
        "Show how one figure was read: page, article, paragraph, quantity, rule, observation.",
        "explain seeds/001_0c8ac66903479323.txt 865件次",
        commands.explain,
        (
            Argument(("page",), {"type": Path, "metavar": "PAGE", "help": "the page"}),
            Argument(("text",), {"metavar": "TEXT", "help": "the figure, or words of the page that hold it"}),
        ),
    ),
    Command(
        "skipped",
        "List the numbers that state no figure, with the reason, and the share of numbers understood.",
        "skipped seeds",
        commands.skipped,
        (PATHS,),
    ),
    Command(
        "evaluate",
        "Compare what is read with gold: precision, recall and F1, every field, and the mistakes.",
        "evaluate tests/golden/seeds.jsonl seeds --errors 10",
        commands.evaluate,
        (
            Argument(("gold",), {"type": Path, "metavar": "GOLD", "help": "gold in JSON lines"}),
            Argument(("pages",), {"type": Path, "metavar": "PAGES", "help": "the folder of its pages"}),
            Argument(
                ("--errors",), {"type": int, "default": 30, "metavar": "N", "help": "how many mistakes to list (default: 30)"}
            ),
        ),
    ),
    Command(
        "checks",
        "Print the arithmetic ledger: totals and parts, shares, growth, completion, repeats, and what they imply.",
        "checks seeds --format csv",
        commands.checks,
        (PATHS, Argument(("--format",), {"default": "table", "metavar": "table|csv", "help": "default: table"})),
    ),
    *ARCHIVE_COMMANDS,
    Command(
        "export",
        "Print the observation table of the store, as it is now or as an edition had it.",
        "export --edition 1 --format csv",
        commands.export,
        (
            STORE,
            Argument(("--edition",), {"type": int, "metavar": "N", "help": "edition number (default: the newest)"}),
            Argument(("--format",), {"default": "csv", "metavar": "csv|jsonl", "help": "default: csv"}),
        ),
    ),
    Command(
        "review",
        "List the figures that want an editor, decide about one, undo a decision, print the log of all.",
        'review correct o-1a2b3c4d5e6f --set value=865 --reason "as printed"',
        commands.review,
        (
            Argument(("action",), {"metavar": "list|accept|correct|merge|reject|undo|log", "help": "what to do"}),
            Argument(("item",), {"nargs": "?", "metavar": "FIGURE", "help": "id of the figure; for undo the edition"}),
            Argument(("value",), {"nargs": "?", "metavar": "INDICATOR", "help": "for merge: id of the catalogued indicator"}),
            Argument(
                ("--set",),
                {"action": "append", "default": [], "metavar": "FIELD=VALUE", "help": "for correct: a field and its new value"},
            ),
            Argument(("--reason",), {"default": "", "metavar": "TEXT", "help": "why; stands in the public log"}),
            Argument(("--by",), {"metavar": "NAME", "help": "who decides (default: your user name here)"}),
            Argument(("--limit",), {"type": int, "default": 20, "metavar": "N", "help": "how many to list (default: 20)"}),
            STORE,
        ),
    ),
    Command(
        "serve",
        "Open the dashboard on this machine.",
        "serve --port 8600",
        commands.serve,
        (
            STORE,
            Argument(("--port",), {"type": int, "default": 8501, "metavar": "PORT", "help": "default: 8501"}),
            Argument(
                ("--address",),
                {
                    "default": "127.0.0.1",
                    "metavar": "ADDRESS",
                    "help": "who may reach it; 0.0.0.0 for the newsroom (default: this machine)",
                },
            ),
        ),
    ),
)


def make_parser() -> Parser:
    """The parser of the whole command line, each command with its example."""
    width = max(len(command.name) for command in COMMANDS)
    examples = "\n".join(f"  {command.name:{width}}  python -m metrics {command.example}" for command in COMMANDS)
    top = Parser(
        prog="python -m metrics",
        description="The figures newspaper pages report: read them, store them, show them.",
        epilog=f"examples:\n{examples}",
    )
    kinds = top.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        example = f"example:\n  python -m metrics {command.example}"
        parser = kinds.add_parser(command.name, help=command.summary, description=command.summary, epilog=example)
        for argument in command.arguments:
            parser.add_argument(*argument.names, **argument.options)
        parser.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 when something is for a person to mend."""
    _prepare_streams()
    try:
        args = make_parser().parse_args(arguments)
        code: int = args.run(args)
        sys.stdout.flush()
    except MetricsError as error:
        print(f"metrics: {error}", file=sys.stderr)
        return commands.FAILED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        _drop_output()
        print(
            f"metrics: {error.filename or 'the output'}: {error.strerror}; mend this and run the command again", file=sys.stderr
        )
        return commands.FAILED
    except KeyboardInterrupt:
        print("metrics: stopped; what was printed or stored is whole, run the same command to go on", file=sys.stderr)
        return STOPPED
    return code


def _prepare_streams() -> None:
    """UTF-8 whatever the terminal says; a lone surrogate is written as the escape that JSON has for it."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  (a closed output, open until the process ends)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter does not complain again on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
