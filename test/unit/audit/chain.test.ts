import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, type Break, ChainVerifier, hashOf } from '../../../shared/audit/chain.ts';
import { signerOf } from '../../../shared/audit/export.ts';
import { exportText, verifyExport } from '../../../shared/audit/export-file.ts';
import { chainOf, ORGANIZATION } from './chain-fixture.ts';

const LENGTH = 12;
const chain = await chainOf(LENGTH);
const head = chain.at(-1) as AuditEntry;
const position = fc.integer({ min: 0, max: LENGTH - 1 });

async function verify(
  entries: readonly AuditEntry[],
  options: Partial<ConstructorParameters<typeof ChainVerifier>[0]> = {},
): Promise<Break | undefined> {
  const verifier = new ChainVerifier({ retentionDays: 0, ...options });
  for (const entry of entries) {
    const broken = await verifier.add(entry);
    if (broken) return broken;
  }
  return verifier.end(head);
}

/** Another value of the same kind, for any part of an entry. */
const altered = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  if (value === null) return 'x';
  if (Array.isArray(value)) return [];
  const [[name, member] = ['x', 0]] = Object.entries(value as object);
  return { ...(value as object), [name]: altered(member) };
};

describe('the chain', () => {
  it('holds as it was written, in one part or in two', async () => {
    expect(await verify(chain)).toBeUndefined();
    const first = new ChainVerifier({ retentionDays: 0 });
    for (const entry of chain.slice(0, 5)) expect(await first.add(entry)).toBeUndefined();
    expect(await verify(chain.slice(5), { after: first.last })).toBeUndefined();
  });

  it('shows any entry whose content was altered, whatever was altered in it', async () => {
    const fields = Object.keys(head) as (keyof AuditEntry)[];
    await fc.assert(
      fc.asyncProperty(position, fc.constantFrom(...fields), async (index, field) => {
        const entries = chain.with(index, {
          ...(chain[index] as AuditEntry),
          [field]: altered(chain[index]?.[field]),
        } as AuditEntry);
        expect(await verify(entries)).toMatchObject({ reason: 'altered', id: entries[index]?.id });
      }),
      { numRuns: 200 },
    );
  });

  it('shows an altered entry also where its own hash was made anew', async () => {
    await fc.assert(
      fc.asyncProperty(position, async (index) => {
        const forged = { ...(chain[index] as AuditEntry), event: 'customer.deleted' };
        const entries = chain.with(index, { ...forged, hash: await hashOf(forged) });
        expect(await verify(entries)).toMatchObject({
          reason: index === LENGTH - 1 ? 'ends_early' : 'unlinked',
        });
      }),
    );
  });

  it('shows entries that were taken out, at the beginning, in the middle and at the end', async () => {
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 3 }), async (index, count) => {
        const entries = chain.toSpliced(index, count);
        const isEnd = index + count >= LENGTH;
        expect(await verify(entries)).toMatchObject({ reason: isEnd ? 'ends_early' : 'missing' });
      }),
    );
  });

  it('shows entries in another order, twice, or of another organization', async () => {
    await fc.assert(
      fc.asyncProperty(position, position, async (one, other) => {
        fc.pre(one !== other);
        const swapped = chain.with(one, chain[other] as AuditEntry).with(other, chain[one] as AuditEntry);
        expect(await verify(swapped)).toMatchObject({ reason: 'missing' });
      }),
    );
    expect(await verify(chain.toSpliced(4, 0, chain[3] as AuditEntry))).toMatchObject({ reason: 'missing' });
    const foreign = { ...(chain[3] as AuditEntry), organization_id: 'another' };
    expect(await verify(chain.with(3, { ...foreign, hash: await hashOf(foreign) }))).toMatchObject({
      reason: 'foreign',
    });
  });

  it('may begin later only where what is missing has expired', async () => {
    const now = Date.parse(head.recorded_at);
    const kept = chain.slice(6);
    expect(await verify(kept, { retentionDays: 6, now })).toBeUndefined();
    expect(await verify(kept, { retentionDays: 7, now })).toMatchObject({ reason: 'missing', sequence: 7 });
    expect(await verify(kept)).toMatchObject({ reason: 'missing' });
  });
});

const signer = signerOf('a secret');
const header = {
  organization_id: ORGANIZATION,
  exported_at: '2026-06-01T00:00:00.000Z',
  from: null,
  to: null,
  retention_days: 0,
};
const whole = await exportText(header, chain, head, signer);

describe('an export', () => {
  it('is verified without the system, in whole and from a day on', async () => {
    expect(await verifyExport(whole, signer.publicKey)).toMatchObject({
      checked: LENGTH,
      broken: null,
      fault: null,
    });
    const part = await exportText({ ...header, from: '2026-01-05' }, chain.slice(4, 8), null, signer);
    expect(await verifyExport(part)).toMatchObject({ checked: 4, broken: null, fault: null });
    expect(await verifyExport(await exportText(header, [], null, signer))).toMatchObject({ fault: null });
  });

  it('shows any line that is altered, gone or moved, and a signature of somebody else', async () => {
    const lines = whole.split('\n').slice(0, -1);
    const bad = async (text: string) => {
      const { broken, fault } = await verifyExport(text, signer.publicKey);
      return broken !== null || fault !== null;
    };
    const join = (parts: readonly string[]) => `${parts.join('\n')}\n`;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: lines.length - 1 }), async (index) => {
        expect(await bad(join(lines.toSpliced(index, 1)))).toBe(true);
        expect(
          await bad(
            join(
              lines.with(
                index,
                (lines[index] ?? '').replace(/\d/, (d) => String((Number(d) + 1) % 10)),
              ),
            ),
          ),
        ).toBe(true);
        expect(await bad(join([...lines.slice(1), lines[0] ?? '']))).toBe(true);
      }),
    );
    const forged = await exportText(header, chain, head, signerOf('another'));
    expect(await verifyExport(forged, signer.publicKey)).toMatchObject({ fault: 'foreign_key' });
    const end = JSON.parse(lines.at(-1) ?? '');
    const claimed = [
      ...lines.slice(0, -1),
      JSON.stringify({ ...end, public_key: signerOf('another').publicKey }),
    ];
    expect(await verifyExport(join(claimed))).toMatchObject({ fault: 'signature' });
  });

  it('is not taken for one when it is something else', async () => {
    for (const text of ['', '\n', '{}', 'null\n', '[]\n{"type":"end"}', 'no json'])
      expect(await verifyExport(text)).toMatchObject({ fault: 'not_an_export' });
  });
});
