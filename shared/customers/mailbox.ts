/** E-mail addresses as a sign of who somebody is. */

/** Parts of an organization that share an address; nobody's own name. */
const SHARED = new Set(
  (
    'account accounting accounts admin administration ap ar billing bookkeeping care clientservices compliance contact ' +
    'contracts customerservice customersuccess desk finance frontdesk hello help helpdesk hr info invoice invoices it ' +
    'ledger legal mail marketing notice notices office operations ops orders payable payables payments payroll privacy ' +
    'procurement purchasing reception receivables sales secretary security service services success support team ' +
    'accountspayable accountsreceivable treasury'
  ).split(' '),
);

export interface Mailbox {
  /** Folded; undefined where there is no address. */
  readonly address: string | undefined;
  readonly domain: string | undefined;
  /** Read by several people: it does not say who somebody is. */
  readonly shared: boolean;
}

export function mailbox(email: string | null): Mailbox {
  const address = email?.trim().toLowerCase();
  const [local = '', domain] = address?.split('@') ?? [];
  if (!address || !domain) return { address: undefined, domain: undefined, shared: false };
  const plain = local.replace(/\+.*$/, '');
  const words = plain.split(/[^a-z]+/).filter(Boolean);
  return {
    address,
    domain,
    shared:
      SHARED.has(plain.replace(/[^a-z]/g, '')) ||
      (words.length > 0 && words.every((word) => SHARED.has(word))),
  };
}

/** Addresses that anybody can have: they name no organization. */
const PUBLIC = /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|aol|gmx|web|proton|protonmail)\./;

export const isPublicDomain = (domain: string): boolean => PUBLIC.test(domain);
