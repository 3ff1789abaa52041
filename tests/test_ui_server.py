"""The server: where it listens, what it sends along, how it starts and ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.records import Message
from ingest.errors import ReviewsError
from ui import server
from ui.document import in_our_words
from ui.drawing.frame import GO_TO_NEWEST, go_to_newest

ROOT = Path(__file__).parent.parent
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-c", f"import sys; from ui.server import serve; sys.exit(serve(port={port}))"],
        cwd=tmp_path,
        env={**os.environ, "REVIEWS_HOME": str(tmp_path / "home"), "REVIEWS_DATA": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    url = f"http://127.0.0.1:{port}"
    line = child.stdout.readline()
    assert line == f"Ask the Reviews is open at {url}\n", child.stderr and child.stderr.read()
    yield child, url
    if child.poll() is None:
        child.kill()
        child.wait()


def get(url: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(url, headers={"Accept": "text/html", **({"Host": host} if host else {})})
    try:
        with _OPENER.open(request, timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, {}, ""


@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGINT"])
def test_it_says_where_it_is_and_ends_cleanly(
    served: tuple[subprocess.Popen[str], str], signal_name: str
) -> None:
    child, url = served
    status, headers, page = get(url)
    assert status == 200 and '<html lang="en-GB">' in page and "<title>Ask the Reviews</title>" in page
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "img-src 'self' data: blob:" in policy
    assert "frame-ancestors 'none'" in policy and "script-src 'self' 'unsafe-eval' 'sha256-" in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert headers["referrer-policy"] == "no-referrer" and headers["x-content-type-options"] == "nosniff"
    child.send_signal(getattr(signal, signal_name))
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err) == (0, "", "")


def test_what_the_first_answer_is_drawn_with_is_loaded_with_the_page() -> None:
    import streamlit

    folder = Path(streamlit.__file__).parent / "static"
    page = in_our_words((folder / "index.html").read_bytes()).decode()
    early = re.findall(r'modulepreload" crossorigin href="\./static/js/([\w.-]+)"', page)
    assert len(early) == len(set(early)) and any(name.startswith("TextInput.") for name in early)
    (search,) = folder.glob("static/js/TextInput.*.js")
    needed = re.findall(r'["\']\./([\w.-]+\.js)["\']', search.read_text(encoding="utf-8"))
    in_page = re.findall(r"static/js/([\w.-]+\.js)", page)
    assert needed and set(needed) <= set(in_page)


def test_a_port_that_this_page_has_already_says_where_the_page_is(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    url = served[1]
    with pytest.raises(ReviewsError, match=f"The page is open already at {url}"):
        server.serve(port=int(url.rpartition(":")[2]))


def test_a_taken_port_gives_one_line_with_the_next_step() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ReviewsError, match=f"Port {port} is taken .* --port {port + 1}"):
            server.serve(port=port)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_it_listens_on_this_machine_only(address: str) -> None:
    with pytest.raises(ReviewsError, match=r"Use --address 127\.0\.0\.1"):
        server.serve(address=address, port=free_port())


def test_every_shipped_option_is_one_that_streamlit_knows() -> None:
    from streamlit import config

    known = config._config_options_template
    options = server._options("127.0.0.1", 8501)
    assert not [name for name in options if not name.startswith("theme.") and name not in known]
    assert options["server.address"] == "127.0.0.1" and options["server.allowedHosts"]
    assert options["browser.gatherUsageStats"] is False and options["server.fileWatcherType"] == "none"
    assert options["client.showErrorDetails"] == "none" and options["client.allowedOrigins"] == []


def test_the_shipped_file_alone_is_safe_for_streamlit_run() -> None:
    shipped = tomllib.loads((ROOT / "ui" / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert shipped["server"]["address"] == "127.0.0.1"
    assert shipped["browser"]["gatherUsageStats"] is False


def test_the_only_script_of_ours_is_the_one_the_policy_allows() -> None:
    assert server._hash(GO_TO_NEWEST) in server.safe_headers()["content-security-policy"]
    assert re.findall(
        r"<script>(.*?)</script>",
        go_to_newest(Message(7, "2026-11-21T09:00:00", "interrupted")),
        flags=re.DOTALL,
    ) == [GO_TO_NEWEST]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py")]
    assert sum(source.count("unsafe_allow_javascript") for source in sources) == 1
    assert not [source for source in sources if "unsafe_allow_html" in source]
