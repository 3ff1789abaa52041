"""Nothing leaves the machine: with the network taken away all works, and no call to it is even tried."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import GOLD, ROOT, SHIPPED

LOOPBACK = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
DNS = "htons(53)"
CALL = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(.*\bAF_INET6?\b")
QUESTIONS = [case["question"] for case in GOLD[::25]]
COMMANDS = (  # a first start: no graph, no vectors, no index
    ("ingest", "--json"),
    ("ask", "--json", "--batch", "{questions}"),
    ("eval", "--check"),
)


@dataclass(frozen=True)
class Run:
    """What each command came to, every call to the network that was seen, and the only folder to write in."""

    folder: Path
    done: tuple[subprocess.CompletedProcess[str], ...]
    calls: tuple[str, ...] | None


def leaves(call: str) -> bool:
    """Whether a line of strace shows a call to another machine, or a question to a name server."""
    return bool(CALL.search(call)) and (DNS in call or not LOOPBACK.search(call))


def taken_away(prefix: list[str]) -> list[str]:
    """The words before a command that take its network away, or none where that is not allowed."""
    words = ["unshare", "-rn", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh"]
    if not shutil.which("unshare"):
        return []
    return words if subprocess.run([*words, *prefix, "true"], capture_output=True).returncode == 0 else []


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The commands without a network, watched by strace where there is one."""
    folder = tmp_path_factory.mktemp("offline")
    questions = folder / "questions.jsonl"
    lines = [json.dumps({"id": number, "question": text}) for number, text in enumerate(QUESTIONS)]
    questions.write_text("\n".join(lines), encoding="utf-8")
    log = folder / "calls"
    watched = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=network",
        "-s",
        "200",
        "-A",
        "-o",
        str(log),
    ]
    if not shutil.which("strace") or subprocess.run([*watched, "true"], capture_output=True).returncode:
        watched = []
    away = taken_away(watched)
    if not away and not watched:
        pytest.skip("neither unshare nor strace may be used here")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        "REVIEWS_HOME": str(folder / "home"),
        "REVIEWS_CORPUS": str(SHIPPED),
        "HOME": str(folder),
    }
    done = []
    for command in COMMANDS:
        words = [word.format(questions=questions) for word in command]
        program = [*away, *watched, sys.executable, "-m", "ui.cli", *words]
        done.append(subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True))
    seen = tuple(log.read_text(errors="replace").splitlines()) if watched else None
    return Run(folder, tuple(done), seen)


def test_ingest_ask_and_eval_work_without_a_network(run: Run) -> None:
    ingested, asked, checked = run.done
    assert [one.returncode for one in run.done] == [0, 0, 0], [one.stderr[-500:] for one in run.done]
    assert {row["action"] for row in json.loads(ingested.stdout)["rows"]} == {"new"}
    assert len(asked.stdout.splitlines()) == len(QUESTIONS) and '"answered"' in asked.stdout
    assert "cases fit the index" in checked.stdout


def test_no_call_to_another_machine_is_tried(run: Run) -> None:
    if run.calls is None:
        pytest.skip("strace is not at hand, or may not watch here")
    assert [call for call in run.calls if leaves(call)] == []
    assert any("socket" in call for call in run.calls) or run.calls == ()


def test_the_search_for_calls_would_see_one() -> None:
    lines = {
        '9 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}, 16) = 0': True,
        '9 sendto(5, "x", 1, 0, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001::1", &a)}, 28) = 1': True,
        '9 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16)': True,
        '9 connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16)': False,
        '9 connect(5, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110) = -1': False,
    }
    assert {line: leaves(line) for line in lines} == lines


def test_nothing_is_written_to_the_users_own_folder(run: Run) -> None:
    """HOME was this folder: a device id, a cache or a log that a library leaves behind would lie here."""
    assert {path.name for path in run.folder.iterdir()} <= {"home", "questions.jsonl", "calls"}


@pytest.mark.parametrize(
    "first", ["ingest", "ingest.embedding.minilm", "assistant.assistant", "eval.run", "ui.cli"]
)
def test_telemetry_is_forbidden_before_onnxruntime_can_be_imported(first: str) -> None:
    unset: Mapping[str, str] = {k: v for k, v in os.environ.items() if "TELEMETRY" not in k}
    program = (
        f"import os, sys; import {first}; assert 'onnxruntime' not in sys.modules; "
        "print(os.environ['ORT_DISABLE_TELEMETRY'], os.environ['ANONYMIZED_TELEMETRY'])"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=unset, capture_output=True, text=True)
    assert ran.stdout == "1 False\n", ran.stderr
