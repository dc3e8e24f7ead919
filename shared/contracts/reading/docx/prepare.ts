import { replaceElements } from './xml.ts';

/** Elements that only wrap others, and that mammoth leaves out with all they hold: fields, custom XML, directions. */
const WRAPPERS = /<\/?w:(?:fldSimple|customXml|dir|bdo)(?:\s[^>]*)?>/g;
const HIDDEN = /<w:vanish(?:\s*\/>|\s+w:val="(?:1|true|on)"\s*\/>)/;
const NEW_PAGE = /<w:pageBreakBefore(?:\s*\/>|\s+w:val="(?:1|true|on)"\s*\/>)/;

/** Rewrites what mammoth passes over: wrapped text is shown, hidden text goes, and a double strike is a strike. */
export function prepare(xml: string): string {
  const shown = xml.replace(WRAPPERS, '').replaceAll('<w:dstrike', '<w:strike');
  if (!shown.includes('<w:vanish')) return shown;
  return replaceElements(shown, 'r', (run) => {
    const inner = run.slice(4);
    const nested = inner.includes('<w:r>') || inner.includes('<w:r ');
    return !nested && HIDDEN.test(run) ? '' : run;
  });
}

/** Writes a page break into every paragraph that starts on a new page by its own properties. */
export function writePageBreaks(xml: string): string {
  if (!xml.includes('<w:pageBreakBefore')) return xml;
  return replaceElements(xml, 'pPr', (properties) =>
    NEW_PAGE.test(properties) ? `${properties}<w:r><w:br w:type="page"/></w:r>` : properties,
  );
}
