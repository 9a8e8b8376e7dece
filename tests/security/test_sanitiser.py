"""What `sanitise` lets through: structure, never behaviour; and it is settled after one pass."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhri.security.html import TAGS, sanitise

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://evil.example/pixel.gif'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=evil.swf>",
    "<applet code=Evil></applet>",
    "<form action=//evil.example><input name=q><button>go</button></form>",
    "<isindex action=javascript:alert(1) type=image>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A;&#x61;vascript&colon;alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='\\\\evil.example/'>x</a>",
    "<a href='/\t/evil.example/'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='https://ok.example' onclick=alert(1)>x</a>",
    "<a href='https://ok.example' target=_blank style='position:fixed'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onmouseover=alert(1)>x</p>",
    "<p/onmouseover=alert(1)>x</p>",
    "<p class=chip id=content data-x=1>x</p>",
    "<div onclick=alert(1)>x</div>",
    "<b onclick=alert(1)>x</b>",
    "<h1 onclick=alert(1)>x</h1>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<table background=//evil.example/x.png><tr><td>x</td></tr></table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><p>x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=x onloadstart=alert(1)></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<p lang='\" onmouseover=alert(1)'>x</p>",
    "<td colspan='1 onload=alert(1)'>x</td>",
    "<a href='https://x.example/\"onmouseover=alert(1)'>x</a>",
    "<a href=\"/<b>x\">x</a>",
    "<a href='/<div onmouseover=alert(1)>'>x</a>",
]  # fmt: skip

_ALLOWED = {
    "lang": r"ar|en|fr|es", "hreflang": r"ar|en|fr|es", "dir": r"rtl|ltr",
    "scope": r"col|row|colgroup|rowgroup", "colspan": r"[1-9]\d?", "rowspan": r"[1-9]\d?",
    "start": r"\d{1,4}",
    "href": r"\s*(?:(?:https?://|mailto:|tel:|#)\S*|/|/[^/\\\s]\S*)\s*",
}  # fmt: skip


class _Inspector(HTMLParser):
    """Everything in a piece of HTML that is not on the list, read by another parser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            rule = _ALLOWED.get(name)
            if rule is None or not re.fullmatch(rule, value or "", re.IGNORECASE):
                self.wrong.append(f"{tag} {name}={value!r}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data!r}")


def wrong_in(html: str) -> list[str]:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


@pytest.mark.parametrize(
    "html", ["<img src=x>", "<p onclick=x>a</p>", "<!-- x -->", "<a href=//x>"]
)
def test_inspector_sees_what_must_not_be_there(html: str) -> None:
    assert wrong_in(html) != []


def test_corpus_is_large_enough() -> None:
    assert len(set(ATTACKS)) >= 40


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_leaves_nothing_that_acts(attack: str) -> None:
    for html in (attack, f"<p>قبل {attack} بعد</p>", f"<table><tr><td>{attack}</td></tr></table>"):
        clean = sanitise(html)
        assert wrong_in(clean) == []
        assert sanitise(clean) == clean


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(ATTACKS),
        st.sampled_from(
            "<p> </p> <b> </b> <div> </div> <table> <tr> <td colspan=2> </table> <a href='/x'> "
            "</a> <h1> </h1> <ul> <li> </ul> <em> <strong> &nbsp; &lt;b> <br> <p lang=ar dir=rtl> "
            "<!-- --> &amp;lt;script> \" ' > < & </script> <i/ <b/".split()
        ),
        st.text(max_size=8),
    ),
    max_size=14,
).map("".join)


@given(MARKUP)
@example("<a href='/<b>'>x</a>")
@example("&lt;b>x&lt;/b>")
@example("<h1><table><h1>x")
@example("<a href='/x'><table><a href='/y'>z")
@example("<p>\u00a0</p>")
def test_sanitise_is_settled_after_one_pass(html: str) -> None:
    clean = sanitise(html.encode(errors="ignore").decode())
    assert wrong_in(clean) == []
    assert sanitise(clean) == clean


@pytest.mark.parametrize(
    "html,clean",
    [
        ("", ""),
        ("<p>نص</p>", "<p>نص</p>"),
        ("<p dir='rtl' lang='ar'>نص</p>", '<p dir="rtl" lang="ar">نص</p>'),
        ("<h1>عنوان</h1>", "<h2>عنوان</h2>"),
        ("<h5>عنوان</h5>", "<h4>عنوان</h4>"),
        ("<p><b>مهم</b> <i>مائل</i></p>", "<p><strong>مهم</strong> <em>مائل</em></p>"),
        ("<div>فقرة</div>", "<p>فقرة</p>"),
        ("<p>&nbsp;</p><p>نص</p>", "<p>نص</p>"),
        ("<p>١\u00a0٢</p>", "<p>١ ٢</p>"),
        ("<p><strong> </strong></p>", ""),
        ("<ol start='3'><li>بند</li></ol>", '<ol start="3"><li>بند</li></ol>'),
        ("<ol start='x'><li>بند</li></ol>", "<ol><li>بند</li></ol>"),
        (
            "<table><tbody><tr><th scope='col'>أ</th><td colspan='2'>ب</td></tr></tbody></table>",
            '<table><tbody><tr><th scope="col">أ</th><td colspan="2">ب</td></tr></tbody></table>',
        ),
        (
            "<a href='https://nhri.example.org/x'>رابط</a>",
            '<a href="https://nhri.example.org/x">رابط</a>',
        ),
        (
            "<a href='mailto:press@example.org'>بريد</a>",
            '<a href="mailto:press@example.org">بريد</a>',
        ),
        ("<p>1 < 2 & 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>a<span>b</span>c</p>", "<p>abc</p>"),
    ],
)
def test_structure_is_kept(html: str, clean: str) -> None:
    assert sanitise(html) == clean
