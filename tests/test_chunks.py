"""The scripts that pages with charts need are named in the head of these pages, and only there."""

from metrics.show.chunks import SCRIPTS, draw_preloads, find_scripts
from metrics.show.server import SHELL, edit_shell


def test_what_charts_and_filters_need_is_found_with_all_it_imports():
    names = find_scripts()
    assert all((SCRIPTS / name).is_file() for name in names)
    assert {"ArrowVegaLiteChart", "TextInput", "Html", "recordbatch"} <= {name.partition(".")[0] for name in names}


def test_pages_with_charts_fetch_them_at_once_and_no_script_twice():
    shell = SHELL.read_text(encoding="utf-8")
    page = edit_shell(shell, has_charts=True)
    assert draw_preloads(shell) in page
    assert [name for name in find_scripts() if page.count(f"/{name}") != 1] == []
    assert draw_preloads(shell) not in edit_shell(shell)
