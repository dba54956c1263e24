/** A form that is under way is not sent a second time by an impatient finger. One that was swapped in is a new form. */
export function guardForms(): void {
  const root = document.documentElement;
  if (root.dataset["guarding"] !== undefined) return;
  root.dataset["guarding"] = "";
  const sent = new Map<HTMLFormElement, number>();

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
      // Forms that scripts send are waited for there.
      if (form.dataset["swap"] !== undefined) return;
      // What is shown in a frame leaves the form as it is, to be shown again or kept.
      if (event.submitter?.hasAttribute("formtarget") === true) return;
      if (sent.has(form)) return event.preventDefault();
      sent.set(
        form,
        setTimeout(() => sent.delete(form), 10_000),
      );
    },
    { capture: true },
  );
  // Whoever comes back to the page may send it again.
  addEventListener("pageshow", () => sent.clear());
}
