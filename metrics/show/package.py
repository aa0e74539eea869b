"""Shown rows in, a data package out: one zip with the CSV, its description for programs, a README and the printed sentences."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from metrics.show.export import COLUMNS, Column, Edition, to_csv
from metrics.show.filters import Table, list_rows
from metrics.show.phrases import say_choices, say_day, say_title
from metrics.show.view import View
from metrics.show.words import label, say

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MADE = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes, whenever they are packed
KEY = "观测编号"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is packed: the rows, the view that chose them, the names of indicators, edition and link.

    `number` is the version by the recipe of data packages, `made` when the version was made, `news` what it changed.
    """

    rows: Table
    view: View
    names: Mapping[str, str]
    edition: Edition
    link: str
    digest: str = ""
    number: str = ""
    made: str = ""
    news: tuple[str, ...] = ()


def name_indicators(rows: Table) -> dict[tuple[str, str], None]:
    """Id and name of every indicator of these rows, the first to come first."""
    return dict.fromkeys(zip(rows["indicator_id"], rows["indicator"], strict=True))


def describe(parcel: Parcel, data: bytes) -> str:
    """The `datapackage.json` of the parcel."""
    fields = [{"name": column.header, "type": column.kind, **find_categories(column, parcel.rows)} for column in COLUMNS]
    resource = {
        "name": "data",
        "path": "data.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": fields, "fieldsMatch": "exact", "missingValues": [""], "primaryKey": [KEY]},
    }
    package = {
        "$schema": PROFILE,
        "name": f"figures-{parcel.edition.version}",
        "id": f"urn:civic-metrics:{parcel.edition.version}:{parcel.digest}",
        "title": say_title(parcel.view, name_indicators(parcel.rows)),
        "description": "；".join(say_choices(parcel.view, parcel.names)) or say("all_figures"),
        "version": parcel.number,
        "created": parcel.made,
        "homepage": parcel.link,
        "contributors": [{"title": say("name"), "roles": ["wrangler"]}],
        "keywords": sorted({label("topic", topic) for topic in parcel.rows["topic"]}),
        "sources": [{"title": title, "path": f"sources/{doc}"} for doc, title in find_sources(parcel.rows).items()],
        "xn:dataVersion": parcel.edition.version,
        "xn:asof": parcel.edition.asof.isoformat() if parcel.edition.asof else None,
        "xn:digest": parcel.digest,
        "resources": [resource],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def find_categories(column: Column, rows: Table) -> dict[str, list[str]]:
    """The different values of a column that has only a few of its own."""
    fields = {"数值类型": "measure", "界限": "bound", "状态": "status"}
    kind = fields.get(column.header)
    return {"categories": sorted({label(kind, value) for value in rows[kind]})} if kind else {}


def find_sources(rows: Table) -> dict[str, str]:
    """The pages of the rows by file name, each named by its day."""
    pages = rows.drop_duplicates("doc").sort_values("doc")
    return {str(row["doc"]): say("page_of", day=say_day(row["issue_date"]), doc=row["doc"]) for row in list_rows(pages)}


def write_readme(parcel: Parcel) -> str:
    """What is inside, for people; Chinese, then English."""
    choices = "；".join(say_choices(parcel.view, parcel.names)) or say("all_figures")
    slots = {
        "title": say_title(parcel.view, name_indicators(parcel.rows)),
        "n": len(parcel.rows),
        "choices": choices,
        "version": parcel.edition.version,
        "link": parcel.link,
        "columns": "、".join(column.header for column in COLUMNS),
        "news": "\n".join(f"- {line}" for line in parcel.news) or f"- {say('no_news')}",
    }
    return say("readme_zh", **slots) + "\n" + say("readme_en", **slots)


def write_sentences(rows: Table) -> str:
    """The printed sentences of one page, each with its place and the observation that was read from it."""
    return "".join(
        f"{row['obs_id']}\t{row['start']}—{row['end']}\t{row['quote']}\n" for row in list_rows(rows.sort_values("start"))
    )


def to_zip(parcel: Parcel) -> bytes:
    """The package as one file."""
    data = to_csv(parcel.rows, parcel.edition)
    files = {"data.csv": data, "datapackage.json": describe(parcel, data).encode(), "README.md": write_readme(parcel).encode()}
    for doc, rows in parcel.rows.groupby("doc"):
        files[f"sources/{doc}"] = write_sentences(rows).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
