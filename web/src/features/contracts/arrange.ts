/** What is done to the contracts that are loaded: the index keeps one order, and knows no words. */
import type { Contract, ContractStatus } from '../../api/types.ts';
import type { Sort } from './search.ts';

interface Wish {
  readonly q?: string | undefined;
  readonly sort?: Sort | undefined;
  /** Where the index was asked for a customer instead. */
  readonly status?: ContractStatus | undefined;
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Every word that is searched for stands somewhere in the customer's, document's or file's name. */
function answers({ customer_name, document_name, file_name }: Contract, words: readonly string[]): boolean {
  const own = plain(`${customer_name} ${document_name ?? ''} ${file_name}`);
  return words.every((word) => own.includes(word));
}

const VALUES = {
  customer: ({ customer_name }: Contract) => plain(customer_name),
  pages: ({ pages }: Contract) => pages,
  toCheck: ({ needs_review }: Contract) => needs_review,
  added: ({ created_at }: Contract) => created_at,
} as const;

/** @param contracts the newest first */
export function arrange(contracts: readonly Contract[], { q, sort, status }: Wish): readonly Contract[] {
  const words = plain(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const found = contracts.filter(
    (contract) => (!status || contract.status === status) && (words.length === 0 || answers(contract, words)),
  );
  if (!sort || sort === '-added') return found;
  const falling = sort.startsWith('-');
  const keyed = VALUES[sort.replace('-', '') as keyof typeof VALUES];
  return found.toSorted((a, b) => {
    const [left, right] = [keyed(a), keyed(b)];
    // What is not known yet stands last either way.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order = left < right ? -1 : left > right ? 1 : 0;
    return falling ? -order : order;
  });
}
