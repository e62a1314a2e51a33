"""The elements of HTML, by what becomes of them."""

# Bold, italics, raised and lowered characters; everything else within a line loses its tag.
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
# Formatting that means something, and that rich text here doesn't have.
LOST_FORMATS = frozenset({
    "code", "del", "ins", "kbd", "mark", "rp", "rt", "s", "samp", "strike", "u",
})  # fmt: skip
# Never text for readers.
DROPPED = frozenset({
    "base", "head", "link", "meta", "param", "script", "source", "style", "template", "title",
    "track",
})  # fmt: skip
REPORTED_WHEN_DROPPED = frozenset({"script", "template"})
HEADINGS = {"h1": "2", "h2": "2", "h3": "3", "h4": "3", "h5": "3", "h6": "3"}
LISTS = frozenset({"ol", "ul", "menu", "dir"})
PLAYERS = frozenset({"iframe", "embed", "video", "audio", "object"})
# What readers fill in or press; its words are kept.
CONTROLS = frozenset({"form", "input", "select", "textarea", "button"})
DRAWINGS = frozenset({"svg", "canvas", "math", "map", "applet"})
# Elements that begin a paragraph of their own.
PARAGRAPHS = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "fieldset",
    "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "nav", "p",
    "section", "caption", "tbody", "td", "tfoot", "th", "thead", "tr", "optgroup", "option",
    "select", "button", "noscript",
})  # fmt: skip
# Elements that can't be within a line.
BLOCKS = frozenset({
    *PARAGRAPHS, *HEADINGS, *LISTS, *PLAYERS, *DRAWINGS, "blockquote", "dt", "figure", "hr", "img",
    "picture", "pre", "summary", "table",
})  # fmt: skip
# Below this level only words are read.
MOST_LEVELS = 80
