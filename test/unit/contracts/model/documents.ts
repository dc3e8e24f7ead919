/** Documents of plain lines. */
import type { Line, NormalizedDocument } from '../../../../shared/contracts/document.ts';

export const line = (text: string, more: Partial<Line> = {}): Line => ({
  text,
  box: null,
  confidence: 1,
  role: 'text',
  ...more,
});

/** One array of lines for each page. */
export const documentOf = (...pages: readonly (readonly (string | Line)[])[]): NormalizedDocument => ({
  schema: 1,
  format: 'text',
  reader: 'plain',
  pages: pages.map((lines, index) => ({
    number: index + 1,
    width: 0,
    height: 0,
    rotation: 0,
    lines: lines.map((text) => (typeof text === 'string' ? line(text) : text)),
    tables: [],
  })),
});

/** A small contract that has something for each section. */
export const CONTRACT = documentOf(
  [
    'MASTER SERVICES AGREEMENT',
    'This Agreement is made as of April 1, 2025 between Initech GmbH (the "Provider")',
    'and Globex Corporation (the "Customer").',
    'The initial term is 36 months. It renews for 12 months unless either party gives 60 days prior notice.',
    'This Agreement is governed by the laws of the State of New York.',
  ],
  [
    'Platform subscription 50 users USD 1,000.00 per month',
    'Setup fee USD 2,500.00',
    'Invoices are payable within 30 days of receipt. Payment terms: net 30.',
    'Uptime of 99.9% per month',
    'All data must be encrypted at rest with AES-256.',
  ],
  ['Project manager: Jane Miller, Head of IT, jane.miller@globex.example'],
);
