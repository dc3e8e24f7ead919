/** Starting runs of the pipeline, and starting them again. */
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { redriveExecution, startExecution } from '../kernel/executions.ts';
import { sha256 } from '../kernel/hash.ts';
import { log } from '../kernel/log.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { conditionFailed, getItem, type Item, table, updateItem } from '../kernel/records.ts';
import { contractKey, contractPatch, isArchived } from './contract.ts';
import { STOPPED_BY_ARCHIVING } from './failure.ts';

/** Ends with the object's version, so that one version is run once; a rerun counts up. At most 80 characters. */
const executionName = (contractId: string, version: string, run: number) =>
  `${contractId}-${sha256(version).slice(0, 16)}-${run}`;

const executionArn = (name: string) =>
  `${environment('STATE_MACHINE_ARN').replace(':stateMachine:', ':execution:')}:${name}`;

/** The attributes with which a run begins: whatever an earlier run left is gone. */
const BEGINNING = { status: 'processing', stages: {} };

/**
 * A version of the file arrived. The record says so first, then the execution starts: a message delivered twice, or
 * once more after a crash between the two, finds its own run and starts it under the same name.
 */
export async function startRun(
  actor: Actor,
  contractId: string,
  object: { readonly version: string; readonly size: number },
): Promise<void> {
  const contract = await getItem(actor, contractKey(actor, contractId));
  if (!contract || isArchived(contract)) {
    log.info('upload for a contract that is gone', { contract_id: contractId });
    return;
  }
  const known = contract.object_version === object.version;
  const run = known ? Number(contract.run) : Number(contract.run) + 1;
  // A run that ended keeps its result: the event is an old one.
  if (known && contract.status !== 'processing') return;
  if (!known && (await replaced(actor, contractId, object.version))) {
    log.info('an event of a version that was replaced', { contract_id: contractId });
    return;
  }
  const name = executionName(contractId, object.version, run);
  if (!known) {
    await updateItem(
      actor,
      contractPatch(actor, contractId, {
        ...BEGINNING,
        object_version: object.version,
        size: object.size,
        run,
        execution_arn: executionArn(name),
      })
        .remove(['failure'])
        .where(({ version }, { eq }) => eq(version, Number(contract.version)))
        .params(table()),
    );
  }
  await start(actor, contractId, object.version, run, name);
}

/** S3's client is loaded here: starting a run again does not need it. */
async function replaced(actor: Actor, contractId: string, version: string): Promise<boolean> {
  const { latestVersion } = await import('./object-version.ts');
  return (await latestVersion(actor, contractId)) !== version;
}

/** @returns false when the run of this name has ended */
const start = (actor: Actor, contract_id: string, object_version: string, run: number, name: string) =>
  startExecution(name, { tenant_id: actor.tenantId, contract_id, run, object_version });

/**
 * Processes a contract again: a run that failed on the way goes on from the state that failed; otherwise a new run
 * begins. What people decided about facts stays.
 * @throws Problem 404, 409 while it is running, 422 before its file is there
 */
export async function restart(actor: Actor, contractId: string): Promise<Item> {
  const contract = await getItem(actor, contractKey(actor, contractId));
  if (!contract || isArchived(contract)) throw notFound();
  if (contract.status === 'processing') return unblock(actor, contract);
  if (typeof contract.object_version !== 'string')
    throw new Problem(422, 'not_uploaded', 'Upload the contract’s file first.');
  const failure = contract.failure as { code?: string; redrivable?: boolean } | undefined;
  // News of a run that archiving stopped may still be on its way: it must not end the one that begins now.
  if (contract.status === 'failed' && failure?.redrivable && failure.code !== STOPPED_BY_ARCHIVING.code) {
    const resumed = await begin(actor, contract, {});
    if (await redriveExecution(String(contract.execution_arn))) return resumed;
    return next(actor, resumed);
  }
  return next(actor, contract);
}

/**
 * The record says that it is being processed. Where whoever wrote that could not start or resume the run any more, this
 * does it: asking again must always help.
 * @throws Problem 409 while the run is at work
 */
async function unblock(actor: Actor, contract: Item): Promise<Item> {
  const arn = String(contract.execution_arn);
  const [version, run] = [String(contract.object_version), Number(contract.run)];
  const isRunning = await start(
    actor,
    String(contract.id),
    version,
    run,
    arn.slice(arn.lastIndexOf(':') + 1),
  );
  if (!isRunning && (await redriveExecution(arn))) return contract;
  throw new Problem(409, 'still_processing', 'This contract is being processed already.');
}

async function next(actor: Actor, contract: Item): Promise<Item> {
  const id = String(contract.id);
  const version = String(contract.object_version);
  const run = Number(contract.run) + 1;
  const name = executionName(id, version, run);
  const begun = await begin(actor, contract, { ...BEGINNING, run, execution_arn: executionArn(name) });
  await start(actor, id, version, run, name);
  return begun;
}

async function begin(actor: Actor, contract: Item, attributes: object): Promise<Item> {
  try {
    return await updateItem(
      actor,
      contractPatch(actor, String(contract.id), { status: 'processing', ...attributes })
        .remove(['failure'])
        .where(({ version }, { eq }) => eq(version, Number(contract.version)))
        .params(table()),
    );
  } catch (error) {
    if (conditionFailed(error))
      throw new Problem(409, 'still_processing', 'Somebody else started this contract a moment ago.');
    throw error;
  }
}
