/** The runtime inside a worker thread: loads the function's bundle and gives it one event after the other. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, FunctionError, Invocation, WorkerSettings } from './protocol.ts';

type Handler = (
  event: unknown,
  context: object,
  callback: (error: unknown, result?: unknown) => void,
) => unknown;

const settings = workerData as WorkerSettings;
const port = parentPort!;
const send = (message: FromWorker): void => port.postMessage(message);

/** An error of the runtime itself, with the name that Lambda gives it. */
function runtimeError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function describe(thrown: unknown): FunctionError {
  if (thrown instanceof Error) {
    return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** The file and the export that a `Handler` property names, by the rules of the Node.js runtime. */
async function loadHandler(): Promise<Handler> {
  const file = basename(settings.handler);
  const dot = file.indexOf('.');
  if (dot < 0) throw runtimeError('Runtime.MalformedHandlerName', `Bad handler ${settings.handler}`);
  const base = join(settings.directory, dirname(settings.handler), file.slice(0, dot));
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => base + extension)
    .find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${base}'`);
  const module: unknown = await import(pathToFileURL(path).href);
  const found =
    pick(module, file.slice(dot + 1)) ?? pick((module as { default?: unknown }).default, file.slice(dot + 1));
  if (typeof found !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`);
  }
  return found as Handler;
}

function pick(module: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], module);
}

function createContext(invocation: Invocation): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.invokedFunctionArn,
    memoryLimitInMB: String(settings.memorySize),
    awsRequestId: invocation.requestId,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
  };
}

/** The handler's result, returned, promised or given to the callback. */
function call(handler: Handler, invocation: Invocation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result?: unknown): void => (error ? reject(error) : resolve(result));
    const returned = handler(JSON.parse(invocation.event), createContext(invocation), callback);
    // Only a handler that takes the callback may answer after it has returned nothing.
    if (returned !== undefined || handler.length < 3) resolve(returned);
  });
}

let handler: Promise<Handler> | undefined;

port.on('message', async (invocation: Invocation) => {
  const { requestId } = invocation;
  try {
    const result = await call(await handler!, invocation);
    send({ type: 'result', requestId, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ type: 'error', requestId, error: describe(error) });
  }
});

handler = loadHandler();
// A failed load is the answer to the first event, as on Lambda; until then nobody awaits it.
handler.catch(() => {});
handler.then(
  () => send({ type: 'ready' }),
  () => send({ type: 'ready' }),
);
