"""A preview on this machine: builds, serves, watches, rebuilds.

Problems leave the last good site standing and are shown in a panel on every page. Serves the
loopback address only.
"""

import errno
import html
import os
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.tree import stamp

_PANEL = (
    '<div role="alert" class="problems" tabindex="0"><h2>資料有問題，這是上一次正確的網站 / '
    "The data has problems; this is the last good site</h2><ul>{items}</ul></div>"
)
FREE_PORTS = (8001, 8002)  # what is advised where a port cannot be used
# Asked again and again rather than held open: a browser opens six connections to one host, and tabs
# that each held one would leave none for pages.
_POLL = '<script src="/__live.js" data-version="{version}"></script>'
_LIVE = (
    "{const seen=document.currentScript.dataset.version;setInterval(async()=>{"
    "if(!document.hidden)try{const now=await(await fetch('/__version')).text();"
    "if(now!==seen)location.reload()}catch{}},250)}"
)
_WATCH = 0.2  # seconds between two looks at the files
_PATIENCE = 60  # seconds that a page waits for the switch of two sites


class NoPort(Exception):
    """The port cannot be used; the message says what to do."""

    def __init__(self, port: int, error: OSError) -> None:
        other = FREE_PORTS[port == FREE_PORTS[0]]
        taken = error.errno == errno.EADDRINUSE
        zh = f"連接埠 {port} 已被使用" if taken else f"不能使用連接埠 {port}"
        en = f"port {port} is in use" if taken else f"port {port} cannot be used"
        super().__init__(f"{zh}；請加 --port {other} / {en}; add --port {other}")


class Preview:
    """The state of a preview: what is wrong now, and which build is shown."""

    def __init__(
        self, build: Callable[[Path], list[str]], *, watch: Sequence[Path], out: Path
    ) -> None:
        self._build = build
        self._watch = watch
        self.out = out
        self.problems: list[str] = []
        self.seconds = 0.0
        self._builds = 0
        self._whole = threading.Event()
        self._whole.set()
        self._seen = stamp(watch)

    @property
    def version(self) -> str:
        """What a page compares: another one after each build, and after a new start."""
        return f"{os.getpid()}-{self._builds}"

    def rebuild(self) -> None:
        """Build; on problems the folder stays as it was. `seconds`: how long it took."""
        began = time.perf_counter()
        self._whole.clear()
        try:
            self.problems = self._build(self.out)
        finally:
            self._builds += 1
            self.seconds = time.perf_counter() - began
            self._whole.set()

    def find(self, name: str) -> Path | None:
        """A file of the site by its name. Where a build runs, the site may just be switching, and
        what is not there is looked for once more after it."""
        for waits in (True, False):
            path = self.out / name
            path = path / "index.html" if path.is_dir() else path
            if path.is_file():
                return path
            if waits:
                self._whole.wait(_PATIENCE)
        return None

    def rebuild_if_changed(self) -> bool:
        """Rebuild when a watched file changed; returns whether it did."""
        try:
            now = stamp(self._watch)
        except FileNotFoundError:
            # A file vanished between listing and reading: an editor is writing. Look again later.
            return False
        if now == self._seen:
            return False
        self._seen = now
        self.rebuild()
        return True

    def page(self, body: bytes) -> bytes:
        """A served page with the panel, where there are problems, and the reload script."""
        panel = ""
        if self.problems:
            panel = _PANEL.format(
                items="".join(f"<li>{html.escape(p)}</li>" for p in self.problems)
            )
        poll = _POLL.format(version=self.version)
        text = body.decode("utf-8")
        if "<body" not in text:
            return f"<!doctype html><meta charset=utf-8><body>{panel}{poll}</body>".encode()
        head, _, rest = text.partition("<body")
        tag, _, inner = rest.partition(">")
        return f"{head}<body{tag}>{panel}{inner.replace('</body>', poll + '</body>')}".encode()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, preview: Preview, **kwargs: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.out), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/__version":
            self._send(self.preview.version.encode(), "text/plain")
        elif path == "/__live.js":
            self._send(_LIVE.encode(), "text/javascript")
        else:
            wanted = Path(self.translate_path(path)).relative_to(self.directory)
            found = self.preview.find(wanted.as_posix())
            # Links of a page are relative, so a folder's page needs its slash.
            sent_on = found and found.name != wanted.name and not path.endswith("/")
            if not sent_on and (found is None or found.suffix == ".html"):
                self._send_page(found)
            else:
                super().do_GET()

    def _send_page(self, file: Path | None) -> None:
        shown = file or self.preview.find("404.html")
        try:
            body = shown.read_bytes() if shown else b""
        except FileNotFoundError:  # the site was switched meanwhile; the page asks again
            body = b""
        self._send(self.preview.page(body), "text/html; charset=utf-8", 200 if file else 404)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of single requests."""


def make_server(
    preview: Preview, *, host: str = "127.0.0.1", port: int = 8000
) -> ThreadingHTTPServer:
    """A server for a preview, not yet running. Raises `OSError` where the port is taken."""
    return ThreadingHTTPServer((host, port), partial(_Handler, preview=preview))


def _tell(preview: Preview) -> None:
    for problem in preview.problems:
        print(problem, flush=True)
    count, seconds = len(preview.problems), f"{preview.seconds:.1f}"
    if count:
        said = f"{count} 個問題，網站仍是上一次正確的 / {count} problems; the last good site stays"
    else:
        said = f"網站已更新（{seconds} 秒） / the site is up to date ({seconds} s)"
    print(said, flush=True)


def serve(
    build: Callable[[Path], list[str]], *, watch: Sequence[Path], out: Path, port: int = 8000
) -> None:
    """Build, serve and watch until interrupted. Raises `NoPort`."""
    preview = Preview(build, watch=watch, out=out)
    try:
        server = make_server(preview, port=port)
    except OSError as error:
        raise NoPort(port, error) from None
    preview.rebuild()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    print(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C)", flush=True)
    try:
        while True:
            _tell(preview)
            while not preview.rebuild_if_changed():
                time.sleep(_WATCH)
    except KeyboardInterrupt:
        server.shutdown()
