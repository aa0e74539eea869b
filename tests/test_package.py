"""The data package: what is in the zip, that it describes itself rightly and comes out the same twice."""

import hashlib
import io
import json
import zipfile

from metrics.show.export import COLUMNS, Edition, to_csv
from metrics.show.package import Parcel, to_zip
from metrics.show.view import View
from tests.desk import day, make_table

ROWS = make_table(
    {"value": 908, **day("2024-05-29")}, {"value": 865, **day("2024-09-23"), "doc": "b.txt", "quote": "来电865件"}
)
EDITION = Edition("20240925-3k9x0q2m7a", "https://desk.example/")
PARCEL = Parcel(ROWS, View(indicator=("calls",)), {"calls": "热线来电"}, EDITION, "https://desk.example/?i=calls")


def unpack(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_holds_data_description_readme_and_sentences():
    files = unpack(to_zip(PARCEL))
    assert list(files) == ["data.csv", "datapackage.json", "README.md", "sources/a.txt", "sources/b.txt"]
    assert files["data.csv"] == to_csv(ROWS, EDITION)
    assert files["sources/b.txt"].decode() == "o-1\t10—13\t来电865件\n"


def test_the_description_tells_bytes_hash_columns_and_link():
    files = unpack(to_zip(PARCEL))
    package = json.loads(files["datapackage.json"])
    (resource,) = package["resources"]
    assert resource["bytes"] == len(files["data.csv"])
    assert resource["hash"] == f"sha256:{hashlib.sha256(files['data.csv']).hexdigest()}"
    assert [field["name"] for field in resource["schema"]["fields"]] == [column.header for column in COLUMNS]
    assert package["homepage"] == "https://desk.example/?i=calls"
    assert [source["path"] for source in package["sources"]] == ["sources/a.txt", "sources/b.txt"]


def test_the_readme_names_selection_version_and_rows():
    text = unpack(to_zip(PARCEL))["README.md"].decode()
    assert "指标：热线来电" in text
    assert "20240925-3k9x0q2m7a" in text
    assert "2 rows" in text


def test_the_same_rows_give_the_same_bytes():
    assert to_zip(PARCEL) == to_zip(PARCEL)
