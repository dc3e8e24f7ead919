/** E-mail addresses out of what was typed or pasted: `Ada <ada@example.com>; bob@example.com`. */
const SHAPE = /^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+$/;

export interface Addresses {
  /** In lower case, each once, in the order given. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

export function addressesOf(typed: string): Addresses {
  const parts = typed
    .split(/[,;\n\r\t]+/)
    .flatMap((part) => {
      const named = /<([^<>]+)>/.exec(part)?.[1];
      return named === undefined ? part.trim().split(/\s+/) : [named];
    })
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const unique = [...new Set(parts)];
  return {
    good: unique.filter((part) => SHAPE.test(part)),
    bad: unique.filter((part) => !SHAPE.test(part)),
  };
}
