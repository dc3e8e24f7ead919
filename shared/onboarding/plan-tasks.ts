/** The tasks of a plan: which of the template's apply to this contract, once or for each fact, and what they wait for. */
import type { KeyedFact } from '../contracts/fact.ts';
import { findOwner } from './owners.ts';
import { type PlanContext, training } from './plan-context.ts';
import type { PlanTask } from './plan-model.ts';
import { requirementKind } from './requirement-kinds.ts';
import { type Activity, inOrder } from './schedule.ts';
import { entitlementSubject, serviceLevelSubject, short, sourceOf } from './subjects.ts';
import type { TaskTemplate } from './template.ts';
import { termTasks } from './term-dates.ts';

export type UnscheduledTask = Omit<PlanTask, 'order' | 'start_date' | 'due_date'> & {
  readonly activity: Activity;
};

/** One task to be: its template, and the fact it is made from. */
interface Occasion {
  readonly key: string;
  readonly template: TaskTemplate;
  readonly fact: KeyedFact<unknown> | null;
  readonly subject: string;
  readonly fixed?: string;
}

export function planTasks(context: PlanContext): UnscheduledTask[] {
  const occasions = context.template.tasks.flatMap((template) => occasionsOf(template, context));
  const follows = withoutDetours(
    occasions.map((occasion) => ({
      key: occasion.key,
      after: dependencies(occasion, occasions, context.template.tasks),
    })),
  );
  const blanks = generalBlanks(context);
  return occasions.map((occasion) => {
    const { key, template, fact, subject, fixed } = occasion;
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => filled(name));
    const filled = (name: string) => (name === 'subject' ? subject : (blanks[name] ?? periodOf(name, fact)));
    const days = template.days === 'training' ? training(context).days : template.days;
    const depends_on = follows.get(key) ?? [];
    const lagDays = template.lagDays === 'payment_terms' ? paymentDays(context) : template.lagDays;
    return {
      key,
      phase: template.phase,
      title: fill(template.title),
      description: fill(template.description),
      owner: findOwner(context.people, template.side, template.role),
      duration_days: days,
      depends_on,
      source: sourceOf(template.key, template.reason, fact),
      activity: {
        key,
        days,
        after: depends_on,
        ...(lagDays !== undefined && { lagDays }),
        ...(template.early && { early: true }),
        ...(fixed && { fixed }),
      },
    };
  });
}

function occasionsOf(template: TaskTemplate, context: PlanContext): Occasion[] {
  const { extraction, situations } = context;
  const { when } = template;
  const once = (fact: KeyedFact<unknown> | null, subject = '', fixed?: string): Occasion => ({
    key: template.key,
    template,
    fact,
    subject,
    ...(fixed && { fixed }),
  });
  /** `technicalRequirements/3` → `sso-setup-4`: a fact keeps its key through a correction, and so does its task. */
  const each = <T>(facts: readonly KeyedFact<T>[], subject: (value: T) => string): Occasion[] =>
    facts.map((fact) => ({
      key: `${template.key}-${Number(fact.key.split('/')[1]) + 1}`,
      template,
      fact,
      subject: subject(fact.value),
    }));
  if (!when) return [once(template.days === 'training' ? (training(context).fact ?? null) : null)];
  if ('requirements' in when)
    return each(
      extraction.technicalRequirements.filter(({ value }) =>
        when.requirements.includes(requirementKind(value)),
      ),
      ({ requirement }) => short(requirement),
    );
  if ('each' in when)
    return when.each === 'entitlements'
      ? each(extraction.entitlements, entitlementSubject)
      : each(extraction.serviceLevels, serviceLevelSubject);
  if ('any' in when) {
    const fact = when.any.map((field) => [extraction[field]].flat()[0]).find((found) => found);
    return fact ? [once(fact)] : [];
  }
  if ('on' in when) {
    const due = context.term && termTasks(context.term, context.today).find(({ on }) => on === when.on);
    return due && context.term ? [once(context.term.fact, '', due.date)] : [];
  }
  const shown = situations.get(when.situation);
  return shown === undefined ? [] : [once(shown, situationSubject(when.situation, shown, context))];
}

const situationSubject = (situation: string, fact: KeyedFact<unknown> | null, { doubtful }: PlanContext) =>
  situation === 'facts_to_review'
    ? `${doubtful.length} ${doubtful.length === 1 ? 'fact' : 'facts'} of the contract`
    : typeof fact?.value === 'string'
      ? short(fact.value)
      : '';

/** What the templates' texts may name beside the task's own fact. */
function generalBlanks(context: PlanContext): Readonly<Record<string, string>> {
  const { fact, sessions } = training(context);
  const { term, extraction } = context;
  return {
    customer: context.customerName,
    terms: extraction.paymentTerms?.value ?? 'terms not stated',
    users: fact ? entitlementSubject(fact.value) : 'the number of users is not in the contract',
    sessions: sessions === 1 ? '1 session' : `${sessions} sessions`,
    notice_by: term?.noticeBy ?? '',
    term_end: term?.end ?? '',
    after_term: term?.renews
      ? `it renews for ${extraction.renewalTerm?.value ?? 'another term'} unless notice was given`
      : 'it does not renew by itself',
  };
}

/** ` from 2026-01-01 to 2026-12-31` of an entitlement; nothing where the contract gives no dates. */
function periodOf(name: string, fact: KeyedFact<unknown> | null): string {
  if (name !== 'period') return '';
  const { start, end } = (fact?.value ?? {}) as { start?: string | null; end?: string | null };
  return `${start ? ` from ${start}` : ''}${end ? ` to ${end}` : ''}`;
}

function paymentDays({ extraction }: PlanContext): number {
  return Number(/^net (\d+)$/.exec(extraction.paymentTerms?.value ?? '')?.[1] ?? 0);
}

/** Keys of the tasks that come first. What the contract gave no occasion for is replaced by what it would have followed. */
function dependencies(
  occasion: Occasion,
  occasions: readonly Occasion[],
  templates: readonly TaskTemplate[],
): string[] {
  const { template } = occasion;
  const found = new Set<string>();
  const perFact = occasion.key !== template.key;
  const add = (name: string): void => {
    const phase = /^phase:(.+)$/.exec(name)?.[1];
    const made = occasions.filter(({ template: other }) =>
      phase ? other.phase === phase : other.key === name,
    );
    // A chain for one fact follows that fact's own tasks, not those of its neighbours.
    const own = perFact ? made.filter(({ fact }) => fact?.key === occasion.fact?.key) : [];
    for (const { key } of phase || own.length === 0 ? made : own) if (key !== occasion.key) found.add(key);
    if (made.length === 0)
      for (const before of templates.find(({ key }) => key === name)?.after ?? []) add(before);
  };
  for (const name of template.after) add(name);
  return [...found];
}

/** What is waited for through another task need not be named again. */
function withoutDetours(tasks: readonly Pick<Activity, 'key' | 'after'>[]): Map<string, string[]> {
  const before = new Map<string, ReadonlySet<string>>();
  const follows = new Map<string, string[]>();
  for (const { key, after } of inOrder(tasks)) {
    const detours = new Set(after.flatMap((other) => [...(before.get(other) ?? [])]));
    follows.set(
      key,
      after.filter((other) => !detours.has(other)),
    );
    before.set(key, new Set([...detours, ...after]));
  }
  return follows;
}
