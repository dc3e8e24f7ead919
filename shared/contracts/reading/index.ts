/** Reading: the words of a contract file with their places, whatever the format. */
export { type Flow, type FlowPosition, flow, type Place } from './flow.ts';
export { type ReadOptions, readDocument } from './read-document.ts';
export { readDocx } from './read-docx.ts';
export { readPdf } from './read-pdf.ts';
export { readText } from './read-text.ts';
export { type Section, sections } from './sections.ts';
export { fromTextract } from './textract.ts';
export { UnreadableError } from './unreadable.ts';
