(() => {
  const form = document.querySelector(".finder");
  const found = form?.querySelector("output");
  const rows = [...document.querySelectorAll("article[data-unit]")].map((article) => ({
    article, text: "", of: article.dataset,
  }));
  const show = () => {
    const asked = Object.fromEntries(new FormData(form));
    const asks = asked.words.trim();
    const says = asking(asks);
    let count = 0;
    for (const row of rows) {
      if (asks) row.text ||= searchable(row.article.textContent);
      const fits =
        (!asked.unit || row.of.unit === asked.unit) &&
        (!asked.cutoff || row.of.cutoff === asked.cutoff) &&
        (!asked.fullyear || row.of.fullyear === asked.fullyear) &&
        (!asked.rule || row.of.rules.split(" ").includes(asked.rule)) &&
        (!asked.decided || row.of.decided === "1") &&
        (!asks || says(row.text));
      row.article.hidden = !fits;
      count += fits;
    }
    found.textContent = `${count} / ${rows.length} nội dung`;
  };
  // What a search looks at is made ready while nobody waits.
  const prepare = (from) => {
    if (from >= rows.length) return;
    for (const row of rows.slice(from, from + 200)) row.text ||= searchable(row.article.textContent);
    setTimeout(prepare, 0, from + 200);
  };
  // A link to what stands on the page of a unit: `#cut_off.completed@SNV`, `#SNV-03`.
  const leave = (name) => {
    const code = name.includes("@") ? name.split("@").pop() : name.split("-")[0];
    const page = code && document.querySelector(`.apart a[data-codes~="${CSS.escape(code)}"]`);
    if (page) location.replace(page.getAttribute("href") + location.hash);
  };
  const openTarget = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* a damaged link names nothing, and breaks nothing */ }
    const target = document.getElementById(name);
    if (!target) return leave(name);
    if (target.hidden) { form.reset(); show(); }
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.querySelector("details")?.setAttribute("open", "");
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  if (!form) return openTarget();
  form.hidden = false;
  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
  // What a link leads to is not to lie below the form, which stays at the upper edge.
  const makeRoom = () => document.documentElement.style.setProperty("--finder", `${form.offsetHeight + 8}px`);
  new ResizeObserver(makeRoom).observe(form);
  makeRoom();
  openTarget();
  prepare(0);
})();
