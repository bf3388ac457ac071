"""Article files → cards, through the cache; whole articles only for pages that are rendered."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field

from sitegen.annotate import annotate_text
from sitegen.base.files import sha256_of
from sitegen.base.problems import ERROR, WARNING, Problem
from sitegen.base.values import decode, digest, encode
from sitegen.build.cache import Cache, CacheDamaged, code_digest
from sitegen.build.cleaning import changed_problem
from sitegen.build.folders import Folders
from sitegen.build.neighbours import CLEAN_CODE, Neighbours
from sitegen.build.originals import originals
from sitegen.build.protected import ProtectedNames
from sitegen.build.scan import Scan, load_text
from sitegen.build.working import Crew, Died, batched, in_order
from sitegen.clean import clean
from sitegen.model.article import Article, Card, RawRef
from sitegen.model.authority import Actor
from sitegen.model.draft import Lore, RawFile, RawLine
from sitegen.model.names import NameForms, NameSlices
from sitegen.read.article import RightsLevels, read_article

READ_CODE = ("base", "model", "read", "annotate", ":markdown-it-py", ":nh3", ":PyYAML")
_TOGETHER_FROM = 300
"""So many articles to read are worth starting further processes for."""
_BATCH = 16
"""So many make one task."""


@dataclass(slots=True)
class Reading:
    """All cards, and the keys under which their articles lie in the cache."""

    cards: list[Card] = field(default_factory=list)
    article_keys: dict[str, str] = field(default_factory=dict)
    """By slug."""
    raw_keys: dict[str, str] = field(default_factory=dict)
    """By `RawRef.origin`."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    text: str
    path: str
    slug: str
    names: tuple[NameForms, ...]
    rights: RightsLevels
    notes: tuple[str, str] | None
    key: str


def read_all(
    folders: Folders,
    found: Scan,
    names: tuple[NameForms, ...],
    lore: Lore,
    neighbours: Neighbours,
    cache: Cache,
    pool: Crew | None,
) -> Reading:
    """Every article as a card."""
    out = Reading()
    rights = RightsLevels(
        found.config.rights,
        tuple((source.id, source.rights) for source in found.authority.sources if source.rights.publish),
    )
    slices = NameSlices(names)
    code = code_digest(*READ_CODE)
    tasks: list[_Task] = []
    cards: dict[str, tuple[Card | None, tuple[Problem, ...]]] = {}
    order: list[str] = []
    for path in found.articles:
        problems: list[Problem] = []
        text = load_text(path, folders.shown(path), problems)
        notes_path = found.notes.get(path.stem)
        notes_text = load_text(notes_path, folders.shown(notes_path), problems) if notes_path else None
        out.problems += problems
        if text is None:
            continue
        notes = (notes_text, folders.shown(notes_path)) if notes_path and notes_text is not None else None
        near = slices.slice(_listed(text))
        key = digest((code, text, folders.shown(path), path.stem, notes, near, rights))
        order.append(key)
        stored = cache.get("card-" + key)
        cache.touch(("article-" + key,))
        try:
            if stored is None:
                raise ValueError("not there")
            cards[key] = _decode_card(stored)
        except ValueError:
            tasks.append(_Task(text, folders.shown(path), path.stem, near, rights, notes, key))
    crew = pool if len(tasks) >= _TOGETHER_FROM else None
    for batch, results in in_order(crew, _read_batch, batched(tasks, _BATCH)):
        for task, result in zip(batch, results, strict=True):
            if isinstance(result, Died):
                cards[task.key] = None, (result.problem(task.path),)
                continue
            card_data, article_data = result
            cache.put("card-" + task.key, card_data)
            if article_data is not None:
                cache.put("article-" + task.key, article_data)
            cards[task.key] = _decode_card(card_data)
    first: dict[str, Card] = {}
    for key in order:
        card, problems_of_card = cards[key]
        out.problems += problems_of_card
        if card is None:
            continue
        other = first.setdefault(card.face.slug, card)
        if other is not card:
            # One address, one record: a page must never be made of both.
            what = f"two records have the address {card.face.address}; this one is left out"
            hint = f"the other is {other.path}; rename one of the files"
            out.problems.append(Problem("slug-double", what, card.path, 1, hint=hint))
        else:
            out.cards.append(card)
            out.article_keys[card.face.slug] = "article-" + key
    _withhold(out, found.protected, cache)
    _originals(folders, out, lore, neighbours, cache)
    return out


def _listed(text: str) -> set[str]:
    """Ids that may be listed: every word of the two lines or lists; too many do no harm, too few would."""
    parts = text.split("\n---", 1)[0]
    ids: set[str] = set()
    for key, folder in (("actors", "actors"), ("places", "places")):
        start = parts.find(f"\n{key}:")
        if start < 0:
            continue
        for line in parts[start + 1 :].split("\n"):
            inside = line.startswith((f"{key}:", " ", "-", "#"))
            if not inside:
                break
            for word in line.removeprefix(f"{key}:").replace("[", " ").replace("]", " ").replace(",", " ").split():
                ids.add(f"{folder}/{word.strip(chr(34) + chr(39))}")
    return ids


def _read_batch(tasks: list[_Task]) -> list[tuple[bytes, bytes | None]]:
    return [_read(task) for task in tasks]


def _read(task: _Task) -> tuple[bytes, bytes | None]:
    article, problems = read_article(
        task.text, task.path, task.slug, task.names, task.rights, task.notes, annotate_text
    )
    if article is None:
        return encode((None, problems)), None
    card = Card(
        face=article.face,
        path=article.path,
        record=article.record,
        words=article.words,
        mentions=article.mentions,
        notes=article.notes,
        findings=dataclasses.replace(article.findings, names=tuple(n for n in article.findings.names if not n.id)),
        terms=article.terms,
        edited=article.edited,
        publish=article.publish,
        refs=article.refs,
        body_digest=_body_digest(article),
        lines_digest="",
        roles=(),
        problems=problems,
        passages=article.passages,
    )
    return encode((card, problems)), encode(article)


def _body_digest(article: Article) -> str:
    found = article.findings
    return digest((article.blocks, found.names, found.times, found.quotations))


def _decode_card(data: bytes) -> tuple[Card | None, tuple[Problem, ...]]:
    return decode(tuple[Card | None, tuple[Problem, ...]], data)


def load_article(key: str, cache: Cache) -> Article:
    """An article from the cache, by the key that `Reading` gave for it.

    Raises:
        CacheDamaged: it is not there, or not as it was written.
    """
    data = cache.get(key)
    try:
        if data is not None:
            return decode(Article, data)
    except ValueError:
        pass
    raise CacheDamaged(key)


def _withhold(out: Reading, protected: tuple[Actor, ...], cache: Cache) -> None:
    """Leaves out articles that name a person whose name the site must never carry."""
    if not protected:
        return
    names = ProtectedNames(protected)
    kept: list[Card] = []
    for card in out.cards:
        article = load_article(out.article_keys[card.face.slug], cache)
        record = card.record
        texts = [card.face.slug, record.title, record.summary, *record.authors, *record.subjects, article.text]
        texts += [text for caption in record.captions for text in (caption.text, caption.credit)]
        texts += [record.url, record.url_archived, *record.aliases, *([record.raw.file] if record.raw else [])]
        texts += [related.text for related in record.related]
        texts += [basis.text for _, basis in record.provenance]
        texts += [text for note in card.notes for text in (note.exact, note.body, note.by)]
        texts += [text for note in card.notes if note.claim for text in (note.claim.unit, note.claim.said_by)]
        who = names.first_in(*texts) or next((id for id in record.actors if id in names.ids), "")
        if who:
            what = f"the article names `actors/{who}`, whose names this site must never carry"
            hint = "the article is left out; replace the name in the record, or set `status: withdrawn`"
            out.problems.append(Problem("protected-name", what, card.path, 1, 0, ERROR, hint))
        else:
            kept.append(card)
    out.cards[:] = kept


def _originals(folders: Folders, out: Reading, lore: Lore, neighbours: Neighbours, cache: Cache) -> None:
    """Checks each card's original and gives the card the digest of its lines."""
    code = code_digest(*CLEAN_CODE)
    # No line has its role from an event: an edited event must not clean every original again.
    lore = Lore(lore.sources)
    lore_digest = digest(lore)
    files: dict[str, tuple[str, str] | None] = {}
    for index, card in enumerate(out.cards):
        raw = card.record.raw
        if raw is None or not raw.file:
            continue
        if raw.origin not in files:
            files[raw.origin] = _load_lines(raw, code, lore, lore_digest, neighbours, cache, folders)
        known = files[raw.origin]
        if known is None:
            out.problems.append(
                Problem(
                    "raw-missing",
                    f"the original {raw.file} is not in the archive",
                    card.path,
                    severity=WARNING,
                    hint="restore it, or take `raw:` out of the record",
                )
            )
            continue
        key, sha256 = known
        if raw.sha256 and raw.sha256 != sha256:
            out.problems.append(changed_problem(f"{folders.content.name}/{raw.file}", card.path))
            continue
        out.raw_keys[raw.origin] = key
        lines = load_lines(key, cache, raw.first_line, raw.last_line)
        roles = tuple(
            sorted(
                Counter(line.role for line in lines if line.role != "blank").items(),
                key=lambda pair: (-pair[1], pair[0]),
            )
        )
        out.cards[index] = dataclasses.replace(card, lines_digest=digest(lines), roles=roles)


def _load_lines(
    ref: RawRef, code: str, lore: Lore, lore_digest: str, neighbours: Neighbours, cache: Cache, folders: Folders
) -> tuple[str, str] | None:
    """The cache key of an original's lines, and its file's SHA-256; nothing where it is not there or lies elsewhere."""
    path = folders.content / ref.file
    if not path.is_file() or not path.resolve().is_relative_to(folders.content.resolve()):
        return None
    try:
        # A container of many pages is hashed once in a run.
        sha256 = neighbours.sha256.get(path) or sha256_of(path)
    except OSError:
        return None

    def key_of(member: str) -> str:
        # Of the neighbours only what this text shares with them: one more file in the archive changes few keys.
        near = neighbours.near(path, member)
        return "lines-" + digest((code, sha256, ref.file, member, lore_digest, tuple(near.counts.items())))

    key = key_of(ref.member)
    if cache.get(key) is None:
        # A container is gone through once: the lines of all its pages are kept.
        for raw in originals(path, ref.file):
            if isinstance(raw, RawFile) and cache.get(key_of(raw.member)) is None:
                cache.put(key_of(raw.member), encode(clean(raw, lore, neighbours.near(path, raw.member)).lines))
    if cache.get(key) is None:
        return None
    return key, sha256


def load_lines(key: str, cache: Cache, first: int, last: int) -> tuple[RawLine, ...]:
    """Lines of an original with their roles, from the first to the last number."""
    data = cache.get(key)
    try:
        lines = decode(tuple[RawLine, ...], data) if data is not None else None
    except ValueError:
        lines = None
    if lines is None:
        raise CacheDamaged(key)
    return tuple(line for line in lines if first <= line.number <= last)
