// The timeline's span and filters: what shows is decided from what stands in the page, and the address says it.
(() => {
  "use strict";
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const form = document.getElementById("narrow"), [chart] = all(".chart svg");
  if (!form) return;
  const [span] = all(".span", form), [words] = all(".span-words"), [status] = all("[role=status]", form);
  const [more] = all(".more", form), [printed] = all(".print-only", form);
  // Links to the timeline and its months, which are narrowed alike: what is chosen goes along.
  const along = all("main a[href]:not([href^='#'], .more)").filter((link) =>
    /\/timeline\/(\d{4}-\d\d\/)?$/.test(new URL(link.getAttribute("href"), location).pathname));
  const selects = all("select", form), sliders = all("input", form);
  const steps = span ? span.dataset.steps.split("|").map((step) => step.split("=")) : [[""]], last = steps.length - 1;
  let from, to, chosen, timer, start, dragged;

  // Keys of an entry: its first and last step of the chart (`x` where it has none), `e` for an event, then choices.
  const items = all("[data-by]").map((node) => {
    const [time, ...keys] = node.dataset.by.split(" "), [a, b = a] = time.split("-").map(Number);
    return { node, keys, event: keys[0] === "e", a, b };
  });
  const bars = all(".chart-bars .chart-bar").map((bar) =>
    ({ bar, full: bar.getAttribute("height"), at: Math.floor(parseFloat(bar.getAttribute("x")) / 100 * steps.length) }));

  const inSpan = (item) => to - from === last || item.b >= from && item.a <= to;
  const has = (item, select, index) => item.keys.includes(select.name[0] + (index - 1));
  const fits = (item, but) =>
    chosen.every((by) => by === but || item.event && by.name !== "actor" || has(item, by, by.selectedIndex));

  function draw(keep) {
    chosen = selects.filter((select) => select.value);
    const query = new URLSearchParams(chosen.map((by) => [by.name, by.value])), counts = [0, 0, 0, 0];
    if (from) query.set("from", steps[from][0]);
    if (to < last) query.set("to", steps[to][0]);
    const asked = `?${query}`, narrowed = asked > "?";
    along.forEach((link) => link.setAttribute("href", link.getAttribute("href").split("?")[0] + (narrowed ? asked : "")));
    if (keep) history.pushState(null, "", asked);
    form.parentNode.classList.toggle("narrowed", narrowed);
    more.hidden = !narrowed;
    printed.textContent = narrowed ? location.href : "";
    items.forEach((item) => {
      item.node.hidden = !inSpan(item) || !fits(item);
      counts[item.event ? 3 : 1]++;
      if (!item.node.hidden) counts[item.event ? 2 : 0]++;
    });
    all(".happened, .published, .day, .timeline-month").forEach((box) => {
      box.hidden = narrowed && !all("[data-by]:not([hidden])", box)[0];
    });
    selects.forEach((select) => all("option", select).forEach((option, i) => {
      const count = items.filter((item) => !item.event && inSpan(item) && fits(item, select) && (!i || has(item, select, i)));
      option.text = `${option.dataset.name ||= option.text} (${count.length})`;
      option.disabled = i && !count[0] && !option.selected;
    }));
    bars.forEach(({ bar, full, at }) => {
      const here = items.filter((item) => !item.event && item.a === at && item.b === at);
      const height = full * here.filter((item) => fits(item)).length / (here.length || 1);
      bar.setAttribute("height", height);
      bar.setAttribute("y", 128 - height);
    });
    sliders.forEach((slider, i) => {
      slider.value = i ? to : from;
      slider.setAttribute("aria-valuetext", steps[slider.value][1]);
      span.style.setProperty(`--${slider.name}`, i ? last - to : from);
      words.textContent = steps[from][1] + (from < to ? " – " + steps[to][1] : "");
    });
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = status.dataset.words.replace(/#/g, () => counts.shift()); }, 200);
  }

  function read() {
    const query = new URLSearchParams(location.search), a = query.get("from") || "", b = query.get("to") || "9";
    from = steps.filter(([id]) => id < a.slice(0, id.length)).length;
    to = steps.filter(([id]) => id <= b.slice(0, id.length)).length - 1;
    if (from > to) [from, to] = [0, last];
    selects.forEach((by) => { by.value = query.get(by.name) || ""; by.value ||= ""; });
    draw();
  }

  const keep = form.onchange = () => draw(true);
  if (span) {
    const at = (event) => {
      const box = chart.getBoundingClientRect();
      return Math.min(last, Math.max(0, Math.floor((event.clientX - box.left) / box.width * steps.length)));
    };
    chart.after(span);
    chart.dataset.drag = "";
    span.style.setProperty("--n", steps.length);
    span.onchange = keep;
    span.oninput = ({ target }) => {
      if (target.name === "to") from = Math.min(from, to = +target.value); else to = Math.max(to, from = +target.value);
      draw();
    };
    chart.onpointerdown = (event) => { start = event; dragged = 0; };
    chart.onpointermove = (event) => {
      if (!start || !event.buttons || !dragged && Math.abs(event.clientX - start.clientX) < 6) return;
      if (!dragged++) chart.setPointerCapture(event.pointerId);
      [from, to] = [at(start), at(event)].sort((a, b) => a - b);
      draw();
    };
    chart.onpointerup = () => { start = dragged && keep(); };
    chart.onclick = () => !dragged; // what was drawn is no click on a bar
    chart.ondragstart = () => false;
  }
  addEventListener("popstate", read);
  form.hidden = false;
  read();
})();
