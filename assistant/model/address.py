"""Where an endpoint is, as settings give it, and the way there."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from ingest.errors import ReviewsError

OPENAI = "https://api.openai.com/v1"
STEP = "Set OPENAI_BASE_URL to an address such as http://localhost:11434/v1"


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint's address; ``where`` is the host, with its port if it has one, as it is named to people."""

    url: str
    where: str
    proxy: str = ""

    @property
    def encrypted(self) -> bool:
        """Whether the way there is, or a part of it."""
        return self.url.startswith("https:") or self.proxy.startswith("https:")


def read_address(written: str) -> Address:
    """The address of an endpoint and the proxy that leads to it; no address is OpenAI's own.

    The system's proxies hold here as for its other programs (HTTPS_PROXY, NO_PROXY, the settings of Windows and
    macOS), since many offices have no other way out. An address on this machine never goes through one: the question
    would leave the machine.

    Raises:
        ReviewsError: it is no address of http or https, or holds a password, which belongs in OPENAI_API_KEY.
    """
    url = written.strip() or OPENAI
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ReviewsError("OPENAI_BASE_URL is not an address", STEP) from None
    printable = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in ("http", "https") or not host or not printable:
        raise ReviewsError("OPENAI_BASE_URL is not an address that begins with http:// or https://", STEP)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ReviewsError(
            "OPENAI_BASE_URL holds a user name, a query or a fragment",
            "Put a key in OPENAI_API_KEY, and leave it out",
        )
    shown = f"[{host}]" if ":" in host else host
    url = url.replace(url[: len(parts.scheme)], parts.scheme, 1)  # HTTPS: and https: are one
    return Address(url, shown + port, "" if is_loopback(host) else _proxy(parts.scheme, host))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _proxy(scheme: str, host: str) -> str:
    proxies = getproxies()
    found = proxies.get(scheme) or proxies.get("all") or ""
    if not found or proxy_bypass(host):
        return ""
    found = found if "://" in found else f"http://{found}"
    try:
        parts = urlsplit(found)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or True)
    except ValueError:
        usable = False
    if not usable:
        raise ReviewsError(
            f"The proxy for {scheme} is not an address that begins with http:// or https://",
            f"Correct {scheme.upper()}_PROXY, or name the endpoint's host in NO_PROXY",
        )
    return found
