/** Who sells and who buys, judged by what the contract calls its parties. */
import type { Party } from '../extraction.ts';
import { literal } from './literal.ts';

const PROVIDER =
  /\b(?:licensor|vendor|supplier|provider|seller|contractor|consultant|manufacturer|developer|franchisor|broker|agency|agent|lessor|landlord|lender|carrier|administrator|servicer|repairer|transporter|host|advisor|adviser|firm|publisher|maintainer|processor|service provider|subcontractor|sub-?advisor|auftragnehmer|dienstleister|makler|prestataire|fournisseur|proveedor|prestador|fornitore)\b/i;
const CUSTOMER =
  /\b(?:customer|client|licensee|buyer|purchaser|subscriber|reseller|distributor|hospital|intended parents?|recipient|lessee|tenant|borrower|franchisee|shipper|insured|owner|end user|user|employer|principal|sponsor|controller|practice|clinic|auftraggeber|kunde|cliente|acheteur|comprador|committente)\b/i;

/** Signs for another's duties, or only takes note. */
const OTHER = /\b(?:guarantors?|trustees?|escrow agents?|custodian|parent company|witness)\b/i;

const ofTerm = (term: string): Party['role'] | null =>
  PROVIDER.test(term) ? 'provider' : CUSTOMER.test(term) ? 'customer' : null;

/** Gives each party its role: by its defined term, else as the counterpart of the other, else by who provides in the text. */
export function assignRoles(parties: readonly Omit<Party, 'role'>[], text: string): Party[] {
  const roles = parties.map(({ name, aliases }) => {
    if (aliases.some((alias) => OTHER.test(alias))) return 'other';
    for (const alias of aliases) {
      const role = ofTerm(alias);
      if (role) return role;
    }
    return byDeeds([...aliases, name], text);
  });
  const known = new Set(roles.filter((role) => role !== null && role !== 'other'));
  return parties.map((party, index) => {
    const role = roles[index] ?? null;
    if (role) return { ...party, role };
    if (known.size === 1) return { ...party, role: known.has('provider') ? 'customer' : 'provider' };
    return { ...party, role: 'other' };
  });
}

/** "Larkfield will provide …" and "Copperfern shall pay …" say who is who where the terms do not. */
function byDeeds(names: readonly string[], text: string): Party['role'] | null {
  let provides = 0;
  let pays = 0;
  const head = text.slice(0, 60_000);
  for (const name of names.slice(0, 4)) {
    if (name.length < 2) continue;
    const subject = String.raw`(?<![\p{L}])${literal(name)},? (?:shall|will|agrees to|must) (?:also |promptly |timely )?`;
    provides +=
      head.match(
        new RegExp(
          `${subject}(?:provide|supply|deliver|perform|host|develop|manufacture|grant|license|invoice|render|maintain|sell)`,
          'giu',
        ),
      )?.length ?? 0;
    pays +=
      head.match(new RegExp(`${subject}(?:pay|purchase|buy|remit|compensate|reimburse|order)`, 'giu'))
        ?.length ?? 0;
  }
  if (provides === pays) return null;
  return provides > pays ? 'provider' : 'customer';
}
