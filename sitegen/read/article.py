"""articles/YYYY/<slug>.md (+ notes/<slug>.yaml) → `Article`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sitegen.base.problems import WARNING, Problem
from sitegen.base.text import fold, squeeze
from sitegen.base.yamlfile import Fields, YamlFile, parse_yaml
from sitegen.model.annotations import CountedClaim, Findings, Naming, Passage, Quotation, TimeExpression
from sitegen.model.article import KINDS, STATUSES, Article, Block, Face, FormCount, MentionCount, Note, RawRef, Record
from sitegen.model.config import Rights
from sitegen.model.dates import DateError, parse_edtf
from sitegen.model.draft import CURATOR, INFERRED, STATED, Basis, Caption, Related
from sitegen.model.fixity import is_edited
from sitegen.model.names import NameFinder, NameForms
from sitegen.model.refs import Ref
from sitegen.read.addresses import is_web_address
from sitegen.read.authority import refs_to
from sitegen.read.body import Mark, TextBlock, beginning, parse_blocks, plain_text, render_block
from sitegen.read.notes import FoundNote, read_notes
from sitegen.read.site import ID, LANGUAGE, id_hint, read_rights


class _Placed(Protocol):
    @property
    def passage(self) -> str: ...


Found = TypeVar("Found", bound=_Placed)
Find = Callable[[Sequence[Passage], tuple[NameForms, ...], frozenset[str], str, str], Findings]
"""Passages, forms of records, ids of those listed, day of publication (EDTF) and language → what stands in them."""
EXCERPT = 220
BEGINNING = 700
"""Characters of a text of which only the beginning may be shown."""
_TERMS = 40
_WORD = re.compile(r"[^\W\d_]{4,}")
_LINES = re.compile(r"(\d+)\s*-\s*(\d+)\Z")
LONGEST_BODY = 2_000_000
"""Characters: some four hundred printed pages."""
LONGEST_TITLE = 1_000
REFERENCES = (
    ("source", "source"),
    ("agency", "source"),
    ("actors", "actor"),
    ("places", "place"),
    ("aliases", "alias"),
)


@dataclass(frozen=True, slots=True)
class RightsLevels:
    """Rights above the article: the archive's, and those of sources that say something."""

    archive: Rights
    sources: tuple[tuple[str, Rights], ...] = ()

    def publish(self, record: Record) -> str:
        """The word that counts: the article's own, else its source's, else the archive's."""
        if record.rights.publish:
            return record.rights.publish
        for id, rights in self.sources:
            if id == record.source and rights.publish:
                return rights.publish
        return self.archive.publish or "full"


def split_record(text: str) -> tuple[str, str, int] | None:
    """Front matter, body, and the line on which the body begins; nothing where there is no front matter."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return None
    for index in range(1, len(lines)):
        if lines[index].rstrip() in ("---", "..."):
            return "\n".join(lines[1:index]) + "\n", "\n".join(lines[index + 1 :]), index + 2
    return None


def read_record(text: str, path: str) -> tuple[Record | None, str, tuple[Ref, ...], tuple[Problem, ...]]:
    """The typed front matter, the body's Markdown, and what the record names."""
    parts = split_record(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if parts is None:
        begun = text.removeprefix("\ufeff").startswith("---")
        what = "the front matter does not end" if begun else "the record does not begin with front matter"
        hint = "the file begins with a line `---`, then `title: …` and further fields, then a second line `---`"
        return None, "", (), (Problem("front-matter", what, path, 1, 1, hint=hint),)
    front, body, _ = parts
    file = parse_yaml(front, path, first_line=2)
    if not isinstance(file.value, dict):
        if not file.problems:
            file.report("front-matter", "the front matter is empty", hint="write at least `title: …`")
        return None, body, (), tuple(file.problems)
    fields = Fields(file)
    record = _record(fields)
    refs = [ref for key, kind in REFERENCES for ref in refs_to(fields, key, kind) if ID.match(ref.id)]
    return record, body, tuple(refs), tuple(file.problems)


def _record(fields: Fields) -> Record | None:
    file = fields.file
    title = squeeze(fields.required("title", "the headline"))
    if len(title) > LONGEST_TITLE:
        hint = f"titles have at most {LONGEST_TITLE}; the rest is not shown"
        file.report("too-long", f"a title of {len(title)} characters", ("title",), hint=hint)
        title = title[:LONGEST_TITLE].rpartition(" ")[0] or title[:LONGEST_TITLE]
    date = fields.text("date")
    if date:
        try:
            date = parse_edtf(date).text
        except DateError as error:
            file.report("date", f"`date` is {date!r}", ("date",), hint=str(error))
            date = ""
    language = fields.text("language")
    if language and not LANGUAGE.match(language):
        fields.wrong("language", "a language tag (BCP 47) such as en or be")
        language = ""
    record = Record(
        title=title,
        date=date,
        source=next(iter(_ids(fields, "source")), "") if fields.text("source") else "",
        agency=_ids(fields, "agency"),
        authors=fields.texts("authors"),
        language=language,
        url=_address(fields, "url"),
        url_archived=_address(fields, "url_archived"),
        actors=_ids(fields, "actors"),
        places=_ids(fields, "places"),
        subjects=fields.texts("subjects"),
        kind=fields.choice("kind", KINDS, "news"),
        summary=squeeze(fields.text("summary")),
        rights=read_rights(fields, "rights"),
        # A status that is not understood hides the article: a typing error must not publish a draft.
        status=fields.choice("status", STATUSES, "draft" if fields.has("status") else "published"),
        captions=tuple(_captions(fields)),
        related=tuple(_related(fields)),
        raw=_raw(fields),
        provenance=tuple(_provenance(fields)),
        review=fields.texts("review"),
        aliases=_ids(fields, "aliases"),
    )
    fields.raw("cleaned")
    fields.raw("section")
    fields.unknown()
    return record if title else None


def _ids(fields: Fields, key: str) -> tuple[str, ...]:
    """Ids or slugs, each once. They become parts of addresses and files: nothing else passes."""
    good: dict[str, None] = {}
    for ref in refs_to(fields, key, key):
        if ID.match(ref.id):
            good[ref.id] = None
        elif ref.id:
            hint = id_hint(ref.id, "ids are file names: lower-case ASCII letters, digits and single hyphens")
            fields.file.problems.append(ref.problem("id", f"{ref.id!r} is no id", hint))
    fields.texts(key)
    return tuple(good)


def _address(fields: Fields, key: str) -> str:
    url = fields.text(key)
    if url and not is_web_address(url):
        fields.wrong(key, "an address that begins with http:// or https://", code="address")
        return ""
    return url


def _captions(fields: Fields) -> list[Caption]:
    out: list[Caption] = []
    for index, value in fields.items("captions"):
        if isinstance(value, str):
            out.append(Caption(value))
            continue
        entry = fields.inner("captions", index)
        line = entry.number("line")
        out.append(Caption(entry.text("text"), entry.text("credit"), int(line or 0)))
        entry.unknown()
    return out


def _related(fields: Fields) -> list[Related]:
    out: list[Related] = []
    for index, value in fields.items("related"):
        if isinstance(value, str):
            out.append(Related(value))
            continue
        entry = fields.inner("related", index)
        line = entry.number("line")
        out.append(Related(entry.text("text"), _address(entry, "url"), int(line or 0)))
        entry.unknown()
    return out


def _raw(fields: Fields) -> RawRef | None:
    if not fields.has("raw"):
        fields.raw("raw")
        return None
    inner = fields.inner("raw")
    match = _LINES.match(inner.text("lines"))
    first, last = (int(match.group(1)), int(match.group(2))) if match else (0, 0)
    if inner.has("lines") and not 0 < first <= last:
        inner.wrong("lines", "two line numbers such as 1-63")
        first = last = 0
    ref = RawRef(inner.text("file"), first, last, inner.text("sha256"), inner.text("member"))
    for key in ("encoding", "media", "saved"):
        inner.raw(key)
    inner.unknown()
    return ref


def _provenance(fields: Fields) -> list[tuple[str, Basis]]:
    if not fields.has("provenance"):
        fields.raw("provenance")
        return []
    inner = fields.inner("provenance")
    out: list[tuple[str, Basis]] = []
    for name in inner.mapping:
        entry = inner.inner(name)
        if not entry.mapping:
            continue
        line = entry.number("line")
        basis = entry.choice("basis", (STATED, INFERRED, CURATOR), "")
        out.append(
            (
                name,
                Basis(
                    basis,
                    int(line or 0),
                    entry.text("text"),
                    entry.text("rule"),
                    entry.choice("certainty", ("probable",), ""),
                ),
            )
        )
        entry.raw("printed")
        entry.unknown()
    return out


def read_article(
    text: str,
    path: str,
    slug: str,
    names: tuple[NameForms, ...],
    rights: RightsLevels,
    notes: tuple[str, str] | None = None,
    find: Find | None = None,
) -> tuple[Article | None, tuple[Problem, ...]]:
    """One article with its notes.

    Args:
        text: the record file.
        path: how problems name it.
        slug: file name without its ending.
        names: forms of the actors and places that it lists, and of those whose longer names contain them.
        rights: what the archive and its sources allow.
        notes: text and path of the notes file, where there is one.
        find: what finds names, times, quotations and figures in the passages; without it only names are found, and
            those to the letter.

    Returns:
        The article, or nothing where the record cannot be used; and every problem, the article's own included.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    record, body, refs, problems = read_record(text, path)
    if not ID.match(slug):
        hint = "the file's name becomes its address: use lower-case ASCII letters, digits and single hyphens"
        hint = id_hint(slug, hint)
        return None, (*problems, Problem("id", f"{slug!r} is no good name for an article", path, hint=hint))
    if record is None:
        return None, problems
    if len(body) > LONGEST_BODY:
        return None, (*problems, _too_long(body, path))
    blocks = parse_blocks(body)
    plain = plain_text(blocks)
    found: tuple[FoundNote, ...] = ()
    if notes:
        found, note_refs, more = read_notes(notes[0], notes[1], plain)
        refs += note_refs
        problems += more
    if not plain.strip() and record.status == "published":
        problems += (
            Problem(
                "body-empty",
                "the record has no text",
                path,
                1,
                severity=WARNING,
                hint="write the body below the second `---`, or set `rights: metadata`",
            ),
        )
    publish = rights.publish(record)
    listed = {f"actors/{id}" for id in record.actors} | {f"places/{id}" for id in record.places}
    passages = tuple(Passage(block.id, block.kind, block.text) for block in blocks)
    language = record.language
    findings = (find or _names_alone)(passages, names, frozenset(listed), record.date, language)
    shown, mentions, placed = _decorated(blocks, findings, found)
    if publish != "full":
        first = beginning(blocks, BEGINNING) if publish == "excerpt" else None
        findings = _within(findings, first)
        # Notes are not shown: they cite the text.
        shown = _decorated([first], findings, ())[0] if first else []
    article = Article(
        slug=slug,
        path=path,
        record=record,
        face=_face(slug, record, blocks, publish),
        blocks=tuple(shown),
        text=plain,
        words=len(plain.split()),
        terms=_terms(plain),
        notes=tuple(placed),
        mentions=tuple(mentions),
        findings=findings,
        edited=is_edited(text),
        publish=publish,
        refs=refs,
        problems=tuple(problems),
    )
    return article, tuple(problems)


def _names_alone(
    passages: Sequence[Passage],
    names: tuple[NameForms, ...],
    listed: frozenset[str],
    published: str,
    language: str,
) -> Findings:
    finder = NameFinder(names)
    return Findings(
        tuple(
            Naming(passage.id, mention.start, mention.end, mention.id, mention.form)
            for passage in passages
            for mention in finder.find(passage.text)
            if mention.id in listed
        )
    )


def _within(findings: Findings, block: TextBlock | None) -> Findings:
    """What other pages may say of the text: nothing that stands outside the block that its own page shows."""
    if block is None:
        return Findings()
    id, text = block.id, squeeze(block.text)
    end = len(block.text)

    def is_shown(one: TimeExpression | Quotation | CountedClaim) -> bool:
        return one.passage == id and one.end <= end and squeeze(one.sentence) in text

    return Findings(
        names=tuple(one for one in findings.names if one.passage == id and one.end <= end),
        times=tuple(filter(is_shown, findings.times)),
        quotations=tuple(filter(is_shown, findings.quotations)),
        claims=tuple(filter(is_shown, findings.claims)),
    )


def _decorated(
    blocks: list[TextBlock], findings: Findings, notes: tuple[FoundNote, ...]
) -> tuple[list[Block], list[MentionCount], list[Note]]:
    """Blocks with mentions linked (the first of each record in a section), times marked, notes at their passages."""
    shown: list[Block] = []
    counts: dict[str, Counter[tuple[str, str, str]]] = {}
    first: dict[str, tuple[str, str]] = {}
    placed: list[Note] = []
    seen: set[str] = set()
    offset = 0
    names = _by_passage(findings.names)
    times = _by_passage(findings.times)
    for block in blocks:
        marks: list[Mark] = []
        taken: list[tuple[int, int]] = []
        if block.kind == "heading":
            seen = set()
        for mention in names.get(block.id, ()):
            if not mention.id:
                continue
            form = squeeze(mention.form)
            counts.setdefault(mention.id, Counter())[form, mention.rule, mention.certainty] += 1
            first.setdefault(mention.id, (block.id, form))
            linkable = any(start <= mention.start and mention.end <= end for start, end in block.open)
            # A link says that it is so: what is only probable is told on the page of provenance.
            if linkable and block.kind != "heading" and mention.id not in seen and not mention.certainty:
                seen.add(mention.id)
                taken.append((mention.start, mention.end))
                marks.append(Mark(mention.start, mention.end, address=f"../../{mention.id}/"))
        for when in times.get(block.id, ()):
            free = all(when.end <= start or end <= when.start for start, end in taken)
            markable = any(start <= when.start and when.end <= end for start, end in block.open)
            if when.edtf and free and markable:
                taken.append((when.start, when.end))
                marks.append(Mark(when.start, when.end, time=when.edtf, words=_when_words(when)))
        end = offset + len(block.text)
        here: list[str] = []
        for number, note in enumerate(notes, 1):
            if note.start < end and note.end > offset:
                name = f"n{number}"
                # A passage that runs over several blocks has its reference where it ends.
                ends_here = note.end <= end
                marks.append(
                    Mark(max(note.start, offset) - offset, (note.end if ends_here else end + 1) - offset, note=name)
                )
                if ends_here:
                    here.append(name)
                    placed.append(
                        Note(
                            name,
                            note.type,
                            note.exact,
                            note.body,
                            note.by,
                            note.created,
                            note.links,
                            block.id,
                            note.prefix,
                            note.suffix,
                            note.claim,
                        )
                    )
        shown.append(Block(block.id, render_block(block, marks), tuple(here)))
        offset = end + 2
    return shown, [_mention_count(id, *first[id], found) for id, found in counts.items()], placed


def _mention_count(id: str, paragraph: str, form: str, found: Counter[tuple[str, str, str]]) -> MentionCount:
    known = tuple(FormCount(*key, count) for key, count in found.items())
    forms = tuple(dict.fromkeys(one.form for one in known))
    return MentionCount(id, found.total(), paragraph, form, forms, known)


def _by_passage(found: Sequence[Found]) -> dict[str, list[Found]]:
    out: dict[str, list[Found]] = {}
    for one in found:
        out.setdefault(one.passage, []).append(one)
    return out


def _when_words(when: TimeExpression) -> str:
    """`probably 2020-08-09`: it is said in words where it is printed."""
    return f"probably {when.edtf}" if when.certainty else when.edtf


def _face(slug: str, record: Record, blocks: list[TextBlock], publish: str) -> Face:
    excerpt = record.summary
    if not excerpt and publish in ("full", "excerpt"):
        excerpt = next((block.text for block in blocks if block.kind == "paragraph"), "")
    excerpt = squeeze(excerpt)
    if len(excerpt) > EXCERPT:
        excerpt = excerpt[:EXCERPT].rpartition(" ")[0].rstrip(",;:–—- ") + " …"
    return Face(slug, record.title, record.date, record.source, record.kind, record.language, excerpt)


def _terms(text: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(fold(word) for word in _WORD.findall(text))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_TERMS])


def _too_long(body: str, path: str) -> Problem:
    hint = f"split it: texts have at most {LONGEST_BODY}"
    return Problem("too-long", f"a body of {len(body)} characters", path, hint=hint)


def read_page(text: str, path: str, name: str) -> tuple[str, str, tuple[Problem, ...]]:
    """pages/<name>.md → title and Markdown; the title is the front matter's, else made of the name."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    parts = split_record(text)
    title = name.replace("-", " ").capitalize()
    body = parts[1] if parts else text
    if len(body) > LONGEST_BODY:
        return title, "", (_too_long(body, path),)
    if parts is None:
        return title, text, ()
    file: YamlFile = parse_yaml(parts[0], path, first_line=2)
    if not isinstance(file.value, dict):
        if not file.problems:
            file.report("front-matter", "the front matter is not a mapping", hint="write `title: …`")
        return title, parts[1], tuple(file.problems)
    fields = Fields(file)
    title = fields.text("title") or title
    for key in ("language", "description"):
        fields.raw(key)
    fields.unknown()
    return title, parts[1], tuple(file.problems)
