"""Which picture a URL shows, whatever its size, crop, quality and tracking: one function for the whole product."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from seolint.pattern import pattern

_ALWAYS_SIZING = frozenset("w h width height q quality dpr fit crop".split())
_SIZING = _ALWAYS_SIZING | frozenset(
    "cs fm format auto ixid ixlib ixjsv rect fp-x fp-y resize ssl strip zoom sharp blur bg pad ar max-w max-h s sz size "
    "v t ts _ _a scale usm tr imwidth imheight caw maxwidth mw mh upscale lossy optimize _ex fitin".split()
)
_TRACKING = pattern(r"utm_.*|x-amz-.*|fbclid|gclid|msclkid|yclid|mc_[ce]id|ref|ref_src|igshid|_ga|_gl|cachebust(?:er)?")
_EXTENSION = pattern(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|heic)$", re.IGNORECASE)
_REENCODED = pattern(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$", re.IGNORECASE)
_WORDPRESS = pattern(
    r"(?:-\d{2,4}x\d{2,4}|-scaled|-rotated|-e\d{10,16}|@[1-4]x){1,4}(?=\.\w+$)", re.IGNORECASE
)
_THUMBNAIL = pattern(r"_thumb(\d{0,3})(?=\.\w+$)")
"""Live Writer's ``image_thumb3.png`` shows ``image3.png``."""

_NESTED = re.compile(r"https?:/{1,2}(?=[\w-]+\.)", re.IGNORECASE)
_RESIZER = re.compile(r"/(?:_next/image|_vercel/image|\.netlify/images|_image|_ipx)/?$")
_CLOUDFLARE = re.compile(r"^/cdn-cgi/image/[^/]*(?=/)")
_CLOUDINARY = pattern(r"/(?:image|video)/(?:upload|fetch|private|authenticated|youtube|twitter)/")
_CLOUDINARY_PART = pattern(
    r"s--[\w-]{8,32}--|(?:\$\w+|(?:ac|af|ar|bl|bo|br|co|cs|dl|dn|dpr|du|eo|fl|fn|fps|if|ki|pg|so|sp|vc|vs|[a-hloqrtuwxyz])_)"
    r"[^/]+"
)
_VERSION = re.compile(r"v\d+$")
_SHOPIFY = pattern(
    r"_(?:pico|icon|thumb|small|compact|medium|large|grande|original|master|\d{1,4}x\d{0,4}|x\d{1,4})"
    r"(?:_crop_\w+)?(?:@[23]x)?(?:\.progressive)?(?=\.\w+$)"
)
_GOOGLE = pattern(r"/[swh]\d[\w-]*(?=/[^/]*$)|=[swh]\d[\w-]*$")
_GITHUB = pattern(r"^(/[^/]+/[^/]+)/(?:(?:raw|blob)/)?(?:refs/heads/)?")
_WIKIMEDIA = re.compile(r"/thumb(/.*)/[^/]*$")
_OWN_PICTURE = re.compile(r"/([\w-]+)\.png")
_GHOST = pattern(r"(?<=/content/images)/size/w\d+(?:h\d+)?(?:/format/\w+)?(?=/)")

_LONGEST = 4_000
"""No picture's URL is longer; what is, stands for itself."""

Reader = Callable[[str, str, str], str]
"""``(host, path, query)`` to the identity."""


def _path(host: str, path: str, query: str) -> str:
    return host + path


def _whole(host: str, path: str, query: str) -> str:
    """A host that shows another picture at each address, or at each call."""
    return f"{host}{path}?{query}"


def _without(pattern: str) -> Reader:
    """What is left of the path without ``pattern``."""
    return lambda host, path, query: host + re.sub(pattern, "", path)


def _named(pattern: str, name: str) -> Reader:
    """The identifier that ``pattern`` finds in the path."""

    def read(host: str, path: str, query: str) -> str:
        match = re.search(pattern, path)
        return f"{name}:{match[1]}" if match else _other(host, path, query)

    return read


def _inner(host: str, path: str, query: str) -> str:
    """The picture of another host that a proxy shows: its URL is a parameter."""
    for key, value in parse_qsl(query):
        if key in {"url", "href", "src"} and value:
            return image_identity(value if "://" in value or value.startswith("/") else f"//{value}")
    return _whole(host, path, query)


def _cloudinary(host: str, path: str, query: str) -> str:
    kind = _CLOUDINARY.search(path)
    if kind is None:
        return host + path
    parts = path[kind.end() :].split("/")
    while len(parts) > 1 and _CLOUDINARY_PART.fullmatch(parts[0]):
        parts = parts[1:]
    if len(parts) > 1 and _VERSION.match(parts[0]):
        parts = parts[1:]
    return f"{host}{path[: kind.start()]}/{_EXTENSION.sub('', '/'.join(parts))}"


def _drive(host: str, path: str, query: str) -> str:
    found = re.search(r"/d/([\w-]{20,})", path)
    name = found[1] if found else dict(parse_qsl(query)).get("id", "")
    return f"google-drive:{name}" if name else _whole(host, path, query)


def _google(host: str, path: str, query: str) -> str:
    return _drive(host, path, query) if path.startswith("/d/") else "google:" + _GOOGLE.sub("", path)


def _github(host: str, path: str, query: str) -> str:
    if host == "github.com" and (own := _OWN_PICTURE.fullmatch(path)):
        return f"github-avatar:{own[1]}"
    if host == "media.githubusercontent.com":
        path = path.removeprefix("/media")
    return "github:" + _GITHUB.sub(r"\1/", path)


def _camo(host: str, path: str, query: str) -> str:
    try:
        return image_identity(bytes.fromhex(path.rpartition("/")[2]).decode())
    except ValueError:
        return host + path


def _wikimedia(host: str, path: str, query: str) -> str:
    project = path.split("/")[2] if host == "upload.wikimedia.org" and path.count("/") > 2 else "commons"
    return f"wikimedia:{project}:" + _WIKIMEDIA.sub(r"\1", path).rpartition("/")[2].replace(" ", "_")


def _other(host: str, path: str, query: str) -> str:
    """Any other host: all but the sizes, qualities and tracking that are in use everywhere."""
    path = _GHOST.sub("", _THUMBNAIL.sub(r"\1", _WORDPRESS.sub("", _REENCODED.sub(r"\1", path))))
    is_file = _EXTENSION.search(path) is not None
    sizing = _SIZING if is_file else _ALWAYS_SIZING
    kept = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if not (key.lower() in sizing and (is_file or key != "q" or value.isdigit())) and not _TRACKING.fullmatch(key.lower())
    ]
    return host + path + ("?" + urlencode(sorted(kept)) if kept else "")


def _shopify(host: str, path: str, query: str) -> str:
    return host + _SHOPIFY.sub("", path)


def _shared(name: str, dropped: str = "") -> Reader:
    """One path on several hosts of a service, without the pattern ``dropped``."""
    return lambda host, path, query: f"{name}:" + re.sub(dropped, "", path)


_READERS: tuple[tuple[str, Reader], ...] = (
    (r"(?:images|plus)\.unsplash\.com", _path),
    (r"source\.unsplash\.com|picsum\.photos|loremflickr\.com|placekitten\.com", _whole),
    (r".*\.imgix\.net|(?:images|downloads)\.ctfassets\.net|images\.microcms-assets\.io|images\.pexels\.com", _path),
    (r"cdn\.sanity\.io|.*\.prismic\.io|assets\.st-note\.com|firebasestorage\.googleapis\.com|.*\.squarespace-cdn\.com", _path),
    (r"www\.datocms-assets\.com|datocms-assets\.com|.*\.discordapp\.(?:com|net)|.*\.fbcdn\.net|.*\.assets\.newt\.so", _path),
    (r"user-images\.githubusercontent\.com|private-user-images\..*", _path),
    (r"avatars\d*\.githubusercontent\.com", _named(r"/((?:u/)?[\w-]+)$", "github-avatar")),
    (r"(?:\w+\.)?gravatar\.com", _named(r"/avatar/([0-9a-f]{32,64})", "gravatar")),
    (r"(?:.*-)?res\.cloudinary\.com|asset\.cloudinary\.com", _cloudinary),
    (r"cdn\.shopify\.com|.*\.myshopify\.com", _shopify),
    (r"(?:(?:farm|c|live)\d*\.|photos\d*\.)?(?:static\.?)?flickr\.com", _named(r"/(\d{5,})_[^/]*$", "flickr")),
    (r"(?:\w+\.)?gyazo\.com", _named(r"/([0-9a-f]{32})", "gyazo")),
    (r"(?:lh|blogger)\d*\.(?:googleusercontent|ggpht)\.com|yt\d\.ggpht\.com|\d\.bp\.blogspot\.com", _google),
    (r"(?:drive|docs)\.google\.com", _drive),
    (r"(?:i\d?|img)\.(?:ytimg|youtube)\.com", _named(r"/vi(?:_webp)?/([\w-]{11}(?:/[123](?=\.))?)", "youtube")),
    (r"i\.vimeocdn\.com", _named(r"/video/(\d+)", "vimeo")),
    (r"pbs\.twimg\.com", _named(r"/(media/[\w-]+|profile_images/\d+)", "twitter")),
    (r"(?:i|preview)\.redd\.it", _named(r"(?:-v0-|/)(\w{8,20})\.\w+$", "reddit")),
    (r"i\.pinimg\.com", _without(r"^/(?:originals|\d+x(?:\d+)?)(?=/)")),
    (r"\d+\.media\.tumblr\.com", _named(r"/(tumblr_\w+?)_(?:\d{2,4}|75sq)\.\w+$", "tumblr")),
    (r"miro\.medium\.com|cdn-images-\d\.medium\.com", _named(r"/(\d\*[\w-]+)[^/]*$", "medium")),
    (r"files\.speakerdeck\.com", _without(r"(?:preview_|thumb_)(?=slide_\d+\.\w+$)")),
    (r"github\.com|(?:raw|media)\.githubusercontent\.com", _github),
    (r"camo\.(?:github|qiita)usercontent\.com", _camo),
    (r"opengraph\.githubassets\.com", _without(r"^/[^/]+")),
    (r"upload\.wikimedia\.org|commons\.wikimedia\.org", _wikimedia),
    (r"i\.imgur\.com|imgur\.com", _named(r"/(\w{7}|\w{5})[sbtmlh]?(?:\.\w+)?$", "imgur")),
    (r"cdn-ak.*\.f\.st-hatena\.com", _named(r"/fotolife/(\w/[\w-]+/\d{8}/\d{14})", "hatena")),
    (r"stat\d*\.ameba\.jp", _named(r"/(?:o|t\d{8}_)(\d{17,20})", "ameba")),
    (r"livedoor\.(?:\d\.)?blogimg\.jp", _shared("livedoor", r"-s(?=\.\w+$)")),
    (r"(?:thumbnail\.)?image\.rakuten\.co\.jp|(?:tshop|image|r)\.r10s\.jp", _shared("rakuten", r"^/@0_(?:mall|gold)")),
    (r"(?:m\.media-|(?:ecx\.)?images-.*|.*\.images-)amazon\.com|.*ssl-images-amazon\.com",
     _named(r"/images/([IP]/[\w+%-]+)", "amazon")),
    (r"cdn\.pixabay\.com", _without(r"_{1,2}\d{3,4}(?=\.\w+$)")),
    (r"static\.wixstatic\.com", _without(r"(?<=[^/])/v1/.*$")),
    (r"a\.storyblok\.com|img\d?\.storyblok\.com", _without(r"/m/.*$")),
    (r"ik\.imagekit\.io", _without(r"/tr:[^/]+(?=/)")),
    (r".*\.graphassets\.com", _named(r"/([^/=]+)$", "graphassets")),
    (r"uploads-ssl\.webflow\.com|(?:.*\.)?website-files\.com", _shared("webflow", r"-p-\d{3,4}(?=\.\w+$)")),
    (r"(?:www\.)?dropbox\.com|dl\.dropbox(?:usercontent)?\.com", _shared("dropbox")),
    (r"wsrv\.nl|images\.weserv\.nl", _inner),
)  # fmt: skip


@cache
def _reader(host: str) -> Reader:
    """How URLs of ``host`` are read; a pattern is compiled when a host gets so far."""
    return next((read for pattern, read in _READERS if re.fullmatch(pattern, host)), _other)


def image_identity(url: str) -> str:
    """The same text for two URLs that show one picture; relative URLs are taken as they stand.

    Known hosts have their own readers; behind a proxy (Jetpack, Cloudflare, Next.js, Cloudinary's fetch) stands the
    picture that it shows. Other hosts keep what is not a known size, quality or tracking parameter.
    """
    if len(url) > _LONGEST:
        return url
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    path = unicodedata.normalize("NFC", unquote(parts.path))
    nested = list(_NESTED.finditer(path))[-1:] if host and ":/" in path else []
    if nested:
        host_and_path = path[nested[0].end() :]
        own = "?" not in host_and_path and "%3a%2f%2f" not in parts.path.lower()
        return image_identity(f"//{host_and_path}" + (f"?{parts.query}" if own else ""))
    if host.endswith(".wp.com") and re.fullmatch(r"i\d\.wp\.com", host):
        return image_identity(f"/{path}?{parts.query}")
    if host == "cdn.jsdelivr.net" and path.startswith("/gh/"):
        return "github:/" + path[4:].replace("@", "/", 1)
    if host == "static.zenn.studio" and path.startswith("/user-upload/"):
        host, path = "storage.googleapis.com", "/zenn-" + path[1:]
    if _RESIZER.search(path):
        return _inner(host, path, parts.query)
    path = _CLOUDFLARE.sub("", path)
    return _reader(host)(host, path, parts.query)
