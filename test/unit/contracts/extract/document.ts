import type { Cell, Line, NormalizedDocument, Table } from '../../../../shared/contracts/document.ts';

const line = (text: string, top: number, role: Line['role'] = 'text'): Line => ({
  text,
  box: { left: 0.1, top, width: 0.8, height: 0.01 },
  confidence: 1,
  role,
});

/** A table from rows of cells; a cell that starts with "~" is struck through. */
export function table(rows: readonly (readonly string[])[], headerRows = 1): Table {
  const cells = rows.flatMap((row, rowNumber) =>
    row.map(
      (text, column): Cell => ({
        row: rowNumber,
        column,
        rowSpan: 1,
        columnSpan: 1,
        text: text.replace(/^~/, ''),
        box: { left: 0.1 + column * 0.2, top: 0.5 + rowNumber * 0.02, width: 0.2, height: 0.02 },
        ...(text.startsWith('~') ? { struck: true } : {}),
      }),
    ),
  );
  return {
    cells,
    rows: rows.length,
    columns: Math.max(...rows.map((row) => row.length)),
    box: null,
    headerRows,
  };
}

/** A one-page document of lines, and tables whose words do not stand among the lines. */
export function document(lines: readonly string[], tables: readonly Table[] = []): NormalizedDocument {
  return {
    schema: 1,
    format: 'docx',
    reader: 'mammoth',
    pages: [
      {
        number: 1,
        width: 612,
        height: 792,
        rotation: 0,
        lines: lines.map((text, index) => line(text, index / 100)),
        tables,
      },
    ],
  };
}
