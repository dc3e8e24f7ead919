/** An element of WordprocessingML as it stands in the file. */
export interface Element {
  /** With its tags. */
  readonly xml: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The elements `<w:name>…</w:name>` of a part, outermost first come, none inside itself. Linear in the part's length
 * whatever it holds, which a regular expression with a lazy middle is not.
 */
export function* elements(xml: string, name: string): Generator<Element> {
  const [open, close] = [`<w:${name}`, `</w:${name}>`];
  let position = 0;
  for (;;) {
    const start = xml.indexOf(open, position);
    if (start < 0) return;
    position = start + open.length;
    const after = xml[position];
    if (after !== '>' && after !== ' ' && after !== '\n' && after !== '\r' && after !== '\t') continue;
    const tagEnd = xml.indexOf('>', position);
    if (tagEnd < 0) return;
    if (xml[tagEnd - 1] === '/') continue;
    const end = xml.indexOf(close, tagEnd);
    if (end < 0) return;
    position = end + close.length;
    yield { xml: xml.slice(start, position), start, end: position };
  }
}

/** The value of a `w:` attribute of the first tag. */
export function attributeOf(xml: string, attribute: string): string | undefined {
  const tag = xml.slice(0, xml.indexOf('>') + 1);
  return new RegExp(`\\sw:${attribute}="([^"]*)"`).exec(tag)?.[1];
}

/** `w:val` of the first child of that name. */
export function childValue(xml: string, child: string): string | undefined {
  let at = xml.indexOf(`<w:${child} `);
  if (at < 0) at = xml.indexOf(`<w:${child}\n`);
  return at < 0 ? undefined : attributeOf(xml.slice(at, at + 2000), 'val');
}

/** Rewrites every element of a name; `follows` tells what stands behind it. */
export function replaceElements(
  xml: string,
  name: string,
  replace: (element: string, follows: (text: string) => boolean) => string,
): string {
  const parts: string[] = [];
  let position = 0;
  for (const element of elements(xml, name)) {
    parts.push(
      xml.slice(position, element.start),
      replace(element.xml, (text) => xml.startsWith(text, element.end)),
    );
    position = element.end;
  }
  parts.push(xml.slice(position));
  return parts.join('');
}
