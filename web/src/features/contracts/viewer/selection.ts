/** Which fact is meant just now: the one under the pointer or the focus, and the one that was chosen. */
export interface Selection {
  /** Lit while the pointer or the focus is on it. */
  readonly lit: string | undefined;
  /** Chosen; kept in the address. */
  readonly chosen: string | undefined;
  readonly light: (fact: string | undefined) => void;
  readonly choose: (fact: string) => void;
}
