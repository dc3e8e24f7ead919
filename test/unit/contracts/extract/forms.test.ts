import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { inspect } from '../../../../shared/contracts/inspect/index.ts';
import { mediaTypeOf } from '../../../../shared/contracts/media-types.ts';
import { readDocument } from '../../../../shared/contracts/reading/index.ts';
import { document } from './document.ts';

const folder = new URL('./forms/', import.meta.url);

describe('an unfilled form gives no parties, dates or prices', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.docx')))('%s', async (fileName) => {
    const bytes = new Uint8Array(readFileSync(new URL(fileName, folder)));
    const inspection = await inspect(bytes, { fileName, contentType: mediaTypeOf(fileName) ?? '' });
    const extraction = extract(await readDocument(bytes, inspection));
    expect(extraction.parties).toEqual([]);
    expect(extraction.pricing).toEqual([]);
    expect(extraction.stakeholders).toEqual([]);
    expect(extraction.agreementDate ?? extraction.effectiveDate ?? extraction.expirationDate).toBeNull();
    expect(extraction.governingLaw).toBeNull();
  });

  test.each([
    ['This Agreement is made by and between [Customer] ("Customer") and [Provider] ("Provider").'],
    [
      'This Agreement is between ____________ ("Licensor"), and ____________, a ________ corporation ("Licensee").',
    ],
    ['between Insert Name of Company ("Company") and Insert Name of Contractor ("Contractor")'],
    ['This Agreement is between {party_1_name} and {party_2_name}.'],
    ['This Agreement is between <<Company Name>> ("Supplier") and <<Customer Name>> ("Customer").'],
    ['Customer: ____________', 'Provider: ____________', 'Effective Date: ____________'],
    ['Company Name:', 'Address:', 'By: ____________', 'Name: ____________', 'Title: ____________'],
    ['This Agreement is between XYZ Corp. ("XYZ") and ABC Company, Inc. ("ABC").'],
    ['PARTY A: [●]', 'PARTY B: [●]'],
    ['between ........................ (the "Lessor") and ........................ (the "Lessee")'],
  ])('%s', (...lines) => {
    expect(extract(document(['SERVICE AGREEMENT', ...lines])).parties).toEqual([]);
  });
});
