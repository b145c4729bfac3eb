"""One picture has one identity at every address; two pictures never share one."""

from itertools import combinations

import pytest

from seolint.document import Document
from seolint.document.image_identity import image_identity
from seolint.site import Site
from seolint.text import Location, Placed

HASH = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"
CAMO = b"https://user-images.githubusercontent.com/1/2-a.png".hex()

SAME: dict[str, tuple[str, ...]] = {
    "unsplash": (
        "https://images.unsplash.com/photo-1460925895917-afdab827c52f?crop=entropy&cs=tinysrgb&fit=max&fm=jpg&ixid=M3w3&"
        "ixlib=rb-4.1.0&q=80&w=1080&w=1200&h=630&fit=crop&crop=smart",
        "https://images.unsplash.com/photo-1460925895917-afdab827c52f?w=640&h=400",
        "//images.unsplash.com/photo-1460925895917-afdab827c52f",
    ),
    "unsplash plus": ("https://plus.unsplash.com/premium_photo-1661-x?w=1", "https://plus.unsplash.com/premium_photo-1661-x"),
    "imgix": ("https://a.imgix.net/x/b.jpg?auto=format,compress&w=100&s=abc", "http://a.imgix.net/x/b.jpg"),
    "qiita imgix": (
        "https://qiita-user-contents.imgix.net/https%3A%2F%2Fqiita-image-store.s3.amazonaws.com%2F0%2F1%2Fa.png?ixlib=rb&s=1",
        "https://qiita-image-store.s3.amazonaws.com/0/1/a.png",
    ),
    "microcms": ("https://images.microcms-assets.io/assets/1/2/a.png?w=300&fm=webp", "https://images.microcms-assets.io/assets/1/2/a.png"),
    "contentful": (
        "https://images.ctfassets.net/in6v9lxmm5c8/aaa/bbb/a.png?w=300&fm=webp&q=80",
        "//images.ctfassets.net/in6v9lxmm5c8/aaa/bbb/a.png",
    ),
    "pexels": ("https://images.pexels.com/photos/12/pexels-photo-12.jpeg?auto=compress&dpr=2", "https://images.pexels.com/photos/12/pexels-photo-12.jpeg"),
    "sanity": ("https://cdn.sanity.io/images/p/d/abc-1200x800.jpg?rect=0,0,10,10&w=200", "https://cdn.sanity.io/images/p/d/abc-1200x800.jpg"),
    "cloudinary": (
        "https://res.cloudinary.com/demo/image/upload/w_400,c_fill,g_face/f_auto/v1571218039/blog/cat.jpg",
        "https://res.cloudinary.com/demo/image/upload/v1571218039/blog/cat.jpg",
        "https://res.cloudinary.com/demo/image/upload/s--aB3-_x9Y--/c_limit/blog/cat.webp",
        "http://res.cloudinary.com/demo/image/upload/blog/cat",
    ),
    "cloudinary fetch (zenn)": (
        "https://res.cloudinary.com/zenn/image/fetch/s--a1B2c3D4--/c_limit%2Cf_auto%2Cfl_progressive%2Cq_auto%2Cw_1200/"
        "https://storage.googleapis.com/zenn-user-upload/abc.png?_a=BACAGSGT",
        "https://storage.googleapis.com/zenn-user-upload/abc.png",
    ),
    "wordpress": (
        "https://example.jp/wp-content/uploads/2024/05/pan-300x200.jpg",
        "https://example.jp/wp-content/uploads/2024/05/pan-scaled.jpg",
        "https://www.example.jp/wp-content/uploads/2024/05/pan-e1700000000000-1024x683.jpg",
        "https://example.jp/wp-content/uploads/2024/05/pan.jpg.webp",
        "https://example.jp/wp-content/uploads/2024/05/pan_thumb.jpg",
        "https://example.jp/wp-content/uploads/2024/05/pan.jpg",
    ),
    "live writer": ("https://example.jp/wp-content/image_thumb11.png", "https://example.jp/wp-content/image11.png"),
    "jetpack": ("https://i0.wp.com/example.jp/a/pan.jpg?resize=300%2C200&ssl=1", "https://i2.wp.com/example.jp/a/pan.jpg", "https://example.jp/a/pan.jpg"),
    "flickr": (
        "https://farm5.staticflickr.com/4116/4850353891_1a2b3c4d5e_z.jpg",
        "https://live.staticflickr.com/4116/4850353891_9f8e7d6c5b_o.png",
        "http://farm5.static.flickr.com/4116/4850353891_1a2b3c4d5e.jpg",
        "https://c1.staticflickr.com/5/4116/4850353891_1a2b3c4d5e_b.jpg",
    ),
    "google": (
        "https://lh3.googleusercontent.com/abc-DEF_1=w1200-h630-p-k-no-nu",
        "https://lh5.googleusercontent.com/abc-DEF_1=s0",
        "https://lh3.googleusercontent.com/abc-DEF_1",
    ),
    "picasa": ("https://lh4.ggpht.com/-a/AAA/BBB/s800/IMG.jpg", "https://lh3.ggpht.com/-a/AAA/BBB/s72-c/IMG.jpg", "https://lh3.ggpht.com/-a/AAA/BBB/IMG.jpg"),
    "blogger": ("https://1.bp.blogspot.com/-x/A/B/s1600/pan.jpg", "https://2.bp.blogspot.com/-x/A/B/w640-h480/pan.jpg"),
    "google drive": (
        "https://drive.google.com/uc?export=view&id=1AbCdEfGhIjKlMnOpQrStUv",
        "https://drive.google.com/thumbnail?id=1AbCdEfGhIjKlMnOpQrStUv&sz=w1000",
        "https://lh3.googleusercontent.com/d/1AbCdEfGhIjKlMnOpQrStUv=w300",
        "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUv/preview",
    ),
    "youtube": ("https://i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg", "https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg", "https://i.ytimg.com/vi_webp/dQw4w9WgXcQ/hqdefault.webp"),
    "gyazo": (f"https://gyazo.com/{HASH}/raw", f"https://i.gyazo.com/{HASH}.png", f"https://gyazo.com/{HASH}/max_size/800", f"https://i.gyazo.com/thumb/1000/{HASH}-png.jpg"),
    "twitter": (
        "https://pbs.twimg.com/media/FabC_1-x?format=jpg&name=large",
        "https://pbs.twimg.com/media/FabC_1-x.jpg:small",
        "http://pbs.twimg.com/media/FabC_1-x.jpg",
    ),
    "github raw": (
        "https://github.com/u/r/raw/main/docs/a.png",
        "https://github.com/u/r/blob/main/docs/a.png?raw=true",
        "https://raw.githubusercontent.com/u/r/main/docs/a.png",
        "https://raw.githubusercontent.com/u/r/refs/heads/main/docs/a.png",
        "https://media.githubusercontent.com/media/u/r/main/docs/a.png",
        "https://cdn.jsdelivr.net/gh/u/r@main/docs/a.png",
    ),
    "github avatar": ("https://avatars.githubusercontent.com/u/1?s=400&v=4", "https://avatars.githubusercontent.com/u/1?v=3"),
    "github camo": (f"https://camo.githubusercontent.com/{HASH}/{CAMO}", "https://user-images.githubusercontent.com/1/2-a.png"),
    "medium": (
        "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*aB-3_x.png",
        "https://miro.medium.com/max/1400/1*aB-3_x.png",
        "https://cdn-images-1.medium.com/max/800/1*aB-3_x.png",
        "https://miro.medium.com/1*aB-3_x.png",
    ),
    "wikimedia": (
        "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Rye_bread.jpg/800px-Rye_bread.jpg",
        "https://upload.wikimedia.org/wikipedia/commons/a/a9/Rye_bread.jpg",
        "https://commons.wikimedia.org/wiki/Special:FilePath/Rye%20bread.jpg?width=300",
    ),
    "shopify": (
        "https://cdn.shopify.com/s/files/1/0001/products/knife_300x300_crop_center@2x.jpg?v=158",
        "https://cdn.shopify.com/s/files/1/0001/products/knife_grande.jpg?v=1",
        "//cdn.shopify.com/s/files/1/0001/products/knife.jpg",
    ),
    "amazon": (
        "https://m.media-amazon.com/images/I/71abC+dEfL._AC_SL1500_.jpg",
        "https://images-na.ssl-images-amazon.com/images/I/71abC%2BdEfL._SX300_.jpg",
        "https://images-fe.ssl-images-amazon.com/images/I/71abC+dEfL.jpg",
    ),
    "imgur": ("https://i.imgur.com/aBcDeFg.png", "https://i.imgur.com/aBcDeFgl.jpg", "https://imgur.com/aBcDeFg.jpeg"),
    "pixabay": ("https://cdn.pixabay.com/photo/2015/01/01/00/00/pan-5_1280.jpg", "https://cdn.pixabay.com/photo/2015/01/01/00/00/pan-5__340.jpg"),
    "hatena": (
        "https://cdn-ak.f.st-hatena.com/images/fotolife/u/user1/20200101/20200101123456.png",
        "https://cdn-ak2.f.st-hatena.com/images/fotolife/u/user1/20200101/20200101123456_m.jpg",
        "https://cdn.image.st-hatena.com/image/scale/ab12/backend=imagemagick;version=1;width=1300/"
        "https%3A%2F%2Fcdn-ak.f.st-hatena.com%2Fimages%2Ffotolife%2Fu%2Fuser1%2F20200101%2F20200101123456.png",
    ),
    "wix": ("https://static.wixstatic.com/media/ab~mv2.jpg/v1/fill/w_30,h_20/ab~mv2.jpg", "https://static.wixstatic.com/media/ab~mv2.jpg"),
    "storyblok": ("https://a.storyblok.com/f/1/10x10/ab/a.jpg/m/300x200/filters:quality(80)", "https://a.storyblok.com/f/1/10x10/ab/a.jpg"),
    "cloudflare": ("https://example.jp/cdn-cgi/image/width=80,quality=75/up/a.jpg", "https://example.jp/up/a.jpg"),
    "dev.to": (
        "https://media.dev.to/cdn-cgi/image/width=1000,height=420/https%3A%2F%2Fdev-to-uploads.s3.amazonaws.com%2Fu%2Fa.png",
        "https://dev-to-uploads.s3.amazonaws.com/u/a.png",
    ),
    "substack": (
        "https://substackcdn.com/image/fetch/w_1456,c_limit,f_auto/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fa.png",
        "https://substack-post-media.s3.amazonaws.com/a.png",
    ),
    "next image": ("/_next/image?url=%2Fimg%2Fa.png&w=640&q=75", "/_next/image?url=%2Fimg%2Fa.png&w=1080&q=90", "/img/a.png"),
    "weserv": ("https://images.weserv.nl/?url=example.jp/img/a.png&w=300", "https://wsrv.nl/?url=https://example.jp/img/a.png"),
    "discord": ("https://cdn.discordapp.com/attachments/1/2/a.png?ex=6&is=6&hm=0", "https://cdn.discordapp.com/attachments/1/2/a.png"),
    "signed": ("https://b.s3.amazonaws.com/a.png?X-Amz-Algorithm=A&X-Amz-Signature=1", "https://b.s3.amazonaws.com/a.png"),
    "tracking": ("https://example.jp/b.png?utm_source=x&utm_medium=y&fbclid=1", "http://www.example.jp/b.png#top"),
    "sizes": ("https://example.jp/c.png?w=300", "https://example.jp/c.png?width=900&quality=80&v=3", "https://example.jp/c@2x.png"),
    "ids in order": ("https://example.jp/i.php?id=1&set=2&w=9", "https://example.jp/i.php?set=2&id=1"),
    "percent-encoding": ("https://example.jp/%E5%86%99%E7%9C%9F/%E3%83%91%E3%83%B3.jpg", "https://example.jp/写真/パン.jpg", "https://EXAMPLE.jp/写真/ハ\u309aン.jpg"),
    "relative": ("/img/d-150x150.png", " /img/d.png "),
}  # fmt: skip

DIFFERENT = (
    ("https://images.unsplash.com/photo-1?w=1", "https://images.unsplash.com/photo-2?w=1"),
    ("https://source.unsplash.com/random?pan", "https://source.unsplash.com/random?neko"),
    ("https://picsum.photos/200/300", "https://picsum.photos/200/301"),
    ("https://a.imgix.net/b.jpg", "https://c.imgix.net/b.jpg"),
    ("https://example.jp/image_thumb11.png", "https://example.jp/image_thumb13.png"),
    ("https://example.jp/pan-1.jpg", "https://example.jp/pan-2.jpg"),
    ("https://example.jp/a.jpg", "https://example.com/a.jpg"),
    ("https://example.jp/2024/a.jpg", "https://example.jp/2025/a.jpg"),
    ("https://example.jp/i.php?id=1", "https://example.jp/i.php?id=2"),
    ("https://example.jp/i?s=1", "https://example.jp/i?s=2"),
    ("https://res.cloudinary.com/demo/image/upload/my_folder/a.jpg", "https://res.cloudinary.com/demo/image/upload/my_photos/a.jpg"),
    ("https://res.cloudinary.com/demo/image/upload/w_9/a.jpg", "https://res.cloudinary.com/demo/image/upload/w_9/b.jpg"),
    ("https://live.staticflickr.com/1/4850353891_a_z.jpg", "https://live.staticflickr.com/1/4850353892_a_z.jpg"),
    (f"https://gyazo.com/{HASH}", f"https://gyazo.com/{OTHER}"),
    ("https://img.youtube.com/vi/dQw4w9WgXcQ/1.jpg", "https://img.youtube.com/vi/dQw4w9WgXcQ/2.jpg"),
    ("https://pbs.twimg.com/media/FabC_1", "https://pbs.twimg.com/media/FabC_2"),
    ("https://raw.githubusercontent.com/u/r/main/a.png", "https://raw.githubusercontent.com/u/s/main/a.png"),
    ("https://miro.medium.com/max/1400/1*a.png", "https://miro.medium.com/max/1400/1*b.png"),
    ("https://i.imgur.com/aBcDeFg.png", "https://i.imgur.com/aBcDeFh.png"),
    ("https://drive.google.com/uc?id=1", "https://drive.google.com/uc?id=2"),
    ("https://wsrv.nl/?url=a.jp/b.png", "https://wsrv.nl/?url=a.jp/c.png"),
    ("/_next/image?url=%2Fa.png&w=640", "/_next/image?url=%2Fb.png&w=640"),
    ("/img/a.png", "/img/a.jpg"),
)  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_one_picture_has_one_identity(name: str) -> None:
    assert len({image_identity(url) for url in SAME[name]}) == 1, [image_identity(url) for url in SAME[name]]


@pytest.mark.parametrize("pair", DIFFERENT)
def test_two_pictures_have_two(pair: tuple[str, str]) -> None:
    assert image_identity(pair[0]) != image_identity(pair[1])


def test_families_do_not_meet() -> None:
    found = [image_identity(urls[0]) for name, urls in SAME.items() if name != "github camo"]
    assert all(a != b for a, b in combinations(found, 2))


@pytest.mark.parametrize("url", ["", "http://[::1", "//", "https://i0.wp.com/", "https://camo.githubusercontent.com/x/zz"])
def test_odd_urls_are_read(url: str) -> None:
    assert isinstance(image_identity(url), str)


@pytest.mark.parametrize("part", ["/i0.wp.com", "=s1-a", "-10x10", "/https://a.jp", "//wsrv.nl/?url=", "w_1,"])
def test_hostile_urls_cost_little(part: str) -> None:
    for host in ("https://i0.wp.com", "https://lh3.googleusercontent.com/a", "https://res.cloudinary.com/a/image/upload/"):
        image_identity(host + part * 500 + "!")
        image_identity(host + part * 5000 + "!")


def test_relative_paths_are_taken_from_the_page() -> None:
    doc = Document("site/_posts/a.md", "", Site(root="site/", url="https://example.jp", baseurl="/blog"))

    def identity(url: str) -> str:
        return doc.image_identity(Placed(url, Location(doc.path, 0, len(url))))

    assert identity("../img/a.png") == identity("/img/a.png") == identity("https://example.jp/blog/img/a.png?w=3")
    assert identity("\ue000\ue000/img/a.png") == identity("/img/a.png")
    assert identity("/img/\ue000.png") == identity("data:image/png;base64,AA") == ""
