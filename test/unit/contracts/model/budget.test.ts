import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { questionsWithin } from '../../../../shared/contracts/model/budget.ts';
import { costAt } from '../../../../shared/contracts/model/cost.ts';
import { document, table } from '../extract/document.ts';

const PRICES = { input: 3, output: 15 };

/** An order form of so many priced lines. */
const order = (lines: number) =>
  document(
    [
      'ORDER FORM',
      'This Order Form is made on March 3, 2025 between Quill Software, Inc. ("Quill") and Mossbank Clinics, LLC ("Customer"). It is governed by the laws of the State of Oregon.',
      'The initial term is three (3) years. Invoices are due within thirty (30) days.',
    ],
    [
      table([
        ['Product', 'Quantity', 'Unit Price', 'Annual Fee'],
        ...Array.from({ length: lines }, (_, index) => [
          `Charting module number ${index + 1} with its interfaces`,
          '10 users',
          '$12.00',
          '$120.00',
        ]),
      ]),
    ],
  );

const costs = (questions: Awaited<ReturnType<typeof questionsWithin>>): number =>
  costAt(
    PRICES,
    questions.asked.map(({ cost }) => ({ input_tokens: cost.inputTokens, output_tokens: cost.outputTokens })),
  ).cost_usd;

describe('the questions that a contract may cost', () => {
  test('are all that it can answer, where it is of the usual size', async () => {
    const form = order(4);
    const questions = await questionsWithin(form, extract(form), PRICES);
    expect(questions.spared).toEqual([]);
    expect(questions.asked.map(({ section }) => section)).toContain('commercial');
    expect(costs(questions)).toBeLessThan(0.05);
  });

  test('leave out the dearest answer of a long price list, and stay within the budget', async () => {
    const form = order(80);
    const questions = await questionsWithin(form, extract(form), PRICES);
    expect(questions.spared).toEqual(['commercial']);
    expect(questions.asked.map(({ section }) => section)).toContain('terms');
    expect(costs(questions)).toBeLessThanOrEqual(0.05);
  });

  test('are none where nothing is allowed', async () => {
    const form = order(1);
    expect((await questionsWithin(form, extract(form), PRICES, 0)).asked).toEqual([]);
  });

  test('are fewer with a dearer model', async () => {
    const form = order(20);
    const facts = extract(form);
    const cheap = await questionsWithin(form, facts, PRICES);
    const dear = await questionsWithin(form, facts, { input: 15, output: 75 });
    expect(dear.asked.length).toBeLessThan(cheap.asked.length);
  });
});
