/** Forms and links that are handed out: good for the one file, the one method and the time that they were made for. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../bin/client/session.ts';
import { MAXIMUM_BYTES } from '../../shared/contracts/media-types.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';

const system = useSystem();
const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

let owner: Session;
let other: { tenant: string; contract: string; link: string };
let contract: string;
let link: URL;

async function announce(session: Session): Promise<Form> {
  const { upload } = await session.expect('POST', '/api/v1/contracts', {
    customer: { name: 'Presigned', allow_duplicate: true },
    file_name: file.name,
    content_type: file.type,
    size: file.bytes.length,
  });
  return upload;
}

async function post({ url, fields }: Form, bytes: Uint8Array = file.bytes): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(bytes)], { type: file.type }), file.name);
  return (await fetch(url, { method: 'POST', body: form })).status;
}

async function uploaded(session: Session): Promise<{ contract: string; link: string }> {
  const { id } = await session.upload(file, { name: 'Linked' });
  await session.settled(id);
  const { url } = await session.expect('GET', `/api/v1/contracts/${id}/file`);
  return { contract: id, link: url };
}

beforeAll(async () => {
  owner = await newAdmin(system.current.appUrl, 'Owner');
  const stranger = await newAdmin(system.current.appUrl, 'Stranger');
  const mine = await uploaded(owner);
  contract = mine.contract;
  link = new URL(mine.link);
  const { id: tenant } = await stranger.expect('GET', '/api/v1/organizations/current');
  other = { tenant, ...(await uploaded(stranger)) };
});

describe('an upload form', () => {
  const changed: Readonly<Record<string, (fields: Form['fields']) => Form['fields']>> = {
    'another organization': (fields) => ({
      ...fields,
      key: fields.key!.replace(/T\/[^/]+/, `T/${other.tenant}`),
    }),
    'another contract': (fields) => ({
      ...fields,
      key: fields.key!.replace(/contracts\/[^/]+/, `contracts/${contract}`),
    }),
    'a place outside': (fields) => ({ ...fields, key: 'outside' }),
    'another type': (fields) => ({ ...fields, 'Content-Type': 'text/html' }),
    'a later end': (fields) => ({
      ...fields,
      Policy: Buffer.from(
        Buffer.from(fields.Policy!, 'base64')
          .toString()
          .replace(/"expiration":"\d{4}/, '"expiration":"2099'),
      ).toString('base64'),
    }),
    'no signature': ({ 'X-Amz-Signature': _, ...fields }) => fields,
    'a field more': (fields) => ({ ...fields, 'x-amz-meta-more': 'x' }),
  };

  it.each(Object.keys(changed))('is refused for %s', async (name) => {
    const form = await announce(owner);
    const fields = changed[name]?.(form.fields) ?? {};
    expect(fields).not.toEqual(form.fields);
    expect(await post({ ...form, fields })).toBe(403);
  });

  it('is refused for no bytes, and for more than a contract may have', async () => {
    const form = await announce(owner);
    expect(await post(form, Buffer.alloc(0))).toBe(400);
    expect(await post(form, Buffer.alloc(MAXIMUM_BYTES + 1))).toBe(400);
  });

  it('is taken as it is', async () => {
    expect(await post(await announce(owner))).toBe(201);
  });
});

describe('a download link', () => {
  const status = async (url: URL, init: RequestInit = {}) => (await fetch(url, init)).status;
  const with_ = (change: (url: URL) => void) => {
    const url = new URL(link);
    change(url);
    expect(url.href).not.toBe(link.href);
    return url;
  };

  it('is taken as it is', async () => {
    expect(await status(link)).toBe(200);
  });

  it.each(['PUT', 'DELETE', 'POST', 'HEAD'])('is refused for %s', async (method) => {
    expect(await status(link, { method })).toBe(403);
  });

  it('is refused for another file, one’s own or another organization’s', async () => {
    const foreign = new URL(other.link).pathname;
    for (const path of [
      foreign,
      link.pathname.replace(/contracts\/[^/]+/, 'contracts/x'),
      link.pathname.replace(/[^/]+$/, 'x'),
    ])
      expect(
        await status(
          with_((url) => {
            url.pathname = path;
          }),
        ),
        path,
      ).toBe(403);
  });

  it('is refused with a later end, another name or type of file, another version, or without its end', async () => {
    for (const name of [
      'X-Amz-Expires',
      'response-content-disposition',
      'response-content-type',
      'versionId',
    ])
      expect(await status(with_((url) => url.searchParams.set(name, '99999'))), name).toBe(403);
    expect([400, 403]).toContain(await status(with_((url) => url.searchParams.delete('X-Amz-Expires'))));
  });

  it('ends within a quarter of an hour', () => {
    expect(Number(link.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(15 * 60);
  });
});
