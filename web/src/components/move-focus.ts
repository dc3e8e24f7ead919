/** Moves the focus among the elements of a list that match; from outside, to its first. */
export function moveFocus(within: Element | null, selector: string, step: 1 | -1): void {
  const elements = [...(within?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const current = elements.findIndex((element) => element.contains(document.activeElement));
  const next = elements[current === -1 ? 0 : Math.min(elements.length - 1, Math.max(0, current + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
