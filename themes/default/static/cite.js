// Articles as files for programs that keep citations. One form for every page that exports: `items` are of CSL-JSON
// (as in each article's .csl.json), which may carry `kind`, `edtf` and `note` beside.

const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" }
const tex = (text) => text.replace(/[&%$#_{}~^\\]/g, (sign) => TEX[sign] ?? "\\" + sign)
const day = ({ issued }) => issued?.["date-parts"][0].map((part, at) => String(part).padStart(at ? 2 : 4, "0"))
export const names = ({ author = [] }) => author.map(({ family, given, literal }) => literal ?? `${family}, ${given}`)
export const where = (item) =>
  [item.archive, item.edition && `edition ${item.edition}`, item.version && `version ${item.version}`, item.archive_location]
    .filter(Boolean).join(", ")

const bib = (item) => `@article{${item.id},\n  entrysubtype = {newspaper},\n` + [
  ["title", `{${tex(item.title)}}`],
  ["author", item.author?.map(({ family, given, literal }) => literal ? `{${tex(literal)}}` : `{${tex(family)}}, ${tex(given)}`).join(" and ")],
  ["journaltitle", item["container-title"] && tex(item["container-title"])],
  ["date", item.edtf ?? (day(item) && day(item).join("-") + (item.issued.circa ? "~" : ""))],
  ["url", item.URL?.replaceAll("{", "%7B").replaceAll("}", "%7D").replaceAll("\\", "%5C")], ["langid", item.language],
  ["note", "In: " + tex(where(item))], ["annotation", item.note && tex(item.note)],
].filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n") + "\n}\n"

const ris = (item) => [
  ["TY", "NEWS"], ["TI", item.title], ...names(item).map((name) => ["AU", name]), ["T2", item["container-title"]],
  ["PY", day(item)?.[0]], ["DA", day(item)?.join("/")], ["UR", item.URL], ["LA", item.language], ["DB", item.archive],
  ["N1", "In: " + where(item)], ["N1", item.note], ["ER", ""],
].filter(([tag, value]) => value || tag === "ER").map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}\n`).join("")

const COLUMNS = {
  slug: (item) => item.id, title: (item) => item.title, date: (item) => item.edtf ?? day(item)?.join("-"),
  source: (item) => item["container-title"], authors: (item) => names(item).join("; "), language: (item) => item.language,
  kind: (item) => item.kind, url: (item) => item.URL, address: (item) => item.archive_location, remark: (item) => item.note,
}
// What begins like a formula would be one to a spreadsheet.
const cell = (text = "") => (text = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text, /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const FORMS = {
  bib: ["application/x-bibtex", (items) => items.map(bib).join("\n")],
  ris: ["application/x-research-info-systems", (items) => items.map(ris).join("\n")],
  "csl.json": ["application/json", (items) => JSON.stringify(items.map(({ kind, edtf, ...item }) => item), null, 1) + "\n"],
  csv: ["text/csv", (items) => "\ufeff" + [Object.keys(COLUMNS), ...items.map((item) => Object.values(COLUMNS).map((of) => of(item)))]
    .map((row) => row.map((text) => cell(text)).join(",") + "\r\n").join("")],
}

/** Hands items to the reader as a file. */
export function save(name, form, items) {
  const [type, write] = FORMS[form]
  const href = URL.createObjectURL(new Blob([write(items)], { type }))
  Object.assign(document.createElement("a"), { href, download: `${name}.${form}` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
