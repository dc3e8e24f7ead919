import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect, type RefusalCode } from '../../../../shared/contracts/inspect/index.ts';
import { readDocument } from '../../../../shared/contracts/reading/index.ts';
import { LOREM, makePdf, write } from '../reading/pdfs.ts';
import { docxParts, makeDocx, makeZip, paragraph } from '../reading/words.ts';
import { jpeg, png, tiff } from './images.ts';

const see = (bytes: Uint8Array, fileName = 'contract.pdf') =>
  inspect(bytes, { fileName, contentType: 'application/pdf' });
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

async function refused(file: Uint8Array, code: RefusalCode): Promise<string> {
  const found = await see(file);
  expect(found).toMatchObject({ ok: false, code });
  return found.ok ? '' : found.message;
}

const simple = () => makePdf(({ page, plain }) => write(page(), plain, LOREM));

/** A PDF with one page, whose content stream is given as it stands in the file. */
function rawPdf(dictionary: string, content: Buffer, catalog = ''): Uint8Array {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} ${dictionary} >>\nstream\n${content.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return bytes(
    `${text}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`,
  );
}

const TEXT = Buffer.from('BT /F 12 Tf 72 700 Td (The agreement is made between the parties) Tj ET');

describe('accepted', () => {
  test('a PDF by its content, whatever it is called', async () => {
    expect(await see(await simple(), 'picture.png')).toEqual({
      ok: true,
      format: 'pdf',
      mediaType: 'application/pdf',
      pages: 1,
      textLayer: 'full',
      scannedPages: [],
    });
  });

  test('a scan, and which pages of a mixed PDF are scanned', async () => {
    const pdf = await makePdf(async ({ pdf, page, plain }) => {
      const image = await pdf.embedPng(png(40, 50));
      write(page(), plain, LOREM);
      page().drawImage(image, { x: 0, y: 0, width: 612, height: 792 });
      const stamped = page();
      stamped.drawImage(image, { x: 0, y: 0, width: 612, height: 792 });
      write(stamped, plain, ['Envelope 4711'], { y: 20 });
      // Blank: neither a scan nor text.
      page();
    });
    expect(await see(pdf)).toMatchObject({ ok: true, pages: 4, textLayer: 'partial', scannedPages: [2, 3] });
  });

  test('a scan under which a recogniser has put its text', async () => {
    const pdf = await makePdf(async ({ pdf, page, plain }) => {
      const sheet = page();
      sheet.drawImage(await pdf.embedPng(png(40, 50)), { x: 0, y: 0, width: 612, height: 792 });
      write(sheet, plain, LOREM);
    });
    expect(await see(pdf)).toMatchObject({ ok: true, textLayer: 'full' });
  });

  test('a PDF with scripts and launch actions, which are not run', async () => {
    const action = '/OpenAction << /S /JavaScript /JS (app.alert(1); while (true) {}) >>';
    expect(await see(rawPdf('', TEXT, action))).toMatchObject({ ok: true, format: 'pdf', textLayer: 'full' });
    expect(await see(rawPdf('', TEXT, '/OpenAction << /S /Launch /F (calc.exe) >>'))).toMatchObject({
      ok: true,
    });
  });

  test('DOCX, images of one and several frames, and text in several encodings', async () => {
    expect(await see(await makeDocx(paragraph('Agreement')))).toMatchObject({ ok: true, format: 'docx' });
    expect(await see(png(20, 30))).toMatchObject({
      ok: true,
      format: 'image',
      mediaType: 'image/png',
      pages: 1,
    });
    expect(await see(jpeg(20, 30))).toMatchObject({
      ok: true,
      format: 'image',
      mediaType: 'image/jpeg',
      pages: 1,
    });
    expect(await see(tiff(3, 20, 30))).toMatchObject({
      ok: true,
      format: 'image',
      mediaType: 'image/tiff',
      pages: 3,
    });
    expect(await see(bytes('Agreement of 1 May, caf\xe9'))).toMatchObject({ ok: true, format: 'text' });
    expect(await see(new Uint8Array(Buffer.from('Agreement', 'utf16le')))).toMatchObject({
      ok: true,
      format: 'text',
    });
  });
});

describe('refused, with a sentence that says what to do', () => {
  test('empty files', async () => {
    await refused(new Uint8Array(), 'empty');
    await refused(bytes(' \r\n\t'), 'empty');
    await refused(await makePdf(({ page }) => void page()), 'empty');
    await refused(await makeDocx('<w:p/>'), 'empty');
    const pictures = docxParts('<w:p/>', { parts: { 'word/media/image1.png': Buffer.from('x') } });
    expect(await refused(await makeZip(pictures), 'empty')).toContain('PDF');
  });

  test('cut off and damaged files', async () => {
    const pdf = await simple();
    await refused(pdf.slice(0, Math.floor(pdf.length * 0.7)), 'damaged');
    const docx = await makeDocx(paragraph('Agreement'));
    await refused(docx.slice(0, docx.length - 40), 'damaged');
    await refused(png(200, 300).slice(0, 60), 'damaged');
    await refused(jpeg(20, 30).slice(0, -2), 'damaged');
    await refused(tiff(2, 20, 30).slice(0, -20), 'damaged');
    await refused(bytes('%PDF-1.7\nnothing of the kind\n%%EOF'), 'damaged');
  });

  test('a TIFF whose pages come back to the first', async () => {
    const file = tiff(1, 20, 30);
    const view = new DataView(file.buffer);
    const first = view.getUint32(4, true);
    view.setUint32(first + 2 + view.getUint16(first, true) * 12, first, true);
    await refused(file, 'damaged');
  });

  test('encrypted files', async () => {
    await refused(encryptedPdf(), 'encrypted');
    const office = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refused(new Uint8Array(office), 'encrypted')).toContain('password');
  });

  test('macros, in a DOCM and inside a DOCX', async () => {
    const parts = docxParts(paragraph('Agreement'));
    await refused(await makeZip({ ...parts, 'word/vbaProject.bin': 'x' }), 'macros');
    const types = String(parts['[Content_Types].xml']).replace(
      'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      'vnd.ms-word.document.macroEnabled.main+xml',
    );
    await refused(await makeZip({ ...parts, '[Content_Types].xml': types }), 'macros');
  });

  test.each([
    ['a spreadsheet', () => makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': 'x' })],
    ['a presentation', () => makeZip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': 'x' })],
    ['an archive', () => makeZip({ 'contract.pdf': 'x' })],
    ['a web page', () => bytes('<!DOCTYPE html><html><body>Agreement</body></html>')],
    ['a program', () => bytes('MZ\x90\x00\x03')],
    ['a script', () => bytes('#!/bin/sh\nrm -rf /\n')],
    ['an RTF document', () => bytes('{\\rtf1 Agreement}')],
    [
      'an old version of Word',
      () =>
        new Uint8Array(
          Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]),
        ),
    ],
    ['a HEIC photo', () => bytes('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00')],
    ['not known', () => bytes('\x01\x02\x00\x00\xfe\x03')],
  ])('%s', async (what, make) => {
    expect(await refused(await make(), 'wrong_type')).toContain(what);
  });

  test('too much: bytes, pages, frames', async () => {
    await refused(new Uint8Array(50 * 1024 * 1024 + 1), 'too_large');
    await refused(
      await makePdf(({ page }) => void Array.from({ length: 501 }, () => page())),
      'too_many_pages',
    );
    await refused(tiff(501, 4, 4), 'too_many_pages');
  }, 60_000);

  test('images of more than a hundred megapixels', async () => {
    await refused(png(20_000, 20_000, true), 'bomb');
    await refused(tiff(1, 60_000, 60_000), 'bomb');
  });

  test('zip bombs: one entry that swells, many entries, all of them together', async () => {
    const parts = docxParts(paragraph('Agreement'));
    await refused(await makeZip({ ...parts, 'word/media/a.bin': Buffer.alloc(40 * 2 ** 20) }), 'bomb');
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`word/media/${index}`, '']));
    await refused(await makeZip({ ...parts, ...many }), 'bomb');
  }, 60_000);

  test('PDF bombs: a stream that swells, and one within another', async () => {
    const zeros = deflateSync(Buffer.alloc(60 * 2 ** 20, 0x20), { level: 9 });
    await refused(rawPdf('/Filter /FlateDecode', zeros), 'bomb');
    const twice = deflateSync(deflateSync(Buffer.alloc(400 * 2 ** 20, 0x20), { level: 9 }), { level: 9 });
    expect(twice.length).toBeLessThan(20_000);
    await refused(rawPdf('/Filter [/FlateDecode /FlateDecode]', twice), 'bomb');
    const spelled = Buffer.from(`${zeros.toString('hex')}>`);
    await refused(rawPdf('/Filter [/ASCIIHexDecode /FlateDecode]', spelled), 'bomb');
  }, 60_000);

  test('a page that nests graphics states without end', async () => {
    await refused(rawPdf('/Filter /FlateDecode', deflateSync(Buffer.from('q '.repeat(500_000)))), 'bomb');
  });

  test.each([
    ['shapes', '0 0 m 9 9 l S ', 500_000],
    ['states', 'q Q ', 1_500_000],
  ])(
    'a page with millions of operators: %s',
    async (_, operator, times) => {
      const before = performance.now();
      await refused(
        rawPdf('/Filter /FlateDecode', deflateSync(Buffer.from(operator.repeat(times)))),
        'too_complex',
      );
      expect(performance.now() - before).toBeLessThan(20_000);
    },
    60_000,
  );

  test('a page that draws more than any page of a contract', async () => {
    const flood = Buffer.from(
      `BT /F 1 Tf ${'(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj '.repeat(6000)} ET`,
    );
    await refused(rawPdf('/Filter /FlateDecode', deflateSync(flood)), 'too_complex');
  }, 60_000);

  test('XML that declares entities', async () => {
    const parts = docxParts(paragraph('Agreement'));
    const xml = String(parts['word/document.xml']).replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>');
    await refused(await makeZip({ ...parts, 'word/document.xml': xml }), 'damaged');
  });
});

describe('whatever comes', () => {
  test('no bytes make it throw, and what is accepted can be read', async () => {
    const heads = [
      '',
      '%PDF-1.7\n',
      'PK\x03\x04',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff\xe0',
      'II*\0\x08\0\0\0',
      'MM\0*',
      'Agreement ',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), async (head, tail) => {
        const file = new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), tail]));
        const found = await see(file);
        if (!found.ok) expect(found.message).toMatch(/\.$/);
        else if (found.format === 'text') expect((await readDocument(file, found)).format).toBe('text');
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('a PDF with damaged bytes is read or refused, never thrown at the caller', async () => {
    const pdf = await makePdf(({ page, plain }) => write(page(), plain, LOREM));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const copy = pdf.slice();
          for (const [at, value] of changes) copy[at] = value;
          const found = await see(copy);
          if (found.ok && found.format === 'pdf' && found.textLayer === 'full')
            expect((await readDocument(copy, found)).pages).toHaveLength(found.pages!);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** A PDF that no password of ours opens: its key check is made of other bytes. */
function encryptedPdf(): Uint8Array {
  const plain = Buffer.from(rawPdf('', TEXT)).toString('latin1');
  const key = 'ab'.repeat(32);
  const encrypt = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${key}> /U <${key}> >> /ID [<00><00>]`;
  return bytes(plain.replace('/Root 1 0 R', `/Root 1 0 R ${encrypt}`));
}
