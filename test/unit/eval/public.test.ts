import { describe, expect, it } from 'vitest';
import { sameDate, sameDuration } from '../../../bin/eval/public/dates.ts';
import { PublicLabels } from '../../../bin/eval/public/labels.ts';
import { sameLaw } from '../../../bin/eval/public/law.ts';
import { partyScore, SAME_PARTY } from '../../../bin/eval/public/parties.ts';
import { scorePublic } from '../../../bin/eval/public/score.ts';
import { sameTitle } from '../../../bin/eval/public/words.ts';

describe('titles', () => {
  it.each([
    ['Hosting Agreement', 'HOSTING AGREEMENT', true],
    ['EXHIBIT 10.7 HOSTING AGREEMENT', 'Hosting Agreement', true],
    ['Co-Location Services Agreement', 'Colocation Service Agreement', true],
    ['Agreement', 'Master Hosting Services Agreement', false],
    ['Supply Agreement', 'Hosting Agreement', false],
  ])('%s and %s: %s', (read, labelled, same) => expect(sameTitle(read, labelled)).toBe(same));
});

describe('parties', () => {
  it.each([
    ['Quernstone Mills, Inc.', 'QUERNSTONE MILLS INCORPORATED', [], true],
    ['Quernstone Mills B.V.', 'Quernstone Mills', [], true],
    ['Qurenstone Mills', 'Quernstone Mills Ltd', [], true],
    ['QML', 'Quernstone Mills Limited', ['QML'], true],
    ['Supplier', 'Quernstone Mills Limited', ['Supplier'], false],
    ['Quernstone Holdings', 'Quernstone Mills Ltd', [], false],
    ['Tarn Fund II', 'Tarn Fund III', [], false],
    ['Ödla Möbler AB (publ)', 'Odla Mobler publ', [], true],
  ])('%s and %s (%j): %s', (read, name, aliases, same) =>
    expect(partyScore(read, { name, aliases }) >= SAME_PARTY).toBe(same),
  );
});

describe('dates', () => {
  it.each([
    ['2031-03-09', '2031-03-09', true],
    ['March 9, 2031', '2031-03-09', true],
    ['9th day of March, 2031', '2031-03-09', true],
    ['3/9/2031', '2031-03-09', true],
    ['2031-03-10', '2031-03', true],
    ['2031', '2031-03', false],
    ['until terminated', 'perpetual', true],
    ['2031-03-09', 'perpetual', false],
  ])('%s and %s: %s', (read, labelled, same) => expect(sameDate(read, labelled)).toBe(same));
});

describe('durations', () => {
  it.each([
    ['24 months', 'two (2) years', true],
    ['90 days', '3 months', true],
    ['P2Y', '24 months', true],
    ['1 year, 6 months', '18 months', true],
    ['month-to-month', '1 month', true],
    ['evergreen', 'perpetual', true],
    ['45 days', '60 days', false],
  ])('%s and %s: %s', (read, labelled, same) => expect(sameDuration(read, labelled)).toBe(same));
});

describe('governing law', () => {
  it.each([
    ['State of Oregon', 'Oregon', true],
    ['NV', 'Nevada', true],
    ['West Virginia', 'Virginia', false],
    ['England and Wales', 'United Kingdom', true],
    ['Canada', 'Alberta, Canada', false],
    ['Ohio; Iowa; Utah', 'Utah', false],
    ['Indiana', 'India', false],
  ])('%s and %s: %s', (read, labelled, same) => expect(sameLaw(read, [labelled])).toBe(same));
});

const labels = PublicLabels.parse({
  id: 'one',
  gold: {
    documentName: 'Hosting Agreement',
    parties: [{ name: 'Tarn Ltd' }, { name: 'Fell Inc' }],
    agreementDate: '2031-03-09',
  },
  goldAlternatives: { agreementDate: ['2031-03-09', '2031-03-10'] },
  unscored: ['term'],
});

describe('a document', () => {
  it('counts what is right, wrong, missed and invented, and leaves out what nobody labelled', () => {
    const outcomes = scorePublic(labels, {
      documentName: 'Supply Agreement',
      parties: [{ name: 'Tarn' }, { name: 'Moss' }],
      agreementDate: '2031-03-10',
      governingLaw: 'Ohio',
    });
    expect(outcomes.documentName).toMatchObject({ tp: 0, fp: 1, fn: 1, mistakes: [{ kind: 'wrong' }] });
    expect(outcomes.parties).toMatchObject({ tp: 1, fp: 1, fn: 1, verdicts: [true, false] });
    expect(outcomes.agreementDate).toMatchObject({ tp: 1, fp: 0, fn: 0 });
    expect(outcomes.governingLaw).toMatchObject({ fp: 1, fn: 0, mistakes: [{ kind: 'invented' }] });
    expect(outcomes.effectiveDate).toMatchObject({ tn: 1, fp: 0, fn: 0 });
    expect(outcomes).not.toHaveProperty('term');
  });

  it('takes a name that was read twice for one party', () => {
    const { parties } = scorePublic(labels, {
      parties: [{ name: 'Tarn' }, { name: 'Tarn' }, { name: 'Fell' }],
    });
    expect(parties).toMatchObject({ tp: 2, fp: 0, fn: 0, verdicts: [true, null, true] });
  });
});
