"""The house rules: floors, doors to libraries, sizes, and nothing of one machine in what is committed."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest
from conftest import ROOT

FLOORS = ("ingest", "assistant", "eval", "ui")  # from the ground up
TREES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
        path.read_text(encoding="utf-8")
    )
    for floor in FLOORS
    for path in sorted((ROOT / floor).rglob("*.py"))
}
DOORS = {  # who may know a library, or a part of one
    "chromadb": {
        "ingest.vectors",
        "ingest.probe",
        "eval.soak.child",
    },  # the last has it write to the disk often
    "llama_index": {"assistant.llamaindex", "assistant.model.client", "ingest.embedding.endpoint"},
    "openai": {"assistant.model.client", "ingest.embedding.endpoint"},
    "streamlit": {name for name in TREES if name.startswith("ui.")},
    "onnxruntime": {"ingest.embedding.runtime"},
}


def walk(tree: ast.AST, inside: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Each import that runs, and whether it stands in a function."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside
        yield from walk(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(name: str) -> Iterator[tuple[str, bool]]:
    """The modules that a module imports; a name imported from a package counts as the module it may be."""
    for found, inside in walk(TREES[name]):
        if isinstance(found, ast.Import):
            yield from ((alias.name, inside) for alias in found.names)
            continue
        assert found.level == 0 and found.module, f"{name} imports by dots"
        for alias in found.names:
            whole = f"{found.module}.{alias.name}"
            yield (whole if whole in TREES else found.module), inside


def test_imports_point_down() -> None:
    for name in TREES:
        floor = FLOORS.index(name.partition(".")[0])
        for module, _ in imported(name):
            root = module.partition(".")[0]
            assert root not in FLOORS or FLOORS.index(root) <= floor, f"{name} imports {module}"
            assert root != "tests", f"{name} imports {module}"


@pytest.mark.parametrize("floor", FLOORS)
def test_no_floor_imports_in_a_circle(floor: str) -> None:
    inside = [name for name in TREES if name.partition(".")[0] == floor]
    graph = {name: {module for module, _ in imported(name) if module in inside} for name in inside}
    assert len(list(TopologicalSorter(graph).static_order())) == len(inside)


def test_the_corpus_holds_no_python() -> None:
    assert list((ROOT / "corpus").rglob("*.py")) == []


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_known_at_its_door_only(library: str) -> None:
    for name in TREES:
        for module, inside in imported(name):
            if module.partition(".")[0] == library:
                at_door = name in DOORS[library] or (library == "llama_index" and name.startswith("eval."))
                assert at_door, f"{name} imports {module}"
                assert inside or library != "chromadb", f"{name} imports {module} outside a function"


def test_eval_is_never_imported_whole() -> None:
    for name in TREES:
        for found, _ in walk(TREES[name]):
            if isinstance(found, ast.Import):
                assert all(alias.name != "eval" for alias in found.names), name
            else:
                assert found.module != "eval", name


def test_no_file_is_over_300_lines() -> None:
    lines = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
    }
    assert {path.name: count for path, count in lines.items() if count > 300} == {}


def test_every_public_name_has_a_docstring() -> None:
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    missing = []
    for name, tree in TREES.items():
        modules = [] if ast.get_docstring(tree) or not tree.body else [name]
        public = [child for child in tree.body if isinstance(child, kinds) and child.name[0] != "_"]
        for kind in list(public):
            if isinstance(kind, ast.ClassDef):
                public += [child for child in kind.body if isinstance(child, kinds) and child.name[0] != "_"]
        missing += modules + [f"{name}.{found.name}" for found in public if not ast.get_docstring(found)]
    assert missing == []


def test_every_folder_with_code_is_a_package_that_is_installed() -> None:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]
    assert sorted(found["include"]) == sorted(f"{floor}*" for floor in FLOORS)
    folders = {path.parent for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}
    assert [folder.name for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_what_is_committed_names_no_registry_and_no_folder_of_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if listed.returncode:
        pytest.skip("this is no working copy of git")
    machine = "|".join(("wo" + "rk", "ro" + "ot"))
    forbidden = re.compile(
        rf"https?://[a-z.]+/(?:simple|packages|debian)/|(?<![\w.:/~\\-])/(?:{machine})(?=/)".encode()
    )
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and (match := forbidden.search(path.read_bytes())):
            found[name] = match.group()
    assert found == {}
