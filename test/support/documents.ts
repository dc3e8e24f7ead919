/** Contracts made up for the tests: the same text as a digital PDF, a scan, a DOCX and plain text. */
import { createCanvas } from '@napi-rs/canvas';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import yazl from 'yazl';

/** All people, firms and prices are invented. */
export const AGREEMENT = `MASTER SUBSCRIPTION AGREEMENT

This Master Subscription Agreement (the "Agreement") is entered into as of March 3, 2027 (the "Effective Date") by and between Harborlight Software, Inc., a Delaware corporation ("Provider"), and Meridian Freight LLC, an Oregon limited liability company ("Customer").

1. Subscription. Provider grants Customer access to Harborlight Dispatch for 120 named users during the term.

2. Term. The initial term of this Agreement is thirty-six (36) months from the Effective Date. It renews automatically for successive terms of twelve (12) months unless either party gives written notice at least sixty (60) days before the end of the then current term.

3. Fees. Customer shall pay an annual subscription fee of $54,000.00 for Harborlight Dispatch and a one-time implementation fee of $8,500.00. Invoices are due net thirty (30) days from receipt.

4. Service levels. Provider shall maintain a monthly uptime percentage of 99.9%. Severity 1 incidents receive an initial response within 30 minutes.

5. Technical requirements. Single sign-on through SAML 2.0 with the Customer's identity provider. All Customer data must be encrypted at rest with AES-256.

6. Governing law. This Agreement is governed by the laws of the State of Oregon.

7. Notices. Notices to Customer shall be sent to Renata Okafor, Chief Operating Officer, renata.okafor@meridianfreight.example.

IN WITNESS WHEREOF, the parties have executed this Agreement.

HARBORLIGHT SOFTWARE, INC.
By: /s/ Tomas Lindqvist
Name: Tomas Lindqvist
Title: Vice President of Sales

MERIDIAN FREIGHT LLC
By: /s/ Renata Okafor
Name: Renata Okafor
Title: Chief Operating Officer`;

export const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
  png: 'image/png',
} as const;

const WIDTH = 612;
const HEIGHT = 792;
const MARGIN = 60;
const SIZE = 11;
const LEADING = 15;

function wrapped(text: string, fits: (line: string) => boolean): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line ? `${line} ${word}` : word;
      if (line && !fits(longer)) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}

/** @param pages repeats the text's last page's worth of clauses until there are so many pages */
export async function digitalPdf(text = AGREEMENT, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const lines = wrapped(text, (line) => font.widthOfTextAtSize(line, SIZE) <= WIDTH - 2 * MARGIN);
  const perPage = Math.floor((HEIGHT - 2 * MARGIN) / LEADING);
  const filler =
    'The parties shall cooperate in good faith in the performance of their obligations hereunder.';
  while (lines.length <= perPage * (pages - 1)) lines.push(filler);
  for (let start = 0; start < lines.length; start += perPage) {
    const page = document.addPage([WIDTH, HEIGHT]);
    for (const [index, line] of lines.slice(start, start + perPage).entries())
      page.drawText(line, { x: MARGIN, y: HEIGHT - MARGIN - index * LEADING, size: SIZE, font });
  }
  return document.save();
}

/** What a scanner gives: pictures of pages at 200 dpi, without a text layer. */
export async function scannedPdf(text = AGREEMENT, repeat = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let copy = 0; copy < repeat; copy++)
    for (const picture of pagePictures(text)) {
      const image = await document.embedPng(picture);
      document.addPage([WIDTH, HEIGHT]).drawImage(image, { x: 0, y: 0, width: WIDTH, height: HEIGHT });
    }
  return document.save();
}

export function pagePictures(text = AGREEMENT): Buffer[] {
  const scale = 200 / 72;
  const newPage = () => {
    const canvas = createCanvas(Math.round(WIDTH * scale), Math.round(HEIGHT * scale));
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'black';
    context.font = `${Math.round(SIZE * scale)}px "DejaVu Serif", "Liberation Serif", serif`;
    return { canvas, context };
  };
  const measure = newPage().context;
  const lines = wrapped(text, (line) => measure.measureText(line).width <= (WIDTH - 2 * MARGIN) * scale);
  const perPage = Math.floor((HEIGHT - 2 * MARGIN) / LEADING);
  const pictures: Buffer[] = [];
  for (let start = 0; start < lines.length; start += perPage) {
    const { canvas, context } = newPage();
    for (const [index, line] of lines.slice(start, start + perPage).entries())
      context.fillText(line, MARGIN * scale, (MARGIN + (index + 1) * LEADING) * scale);
    pictures.push(canvas.toBuffer('image/png'));
  }
  return pictures;
}

export function docx(text = AGREEMENT): Promise<Uint8Array> {
  const paragraphs = text
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        `<w:p><w:r><w:t xml:space="preserve">${line.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</w:t></w:r></w:p>`,
    )
    .join('');
  return zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
  });
}

export function zip(entries: Readonly<Record<string, string | Buffer>>): Promise<Uint8Array> {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    file.outputStream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
}
