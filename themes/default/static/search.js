// The search page. Pagefind says where a word or phrase stands; the rest is sets. A query is a list of clauses that an
// article must meet (or, after NOT, must not); a clause is words, phrases and names, joined by OR or NEAR. Each language's
// bundle has its own module and stemmer: mergeIndex takes one for all. What few readers ask for is in search-more.js.

const part = (name) => document.getElementById(`search-${name}`)
const [form, box, status, notes, list, more, facetBox, found, ways, folds, spellings, saves] =
  ["form", "box", "status", "notes", "results", "more", "facets", "found", "ways", "fold", "names", "export"].map(part)
const WORDS = JSON.parse(form.dataset.words) // of the interface
const say = (name, value) =>
  (WORDS[name][plural.select(value)] ?? WORDS[name].other ?? WORDS[name]).split("%1").join(value)
const TITLES = new Map(WORDS.facets), FACETS = [...TITLES.keys()]
const IF_SEVERAL = ["kind", "language"]
const ALL_OF = ["actor", "place"] // an article has several: every ticked one must be there
const SWITCHES = { fold: folds, names: spellings }
const PAGE = 10, SHORT_LIST = 8, PASSAGES = 3, EXCERPT = 38, LEAD = 8, NEAR = 10
const root = new URL(form.dataset.root, document.baseURI)
const inside = (address) => new URL(address.replace(/^\//, ""), root)

// --- words ---

const LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", ё: "е", "’": "'", "‘": "'", ʼ: "'" }

/** Case, marks and typographic variants aside; Cyrillic letters without their marks are others. */
export const fold = (text) => text.normalize("NFC").toLowerCase()
  .replace(/[^\u0400-\u04ff]+/g, (run) => run.normalize("NFD").replace(/\p{M}/gu, ""))
  .replace(/[łøđıßæœё’‘ʼ]/g, (letter) => LETTERS[letter])
export const bare = (word) => fold(word).replace(/^[^\p{L}\p{N}]+|('s)?[^\p{L}\p{N}]*$/gu, "")
export const key = (text) => text.split(/\s+/).map(bare).filter(Boolean).join(" ")

const language = document.documentElement.lang || "en"
const locale = language === "en" ? "en-GB" : language
const dated = (day) => { // not every browser knows every language
  const [year, month, date] = day.split("-")
  if (!/^\d/.test(day)) return WORDS.undated
  return date ? `${+date} ${WORDS.ofMonths[month - 1]} ${year}` : month ? `${WORDS.months[month - 1]} ${year}` : year
}
const plural = new Intl.PluralRules(locale)
const tongues = new Intl.DisplayNames(locale, { type: "language" })
const SHOWN = { month: dated, language: (value) => WORDS.tongues[value] ?? tongues.of(value) }
const label = (facet, value) => SHOWN[facet]?.(value) ?? WORDS.terms[value] ?? value

const dayOf = ({ date, day }) => date ?? dated(day)
const sourceOf = ({ source = [], probable }) => source.map((name) =>
  probable?.includes("source") ? say("probable", label("", name)) : label("", name))

const seen = (it) => it?.replace?.(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd") ?? it
const element = (tag, attributes, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes)
  made.append(...children.map(seen))
  return made
}

// --- loading: once, when needed ---

const load = async (address) => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  return answer
}
const json = async (address) => (await load(address)).json()
const extras = () => import("./search-more.js")

async function openBundle(name) {
  const base = inside(`pagefind/${name}/`)
  const { ids, values, columns } = await json(new URL("facets.json", base))
  const pages = ids.map((id) => [id, { base }])
  for (const name in columns) columns[name].forEach((cell, row) => {
    if (cell !== 0) pages[row][1][name] = values[name] ? cell.map((at) => values[name][at]) : cell
  })
  const options = { basePath: base.pathname, baseUrl: root.pathname, noWorker: true }
  let engine
  const start = () => engine ??= import(new URL("pagefind.js", base)).then((module) => module.createInstance(options))
  return { base, start, pages }
}

async function openArchive() {
  const tags = form.dataset.languages.split(" ")
  const [rows, ...tries] = await Promise.allSettled([json(form.dataset.names), ...tags.map(openBundle)])
  const bundles = tries.flatMap((one) => one.value ?? [])
  if (!bundles.length) throw tries[0].reason
  const names = new Map(), records = new Map()
  for (const row of rows.value ?? []) {
    records.set(row.name, row)
    for (const name of new Set([...row.forms, ...row.short ?? []].map(key))) names.set(name, [...names.get(name) ?? [], row])
  }
  const pages = new Map(bundles.flatMap((bundle) => bundle.pages))
  return { bundles, names, records, pages, lost: tags.filter((_, number) => !tries[number].value) }
}

let opening
const archive = () => opening ??= openArchive().catch((reason) => { opening = null; throw reason })

/** An article's text with its paragraphs' places, as Pagefind keeps it: gzip, a mark, JSON. */
export async function textOf(id, page) {
  const { body } = await load(new URL(`fragment/${id}.pf_fragment`, page.base))
  const text = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text()
  return JSON.parse(text.slice(text.indexOf("{")))
}

// --- searching: terms and clauses have hits: id to { score, parts: [{ words (places), typed, rows }] } ---

async function find(term) {
  const { bundles } = await archive()
  const answers = await Promise.all(bundles.map(async ({ start }) => (await start()).search(term)))
  return answers.flatMap(({ results }) => results)
}

/** Quoted, a word is found with its endings only; unquoted, in longer words too (EU: European): to fall back on.
    A hit without places is in the metadata only. */
async function findPrinted(text) {
  const printed = (await find(`"${text}"`)).filter(({ words }) => words.length)
  if (!printed.length) return printed
  // Quoted, only the first place is given: the others are where the words, or longer ones, follow each other.
  const each = await Promise.all(text.split(/\s+/).filter(bare).map(async (word) =>
    new Map((await find(word)).map((hit) => [hit.id, hit]))))
  return printed.map(({ id, score, words }) => {
    const all = each.map((hits) => hits.get(id)?.words ?? [])
    const starts = all[0].filter((at) => all.every((some, n) => some.includes(at + n)))
    return { id, score: each[0].get(id)?.score ?? score, words: starts.length ? starts.flatMap((at) => all.map((_, n) => at + n)) : words }
  })
}

async function findWord(text, isQuoted) {
  let some = await findPrinted(text)
  const loose = !some.length && !isQuoted && text
  if (loose) some = await find(text)
  return { loose: some.length && loose, missed: !some.length && text,
    hits: new Map(some.map(({ id, score, words }) => [id, { score, parts: [{ words, word: !loose && !/\s/.test(text) && bare(text) }] }])) }
}

/** Articles whose record names somebody, and those that print a form not as part of another's longer name there. */
async function findName(typed, rows) {
  const { pages, records } = await archive()
  const forms = new Map([typed, ...rows.flatMap((row) => row.forms)].map((text) => [key(text), text]))
  const own = new Set(rows.map(({ name }) => name))
  const named = ({ actor = [], place = [] }) => [...actor, ...place]
  const hits = new Map()
  const part = (id) => hits.get(id)?.parts[0] ?? (hits.set(id, { parts: [{ typed, rows, words: [] }] }), part(id))
  for (const [id, page] of pages) if (named(page).some((name) => own.has(name))) part(id)
  await Promise.all([...forms].map(async ([form, text]) => {
    const isOthers = (name) => records.get(name)?.forms.some((other) => ` ${key(other)} `.includes(` ${form} `))
    for (const { id, words } of await findPrinted(text))
      if (hits.has(id) || !named(pages.get(id)).some(isOthers)) part(id).words.push(...words)
  }))
  for (const hit of hits.values()) hit.score = Math.log1p(hit.parts[0].words.length)
  return { hits, rows, typed }
}

const places = ({ parts }) => parts.flatMap(({ words }) => words)

/** Both (NEAR: only places so many words apart) or either. */
function join(one, other, how) {
  const hits = new Map()
  for (const id of new Set([...one.keys(), ...other.keys()])) {
    const both = [one.get(id), other.get(id)].filter(Boolean)
    if (how !== "OR") {
      if (both.length < 2) continue
      const near = (from, to) => (at) => places(from).includes(at) && places(to).some((b) => b !== at && Math.abs(b - at) <= how)
      const kept = [near(...both), near(...both.toReversed())]
      both.forEach((hit, n) => { both[n] = { ...hit, parts: hit.parts.map((p) => ({ ...p, words: p.words.filter(kept[n]) })) } })
      if (!both.every((hit) => places(hit).length)) continue
    }
    hits.set(id, { score: both.reduce((sum, { score }) => sum + score, 0), parts: both.flatMap(({ parts }) => parts) })
  }
  return hits
}

/** Clauses with their terms: phrases in quotes, the longest names, each other word alone. */
async function parse(query, areNames) {
  const { names } = await archive()
  const tokens = query.replace(/[“”„]/g, '"').match(/-?"[^"]*"?|\S+/g) ?? []
  const isPlain = (token) => !/^(OR|NOT|NEAR(\/\d+)?)$|^["-]/.test(token)
  const clauses = []
  let how, not = false
  while (tokens.length) {
    let token = tokens.shift(), rows
    if (/^(OR|NEAR(\/\d+)?)$/.test(token)) how = token === "OR" ? token : +token.slice(5) || NEAR
    else if (token === "NOT") not = true
    else {
      if (/^-["\p{L}\p{N}]/u.test(token)) [not, token] = [true, token.slice(1)]
      const isQuoted = token[0] === '"'
      if (isQuoted) token = token.replaceAll('"', "").trim()
      else if (areNames) {
        let size = tokens.findIndex((next) => !isPlain(next))
        if (size < 0) size = tokens.length
        const whole = () => [token, ...tokens.slice(0, size)].join(" ")
        while (size && !names.has(key(whole()))) size--
        rows = names.get(key(whole()))
        if (rows) [token] = [whole(), tokens.splice(0, size)]
      }
      if (!key(token)) continue
      const term = { text: token, isQuoted, rows, how }
      if (how && clauses.length && !not) clauses.at(-1).terms.push(term)
      else clauses.push({ not, terms: [term] })
      how = not = false
    }
  }
  return clauses
}

const search = (clauses) => Promise.all(clauses.map(async ({ not, terms }) => {
  const all = await Promise.all(terms.map(({ text, isQuoted, rows }) => rows ? findName(text, rows) : findWord(text, isQuoted)))
  return { not, terms: all, hits: all.map(({ hits }) => hits).reduce((one, other, n) => join(one, other, terms[n].how)) }
}))

/** Articles that a query asks for. */
export async function ask(query, areNames) {
  const { pages } = await archive()
  const parsed = query ? await parse(query, areNames) : []
  const clauses = await search(parsed)
  if (query && !clauses.length) return { clauses, results: [] }
  const results = [...pages].filter(([id]) => clauses.every(({ hits, not }) => hits.has(id) !== not)).map(([id, page]) => {
    const met = clauses.flatMap(({ hits, not }) => not ? [] : hits.get(id))
    return { id, page, parts: met.flatMap(({ parts }) => parts), score: met.reduce((sum, { score }) => sum + score, 0) }
  })
  return { clauses, results }
}

const fits = (page, ticked, but) => Object.entries(ticked).every(([facet, values]) => {
  const has = (value) => page[facet]?.includes(value)
  return facet === but || !values.length || (ALL_OF.includes(facet) ? values.every(has) : values.some(has))
})

/** Whether the date may lie in the range; "~" comes after whatever goes on from a month or a year. */
function isWithin({ day, span: [span] = [`${day}/${day}`] }, from, to) {
  const [first, last] = span.split("/")
  return (!from && !to) || (!!(first || last) && (!from || !last || last + "~" >= from) && (!to || first <= to + "~"))
}

// --- the page: what is asked for stands in the address ---

let turn = 0 // of the newest search
let pause

/** The form becomes the address: a step back, but while typing. */
function remember(typing = null) {
  clearTimeout(pause)
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()))
  for (const name in SWITCHES) if (!SWITCHES[name].checked) asked.set(name, "no")
  const address = "?" + asked
  const isNew = address !== (location.search || "?")
  if (isNew && history.state !== "typing") history.pushState(typing, "", address)
  else if (isNew || !typing) history.replaceState(typing, "", address)
  run()
}

async function run() {
  const mine = ++turn
  const asked = new URLSearchParams(location.search)
  const query = asked.get("q")?.trim()
  const scope = query && asked.get("in")
  if (![...asked].some(([name, value]) => value && !(name in SWITCHES) && name !== "in" && name !== "view")) return swap(false, "")
  if (found.hidden) status.textContent = WORDS.searching
  list.ariaBusy = true
  try {
    const areNames = asked.get("names") !== "no"
    const answer = scope ? await (await extras()).scan(scope, await parse(query, areNames), tools) : await ask(query, areNames)
    if (mine === turn) await draw({ ...await archive(), ...answer, asked, query, scope })
  } catch (reason) {
    console.warn(reason)
    opening = null // to be tried again
    if (mine === turn) swap(false, navigator.onLine ? WORDS.broken : WORDS.offline)
  }
}

function swap(searched, words) {
  list.ariaBusy = false
  found.hidden = !searched
  ways.hidden = searched
  if (!searched) facetBox.replaceChildren() // or the form would keep its ticks
  status.textContent = words
}

const changed = (name, value) => {
  const asked = new URLSearchParams(location.search)
  asked.set(name, value)
  return "?" + asked
}

async function draw({ asked, query, clauses, lost, pages, results, names, scope }) {
  const mine = turn
  const ticked = Object.fromEntries(FACETS.map((facet) => [facet, asked.getAll(facet)]))
  const [from, to] = ["from", "to"].map((name) => asked.get(name))
  const inRange = results.filter(({ page }) => isWithin(page, from, to))
  const hits = inRange.filter(({ page }) => fits(page, ticked))
  const order = asked.get("sort") || (!query || scope) && "newest"
  const newer = (a, b) => b.page.day.localeCompare(a.page.day)
  const older = (a, b) => !a.page.day - !b.page.day || newer(b, a)
  hits.sort({ newest: newer, oldest: older }[order] ?? ((a, b) => b.score - a.score || newer(a, b)))

  folds.parentNode.hidden = scope || ![...pages.values()].some(({ copy }) => copy)
  const shown = scope || asked.get("fold") === "no" ? hits.map((hit) => ({ ...hit, also: [] })) : withoutCopies(hits)
  const copies = hits.length - shown.length

  const terms = scope ? [] : clauses.flatMap(({ terms }) => terms)
  const lines = lost.map((tag) => say("lost", label("language", tag)))
  for (const { loose, missed, rows = [] } of terms) {
    if (loose) lines.push(say("loose", loose))
    for (const { name, type, address } of rows)
      lines.push(element("a", { href: inside(address) }, say(type in WORDS ? type : "actor", name)))
    if (missed || loose) for (const name of (await extras()).similar(missed || loose, names))
      lines.push(element("a", { href: changed("q", query.replace(missed || loose, name)) }, say("meant", name)))
  }
  if (terms.some(({ rows }) => rows)) lines.push(element("a", { href: changed("names", "no") }, WORDS.literally))
  if (mine !== turn) return
  notes.replaceChildren(...lines.map((line) => element("li", {}, line)))

  const focus = document.activeElement.id
  facetBox.replaceChildren(...FACETS.flatMap((facet) => {
    const some = inRange.filter(({ page }) => fits(page, ticked, ALL_OF.includes(facet) || facet))
    return facetGroup(facet, some.map(({ page }) => page), count(pages.values(), facet), ticked[facet])
  }))
  document.getElementById(focus)?.focus()

  const words = (hits.length ? say(scope || "count", hits.length) : WORDS.none) + (query ? " " + say("for", query) : "") +
    (copies ? ", " + say("copies", copies) : "") + (hits.length < results.length ? ", " + say("narrowed", results.length) : "")
  saves.hidden = !hits.length
  saves.onclick = async ({ target: { value } }) => value && (await extras()).save(value, hits, tools)
  const inLines = query && !scope && asked.get("view") === "lines" && await extras()
  if (await show(shown, PAGE, inLines)) swap(true, words)
}
/** Of copies of one text only the first; the others stand under it. */
function withoutCopies(hits) {
  const firsts = new Map()
  return hits.map((hit) => ({ ...hit, also: [] })).filter((hit) => {
    const [text] = hit.page.copy ?? []
    const first = firsts.get(text)
    if (text && !first) firsts.set(text, hit)
    first?.also.push(hit.page)
    return !first
  })
}

function count(pages, facet) {
  const counts = new Map()
  for (const page of pages) for (const value of page[facet] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function facetGroup(facet, pages, totals, ticked) {
  if (totals.size < (IF_SEVERAL.includes(facet) ? 2 : 1)) return []
  const [counts, unsure] = [pages, pages.filter((page) => page.probable?.includes(facet))].map((some) => count(some, facet))
  const rank = ([a, n], [b, m]) => (facet === "month" ? 0 : m - n) || a.localeCompare(b)
  const boxes = [...totals].sort(rank).flatMap(([value]) => {
    const checked = ticked.includes(value)
    const all = counts.get(value) ?? 0, some = unsure.get(value)
    if (!all && !checked) return []
    const input = element("input", { type: "checkbox", id: `${facet}=${value}`, name: facet, value, checked })
    input.setAttribute("form", form.id)
    return element("label", {}, input, label(facet, value), element("span", {}, some ? (all > some ? `${all - some} + ` : "") + say("probable", some) : all))
  })
  const id = `more-${facet}`
  const rest = boxes.splice(SHORT_LIST)
  const open = document.getElementById(id)?.open
  if (rest.length) boxes.push(element("details", { id, open }, element("summary", {}, say("rest", rest.length)), ...rest))
  return boxes.length ? element("fieldset", {}, element("legend", {}, TITLES.get(facet)), ...boxes) : []
}

async function show(hits, limit, inLines) {
  const mine = turn
  const texts = await Promise.all(hits.slice(limit - PAGE, limit).map(async (hit) => hit.row ? hit : withText(hit)))
  if (mine !== turn) return false
  const entries = texts.flatMap((hit) => inLines ? inLines.lines(hit, tools) : hit.row ? hit.row(hit) : entry(hit))
  list.replaceChildren(...limit > PAGE ? list.children : [], ...entries)
  list.classList.toggle("search-lines", !!inLines)
  more.hidden = hits.length <= limit
  more.textContent = say("more", Math.min(PAGE, hits.length - limit))
  more.onclick = async () => {
    const before = list.children.length
    await show(hits, limit + PAGE, inLines)
    list.children[before].querySelector("a").focus()
  }
  return true
}

/** A hit with its text, in words; a name on record in no known form is looked for by its beginning. */
async function withText(hit) {
  const { content, meta, url, anchors } = await textOf(hit.id, hit.page)
  const words = content.split(/\s+/)
  const parts = hit.parts.map((part) => {
    // A word that is only the beginning of a longer one was not asked for.
    const isMore = (at) => part.word && bare(words[at]).startsWith(part.word) &&
      bare(words[at]).length - part.word.length > Math.min(3, part.word.length - 1)
    if (!part.rows || part.words.length) return { ...part, words: part.words.filter((at) => !isMore(at)) }
    const starts = part.rows.flatMap(({ forms }) => forms.map((text) => key(text).split(" ").at(-1)))
      .flatMap((word) => word.length > 4 ? word.slice(0, Math.max(4, word.length - 2)) : [])
    const isName = (word) => /^\P{L}*\p{Lu}/u.test(word) && starts.some((start) => bare(word).startsWith(start))
    return { ...part, words: words.flatMap((word, at) => isName(word) ? at : []) }
  })
  const blocks = anchors.filter(({ id }) => /^p\d+$/.test(id))
  const blockAt = (at) => blocks.findLast(({ location }) => location <= at)
  const endAt = (at) => anchors.find((one) => one.location > at && /^[ps]\d/.test(one.id))?.location ?? words.length
  return { ...hit, parts, words, url, blockAt, endAt, title: meta.title, places: new Set(parts.flatMap((part) => part.words)) }
}

/** Neighbouring places as one: a phrase, a name. */
const runs = (places) => [...places].sort((a, b) => a - b).reduce((all, at) => {
  const run = all.at(-1)
  at === run?.at(-1) + 1 ? run.push(at) : all.push([at])
  return all
}, [])
const core = (word) => word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su).slice(1)
const asPrinted = ({ words }, run) => core(run.map((at) => words[at]).join(" "))[1]

/** Where a place leads: to its paragraph, which is told what to mark. */
const linkTo = (hit, run) => {
  const address = inside(hit.url)
  for (const text of new Set(runs(hit.places).map((one) => asPrinted(hit, one)).slice(0, 20))) address.searchParams.append("hit", text)
  if (run) address.hash = hit.blockAt(run[0])?.id ?? ""
  return address
}

const about = ({ page, parts = [] }) => {
  const all = [...sourceOf(page), ...(page.kind ?? []).map((value) => label("", value))]
  const [lang] = page.language ?? []
  return [...all, ...lang && lang !== language ? [label("language", lang)] : [], ...parts.flatMap(({ found }) => found ?? [])].join(" · ")
}

/** Title words stand at the text's beginning; they are marked there and in no passage. */
function entry(hit) {
  const { page, parts, words, places, title, also } = hit
  const lang = page.language?.[0] ?? ""
  const heading = title.split(/\s+/), end = heading.length
  const marked = (from, to, some = words) => some.slice(from, to).flatMap((word, number) => {
    const [before, inner, after] = core(word)
    return [number ? " " : "", before, places.has(from + number) ? element("mark", {}, inner) : inner, after]
  })
  for (const part of parts) part.found = foundAs(hit, part)
  const byBlock = Map.groupBy(runs(places).filter(([at]) => at >= end), ([at]) => hit.blockAt(at)?.location ?? end)
  const kinds = (some) => parts.filter((part) => part.words.some((at) => some.flat().includes(at))).length
  const best = [...byBlock].sort(([a, one], [b, other]) => kinds(other) - kinds(one) || other.length - one.length || a - b)
  const passages = (best.length ? best.slice(0, PASSAGES) : [[end, [[end]]]]).sort(([a], [b]) => a - b).map(([start, [first]]) => {
    const stop = hit.endAt(first[0])
    const from = Math.max(start, end, Math.min(first[0] - LEAD, stop - EXCERPT)), to = Math.min(from + EXCERPT, stop)
    const block = hit.blockAt(first[0])
    const link = block && element("a", { href: linkTo(hit, first), className: "search-to", ariaLabel: say("paragraph", block.id.slice(1)) }, "¶ " + block.id.slice(1))
    return element("p", { className: "entry-excerpt", lang }, from > start ? "… " : "", ...marked(from, to), to < stop ? " … " : " ", link ?? "")
  })
  if (best.length > PASSAGES) passages.push(line("source", say("passages", best.length - PASSAGES)))
  return frame(page, element("a", { href: linkTo(hit), lang }, ...marked(0, end, heading)), about(hit), ...passages, ...also.length ? [alsoIn(also)] : [])
}

const line = (name, ...words) => element("p", { className: "entry-" + name }, ...words)

const frame = (page, title, source, ...below) => element("li", {}, element("article", { className: "entry" },
  line("date", page && element(page.day ? "time" : "span", { dateTime: page.day }, dayOf(page))),
  element("div", { className: "entry-in" }, element("h2", { className: "entry-title" }, title),
    line("source", source), ...below)))

function alsoIn(pages) {
  const links = pages.map((page, number) => [number ? ", " : WORDS.also + " ",
    element("a", { href: inside(page.address) }, `${sourceOf(page)} (${dayOf(page)})`)])
  const rest = links.length > SHORT_LIST ? links.splice(SHORT_LIST / 2) : []
  const more = element("details", {}, element("summary", {}, say("rest", rest.length)), ...rest.flat().slice(1))
  return element("div", { className: "entry-source" }, ...links.flat(), rest.length ? more : "")
}

/** The printed form of a name that was asked for in another. */
function foundAs(hit, { rows, typed, words }) {
  if (!rows) return []
  const forms = [...new Map(runs(words).map((run) => asPrinted(hit, run)).map((text) => [key(text), text])).values()]
  if (forms.some((text) => key(text) === key(typed))) return []
  const short = forms.filter((text) => !forms.some((other) => other !== text && key(text).includes(key(other))))
  return short.length ? say("found", short.join(", ")) : say("recorded", rows[0].name)
}

const tools = { WORDS, form, json, load, inside, say, element, frame, label, about, dayOf, sourceOf, line, core, runs, linkTo, pages: () => archive() }

function restore() {
  const asked = new URLSearchParams(location.search)
  for (const name of ["q", "sort", "in", "view", "from", "to"]) form.elements[name].value = asked.get(name) ?? ""
  for (const name in SWITCHES) SWITCHES[name].checked = asked.get(name) !== "no"
  run()
}

box.onfocus = () => archive().then(({ bundles }) => bundles.map(({ start }) => start())).catch(() => {})
box.oninput = () => { clearTimeout(pause); pause = setTimeout(remember, 250, "typing") }
box.onkeydown = (event) => event.key !== "Escape" // which would empty the box
form.onsubmit = () => { remember(); return false }
addEventListener("change", ({ target }) => target.form === form && target !== box && remember())
addEventListener("popstate", restore)
found.querySelector("details").open = matchMedia("(min-width: 60rem)").matches
restore()
