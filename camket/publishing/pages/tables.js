(() => {
  const collator = new Intl.Collator("vi", { numeric: true });
  const make = (tag, given, ...inside) => {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  };
  const words = (node) => node.textContent.trim().replace(/\s+/g, " ");
  // 1.234,5 is 1234.5; where a cell holds a count and a share, the share settles what the count leaves equal.
  // A dash stands for none.
  const numbers = (text) => text === "–" ? [0] :
    (text.match(/\d[\d.]*(?:,\d+)?/g) ?? []).map((one) => Number(one.replaceAll(".", "").replace(",", ".")));
  const compareNumbers = (a, b) => {
    const at = a.findIndex((number, place) => number !== b[place]);
    return at < 0 ? 0 : a[at] - (b[at] ?? -Infinity);
  };

  // The heading of each column with the one it shares with its neighbours.
  const headings = (table) => {
    const [upper, lower] = table.tHead.rows;
    let below = 0;
    return [...upper.cells].flatMap((cell) => {
      if (cell.scope !== "colgroup") return [{ cell, name: words(cell) }];
      return Array.from({ length: cell.colSpan }, () => {
        const under = lower.cells[below++];
        return { cell: under, name: `${words(cell)}: ${words(under)}` };
      });
    });
  };

  const bringToLife = (table) => {
    const columns = headings(table);
    const sections = [...table.tBodies].map((body) => ({
      fixed: [...body.querySelectorAll("tr.group, tr.total")],
      rows: [...body.querySelectorAll("tr:not(.group, .total)")],
      body,
    }));
    const rows = sections.flatMap((section) => section.rows);
    if (rows.length < 3) return;
    const grouped = sections.filter((section) => section.rows.length).length > 1;
    const said = make("output", { className: "said" });
    let shown = "", order = "";
    const say = () => { said.textContent = [shown, order].filter(Boolean).join(" "); };

    // A row never leaves its group, and rows of groups and totals never leave their place.
    const sort = (column, step) => {
      columns.forEach(({ cell }, at) => {
        if (step && at === column) cell.ariaSort = step > 0 ? "ascending" : "descending";
        else cell.removeAttribute("aria-sort");
      });
      for (const { body, rows } of sections) {
        const keyed = rows.map((row) => {
          const cell = row.cells[column];
          const text = cell?.dataset.key ?? (cell ? words(cell) : "");
          const key = cell?.classList.contains("right") ? numbers(text) : text;
          return { row, key, empty: key.length === 0 };
        });
        if (step) keyed.sort((a, b) => {
          if (a.empty || b.empty) return a.empty - b.empty;
          return step * (Array.isArray(a.key) ? compareNumbers(a.key, b.key) : collator.compare(a.key, b.key));
        });
        body.append(...keyed.map((one) => one.row));
      }
      if (by) by.value = step ? `${column} ${step}` : "";
      order = step
        ? `Xếp theo “${columns[column].name}”, ${step > 0 ? "tăng dần" : "giảm dần"}${grouped ? " trong từng nhóm" : ""}.`
        : "Thứ tự ban đầu.";
      say();
    };
    columns.forEach(({ cell }, at) => {
      if (!words(cell)) return;
      const press = make("button", { type: "button" }, ...cell.childNodes);
      press.addEventListener("click", () => {
        sort(at, { ascending: -1, descending: 0 }[cell.ariaSort] ?? 1);
      });
      cell.append(press);
    });

    const form = make("form", { className: "finder", role: "search", ariaLabel: `Lọc: ${words(table.caption)}` });
    const field = (label, input) => { form.append(make("label", {}, `${label} `, input)); return input; };
    const option = (value, label = value) => make("option", { value }, label);
    const long = rows.length >= 20;
    const search = long && field("Tìm chữ trong bảng", make("input", { type: "search", autocomplete: "off" }));
    const bare = (cell) => words(cell).replace(/ \(\*\)$/, "");
    const chosen = columns.flatMap(({ cell, name }, at) => {
      const values = [...new Set(rows.map((row) => bare(row.cells[at])))];
      if (!long || !("choices" in cell.dataset) || values.length < 2) return [];
      const list = make("select", {}, option("", "Tất cả"), ...values.sort(collator.compare).map((one) => option(one)));
      return [{ at, list: field(name, list) }];
    });
    // On a narrow screen the rows are cards without a header; there the order is chosen here.
    const by = table.closest(".cards") && field("Xếp theo", make("select", {}, option("", "Thứ tự ban đầu"),
      ...columns.flatMap(({ cell, name }, at) => words(cell) ? [
        option(`${at} 1`, `${name}, tăng dần`), option(`${at} -1`, `${name}, giảm dần`),
      ] : [])));
    by?.parentElement.classList.add("by");
    by?.addEventListener("change", () => { const [at, step] = by.value.split(" "); sort(Number(at), Number(step ?? 0)); });

    const texts = new Map();
    const show = () => {
      const asked = search.value.trim();
      const says = asking(asked);
      const filtered = asked || chosen.some(({ list }) => list.value);
      let count = 0;
      for (const { rows, fixed } of sections) {
        let inside = 0;
        for (const row of rows) {
          if (asked && !texts.has(row)) texts.set(row, searchable([...row.cells].map(words).join(" ")));
          const fits = (!asked || says(texts.get(row))) &&
            chosen.every(({ at, list }) => !list.value || bare(row.cells[at]) === list.value);
          row.hidden = !fits;
          inside += fits;
        }
        // A total is that of all its rows, so it is not shown above some of them.
        for (const row of fixed) row.hidden = Boolean(filtered) && (row.matches(".total") || !inside);
        count += inside;
      }
      shown = `${count} / ${rows.length} dòng.`;
      say();
    };
    const frame = table.closest(".scroll");
    if (long) {
      form.append(make("button", { type: "reset" }, "Đặt lại"));
      form.append(said);
      let waiting = 0;
      form.addEventListener("input", (event) => {
        if (event.target === by) return;
        clearTimeout(waiting);
        waiting = setTimeout(show, 120);
      });
      form.addEventListener("reset", () => setTimeout(() => { sort(0, 0); show(); }));
      shown = `${rows.length} / ${rows.length} dòng.`;
      say();
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    if (form.children.length) {
      form.classList.toggle("short", !long);
      frame.before(form);
    }
    if (!long) frame.before(said);
    new ResizeObserver(() => table.style.setProperty("--head", `${table.tHead.offsetHeight}px`)).observe(table.tHead);
  };
  document.querySelectorAll(".scroll > table").forEach(bringToLife);
})();
