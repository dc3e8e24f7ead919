/** Object tags: in a header, in XML, and their limits. */
import { malformedXml, S3Error } from './errors.ts';
import { childText, document, parseXml, type XmlElement } from './xml.ts';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const mostTags = 10;
const invalidTag = (message: string) => new S3Error('InvalidTag', message, 400);

function checkTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > mostTags) {
    throw new S3Error('BadRequest', `Object tags cannot be greater than ${mostTags}`, 400);
  }
  for (const { key, value } of tags) {
    if (key === '' || key.length > 128) throw invalidTag('The TagKey you have provided is invalid');
    if (value.length > 256) throw invalidTag('The TagValue you have provided is invalid');
    if (/^aws:/i.test(key)) throw invalidTag('System tags cannot be added/updated by requester');
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key + value))
      throw invalidTag('A tag has a character that is not allowed');
  }
  if (new Set(tags.map(({ key }) => key)).size !== tags.length) {
    throw invalidTag('Cannot provide multiple Tags with the same key');
  }
  return tags;
}

/** Reads `x-amz-tagging: a=1&b=2`. */
export function parseTagHeader(header: string | undefined): readonly Tag[] {
  if (header === undefined || header === '') return [];
  return checkTags([...new URLSearchParams(header)].map(([key, value]) => ({ key, value })));
}

/** Reads `<Tagging><TagSet><Tag>…`. @throws S3Error 400 MalformedXML, InvalidTag, BadRequest */
export function parseTagXml(text: string): readonly Tag[] {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch {
    throw malformedXml();
  }
  const set = root.children.find(({ name }) => name === 'TagSet');
  if (root.name !== 'Tagging' || set === undefined) throw malformedXml();
  const tags = set.children.map((element) => {
    const [key, value] = [childText(element, 'Key'), childText(element, 'Value')];
    if (element.name !== 'Tag' || key === undefined || value === undefined) throw malformedXml();
    return { key, value };
  });
  return checkTags(tags);
}

export const tagXml = (tags: readonly Tag[]) =>
  document('Tagging', { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } });
