/** The first screen: what needs somebody now, what is in progress, what happened. Bounded pages of existing lists. */
import { Contract, contractView } from '../contracts/contract.ts';
import type { ContractStatus } from '../contracts/statuses.ts';
import type { Actor } from '../kernel/actor.ts';
import { ownerToList, ownOnly } from '../kernel/reach.ts';
import { getItem, type Item, type Page, queryPage, table } from '../kernel/records.ts';
import { PlanRecord, type StoredTask, TaskRecord } from '../onboarding/plan-record.ts';
import { nextStep, planSummary } from '../onboarding/plan-view.ts';
import { contractActivity, newestFirst, planActivity, taskActivity } from '../work/activity.ts';
import { named } from '../work/named.ts';
import { chooseTasks, horizon, type ListedTask, type TaskChoice } from './dashboard-tasks.ts';

/** What is counted up to; beyond it, there are "50+". */
const COUNTED = 50;
/** Of a member's own contracts, among which those of one status are looked for. */
const READ_OWN = 300;
const SHOWN_CONTRACTS = 5;
const SHOWN_TASKS = 8;
const SHOWN_PLANS = 6;
/** Plans that are read to find some that are not done. */
const READ_PLANS = 12;
const SHOWN_ACTIVITY = 12;
/** First tasks of a plan, among which its next step is. */
const FIRST_TASKS = 5;

interface Asked {
  /** The name of whoever asks. */
  readonly person: string;
  /** Their day, ISO 8601. */
  readonly day: string;
}

type Chosen = { params: (options: object) => object };

export async function readDashboard(actor: Actor, { person, day }: Asked) {
  const tenant_id = actor.tenantId;
  const page = (chosen: Chosen, Limit: number, order: 'asc' | 'desc' = 'desc') =>
    queryPage(actor, ownOnly(actor, 'plan:read', { ...chosen.params({ ...table(), order }), Limit }));
  const lists = listsOf(actor);
  const [review, failed, processing, newest, plans, open, done] = await Promise.all([
    page(lists.contracts('review'), lists.counted),
    page(lists.contracts('failed'), lists.counted),
    page(lists.contracts('processing'), lists.counted),
    page(lists.contracts(), COUNTED),
    page(lists.plans(), READ_PLANS),
    page(lists.tasks('open'), COUNTED, 'asc'),
    page(lists.tasks('done'), SHOWN_ACTIVITY),
  ]);
  const tasks = chooseTasks(open.items as unknown as ListedTask[], { person, day, shown: SHOWN_TASKS });
  const activity = newestFirst([
    ...newest.items.flatMap(contractActivity),
    ...plans.items.flatMap(planActivity),
    ...done.items.flatMap((task) => taskActivity(task, undefined)),
  ]).slice(0, SHOWN_ACTIVITY);
  const inProgress = plans.items.filter((plan) => Number(plan.tasks_done) < Number(plan.tasks_total));
  const shownPlans = inProgress.slice(0, SHOWN_PLANS);
  const firstTasks = (plan: Item) =>
    page(TaskRecord.query.byPlan({ tenant_id, plan_id: String(plan.id), shelf: 'open' }), FIRST_TASKS, 'asc');
  const mentioned = [
    ...tasks.overdue.tasks.map(({ plan_id }) => plan_id),
    ...tasks.upcoming.tasks.map(({ plan_id }) => plan_id),
    ...activity.filter(({ customer_id }) => !customer_id).map(({ plan_id }) => String(plan_id)),
  ];
  const [nextTasks, known, told] = await Promise.all([
    Promise.all(shownPlans.map(firstTasks)),
    plansById(actor, plans.items, mentioned),
    named(actor, activity),
  ]);
  return {
    day,
    empty: newest.items.length === 0,
    review: counted(review),
    failed: counted(failed),
    processing: counted(processing),
    overdue: listed(tasks.overdue, open, known, day),
    upcoming: listed(tasks.upcoming, open, known, horizon(day)),
    plans: {
      more: inProgress.length > SHOWN_PLANS || plans.last !== undefined,
      plans: shownPlans.map((plan, index) => ({
        ...planSummary(plan),
        next_step: shortStep(nextTasks[index]?.items ?? []),
      })),
    },
    activity: told.map((entry) => {
      const plan = entry.plan_id && !entry.customer_id ? known.get(entry.plan_id) : undefined;
      return plan ? { ...entry, ...ownerOf(plan), contract_id: String(plan.contract_id) } : entry;
    }),
  };
}

/** Everybody's, or those of the member who asks: a member's contracts are few, their status is looked at when they are read. */
function listsOf(actor: Actor) {
  const tenant_id = actor.tenantId;
  const shelf = 'active';
  const owner_id = ownerToList(actor, 'plan:read');
  if (owner_id === undefined)
    return {
      counted: COUNTED,
      contracts: (status?: ContractStatus): Chosen =>
        status
          ? Contract.query.byStatus({ tenant_id, shelf, status })
          : Contract.query.all({ tenant_id, shelf }),
      plans: (): Chosen => PlanRecord.query.all({ tenant_id, shelf }),
      tasks: (of: 'open' | 'done'): Chosen => TaskRecord.query.all({ tenant_id, shelf: of }),
    };
  return {
    counted: READ_OWN,
    contracts: (status?: ContractStatus): Chosen => {
      const own = Contract.query.byOwner({ tenant_id, shelf, owner_id });
      return status ? own.where((contract, { eq }) => eq(contract.status, status)) : own;
    },
    plans: (): Chosen => PlanRecord.query.byOwner({ tenant_id, shelf, owner_id }),
    tasks: (of: 'open' | 'done'): Chosen =>
      TaskRecord.query.byOwner({ tenant_id, shelf: of, plan_owner_id: owner_id }),
  };
}

const counted = ({ items, last }: Page) => ({
  count: items.length,
  more: last !== undefined,
  contracts: items.slice(0, SHOWN_CONTRACTS).map(contractView),
});

const ownerOf = (plan: Item) => ({
  customer_id: String(plan.customer_id),
  customer_name: String(plan.customer_name),
});

/** Those that were read anyway, and the others that are mentioned; as many as are shown at most. */
async function plansById(
  actor: Actor,
  read: readonly Item[],
  mentioned: readonly string[],
): Promise<ReadonlyMap<string, Item>> {
  const known = new Map(read.map((plan) => [String(plan.id), plan]));
  const missing = [...new Set(mentioned)].filter((id) => !known.has(id));
  const others = await Promise.all(
    missing.map((id) => getItem(actor, PlanRecord.get({ tenant_id: actor.tenantId, id }).params(table()))),
  );
  for (const plan of others) if (plan) known.set(String(plan.id), plan);
  return known;
}

/**
 * Open tasks are read by the day they are due: whether there are more of these, says when the last that was read is due.
 * @param until the day on which these end
 */
function listed(
  { count, tasks }: TaskChoice,
  { items, last }: Page,
  plans: ReadonlyMap<string, Item>,
  until: string,
) {
  return {
    count,
    more: last !== undefined && String(items.at(-1)?.due_date) < until,
    tasks: tasks.map((task) => {
      const plan = plans.get(task.plan_id);
      const { plan_id, key, title, status, due_date, owner, mine, waits, version } = task;
      return {
        plan_id,
        ...(plan ? ownerOf(plan) : { customer_id: null, customer_name: null }),
        key,
        title,
        status,
        due_date,
        owner,
        mine,
        waits,
        version,
      };
    }),
  };
}

function shortStep(items: readonly Item[]) {
  const step = nextStep(items as unknown as StoredTask[]);
  return step ? { key: step.key, title: step.title, due_date: step.due_date } : null;
}
