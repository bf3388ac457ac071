// "Keep" beside every article: puts it on a reading list in this browser, and nowhere else.
(function () {
  "use strict";
  var words = document.currentScript.dataset, root = new URL("..", document.currentScript.src);
  var key = "sitegen-kept " + root.pathname; // several archives may stand on one host
  function kept() { try { return JSON.parse(localStorage.getItem(key)) || []; } catch (e) { return []; } }
  var status = document.createElement("p");
  status.className = "quiet";
  status.setAttribute("role", "status");

  function button(slug, title) {
    var it = document.createElement("button");
    function has() { return kept().some(function (item) { return item.id === slug; }); }
    function show() {
      it.textContent = has() ? words.kept + " \u2713" : words.keep;
      it.setAttribute("aria-label", it.textContent + ": " + title);
    }
    it.type = "button";
    it.className = "copy keep";
    it.addEventListener("click", function () {
      var had = has(), rest = kept().filter(function (item) { return item.id !== slug; });
      if (!had) rest.push({ id: slug, remark: "" });
      try { localStorage.setItem(key, JSON.stringify(rest)); } catch (e) { return; }
      show();
      status.textContent = (had ? words.off : words.on) + " " + title;
    });
    addEventListener("storage", show);
    show();
    return it;
  }

  try { localStorage.getItem(key); } catch (e) { return; }
  document.body.append(status);
  var own = document.querySelector("link[type='application/vnd.citationstyles.csl+json']"), head = document.querySelector(".piece-head");
  if (own && head) head.append(button(own.getAttribute("href").slice(2, -9), head.querySelector("h1").textContent.trim()));
  document.querySelectorAll(".entries .entry").forEach(function (entry) {
    var link = entry.querySelector(".entry-title a"), at = link && /\/articles\/([^/]+)\/$/.exec(link.href);
    if (at) entry.querySelector(".entry-source").append(" ", button(at[1], link.textContent.trim()));
  });
})();
