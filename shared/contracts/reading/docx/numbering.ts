import { attributeOf, childValue, elements, replaceElements } from './xml.ts';

/** Word's automatic numbers (ECMA-376 part 1, 17.9): they stand in no paragraph, but contracts refer to them. */

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1.%2` */
  readonly text: string;
  /** All numbers of the label in Arabic figures. */
  readonly legal: boolean;
}

interface Definition {
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, Level>;
}

function levelOf(xml: string): Level {
  return {
    start: Number(childValue(xml, 'start') ?? 1),
    format: childValue(xml, 'numFmt') ?? 'decimal',
    text: childValue(xml, 'lvlText') ?? '',
    legal: /<w:isLgl(?:\s*\/>|\s+w:val="(?:1|true)")/.test(xml),
  };
}

function levelsOf(xml: string): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of elements(xml, 'lvl'))
    levels.set(Number(attributeOf(level.xml, 'ilvl')), levelOf(level.xml));
  return levels;
}

function definitionsOf(numbering: string): Map<string, Definition> {
  const abstracts = new Map<string, Map<number, Level>>();
  for (const { xml } of elements(numbering, 'abstractNum'))
    abstracts.set(attributeOf(xml, 'abstractNumId') ?? '', levelsOf(xml));
  const definitions = new Map<string, Definition>();
  for (const { xml } of elements(numbering, 'num')) {
    const id = attributeOf(xml, 'numId') ?? '';
    const abstract = childValue(xml, 'abstractNumId') ?? '';
    const levels = new Map(abstracts.get(abstract));
    for (const override of elements(xml, 'lvlOverride')) {
      const index = Number(attributeOf(override.xml, 'ilvl'));
      const level = levelsOf(override.xml).get(index) ?? levels.get(index);
      const start = childValue(override.xml, 'startOverride');
      if (level) levels.set(index, start === undefined ? level : { ...level, start: Number(start) });
    }
    // Lists with a start of their own count on their own.
    definitions.set(id, { abstract: xml.includes('startOverride') ? `num ${id}` : abstract, levels });
  }
  return definitions;
}

interface Reference {
  readonly id?: string | undefined;
  readonly level?: number | undefined;
}

function referenceOf(properties: string): Reference {
  const [numPr] = elements(properties, 'numPr');
  if (numPr === undefined) return {};
  const level = childValue(numPr.xml, 'ilvl');
  return { id: childValue(numPr.xml, 'numId'), level: level === undefined ? undefined : Number(level) };
}

/** The numbering that each paragraph style brings, its ancestors' where it has none. */
function stylesOf(styles: string): Map<string, Reference> {
  const own = new Map<string, Reference & { readonly parent?: string | undefined }>();
  for (const { xml } of elements(styles, 'style'))
    own.set(attributeOf(xml, 'styleId') ?? '', { ...referenceOf(xml), parent: childValue(xml, 'basedOn') });
  const result = new Map<string, Reference>();
  for (const [name, style] of own) {
    let { id, level, parent } = style;
    for (
      let depth = 0;
      depth < 10 && parent !== undefined && (id === undefined || level === undefined);
      depth++
    ) {
      const ancestor = own.get(parent);
      id ??= ancestor?.id;
      level ??= ancestor?.level;
      parent = ancestor?.parent;
    }
    if (id !== undefined) result.set(name, { id, level });
  }
  return result;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(value: number): string {
  let rest = Math.min(value, 3999);
  let text = '';
  for (const [size, letters] of ROMAN) for (; rest >= size; rest -= size) text += letters;
  return text;
}

/** a … z, aa, bb, … */
const letter = (value: number) =>
  String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(5, Math.ceil(value / 26)));

function figure(value: number, format: string): string {
  if (format === 'lowerRoman') return roman(value);
  if (format === 'upperRoman') return roman(value).toUpperCase();
  if (value > 0 && format === 'lowerLetter') return letter(value);
  if (value > 0 && format === 'upperLetter') return letter(value).toUpperCase();
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  return String(value);
}

/** Writes every paragraph's automatic number into its text, as if it had been typed. Bullets become `•`. */
export function writeNumbers(document: string, numbering: string, styles: string): string {
  const definitions = definitionsOf(numbering);
  const byStyle = stylesOf(styles);
  const counters = new Map<string, number[]>();
  return replaceElements(
    replaceElements(document, 'pPrChange', () => ''),
    'pPr',
    (properties, follows) => {
      // The empty paragraph that ends a section is not shown.
      if (properties.includes('<w:sectPr') && follows('</w:p>')) return properties;
      const direct = referenceOf(properties);
      const style = byStyle.get(childValue(properties, 'pStyle') ?? '');
      const definition = definitions.get(direct.id ?? style?.id ?? '0');
      const depth = direct.level ?? style?.level ?? 0;
      const level = definition?.levels.get(depth);
      if (!definition || !level) return properties;
      const counter = counters.get(definition.abstract) ?? [];
      counters.set(definition.abstract, counter);
      for (let i = 0; i < depth; i++) counter[i] ??= definition.levels.get(i)?.start ?? 1;
      counter[depth] = counter[depth] === undefined ? level.start : counter[depth] + 1;
      counter.length = depth + 1;
      const label = labelOf(definition, level, counter);
      return label === '' ? properties : `${properties}<w:r><w:t xml:space="preserve">${label} </w:t></w:r>`;
    },
  );
}

function labelOf(definition: Definition, level: Level, counter: readonly number[]): string {
  if (level.format === 'none') return '';
  if (level.format === 'bullet') return '•';
  return level.text.replace(/%(\d)/g, (_, index: string) => {
    const at = Number(index) - 1;
    const format = level.legal ? 'decimal' : (definition.levels.get(at)?.format ?? 'decimal');
    return figure(counter[at] ?? 1, format);
  });
}
