// The reading list: what was kept in this browser, with the reader's remarks, to print and to take along.

import { names, save, where } from "./cite.js"

const page = document.getElementById("reading-list"), list = page.querySelector("ol")
const words = page.dataset, root = new URL("..", import.meta.url), key = "sitegen-kept " + root.pathname
const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? [] } catch { return [] } }
const status = page.querySelector("[role=status]")
const seen = (it) => it?.replace?.(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd") ?? it
const make = (tag, given, ...inside) => { const it = Object.assign(document.createElement(tag), given); it.append(...inside.map(seen)); return it }
let kept = read()
const known = new Map()

function write(said) {
  try { localStorage.setItem(key, JSON.stringify(kept)) } catch { said = words.full }
  if (said) status.textContent = said
}
const load = (id) => known.has(id) ? known.get(id) : known.set(id, fetch(new URL(`articles/${id}/${id}.csl.json`, root))
  .then((answer) => answer.ok ? answer.json() : []).then(([item]) => item, () => undefined)).get(id)

function cited(item) {
  const by = names(item).join("; "), day = item.issued?.["date-parts"][0].map((part) => String(part).padStart(2, "0")).join("-")
  const url = item.URL === item.archive_location ? "" : item.URL
  const title = `\u201c${item.title}${/[.?!…][\u2019'")»]*$/u.test(item.title) ? "" : "."}\u201d`
  const parts = [item["container-title"], day ? (item.issued.circa ? `[${day}?]` : day) : "n.d.", url, where(item)]
  return `${by && by.replace(/\.?$/, ". ")}${title} ${parts.filter(Boolean).join(". ")}.`
}

function row(one, item, at) {
  const title = item?.title ?? one.id, printed = make("p", { className: "remark-print" }, one.remark)
  const remark = make("textarea", { id: `remark-${at}`, value: one.remark, rows: 2 })
  remark.oninput = () => { one.remark = printed.textContent = remark.value; write() }
  const move = (to) => () => { kept.splice(at, 1); if (to !== null) kept.splice(to, 0, one); write(`${to === null ? words.removed : words.moved.replace("%1", to + 1)} ${title}`); show(one.id, to) }
  const act = (name, to, off) => make("button", { type: "button", className: name, disabled: off, ariaLabel: `${words[name]}: ${title}`, onclick: move(to) }, words[name])
  const link = make("a", { href: new URL(`articles/${one.id}/`, root), ...item?.language && { lang: item.language } }, title)
  return make("li", { id: `kept-${one.id}` }, make("h2", {}, link), make("p", { className: "cite-plain" }, item ? cited(item) : words.lost),
    make("label", { htmlFor: remark.id }, words.remark, make("span", { className: "quiet" }, `: ${title}`)), remark, printed,
    make("p", { className: "kept-do" }, act("up", at - 1, !at), act("down", at + 1, at === kept.length - 1), act("remove", null)))
}

/** After a move the focus stays with what was moved; after a removal it goes to the list. */
async function show(moved, to) {
  const items = await Promise.all(kept.map(({ id }) => load(id)))
  list.replaceChildren(...kept.map((one, at) => row(one, items[at], at)))
  for (const part of page.querySelectorAll("[data-full]")) part.hidden = !kept.length
  page.querySelector("[data-empty]").hidden = kept.length > 0
  if (moved === undefined) return
  const buttons = [...document.getElementById(`kept-${moved}`)?.querySelectorAll("button:not(:disabled)") ?? []]
  ;(to === null ? page : buttons[0]).focus()
}

page.addEventListener("click", async ({ target }) => {
  if (target.value === "print") print()
  else if (target.value === "clear" && confirm(words.sure)) { kept = []; write(words.cleared); show("", null) }
  else if (target.dataset.form) {
    const items = await Promise.all(kept.map(async ({ id, remark }) => ({ ...await load(id) ?? { id, title: id }, note: remark || undefined })))
    save("reading-list", target.dataset.form, items)
  }
})
page.querySelector("[type=file]").onchange = async ({ target }) => {
  const items = await target.files[0].text().then(JSON.parse).catch(() => null)
  if (!Array.isArray(items)) return write(words.unread)
  const more = items.filter(({ id } = {}) => /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(id) && !kept.some((one) => one.id === id))
  kept.push(...more.map(({ id, note }) => ({ id, remark: String(note ?? "") })))
  write(words.imported.replace("%1", more.length))
  target.value = ""
  show()
}
addEventListener("storage", (event) => { if (event.key === key) { kept = read(); show() } })
page.hidden = false
show()
