// Appearance (before the first paint, so that nothing flashes), `/` for the search, arrow keys in charts, copy buttons,
// cards beside names, hits of a search. Everything is readable, linked and printable without it.
(function () {
  "use strict";
  var root = document.documentElement, key = "sitegen-scheme";
  var words = document.currentScript.dataset; // of the interface: they stand in the template
  function paint(value) {
    if (value === "light" || value === "dark") root.dataset.scheme = value; else delete root.dataset.scheme;
  }
  try { paint(localStorage.getItem(key)); } catch { /* private window */ }

  function scheme() {
    var box = document.querySelector(".scheme");
    if (!box) return;
    var buttons = box.querySelectorAll("button");
    function show() {
      buttons.forEach((button) => { button.ariaPressed = button.value === (root.dataset.scheme || ""); });
    }
    buttons.forEach((button) => {
      button.addEventListener("click", () => {
        try { if (button.value) localStorage.setItem(key, button.value); else localStorage.removeItem(key); } catch {}
        paint(button.value);
        show();
      });
    });
    show();
    box.hidden = false;
  }

  function slash() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
        || event.target.matches("input, textarea, select, [contenteditable]")) return;
      var field = document.querySelector("[data-search]"), link = document.querySelector("link[rel=search]");
      event.preventDefault();
      if (field && field.offsetParent) { field.focus(); field.select(); } else if (link) location.href = link.href;
    });
  }

  function arrows() {
    document.querySelectorAll("[data-keys]").forEach((group) => {
      var links = [...group.querySelectorAll("a")];
      group.addEventListener("keydown", (event) => {
        var at = links.indexOf(document.activeElement);
        var to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
        if (at < 0 || to === undefined || !links[to]) return;
        event.preventDefault();
        links[at].tabIndex = -1;
        links[to].tabIndex = 0;
        links[to].focus();
      });
    });
  }

  function copying() {
    if (!navigator.clipboard) return;
    document.querySelectorAll("body [data-copy]").forEach((text) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: words.copy });
      button.addEventListener("click", () => {
        navigator.clipboard.writeText(text.textContent.trim()).then(() => {
          button.textContent = words.copied;
          setTimeout(() => { button.textContent = words.copy; }, 2000);
        }, () => { button.textContent = words.refused; });
      });
      text.after(button);
    });
  }

  // Who a name in the text is, as the list beside says: where it is pointed at or reached.
  function cards() {
    let timer;
    const card = document.createElement("div"), entries = {};
    const stay = () => clearTimeout(timer), hide = () => { stay(); card.remove(); };
    const soon = (act, link) => { stay(); timer = setTimeout(act, 300, link); };
    const show = (link) => {
      card.replaceChildren(...entries[link.href].cloneNode(true).childNodes);
      for (const a of card.querySelectorAll("a")) { const b = document.createElement("b"); b.append(...a.childNodes); a.replaceWith(b); }
      document.body.append(card);
      const at = link.getClientRects()[0], high = card.offsetHeight + 4, wide = card.offsetWidth + 8;
      card.style.top = scrollY + (at.bottom + high > innerHeight && at.top > high ? at.top - high : at.bottom + 4) + "px";
      card.style.left = Math.max(8, Math.min(at.left, root.clientWidth - wide)) + "px";
    };
    card.className = "card";
    card.ariaHidden = "true"; // the list itself describes the link
    card.onpointerenter = stay;
    card.onpointerleave = () => soon(hide);
    document.querySelectorAll(".named > li").forEach((entry, index) => {
      entry.id = "who-" + index;
      entries[entry.firstElementChild.href] = entry;
    });
    document.querySelectorAll(".mention").forEach((link) => {
      if (!entries[link.href]) return;
      link.setAttribute("aria-describedby", entries[link.href].id);
      link.onpointerenter = (event) => { if (event.pointerType === "mouse") soon(show, link); };
      link.onfocus = () => { if (link.matches(":focus-visible")) soon(show, link); };
      link.onpointerleave = () => soon(hide);
      link.onblur = hide;
    });
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  // The page's own place in a menu that is wider than the screen; what an address leads to inside a fold.
  function places() {
    const here = document.querySelector(".menu [aria-current]"), list = here && here.closest("ul");
    if (list && here.offsetLeft + here.offsetWidth > list.clientWidth - 32) list.scrollLeft = here.offsetLeft - 32;
    const unfold = () => {
      const to = document.getElementById(location.hash.slice(1)), fold = to && to.closest("details:not([open])");
      if (fold) { fold.open = true; to.scrollIntoView(); }
    };
    addEventListener("hashchange", unfold);
    unfold();
  }

  var home = document.currentScript.src;
  function hits() {
    if (!/[?&]hit=/.test(location.search)) return;
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("hits.js", home) }));
  }

  document.addEventListener("DOMContentLoaded", () => {
    scheme(); slash(); arrows(); copying(); cards(); places(); hits();
  });
})();
