/** DynamoDB as the gateway serves it: with the consumed capacity of every call, asked for or not. */
import type { AwsService, Call, Reply } from '../types.ts';
import type { GatewayService } from './gateway-service.ts';

/** Tells the gateway the units of a call; the client gets it too, and does not look. */
export const CONSUMED_HEADER = 'x-local-consumed-capacity';

const COUNTED: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
]);

interface Answer {
  readonly ConsumedCapacity?:
    | { readonly CapacityUnits?: number }
    | readonly { readonly CapacityUnits?: number }[];
}

/** @param service DynamoDB, which may keep what it parsed by the identity of the call */
export function dynamoDbService(service: AwsService): GatewayService {
  const counting = new WeakMap<Call, Call>();
  const counted = (call: Call): Call => {
    if (!COUNTED.has(call.operation) || (call.input.ReturnConsumedCapacity ?? 'NONE') !== 'NONE') return call;
    const known = counting.get(call) ?? {
      ...call,
      input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' },
    };
    counting.set(call, known);
    return known;
  };
  return {
    name: service.name,
    requirements: (call) => service.requirements(counted(call)),
    handle: async (call): Promise<Reply> => {
      const reply = await service.handle(counted(call));
      if (!COUNTED.has(call.operation) || reply.status !== 200 || reply.body === undefined) return reply;
      const { ConsumedCapacity = [], ...answer } = JSON.parse(String(reply.body)) as Answer;
      const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const isAsked = counted(call) === call;
      return {
        ...reply,
        headers: { ...reply.headers, [CONSUMED_HEADER]: String(units) },
        body: isAsked ? reply.body : JSON.stringify(answer),
      };
    },
  };
}
