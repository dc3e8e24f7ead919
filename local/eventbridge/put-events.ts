/** PutEvents: reads, checks and measures the entries of a request. */
import { AwsError } from '../types.ts';
import type { NewEvent } from './types.ts';

export type Entry = Readonly<Record<string, unknown>>;

/** Source: EventBridge user guide, "Calculating event entry size": less than 256 KB in sum. */
const SIZE_LIMIT_BYTES = 262_144;
/** Source: PutEvents's API page. */
const DEEPEST = 1000;
const ENTRY_MEMBERS = ['Source', 'DetailType', 'Detail', 'EventBusName', 'Resources', 'Time', 'TraceHeader'];

/** The entries of a request. @throws AwsError ValidationException for what refuses the whole request */
export function entriesOf(input: Entry): readonly Entry[] {
  if (input.EndpointId !== undefined) {
    throw new AwsError('ValidationException', 'Global endpoints are not supported.');
  }
  const entries = input.Entries;
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > 10) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10",
    );
  }
  for (const entry of entries as readonly Entry[]) {
    const unknown = Object.keys(entry).find((name) => !ENTRY_MEMBERS.includes(name));
    if (unknown !== undefined)
      throw new AwsError('ValidationException', `Unknown member ${unknown} of an entry.`);
  }
  const size = (entries as readonly Entry[]).reduce((sum, entry) => sum + entrySize(entry), 0);
  if (size >= SIZE_LIMIT_BYTES) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
  return entries as readonly Entry[];
}

/** An entry as an event. @throws AwsError with the code that PutEvents puts into the entry's result */
export function eventOf(entry: Entry): NewEvent {
  const text = (name: string) => {
    const value = entry[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new AwsError(
      'InvalidArgument',
      `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    );
  };
  const source = text('Source');
  const detailType = text('DetailType');
  if (source.startsWith('aws.')) {
    throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parseDetail(text('Detail'));
  const bus = entry.EventBusName;
  const time = entry.Time;
  return {
    source,
    detailType,
    detail,
    resources: (entry.Resources ?? []) as readonly string[],
    ...(time === undefined || time === null ? {} : { time: milliseconds(time) }),
    ...(typeof bus === 'string' && bus !== '' ? { eventBusName: bus } : {}),
  };
}

function parseDetail(text: string): NewEvent['detail'] {
  try {
    const detail: unknown = JSON.parse(text);
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail) && depth(text) <= DEEPEST) {
      return detail as NewEvent['detail'];
    }
  } catch {
    // Answered below, as what is no object is.
  }
  throw new AwsError('MalformedDetail', 'Detail is malformed.');
}

/** How deep brackets nest in valid JSON. */
function depth(json: string): number {
  let most = 0;
  let now = 0;
  for (const [token] of json.matchAll(/"(?:\\.|[^"\\])*"|[[{\]}]/g)) {
    if (token === '{' || token === '[') most = Math.max(most, ++now);
    else if (token === '}' || token === ']') now--;
  }
  return most;
}

/** The JSON protocol gives times as seconds since the epoch. */
function milliseconds(time: unknown): number {
  const value = typeof time === 'number' ? time * 1000 : Date.parse(String(time));
  if (Number.isFinite(value)) return value;
  throw new AwsError('InvalidArgument', 'Parameter Time is not valid.');
}

function entrySize(entry: Entry): number {
  const bytes = (value: unknown) => (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  const resources = Array.isArray(entry.Resources) ? entry.Resources : [];
  return (
    (entry.Time === undefined ? 0 : 14) +
    bytes(entry.Source) +
    bytes(entry.DetailType) +
    bytes(entry.Detail) +
    resources.reduce((sum: number, resource) => sum + bytes(resource), 0)
  );
}
