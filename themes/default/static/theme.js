// Appearance (before the first paint, so that nothing flashes), `/` for the search, arrow keys in charts, copy buttons,
// hits of a search. Everything is readable, linked and printable without it.
(function () {
  "use strict";
  var root = document.documentElement, key = "sitegen-scheme";
  var words = document.currentScript.dataset; // of the interface: they stand in the template
  function stored() { try { return localStorage.getItem(key) || ""; } catch (e) { return ""; } }
  function paint(value) {
    if (value === "light" || value === "dark") root.dataset.scheme = value; else delete root.dataset.scheme;
  }
  paint(stored());

  function scheme() {
    var box = document.querySelector(".scheme");
    if (!box) return;
    var buttons = Array.prototype.slice.call(box.querySelectorAll("button"));
    function show() {
      var now = root.dataset.scheme || "";
      buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.value === now)); });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        try { if (button.value) localStorage.setItem(key, button.value); else localStorage.removeItem(key); } catch (e) { /* private window */ }
        paint(button.value);
        show();
      });
    });
    show();
    box.hidden = false;
  }

  function slash() {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      var at = event.target;
      if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
      var field = document.querySelector("[data-search]"), link = document.querySelector("link[rel=search]");
      event.preventDefault();
      if (field && field.offsetParent) { field.focus(); field.select(); } else if (link) location.href = link.href;
    });
  }

  function arrows() {
    document.querySelectorAll("[data-keys]").forEach(function (group) {
      var links = Array.prototype.slice.call(group.querySelectorAll("a"));
      group.addEventListener("keydown", function (event) {
        var at = links.indexOf(document.activeElement);
        var to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
        if (at < 0 || to === undefined || !links[to]) return;
        event.preventDefault();
        links[at].setAttribute("tabindex", "-1");
        links[to].setAttribute("tabindex", "0");
        links[to].focus();
      });
    });
  }

  function copying() {
    if (!navigator.clipboard) return;
    document.querySelectorAll("[data-copy]").forEach(function (text) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = words.copy;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(text.textContent.trim()).then(function () {
          button.textContent = words.copied;
          setTimeout(function () { button.textContent = words.copy; }, 2000);
        }, function () { button.textContent = words.refused; });
      });
      text.after(button);
    });
  }

  var home = document.currentScript.src;
  function hits() {
    if (!/[?&]hit=/.test(location.search)) return;
    document.head.append(Object.assign(document.createElement("script"), { src: home.replace(/[^/]*$/, "hits.js") }));
  }

  document.addEventListener("DOMContentLoaded", function () { scheme(); slash(); arrows(); copying(); hits(); });
})();
