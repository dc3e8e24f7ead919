/**
 * The normalized document: one shape for PDF, DOCX, image and text, whatever read it.
 * It is what parsing and grounding see, and what evidence points into.
 */

/** A rectangle as fractions (0…1) of the page, origin at the top left (Textract's BoundingBox). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text in reading order. Running headers and footers are kept, marked by `role`. */
export interface Line {
  readonly text: string;
  /** null where the format has no geometry (DOCX, plain text). */
  readonly box: Box | null;
  /** 1 for digital text; the recogniser's own figure (0…1) for a scan. */
  readonly confidence: number;
  readonly role: 'text' | 'heading' | 'header' | 'footer' | 'table';
  /** Struck through: the text is there, but no longer holds. */
  readonly struck?: boolean;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly box: Box | null;
  readonly struck?: boolean;
}

/** A table. Its cells' text also stands among the page's lines, with `role: 'table'`. */
export interface Table {
  readonly cells: readonly Cell[];
  readonly rows: number;
  readonly columns: number;
  readonly box: Box | null;
  /** How many of the first rows are headings; 0 when none was recognised. */
  readonly headerRows: number;
  /** This table continues the last table of the page before. */
  readonly continued?: boolean;
}

export interface Page {
  /** 1-based. DOCX and text count explicit page breaks. */
  readonly number: number;
  /** In points (1/72 inch); 0 where the format has no geometry. */
  readonly width: number;
  readonly height: number;
  /** Clockwise rotation that was undone to read the page: 0, 90, 180 or 270. */
  readonly rotation: number;
  readonly lines: readonly Line[];
  readonly tables: readonly Table[];
}

export interface NormalizedDocument {
  readonly schema: 1;
  readonly format: 'pdf' | 'docx' | 'image' | 'text';
  /** What read it: the PDF's own text layer, Textract, mammoth, or plain text. */
  readonly reader: 'text-layer' | 'textract' | 'mammoth' | 'plain';
  readonly pages: readonly Page[];
}
