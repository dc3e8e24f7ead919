import type { NormalizedDocument } from '../document.ts';
import type { Extraction } from '../extraction.ts';
import { calibrated } from './calibrate.ts';
import { extract } from './index.ts';

/** What the rules read of a document, each fact with a confidence that says how often such facts are right. */
export const readFacts = (document: NormalizedDocument): Extraction => calibrated(extract(document));
