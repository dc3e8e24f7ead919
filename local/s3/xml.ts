/** The XML of S3's protocol: a writer, and a reader for the few documents that clients send. */

export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Characters that XML 1.0 cannot carry are written as references, as S3 does; clients ask for `encoding-type=url`. */
function escapeText(text: string): string {
  return text.replace(/[<>&"\p{Cc}]/gu, (character) => {
    if (character === '<') return '&lt;';
    if (character === '>') return '&gt;';
    if (character === '&') return '&amp;';
    if (character === '"') return '&quot;';
    return `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

function render(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => render(name, item)).join('');
  if (value instanceof Date) return `<${name}>${value.toISOString()}</${name}>`;
  if (typeof value === 'object') {
    const children = Object.entries(value).map(([child, content]) => render(child, content));
    return `<${name}>${children.join('')}</${name}>`;
  }
  return `<${name}>${escapeText(String(value))}</${name}>`;
}

/** One XML document; arrays repeat their element, `undefined` leaves it out. */
export function document(
  root: string,
  value: { readonly [name: string]: XmlValue },
  withNamespace = true,
): string {
  const children = Object.entries(value).map(([name, content]) => render(name, content));
  const open = withNamespace ? `<${root} xmlns="${namespace}">` : `<${root}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${open}${children.join('')}</${root}>`;
}

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** All character data directly inside the element, white space included. */
  readonly text: string;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function expandEntities(text: string): string {
  return text.replace(/&([^;]{0,10});?/g, (whole, entity: string) => {
    const known = Object.hasOwn(named, entity) ? named[entity] : undefined;
    if (known !== undefined) return known;
    const code = /^#x([0-9a-f]+)$/i.exec(entity)?.[1];
    const decimal = /^#([0-9]+)$/.exec(entity)?.[1];
    const point = code !== undefined ? Number.parseInt(code, 16) : Number(decimal);
    if (!whole.endsWith(';') || !Number.isInteger(point) || point > 0x10ffff)
      throw new SyntaxError('XML entity');
    return String.fromCodePoint(point);
  });
}

const token =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/**
 * Reads one document. Attributes and name-space prefixes are dropped; document types, and with them
 * entities of the sender's own, are refused.
 * @throws SyntaxError when the text is not well-formed
 */
export function parseXml(source: string): XmlElement {
  type Open = { name: string; raw: string; children: XmlElement[]; text: string };
  const outside: Open = { name: '', raw: '', children: [], text: '' };
  const stack: Open[] = [outside];
  token.lastIndex = source.startsWith('\uFEFF') ? 1 : 0;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (match === null || stack.length > 32) throw new SyntaxError('XML markup');
    const [, cdata, slash, raw, , selfClosing, characters] = match;
    const top = stack.at(-1)!;
    if (cdata !== undefined) top.text += cdata;
    else if (characters !== undefined) top.text += expandEntities(characters);
    else if (raw !== undefined && slash === '/') {
      if (top.raw !== raw || stack.length === 1) throw new SyntaxError('XML nesting');
      stack.pop();
    } else if (raw !== undefined) {
      const element: Open = { name: raw.slice(raw.indexOf(':') + 1), raw, children: [], text: '' };
      top.children.push(element);
      if (selfClosing !== '/') stack.push(element);
    }
  }
  const root = outside.children[0];
  if (
    stack.length !== 1 ||
    outside.children.length !== 1 ||
    root === undefined ||
    outside.text.trim() !== ''
  ) {
    throw new SyntaxError('XML document');
  }
  return root;
}

/** The text of a child element, or undefined. */
export const childText = (element: XmlElement, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;
