from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data import table


class TemplateSyntax(PageRule):
    """Close every template tag, shortcode, component and box, and spell tags as they are called.

    Jekyll, Hexo, Hugo and MDX stop at such a slip, and the whole site is not published. Zenn, Qiita, VitePress and
    Docusaurus show the signs to the reader, or put the rest of the post into the box.

    To fix it, write what the message says is missing. Signs that are only an example, in a code block too, must be
    marked as text: with `{% raw %}` in Jekyll, with `{{</* … */>}}` in Hugo.

    テンプレートのタグ、ショートコード、コンポーネント、`:::`の囲みは、閉じ忘れや打ち間違いのないように書きます。

    Jekyll、Hexo、Hugo、MDXはそこで処理を止め、サイト全体が公開されません。Zenn、Qiita、VitePress、Docusaurusでは、
    記号がそのまま表示されたり、記事の残りがすべて囲みに入ったりします。

    直し方：足りないと書かれたものを補います。コード例などで記号を見せたいだけのときは、Jekyllなら`{% raw %}`、Hugoなら
    `{{</* … */>}}`で、文字として書きます。
    """

    severity: Severity = Severity.ERROR

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.template.problems or not is_certain(doc):
            return
        words = table("template_syntax", dict[str, tuple[str, str, str, str]])
        for problem in doc.template.problems:
            texts = words.get(f"{doc.dialect} {problem.code}") or words[problem.code]
            en, ja, do, suru = (t.replace("{meant}", problem.meant).replace("{name}", problem.name) for t in texts)
            at = doc.at(problem.start, problem.end)
            title, opened = Text(f"write “{problem.meant}”", f"「{problem.meant}」にする"), doc.at(at.start, len(doc.text))
            fix = Fix(title, (Edit(at, problem.meant),), safe=False, scope=opened)
            yield self.flag(at, en=en, ja=ja, advice=Text(do, suru), fix=fix if problem.code == "unknown-tag" else None)

    examples = (
        Valid({"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n{% if page.a %}\n窯\n{% endif %}\n{% gallery %}\n"}),
        Valid({"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n`{% raw %}{{ x {% if %}{% endraw %}`と書きます。\n"}),
        Valid({"_config.yml": "title: 窯便り\n", "a.md": "---\nrender_with_liquid: false\n---\n`{{ x`と書きます。\n"}),
        Valid("---\nlayout: post\n---\nNobody knows who reads {{ this } here.\n"),
        Valid({"hugo.toml": "title = 'x'\n", "content/a.md": "{{< box >}}\n窯 {{</* box */>}}\n{{< /box >}}\n"}),
        Invalid({"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n⟦{% if page.a⟧\n窯\n{% endif %}\n"}),
        Invalid({"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n⟦{% if page.a %}⟧\n窯\n"}),
        Invalid({"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n```tex\n\\frac⟦{{a}⟧_1}{b}\n```\n"}),
        Invalid(
            {"_config.yml": "title: 窯便り\n", "a.md": "---\n---\n{% ⟦hightlight⟧ js %}\nx\n{% endhighlight %}\n"},
            fixed="---\n---\n{% highlight js %}\nx\n{% endhighlight %}\n",
        ),
        Invalid({"hugo.toml": "title = 'x'\n", "content/a.md": "⟦{{< figure src=\"a.png\" }}⟧\n\n⟦{{< /box >}}⟧\n"}),
        Invalid({"a.mdx": "<Tabs>\n\n窯の中 ⟦{⟧ 薪\n\n</Tabs>\n\n⟦<Card⟧>\n"}),
    )


def is_certain(doc: Document) -> bool:
    """Whether the site, and not only the look of the file, says which template language reads it."""
    return doc.path.endswith((".mdx", ".erb")) or (doc.site.known and bool(doc.site.template))
