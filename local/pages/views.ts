/** The local pages, one function each: the data as JSON, and how it reads as a page. */
import type { CallRecord } from '../gateway/call-log.ts';
import { type Html, html } from '../mail/index.ts';
import { table } from './layout.ts';
import type { Sources } from './sources.ts';

export interface View {
  readonly title: string;
  readonly data: unknown;
  readonly page: () => Html;
}

type ViewOf = (sources: Sources, query: URLSearchParams) => View;

const KEPT_EXECUTIONS = 100;
const SHOWN_CALLS = 500;

const time = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 23);
const duration = (from: number, to: number | undefined): string =>
  to === undefined ? '' : `${to - from} ms`;
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const overview: ViewOf = ({ outputs, lambda, calls }) => {
  const functions = lambda.functions();
  const data = { functions: functions.length, denied: calls.denied().length, outputs: outputs() };
  const rows = Object.entries(data.outputs).flatMap(([stack, values]) =>
    Object.entries(values)
      // Outputs that only pass values from stack to stack tell a reader nothing.
      .filter(([name]) => !name.startsWith('PublishOutput') && !name.startsWith('ExportsOutput'))
      .map(([name, value]) => [stack, name, html`<code>${String(value)}</code>`]),
  );
  return {
    title: 'Local runtime',
    data,
    page: () => html`<p>${data.functions} functions, ${data.denied} denied calls.</p>
${table(['Stack', 'Output', 'Value'], rows, 'The stacks have no outputs.')}`,
  };
};

const executions: ViewOf = ({ stepFunctions }, query) => {
  const arn = query.get('arn');
  if (arn !== null) return execution(stepFunctions, arn);
  const list = stepFunctions.list(KEPT_EXECUTIONS);
  const rows = list.map(({ arn: each, name, status, startedAt, stoppedAt }) => [
    html`<a href="/_local/executions?arn=${encodeURIComponent(each)}">${name}</a>`,
    status,
    time(startedAt),
    duration(startedAt, stoppedAt),
  ]);
  return {
    title: 'Executions',
    data: { executions: list },
    page: () => table(['Execution', 'Status', 'Started', 'Took'], rows, 'Nothing has been executed yet.'),
  };
};

function execution(stepFunctions: Sources['stepFunctions'], arn: string): View {
  const found = stepFunctions.describe(arn);
  const states = found?.states ?? [];
  const rows = states.map(({ name, status, enteredAt, exitedAt, error }) => [
    name,
    status,
    time(enteredAt),
    duration(enteredAt, exitedAt),
    error === undefined ? '' : html`<span class="bad">${error.name}</span> ${error.cause}`,
  ]);
  return {
    title: found?.name ?? 'No such execution',
    data: found ?? null,
    page: () => html`${found === undefined ? '' : html`<p>${found.status}, started ${time(found.startedAt)}</p>`}
${table(['State', 'Status', 'Entered', 'Took', 'Error'], rows, 'There are no states.')}
<h2>Input</h2><pre>${pretty(found?.input)}</pre>
<h2>Output</h2><pre>${pretty(found?.output ?? found?.error ?? null)}</pre>`,
  };
}

const queues: ViewOf = ({ sqs }) => {
  const list = sqs.describe();
  const rows = list.map(({ name, visible, inFlight, delayed, dead }) => [
    name,
    ...[visible, inFlight, delayed, dead].map(String),
  ]);
  return {
    title: 'Queues',
    data: { queues: list },
    page: () =>
      table(['Queue', 'Visible', 'In flight', 'Delayed', 'Dead letters'], rows, 'There are no queues.'),
  };
};

const callRow = (record: CallRecord): readonly (Html | string)[] => [
  record.time.replace('T', ' ').slice(0, 23),
  record.function ?? record.principal,
  `${record.service}:${record.operation}`,
  record.allowed
    ? (record.error ?? String(record.status))
    : html`<span class="bad">${record.reason ?? 'denied'}</span>`,
  `${record.ms} ms`,
  record.consumedCapacity === undefined ? '' : String(record.consumedCapacity),
];

const CALL_HEADINGS = ['Time', 'Caller', 'Call', 'Result', 'Took', 'Units'];

const calls: ViewOf = ({ calls: log }, query) => {
  const [name, request] = [query.get('function'), query.get('request')];
  const list = log.list({
    ...(name ? { function: name } : {}),
    ...(request ? { invocation: request } : {}),
  });
  const rows = () => list.slice(-SHOWN_CALLS).reverse().map(callRow);
  return { title: 'Calls', data: { calls: list }, page: () => table(CALL_HEADINGS, rows(), 'No calls yet.') };
};

const denied: ViewOf = ({ calls: log }) => {
  const list = log.denied();
  const rows = () => list.slice(-SHOWN_CALLS).reverse().map(callRow);
  return {
    title: 'Denied calls',
    data: { denied: list },
    page: () => table(CALL_HEADINGS, rows(), 'Nothing was denied.'),
  };
};

const logs: ViewOf = ({ lambda }, query) => {
  const name = query.get('function');
  const names = lambda.functions().map((fn) => fn.name);
  const lines = name === null ? [] : lambda.logs(name);
  const links = names.map(
    (each) => html`<li><a href="/_local/logs?function=${encodeURIComponent(each)}">${each}</a></li>`,
  );
  return {
    title: name === null ? 'Logs' : `Logs of ${name}`,
    data: name === null ? { functions: names } : { function: name, lines },
    page: () =>
      name === null
        ? html`<ul>${links}</ul>`
        : html`<pre>${lines.map(({ time: at, line }) => `${at} ${line}\n`).join('')}</pre>`,
  };
};

const usage: ViewOf = ({ principals, lambda }) => {
  const data = {
    usage: principals.usage(),
    functions: lambda.functions().map(({ name, roleArn }) => ({ name, roleArn })),
    grants: principals.roleArns().map((roleArn) => ({ roleArn, grants: principals.grants(roleArn) })),
  };
  return { title: 'Use of permissions', data, page: () => html`<pre>${pretty(data)}</pre>` };
};

/** By path below `/_local`. */
export const VIEWS: Readonly<Record<string, ViewOf>> = {
  '': overview,
  '/calls': calls,
  '/denied': denied,
  '/executions': executions,
  '/logs': logs,
  '/queues': queues,
  '/usage': usage,
};
