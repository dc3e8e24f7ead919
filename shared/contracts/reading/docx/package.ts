import { mainPart } from '../../inspect/word.ts';
import { openZip, type Zip } from '../../inspect/zip.ts';
import { tidy } from '../characters.ts';
import { writeNumbers } from './numbering.ts';
import { prepare, writePageBreaks } from './prepare.ts';
import type { DocumentNode } from './tree.ts';
import { elements } from './xml.ts';

/** A Word document, opened. */
export interface WordDocument {
  readonly tree: DocumentNode;
  /** Text of the running headers and footers, each once. */
  readonly headers: readonly string[];
  readonly footers: readonly string[];
}

/** What mammoth asks of the archive it reads; giving it ours keeps every entry within our limits. */
interface Archive {
  exists(name: string): boolean;
  read(name: string, encoding?: string): Promise<Uint8Array | string>;
}

/** @throws ZipError for an archive that cannot be read; mammoth's errors for damaged XML */
export async function openWord(bytes: Uint8Array): Promise<WordDocument> {
  const zip = await openZip(bytes);
  const main = await mainPart(zip);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const has = (name: string) => zip.names.includes(name);
  const numbering = `${folder}numbering.xml`;
  const styles = `${folder}styles.xml`;
  const archive: Archive = {
    exists: has,
    async read(name, encoding) {
      if (name === main) {
        const shown = prepare(await zip.text(main));
        const numbered = has(numbering)
          ? writeNumbers(shown, await zip.text(numbering), has(styles) ? await zip.text(styles) : '')
          : shown;
        const text = writePageBreaks(numbered);
        return encoding ? text : new TextEncoder().encode(text);
      }
      if (encoding === 'base64') return Buffer.from(await zip.read(name)).toString('base64');
      return encoding ? zip.text(name) : zip.read(name);
    },
  };
  const { default: mammoth } = await import('mammoth');
  let tree: DocumentNode | undefined;
  await mammoth.convertToHtml({ file: archive } as unknown as Parameters<typeof mammoth.convertToHtml>[0], {
    externalFileAccess: false,
    transformDocument(document: DocumentNode) {
      tree = document;
      // The HTML is not wanted: an empty document costs nothing to convert.
      return { ...document, children: [] };
    },
  });
  if (!tree) throw new Error('mammoth gave no document');
  return {
    tree,
    headers: await running(zip, folder, 'header'),
    footers: await running(zip, folder, 'footer'),
  };
}

async function running(zip: Zip, folder: string, kind: 'header' | 'footer'): Promise<string[]> {
  const texts = new Set<string>();
  for (const name of zip.names) {
    if (!name.startsWith(`${folder}${kind}`) || !name.endsWith('.xml')) continue;
    const xml = await zip.text(name);
    for (const { xml: paragraph } of elements(xml, 'p')) {
      const pieces = paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\s*\/>/g);
      const text = tidy([...pieces].map((piece) => (piece[2] ? ' ' : decodeEntities(piece[1]!))).join(''));
      if (text !== '') texts.add(text);
    }
  }
  return [...texts];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
    },
  );
}
