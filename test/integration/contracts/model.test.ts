/** The model reads with the rules, and whatever it does, the contract comes out and says truly what read it. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import type { Asked, ScriptEntry } from '../../../local/bedrock/index.ts';
import {
  ANSWERS,
  newAdminWithAi,
  SECTIONS,
  type Section,
  script,
  TERMS,
  USAGE,
} from '../../support/model.ts';
import { expectWhole, outcomeOf } from '../../support/outcomes.ts';
import { newAdmin } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';
import { announce, send, textFile } from '../../support/uploads.ts';

// A machine that gives up waits for two minutes before it does: here it waits as often, and a thousandth as long.
const system = useOwnSystem({ waitScale: 0.001 });
const file = textFile();
let session: Session;
beforeAll(async () => {
  session = await newAdminWithAi(system.current.appUrl);
});
beforeEach(async () => {
  await fetch(`${system.current.appUrl}/_local/bedrock`, { method: 'DELETE' });
});

const read = async (by = session) => {
  const { contract, upload } = await announce(by, file);
  await send(upload, file);
  await by.settled(contract.id);
  const outcome = await outcomeOf(by, contract.id);
  const byKey = new Map(outcome.facts.map((fact) => [fact.key, fact]));
  return { ...outcome, outcome, fact: (key: string) => byKey.get(key) };
};
const readWith = (entries: readonly ScriptEntry[]) => {
  system.current.bedrock.script(entries);
  return read();
};
const asked = (section: Section): readonly Asked[] =>
  system.current.bedrock.asked().filter(({ tool }) => tool === `record_${section}`);
const term = (field: string, value: string, quote: string) => [
  ...TERMS.filter((fact) => fact.field !== field),
  { field, value, page: 1, quote },
];
const error = (name: string): ScriptEntry => ({ error: { name } });

describe('an answer', () => {
  it('is taken with the rules’: where both say the same, confidence rises, and tokens and cost are kept', async () => {
    const rules = await read(await newAdmin(system.current.appUrl));
    const model = await readWith(script());
    expectWhole(model.outcome);
    expect(model.contract).toMatchObject({
      extractor: 'model',
      extractor_reason: 'Read by the model, checked against the document and against the rules.',
      usage: {
        input_tokens: SECTIONS.length * USAGE.inputTokens,
        output_tokens: SECTIONS.length * USAGE.outputTokens,
        // 3 and 15 dollars for a million tokens.
        cost_usd: 0.018,
      },
    });
    expect(rules.contract).toMatchObject({ extractor: 'rules', usage: null });
    for (const section of SECTIONS) expect(asked(section)).toHaveLength(1);
    const [before, after] = [rules.fact('governingLaw/0'), model.fact('governingLaw/0')];
    expect(after).toMatchObject({
      value: 'Oregon',
      method: 'model',
      needs_review: false,
      evidence: before.evidence,
    });
    const gains = ['governingLaw/0', 'effectiveDate/0', 'paymentTerms/0', 'parties/0'].map(
      (id) => model.fact(id).confidence - rules.fact(id).confidence,
    );
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...gains)).toBeGreaterThan(0);
  });

  it('that the rules contradict stands with less confidence, the rules’ beside it, and a person is asked', async () => {
    const agreed = await readWith(script());
    const facts = term('term', '12 months', 'successive terms of twelve (12) months');
    const { fact, contract } = await readWith(script({ terms: { toolInput: { facts } } }));
    expect(fact('term/0')).toMatchObject({
      value: '12 months',
      alternative: '36 months',
      method: 'model',
      needs_review: true,
      note: expect.stringMatching(/different values/),
    });
    expect(fact('term/0').confidence).toBeLessThan(agreed.fact('term/0').confidence);
    expect(contract.status).toBe('review');
  });

  it('that is not in the document does not take the place of what is', async () => {
    const facts = term('governing_law', 'France', 'the laws of the French Republic');
    const { fact } = await readWith(script({ terms: { toolInput: { facts } } }));
    expect(fact('governingLaw/0')).toMatchObject({ value: 'Oregon', method: 'rule' });
    expect(fact('governingLaw/0').evidence).not.toHaveLength(0);
  });

  it('that is not in the document, and that the rules know nothing of, is a question to a person and no fact', async () => {
    const facts = term('go_live_date', '2029-09-03', 'The system goes live on September 3, 2029');
    const stakeholders = [
      { name: 'Zebulon Quartermain', roles: ['signatory'], page: 1, quote: 'Zebulon Quartermain, Treasurer' },
    ];
    const {
      fact,
      facts: all,
      stakeholders: people,
      contract,
      plan,
    } = await readWith(
      script({
        terms: { toolInput: { facts } },
        parties: { toolInput: { ...ANSWERS.parties, stakeholders } },
      }),
    );
    expect(fact('goLiveDate/0')).toMatchObject({ needs_review: true, evidence: [] });
    expect(fact('goLiveDate/0').confidence).toBeLessThan(0.5);
    const invented = all.find(({ value }) => value?.name === 'Zebulon Quartermain');
    expect(invented).toMatchObject({ needs_review: true, evidence: [] });
    expect(people.map(({ name }) => name)).not.toContain('Zebulon Quartermain');
    expect(contract.status).toBe('review');
    expect(plan.go_live_date < '2029').toBe(true);
  });
});

describe('a section that the model does not answer leaves the others their answers', () => {
  const cases: readonly [string, Section, ScriptEntry | readonly ScriptEntry[], number, string][] = [
    [
      'it refuses',
      'parties',
      { text: 'I cannot help with that.', stopReason: 'refusal' },
      1,
      'the model declined to answer.',
    ],
    [
      'its content is filtered',
      'service',
      { text: '', stopReason: 'content_filtered' },
      1,
      'the model declined to answer.',
    ],
    [
      'its answer has not the asked-for form, twice',
      'terms',
      { toolInput: { facts: 'as discussed' } },
      2,
      'the model’s answer did not have the asked-for form.',
    ],
    [
      'it says something, and calls no tool',
      'commercial',
      { text: 'Here you are:' },
      2,
      'the model’s answer did not have the asked-for form.',
    ],
    [
      'its answer is cut off',
      'commercial',
      { toolInput: {}, stopReason: 'max_tokens' },
      1,
      'the model’s answer was longer than it may be.',
    ],
    [
      'it is throttled for longer than the machine waits',
      'commercial',
      error('ThrottlingException'),
      7,
      'the model was too busy to answer.',
    ],
    [
      'it does not answer in time',
      'terms',
      error('ModelTimeoutException'),
      7,
      'the model was too busy to answer.',
    ],
    ['access to it is denied', 'service', error('AccessDeniedException'), 1, 'the model is not available.'],
  ];
  it.each(cases)('because %s', async (_, section, special, times, why) => {
    const { contract, outcome, facts } = await readWith(script({ [section]: special }));
    expectWhole(outcome);
    expect(contract).toMatchObject({
      extractor: 'model',
      extractor_reason: `Read by the model in 3 of 4 parts, by rules in the others: ${why}`,
    });
    expect(asked(section)).toHaveLength(times);
    for (const other of SECTIONS.filter((name) => name !== section)) expect(asked(other)).toHaveLength(1);
    expect(facts.some(({ method }) => method === 'model')).toBe(true);
    expect(facts.some(({ method }) => method === 'rule')).toBe(true);
  });
});

describe('what passes', () => {
  it('a wrong form that is mended when it is pointed out costs one more question, and is paid for', async () => {
    const { contract } = await readWith(
      script({ terms: [{ when: { call: 1 }, toolInput: { facts: 'none' } }, { toolInput: ANSWERS.terms }] }),
    );
    expect(contract.extractor_reason).toMatch(/^Read by the model, checked/);
    expect(asked('terms')).toHaveLength(2);
    expect(contract.usage.input_tokens).toBe((SECTIONS.length + 1) * USAGE.inputTokens);
  });

  it('throttling that ends is waited out, and never looks like an answer', async () => {
    const { contract } = await readWith(
      script({
        parties: [
          { when: { call: 1 }, ...error('ThrottlingException') },
          { when: { call: 2 }, ...error('ServiceUnavailableException') },
          { toolInput: ANSWERS.parties },
        ],
      }),
    );
    expect(contract.extractor_reason).toMatch(/^Read by the model, checked/);
    expect(asked('parties').map(({ outcome }) => outcome)).toEqual([
      'ThrottlingException',
      'ServiceUnavailableException',
      'tool_use',
    ]);
  });
});

describe('without any answer the rules read, and the contract says why', () => {
  it.each([
    [
      'the model stays busy',
      error('ThrottlingException'),
      'Read by rules: the model was too busy to answer.',
    ],
    [
      'the model is not there',
      error('ResourceNotFoundException'),
      'Read by rules: the model is not available.',
    ],
    [
      'the model refuses',
      { text: 'No.', stopReason: 'refusal' },
      'Read by rules: the model declined to answer.',
    ],
  ])('%s', async (_, entry, reason) => {
    const { contract, outcome, facts } = await readWith([entry]);
    expectWhole(outcome);
    expect(contract).toMatchObject({ extractor: 'rules', extractor_reason: reason });
    expect(facts.every(({ method }) => method !== 'model')).toBe(true);
  });
});

describe('with AI off, as it is by default', () => {
  it('no call to the model is ever made', async () => {
    system.current.bedrock.script(script());
    const calls = async () => {
      const response = await fetch(`${system.current.appUrl}/_local/calls`);
      const { calls: all } = (await response.json()) as { calls: { service: string }[] };
      return all.filter(({ service }) => service === 'bedrock').length;
    };
    const before = await calls();
    const { contract } = await read(await newAdmin(system.current.appUrl));
    expect(contract).toMatchObject({
      extractor: 'rules',
      extractor_reason: 'Read by rules: the organization has not turned AI on.',
      usage: null,
    });
    expect(await calls()).toBe(before);
    expect(system.current.bedrock.asked()).toEqual([]);
  });
});
