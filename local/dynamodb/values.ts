import type { AttributeValue, Item } from './model.ts';

/**
 * A copy of an item whose maps have no prototype, so that attributes called `constructor` or `__proto__`
 * are attributes and nothing else.
 */
export function bareItem(item: Item): Item {
  const bare: Record<string, AttributeValue> = Object.create(null);
  for (const name of Object.keys(item)) bare[name] = bareValue(item[name] as AttributeValue);
  return bare;
}

function bareValue(value: AttributeValue): AttributeValue {
  if ('M' in value) return { M: bareItem(value.M) };
  if ('L' in value) return { L: value.L.map(bareValue) };
  return { ...value };
}

/** One text for all JSON values that differ only in the order of object members. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member;
    const record = member as Record<string, unknown>;
    const sorted: Record<string, unknown> = Object.create(null);
    for (const name of Object.keys(record).sort()) sorted[name] = record[name];
    return sorted;
  });
}

/** Whether two values are equal as DynamoDB compares them: sets have no order, maps no order of members. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if ('M' in a) return 'M' in b && sameItem(a.M, b.M);
  if ('L' in a) {
    return 'L' in b && a.L.length === b.L.length && a.L.every((element, i) => sameValue(element, b.L[i]!));
  }
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === 'SS' || type === 'NS' || type === 'BS') {
    const left = scalar(a) as readonly string[];
    const right = new Set(scalar(b) as readonly string[]);
    return left.length === right.size && left.every((element) => right.has(element));
  }
  return scalar(a) === scalar(b);
}

/** Whether two items have the same attributes with the same values. */
export function sameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name]!, b[name]!))
  );
}

/** `S`, `N`, `L`, … */
export function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] as string;
}

/** The value inside its type descriptor. */
export function scalar(value: AttributeValue): unknown {
  return Object.values(value)[0];
}
