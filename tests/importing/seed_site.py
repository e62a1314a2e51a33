"""A bilingual site as a folder of pages, in the shape of a certification body's news pages."""

from __future__ import annotations

import io
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from PIL import Image

from cms.demo.documents import pdf_page

if TYPE_CHECKING:
    from pathlib import Path

FIRST_DAY = date(2018, 1, 15)
# Pairs of articles, one more, and pairs of legal notices: forty pages.
NEWS_COUNT, LEGAL = 17, {
    "introduction-of-website": ("Introduction of Website", "网站介绍"),
    "exception-clause": ("Exception Clause", "免责声明"),
}  # fmt: skip
SEED = "cqc-nast-automotive-industry"
NAVIGATION = {"en": ("Homepage", "Favorites", "中文版"), "zh": ("首页", "收藏", "English")}
FOOTER = {
    "en": ("Introduction of Website", "Exception Clause"),
    "zh": ("网站介绍", "免责声明"),
}
MAPPING = """
origin = "old-site"
url = "https://www.example.org/"
hosts = ["example.org"]

[[pages]]
files = "*/index.html"
kind = "skip"

[[pages]]
files = "*/legal/*.html"
kind = "legal"
language = "html@lang"
title = "h1"
body = ".text"
date = ".date"
partner = "a.language@href"

[[pages]]
files = "*/news/*.html"
language = "html@lang"
title = "h1"
body = ".text"
ignore = [".share"]
date = ".date, .text p"
category = ".section"
image = "meta[property='og:image']@content"
partner = "a.language@href"
"""


def page(
    language: str,
    partner: str,
    title: str,
    body: str,
    day: date | None,
    section: str = "",
    head: str = "",
) -> str:
    """A page with navigation, title, date, text and footer."""
    home, favorites, other = NAVIGATION[language]
    introduction, clause = FOOTER[language]
    written = ""
    if day is not None:
        written = (
            day.strftime("%B %d, %Y")
            if language == "en"
            else f"{day.year}年{day.month}月{day.day}日"
        )
    tag = {"en": "en", "zh": "zh-CN"}[language]
    return f"""<!DOCTYPE html>
<html lang="{tag}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head><body>
<div class="top"><a href="../index.html">{home}</a> / <a href="#">{favorites}</a> /
<a class="language" href="{partner}">{other}</a></div>
<h1>{escape(title)}</h1><p class="date">{written}</p><p class="section">{section}</p>
<div class="text">{body}<div class="share">Share this</div></div>
<div class="footer"><a href="../legal/introduction-of-website.html">{introduction}</a> /
<a href="../legal/exception-clause.html">{clause}</a></div></body></html>"""


def picture(color: int) -> bytes:
    """A small picture, another for each colour."""
    file = io.BytesIO()
    Image.new("RGB", (64, 36), (color % 256, 90, 120)).save(file, "JPEG")
    return file.getvalue()


def english_text(number: int) -> str:
    """The text of an article, of several elements by its number."""
    parts = [
        f"<p>On day {number}, the two parties established a <b>joint centre</b> of their own.</p>",
        (
            f"<p>In her speech, the director praised result {number}. See "
            f'<a href="article-{(number + 1) % NEWS_COUNT:02}.html">the next report</a>.</p>'
        ),
    ]
    if number % 2:
        parts.append(f"<h2>Results {number}</h2><ul><li>New standards</li><li>New tests</li></ul>")
    if number % 3 == 0:
        parts.append(f'<p><img src="../../images/p{number % 5}.jpg" alt="A laboratory"></p>')
    if number % 4 == 0:
        parts.append(
            "<table><tr><th>Test</th><th>Days</th></tr><tr><td>Noise</td><td>12</td></tr></table>"
        )
    if number % 5 == 0:
        parts.append('<p><a href="../../files/facts.pdf">Fact sheet</a></p>')
    return "".join(parts)


def chinese_text(number: int) -> str:
    """The same in Chinese."""
    parts = [
        f"<p>　　第{number}天，双方共同成立了创新<b>联合中心</b>。</p>",
        (
            f"<p>　　主任在讲话中高度评价了成果{number}。参见"
            f'<a href="article-{(number + 1) % NEWS_COUNT:02}.html">下一篇报道</a>。</p>'
        ),
    ]
    if number % 2:
        parts.append(f"<h2>成果{number}</h2><ul><li>新标准</li><li>新试验</li></ul>")
    if number % 3 == 0:
        parts.append(f'<p><img src="../../images/p{number % 5}.jpg" alt="实验室"></p>')
    if number % 4 == 0:
        parts.append(
            "<table><tr><th>试验</th><th>天数</th></tr><tr><td>噪声</td><td>12</td></tr></table>"
        )
    if number % 5 == 0:
        parts.append('<p><a href="../../files/facts.pdf">资料</a></p>')
    return "".join(parts)


def write(folder: Path, news_count: int = NEWS_COUNT) -> Path:
    """Write the site into a folder, with its mapping; the folder."""
    for language in ("en", "zh"):
        for section in ("news", "legal"):
            (folder / language / section).mkdir(parents=True)
        (folder / language / "index.html").write_text(page(language, "", "Home", "", None))
    (folder / "images").mkdir()
    (folder / "files").mkdir()
    for number in range(5):
        (folder / "images" / f"p{number}.jpg").write_bytes(picture(number * 40))
    (folder / "files" / "facts.pdf").write_bytes(pdf_page(["Facts"]))
    for number in range(news_count):
        write_article(folder, number, english_text(number), chinese_text(number))
    write_seed(folder)
    for slug, titles in LEGAL.items():
        for language, other, title in (("en", "zh", titles[0]), ("zh", "en", titles[1])):
            text = (
                "<p>Nothing is promised.</p>" if language == "en" else "<p>本站不作任何承诺。</p>"
            )
            html = page(language, f"../../{other}/legal/{slug}.html", title, text, None)
            (folder / language / "legal" / f"{slug}.html").write_text(html)
    (folder / "mapping.toml").write_text(MAPPING)
    return folder


def write_seed(folder: Path) -> None:
    """Write the article that says its date in its text, as a paragraph per sentence."""
    texts = {
        "en": (
            "CQC&NAST: Inject Innovative Driving Force to Automotive Industry",
            "On December 30, 2020, CQC and NAST jointly established a R&D center in Xiangyang.",
            "In her speech, Lu Mei spoke highly of the good cooperation foundation.",
            "Representatives from CQC Wuhan branch attended the event.",
        ),
        "zh": (
            "CQC与NAST：为汽车产业注入创新动力",
            "2020年12月30日，CQC与NAST在襄阳联合成立研发中心。",
            "陆梅在讲话中高度评价了双方良好的合作基础。",
            "CQC武汉分公司代表出席了活动。",
        ),
    }
    for language, other in (("en", "zh"), ("zh", "en")):
        title, *lines = texts[language]
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        html = page(language, f"../../{other}/news/{SEED}.html", title, body, None)
        (folder / language / "news" / f"{SEED}.html").write_text(html)


def write_article(folder: Path, number: int, english: str, chinese: str) -> None:
    """Write both pages of an article."""
    day = FIRST_DAY + timedelta(days=number * 11)
    name = f"article-{number:02}.html"
    head = (
        f'<meta property="og:image" content="/images/p{number % 5}.jpg">' if number % 6 == 0 else ""
    )
    pages = {
        "en": (f"CQC & NAST: report {number}", english, ("Research", "Events")[number % 2]),
        "zh": (f"CQC与NAST：报告{number}", chinese, ("研究", "活动")[number % 2]),
    }
    for language, other in (("en", "zh"), ("zh", "en")):
        title, text, section = pages[language]
        html = page(language, f"../../{other}/news/{name}", title, text, day, section, head)
        (folder / language / "news" / name).write_text(html)
