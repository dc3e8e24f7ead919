import { raised } from '../characters.ts';

/** The parts of mammoth's document tree that reading looks at; mammoth itself types it as `any`. */
export interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly checked?: boolean;
  readonly breakType?: string;
  readonly styleName?: string | null;
  readonly isBold?: boolean;
  readonly isAllCaps?: boolean;
  readonly isStrikethrough?: boolean;
  readonly verticalAlignment?: string;
  readonly fontSize?: number | null;
  readonly noteType?: string;
  readonly noteId?: string;
  readonly isHeader?: boolean;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly body?: readonly Node[];
}

export interface DocumentNode extends Node {
  readonly notes: { resolve(reference: Node): Node | null };
}

/** A stretch of text with one look; `\f` alone is a page break, `\n` alone a line break. */
export interface Stretch {
  readonly text: string;
  readonly bold: boolean;
  readonly struck: boolean;
  readonly size: number | null;
}

/** Collects a paragraph's text. `noteNumber` gives the printed number of a footnote reference. */
export function stretches(paragraph: Node, noteNumber: (reference: Node) => number): Stretch[] {
  const result: Stretch[] = [];
  const visit = (node: Node, look: Omit<Stretch, 'text'>, run: Node | null) => {
    const put = (text: string) => result.push({ ...look, text });
    switch (node.type) {
      case 'run': {
        const next = {
          bold: node.isBold === true,
          struck: node.isStrikethrough === true,
          size: node.fontSize ?? null,
        };
        for (const child of node.children ?? []) visit(child, next, node);
        return;
      }
      case 'text': {
        const text = node.value ?? '';
        put(
          run?.verticalAlignment === 'superscript'
            ? raised(text)
            : run?.isAllCaps
              ? text.toUpperCase()
              : text,
        );
        return;
      }
      case 'tab':
        put(' ');
        return;
      case 'checkbox':
        put(node.checked ? '☒' : '☐');
        return;
      case 'break':
        put(node.breakType === 'page' ? '\f' : '\n');
        return;
      case 'noteReference':
        put(raised(String(noteNumber(node))));
        return;
      default:
        for (const child of node.children ?? []) visit(child, look, run);
    }
  };
  for (const child of paragraph.children ?? [])
    visit(child, { bold: false, struck: false, size: null }, null);
  return result;
}
