import { expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { document } from './document.ts';

test.each<[string, string | null]>([
  [
    'This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio, without regard to its conflict of laws principles.',
    'Ohio',
  ],
  ['The laws of England and Wales govern this Agreement.', 'England and Wales'],
  ['This Agreement is governed by English law.', 'England'],
  [
    'The validity, interpretation and performance of this contract are controlled by the law of the Commonwealth of Massachusetts.',
    'Massachusetts',
  ],
  ['Texas law applies to this Agreement.', 'Texas'],
  ['This Agreement will be interpreted under the substantive laws of Switzerland.', 'Switzerland'],
  ['Governing Law: New South Wales', 'New South Wales'],
  [
    "This Agreement is governed by the laws of the Hong Kong Special Administrative Region of the People's Republic of China.",
    'Hong Kong',
  ],
  [
    'This agreement shall be governed by the laws of the Dubai International Financial Centre.',
    'Dubai International Financial Centre',
  ],
  [
    'This Agreement is governed by the laws of the Abu Dhabi Global Market (ADGM).',
    'Abu Dhabi Global Market',
  ],
  ['The parties choose Delaware law.', 'Delaware'],
  ['This contract is subject to German law, excluding the CISG.', 'Germany'],
  [
    'Any dispute arising hereunder shall be settled by arbitration in London under the LCIA Rules. The Contract is construed pursuant to the laws of Singapore.',
    'Singapore',
  ],
  [
    'Venue shall lie in the courts of Cook County, Illinois. This Agreement shall be governed by Wisconsin law.',
    'Wisconsin',
  ],
  ['Exclusive jurisdiction and venue are in the state courts of King County, Washington.', null],
  ['Es gilt das Recht der Bundesrepublik Deutschland.', 'Germany'],
  ['Dieser Vertrag unterliegt deutschem Recht unter Ausschluss des UN-Kaufrechts.', 'Germany'],
  ['Es gilt österreichisches Recht.', 'Austria'],
  ['Auf diesen Vertrag ist schweizerisches Recht anwendbar.', 'Switzerland'],
  ['Le présent contrat est régi par le droit français.', 'France'],
  ['Le présent contrat est soumis à la loi luxembourgeoise.', 'Luxembourg'],
  ['El presente contrato se regirá por la ley española.', 'Spain'],
  ['Este contrato se rige por las leyes de México.', 'Mexico'],
  ['Il presente contratto è regolato dalla legge italiana.', 'Italy'],
  [
    'This Agreement and all disputes arising out of it shall be governed by the laws in force in the Province of Québec and the laws of Canada applicable therein.',
    'Québec, Canada',
  ],
  [
    'This Agreement shall be deemed to have been made in, and shall be construed under, the laws of the State of New York.',
    'New York',
  ],
  ['THIS AGREEMENT SHALL BE GOVERNED BY THE LAWS OF THE STATE OF CALIFORNIA.', 'California'],
  ['This Agreement shall be governed by the laws of the Republic of Ireland.', 'Ireland'],
  ['Acme Inc. is a corporation organized under the laws of the State of Nevada.', null],
  ['The law governing this Agreement is that of the Kingdom of Denmark.', 'Denmark'],
  ['Applicable law. The law of the Netherlands applies.', 'Netherlands'],
  ['Governing Law. Scotland.', 'Scotland'],
  [
    'This Agreement shall be governed by the laws of the United States of America and the State of Arizona.',
    'Arizona',
  ],
  ['This Agreement is made under and governed by the laws of the Grand Duchy of Luxembourg.', 'Luxembourg'],
  ['This Agreement shall be governed by the laws of [State].', null],
  [
    'The construction, validity and performance of this Agreement shall be governed in all respects by the laws of the Cayman Islands.',
    'Cayman Islands',
  ],
  ['This Agreement shall be governed by Florida and federal law.', 'Florida'],
  [
    'The parties agree that the internal laws of the state of Georgia, and not its law of conflicts, shall govern.',
    'Georgia',
  ],
  ['This Agreement shall be governed by the federal law of the United States.', 'United States'],
  [
    'This Agreement is governed by Ontario law and the federal laws of Canada applicable therein.',
    'Ontario, Canada',
  ],
  [
    'This Contract shall be governed by the laws of Japan without reference to conflict of laws principles, and the arbitration shall take place in Paris, France under French law rules of procedure.',
    'Japan',
  ],
  ['This Agreement shall be governed by the law of the State in which the Premises are located.', null],
  ['The Agreement is subject to the laws of Western Australia.', 'Western Australia'],
  ['This Agreement is governed by the laws of Washington, D.C.', 'District of Columbia'],
  ['This Agreement shall be governed by the laws of the District of Columbia.', 'District of Columbia'],
  ['Norwegian law governs this Agreement and Oslo District Court is legal venue.', 'Norway'],
  [
    'This Agreement shall be governed by and interpreted in accordance with Swedish substantive law.',
    'Sweden',
  ],
  ['This Agreement shall be governed by the laws of the Czech Republic.', 'Czech Republic'],
  ['This agreement is governed by the law of Victoria, Australia.', 'Victoria'],
  [
    'This Agreement shall be governed by the laws applicable in the Emirate of Dubai and the federal laws of the United Arab Emirates.',
    'Dubai',
  ],
  ['The relationship of the parties shall be determined in accordance with the laws of Utah.', 'Utah'],
  [
    'Customer must comply with the laws of Germany when exporting. This Agreement is governed by Virginia law.',
    'Virginia',
  ],
  ['This Agreement shall be governed by Polish law.', 'Poland'],
  ['This Agreement shall be governed by the laws of Nunavut.', 'Nunavut, Canada'],
  ['This Agreement is governed by the laws of the Republic of China (Taiwan).', 'Taiwan'],
  ['The Provider is a company incorporated under the laws of Malta.', null],
  ['Der Auftragnehmer ist eine nach deutschem Recht gegründete Gesellschaft.', null],
])('the law of "%s" is %s', (clause, law) => {
  expect(extract(document(['SUPPLY AGREEMENT', clause])).governingLaw?.value ?? null).toBe(law);
});

test('side-by-side languages that name one law are surer than one that another clause contradicts', () => {
  const english = 'This Agreement is governed by the law of Spain.';
  const agree = extract(
    document([english, 'El presente contrato se regirá por la ley española.']),
  ).governingLaw;
  const differ = extract(
    document([english, 'This Agreement shall be governed by and construed under the laws of France.']),
  ).governingLaw;
  expect(agree?.value).toBe('Spain');
  expect(agree?.confidence).toBeGreaterThan(differ?.confidence ?? 1);
});
