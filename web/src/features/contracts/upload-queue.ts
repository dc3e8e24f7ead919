/** What is being uploaded, for the whole app: it goes on while one moves between screens. */
import { type ApiError, isApiError } from '../../api/errors.ts';
import type { ContentType } from '../../api/types.ts';
import { uploadFile } from '../../api/upload.ts';
import { cell, useCell } from '../../components/cell.ts';
import { t } from '../../i18n/i18n.ts';
import type { CustomerChoice } from '../customers/customer-picker.tsx';
import { checkContent, checkFile, digestOf } from './file-check.ts';
import { archiveContract, createContract, renewUpload } from './queries.ts';
import { rememberSent, type SentFile, sentBefore } from './sent-files.ts';
import {
  type Announced,
  forgetUpload,
  forgetUploads,
  keepUpload,
  keptUploads,
  letGo,
  takeInHand,
} from './upload-store.ts';

export interface Existing {
  readonly id: string;
  readonly name: string;
}

export interface UploadItem {
  readonly key: string;
  readonly file: File;
  readonly type: ContentType;
  readonly customer: CustomerChoice;
  /** draft: waits for its customer. queued: for its turn. */
  readonly state: 'draft' | 'queued' | 'sending' | 'sent' | 'failed';
  /** Bytes that the network has taken. */
  readonly sent: number;
  readonly requestKey: string;
  readonly digest: string | undefined;
  readonly error?: unknown;
  /** The customer of that name who is there already. */
  readonly existing?: Existing | undefined;
  readonly contract?: Announced | undefined;
  /** It can be sent; there may be something wrong with it. */
  readonly doubt?: string | undefined;
  readonly before?: SentFile | undefined;
}

interface Surroundings {
  /** Person and organization. */
  readonly owner: string;
  /** Runs a call so that the app hears of a lost connection and of an ended session. */
  readonly run: <T>(call: () => Promise<T>) => Promise<T>;
  readonly onSent: (item: UploadItem) => void;
  readonly onChange: () => void;
}

/** At a time. More would only share the same line. */
const AT_ONCE = 3;

const queue = cell<readonly UploadItem[]>([]);
const problems = cell<readonly string[]>([]);
const aborts = new Map<string, AbortController>();
/** Customers that an upload created: the next one of that name must not ask whether it is the same. */
const created = new Map<string, Existing>();
let surroundings: Surroundings | undefined;

export const useUploads = (): readonly UploadItem[] => useCell(queue);
export const useUploadProblems = (): readonly string[] => useCell(problems);
export const dismissProblems = (): void => problems.set([]);

const find = (key: string) => queue.get().find((item) => item.key === key);
const nameOf = (customer: CustomerChoice) => customer.name.trim().toLowerCase();

function patch(key: string, change: Partial<UploadItem>): void {
  queue.set(queue.get().map((item) => (item.key === key ? { ...item, ...change } : item)));
}

const keep = (item: UploadItem | undefined): Promise<void> | undefined => {
  if (!item || !surroundings) return undefined;
  const { key, file, type, customer, requestKey, digest, contract } = item;
  const draft = item.state === 'draft';
  return keepUpload({
    owner: surroundings.owner,
    key,
    file,
    type,
    customer,
    draft,
    requestKey,
    digest,
    contract,
  });
};

/** Called once the signed-in person is known. What an earlier page left goes on. @returns stops listening */
export function startUploads(given: Surroundings): () => void {
  const changed = surroundings?.owner !== given.owner;
  surroundings = given;
  if (changed) {
    for (const { key } of queue.get()) aborts.get(key)?.abort();
    queue.set([]);
    created.clear();
    void resume(given.owner);
  }
  const online = () => retryUnreached();
  window.addEventListener('online', online);
  return () => window.removeEventListener('online', online);
}

/** Files that are not with the API yet, of this person in this browser, whichever tab has them. */
export async function waitingFiles(owner: string): Promise<readonly string[]> {
  const here = queue.get().filter(({ state }) => state !== 'sent');
  const elsewhere = (await keptUploads(owner)).filter(({ key }) => !find(key));
  return [...here, ...elsewhere].map(({ file }) => file.name);
}

/** Whoever signs out sends nothing any more, and nothing is kept of what they wanted to send. */
export function stopUploads(): Promise<void> {
  surroundings = undefined;
  for (const abort of aborts.values()) abort.abort();
  queue.set([]);
  problems.set([]);
  return forgetUploads();
}

async function resume(owner: string): Promise<void> {
  for (const { draft, owner: _, ...kept } of await keptUploads(owner)) {
    if (surroundings?.owner !== owner || find(kept.key) || !(await takeInHand(kept.key))) continue;
    queue.set([...queue.get(), { ...kept, state: draft ? 'draft' : 'queued', sent: 0 }]);
  }
  pump();
}

/** Takes files that can be read; says of the others why not. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const refused: string[] = [];
  problems.set([]);
  for (const file of files) {
    const check = checkFile(file);
    if ('problem' in check) {
      refused.push(check.problem);
      continue;
    }
    const content = await checkContent(file, check.type);
    if (content.problem) {
      refused.push(content.problem);
      continue;
    }
    const digest = await digestOf(file);
    if (digest && queue.get().some((item) => item.digest === digest)) {
      refused.push(t('uploads.twice', { name: file.name }));
      continue;
    }
    await add(file, check.type, digest, content.doubt);
  }
  problems.set(refused);
}

async function add(file: File, type: ContentType, digest: string | undefined, doubt: string | undefined) {
  const item: UploadItem = {
    key: crypto.randomUUID(),
    file,
    type,
    customer: { name: '' },
    state: 'draft',
    sent: 0,
    requestKey: crypto.randomUUID(),
    digest,
    doubt,
    before: surroundings && digest ? sentBefore(surroundings.owner, digest) : undefined,
  };
  queue.set([...queue.get(), item]);
  await takeInHand(item.key);
  await keep(find(item.key));
}

/** The file of a contract that was announced, chosen again. */
export async function addFileOf(
  contract: Announced & { readonly type: string; readonly fileName: string },
  file: File,
): Promise<void> {
  const check = checkFile(file);
  if ('problem' in check) return problems.set([check.problem]);
  if (check.type !== contract.type)
    return problems.set([t('uploads.otherType', { name: file.name, announced: contract.fileName })]);
  const { problem, doubt } = await checkContent(file, check.type);
  if (problem) return problems.set([problem]);
  problems.set([]);
  await add(file, check.type, await digestOf(file), doubt);
  const { id, customerId, customerName } = contract;
  const item = queue.get().at(-1);
  if (!item) return;
  patch(item.key, {
    contract: { id, customerId, customerName },
    customer: { id: customerId, name: customerName },
    state: 'queued',
  });
  await keep(find(item.key));
  pump();
}

/** @param others files that wait for their customer and belong to the same one */
export function startUpload(
  key: string,
  customer: CustomerChoice,
  { allowDuplicate = false, others = [] as readonly string[] } = {},
): void {
  if (allowDuplicate) duplicatesAllowed.add(nameOf(customer));
  for (const each of [key, ...others]) {
    // Another announcement than one that was refused: it must not be taken for it.
    patch(each, {
      customer,
      state: 'queued',
      error: undefined,
      existing: undefined,
      requestKey: crypto.randomUUID(),
    });
    void keep(find(each));
  }
  pump();
}

const duplicatesAllowed = new Set<string>();

export function retryUpload(key: string): void {
  patch(key, { state: 'queued', error: undefined, sent: 0 });
  pump();
}

/** A customer who is there already, for every file that asked about this name. */
export function chooseExisting(existing: Existing): void {
  for (const item of queue.get()) if (item.existing?.id === existing.id) startUpload(item.key, existing);
}

/** Stops an upload under way: what was entered stays. One that waits is put away. */
export function cancelUpload(key: string): void {
  const abort = aborts.get(key);
  if (abort) {
    abort.abort();
    return;
  }
  const item = find(key);
  if (item?.contract && item.state !== 'sent') void withdraw(item.contract.id);
  remove(key);
}

export function remove(key: string): void {
  queue.set(queue.get().filter((item) => item.key !== key));
  void forgetUpload(key);
  letGo(key);
}

export function clearSent(): void {
  for (const { key, state } of queue.get()) if (state === 'sent') remove(key);
}

/** A contract without a file is of no use to anybody; if this fails, it is listed as waiting for its file. */
async function withdraw(id: string): Promise<void> {
  await archiveContract(id).catch(() => undefined);
  surroundings?.onChange();
}

function retryUnreached(): void {
  for (const { key, state, error } of queue.get())
    if (state === 'failed' && isUnreached(error)) retryUpload(key);
}

const isUnreached = (error: unknown): error is ApiError => isApiError(error) && error.status === 0;

function pump(): void {
  const items = queue.get();
  const sending = items.filter(({ state }) => state === 'sending');
  let free = AT_ONCE - sending.length;
  // One new customer is created once: others of its name wait until it is there.
  const names = new Set(sending.filter(({ contract }) => !contract).map(({ customer }) => nameOf(customer)));
  for (const item of items) {
    if (free <= 0) return;
    if (item.state !== 'queued') continue;
    const name = nameOf(item.customer);
    if (!('id' in item.customer) && !item.contract && names.has(name)) continue;
    names.add(name);
    free--;
    void send(item);
  }
}

async function send(item: UploadItem): Promise<void> {
  const { key, file } = item;
  const given = surroundings;
  if (!given) return;
  const abort = new AbortController();
  aborts.set(key, abort);
  patch(key, { state: 'sending', sent: 0, error: undefined, existing: undefined });
  try {
    const { contract, upload } = await given.run(() =>
      item.contract ? renewUpload(item.contract.id) : createContract(announcement(item), item.requestKey),
    );
    const customer = { id: contract.customer_id, name: contract.customer_name };
    created.set(nameOf(item.customer), customer);
    patch(key, { contract: { id: contract.id, customerId: customer.id, customerName: customer.name } });
    await keep(find(key));
    pump();
    const onProgress = (fraction: number) => patch(key, { sent: fraction * file.size });
    await uploadFile(upload, file, { signal: abort.signal, onProgress });
    finished(key, given);
  } catch (failure) {
    if (isApiError(failure, 'already_uploaded')) finished(key, given);
    else await failed(key, failure, abort.signal.aborted);
  } finally {
    aborts.delete(key);
    pump();
  }
}

function finished(key: string, given: Surroundings): void {
  patch(key, { state: 'sent', sent: find(key)?.file.size ?? 0 });
  void forgetUpload(key);
  letGo(key);
  const item = find(key);
  if (!item) return;
  if (item.digest && item.contract)
    rememberSent(given.owner, item.digest, {
      contractId: item.contract.id,
      name: item.contract.customerName,
    });
  given.onSent(item);
}

async function failed(key: string, failure: unknown, cancelled: boolean): Promise<void> {
  const item = find(key);
  if (!item) return;
  const existing = existingCustomer(failure);
  if (cancelled) {
    patch(key, { state: 'draft', sent: 0, contract: undefined });
    if (item.contract) await withdraw(item.contract.id);
  } else if (existing) patch(key, { state: 'draft', existing });
  // Announced, but gone meanwhile: what was entered is asked for again.
  else if (item.contract && isApiError(failure, 'not_found'))
    patch(key, { state: 'draft', contract: undefined, error: failure });
  else patch(key, { state: isApiError(failure, 'validation_failed') ? 'draft' : 'failed', error: failure });
  await keep(find(key));
  surroundings?.onChange();
}

const announcement = ({ customer, file, type }: UploadItem) => {
  const name = customer.name.trim();
  const known = 'id' in customer ? customer : created.get(nameOf(customer));
  return {
    customer: known
      ? { id: known.id }
      : { name, ...(duplicatesAllowed.has(nameOf(customer)) && { allow_duplicate: true }) },
    file_name: file.name,
    content_type: type,
    size: file.size,
  };
};

function existingCustomer(error: unknown): Existing | undefined {
  if (!isApiError(error, 'customer_exists')) return undefined;
  const { customer_id: id, customer_name: name } = error.data;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}

export const isOneOfSeveral = (key: string): boolean => queue.get().some((item) => item.key !== key);
