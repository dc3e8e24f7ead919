/** Grounding: every value is matched back to page, words and box, or is no fact. */
export { REVIEW_BELOW } from '../extract/facts.ts';
export { type Assessment, assess, type Features, UNGROUNDED } from './assess.ts';
export { type GroundHints, type GroundValue, ground, type ValueKind } from './ground.ts';
export { groundExtraction } from './ground-extraction.ts';
