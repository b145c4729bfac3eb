"""Template code masked by dialect: what is left to read, what is unknown, and what was found on the way.

In the tables ``?`` stands for what a template fills, and ``_`` for two spaces or more.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.template import Template, mask
from seolint.document.template.tags import near
from seolint.document.tokens import MOST, TooManyError
from seolint.site import Site
from seolint.text import UNKNOWN

DIALECTS = (
    "liquid", "hugo", "go", "nunjucks", "erb", "mdx", "docusaurus", "astro", "vitepress", "zenn", "qiita", "none",
)  # fmt: skip


def shown(template: Template) -> str:
    return re.sub(" {2,}", "_", re.sub(f"{UNKNOWN}+", "?", template.text))


LIQUID = [
    ("窯の{{ page.heat }}度", "窯の?度"),
    ("{% if a %}\n窯\n{% endif %}\n", "_\n窯\n_\n"),
    ("{% for a in b %}{% if c %}\n窯\n{% endif %}{%- endfor -%}\n", "_\n窯\n_\n"),
    ("窯 {% if a %}薪{% endif %}", "窯 ?薪?"),
    ("{% include card.html %}\n", "?\n"),
    ("薪 {% raw %}{{ x {% if %}{% endraw %}窯", "薪_{{ x {% if %}_窯"),
    ("{% raw %}{{ x }}{% endraw %}窯", "?_{{ x }}_窯"),
    ("薪{% comment %}b{% comment %}c{% endcomment %}d{% endcomment %}窯", "薪_窯"),
    ("{% details 窯 %}\n薪\n{% enddetails %}\n", "_\n薪\n_\n"),
    ("薪\n{: .x}\n\n```\n{: x}\n```\n", "薪\n_\n\n```\n{: x}\n```\n"),
    ("薪{::comment}b{:/comment}窯", "薪_窯"),
    ("${{ a }}", "$?"),
]

HUGO = [
    ('窯 {{< fig src="a" >}}', "窯 ?"),
    ("{{% box %}}\n窯\n{{% /box %}}\n", "_\n窯\n_\n"),
    ('{{< fig "a" >}}\n', "?\n"),
    ("{{< box />}}", "?"),
    ("{{< box >}}\n{{< fig >}}\n{{< /box >}}", "_\n?\n_"),
    ("{{</* fig */>}} {{%/* b */%}}", "{{<_fig_>}} {{%_b_%}}"),
    ("{{ .Title }}", "{{ .Title }}"),
    ("`{{< fig >}}`", "`?`"),
]

GO = [
    ("<b>{{ .Title }}</b>", "<b>?</b>"),
    ("{{ range .Pages }}\n<i>{{ . }}</i>\n{{- end }}\n", "_\n<i>?</i>\n_\n"),
    ("{{/* a }} b */}}\n窯", "_\n窯"),
    ("{{ $a := 1 }}\n", "_\n"),
]

NUNJUCKS = [
    ("{% note warn %}\n窯\n{% endnote %}\n", "_\n窯\n_\n"),
    ("{% youtube abc %}", "?"),
    ("窯{# c #}薪", "窯_薪"),
    ("```\n{% if %}\n{{ x }}\n```\n", "```\n{% if %}\n{{ x }}\n```\n"),
    ("`{{ x }}` {{ x }}", "`{{ x }}` ?"),
    ("`{% raw %}{{ x }}{% endraw %}`", "`_{{ x }}_`"),
    ("{% blockquote 樽, 窯の本 %}\n薪\n{% endblockquote %}", "_\n薪\n_"),
]

ERB = [
    ("<%= a %> 薪", "? 薪"),
    ("<% if a %>\n薪\n<% end %>\n<%# c %>\n", "_\n薪\n_\n_\n"),
    ("<%% 薪", "<%% 薪"),
    ("<?php if ($a): ?>\n<?= $b ?>\n<?php echo $c; ?>\n<?php", "_\n?\n?\n_"),
    ('<?xml version="1.0"?>', '<?xml version="1.0"?>'),
]

MDX = [
    ('import A from "a"\nexport const b = {\n  c: 1,\n\n  d: `}`,\n};\n\n窯\n', "_\n_\n_\n\n_\n_\n\n窯\n"),
    ("薪\nimport x from y\n", "薪\nimport x from y\n"),
    ("窯 {a.b} 薪", "窯 ? 薪"),
    ("{/* c */}\n窯 {/* d */}薪", "_\n窯_薪"),
    ('窯{" "}薪', "窯_薪"),
    ('{a ? "}" : `}${"}"}`} 薪', "? 薪"),
    ("{a && <p>Don't</p>} 薪", "? 薪"),
    ("{a.map((b) => (\n\n  <li>{b}</li>\n))}\n", "?\n\n?\n?\n"),
    ('<Card title="x">\n**窯**\n</Card>\n', "_\n**窯**\n_\n"),
    ("<Tabs><Tab>\n窯\n</Tab></Tabs>\n", "_\n窯\n_\n"),
    ('<Link\n  to={`/${a}`}\n  b="c"\n/>\n', "?\n?\n?\n?\n"),
    ("薪 <Badge text={a} /> と <B x={y}>窯</B>", '薪 ? と <B x="?">窯</B>'),
    ("<Foo.Bar>窯</Foo.Bar>", "<Foo-Bar>窯</Foo-Bar>"),
    ("<>窯</>", "_窯_"),
    ('<img src={a} style={{b: "}"}} alt="窯" {...c}/>', '<img src="?" style="?" alt="窯"_/>'),
    ("`{a}` ``<B> ` {`` \\{b \\<C>", "`{a}` ``<B> ` {`` \\{b \\<C>"),
    ("```js\n{ a\n<B>\n```\n> ```\n> {\n> ```\n", "```js\n{ a\n<B>\n```\n> ```\n> {\n> ```\n"),
    ("<style>{`p { color: red }`}</style>", "<style>{`p { color: red }`}</style>"),
    (":::note[窯]\n薪\n:::\n", "<?_?>窯 \n薪\n_\n"),
]

DOCUSAURUS = [
    ("## 窯{#kama}\n", "## 窯_\n"),
    (":::tip[窯 `a`]{.c}\n薪 {a}\n:::\n", "<?_?>窯 `a`_\n薪 ?\n_\n"),
    (":::note 窯\n薪\n:::\n", "<?_?>窯\n薪\n_\n"),
]

ASTRO = [
    ("---\nconst a = {}\n---\n<p>{a}</p>", "_\n_\n_\n<p>?</p>"),
    ("<script>if (a) { b }</script>{`c`}", "<script>if (a) { b }</script>?"),
    ("<Page title={a}>\n<p>窯</p>\n</Page>", "_\n<p>窯</p>\n_"),
]

VITEPRESS = [
    ("窯 {{ a }} `{{ b }}`\n\n```\n{{ c }}\n```\n", "窯 ? `{{ b }}`\n\n```\n{{ c }}\n```\n"),
    ("::: tip 窯{open}\n薪\n:::\n", "<?_?>窯_\n薪\n_\n"),
    (":::: details\n::: tip\n薪\n:::\n::::\n", "_\n_\n薪\n_\n_\n"),
    ("::: code-group\n```js\n:::\n```\n:::\n", "_\n```js\n:::\n```\n_\n"),
    ("::: v-pre\n{{ a }}\n:::\n<i v-pre>{{ a }}</i>", "_\n{{ a }}\n_\n<i v-pre>{{ a }}</i>"),
    ("[[toc]]\n<<< @/a.js{1}\n<!-- @include: ./a.md -->\n", "_\n?\n?\n"),
    ("- 薪\n  ::: tip 窯\n  灰\n  :::\n", "- 薪\n_<?_?>窯\n_灰\n_\n"),
]

ZENN = [
    (":::message\n窯\n:::\n", "_\n窯\n_\n"),
    (":::message alert\n窯\n:::\n", "_\n窯\n_\n"),
    (":::details 窯 `a`\n薪\n:::\n", "<?_?>窯 `a`\n薪\n_\n"),
    ("@[card](https://kama.dev/)\n", "?\n"),
    ("薪 @[card](/x)\n", "薪 @[card](/x)\n"),
    ("![窯](/a.png =250x) `![](/a.png =250x)`", "![窯](/a.png_) `![](/a.png =250x)`"),
    ("## 窯 {#kama}\n", "## 窯 {#kama}\n"),
]

QIITA = [
    (":::note warn\n窯\n:::\n", "_\n窯\n_\n"),
    ("@[card](/x)\n", "@[card](/x)\n"),
]

NONE = [
    (":::note info\n窯\n:::\n", "_\n窯\n_\n"),
    (":::{tip} 窯\n薪\n:::\n", "<?_?>窯\n薪\n_\n"),
    ("::: 窯\n薪\n:::\n:::tip\n", "::: 窯\n薪\n:::\n:::tip\n"),
    ("```\n:::tip\n窯\n:::\n```\n", "```\n:::tip\n窯\n:::\n```\n"),
    ("@[youtube](abc)\n@[kama](abc)\n", "?\n@[kama](abc)\n"),
    ("{{ a }} {% b %} {c} <%= d %>", "{{ a }} {% b %} {c} <%= d %>"),
]

TABLE = {
    "liquid": LIQUID, "hugo": HUGO, "go": GO, "nunjucks": NUNJUCKS, "erb": ERB, "mdx": MDX, "docusaurus": DOCUSAURUS,
    "astro": ASTRO, "vitepress": VITEPRESS, "zenn": ZENN, "qiita": QIITA, "none": NONE,
}  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "text", "masked"), [(dialect, *row) for dialect, rows in TABLE.items() for row in rows]
)
def test_what_a_template_fills_is_masked(dialect: str, text: str, masked: str) -> None:
    template = mask(text, 0, dialect)
    assert shown(template) == masked
    assert template.problems == ()


@pytest.mark.parametrize(
    ("dialect", "text", "targets"),
    [
        ("liquid", "[窯]({% post_url 2026-01-10-kama %}#a)", [("post_url", "2026-01-10-kama")]),
        ("liquid", "{%- post_url 2024-02-03-日本 語_test -%}", [("post_url", "2024-02-03-日本 語_test")]),
        ("liquid", "{% link _posts/2026-01-10-kama.md -%}", [("link", "_posts/2026-01-10-kama.md")]),
        ("liquid", "{{ '/kama/' | relative_url }}{{\"a\" | absolute_url}}", [("relative_url", "/kama/"), ("absolute_url", "a")]),
        ("liquid", "{{ '/a' | prepend: site.baseurl }}", [("relative_url", "/a")]),
        ("liquid", "{{ '/a' | prepend: site.baseurl | prepend: site.url }}", [("absolute_url", "/a")]),
        ("liquid", "{{ '/a' | relative_url | upcase }}{{ a | relative_url }}", []),
        ("hugo", '{{< ref "kama.md#maki" >}}{{%relref maki%}}', [("ref", "kama.md#maki"), ("relref", "maki")]),
        ("hugo", '{{< relref path="kama" lang="ja" >}}{{< ref `a b` >}}', [("relref", "kama"), ("ref", "a b")]),
        ("nunjucks", '{% post_link kama "窯" %}{% post_path "maki" %}', [("post_link", "kama"), ("post_path", "maki")]),
        ("nunjucks", "{% asset_img a.png 窯 %}{% asset_path b.pdf %}", [("asset_img", "a.png"), ("asset_path", "b.pdf")]),
        ("zenn", "@[card](https://kama.dev/)\n", [("card", "https://kama.dev/")]),
    ],
)
def test_tags_name_their_targets(dialect: str, text: str, targets: list[tuple[str, str]]) -> None:
    found = mask(text, 0, dialect).targets
    assert [(target.kind, target.name) for target in found] == targets
    assert [text[target.start : target.end] for target in found] == [name for _, name in targets]


def test_a_base_is_a_target_without_a_name() -> None:
    text = "[窯]({{ site.baseurl }}/kama) {{site.url}}"
    found = mask(text, 0, "liquid").targets
    assert [(t.kind, t.name, text[t.start : t.end]) for t in found] == [
        ("baseurl", "", "{{ site.baseurl }}"),
        ("siteurl", "", "{{site.url}}"),
    ]


@pytest.mark.parametrize(
    ("dialect", "text", "code"),
    [
        ("liquid", "{% highlight js %}\nlet {{ a }}\n{% endhighlight %}", "\nlet {{ a }}\n"),
        ("hugo", "{{< highlight go >}}\n{{< a >}}\n{{< /highlight >}}", "\n{{< a >}}\n"),
        ("nunjucks", "{% codeblock 窯 lang:js %}\n{{ a }}\n{% endcodeblock %}", "\n{{ a }}\n"),
    ],
)
def test_tags_show_code(dialect: str, text: str, code: str) -> None:
    template = mask(text, 0, dialect)
    assert [text[start:end] for start, end in template.code] == [code]
    assert not template.text.strip()


@pytest.mark.parametrize(
    ("dialect", "text", "ids"),
    [
        ("liquid", "# 窯 {#kama}\n薪 {#maki}\n\n灰 {#hai}\n===\n\np\n{: .x #p}\n\n```\n# a {#b}\n```\n", ["kama", "hai", "p"]),
        ("docusaurus", "## a {#b}\n", ["b"]),
        ("vitepress", "## a{#b}\r\n## c {#d .e}\r\n", ["b", "d"]),
        ("hugo", "## a {#b} ##\n", ["b"]),
        ("none", "## a {#b}\n", ["b"]),
        ("zenn", "## a {#b}\n", []),
    ],
)
def test_attributes_give_ids(dialect: str, text: str, ids: list[str]) -> None:
    found = mask(text, 0, dialect).ids
    assert [each.id for each in found] == ids
    assert [text[each.id_start : each.id_end] for each in found] == ids
    assert all(text[each.start] == "{" and text[each.end - 1] == "}" for each in found)


PROBLEMS = [
    ("liquid", "窯 {{ a }", [("unclosed-tag", "{{ a }", "}}")]),
    ("liquid", "\\frac{{a}_1}{b}", [("unclosed-tag", "{{a}", "}}")]),
    ("liquid", "窯 {% if a", [("unclosed-tag", "{% if a", "%}")]),
    ("liquid", "{% if a\n窯 {% endif %}", [("unclosed-tag", "{% if a", "%}")]),
    ("liquid", "`{% %}`", [("empty-tag", "{% %}", "")]),
    ("liquid", "{% if a %}", [("unclosed-block", "{% if a %}", "{% endif %}")]),
    ("liquid", "{% raw %}{% if %}", [("unclosed-block", "{% raw %}", "{% endraw %}")]),
    ("liquid", "{%- comment -%}{{ a {%- endcomment -%}", [("unclosed-tag", "{{ a {%- endcomment -%}", "}}")]),
    ("liquid", "{% comment %}{{ a }{% endcomment %}", [("unclosed-tag", "{{ a }", "}}")]),
    ("liquid", "{% comment %}{% if a %}{% endcomment %}窯", [("unclosed-block", "{% if a %}", "{% endif %}")]),
    ("liquid", "{% comment %}{% raw %}{% endcomment %}", [("unclosed-block", "{% comment %}", "{% endcomment %}")]),
    ("liquid", "{% comment %}窯", [("unclosed-block", "{% comment %}", "{% endcomment %}")]),
    ("liquid", "{% highlight js %}窯", [("unclosed-block", "{% highlight js %}", "{% endhighlight %}")]),
    ("liquid", "窯{% endif %}", [("unexpected-end", "{% endif %}", "")]),
    ("liquid", "窯{% endraw %}", [("unexpected-end", "{% endraw %}", "")]),
    ("liquid", "{% else %}", [("unexpected-end", "{% else %}", "")]),
    ("liquid", "{% if a %}{% for b in c %}{% endif %}{% endfor %}", [("crossed-block", "{% endfor %}", "{% endfor %}")]),
    ("liquid", "{% if a %}{% for b in c %}{% endif %}", [("unclosed-block", "{% for b in c %}", "{% endfor %}")]),
    ("liquid", "{% hightlight js %}窯{% endhighlight %}", [("unknown-tag", "hightlight", "highlight")]),
    ("liquid", "{% if a %}{% elseif b %}{% endfi %}", [("unknown-tag", "elseif", "elsif"), ("unknown-tag", "endfi", "endif")]),
    ("hugo", "{{< fig }}\n窯", [("unclosed-tag", "{{< fig }}", ">}}")]),
    ("hugo", "窯 {{% fig\n{{% box %}}", [("unclosed-tag", "{{% fig", "%}}")]),
    ("hugo", "{{< box }}窯{{< /box >}}", [("unclosed-tag", "{{< box }}", ">}}")]),
    ("hugo", "{{</* fig >}}", [("unclosed-tag", "{{</* fig >}}", "*/>}}")]),
    ("hugo", "窯{{< /box >}}", [("unexpected-end", "{{< /box >}}", "")]),
    ("nunjucks", "{% blockquote %}窯", [("unclosed-block", "{% blockquote %}", "{% endblockquote %}")]),
    ("nunjucks", "窯{% endcodeblock %}", [("unexpected-end", "{% endcodeblock %}", "")]),
    ("nunjucks", "{% post_lnik kama %}", [("unknown-tag", "post_lnik", "post_link")]),
    ("nunjucks", "{% post_link kama\n窯", [("unclosed-tag", "{% post_link kama", "%}")]),
    ("erb", "<%= a\n窯", [("unclosed-tag", "<%= a", "%>")]),
    ("mdx", "窯 { 薪\n\n灰 }", [("unclosed-expression", "{", "}")]),
    ("mdx", "窯 {{ 薪 {\n\n灰 {}", [("unclosed-expression", "{", "}")] * 3),
    ("mdx", "窯 {{\n薪 {%{", [("unclosed-expression", "{", "}")] * 4),
    ("mdx", "窯 <A b={({{薪\n\n{灰}}", [("unclosed-expression", "{", "}")] * 2),
    ("mdx", "<Tabs>\n<Tab>\n窯\n</Tabs>", [("unclosed-block", "<Tab", "</Tab>")]),
    ("mdx", "窯</Card>", [("unexpected-end", "</Card>", "")]),
    ("docusaurus", ":::tip 窯\n薪", [("unclosed-container", ":::tip", ":::")]),
    ("vitepress", "::: tip\n薪\n::::\n:::\n", [("unexpected-end", ":::", "")]),
    ("zenn", "::: message\n窯", [("unclosed-container", "::: message", ":::")]),
    ("zenn", ":::details 窯\n:::message\n薪\n:::\n:::\n", [("nested-container", ":::details", "::::")]),
    ("zenn", ":::details\n窯\n:::\n", [("unknown-container", ":::details", "")]),
    ("zenn", ":::note info\n窯\n:::\n", [("unknown-container", ":::note info", "")]),
    ("zenn", "@[yotube](abc)\n", [("unknown-tag", "yotube", "youtube")]),
    ("qiita", ":::message\n窯\n:::\n", [("unknown-container", ":::message", "")]),
]


@pytest.mark.parametrize(("dialect", "text", "problems"), PROBLEMS)
def test_what_the_generator_cannot_read_is_reported(dialect: str, text: str, problems: list[tuple[str, str, str]]) -> None:
    found = mask(text, 0, dialect).problems
    assert [(each.code, text[each.start : each.end], each.meant) for each in found] == problems


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("liquid", "{% gallery %}{% include_cached a.html %}{% figure %}窯{% endfigure %}{% else %}"),
        ("liquid", "{% comment %}\n# a\n{% raw %}\n{% endcomment %}\n{% endraw %}\n{% endcomment %}\n# c"),
        ("liquid", "{% comment %}{{ a }}{% endif %}{% bogus %}{% if a %}{% endif %}{% endcomment %}"),
        ("liquid", "{% comment %}{% comment %}{% endcomment %}{{ a\n}}{% raw %}{{ a {% endraw %}{% endcomment %}"),
        ("liquid", "{% include a.html b='{% c' %} }} %} { }"),
        ("liquid", "{% if a == '%' %}{% else %}{% endif %}{% case a %}{% when 1 %}{% endcase %}"),
        ("hugo", '{{< fig >}}{{< a "{{<" >}}{{ .a }} {{ >}} }}'),
        ("nunjucks", "`{%` {{ a }\n```\n{% if\n```\n{% tabs %}{% endtabs %}"),
        ("mdx", "`{` \\{ ```\n\n```\n{\n<Card>\n```\n<br /> 1 < 2 <a"),
        ("vitepress", "- 窯\n\n  ::: tip\n  薪\n  :::\n\n{{ a"),
        ("zenn", "```\n:::message\n```\n`:::`\n> :::message\n> 窯\n> :::\n"),
        ("none", ":::message\n:::\n:::\n:::note\n"),
    ],
)
def test_what_may_be_right_is_not_reported(dialect: str, text: str) -> None:
    assert mask(text, 0, dialect).problems == ()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("窯 <b>薪</b> {a} <C/>", [("<b>", "element"), ("</b>", "element"), ("{a}", "value"), ("<C/>", "value")]),
        ("<C\n  d={e}>\n窯\n</C>", [("<C\n  d={e}>", "component"), ("</C>", "component")]),
        ("<>{/* a */}</><br />", [("<>", "component"), ("{/* a */}", "component"), ("</>", "component"), ("<br />", "empty")]),
        ("<script>a < {b}</script><!-- c -->", [("<script>a < {b}</script>", "element"), ("<!-- c -->", "element")]),
        ("> <a\n> b='c'>", [("<a\n> b='c'>", "element")]),
        ("`<b>` [a](<b c>) [d](/{e})\n\n[f]: <g h>\n```\n<i>\n```\n\\<j>", []),
    ],
)
def test_mdx_says_what_is_jsx(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(text[mark.start : mark.end], mark.kind) for mark in mask(text, 0, "mdx").marks] == marks


def test_a_slip_is_one_letter_away_from_one_long_name() -> None:
    names = ("highlight", "endif", "include", "if", "case")
    assert [near(name, names) for name in ("hightlight", "higlight", "highligth", "endfi", "end_if")] == [
        "highlight", "highlight", "highlight", "endif", "endif",
    ]  # fmt: skip
    assert [near(name, names) for name in ("includes", "fi", "base", "highlighter2", "gallery")] == [""] * 5


SCRAPS = [
    "窯", "a b", "\n", "\n\n", "\r\n", "\r", "    ", "> ", "- ", "# ", "`", "```\n", "~~~\n", "{", "}", "{{", "}}", "{%", "%}",
    "{{<", ">}}", "{{%", "%}}", "{#", "#}", "<%", "<%=", "%>", "<?php ", "?>", ":::", ":::message\n", ":::details 窯\n", "::::",
    "@[card](x)\n", "{% raw %}", "{% endraw %}", "{% if a %}", "{% endif %}", "{% comment %}", "{% endcomment %}",
    "{% highlight js %}", "{% endhighlight %}", "{% post_url a %}", "{{ '/a' | relative_url }}", "{{site.url}}", "{{< ref a >}}",
    "{{< box >}}", "{{< /box >}}", "{{</* a */>}}", "{: #a}", "{#a}\n", "<A", "<A>", "</A>", "<A b={c}>", "<a {...b}>", "/>", ">",
    "import a\n", "export {\n", "'", '"', "\\", "<!--", "-->", "/*", "*/", "[[toc]]\n", "<<< a\n", "![a](b =1x)", "---\n", " v-pre",
]  # fmt: skip
texts = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=20).map("".join)


@given(st.sampled_from(DIALECTS), texts, st.integers(0, 9))
def test_masking_keeps_length_line_ends_and_places(dialect: str, text: str, start: int) -> None:
    start = min(start, len(text))
    template = mask(text, start, dialect)
    assert len(template.text) == len(text)
    assert template.text[:start] == text[:start]
    ends = {index for index, char in enumerate(text) if char in "\r\n"}
    masked_ends = {index for index, char in enumerate(template.text) if char in "\r\n"}
    assert ends <= masked_ends
    assert all(template.text[index + 1 :].lstrip(" \t").startswith("#") for index in masked_ends - ends)
    assert all(text[target.start : target.end] == target.name for target in template.targets if target.name)
    assert all(text[each.id_start : each.id_end] == each.id for each in template.ids)
    spans = [*template.code, *template.control, *((p.start, p.end) for p in template.problems)]
    spans += [(target.start, target.end) for target in template.targets]
    spans += [(each.start, each.end) for each in template.ids]
    assert all(start <= first <= last <= len(text) for first, last in spans)
    assert list(template.targets) == sorted(template.targets, key=lambda target: target.start)


@given(st.sampled_from(DIALECTS), st.text(alphabet="窯 a.,\n", max_size=60))
def test_plain_text_is_left_as_it_is(dialect: str, text: str) -> None:
    assert mask(text, 0, dialect) == Template(text)


OPENINGS = {
    "liquid": ["{{", "{%", "{{ }", "{% raw %}", "{% if a %}", "{% comment %}", "{:", "{#a}\n", '{% "'],
    "hugo": ["{{<", "{{< a ", "{{< a >}}", "{{</*"],
    "go": ["{{", "{{/*"],
    "nunjucks": ["{{", "{%", "{#", "{% codeblock %}", "`"],
    "erb": ["<%", "<?php "],
    "mdx": ["{", "a{\n\n", "{`", "{'", "<A ", '<A "', "<A b={", "<A>", "</A>", "`", "``` ", "> ", "export {\n\n", "<!--"],
    "docusaurus": ["{", ":::a\n", "{#a}\n"],
    "astro": ["{", "<A ", "<script>"],
    "vitepress": ["{{", ":::a b\n", "<a v-pre>", "<<< a\n"],
    "zenn": [":::\n", ":::message\n", "::::message\n:::\n", "@[card](", "a =1x"],
    "qiita": [":::note\n"],
    "none": [":::\n", ":::message\n", "@[card]("],
}


@pytest.mark.parametrize(("dialect", "scrap"), [(dialect, scrap) for dialect in OPENINGS for scrap in OPENINGS[dialect]])
def test_a_megabyte_of_openings_is_read(dialect: str, scrap: str) -> None:
    text = scrap * (1_000_000 // len(scrap))
    try:
        template = mask(text, 0, dialect)
    except TooManyError:
        assert len(text) // len(scrap) * 2 > MOST
        return
    assert len(template.text) == len(text)
    assert len(template.problems) <= 100


@pytest.mark.parametrize(
    ("path", "front", "site", "dialect"),
    [
        ("a.mdx", "", Site(), "mdx"),
        ("a.mdx", "", Site(generator="docusaurus", template="docusaurus"), "docusaurus"),
        ("a.md", "", Site(generator="docusaurus", template="docusaurus"), "docusaurus"),
        ("a.astro", "", Site(template="astro"), "astro"),
        ("a.md", "", Site(template="astro"), "none"),
        ("a.html.erb", "", Site(), "erb"),
        ("_posts/a.md", "---\ntitle: 窯\n---\n", Site(template="liquid"), "liquid"),
        ("_posts/a.md", "", Site(template="liquid"), "none"),
        ("a.md", "---\nrender_with_liquid: false\n---\n", Site(template="liquid"), "none"),
        ("source/_posts/a.md", "", Site(template="nunjucks"), "nunjucks"),
        ("source/_posts/a.md", "---\ndisableNunjucks: true\n---\n", Site(template="nunjucks"), "none"),
        ("content/a.html", "---\ntitle: 窯\n---\n", Site(template="hugo"), "hugo"),
        ("layouts/a.html", "", Site(template="hugo"), "go"),
        ("a.md", "", Site(template="zenn"), "zenn"),
        ("a.md", "+++\ntitle = '窯'\n+++\n", Site(), "hugo"),
        ("a.md", "---\nlayout: post\n---\n", Site(), "liquid"),
        ("a.md", "---\nlayout: ../layouts/Post.astro\n---\n", Site(), "none"),
        ("a.md", "---\ntitle: 窯\n---\n", Site(), "none"),
    ],
)
def test_ending_site_and_front_matter_say_the_dialect(path: str, front: str, site: Site, dialect: str) -> None:
    assert Document(path, front + "窯\n", site).dialect == dialect


def test_masked_text_reads_as_it_is_shown() -> None:
    text = "薪\n\n::: details 窯の`温度`\n**灰** {{ heat }}\n:::\n\n## 炉 {#ro}\n"
    doc = Document("a.md", text, Site(generator="vitepress", template="vitepress"))
    assert [block.text.value.replace(UNKNOWN, "?").strip() for block in doc.blocks] == ["薪", "窯の`温度`", "灰 ??????????", "炉"]
    assert [heading.text.value for heading in doc.headings] == ["炉"]


@pytest.mark.parametrize(
    ("rest", "shown"),
    [
        ("{{ body | markdownify }}", True), ("{% include a.html content=body %}", True), ("", False), ("body", False),
        ("{{ other }}", False),
    ],
)  # fmt: skip
def test_what_is_captured_is_published_where_it_is_named(rest: str, shown: bool) -> None:
    text = f"---\ntitle: 題\n---\n{{% capture body %}}\n# 中身\n{{% endcapture %}}\n{rest}\n"
    doc = Document("_posts/2026-01-01-a.md", text, Site(generator="jekyll", known=True, template="liquid", markdown="kramdown"))
    assert [heading.text.value for heading in doc.headings] == (["中身"] if shown else [])
