"""`python -m metrics review`: the queue, the log, and decisions taken on the command line."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping

from metrics.errors import ReviewError
from metrics.review.decisions import Action, Decision, LogLine
from metrics.store import Store, open_store


def review(args: Namespace) -> int:
    """Run one action of `review`."""
    if args.action not in ACTIONS:
        raise ReviewError(f'"{args.action}" is no action of review; write one of {", ".join(ACTIONS)}')
    ACTIONS[args.action](args, open_store(args.store))
    return 0


def list_queue(args: Namespace, store: Store) -> None:
    """Print the queue, most pressing first."""
    from metrics.show.filters import list_rows
    from metrics.show.review_queue import read_queue

    queue = read_queue(store, store.edition())
    for row in list_rows(queue.rows(0, args.limit)):
        figure = f"{row['indicator']} {row['value_text']}{row['unit']}"
        print(f"{row['obs_id']}  {row['score']:.2f}  {row['reasons']}  {figure}  {row['entity']}  {row['doc']}")
    print(f"{min(args.limit, len(queue))} of {len(queue)} figures for review", file=sys.stderr)


def print_log(args: Namespace, store: Store) -> None:
    """Print the log of decisions, oldest first, or that of one figure."""
    for line in store.log():
        if args.item in (None, line.obs_id):
            print(say_line(line))


def say_line(line: LogLine) -> str:
    """One line of the log as text."""
    change = f"  {line.field or 'figure'}: {line.previous or '—'} → {line.value or '—'}" if line.previous or line.value else ""
    undoes = f" of edition {line.undoes}" if line.undoes else ""
    when = f"{line.made:%Y-%m-%d %H:%M:%S} UTC"
    return f"{line.edition}  {when}  {line.who}  {line.action}{undoes}  {line.obs_id}{change}  ({line.reason})"


def decide(action: Action) -> Callable[[Namespace, Store], None]:
    """The action that takes a decision on one figure."""

    def run(args: Namespace, store: Store) -> None:
        if not args.item:
            raise ReviewError(f"review {action}: name the figure by its id, as `review list` prints it")
        changes = {"indicator": read_merge(args)} if action == "merge" else read_changes(args)
        decision = Decision(action, args.by or getpass.getuser(), args.reason, store.edition(), (args.item,), changes)
        print(f"edition {store.decide(decision)}")

    return run


def undo(args: Namespace, store: Store) -> None:
    """Undo the decision that made an edition."""
    if not (args.item or "").isdecimal():
        raise ReviewError("review undo: name the edition the decision made, as `review log` prints it")
    decision = Decision("undo", args.by or getpass.getuser(), args.reason, store.edition(), undoes=int(args.item))
    print(f"edition {store.decide(decision)}")


def read_merge(args: Namespace) -> str:
    """The catalogued indicator a figure is merged with."""
    from metrics.catalogue.indicators import BY_ID

    if args.value not in BY_ID:
        raise ReviewError(
            f"review merge: {args.value or 'no indicator'} is not the id of a catalogued one; see indicators.toml"
        )
    return str(args.value)


def read_changes(args: Namespace) -> Mapping[str, str]:
    """The fields and values of `--set FIELD=VALUE`."""
    pairs = [text.partition("=") for text in args.set]
    wrong = [field for field, equals, _ in pairs if not equals]
    if wrong:
        raise ReviewError(f"--set {wrong[0]}: write FIELD=VALUE, such as --set value=126.4")
    return {field.strip(): value for field, _, value in pairs}


ACTIONS: Mapping[str, Callable[[Namespace, Store], None]] = {
    "list": list_queue,
    "accept": decide("accept"),
    "correct": decide("correct"),
    "merge": decide("merge"),
    "reject": decide("reject"),
    "undo": undo,
    "log": print_log,
}
