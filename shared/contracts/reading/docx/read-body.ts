import type { Line, NormalizedDocument, Page, Table } from '../../document.ts';
import { raised, tidy } from '../characters.ts';
import { isTitleCase, isUpper, NUMBERED } from '../layout/headings.ts';
import { openWord } from './package.ts';
import { line, plain, readTable } from './tables.ts';
import { type Node, type Stretch, stretches } from './tree.ts';

/**
 * Reads a DOCX file: paragraphs, line and page breaks, tables with merged cells, automatic numbers, text boxes, footnotes
 * (at the end), headers and footers. What tracked changes deleted is left out.
 * @throws ZipError for an archive that cannot be read; mammoth's errors for damaged XML
 */
export async function readDocxBody(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { tree, headers, footers } = await openWord(bytes);
  const notes: Node[] = [];
  const noteNumber = (reference: Node) => {
    const same = (note: Node) => note.noteId === reference.noteId && note.noteType === reference.noteType;
    const known = notes.findIndex(same);
    return known >= 0 ? known + 1 : notes.push(reference);
  };

  const pages: { lines: Line[]; tables: Table[] }[] = [{ lines: [], tables: [] }];
  for (const text of headers) pages[0]!.lines.push(line(text, 'header'));
  const visit = (node: Node) => {
    if (node.type === 'paragraph') {
      for (const part of splitPages(stretches(node, noteNumber))) {
        if (part === null) pages.push({ lines: [], tables: [] });
        else pages.at(-1)!.lines.push(...paragraphLines(node, part));
      }
    } else if (node.type === 'table') {
      const read = readTable(node, noteNumber);
      if ('columns' in read) for (const cell of read.columns.flat()) visit(cell);
      else {
        pages.at(-1)!.tables.push(...read.tables);
        pages.at(-1)!.lines.push(...read.lines);
      }
    } else for (const child of node.children ?? []) visit(child);
  };
  for (const child of tree.children ?? []) visit(child);

  // Notes may refer to further notes: the list can grow while it is read.
  for (let index = 0; index < notes.length; index++) {
    const body = tree.notes.resolve(notes[index]!)?.body ?? [];
    const text = tidy(body.map((part) => plain(part, noteNumber)).join(' '));
    if (text !== '') pages.at(-1)!.lines.push(line(`${raised(String(index + 1))} ${text}`, 'text'));
  }
  for (const text of footers) pages.at(-1)!.lines.push(line(text, 'footer'));
  const result: Page[] = pages.map((page, index) => ({
    number: index + 1,
    width: 0,
    height: 0,
    rotation: 0,
    ...page,
  }));
  return { schema: 1, format: 'docx', reader: 'mammoth', pages: result };
}

/** A paragraph's parts; null stands for a page break between them. */
function splitPages(parts: readonly Stretch[]): (Stretch[] | null)[] {
  const result: (Stretch[] | null)[] = [[]];
  for (const part of parts) {
    if (part.text === '\f') result.push(null, []);
    else (result.at(-1) as Stretch[]).push(part);
  }
  return result;
}

/** One line for each line break, and for each change between struck and valid words. */
function paragraphLines(paragraph: Node, parts: readonly Stretch[]): Line[] {
  const groups: { text: string; struck: boolean; bold: boolean; size: number }[] = [];
  let fresh = true;
  for (const part of parts) {
    if (part.text === '\n') {
      fresh = true;
      continue;
    }
    const last = groups.at(-1);
    // Blanks between words take the look of what is around them.
    if (last && !fresh && (last.struck === part.struck || part.text.trim() === '')) {
      last.text += part.text;
      last.bold &&= part.bold || part.text.trim() === '';
    } else groups.push({ text: part.text, struck: part.struck, bold: part.bold, size: part.size ?? 0 });
    fresh = false;
  }
  return groups.flatMap(({ text, struck, bold }) => {
    const clean = tidy(text);
    if (clean === '') return [];
    return [line(clean, isHeading(paragraph, clean, bold) ? 'heading' : 'text', struck)];
  });
}

function isHeading(paragraph: Node, text: string, bold: boolean): boolean {
  if (text.length > 140 || !/\p{L}{2}/u.test(text)) return false;
  // Some documents style whole clauses as headings, to have them numbered.
  const sentences = text.length > 60 && /[.;]$/.test(text);
  if (/^(?:heading \d|title|subtitle)/i.test(paragraph.styleName ?? '') && !sentences) return true;
  if (sentences || /[,;]$|_{3,}|@/.test(text)) return false;
  if (bold && text.length <= 100 && !/\.\s+\p{Lu}/u.test(text.replace(NUMBERED, ''))) return true;
  if (isUpper(text) && text.length <= 80 && /\p{L}{4}/u.test(text)) return true;
  const title = text.replace(NUMBERED, '').replace(/^[.):\s–—-]+/, '');
  return (
    NUMBERED.test(text) && text.length <= 80 && title !== '' && isTitleCase(title) && !/[.;]$/.test(title)
  );
}
