type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controls = (part: ParentNode) => part.querySelectorAll<Control>("input,textarea,select");
const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type);

/** What ticking it means: of a time the instant, since the token that books it is another one each time. */
const meantBy = (control: HTMLInputElement): string =>
  control.closest("label")?.querySelector("time")?.dateTime ?? control.value;

/**
 * What was typed and chosen is carried into the part that takes this one's place. Answers the choices that are no longer there:
 * a time that somebody else took.
 */
export function carryTyped(from: ParentNode, to: ParentNode): HTMLInputElement[] {
  const lost: HTMLInputElement[] = [];
  for (const old of controls(from)) {
    if (old.type === "hidden" || old.dataset["zone"] !== undefined) continue;
    if (isTicked(old)) {
      const twin = [...to.querySelectorAll<HTMLInputElement>("input")].find(
        (one) => one.name === old.name && !one.disabled && meantBy(one) === meantBy(old),
      );
      if (twin !== undefined) twin.checked = old.checked;
      else if (old.checked) lost.push(old);
    } else if (old.id !== "") {
      const same = to.querySelector<Control>(`#${CSS.escape(old.id)}`);
      if (same !== null) same.value = old.value;
    }
  }
  return lost;
}
