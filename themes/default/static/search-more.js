// What few readers ask the search page for: notes, quotations and people, every hit in its line, exports, names that
// were perhaps meant. Loaded when asked for.

import { save as hand } from "./cite.js"
import { bare, fold, key, textOf } from "./search.js"

const CONTEXT = 9 // words on either side in a line

/** Every hit in its line, the words that were found under each other. */
export function lines(hit, { element, sourceOf, dayOf, runs, linkTo, core }) {
  const { words, places, page, title } = hit
  const text = (from, to) => words.slice(Math.max(from, 0), to).join(" ")
  return runs(places).map((run) => {
    const first = run[0], next = run.at(-1) + 1
    const lang = page.language?.[0] ?? ""
    const [before, word, after] = core(text(first, next))
    return element("li", {},
      element("span", { className: "line-before", lang }, element("span", {}, `${text(first - CONTEXT, first)} ${before}`)),
      element("span", { className: "line-after", lang }, element("a", { href: linkTo(hit, run) }, word), `${after} ${text(next, next + CONTEXT)}`),
      element("span", { className: "line-of" }, ` ${sourceOf(page)}, ${dayOf(page)}`, element("span", { className: "quiet" }, `: ${title}`)))
  })
}

/** Pages by the address of their article: of each bundle one list, in the order of its table. */
let addressed
const byAddress = ({ json, pages }) => addressed ??= pages().then(async ({ bundles }) => new Map((await Promise.all(
  bundles.map(async ({ base, pages }) => {
    const addresses = await json(new URL("addresses.json", base))
    return pages.map(([id, page], number) => [addresses[number], { id, page }])
  }))).flat()))

async function rowsOf(name, { form, load, inside }) {
  const files = await Promise.all(form.dataset.tables.split(" ").map(async (part) =>
    (await load(inside(`data/${name}${part}.jsonl`))).text()))
  return files.flatMap((text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line)))
}

const plain = (html) => new DOMParser().parseFromString(html ?? "", "text/html").body.textContent

/** Whether a text has what the clauses ask for: words by their beginnings, phrases, names in every form. */
function meets(text, clauses) {
  const words = ` ${key(text)} `
  const has = ({ text, isQuoted, rows }) => rows
    ? rows.some(({ forms }) => forms.some((form) => words.includes(` ${key(form)} `)))
    : words.includes(` ${key(text)}${isQuoted ? " " : ""}`)
  return clauses.every(({ not, terms }) => not !== terms.reduce((met, term) => term.how === "OR" ? met || has(term) : met && has(term), true))
}

/** Notes, quotations or people instead of texts; notes and quotations have their article's facets. */
export async function scan(scope, clauses, tools) {
  const rows = clauses.length ? await rowsIn(scope, clauses, tools) : []
  return { clauses, results: rows.map((row) => ({ score: 0, ...row })) }
}

async function rowsIn(scope, clauses, tools) {
  const { element, frame, line, inside, about, label, pages: opened } = tools
  const { records } = await opened()
  if (scope === "people") {
    return [...records.values()].filter(({ forms, short = [] }) => meets([...forms, ...short].join(" · "), clauses)).map((row) => ({
      page: { day: "" },
      row: () => frame(null, element("a", { href: inside(row.address) }, row.name), label("", row.type), line("excerpt", row.forms.slice(1).join(" · "))),
    }))
  }
  const [rows, pages] = await Promise.all([rowsOf(scope, tools), byAddress(tools)])
  return rows.flatMap((row) => {
    const { id, page } = pages.get(row.address.split("#")[0]) ?? {}
    const names = [...records.values()].find(({ id }) => id === `actors/${row.speaker}`)
    const words = scope === "notes" ? [row.exact, plain(row.body)] : row.words
    const who = names?.name ?? row.speaker_as_printed ?? ""
    if (!page || !meets([...words, row.speaker_as_printed, ...names?.forms ?? []].join(" · "), clauses)) return []
    const title = scope === "notes" ? row.exact || plain(row.body) : `“${words.join(" … ")}”`
    return { id, page, row: (hit) => frame(page,
      element("a", { href: inside(row.address), lang: page.language?.[0] ?? "" }, title),
      [who, about(hit)].filter(Boolean).join(" · "),
      ...scope === "notes" ? [line("excerpt", words[1])] : []) }
  })
}

/** How many letters two words differ by, up to two. */
function distance(one, other) {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = [...Array(other.length + 1).keys()]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]))
    row = next
  }
  return row.at(-1)
}

/** Names like a word that was not found, nearest first, three at most. */
export function similar(text, names) {
  const typed = fold(text)
  const most = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2
  const near = [...names].map(([name, rows]) => [distance(typed, name), rows[0].forms.find((form) => key(form) === name) ?? name])
  return [...new Set(near.filter(([n]) => n && n <= most).sort(([a], [b]) => a - b).map(([, name]) => name))].slice(0, 3)
}

// --- exports: of every hit, in the order of the page ---

/** An article's row of the data as an item of CSL-JSON. */
const item = (row, archive, own) => ({
  id: row.slug, type: "article-newspaper", title: row.title,
  author: row.authors?.map((literal) => ({ literal })), "container-title": row.source_name,
  issued: row.date_earliest ? { "date-parts": [dateOf(row).split("-").map(Number)],
    circa: /[?~%]/.test(row.date) || /probable/.test(row.known?.date) || row.date_earliest !== row.date_latest || undefined } : undefined,
  URL: row.url ?? own, language: row.language, archive, archive_location: own, kind: row.kind,
  edtf: row.date_earliest ? row.date : undefined,
})
/** As much of the date as is known. */
const dateOf = ({ date_earliest: first, date_latest: last }) =>
  first === last ? first : first.slice(0, 7) === last?.slice(0, 7) ? first.slice(0, 7) : first.slice(0, 4)

/** Hands the articles of all hits to the reader as a file. */
export async function save(format, hits, tools) {
  const [rows, pages] = await Promise.all([rowsOf("articles", tools), byAddress(tools)])
  const order = new Map([...new Set(hits.map(({ id }) => id))].map((id, number) => [id, number]))
  const found = rows.map((row) => [order.get(pages.get(row.address)?.id), row]).filter(([at]) => at !== undefined)
    .sort(([a], [b]) => a - b).map(([, row]) => item(row, tools.form.dataset.archive, tools.inside(row.address).href))
  hand("search", format === "json" ? "csl.json" : format, found)
}
