/** The answer to a browser's form upload. */
import { type Operation, versionHeader } from './context.ts';
import { encryptionHeaders } from './encryption.ts';
import { checkKnown, type HeaderMap, systemHeaders } from './headers.ts';
import { storeUpload } from './objects.ts';
import { parseTagXml } from './tags.ts';
import { document } from './xml.ts';

/** Form fields that are not attributes of the object: they authenticate, or say how to answer. */
const control = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-signature',
  'x-amz-security-token',
]);

/** The fields of a form as the headers of an upload. */
export function formHeaders(fields: ReadonlyMap<string, string>): HeaderMap {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    const stored = (systemHeaders as readonly string[]).includes(name) || name.startsWith('x-amz-');
    if (
      (stored && !control.has(name)) ||
      name === 'success_action_status' ||
      name === 'success_action_redirect'
    ) {
      headers[name] = value;
    }
  }
  const acl = fields.get('acl');
  if (acl !== undefined) headers['x-amz-acl'] = acl;
  const tagging = fields.get('tagging');
  if (tagging !== undefined) {
    headers['x-amz-tagging'] = new URLSearchParams(
      parseTagXml(tagging).map(({ key, value }) => [key, value]),
    ).toString();
  }
  checkKnown(headers);
  return headers;
}

function redirect(to: string | undefined, bucket: string, key: string, etag: string): string | undefined {
  if (to === undefined || !URL.canParse(to) || !/^https?:/i.test(to)) return undefined;
  const url = new URL(to);
  url.searchParams.set('bucket', bucket);
  url.searchParams.set('key', key);
  url.searchParams.set('etag', `"${etag}"`);
  return url.href;
}

export const postObject: Operation = async (context, input) => {
  const version = await storeUpload(context, input, 'POST Object');
  const { bucket, key } = input;
  const location = `${input.origin}/${bucket.name}/${encodeURIComponent(key)}`;
  const headers = {
    etag: `"${version.etag}"`,
    location,
    ...versionHeader(bucket, version.versionId),
    ...encryptionHeaders(version.detail.encryption),
  };
  const to = redirect(input.headers.success_action_redirect, bucket.name, key, version.etag);
  if (to !== undefined) return { status: 303, headers: { ...headers, location: to } };
  const status = input.headers.success_action_status;
  if (status === '200') return { status: 200, headers: { ...headers, 'content-length': '0' } };
  if (status !== '201') return { status: 204, headers };
  const body = document(
    'PostResponse',
    { Location: location, Bucket: bucket.name, Key: key, ETag: `"${version.etag}"` },
    false,
  );
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body };
};
