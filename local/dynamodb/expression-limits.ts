import type { Expression } from './conditions.ts';
import { validationError } from './errors.ts';

const MAX_BYTES = 4096;
const MAX_OPERATORS = 300;
const MAX_IN_OPERANDS = 100;

const EXPRESSIONS = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
];

/**
 * Checks the limits that dynalite does not know, by the Developer Guide ("Quotas in Amazon DynamoDB"): 4 KB for an
 * expression, 300 operators and functions in it, 100 operands of IN.
 * @param request a validated request, its conditions parsed
 * @throws ValidationException
 */
export function checkExpressions(request: Readonly<Record<string, unknown>>): void {
  for (const name of EXPRESSIONS) {
    const text = request[name];
    const size = typeof text === 'string' ? Buffer.byteLength(text) : 0;
    if (size > MAX_BYTES) {
      throw validationError(
        `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${size}`,
      );
    }
  }
  for (const [member, name] of [
    ['_condition', 'ConditionExpression'],
    ['_filter', 'FilterExpression'],
  ] as const) {
    const parsed = request[member] as { readonly expression: Expression } | undefined;
    if (parsed === undefined) continue;
    const operators = countOperators(parsed.expression, name);
    if (operators > MAX_OPERATORS) {
      throw validationError(
        `Invalid ${name}: The expression contains too many operators; maximum: ${MAX_OPERATORS}, found: ${operators}`,
      );
    }
  }
}

function countOperators({ type, args }: Expression, name: string): number {
  if (type === 'in' && args.length - 1 > MAX_IN_OPERANDS) {
    throw validationError(
      `Invalid ${name}: The IN operator is provided with too many operands; number of operands: ${args.length - 1}`,
    );
  }
  return args
    .filter((arg): arg is Expression => !Array.isArray(arg) && 'type' in arg)
    .reduce((count, arg) => count + countOperators(arg, name), 1);
}
