/** Reads each file of a corpus as the pipeline does, and compares what was read with its labels. */
import { readFile } from 'node:fs/promises';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { plainValues } from '../../shared/contracts/extract/plain.ts';
import { EMPTY_EXTRACTION, type Extraction } from '../../shared/contracts/extraction.ts';
import type { Cost } from '../../shared/contracts/model/budget.ts';
import { describeFailure, documentOf } from '../extract/document.ts';
import type { Recognizer } from '../extract/recognizer.ts';
import type { Case } from './corpus.ts';
import { costOfAsking } from './cost.ts';
import type { Outcomes } from './outcome.ts';

/** What turns a document into facts: the rules, or the rules and a model. */
export type FactReader = (document: NormalizedDocument) => Promise<Extraction>;

export interface Measured {
  readonly case: Case;
  /** Empty where the file could not be read: all its labels are missed then. */
  readonly extraction: Extraction;
  readonly outcomes: Outcomes;
  readonly pages: number;
  /** From bytes to grounded facts, one file after the other: a core's time, where nothing else runs. */
  readonly seconds: number;
  readonly failure: string | null;
  /** What asking a model would cost; null unless asked for. */
  readonly cost: Cost | null;
}

export async function measure(
  each: Case,
  options: { readonly read: FactReader; readonly recognizer: Recognizer; readonly cost: boolean },
): Promise<Measured> {
  const bytes = new Uint8Array(await readFile(each.file));
  const began = performance.now();
  let extraction = EMPTY_EXTRACTION;
  let document: NormalizedDocument | null = null;
  let failure: string | null = null;
  try {
    document = await documentOf(each.file, bytes, options.recognizer);
    extraction = await options.read(document);
  } catch (error) {
    failure = describeFailure(error).message;
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    case: each,
    extraction,
    outcomes: each.score(plainValues(extraction)),
    pages: document?.pages.length ?? 0,
    seconds,
    failure,
    cost: document && options.cost ? await costOfAsking(document, extraction) : null,
  };
}
