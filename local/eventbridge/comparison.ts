/** One comparison of an event pattern: a plain value or an operator. */
import { BlockList, isIP } from 'node:net';

export interface Comparison {
  /** Whether a leaf of the event matches. */
  readonly matches: (leaf: unknown) => boolean;
  /** For `exists`: true where the field must be absent, false where it must be there. */
  readonly absent?: boolean;
}

type Test = (leaf: unknown) => boolean;
type Operand = Readonly<Record<string, unknown>>;

/** Source: EventBridge user guide: numbers between -5.0e9 and +5.0e9. */
const LARGEST_NUMBER = 5e9;

/** @throws Error with the reason alone */
export function comparison(element: unknown): Comparison {
  if (element === null || ['string', 'number', 'boolean'].includes(typeof element)) {
    return { matches: (leaf) => leaf === element };
  }
  if (typeof element !== 'object' || Array.isArray(element)) {
    throw new Error('Match value must be String, number, true, false, or null');
  }
  const [operator, operand] = only(element as Operand);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw new Error('exists match pattern must be either true or false.');
    return { matches: () => true, absent: !operand };
  }
  return { matches: operatorTest(operator, operand) };
}

function operatorTest(operator: string, operand: unknown): Test {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return affixTest(operator, operand);
    case 'equals-ignore-case':
      return ignoreCase(operator, operand);
    case 'wildcard':
      return wildcard(text(operator, operand));
    case 'numeric':
      return numeric(operand);
    case 'cidr':
      return cidr(operand);
    case 'anything-but':
      return anythingBut(operand);
    default:
      throw new Error(`Unrecognized match type ${operator}`);
  }
}

function affixTest(operator: 'prefix' | 'suffix', operand: unknown): Test {
  const compare = (value: string, affix: string) =>
    operator === 'prefix' ? value.startsWith(affix) : value.endsWith(affix);
  if (typeof operand === 'object' && operand !== null) {
    const [inner, value] = only(operand as Operand);
    if (inner !== 'equals-ignore-case') throw new Error(`Unsupported ${operator} match pattern ${inner}`);
    const affix = text(inner, value).toLowerCase();
    return (leaf) => typeof leaf === 'string' && compare(leaf.toLowerCase(), affix);
  }
  const affix = text(operator, operand);
  return (leaf) => typeof leaf === 'string' && compare(leaf, affix);
}

function ignoreCase(operator: string, operand: unknown): Test {
  const expected = text(operator, operand).toLowerCase();
  return (leaf) => typeof leaf === 'string' && leaf.toLowerCase() === expected;
}

/** `*` stands for any characters; `\*` and `\\` for themselves. Linear in the length of the value. */
function wildcard(pattern: string): Test {
  const parts = [''];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') {
      if (pattern[i + 1] === '*') throw new Error('Consecutive wildcard characters');
      parts.push('');
    } else if (char === '\\') {
      const next = pattern[++i];
      if (next !== '*' && next !== '\\') throw new Error('Invalid escape character');
      parts[parts.length - 1] += next;
    } else parts[parts.length - 1] += char;
  }
  const first = parts[0]!;
  if (parts.length === 1) return (leaf) => leaf === first;
  const last = parts.at(-1)!;
  const middle = parts.slice(1, -1);
  return (leaf) => {
    if (typeof leaf !== 'string' || leaf.length < first.length + last.length) return false;
    if (!leaf.startsWith(first) || !leaf.endsWith(last)) return false;
    let from = first.length;
    for (const part of middle) {
      const found = leaf.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return from <= leaf.length - last.length;
  };
}

const NUMERIC: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(operand: unknown): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw new Error('Value of numeric must be an array of one or two comparisons.');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const compare =
      typeof operand[i] === 'string' && Object.hasOwn(NUMERIC, operand[i]) ? NUMERIC[operand[i]] : null;
    const bound: unknown = operand[i + 1];
    if (!compare) throw new Error(`Unrecognized numeric range operator: ${String(operand[i])}`);
    if (typeof bound !== 'number' || Math.abs(bound) > LARGEST_NUMBER) {
      throw new Error('Value of a numeric comparison must be a number between -5.0e9 and 5.0e9.');
    }
    tests.push((value) => compare(value, bound));
  }
  const range = operand.length === 4;
  if (range && !(String(operand[0]).startsWith('>') && String(operand[2]).startsWith('<'))) {
    throw new Error('A numeric range is a lower bound followed by an upper bound.');
  }
  if (range && operand[1] >= operand[3]) throw new Error('Bottom must be less than top.');
  return (leaf) => typeof leaf === 'number' && tests.every((test) => test(leaf));
}

function cidr(operand: unknown): Test {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text('cidr', operand)) ?? [];
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) throw new Error('Malformed CIDR.');
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return (leaf) => typeof leaf === 'string' && isIP(leaf) === version && list.check(leaf, family);
}

/** Every leaf that is none of the listed ones. */
function anythingBut(operand: unknown): Test {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [operator, value] = only(operand as Operand);
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator)) {
      throw new Error(`Unsupported anything-but pattern: ${operator}`);
    }
    const tests = listOf(value).map((one) => operatorTest(operator, text(operator, one)));
    return (leaf) => !tests.some((test) => test(leaf));
  }
  const values = listOf(operand);
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) {
    throw new Error('Value of anything-but must be an array or single string/number value.');
  }
  const excluded = new Set<unknown>(values);
  return (leaf) => !excluded.has(leaf);
}

function listOf(value: unknown): readonly unknown[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new Error('Empty arrays are not allowed');
  return list;
}

function only(operand: Operand): [string, unknown] {
  const entries = Object.entries(operand);
  if (entries.length !== 1) throw new Error('Only one key allowed in match expression');
  return entries[0]!;
}

function text(operator: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  // An empty string matches everything or nothing, which EventBridge does not take except for equality.
  if (value === '' && operator === 'equals-ignore-case') return '';
  throw new Error(`${operator} match pattern must be a non-empty string`);
}
