/** A document's words, folded, with their places: what values are looked up in. */
import type { NormalizedDocument } from '../document.ts';
import { openSource, type Source, type Span } from '../extract/source.ts';
import { folded } from '../folded.ts';

export interface Word {
  /** Without case, accents and signs. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface WordIndex {
  readonly source: Source;
  readonly words: readonly Word[];
  /** Positions in `words` of each folded word. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Case, accents and signs removed; letters and digits of every script stay. */
export const fold = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** The folded words of a text, with their places. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  // A dot or a hyphen inside a word joins ("e.l.f.", "sign-on"); at its end it is the sentence's.
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['.&/-][\p{L}\p{M}\p{N}]+)*/gu)) {
    const folded = fold(match[0]);
    if (folded !== '') words.push({ text: folded, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

const indexes = new WeakMap<NormalizedDocument, WordIndex>();

/** Indexes a document once; all lookups in it share the index. */
export function indexOf(document: NormalizedDocument): WordIndex {
  const known = indexes.get(document);
  if (known) return known;
  const source = openSource(document);
  const words = wordsOf(source.flat);
  const positions = new Map<string, number[]>();
  words.forEach((word, position) => {
    const list = positions.get(word.text);
    if (list) list.push(position);
    else positions.set(word.text, [position]);
  });
  const index = { source, words, positions };
  indexes.set(document, index);
  return index;
}

/** A place where a value stands, and how well it fits. */
export interface Match {
  readonly span: Span;
  /** 1 for the very characters, less for folded and noisy matches. */
  readonly quality: number;
}
