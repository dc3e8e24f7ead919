/** Inspection: what a file really is, by its content, and whether it can be read. */
export { inspect } from './inspect.ts';
export { type Accepted, type Inspection, LIMITS, type RefusalCode, type Refused } from './verdict.ts';
