// Cards of the pipeline can be dragged to another stage. Every card has a form that does the same; dragging only fills it in.

const kind = "text/x-interlock-card";

const columnOf = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(".board [data-stage]") : null;

const formOf = (card: string): HTMLFormElement | null =>
  document.querySelector<HTMLFormElement>(`[data-card="${CSS.escape(card)}"] form[data-move]`);

const unmark = (): void => {
  for (const marked of document.querySelectorAll(".board .over")) marked.classList.remove("over");
};

export function keepCards(): void {
  const cards = [...document.querySelectorAll<HTMLElement>(".board [data-card]")].filter(
    (card) => card.querySelector("form[data-move]") !== null,
  );
  if (cards.length === 0) return;
  for (const hint of document.querySelectorAll<HTMLElement>("[data-drag-hint]")) hint.hidden = false;
  for (const card of cards) {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => event.dataTransfer?.setData(kind, card.dataset["card"] ?? ""));
    card.addEventListener("dragend", unmark);
  }
  document.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    if (column === null || event.dataTransfer?.types.includes(kind) !== true) return;
    event.preventDefault();
    unmark();
    column.classList.add("over");
  });
  document.addEventListener("drop", drop);
}

function drop(event: DragEvent): void {
  const column = columnOf(event);
  const form = formOf(event.dataTransfer?.getData(kind) ?? "");
  if (column === null || form === null) return;
  event.preventDefault();
  unmark();
  const select = form.elements.namedItem("stage_id");
  if (!(select instanceof HTMLSelectElement)) return;
  select.value = column.dataset["stage"] ?? "";
  // The stage where it is already stands in no list of where it can go.
  if (select.value !== "") form.requestSubmit();
}
