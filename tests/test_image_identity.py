"""One picture has one identity at every address; two pictures never share one."""

from itertools import combinations

import pytest

from seolint.document import Document
from seolint.document.image_identity import image_identity
from seolint.site import Site
from seolint.text import Location, Placed

HASH = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"
QIITA = b"https://example.jp/qiita.png".hex()
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
    "qiita": (
        "https://qiita-image-store.s3.ap-northeast-1.amazonaws.com/0/1/a-b.png?ixlib=rb-4.0&auto=format",
        "https://qiita-image-store.s3.ap-northeast-1.amazonaws.com/0/1/a-b.png",
    ),
    "qiita camo": (f"https://camo.qiitausercontent.com/{HASH}/{QIITA}", "https://example.jp/qiita.png"),
    "zenn": ("https://static.zenn.studio/user-upload/abc1.png", "https://storage.googleapis.com/zenn-user-upload/abc1.png"),
    "note": ("https://assets.st-note.com/img/1700000000-abc.png?width=800", "https://assets.st-note.com/img/1700000000-abc.png"),
    "prismic": ("https://images.prismic.io/r/a.png?auto=compress,format&rect=0,0,9,9", "https://images.prismic.io/r/a.png"),
    "squarespace": ("https://images.squarespace-cdn.com/content/v1/a/b/c.jpg?format=1500w", "https://images.squarespace-cdn.com/content/v1/a/b/c.jpg"),
    "datocms": ("https://www.datocms-assets.com/1/2-a.png?w=300", "https://www.datocms-assets.com/1/2-a.png"),
    "newt": ("https://a.assets.newt.so/v1/b/c.png?format=webp&width=3", "https://a.assets.newt.so/v1/b/c.png"),
    "hygraph": (
        "https://media.graphassets.com/resize=fit:crop,width:100/output=format:webp/AbC12dEf", "https://media.graphassets.com/AbC12dEf",
    ),
    "imagekit": ("https://ik.imagekit.io/me/tr:w-300,h-300/a.jpg", "https://ik.imagekit.io/me/a.jpg?tr=w-200", "https://ik.imagekit.io/me/a.jpg"),
    "webflow": (
        "https://cdn.prod.website-files.com/1/2_a-p-500.jpg", "https://uploads-ssl.webflow.com/1/2_a-p-1080.jpg",
        "https://cdn.prod.website-files.com/1/2_a.jpg",
    ),
    "ghost": ("https://blog.example.jp/content/images/size/w600/format/webp/2024/01/a.jpg", "https://blog.example.jp/content/images/2024/01/a.jpg"),
    "gravatar": (f"https://secure.gravatar.com/avatar/{HASH}?s=96&d=mm", f"https://0.gravatar.com/avatar/{HASH}?s=40"),
    "ameba": (
        "https://stat.ameba.jp/user_images/20240101/12/me/ab/cd/j/o0800060012345678901.jpg?caw=800",
        "https://stat.ameba.jp/user_images/20240101/12/me/ab/cd/j/t02200165_0800060012345678901.jpg",
    ),
    "livedoor": ("https://livedoor.blogimg.jp/me/imgs/a/b/abcd1234-s.jpg", "https://livedoor.blogimg.jp/me/imgs/a/b/abcd1234.jpg"),
    "rakuten": (
        "https://thumbnail.image.rakuten.co.jp/@0_mall/shop/cabinet/a.jpg?_ex=128x128", "https://tshop.r10s.jp/shop/cabinet/a.jpg?fitin=300:300",
        "https://image.rakuten.co.jp/shop/cabinet/a.jpg",
    ),
    "vimeo": ("https://i.vimeocdn.com/video/12345678_640.jpg", "https://i.vimeocdn.com/video/12345678-abc-d_1280x720?r=pad"),
    "pinterest": (f"https://i.pinimg.com/736x/01/23/45/{HASH}.jpg", f"https://i.pinimg.com/originals/01/23/45/{HASH}.jpg"),
    "reddit": ("https://preview.redd.it/ab1cd2ef3gh4.jpg?width=640&s=1", "https://i.redd.it/ab1cd2ef3gh4.jpg", "https://preview.redd.it/pan-v0-ab1cd2ef3gh4.jpg?width=9"),
    "tumblr": ("https://40.media.tumblr.com/a1/tumblr_abc1o1_500.jpg", "https://66.media.tumblr.com/b2/tumblr_abc1o1_1280.jpg"),
    "speaker deck": (
        f"https://files.speakerdeck.com/presentations/{HASH}/preview_slide_0.jpg?1", f"https://files.speakerdeck.com/presentations/{HASH}/slide_0.jpg",
    ),
    "dropbox": ("https://www.dropbox.com/s/abc/a.png?raw=1", "https://dl.dropboxusercontent.com/s/abc/a.png"),
    "facebook": ("https://scontent-nrt1-1.xx.fbcdn.net/v/t1/1_2_3_n.jpg?_nc_cat=1&oh=2", "https://scontent-nrt1-1.xx.fbcdn.net/v/t1/1_2_3_n.jpg?oe=3"),
    "notion": ("https://www.notion.so/image/https%3A%2F%2Fexample.jp%2Fnotion.png?table=block&id=1", "https://example.jp/notion.png"),
    "firebase": (
        "https://firebasestorage.googleapis.com/v0/b/x.appspot.com/o/a%2Fb.png?alt=media&token=1", "https://firebasestorage.googleapis.com/v0/b/x.appspot.com/o/a%2Fb.png?alt=media",
    ),
}  # fmt: skip

OTHERS: dict[str, tuple[str, ...]] = {
    "unsplash": ("https://images.unsplash.com/photo-1460925895917-000000000000?w=640&h=400",),
    "unsplash plus": ("https://plus.unsplash.com/premium_photo-1662-x?w=1",),
    "imgix": ("https://a.imgix.net/x/c.jpg", "https://b.imgix.net/x/b.jpg"),
    "qiita imgix": ("https://qiita-user-contents.imgix.net/https%3A%2F%2Fqiita-image-store.s3.amazonaws.com%2F0%2F1%2Fb.png?ixlib=rb&s=1",),
    "microcms": ("https://images.microcms-assets.io/assets/1/3/a.png?w=300&fm=webp",),
    "contentful": ("https://images.ctfassets.net/in6v9lxmm5c8/aaa/ccc/a.png?w=300&fm=webp&q=80",),
    "pexels": ("https://images.pexels.com/photos/13/pexels-photo-13.jpeg",),
    "sanity": ("https://cdn.sanity.io/images/p/d/abd-1200x800.jpg", "https://cdn.sanity.io/images/p/d/abc-300x200.jpg"),
    "cloudinary": ("https://res.cloudinary.com/demo/image/upload/w_400/v1571218039/blog/dog.jpg", "https://res.cloudinary.com/demo/image/upload/cat.jpg"),
    "cloudinary fetch (zenn)": ("https://res.cloudinary.com/zenn/image/fetch/s--a--/https://storage.googleapis.com/zenn-user-upload/abd.png",),
    "wordpress": ("https://example.jp/wp-content/uploads/2024/05/pan-2-300x200.jpg", "https://example.jp/wp-content/uploads/2023/05/pan.jpg"),
    "live writer": ("https://example.jp/wp-content/image_thumb13.png",),
    "jetpack": ("https://i0.wp.com/example.jp/a/pan2.jpg?resize=300%2C200&ssl=1", "https://i0.wp.com/example.com/a/pan.jpg"),
    "flickr": ("https://live.staticflickr.com/4116/4850353892_1a2b3c4d5e_z.jpg",),
    "google": ("https://lh3.googleusercontent.com/abc-DEF_2=s0",),
    "picasa": ("https://lh4.ggpht.com/-a/AAA/CCC/s800/IMG.jpg", "https://lh4.ggpht.com/-a/AAA/BBB/s800/IMG2.jpg"),
    "blogger": ("https://1.bp.blogspot.com/-x/A/C/s1600/pan.jpg",),
    "google drive": ("https://drive.google.com/uc?export=view&id=2AbCdEfGhIjKlMnOpQrStUv",),
    "youtube": ("https://i.ytimg.com/vi/dQw4w9WgXcR/0.jpg", "https://img.youtube.com/vi/dQw4w9WgXcQ/1.jpg", "https://img.youtube.com/vi/dQw4w9WgXcQ/2.jpg"),
    "gyazo": (f"https://gyazo.com/{OTHER}/raw",),
    "twitter": ("https://pbs.twimg.com/media/FabC_2?format=jpg&name=large", "https://pbs.twimg.com/profile_images/1/FabC_1_normal.jpg"),
    "github raw": ("https://raw.githubusercontent.com/u/s/main/docs/a.png", "https://github.com/u/r/raw/main/docs/b.png"),
    "github avatar": ("https://avatars.githubusercontent.com/u/2?s=400&v=4", "https://github.com/mikeal.png"),
    "github camo": (f"https://camo.githubusercontent.com/{HASH}/{QIITA}",),
    "medium": ("https://miro.medium.com/max/1400/1*aC-3_x.png",),
    "wikimedia": (
        "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/White_bread.jpg/800px-White_bread.jpg",
        "https://upload.wikimedia.org/wikipedia/ja/a/a9/Rye_bread.jpg",
    ),
    "shopify": ("https://cdn.shopify.com/s/files/1/0001/products/knife2_grande.jpg?v=1",),
    "amazon": ("https://m.media-amazon.com/images/I/71abC+dEfM._AC_SL1500_.jpg",),
    "imgur": ("https://i.imgur.com/aBcDeFh.png",),
    "pixabay": ("https://cdn.pixabay.com/photo/2015/01/01/00/00/pan-6_1280.jpg",),
    "hatena": ("https://cdn-ak.f.st-hatena.com/images/fotolife/u/user1/20200101/20200101123457.png",),
    "wix": ("https://static.wixstatic.com/media/ac~mv2.jpg/v1/fill/w_30,h_20/ab~mv2.jpg",),
    "storyblok": ("https://a.storyblok.com/f/1/10x10/ac/a.jpg/m/300x200",),
    "cloudflare": ("https://example.jp/cdn-cgi/image/width=80,quality=75/up/b.jpg",),
    "dev.to": ("https://media.dev.to/cdn-cgi/image/width=1000/https%3A%2F%2Fdev-to-uploads.s3.amazonaws.com%2Fu%2Fb.png",),
    "substack": ("https://substackcdn.com/image/fetch/w_1456/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fb.png",),
    "next image": ("/_next/image?url=%2Fimg%2Fb.png&w=640&q=75",),
    "weserv": ("https://images.weserv.nl/?url=example.jp/img/b.png&w=300",),
    "discord": ("https://cdn.discordapp.com/attachments/1/3/a.png?ex=6",),
    "signed": ("https://b.s3.amazonaws.com/b.png?X-Amz-Algorithm=A&X-Amz-Signature=1",),
    "tracking": ("https://example.jp/b2.png?utm_source=x", "https://example.jp/b.png?page=2"),
    "sizes": ("https://example.jp/c2.png?w=300", "https://example.jp/c.png?name=oven", "https://example.jp/c?q=oven"),
    "ids in order": ("https://example.jp/i.php?id=2&set=1&w=9", "https://example.jp/i.php?id=1"),
    "percent-encoding": ("https://example.jp/%E5%86%99%E7%9C%9F/%E7%AA%AF.jpg",),
    "relative": ("/img/d2-150x150.png", "/d.png", "/img/d.jpg"),
    "qiita": ("https://qiita-image-store.s3.ap-northeast-1.amazonaws.com/0/1/a-c.png",),
    "qiita camo": (f"https://camo.qiitausercontent.com/{HASH}/{CAMO}",),
    "zenn": ("https://static.zenn.studio/user-upload/abc2.png",),
    "note": ("https://assets.st-note.com/img/1700000001-abc.png?width=800",),
    "prismic": ("https://images.prismic.io/s/a.png?auto=compress", "https://images.prismic.io/r/b.png"),
    "squarespace": ("https://images.squarespace-cdn.com/content/v1/a/d/c.jpg?format=1500w",),
    "datocms": ("https://www.datocms-assets.com/1/3-a.png?w=300",),
    "newt": ("https://a.assets.newt.so/v1/d/c.png", "https://b.assets.newt.so/v1/b/c.png"),
    "hygraph": ("https://media.graphassets.com/resize=fit:crop,width:100/AbC12dEg",),
    "imagekit": ("https://ik.imagekit.io/me/tr:w-300/b.jpg", "https://ik.imagekit.io/you/a.jpg"),
    "webflow": ("https://cdn.prod.website-files.com/1/3_a-p-500.jpg",),
    "ghost": ("https://blog.example.jp/content/images/size/w600/2024/01/b.jpg",),
    "gravatar": (f"https://secure.gravatar.com/avatar/{OTHER}?s=96",),
    "ameba": ("https://stat.ameba.jp/user_images/20240101/12/me/ab/cd/j/o0800060012345678902.jpg?caw=800",),
    "livedoor": ("https://livedoor.blogimg.jp/me/imgs/a/b/abcd1235-s.jpg", "https://livedoor.blogimg.jp/you/imgs/a/b/abcd1234.jpg"),
    "rakuten": ("https://thumbnail.image.rakuten.co.jp/@0_mall/shop/cabinet/b.jpg", "https://tshop.r10s.jp/shop2/cabinet/a.jpg"),
    "vimeo": ("https://i.vimeocdn.com/video/12345679_640.jpg",),
    "pinterest": (f"https://i.pinimg.com/736x/fe/dc/ba/{OTHER}.jpg",),
    "reddit": ("https://i.redd.it/ab1cd2ef3gh5.jpg",),
    "tumblr": ("https://40.media.tumblr.com/a1/tumblr_abc1o2_500.jpg",),
    "speaker deck": (f"https://files.speakerdeck.com/presentations/{HASH}/slide_1.jpg", f"https://files.speakerdeck.com/presentations/{OTHER}/slide_0.jpg"),
    "dropbox": ("https://www.dropbox.com/s/abd/a.png?raw=1",),
    "facebook": ("https://scontent-nrt1-1.xx.fbcdn.net/v/t1/1_2_4_n.jpg?oh=2",),
    "notion": ("https://www.notion.so/image/https%3A%2F%2Fexample.jp%2Fnotion2.png?table=block&id=1",),
    "firebase": ("https://firebasestorage.googleapis.com/v0/b/x.appspot.com/o/a%2Fc.png?alt=media",),
}  # fmt: skip

DIFFERENT = (
    ("https://source.unsplash.com/random?pan", "https://source.unsplash.com/random?neko"),
    ("https://picsum.photos/200/300", "https://picsum.photos/200/301"),
    ("https://example.jp/pan-1.jpg", "https://example.jp/pan-2.jpg"),
    ("https://example.jp/a.jpg", "https://example.com/a.jpg"),
    ("https://example.jp/i?s=1", "https://example.jp/i?s=2"),
    ("https://res.cloudinary.com/demo/image/upload/my_folder/a.jpg", "https://res.cloudinary.com/demo/image/upload/my_photos/a.jpg"),
)  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_one_picture_has_one_identity(name: str) -> None:
    assert len({image_identity(url) for url in SAME[name]}) == 1, [image_identity(url) for url in SAME[name]]


@pytest.mark.parametrize("name", SAME)
def test_another_picture_of_the_same_host_has_another(name: str) -> None:
    found = [image_identity(url) for url in (SAME[name][0], *OTHERS[name])]
    assert len(set(found)) == len(found) > 1, found


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
