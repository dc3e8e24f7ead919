import { accept, BOMB, DAMAGED, type Inspection, LIMITS, refuse, TOO_COMPLEX } from './verdict.ts';
import { openZip, type Zip, ZipError } from './zip.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Inspects what looks like a zip: a Word document, or something to refuse. */
export async function inspectZip(bytes: Uint8Array): Promise<Inspection> {
  try {
    return await inspectPackage(await openZip(bytes));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    if (error.code === 'bomb') return BOMB;
    if (error.code === 'encrypted')
      return refuse(
        'encrypted',
        'The archive is protected with a password. Unpack it and upload the contract itself.',
      );
    return DAMAGED;
  }
}

async function inspectPackage(zip: Zip): Promise<Inspection> {
  const under = (folder: string) => zip.names.some((name) => name.toLowerCase().startsWith(folder));
  const types = zip.names.includes('[Content_Types].xml') ? await zip.text('[Content_Types].xml') : '';
  if (zip.names.some((name) => /vbaProject\.bin$/i.test(name)) || /macroEnabled|vbaProject/i.test(types))
    return refuse(
      'macros',
      'The document carries macros. Save it as an ordinary DOCX or as PDF and upload that.',
    );
  const main = await mainPart(zip);
  if (types === '' || !zip.names.includes(main)) {
    if (under('xl/')) return wrong('a spreadsheet');
    if (under('ppt/')) return wrong('a presentation');
    if (zip.names.includes('mimetype')) return wrong('an OpenDocument file');
    if (under('word/')) return DAMAGED;
    return refuse('wrong_type', 'This is an archive. Unpack it and upload the contract itself.');
  }
  return inspectText(zip, main);
}

const wrong = (what: string) =>
  refuse('wrong_type', `This is ${what}. Save the contract as PDF or DOCX and upload that.`);

async function inspectText(zip: Zip, main: string): Promise<Inspection> {
  const xml = await zip.text(main);
  if (xml.length > LIMITS.documentXml) return TOO_COMPLEX;
  // Office Open XML forbids document type declarations; they serve attacks only.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || !/<\/(?:\w+:)?document>\s*$/.test(xml.slice(-200))) return DAMAGED;
  if (/<w:t(?:\s[^>]*)?>[^<]*[\p{L}\d]/u.test(xml)) return accept('docx', DOCX);
  return zip.names.some((name) => name.startsWith('word/media/'))
    ? refuse(
        'empty',
        'The document holds pictures but no text. Save it as PDF and upload that: its pages will be recognised.',
      )
    : refuse('empty', 'The document holds no text. Check it and upload the right one.');
}

/** The part that holds the text: `word/document.xml`, or what the content types name instead. */
export async function mainPart(zip: Zip): Promise<string> {
  const usual = 'word/document.xml';
  if (zip.names.includes(usual) || !zip.names.includes('[Content_Types].xml')) return usual;
  const types = await zip.text('[Content_Types].xml');
  for (const [tag] of types.matchAll(/<Override\b[^>]{0,1000}>/g))
    if (tag.includes('wordprocessingml.document.main+xml'))
      return /PartName="\/([^"]+)"/.exec(tag)?.[1] ?? usual;
  return usual;
}
