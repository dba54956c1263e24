/** What the server answers to a draft: the version it became and a sentence, or why it was not saved. */
type Word = { version?: number; said?: string; code?: string };

const pauseMs = 1_000;
const longestWaitMs = 60_000;

/** What was written and not yet saved outlives a reload, in this tab alone. */
type Kept = { version: string; values: [string, string][] };

const valuesOf = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));

type Draft = {
  form: HTMLFormElement;
  version: HTMLInputElement;
  /** Where it is said how things stand. */
  place: HTMLElement;
  path: string;
  key: string;
  timer: number;
  isSaving: boolean;
  isChanged: boolean;
  isOver: boolean;
  wait: number;
};

const shortestWaitMs = 2_000;

/** Keeps a form saved while somebody writes. Its buttons go on working as they do without scripts. */
export function keepSaving(form: HTMLFormElement): void {
  const path = form.dataset["scorecard"] ?? "";
  const version = form.elements.namedItem("version");
  const place = form.querySelector<HTMLElement>("[role=status]");
  if (path === "" || !(version instanceof HTMLInputElement) || place === null) return;
  const key = `interlock ${path} ${new URLSearchParams(valuesOf(form)).get("kind")}`;
  const state = { timer: 0, isSaving: false, isChanged: false, isOver: false, wait: shortestWaitMs };
  const draft: Draft = { form, version, place, path, key, ...state };
  if (bringBack(draft)) {
    say(draft, form.dataset["restored"]);
    draft.isChanged = true;
    later(draft, pauseMs);
  }
  form.addEventListener("input", () => changed(draft));
  // From here on the page itself sends what was written.
  form.addEventListener("submit", () => {
    clearTimeout(draft.timer);
    draft.isOver = true;
    forget(draft);
  });
  addEventListener("online", () => later(draft, 0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save(draft);
  });
  addEventListener("beforeunload", (event) => {
    if (draft.isChanged && !draft.isOver) event.preventDefault();
  });
}

function say({ place }: Draft, text: string | undefined, mood: "" | "fault" = ""): void {
  place.textContent = text ?? "";
  place.classList.toggle("fault", mood === "fault");
}

function later(draft: Draft, milliseconds: number): void {
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => void save(draft), milliseconds);
}

function retry(draft: Draft, text: string | undefined): void {
  draft.isChanged = true;
  say(draft, text, "fault");
  later(draft, draft.wait);
  draft.wait = Math.min(draft.wait * 2, longestWaitMs);
}

function changed(draft: Draft): void {
  const { form, version, key } = draft;
  draft.isChanged = true;
  const kept: Kept = { version: version.value, values: valuesOf(form) };
  attempt(() => sessionStorage.setItem(key, JSON.stringify(kept)));
  if (draft.isOver) return;
  if (!draft.isSaving) say(draft, form.dataset["unsaved"]);
  later(draft, pauseMs);
}

const forget = ({ key }: Draft) => attempt(() => sessionStorage.removeItem(key));

async function save(draft: Draft): Promise<void> {
  const { form, path } = draft;
  const words = form.dataset;
  if (draft.isSaving || draft.isOver || !draft.isChanged) return;
  if (!navigator.onLine) return say(draft, words["offline"], "fault");
  draft.isSaving = true;
  draft.isChanged = false;
  say(draft, words["saving"]);
  const answer = await send(path, form);
  draft.isSaving = false;
  if (answer === undefined) return retry(draft, navigator.onLine ? words["failed"] : words["offline"]);
  // Whoever is signed out meanwhile is sent to sign in; that is followed by nobody here.
  if (answer.type === "opaqueredirect") return retry(draft, words["out"]);
  const said = await wordIn(answer);
  if (answer.ok && said.version !== undefined) return saved(draft, said.version, said.said);
  if (answer.status === 412) return clash(draft);
  if (answer.status >= 500 || answer.status === 429) return retry(draft, words["failed"]);
  say(draft, said.said ?? words["failed"], "fault");
}

function saved(draft: Draft, version: number, text: string | undefined): void {
  draft.version.value = String(version);
  draft.wait = shortestWaitMs;
  // What was written meanwhile goes on from this version.
  if (draft.isChanged) return changed(draft);
  forget(draft);
  say(draft, text);
}

/** Somebody, perhaps oneself in another window, has saved another card: nothing is overwritten, both can be seen. */
function clash(draft: Draft): void {
  draft.isOver = true;
  const { form, place } = draft;
  say(draft, form.dataset["conflict"], "fault");
  const button = document.createElement("button");
  button.type = "submit";
  button.formNoValidate = true;
  button.textContent = form.dataset["show"] ?? "";
  place.after(button);
}

async function send(path: string, form: HTMLFormElement): Promise<Response | undefined> {
  const body = new URLSearchParams(valuesOf(form));
  const headers = { Accept: "application/json", "If-Match": `"${body.get("version") ?? "0"}"` };
  return fetch(path, { method: "POST", body, headers, redirect: "manual", keepalive: true }).catch(() => undefined);
}

const wordIn = async (answer: Response): Promise<Word> =>
  answer.json().then(
    (word: unknown) => (typeof word === "object" && word !== null ? word : {}),
    () => ({}),
  );

/** Storage may be full or forbidden; then what was written is on the page alone. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Fills in what was written before the page was lost; its version tells whether the card has changed since. */
function bringBack({ form, key, version }: Draft): boolean {
  const text = attempt(() => sessionStorage.getItem(key));
  const kept: unknown = text == null ? undefined : attempt(() => JSON.parse(text));
  if (!isKept(kept)) return false;
  const values = new URLSearchParams(kept.values);
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement) control.value = values.get(control.name) ?? control.value;
    if (control instanceof HTMLInputElement && control.type === "radio")
      control.checked = control.value === (values.get(control.name) ?? "");
  }
  version.value = kept.version;
  return true;
}

const isKept = (text: unknown): text is Kept =>
  typeof text === "object" && text !== null && "version" in text && "values" in text && Array.isArray(text.values);
