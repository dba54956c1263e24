type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controls = (part: ParentNode) => part.querySelectorAll<Control>("input[id],textarea[id],select[id]");
const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type);

/**
 * What was typed and chosen is carried into the part that takes this one's place. Answers the choices that are no longer there:
 * a time that somebody else took.
 */
export function carryTyped(from: ParentNode, to: ParentNode): HTMLInputElement[] {
  const lost: HTMLInputElement[] = [];
  for (const old of controls(from)) {
    if (old.type === "hidden" || old.dataset["zone"] !== undefined) continue;
    const same = to.querySelector<Control>(`#${CSS.escape(old.id)}`);
    if (isTicked(old)) {
      // Times have no lasting id of their own: the same time is the one with the same name and value.
      const twin = [...to.querySelectorAll<HTMLInputElement>("input")].find(
        ({ name, value, disabled }) => name === old.name && value === old.value && !disabled,
      );
      if (twin !== undefined) twin.checked = old.checked;
      else if (old.checked) lost.push(old);
    } else if (same !== null) same.value = old.value;
  }
  return lost;
}
