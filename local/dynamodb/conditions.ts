import type { AttributeValue, Item } from './model.ts';
import { sameValue, scalar, typeOf } from './values.ts';

/** A document path: attribute names and places in lists. */
export type Path = readonly (string | number)[];

/** A parsed condition, as dynalite's parser gives it. */
export interface Expression {
  readonly type: string;
  /** Present where `type` is `function`. */
  readonly name?: string;
  readonly args: readonly Operand[];
}

type Operand = Expression | Path | AttributeValue;

/**
 * Whether an item meets a condition or filter expression. dynalite's own evaluation compares lists and maps by
 * reference and takes `false` and empty strings for absent, so only its parser is used.
 * @param item the item, or an empty object when there is none
 */
export function matches(expression: Expression, item: Item): boolean {
  const { type, args } = expression;
  if (type === 'and') return args.every((arg) => matches(arg as Expression, item));
  if (type === 'or') return args.some((arg) => matches(arg as Expression, item));
  if (type === 'not') return !matches(args[0] as Expression, item);
  const [first, ...others] = args.map((arg) => resolve(arg, item));
  return compare(type === 'function' ? expression.name! : type, first, others);
}

function compare(
  operator: string,
  value: AttributeValue | undefined,
  others: readonly (AttributeValue | undefined)[],
): boolean {
  const [other, upper] = others;
  switch (operator) {
    case 'attribute_exists':
      return value !== undefined;
    case 'attribute_not_exists':
      return value === undefined;
    case '<>':
      return value === undefined || other === undefined || !sameValue(value, other);
    case 'attribute_type':
      return value !== undefined && typeOf(value) === scalar(other!);
  }
  if (value === undefined || other === undefined) return false;
  switch (operator) {
    case '=':
      return sameValue(value, other);
    case '<':
      return inOrder(value, other, (order) => order < 0);
    case '<=':
      return inOrder(value, other, (order) => order <= 0);
    case '>':
      return inOrder(value, other, (order) => order > 0);
    case '>=':
      return inOrder(value, other, (order) => order >= 0);
    case 'between':
      return (
        upper !== undefined &&
        inOrder(value, other, (order) => order >= 0) &&
        inOrder(value, upper, (order) => order <= 0)
      );
    case 'in':
      return others.some((candidate) => candidate !== undefined && sameValue(value, candidate));
    case 'begins_with':
      return (
        typeOf(value) === typeOf(other) && bytes(value).subarray(0, bytes(other).length).equals(bytes(other))
      );
    case 'contains':
      return contains(value, other);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

function contains(value: AttributeValue, element: AttributeValue): boolean {
  if ('S' in value) return 'S' in element && value.S.includes(element.S);
  if ('B' in value) return 'B' in element && bytes(value).includes(bytes(element));
  if ('SS' in value) return 'S' in element && value.SS.includes(element.S);
  if ('NS' in value) return 'N' in element && value.NS.includes(element.N);
  if ('BS' in value) return 'B' in element && value.BS.includes(element.B);
  return 'L' in value && value.L.some((member) => sameValue(member, element));
}

function inOrder(a: AttributeValue, b: AttributeValue, accept: (order: number) => boolean): boolean {
  if ('N' in a) return 'N' in b && accept(compareNumbers(a.N, b.N));
  const comparable = ('S' in a && 'S' in b) || ('B' in a && 'B' in b);
  return comparable && accept(Buffer.compare(bytes(a), bytes(b)));
}

/** Compares decimal texts exactly: numbers have up to 38 digits. Both are in plain notation, without exponent. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return { whole, fraction };
  }) as [{ whole: string; fraction: string }, { whole: string; fraction: string }];
  const places = Math.max(left.fraction.length, right.fraction.length);
  const scaled = ({ whole, fraction }: typeof left) => BigInt(whole + fraction.padEnd(places, '0'));
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function bytes(value: AttributeValue): Buffer {
  return Buffer.from(scalar(value) as string, 'B' in value ? 'base64' : 'utf8');
}

function resolve(operand: Operand, item: Item): AttributeValue | undefined {
  if (Array.isArray(operand)) return valueAt(operand as Path, item);
  if (isExpression(operand as Expression | AttributeValue)) {
    // The parser allows no function but size() as an operand.
    const value = resolve((operand as Expression).args[0] as Operand, item);
    return value === undefined ? undefined : sizeOf(value);
  }
  return operand as AttributeValue;
}

function isExpression(operand: Expression | AttributeValue): operand is Expression {
  return 'type' in operand;
}

function valueAt(path: Path, item: Item): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (value === undefined) return undefined;
    value = memberOf(value, step);
  }
  return value;
}

function memberOf(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
}

function sizeOf(value: AttributeValue): AttributeValue | undefined {
  if ('S' in value) return { N: String(value.S.length) };
  if ('B' in value) return { N: String(Buffer.byteLength(value.B, 'base64')) };
  if ('M' in value) return { N: String(Object.keys(value.M).length) };
  const members = scalar(value);
  return Array.isArray(members) ? { N: String(members.length) } : undefined;
}
