import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lru } from '../../../shared/kernel/lru.ts';

const operations = fc.array(
  fc.tuple(fc.constantFrom('get', 'set', 'delete'), fc.integer({ min: 0, max: 12 }), fc.integer()),
  { maxLength: 200 },
);

it('never holds more than its limit, and what it holds are the entries used last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), operations, (limit, steps) => {
      const lru = new Lru<number, number>(limit);
      let model: [number, number][] = [];
      for (const [what, key, value] of steps) {
        const known = model.find(([entry]) => entry === key);
        const others = model.filter(([entry]) => entry !== key);
        if (what === 'set') {
          lru.set(key, value);
          model = [...others, [key, value] as [number, number]].slice(-limit);
        } else if (what === 'delete') {
          lru.delete(key);
          model = others;
        } else {
          expect(lru.get(key)).toBe(known?.[1]);
          if (known) model = [...others, known];
        }
        expect(lru.size).toBe(model.length);
        expect(lru.size).toBeLessThanOrEqual(limit);
      }
      for (const [key, value] of model) expect(lru.get(key)).toBe(value);
    }),
  );
});
