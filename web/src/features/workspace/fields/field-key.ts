/** The key of a name: `Customer since` → `customer_since`; never one that is taken. */
export function keyOf(name: string, taken: readonly string[]): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 36)
    .replace(/_$/, '');
  const key = plain || 'field';
  if (!taken.includes(key)) return key;
  for (let number = 2; ; number++) if (!taken.includes(`${key}_${number}`)) return `${key}_${number}`;
}
