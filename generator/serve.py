"""A preview on this machine: builds, serves, watches, rebuilds.

Problems leave the last good site standing and are shown in a panel on every page. Serves the
loopback address only.
"""

import errno
import html
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PANEL = (
    '<div role="alert" class="problems"><h2>資料有問題，這是上一次正確的網站 / '
    "The data has problems; this is the last good site</h2><ul>{items}</ul></div>"
)
FREE_PORTS = (8001, 8002)  # what is advised where a port cannot be used
_POLL = '<script src="/__live.js"></script>'
_LIVE = (
    "let seen=null;setInterval(async()=>{try{const now=await(await fetch('/__version')).text();"
    "if(seen!==null&&now!==seen)location.reload();seen=now}catch{}},1000);"
)


class NoPort(Exception):
    """The port cannot be used; the message says what to do."""

    def __init__(self, port: int, error: OSError) -> None:
        other = FREE_PORTS[port == FREE_PORTS[0]]
        taken = error.errno == errno.EADDRINUSE
        zh = f"連接埠 {port} 已被使用" if taken else f"不能使用連接埠 {port}"
        en = f"port {port} is in use" if taken else f"port {port} cannot be used"
        super().__init__(f"{zh}；請加 --port {other} / {en}; add --port {other}")


class Preview:
    """The state of a preview: what is wrong now, and how often the site was rebuilt."""

    def __init__(
        self, build: Callable[[Path], list[str]], *, watch: Sequence[Path], out: Path
    ) -> None:
        self._build = build
        self._watch = watch
        self.out = out
        self.problems: list[str] = []
        self.version = 0
        self._seen = self._stamp()

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        files = [p for folder in self._watch for p in sorted(folder.rglob("*")) if p.is_file()]
        return tuple((str(p), (s := p.stat()).st_mtime_ns, s.st_size) for p in files)

    def rebuild(self) -> None:
        """Build; on problems the folder stays as it was."""
        self.problems = self._build(self.out)
        self.version += 1

    def rebuild_if_changed(self) -> bool:
        """Rebuild when a watched file changed; returns whether it did."""
        try:
            stamp = self._stamp()
        except FileNotFoundError:
            # A file vanished between listing and reading: an editor is writing. Look again later.
            return False
        if stamp == self._seen:
            return False
        self._seen = stamp
        self.rebuild()
        return True

    def page(self, body: bytes) -> bytes:
        """A served page with the panel, where there are problems, and the reload script."""
        panel = ""
        if self.problems:
            panel = _PANEL.format(
                items="".join(f"<li>{html.escape(p)}</li>" for p in self.problems)
            )
        text = body.decode("utf-8")
        if "<body" not in text:
            return f"<!doctype html><meta charset=utf-8><body>{panel}{_POLL}</body>".encode()
        head, _, rest = text.partition("<body")
        tag, _, inner = rest.partition(">")
        return f"{head}<body{tag}>{panel}{inner.replace('</body>', _POLL + '</body>')}".encode()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, preview: Preview, **kwargs: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.out), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/__version":
            self._send(str(self.preview.version).encode(), "text/plain")
        elif path == "/__live.js":
            self._send(_LIVE.encode(), "text/javascript")
        else:
            file = Path(self.translate_path(path))
            if file.is_dir():
                file = file / "index.html"
            if file.suffix in {".html", ""} or not file.is_file():
                self._send_page(file)
            else:
                super().do_GET()

    def _send_page(self, file: Path) -> None:
        found = file.is_file()
        shown = file if found else self.preview.out / "404.html"
        body = shown.read_bytes() if shown.is_file() else b""
        self._send(self.preview.page(body), "text/html; charset=utf-8", 200 if found else 404)

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
            for problem in preview.problems:
                print(problem, flush=True)
            while not preview.rebuild_if_changed():
                time.sleep(0.5)
    except KeyboardInterrupt:
        server.shutdown()
