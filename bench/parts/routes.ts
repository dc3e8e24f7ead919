/** DynamoDB round trips and consumed units of a warm call of each route, with few records and with many. */
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { digitalPdf } from '../../test/support/documents.ts';
import type { Part } from '../part.ts';
import { type Cost, warmCost } from '../routes/count.ts';
import { copySeed } from '../routes/fill.ts';
import { SCENARIOS, type World } from '../routes/scenarios.ts';
import { newAccount, newAdmin, type System, withSystem } from '../system.ts';
import { tableOf } from '../table.ts';

const FEW = 20;
const MANY = 2_000;
/** Round trips of a read and of a write; a transaction counts once. */
const BUDGET = 1;

interface RouteCost {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly few: Cost;
  readonly many: Cost;
}

/** Why a route is over its budget; nothing when it is not. */
export function excess({ few, many }: Pick<RouteCost, 'few' | 'many'>): string[] {
  const trips = Math.max(few.roundTrips, many.roundTrips);
  return [
    ...(trips > BUDGET ? [`${trips} round trips`] : []),
    ...(many.roundTrips > few.roundTrips || many.units > few.units ? ['grows with the records'] : []),
  ];
}

export const routes: Part = {
  name: 'routes',
  about: `round trips and consumed units of each route, with ${FEW} and with ${MANY.toLocaleString('en-US')} contracts`,
  run: (progress) =>
    withSystem(progress, async (system) => {
      // What production does not have is not measured.
      const found = ofKind(await loadFunctions(), 'route').filter(({ definition }) => !definition.only);
      const measurable = found.filter(({ id }) => id in SCENARIOS);
      // Each with an organization of its own: what the calls themselves leave behind is the same in both.
      const measure = async (contracts: number) => {
        const world = await prepare(system, contracts);
        progress(`${measurable.length} routes with ${contracts} contracts.`);
        return costs(system, measurable, world, progress);
      };
      const few = await measure(FEW);
      const many = await measure(MANY);
      const all = measurable.map(({ id, definition: { method, path } }, index): RouteCost => {
        return { id, method, path, few: few[index] as Cost, many: many[index] as Cost };
      });
      const without = found.filter(({ id }) => !(id in SCENARIOS)).map(({ id }) => id);
      return {
        title: `Round trips and consumed units, ${FEW} and ${MANY.toLocaleString('en-US')} contracts`,
        columns: [
          { title: 'ROUTE' },
          { title: `TRIPS, ${FEW}`, align: 'right' },
          { title: `UNITS, ${FEW}`, align: 'right' },
          { title: `TRIPS, ${MANY}`, align: 'right' },
          { title: `UNITS, ${MANY}`, align: 'right' },
          { title: 'OTHER CALLS', wrap: true },
          { title: `BUDGET ${BUDGET} TRIP, FLAT`, wrap: true },
        ],
        rows: all.map((route) => [
          `${route.method} ${route.path}`,
          ...[route.few, route.many].flatMap(({ roundTrips, units }) => [String(roundTrips), String(units)]),
          [...new Set(route.many.others)].join(', '),
          excess(route).length > 0 ? `over: ${excess(route).join(', ')}` : 'pass',
        ]),
        data: { few: FEW, many: MANY, budget: BUDGET, routes: all, withoutScenario: without },
        over: all.flatMap((route) =>
          excess(route).map((reason) => `${route.method} ${route.path}: ${reason}`),
        ),
        notes: [
          'Counted on the second call: a first one also assumes the tenant role and reads the cursor key.',
          ...(without.length > 0 ? [`Not measured, for want of a scenario: ${without.join(', ')}.`] : []),
        ],
      };
    }),
};

/** An organization with so many contracts: one that has gone through the pipeline, and its copies. */
async function prepare(system: System, contracts: number): Promise<World> {
  const session = await newAdmin(system);
  const file = { name: 'agreement.pdf', type: 'application/pdf', bytes: await digitalPdf() };
  const announced = await session.upload(file, { name: 'Meridian Freight' });
  const contract = await session.settled(announced.id);
  if (!contract.plan_id) throw new Error(`The seed has no plan: ${JSON.stringify(contract.failure)}`);
  const original = { contractId: contract.id, customerId: contract.customer_id };
  const spares = await copySeed(system, tableOf(system), original, contracts - 1);
  return {
    session,
    ...original,
    planId: contract.plan_id,
    spare: () => {
      const copy = spares.pop();
      if (!copy) throw new Error('There is no spare contract left.');
      return copy;
    },
    stranger: () => newAccount(system),
  };
}

async function costs(
  system: System,
  measured: readonly FunctionFile<RouteDefinition>[],
  world: World,
  progress: (line: string) => void,
): Promise<Cost[]> {
  const names = system.lambda.functions().map(({ name }) => name);
  const figures: Cost[] = [];
  for (const { id } of measured) {
    const name = names.find((each) => each.endsWith(`-${id}`));
    const scenario = SCENARIOS[id];
    if (!name || !scenario) throw new Error(`${id} is not deployed.`);
    // Access tokens last a quarter of an hour, less than all routes take on a busy machine.
    await world.session.refresh();
    figures.push(await warmCost({ system, name, scenario, world, progress }));
  }
  return figures;
}
