// "Keep" beside every article: puts it on a reading list in this browser, and nowhere else.
(function () {
  "use strict";
  var words = document.currentScript.dataset, root = new URL("..", document.currentScript.src);
  var key = "sitegen-kept " + root.pathname; // several archives may stand on one host
  function kept() { try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; } }
  var status = Object.assign(document.createElement("p"), { className: "quiet", role: "status" });

  function button(slug, title) {
    var it = Object.assign(document.createElement("button"), { type: "button", className: "copy keep" });
    function has() { return kept().some((item) => item.id === slug); }
    function show() {
      it.textContent = has() ? words.kept + " \u2713" : words.keep;
      it.ariaLabel = it.textContent + ": " + title;
    }
    it.addEventListener("click", () => {
      var had = has(), rest = kept().filter((item) => item.id !== slug);
      if (!had) rest.push({ id: slug, remark: "" });
      try { localStorage.setItem(key, JSON.stringify(rest)); } catch { return; }
      show();
      status.textContent = (had ? words.off : words.on) + " " + title;
    });
    addEventListener("storage", show);
    show();
    return it;
  }

  try { localStorage.getItem(key); } catch { return; }
  document.body.append(status);
  var own = document.querySelector("link[type='application/vnd.citationstyles.csl+json']"), head = document.querySelector(".piece-head");
  if (own && head) head.append(button(own.getAttribute("href").slice(2, -9), head.querySelector("h1").textContent.trim()));
  document.querySelectorAll(".entries .entry").forEach((entry) => {
    var link = entry.querySelector(".entry-title a"), at = link && /\/articles\/([^/]+)\/$/.exec(link.href);
    if (at) entry.querySelector(".entry-source").append(" ", button(at[1], link.textContent.trim()));
  });
})();
