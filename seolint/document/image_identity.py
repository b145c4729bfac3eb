"""Which picture a URL shows, whatever its size, crop, quality and tracking: one function for the whole product."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_SIZING = frozenset(
    "w h width height q quality fit crop cs fm format auto dpr ixid ixlib ixjsv rect fp-x fp-y resize ssl strip zoom "
    "sharp blur bg pad ar max-w max-h s size v t ts _ scale usm tr imwidth imheight".split()
)
_ALWAYS_SIZING = frozenset("w h width height q quality".split())
_EXTENSION = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|heic)$", re.IGNORECASE)
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|msclkid|yclid|mc_[ce]id|ref|ref_src|igshid|_ga|_gl")
_CLOUDINARY = re.compile(r"/(?:image|video)/(?:upload|fetch)/(?:(?:s--[\w-]+--|(?:[a-z]{1,3}_[^/,]+)(?:,[a-z]{1,3}_[^/,]+)*|v\d+)/)*")
_WORDPRESS = re.compile(r"(?:-\d{2,4}x\d{2,4}|-scaled|-e\d{10,}|_thumb\d*)+(?=\.\w+$)")
_GOOGLE = re.compile(r"/(?:s|w|h)\d+(?:-[a-z0-9-]+)*(?=/[^/]*$)|=[swh]\d+(?:-[\w-]+)*$")
_FLICKR = re.compile(r"/(\d{5,})_[^/]*$")
_GYAZO = re.compile(r"/(?:max_size/\d+/|thumb/\d+/)?([0-9a-f]{32})")
_TWITTER = re.compile(r"(/media/[\w-]+?)(?:\.\w+)?(?::\w+)?$")
_MEDIUM = re.compile(r"^/v2/resize:[^/]+/|^/max/\d+/|^/fit/[^/]+/(?:\d+/){1,2}|^/freeze/")
_JETPACK = re.compile(r"i\d\.wp\.com")


def _path(host: str, path: str) -> str:
    return host + path


def _match(pattern: re.Pattern[str], name: str) -> Callable[[str, str], str]:
    def read(host: str, path: str) -> str:
        found = pattern.search(path)
        return f"{name}:{found[1]}" if found else host + path

    return read


_HOSTS: tuple[tuple[re.Pattern[str], Callable[[str, str], str]], ...] = (
    (re.compile(r"(?:images|plus)\.unsplash\.com|source\.unsplash\.com"), _path),
    (re.compile(r".*\.imgix\.net|images\.ctfassets\.net|images\.microcms-assets\.io|images\.pexels\.com"), _path),
    (re.compile(r"cdn\.shopify\.com|cdn\.sanity\.io|.*\.prismic\.io|assets\.st-note\.com|.*\.graphassets\.com"), _path),
    (re.compile(r"res\.cloudinary\.com"), lambda host, path: host + _CLOUDINARY.sub("/", path)),
    (re.compile(r"(?:farm|c|live)\d*\.static(?:\.)?flickr\.com|live\.staticflickr\.com"), _match(_FLICKR, "flickr")),
    (re.compile(r"(?:i\.|thumb\.|)gyazo\.com"), _match(_GYAZO, "gyazo")),
    (re.compile(r"(?:lh|blogger)\d*\.(?:googleusercontent|ggpht)\.com|\d\.bp\.blogspot\.com"),
     lambda host, path: "google:" + _GOOGLE.sub("", path)),
    (re.compile(r"pbs\.twimg\.com"), _match(_TWITTER, "twitter")),
    (re.compile(r"miro\.medium\.com|cdn-images-\d\.medium\.com"), lambda host, path: "medium:" + _MEDIUM.sub("/", path)),
)  # fmt: skip


def image_identity(url: str) -> str:
    """The same text for two URLs that show one picture; relative URLs are taken as they stand.

    Known hosts: Unsplash, imgix, Contentful, Cloudinary, Flickr, Gyazo, Google, Twitter, Medium, WordPress and Jetpack
    sizes, GitHub raw. Other hosts keep what is not a known size, quality or tracking parameter.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    path = unquote(parts.path)
    if _JETPACK.fullmatch(host):
        inner, _, path = path.lstrip("/").partition("/")
        host, path = inner.removeprefix("www."), "/" + path
    if host in {"github.com", "raw.githubusercontent.com"}:
        path = re.sub(r"^(/[^/]+/[^/]+)/(?:raw|blob)/(?:refs/heads/)?", r"\1/", path)
        return "github:" + path
    for pattern, read in _HOSTS:
        if pattern.fullmatch(host):
            return read(host, path)
    path = _WORDPRESS.sub("", path)
    sizing = _SIZING if _EXTENSION.search(path) else _ALWAYS_SIZING
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in sizing and not _TRACKING.fullmatch(key.lower())
    ]
    return host + path + ("?" + urlencode(sorted(kept)) if kept else "")
