"""Takes everything out of HTML that runs, loads or leads anywhere but to the web."""

import nh3

_MATHML = {
    "math", "mi", "mo", "mn", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "msub",
    "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mpadded",
    "mphantom", "mstyle", "menclose",
}  # fmt: skip
_TAGS = nh3.ALLOWED_TAGS | _MATHML | {"details", "summary"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "details": {"open"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "separator", "form"},
    "th": {"scope", "colspan", "rowspan"},
    "code": {"class"},
}
_LINKS = ("http://", "https://", "mailto:", "#")


def _only_harmless(tag: str, attribute: str, value: str) -> str | None:
    """Keep images that are in the page itself, and links to the web."""
    if attribute == "src":
        return value if tag == "img" and value.startswith("data:image/png;base64,") else None
    if attribute in ("href", "cite"):
        return value if value.lower().startswith(_LINKS) else None
    return value


def harmless(text: str) -> str:
    """Return HTML without scripts, styles, forms, and addresses that a page would load."""
    return nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_harmless,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )
