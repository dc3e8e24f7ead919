/** What a step of the wizard asks, as a form holds it while somebody answers. */
import { draftOf, keepDraft } from '../../../components/drafts.ts';
import type { Wizard, WizardStep } from '../queries.ts';

export type Answers = Readonly<Record<string, unknown>>;

const name = (step: WizardStep) => `wizard.${step}`;

/** What was typed and not saved comes before what was saved, which comes before nothing. */
export function answersOf(wizard: Wizard, step: WizardStep): Answers {
  const saved = wizard.steps.find(({ key }) => key === step)?.data ?? {};
  try {
    const typed: unknown = JSON.parse(draftOf(name(step))?.answers ?? 'null');
    return typeof typed === 'object' && typed !== null ? { ...saved, ...typed } : saved;
  } catch {
    return saved;
  }
}

export const keepAnswers = (step: WizardStep, answers: Answers | undefined): void =>
  keepDraft(name(step), answers && { answers: JSON.stringify(answers) });

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
export const record = (value: unknown): Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : {};

/** The answers as the API takes them: what was left open is left out. */
export function sent(step: WizardStep, answers: Answers): Answers {
  switch (step) {
    case 'company': {
      const { country, city } = record(answers.location);
      const town = text(city).trim();
      return {
        name: text(answers.name).trim(),
        size: answers.size ?? '',
        location: { country: text(country), ...(town && { city: town }) },
      };
    }
    case 'industry':
      return { blueprint: text(answers.blueprint), industry_lines: texts(answers.industry_lines) };
    case 'markets':
      return { regions: texts(answers.regions), countries: texts(answers.countries) };
    case 'lead_sources':
      return { sources: texts(answers.sources) };
    case 'integrations':
      return {
        api: answers.api === true,
        webhooks: answers.webhooks === true,
        crm: text(answers.crm) || 'none',
      };
    case 'billing':
      return { plan: text(answers.plan), billing_email: text(answers.billing_email).trim() };
  }
}
