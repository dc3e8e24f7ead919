/** What is typed between the key that asks for a field and the field itself, which may have to be loaded first. */

/** A field that could not be loaded by now will not be: the keys mean what they meant. */
const LONGEST_MS = 5_000;

export interface TypeAhead {
  /** @returns what was typed; from now on keys go where the focus is */
  readonly end: () => string;
}

/** Holds keys back, so that none is lost and none does something else: `c` would ask for a file. */
export function typeAhead(onEscape: () => void): TypeAhead {
  let typed = '';
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    // Where AltGr makes a character, browsers say Ctrl and Alt too.
    if ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (key === 'Escape') onEscape();
    else if (key === 'Backspace') typed = [...typed].slice(0, -1).join('');
    else if ([...key].length === 1) typed += key;
  };
  const end = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, true);
    return typed;
  };
  const timer = setTimeout(end, LONGEST_MS);
  window.addEventListener('keydown', onKeyDown, true);
  return { end };
}
