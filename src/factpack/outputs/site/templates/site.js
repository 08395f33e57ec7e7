"use strict";
// The page reads without this script: links lead from words to facts and back. Here they also narrow, light and find.
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  const facts = all(".fact");
  const pieces = all(".said");
  const form = one(".filters");
  const search = one("input", form);
  const selects = all("select", form);
  const clear = one("button", form);
  const numbers = (piece) => piece.dataset.n.split(" ").map(Number);
  const alike = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е");
  const texts = new Map();
  const others = all("a.other");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  let piecesOf = null; // which words each fact quotes; worked out when first needed
  let chosen = null; // the facts of the words that were chosen last, where several quote them
  let kept = null; // the filters as the address has them
  let left = null; // where Escape leads back to

  const quoting = (number) => {
    if (!piecesOf) {
      piecesOf = new Map(facts.map((fact) => [Number(fact.dataset.n), []]));
      pieces.forEach((piece) => numbers(piece).forEach((n) => piecesOf.get(n).push(piece)));
    }
    return piecesOf.get(number);
  };

  const textOf = (fact) => {
    if (!texts.has(fact)) {
      const words = all(".statement, blockquote", fact).map((part) => part.textContent);
      texts.set(fact, alike([...words, fact.dataset.names, fact.id].join(" ")));
    }
    return texts.get(fact);
  };

  const narrow = () => {
    const wanted = selects.filter((select) => select.value).map((select) => [Number(select.dataset.place), select.value.slice(1)]);
    const words = alike(search.value).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const fact of facts) {
      const number = Number(fact.dataset.n);
      const keys = wanted.length ? JSON.parse(fact.dataset.keys) : [];
      const fits =
        (!chosen || chosen.has(number)) &&
        wanted.every(([place, key]) => keys[place] === key) &&
        (!words.length || words.every((word) => textOf(fact).includes(word)));
      fact.hidden = !fits;
      if (fits) shown.add(number);
    }
    const isWhole = shown.size === facts.length;
    pieces.forEach((piece) => piece.classList.toggle("off", !isWhole && !numbers(piece).some((n) => shown.has(n))));
    const output = one("output", form);
    output.textContent = output.dataset.text.replace("{shown}", shown.size).replace("{all}", facts.length);
    clear.hidden = isWhole;
    one(".nothing").hidden = shown.size > 0;
    keep();
  };

  // What is filtered by stands in the address, so that others see the same.
  const keep = () => {
    const address = new URL(location.href);
    for (const field of [search, ...selects]) {
      if (!field.value) address.searchParams.delete(field.name);
      else address.searchParams.set(field.name, field === search ? field.value : field.value.slice(1));
    }
    if (address.search !== location.search) history.replaceState(history.state, "", address.href);
    kept = location.search;
    others.forEach((link) => (link.search = kept));
  };
  const restore = () => {
    const address = new URLSearchParams(location.search);
    search.value = address.get("q") ?? "";
    for (const select of selects) {
      select.value = address.has(select.name) ? `=${address.get(select.name)}` : "";
      if (select.selectedIndex < 0) select.value = ""; // there is no such word
    }
    narrow();
  };

  const widen = () => {
    chosen = null;
    search.value = "";
    selects.forEach((select) => (select.value = ""));
    narrow();
  };

  const bring = (element, block) =>
    element.scrollIntoView({ block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });

  const light = (lit, start, end) => {
    all(".said.now").forEach((piece) => piece.classList.remove("now"));
    lit.forEach((piece) => piece.classList.add("now"));
    if (!CSS.highlights) return;
    CSS.highlights.delete("exact");
    const ranges = start === undefined ? [] : lit.map((piece) => within(piece, start, end));
    if (ranges.length) CSS.highlights.set("exact", new Highlight(...ranges));
  };

  // Places are counted in code points, and the browser counts in UTF-16 units.
  const within = (piece, start, end) => {
    const first = Number(piece.id.split("-")[1]);
    const text = [...piece.textContent];
    const units = (count) => text.slice(0, Math.max(0, count)).join("").length;
    const range = document.createRange();
    range.setStart(piece.firstChild, units(start - first));
    range.setEnd(piece.firstChild, units(Math.min(end - first, text.length)));
    return range;
  };

  const current = (fact) => {
    all(".fact[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    fact.setAttribute("aria-current", "true");
  };

  const show = (fact) => {
    if (fact.hidden) widen();
    current(fact);
    const lit = quoting(Number(fact.dataset.n));
    light(lit);
    if (lit.length && wide.matches) bring(lit.find((piece) => piece === left) ?? lit[0], "nearest");
    fact.focus({ preventScroll: true });
    bring(fact, "start");
  };

  const wide = matchMedia("(min-width: 60rem)");
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const arrive = () => {
    const element = target();
    if (element?.classList.contains("fact")) show(element);
    if (element?.classList.contains("said")) enter(element);
    others.forEach((link) => (link.hash = location.hash));
  };
  const go = (fact) => {
    if (target() === fact) show(fact);
    else location.hash = fact.id;
  };

  // Tab comes to one of a row of links, the arrow keys go on from it.
  const enter = (link, row = pieces) => {
    row.forEach((other) => other.setAttribute("tabindex", other === link ? 0 : -1));
    link.focus({ preventScroll: true });
    bring(link, row === pieces ? "center" : "nearest");
  };
  const walk = (within, row) =>
    within.addEventListener("keydown", (event) => {
      const place = row.indexOf(event.target);
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (place < 0 || !step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      enter(row[place + step] ?? row[place], row);
    });

  // What was chosen is where the browser's own way back leads.
  const remember = (element) => history.replaceState(null, "", `#${element.id}`);

  // From words to facts.
  one(".words").addEventListener("click", (event) => {
    const piece = event.target.closest(".said");
    if (!piece || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const quoted = numbers(piece);
    left = piece;
    widen();
    if (quoted.length > 1) {
      chosen = new Set(quoted);
      narrow();
    }
    remember(piece);
    go(facts[quoted[0] - 1]);
  });
  walk(one(".words"), pieces);

  // From pictures to facts.
  all(".picture").forEach((picture) => {
    const marks = all("a", picture);
    marks.forEach((mark, index) => mark.setAttribute("tabindex", index ? -1 : 0));
    walk(picture, marks);
    picture.addEventListener("click", (event) => {
      const mark = event.target.closest("a");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      enter(mark, marks);
      left = mark;
      go(document.getElementById(mark.getAttribute("href").slice(1)));
    });
  });

  // From facts to words.
  one(".facts").addEventListener("click", (event) => {
    const link = event.target.closest(".quote, .lit");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const fact = link.closest(".fact");
    const [article, start, end] = link.dataset.at.split(" ").map(Number);
    current(fact);
    const lit = quoting(Number(fact.dataset.n));
    const said = lit.filter((piece) => {
      const [of, first] = piece.id.slice(1).split("-").map(Number);
      return of === article && first < end && start < first + [...piece.textContent].length;
    });
    if (link.classList.contains("lit")) light(said, start, end);
    else light(lit);
    left = link;
    remember(fact);
    history.pushState(null, "", `#${said[0].id}`);
    enter(said[0]);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !left || event.target === search) return;
    const back = left;
    left = null;
    if (back.classList.contains("said")) enter(back);
    else {
      back.focus({ preventScroll: true });
      bring(back, "center");
    }
  });

  form.addEventListener("input", () => {
    chosen = null;
    narrow();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    widen();
    search.focus();
  });
  addEventListener("hashchange", arrive);
  addEventListener("popstate", () => {
    if (kept !== location.search) restore();
  });

  pieces.forEach((piece, index) => (piece.tabIndex = index ? -1 : 0));
  all(".scripted").forEach((element) => (element.hidden = false));
  form.hidden = false;
  restore();
  arrive();
})();
