// Opened from a folder, without a server, a browser lets no page read the index: titles, names, sources and dates are
// searched then, from scripts that are loaded only there.
var sitegenTitles = [];
(function () {
  "use strict";
  if (location.protocol !== "file:") return;
  var form = document.getElementById("search-form"), box = document.getElementById("search-box");
  var list = document.getElementById("search-results"), found = document.getElementById("search-found");
  var status = document.getElementById("search-status"), words = JSON.parse(form.dataset.words);
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l"); }
  // Signs that turn a text are no letters.
  const seen = (it) => it.replace?.(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd") ?? it;
  function make(tag, name, children) {
    var made = document.createElement(tag);
    made.className = name;
    made.append.apply(made, children.map(seen));
    return made;
  }
  function run() {
    var asked = fold(box.value).split(/\s+/).filter(Boolean);
    var hits = sitegenTitles.filter(function (row) {
      return asked.length && asked.every(function (word) { return row.folded.includes(word); });
    });
    list.replaceChildren.apply(list, hits.map(function (row) {
      var link = make("a", "", [row[1]]);
      link.href = form.dataset.root + row[0].slice(1) + "index.html";
      link.lang = row[2];
      return make("li", "", [make("article", "entry", [make("p", "entry-date", [row[3]]), make("div", "entry-in", [
        make("h2", "entry-title", [link]), make("p", "entry-source", [row[4]])])])]);
    }));
    found.hidden = !hits.length;
    status.textContent = words.file + (asked.length ? " " + words.files.replace("%1", hits.length) : "");
  }
  Promise.all(form.dataset.tables.split(" ").map(function (part) {
    return new Promise(function (done) {
      document.head.append(Object.assign(document.createElement("script"),
        { src: form.dataset.root + "search/titles" + part + ".js", onload: done, onerror: done }));
    });
  })).then(function () {
    sitegenTitles.forEach(function (row) { row.folded = fold(row.join(" ")); });
    document.querySelectorAll(".search-narrow, .search-sort, .search-options, .search-export, .search-all").forEach(function (part) { part.remove(); });
    box.value = new URLSearchParams(location.search).get("q") || "";
    box.oninput = run;
    form.onsubmit = function (event) { event.preventDefault(); run(); };
    run();
  });
})();
