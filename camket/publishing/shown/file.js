(() => {
  const form = document.querySelector(".sum");
  const rows = [...document.querySelectorAll("tr[data-outcome]")];
  const findings = ["asked", "unused", "repeated", "superseded", "unread", "waiting"];
  const boxes = [...form.elements.outcome?.length ? form.elements.outcome : [form.elements.outcome].filter(Boolean)];
  const said = form.querySelector("output");
  const show = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const row of rows) {
      const fits = wanted.has(row.dataset.outcome);
      row.classList.toggle("off", !fits);
      row.ariaHidden = fits ? null : "true";
      count += fits;
    }
    said.textContent = `Đang hiện ${count} / ${rows.length} dòng.`;
  };
  let last = -1;
  const goOn = () => {
    const open = rows.filter((row) => findings.includes(row.dataset.outcome) && !row.classList.contains("off"));
    if (!open.length) { said.textContent = "Không có dòng nào cần xem."; return; }
    last = (last + 1) % open.length;
    open[last].tabIndex = -1;
    open[last].focus({ preventScroll: true });
    open[last].scrollIntoView({ block: "center" });
    said.textContent = `Dòng cần xem thứ ${last + 1} / ${open.length}.`;
  };
  form.querySelector(".buttons").hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.querySelector("[data-only]").addEventListener("click", () => {
    for (const box of boxes) box.checked = findings.includes(box.value);
    show();
  });
  form.querySelector("[data-next]").addEventListener("click", goOn);
  addEventListener("beforeprint", () => { document.querySelector(".legend").open = true; });
  show();
})();
