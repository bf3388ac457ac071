"""What a reader sees of HTML."""

from html.parser import HTMLParser


class Text(HTMLParser):
    """The visible text of HTML, without references of notes and permalinks; and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "a" and (self._hidden or dict(attrs).get("class") in ("note-ref", "permalink")):
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data


def squeezed(text: str) -> str:
    """A text without its white space, which HTML and Markdown treat each in their own way."""
    return "".join(text.split())
