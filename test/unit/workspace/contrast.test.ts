import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentPair, contrast, READABLE } from '../../../shared/workspace/contrast.ts';
import { GROUNDS } from '../../../web/src/app/theme.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('is that of WCAG: 1 to 21, whichever way round', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        expect(contrast(one, other)).toBe(contrast(other, one));
        expect(contrast(one, other)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('an accent', () => {
  it('whatever its colour, is readable on every ground of both schemes, and white is on its buttons', () => {
    fc.assert(
      fc.property(colour, (accent) => {
        const pair = accentPair(accent);
        for (const scheme of ['light', 'dark'] as const) {
          const { ink, fill, soft, ratio } = pair[scheme];
          for (const ground of [...Object.values(GROUNDS[scheme]), soft])
            expect(contrast(ink, ground)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(fill, '#ffffff')).toBeGreaterThanOrEqual(READABLE);
          expect(ratio).toBeGreaterThanOrEqual(READABLE);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('that is readable stays as it is; one that is not is said to be a shade', () => {
    expect(accentPair('#0f766e').light).toMatchObject({ ink: '#0f766e', fill: '#0f766e', adjusted: false });
    expect(accentPair('#ffee00').light.adjusted).toBe(true);
    expect(accentPair('#111111').dark.adjusted).toBe(true);
  });
});
