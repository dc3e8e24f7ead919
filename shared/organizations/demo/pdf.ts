/** A plain PDF of a text (ISO 32000-1, 7.5): pages of lines in Helvetica, which every reader has. Printable ASCII only. */

const PAGE = { width: 612, height: 792, margin: 66 } as const;
const SIZE = 10.5;
const LEADING = 15;
/** Helvetica's letters are half as wide as high, on average. */
const COLUMNS = Math.floor((PAGE.width - 2 * PAGE.margin) / (SIZE * 0.5));
const ROWS = Math.floor((PAGE.height - 2 * PAGE.margin) / LEADING);

/** Where the cells of a row begin, which tabs part. */
const CELLS = [0, 170, 290, 380] as const;

function wrap(line: string): string[] {
  if (line.includes('\t')) return [line];
  const rows: string[] = [''];
  for (const word of line.split(' ')) {
    const last = rows.at(-1) ?? '';
    if (last && last.length + 1 + word.length > COLUMNS) rows.push(word);
    else rows[rows.length - 1] = last ? `${last} ${word}` : word;
  }
  return rows;
}

const escaped = (row: string) => row.replace(/[\\()]/g, '\\$&');

/** The first line is the title, in bold. */
export function textPdf(text: string): Uint8Array {
  const rows = text.split('\n').flatMap(wrap);
  const pages = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, page) =>
    rows.slice(page * ROWS, (page + 1) * ROWS),
  );
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const first = 5;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ')}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((lines, page) => {
      const shown = lines.map((line, row) => {
        const face = page === 0 && row === 0 ? 'F2' : 'F1';
        const y = PAGE.height - PAGE.margin - row * LEADING;
        const cells = line
          .split('\t')
          .map((cell, index) => `1 0 0 1 ${PAGE.margin + (CELLS[index] ?? 0)} ${y} Tm (${escaped(cell)}) Tj`);
        return `/${face} ${SIZE} Tf ${cells.join(' ')}`;
      });
      const content = ['BT', ...shown, 'ET'].join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + 2 * page + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) file += `${String(place).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
