/** The AWS Query protocol: form-encoded requests, XML answers. */
import type { AwsError, Reply } from '../types.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** XML elements by name; a nested object is a nested element. */
export interface Xml {
  readonly [element: string]: string | Xml;
}

/** The entries of a list parameter (`Tags.member.1.Key`), in order: each with its members, `''` for a plain value. */
export function listOf(form: URLSearchParams, name: string): readonly ReadonlyMap<string, string>[] {
  const entries = new Map<number, Map<string, string>>();
  for (const [key, value] of form) {
    const found = /^([^.]+)\.member\.(\d{1,4})(?:\.([^.]+))?$/.exec(key);
    if (found?.[1] !== name) continue;
    const index = Number(found[2]);
    const entry = entries.get(index) ?? new Map<string, string>();
    entries.set(index, entry.set(found[3] ?? '', value));
  }
  return [...entries].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

function render(xml: Xml): string {
  return Object.entries(xml)
    .map(
      ([name, value]) => `<${name}>${typeof value === 'string' ? escapeXml(value) : render(value)}</${name}>`,
    )
    .join('');
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (char) => entities[char]!);
}

function reply(status: number, root: string, requestId: string, content: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${root} xmlns="${NAMESPACE}">${content}</${root}>`,
  };
}

export function queryReply(operation: string, result: Xml, requestId: string): Reply {
  const metadata = render({ ResponseMetadata: { RequestId: requestId } });
  const content = `<${operation}Result>${render(result)}</${operation}Result>${metadata}`;
  return reply(200, `${operation}Response`, requestId, content);
}

/** An error as STS puts it, for the gateway to answer with. */
export function queryError(error: AwsError, requestId: string): Reply {
  const Type = error.status < 500 ? 'Sender' : 'Receiver';
  const content = render({ Error: { Type, Code: error.code, Message: error.message }, RequestId: requestId });
  return reply(error.status, 'ErrorResponse', requestId, content);
}
