import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { plainValues } from '../../../../shared/contracts/extract/plain.ts';
import { document, table } from './document.ts';

const read = (lines: readonly string[], tables: Parameters<typeof document>[1] = []) =>
  plainValues(extract(document(lines, tables)));

describe('service levels', () => {
  test('are listed or promised; a term of payment is none', () => {
    const { serviceLevels } = read([
      'AGREEMENT',
      '5. Service levels',
      'Portal availability: 99.7%; Replies to questions: 2 working days; Keys delivered: 4 hours.',
      'Faults of priority one are answered within thirty minutes.',
      'Invoices are paid within thirty days.',
    ]);
    expect(serviceLevels).toHaveLength(4);
    expect(serviceLevels).toEqual(
      expect.arrayContaining([
        { metric: 'Portal availability', target: '99.7%' },
        { metric: 'Replies to questions', target: '2 working days' },
        { metric: 'Keys delivered', target: '4 hours' },
        { metric: 'Faults of priority one are answered', target: 'thirty minutes' },
      ]),
    );
  });

  test('of an amendment are those that hold now', () => {
    const { serviceLevels } = read(
      ['AMENDMENT', 'Service levels'],
      [
        table([
          ['Measure', 'Was', 'Is now'],
          ['Core availability', '99.9%', '99.95%'],
          ['Priority 1 response', '30 minutes', '20 minutes'],
        ]),
      ],
    );
    expect(serviceLevels).toEqual([
      { metric: 'Core availability', target: '99.95%' },
      { metric: 'Priority 1 response', target: '20 minutes' },
    ]);
  });

  test.each([
    'Silver level: 18% discount on list prices.',
    'Late payment: 9% interest.',
    'Commission on renewals: 4%.',
  ])('are no shares of money: %s', (sentence) => {
    expect(read(['AGREEMENT', 'Service levels', sentence]).serviceLevels).toEqual([]);
  });
});

test('technical requirements have the category of what they are about', () => {
  const { technicalRequirements } = read([
    'AGREEMENT',
    '6. Technical requirements',
    'All handsets must register over TLS with SRTP media encryption.',
    'Users sign in with OpenID Connect against the customer’s directory.',
    'Records are kept in data centres within the European Union.',
    'The interface must answer 95% of requests in 300 milliseconds.',
    'The provider shall pay all taxes.',
  ]);
  expect(technicalRequirements).toMatchObject([
    { category: 'security' },
    { category: 'identity' },
    { category: 'data' },
    { category: 'performance' },
  ]);
});

describe('people in sentences', () => {
  test('have their task, address and organization', () => {
    const { stakeholders } = read([
      'AGREEMENT between Quill Ltd ("Quill") and Moss Clinics Ltd ("Customer")',
      'Contacts',
      'The Customer is represented in technical matters by Hayato Mizushima, Chief Technologist (h.m@moss.example, +81 3 5550 0142), and in matters of payment by Emi Katsuragi, Finance Chief (pay@moss.example).',
      'Notices to Quill are sent to Ana Reyes, General Counsel, Quill Ltd, 1 Tarn Street.',
    ]);
    expect(stakeholders).toMatchObject([
      {
        name: 'Hayato Mizushima',
        title: 'Chief Technologist',
        email: 'h.m@moss.example',
        phone: '+81 3 5550 0142',
        organization: 'Moss Clinics Ltd',
        role: 'technical',
      },
      { name: 'Emi Katsuragi', title: 'Finance Chief', email: 'pay@moss.example', role: 'billing' },
      { name: 'Ana Reyes', title: 'General Counsel', organization: 'Quill Ltd', role: 'notices' },
    ]);
  });
});
