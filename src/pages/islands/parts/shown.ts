const event = "interlock:shown";

/** Runs for what stands on the page, and again for each part that takes the place of another. */
export function whenShown(run: (part: ParentNode) => void): void {
  run(document);
  document.addEventListener(event, ({ target }) => run(target === document ? document : (target as HTMLElement)));
}

export const tellShown = (part: Element): boolean => part.dispatchEvent(new Event(event, { bubbles: true }));
