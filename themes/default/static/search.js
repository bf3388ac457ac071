// The search page. Pagefind says where a word or phrase stands; the rest is sets. A query is a list of
// clauses (words, phrases, names under all their forms), its result what they share; facets.json narrows and sorts it.
// Each language's bundle is opened with its own module and stemmer: mergeIndex takes one for all.

const part = (name) => document.getElementById(`search-${name}`)
const [form, box, status, notes, list, more, facetBox, found, ways, folds] =
  ["form", "box", "status", "notes", "results", "more", "facets", "found", "ways", "fold"].map(part)
const WORDS = JSON.parse(form.dataset.words) // of the interface
const say = (name, value) =>
  (WORDS[name][plural.select(value)] ?? WORDS[name].other ?? WORDS[name]).split("%1").join(value)
const TITLES = new Map(WORDS.facets), FACETS = [...TITLES.keys()]
const IF_SEVERAL = ["kind", "language"]
const ALL_OF = ["actor", "place"] // an article has several: every ticked one must be there
const EVERYWHERE = "sgallsg" // stands in the metadata of every article
const PAGE = 10, SHORT_LIST = 8, EXCERPT = 38, LEAD = 8
const root = new URL(form.dataset.root, document.baseURI)
const inside = (address) => new URL(address.replace(/^\//, ""), root)

// --- words ---

const LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", ё: "е", "’": "'", "‘": "'", ʼ: "'" }

/** Case, marks and typographic variants aside; Cyrillic letters keep their marks: they are others without. */
const fold = (text) => text.normalize("NFC").toLowerCase()
  .replace(/[^\u0400-\u04ff]+/g, (run) => run.normalize("NFD").replace(/\p{M}/gu, ""))
  .replace(/[łøđıßæœё’‘ʼ]/g, (letter) => LETTERS[letter])
const bare = (word) => fold(word).replace(/^[^\p{L}\p{N}]+|('s)?[^\p{L}\p{N}]*$/gu, "")
const split = (text) => text.split(/\s+/).filter(bare)
const key = (text) => split(text).map(bare).join(" ")

const language = document.documentElement.lang || "en"
const locale = language === "en" ? "en-GB" : language
const dated = (day) => /^\d/.test(day) ? new Date(day).toLocaleDateString(locale,
  { year: "numeric", month: day[4] && "long", day: day[7] && "numeric", timeZone: "UTC" }).replace(/\s\p{L}\.$/u, "") : WORDS.undated
const plural = new Intl.PluralRules(locale)
const tongues = new Intl.DisplayNames(locale, { type: "language" })
const SHOWN = { month: dated, language: (value) => tongues.of(value) }
const label = (facet, value) => SHOWN[facet]?.(value) ?? WORDS.terms[value] ?? value

const dayOf = ({ date, day }) => date ?? dated(day)
const sourceOf = ({ source = [], probable }) => source.map((name) =>
  probable?.includes("source") ? say("probable", label("", name)) : label("", name))

const element = (tag, attributes, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes)
  made.append(...children)
  return made
}

// --- loading: once, when needed ---

const json = async (address) => (await fetch(address)).json()

async function openBundle(name) {
  const base = inside(`pagefind/${name}/`)
  const [module, table] = await Promise.all([import(new URL("pagefind.js", base)), json(new URL("facets.json", base))])
  const options = { basePath: base.pathname, baseUrl: root.pathname, noWorker: true }
  return { pages: Object.entries(table), pagefind: module.createInstance(options) }
}

async function openArchive() {
  const tags = form.dataset.languages.split(" ")
  const [rows, ...tries] = await Promise.allSettled([json(form.dataset.names), ...tags.map(openBundle)])
  const bundles = tries.flatMap((one) => one.value ?? [])
  if (!bundles.length) throw tries[0].reason
  const names = new Map()
  for (const row of rows.value ?? [])
    for (const name of new Set([...row.forms, ...row.short ?? []].map(key))) names.set(name, [...names.get(name) ?? [], row])
  const pages = new Map(bundles.flatMap((bundle) => bundle.pages))
  return { bundles, names, pages, lost: tags.filter((_, number) => !tries[number].value) }
}

let opening
const archive = () => opening ??= openArchive().catch((reason) => { opening = null; throw reason })

// --- searching: a clause is { hits: Map of id to { score, words (places), data } } and what to say of it ---

async function find(term) {
  const { bundles } = await archive()
  const answers = await Promise.all(bundles.map(({ pagefind }) => pagefind.search(term)))
  return new Map(answers.flatMap(({ results }) => results.map((hit) => [hit.id, hit])))
}

/** Quoted, a word is found with its endings only; unquoted, in longer words too (EU: European), or shorter ones: for
    ranking, and to fall back on. A hit without places is in the metadata only. */
async function findExactly(text) {
  const [exact, wide] = await Promise.all([find(`"${text}"`), text.includes(" ") ? new Map() : find(text)])
  return { wide, hits: new Map([...exact].map(([id, hit]) => [id, { ...hit, ...wide.get(id), exact: hit.words.length }])) }
}

async function findWord(word, isQuoted) {
  const { wide, hits } = await findExactly(word)
  const printed = new Map([...hits].filter(([, hit]) => hit.exact))
  return printed.size || isQuoted ? { hits: printed } : { hits: wide, loose: wide.size && word }
}

/** The metadata counts: it has the names of the record, and not every language has a stemmer. */
async function findName(typed, rows) {
  const forms = new Map([typed, ...rows.flatMap((row) => row.forms)].map((text) => [text.toLowerCase(), text]))
  const hits = new Map()
  await Promise.all([...forms.values()].map(async (text) => {
    for (const [id, hit] of (await findExactly(text)).hits) {
      const known = hits.get(id) ?? { ...hit, words: [], forms: [] }
      if (hit.exact || (hit.words.length && text.length > 4)) {
        known.forms.push(text)
        known.words.push(...hit.words)
      }
      known.score = Math.log1p(known.words.length)
      hits.set(id, known)
    }
  }))
  return { hits, typed, rows }
}

/** Phrases in quotes, the longest names, each other word alone (Pagefind drops those it does not know). */
async function search(query) {
  const { names } = await archive()
  const clauses = []
  const words = split(query.replace(/[“”„]/g, '"').replace(/"([^"]*)"?/g, (_, phrase) => {
    if (key(phrase)) clauses.push(findWord(phrase, true))
    return " "
  }))
  while (words.length) {
    let size = words.length
    while (size > 1 && !names.has(key(words.slice(0, size).join(" ")))) size--
    const text = words.splice(0, size).join(" ")
    const rows = names.get(key(text))
    clauses.push(rows ? findName(text, rows) : findWord(text))
  }
  return Promise.all(clauses)
}

const fits = (page, ticked, but) => Object.entries(ticked).every(([facet, values]) => {
  const has = (value) => page[facet]?.includes(value)
  return facet === but || !values.length || (ALL_OF.includes(facet) ? values.every(has) : values.some(has))
})

// --- the page: what is asked for stands in the address ---

let turn = 0 // the newest search: older ones are dropped
let pause

/** The form becomes the address: a step back, but for words still being typed. */
function remember(typing = null) {
  clearTimeout(pause)
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()))
  if (!folds.checked) asked.set("fold", "no")
  const address = `?${asked}`
  const isNew = address !== (location.search || "?")
  if (isNew && history.state !== "typing") history.pushState(typing, "", address)
  else if (isNew || !typing) history.replaceState(typing, "", address)
  run()
}

async function run() {
  const mine = ++turn
  const asked = new URLSearchParams(location.search)
  const query = asked.get("q")?.trim()
  if (![...asked].some(([name, value]) => value && name !== "fold")) return swap(false, "")
  if (found.hidden) status.textContent = WORDS.searching
  try {
    const { pages, lost } = await archive()
    const clauses = query ? await search(query) : [{ hits: await find(EVERYWHERE) }]
    const results = [...pages].filter(([id]) => clauses.length && clauses.every(({ hits }) => hits.has(id)))
    if (mine === turn) await draw({ asked, query, clauses, lost, pages, results })
  } catch (reason) {
    console.warn(reason)
    if (mine === turn) swap(false, navigator.onLine ? WORDS.broken : WORDS.offline)
  }
}

function swap(searched, words) {
  found.hidden = !searched
  ways.hidden = searched
  if (!searched) facetBox.replaceChildren() // or the form would keep its ticks
  status.textContent = words
}

async function draw({ asked, query, clauses, lost, pages, results }) {
  const ticked = Object.fromEntries(FACETS.map((facet) => [facet, asked.getAll(facet)]))
  const hits = results.filter(([, page]) => fits(page, ticked)).map(([id, page]) => {
    const parts = clauses.map((clause) => ({ ...clause, ...clause.hits.get(id) }))
    return { page, parts, also: [], score: parts.reduce((sum, { score }) => sum + score, 0) }
  })
  const order = asked.get("sort") || (query ? "" : "newest")
  const newer = (a, b) => b.page.day.localeCompare(a.page.day)
  const older = (a, b) => !a.page.day - !b.page.day || newer(b, a)
  hits.sort({ newest: newer, oldest: older }[order] ?? ((a, b) => b.score - a.score || newer(a, b)))

  folds.parentNode.hidden = ![...pages.values()].some(({ copy }) => copy)
  const shown = asked.get("fold") === "no" ? hits : withoutCopies(hits)
  const copies = hits.length - shown.length

  const lines = lost.map((tag) => say("lost", label("language", tag)))
  for (const { loose, rows = [] } of clauses) {
    if (loose) lines.push(say("loose", loose))
    for (const { name, type, address } of rows)
      lines.push(element("a", { href: inside(address) }, say(type in WORDS ? type : "actor", name)))
  }
  notes.replaceChildren(...lines.map((line) => element("li", {}, line)))

  const focus = document.activeElement.id
  facetBox.replaceChildren(...FACETS.flatMap((facet) => {
    const some = results.filter(([, page]) => fits(page, ticked, ALL_OF.includes(facet) || facet))
    return facetGroup(facet, count(some, facet), count([...pages], facet), ticked[facet])
  }))
  if (focus) document.getElementById(focus)?.focus()

  let words = hits.length ? say("count", hits.length) : WORDS.none
  if (query) words += " " + say("for", query)
  if (copies) words += ", " + say("copies", copies)
  if (hits.length < results.length) words += ", " + say("narrowed", results.length)
  if (await show(shown, PAGE)) swap(true, words)
}

/** Of copies of one text only the first; the others stand under it. */
function withoutCopies(hits) {
  const firsts = new Map()
  return hits.filter((hit) => {
    const [text] = hit.page.copy ?? []
    const first = firsts.get(text)
    if (text && !first) firsts.set(text, hit)
    first?.also.push(hit.page)
    return !first
  })
}

function count(pages, facet) {
  const counts = new Map()
  for (const [, page] of pages) for (const value of page[facet] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function facetGroup(facet, counts, totals, ticked) {
  if (totals.size < (IF_SEVERAL.includes(facet) ? 2 : 1)) return []
  const rank = ([a, n], [b, m]) => (facet === "month" ? 0 : m - n) || a.localeCompare(b)
  const boxes = [...totals].sort(rank).flatMap(([value]) => {
    const checked = ticked.includes(value)
    if (!counts.has(value) && !checked) return []
    const input = element("input", { type: "checkbox", id: `${facet}=${value}`, name: facet, value, checked })
    input.setAttribute("form", form.id)
    return element("label", {}, input, label(facet, value), element("span", {}, counts.get(value) ?? 0))
  })
  const id = `more-${facet}`
  const rest = boxes.splice(SHORT_LIST)
  const open = document.getElementById(id)?.open
  if (rest.length) boxes.push(element("details", { id, open }, element("summary", {}, say("rest", rest.length)), ...rest))
  return boxes.length ? element("fieldset", {}, element("legend", {}, TITLES.get(facet)), ...boxes) : []
}

async function show(hits, limit) {
  const mine = turn
  const entries = await Promise.all(hits.slice(limit - PAGE, limit).map(entry))
  if (mine !== turn) return false
  list.replaceChildren(...limit > PAGE ? list.children : [], ...entries)
  more.hidden = hits.length <= limit
  more.textContent = say("more", Math.min(PAGE, hits.length - limit))
  more.onclick = async () => {
    await show(hits, limit + PAGE)
    list.children[limit].querySelector("a").focus()
  }
  return true
}

async function entry({ parts, page, also }) {
  const { content, meta, raw_url } = await parts[0].data()
  const lang = page.language?.[0] ?? ""
  const words = content.split(/\s+/)
  const title = meta.title.split(/\s+/)
  const at = content.indexOf(meta.title)
  const start = at < 0 ? -title.length : content.slice(0, at).split(/\s+/).length - 1 // of the title in the text
  const end = start + title.length
  const places = new Set(parts.flatMap((clause) => clause.words))
  const inText = [...places].filter((place) => place >= end)
  const near = (at) => inText.filter((place) => place >= at && place < at + EXCERPT - LEAD).length
  const [best = 0] = inText.sort((a, b) => near(b) - near(a) || a - b)
  const from = Math.max(end, best - LEAD), to = from + EXCERPT
  const marked = (some, first) => some.flatMap((word, number) => {
    const [, before, core, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su)
    return [number ? " " : "", before, places.has(first + number) ? element("mark", {}, core) : core, after]
  })
  const about = [...sourceOf(page), ...(page.kind ?? []).map((value) => label("", value))]
  if (lang && lang !== language) about.push(label("language", lang))
  return element("li", {}, element("article", { className: "entry" },
    element("p", { className: "entry-date" }, element(page.day ? "time" : "span", { dateTime: page.day }, dayOf(page))),
    element("div", { className: "entry-in" },
      element("h2", { className: "entry-title" }, element("a", { href: inside(raw_url), lang }, ...marked(title, start))),
      element("p", { className: "entry-source" }, [...about, ...parts.flatMap(foundAs)].join(" · ")),
      element("p", { className: "entry-excerpt", lang },
        from > end ? "… " : "", ...marked(words.slice(from, to), from), to < words.length ? " …" : ""),
      ...also.length ? [alsoIn(also)] : [])))
}

function alsoIn(pages) {
  const links = pages.map((page, number) => [number ? ", " : WORDS.also + " ",
    element("a", { href: inside(page.address) }, `${sourceOf(page)} (${dayOf(page)})`)])
  const rest = links.length > SHORT_LIST ? links.splice(SHORT_LIST / 2) : []
  const more = element("details", {}, element("summary", {}, say("rest", rest.length)), ...rest.flat().slice(1))
  return element("div", { className: "entry-source" }, ...links.flat(), rest.length ? more : "")
}

/** The printed form of a name that was asked for in another. */
function foundAs({ rows, typed, forms }) {
  if (!rows || forms.some((text) => key(text) === key(typed))) return []
  const short = forms.filter((text) => !forms.some((other) => other !== text && key(text).includes(key(other))))
  return short.length ? say("found", short.join(", ")) : say("recorded", rows[0].name)
}

function restore() {
  const asked = new URLSearchParams(location.search)
  box.value = asked.get("q") ?? ""
  form.elements.sort.value = asked.get("sort") ?? ""
  folds.checked = asked.get("fold") !== "no"
  run()
}

box.onfocus = () => archive().catch(() => {})
box.oninput = () => { clearTimeout(pause); pause = setTimeout(remember, 250, "typing") }
box.onkeydown = (event) => event.key !== "Escape" // which would empty the box
form.onsubmit = () => { remember(); return false }
found.onchange = () => remember()
addEventListener("popstate", restore)
found.querySelector("details").open = matchMedia("(min-width: 60rem)").matches
restore()
