/** Cells longer than this are running text. */
const LONG_CELL = 240;

/**
 * The paragraphs of a table's row: one, with the cells separated by tabs. Where cells hold running text, or several hold
 * lists of lines (addresses, signatures), the row reads cell by cell.
 */
export function rowParagraphs<T extends { readonly text: string }>(
  cells: readonly T[],
): { text: string; cells: readonly T[] }[] {
  const filled = cells.filter((cell) => cell.text !== '');
  if (filled.length === 0) return [];
  const lists = filled.filter((cell) => cell.text.split('\n').length >= 3);
  if (lists.length >= 2 || filled.some((cell) => cell.text.length > LONG_CELL))
    return filled.flatMap((cell) => cell.text.split('\n').map((text) => ({ text, cells: [cell] })));
  return [{ text: filled.map((cell) => cell.text.replaceAll('\n', ' ')).join('\t'), cells: filled }];
}
